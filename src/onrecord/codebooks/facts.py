"""What tells whether two sentences of two pages tell the same fact (``facts.toml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book
from onrecord.codebooks.wording import wording


@dataclass(frozen=True, slots=True)
class Facts:
    """The codebook ``facts.toml``."""

    units: frozenset[str]
    """Nouns that only measure."""
    denying: frozenset[str]
    """Words that deny what a clause tells."""
    refusing: re.Pattern[str]
    """Words by which somebody denies, refuses or rules out."""
    ceasing: frozenset[str]
    """Words by which something ceases."""
    supposing: frozenset[str]
    """Words before what is not so, or not yet."""
    pointing: frozenset[str]
    """Words for what was named in the sentence before."""
    acting: frozenset[str]
    """Nouns for what acts for somebody, beside bodies."""
    clause: re.Pattern[str]
    """Where a clause ends and the next one begins."""
    numerals: Mapping[str, str]
    """Number word -> digits."""


@cache
def facts() -> Facts:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_facts(book("facts.toml"))


def parse_facts(found: Book) -> Facts:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or malformed; the message names file, line and reason.
    """
    numerals = {}
    for word, digits in found.table("numerals").items():
        if not isinstance(digits, str) or not digits.isdigit():
            raise found.wrong("numerals", word, f"must be a number in digits, not {digits!r}")
        numerals[word] = digits
    keys = ("units", "denying", "ceasing", "supposing", "pointing", "acting")
    listed = {key: frozenset(found.listed(key)) for key in keys}
    return Facts(
        units=listed["units"], denying=listed["denying"], ceasing=listed["ceasing"],
        supposing=listed["supposing"], pointing=listed["pointing"], acting=listed["acting"],
        refusing=re.compile(rf"\b{any_of(found.listed('refusing'))}\b", re.I),
        clause=re.compile(rf"[,;:]\s+|\s[–—-]+\s|\)\s|\s\(|\s+(?={any_of(found.listed('clause'))}\s)"),
        numerals={**wording().numerals, **numerals},
    )  # fmt: skip
