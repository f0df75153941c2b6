"""Coding sheets: drawn alike from the same record, safe in a spreadsheet, read back from what one makes of them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import InputError, OutputError, UsageError
from onrecord.export.sample_score import score
from onrecord.export.sampling import CODES, QUESTIONS, allot, draw, write_sheet
from onrecord.records import Records
from tests.relate.pile import Pile, on


def many(events: int = 60, first_words: str = "Orvo") -> Records:
    """A page with as many events, most of them of one quad class, and some statements."""
    pile = Pile()
    text = "".join(f"{first_words} sank ship {n}. " for n in range(events)) + "Ilsa Doren said that all is well."
    page = pile.page("=one", text, "2031-05-13")
    for n in range(events):
        made = pile.event(
            page, f"{first_words} sank ship {n}.", f"sink {n}", f"ship {n}.", None, [f"ship {n}"], date=on("2031-05-12")
        )
        pile.records.add(replace(made, quad=1 if n % 10 else 4))
    pile.statement(page, "that all is well", pile.mention(page, "Ilsa Doren"))
    return pile.records


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_the_same_seed_draws_the_same_sheet_another_one_another_and_the_order_of_records_does_not_matter() -> None:
    records = many()
    one = draw(records, "events", 20, seed=3)
    assert one == draw(Records(reversed(list(records))), "events", 20, seed=3)
    other = draw(records, "events", 20, seed=4)
    assert {row.record_id for row in one.rows} != {row.record_id for row in other.rows}
    assert one.draw != other.draw


def test_rare_strata_get_their_share_and_give_all_that_they_have() -> None:
    sheet = draw(many(), "events", 20)
    assert sheet.sizes == {"quad 1": 54, "quad 4": 6}
    assert Counter(row.stratum for row in sheet.rows) == {"quad 1": 14, "quad 4": 6}


def test_rows_are_divided_so_that_none_is_lost() -> None:
    assert allot({"a": 100, "b": 3, "c": 100}, 10) == {"b": 3, "a": 3, "c": 4}
    assert allot({"a": 2, "b": 1}, 10) == {"a": 2, "b": 1}
    assert allot({}, 10) == {}


def test_a_sheet_has_the_words_in_context_the_fields_and_empty_columns_for_the_coder(tmp_path: Path) -> None:
    path, page = write_sheet(draw(many(), "events", 8), tmp_path / "sheet.csv")
    rows = read(path)
    assert [row["row"] for row in rows] == [str(n) for n in range(1, 9)]
    assert all(row["words"].startswith("Orvo sank") and row["type"] == "AID" for row in rows)
    assert all(row["day"] == "2031-05-12 (stated)" for row in rows)
    assert all(row[question] == "" for row in rows for question in QUESTIONS["events"])
    html = page.read_text("utf-8")
    assert html.count("<article") == 8
    assert "<script" not in html
    assert "http:" not in html


def test_what_a_page_says_runs_neither_in_a_spreadsheet_nor_in_a_browser(tmp_path: Path) -> None:
    records = many(3, '=HYPERLINK("x")<img src=x onerror=alert(1)>')
    path, page = write_sheet(draw(records, "events", 3), tmp_path / "sheet.csv")
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in read(path) for cell in row.values())
    assert "<img" not in page.read_text("utf-8")


def test_a_sheet_with_codes_in_it_is_not_replaced(tmp_path: Path) -> None:
    sheet = draw(many(), "events", 8)
    write_sheet(sheet, tmp_path / "sheet.csv")
    with pytest.raises(OutputError, match="is there already"):
        write_sheet(sheet, tmp_path / "sheet.csv")
    write_sheet(sheet, tmp_path / "sheet.csv", force=True)


def test_what_cannot_be_drawn_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="statements, events, findings"):
        draw(many(), "verbs")
    with pytest.raises(UsageError, match="holds no findings"):
        write_sheet(draw(many(), "findings"), tmp_path / "sheet.csv")
    with pytest.raises(UsageError, match=r"sheet\.csv"):
        write_sheet(draw(many(), "events"), tmp_path / "sheet.xlsx")


# --- read back ----------------------------------------------------------------------------------------


@pytest.fixture
def coded(tmp_path: Path) -> Callable[..., Path]:
    """Makes a coded sheet: ``answer`` gives the code of each row by its stratum and place."""

    def make(name: str, answer: Callable[[str, int], str], number: int = 20) -> Path:
        path, _ = write_sheet(draw(many(), "events", number), tmp_path / name)
        rows = read(path)
        for place, row in enumerate(rows):
            row["right"] = answer(row["stratum"], place)
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(out.getvalue(), "utf-8")
        return path

    return make


def test_precision_overall_is_weighted_by_strata(coded: Callable[..., Path]) -> None:
    found = score([coded("a.csv", lambda stratum, _: "yes" if stratum == "quad 1" else "no")])
    right = found.precision[0][0]
    assert right.question == "right"
    assert right.overall is not None
    assert right.overall.value == pytest.approx(54 / 60)
    assert right.overall.low < 0.9 < right.overall.high
    one, four = right.strata["quad 1"], right.strata["quad 4"]
    assert one is not None
    assert four is not None
    assert (one.value, four.value, four.counted) == (1.0, 0.0, 6)
    assert found.precision[0][1].overall is None
    assert found.agreement == ()


def test_unclear_and_empty_cells_count_neither_way(coded: Callable[..., Path]) -> None:
    path = coded("a.csv", lambda _, place: ("yes", "unclear", "")[place % 3])
    right = score([path]).precision[0][0]
    assert right.overall is not None
    assert (right.overall.value, right.overall.counted, right.unclear, right.empty) == (1.0, 7, 7, 6)


def test_two_coders_agree_or_differ(coded: Callable[..., Path]) -> None:
    one = coded("a.csv", lambda _, place: "yes" if place % 2 else "no")
    two = coded("b.csv", lambda _, place: "no" if place == 1 else "yes" if place % 2 else "no")
    agreement = score([one, two]).agreement[0]
    assert (agreement.same, agreement.judged, len(agreement.different)) == (19, 20, 1)
    assert agreement.alpha == pytest.approx(0.9, abs=0.01)
    assert score([one, one]).agreement[0].alpha == 1.0


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252", "replace"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: ("sep=,\r\n" + text).encode(),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: (text + ",,,\r\n").encode(),
    ],
    ids=["utf-16", "cp1252", "mark", "sep line", "line ends", "empty last row"],
)
def test_what_spreadsheets_make_of_a_file_is_read(coded: Callable[..., Path], change: Callable[[str], bytes]) -> None:
    path = coded("a.csv", lambda *_: "Yes ")
    path.write_bytes(change(path.read_bytes().decode()))
    right = score([path]).precision[0][0].overall
    assert right is not None
    assert (right.value, right.counted) == (1.0, 20)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_read(coded: Callable[..., Path], separator: str) -> None:
    path = coded("a.csv", lambda *_: "y")
    rows = read(path)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), "cp1252", errors="replace")
    assert len(score([path]).sheets[0].rows) == 20


def test_rows_that_are_sorted_or_missing(coded: Callable[..., Path]) -> None:
    path = coded("a.csv", lambda *_: "yes")
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0], *reversed(lines[3:])]), "utf-8")
    sheet = score([path]).sheets[0]
    assert (len(sheet.rows), sheet.missing) == (18, 2)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda rows: rows[1].update(right="yess"), r"a\.csv: line 3: column 'right' holds 'yess'"),
        (lambda rows: rows[1].update(record_id=rows[0]["record_id"]), r"line 3: e_\w+ stands on line 2 already"),
        (lambda rows: rows[1].update(record_id=""), "line 3: record_id, stratum or draw is empty"),
        (lambda rows: rows[1].update(stratum_size="many"), "line 3: stratum_size and rows must be whole numbers"),
        (lambda rows: rows[1].update(stratum_size="7"), "line 3: stratum 'quad .' has the size"),
        (lambda rows: rows[1].update(draw="draw_other"), "rows of different draws are mixed"),
        (lambda rows: [row.pop("stratum") for row in rows], "line 1: no column stratum"),
        (lambda rows: rows.clear(), "is empty|no row"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_reason(
    coded: Callable[..., Path], change: Callable[[list[dict[str, str]]], object], says: str
) -> None:
    path = coded("a.csv", lambda stratum, _: "yes")
    rows = sorted(read(path), key=lambda row: row["stratum"])
    change(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["x"])
    if rows:
        writer.writeheader()
        writer.writerows(rows)
    path.write_text(out.getvalue(), "utf-8")
    with pytest.raises(InputError, match=says):
        score([path])


def test_sheets_of_different_draws_are_not_compared(coded: Callable[..., Path]) -> None:
    one, two = coded("a.csv", lambda *_: "yes"), coded("b.csv", lambda *_: "yes", 10)
    with pytest.raises(InputError, match="different draws"):
        score([one, two])


@pytest.mark.parametrize(("data", "says"), [(b"PK\x03\x04rest", "this is a workbook"), (b"a,b\r\n1,2\r\n", "line 1")])
def test_files_that_are_no_sheets(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(InputError, match=says):
        score([tmp_path / "a.csv"])
    with pytest.raises(InputError, match="cannot be read"):
        score([tmp_path / "nothing.csv"])


def test_the_codes_are_those_that_the_page_shows(tmp_path: Path) -> None:
    _, page = write_sheet(draw(many(), "statements", 1), tmp_path / "sheet.csv")
    assert all(f"☐ {code}" in page.read_text("utf-8") for code in CODES)
