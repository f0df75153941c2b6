"""Loads ``circumstances.toml``: deeds of which a story has one, kinds of places, times of the day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.codebooks.book import Book, any_of, book

_ASKS = ("where", "room", "when", "day")
_ENDS = 2
_OF = ("name", "occasion")
_DAY = 24


@dataclass(frozen=True, slots=True)
class Kind:
    """A deed or happening of which a story has one."""

    name: str
    """Its name in the codebook."""
    label: str
    """What happened, in words."""
    words: re.Pattern[str]
    """Words of a clause that tell it."""
    anchors: frozenset[str]
    """One word of each of them: a text without any of these tells nothing of it."""
    named: bool
    """Whether both sentences must name to whom or what it happened."""
    asks: frozenset[str]
    """``where``, ``room``, ``when`` and ``day``: what of it may be in dispute."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The codebook."""

    kinds: tuple[Kind, ...]
    places: Mapping[str, re.Pattern[str]]
    """Kind of place -> its nouns."""
    rooms: Mapping[str, re.Pattern[str]]
    """Part of a building or ship -> its nouns."""
    one_place: frozenset[frozenset[str]]
    """Pairs of kinds that may be one place."""
    hours: Mapping[str, tuple[int, int]]
    """Word for a time of the day -> hours from and to."""
    spells: Mapping[str, tuple[int, int]]
    """Word for a longer part of the day -> hours from and to; only for up to when something is counted."""
    apart: re.Pattern[str]
    """Words by which another one of the kind is meant, or nothing certain."""


@cache
def circumstances() -> Circumstances:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_circumstances(book("circumstances.toml"))


def parse_circumstances(found: Book) -> Circumstances:
    """The codebook of a text.

    Raises:
        UsageError: if a kind lacks something, a pair names no kind of place, or a list holds no words in lower case.
    """
    kinds = tuple(_kind(found, name, entry) for name, entry in sorted(found.table("kinds").items()))
    places = {name: _whole(listed) for name, listed in found.grouped("places").items()}
    rooms = {name: _whole(listed) for name, listed in found.grouped("rooms").items()}
    found.choice("one_place", places)
    pairs = list(found.words("one_place"))
    for kind, other in pairs:
        if other not in places:
            raise found.wrong("one_place", other, f"is none of {', '.join(sorted(places))}")
        if kind == other:
            raise found.wrong("one_place", other, "is paired with itself")
    hours, spells = (_hours(found, section) for section in ("hours", "spells"))
    apart = _whole(found.grouped("apart", ["words"])["words"])
    return Circumstances(kinds, places, rooms, frozenset(map(frozenset, pairs)), hours, spells, apart)


def _hours(found: Book, section: str) -> dict[str, tuple[int, int]]:
    """Words for times of the day, as hours from and to."""
    hours = {}
    for word, given in found.table(section).items():
        if not isinstance(given, list) or len(given) != _ENDS or not all(0 <= hour <= _DAY for hour in given):
            raise found.wrong(section, word, "must be two hours of a day")
        hours[word] = (int(given[0]), int(given[1]))
    return hours


def _kind(found: Book, name: str, entry: dict[str, Any]) -> Kind:
    """One kind of the codebook."""
    section = f"kinds.{name}"
    words, asks = entry.get("words"), entry.get("asks")
    if entry.get("of") not in _OF:
        raise found.wrong(section, "of", f"must be one of {', '.join(_OF)}")
    if not isinstance(asks, list) or not asks or not set(asks) <= set(_ASKS):
        raise found.wrong(section, "asks", f"must be some of {', '.join(_ASKS)}")
    if not isinstance(words, list) or not words:
        raise found.wrong(section, "words", "must be a list of words")
    for word in words:
        if not isinstance(word, str) or word != word.lower():
            raise found.wrong(section, str(word), "must be in lower case")
    anchors = frozenset(max(word.split(), key=len) for word in words)
    return Kind(name, str(entry.get("label", name)), _whole(words), anchors, entry["of"] == "name", frozenset(asks))


def _whole(listed: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(listed)}(?!\w)", re.I)
