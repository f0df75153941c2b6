"""The process that reads pages: it can be ended at any moment, and it ends itself when its parent is gone.

Run as a file. It imports nothing of this package before its parent has said where the package lies. Over its
standard input come pickles: the parent's ``sys.path``, the settings with the reader, then one
:class:`~onrecord.records.Snapshot` after the other; over its standard output go ``None`` when it is ready, or an
error, then the records of each page.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
from typing import IO, Any


def main() -> None:
    """Read pages until there are no more."""
    incoming, outgoing = _take_pipes()
    sys.path[:] = pickle.load(incoming)
    from onrecord.confine import limit_memory
    from onrecord.engine.outcomes import FOR_ALL

    try:
        settings, read, prepare = pickle.load(incoming)
        if prepare is not None:
            prepare(settings)
    except FOR_ALL as why:
        _send(outgoing, why)
        return
    pages: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, pages), daemon=True).start()
    limit_memory(settings.max_page_memory)
    _send(outgoing, None)
    while True:
        _read_one(pages.get(), settings, read, outgoing)


def _read_one(snapshot: Any, settings: Any, read: Any, outgoing: IO[bytes]) -> None:
    """Read a page and send its records, or an error that is not about this page alone."""
    from onrecord.confine import alarm
    from onrecord.engine.outcomes import FOR_ALL, is_memory, lost, read_safely, too_much_memory

    alarm(settings.max_page_seconds)
    answer: Any
    try:
        answer = read_safely(snapshot, settings, read)
    except FOR_ALL as why:
        answer = why
    try:
        data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        answer = too_much_memory(snapshot, settings)
        data = pickle.dumps(answer)
    except Exception as error:
        answer = lost(snapshot, "crashed", f"its records could not be passed on ({type(error).__name__}: {error})")
        data = pickle.dumps(answer)
    alarm(0)
    outgoing.write(data)
    outgoing.flush()
    if not isinstance(answer, Exception) and is_memory(answer):
        os._exit(0)  # what is left of the memory may not do for the next page


def _listen(incoming: IO[bytes], pages: queue.SimpleQueue[Any]) -> None:
    """Take pages from the parent; without a parent there is nothing to do, whatever is being read."""
    while True:
        try:
            pages.put(pickle.load(incoming))
        except BaseException:
            os._exit(0)


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes to the parent, out of the reach of libraries that print or ask."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")


def _send(outgoing: IO[bytes], answer: Any) -> None:
    pickle.dump(answer, outgoing, pickle.HIGHEST_PROTOCOL)
    outgoing.flush()


if __name__ == "__main__":
    main()
