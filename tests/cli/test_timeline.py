"""``onrecord timeline``: of pages by actor, and of a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.pages import run

ONE = "Orvo opens mine\n\nOrvo opened a mine in Sundby on Monday. It hired 40 people.\n"
TWO = "Ilsa Doren bought a mine from Orvo on Tuesday.\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ONE, "utf-8")
    (tmp_path / "two.txt").write_text(TWO, "utf-8")
    (tmp_path / "days.tsv").write_text("one\t2031-05-14\ntwo\t2031-05-15\n", "utf-8")
    (tmp_path / "names.txt").write_text("Orvo\n\nIlsa Doren\n", "utf-8")
    return tmp_path


def test_pages_give_a_line_for_each_mention_of_a_deed_of_each_actor(texts: Path) -> None:
    result = run(
        "timeline", "--actors-from", texts / "names.txt", "--as-is", "--published-from", texts / "days.tsv",
        texts / "one.txt", texts / "two.txt",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["actor"], row["doc"], row["word"], row["date"]) for row in rows] == [
        ("Orvo", "one", "opens", "2031-05-12"),
        ("Orvo", "one", "opened", "2031-05-12"),
        ("Orvo", "one", "hired", "2031-05-12"),
        ("Orvo", "two", "bought", "2031-05-13"),
        ("Ilsa Doren", "two", "bought", "2031-05-13"),
    ]
    for row in rows:
        text = {"one": ONE, "two": TWO}[row["doc"]]
        assert text[row["start"] : row["end"]] == row["word"]
        assert row["word"] in row["sentence"]
    assert rows[0]["event"] == rows[1]["event"] != rows[2]["event"]


def test_a_record_gives_what_happened_by_day(tmp_path: Path) -> None:
    record = tmp_path / "story.db"
    (tmp_path / "pages").mkdir()
    text = "Envoys leave Sundby\n\nMay 6, 2031\n\nVeldania expelled two envoys of Marovia on Monday, officials said.\n"
    more = "\nOn Tuesday Marovia recalled its ambassador from Veldania. The ambassador will not return soon, it said.\n"
    (tmp_path / "pages" / "a.txt").write_text(text + more, "utf-8")
    assert run("build", tmp_path / "pages", "-o", record).returncode == 0
    result = run("timeline", record)
    assert result.returncode == 0, result.stderr
    assert "Veldania expelled two envoys" in result.stdout
    assert "[1:5]" in result.stdout
    objects = [json.loads(line) for line in run("timeline", record, "--json").stdout.splitlines()]
    days = [item["date"]["earliest"] or item["date"]["latest"] for item in objects]
    assert days == sorted(days)
    assert all(item["evidence"] for item in objects)
    nobody = run("timeline", record, "--actor", "Nobody Known")
    assert nobody.returncode == 0
    assert nobody.stdout.startswith("0 entries")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["one.txt"], "write --actor NAME"),
        (["one.txt", "--actor", "Orvo", "--place", "Sundby"], "--place, --story and --said are for a record"),
        (["one.txt", "--actors-from", "nothing.txt"], "nothing.txt cannot be read"),
        (["one.txt", "--actor", " "], "no name is given"),
    ],
)
def test_a_mistake_is_said_in_one_sentence(texts: Path, words: list[str], says: str) -> None:
    result = run("timeline", *[texts / word if word.endswith(".txt") else word for word in words])
    assert result.returncode == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
