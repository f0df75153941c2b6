"""Whether two sentences tell one fact: what their clauses share, less what each has that the other has not.

Vectors and the thesaurus join words, but a word that is only near another one (*doctor*, *nurse*) counts half and never
carries a fact by itself. Other numbers of the same thing, other days, and a denial against none keep two clauses apart.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from onrecord.codebooks.actors import roles
from onrecord.codebooks.facts import facts
from onrecord.records import Span
from onrecord.relate.fact_marks import WORDS, Mark, Telling
from onrecord.relate.wording import opposed, read, tokens
from onrecord.vectors import Neighbours, WordVectors

SYNONYM, KIN, NEAR = 0.8, 0.75, 0.6
"""What part of its weight counts that a word has an entry of the thesaurus in common with another, begins like it
(*industry*, *industrial*), or has a vector near to it."""
ALIKE = 0.6
"""How near vectors must be."""
NOUN, OTHER_NOUN = 0.3, 0.4
"""What it counts that two numbers count one thing, and what part of their weight is left if they do not."""
COMPOUND = 0.35
"""What it counts that two words stand side by side in both: *door handle*."""
UNMATCHED = 0.1
"""What part of the weight counts against two clauses that one of them has alone."""
APART, DAYS_APART = 0.5, 0.3
"""What more counts against them if each gives a number or time, another one."""
CEASING = 0.15
"""What it counts that by both something ceases."""
BEHIND, MOST_BEHIND = 0.4, 0.2
"""What part of it counts that their sentences share beside the clauses, and the most that it may."""
SAME_PERSON, OTHER_PERSON = 0.1, 0.15
"""What it counts that one person is named in both, and against them that each names others."""
INHERITED = 0.5
"""What part of their weight words of the sentence before have in one that points back to it."""
LEAST, LEAST_OF_WORDS = 0.42, 0.9
"""The value from which on two clauses tell one fact: where they share a number or time, and where they share words."""
FEW = 120
"""Sentences of a story of a few pages."""
CHANCE = 0.18
"""What more the value must be for each time that a story has twice as many, since more meet by chance; half of it where
they share a number or time."""
LEAST_SHARED = 0.5
"""What the words of two clauses must weigh that they share, whatever else."""
FIGURE = 0.03
"""What less it may be where a number or time is shared beside a word."""
BESIDE_ROLE = 0.25
"""What the words must weigh that are no offices."""
LARGE = 0.3
"""What more the value must be in a story so large that set phrases meet by chance."""
SURE = 1.2
"""The value from which on one clause may tell as planned what the other tells as done."""
RARE = 0.6
"""What one shared word must weigh to carry a fact with a number or time that weighs little."""
LEAST_PLAIN, LEAST_BESIDE = 0.35, 0.12
"""What shared words that are no names must weigh: by themselves, and beside a shared number or time."""
_FIGURES = frozenset({"day", "number", "share", "year", "month"})
_KINDS_APART = ("day", "number", "share", "year", "weekday")
"""Of these, other ones of one kind set two clauses apart."""
_SHORTEST = 5
_AT_MOST = re.compile(r"\b(?:no|not)\s+(?:more|less|fewer|later|earlier)\s+than\b", re.I)
"""A bound, which denies nothing."""
_JOINT = re.compile(r"\W*(?:and|but|that)\s+")
"""What joins a clause to the one before, and is none of its words."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A mark that two sentences share."""

    weight: float
    one: Mark
    other: Mark
    sure: bool
    """Whether it is more than a word near another one."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two clauses that tell one fact."""

    value: float
    one: Telling
    other: Telling
    windows: tuple[Span, Span]
    keys: frozenset[str]
    """What they share."""


