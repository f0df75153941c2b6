"""Tables as Parquet, through Arrow: typed columns, days as dates without a clock, codes as dictionaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from onrecord.export.arrow import arrow_table, need
from onrecord.export.tables import Row, Table

SUFFIX = ".parquet"
"""Ending of the files."""
NEEDS: tuple[str, ...] = ("pyarrow",)
"""Libraries that must be installed."""


def write(table: Table, rows: Iterable[Row], stream: IO[bytes], *, raw: bool = False) -> int:  # noqa: ARG001
    """Write rows and return how many were written. ``raw`` changes nothing: Parquet is always exact.

    Raises:
        CapabilityError: if pyarrow is not installed.
    """
    made = arrow_table(table, rows)
    need("pyarrow.parquet").write_table(made, stream, compression="zstd")
    return int(made.num_rows)
