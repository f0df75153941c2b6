"""``onrecord positions``: the course of an actor's position, for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.pages import run

FIRST = "Norbank\n\nMay 2, 2031\n\nChief executive Ruth Bern of Norbank said on Friday she would not resign.\n"
LATER = "Norbank\n\nMay 6, 2031\n\nChief executive Ruth Bern resigned on Tuesday after clients withdrew 2 billion.\n"


def test_positions_stand_in_order_and_name_the_finding_at_which_they_turn(tmp_path: Path) -> None:
    record, pages = tmp_path / "story.db", tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(FIRST, "utf-8")
    (pages / "b.txt").write_text(LATER, "utf-8")
    assert run("build", pages, "-o", record).returncode == 0
    result = run("positions", record)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "Ruth Bern · resign"
    assert lines[1].startswith("  2 May 2031 · Ruth Bern: “she would not resign” [1:5] (denied)")
    assert lines[2] == "  — turns here: finding 1"
    assert lines[3].endswith("[2:5]")
    (told,) = [json.loads(line) for line in run("positions", record, "--actor", "bern", "--json").stdout.splitlines()]
    assert [step["position"] for step in told["steps"]] == ["denied", None]
    assert told["steps"][1]["turn"]["number"] == 1
    assert run("positions", record, "--actor", "Nobody").stdout.startswith("0 questions")
    assert run("positions", record, "--story", "9").returncode == 3