class Matcher:
    """Holds sentences against each other; remembers which words are near."""

    def __init__(self, vectors: WordVectors, tellings: Sequence[Telling]) -> None:
        """``tellings``: all sentences by their numbers."""
        self._vectors, self._tellings = vectors, tellings
        self._more = CHANCE * max(0.0, math.log2((len(tellings) + 1) / FEW))
        self._like: dict[tuple[str, str], float] = {}
        self._read: dict[int, tuple[Mark, ...]] = {}
        self._by_token: dict[int, dict[str, list[int]]] = {}
        self._tokens: dict[int, list[frozenset[str]]] = {}
        keys = {mark.key for telling in tellings for mark in telling.marks if mark.kind in WORDS}
        self._neighbours = Neighbours(vectors, keys, ALIKE, _SHORTEST)

    def meeting(self, one: Telling, other: Telling) -> Meeting | None:
        """The clauses of two sentences that tell one fact; ``None`` if there are none."""
        marks = self._marks(one.number), self._marks(other.number)
        shared = self._shared(one.number, other.number)
        if sum(each.weight for each in shared) < LEAST_SHARED or math.isinf(self._least(shared, 0)):
            return None  # What is too little of all that they share is too little of any part of it.
        best: Meeting | None = None
        here, there = _stretches(one, [each.one for each in shared]), _stretches(other, [each.other for each in shared])
        for (first, has), (second, have) in product(here, there):
            inside = [shared[number] for number in sorted(has & have)]
            weight = sum(each.weight for each in inside)
            if len(inside) < 2 or weight < LEAST_SHARED:
                continue
            spans = first, second
            compounds = _compound(inside, spans)
            least = self._least(inside, compounds)
            most = weight + COMPOUND * compounds + CEASING + MOST_BEHIND + SAME_PERSON
            if most < least or (best is not None and most <= best.value):
                continue  # Whatever keeps them apart only takes away.
            value = self._value(marks, spans, inside, compounds)
            value += _beside(one, other, [each for each in shared if each not in inside])
            if value >= least and (best is None or value > best.value):
                best = Meeting(value, one, other, spans, frozenset(each.one.key for each in inside))
        return best if best is not None and _together(*best.windows, sure=best.value >= SURE) else None

    def _marks(self, number: int) -> tuple[Mark, ...]:
        """The marks of a sentence with those of the one before, if it points back to it; these stand nowhere in it."""
        if number not in self._read:
            telling = self._tellings[number]
            before = () if telling.before is None else self._tellings[telling.before].marks
            self._read[number] = telling.marks + tuple(
                replace(mark, start=-1, end=-1, weight=INHERITED * mark.weight) for mark in before
            )
        return self._read[number]

    def _shared(self, one: int, other: int) -> list[Shared]:
        """The marks that two sentences share, each once, those that weigh most first."""
        marks, by_token = self._marks(other), self._met(other)
        pairs = []
        for here, tokens_of in zip(self._marks(one), self._meeting(one), strict=True):
            met = {number for token in tokens_of for number in by_token.get(token, ())}
            for there in (marks[number] for number in sorted(met)):
                part = self._part(here, there)
                if part <= 0 or (here.start < 0 and there.start < 0) or facts().units & {here.key, there.key}:
                    continue
                weight = part * min(here.weight, there.weight)
                if here.noun and there.noun and here.kind == "number":
                    weight = weight + NOUN if self.near(here.noun, there.noun) else OTHER_NOUN * weight
                pairs.append(Shared(weight, here, there, part >= KIN))
        found: list[Shared] = []
        taken: set[tuple[int, str]] = set()
        for pair in sorted(pairs, key=lambda each: (-each.weight, each.one.start, each.other.start)):
            keys = {(0, pair.one.key), (1, pair.other.key)}
            if pair.weight > 0.03 and not keys & taken:
                taken |= keys
                found.append(pair)
        return found

    def _met(self, number: int) -> Mapping[str, Sequence[int]]:
        """The places of the marks of a sentence, by what each may be met by."""
        if number not in self._by_token:
            found = self._by_token[number] = defaultdict(list)
            for place, mark in enumerate(self._marks(number)):
                for token in _known(mark):
                    found[token].append(place)
        return self._by_token[number]

    def _meeting(self, number: int) -> Sequence[frozenset[str]]:
        """By what each mark of a sentence may meet another: the same, and for words those that are near it."""
        if number not in self._tokens:
            self._tokens[number] = [
                _known(mark) | (self._neighbours.of(mark.key) if mark.kind in WORDS else frozenset())
                for mark in self._marks(number)
            ]
        return self._tokens[number]

    def _part(self, one: Mark, other: Mark) -> float:
        """What part of its weight counts that one mark is met by another."""
        if one.key == other.key:
            return 1.0
        if one.kind == other.kind == "day":
            return SYNONYM if "XX" in one.key + other.key and one.key[-2:] == other.key[-2:] else 0.0
        if one.known_by & other.known_by:
            return SYNONYM
        if one.kind not in WORDS or other.kind not in WORDS or min(one.weight, other.weight) < 0.1:
            return 0.0
        return self._likeness(one.key, other.key)

    def near(self, one: str, other: str) -> bool:
        """Whether two nouns may be for one thing."""
        return one == other or bool(tokens(one) & tokens(other)) or self._likeness(one, other) > 0

    def _likeness(self, one: str, other: str) -> float:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._like:
            self._like[pair] = self._compare(*pair)
        return self._like[pair]

    def _compare(self, one: str, other: str) -> float:
        longest = min(len(one), len(other))
        common = 0
        if one[:_SHORTEST] == other[:_SHORTEST]:
            common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), longest)
        if common >= _SHORTEST and common >= 0.6 * max(len(one), len(other)):
            return KIN
        here, there = self._vectors.of(one), self._vectors.of(other)
        cosine = float(here @ there) if here is not None and there is not None else 0.0
        return NEAR * cosine if cosine >= ALIKE else 0.0

    def _value(
        self,
        marks: tuple[Sequence[Mark], Sequence[Mark]],
        spans: tuple[Span, Span],
        inside: list[Shared],
        compounds: int,
    ) -> float:
        """What two clauses share, less what keeps them apart."""
        value = sum(each.weight for each in inside) + COMPOUND * compounds
        met = {id(each.one) for each in inside} | {id(each.other) for each in inside}
        alone = [
            [mark for mark in listed if span.start <= mark.start < span.end and id(mark) not in met]
            for listed, span in zip(marks, spans, strict=True)
        ]
        value -= UNMATCHED * sum(mark.weight for listed in alone for mark in listed)
        here, there = ([mark for mark in listed if mark.kind in _KINDS_APART] for listed in alone)
        for kind in _KINDS_APART if here and there else ():
            one, other = ([mark.weight for mark in listed if mark.kind == kind] for listed in (here, there))
            if one and other:
                value -= APART * min(max(one), max(other)) + (DAYS_APART if kind in ("day", "share", "number") else 0)
        if any(self._other_count(one, other) for one, other in product(here, there)):
            return -math.inf
        if all(facts().ceasing & _told(span) or _denies(span) for span in spans):
            value += CEASING
        return value

    def _least(self, inside: Sequence[Shared], compounds: int) -> float:
        """The value that two clauses need, by what they share; none is enough if it only says to whom or where."""
        words = [each for each in inside if each.one.kind == each.other.kind and each.one.kind in ("word", "role")]
        here = [each for each in words if each.sure and _own(each)]
        plain = [each for each in here if each.weight >= LEAST_BESIDE]
        names = sum(each.weight for each in inside if each.one.kind == "name")
        figures = [each for each in inside if each.one.kind in _FIGURES and each.weight >= 0.3 and _own(each)]
        if figures and (sum(each.weight for each in words) >= LEAST_BESIDE or names >= 0.2 or len(figures) > 1):
            return LEAST - FIGURE + self._more / 2
        numbers = any(each.one.kind in _FIGURES for each in inside)
        if plain and (names >= LEAST_PLAIN or (plain[0].weight >= RARE and numbers)):
            return LEAST_OF_WORDS + self._more
        phrase = compounds and len(inside) <= compounds + 1
        if phrase and (self._more > LARGE or any(_acts(each.one.key) for each in words)):
            return math.inf  # All that they share is who acts (*the swimming association*), or a set phrase.
        if plain and max((each.weight for each in plain if each.one.kind == "word"), default=0.0) < BESIDE_ROLE:
            return math.inf  # An office with a pale word: two men of one kind.
        if len(plain) > 1 and sum(each.weight for each in plain) >= LEAST_PLAIN:
            return LEAST + 2 * self._more if compounds else LEAST_OF_WORDS + self._more
        return math.inf

    def _other_count(self, one: Mark, other: Mark) -> bool:
        """Whether two marks are other numbers of one thing."""
        numbers = one.kind == other.kind == "number" and bool(one.noun and other.noun)
        return numbers and self.near(one.noun, other.noun)


