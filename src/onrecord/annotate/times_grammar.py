"""The grammar of time expressions: the rules of ``codebooks/time_rules.toml`` over a paragraph.

Of overlapping readings the first, then the longest, is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.annotate.numbers import search_near
from onrecord.annotate.times_readers import READERS, Answer, Reader
from onrecord.annotate.times_words import TIMEX_TYPES, time_words
from onrecord.codebooks.book import Book, book
from onrecord.records.annotation import TimexType


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of a paragraph says about time."""

    start: int
    """First character in the paragraph."""
    end: int
    """One past the last."""
    type: TimexType
    """TIMEX3 type."""
    form: str
    """A value or a relative form, perhaps not yet filled in (:mod:`times_readers`)."""
    mod: str | None = None
    """TIMEX3 modifier."""
    rule: str = ""
    """The name of the rule that read it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of ``codebooks/time_rules.toml``."""

    name: str
    """What it is called in checks."""
    pattern: re.Pattern[str]
    """How the expression is written; the group ``x``, if there is one, is the expression."""
    reader: Reader
    """What it means."""
    clues: frozenset[str]
    """Words (:func:`onrecord.annotate.parsing.words_of`) of which every match holds one."""


def read_paragraph(text: str, words: Sequence[tuple[int, str]]) -> list[Reading]:
    """The time expressions of a paragraph, without overlap, in text order.

    Args:
        text: the paragraph.
        words: its words with their places (:func:`onrecord.annotate.parsing.words_of`).
    """
    found = sorted(_all(text, words), key=lambda item: (item.start, -item.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return kept


_BEFORE, _AFTER = 64, 32
"""How far before a clue an expression may begin, and how far after it the search goes on."""


def _all(text: str, words: Sequence[tuple[int, str]]) -> Iterator[Reading]:
    by_clue = _rules_by_clue()
    around: dict[int, list[tuple[int, int]]] = {}
    for place, word in words:
        for number in by_clue.get(_digits(word) if word[0].isdigit() else word, ()):
            around.setdefault(number, []).append((place - _BEFORE, place + len(word) + _AFTER))
    for number in sorted(around):
        rule = rules()[number]
        for match in search_near(rule.pattern, text, around[number]):
            read = rule.reader(match)
            if read is not None:
                start, end = match.span("x") if "x" in rule.pattern.groupindex else match.span()
                yield Reading(start, end, read[0], read[1], read[2] if len(read) == 3 else None, rule.name)


def _digits(word: str) -> str:
    """The clue that a run of digits is: ``####`` for four, ``#/`` before a slash, else ``#``."""
    return "#/" if word[-1] == "/" else "####" if len(word) == 4 else "#"


@cache
def _rules_by_clue() -> dict[str, tuple[int, ...]]:
    """The places in :func:`rules` of the rules that each clue calls for."""
    found: dict[str, list[int]] = {}
    for number, rule in enumerate(rules()):
        for clue in sorted(rule.clues):
            found.setdefault(clue, []).append(number)
    return {clue: tuple(numbers) for clue, numbers in found.items()}


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, compiled.

    Raises:
        UsageError: if an entry has no pattern that compiles, or neither a known reader nor what it says.
    """
    return parse_rules(book("time_rules.toml"))


def parse_rules(found: Book) -> tuple[Rule, ...]:
    """The rules of a book, compiled.

    Raises:
        UsageError: if an entry has no pattern that compiles, or neither a known reader nor what it says; the message
            names file, line and reason.
    """
    pieces: dict[str, str] = dict(time_words().blocks)
    for name, piece in found.table("pieces").items():
        pieces[name] = _filled(piece, pieces)
    clues = found.table("clues")
    rules = tuple(_rule(found, entry, pieces, clues) for entry in found.data.get("rule", []))
    for name in clues:
        if all(rule.name != name for rule in rules):
            raise found.wrong("clues", name, "there is no rule of this name")
    return rules


def _filled(pattern: str, pieces: dict[str, str]) -> str:
    """The pattern with the pieces in it, and without the blanks that only lay it out."""
    filled = re.sub(r"(?:^|\n)\s*", "", pattern)
    for name, piece in pieces.items():
        filled = filled.replace("{" + name + "}", piece).replace(f"<{name}>", f"(?P<{name.lower()}>{piece})")
    return filled


def _rule(found: Book, entry: dict[str, Any], pieces: dict[str, str], clues: dict[str, list[str]]) -> Rule:
    """One rule of the codebook, checked."""
    name = entry.get("name")
    if not isinstance(name, str):
        raise found.wrong("rule", str(entry.get("pattern", "")).split("\n", 1)[0], "a rule needs a name")
    try:
        # A hyphen before the expression is fine after capitals (PORT AMAREL-May 3), not inside a word.
        edged = rf"(?<![\w$£€])(?<!(?-i:[a-z\d])-)(?:{_filled(entry['pattern'], pieces)})(?!\w)"
        pattern = re.compile(edged, re.IGNORECASE)
    except (KeyError, TypeError, re.error) as why:
        raise found.wrong("rule", name, f"the pattern cannot be read: {why}") from why
    needed = _clues_of(found, name, clues)
    if (says := entry.get("says")) is not None:
        if not isinstance(says, list) or len(says) != 2 or says[0] not in TIMEX_TYPES:
            raise found.wrong("rule", name, f"says must be [type, form], not {says!r}")
        return Rule(name, pattern, _always((says[0], says[1])), needed)
    if entry.get("reader") not in READERS:
        raise found.wrong("rule", name, f"there is no reader {entry.get('reader')!r}")
    return Rule(name, pattern, READERS[entry["reader"]], needed)


def _clues_of(found: Book, name: str, clues: dict[str, list[str]]) -> frozenset[str]:
    """The clues of a rule, with the words of the sections that it names.

    Raises:
        UsageError: if there is none: the rule would never be tried.
    """
    sections, listed = time_words().clues, clues.get(name) or []
    plain = {word for clue in listed for word in sections.get(clue, (clue,))}
    hyphened = {word for clue in listed if clue[0] == "-" for word in (f"-{w}" for w in sections.get(clue[1:], ()))}
    plain = {word for word in plain if not word.startswith("-") or word.islower()}
    if not plain | hyphened:
        raise found.wrong("rule", name, "the section [clues] has no words for a rule of this name")
    return frozenset(plain | hyphened | {f"-{word}" for word in plain if word.isalpha()})


def _always(answer: Answer) -> Reader:
    """A reader that always answers the same."""
    return lambda match: answer if match else None
