"""The words that make of a sentence a denial, an admission or a firm word (``reversals.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, book, whole


@dataclass(frozen=True, slots=True)
class Reversals:
    """The codebook ``reversals.toml``."""

    denying: re.Pattern[str]
    """Words that deny or refuse what their sentence is about, beyond the words of negation."""
    admitting: re.Pattern[str]
    """Words by which somebody takes back what he said before."""
    firm: re.Pattern[str]
    """Words by which what is said binds."""
    pledging: re.Pattern[str]
    """Words by which somebody says what is to be, or is not to be."""
    faint: frozenset[str]
    """Words of the report around what is said, which say nothing of what it is about."""


@cache
def reversals() -> Reversals:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed.
    """
    return parse_reversals(book("reversals.toml"))


def parse_reversals(found: Book) -> Reversals:
    """The codebook from its file."""
    return Reversals(
        denying=whole(found.listed("denying")), admitting=whole(found.listed("admitting")),
        firm=whole(found.listed("firm")), pledging=whole(found.listed("pledging")),
        faint=frozenset(found.listed("faint")),
    )  # fmt: skip
