"""What holds a process that reads strangers' files to its time and memory, and how its parent is rid of it.

Pages are read in one such process (:mod:`onrecord.engine.child`), documents in another (``acquire/desk_child.py``); the
decisions 0004 and 0005 say why.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

PATIENCE = 5
"""How many times its seconds a page may take by the clock: another program may have the processor meanwhile."""
GRACE = 10
"""Seconds by the clock after which the system ends a process, should its parent not have done so."""
ALARMS = tuple(getattr(signal, name) for name in ("SIGPROF", "SIGALRM", "SIGXCPU") if hasattr(signal, name))
"""What the system ends a process with when its time is over."""
GONE = (EOFError, OSError, pickle.UnpicklingError, ValueError)
"""What talking to a process that has ended gives."""


def alarm(seconds: int) -> None:
    """Have the system end this process after that time of the processor, even within a library; 0 for not at all."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE + GRACE if seconds else 0)


def limit_memory(size: int) -> None:
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


def end(process: subprocess.Popen[bytes] | None) -> None:
    """End a process, if there is one, and free what it held."""
    if process is None:
        return
    process.kill()
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:  # what was still to be written finds no reader
            pass
    process.wait()
