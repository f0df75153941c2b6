"""The words of ``codebooks/units.toml``, checked, and the patterns made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.annotate.numbers import number_words
from onrecord.codebooks.book import any_of, book
from onrecord.errors import UsageError


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The codebook, ready for use."""

    signs: dict[str, str]
    """Lower-case currency sign or code before a number to ISO code."""
    units: dict[str, str]
    """Lower-case unit or currency word, singular and plural, to its name here."""
    abbreviations: dict[str, str]
    """Short form, as written, to unit."""
    money: frozenset[str]
    """Units that are money."""
    rates: frozenset[str]
    """Nouns that may follow *a* as a rate."""
    persons: frozenset[str]
    """Base forms of nouns for persons."""
    fates: dict[str, frozenset[str]]
    """The words of casualties: ``words``, ``verbs``, ``dying``, ``tolls``."""
    qualifiers: dict[str, str]
    """Limiting words before a figure to their sign."""
    after: dict[str, str]
    """Limiting words after a figure to their sign."""
    movement: dict[str, str]
    """Base form of a verb to ``up`` or ``down``."""
    clues: frozenset[str]
    """Words of which a number in words holds one, lower case."""
    number: re.Pattern[str]
    """A number with sign, currency and scale: groups ``cur``, ``sign``, ``num``, ``suffix``."""
    unit: re.Pattern[str]
    """A unit right after a number: groups ``word``, ``short``, ``code``."""
    qualifier: re.Pattern[str]
    """Limiting words at the end of the text before a figure: group ``q``."""
    following: re.Pattern[str]
    """Limiting words right after a figure: group ``q``."""


@cache
def figure_words() -> FigureWords:
    """The codebook ``units.toml``.

    Raises:
        UsageError: if an entry is malformed.
    """
    given = book("units.toml").data
    for section in ("qualifiers", "after"):
        for word, sign in given[section].items():
            if sign not in ("=", "~", ">", "<"):
                raise UsageError(f"codebook units.toml: {section}.{word!r} must be = ~ > or <, not {sign!r}")
    codes: list[str] = given["currency_codes"]["codes"]
    units: dict[str, str] = {}
    for word, unit in {**given["units"], **given["currencies"]}.items():
        if not isinstance(unit, str) or not unit:
            raise UsageError(f"codebook units.toml: the unit {word!r} has no name")
        units[word] = unit
        units[_plural(word, given["plurals"])] = unit
    money = set(given["currencies"].values()) | set(given["currency_signs"].values()) | set(codes)
    signs = {**given["currency_signs"], **{code.lower(): code for code in codes}}
    movement = {verb: way for way in ("up", "down") for verb in given["movement"][way]}
    return FigureWords(
        signs=signs, units=units, abbreviations=given["abbreviations"], money=frozenset(money),
        rates=frozenset(given["rates"]["nouns"]), persons=frozenset(given["persons"]["nouns"]),
        fates={kind: frozenset(words) for kind, words in given["fates"].items()},
        qualifiers=given["qualifiers"], after=given["after"], movement=movement,
        clues=number_words().clues, number=_number_pattern(signs),
        unit=_unit_pattern(units, given["abbreviations"], codes),
        qualifier=re.compile(rf"(?:^|(?<=[\s(\"“‘'—–]))(?P<q>{any_of(given['qualifiers'])})\s*$", re.IGNORECASE),
        following=re.compile(rf"\s*(?P<q>{any_of(given['after'])}\b|\+)", re.IGNORECASE),
    )  # fmt: skip


def _plural(word: str, plurals: dict[str, str]) -> str:
    """The plural of a unit; of *mile per hour* the first word takes it."""
    head, per, tail = word.partition(" per ")
    first, blank, last = head.rpartition(" ")
    if head.startswith("degree"):
        return f"degrees{head.removeprefix('degree')}{per}{tail}"
    if word in ("per cent", "yen", "yuan", "won", "celsius", "fahrenheit", "pence", "hertz", "horsepower"):
        return word
    return f"{first}{blank}{plurals.get(last, last + 's')}{per}{tail}"


def _number_pattern(signs: dict[str, str]) -> re.Pattern[str]:
    """A number as it stands in news."""
    words = number_words()
    scale = any_of(words.scales)
    numeral = r"(?:\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    mixed = rf"{numeral}(?:\s\d/\d(?!\d)|\s?[½¼¾⅓⅔⅛]|/\d{{1,2}}(?![\d/]))?"
    suffix = rf"(?:(?:[\s-]{{1,2}}{scale}s?\b)+|\s?{any_of(words.suffixes)}\b|(?<=\d)[mMbB]\b)"
    power = rf"{numeral}\s?[×x]\s?10\s?\^?\s?(?:[-−–]?\d{{1,2}}|[⁻⁰¹²³⁴-⁹]{{1,3}})"
    digits = rf"(?:{power}|(?:{mixed})(?P<suffix>{suffix})?)"
    fraction = rf"{any_of(words.fractions)}(?!\s+(?:a\s+|an\s+)?{scale})"
    spelled = rf"(?:{any_of(words.vague)}|{fraction}|{words.cardinal})"
    return re.compile(
        rf"(?<![\w.,/:])(?:(?P<cur>{any_of(signs)})\s?)?(?P<sign>(?:[-−–+±]|\bminus[\s-])(?=[\d.]))?"
        rf"(?P<num>(?:{digits}|[½¼¾]|\b{spelled}\b)(?:\s+and\s+a\s+half\b)?)",
        re.IGNORECASE,
    )


def _unit_pattern(units: dict[str, str], short: dict[str, str], codes: list[str]) -> re.Pattern[str]:
    """A unit right after a number."""
    return re.compile(
        rf"(?:\s*|-(?=[^\W\d_]{{2}}))(?:(?P<short>(?-i:{any_of(short)}))(?![\w²³]|\.\w)"
        rf"|[\s-]{{0,2}}(?P<word>{any_of(units)})(?!\w)"
        rf"|(?P<code>{'|'.join(codes)})\b)",
        re.IGNORECASE,
    )
