"""Tables as JSON lines: one object a row, all columns in every row, ``null`` for what is not known. UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO

from onrecord.export.tables import Row, Table

SUFFIX = ".jsonl"
"""Ending of the files."""
NEEDS: tuple[str, ...] = ()
"""Libraries that must be installed."""


def write(table: Table, rows: Iterable[Row], stream: IO[bytes], *, raw: bool = False) -> int:  # noqa: ARG001
    """Write rows and return how many were written. ``raw`` changes nothing: JSON is always exact."""
    number = 0
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False, allow_nan=False).encode() + b"\n")
        number += 1
    return number
