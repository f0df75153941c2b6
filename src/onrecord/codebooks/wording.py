"""The words that matter when two sentences are held against each other (``wording.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import book


@dataclass(frozen=True, slots=True)
class Wording:
    """The codebook ``wording.toml``."""

    faint: frozenset[str]
    """Words that stand in sentences of any subject."""
    persons: frozenset[str]
    """Those of them that are for persons."""
    negating: frozenset[str]
    """Words beside *not* and *no* that turn a sentence into its opposite."""
    background: frozenset[str]
    """Words that make a number a size of what was there before."""
    unreal: frozenset[str]
    """Words that make a number a thought and no count."""
    pronouns: frozenset[str]
    """Words for who speaks, and for persons and things named before."""
    opening: frozenset[str]
    """Words before a sentence that say nothing of their own."""
    passed: frozenset[str]
    """Words that come and go with a negation."""
    limiting: frozenset[str]
    """Words by which a claim holds only in part, or on a condition."""
    bases: Mapping[str, str]
    """Irregular form of a verb -> its base form."""
    numerals: Mapping[str, str]
    """Number word -> digits."""


@cache
def wording() -> Wording:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    found = book("wording.toml")
    keys = ("faint", "persons", "negating", "background", "unreal", "pronouns", "opening", "passed", "limiting")
    listed = {key: frozenset(found.listed(key)) for key in keys}
    forms = found.table("forms")
    bases = {form: base for base in forms for form in (base, *found.listed(base, "forms"))}
    numerals = found.table("numerals")
    for word, digits in numerals.items():
        if not isinstance(digits, str) or not digits.isdigit():
            raise found.wrong("numerals", word, f"must be a number in digits, not {digits!r}")
    return Wording(
        faint=listed["faint"] | listed["persons"], persons=listed["persons"], negating=listed["negating"],
        background=listed["background"], unreal=listed["unreal"],
        pronouns=listed["pronouns"], opening=listed["opening"], passed=listed["passed"], limiting=listed["limiting"],
        bases=bases, numerals=dict(numerals),
    )  # fmt: skip