def _acts(noun: str) -> bool:
    """Whether a noun is for somebody who acts, or for what acts for him: *association*, *vessel*."""
    role = roles().get(noun)
    return (role is not None and role.kind == "organization") or noun in facts().acting


def _known(mark: Mark) -> frozenset[str]:
    """By what a mark is known; a day also without its month, which one of two pages may leave out."""
    return mark.known_by | {mark.key, *([mark.key[-2:]] if mark.kind == "day" else [])}


def _windows(telling: Telling, marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """The runs of clauses from one shared mark to another, each with the verb that it hangs on."""
    places = sorted({telling.clause(mark.start) for mark in marks if mark.start >= 0})
    verbs = [telling.clause(start) for start in telling.verbs]
    found = []
    for low in places:
        for high in (place for place in places if place >= low):
            if any(low <= verb <= high for verb in verbs):
                found.append((low, high))
            elif before := [verb for verb in verbs if verb < low]:
                found.append((before[-1], high))
            elif behind := [verb for verb in verbs if verb > high]:
                found.append((low, behind[0]))
    return sorted(set(found))


def _stretches(telling: Telling, marks: Sequence[Mark]) -> list[tuple[Span, frozenset[int]]]:
    """The same as words of the page, each with the numbers of the shared marks that stand in it: the shortest that have
    these, since every word more only sets them apart.
    """
    found: dict[frozenset[int], Span] = {}
    for span in sorted(
        {_stretch(telling, low, high) for low, high in _windows(telling, marks)},
        key=lambda span: (span.end - span.start, span.start),
    ):
        found.setdefault(frozenset(n for n, mark in enumerate(marks) if _within(mark, span)), span)
    return [(span, has) for has, span in found.items()]


def _stretch(telling: Telling, low: int, high: int) -> Span:
    """A run of clauses as words of the page, without what divides it from the next."""
    text = telling.text
    start, end = telling.cuts[low], telling.cuts[high + 1]
    if (joint := _JOINT.match(text, start, end)) is not None:
        start = joint.end()
    while start < end - 1 and not text[start].isalnum() and text[start] not in "\"“‘'([":
        start += 1
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ",;:–—-("):
        end -= 1
    return Span(start, end, text)


