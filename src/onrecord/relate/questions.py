"""Claims that answer one question in other words: *no plans to shut the plant*, *ordered the closure of the works*.

:mod:`onrecord.relate.positions` sets claims side by side that share actor, act and object by their words. Here the
acts meet by meaning: the thesaurus (``meanings.toml``) says which words tell one act and which acts deny each other.
Then the rest has to fit by points: actors are one if they may act for one body, objects if they share a name, a rare
word or a kind of thing. The parser's word vectors give a point for nearness, which alone never makes a pair, since
*open* and *closed* lie side by side in them.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.codebooks.actors import country_names
from onrecord.codebooks.clauses import stem, stems, topics
from onrecord.codebooks.meanings import acts_of, alike_things, meanings
from onrecord.records import Finding, make_id
from onrecord.relate.about import likeness, theme_of
from onrecord.relate.claims import Claim
from onrecord.relate.positions import Opposed, actor_name, day_of, kind_of, topic_of
from onrecord.vectors import WordVectors

ENOUGH = 4.5
"""Points from which a pair of opposite claims is reported."""
COMMON = 0.15
"""Share of the claims of a story that a word may stand in and still say what a claim is about."""
FEW = 6
"""Claims that may share a word in a small story, however few there are."""
MOST_PAIRS = 200
"""Claims of one act beyond which no more are compared: an act of everybody tells no positions apart."""

_ALONE = frozenset({"resign", "stay in office", "be dead", "be alive", "run", "surrender", "default", "go bankrupt"})
"""Acts that one does once and to nothing: what else their clauses speak of need not be the same."""
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")

Bond = Literal["same", "entails", "opposed"]
Pair = tuple[int, int, Bond, str]
"""Two claims by place, how their acts meet, and the acts, divided by a stroke."""
_POINTS: dict[Bond, float] = {"same": 2.0, "entails": 1.5, "opposed": 2.0}


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


class Story:
    """The claims of one story, their acts by the thesaurus, and how rare their words are."""

    def __init__(self, claims: Sequence[Claim], vectors: WordVectors) -> None:
        """Weigh each word by how few claims have it."""
        self.claims = claims
        self._vectors = vectors
        self.acts = [_acts(claim) for claim in claims]
        self.words = [_words(claim, acts) for claim, acts in zip(claims, self.acts, strict=True)]
        self.told = [frozenset(word for word in stems(claim.words.exact) if not acts_of(word)) for claim in claims]
        self.themes = [theme_of(claim) for claim in claims]
        count: dict[str, int] = defaultdict(int)
        for about, told in zip(self.words, self.told, strict=True):
            for word in about | told:
                count[word] += 1
        self._weights = {word: math.log((len(claims) + 1) / number) for word, number in count.items()}
        self._rare = math.log((len(claims) + 1) / max(FEW, COMMON * len(claims)))

    def pairs(self) -> Iterator[Pair]:
        """Claims whose acts meet, by place: the denial and the act, or two acts of which one denies the other."""
        index: dict[str, list[int]] = defaultdict(list)
        for place, acts in enumerate(self.acts):
            for act in sorted(acts):
                index[act].append(place)
        for act in sorted(index):
            for bond, others in self._partners(act, index):
                yield from self._of_acts(index[act][:MOST_PAIRS], index[others][:MOST_PAIRS], bond, f"{act}/{others}")

    @staticmethod
    def _partners(act: str, index: dict[str, list[int]]) -> Iterator[tuple[Bond, str]]:
        """The acts of the story that meet an act, and how."""
        yield "same", act
        book = meanings()
        for other in sorted(book.opposed.get(act, frozenset()) & index.keys()):
            if act < other:
                yield "opposed", other
        for other in sorted(index):
            if other != act and act in book.implied.get(other, frozenset()):
                yield "entails", other

    def _of_acts(self, here: list[int], there: list[int], bond: Bond, acts: str) -> Iterator[Pair]:
        """Of two acts the claims that are opposed: by position, or by the acts themselves."""
        for one in here:
            for other in there:
                denied = [self.claims[place].position == "denied" for place in (one, other)]
                if bond == "opposed":
                    if not any(denied):
                        yield one, other, bond, acts
                elif denied == [True, False]:
                    yield one, other, bond, acts

    def match(self, one: int, other: int, bond: Bond, acts: str) -> Match:
        """How surely two opposite claims answer one question."""
        first, second = acts.split("/")
        here, there = self.claims[one], self.claims[other]
        if first.startswith("be ") != second.startswith(
            "be "
        ):  # *is open*, *was blocked*: who is it, whom was it done to
            state, act = (one, other) if first.startswith("be ") else (other, one)
            actor = self._holder(state, act)
            thing = actor
        else:
            actor = _actor(here, there)
            thing = self._object(one, other, actor.points >= 2.0)
            if first in _ALONE and second in _ALONE and not here.thing:
                thing = _Point(2.0 if actor.points > 1.0 and _one_person(here, there) else 0.0)
        why = {
            "same": f"one act: {first}",
            "entails": f"{second} is {first} too",
            "opposed": f"{first} against {second}",
        }
        fits = min(actor.points, thing.points) > 0
        reasons = dict.fromkeys(reason for reason in (why[bond], thing.reason, actor.reason) if reason)
        return Match(_POINTS[bond] + actor.points + thing.points if fits else 0.0, tuple(reasons))

    def _holder(self, state: int, act: int) -> _Point:
        """Points for whether what is said to be so is what something is said to have been done to."""
        holder, deed = self.claims[state], self.claims[act]
        if not holder.thing and ({holder.who.key, holder.who.family} & deed.sides or holder.who.key == deed.who.key):
            return _Point(2.0, f"both are about {holder.who.name}")
        noun = stem(_noun(holder))
        if holder.thing and (noun in self.words[act] or any(alike_things(noun, word) for word in self.words[act])):
            return _Point(1.5, f"both are about {holder.who.name}")
        names = {name for name in deed.names if not holder.thing and stems(name) & stems(holder.who.name)}
        return _Point(1.5, f"both name {', '.join(sorted(names))}") if names else _Point(0.0)

    def _object(self, one: int, other: int, same_actor: bool) -> _Point:
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
        alike = sorted({(a, b) for a in self.words[one] for b in self.words[other] if a != b and alike_things(a, b)})
        if alike:
            return _Point(1.5, "; ".join(f"{a} and {b} are alike" for a, b in alike[:2]))
        told = {word for word in self.told[one] & self.told[other] if self._weights.get(word, 0.0) >= self._rare}
        if len(told) > 1:
            return _Point(1.0, f"both tell of {', '.join(sorted(told)[:4])}")
        return _Point(1.0 if same_actor else 0.5, "one names no object")

    def _theme(self, one: int, other: int) -> _Point | None:
        """Points for the nouns of what is acted on; ``None`` if a claim has none, 0 if they are not of one kind."""
        here, there = self.themes[one], self.themes[other]
        if here is None or there is None:
            return None
        near, reason = likeness(here, there, self._vectors)
        return _Point(0.5 + near if near else 0.0, reason)


def _actor(one: Claim, other: Claim) -> _Point:
    """Points for whether the same acts, or may act for the same."""
    if one.who.key == other.who.key and not one.thing:
        return _Point(2.0, f"{one.who.name} acts in both")
    names = f"{one.who.name} and {other.who.name}"
    shared = one.bodies & other.bodies
    if any(not body.startswith("thing:") for body in shared) or one.who.family == other.who.family:
        return _Point(1.5, f"{names} may act for one body")
    if shared or alike_things(_noun(one), _noun(other)):
        return _Point(1.0, f"{names} are one kind of actor")
    if any(all(body.startswith("thing:") for body in claim.bodies) for claim in (one, other)):
        return _Point(0.5, "who acts is not named")
    return _Point(0.0)


def _one_person(one: Claim, other: Claim) -> bool:
    """Whether two claims of what one does once name one person: two ministers of a state are two."""
    shared = {body.removeprefix("name:") for body in one.bodies & other.bodies if body.startswith("name:")}
    state = one.who.family.startswith("state:")
    return not state or bool(shared - country_names().keys() - stems(one.who.name.casefold()))


def _noun(claim: Claim) -> str:
    """The noun of an actor without a name, or his name."""
    return claim.who.family.removeprefix("thing:") if claim.thing else claim.who.name


def _words(claim: Claim, acts: frozenset[str]) -> frozenset[str]:
    """The words for what a claim is about; of who acts only a thing, which is what is acted on."""
    found = (claim.objects | stems(claim.frame)) - topics().persons
    trigger = stems(" ".join(span.exact for span in claim.source.trigger))
    return frozenset(word for word in found - trigger if not acts_of(word) & acts)


def _acts(claim: Claim) -> frozenset[str]:
    """The acts that a claim tells, by the thesaurus; verbs that it lacks are compared by their words alone."""
    objects = sorted(claim.objects | stems(claim.frame))
    return acts_of(claim.source.lemma, objects) | acts_of(claim.act, objects)


def questions(claims: Sequence[Claim], worded: Iterable[Finding], vectors: WordVectors) -> Iterator[Finding]:
    """Contradictions and shifts between claims of one story that say it in different words.

    ``worded``: the findings that rest on the same words; what they hold is not reported again.
    """
    story = Story(claims, vectors)
    told = [{piece.record_id for side in finding.sides for piece in side.evidence} for finding in worded]
    best: dict[tuple[str, Opposed], tuple[Claim, Claim, Match]] = {}
    for kind, denial, deed, match in opposed_pairs(story):
        key = (denial.id, kind)
        if key not in best or match.score > best[key][2].score:
            best[key] = (denial, deed, match)
    for (_, kind), (denial, deed, match) in sorted(best.items(), key=lambda item: item[0]):
        if not any({denial.id, deed.id} <= ids for ids in told):
            yield _finding(kind, denial, deed, match)


def opposed_pairs(story: Story) -> Iterator[tuple[Opposed, Claim, Claim, Match]]:
    """The kind of finding that two claims make, the denial or the earlier claim, the other one, and why."""
    for one, other, bond, acts in story.pairs():
        match = story.match(one, other, bond, acts)
        if match.score < ENOUGH:
            continue
        denial, deed = story.claims[one], story.claims[other]
        if bond == "opposed":  # Who closes what he keeps open denies that it is open; the earlier claim is denied.
            denial, deed = sorted((denial, deed), key=lambda claim: (claim.told.latest or "", claim.id))
        kind = _kind(denial, deed, bond, acts)
        if kind is not None:
            yield kind, denial, deed, match


def _kind(denial: Claim, deed: Claim, bond: Bond, acts: str) -> Opposed | None:
    """Whether the pair is a contradiction or a shift, by its days; of states and denied deeds as for equal words."""
    days = [frozenset(_WEEKDAY.findall(claim.words.exact)) for claim in (denial, deed)]
    if all(days) and not days[0] & days[1] and denial.past:
        return None  # Friday's meeting, Saturday's meeting.
    if bond == "opposed":
        denial = replace(denial, position="denied", when=denial.told)
    if any(act.startswith("be ") for act in acts.split("/")) and not denial.state:
        denial = replace(denial, act="be so")
    return kind_of(denial, deed)


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
