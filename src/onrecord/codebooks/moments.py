"""Loads ``moments.toml``: deeds and happenings that a thing or person has once, and how sentences give their time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book, whole
from onrecord.codebooks.clauses import stem

_LISTS = ("carrying", "neutral", "open", "moved", "bounds", "recurring")


@dataclass(frozen=True, slots=True)
class Moments:
    """The codebook."""

    acts: Mapping[str, re.Pattern[str]]
    """What is done once -> its words."""
    anchors: Mapping[str, frozenset[str]]
    """One word of each of them in lower case -> the acts that may be meant: a text without any tells nothing."""
    carrying: frozenset[str]
    """Base forms of verbs that say nothing but when it was."""
    neutral: frozenset[str]
    """Stems of words that do not say what happened, nor to whom."""
    open: re.Pattern[str]
    """Words by which it is not said to be so, or is one of many."""
    moved: re.Pattern[str]
    """Words by which the time was another one before."""
    bounds: re.Pattern[str]
    """Words right before a time by which it only bounds what happened."""
    recurring: frozenset[str]
    """Stems of nouns for what comes back."""


@cache
def moments() -> Moments:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_moments(book("moments.toml"))


def parse_moments(found: Book) -> Moments:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or holds anything but words in lower case.
    """
    grouped = found.grouped("acts")
    lists = found.grouped("words", _LISTS)
    anchors: dict[str, set[str]] = {}
    for name, listed in grouped.items():
        for words in listed:
            anchors.setdefault(max(re.findall(r"\w+", words), key=len), set()).add(name)
    opened, moved = (whole(lists[key]) for key in ("open", "moved"))
    bounds = re.compile(rf"\b{any_of(lists['bounds'])}\s+(?:the\s+)?$", re.I)
    carrying = frozenset(lists["carrying"])
    neutral, recurring = (frozenset(map(stem, lists[key])) for key in ("neutral", "recurring"))
    acts = {name: whole(listed) for name, listed in grouped.items()}
    kept = {word: frozenset(names) for word, names in anchors.items()}
    return Moments(acts, kept, carrying, neutral, opened, moved, bounds, recurring)


@dataclass(frozen=True, slots=True)
class Soon:
    """Deeds of which it is in dispute how soon they were done."""

    acts: Mapping[str, re.Pattern[str]]
    """What is done -> its words."""
    soon: re.Pattern[str]
    """Words by which it was done soon."""
    late: re.Pattern[str]
    """Words by which it was done late, or not at all for days."""
    open: re.Pattern[str]
    """Words by which it is not told as done."""


@cache
def how_soon() -> Soon:
    """The sections on how soon a thing was done, read once.

    Raises:
        UsageError: if they are malformed; the message names file, line and reason.
    """
    return parse_soon(book("moments.toml"))


def parse_soon(found: Book) -> Soon:
    """How soon a thing was done, of a text.

    Raises:
        UsageError: if a list is missing or holds anything but words in lower case.
    """
    lists = found.grouped("soon", ("soon", "late", "open"))
    acts = {name: whole(listed) for name, listed in found.grouped("soon_acts").items()}
    return Soon(acts, *(whole(lists[key]) for key in ("soon", "late", "open")))


@dataclass(frozen=True, slots=True)
class Often:
    """Deeds of which it is told how often they were done."""

    acts: Mapping[str, re.Pattern[str]]
    """What is done -> its words."""
    counted: frozenset[str]
    """Nouns by which it is counted, in lower case."""


@cache
def how_often() -> Often:
    """The sections on how often a thing was done, read once.

    Raises:
        UsageError: if they are malformed; the message names file, line and reason.
    """
    return parse_often(book("moments.toml"))


def parse_often(found: Book) -> Often:
    """How often a thing was done, of a text.

    Raises:
        UsageError: if a list is missing or holds anything but words in lower case.
    """
    acts = {name: whole(listed) for name, listed in found.grouped("often_acts").items()}
    return Often(acts, frozenset(found.grouped("often", ("counted",))["counted"]))
