"""Reads pages on this machine, in one process beside this one or in several, with the same result in the same order.

A page never takes more than ``max_page_seconds`` of time or, where the system can hold it to that,
``max_page_memory`` of memory. One that does, makes the reader fail, or kills its process, costs that page alone:
it becomes a :class:`~onrecord.records.Problem` (:mod:`onrecord.engine.outcomes`), and the run goes on.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from onrecord.engine.outcomes import Prepare, Read
from onrecord.engine.worker import Worker
from onrecord.records import Records, Snapshot
from onrecord.settings import Settings

AHEAD = 2
"""Pages in waiting for each process, so that none is idle while the results are used in order."""


def read_pages(
    snapshots: Iterable[Snapshot], settings: Settings, read: Read, prepare: Prepare | None = None
) -> Iterator[Records]:
    """The records of each page, in the order of the pages, whatever the number of processes.

    Of ``snapshots`` no more is taken at a time than the processes can be kept busy with.

    Args:
        snapshots: the pages.
        settings: ``workers`` is the number of processes, ``max_page_seconds`` and ``max_page_memory`` their limits.
        read: reads one page; a function of a module, so that other processes can find it.
        prepare: loads what ``read`` needs, so that it does not count as time of the first page; such a function too.

    Yields:
        The records of a page. A page that could not be read has its snapshot and a fatal problem with
        the code ``timeout``, ``memory`` or ``crashed``.

    Raises:
        CapabilityError, UsageError: as ``read`` and ``prepare`` raise them, since they hold for all pages; and if
            processes cannot be started.
    """
    workers = [Worker(settings, read, prepare) for _ in range(settings.workers)]
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def one(snapshot: Snapshot) -> Records:
        worker = idle.get()
        try:
            return worker.read(snapshot)
        finally:
            idle.put(worker)

    # The threads only wait for their processes.
    threads = ThreadPoolExecutor(settings.workers, "onrecord-reader")
    try:
        yield from _in_order(iter(snapshots), one, threads, settings.workers * (1 + AHEAD))
    finally:
        for worker in workers:
            worker.close()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.drop()


def _in_order(
    snapshots: Iterator[Snapshot], one: Callable[[Snapshot], Records], threads: ThreadPoolExecutor, capacity: int
) -> Iterator[Records]:
    """The records of all pages in order. What is under way is kept in a queue, its oldest page first."""
    under_way: deque[Future[Records]] = deque()
    while True:
        while len(under_way) < capacity and (snapshot := next(snapshots, None)) is not None:
            under_way.append(threads.submit(one, snapshot))
        if not under_way:
            return
        yield under_way.popleft().result()
