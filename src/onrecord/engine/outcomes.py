"""What becomes of a page that could not be read: its snapshot and a fatal problem.

=========== ===================================================================================
code        meaning
=========== ===================================================================================
``timeout`` reading it took longer than the setting ``max_page_seconds``
``memory``  reading it took more memory than the setting ``max_page_memory``
``crashed`` the reader failed on it, or its process was ended by something else
=========== ===================================================================================
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Literal

from onrecord.errors import CapabilityError, UsageError
from onrecord.records import Problem, Records, Snapshot, make_id
from onrecord.settings import Settings

Read = Callable[[Snapshot, Settings], Records]
"""Reads one page."""
Prepare = Callable[[Settings], None]
"""Loads what reading needs; runs once in each process, before its first page."""

FOR_ALL = (CapabilityError, UsageError)
"""Errors that are not about one page: no parser, or a codebook that cannot be understood."""

_SAID = 300
"""Characters of an error's text that a problem repeats."""
_HERE = Path(__file__)


def read_safely(snapshot: Snapshot, settings: Settings, read: Read) -> Records:
    """The records of a page, or its snapshot and the problem that came up."""
    try:
        return read(snapshot, settings)
    except FOR_ALL:
        raise
    except MemoryError:
        return too_much_memory(snapshot, settings)
    except Exception as error:
        text = " ".join(str(error).split())[:_SAID]
        said = f"{type(error).__name__}: {text}" if text else type(error).__name__
        return lost(snapshot, "crashed", f"reading it failed with {said}{_place(error.__traceback__)}")


def too_slow(snapshot: Snapshot, settings: Settings) -> Records:
    """A page that took too long."""
    limit = settings.max_page_seconds
    return lost(snapshot, "timeout", f"reading it took more than {limit} s, the setting max_page_seconds")


def too_much_memory(snapshot: Snapshot, settings: Settings) -> Records:
    """A page that took too much memory."""
    limit = settings.max_page_memory // 1_000_000
    return lost(snapshot, "memory", f"reading it took more than {limit:,} MB, the setting max_page_memory")


def lost(snapshot: Snapshot, code: Literal["timeout", "memory", "crashed"], why: str) -> Records:
    """The records of a page that could not be read."""
    message = f"{snapshot.path}: {why}; the page is left out"
    problem = Problem(make_id("x", snapshot.id, code), "read", code, message, snapshot.path)
    return Records([snapshot, problem])


def is_memory(page: Records) -> bool:
    """Whether a page was lost for want of memory."""
    return any(problem.stage == "read" and problem.code == "memory" for problem in page.all(Problem))


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
