"""Loads ``culprits.toml``: words by which one side says of another that it began, or did what is done once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book

_KEYS = ("first", "begin", "fight", "deed", "blame", "violence", "crime")


@dataclass(frozen=True, slots=True)
class Culprits:
    """The codebook."""

    first: frozenset[str]
    """Base forms that tell a beginning where *first* stands behind them."""
    begin: frozenset[str]
    """Verbs of beginning."""
    fight: re.Pattern[str]
    """Nouns of fighting, which somebody begins."""
    deed: frozenset[str]
    """Base forms of deeds that one side does to one thing."""
    blame: re.Pattern[str]
    """Verbs by which somebody is blamed."""
    violence: re.Pattern[str]
    """Nouns for violence that he is blamed for."""
    crime: re.Pattern[str]
    """Nouns for other crimes."""


@cache
def culprits() -> Culprits:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_culprits(book("culprits.toml"))


def parse_culprits(found: Book) -> Culprits:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or holds anything but words in lower case.
    """
    listed = found.grouped("culprits", _KEYS)
    patterns = {key: re.compile(rf"\b{any_of(listed[key])}(?!\w)", re.I) for key in _KEYS}
    first, begin, deed = (frozenset(listed[key]) for key in ("first", "begin", "deed"))
    return Culprits(first, begin, patterns["fight"], deed, patterns["blame"], patterns["violence"], patterns["crime"])
