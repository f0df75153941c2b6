"""The parent's side of a process that reads pages (:mod:`onrecord.engine.child`)."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from onrecord.confine import ALARMS, GONE, PATIENCE, end
from onrecord.engine import child
from onrecord.engine.outcomes import FOR_ALL, Prepare, Read, is_memory, lost, too_much_memory, too_slow
from onrecord.errors import UsageError
from onrecord.records import Records, Snapshot
from onrecord.settings import Settings


class ClosedError(Exception):
    """The worker was closed while it read."""


class Worker:
    """One process that reads one page at a time. It is started with the first page, and anew when it was lost."""

    def __init__(self, settings: Settings, read: Read, prepare: Prepare | None) -> None:
        """Keep what the process needs.

        Raises:
            UsageError: if another process could not find ``read`` or ``prepare``.
        """
        try:
            self._start_words = pickle.dumps((settings, read, prepare))
        except (pickle.PicklingError, AttributeError, TypeError) as why:
            raise UsageError(f"other processes cannot find the reader {read!r}; give a function of a module") from why
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._fresh = True
        self._late = False

    def read(self, snapshot: Snapshot) -> Records:
        """The records of a page, or its snapshot and a problem.

        Raises:
            CapabilityError, UsageError: as the reader raises them; and if no process can be started.
            ClosedError: if the worker was closed meanwhile.
        """
        self._start()
        fresh = self._fresh
        page = self._ask(snapshot)
        if is_memory(page) and not fresh:
            # Pages before it may have used up the memory; whether this one is too large shows a fresh process.
            self._start()
            page = self._ask(snapshot)
        return page

    def close(self) -> None:
        """End the process, whatever it does; from any thread, and for good."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()

    def drop(self) -> None:
        """Free what the process held, after it has ended."""
        process, self._process = self._process, None
        end(process)

    def _start(self) -> None:
        """Start a process, if there is none, and wait until it is ready."""
        if self._process is not None and self._process.poll() is None:
            return
        self.drop()
        with self._lock:
            if self._closed:
                raise ClosedError
            # Not forked (that copies locks of threads that are not there), and not by multiprocessing (that
            # runs the user's script a second time). -P: no module is taken from the folder that is worked in.
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(Path(child.__file__))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "MALLOC_ARENA_MAX": "1"},  # else each thread sets 64 MB of the memory aside
                start_new_session=sys.platform != "win32",  # Ctrl-C is the parent's to handle
            )
        self._fresh = True
        try:
            self._send(pickle.dumps(sys.path) + self._start_words)
            answer = self._receive()
        except GONE as why:
            code = self._process.wait()
            self.drop()
            if self._closed:
                raise ClosedError from None
            raise UsageError(f"the process that reads pages ended with code {code} before it could begin") from why
        if isinstance(answer, FOR_ALL):
            self.drop()
            raise answer

    def _ask(self, snapshot: Snapshot) -> Records:
        """Have a page read within its time."""
        self._late = False
        timer = threading.Timer(self._settings.max_page_seconds * PATIENCE, self._end_late)
        timer.daemon = True
        timer.start()
        try:
            self._send(pickle.dumps(snapshot, pickle.HIGHEST_PROTOCOL))
            answer = self._receive()
        except GONE:
            return self._why_gone(snapshot)
        finally:
            timer.cancel()
        self._fresh = False
        if self._late or (isinstance(answer, Records) and is_memory(answer)):
            self.drop()
        if isinstance(answer, FOR_ALL):
            raise answer
        assert isinstance(answer, Records)
        return answer

    def _why_gone(self, snapshot: Snapshot) -> Records:
        """The problem of a page whose process has ended."""
        assert self._process is not None
        code = self._process.wait()
        self.drop()
        if self._closed:
            raise ClosedError
        if self._late or -code in ALARMS:
            return too_slow(snapshot, self._settings)
        if -code == getattr(signal, "SIGKILL", None):  # not by us: the system does that when memory runs out
            return too_much_memory(snapshot, self._settings)
        name = signal.Signals(-code).name if code < 0 else f"code {code}"
        return lost(snapshot, "crashed", f"the process that read it ended with {name}, perhaps for want of memory")

    def _end_late(self) -> None:
        """Runs when the time of a page is over."""
        self._late = True
        process = self._process
        if process is not None:
            process.kill()

    def _send(self, data: bytes) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def _receive(self) -> Any:
        assert self._process is not None
        assert self._process.stdout is not None
        return pickle.load(self._process.stdout)
