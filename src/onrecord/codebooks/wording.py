"""The words that matter when two sentences are held against each other (``wording.toml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book


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
    plurals: Mapping[str, str]
    """Plural without an ending -> the noun: *women* is *woman*."""
    bases: Mapping[str, str]
    """Irregular form of a verb -> its base form."""
    numerals: Mapping[str, str]
    """Number word -> digits."""
    clipped: re.Pattern[str]
    """A pronoun with what is left of a verb behind it, as two groups: *we're*."""
    whole: Mapping[str, str]
    """What is left of a verb behind an apostrophe -> the verb."""
    whole_before_not: Mapping[str, str]
    """What is left of a verb in front of *n't*, where it is no verb -> the verb."""


@cache
def wording() -> Wording:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_wording(book("wording.toml"))


def parse_wording(found: Book) -> Wording:
    """The codebook of a text.

    Raises:
        UsageError: if a list or section is missing or malformed; the message names file, line and reason.
    """
    keys = ("faint", "persons", "negating", "background", "unreal", "pronouns", "opening", "passed", "limiting")
    listed = {key: frozenset(found.listed(key)) for key in keys}
    forms = found.table("forms")
    bases = {form: base for base in forms for form in (base, *found.listed(base, "forms"))}
    nouns = found.table("plurals")
    plurals = {plural: noun for noun in nouns for plural in found.listed(noun, "plurals")}
    numerals = _single_words(found, "numerals")
    for word, digits in numerals.items():
        if not digits.isdigit():
            raise found.wrong("numerals", word, f"must be a number in digits, not {digits!r}")
    clipped = _single_words(found, "clipped")
    before = any_of(found.listed("before_clipped"))
    return Wording(
        faint=listed["faint"] | listed["persons"], persons=listed["persons"], negating=listed["negating"],
        background=listed["background"], unreal=listed["unreal"],
        pronouns=listed["pronouns"], opening=listed["opening"], passed=listed["passed"], limiting=listed["limiting"],
        plurals=plurals, bases=bases, numerals=numerals,
        clipped=re.compile(rf"\b({before})['’]({any_of(clipped)})\b", re.I), whole=clipped,
        whole_before_not=_single_words(found, "before_not"),
    )  # fmt: skip


def _single_words(found: Book, section: str) -> dict[str, str]:
    """Word -> the one word that stands for it in a section."""
    for word, other in found.table(section).items():
        if not isinstance(other, str) or not other:
            raise found.wrong(section, word, f"must be a word, not {other!r}")
    return dict(found.table(section))
