"""Hostile documents: each ends as pages or a problem within its limits, and the next document is read."""

from __future__ import annotations

import gzip
import resource
import sys
import time
from pathlib import Path

import pytest

from onrecord.acquire import acquire
from onrecord.records import Problem, Snapshot
from onrecord.settings import Settings, load_settings
from tests.acquire.makers import LEAD
from tests.hostile.document_bombs import DOCUMENTS, LARGE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory is measured as POSIX does")

PARENT = 300_000_000
"""Bytes by which reading hostile documents may raise the memory of this process."""


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def codes(folder: Path, settings: Settings) -> dict[str, str]:
    """What became of each file: ``page`` or the code of its problem."""
    found: dict[str, str] = {}
    for one in acquire([str(folder)], settings):
        name = one.path.removeprefix(f"{folder}/").partition("#")[0].partition("!")[0]
        found[name] = one.code if isinstance(one, Problem) else "page"
        if isinstance(one, Problem):
            assert one.message.startswith(f"{one.path}: ")
            assert len(one.message) < 600
    return found


def test_documents_that_are_damaged_locked_or_made_to_do_harm(tmp_path: Path) -> None:
    for number, (name, (bomb, _)) in enumerate(DOCUMENTS.items()):
        (tmp_path / name).write_bytes(bomb(2_000))
        (tmp_path / f"{name}.{number}.txt").write_text(f"{LEAD} {number}", "utf-8")
    before, start = peak(), time.monotonic()
    found = codes(tmp_path, load_settings(max_page_seconds=5))
    assert {name: code for name, code in found.items() if name in DOCUMENTS and code not in DOCUMENTS[name][1]} == {}
    assert set(DOCUMENTS) <= found.keys()
    assert [code for name, code in found.items() if name.endswith(".txt")] == ["page"] * len(DOCUMENTS)
    assert time.monotonic() - start < 60
    assert peak() - before < PARENT


def test_a_web_archive_that_unpacks_to_very_much(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 500000100\r\n\r\n"
    with gzip.open(tmp_path / "bomb.warc.gz", "wb") as out:
        out.write(head + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(60):
            out.write(b"a" * 1_000_000)
    (tmp_path / "page.txt").write_text(LEAD, "utf-8")
    start = time.process_time()
    assert list(codes(tmp_path, load_settings()).values()) == ["too_large", "page"]
    assert time.process_time() - start < 3


def test_a_document_that_takes_too_long_is_ended_and_the_next_one_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(LARGE["packed.pdf"](60_000_000))
    (tmp_path / "b.rtf").write_text("{\\rtf1 " + LEAD + "}", "ascii")
    found = list(acquire([str(tmp_path)], load_settings(max_page_seconds=1)))
    assert [one.code if isinstance(one, Problem) else one.decode() for one in found] == ["timeout", LEAD]


def test_a_table_that_takes_too_much_memory_gives_the_rows_before_or_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(LARGE["repeated.parquet"](2_000))
    (tmp_path / "b.rtf").write_text("{\\rtf1 " + LEAD + "}", "ascii")
    before = peak()
    found = list(acquire([str(tmp_path)], load_settings(max_page_memory=40_000_000)))
    problems = [one.code for one in found if isinstance(one, Problem)]
    assert problems == ["memory"]
    assert isinstance(found[-1], Snapshot)
    assert found[-1].decode() == LEAD
    assert peak() - before < PARENT


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_documents_of_full_size(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(DOCUMENTS[name][0](200_000))
    (tmp_path / "z.txt").write_text(LEAD, "utf-8")
    before = peak()
    found = codes(tmp_path, load_settings())
    assert found[name] in DOCUMENTS[name][1] | {"too_large", "timeout", "memory"}
    assert found["z.txt"] == "page"
    assert peak() - before < PARENT


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LARGE))
def test_small_documents_that_take_much(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(LARGE[name](100_000_000 if name == "packed.pdf" else 20_000))
    (tmp_path / "z.txt").write_text(LEAD, "utf-8")
    before = peak()
    found = codes(tmp_path, load_settings(max_archive_members=100))
    assert found["z.txt"] == "page"
    assert peak() - before < PARENT
