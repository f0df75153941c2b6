"""Builds in processes that are ended at will, and what became of the record."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import onrecord
from onrecord.records import Run
from onrecord.store import Database
from tests.cli.pages import PAGES

SETTINGS = onrecord.load_settings(workers=1)
FAILED = 99
"""Exit code of a process whose error was not one of ours."""


def write_pages(folder: Path) -> Path:
    """A dozen small pages: three texts in four outlets each, a copy, and a page that cannot be read."""
    folder.mkdir()
    for number in range(4):
        for name, text in PAGES.items():
            (folder / f"{number}-{name}").write_text(text.replace("Port Amarel", f"Port Amarel {number}"), "utf-8")
    (folder / "copy.txt").write_text(PAGES["a.txt"].replace("Port Amarel", "Port Amarel 0"), "utf-8")
    (folder / "noise.txt").write_bytes(b"\x00\x01\x02" * 99)
    return folder


def build(pages: Path, story: Path) -> None:
    onrecord.build(pages, story, settings=SETTINGS).close()


def start(work: Callable[[], None]) -> int:
    """Do some work in a process of its own, which starts with the parser loaded. Its id."""
    child = os.fork()
    if child:
        return child
    code = FAILED
    try:
        work()
        code = 0
    except onrecord.OnrecordError as error:
        code = error.exit_code
    except KeyboardInterrupt:
        code = 130
    finally:
        os._exit(code)


def end(child: int, after: float, how: signal.Signals) -> int:
    """Send a process a signal after so many seconds. Its exit code, or minus the signal that ended it."""
    limit = time.monotonic() + after
    while time.monotonic() < limit:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, how)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def finish(child: int) -> int:
    """Wait for a process. Its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def digest(story: Path) -> str:
    """A digest of all that a record holds but the counts of its last run, and of the words that search finds."""
    with Database.open(story) as database:
        assert database.verify().violations == ()
        held = [repr(item) for item in database.load(snapshots=True) if not isinstance(item, Run)]
        marks = sorted(repr(mark) for marks in database.marks().values() for mark in marks.values())
    with onrecord.open_record(story) as record:
        hits = repr([record.search(query) for query in ("port", "talks OR ships", '"no choice"')])
    return hashlib.sha256("\n".join([*held, *marks, hits]).encode()).hexdigest()


def sound(story: Path) -> None:
    """A record that was left by a process that was ended holds whole pages or none, and nothing that is not so."""
    if not story.exists() or not story.stat().st_size:
        return
    raw = sqlite3.connect(story)
    tables = raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
    if tables:
        with Database.open(story) as database:
            assert database.verify().violations == ()
            database.load()


def make_stale(story: Path) -> None:
    """Let every page of a record look as if older stages had read it."""
    raw = sqlite3.connect(story)
    raw.execute("UPDATE stage_mark SET version = 'older'")
    raw.commit()
    raw.close()
