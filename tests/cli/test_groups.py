"""The verbs copies, stories and compare, on files and on a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.pages import run

WIRE = (
    "PORT AMAREL, 4 May 2031 (Norwire) - A freighter ran aground off Port Amarel early on Sunday and spilled grain "
    "into the bay, the harbour master said.\n\nTugs from three towns tried to pull the ship free before noon but the "
    "tow lines broke twice in the swell.\n\nNobody on board was hurt and the crew was taken to a school near the "
    "pier for the night.\n\nThe owner of the ship, a small firm from the islands, promised to pay for the cleaning.\n"
)
STRIKE = (
    "Bus drivers walk out in Halvard\n\n6 May 2031\n\nBus drivers in Halvard walked out on Tuesday over pay. Union "
    "leader Mira Lund said the strike would last until the city of Halvard made an offer.\n"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "wire.txt").write_text(f"Freighter aground off Port Amarel\n\n{WIRE}", "utf-8")
    (folder / "again.txt").write_text(f"Grain in the bay\n\n{WIRE.replace('(Norwire) - ', '')}", "utf-8")
    (folder / "strike.txt").write_text(STRIKE, "utf-8")
    return folder


def test_copies_of_files_as_json(pages: Path) -> None:
    done = run("copies", pages, "--json", "--level", "copy")
    assert done.returncode == 0, done.stderr
    (group,) = [json.loads(row) for row in done.stdout.splitlines()]
    assert [Path(name).name for name in group["members"]] in (["wire.txt", "again.txt"], ["again.txt", "wire.txt"])
    piece = group["shared"][0]
    assert Path(piece["file"]).read_text("utf-8")[piece["start"] : piece["end"]] == piece["exact"]
    assert "ran aground off Port Amarel" in " ".join(piece["exact"] for piece in group["shared"])


def test_copies_for_people_count_reports_and_sources(pages: Path) -> None:
    said = run("copies", pages).stdout
    assert "2 pages of one text" in said
    assert "shared: “" in said
    assert said.splitlines()[-1] == "3 reports, 2 independent sources"


def test_stories_of_files(pages: Path) -> None:
    found = [json.loads(row) for row in run("stories", pages, "--json").stdout.splitlines()]
    assert sorted(sorted(Path(name).name for name in story["members"]) for story in found) == [
        ["again.txt", "wire.txt"], ["strike.txt"],
    ]  # fmt: skip
    said = run("stories", pages).stdout
    assert "2 reports, 1 independent source" in said
    assert said.splitlines()[-1] == "3 pages, 2 stories"


def test_a_record_gives_the_groups_of_its_files_and_its_brief_tells_one_story(pages: Path, tmp_path: Path) -> None:
    record = tmp_path / "pile.db"
    assert run("build", pages, "-o", record).returncode == 0
    for verb in ("copies", "stories"):
        assert run(verb, record, "--json").stdout == run(verb, pages, "--json").stdout
    assert "2 stories, the one of most pages first" in " ".join(run("brief", record).stdout.split())
    one = run("brief", record, "--story", "2").stdout
    assert "Halvard" in one
    assert "freighter" not in one.lower()
    assert "there is no story '9'" in run("brief", record, "--story", "9").stderr
    assert "story 2: “" in run("articles", record).stdout
    assert "story 2: “" in run("show", record, "strike.txt").stdout


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    done = run("stories", tmp_path / "nothing.txt")
    assert done.returncode not in (0, 70)
    assert "nothing.txt" in done.stderr


def test_compare_prints_id_and_relation(tmp_path: Path) -> None:
    rows = [
        {
            "id": "1",
            "a": "The port of Amarel is open.",
            "b": "But the port was closed at noon.",
            "date": "x",
        },
        {"id": "2", "a": "The strike went on.", "b": "The strike in Halvard is in its second week."},
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    assert run("compare", file).stdout.splitlines() == ["1\tweaken", "2\tstrengthen"]
    assert "“open” stands against “closed”" in run("compare", file, "--why").stdout
    file.write_text('{"id": "1"}\n', "utf-8")
    assert "line 1" in run("compare", file).stderr
