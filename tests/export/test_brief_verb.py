"""``onrecord brief``: formats, files, and a whole run from pages to a brief."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import onrecord
from onrecord.cli.brief import brief as verb
from onrecord.errors import OutputError, RecordError, UsageError

ONE = """Ferry stopped

By Norwire

3 March 2031

“The ferry will not sail today,” harbour master Joren Vask said on Monday.

Dockers blocked the eastern gate of Port Amarel on Sunday.
"""
TWO = """Ferry sails again

5 March 2031

Joren Vask told reporters in Port Amarel on Tuesday that the ferry would sail again within a week.

The dockers had opened the eastern gate in the night, and the police had gone home, he added.
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    (folder / "one.txt").write_text(ONE, "utf-8")
    (folder / "two.txt").write_text(TWO, "utf-8")
    with onrecord.build([str(folder)], folder / "story.db"):
        pass
    return folder / "story.db"


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(verb)
    return made


def test_a_pipe_gets_plain_text_with_the_words_and_their_place(app: typer.Typer, story: Path) -> None:
    done = CliRunner().invoke(app, [str(story)])
    assert done.exit_code == 0
    assert "\x1b" not in done.output
    assert "“The ferry will not sail today,” [1:7]" in done.output
    assert "2 pages" in done.output


@pytest.mark.parametrize(("name", "start"), [("b.html", "<!DOCTYPE html>"), ("b.md", "# "), ("b.txt", "")])
def test_the_name_of_the_file_says_what_is_written(app: typer.Typer, story: Path, name: str, start: str) -> None:
    file = story.parent / name
    assert CliRunner().invoke(app, [str(story), "-o", str(file)]).exit_code == 0
    text = file.read_text("utf-8")
    assert text.lstrip().startswith(start)
    assert "The ferry will not sail today," in text
    again = story.parent / "again"
    assert CliRunner().invoke(app, [str(story), "-o", str(again), "--format", _format(name)]).exit_code == 0
    assert again.read_text("utf-8") == text


def _format(name: str) -> str:
    return {"html": "html", "md": "markdown", "txt": "terminal"}[name.split(".")[1]]


def test_what_cannot_be_written_is_told(app: typer.Typer, story: Path) -> None:
    done = CliRunner().invoke(app, [str(story), "-o", str(story.parent / "none" / "b.html")])
    assert isinstance(done.exception, OutputError)
    assert "cannot be written" in str(done.exception)
    done = CliRunner().invoke(app, [str(story), "-o", str(story.parent / "b.pdf")])
    assert isinstance(done.exception, UsageError)
    assert not (story.parent / "b.pdf").exists()


def test_a_file_that_is_no_record_is_told(app: typer.Typer, story: Path) -> None:
    done = CliRunner().invoke(app, [str(story.parent / "one.txt")])
    assert isinstance(done.exception, RecordError)
