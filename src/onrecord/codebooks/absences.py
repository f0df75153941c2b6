"""Loads ``absences.toml``: things that a denial says were not there, and how reports tell of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book


@dataclass(frozen=True, slots=True)
class Absences:
    """The codebook, as patterns."""

    denied: Mapping[str, re.Pattern[str]]
    """Thing -> words for it within a denial."""
    told: Mapping[str, re.Pattern[str]]
    """Thing -> words by which a report tells of it."""
    signs: re.Pattern[str]
    """What stands in front of a thing that a page reports: *cases of*."""
    limits: re.Pattern[str]
    """Words of a denial that say of whom or when it holds, or leave it open."""
    light: re.Pattern[str]
    """Verbs that say little, so that what stands behind them is denied: *not facing shortages*."""
    people: re.Pattern[str]
    """Nouns of people of whom alone something may be denied."""


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
    signs = found.grouped("signs", ["words", "limits", "light", "people"])
    return Absences(
        {thing: _whole(listed) for thing, listed in denied.items()},
        {thing: _whole(listed) for thing, listed in told.items()},
        *(_whole(signs[key]) for key in ("words", "limits", "light", "people")),
    )


def _whole(listed: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(listed)}(?!\w)", re.I)
