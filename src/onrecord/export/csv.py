"""Tables as CSV (RFC 4180), in two forms.

For spreadsheets: with a byte order mark, without which Excel takes UTF-8 for something else, and with an apostrophe
before every text that a spreadsheet would take for a formula. Raw: each value exactly as it is, without a mark.

In both, texts stand in quotation marks and what is not known is an empty cell without them, so that an empty text
and no text can be told apart; lists are JSON. Rows end in CR LF. The standard library's writer is not used because
it cannot tell those two apart before Python 3.12, and quotes differently from version to version.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import IO, Any

from onrecord.export.tables import Column, Row, Table

SUFFIX = ".csv"
"""Ending of the files."""
NEEDS: tuple[str, ...] = ()
"""Libraries that must be installed."""
MARK = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8."""
LONGEST = 32_767
"""Characters that Excel keeps of a cell."""

_STARTS_FORMULA = frozenset("=+-@＝＋－＠")  # with their full-width forms, which some locales take for the same
_STARTS_FIELD = frozenset("\t\r\n\0")


def write(table: Table, rows: Iterable[Row], stream: IO[bytes], *, raw: bool = False) -> int:
    """Write a line of names and then rows; return how many rows were written.

    Args:
        table: what the columns are.
        rows: its rows.
        stream: where to.
        raw: whether the values are to be exact instead of safe in a spreadsheet.
    """
    columns = [column for column in table.columns if raw or column.sheet]
    if not raw:
        stream.write(MARK)
    stream.write(_line(column.name for column in columns))
    number = 0
    for row in rows:
        stream.write(_line(cell(column, row[column.name], raw=raw) for column in columns))
        number += 1
    return number


def cell(column: Column, value: Any, *, raw: bool) -> str:
    """One cell, with its quotation marks."""
    if value is None:
        return ""
    if column.type == "flag":
        return "true" if value else "false"
    if column.type in ("integer", "real"):
        return repr(value)
    text = json.dumps(value, ensure_ascii=False, allow_nan=False) if isinstance(value, list) else str(value)
    return quoted(text if raw else harmless(text))


def quoted(text: str) -> str:
    """The text in quotation marks, its own doubled."""
    return '"' + text.replace('"', '""') + '"'


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: with an apostrophe in front if one might.

    Blanks and invisible characters before the sign do not help, because some programs drop them.
    """
    if not text:
        return text
    first = next((char for char in text if not _unseen(char)), "")
    return "'" + text if text[0] in _STARTS_FIELD or first in _STARTS_FORMULA else text


def _unseen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cc", "Cf")


def _line(cells: Iterable[str]) -> bytes:
    return ",".join(cells).encode() + b"\r\n"
