"""Reads documents of others' making in a process of its own, which can be ended when a document takes too much.

Exports of archives, PDF, Word and RTF files, messages and Parquet tables are read by libraries, or by code that holds
the whole document. What such a file may cost is held down by the system, as for pages (decision 0004): an item (the
next article of the file) has ``max_page_seconds`` of the processor and five times that by the clock, and on Linux the
process may grow by ``max_page_memory``. A document that takes more costs itself alone; what came out of it before
stays, and the next document is read in a new process.

Over the pipe to the child go pickles: ``sys.path``, then a :class:`Job` for each document; back come each
:class:`~onrecord.records.Snapshot`, :class:`~onrecord.records.Problem` or :class:`Attachment`, and ``None`` at the end.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from onrecord.acquire.limits import RefusedError
from onrecord.acquire.sources import Source
from onrecord.confine import ALARMS, GONE, PATIENCE, end
from onrecord.records import Problem, Snapshot
from onrecord.settings import Settings

_CHILD = Path(__file__).with_name("desk_child.py")


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be read."""

    kind: str
    """What it holds: a key of ``documents.READERS``."""
    path: str
    """How the user knows it."""
    data: bytes | None
    """Its bytes, or ``None`` if they are to be read from ``file``."""
    file: str | None
    """Its name on this machine, for kinds that are read piece by piece."""
    settings: Settings
    """The limits, and the columns of tables."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that lies in a message."""

    name: str
    """Its name, of which only the ending is used."""
    data: bytes
    """Its bytes."""


Item = Snapshot | Problem | Attachment


class Desk:
    """The process that reads documents. It starts with the first one, and anew when it was lost."""

    def __init__(self, settings: Settings) -> None:
        """Keep the limits."""
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False

    def __enter__(self) -> Desk:
        """The desk itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None) -> None:
        """End the process."""
        self._drop()

    def items(self, source: Source, kind: str, data: bytes | None) -> Iterator[Item]:
        """What a document holds; ``data`` are its bytes, or ``None`` to have the child open ``source.file``.

        Raises:
            RefusedError: ``timeout``, ``memory`` or ``crashed``, after what was read before that.
        """
        job = Job(kind, source.path, data, None if data is not None else source.file, self._settings)
        self._ask(job)
        done = False
        try:
            spoiled = False
            while (item := self._receive()) is not None:
                spoiled = spoiled or (isinstance(item, Problem) and item.code == "memory")
                yield item
            done = not spoiled  # what is left of the memory may not do for the next document
        finally:
            if not done:  # the caller stopped, or the process is lost: what it would still say belongs to no one
                self._drop()

    def _ask(self, job: Job) -> None:
        """Send a document, to a new process if there is none or the old one has ended."""
        if self._process is None or self._process.poll() is not None:
            self._start()
        try:
            self._send(job)
        except GONE as why:
            raise self._why_gone() from why

    def _start(self) -> None:
        self._drop()
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Both allocators set address space aside by the gigabyte, which the limit would count.
            env={**os.environ, "MALLOC_ARENA_MAX": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"},
            start_new_session=sys.platform != "win32",  # Ctrl-C is the parent's to handle
        )
        self._send(sys.path)

    def _send(self, message: Any) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        pickle.dump(message, self._process.stdin, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()

    def _receive(self) -> Item | None:
        """The next item, or ``None`` after the last."""
        assert self._process is not None
        assert self._process.stdout is not None
        self._late = False
        timer = threading.Timer(self._settings.max_page_seconds * PATIENCE, self._end_late, (self._process,))
        timer.daemon = True
        timer.start()
        try:
            item: Item | None = pickle.load(self._process.stdout)
        except GONE as why:
            raise self._why_gone() from why
        finally:
            timer.cancel()
        return item

    def _end_late(self, process: subprocess.Popen[bytes]) -> None:
        """Runs when the time of an item is over."""
        self._late = True
        process.kill()

    def _why_gone(self) -> RefusedError:
        """Why there is no process any more."""
        assert self._process is not None
        code = self._process.wait()
        self._drop()
        if self._late or -code in ALARMS:
            limit = self._settings.max_page_seconds
            return RefusedError(
                "timeout", f"reading it took more than {limit} s, the setting max_page_seconds; the rest is left out"
            )
        if -code == getattr(signal, "SIGKILL", None):  # not by us: the system does that when memory runs out
            return too_much_memory(self._settings)
        name = signal.Signals(-code).name if code < 0 else f"code {code}"
        return RefusedError("crashed", f"the process that read it ended with {name}; the rest of it is left out")

    def _drop(self) -> None:
        process, self._process = self._process, None
        end(process)


def too_much_memory(settings: Settings) -> RefusedError:
    """The refusal of a document that takes too much memory."""
    limit = settings.max_page_memory // 1_000_000
    return RefusedError(
        "memory", f"reading it took more than {limit:,} MB, the setting max_page_memory; the rest of it is left out"
    )
