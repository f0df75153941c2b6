"""Loads ``tallies.toml``: the words that carry a number of whatever thing, and those that make it none to compare."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, book, whole
from onrecord.codebooks.clauses import stem


@dataclass(frozen=True, slots=True)
class Tallies:
    """The codebook."""

    carrying: frozenset[str]
    """Base forms of verbs that tell nothing but that there are so many."""
    deciding: frozenset[str]
    """The same, but only of an amount."""
    neutral: frozenset[str]
    """Stems of words that say neither of what a number is nor which of a kind it counts."""
    bare: frozenset[str]
    """Stems of nouns that only say that a number follows."""
    moves: Mapping[str, str]
    """Verb or noun -> the way in which an amount goes."""
    sizes: Mapping[str, str]
    """Stem of an adjective or noun of size -> what it measures."""
    growing: frozenset[str]
    """Stems of words for acts of which more are told from day to day."""
    open: re.Pattern[str]
    """Words by which a number is no fact."""
    elsewhen: re.Pattern[str]
    """Words by which it is of another time, or one of several."""
    over: re.Pattern[str]
    """Nouns for what is over in a night."""
    coming: re.Pattern[str]
    """Words by which it is of what is to come."""


@cache
def tallies() -> Tallies:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_tallies(book("tallies.toml"))


def parse_tallies(found: Book) -> Tallies:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or no text of words in lower case.
    """
    lists = found.grouped(
        "words", ["carrying", "deciding", "neutral", "bare", "growing", "open", "elsewhen", "over", "coming"]
    )
    opened, elsewhen, over, coming = (whole(lists[key]) for key in ("open", "elsewhen", "over", "coming"))
    sizes = {stem(word): size for word, size in found.single("sizes").items()}
    deciding, neutral, bare, growing = (lists[key] for key in ("deciding", "neutral", "bare", "growing"))
    return Tallies(
        frozenset(lists["carrying"]), frozenset(deciding), frozenset(map(stem, neutral)), frozenset(map(stem, bare)),
        found.single("moves"), sizes, frozenset(map(stem, growing)), opened, elsewhen, over, coming,
    )  # fmt: skip
