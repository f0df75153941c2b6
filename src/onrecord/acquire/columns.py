"""Which column of a table holds what: the user's own names first, then those of ``codebooks/columns.toml``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from onrecord.acquire.languages import language_code
from onrecord.acquire.limits import RefusedError, scalar
from onrecord.codebooks.book import Book, book
from onrecord.errors import UsageError
from onrecord.settings import Settings

FIELDS = ("text", "title", "published", "url", "publisher", "authors", "language")
"""What a column can be mapped to: the text of a page, and what the sender says about it."""

Pairs = Iterable[tuple[str, str]]

_OWN = -1
"""Rank of a column that the user mapped: before all names of the codebook."""

_MISSING = frozenset({"", "nan", "nat", "none", "null", "n/a", "na", "<na>", "nil"})
"""How programs write that a cell is empty."""

_REMEMBERED = 10_000
"""Names whose meaning is kept: a table has few, a file made to do harm has new ones in each row."""

_URL = re.compile(r"https?://\S+$", re.I)
_TAG = re.compile(
    r"<!doctype html"
    r"|</(?:p|div|a|b|i|u|em|strong|span|h[1-6]|ul|ol|li|table|article|section|blockquote|figure|body|html)>"
    r"|<br ?/?>|<(?:p|div|img|span)\b[^<>]*>",
    re.I,
)
_TAGS_IN = 20_000
"""Characters in which tags are looked for."""

_INNER = ("name", "main", "original", "value", "text", "@value", "title", "rendered", "url", "id")
"""Keys of an object that stands where a text is expected, best first: ``{"author": {"name": ...}}``."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, sorted by field."""

    text: str
    """The text of the page, or an empty string."""
    media_type: str
    """``text/html`` if the text is HTML, otherwise ``text/plain``."""
    fields: tuple[tuple[str, str], ...]
    """The rest, in the order of :data:`FIELDS`, as ``Snapshot.fields``."""


@dataclass(slots=True)
class Columns:
    """The meaning of column names under the user's settings."""

    own: Mapping[str, str]
    """The user's columns, as compared -> field."""
    _ranks: dict[str, tuple[str, int] | None] = field(default_factory=dict)

    def rank(self, name: str) -> tuple[str, int] | None:
        """The field of a column, and its place among the columns of this field; ``None`` if it has none."""
        if name in self._ranks:
            return self._ranks[name]
        key = compared(name)
        mapped = self.own.get(key)
        found = (mapped, _OWN) if mapped else codebook().get(key)
        if len(self._ranks) < _REMEMBERED:
            self._ranks[name] = found
        return found

    def known(self, names: Iterable[str]) -> set[str]:
        """The fields that columns of these names hold."""
        return {found[0] for name in names if (found := self.rank(name)) is not None}

    def sort(self, pairs: Pairs) -> Row:
        """A row, given as (column, value): for each field the first column that is not empty.

        Where the user mapped a column to a field, no other column stands in for it. A publisher that is
        a web address is taken as the page's address.
        """
        held: dict[str, list[tuple[int, str]]] = {}
        for name, value in pairs:
            if (found := self.rank(name)) is not None:
                held.setdefault(found[0], []).append((found[1], value))
        best: dict[str, str] = {}
        for name, values in held.items():
            own = [value for value in values if value[0] == _OWN]
            for _, value in sorted(own or values, key=lambda item: item[0]):
                if value.strip().casefold() in _MISSING:
                    continue
                if name == "publisher" and _URL.match(value.strip()):
                    best.setdefault("url", value.strip())
                    continue
                if name == "language":
                    # A name that no table of languages knows says less than the text itself.
                    if (code := language_code(value)) is not None:
                        best[name] = code
                        break
                    continue
                if name == "url" or name not in best:
                    best[name] = value if name == "text" else " ".join(value.split())
                    break
        text = best.pop("text", "")
        kind = "text/html" if is_html(text) else "text/plain"
        return Row(text, kind, tuple((name, best[name]) for name in FIELDS if name in best))


def columns_for(settings: Settings) -> Columns:
    """The columns under these settings.

    Raises:
        UsageError: if the settings map a column to something that is no field.
    """
    for column, target in settings.column_map:
        if target not in FIELDS:
            raise UsageError(f"column {column!r} cannot be mapped to {target!r}; the fields are {', '.join(FIELDS)}")
    return Columns({compared(column): target for column, target in settings.column_map})


def is_listing(known: Iterable[str]) -> bool:
    """Whether columns of these fields name pages without holding them: an address and a title, and no text."""
    return {"url", "title"} <= set(known) and "text" not in known


def no_text_column(names: Iterable[str]) -> RefusedError:
    """The refusal of a table whose columns are called ``names``."""
    listed = [" ".join(name.split())[:40] for name in names if name.strip()]
    more = f" and {len(listed) - 12} more" if len(listed) > 12 else ""
    found = ", ".join(repr(name) for name in listed[:12]) + more if listed else "none with a name"
    return RefusedError(
        "no_text_column",
        f"no column of the table is known to hold the text of a page; the columns are {found}; "
        "name the one with --map COLUMN=text",
    )


def compared(name: str) -> str:
    """A column name as it is compared: letters and digits in lower case."""
    return "".join(character for character in name.casefold() if character.isalnum())


def is_html(text: str) -> bool:
    """Whether a cell holds HTML: two tags or more, so that one quoted tag does not make it so."""
    tags = _TAG.finditer(text, 0, _TAGS_IN)
    return next(tags, None) is not None and next(tags, None) is not None


def flat(item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The (name, value) pairs of a JSON object; an object below it lends its own keys as well."""
    for name, value in item.items():
        yield name, plain(value)
        if isinstance(value, Mapping):
            yield from ((str(key), plain(inner)) for key, inner in value.items())


def plain(value: object) -> str:
    """A JSON value as text: paragraphs and names of a list together, an object by the key that names it."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list):
        parts = [part for item in value[:10_000] if not isinstance(item, list) and (part := plain(item))]
        return ("\n\n" if any(len(part) > 100 for part in parts) else "; ").join(parts)
    if isinstance(value, Mapping):
        return next((scalar(inner) for key in _INNER if isinstance(inner := value.get(key), str) and inner), "")
    return json.dumps(value)


@cache
def codebook() -> Mapping[str, tuple[str, int]]:
    """Column name as compared -> field, and its place in the list of that field.

    Raises:
        UsageError: if an entry is malformed or stands under two fields; the message names file, line and reason.
    """
    return parse_columns(book("columns.toml"))


def parse_columns(found: Book) -> Mapping[str, tuple[str, int]]:
    """The columns of a codebook, as :func:`codebook` gives them.

    Raises:
        UsageError: if an entry is malformed or stands under two fields.
    """
    ranks: dict[str, tuple[str, int]] = {}
    for target, names in found.data.items():
        if target not in FIELDS or not isinstance(names, list):
            raise found.wrong(target, target, f"must be one of {', '.join(FIELDS)}, with a list of names")
        for place, name in enumerate(names):
            key = compared(name) if isinstance(name, str) else ""
            if not key or (key in ranks and ranks[key][0] != target):
                raise found.wrong(target, str(name), "is empty, no text, or stands under two fields")
            ranks.setdefault(key, (target, place))
    return ranks
