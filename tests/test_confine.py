"""A process is held to its time and memory by the system itself, and its parent is rid of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from onrecord.confine import ALARMS, end


def child(program: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", "from onrecord.confine import alarm, limit_memory\n" + program]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such alarms")
def test_time_of_the_processor_is_held_down_within_a_library() -> None:
    # One call into C that would take minutes.
    with child("alarm(1)\nsum(range(10**11))") as process:
        assert -process.wait(timeout=60) in ALARMS


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such alarms")
def test_an_alarm_that_is_taken_back_does_not_ring() -> None:
    with child("alarm(1)\nalarm(0)\nsum(range(4 * 10**7))") as process:
        assert process.wait(timeout=60) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_memory_is_held_down_to_what_there_is_and_some_more() -> None:
    process = child(
        "limit_memory(50_000_000)\nbytearray(20_000_000)\nprint('first', flush=True)\nbytearray(90_000_000)"
    )
    told, _ = process.communicate(timeout=60)
    assert told.startswith(b"first")
    assert b"MemoryError" in told


def test_a_process_is_ended_and_its_pipes_are_closed() -> None:
    process = child("import time\ntime.sleep(600)")
    end(process)
    assert process.returncode is not None
    assert process.stdin is not None
    assert process.stdin.closed
    end(process)
    end(None)
