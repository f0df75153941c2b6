"""Hostile pages: each ends as a record or a problem within its limits, and the next page is read."""

from __future__ import annotations

import gzip
import hashlib
import io
import resource
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.acquire import acquire
from onrecord.engine import read_pages
from onrecord.record.reading import prepare, read_one
from onrecord.records import Article, Problem, Records, Snapshot, body_view, make_id
from onrecord.settings import load_settings
from tests.hostile import bombs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory is measured as POSIX does")

SETTINGS = load_settings()
PARENT = 200_000_000
"""Bytes by which reading one hostile page may raise the memory of this process."""


def snapshot(name: str, data: bytes, media_type: str) -> Snapshot:
    digest = hashlib.sha256(name.encode() + data).hexdigest()
    return Snapshot(make_id("d", digest), name, data, digest, media_type, "utf-8", "utf-8")


def given(name: str, text: str, media_type: str) -> Iterator[Snapshot]:
    """A bomb, and an honest page after it."""
    yield snapshot(name, text.encode("utf-8", "surrogatepass"), media_type)
    yield snapshot(f"after {name}", (bombs.LEAD * 3).encode(), "text/plain")


def codes(page: Records) -> list[str]:
    return [problem.code for problem in page.all(Problem) if problem.fatal]


def check(pages: list[Records]) -> None:
    """Each bomb is a record or a problem, and each page after one is a record."""
    assert len(pages) % 2 == 0
    for bomb, after in zip(pages[::2], pages[1::2], strict=True):
        assert bool(bomb.all(Article)) != bool(codes(bomb)), bomb.one(Snapshot).path
        assert codes(after) == [], after.one(Snapshot).path
        assert body_view(after.one(Article)).text


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def test_small_bombs_of_every_kind_are_read_to_the_end() -> None:
    """No kind of bomb breaks the reader: at this size all are records, none is a problem."""
    kinds = [("text/plain", bombs.LINES), ("text/plain", bombs.PAGES), ("text/html", bombs.MARKUP)]
    pages = (page for kind, found in kinds for name, bomb in found.items() for page in given(name, bomb(2_000), kind))
    read = list(read_pages(pages, SETTINGS, read_one, prepare))
    check(read)
    assert [page.one(Snapshot).path for page in read if codes(page)] == []


def test_text_is_not_lost_however_deep_it_lies() -> None:
    names = ("deep div", "open div", "deep b", "lists")
    bombed = [(name, bombs.MARKUP[name](size)) for name in names for size in (2_600, 60_000)]
    pages = (page for name, text in bombed for page in given(name, text, "text/html"))
    read = list(read_pages(pages, SETTINGS, read_one, prepare))
    check(read)
    assert [page.one(Article).text.count("Ilsa Doren") for page in read[::2]] == [3] * len(bombed)


ODD = {
    "nothing but marks": "\u200b\u200e\ufeff" * 1_000,
    "NUL": f"{bombs.LEAD}\x00\x00{bombs.LEAD}",
    "lone surrogates": f"{bombs.LEAD}\ud800\udc00\udfff{bombs.LEAD}",
    "bidi": f"\u202e{bombs.LEAD}\u202c\u2067{bombs.LEAD}\u2069",
    "entities": bombs.ENTITIES,
}


def test_odd_characters_and_entities() -> None:
    pages = (page for name, text in ODD.items() for page in given(name, text, "text/html"))
    read = list(read_pages(pages, SETTINGS, read_one, prepare))
    check(read)
    assert len(read[-2].one(Article).text) < 10_000


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(bombs.LINES))
def test_long_lines_end_within_the_limits(name: str) -> None:
    before = peak()
    check(list(read_pages(given(name, bombs.LINES[name](200_000), "text/plain"), SETTINGS, read_one, prepare)))
    assert peak() - before < PARENT


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(bombs.MARKUP))
def test_large_markup_ends_within_the_limits(name: str) -> None:
    before = peak()
    check(list(read_pages(given(name, bombs.MARKUP[name](1_000_000), "text/html"), SETTINGS, read_one, prepare)))
    assert peak() - before < PARENT


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(bombs.PAGES))
def test_many_lines_end_within_the_limits(name: str) -> None:
    before = peak()
    check(list(read_pages(given(name, bombs.PAGES[name](1_000_000), "text/plain"), SETTINGS, read_one, prepare)))
    assert peak() - before < PARENT


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["word ", "he said that ", "A", " "])
def test_five_million_characters_in_a_line(unit: str) -> None:
    text = f"{bombs.LEAD}\n\n{unit * (5_000_000 // len(unit))}\n"
    check(list(read_pages(given("line", text, "text/plain"), SETTINGS, read_one, prepare)))


def test_a_gzip_of_a_thousand_million_bytes_is_refused_early(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    page = b"<p>Orsk</p>" * 100_000
    first = packer.compress(page) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(page) + packer.flush(zlib.Z_FULL_FLUSH)  # needs nothing before it, so it can be repeated
    (tmp_path / "page.html.gz").write_bytes(first + again * 900)
    (tmp_path / "page.txt").write_text(bombs.LEAD, "utf-8")
    before, start = peak(), time.process_time()
    found = list(acquire([str(tmp_path)], SETTINGS))
    assert [getattr(item, "code", "page") for item in found] == ["too_large", "page"]
    assert time.process_time() - start < 5
    assert peak() - before < PARENT


def test_archives_that_grow_overlap_or_hold_themselves(tmp_path: Path) -> None:
    packed = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    (tmp_path / "twice.txt.gz").write_bytes(packed)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.txt", b"a" * 21_000_000)
        archive.writestr("../outside.txt", bombs.LEAD)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", bombs.LEAD)
    for _ in range(5):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as archive:
            archive.writestr("in.zip", inner.getvalue())
        inner = outer
    (tmp_path / "nested.zip").write_bytes(inner.getvalue())
    before = peak()
    found = list(acquire([str(tmp_path)], SETTINGS))
    assert [item.path for item in found if isinstance(item, Snapshot)] == [f"{tmp_path}/bomb.zip!../outside.txt"]
    assert {item.code for item in found if isinstance(item, Problem)} <= {"too_large", "bad_archive", "not_text"}
    assert len(found) >= 22
    assert peak() - before < PARENT
    assert not (tmp_path.parent / "outside.txt").exists()
