"""Progress on standard error: after two seconds, and only where someone looks."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.cli._output import plain

if TYPE_CHECKING:
    from onrecord.record import Progress

STEPS = {
    "load": "looking up what is known",
    "resolve": "finding out who is who and when it was",
    "group": "finding copies and stories",
    "relate": "setting stories side by side",
    "write": "writing what was found",
}
"""What is done once the pages are read, in words."""
AFTER = 2.0
"""Seconds before anything is shown: a short run needs no progress."""
_WIDTH = 40
_MANY = frozenset({".zip", ".gz", ".warc", ".tar", ".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet"})
"""Endings of files that hold any number of pages."""


@contextmanager
def watch(inputs: list[str]) -> Iterator[Callable[[Progress], None] | None]:
    """A function to call after each page; ``None`` where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.status import Status

    status = Status("", console=Console(stderr=True, highlight=False, markup=False))
    start = time.monotonic()
    total = expected(inputs)
    # Of its own accord, since a step that begins before may last long without a word.
    timer = threading.Timer(AFTER, status.start)
    timer.daemon = True
    timer.start()

    def progress(now: Progress) -> None:
        from rich.text import Text

        status.update(Text(describe(now, total, time.monotonic() - start)))

    try:
        yield progress
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def describe(now: Progress, total: int | None, seconds: float) -> str:
    """One line: pages done, rate, time left, and the page at hand."""
    if now.step != "read":
        more = f", {now.part} of {now.parts}" if now.parts else ""
        return f"{now.done} pages read; {STEPS[now.step]}{more}"
    rate = now.done / seconds if seconds else 0.0
    parts = [f"{now.done}{f' of {total}' if total else ''} pages", f"{rate:.1f} a second"]
    if total and rate and total > now.done:
        left = round((total - now.done) / rate)
        parts.append(f"{left // 60}:{left % 60:02d} left")
    if now.failed:
        parts.append(f"{now.failed} failed")
    # The end of a path is what tells it from the others.
    name = now.path if len(now.path) <= _WIDTH else f"…{now.path[1 - _WIDTH :]}"
    return ", ".join(parts) + f"  {plain(name)}"


def expected(inputs: list[str]) -> int | None:
    """How many pages will come, if files and folders alone are given; ``None`` if it cannot be told."""
    files: list[Any] = []
    for name in inputs:
        path = Path(name)
        files += [found for found in path.rglob("*") if found.is_file()] if path.is_dir() else [path]
    return None if any(file.suffix.lower() in _MANY for file in files) else len(files)
