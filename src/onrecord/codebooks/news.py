"""Loads the codebooks about the press and the calendar of pages: ``agencies.toml`` and ``months.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.codebooks.book import Book, book, line_of
from onrecord.errors import UsageError


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency."""

    name: str
    """The name to show."""
    forms: tuple[str, ...]
    """Other names, read anywhere."""
    sign: tuple[str, ...]
    """Short forms, read in bylines, datelines and credits alone."""


@cache
def agencies() -> tuple[Agency, ...]:
    """The agencies of ``agencies.toml``."""
    return parse_agencies(book("agencies.toml"))


def parse_agencies(found: Book) -> tuple[Agency, ...]:
    """The agencies of a book.

    Raises:
        UsageError: if an entry is malformed, or a form is of two agencies; the message names file, line and reason.
    """
    entries: list[Agency] = []
    of: dict[str, str] = {}
    for item in found.data.get("agency", []):
        name, forms, sign = item.get("name"), item.get("forms"), item.get("sign")
        if not isinstance(name, str) or not name or not _texts(forms) or not _texts(sign):
            raise UsageError(
                f"codebook {found.name}, line {_line(found, item)}: {item!r} needs a name, a list forms and a list sign"
            )
        agency = Agency(name, tuple(forms), tuple(sign))
        for form in (name, *forms, *sign):
            if of.setdefault(form, name) != name:
                number = line_of(found.text, form, last=True)
                raise UsageError(
                    f"codebook {found.name}, line {number}: {form!r} is of {name} here and of {of[form]} before"
                )
        entries.append(agency)
    return tuple(entries)


def _line(found: Book, item: Mapping[str, Any]) -> int:
    words = [word for word in _flat(item) if word in found.text]
    return line_of(found.text, min(words, key=found.text.count)) if words else 0


def _flat(item: Mapping[str, Any]) -> Iterator[str]:
    for value in item.values():
        yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one)


@cache
def months() -> Mapping[str, Any]:
    """The entries of ``months.toml``."""
    return check_months(book("months.toml"))


def check_months(found: Book) -> Mapping[str, Any]:
    """The entries of a book of months.

    Raises:
        UsageError: if there are not twelve months and seven weekdays, or one word names two; the message names file,
            line and reason.
    """
    for section, count in (("months", 12), ("weekdays", 7)):
        lists = found.data.get(section)
        if not isinstance(lists, list) or len(lists) != count or not all(map(_texts, lists)):
            number = line_of(found.text, section)
            raise UsageError(f"codebook {found.name}, line {number}: {section} must be {count} lists of names")
        seen: dict[str, int] = {}
        for place, names in enumerate(lists):
            for name in names:
                if seen.setdefault(name, place) != place:
                    number = line_of(found.text, name, last=True)
                    raise UsageError(f"codebook {found.name}, line {number}: {name!r} names two of the {section}")
    return found.data


def _texts(listed: object) -> bool:
    return isinstance(listed, list) and all(isinstance(one, str) and one for one in listed)
