"""Numbers in words and digits, for dates and figures. The words stand in ``codebooks/numbers.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.codebooks.book import any_of, book
from onrecord.errors import UsageError

NUMERAL = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
"""Pattern of a number in digits, with or without thousands commas."""

_FRACTION_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The codebook, ready for use."""

    small: dict[str, int]
    """Words below a hundred that stand alone: *seven*, *twenty*."""
    tens: frozenset[str]
    """*twenty* to *ninety*: may be followed by one to nine."""
    scales: dict[str, int]
    """*dozen* to *trillion*."""
    suffixes: dict[str, int]
    """*bn*, *k*: written on to digits."""
    fractions: dict[str, float]
    """*half*, *two-thirds*."""
    vague: dict[str, tuple[float, float | None]]
    """*dozens*, *several hundred*: least and most; ``None`` for no bound above."""
    ordinals: dict[str, int]
    """*first* to *thirty-first*."""
    clues: frozenset[str]
    """Single words of which every number in words holds one."""
    cardinal: str
    """Pattern of a cardinal in words: *twenty-five*, *two hundred and six*, *a dozen*, *one million*."""


@cache
def number_words() -> NumberWords:
    """The codebook ``numbers.toml``.

    Raises:
        UsageError: if an entry is not a number.
    """
    given = book("numbers.toml").data
    for section in ("units", "tens", "scales", "suffixes", "fractions", "ordinals"):
        for word, value in given.get(section, {}).items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise UsageError(f"codebook numbers.toml: {section}.{word} must be a number, not {value!r}")
    for word, value in given["vague"].items():
        if not isinstance(value, list) or len(value) not in (1, 2) or sorted(set(value)) != value:
            raise UsageError(f"codebook numbers.toml: vague.{word} must be [least, most] or [least], not {value!r}")
    units, tens, scales = given["units"], given["tens"], given["scales"]
    below = rf"(?:{any_of(tens)}(?:[-\s]{any_of([w for w, v in units.items() if 0 < v < 10])})?"
    below += rf"|{any_of(units)})"
    scale = any_of(scales)
    part = r"(?:half|(?:a\s+)?quarter|three\s+quarters)(?:\s+of)?(?:\s+a)?"
    cardinal = rf"(?:(?:(?:a|an|{part})\s+{scale}(?:[-\s]+{scale})*(?!\s+of\b\s+the\b)|{below}(?:[-\s]+{scale})*)"
    cardinal += rf"(?:\s+(?:and\s+)?{below}(?:[-\s]+{scale})+)*(?:\s+and\s+{below})?)"
    return NumberWords(
        small={**units, **tens}, tens=frozenset(tens), scales=scales, suffixes=given["suffixes"],
        fractions=given["fractions"],
        vague={k: (float(v[0]), float(v[1]) if v[1:] else None) for k, v in given["vague"].items()},
        ordinals=given["ordinals"], cardinal=cardinal, clues=_clues(given),
    )  # fmt: skip


def _clues(given: dict[str, Any]) -> frozenset[str]:
    """The last words of all entries, and the plurals of the scales."""
    phrases = [word for section in ("units", "tens", "scales", "fractions", "vague") for word in given[section]]
    last = {re.split(r"[\s-]", phrase)[-1] for phrase in phrases}
    return frozenset(last | {f"{word}s" for word in given["scales"]} | {"half", "quarter", "quarters"})


def search_near(pattern: re.Pattern[str], text: str, stretches: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin within one of the stretches, in text order and without overlap.

    The same as ``pattern.finditer(text)`` if every match holds a clue and begins in the stretch before it; much
    faster where clues are rare.

    Args:
        pattern: what is looked for.
        text: where.
        stretches: first place and one past the last, ascending; they may overlap and reach out of the text.
    """
    place = 0
    for low, high in stretches:
        place = max(place, low)
        while place < high and (near := pattern.search(text, place, high)) is not None:
            # The stretch may cut the match short, so its end is read again in the whole text.
            match = pattern.match(text, near.start())
            if match is None or match.end() == match.start():
                place = near.start() + 1
                continue
            place = match.end()
            yield match


def parse_number(text: str) -> float | None:
    """The value of a number in digits, in words, or in both (*2.5 billion*, *5 1/2*), or ``None``."""
    words = number_words()
    text = re.sub(r"(?<=\d),(?=\d)", "", " ".join(text.lower().split()))
    if text in words.fractions:
        return words.fractions[text]
    if part := re.fullmatch(r"(half|(?:a )?quarter|three quarters)(?: of)?(?: a)? (\w+)", text):
        return words.fractions.get(part[1], 0.25) * words.scales.get(part[2], 1)
    total, current, seen = 0.0, 0.0, False
    for piece in re.findall(rf"{NUMERAL}(?:/\d+)?|[a-z]+|[½¼¾⅓⅔⅛]", text):
        if piece in ("and", "a", "an", "of"):
            current = current if seen or piece in ("and", "of") else 1.0
        elif piece in words.scales or piece in words.suffixes:
            scale = words.scales.get(piece) or words.suffixes[piece]
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
            seen = True
        elif (value := _plain(piece, words)) is not None:
            current = (
                current + value if piece == "half" and seen else value if piece == "half" else _join(current, value)
            )
            seen = True
        else:
            return None
    return total + current if seen else None


def _join(current: float, value: float) -> float:
    """*nineteen ninety-six* is 1996, *sixty one* is 61, *5 1/2* is 5.5."""
    if 10 <= current < 100 and 10 <= value < 100 and current == int(current):
        return current * 100 + value
    return current + value


def _plain(piece: str, words: NumberWords) -> float | None:
    """The value of one word or numeral."""
    if piece in _FRACTION_SIGNS:
        return _FRACTION_SIGNS[piece]
    if piece in words.small:
        return float(words.small[piece])
    if piece == "half":
        return 0.5
    numeral, _, below = piece.replace(",", "").partition("/")
    try:
        return float(numeral) / float(below) if below else float(numeral)
    except (ValueError, ZeroDivisionError):
        return None
