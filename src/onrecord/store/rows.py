"""Rows to records and back, by the rules of :mod:`onrecord.store.mapping`."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.errors import RecordError, SpanError
from onrecord.records import DateInterval, Evidence, Span
from onrecord.store.mapping import Field, Table

OWN = -1
"""The ``item`` of spans that belong to a record itself, not to a small record in a list of it."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the spans of a row belong."""

    table: str
    owner: str
    item: int


class Writer:
    """Writes records as rows, and checks every span against its text on the way.

    Args:
        connection: an open transaction.
        texts: the text of each article that spans may stand in.
    """

    def __init__(self, connection: sqlite3.Connection, texts: Mapping[str, str]) -> None:
        """Remember the texts."""
        self.connection = connection
        self.texts = texts

    def write(self, table: Table, record: Any, article_id: str | None = None, extra: Row | None = None) -> None:
        """Insert one record. One of its id may be there already, but nothing that hangs on it.

        Args:
            table: where to.
            record: the record.
            article_id: the article that its own spans stand in; ``None`` if only its evidence says which.
            extra: values of the store's own columns.

        Raises:
            RecordError: if a span does not stand in its text.
        """
        self._row(table, record, _Place(table.name, record.id, OWN), [article_id] if article_id else [], extra or {})

    def _row(self, table: Table, record: Any, place: _Place, articles: list[str], extra: Row) -> None:
        """Insert a row, its spans and its small records.

        ``articles`` are those that a span without an article of its own may stand in, the likeliest first.
        """
        row = dict(extra)
        articles = [*articles, *_evident_articles(table, record)]
        for field in table.fields:
            value = getattr(record, field.name)
            row.update(_cells(field, value))
            if found := _spans_of(field, value):
                self._spans(place, field.name, found, articles)
        self._insert(table, row)
        for field in table.fields:
            if field.items is not None:
                for number, item in enumerate(getattr(record, field.name)):
                    inner = _Place(field.items.name, place.owner, number)
                    self._row(field.items, item, inner, articles, {"owner": place.owner, "item": number})

    def _insert(self, table: Table, row: Row) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        changes = ", ".join(f'"{name}" = excluded."{name}"' for name in row if name != "id")
        conflict = f" ON CONFLICT (id) DO UPDATE SET {changes}" if "id" in row else ""
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks}){conflict}'
        try:
            self.connection.execute(statement, list(row.values()))
        except UnicodeEncodeError as why:
            raise RecordError(f"{row.get('id', table.name)}: half a surrogate pair is no character") from why

    def _spans(self, place: _Place, field: str, found: Iterable[Evidence], articles: list[str]) -> None:
        rows = []
        for number, piece in enumerate(found):
            span = piece.span
            # Only evidence names its article; a date of a record that reaches across pages stands in one of its pages.
            choices = [piece.article_id] if piece.article_id else articles
            article_id = next((name for name in choices if span.holds(self.texts.get(name, ""))), None)
            if article_id is None:
                raise SpanError(
                    f"{place.table} {place.owner}: {field} quotes {span.exact!r} at {span.start}:{span.end}, which "
                    f"{' or '.join(choices) or 'no article'} does not say"
                )
            rows.append(
                (place.table, place.owner, place.item, field, number, article_id, span.start, span.end, span.exact,
                 piece.record_id)
            )  # fmt: skip
        self.connection.executemany("INSERT INTO span VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _evident_articles(table: Table, record: Any) -> list[str]:
    """The articles that a record's evidence names, in order."""
    named = [
        piece.article_id for field in table.fields if field.shape == "evidence" for piece in getattr(record, field.name)
    ]
    return list(dict.fromkeys(named))


def _spans_of(field: Field, value: Any) -> list[Evidence]:
    """The spans of a field; those that do not name their article have an empty one."""
    if field.shape == "evidence":
        return list(value)
    spans: tuple[Span, ...] = ()
    if field.shape == "span" and value is not None:
        spans = (value,)
    elif field.shape == "spans":
        spans = value
    elif field.shape == "date":
        spans = value.evidence
    return [Evidence("", span) for span in spans]


def _cells(field: Field, value: Any) -> Row:
    """The columns of a field."""
    if field.shape == "date":
        name = field.name
        return {f"{name}_earliest": value.earliest, f"{name}_latest": value.latest, f"{name}_basis": value.basis}
    if field.shape == "json":
        return {field.name: json.dumps(value, ensure_ascii=False)}
    if field.shape == "bytes":
        return {field.name: zlib.compress(value, 6)}
    if field.shape == "flag" and value is not None:
        return {field.name: int(value)}
    if field.shape in ("text", "integer", "real"):
        return {field.name: value}
    return {}


class Reader:
    """Makes records of rows. A span can be made only of the text that it quotes, so none can come out wrong.

    Args:
        connection: the file.
        texts: the text of each article, by id.
        article_id: read what stands on this article alone, or the snapshot of this id; ``None`` for all.
    """

    def __init__(self, connection: sqlite3.Connection, texts: Mapping[str, str], article_id: str | None = None) -> None:
        """Remember the texts."""
        self.connection = connection
        self.texts = texts
        self.article_id = article_id

    def read(self, table: Table) -> Iterator[Any]:
        """The records of a table, in the order in which they were written.

        Raises:
            RecordError: if a row holds what no record can be.
        """
        for _, _, record in self._records(table):
            yield record

    def _records(self, table: Table) -> Iterator[tuple[str, int, Any]]:
        """The records of a table with their owner and place in its list, for small records."""
        spans = self._spans(table)
        items = {field.name: self._items(field.items) for field in table.fields if field.items is not None}
        small = any(name == "owner" for name, _, _ in table.extra)
        where, given = self._where(table, small)
        order = "owner, item" if small else "rowid"
        cursor = self.connection.execute(f'SELECT * FROM "{table.name}"{where} ORDER BY {order}', given)
        columns = {column[0]: place for place, column in enumerate(cursor.description)}
        readers = [
            _of_items(items[field.name]) if field.items is not None else _reader(field, columns)
            for field in table.fields
        ]
        key = columns["owner" if small else "id"]
        place = columns.get("item")
        for row in cursor:
            owner: str = row[key]
            item: int = OWN if place is None else row[place]
            own = spans.get((owner, item), _NO_SPANS)
            yield owner, item, table.kind(*[read(row, own, owner) for read in readers])

    def _where(self, table: Table, small: bool) -> tuple[str, list[str]]:
        """Which rows of a table are read, and the values for it."""
        if self.article_id is None:
            return "", []
        if small:
            parent = table.name.rpartition("_")[0]
            key = "id" if parent == "article" else "article_id"
            return f' WHERE owner IN (SELECT id FROM "{parent}" WHERE {key} = ?)', [self.article_id]
        key = "id" if table.name in ("article", "snapshot") else "article_id"
        return f" WHERE {key} = ?", [self.article_id]

    def _items(self, table: Table) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for owner, _, record in self._records(table):
            found[owner].append(record)
        return found

    def _spans(self, table: Table) -> dict[tuple[str, int], dict[str, list[Any]]]:
        """The spans of a table's rows, those of evidence with their articles: by owner and item, then by field."""
        found: dict[tuple[str, int], dict[str, list[Any]]] = defaultdict(dict)
        evidence = {field.name for field in table.fields if field.shape == "evidence"}
        # The plus keeps SQLite from going through all spans of the table to find those of one article.
        where, given = "owner_table = ?", [table.name]
        if self.article_id is not None:
            where, given = "+owner_table = ? AND article_id = ?", [table.name, self.article_id]
        rows = self.connection.execute(
            'SELECT owner, item, field, article_id, start, "end", exact, record_id FROM span '
            f"WHERE {where} ORDER BY owner, item, field, seq",
            given,
        )
        for owner, item, field, article_id, start, end, exact, record_id in rows:
            text = self.texts.get(article_id)
            if text is None:
                raise RecordError(f"{table.name} {owner} quotes the article {article_id}, which is not in the record")
            span = Span(start, end, text)
            if span.exact != exact:
                raise SpanError(
                    f"{table.name} {owner} quotes {exact!r} at {start}:{end} of {article_id}, which says {span.exact!r}"
                )
            piece = Evidence(article_id, span, record_id) if field in evidence else span
            found[owner, item].setdefault(field, []).append(piece)
        return found


_Read = Callable[[tuple[Any, ...], Mapping[str, list[Any]], str], Any]
"""What makes a field's value of a row, of the spans of the row by field, and of the name of whose row it is."""
_NO_SPANS: Mapping[str, list[Any]] = {}


def _of_items(items: Mapping[str, list[Any]]) -> _Read:
    """The small records of a list, which have been read."""
    return lambda _row, _spans, owner: tuple(items.get(owner, ()))


def _reader(field: Field, columns: Mapping[str, int]) -> _Read:
    """What makes a field's value; ``columns`` has the place of each column in a row. Made once for all rows."""
    name = field.name
    if field.shape in ("spans", "evidence"):
        return lambda _row, spans, _owner: tuple(spans.get(name, ()))
    if field.shape == "span":
        return lambda _row, spans, owner: _one_span(field, spans.get(name), owner)
    if field.shape == "date":
        first, last, basis = (columns[f"{name}_{end}"] for end in ("earliest", "latest", "basis"))
        return lambda row, spans, _: DateInterval(row[first], row[last], row[basis], tuple(spans.get(name, ())))
    place = columns[name]
    if field.shape == "flag":
        return lambda row, _spans, _owner: None if row[place] is None else bool(row[place])
    if field.shape in ("json", "bytes"):
        return lambda row, _spans, owner: None if row[place] is None else _unpacked(field, row[place], owner)
    return lambda row, _spans, _owner: row[place]


def _one_span(field: Field, found: list[Span] | None, owner: str) -> Span | None:
    """The span of a field that has one."""
    if found:
        return found[0]
    if not field.optional:
        raise RecordError(f"{owner}: the words of {field.name} are missing")
    return None


def _unpacked(field: Field, value: Any, owner: str) -> Any:
    """A list or bytes out of their cell."""
    try:
        if field.shape == "bytes":
            return zlib.decompress(value)
        return () if value == "[]" else _tuples(json.loads(value))
    except (ValueError, zlib.error) as why:
        raise RecordError(f"{owner}: {field.name} cannot be read: {why}") from why


def _tuples(value: Any) -> Any:
    """Lists as tuples, at every depth."""
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
