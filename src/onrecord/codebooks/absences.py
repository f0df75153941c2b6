"""Loads ``absences.toml``: things that a denial says were not there, and how reports tell of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book, whole

_SIGNS = ("signs", "limits", "light", "people", "times", "empty", "common", "living", "weak")


@dataclass(frozen=True, slots=True)
class Absences:
    """The codebook, as patterns."""

    denied: Mapping[str, re.Pattern[str]]
    """Thing -> words for it within a denial."""
    told: Mapping[str, re.Pattern[str]]
    """Thing -> words by which a report tells of it."""
    any_told: re.Pattern[str]
    """Words of any such report."""
    signs: re.Pattern[str]
    """What stands in front of a thing that a page reports: *cases of*."""
    limits: re.Pattern[str]
    """Words of a denial that say of whom or when it holds, or leave it open."""
    light: re.Pattern[str]
    """Verbs that say little, so that what stands behind them is denied: *not facing shortages*."""
    people: re.Pattern[str]
    """Nouns of people of whom alone something may be denied."""
    day: re.Pattern[str]
    """A relative clause that only says which day is meant."""
    empty: frozenset[str]
    """Nouns behind which the denied thing has another name."""
    common: frozenset[str]
    """Things of which there are so many that a name must be told with both."""
    living: frozenset[str]
    """Nouns that with *no* are nobody."""
    weak: frozenset[str]
    """Words that two sentences may share and still be of two matters."""


@cache
def absences() -> Absences:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_absences(book("absences.toml"))


def parse_absences(found: Book) -> Absences:
    """The codebook of a text.

    Raises:
        UsageError: if a section is missing, holds no lists of words in lower case, or a thing has no report.
    """
    denied = found.grouped("denied")
    told = found.grouped("told", denied)
    found.choice("told", denied)
    signs = found.grouped("signs", _SIGNS)
    return Absences(
        denied={thing: whole(listed) for thing, listed in denied.items()},
        told={thing: whole(listed) for thing, listed in told.items()},
        any_told=whole([word for listed in told.values() for word in listed]),
        signs=whole(signs["signs"]), limits=whole(signs["limits"]), light=whole(signs["light"]),
        people=whole(signs["people"]), day=re.compile(rf"\b{any_of(signs['times'])}\s+when\b"),
        empty=frozenset(signs["empty"]), common=frozenset(signs["common"]),
        living=frozenset(signs["living"]), weak=frozenset(signs["weak"]),
    )  # fmt: skip
