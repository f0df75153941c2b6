"""Two happenings of one kind in one group of pages, and how they are told apart.

Another earthquake, last year's strike and the next champion's fight share their kind of words, their place, often
their people. So the pages are weighed anew among themselves (what all of them have weighs nothing) and divided in
two. They are two stories if the halves have few names and numbers in common, and each half holds together. Another
happening at one place has the same names and other numbers (another magnitude, hour, round, turnout), so numbers are
also looked at by themselves. What speaks against it: halves of the same days, short pages that leave out what would
tell, and copies, which agree with each other for no reason of the story.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from onrecord.group.terms import Kind, Terms, Vector
from onrecord.group.tree import Node, added, similarity, tree

FEWEST = 3
"""Pages that each half must have, copies counted once and short ones not at all."""
TELLING = 30
"""Different terms of a page that tells enough."""
APART = 30
"""Days between halves that are of different times."""
TOGETHER = 14
"""Days between halves of one time."""
_DOWN = 3
"""Divisions that are tried on the way down the tree."""
_ROUNDS = 4
_OF_ITS_DAYS = 1.25
"""How much closer a page is to a half that is told on its days; and how much less, to one of another time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much two halves may have in common and still be two stories."""

    ratio: float
    """Average similarity between the halves over that within them."""
    core: float
    """Part of the names and numbers that the pages of one half have in common that the other half has as well."""


LONG = 90
"""Days between pages that are of different times although they are few."""
FAR = 0.30
"""Average similarity under which such pages are two stories: what follows months later names the same people."""

BY_TIME: dict[str, Limits] = {
    "apart": Limits(0.50, 0.60),
    "unknown": Limits(0.40, 0.56),
    "together": Limits(0.10, 0.30),
}
"""Limits for halves of different times, of times that are not known, and of one time."""

OTHER_NUMBERS = 0.40
"""Part of the common numbers up to which halves that are not of one time tell other numbers."""
BY_NUMBERS = Limits(0.50, 0.70)
"""Limits for such halves: the same place and people, but other numbers."""
SAME_NUMBERS = 0.62
"""Part of the common numbers over which halves tell one happening, whatever their names."""
_FEWEST_NUMBERS = 3
"""Numbers that the pages of each half must have in common for them to say something."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the pages of a pile."""

    terms: Terms
    days: Mapping[str, int]
    """Page -> the day that it is of, as a number; only pages of which it is known."""
    texts: Mapping[str, str]
    """Page -> the page that stands for all copies of its text."""
    vectors: Mapping[str, Vector]
    """Page -> its terms, weighed against the pile."""


def divide(pages: Sequence[str], known: Known) -> list[tuple[str, ...]]:
    """The stories among pages that are alike."""
    halves = _by_terms(pages, known) or _by_days(pages, known)
    return [part for half in halves for part in divide(half, known)] if halves else [tuple(pages)]


def _by_terms(pages: Sequence[str], known: Known) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Two stories that are told apart by what their pages say, or ``None``."""
    if len(pages) < 2 * FEWEST:
        return None
    weighed = known.terms.vectors_among(pages)
    for one, other in _halves(tree(weighed)):
        halves = _settled(one, other, pages, weighed, known.days)
        if all(halves) and _two_stories(*halves, weighed, known):
            return halves
    return None


def _by_days(pages: Sequence[str], known: Known) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Two stories that are told apart by when they are told, where all pages have a day; or ``None``."""
    dated = sorted((known.days[page], page) for page in pages if page in known.days)
    gaps = [(later[0] - earlier[0], place) for place, (earlier, later) in enumerate(itertools.pairwise(dated), 1)]
    if len(dated) < len(pages) or not gaps or max(gaps)[0] <= LONG:
        return None
    place = max(gaps)[1]
    halves = tuple(sorted(page for _, page in dated[:place])), tuple(sorted(page for _, page in dated[place:]))
    sums = [added(known.vectors[page] for page in half) for half in halves]
    return halves if similarity(*sums) / (len(halves[0]) * len(halves[1])) < FAR else None


def _halves(node: Node) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The first divisions on the way down to the largest group that leave more than a page or two aside."""
    tried = 0
    while node.parts is not None and tried < _DOWN:
        large, small = sorted(node.parts, key=lambda part: (-len(part.members), part.members))
        if len(small.members) >= FEWEST:
            yield large.members, small.members
            tried += 1
        node = large


def _settled(
    one: tuple[str, ...],
    other: tuple[str, ...],
    pages: Sequence[str],
    weighed: Mapping[str, Vector],
    days: Mapping[str, int],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every page in the half that it is closer to, on average; the halves follow their pages until none moves."""
    halves = (one, other)
    for _ in range(_ROUNDS):
        sums = [added(weighed[page] for page in half) for half in halves]
        middles = [_middle(half, days) for half in halves]
        found: tuple[list[str], list[str]] = ([], [])
        for page in pages:
            own = weighed[page]
            close = [
                (similarity(own, total) - (similarity(own, own) if page in half else 0.0))
                / max(1, len(half) - (page in half))
                * _by_day(days.get(page), middle)
                for half, total, middle in zip(halves, sums, middles, strict=True)
            ]
            found[close[1] > close[0]].append(page)
        settled = (tuple(found[0]), tuple(found[1]))
        if settled == halves or not all(settled):
            return settled
        halves = settled
    return halves


