"""Loads ``measures.toml``: what news measures, by its nouns, its verbs and its units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.codebooks.book import Book, any_of, book
from onrecord.codebooks.clauses import stem

_LASTS = ("event", "estimate", "day", "period")
_OF = ("name", "thing", "where")
_COUNTS = ("people", "things")
_LISTS = ("open", "elsewhen", "ago", "share", "background", "final", "over", "offices")
_ZERO = ("none", "other", "some")
_LEAST_RATIO = 1.0
_MOST_RATIO = 200.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured."""

    name: str
    """Its name in the codebook."""
    label: str
    """What is measured, in words."""
    unit: str
    """``people``, ``things``, ``percent``, ``money``, or a group of units of the codebook."""
    counted: frozenset[str]
    """Stems of nouns that may be counted and mean the same here."""
    words: re.Pattern[str]
    """Words of a clause that say what is measured."""
    lasts: str
    """``event``, ``estimate``, ``day`` or ``period``: to what time a value belongs."""
    of: str
    """``name``, ``thing`` or ``where``: what two values must have in common beside their occasion."""
    ratio: float
    """How far two values must lie apart."""
    most: float
    """How far they may lie apart: what lies further is of different things."""
    change: bool
    """Whether a rise is the value itself."""
    implied: re.Pattern[str] | None
    """Words of a page on which a figure without other words is a value of the measure; ``None`` if there are none."""
    family: str
    """Measures of one family are held against each other."""
    least: float
    """The least value that is one of the measure without words that say so."""
    brief: bool
    """Whether such a value stands in a few words by itself."""
    none: re.Pattern[str] | None
    """Words of a clause by which the value is nought; ``None`` if there are none but those of every measure."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The codebook."""

    measures: tuple[Measure, ...]
    units: Mapping[str, str]
    """Unit -> the group that it belongs to."""
    open: re.Pattern[str]
    """Words by which a figure is no fact yet."""
    elsewhen: re.Pattern[str]
    """Words by which it is of another time."""
    ago: re.Pattern[str]
    """The same, but for what is measured of a month or a year."""
    share: re.Pattern[str]
    """Words behind it by which it is of a part of what was told before."""
    background: re.Pattern[str]
    """Words by which it tells how things are in any case, and not what happened."""
    part: Mapping[str, re.Pattern[str]]
    """Name of a part -> words by which a figure is of it."""
    final: re.Pattern[str]
    """Words by which nothing is to be added to it."""
    over: re.Pattern[str]
    """The same at the head of a page."""
    offices: frozenset[str]
    """Stems of words that many voices share."""
    nobody: re.Pattern[str]
    """Words that say that there was none."""
    nobody_else: re.Pattern[str]
    """Words by which that is said of others, or for the time being."""
    nobody_of: re.Pattern[str]
    """Words behind them by which it is said of some only."""


@cache
def measures() -> Measures:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_measures(book("measures.toml"))


def parse_measures(found: Book) -> Measures:
    """The codebook of a text.

    Raises:
        UsageError: if a measure lacks something, or a list holds anything but words in lower case.
    """
    units = found.single("units")
    groups = {*_COUNTS, "percent", "money", *units.values()}
    apart = found.grouped("apart", _LISTS)
    listed = tuple(_measure(found, name, entry, groups) for name, entry in sorted(found.table("measures").items()))
    opened, elsewhen, ago, share, background, final, over = (_whole(apart[key]) for key in _LISTS[:-1])
    parts = {name: _whole(words) for name, words in found.grouped("parts").items()}
    offices = frozenset(map(stem, apart["offices"]))
    zero = found.grouped("zero", _ZERO)
    return Measures(
        listed, units, opened, elsewhen, ago, share, background, parts, final, over, offices,
        *(_whole(zero[key]) for key in _ZERO),
    )  # fmt: skip


def _measure(found: Book, name: str, entry: Any, groups: set[str]) -> Measure:
    """One measure of the codebook."""
    section = f"measures.{name}"
    for key, allowed in (("unit", groups), ("lasts", _LASTS), ("of", _OF)):
        if entry.get(key) not in allowed:
            raise found.wrong(section, key, f"must be one of {', '.join(sorted(allowed))}")
    words, implied, ratio = entry.get("words"), entry.get("implied", []), entry.get("ratio")
    none = entry.get("none", [])
    for key, given in (("words", words), ("implied", implied), ("none", none)):
        if not isinstance(given, list) or (key == "words" and not given):
            raise found.wrong(section, key, "must be a list of words")
        for word in given:
            if not isinstance(word, str) or word != word.lower():
                raise found.wrong(section, str(word), "must be in lower case")
    if not isinstance(ratio, float) or ratio <= _LEAST_RATIO:
        raise found.wrong(section, "ratio", "must be a number above 1")
    if entry["unit"] in _COUNTS and not entry.get("counted"):
        raise found.wrong(section, "counted", "must name the nouns that are counted")
    counted = frozenset(stem(word.split()[-1]) for word in str(entry.get("counted", "")).split(",") if word.strip())
    return Measure(
        name, str(entry.get("label", name)), entry["unit"], counted, _whole(words), entry["lasts"],
        entry["of"], ratio, float(entry.get("most", _MOST_RATIO)), bool(entry.get("change", False)),
        _whole(implied) if implied else None,
        str(entry.get("family", name)), float(entry.get("least", 0.0)),
        bool(entry.get("brief", False)), _whole(none) if none else None,
    )  # fmt: skip


def _whole(listed: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(listed)}(?!\w)", re.I)
