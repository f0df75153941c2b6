"""One voice that turns: what it refused, denied or promised, and later did, said or admitted.

:mod:`onrecord.relate.positions` and :mod:`onrecord.relate.questions` ask for one act in both sentences. Here two
sentences of one voice meet by rare words that they share, in the sentence or around it, and one of them must deny what
the other has, tell the opposite act, or take something back.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from onrecord.codebooks.actors import roles
from onrecord.codebooks.clauses import stems, topics
from onrecord.codebooks.meanings import acts_of, meanings
from onrecord.codebooks.meanings_read import comparable
from onrecord.codebooks.reversals import reversals
from onrecord.codebooks.standpoints import vague
from onrecord.records import ActorMention, Evidence, Finding, Side, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.known import Known, days_between, plain, sentence_of
from onrecord.relate.passages import MARKS, short
from onrecord.relate.positions import LONGEST_SHIFT, SAME_TIME
from onrecord.relate.stands import Stand, stands
from onrecord.relate.wording import bases
from onrecord.vectors import WordVectors

WIDESPREAD = 0.6
"""Share of a story's pages from which on a word is the story's own, and says less."""
OF_STORY = 0.4
"""What such a word counts."""
FEW = 4
"""Pages from which on words can be widespread."""
AROUND = 0.5
"""What a word counts that stands beside the sentence."""
OF_NAME = 0.5
"""What a name counts where nothing else than a denial opposes two sentences."""
ALIKE = 0.7
"""What a word counts for which the other has another word for the same kind of thing."""
LEAST = 0.25
"""Rarity from which on a word links."""
MOST_HOLDERS = 40
"""Stands of one voice that may share a word before it links nothing."""
How = Literal["admits", "same", "opposed", "loose"]
"""By an admission, by one act that is denied, by opposite acts, or by a denial alone."""
ENOUGH: dict[How, float] = {"admits": 0.5, "same": 0.75, "opposed": 0.7, "loose": 1.0}
"""Weight of shared words that two sentences of one person need, by how they are opposed."""
_WHY: dict[How, str] = {
    "admits": "takes back what was said",
    "same": "one act, once denied",
    "opposed": "opposite acts",
    "loose": "one denies what the other has",
}
OF_STATE: dict[How, float] = {"admits": 0.25, "same": 0.2, "opposed": 0.1, "loose": 0.0}
"""What more is asked for where only the state is one."""
BOTH = 0.25
"""What it counts that one person says of what is to be, both times, and tells one act or its opposite."""
RETOLD = 0.67
"""Part of the words of the shorter of two sentences from which on it tells the other again."""
SHORT = 3
"""Words below which nothing is told again."""
_ROOT = 6
"""Letters of a word, without its ending, by which two words are of one root."""
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|ers?|ors?|ions?|al|ly|es|e|s)$")


_Place = tuple[str, int]
"""A sentence: its page, and where it begins."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """Two stands that are opposed."""

    before: Stand
    after: Stand
    how: How
    """How they are opposed."""
    weight: float
    """What the words that they share say, above what is asked for."""
    shared: tuple[str, ...]
    """These words."""


def reversals_of(known: Known, claims: Sequence[Claim], vectors: WordVectors) -> Iterator[Finding]:
    """The shifts of voices between pages: of the pairs that share a sentence the one whose words say most."""
    told = list(stands(known, claims))
    best: dict[_Place, _Turn] = {}
    for turn in _turns(told, _Weights(known, told, vectors)):
        for place in _places(known, turn):
            if place not in best or _order(turn) < _order(best[place]):
                best[place] = turn
    for turn in sorted(set(best.values()), key=_order):
        if all(best[place] == turn for place in _places(known, turn)):
            yield _finding(turn)


def _places(known: Known, turn: _Turn) -> list[_Place]:
    """The sentences of a turn."""
    return [
        (one.article_id, sentence_of(known.articles[one.article_id].text, one.words).start)
        for one in (turn.before, turn.after)
    ]


def _order(turn: _Turn) -> tuple[float, str, str, int, int]:
    """What says most first."""
    return -turn.weight, turn.before.id, turn.after.id, turn.before.words.start, turn.after.words.start


class _Weights:
    """How much the words that two stands share say."""

    def __init__(self, known: Known, told: Sequence[Stand], vectors: WordVectors) -> None:
        self._vectors = vectors
        pages: dict[str, set[str]] = defaultdict(set)
        for stand in told:
            for word in stand.own:
                pages[word].add(stand.article_id)
        number = len(known.articles)
        self._widespread = {w for w, on in pages.items() if number >= FEW and len(on) >= WIDESPREAD * number}
        families = {voice for stand in told for voice in stand.voices if voice.startswith("state:")}
        self._states = {word for family in families for word in known.names_of(family)}
        mentions = known.pile.all(ActorMention)
        self._names = {word for one in mentions if one.form in ("name", "place") for word in stems(one.head.exact)}
        persons = [one for one in mentions if one.kind == "person"]
        self._offices = {word for one in persons for word in stems(one.role or "") | stems(one.span.exact)}
        self._known: dict[str, float] = {}
        self._acts = Counter(act for stand in told for act in stand.acts)
        self._number = len(told)

    def of(self, word: str) -> float:
        """What a word counts."""
        if word not in self._known:
            rare = min(self._vectors.rarity(word), self._vectors.rarity(f"{word}s"))
            if (
                word in self._states
                or word in topics().stop | topics().people | vague() | reversals().faint
                or word.isdigit()
            ):
                rare = 0.0
            self._known[word] = rare * (OF_STORY if word in self._widespread else 1.0)
        return self._known[word]

    def of_acts(self, one: Stand, other: Stand, how: How) -> float:
        """What the acts of two stands count by which they are opposed: the fewer tell them, the more."""
        if how not in ("same", "opposed"):
            return 0.0
        few = min((self._acts[act] for act in _both(one, other)), default=self._number)
        return 0.5 if few <= max(4, 0.03 * self._number) else 0.25

    def shared(self, one: Stand, other: Stand, how: How) -> tuple[float, tuple[str, ...]]:
        """The weight of what two stands share, and the words; a word that tells the act by which they meet is none."""
        acts = _both(one, other) if how in ("same", "opposed") else frozenset[str]()
        names = stems(one.name) | stems(other.name)
        here, there = one.own - names, other.own - names
        found = {word: self.of(word) for word in here & there}
        for word, near in product(here - there, there - here):
            if word not in found and near not in found:
                if root(word) == root(near):
                    found[word] = 0.8 * min(self.of(word), self.of(near))
                elif things(word) & things(near):
                    found[f"{word}/{near}"] = ALIKE * max(self.of(word), self.of(near))
        around = (one.near & other.own) | (one.own & other.near)
        found |= {word: AROUND * self.of(word) for word in around - names - found.keys()}
        told = {word for word in found if any(acts & acts_of(base) for base in bases(word))}
        found = {
            w: (OF_NAME if how == "loose" and w in self._names else 1.0) * found[w] for w in found if w not in told
        }
        kept = {word: weight for word, weight in found.items() if weight >= LEAST * AROUND}
        if how == "same" and self._says_who(kept):
            return -math.inf, ()
        return sum(kept.values()), tuple(sorted(kept, key=lambda w: (-kept[w], w)))

    def _says_who(self, shared: Collection[str]) -> bool:
        """Whether words say no more than who speaks, or where: an office, one name."""
        told = set(shared) - self._offices - roles().keys()
        return not told or (len(told) == 1 and told <= self._names)


def root(word: str) -> str:
    """The root of a word: *spy* of *spying*, *rescu* of *rescuers*."""
    return _ENDING.sub("", word)[:_ROOT]


def things(word: str) -> frozenset[str]:
    """The kinds of thing that a noun names."""
    return frozenset(map(str, meanings().things.get(comparable(word), ())))


def _turns(told: Sequence[Stand], weigh: _Weights) -> Iterator[_Turn]:
    """The pairs of stands of one voice that are opposed."""
    of_voice: dict[str, list[Stand]] = defaultdict(list)
    for stand in told:
        for voice in stand.voices:
            of_voice[voice].append(stand)
    for voice in sorted(of_voice):
        for one, other in _pairs(of_voice[voice], weigh):
            before, after = one, other
            gap, back = days_between(one.told, other.told), days_between(other.told, one.told)
            if back is not None and back > SAME_TIME:
                before, after, gap = other, one, back
            if gap is None or not SAME_TIME < gap <= LONGEST_SHIFT:
                continue
            how = _opposed(before, after)
            if how is None:
                continue
            weight, shared = weigh.shared(before, after, how)
            weight += weigh.of_acts(before, after, how)
            person = bool(before.person) and before.person == after.person
            weight += BOTH * (person and before.pledges and after.pledges and how in ("same", "opposed"))
            if weight >= ENOUGH[how] + (0.0 if person else OF_STATE[how]):
                yield _Turn(before, after, how, weight - ENOUGH[how], shared)


def _pairs(told: Sequence[Stand], weigh: _Weights) -> Iterator[tuple[Stand, Stand]]:
    """The stands of one voice on different pages that share a token."""
    index: dict[str, list[int]] = defaultdict(list)
    for place, stand in enumerate(told):
        for token in _tokens(stand, weigh):
            index[token].append(place)
    pairs = {
        (one, other)
        for places in index.values()
        if len(places) <= MOST_HOLDERS
        for one in places
        for other in places
        if one < other and told[one].article_id != told[other].article_id and told[one].chain != told[other].chain
    }
    for one, other in sorted(pairs):
        yield told[one], told[other]


def _tokens(stand: Stand, weigh: _Weights) -> set[str]:
    """By what a stand is looked up."""
    found = {word for word in stand.own if weigh.of(word) >= LEAST}
    return (
        found
        | {f"root:{root(word)}" for word in found}
        | {f"kind:{kind}" for word in found for kind in things(word)}
        | {f"act:{act}" for act in stand.acts}
    )


def _opposed(before: Stand, after: Stand) -> How | None:
    """How a later stand is opposed to an earlier one.

    The earlier one is a word of the voice and no deed that is told of it, since what is done may well be done otherwise
    later.
    """
    if (
        not before.said
        or not before.firm
        or _again(before, after)
        or (before.of and after.of and not before.of & after.of)
    ):
        return None
    if after.admits and not before.admits and (before.denies != after.denies or not after.denies):
        return "admits"
    if not (before.pledges or (before.person and before.person == after.person and after.said)):
        return None
    if _same(before, after) and before.denies != after.denies:
        return "same"
    if _against(before, after) and before.denies == after.denies and before.pledges:
        return "opposed"
    said = after.said and before.person and before.person == after.person
    turned = before.denies != after.denies and before.pledges and (before.denies or after.pledges)
    return "loose" if turned and said else None


def _told(stand: Stand) -> frozenset[str]:
    """The acts of the thesaurus that a stand tells, those with them that they bring."""
    book = meanings()
    acts = (stand.acts & book.acts.keys()) - topics().vague - topics().colourless - topics().repeated - vague()
    return acts.union(*(book.implied.get(act, frozenset()) for act in acts))


def _same(one: Stand, other: Stand) -> frozenset[str]:
    """The acts that two stands tell."""
    return _told(one) & _told(other)


def _against(one: Stand, other: Stand) -> frozenset[str]:
    """The acts of a stand that deny those of another."""
    return frozenset(act for told in _told(one) for act in meanings().opposed.get(told, frozenset())) & _told(other)


def _both(one: Stand, other: Stand) -> frozenset[str]:
    """The acts by which two stands meet."""
    return _same(one, other) | _against(one, other) | _against(other, one)


def _again(one: Stand, other: Stand) -> bool:
    """Whether one only tells the other again."""
    here, there = one.own, other.own
    return len(here & there) > RETOLD * max(SHORT, min(len(here), len(there)))


def _finding(turn: _Turn) -> Finding:
    """The record of a turn."""
    sides = tuple(
        Side(
            f"{stand.name}: {'denied' if stand.denies else 'said'}",
            plain(stand.told),
            (Evidence(stand.article_id, stand.words, stand.id),),
        )
        for stand in (turn.before, turn.after)
    )
    both = f"both speak of {', '.join(turn.shared[:4])}" if turn.shared else "the words differ"
    return Finding(
        id=make_id("r", "reversal", turn.before.id, turn.after.id, turn.before.words.start, turn.after.words.start),
        kind="shift", topic=short(" ".join(turn.before.words.exact.split()).strip(MARKS)), actor=turn.before.name,
        sides=sides,
        reason=f"one voice, {_WHY[turn.how]}; {both}", strength="soft",
        independent=len({turn.before.chain, turn.after.chain}), basis="polarity",
    )  # fmt: skip
