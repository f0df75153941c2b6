"""When what was found is what was to be found: stretches of text, names, days, sides of a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from eval.gold import Interval, Place
from onrecord import DateInterval

FOUND = 0.5
"""F1 of words from which two stretches are the same statement or figure."""

Verdict = Literal["right", "abstained", "wrong"]

_WORD = re.compile(r"\w+")
_EMPTY = frozenset({"the", "a", "an", "s", "of"})


def words_of(text: str, places: Iterable[Place]) -> frozenset[int]:
    """The words of a text, by number, that the stretches touch."""
    bounds = [(place.start, place.end) for place in places]
    return frozenset(
        number
        for number, word in enumerate(_WORD.finditer(text))
        if any(word.start() < end and start < word.end() for start, end in bounds)
    )


def f1(one: frozenset[int], other: frozenset[int]) -> float:
    """The F1 of two sets of words."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def pair_up(gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> dict[int, int]:
    """Gold number -> found number, one to one, the best pairs first; pairs under :data:`FOUND` are none."""
    scores = [(f1(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(found)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scores, key=lambda item: (-item[0], item[1], item[2])):
        if score >= FOUND and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def name_right(found: Iterable[str], right: Iterable[str]) -> bool:
    """Whether one of the names found holds all words of one of the right names."""
    given = [_name(name) for name in found]
    return any(wanted and wanted <= name for wanted in map(_name, right) for name in given)


def _name(name: str) -> frozenset[str]:
    plain = name.casefold().replace("’", "'").replace("'s", "")
    return frozenset(_WORD.findall(plain)) - _EMPTY


def judge_day(found: DateInterval, gold: Interval | None, *, bound_counts: bool = False) -> Verdict:
    """Judge a date: inside the right interval, too wide or unknown, or wrong.

    A date that only the day of publication bounds is an abstention, unless ``bound_counts``. Where nothing can be
    known (``gold`` is ``None``), to claim nothing is right and to claim anything is wrong.
    """
    silent = not found.known or (found.basis == "published" and not bound_counts)
    if gold is None:
        return "right" if silent else "wrong"
    if silent:
        return "abstained"
    first, last = found.earliest or "0001-01-01", found.latest or "9999-12-31"
    from_, to = gold[0] or "0001-01-01", gold[1] or "9999-12-31"
    if from_ <= first and last <= to:
        return "right"
    return "abstained" if first <= from_ and to <= last else "wrong"


def sides_met(sides: Sequence[Sequence[Place]], found: Sequence[Sequence[Place]]) -> int:
    """How many gold sides can each be given a side of its own among those found."""
    owner: dict[int, int] = {}

    def give(i: int, seen: set[int]) -> bool:
        for j, places in enumerate(found):
            if j in seen or not any(one.meets(other) for one in sides[i] for other in places):
                continue
            seen.add(j)
            if j not in owner or give(owner[j], seen):
                owner[j] = i
                return True
        return False

    return sum(give(i, set()) for i in range(len(sides)))
