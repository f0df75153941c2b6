"""The claims of one story, how rare their words are, and which of them may answer each other by their acts.

The thesaurus (``codebooks/meanings``) says which words tell one act and which acts deny each other. What the claims
are about is weighed by :mod:`onrecord.relate.matching`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.codebooks.clauses import stem, stems, topics
from onrecord.codebooks.meanings import acts_of, alike_things, meanings
from onrecord.relate.about import Theme, complements, likeness, theme_of
from onrecord.relate.acts import told_by
from onrecord.relate.claims import Claim
from onrecord.relate.doubts import Crowd
from onrecord.relate.facets import DROPPED, about_words, dropped, not_to_come, noun_of, told_words
from onrecord.vectors import WordVectors

COMMON = 0.15
"""Share of the claims of a story that a word may stand in and still say what a claim is about."""
COMMON_LARGE = 1.2
"""In a large story, the same as a multiple of the root of its claims: names of its chief actors are not rare."""
FEW = 6
"""Claims that may share a word in a small story, however few there are."""
FEWEST_SHARED = 3
"""Rare words that a denial and a deed must share where their acts are not known to be one."""
MOST_PAIRS = 200
"""Claims of one act beyond which no more are compared: an act of everybody tells no positions apart."""

Bond = Literal["same", "entails", "opposed", "undone", "dropped", "loose"]
Pair = tuple[int, int, Bond, str]
"""Two claims by place, how their acts meet, and the acts, divided by a stroke."""


@dataclass(frozen=True, slots=True)
class Point:
    """Points for one part of a claim, and why."""

    points: float
    reason: str = ""


class Pairs:
    """The claims of one story, their acts by the thesaurus, and how rare their words are."""

    def __init__(self, claims: Sequence[Claim], vectors: WordVectors) -> None:
        """Weigh each word by how few claims have it."""
        self.claims = [not_to_come(dropped(claim)) for claim in claims]
        self.vectors = vectors
        self.crowd = Crowd(claims)
        named = [told_by(claim) for claim in claims]
        self.acts = [
            one.acts or (frozenset({now.act}) if now.act != claim.act else frozenset[str]())
            for one, claim, now in zip(named, claims, self.claims, strict=True)
        ]
        self.shown = [one.shown for one in named]
        self.unnamed = [one.unnamed for one in named]
        self.core = [one.core for one in named]
        self.words = [about_words(claim, acts) for claim, acts in zip(claims, self.acts, strict=True)]
        self.told = [told_words(claim) for claim in claims]
        self.themes = [
            theme_of(claim) if now.act in (claim.act, DROPPED) else Theme(stem(now.source.lemma[3:]), frozenset())
            for claim, now in zip(claims, self.claims, strict=True)
        ]
        self.apart = [
            theme if now.act == claim.act and not one.used else theme_of(claim, one.used)
            for claim, now, one, theme in zip(claims, self.claims, named, self.themes, strict=True)
        ]
        self.completed = [complements(claim) for claim in self.claims]
        self.whole = [bool(one.used) for one in named]
        self.means = [one.used & stems(claim.words.exact) for claim, one in zip(claims, named, strict=True)]
        self.used = [
            frozenset(word for word in one.used & stems(claim.words.exact) if not acts_of(word))
            if claim.source.lemma not in topics().vague
            else frozenset[str]()
            for claim, one in zip(claims, named, strict=True)
        ]
        count: dict[str, int] = defaultdict(int)
        for about, told in zip(self.words, self.told, strict=True):
            for word in about | told:
                count[word] += 1
        self.weights = {word: math.log((len(claims) + 1) / number) for word, number in count.items()}
        most = min(COMMON * len(claims), COMMON_LARGE * math.sqrt(len(claims)))
        self.rare = math.log((len(claims) + 1) / max(FEW, most))
        self.told_of = Counter(claim.who.key for claim in claims)

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
                if self.weights[word] >= self.rare:
                    index[word].append(place)
        shared: dict[tuple[int, int], int] = defaultdict(int)
        for word in sorted(index):
            for one in index[word]:
                if self.claims[one].position == "denied":
                    for other in index[word]:
                        if self.claims[other].position != "denied":
                            shared[one, other] += 1
        for (one, other), number in sorted(shared.items()):
            if number >= FEWEST_SHARED and not self.settled(one, other):
                yield one, other, "loose", f"{self.claims[one].act}/{self.claims[other].act}"

    def settled(self, one: int, other: int) -> bool:
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
        for other in sorted(book.undone.get(act, frozenset()) & index.keys()):
            yield "undone", other
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
                elif bond == "undone":
                    if self._turned_back(one, other, acts.split("/", maxsplit=1)[0]):
                        yield one, other, bond, acts
                elif denied == [True, False]:
                    yield one, other, bond, acts

    def _turned_back(self, plan: int, deed: int, act: str) -> bool:
        """Whether what was announced was undone before anybody told that it had been done: *will stand*, *withdrew*."""
        here, there = self.claims[plan], self.claims[deed]
        first, last = here.told.latest or "", there.told.latest or ""
        if here.position != "planned" or there.position != "done" or not first < last:
            return False
        return not any(
            act in self.acts[place] and claim.position == "done" and first < (claim.told.latest or "") <= last
            for place, claim in enumerate(self.claims)
            if place != deed
        )

    def _torn(self, one: int, other: int) -> bool:
        """Whether the words of one of two claims tell an act and its opposite too, or both tell one act besides."""
        here, there = self.acts[one], self.acts[other]
        opposed = meanings().opposed
        return bool(here & there) or any(opposed.get(act, frozenset()) & acts for acts in (here, there) for act in acts)

    def suffers(self, place: int) -> bool:
        """Whether who acts is what it is done to: *bombs were dropped*."""
        claim, theme = self.claims[place], self.themes[place]
        return claim.thing and theme is not None and theme.head == noun_of(claim)

    def other_object(self, one: int, other: int, first: str, second: str) -> bool:
        """Whether two acts meet by their verbs alone, of things of other kinds: *cut trees*, *cut a ribbon*."""
        if first not in self.core[one] and second not in self.core[other]:
            return False
        here, there = self.themes[one], self.themes[other]
        return here is not None and there is not None and not likeness(here, there, self.vectors)[0]

    def theme(self, one: int, other: int) -> Point | None:
        """Points for the nouns of what is acted on; ``None`` if a claim has none, 0 if they are not of one kind.

        A noun that tells the act may also be what is acted on: *send soldiers*, *deploy soldiers*.
        """
        named = {word for place in (one, other) for name in self.claims[place].names for word in stems(name)}
        here, there = (
            {theme for theme in (self.themes[place], self.apart[place]) if theme and theme.head not in named}
            for place in (one, other)
        )
        told = [likeness(a, b, self.vectors) for a in here for b in there]
        if not told:
            return None
        near, reason = max(told)
        mine, yours = self.themes[one], self.themes[other]
        if not near and mine is not None and yours is not None and mine.head == yours.head:
            return Point(0.0)  # Another one of the kind, whatever act is told with its noun.
        if not near and (self.whole[one] or self.whole[other]):
            return None  # The act itself says enough: *look for a buyer*.
        return Point(1.5 if near >= 1.0 else near, reason)
