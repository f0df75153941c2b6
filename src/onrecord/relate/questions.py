"""Claims that answer one question in other words: *no plans to shut the plant*, *ordered the closure of the works*.

:mod:`onrecord.relate.positions` sets claims side by side that share actor, act and object by their words. Here the
acts meet by meaning: the thesaurus (``codebooks/meanings``) says which words tell one act and which acts deny each
other. Then the rest has to fit by points: actors are one if they may act for one body, objects if they share a name, a
rare word or a kind of thing. The parser's word vectors give a point for nearness, which alone never makes a pair, since
*open* and *closed* lie side by side in them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.codebooks.actors import roles
from onrecord.codebooks.clauses import stem, stems, topics
from onrecord.codebooks.meanings import acts_of, alike_things, meanings
from onrecord.records import Finding, make_id
from onrecord.relate.about import complements, likeness, theme_of
from onrecord.relate.acts import told_by
from onrecord.relate.claims import Claim, names_apart
from onrecord.relate.daynames import WEEKDAY
from onrecord.relate.doubts import Crowd, other_matter, some_of_many, universal
from onrecord.relate.facets import (
    DROPPED,
    about_words,
    called,
    common_nouns,
    dropped,
    is_plural,
    noun_of,
    of_state,
    one_name,
    one_person,
    told_words,
)
from onrecord.relate.known import days_between
from onrecord.relate.positions import (
    LATE_DENIAL,
    LONGEST_SHIFT,
    SAME_TIME,
    Opposed,
    actor_name,
    day_of,
    disowns,
    kind_of,
    topic_of,
)
from onrecord.vectors import WordVectors

ENOUGH = 4.5
"""Points from which a pair of opposite claims is reported."""
LARGE = 150
"""Claims of a story from which on chance pairs are so many that half a point more is asked for."""
COMMON = 0.15
"""Share of the claims of a story that a word may stand in and still say what a claim is about."""
FEWEST_SHARED = 3
"""Rare words that a denial and a deed must share where their acts are not known to be one."""
COMMON_LARGE = 1.2
"""In a large story, the same as a multiple of the root of its claims: names of its chief actors are not rare."""
FEW = 6
"""Claims that may share a word in a small story, however few there are."""
MUCH = 8
"""Claims of one actor from which on act and actor alone do not make a question: he does a thing more than once."""
MOST_PAIRS = 200
"""Claims of one act beyond which no more are compared: an act of everybody tells no positions apart."""

Bond = Literal["same", "entails", "opposed", "dropped", "loose"]
Pair = tuple[int, int, Bond, str]
"""Two claims by place, how their acts meet, and the acts, divided by a stroke."""
_STANCES = frozenset({"support", "oppose", "accept", "approve"})
"""Acts by which somebody takes sides in a matter."""
_POINTS: dict[Bond, float] = {"same": 2.0, "entails": 1.5, "opposed": 2.0, "dropped": 2.0, "loose": 0.0}


@dataclass(frozen=True, slots=True)
class Match:
    """Why two claims are taken to answer one question."""

    score: float
    """Points; 0 if act, object or actor do not fit at all."""
    reasons: tuple[str, ...]
    """What the points are for, in words."""


@dataclass(frozen=True, slots=True)
class _Point:
    """Points for one part of a claim, and why."""

    points: float
    reason: str = ""


_Found = tuple[Opposed, Claim, Claim, Match]
"""The kind of finding, the denial or the earlier claim, the other one, and why."""


class Story:
    """The claims of one story, their acts by the thesaurus, and how rare their words are."""

    def __init__(self, claims: Sequence[Claim], vectors: WordVectors) -> None:
        """Weigh each word by how few claims have it."""
        self.claims = [dropped(claim) for claim in claims]
        self._vectors = vectors
        self._crowd = Crowd(claims)
        named = [told_by(claim) for claim in claims]
        self.acts = [one.acts for one in named]
        self.words = [about_words(claim, acts) for claim, acts in zip(claims, self.acts, strict=True)]
        self.told = [told_words(claim) for claim in claims]
        self.themes = [theme_of(claim) for claim in claims]
        self._apart = [theme_of(claim, one.used) for claim, one in zip(claims, named, strict=True)]
        self._completed = [complements(claim) for claim in self.claims]
        self._whole = [bool(one.used) for one in named]
        self._used = [
            frozenset(word for word in one.used & stems(claim.words.exact) if not acts_of(word))
            if claim.source.lemma not in topics().vague
            else frozenset[str]()
            for claim, one in zip(claims, named, strict=True)
        ]
        count: dict[str, int] = defaultdict(int)
        for about, told in zip(self.words, self.told, strict=True):
            for word in about | told:
                count[word] += 1
        self._weights = {word: math.log((len(claims) + 1) / number) for word, number in count.items()}
        most = min(COMMON * len(claims), COMMON_LARGE * math.sqrt(len(claims)))
        self._rare = math.log((len(claims) + 1) / max(FEW, most))
        self._told_of = Counter(claim.who.key for claim in claims)

    def pairs(self) -> Iterator[Pair]:
        """Claims whose acts meet, by place: the denial and the act, or two acts of which one denies the other."""
        index: dict[str, list[int]] = defaultdict(list)
        for place, acts in enumerate(self.acts):
            for act in sorted(acts):
                index[act].append(place)
        for act in sorted(index):
            for bond, others in self._partners(act, index):
                yield from self._of_acts(index[act][:MOST_PAIRS], index[others][:MOST_PAIRS], bond, f"{act}/{others}")
        yield from self._given_up()
        yield from self._loose()

    def _given_up(self) -> Iterator[Pair]:
        """A plan that is dropped, and the plan: *abandoned plans for a dam*, *will build a dam on the Sorn*."""
        planned = [place for place, claim in enumerate(self.claims) if claim.position == "planned"]
        for one, claim in enumerate(self.claims):
            theme = self.themes[one]
            if claim.act != DROPPED or claim.position != "denied" or theme is None:
                continue
            meant = theme.of if stem(theme.head) in topics().plans else theme.head
            for other in planned[:MOST_PAIRS]:
                there = self.themes[other]
                if meant and there is not None and there.direct and alike_things(meant, there.head):
                    yield one, other, "dropped", f"drop {meant}/{self.claims[other].act}"

    def _loose(self) -> Iterator[Pair]:
        """A denial and a deed that share most of what they are about, whatever their verbs: *no bombs were dropped*."""
        index: dict[str, list[int]] = defaultdict(list)
        for place, about in enumerate(self.words):
            for word in about:
                if self._weights[word] >= self._rare:
                    index[word].append(place)
        shared: dict[tuple[int, int], int] = defaultdict(int)
        for word in sorted(index):
            for one in index[word]:
                if self.claims[one].position == "denied":
                    for other in index[word]:
                        if self.claims[other].position != "denied":
                            shared[one, other] += 1
        for (one, other), number in sorted(shared.items()):
            if number >= FEWEST_SHARED and not self._settled(one, other):
                yield one, other, "loose", f"{self.claims[one].act}/{self.claims[other].act}"

    def _settled(self, one: int, other: int) -> bool:
        """Whether the thesaurus knows what two acts are to each other: one act, or not closed and open."""
        here, there = self.acts[one], self.acts[other]
        return bool(here & there) or any(meanings().opposed.get(act, frozenset()) & there for act in here)

    @staticmethod
    def _partners(act: str, index: dict[str, list[int]]) -> Iterator[tuple[Bond, str]]:
        """The acts of the story that meet an act, and how."""
        yield "same", act
        book = meanings()
        for other in sorted(book.opposed.get(act, frozenset()) & index.keys()):
            if act < other:
                yield "opposed", other
        shut = [one for one, denied in topics().opposite_acts.items() if denied == act]
        opening = {other for one in shut for other in book.opposed.get(one, frozenset())}
        for other in sorted(index):  # Who opens a thing says that it is open.
            if other != act and (act in book.implied.get(other, frozenset()) or other in opening):
                yield "entails", other

    def _of_acts(self, here: list[int], there: list[int], bond: Bond, acts: str) -> Iterator[Pair]:
        """Of two acts the claims that are opposed: by position, or by the acts themselves."""
        for one in here:
            for other in there:
                denied = [self.claims[place].position == "denied" for place in (one, other)]
                if bond == "opposed":
                    if not any(denied) and not {*acts.split("/")} & topics().repeated and not self._torn(one, other):
                        yield one, other, bond, acts
                elif denied == [True, False]:
                    yield one, other, bond, acts

    def _torn(self, one: int, other: int) -> bool:
        """Whether the words of one of two claims tell an act and its opposite too, or both tell one act besides."""
        here, there = self.acts[one], self.acts[other]
        opposed = meanings().opposed
        return bool(here & there) or any(opposed.get(act, frozenset()) & acts for acts in (here, there) for act in acts)

    def match(self, one: int, other: int, bond: Bond, acts: str) -> Match:
        """How surely two opposite claims answer one question."""
        first, second = acts.split("/")
        here, there = self.claims[one], self.claims[other]
        if bond == "loose":
            return self._loosely(one, other)
        states = [act.startswith("be ") for act in (first, second)]
        if any(states) and not all(states):  # *Is open*, *was blocked*: of whom it is told, and to whom it was done.
            state, act = (one, other) if states[0] else (other, one)
            actor = self._holder(state, act)
            thing = actor
        else:
            actor = self._actor(one, other)
            if bond == "opposed" and not actor.points:
                actor = self._undergone(one, other)
            thing = self._object(one, other)
            if bond == "dropped":
                thing = _Point(max(thing.points, 1.5), thing.reason)
            if bond == "opposed" and thing.points < 2.0 and None in (self.themes[one], self.themes[other]):
                thing = _Point(0.0)  # One may cut this and raise that.
            once = {first, second} <= meanings().alone
            if not here.thing and (once or (bond == "opposed" and self._pledged(one, other, first, second))):
                thing = _Point(2.0 if actor.points > 1.0 and one_person(here, there) else 0.0)
        why = {
            "same": f"one act: {first}",
            "entails": f"{second} is {first} too",
            "opposed": f"{first} against {second}",
            "dropped": f"{first} against {second}",
        }
        meant = here.pledged or bool(actor.points >= 2.0 and here.names & there.names)
        meant = meant or (bond == "same" and first in _STANCES and self._one_matter(one, other))
        if {first, second} & topics().repeated and not meant:
            return Match(0.0, ())
        fits = actor.points > 0 and thing.points >= (1.0 if actor.points >= 2.0 else 1.5)
        reasons = dict.fromkeys(reason for reason in (why[bond], thing.reason, actor.reason) if reason)
        return Match(_POINTS[bond] + actor.points + thing.points if fits else 0.0, tuple(reasons))

    def _loosely(self, one: int, other: int) -> Match:
        """The same of two claims whose acts the thesaurus does not bring together."""
        here, there = self.claims[one], self.claims[other]
        about = (self.words[one] & self.words[other]) - roles().keys()  # The former secretary of state is one man.
        shared = {word for word in about if self._weights[word] >= self._rare}
        if here.source.modality != "negated" or len(shared) < FEWEST_SHARED:
            return Match(0.0, ())  # To reject a veto is not to deny the vote on it.
        actor, theme = self._actor(one, other), self._theme(one, other)
        if here.teller is not None and here.voices & (there.bodies | there.voices) and actor.points < 1.5:
            actor = _Point(1.0, f"{here.teller.name} denies it")
        told = f"both speak of {', '.join(sorted(shared))}"
        score = len(shared) + actor.points + 1.0
        fits = actor.points >= 1.0 and theme is not None and theme.points > 1.0
        return Match(score if fits else 0.0, (told, actor.reason))

    def _holder(self, state: int, act: int) -> _Point:
        """Points for whether what is said to be so is what something is said to have been done to."""
        holder, deed = self.claims[state], self.claims[act]
        if holder.person and self.acts[state] & {"be open", "be closed"}:
            return _Point(0.0)  # Open to talks.
        if not holder.thing:
            acting = holder.who.key == deed.who.key and (self.themes[act] is None or self._suffers(act))
            same = {holder.who.key, holder.who.family} & deed.sides or acting
            return _Point(2.0 if same else 0.0, f"both are about {holder.who.name}")
        noun, theme = stem(noun_of(holder)), self.themes[act]
        heads = {theme.head} if theme is not None and theme.direct else set()
        heads |= {noun_of(deed)} if deed.thing and (theme is None or self._suffers(act)) else set()
        fits = any(noun == head or alike_things(noun, head) for head in heads)
        return _Point(1.5 if fits else 0.0, f"both are about {holder.who.name}")

    def _object(self, one: int, other: int) -> _Point:
        """Points for what the two are about: what is acted on first, then what else the clauses name."""
        here, there = self.claims[one], self.claims[other]
        theme = self._theme(one, other)
        if theme is not None and not theme.points:
            return theme
        names = {a for a in here.names for b in there.names if set(a.split()) & set(b.split())}
        if names:
            return _Point(2.0, f"both name {', '.join(sorted(names))}")
        shared = {word for word in self.words[one] & self.words[other] if self._weights[word] >= self._rare}
        if shared:
            return _Point(2.0, f"both speak of {', '.join(sorted(shared))}")
        if theme is not None:
            return theme
        if self._with_nobody(one, other):
            return _Point(1.5, "the denial names no other")
        if completed := self._nouns(one) & self._nouns(other) & (self._completed[one] | self._completed[other]):
            return _Point(1.5, f"both of {', '.join(sorted(completed))}")
        told = sorted(self._used[one] & self._used[other] if self.acts[one] & self.acts[other] else ())
        if told:
            return _Point(1.5, f"both are done to {', '.join(told)}")
        alike = sorted({(a, b) for a in self.words[one] for b in self.words[other] if a != b and alike_things(a, b)})
        if alike:
            return _Point(1.5, "; ".join(f"{a} and {b} are alike" for a, b in alike[:2]))
        both = {word for word in self.told[one] & self.told[other] if self._weights.get(word, 0.0) >= self._rare}
        much = min(self._told_of[claim.who.key] for claim in (here, there)) >= MUCH
        if len(both) > (3 if much else 2):
            return _Point(1.5, f"both tell of {', '.join(sorted(both)[:4])}")
        if much:
            return _Point(0.0)
        whole = all(self._whole[place] and self._apart[place] is None for place in (one, other))
        return _Point(1.0 if whole else 0.5, "one names no object")

    def _with_nobody(self, one: int, other: int) -> bool:
        """Whether one denies at once what two are said to have done, with whomever: *there was no meeting*."""
        denial, deed = self.claims[one], self.claims[other]
        gap = days_between(deed.told, denial.told)
        mutual = self.acts[one] & self.acts[other] & meanings().mutual
        named = any(word[:1].isupper() for word in denial.source.clause.exact.split()[1:])
        return bool(mutual) and not named and denial.source.modality == "negated" and gap in range(-1, 4)

    def _nouns(self, place: int) -> frozenset[str]:
        """The nouns that a claim is about, those among them that only complete a noun."""
        themes = [theme for theme in (self.themes[place], self._apart[place]) if theme is not None]
        return self._completed[place] | {noun for theme in themes for noun in (theme.head, theme.of) if noun}

    def _actor(self, one: int, other: int) -> _Point:
        """Points for whether the same acts, or may act for the same."""
        here, there = self.claims[one], self.claims[other]
        if here.who.key == there.who.key and not here.thing:
            return _Point(2.0, f"{here.who.name} acts in both")
        if one_name(here, there):
            return _Point(2.0, f"{here.who.name} acts in both")
        chambers = here.sector == there.sector == "LEG" and not (here.thing or there.thing)
        if chambers or (here.person and there.person and here.who.key != there.who.key):
            return _Point(0.0)  # Whatever body both belong to, one does not act for the other.
        some = (some_of_many(here) and not universal(there)) or (some_of_many(there) and not universal(here))
        if called(here, there) or called(there, here):
            return _Point(1.5, f"{here.who.name} and {there.who.name} may be one")
        if self._crowd.strangers(here, there) or some:
            return _Point(0.0)
        names = f"{here.who.name} and {there.who.name}"
        shared = here.bodies & there.bodies - self._crowd.loose(here, there)
        state = here.who.family == there.who.family and here.who.family.startswith("state:")
        if here.person != there.person and is_plural(there if here.person else here):
            return _Point(0.0)  # One of many does not act for all.
        if state or shared & {here.who.key, there.who.key, here.who.family, there.who.family} - common_nouns(shared):
            return _Point(1.5 if not here.thing or not there.thing else 1.0, f"{names} may act for one body")
        named = {a for a in here.names for b in there.names if set(a.split()) & set(b.split())}
        if any(body.startswith("state:") for body in shared) and (of_state(here) or of_state(there)):
            return _Point(1.5, f"{names} may act for one body")
        if any(body.startswith("name:") for body in shared):
            return _Point(1.0, f"{names} may act for one body")
        if (common_nouns(shared) or alike_things(noun_of(here), noun_of(there))) and (named or not is_plural(here)):
            return _Point(0.5 if is_plural(here) else 1.0, f"{names} are one kind of actor")
        if self._tells(one, other) or self._tells(other, one):
            return _Point(1.0, f"{names}: who does the one tells the other")
        unnamed = [all(body.startswith("thing:") for body in claim.bodies) for claim in (here, there)]
        if not named or (all(unnamed) and not self._suffers(one) and not self._suffers(other)):
            return _Point(0.0)  # The train did not reach Lond, the first guests did.
        if named and disowns(here) and not there.before and noun_of(there) in topics().instruments:
            return _Point(0.5, f"{there.who.name} are of nobody named")  # Planes bombed it: whose?
        if here.thing != there.thing and noun_of(here if here.thing else there) not in roles():
            return _Point(0.0)  # A name and a thing that is nobody.
        return _Point(0.5, "who acts is not named") if any(unnamed) else _Point(0.0)

    def _one_matter(self, one: int, other: int) -> bool:
        """Whether two claims are of one noun with the same words before or behind it: *nuclear power stations*."""
        here, there = self.themes[one], self.themes[other]
        if here is None or there is None or here.head != there.head:
            return False
        return bool(here.before & there.before) or bool(here.of and here.of == there.of)

    def _undergone(self, one: int, other: int) -> _Point:
        """Points for what one is told of and the other is done to: *the curfew remained in force*, *was lifted*."""
        told = {more for act in self.acts[one] | self.acts[other] for more in meanings().implied.get(act, {act})}
        theme = self._theme(one, other)
        passive = self._suffers(one) != self._suffers(other) and not told & topics().repeated
        fits = passive and theme is not None and theme.points >= 1.5
        return _Point(1.0 if fits else 0.0, "what one is told of is what the other is done to")

    def _pledged(self, one: int, other: int, first: str, second: str) -> bool:
        """Whether what one does to nothing was planned, and then its opposite done: *silence the guns*, *shelled*."""
        alone = [act in meanings().alone for act in (first, second)]
        plan, deed = (one, other) if alone[0] else (other, one)
        return any(alone) and self.claims[plan].position == "planned" and self.claims[deed].position == "done"

    def _tells(self, one: int, other: int) -> bool:
        """Whether who does the one says that it happens to what he does it to: *the vote will go ahead, it said*."""
        theme = self._theme(one, other) if self._suffers(one) else None
        who = self.claims[other].who.family
        own = who in self.claims[one].voices and not who.startswith("state:")
        return own and theme is not None and theme.points > 1.0

    def _suffers(self, place: int) -> bool:
        """Whether who acts is what it is done to: *bombs were dropped*."""
        claim, theme = self.claims[place], self.themes[place]
        return claim.thing and theme is not None and theme.head == noun_of(claim)

    def _theme(self, one: int, other: int) -> _Point | None:
        """Points for the nouns of what is acted on; ``None`` if a claim has none, 0 if they are not of one kind.

        A noun that tells the act may also be what is acted on: *send soldiers*, *deploy soldiers*.
        """
        named = {word for place in (one, other) for name in self.claims[place].names for word in stems(name)}
        here, there = (
            {theme for theme in (self.themes[place], self._apart[place]) if theme and theme.head not in named}
            for place in (one, other)
        )
        told = [likeness(a, b, self._vectors) for a in here for b in there]
        if not told:
            return None
        near, reason = max(told)
        if not near and (self._whole[one] or self._whole[other]):
            return None  # The act itself says enough: *look for a buyer*.
        return _Point(1.5 if near >= 1.0 else near, reason)


def questions(claims: Sequence[Claim], worded: Iterable[Finding], vectors: WordVectors) -> Iterator[Finding]:
    """Contradictions and shifts between claims of one story that say it in different words.

    ``worded``: the findings that rest on the same words; what they hold is not reported again.
    """
    story = Story(claims, vectors)
    told = [{piece.record_id for side in finding.sides for piece in side.evidence} for finding in worded]
    best: dict[tuple[str, Opposed], _Found] = {}
    for found in opposed_pairs(story):
        key = (found[1].id, found[0])
        if key not in best or found[3].score > best[key][3].score:
            best[key] = found
    seen: set[tuple[str, Opposed]] = set()
    for found in sorted(best.values(), key=lambda found: (-found[3].score, found[0], found[1].id, found[2].id)):
        kind, denial, deed, match = found
        again = (deed.id, kind) in seen  # Another denial of a deed that is told already.
        if again or any({denial.id, deed.id} <= ids for ids in told):
            continue
        seen.add((deed.id, kind))
        yield _finding(kind, denial, deed, match)


def opposed_pairs(story: Story) -> Iterator[_Found]:
    """The kind of finding that two claims make, the denial or the earlier claim, the other one, and why."""
    for one, other, bond, acts in story.pairs():
        match = story.match(one, other, bond, acts)
        if match.score < ENOUGH + (0.5 if len(story.claims) > LARGE else 0.0):
            continue
        denial, deed = story.claims[one], story.claims[other]
        if bond == "opposed":  # Who closes what he keeps open denies that it is open; the earlier claim is denied.
            denial, deed = sorted((denial, deed), key=lambda claim: (claim.told.latest or "", claim.id))
        kind = _kind(denial, deed, bond, acts)
        if kind is not None and not other_matter(denial, deed):
            yield kind, denial, deed, match


def _kind(denial: Claim, deed: Claim, bond: Bond, acts: str) -> Opposed | None:
    """Whether the pair is a contradiction or a shift, by its days; of states and denied deeds as for equal words."""
    days = [frozenset(WEEKDAY.findall(claim.source.clause.exact)) for claim in (denial, deed)]
    if all(days) and not days[0] & days[1] and denial.past:
        return None  # Friday's meeting, Saturday's meeting.
    if bond == "same" and acts.split("/", maxsplit=1)[0] in _STANCES:
        denial = replace(denial, act="take sides")  # Of one matter, as its points say.
    if any(act.startswith("be ") for act in acts.split("/")) and not denial.state:
        denial = replace(denial, act="be so")
    told = days_between(denial.told, deed.told)
    at_once = told is not None and abs(told) <= SAME_TIME and denial.chain != deed.chain
    fixed = denial.source.modality != "negated" and not denial.state and not names_apart(denial, deed)
    if bond == "opposed":
        planned = denial.position == "planned"  # Who will stay at her post plans it, and does not only say how it is.
        denial = replace(denial, position="denied", when=denial.told, act="plan" if planned else denial.act)
    kind = kind_of(denial, deed) or (_admitted(denial, deed) if bond != "opposed" else None)
    return "contradiction" if kind is None and at_once and fixed and deed.position == "done" else kind


def _admitted(denial: Claim, deed: Claim) -> Opposed | None:
    """A denial of the past, and long after it the admission, or another's word, that it had been done before."""
    told = days_between(denial.told, deed.told)
    if not denial.past or told is None or not LATE_DENIAL < told <= LONGEST_SHIFT or deed.position != "done":
        return None
    if not deed.before or names_apart(denial, deed):
        return None
    own = deed.teller is not None and bool(deed.voices & denial.bodies)
    return "shift" if own else "contradiction"


def _finding(kind: Opposed, denial: Claim, deed: Claim, match: Match) -> Finding:
    """The record of two claims on one question."""
    ordered = sorted((denial, deed), key=lambda c: (c.when.latest or c.when.earliest or "", c is deed, c.id))
    told = ", ".join(f"{claim.who.name} ({claim.position}{day_of(claim)})" for claim in ordered)
    return Finding(
        id=make_id("r", kind, *sorted(claim.id for claim in ordered)), kind=kind, topic=topic_of(denial),
        actor=actor_name(ordered), sides=tuple(claim.side() for claim in ordered),
        reason=f"{'; '.join(match.reasons)}; {told}", strength="soft",
        independent=len({claim.chain for claim in ordered}), basis="polarity",
    )  # fmt: skip
