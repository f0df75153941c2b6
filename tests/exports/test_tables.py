"""What the tables hold: every record, its exact words, and no guess written as a fact."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import UsageError
from onrecord.export.rows import COUNTED, Rows, find_table
from onrecord.export.tables import PLACE, TABLES, Column, reference
from onrecord.records import Figure, Finding, Records, Statement, TimeExpression
from tests.store.samples import FIRST, cut

DOCS = Path(__file__).parent.parent.parent / "docs" / "formats" / "tables.md"
PLAIN = {"text": str, "code": str, "day": str, "integer": int, "real": float, "flag": bool}
PLACED = [name for name, table in TABLES.items() if {*PLACE} <= {*table.columns}]
"""Tables whose rows stand on words of a page."""


def rows(records: Records, table: str) -> list[dict[str, Any]]:
    return list(Rows(records).of(TABLES[table]))


def fits(column: Column, value: Any) -> bool:
    if column.type == "rows":
        names = [item.name for item in column.items]
        return all(list(row) == names and all(fits(item, row[item.name]) for item in column.items) for row in value)
    if column.type == "texts":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return value is None or type(value) is PLAIN[column.type]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_the_columns_and_types_of_its_table(sample: Records, name: str) -> None:
    table = TABLES[name]
    made = rows(sample, name)
    assert made
    for row in made:
        assert list(row) == [column.name for column in table.columns]
        for column in table.columns:
            assert fits(column, row[column.name]), (column.name, row[column.name])


@pytest.mark.parametrize("name", COUNTED)
def test_every_record_is_a_row(sample: Records, name: str) -> None:
    assert sorted(row["id"] for row in rows(sample, name)) == sorted(item.id for item in sample.all(COUNTED[name]))


def test_no_table_takes_the_name_that_means_something_else() -> None:
    assert not {"statements", "mentions"} & set(TABLES)


@pytest.mark.parametrize("name", PLACED)
def test_offsets_lead_to_the_exact_words_with_their_surroundings(example: Path, name: str) -> None:
    with onrecord.open_record(example) as record:
        records = record.records
    texts = {row["id"]: row["text"] for row in rows(records, "articles")}
    for row in rows(records, name):
        text = texts[row["article_id"]]
        start, end = row["start"], row["end"]
        assert text[start:end] == row["exact"]
        assert text[:start].endswith(row["prefix"])
        assert text[end:].startswith(row["suffix"])
        assert row["line"] == text[:start].count("\n") + 1
        for part in row.get("content", ()):
            assert text[part["start"] : part["end"]] == part["exact"]
            assert start <= part["start"] < part["end"] <= end


def test_rows_come_by_page_and_place(example: Path) -> None:
    with onrecord.open_record(example) as record:
        records = record.records
    for name in ("quotes_and_claims", "events", "figures", "times", "actor_mentions"):
        places = [(row["page"], row["start"]) for row in rows(records, name)]
        assert places == sorted(places)


def test_interrupted_words_show_where_they_are_interrupted(sample: Records) -> None:
    row = next(row for row in rows(sample, "quotes_and_claims") if row["id"] == "s_1")
    assert row["words"] == "the port […] is closed"
    assert row["exact"] == "the port is closed"
    assert [part["exact"] for part in row["content"]] == ["the port", "is closed"]


def test_the_pile_s_day_comes_with_its_reason_and_is_called_inferred(sample: Records) -> None:
    found = {row["id"]: row for row in rows(sample, "quotes_and_claims")}
    dated, undated = found["s_1"], found["s_2"]
    assert (dated["said_on_earliest"], dated["said_on_latest"]) == ("2031-05-05", None)
    assert (dated["said_on_basis"], dated["said_on_reason"]) == ("inferred", "day")
    assert (undated["said_on_earliest"], undated["said_on_latest"]) == (None, None)
    assert (undated["said_on_basis"], undated["said_on_reason"]) == ("unknown", None)


def test_copies_count_as_one_source(sample: Records) -> None:
    found = rows(sample, "quotes_and_claims")
    assert len({row["article_id"] for row in found}) == 2
    assert len({row["independent_source"] for row in found}) == 1
    assert {group["level"] for row in rows(sample, "articles") for group in row["groups"]} == {"chain"}


def test_the_speaker_is_named_and_quoted(sample: Records) -> None:
    first = next(row for row in rows(sample, "quotes_and_claims") if row["id"] == "s_1")
    assert (first["speaker"], first["speaker_id"]) == ("Ilsa Doren", "p_1")
    assert (first["speaker_words"], first["speaker_role"]) == ("Minister Ilsa Doren", "Minister")
    told = next(row for row in rows(sample, "figures") if row["id"] == "f_1")
    assert (told["told_by"], told["speaker"]) == ("s_1", "Ilsa Doren")


def test_a_statement_without_content_stands_at_its_cue(sample: Records) -> None:
    sample.add(replace(sample.all(Statement)[1], content=(), cue=(cut(FIRST, "said"),)))
    row = next(row for row in rows(sample, "quotes_and_claims") if row["words"] is None)
    assert row["exact"] == "said"


def test_a_number_too_large_for_any_format_is_left_to_its_words(sample: Records) -> None:
    sample.add(replace(sample.one(Figure), value=float("inf"), low=float("nan")))
    row = rows(sample, "figures")[0]
    assert (row["value"], row["low"], row["exact"]) == (None, None, "More than 40 ships")


def test_evidence_names_its_finding_and_side(sample: Records) -> None:
    finding = sample.one(Finding)
    found = rows(sample, "finding_evidence")
    assert [(row["finding_id"], row["number"], row["side"]) for row in found] == [
        (finding.id, 1, 1), (finding.id, 2, 2), (finding.id, 3, 2),
    ]  # fmt: skip
    assert [row["exact"] for row in found] == ["closed", "was open", "closed"]
    assert len(rows(sample, "findings")[0]["sides"]) == 2


def test_the_context_is_as_long_as_asked(sample: Records) -> None:
    row = next(Rows(sample, context=3).of(TABLES["figures"]))
    assert (row["prefix"], row["suffix"]) == ("s. ", " wa")


def test_days_that_the_page_alone_gives(sample: Records) -> None:
    time = sample.one(TimeExpression)
    found = {}
    for relative, value in (("day:-1", "2031-05-04"), (None, "2031-05-04"), ("no such form", "2031-05-04")):
        sample.add(replace(time, relative=relative, value=value))
        (row,) = rows(sample, "times")
        found[relative] = (row["date_earliest"], row["date_latest"], row["date_basis"])
    assert found == {
        "day:-1": ("2031-05-04", "2031-05-04", "resolved"),
        None: ("2031-05-04", "2031-05-04", "stated"),
        "no such form": (None, None, "unknown"),
    }


def test_an_unknown_table_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match=r"'statements'.*quotes_and_claims"):
        find_table("statements")


def test_the_documentation_lists_every_column() -> None:
    assert "\n".join(reference()).strip() in DOCS.read_text("utf-8"), (
        "docs/formats/tables.md is stale: put the lines of onrecord.export.tables.reference() into it"
    )
