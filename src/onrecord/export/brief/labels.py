"""The fixed words of the brief, from ``codebooks/brief_labels.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, book_text
from onrecord.codebooks.clauses import topics
from onrecord.errors import UsageError
from onrecord.export.brief.tree import Line, Piece

_SLOT = re.compile(r"\{(\w+)\}")
_LONGEST_NAME = 80
_FILE = "brief_labels.toml"


@dataclass(frozen=True, slots=True)
class Labels:
    """The codebook, checked."""

    phrases: Mapping[str, str]
    """Key -> phrase with slots."""
    problems: Mapping[str, str]
    """Problem code -> words."""
    roles: Mapping[str, str]
    """Role of a line -> words."""
    cuts: Mapping[str, str]
    """``before`` -> words before which a quotation may be cut, ``not_after`` -> words that none may end with."""
    months: tuple[str, ...]
    """Short names, January first."""
    long_months: tuple[str, ...]
    """Long names, January first."""
    weekdays: tuple[str, ...]
    """Short names, Monday first."""
    long_weekdays: tuple[str, ...]
    """Long names, Monday first."""

    def fragments(self) -> frozenset[str]:
        """Every stretch of fixed words that a brief may contain, without the slots."""
        parts = {part for phrase in self.phrases.values() for part in _SLOT.split(phrase)[::2]}
        return frozenset(parts | set(self.problems.values()) | set(self.roles.values()) | set(topics().tolls.values()))


@cache
def cut_words(key: str) -> frozenset[str]:
    """The words of one entry of ``cuts``: ``before`` or ``not_after``."""
    return frozenset(labels().cuts[key].split())


@cache
def labels() -> Labels:
    """The labels of the package.

    Raises:
        UsageError: if an entry is missing or malformed.
    """
    return read_labels(book_text(_FILE))


def read_labels(text: str) -> Labels:
    """Labels from the text of a codebook.

    Raises:
        UsageError: naming the file, the entry and the reason.
    """
    given = Book(_FILE, text).data
    tables: dict[str, dict[str, str]] = {}
    for name in ("phrases", "problems", "roles", "cuts"):
        tables[name] = given.get(name, {})
        for key, value in tables[name].items():
            if not isinstance(value, str) or not value:
                raise UsageError(f"{_FILE}: {name}.{key} must be a text, not {value!r}")
    return Labels(
        tables["phrases"], tables["problems"], tables["roles"], tables["cuts"],
        _names(given, "months", "short", 12), _names(given, "months", "long", 12),
        _names(given, "weekdays", "short", 7), _names(given, "weekdays", "long", 7),
    )  # fmt: skip


def _names(given: Mapping[str, Mapping[str, Sequence[str]]], table: str, key: str, number: int) -> tuple[str, ...]:
    """A list of names of the right length."""
    names = tuple(given.get(table, {}).get(key, ()))
    if len(names) != number or not all(isinstance(name, str) for name in names):
        raise UsageError(f"{_FILE}: {table}.{key} must be a list of {number} texts, not {names!r}")
    return names


def say(key: str, **slots: Line | int) -> Line:
    """A fixed phrase, with its slots filled with pieces or counts."""
    pieces: list[Piece] = []
    for place, part in enumerate(_SLOT.split(labels().phrases[key])):
        if place % 2 == 0:
            if part:
                pieces.append(Piece("label", part))
            continue
        filling = slots[part]
        pieces.extend((Piece("count", f"{filling:,}"),) if isinstance(filling, int) else filling)
    return tuple(pieces)


def number(key: str, n: int, **slots: Line | int) -> Line:
    """The phrase ``key_one``, ``key_many`` or, if there is one, ``key_none``, as ``n`` asks."""
    if n == 0 and f"{key}_none" in labels().phrases:
        return say(f"{key}_none")
    return say(f"{key}_one" if n == 1 else f"{key}_many", n=n, **slots)


def join(parts: Sequence[Line], by: str = "comma") -> Line:
    """Lines put together with a fixed phrase between them; empty ones are left out."""
    filled = [part for part in parts if part]
    pieces: list[Piece] = []
    for place, part in enumerate(filled):
        if place:
            pieces.extend(say(by))
        pieces.extend(part)
    return tuple(pieces)


def name(text: str) -> Line:
    """A name, role, outlet, agency or file, on one line and of a length that a name may have."""
    flat = " ".join(text.split())
    return (Piece("name", flat if len(flat) <= _LONGEST_NAME else flat[: _LONGEST_NAME - 1] + "…"),) if flat else ()


def count(n: int) -> Line:
    """A number."""
    return (Piece("count", f"{n:,}"),)