def _within(mark: Mark, span: Span) -> bool:
    """Whether a mark stands in a stretch; words of the sentence before do in any."""
    return mark.start < 0 or span.start <= mark.start < span.end


def _compound(inside: Sequence[Shared], spans: tuple[Span, Span]) -> int:
    """How many pairs of words that are no names stand side by side in both clauses."""
    found = 0
    for first, second in product(inside, inside):
        if first.one.start < 0 or second.one.start - first.one.end != 1:
            continue
        pairs = ((first.one, second.one, spans[0]), (first.other, second.other, spans[1]))
        found += all(
            a.start >= 0 and b.start - a.end == 1 and a.kind == b.kind == "word"
            and span.exact[a.end - span.start] in " -"
            for a, b, span in pairs
        )  # fmt: skip
    return found


def _own(shared: Shared) -> bool:
    """Whether a mark stands in both sentences themselves."""
    return min(shared.one.start, shared.other.start) >= 0


def _beside(one: Telling, other: Telling, rest: Sequence[Shared]) -> float:
    """What counts for two sentences beside what their clauses share."""
    value = min(MOST_BEHIND, BEHIND * sum(each.weight for each in rest))
    if one.persons and other.persons:
        value += SAME_PERSON if one.persons & other.persons else -OTHER_PERSON
    return value


def _told(span: Span) -> frozenset[str]:
    """The words of a stretch."""
    return _words_of(span.exact)


@lru_cache(maxsize=1 << 14)
def _words_of(text: str) -> frozenset[str]:
    """The same of its text; one stretch is held against many."""
    return frozenset("".join(c if c.isalnum() or c in "'’-" else " " for c in text.casefold()).split())


def _denies(span: Span) -> bool:
    """Whether a stretch denies something."""
    told = _told(Span(0, len(bare), bare)) if (bare := _AT_MOST.sub(" ", span.exact)) else frozenset()
    return bool(told & facts().denying) or any(word.endswith(("n't", "n’t")) for word in told)


def _together(one: Span, other: Span, *, sure: bool) -> bool:
    """Whether two clauses may tell one fact: both as it is, and neither what the other denies."""
    supposed = [bool(set(span.exact.split()) & facts().supposing) for span in (one, other)]
    if supposed[0] != supposed[1] and not sure:
        return False
    against = [_denies(span) or bool(facts().refusing.search(span.exact)) for span in (one, other)]
    if against[0] == against[1]:
        here, there = (replace(read(span.exact), negative=False) for span in (one, other))
        return not opposed(here, there)
    told = other if against[0] else one
    return bool(facts().ceasing & _told(told) or facts().refusing.search(told.exact))
