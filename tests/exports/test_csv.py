"""CSV: a spreadsheet runs nothing of it, and of the raw form a program reads every value back."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.export import csv as form
from onrecord.export.rows import Rows
from onrecord.export.save import export
from onrecord.export.tables import TABLES, Column, Row, Table
from onrecord.records import Records
from tests.exports.conftest import HOSTILE, hostile

FORMULA = tuple("=+-@\t\r\0")

ODD = Table(
    "odd", "anything",
    (
        Column("id", "text", ""), Column("a", "text", ""), Column("code", "code", ""), Column("n", "integer", ""),
        Column("x", "real", ""), Column("yes", "flag", ""), Column("names", "texts", ""), Column("day", "day", ""),
        Column("parts", "rows", "", (Column("exact", "text", ""), Column("start", "integer", ""))),
    ),
)  # fmt: skip


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def written(table: Table, rows: list[Row], *, raw: bool) -> bytes:
    stream = io.BytesIO()
    assert form.write(table, rows, stream, raw=raw) == len(rows)
    return stream.getvalue()


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


def test_no_cell_of_a_spreadsheet_starts_a_formula(hostile_text: str, tmp_path: Path) -> None:
    export(hostile(hostile_text), tmp_path, "csv")
    numbers = 0
    for table in TABLES.values():
        data = (tmp_path / f"{table.name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        names, *rows = read(data.removeprefix(b"\xef\xbb\xbf"))
        kinds = {column.name: column.type for column in table.columns}
        for row in rows:
            assert len(row) == len(names)
            for name, value in zip(names, row, strict=True):
                if kinds[name] in ("integer", "real"):
                    numbers += value.startswith("-")
                    assert not value or float(value) is not None
                    continue
                assert not value.startswith(FORMULA), (table.name, name, value)
                assert not value.strip(" \ufeff\u200b").startswith(FORMULA), (table.name, name, value)
    assert numbers == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_the_apostrophe_is_all_that_is_added(text: str) -> None:
    assert form.harmless(text) in (text, "'" + text)
    if text[0] in FORMULA:
        assert form.harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "The port - closed", "5 = 5", "“-”", "'quoted'", "a\t=b", "é"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert form.harmless(text) == text


def test_raw_keeps_what_the_pages_say(hostile_text: str, tmp_path: Path) -> None:
    records = hostile(hostile_text)
    export(records, tmp_path, "csv", raw=True)
    for table in TABLES.values():
        names, *rows = read((tmp_path / f"{table.name}.csv").read_bytes())
        assert names == [column.name for column in table.columns]
        expected = [[as_text(value) for value in row.values()] for row in Rows(records).of(table)]
        assert rows == expected


WORDS = some.text(some.characters(exclude_categories=["Cs"]), max_size=12) | some.text(
    "=+-@,;\"'\r\n\t\0 a", max_size=6
)


@settings(deadline=None, max_examples=60)
@given(
    some.lists(
        some.fixed_dictionaries({
            "id": WORDS, "a": some.none() | WORDS, "code": some.none() | WORDS, "n": some.none() | some.integers(),
            "x": some.none() | some.floats(allow_nan=False, allow_infinity=False), "yes": some.booleans(),
            "names": some.lists(WORDS, max_size=3), "day": some.none() | some.dates().map(str),
            "parts": some.lists(some.fixed_dictionaries({"exact": WORDS, "start": some.integers()}), max_size=2),
        }),
        max_size=4,
    )
)  # fmt: skip
def test_raw_values_come_back_exactly(rows: list[Row]) -> None:
    names, *found = read(written(ODD, rows, raw=True))
    assert len(found) == len(rows)
    for row, cells in zip(rows, found, strict=True):
        back = dict(zip(names, cells, strict=True))
        for name in ("id", "a", "code", "day"):
            assert back[name] == (row[name] or "")
        assert (int(back["n"]) if back["n"] else None) == row["n"]
        assert (float(back["x"]) if back["x"] else None) == row["x"]
        assert back["yes"] == ("true" if row["yes"] else "false")
        assert json.loads(back["names"]) == row["names"]
        assert json.loads(back["parts"]) == row["parts"]


@settings(deadline=None, max_examples=60)
@given(WORDS)
def test_a_spreadsheet_s_cell_is_the_text_or_the_text_behind_an_apostrophe(text: str) -> None:
    row = dict.fromkeys((column.name for column in ODD.columns), None) | {"id": text}
    _, cells = read(written(ODD, [row], raw=False).removeprefix(form.MARK))
    assert cells[0] in (text, "'" + text)
    assert not cells[0].startswith(FORMULA)


def test_no_text_and_an_empty_text_are_told_apart() -> None:
    row = dict.fromkeys((column.name for column in ODD.columns), None) | {"id": "1", "a": ""}
    assert written(ODD, [row], raw=True).splitlines()[1] == b'"1","",,,,,,,'


def test_whole_pages_are_left_out_of_spreadsheets_and_that_is_said(sample: Records, tmp_path: Path) -> None:
    (safe,) = export(sample, tmp_path / "a.csv", tables=["articles"])
    (raw,) = export(sample, tmp_path / "b.csv", tables=["articles"], raw=True)
    assert (safe.left_out, raw.left_out) == (("text", "blocks"), ())
    assert "text" not in read((tmp_path / "a.csv").read_bytes())[0]
    assert "text" in read((tmp_path / "b.csv").read_bytes())[0]


def test_pandas_reads_the_raw_form_exactly() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: nobody has checked that it reads our CSV")
    texts = [text for text in HOSTILE if "\0" not in text]  # its parser ends a cell there
    empty = dict.fromkeys((column.name for column in ODD.columns), None)
    rows = [empty | {"id": text, "names": [text], "n": -number} for number, text in enumerate(texts)]
    frame = pandas.read_csv(io.BytesIO(written(ODD, rows, raw=True)), keep_default_na=False)
    assert frame["id"].tolist() == texts
    assert [json.loads(cell) for cell in frame["names"]] == [[text] for text in texts]
    assert frame["n"].tolist() == [-number for number in range(len(texts))]


@pytest.mark.office
def test_libreoffice_finds_no_formula(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: nobody has opened the spreadsheets")
    for number, text in enumerate(HOSTILE):
        export(hostile(text), tmp_path / f"{number}.csv", tables=["quotes_and_claims"])
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--infilter=CSV:44,34,76,1",
         "--convert-to", "fods", "--outdir", str(tmp_path), *(str(tmp_path / f"{n}.csv") for n in range(len(HOSTILE)))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for number in range(len(HOSTILE)):
        sheet = (tmp_path / f"{number}.fods").read_text("utf-8")
        assert "quotes" in sheet or "table:table-row" in sheet
        assert "table:formula" not in sheet, HOSTILE[number]
