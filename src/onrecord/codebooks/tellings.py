"""Loads ``tellings.toml``: deeds that one side does once, happenings that have one place, and what excludes what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, book
from onrecord.codebooks.clauses import stem

Groups = Mapping[str, frozenset[str]]
"""Word -> the lines of a section in which it stands."""


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The codebook."""

    deeds: Groups
    """Base forms and nouns of deeds that one side does once to one thing."""
    doers: Groups
    """Nouns for who did one: *the buyer*."""
    happenings: Groups
    """Base forms and nouns of what has one place."""
    happened: frozenset[str]
    """Verbs that only say that something happened."""
    scenes: frozenset[str]
    """Nouns for where something happened."""
    sides: Groups
    """Nouns for who may have done something, in the singular."""
    general: frozenset[str]
    """Those of them that may mean any of their line."""
    anybody: frozenset[str]
    """Nouns that may mean anybody."""
    plain: frozenset[str]
    """Words before a noun that do not say which of its kind it is."""
    one_side: frozenset[frozenset[str]]
    """Pairs of lines whose words may mean one side."""
    ordered: frozenset[frozenset[str]]
    """Such pairs for deeds that one side has done by another."""
    by: frozenset[str]
    """The lines of those deeds."""
    places: Groups
    """Nouns of kinds of places, which exclude each other."""
    rooms: Groups
    """Nouns of parts of a building or ship, which exclude each other."""
    named: frozenset[str]
    """Nouns of places that are told apart by name."""
    wide: frozenset[str]
    """Those of them that hold other places."""


@cache
def telling_words() -> TellingWords:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_tellings(book("tellings.toml"))


def parse_tellings(found: Book) -> TellingWords:
    """The codebook of a text.

    Raises:
        UsageError: if a section is missing or holds anything but lists of words in lower case.
    """
    happened = found.grouped("happened", ("verbs", "scenes"))
    named = found.grouped("named", ("words", "wide"))
    general = found.grouped("general", ("anybody", "plain"))
    pairs = found.grouped("one_side", ("pairs", "ordered", "by"))
    kinds = [word for key in general for word in general[key] if key not in ("anybody", "plain")]
    return TellingWords(
        _groups(found, "deeds"), _groups(found, "doers"), _groups(found, "happenings"),
        frozenset(happened["verbs"]), frozenset(happened["scenes"]),
        _groups(found, "sides", singular=True), _singular(kinds), _singular(general["anybody"]),
        frozenset(general["plain"]), _pairs(pairs["pairs"]), _pairs(pairs["ordered"]), frozenset(pairs["by"]),
        _groups(found, "places", singular=True), _groups(found, "rooms", singular=True),
        _singular(named["words"]), _singular(named["wide"]),
    )  # fmt: skip


def _groups(found: Book, section: str, *, singular: bool = False) -> Groups:
    """Word -> lines of a section."""
    made: dict[str, set[str]] = defaultdict(set)
    for key, listed in found.grouped(section).items():
        for word in listed:
            made[_single(word) if singular else word].add(key)
    return {word: frozenset(keys) for word, keys in made.items()}


def _pairs(listed: Iterable[str]) -> frozenset[frozenset[str]]:
    """Pairs that a colon divides."""
    return frozenset(frozenset(pair.split(":")) for pair in listed)


def _singular(listed: Iterable[str]) -> frozenset[str]:
    """Words without the ending of their plural."""
    return frozenset(map(_single, listed))


def _single(phrase: str) -> str:
    """A phrase whose last word is without the ending of its plural."""
    *first, last = phrase.split()
    return " ".join([*first, stem(last)])
