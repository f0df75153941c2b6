import hashlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.engine import read_pages
from onrecord.engine.local import AHEAD
from onrecord.errors import CapabilityError, UsageError
from onrecord.records import Article, Problem, Records, Snapshot, make_id
from onrecord.settings import Settings, load_settings
from tests.engine.readers import fail_to_prepare, read, rest

ONE, TWO = load_settings(workers=1), load_settings(workers=2)


def pages(*texts: str) -> list[Snapshot]:
    return [page(f"{i}.txt", text.encode()) for i, text in enumerate(texts)]


def page(path: str, data: bytes) -> Snapshot:
    digest = hashlib.sha256(data).hexdigest()
    return Snapshot(make_id("d", path, digest), path, data, digest, "text/plain", "utf-8", "utf-8")


def outcome(record: Records) -> tuple[str, str]:
    problems = record.all(Problem)
    return record.one(Snapshot).path, problems[0].code if problems else record.one(Article).text


def test_any_number_of_workers_gives_the_same_pages_in_the_same_order() -> None:
    given = pages("sleep 0.3", *(f"page {i}" for i in range(30)), "fail here")
    assert [outcome(one) for one in read_pages(given, TWO, read)] == [
        outcome(one) for one in read_pages(given, ONE, read)
    ]


@pytest.mark.parametrize("settings", [ONE, TWO], ids=["one process", "two processes"])
def test_a_page_that_fails_is_its_own_problem(settings: Settings) -> None:
    found = list(read_pages(pages("a", "fail Veldania", "b"), settings, read))
    assert [outcome(one)[1] for one in found] == ["a", "crashed", "b"]
    (problem,) = found[1].all(Problem)
    assert problem.fatal
    assert problem.path == "1.txt"
    assert problem.message == (
        "1.txt: reading it failed with ValueError: no sense in Veldania (readers.py, line 26); the page is left out"
    )
    assert found[1].one(Snapshot).path == "1.txt"


@pytest.mark.parametrize("settings", [ONE, TWO], ids=["one process", "two processes"])
def test_a_missing_parser_ends_the_run(settings: Settings) -> None:
    with pytest.raises(CapabilityError, match="no parser"):
        list(read_pages(pages("a", "lack", "b"), settings, read))


def test_a_page_that_kills_its_process_costs_that_page_alone() -> None:
    texts = [f"page {i}" for i in range(20)]
    texts[2] = texts[13] = "kill"
    found = [outcome(one)[1] for one in read_pages(pages(*texts), TWO, read)]
    assert found == ["crashed" if text == "kill" else text for text in texts]


HANGS = 90
"""Seconds after which a process counts as hanging; a busy machine needs many to end one."""
SHORT = load_settings(workers=1, max_page_seconds=1, max_page_memory=200_000_000)


def test_a_page_that_takes_too_long_is_ended_and_the_next_is_read() -> None:
    found = list(read_pages(pages("a", "sleep 60", "b"), SHORT, read))
    assert [outcome(one)[1] for one in found] == ["a", "timeout", "b"]
    assert found[1].all(Problem)[0].message == (
        "1.txt: reading it took more than 1 s, the setting max_page_seconds; the page is left out"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_page_that_hangs_in_a_library_is_ended() -> None:
    assert [outcome(one)[1] for one in read_pages(pages("hang", "b"), SHORT, read)] == ["timeout", "b"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_page_that_takes_too_much_memory_is_a_problem() -> None:
    found = [outcome(one)[1] for one in read_pages(pages("a", "take 400", "take 50", "b"), SHORT, read)]
    assert found == ["a", "memory", "take 50", "b"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_memory_that_earlier_pages_took_is_not_held_against_a_page() -> None:
    found = [outcome(one)[1] for one in read_pages(pages("keep 150", "take 150", "b"), SHORT, read)]
    assert found == ["keep 150", "take 150", "b"]


def test_what_a_reader_prints_does_not_disturb() -> None:
    assert [outcome(one)[1] for one in read_pages(pages("print", "b"), ONE, read)] == ["print", "b"]


def test_preparing_does_not_count_as_time_of_a_page() -> None:
    assert [outcome(one)[1] for one in read_pages(pages("a"), SHORT, read, rest)] == ["a"]


def test_what_is_missing_for_preparing_ends_the_run() -> None:
    with pytest.raises(CapabilityError, match="no parser"):
        list(read_pages(pages("a"), ONE, read, fail_to_prepare))


def test_records_that_cannot_be_passed_on_are_a_problem() -> None:
    found = [outcome(one)[1] for one in read_pages(pages("a", "unpicklable", "b"), TWO, read)]
    assert found == ["a", "crashed", "b"]


def test_a_reader_that_other_processes_cannot_find_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="function of a module"):
        list(read_pages(pages("a"), TWO, lambda snapshot, settings: Records([snapshot])))


def test_only_a_bounded_part_of_the_pile_is_taken_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Snapshot]:
        nonlocal taken
        while True:
            taken += 1
            yield pages(f"page {taken}")[0]

    reading = read_pages(endless(), TWO, read)
    next(reading)
    assert taken <= 2 * (1 + AHEAD)
    reading.close()  # type: ignore[attr-defined]


def test_no_pages_are_no_error() -> None:
    assert list(read_pages([], TWO, read)) == []


SCRIPT = """
    import signal, sys
    signal.signal(signal.SIGINT, signal.default_int_handler)  # What a shell starts in the background ignores it.
    sys.path.insert(0, {root!r})
    from onrecord.engine import read_pages
    from onrecord.settings import Settings, load_settings
    from tests.engine.readers import read
    from tests.engine.test_local import pages
    {guard}
        print("ready", flush=True)
        for one in read_pages(pages("a", *["sleep 30"] * 40), load_settings(workers=2), read):
            print("read", flush=True)
"""


def script(folder: Path, guard: str) -> subprocess.Popen[str]:
    path = folder / "run.py"
    root = str(Path(__file__).parents[2])
    path.write_text(textwrap.dedent(SCRIPT.format(root=root, guard=guard)), "utf-8")
    return subprocess.Popen([sys.executable, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sign", ["SIGINT", "SIGKILL"])
def test_no_process_is_left_behind(tmp_path: Path, sign: str) -> None:
    with script(tmp_path, 'if __name__ == "__main__":') as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        workers: list[str] = []
        until = time.monotonic() + HANGS
        while len(workers) < 2 and time.monotonic() < until:
            time.sleep(0.1)
            workers = children(run.pid)
        assert len(workers) >= 2
        time.sleep(0.5)
        os.kill(run.pid, getattr(signal, sign))
        assert run.wait(timeout=HANGS) != 0
        until = time.monotonic() + HANGS
        while any(alive(pid) for pid in workers) and time.monotonic() < until:
            time.sleep(0.1)
        assert [pid for pid in workers if alive(pid)] == []


def test_a_script_needs_no_main_guard(tmp_path: Path) -> None:
    with script(tmp_path, "if True:") as run:
        assert run.stdout is not None
        assert [run.stdout.readline(), run.stdout.readline()] == ["ready\n", "read\n"]
        run.kill()


def children(pid: int) -> list[str]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout.split()


def alive(pid: str) -> bool:
    listed = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip()) and not listed.stdout.strip().startswith("Z")
