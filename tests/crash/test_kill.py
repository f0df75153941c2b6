"""A build may be ended at any moment: what is left is sound, and the same build again gives the same record."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.store import Database
from tests.cli.pages import run
from tests.crash.builds import build, digest, end, finish, make_stale, sound, start, write_pages

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and signals")

KILLS = 30
"""Rounds; half of them begin with nothing, half with a record that is read anew. Four run always."""
NOBODY = 65534


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("crash") / "pages")


@pytest.fixture(scope="module")
def whole(pages: Path) -> Path:
    """The record of a build that nobody disturbed."""
    build(pages, pages.parent / "whole.db")
    return pages.parent / "whole.db"


@pytest.fixture(scope="module")
def seconds(pages: Path, whole: Path) -> float:
    """What such a build takes once the parser is loaded."""
    begin = time.monotonic()
    assert finish(start(lambda: build(pages, pages.parent / "timed.db"))) == 0
    return time.monotonic() - begin


@pytest.fixture(scope="module")
def expected(whole: Path) -> str:
    return digest(whole)


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, KILLS))])
def test_a_build_that_is_killed_goes_on(
    pages: Path, whole: Path, seconds: float, expected: str, tmp_path: Path, seed: int
) -> None:
    story = tmp_path / "story.db"
    if seed % 2:
        shutil.copy(whole, story)
        make_stale(story)
    code = end(start(lambda: build(pages, story)), random.Random(seed).uniform(0, seconds), signal.SIGKILL)
    assert code in (0, -signal.SIGKILL)
    sound(story)
    build(pages, story)
    assert digest(story) == expected
    assert [found.name for found in tmp_path.iterdir()] == ["story.db"]


def test_a_build_that_is_killed_again_and_again(pages: Path, seconds: float, expected: str, tmp_path: Path) -> None:
    story = tmp_path / "story.db"
    chance = random.Random(7)
    for _ in range(5):
        end(start(lambda: build(pages, story)), chance.uniform(seconds / 9, seconds / 3), signal.SIGKILL)
        sound(story)
    build(pages, story)
    assert digest(story) == expected


@pytest.mark.parametrize("seed", range(4))
def test_ctrl_c_in_the_middle_of_a_page(pages: Path, seconds: float, expected: str, tmp_path: Path, seed: int) -> None:
    story = tmp_path / "story.db"
    code = end(start(lambda: build(pages, story)), random.Random(seed).uniform(0.1, 0.9) * seconds, signal.SIGINT)
    assert code in (0, 130)
    sound(story)
    build(pages, story)
    assert digest(story) == expected


@pytest.mark.parametrize("size", [1_000, 60_000, 250_000, 330_000, 400_000])
def test_a_disk_that_is_full(pages: Path, whole: Path, expected: str, tmp_path: Path, size: int) -> None:
    import resource

    story = tmp_path / "story.db"

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        build(pages, story)

    code = finish(start(work))
    assert code == 4 or (code == 0 and size > whole.stat().st_size)
    sound(story)
    build(pages, story)
    assert digest(story) == expected


def test_two_builds_of_one_record(pages: Path, whole: Path, expected: str, tmp_path: Path) -> None:
    story = tmp_path / "story.db"
    shutil.copy(whole, story)
    with Database.open(story, write=True):
        result = run("build", pages, "-o", story)
    assert result.returncode == 4
    assert "is being written by another build" in result.stderr
    assert digest(story) == expected


def test_builds_that_race_leave_a_whole_record(pages: Path, expected: str, tmp_path: Path) -> None:
    story = tmp_path / "story.db"
    codes = [finish(child) for child in [start(lambda: build(pages, story)) for _ in range(4)]]
    assert set(codes) <= {0, 4}
    assert 0 in codes
    assert digest(story) == expected
    assert [found.name for found in tmp_path.iterdir()] == ["story.db"]


@pytest.fixture
def closed(whole: Path) -> Iterator[Path]:
    """A folder that others than root may read and not write, with a record in it."""
    folder = Path(tempfile.mkdtemp(prefix="closed-"))
    shutil.copy(whole, folder / "story.db")
    (folder / "page.txt").write_text("A page about a port.", "utf-8")
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_cannot_be_written(closed: Path, expected: str) -> None:
    def as_nobody() -> None:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    def read() -> None:
        as_nobody()
        assert digest(closed / "story.db") == expected

    def write() -> None:
        as_nobody()
        with pytest.raises(onrecord.OutputError, match="cannot be written"):
            build(closed / "page.txt", closed / "new.db")
        build(closed / "page.txt", closed / "story.db")

    assert finish(start(read)) == 0
    assert finish(start(write)) == 4
    assert {found.name for found in closed.iterdir()} == {"story.db", "page.txt"}
