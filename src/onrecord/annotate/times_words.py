"""The words of ``codebooks/times.toml``, checked, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.annotate.numbers import NUMERAL, number_words
from onrecord.annotate.times_tense import AheadWords
from onrecord.codebooks.book import Book, any_of
from onrecord.codebooks.book import book as codebook

TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The codebook, ready for use. All keys are lower case."""

    months: dict[str, int]
    """Names and abbreviations (without full stop) of months."""
    weekdays: dict[str, int]
    """Names and abbreviations of weekdays; Monday is 0."""
    units: dict[str, tuple[str, str]]
    """Singular and plural: unit of a relative form, and ISO duration with ``#`` for the number."""
    seasons: dict[str, str]
    """Season to TIMEX3 code."""
    dayparts: dict[str, str]
    """Part of the day to TIMEX3 code."""
    decades: dict[str, int]
    """*nineties* to 9."""
    fixed: dict[str, tuple[str, str]]
    """Whole expressions: type, and value or relative form."""
    adjectives: dict[str, tuple[str, str]]
    """The same, read only as adjectives."""
    holidays: dict[str, str]
    """Named days, as the start of a relative form: ``monthday:12-25``."""
    mods: dict[str, str]
    """Limiting words to TIMEX3 modifiers."""
    ahead: AheadWords
    """Words that send a date ahead."""
    clues: dict[str, tuple[str, ...]]
    """Single words of a section that a clue of ``time_rules.toml`` may name: ``MONTH``, ``UNIT``..."""
    blocks: dict[str, str]
    """Named pieces for patterns: ``MONTH``, ``WEEKDAY``, ``UNIT``..."""


@cache
def time_words() -> TimeWords:
    """The codebook ``times.toml``.

    Raises:
        UsageError: if an entry is malformed; the message names file, line and reason.
    """
    found = codebook("times.toml")
    check_times(found)
    book = found.data
    units: dict[str, tuple[str, str]] = {}
    for word, (unit, duration) in book["units"].items():
        units[word] = (unit, duration)
        units[f"{word}s"] = (unit, duration)
    for plural, word in book["plurals"].items():
        units[plural] = units[word]
    weekdays = {**book["weekdays"], **book["short_weekdays"]}
    return TimeWords(
        months=book["months"], weekdays=weekdays, units=units, seasons=book["seasons"],
        dayparts=book["dayparts"], decades=book["decades"],
        fixed={word: (entry[0], entry[1]) for word, entry in book["fixed"].items()},
        adjectives={word: (entry[0], entry[1]) for word, entry in book["adjectives"].items()},
        holidays={**{word: f"monthday:{day}" for word, day in book["holidays"].items()},
                  **{word: f"nthday:{day}" for word, day in book["moving_holidays"].items()}},
        mods=book["approximations"],
        ahead=AheadWords(*(frozenset(book["direction"][name]) for name in ("ahead", "due", "report", "until", "over"))),
        clues=_clues(book, units), blocks=_blocks(book, units),
    )  # fmt: skip


