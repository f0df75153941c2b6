"""The gate holds what was reached, and says what it is that went."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eval.metrics import Measure

from eval import gate

WIRE = (
    "Port Amarel shuts its harbour\n\nMarch 5, 2024\n\nVeldania closed the harbour of Port Amarel on Tuesday, "
    "Transport Minister Tomas Berek said.\n\n“Nobody will sail in this storm,” Berek told reporters. At least 12 "
    "people have died on the coast, according to the coast guard of Veldania.\n"
)
LATER = (
    "Harbour of Port Amarel opens\n\nMarch 9, 2024\n\nThe harbour of Port Amarel is open again, Transport Minister "
    "Tomas Berek said on Saturday. He said that 30 ships had waited outside.\n"
)


def page(day: str, statements: list[Any], figures: list[Any], aside: list[str]) -> dict[str, Any]:
    return {
        "published": {"alone": [day, day], "pile": [day, day]}, "outlet": [], "agencies": [], "furniture": [],
        "aside": aside, "statements": statements, "figures": figures, "events": [],
    }  # fmt: skip


def write_corpus(folder: Path) -> list[str]:
    """Two pages with their gold; the gate's options for them."""
    pages = folder / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(WIRE, "utf-8")
    (pages / "b.txt").write_text(LATER, "utf-8")
    said = {
        "content": ["Nobody will sail in this storm,"],
        "speaker": ["Tomas Berek"],
        "manner": "direct",
        "core": True,
    }
    ships = {"content": ["30 ships had waited outside"], "speaker": ["Tomas Berek"], "core": True}
    gold = {
        "pages": {
            "a.txt": page("2024-03-05", [said], [{"exact": "At least 12 people", "value": 12, "low": 12}], []),
            "b.txt": page("2024-03-09", [ships], [{"exact": "30 ships", "value": 30, "counted": "ships"}], []),
        },
        "copies": {"copy": [], "chain": []}, "findings": [], "forbidden": [], "one_source": [],
    }  # fmt: skip
    (folder / "gold.json").write_text(json.dumps(gold), "utf-8")
    places = {"pages": pages, "gold": folder / "gold.json", "floors": folder / "floors.json"}
    return [word for name, path in places.items() for word in (f"--{name}", str(path))]


def floors_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "floors.json").read_text("utf-8"))
    return found


def change_floor(folder: Path, name: str, value: float) -> None:
    floors = floors_of(folder)
    floors["floors"][name] = value
    (folder / "floors.json").write_text(json.dumps(floors), "utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> list[str]:
    options = write_corpus(tmp_path)
    assert gate.main([*options, "--update"]) == 0
    return options


def test_floors_are_what_was_measured(corpus: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = floors_of(tmp_path)
    assert floors["floors"]["statements.recall"] == 1
    assert floors["floors"]["statements.speaker"] == 1
    assert floors["floors"]["record.violations"] == 0
    assert floors["regressions"] == []
    assert gate.main(corpus) == 0
    assert "BROKEN" not in capsys.readouterr().out


def test_a_broken_floor_is_named_and_fails(
    corpus: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_floor(tmp_path, "statements.precision", 1.01)
    assert gate.main(corpus) == 1
    told = capsys.readouterr().out
    assert "BROKEN" in told
    assert "Under the floor: statements.precision." in told


def test_another_gold_is_another_corpus(corpus: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text(gold.read_text("utf-8").replace('"Tomas Berek"', '"Ilsa Doren"', 1), "utf-8")
    assert gate.main([*corpus, "--misses", "statements.speaker"]) == 1
    told = capsys.readouterr().out
    assert "not those of the floors" in told
    assert "statements.speaker" in told.split("Under the floor:")[1]
    assert "a.txt: Nobody will sail in this storm,: " in told


def test_a_page_that_the_gold_does_not_know_fails(corpus: list[str], tmp_path: Path) -> None:
    (tmp_path / "pages" / "c.txt").write_text(LATER, "utf-8")
    (tmp_path / "pages" / "d.txt").write_text(WIRE.replace("12", "13"), "utf-8")
    assert gate.main(corpus) == 1


def test_a_floor_is_lowered_only_for_a_reason_that_is_kept(corpus: list[str], tmp_path: Path) -> None:
    change_floor(tmp_path, "statements.precision", 1.01)
    before = floors_of(tmp_path)
    assert gate.main([*corpus, "--update"]) == 1
    assert floors_of(tmp_path) == before
    assert gate.main([*corpus, "--update", "--allow-regression", "the gold was wrong"]) == 0
    after = floors_of(tmp_path)
    assert after["floors"]["statements.precision"] < 1.01
    assert [item["reason"] for item in after["regressions"]] == ["the gold was wrong"]
    assert after["regressions"][0]["floors"]["statements.precision"][0] == 1.01
    assert gate.main(corpus) == 0


def test_what_is_better_raises_the_floor(corpus: list[str], tmp_path: Path) -> None:
    change_floor(tmp_path, "statements.recall", 0.5)
    change_floor(tmp_path, "statements.said_on_wrong", 3)
    assert gate.main(corpus) == 0
    assert gate.main([*corpus, "--update"]) == 0
    assert floors_of(tmp_path)["floors"]["statements.recall"] == 1
    assert floors_of(tmp_path)["floors"]["statements.said_on_wrong"] == 0


def test_noise_does_not_add_up() -> None:
    measured = Measure("a.b", 0.8997, "more")
    row = gate.Row(measured, 0.9)
    assert not row.broken
    assert row.verdict == "holds"
    assert gate.Row(Measure("a.b", 0.899, "more"), 0.9).broken
    assert gate.Row(Measure("a.c", 1, "less"), 0).broken
    assert gate._next_floor(row) == 0.9


def test_the_floors_of_the_project_are_of_its_corpus() -> None:
    floors = json.loads(gate.FLOORS.read_text("utf-8"))
    assert floors["corpus"] == gate.corpus_digest(gate.PAGES, gate.GOLD)
    for name in ("findings.forbidden", "furniture.quoted", "record.violations", "record.lost"):
        assert floors["floors"][name] == 0
