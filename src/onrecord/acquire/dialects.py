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


def _fit(sample: str, dialect: Dialect, columns: Columns) -> tuple[bool, int, float, bool]:
    """How well a dialect fits, to be compared: text column, fields known, share of even rows, several columns."""
    reader = csv.reader(
        io.StringIO(sample, newline=""), delimiter=dialect.delimiter, quoting=dialect.quoting
    )  # fmt: skip
    try:
        rows = [row for row in islice(reader, _ROWS) if row]
    except csv.Error:
        return (False, 0, 0.0, False)
    if not rows:
        return (False, 0, 0.0, False)
    header, body = rows[0], rows[1:]
    known = columns.known(header)
    even = sum(len(row) == len(header) for row in body) / len(body) if body else 1.0
    return ("text" in known, len(known), even, len(header) > 1)
