"""``onrecord sample``: from a record to a sheet, and from coded sheets to a score."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.pages import run, write_pages


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    assert run("build", write_pages(folder / "pages"), "-o", folder / "story.db").returncode == 0
    return folder / "story.db"


def coded(path: Path, code: str) -> Path:
    """The sheet with one code in each row."""
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows({**row, "right": code} for row in rows)
    other = path.with_name(f"{code}.csv")
    other.write_text(out.getvalue(), "utf-8")
    return other


def test_draw_code_and_score(record: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    drawn = run("sample", record, "--what", "statements", "--n", "4", "-o", sheet)
    assert drawn.returncode == 0, drawn.stderr
    assert "4 rows" in drawn.stdout
    assert (tmp_path / "sheet.html").exists()
    again = run("sample", record, "--what", "statements", "--n", "4", "-o", sheet)
    assert again.returncode == 4
    assert "is there already" in again.stderr
    first = sheet.read_bytes()
    assert run("sample", record, "--what", "statements", "--n", "4", "-o", sheet, "--force").returncode == 0
    assert sheet.read_bytes() == first

    yes, no = coded(sheet, "yes"), coded(sheet, "no")
    told = run("sample", "--score", yes, no)
    assert told.returncode == 0, told.stderr
    assert "100.0%" in told.stdout
    assert "the same answer on 0 of 4" in told.stdout
    found = json.loads(run("sample", "--score", yes, "--json").stdout)
    assert found["sheets"][0]["questions"]["right"]["overall"]["value"] == 1.0
    assert found["agreement"] == {}


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([], 2, "say what to draw"),
        (["--what", "events", "--score"], 2, "--what and -o are for drawing"),
        (["--score"], 3, "line 1"),
    ],
)
def test_a_mistake_is_said_in_one_sentence(record: Path, words: list[str], code: int, says: str) -> None:
    result = run("sample", record, *words)
    assert result.returncode == code
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
