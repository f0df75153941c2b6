"""How a CSV file is written: which separator, and whether quotation marks quote.

``csv.Sniffer`` of the standard library goes by letter counts and fails on running text. Here each way of
reading is tried on the beginning of the file, and the one counts whose header names fields that are
known and whose rows are as long as the header.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from onrecord.acquire.columns import Columns

_ROWS = 200
"""Rows that are compared."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way of reading a CSV file."""

    delimiter: str
    """The separator of cells."""
    quoting: Literal[0, 3]
    """``csv.QUOTE_MINIMAL``, or ``csv.QUOTE_NONE`` where a quotation mark is a character like others."""
    skip: int = 0
    """Lines before the header."""


def find_dialect(sample: str, tabs_first: bool, columns: Columns) -> Dialect:
    """The dialect that fits the beginning of a file best; of equals, commas (tabs if the name says so) and quotes."""
    first, _, rest = sample.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        # A line that Excel writes and reads; it names the separator outright.
        named = Dialect(first[4], csv.QUOTE_MINIMAL, 1)
        plain = Dialect(first[4], csv.QUOTE_NONE, 1)
        return max((named, plain), key=lambda dialect: _fit(rest, dialect, columns))
    order = "\t,;|" if tabs_first else ",;\t|"
    tried = [reading for mark in order for reading in (Dialect(mark, csv.QUOTE_MINIMAL), Dialect(mark, csv.QUOTE_NONE))]
    return max(tried, key=lambda dialect: _fit(sample, dialect, columns))


def _fit(sample: str, dialect: Dialect, columns: Columns) -> tuple[bool, int, float, bool, bool]:
    """How well a dialect fits, to be compared.

    Whether a text column is known, how many fields are, which share of the rows is as long as the header,
    whether quotation marks stand as the dialect has it, and whether there are several columns.
    """
    rows = _rows(sample, dialect, strict=False)
    if not rows:
        return (False, 0, 0.0, False, False)
    header, body = rows[0], rows[1:]
    known = columns.known(header)
    even = sum(len(row) == len(header) for row in body) / len(body) if body else 1.0
    if dialect.quoting == csv.QUOTE_NONE:
        quotes = not any(len(cell) > 1 and cell[0] == cell[-1] == '"' for row in rows for cell in row)
    else:
        quotes = bool(_rows(sample, dialect, strict=True))
    return ("text" in known, len(known), even, quotes, len(header) > 1)


def _rows(sample: str, dialect: Dialect, strict: bool) -> list[list[str]]:
    """The first rows, or none if they cannot be read: with ``strict``, if something stands after a closing quote."""
    reader = csv.reader(
        io.StringIO(sample, newline=""), delimiter=dialect.delimiter, quoting=dialect.quoting, strict=strict
    )
    rows: list[list[str]] = []
    try:
        rows.extend(row for row in islice(reader, _ROWS) if row)
    except csv.Error as why:
        # The sample may end within a quoted cell.
        return rows if "unexpected end" in str(why) else []
    return rows
