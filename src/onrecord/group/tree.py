"""Average-link clustering of sparse vectors, without comparing all pairs.

The average similarity of two groups is the product of their summed vectors over their sizes, so it is exact for any
two groups, however few of their pages were compared. Which groups are looked at is decided by the terms that weigh
most in their pages.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.group.terms import Vector

HEAVIEST = 40
"""Terms of each page by which others are found."""
MOST_PAGES = 128
"""A term of more pages than this links each of them to the next few only."""
_NEXT = 16
SOMEWHAT = 0.05
"""Least similarity by the heaviest terms for which two pages are compared at all."""
_ALL_PAIRS = 200
"""Up to so many pages or groups, all pairs are looked at."""
_DIGITS = 12
"""Sums of one set of numbers differ in the last places by their order; similarities are rounded before they rank."""


@dataclass(frozen=True, slots=True)
class Node:
    """A group of pages and how it came about."""

    members: tuple[str, ...]
    """The pages, sorted."""
    parts: tuple[Node, Node] | None = None
    """The two groups that it was made of; ``None`` for one page."""


def groups(vectors: Mapping[str, Vector], least: float) -> list[tuple[str, ...]]:
    """The groups that no two of are alike by ``least`` or more on average; members and groups sorted."""
    clusters = _Clusters(vectors)
    clusters.join_all(least)
    return sorted(node.members for node in clusters.nodes.values())


def tree(vectors: Mapping[str, Vector]) -> Node:
    """All pages as one tree: the most alike are joined first."""
    clusters = _Clusters(vectors)
    clusters.join_all(0.0)
    rest = [clusters.nodes[key] for key in sorted(clusters.nodes, key=lambda key: (-clusters.size[key], key))]
    whole = rest[0]
    for other in rest[1:]:  # groups that share no term
        whole = _joined(whole, other)
    return whole


def similarity(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The product of two vectors."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum([value * large[term] for term, value in small.items() if term in large])


def added(vectors: Iterable[Mapping[str, float]]) -> Vector:
    """The sum of vectors."""
    total: Vector = {}
    for vector in vectors:
        for term, value in vector.items():
            total[term] = total.get(term, 0.0) + value
    return total


class _Clusters:
    """Groups that are being joined; a group is known by a number, a page by its place in the sorted names."""

    def __init__(self, vectors: Mapping[str, Vector]) -> None:
        names = sorted(vectors)
        self.nodes = {place: Node((name,)) for place, name in enumerate(names)}
        self.sums: dict[int, Vector] = {place: dict(vectors[name]) for place, name in enumerate(names)}
        self.size = dict.fromkeys(self.nodes, 1)
        self.near: dict[int, dict[int, float]] = {place: {} for place in self.nodes}

    def join_all(self, least: float) -> None:
        """Join groups, and look again at what they have come to: what many pages share shows in their sums."""
        before = len(self.nodes) + 1
        while 1 < len(self.nodes) < before:
            before = len(self.nodes)
            self._look()
            self.join(least)

    def _look(self) -> None:
        """Compare all groups, or if they are many those that may be alike."""
        keys = sorted(self.nodes)
        if len(keys) <= _ALL_PAIRS:
            pairs = list(itertools.combinations(keys, 2))
        else:
            means = [{term: value / self.size[key] for term, value in self.sums[key].items()} for key in keys]
            pairs = [(keys[one], keys[other]) for one, other in _candidates(means)]
        for one, other in pairs:
            if other not in self.near[one]:
                self._look_at(one, other)

    def _look_at(self, one: int, other: int) -> float:
        alike = similarity(self.sums[one], self.sums[other]) / (self.size[one] * self.size[other])
        self.near[one][other] = self.near[other][one] = alike
        return alike

    def join(self, least: float) -> None:
        """Join the two groups that are most alike, until none are alike by ``least``, or at all."""
        waiting = [
            (-round(alike, _DIGITS), one, other)
            for one, near in self.near.items() for other, alike in near.items()
            if one < other and alike > 0 and alike >= least
        ]  # fmt: skip
        heapq.heapify(waiting)
        key = max(self.nodes, default=0)
        while waiting:
            _, one, other = heapq.heappop(waiting)
            if one not in self.nodes or other not in self.nodes:
                continue
            key += 1
            for third, alike in self._merge(key, one, other):
                if alike > 0 and alike >= least:
                    heapq.heappush(waiting, (-round(alike, _DIGITS), third, key))

    def _merge(self, key: int, one: int, other: int) -> Iterator[tuple[int, float]]:
        """Make one group of two; how alike it is to those that either was compared to."""
        first, second = self.near.pop(one), self.near.pop(other)
        self.nodes[key] = _joined(self.nodes.pop(one), self.nodes.pop(other))
        a, b = self.size.pop(one), self.size.pop(other)
        self.size[key] = a + b
        large, small = self.sums.pop(one), self.sums.pop(other)
        if len(large) < len(small):
            large, small = small, large
        for term, value in small.items():
            large[term] = large.get(term, 0.0) + value
        self.sums[key], self.near[key] = large, {}
        for third in sorted((first.keys() | second.keys()) - {one, other}):
            self.near[third].pop(one, None)
            self.near[third].pop(other, None)
            if third in first and third in second:
                alike = (a * first[third] + b * second[third]) / (a + b)
                self.near[key][third] = self.near[third][key] = alike
            else:
                alike = self._look_at(third, key)
            yield third, alike


def _joined(one: Node, other: Node) -> Node:
    parts = (one, other) if one.members <= other.members else (other, one)
    return Node(tuple(sorted(one.members + other.members)), parts)


def _candidates(vectors: list[Vector]) -> list[tuple[int, int]]:
    """Pairs of pages that are somewhat alike by their heaviest terms."""
    index: dict[str, list[int]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for term in sorted(vector, key=lambda term: (-vector[term], term))[:HEAVIEST]:
            index[term].append(place)
    alike: dict[tuple[int, int], float] = defaultdict(float)
    for term, places in sorted(index.items()):
        for number, one in enumerate(places):
            last = None if len(places) <= MOST_PAGES else number + 1 + _NEXT
            for other in places[number + 1 : last]:
                alike[one, other] += vectors[one][term] * vectors[other][term]
    return sorted(pair for pair, value in alike.items() if value >= SOMEWHAT)
