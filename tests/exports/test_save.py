"""Exports as files: all of it or nothing, the same bytes whatever the workers and the order, and the verb."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli import make_app
from onrecord.errors import OutputError, UsageError
from onrecord.export import jsonl
from onrecord.export.save import FORMATS, export
from onrecord.export.tables import TABLES
from onrecord.records import Records
from tests.cli.pages import run

TABLE_OF = {
    "quotes_and_claims": "statement", "events": "event", "figures": "figure", "times": "time_expression",
    "actors": "actor", "actor_mentions": "actor_mention", "articles": "article", "stories": "story",
    "findings": "finding", "problems": "problem",
}  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_every_row_of_the_file_comes_out_in_every_format(example: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: nobody has checked the Parquet files")
    with sqlite3.connect(example) as file:
        stored = {
            name: file.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for name, table in TABLE_OF.items()
        }
        pieces = file.execute("SELECT count(*) FROM span WHERE owner_table = 'finding_sides' AND field = 'evidence'")
        stored["finding_evidence"] = pieces.fetchone()[0]
    file.close()
    assert stored.keys() == TABLES.keys()
    assert all(number for name, number in stored.items() if name != "problems"), "a table that is empty proves nothing"
    with onrecord.open_record(example) as record:
        for format_ in FORMATS:
            assert {item.table: item.rows for item in record.export(tmp_path / format_, format_)} == stored


def test_workers_and_order_change_no_byte(example: Path, build_example: Callable[..., Path], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: nobody has compared the Parquet files")
    found: list[dict[str, dict[str, bytes]]] = []
    for path in (example, build_example("two", workers=2, shuffle=True), example):
        with onrecord.open_record(path) as record:
            folders: dict[str, dict[str, bytes]] = {}
            for format_, raw in (("jsonl", False), ("csv", False), ("csv", True), ("parquet", False)):
                folder = tmp_path / f"{len(found)}-{format_}-{raw}"
                export(record.records, folder, format_, raw=raw)
                folders[f"{format_} {raw}"] = contents(folder)
            found.append(folders)
    one, two, again = found
    assert all(len(files) == len(TABLES) for files in one.values())
    for name, files in one.items():
        # Problems first: a page that was lost explains every other difference.
        for file in sorted(files, key=lambda file: not file.startswith(("problems", "articles"))):
            assert two[name][file] == files[file], (name, file)
    assert again == one


def test_a_writer_that_drops_rows_is_caught_and_leaves_no_file(
    sample: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = jsonl.write

    def forgetful(table: Any, rows: Any, stream: Any, *, raw: bool) -> int:
        return whole(table, list(rows)[1:], stream, raw=raw)

    monkeypatch.setattr(jsonl, "write", forgetful)
    (tmp_path / "events.jsonl").write_text("before")
    with pytest.raises(OutputError, match="events: 1 records came to 0 rows"):
        export(sample, tmp_path, "jsonl", tables=["events"])
    assert contents(tmp_path) == {"events.jsonl": b"before"}


def test_several_tables_are_not_one_file(sample: Records, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one file holds one table"):
        export(sample, tmp_path / "all.csv")
    with pytest.raises(UsageError, match="no format is named; there are jsonl, csv, parquet"):
        export(sample, tmp_path / "folder")
    with pytest.raises(UsageError, match="there is no format 'xlsx'"):
        export(sample, tmp_path / "folder", "xlsx")
    with pytest.raises(UsageError, match="there is no table 'quotes'"):
        export(sample, tmp_path / "folder", "csv", tables=["quotes"])
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(sample: Records, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        export(sample, tmp_path / "file", "csv")
    with pytest.raises(OutputError, match=r"none.events\.csv: cannot be written"):
        export(sample, tmp_path / "none" / "events.csv", tables=["events"])


def test_the_verb_reports_what_went_in_and_came_out(example: Path, tmp_path: Path) -> None:
    done = run("export", example, "--format", "csv", "-o", tmp_path / "tables")
    assert (done.returncode, len(list((tmp_path / "tables").iterdir()))) == (0, len(TABLES))
    last = done.stdout.splitlines()[-1]
    words = last.replace(",", "").split()
    assert last.startswith(f"{len(TABLES)} tables: ")
    assert words[2] == words[6] != "0"
    assert "not in spreadsheets: text, blocks" in done.stderr


def test_the_verb_prints_one_table(example: Path) -> None:
    done = run("export", example, "--format", "jsonl", "--table", "actors")
    assert done.returncode == 0
    assert all(json.loads(line)["id"].startswith("p_") for line in done.stdout.splitlines())


def test_the_verb_says_what_it_cannot_do(example: Path) -> None:
    for words in (["--format", "jsonl"], ["--table", "events"], ["-o", "somewhere"]):
        result = CliRunner().invoke(make_app(), ["export", str(example), *words])
        assert isinstance(result.exception, UsageError)
