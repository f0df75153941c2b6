"""The command line as a user meets it: sentences, exit codes, and streams."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli import VERBS, make_app
from onrecord.cli._output import plain, when
from onrecord.cli._progress import describe, expected
from onrecord.cli.show import EVENT, STATEMENT, bracketed
from onrecord.record import Progress
from onrecord.records import DateInterval
from onrecord.store import Database
from tests.cli.pages import run, write_pages
from tests.store.samples import RUN, first_page, pile, second_page

RUNNER = CliRunner()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A record made without any stage, with all kinds of records."""
    with Database.create(tmp_path / "sample.db") as database:
        database.write_page(first_page())
        database.write_page(second_page())
        database.write_relations(pile())
        database.write_run(RUN)
    return tmp_path / "sample.db"


def invoke(*words: object) -> str:
    """Run a verb in this process and return what it printed."""
    result = RUNNER.invoke(make_app(), [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


# What to type


def test_alone_it_says_what_to_type_next() -> None:
    said = invoke()
    assert "onrecord build" in said
    assert len(said.splitlines()) <= 5


@pytest.mark.parametrize("verb", [None, *VERBS])
def test_every_help_text_shows_an_example(verb: str | None) -> None:
    said = invoke(*([verb] if verb else []), "--help")
    assert "Example" in said
    assert f"onrecord {verb or ''}" in said.partition("Example")[2]


def test_every_verb_says_in_the_list_what_it_is_for() -> None:
    listed = invoke("--help")
    for verb in VERBS:
        assert f"\n  {verb}" in listed
    assert "..." not in listed.partition("Commands:")[2].partition("Example:")[0]


def test_version() -> None:
    assert invoke("--version").strip() == f"onrecord {onrecord.__version__}"


def test_help_loads_no_parser() -> None:
    program = (
        "import sys\nfrom onrecord.cli import make_app\nmake_app()\n"
        "print([name for name in ('spacy', 'lxml', 'sqlite3') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.strip() == b"[]"


# build


def test_build_says_what_came_of_every_page(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages")
    (pages / "copy.txt").write_bytes((pages / "a.txt").read_bytes())
    (pages / "empty.txt").write_bytes(b"")
    result = run("build", pages, "-o", tmp_path / "story.db")
    assert result.returncode == 1, result.stderr
    assert "5 pages = 3 stored + 1 duplicate + 1 failed" in result.stdout
    assert "empty.txt" in result.stderr
    assert "copy.txt" in result.stderr
    assert "next: onrecord" in result.stderr
    assert "Traceback" not in result.stderr
    assert {found.name for found in tmp_path.iterdir()} == {"pages", "story.db"}


@pytest.mark.parametrize("kind", ["missing", "empty"])
def test_an_input_without_pages_leaves_nothing_behind(tmp_path: Path, kind: str) -> None:
    pages = tmp_path / "pages"
    if kind == "empty":
        pages.mkdir()
    result = run("build", pages, "-o", tmp_path / "story.db")
    assert result.returncode == 3
    assert result.stderr.startswith("onrecord: nothing could be read")
    assert not (tmp_path / "story.db").exists()


def test_output_that_cannot_be_written_is_said_before_anything_is_read(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages")
    theirs = tmp_path / "letter.db"
    theirs.write_text("Dear Odo,", "utf-8")
    for output in (tmp_path / "none" / "story.db", pages, theirs):
        result = run("build", pages, "-o", output)
        assert result.returncode == 4, result.stderr
        assert result.stderr.startswith("onrecord: ")
        assert "Traceback" not in result.stderr
    assert theirs.read_text("utf-8") == "Dear Odo,"


def test_a_column_map_that_is_not_understood(tmp_path: Path) -> None:
    result = run("build", write_pages(tmp_path), "-o", tmp_path / "story.db", "--map", "text")
    assert result.returncode == 2
    assert "COLUMN=FIELD" in result.stderr


def test_pages_out_of_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        for page in write_pages(tmp_path / "pages").iterdir():
            archive.write(page, page.name)
    invoke("build", tmp_path / "pages.zip", "-o", tmp_path / "story.db")
    listed = invoke("articles", tmp_path / "story.db")
    assert "pages.zip!a.txt" in listed
    assert "3 pages in" in listed


# Records that are none


@pytest.mark.parametrize("verb", ["articles", "findings", "verify", "show"])
def test_files_that_are_no_record(tmp_path: Path, sample: Path, verb: str) -> None:
    (tmp_path / "page.txt").write_text("A page.", "utf-8")
    (tmp_path / "cut.db").write_bytes(sample.read_bytes()[:5000])
    for name, code in (("none.db", 3), ("page.txt", 5), ("cut.db", 5)):
        words = [verb, str(tmp_path / name), *(["1"] if verb == "show" else [])]
        with pytest.raises(onrecord.OnrecordError) as caught:
            invoke(*words)
        assert caught.value.exit_code == code
        assert name in str(caught.value)


def test_an_error_is_one_sentence_and_its_code(tmp_path: Path) -> None:
    result = run("articles", tmp_path / "none.db")
    assert result.returncode == 3
    assert result.stderr == f"onrecord: there is no record at {tmp_path / 'none.db'}\n"
    assert result.stdout == ""


# Reading a record


def test_verify_counts_and_finds_a_change_by_hand(sample: Path) -> None:
    assert "spans and 2 snapshots checked" in invoke("verify", sample)
    import sqlite3

    connection = sqlite3.connect(sample)
    connection.execute("UPDATE span SET exact = 'gate' WHERE exact = 'said'")
    connection.commit()
    connection.close()
    result = run("verify", sample)
    assert result.returncode == 5
    assert "quotes 'gate', but the page says 'said'" in result.stderr
    assert "does not hold: 1 violation" in result.stderr


def test_a_built_record_verifies(story: Path) -> None:
    assert " spans and 3 snapshots checked" in invoke("verify", story)


def test_articles_have_the_dates_that_the_pile_gave(sample: Path) -> None:
    first, second = (json.loads(line) for line in invoke("articles", sample, "--json").splitlines())
    assert first["path"] == "a.txt"
    assert (first["published"]["earliest"], first["published"]["latest"]) == ("2031-05-04", "2031-05-05")
    assert first["published"]["basis"] == "inferred"
    assert first["published"]["evidence"][0]["exact"] == "4 May 2031"
    assert second["published"]["basis"] == "stated"
    assert "4 May 2031 to 5 May 2031 (inferred)" in invoke("articles", sample)


def test_findings_quote_the_pages(sample: Path) -> None:
    (finding,) = (json.loads(line) for line in invoke("findings", sample, "--json").splitlines())
    texts = {"a.txt": second_page().one(onrecord.Article).text, "b.txt": first_page().one(onrecord.Article).text}
    assert finding["kind"] == "contradiction"
    assert finding["dates"] == ["2031-05-05", "2031-05-04"]
    assert {piece["path"] for piece in finding["evidence"][:2]} == {"a.txt", "b.txt"}
    for piece in [*finding["evidence"], *(piece for side in finding["sides"] for piece in side["evidence"])]:
        assert texts[piece["path"]][piece["start"] : piece["end"]] == piece["exact"]
    said = invoke("findings", sample)
    assert "contradiction · the port" in said
    assert "[2:3] Post: “closed”" in said  # With the outlet, as in the brief.
    assert any("[1:3]" in line and line.endswith("“was open”") for line in said.splitlines())


def test_show_marks_what_was_read(sample: Path) -> None:
    for name in ("2", "b.txt"):
        said = invoke("show", sample, name)
        assert "{Minister Ilsa Doren} said on @Monday@" in said
        assert "#More than 40 ships#" in said
        assert "Ilsa Doren, via Norwire · say · 5 May 2031" in said


@pytest.mark.parametrize("name", ["0", "3", "z.txt", ".txt"])
def test_show_says_which_page_it_does_not_know(sample: Path, name: str) -> None:
    with pytest.raises(onrecord.InputError, match=r"there is no page|may be a\.txt or b\.txt"):
        invoke("show", sample, name)


def test_doctor_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "none.toml").write_text('models = ["no_such_parser"]', "utf-8")
    result = run("doctor", "--settings", tmp_path / "none.toml")
    assert result.returncode == 6
    assert "sqlite" in result.stdout
    assert "installs one" in result.stderr
    assert "works: en_core" in invoke("doctor")


# annotate

HOSTILE = (
    "😀 Cafe\u0301 שלום said:\r\n\r\n"
    "“The port is closed,” Minister Ilsa Doren told reporters \U0001f469\u200d\U0001f467 "
    "on Monday.\r\n𝒪n 3 May, 40 ships left.\r\n"
)


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        inner = [span for item in value.values() for span in spans(item)]
        return [value, *inner] if {"start", "end", "exact"} <= value.keys() else inner
    return [span for item in value for span in spans(item)] if isinstance(value, list) else []


def test_annotate_as_is_counts_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_bytes(HOSTILE.encode())
    page = json.loads(invoke("annotate", "--as-is", "--published", "2031-05-06", "--publisher", "Post", path))
    assert page["article"]["text"] == HOSTILE
    assert page["article"]["publisher"] == "Post"
    found = spans(page)
    assert len(found) > 5
    for span in found:
        assert HOSTILE[span["start"] : span["end"]] == span["exact"]
    assert "2031-05-05" in {time["value"] for time in page["times"]}


def test_annotate_without_it_leads_back_to_the_stored_text(tmp_path: Path) -> None:
    page = json.loads(invoke("annotate", write_pages(tmp_path) / "a.txt"))
    text, source = page["article"]["text"], (tmp_path / "a.txt").read_text("utf-8")
    for start, origin, length in page["article"]["source_map"]:
        assert text[start : start + length] == source[origin : origin + length]
    for span in spans([page["statements"], page["events"], page["figures"], page["times"], page["actors"]]):
        assert text[span["start"] : span["end"]] == span["exact"]


def test_annotate_keeps_the_order_of_the_input_and_a_line_for_each(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages")
    names = [pages / "b.txt", tmp_path / "none.txt", pages / "a.txt", pages / "b.txt"]
    result = RUNNER.invoke(make_app(), ["annotate", *map(str, names)])
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["article"]["path"] for line in lines] == [str(name) for name in names]
    assert lines[1]["article"]["text"] == ""
    assert lines[1]["problems"][0]["code"] == "missing"


def test_days_of_a_table_come_before_the_day_for_all(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages")
    (tmp_path / "days.tsv").write_text("\ufeffa\t2031-05-05\n\nb\t\n", "utf-8")
    said = invoke(
        "annotate", "--as-is", "--published-from", tmp_path / "days.tsv", "--published", "2030-01-01",
        pages / "a.txt", pages / "b.txt",
    )  # fmt: skip
    days = [json.loads(line)["article"]["published"]["earliest"] for line in said.splitlines()]
    assert days == ["2031-05-05", "2030-01-01"]


@pytest.mark.parametrize("table", ["a 2031-05-05\n", "a\t5 May\n"])
def test_days_that_are_not_understood(tmp_path: Path, table: str) -> None:
    (tmp_path / "days.tsv").write_text(table, "utf-8")
    with pytest.raises(onrecord.UsageError):
        invoke("annotate", "--published-from", tmp_path / "days.tsv", write_pages(tmp_path) / "a.txt")


def test_a_reader_that_has_had_enough_ends_it_quietly(sample: Path) -> None:
    many = pile()
    finding = many.one(onrecord.Finding)
    many.add(*(replace(finding, id=f"r_{number}") for number in range(500)))
    with Database.open(sample, write=True) as database:
        database.write_relations(many)
    program = [sys.executable, "-c", "from onrecord.cli import main; main()", "findings", str(sample), "--json"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["kind"] == "contradiction"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_output_is_utf8_whatever_the_system_says(sample: Path) -> None:
    result = run("show", sample, "2", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert result.returncode == 0, result.stderr
    assert "“⟦the port⟧" in result.stdout


# Small parts


def test_a_page_cannot_drive_the_terminal() -> None:
    hostile = "\x1b[31mred\x07\u202eevil\x9b2J\r\nnext"
    shown = plain(hostile)
    assert len(shown) == len(hostile)
    assert shown == "�[31mred��evil�2J  next"


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (DateInterval(), "unknown"),
        (DateInterval("2031-05-04", "2031-05-04", "stated"), "4 May 2031"),
        (DateInterval("2031-05-04", None, "resolved"), "not before 4 May 2031"),
        (DateInterval(None, "2031-05-04", "resolved"), "by 4 May 2031"),
        (DateInterval("2031-05-04", "2031-06-01", "resolved"), "4 May 2031 to 1 Jun 2031"),
    ],
)
def test_dates_as_people_write_them(date: DateInterval, said: str) -> None:
    assert when(date) == said


def test_brackets_of_passages_nest() -> None:
    found = [(STATEMENT, 0, 9), (EVENT, 0, 3), (EVENT, 6, 9), (EVENT, 6, 9)]
    assert bracketed("abc de fgh", found) == "⟦‹abc› de‹ fg›⟧h"


def test_progress_tells_rate_and_time_left() -> None:
    said = describe(Progress(given=30, stored=18, duplicate=1, failed=1, path="x/page\x1b.txt"), 100, 10.0)
    assert said == "20 of 100 pages, 2.0 a second, 0:40 left, 1 failed  x/page�.txt"
    assert "side by side" in describe(Progress(stored=3, step="relate"), None, 3.0)


def test_how_many_pages_will_come(tmp_path: Path) -> None:
    pages = write_pages(tmp_path)
    assert expected([str(pages)]) == 3
    (pages / "more.csv").write_text("text\n", "utf-8")
    assert expected([str(pages)]) is None


def test_progress_is_quiet_where_nobody_looks() -> None:
    from onrecord.cli._progress import watch

    assert not io.StringIO().isatty()
    with watch([]) as progress:
        assert progress is None or os.isatty(2)
