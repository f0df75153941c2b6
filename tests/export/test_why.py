"""A finding laid open: each passage with its page, its day and how that is known, and what would excuse it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord
from onrecord.codebooks.book import book
from onrecord.export.why import grounds, harmless_if
from tests.cli.pages import run

DENIAL = "People queued outside its doors. “Northern Bank is solvent,” its chairman Tomas Berek said on Monday."
CLAIM = "“Northern Bank is insolvent,” the auditor Vera Kovar said on Monday. It rained all day."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    rows = [{"title": f"Page {n}", "published": "2031-03-03", "text": text} for n, text in enumerate((DENIAL, CLAIM))]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    onrecord.build([str(tmp_path / "pages.jsonl")], tmp_path / "story.db").close()
    return tmp_path / "story.db"


def test_each_passage_comes_with_its_page_its_line_and_the_sentence_before(story: Path) -> None:
    with onrecord.open_record(story) as record:
        (finding,) = record.findings()
        shown = list(grounds(record.records, finding))
    assert sorted((ground.page, ground.line) for ground in shown) == [(1, 1), (2, 1)]
    first = next(ground for ground in shown if ground.page == 1)
    assert first.words == "Northern Bank is solvent"
    assert first.context == (
        "People queued outside its doors. “Northern Bank is solvent,” its chairman Tomas Berek said on Monday."
    )
    assert "day" in first.day_basis
    assert "different days" in harmless_if(finding)


def test_the_verb_lays_one_finding_open(story: Path) -> None:
    told = run("findings", story, "--why", "1")
    assert told.returncode == 0
    assert (
        "1 contradiction" in told.stdout
        and "harmless if: " in told.stdout
        and "“Northern Bank is solvent”" in told.stdout
    )


def test_a_number_that_no_finding_has_is_refused(story: Path) -> None:
    told = run("findings", story, "--why", "7")
    assert told.returncode == 2
    assert "--why 7" in told.stderr and "1 finding" in told.stderr


def test_kinds_can_be_asked_for_alone(story: Path) -> None:
    assert "0 findings" in run("findings", story, "--kind", "shift").stdout
    assert "1 finding " in run("findings", story, "--kind", "contradiction").stdout


def test_each_basis_has_its_excuse() -> None:
    from typing import get_args

    from onrecord.records.relation import FindingBasis

    assert set(book("findings.toml").data["harmless"]) == set(get_args(FindingBasis))


def test_one_story_can_be_asked_for_alone(story: Path) -> None:
    assert "1 finding " in run("findings", story, "--story", "1").stdout
    told = run("findings", story, "--story", "9")
    assert told.returncode == 3
    assert "there is no story '9'" in told.stderr
