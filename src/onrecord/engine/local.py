"""Reads pages on this machine, in this process or in several, with the same result in the same order.

A page that makes the reader fail, or kills its process, costs that page alone: it becomes a
:class:`~onrecord.records.Problem`, and the run goes on.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType

from onrecord.errors import CapabilityError, UsageError
from onrecord.records import Problem, Records, Snapshot, make_id
from onrecord.settings import Settings

Read = Callable[[Snapshot, Settings], Records]
Batch = list[Snapshot]

BATCH_PAGES = 4
"""Pages that a process takes at a time: passing them costs 1 ms, reading one 50 ms and more."""
BATCH_BYTES = 1_000_000
"""Bytes from which on a batch is full, however few its pages."""
AHEAD = 2
"""Batches in waiting for each process, so that none is idle while the results are used in order."""

_FOR_ALL = (CapabilityError, UsageError)
"""Errors that are not about one page: no parser, or a codebook that cannot be understood."""
_SAID = 300
"""Characters of an error's text that a problem repeats."""
_HERE = Path(__file__)


def read_pages(snapshots: Iterable[Snapshot], settings: Settings, read: Read) -> Iterator[Records]:
    """The records of each page, in the order of the pages, whatever the number of processes.

    Of ``snapshots`` no more is taken at a time than the processes can be kept busy with.

    Args:
        snapshots: the pages.
        settings: ``workers`` is the number of processes; with 1, pages are read in this one.
        read: reads one page; a function of a module, so that other processes can find it.

    Yields:
        The records of a page. A page that could not be read has its snapshot and a fatal problem with
        the code ``crashed``.

    Raises:
        CapabilityError, UsageError: as ``read`` raises them, since they hold for all pages; and if
            processes cannot be started.
    """
    if settings.workers == 1:
        for snapshot in snapshots:
            yield read_safely(snapshot, settings, read)
        return
    try:
        pickle.dumps(read)
    except (pickle.PicklingError, AttributeError, TypeError) as why:
        raise UsageError(f"other processes cannot find the reader {read!r}; give a function of a module") from why
    with _Workers(settings, read) as workers:
        yield from _in_order(_batches(snapshots), workers)


def read_safely(snapshot: Snapshot, settings: Settings, read: Read) -> Records:
    """The records of a page, or its snapshot and the problem that came up."""
    try:
        return read(snapshot, settings)
    except _FOR_ALL:
        raise
    except Exception as error:
        text = " ".join(str(error).split())[:_SAID]
        said = f"{type(error).__name__}: {text}" if text else type(error).__name__
        return _crashed(
            snapshot, f"reading it failed with {said}{_place(error.__traceback__)}; the page is left out"
        )


def _in_order(batches: Iterator[Batch], workers: _Workers) -> Iterator[Records]:
    """The records of all batches in order. What is under way is kept in a queue, its oldest batch first."""
    under_way: deque[tuple[Batch, Future[list[Records]]]] = deque()
    while True:
        while len(under_way) < workers.capacity and (batch := next(batches, None)) is not None:
            under_way.append((batch, workers.submit(batch)))
        if not under_way:
            return
        batch, future = under_way.popleft()
        try:
            yield from future.result()
        except _FOR_ALL:
            raise
        except Exception:
            # A process was killed, or records could not be sent back. Which of the batches under way killed
            # its process is not known. The oldest one is read page by page while the others wait, so each
            # break brings the run forward and no page is blamed for another.
            waiting = list(under_way)
            workers.restart()
            yield from _one_by_one(batch, workers)
            under_way = deque((batch, future if _good(future) else workers.submit(batch)) for batch, future in waiting)


def _good(future: Future[list[Records]]) -> bool:
    """Whether a batch has been read."""
    return future.done() and not future.cancelled() and future.exception() is None


def _one_by_one(batch: Batch, workers: _Workers) -> Iterator[Records]:
    """The records of the pages of a batch that failed as a whole; only one page is read at a time."""
    for snapshot in batch:
        try:
            yield from workers.submit([snapshot]).result()
        except _FOR_ALL:
            raise
        except BrokenProcessPool:
            workers.restart()
            yield _crashed(
                snapshot, "the process that read it was killed, perhaps for want of memory; the page is left out"
            )
        except Exception as error:
            yield _crashed(snapshot, f"its records could not be passed on ({type(error).__name__}: {error})")


class _Workers:
    """A pool of processes that can be started anew."""

    def __init__(self, settings: Settings, read: Read) -> None:
        self.capacity = settings.workers * (1 + AHEAD)
        self._settings = settings
        self._read = read
        self._pool = self._start()

    def submit(self, batch: Batch) -> Future[list[Records]]:
        """Have a batch read."""
        try:
            return self._pool.submit(_read_batch, batch, self._settings, self._read)
        except BrokenProcessPool as error:
            # A process was killed since the last look at results; whoever asks for this one learns of it.
            failed: Future[list[Records]] = Future()
            failed.set_exception(error)
            return failed

    def restart(self) -> None:
        """New processes in place of a pool that is broken."""
        self._stop()
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # "spawn" is what works alike on all systems; "fork" copies locks of threads that are not there.
        pool = ProcessPoolExecutor(
            self._settings.workers, multiprocessing.get_context("spawn"), initializer=_set_up_worker
        )
        try:
            pool.submit(os.getpid).result()
        except BrokenProcessPool as why:
            pool.shutdown()
            raise UsageError(
                "no further process can be started; in a script, put the call under "
                'if __name__ == "__main__": or set workers to 1'
            ) from why
        return pool

    def _stop(self) -> None:
        # The processes are ended at once: what they are reading is no longer wanted, and may be what hangs.
        processes = list((getattr(self._pool, "_processes", None) or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._pool.shutdown()
        else:
            self._stop()


def _batches(snapshots: Iterable[Snapshot]) -> Iterator[Batch]:
    """The pages in batches of a few."""
    batch: Batch = []
    size = 0
    for snapshot in snapshots:
        batch.append(snapshot)
        size += len(snapshot.data)
        if len(batch) == BATCH_PAGES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_batch(batch: Batch, settings: Settings, read: Read) -> list[Records]:
    """Runs in a worker."""
    return [read_safely(snapshot, settings, read) for snapshot in batch]


def _set_up_worker() -> None:
    """Runs in a worker at its start: Ctrl-C is the parent's to handle, and without a parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """End this process as soon as its parent has ended, even if that was killed; else it would wait for ever."""
    wait([sentinel])
    os._exit(1)


def _crashed(snapshot: Snapshot, why: str) -> Records:
    message = f"{snapshot.path}: {why}"
    problem = Problem(make_id("x", snapshot.id, "crashed"), "read", "crashed", message, snapshot.path)
    return Records([snapshot, problem])


def _place(traceback: TracebackType | None) -> str:
    """The file and line that an error came up in, rather of this package than of a library; for bug reports."""
    place = own = ""
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        if path != _HERE:
            place = f" ({path.name}, line {traceback.tb_lineno})"
            own = place if "onrecord" in path.parts else own
        traceback = traceback.tb_next
    return own or place
