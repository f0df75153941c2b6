"""Every page in the story that it is closest to, after the stories have been found."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.group.terms import Vector
from onrecord.group.tree import added, similarity

MOST_STORIES = 64
"""Stories that may have a term for it to find them for a page."""
MOST_COMPARED = 16
"""Stories that a page is compared to: those of which it has most by such terms."""
_DIGITS = 9
"""Similarities are rounded before they are compared, so that the order of a sum decides nothing."""


def settled(stories: Sequence[Sequence[str]], vectors: Mapping[str, Vector], least: float) -> list[tuple[str, ...]]:
    """The stories with each page moved to the one that it is most alike on average; members and stories sorted.

    Args:
        stories: the pages of each story; a page is in one.
        vectors: page -> its terms, weighed against the pile.
        least: average similarity under which a page joins no story; a page alone stays alone.
    """
    stories = sorted(tuple(sorted(story)) for story in stories)
    sums = [added(vectors[page] for page in story) for story in stories]
    held: dict[str, list[int]] = defaultdict(list)
    for number, total in enumerate(sums):
        for term in total:
            held[term].append(number)
    # What most stories have finds no story; without this the work would grow with pages times stories.
    holders = {term: numbers for term, numbers in held.items() if len(numbers) <= MOST_STORIES}
    moved: dict[int, list[str]] = defaultdict(list)
    for number, story in enumerate(stories):
        for page in story:
            home = number if len(story) == 1 else _closest(page, number, stories, vectors, sums, holders, least)
            moved[home].append(page)
    return sorted(tuple(sorted(story)) for story in moved.values())


def _closest(
    page: str,
    home: int,
    stories: Sequence[Sequence[str]],
    vectors: Mapping[str, Vector],
    sums: Sequence[Vector],
    holders: Mapping[str, Sequence[int]],
    least: float,
) -> int:
    """The story of several pages that a page is most alike on average; of two its own, then the first."""
    own = vectors[page]
    found: dict[int, float] = defaultdict(float)
    for term, value in own.items():
        for number in holders.get(term, ()):
            found[number] += value * sums[number][term]
    near = sorted(found.keys() - {home}, key=lambda number: (-found[number] / len(stories[number]), number))
    total = _product(own, sums[home])
    best, chosen = round((total - similarity(own, own)) / (len(stories[home]) - 1), _DIGITS), home
    for number in sorted([number for number in near if len(stories[number]) > 1][:MOST_COMPARED]):
        alike = round(_product(own, sums[number]) / len(stories[number]), _DIGITS)
        if alike > best and alike >= least:
            best, chosen = alike, number
    return chosen


def _product(own: Vector, total: Vector) -> float:
    """The product of the terms of a page and those of a story, whatever the order of either."""
    return math.fsum([value * total[term] for term, value in own.items() if term in total])
