"""The process that reads documents (:mod:`onrecord.acquire.desk`). Run as a file; it ends when its parent is gone."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from pathlib import Path
from typing import IO, Any


def main() -> None:
    """Read documents until there are no more."""
    incoming, outgoing = _take_pipes()
    sys.path[:] = pickle.load(incoming)
    while True:
        try:
            job = pickle.load(incoming)
        except EOFError:
            return
        _read(job, outgoing)


def _read(job: Any, outgoing: IO[bytes]) -> None:
    """Send what a document holds, item by item, then ``None``."""
    from onrecord.acquire.desk import too_much_memory
    from onrecord.acquire.documents import read_document
    from onrecord.acquire.limits import problem

    seconds = job.settings.max_page_seconds
    items = read_document(job, _limit_memory)
    try:
        _alarm(seconds)
        for item in items:
            _alarm(0)  # waiting for the parent is no time of the document
            _send(item, outgoing)
            _alarm(seconds)
    except MemoryError:
        _send(problem(job.path, too_much_memory(job.settings)), outgoing)
        _send(None, outgoing)
        os._exit(0)
    finally:
        _alarm(0)
    _send(None, outgoing)


def _send(item: Any, outgoing: IO[bytes]) -> None:
    pickle.dump(item, outgoing, pickle.HIGHEST_PROTOCOL)
    outgoing.flush()


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes to the parent, out of the reach of libraries that print or ask."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")


def _alarm(seconds: int) -> None:
    """Have the system end this process after that time of the processor, even within a library; 0 for not at all."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(size: int) -> None:
    """Let this process have ``size`` bytes more than it has now, where the system can hold it to that (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    now = pages * os.sysconf("SC_PAGE_SIZE")
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = now + size if most == resource.RLIM_INFINITY else min(now + size, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
