"""Tables of pages: CSV and its relatives, JSON, and JSON lines. A row is a page.

CSV and JSON lines are read row by row, so a table may be larger than memory: only its cells are held to
``max_file_bytes``, and its rows to ``max_archive_members``. A JSON file is one value and is held to
``max_file_bytes`` as a whole.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from onrecord.acquire.archives import too_many
from onrecord.acquire.columns import Columns, Row, columns_for, flat, is_listing, no_text_column
from onrecord.acquire.dialects import Dialect, find_dialect
from onrecord.acquire.encoding import Basis, check_text, find_encoding
from onrecord.acquire.limits import RefusedError, problem, too_large
from onrecord.acquire.listings import LONGEST_CELL, as_listed, gdelt_kind, gdelt_rows
from onrecord.acquire.ninjs import is_ninjs, ninjs_pairs
from onrecord.acquire.sources import Source, cell, empty
from onrecord.records import Problem, Snapshot
from onrecord.settings import Settings

Found = Iterator[Snapshot | Problem]

_LOOK = 20
"""Rows of JSON lines in which a text is looked for before the whole file is refused."""
_SAMPLE = 1 << 16
"""Characters of a CSV file that its dialect is judged by."""


def read_csv(source: Source, settings: Settings) -> Found:
    """The rows of a table with a header line; ``table.csv#1`` is the first row below it.

    Raises:
        RefusedError: ``empty_file``, ``no_text_column`` or ``bad_table``.
        OSError: if it cannot be read.
    """
    columns = columns_for(settings)
    encoding = source.encoding()
    with source.text(encoding) as stream:
        sample = stream.read(_SAMPLE)
    if sample.count("\x00") > len(sample) // 100:
        check_text(sample)
    if (kind := gdelt_kind(sample.partition("\n")[0].rstrip("\r").split("\t"))) is not None:
        with source.text(encoding) as stream:
            table = CsvTable(stream, Dialect("\t", csv.QUOTE_NONE), settings.max_file_bytes)
            yield from _limited(source, _gdelt(source, kind, table, encoding.basis), settings)
        return
    dialect = find_dialect(sample, source.name.lower().endswith((".tsv", ".tab")), columns)
    with source.text(encoding) as stream:
        table = CsvTable(stream, dialect, settings.max_file_bytes)
        header = next((row for row in table if any(name.strip() for name in row)), None)
        if header is None:
            raise empty()
        known = columns.known(header)
        if "text" not in known and not (is_listing(known) and _short_cells(sample, dialect)):
            raise no_text_column(header)
        yield from _limited(source, _csv_rows(source, header, table, columns, encoding.basis), settings)


def read_json(source: Source, settings: Settings) -> Found:
    """The pages of a JSON file: one object, an array of objects, or an object that holds such an array.

    A file of one object is ``page.json``; the objects of an array are ``list.json#1`` and on. A file
    that holds one object a line is read as JSON lines.

    Raises:
        RefusedError: ``empty_file``, ``not_text``, ``bad_table``, ``no_text_column`` or ``too_large``.
        OSError: if it cannot be read.
    """
    columns = columns_for(settings)
    data = source.read(settings.max_file_bytes)
    encoding = find_encoding(data, markup=False)
    text = data.decode(encoding.codec, "replace").removeprefix("\ufeff")
    check_text(text)
    if not text.strip():
        raise empty()
    try:
        value = _loads(text)
    except RefusedError:
        if not _is_json_lines(text):
            raise
        yield from read_jsonl(source, settings)
        return
    found = objects_of(value, columns)
    if isinstance(found, Mapping):
        _check_objects([found], columns)
        yield _page(source.path, _sorted(found, columns), encoding.basis)
        return
    if not found:
        raise RefusedError("empty_file", "the file holds an empty list")
    _check_objects(found, columns)
    numbered = ((f"{source.path}#{number}", item) for number, item in enumerate(found, 1))
    yield from _limited(source, (_object(path, item, columns, encoding.basis) for path, item in numbered), settings)


def read_jsonl(source: Source, settings: Settings) -> Found:
    """The objects of a file with one JSON object a line; ``list.jsonl#1`` is the first line.

    Raises:
        RefusedError: ``empty_file`` or ``no_text_column``.
        OSError: if it cannot be read.
    """
    columns = columns_for(settings)
    encoding = source.encoding()
    with source.text(encoding) as stream:
        items = _json_lines(stream, source, settings.max_file_bytes)
        ahead = list(islice(items, _LOOK))
        if not ahead:
            raise empty()
        if any(isinstance(item, Mapping) for _, item in ahead):
            _check_objects([item for _, item in ahead], columns)
        found = (_object(path, item, columns, encoding.basis) for path, item in chain(ahead, items))
        yield from _limited(source, found, settings)


def objects_of(value: object, columns: Columns, depth: int = 3) -> Mapping[str, object] | Sequence[object]:
    """The object that is a page, or the array of such objects, in a JSON value.

    An object with a text of its own is a page; otherwise its one array of objects is looked for, in it
    and in the objects below it (``{"response": {"docs": [...]}}``).

    Raises:
        RefusedError: ``bad_table`` if the value holds several such arrays, or is none of these.
    """
    if isinstance(value, list):
        if value and not any(isinstance(item, Mapping) for item in value):
            raise RefusedError(
                "bad_table", "the JSON file holds a list, but not of objects, so no page can be found in it"
            )
        return value
    if not isinstance(value, Mapping):
        raise RefusedError("bad_table", "the JSON file holds neither an object nor a list of objects")
    if _sorted(value, columns).text:
        return value
    arrays = [
        item for item in value.values() if isinstance(item, list) and any(isinstance(one, Mapping) for one in item)
    ]
    if len(arrays) > 1:
        with_text = [array for array in arrays if _has_text(array, columns)]
        if len(with_text) != 1:
            raise RefusedError("bad_table", "the JSON file holds several lists of objects; give one list a file")
        arrays = with_text
    if arrays:
        return arrays[0]
    below = [item for item in value.values() if isinstance(item, Mapping)]
    if depth and len(below) == 1:
        inner = objects_of(below[0], columns, depth - 1)
        if isinstance(inner, list) or _sorted(below[0], columns).text:
            return inner
    return value


def _has_text(array: Sequence[object], columns: Columns) -> bool:
    return any(isinstance(item, Mapping) and _sorted(item, columns).text for item in array[:_LOOK])


def _sorted(item: Mapping[str, object], columns: Columns) -> Row:
    """A JSON object as a row; one without a text that names a page is a page without a body."""
    row = columns.sort(ninjs_pairs(item) if is_ninjs(item) else flat(item))
    if row.text:
        return row
    names = [name for name, value in item.items() if not isinstance(value, Mapping | list)]
    short = all(len(value) <= LONGEST_CELL for value in item.values() if isinstance(value, str))
    return as_listed(row) if short and is_listing(columns.known(names)) else row


def _check_objects(items: Sequence[object], columns: Columns) -> None:
    """Refuse objects of which none has a text.

    Raises:
        RefusedError: ``no_text_column``.
    """
    objects = [item for item in items if isinstance(item, Mapping)]
    if not any(_sorted(item, columns).text for item in objects):
        raise no_text_column(dict.fromkeys(name for item in objects for name in item))


def _short_cells(sample: str, dialect: Dialect) -> bool:
    """Whether no cell at the beginning of a CSV file is long enough to be the text of a page."""
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=dialect.delimiter, quoting=dialect.quoting)
    try:
        return all(len(value) <= LONGEST_CELL for row in islice(rows, _LOOK) for value in row)
    except csv.Error:
        return False


def _gdelt(source: Source, kind: str, rows: Iterable[list[str]], basis: Basis) -> Found:
    """The pages that a file of GDELT names."""
    try:
        for number, row in enumerate(gdelt_rows(kind, rows), 1):
            if row is not None:
                yield _page(f"{source.path}#{number}", row, basis)
    except csv.Error as why:
        yield problem(source.path, RefusedError("bad_table", f"the table cannot be read to its end: {why}"))


class CsvTable:
    """The rows of a CSV stream."""

    def __init__(self, stream: io.TextIOWrapper, dialect: Dialect, limit: int) -> None:
        """Read from ``stream``; no line and no cell may be longer than ``limit``."""
        self._stream = stream
        self._limit = limit
        self._reader = csv.reader(self._lines(), delimiter=dialect.delimiter, quoting=dialect.quoting)
        self._ended = False
        for _ in range(dialect.skip):
            stream.readline(limit)

    @property
    def cut(self) -> bool:
        """Whether the row given last was ended by the end of the file, within quotation marks."""
        return self._ended

    def __iter__(self) -> Iterator[list[str]]:
        """The rows, blank lines as empty lists."""
        return self

    def __next__(self) -> list[str]:
        """The next row.

        Raises:
            csv.Error: if the table cannot be read on.
        """
        # The limit of a field is one number for the whole process, so it is put back at once.
        before = csv.field_size_limit(self._limit)
        try:
            return next(self._reader)
        finally:
            csv.field_size_limit(before)

    def _lines(self) -> Iterator[str]:
        while line := self._stream.readline(self._limit + 1):
            if len(line) > self._limit:
                raise too_large(self._limit)
            yield line
        # The reader asks for a line beyond the last only between two rows, or within quotation marks.
        self._ended = True


def _csv_rows(source: Source, header: list[str], table: CsvTable, columns: Columns, basis: Basis) -> Found:
    """The rows below the header; what is wrong with one costs that row alone."""
    number = 0
    listing = is_listing(columns.known(header))
    try:
        for row in table:
            number += bool(row)
            if not any(value.strip() for value in row):
                continue
            path = f"{source.path}#{number}"
            try:
                _check_row(row, header, table.cut)
                found = columns.sort(zip(header, row, strict=False))
                yield _page(path, as_listed(found) if listing else found, basis)
            except RefusedError as why:
                yield problem(path, why)
    except csv.Error as why:
        said = "a cell is larger than the setting max_file_bytes" if "field larger" in str(why) else str(why)
        reason = f"the table cannot be read beyond row {number}: {said}; look for a quotation mark that is not closed"
        yield problem(source.path, RefusedError("bad_table", reason))
    if not number:
        yield problem(source.path, RefusedError("empty_file", "the table has a header, but no rows"))


def _check_row(row: list[str], header: list[str], cut: bool) -> None:
    """Refuse a row whose cells do not stand under the right names."""
    if cut:
        raise RefusedError("bad_row", "a quotation mark is opened in this row and never closed; close it, or double it")
    if len(row) > len(header) and any(value.strip() for value in row[len(header) :]):
        raise RefusedError(
            "bad_row",
            f"the row has {len(row)} cells and the header {len(header)}, so a text may be cut at a separator; "
            "put cells that hold the separator in quotation marks",
        )


def _json_lines(stream: io.TextIOWrapper, source: Source, limit: int) -> Iterator[tuple[str, object]]:
    """The path and the value of each line that is not blank; a :class:`RefusedError` in place of no value."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        whole = len(line) <= limit
        while len(line) > limit and not line.endswith("\n"):
            line = stream.readline(limit + 1)
        line = line.strip("\ufeff \t\r\n")
        if not line and whole:
            continue
        path = f"{source.path}#{number}"
        if not whole:
            yield path, too_large(limit)
            continue
        try:
            yield path, _loads(line)
        except RefusedError as why:
            yield path, why