def _middle(half: Sequence[str], days: Mapping[str, int]) -> int | None:
    """The middle day of the dated pages of a half; ``None`` for fewer than two."""
    dated = sorted(days[page] for page in half if page in days)
    return median_low(dated) if len(dated) > 1 else None


def _by_day(day: int | None, middle: int | None) -> float:
    """How much closer a page is for its day to a half of a middle day."""
    if day is None or middle is None:
        return 1.0
    between = abs(day - middle)
    return _OF_ITS_DAYS if between <= TOGETHER else 1 / _OF_ITS_DAYS if between > APART else 1.0


def _two_stories(one: Sequence[str], other: Sequence[str], weighed: Mapping[str, Vector], known: Known) -> bool:
    """Whether two halves are two stories."""
    if min(len(_telling(half, known)) for half in (one, other)) < FEWEST:
        return False
    time = _time(one, other, known.days)
    limits, numbers = BY_TIME[time], _numbers(one, other, known.terms)
    if numbers is not None and time != "together":
        if numbers > SAME_NUMBERS:
            return False
        if numbers <= OTHER_NUMBERS:
            limits = BY_NUMBERS
    return ratio(one, other, weighed) <= limits.ratio and core(one, other, known.terms) <= limits.core


def _telling(half: Sequence[str], known: Known) -> set[str]:
    """The independent texts that tell enough."""
    return {known.texts.get(page, page) for page in half if len(known.terms.counts[page]) >= TELLING}


def _time(one: Sequence[str], other: Sequence[str], days: Mapping[str, int]) -> str:
    """Whether the halves are of one time: by the middle days of two or more dated pages in each."""
    dated = [sorted(days[page] for page in half if page in days) for half in (one, other)]
    if min(map(len, dated)) < 2:
        return "unknown"
    between = abs(median_low(dated[0]) - median_low(dated[1]))
    if between > APART and (max(dated[0]) < min(dated[1]) or max(dated[1]) < min(dated[0])):
        return "apart"
    return "together" if between <= TOGETHER else "unknown"


def ratio(one: Sequence[str], other: Sequence[str], weighed: Mapping[str, Vector]) -> float:
    """How alike pages of different halves are, over how alike pages of one half are."""
    sums = [added(weighed[page] for page in half) for half in (one, other)]
    across = similarity(*sums) / (len(one) * len(other))
    within = [_within(half, total, weighed) for half, total in zip((one, other), sums, strict=True)]
    return across / mean if (mean := math.fsum(within) / 2) > 0 else math.inf


def _within(half: Sequence[str], total: Vector, weighed: Mapping[str, Vector]) -> float:
    own = math.fsum(similarity(weighed[page], weighed[page]) for page in half)
    return (similarity(total, total) - own) / (len(half) * (len(half) - 1))


def core(one: Sequence[str], other: Sequence[str], terms: Terms, kinds: Collection[Kind] = ("name", "number")) -> float:
    """How much of the names and numbers that the pages of one half have in common the other half has as well."""
    parts = [_parts(half, terms, kinds) for half in (one, other)]
    both = sorted(parts[0].keys() & parts[1].keys())
    shared = math.fsum(min(parts[0][term], parts[1][term]) * terms.rarity(term) for term in both)
    common = [
        math.fsum(found[term] * terms.rarity(term) for term in sorted(_common(found, half)))
        for found, half in zip(parts, (one, other), strict=True)
    ]
    return shared / least if (least := min(common)) > 0 else math.inf


_NUMBERS: tuple[Kind, ...] = ("number",)


def _numbers(one: Sequence[str], other: Sequence[str], terms: Terms) -> float | None:
    """The same of numbers alone; ``None`` if the pages of a half have too few in common."""
    fewest = min(len(_common(_parts(half, terms, _NUMBERS), half)) for half in (one, other))
    return core(one, other, terms, _NUMBERS) if fewest >= _FEWEST_NUMBERS else None


def _parts(half: Sequence[str], terms: Terms, kinds: Collection[Kind]) -> dict[str, float]:
    """Name or number -> the part of the pages that has it."""
    held = Counter(term for page in half for term in terms.counts[page] if terms.kinds[term] in kinds)
    return {term: pages / len(half) for term, pages in held.items()}


def _common(parts: Mapping[str, float], half: Sequence[str]) -> list[str]:
    """The terms that two or more pages of a half have."""
    return [term for term, part in parts.items() if part * len(half) > 1.5]


def day_number(day: str) -> int:
    """A day as a number."""
    return dt.date.fromisoformat(day).toordinal()
