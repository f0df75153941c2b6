"""How records become tables: read off the record types themselves, so that a field is declared once.

The rules stand at the top of ``schema.sql``. A new field of a record needs one line there and none here;
``tests/store/test_mapping.py`` says which line is missing.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from onrecord.records import (
    Actor,
    ActorLink,
    ActorMention,
    Article,
    Clause,
    DateInference,
    DateInterval,
    Event,
    Evidence,
    Figure,
    Finding,
    Place,
    Problem,
    Related,
    Run,
    Snapshot,
    Span,
    Statement,
    Story,
    SyndicationGroup,
    TimeExpression,
)

Shape = Literal["text", "integer", "flag", "real", "bytes", "json", "date", "span", "spans", "evidence", "items"]
"""What a field is: a plain value, or one of the things that the store keeps apart."""

SQL_TYPES: dict[str, str] = {
    "text": "TEXT", "integer": "INTEGER", "flag": "INTEGER", "real": "REAL", "bytes": "BLOB", "json": "TEXT",
}  # fmt: skip
"""Shapes that are one column, and the column's type."""

_PLAIN: dict[type, Shape] = {str: "text", bool: "flag", int: "integer", float: "real", bytes: "bytes"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    name: str
    """Its name, in the record and in the table."""
    shape: Shape
    """How it is kept."""
    optional: bool = False
    """Whether it may be ``None``."""
    items: Table | None = None
    """The table of its small records, for shape ``items``."""

    def columns(self) -> Iterator[tuple[str, str, bool]]:
        """Name, SQL type and whether NULL is allowed, for each column of the field."""
        if self.shape in SQL_TYPES:
            yield self.name, SQL_TYPES[self.shape], self.optional
        elif self.shape == "date":
            yield f"{self.name}_earliest", "TEXT", True
            yield f"{self.name}_latest", "TEXT", True
            yield f"{self.name}_basis", "TEXT", False


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of record and the table that keeps it."""

    name: str
    """The table."""
    kind: type[Any]
    """The record type."""
    fields: tuple[Field, ...]
    """Its fields."""
    extra: tuple[tuple[str, str, bool], ...] = ()
    """Columns that only the store knows: name, SQL type, whether NULL is allowed."""

    def columns(self) -> list[tuple[str, str, bool]]:
        """All columns: those of the store, then those of the fields."""
        return [*self.extra, *(column for field in self.fields for column in field.columns())]

    def tables(self) -> Iterator[Table]:
        """The table itself and those of its small records."""
        yield self
        for field in self.fields:
            if field.items is not None:
                yield from field.items.tables()


def make_table(kind: type[Any], name: str | None = None, extra: tuple[tuple[str, str, bool], ...] = ()) -> Table:
    """The table of a record type.

    Raises:
        TypeError: if a field has a type for which there is no rule.
    """
    table = name or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
    hints = get_type_hints(kind)
    return Table(table, kind, tuple(_field(table, field.name, hints[field.name]) for field in fields(kind)), extra)


def _field(table: str, name: str, hint: Any) -> Field:
    """The rule for one field."""
    optional = False
    if get_origin(hint) in (Union, types.UnionType):
        choices = [choice for choice in get_args(hint) if choice is not type(None)]
        optional = len(choices) < len(get_args(hint))
        hint = choices[0] if len(choices) == 1 else hint
    if get_origin(hint) is Literal:
        hint = type(get_args(hint)[0])
    if hint in _PLAIN:
        return Field(name, _PLAIN[hint], optional)
    if hint is Span:
        return Field(name, "span", optional)
    if hint is DateInterval and not optional:
        return Field(name, "date")
    if get_origin(hint) is tuple and not optional:
        return _list_field(table, name, get_args(hint))
    raise TypeError(f"there is no rule to store {table}.{name} of type {hint!r}")


def _list_field(table: str, name: str, parts: tuple[Any, ...]) -> Field:
    """The rule for a field that is a tuple."""
    if len(parts) == 2 and parts[1] is Ellipsis:
        if parts[0] is Span:
            return Field(name, "spans")
        if parts[0] is Evidence:
            return Field(name, "evidence")
        if is_dataclass(parts[0]):
            owner = (("owner", "TEXT", False), ("item", "INTEGER", False))
            assert isinstance(parts[0], type)
            return Field(name, "items", items=make_table(parts[0], f"{table}_{name}", owner))
    return Field(name, "json")


_OF_PAGE = (("article_id", "TEXT", False),)

_NUMBERED = (("number", "INTEGER", False),)

SNAPSHOT = make_table(Snapshot)
"""What was received."""
ARTICLE = make_table(Article, extra=(*_NUMBERED, ("text_digest", "TEXT", False)))
"""Its text."""
PAGE_TABLES = (
    make_table(TimeExpression),
    make_table(ActorMention),
    make_table(Statement, extra=_NUMBERED),
    make_table(Event),
    make_table(Clause),
    make_table(Figure),
    make_table(Place),
    make_table(Actor, "page_actor", _OF_PAGE),
    make_table(ActorLink, "page_actor_link", _OF_PAGE),
)
"""What stands on one page: rewritten with it."""
PILE_TABLES = (
    make_table(Actor),
    make_table(ActorLink),
    make_table(DateInference),
    make_table(SyndicationGroup),
    make_table(Story),
    make_table(Finding),
    make_table(Related),
)
"""What only the whole pile shows: written together."""
PROBLEM = make_table(Problem)
"""What failed."""
RUN = make_table(Run)
"""How it was made."""
TABLES = (SNAPSHOT, ARTICLE, *PAGE_TABLES, *PILE_TABLES, PROBLEM, RUN)
"""All of them, in the order in which they are read."""