def _clues(book: dict[str, Any], units: dict[str, tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The words of each section; of phrases, the last word."""
    sections = {
        "MONTH": book["months"], "WEEKDAY": book["weekdays"], "WEEKDAYS": [f"{word}s" for word in book["weekdays"]],
        "UNIT": units, "UNITS": [word for word in units if word.endswith("s")], "SEASON": book["seasons"],
        "CALUNIT": ("week", "month", "quarter", "year", "decade", "century"),
        "PART": ("morning", "afternoon", "evening", "night"), "DECADE": book["decades"],
        "FIXED": book["fixed"], "ADJECTIVE": book["adjectives"],
        "HOLIDAY": [*book["holidays"], *book["moving_holidays"]],
        "CENTURY": ("nineteen", "eighteen", "seventeen", "twenty", "thousand"),
    }  # fmt: skip
    return {name: tuple(sorted({phrase.split()[-1] for phrase in words})) for name, words in sections.items()}


def _pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2


_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NTH_DAY = re.compile(r"(?:0[1-9]|1[0-2])-[0-6]-[1-5]")
_SEASONS, _PARTS = frozenset({"SP", "SU", "FA", "WI"}), frozenset({"MO", "MI", "AF", "EV", "NI"})
_NUMBERS = {"months": (1, 12), "weekdays": (0, 6), "short_weekdays": (0, 6), "decades": (0, 9)}
_VALUES: dict[str, tuple[Callable[[object], bool], str]] = {
    "seasons": (lambda value: value in _SEASONS, "SP, SU, FA or WI"),
    "dayparts": (lambda value: value in _PARTS, "MO, MI, AF, EV or NI"),
    "holidays": (lambda value: isinstance(value, str) and bool(_DAY.fullmatch(value)), "a day as MM-DD"),
    "moving_holidays": (
        lambda value: isinstance(value, str) and bool(_NTH_DAY.fullmatch(value)), "month-weekday-number as 11-3-4",
    ),
    "fixed": (lambda value: _pair(value) and value[0] in TIMEX_TYPES, "[type, value]"),  # type: ignore[index]
    "adjectives": (lambda value: _pair(value) and value[0] in TIMEX_TYPES, "[type, value]"),  # type: ignore[index]
    "units": (_pair, "[form, duration]"),
    "approximations": (lambda value: isinstance(value, str) and value.isupper(), "a TIMEX3 modifier"),
}  # fmt: skip
"""Section -> what a value must be, and how to say so."""


def check_times(found: Book) -> None:
    """Look through a book of time words.

    Raises:
        UsageError: if an entry is malformed or contradicts another; the message names file, line and reason.
    """
    for section, (low, high) in _NUMBERS.items():
        for word, value in found.table(section).items():
            if not isinstance(value, int) or not low <= value <= high:
                raise found.wrong(section, word, f"must be {low} to {high}, not {value!r}")
    for section, (fits, what) in _VALUES.items():
        for word, value in found.table(section).items():
            if not fits(value):
                raise found.wrong(section, word, f"must be {what}, not {value!r}")
    for word, unit in found.table("plurals").items():
        if unit not in found.table("units"):
            raise found.wrong("plurals", word, f"{unit!r} is no unit")
    for section in ("moving_holidays", "adjectives"):
        other = "holidays" if section == "moving_holidays" else "fixed"
        for word in found.table(section):
            if word in found.table(other):
                raise found.wrong(section, word, f"stands in [{other}] too")
    tuple(found.words("direction", ("ahead", "due", "report", "until", "over")))


def _blocks(book: dict[str, Any], units: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Pieces of patterns; in a rule ``<MONTH>`` is the group ``month``, ``{MONTH}`` the bare piece."""
    numbers = number_words()
    small_ordinals = any_of(numbers.ordinals)
    cardinal = rf"(?:{NUMERAL}(?:\s+\d/\d|½)?(?:\s+{any_of(numbers.scales)})?|{numbers.cardinal})(?:\s+and\s+a\s+half)?"
    written = rf"(?:nineteen|eighteen|seventeen|twenty)[\s-]+{any_of(book_tens())}(?:[\s-]{_ONES})?"
    return {
        "MONTH": rf"(?:{any_of(book['months'])}\b(?:(?<!\w{{5}})(?<!may)(?<!june)(?<!july)\.)?)",
        "WEEKDAY": rf"(?:{any_of(book['weekdays'])})",
        "ANYDAY": rf"(?:(?:{any_of(book['weekdays'])}|{any_of(book['short_weekdays'])}\b\.?),?\s+)",
        "DAY": rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|,\d|\.\d|:\d)|{small_ordinals})",
        "YEAR": r"(?:(?:1[0-9]|20)\d\d(?![\d%]|,\d|\.\d))",
        "WRITTENYEAR": rf"(?:{written}|two\s+thousand(?:\s+(?:and\s+)?{_ONES})?)",
        "UNIT": any_of(units),
        "CALUNIT": r"(?:week|month|quarter|year|decade|century)",
        "NUM": cardinal,
        "ORD": rf"(?:{small_ordinals}|\d{{1,2}}(?:st|nd|rd|th))",
        "SEASON": any_of(book["seasons"]),
        "PART": r"(?:morning|afternoon|evening|night)",
        "APPROX": any_of(book["approximations"]),
        "DECADE": any_of(book["decades"]),
        "HOLIDAY": any_of(book["holidays"] | book["moving_holidays"]),
        "FIXED": any_of(book["fixed"]),
        "ADJECTIVE": any_of(book["adjectives"]),
        "CLOCK": _CLOCK,
        "ZONE": r"(?:(?:GMT|UTC|EST|EDT|PST|PDT|CST|CDT|MST|MDT|CET|CEST|EET|BST|MSK|IST|JST|ET|local\s+time"
                r"|(?:[A-Z][a-z]+\s+)time)\b)",
    }  # fmt: skip


_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_CLOCK = (
    r"(?:(?:1[0-2]|0?\d)(?:[:.][0-5]\d)?\s*(?:a\.m\.|p\.m\.|a\.m|p\.m|am|pm)(?!\w)"
    r"|(?:2[0-3]|[01]?\d):[0-5]\d(?!\d)(?:\s*hours)?|(?:2[0-3]|[01]\d)[0-5]\d(?=\s+(?:GMT|UTC|hours|local\s+time))"
    r"|(?:noon|midnight)|(?:1[0-2]|[1-9])\s+o['’]clock)"
)


def book_tens() -> frozenset[str]:
    """*twenty* to *ninety*, and the teens that follow a century: *nineteen fifteen*."""
    numbers = number_words()
    return numbers.tens | {word for word, value in numbers.small.items() if 10 <= value < 20}
