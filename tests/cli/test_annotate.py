"""``onrecord annotate``: JSON lines for machines, ``--explain`` for people."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.pages import run, write_pages


def test_explain_prints_the_reasons_as_text_and_leaves_the_json_alone(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages")
    told = run("annotate", "--explain", folder / "a.txt")
    assert told.returncode == 0, told.stderr
    assert "2 statements" in told.stdout.splitlines()[0]
    assert "Minister Ilsa Doren · told · “The ships can leave,”" in told.stdout
    assert "<- reporting_cues.toml: verb 'tell', speech, frame 'clause'" in told.stdout
    assert "<- the subject of 'told'" in told.stdout
    assert "reporters" in told.stdout
    assert not told.stdout.startswith("{")
    page = json.loads(run("annotate", folder / "a.txt").stdout)
    assert [item["speaker"][0]["exact"] for item in page["statements"]] == ["officials", "Minister Ilsa Doren"]


def test_explain_shows_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("Doren said that the road \x1b[31mwas open for all of us.\n", "utf-8")
    told = run("annotate", "--explain", "--as-is", tmp_path / "odd.txt")
    assert "\x1b" not in told.stdout
    assert "Doren · said" in told.stdout
