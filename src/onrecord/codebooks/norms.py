"""Loads ``norms.toml``: words by which somebody says that a thing is to be done, or is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, book

_BESIDE = r"(?:\s+(?:also|still|now|again|once\s+again|all|be|then|instead|always|therefore|immediately|\w+ly))*"


@dataclass(frozen=True, slots=True)
class Norms:
    """The codebook."""

    must: re.Pattern[str]
    """Before a verb that is to be done: groups ``neg`` and ``free`` say that it is not, or need not."""
    advised: re.Pattern[str]
    """Before a verb that somebody is told to do: group ``whom``; ``neg`` says that he is told not to."""
    having: frozenset[str]
    """Base forms of verbs of having and getting."""
    leaving: frozenset[str]
    """Base forms of verbs by which what must do it is not to stay."""
    nouns: frozenset[str]
    """Base forms of verbs by which somebody advises for or against a thing."""


@cache
def norms() -> Norms:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_norms(book("norms.toml"))


def parse_norms(found: Book) -> Norms:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or no list of words.
    """
    must, may, free, advising, having, leaving, nouns = (
        tuple(found.listed(key)) for key in ("must", "may", "free", "advising", "having", "leaving", "nouns")
    )
    verbs = "|".join(_spaced(verb).replace(r"\*", r"\w*") for verb in advising)
    must_not = rf"{_any((*must, *may))}(?P<neg>\s+not|\s+never|n['’]t)?"
    not_to = r"(?P<neg>not\s+to|never\s+to|against|to\s+not)?(?:to)?"
    return Norms(
        re.compile(rf"\b(?:(?P<free>{_any(free)})|{must_not}){_BESIDE}\s+$", re.I),
        re.compile(rf"\b(?:{verbs})\s+(?P<whom>(?:[^\s,;.]+\s+){{0,8}}?){not_to}\s*$", re.I),
        frozenset(having),
        frozenset(leaving),
        frozenset(nouns),
    )


def _any(words: tuple[str, ...]) -> str:
    """A pattern for one of several, the longest first."""
    longest = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(_spaced(word) for word in longest) + ")"


def _spaced(words: str) -> str:
    """A pattern for some words, whatever blanks stand between them."""
    return r"\s+".join(re.escape(word) for word in words.split())
