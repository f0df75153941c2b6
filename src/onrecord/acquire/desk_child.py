"""The process that reads documents (:mod:`onrecord.acquire.desk`). Run as a file; it ends when its parent is gone."""

from __future__ import annotations

import os
import pickle
import sys
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
    from onrecord.confine import alarm, limit_memory

    seconds = job.settings.max_page_seconds
    items = read_document(job, limit_memory)
    try:
        alarm(seconds)
        for item in items:
            alarm(0)  # waiting for the parent is no time of the document
            _send(item, outgoing)
            alarm(seconds)
    except MemoryError:
        _send(problem(job.path, too_much_memory(job.settings)), outgoing)
        _send(None, outgoing)
        os._exit(0)
    finally:
        alarm(0)
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


if __name__ == "__main__":
    main()