def _object(path: str, item: object, columns: Columns, basis: Basis) -> Snapshot | Problem:
    """The page that a JSON object is."""
    if isinstance(item, RefusedError):
        return problem(path, item)
    if not isinstance(item, Mapping):
        return problem(path, RefusedError("bad_row", "this is no JSON object, so it holds no page"))
    try:
        return _page(path, _sorted(item, columns), basis)
    except RefusedError as why:
        return problem(path, why)


def _page(path: str, row: Row, basis: Basis) -> Snapshot:
    """The snapshot of a row."""
    if not row.text:
        raise RefusedError("no_text", "the row has no text")
    check_text(row.text)
    return cell(path, row.text, row.media_type, basis, row.fields)


def _limited(source: Source, found: Found, settings: Settings) -> Found:
    """As many rows as the settings allow."""
    limit = settings.max_archive_members
    yield from islice(found, limit)
    if next(found, None) is not None:
        yield problem(source.path, too_many(None, limit))


def _loads(text: str) -> object:
    """The value of a JSON text.

    Raises:
        RefusedError: ``bad_table``, with the line and column at which it breaks.
    """
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as why:
        place = f"line {why.lineno}, column {why.colno}"
        raise RefusedError("bad_table", f"the JSON is broken at {place}: {why.msg}") from why
    except RecursionError as why:
        raise RefusedError("bad_table", "the JSON is nested too deep to be read") from why
    except ValueError as why:
        raise RefusedError("bad_table", f"the JSON cannot be read: {why}") from why
    return value


def _is_json_lines(text: str) -> bool:
    """Whether the first line with text is a JSON object by itself, and not the only one."""
    first, _, rest = text.strip().partition("\n")
    if not rest:
        return False
    try:
        return isinstance(_loads(first), dict)
    except RefusedError:
        return False
