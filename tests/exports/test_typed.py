"""JSON lines and Parquet: exact values and types, read back by the programs that people use."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import CapabilityError, UsageError
from onrecord.export.arrow import to_arrow, to_frame
from onrecord.export.rows import Rows
from onrecord.export.save import export
from onrecord.export.tables import TABLES, Column
from onrecord.records import Records
from tests.exports.conftest import hostile


def library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        pytest.skip(f"{name} is not installed: nobody has checked that it reads our files")


def plain(column: Column, value: Any) -> Any:
    """A value with its days as ISO strings again."""
    if column.type == "day" and value is not None:
        return value.isoformat()
    if column.type == "rows":
        return [{item.name: plain(item, row[item.name]) for item in column.items} for row in value]
    return value


@pytest.mark.parametrize("name", TABLES)
def test_json_lines_are_the_rows(hostile_text: str, name: str, tmp_path: Path) -> None:
    records = hostile(hostile_text)
    (written,) = export(records, tmp_path / f"{name}.jsonl", tables=[name])
    lines = (tmp_path / f"{name}.jsonl").read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == list(Rows(records).of(TABLES[name]))
    assert written.rows == written.records == len(lines)


@pytest.mark.parametrize("name", TABLES)
def test_parquet_holds_the_rows(sample: Records, name: str, tmp_path: Path) -> None:
    parquet = library("pyarrow.parquet")
    export(sample, tmp_path, "parquet", tables=[name])
    found = parquet.read_table(tmp_path / f"{name}.parquet")
    table = TABLES[name]
    back = [{column.name: plain(column, row[column.name]) for column in table.columns} for row in found.to_pylist()]
    assert back == list(Rows(sample).of(table))
    for column in table.columns:
        assert found.schema.field(column.name).metadata[b"description"].decode() == column.meaning


def test_parquet_keeps_hostile_texts(hostile_text: str, tmp_path: Path) -> None:
    parquet = library("pyarrow.parquet")
    export(hostile(hostile_text), tmp_path, "parquet", tables=["articles"])
    assert set(parquet.read_table(tmp_path / "articles.parquet").column("title").to_pylist()) == {hostile_text}


def test_columns_are_typed(sample: Records) -> None:
    arrow = library("pyarrow")
    schema = to_arrow(sample, "quotes_and_claims").schema
    assert schema.field("said_on_earliest").type == arrow.date32()
    assert schema.field("act").type == arrow.dictionary(arrow.int32(), arrow.string())
    assert schema.field("start").type == arrow.int64()
    assert schema.field("negated").type == arrow.bool_()
    assert arrow.types.is_list(schema.field("content").type)
    assert not any(arrow.types.is_timestamp(field.type) for field in schema)


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    parquet = library("pyarrow.parquet")
    for written in export(Records(), tmp_path, "parquet"):
        assert written.rows == 0
        assert parquet.read_table(written.path).column_names == [item.name for item in TABLES[written.table].columns]


def test_pandas_reads_parquet(sample: Records, tmp_path: Path) -> None:
    pandas = library("pandas")
    for written in export(sample, tmp_path, "parquet"):
        assert len(pandas.read_parquet(written.path)) == written.rows
    frame = pandas.read_parquet(tmp_path / "figures.parquet")
    assert str(frame["value"].dtype) == "float64"
    assert str(frame["change"].dtype) == "category"
    assert frame["exact"].tolist() == ["More than 40 ships"]


def test_polars_reads_parquet(sample: Records, tmp_path: Path) -> None:
    polars = library("polars")
    for written in export(sample, tmp_path, "parquet"):
        assert polars.read_parquet(written.path).height == written.rows
    frame = polars.read_parquet(tmp_path / "quotes_and_claims.parquet")
    assert frame.schema["said_on_earliest"] == polars.Date
    assert frame.row(by_predicate=polars.col("id") == "s_1", named=True)["said_on_earliest"] == dt.date(2031, 5, 5)


def test_duckdb_reads_parquet(sample: Records, tmp_path: Path) -> None:
    duckdb = library("duckdb")
    export(sample, tmp_path, "parquet")
    question = f"SELECT count(*), count(DISTINCT independent_source) FROM '{tmp_path}/quotes_and_claims.parquet'"
    assert duckdb.sql(question).fetchall() == [(3, 1)]


def test_data_frames(example: Path) -> None:
    with onrecord.open_record(example) as record:
        number = len(record.statements())
        pandas = library("pandas")
        frame = record.statements_df()
        assert isinstance(frame, pandas.DataFrame)
        assert len(frame) == number
        assert str(frame["said_on_earliest"].dtype).startswith("datetime64")
        assert record.to_arrow("events").num_rows == len(record.events())
        with pytest.raises(UsageError, match="there is no table 'statements'"):
            record.to_arrow("statements")
        with pytest.raises(UsageError, match="'excel'; there are pandas and polars"):
            record.statements_df("excel")
        polars = library("polars")
        other = record.statements_df("polars")
        assert isinstance(other, polars.DataFrame)
        assert other["id"].to_list() == frame["id"].tolist()


@pytest.mark.parametrize("name", ["pyarrow", "pandas", "polars"])
def test_what_is_missing_is_named_with_the_remedy(
    sample: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(CapabilityError, match=rf"{name} is not installed; 'pip install .*onrecord\[tables\]"):
        to_frame(sample, "events", "pandas" if name == "pyarrow" else name)
    if name == "pyarrow":
        with pytest.raises(CapabilityError, match=r"pip install onrecord\[tables\]"):
            export(sample, tmp_path, "parquet")
        assert list(tmp_path.iterdir()) == []
