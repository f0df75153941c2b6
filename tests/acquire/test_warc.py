"""Web archives, of which a library of others reads the same."""

import gzip
import io
import zlib
from collections.abc import Sequence

import pytest
from warcio.archiveiterator import ArchiveIterator

from onrecord.records import Problem, Snapshot
from onrecord.settings import load_settings
from tests.acquire.conftest import Take, only, refusal, said
from tests.acquire.makers import LEAD, SAID

Response = tuple[str, bytes, str, str, Sequence[tuple[str, str]]]
HTML = "text/html; charset=utf-8"


def page(word: str) -> str:
    return f"<html><body><h1>Veldania opens – {word}</h1><p>{LEAD}</p><p>{SAID}</p></body></html>"


def response(
    name: str, body: bytes, kind: str = HTML, status: str = "200 OK", more: Sequence[tuple[str, str]] = ()
) -> Response:
    return f"https://corvintimes.example/{name}", body, kind, status, more


def warc(*responses: Response, packed: bool = False) -> bytes:
    """A web archive; ``packed``: each record by itself, as crawlers do it."""
    records = [record("warcinfo", "application/warc-fields", b"software: norcrawl\r\n")]
    for url, body, kind, status, more in responses:
        headers = "".join(f"{name}: {value}\r\n" for name, value in [("Content-Type", kind), *more])
        sent = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body
        records.append(record("response", "application/http; msgtype=response", sent, f"WARC-Target-URI: {url}\r\n"))
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def record(kind: str, media_type: str, content: bytes, more: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-03-06T10:00:00Z\r\n{more}"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{zlib.crc32(content):012x}>\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def chunks(data: bytes, size: int = 50) -> bytes:
    parts = [data[place : place + size] for place in range(0, len(data), size)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_responses_that_are_pages(take: Take, packed: bool) -> None:
    name = "crawl.warc.gz" if packed else "crawl.warc"
    data = warc(
        response("a", page("a").encode()),
        response("b.png", b"\x89PNG", "image/png"),
        response("c", page("c").encode(), status="404 Not Found"),
        response("d", page("d").encode("cp1252"), "text/html; charset=windows-1252"),
        response("e", gzip.compress(page("e").encode()), more=[("Content-Encoding", "gzip")]),
        response("f", chunks(page("f").encode()), more=[("Transfer-Encoding", "chunked")]),
        packed=packed,
    )
    found = take({name: data})
    assert said(found) == [(f"{name}#{number}", page(word)) for number, word in enumerate("adef", 1)]
    first = found[0]
    assert isinstance(first, Snapshot)
    assert first.media_type == "text/html"
    assert first.fields == (("url", "https://corvintimes.example/a"), ("fetched", "2024-03-06T10:00:00Z"))


@pytest.mark.parametrize("packed", [False, True])
def test_a_library_of_others_reads_the_same_records(packed: bool) -> None:
    data = warc(response("a", page("a").encode()), response("b", page("b").encode()), packed=packed)
    found = [
        (one.rec_headers["WARC-Target-URI"], one.content_stream().read().decode())
        for one in ArchiveIterator(io.BytesIO(data))
        if one.rec_type == "response"
    ]
    assert found == [(f"https://corvintimes.example/{word}", page(word)) for word in "ab"]


def test_headers_that_crawlers_keep_of_what_they_undid(take: Take) -> None:
    more = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    assert only(take({"crawl.warc": warc(response("a", page("a").encode(), more=more))})).decode() == page("a")


def test_pages_before_the_damage_are_kept(take: Take) -> None:
    whole = warc(response("a", page("a").encode()), response("b", page("b").encode()), packed=True)
    found = take({"crawl.warc.gz": whole[:-40], "after.txt": LEAD})
    assert [(one.path, getattr(one, "code", "page")) for one in found] == [
        ("crawl.warc.gz#1", "page"),
        ("crawl.warc.gz", "bad_archive"),
        ("after.txt", "page"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 999999999999\r\n\r\nHTTP/1.1 200 OK\r\n",
        b"WARC/1.0\r\n" + b"a" * 1_000_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 5_000,
        b"no archive at all",
        b"\n" * 5_000,
    ],
)
def test_what_is_no_web_archive(take: Take, data: bytes) -> None:
    assert refusal(take({"crawl.warc": data})).code == "bad_archive"


def test_a_page_that_is_too_large_costs_itself(take: Take) -> None:
    bomb = gzip.compress(b"a" * 5_000_000)
    data = warc(
        response("bomb", bomb, more=[("Content-Encoding", "gzip")]),
        response("large", b"<p>" + b"b" * 300_000),
        response("a", page("a").encode()),
    )
    found = take({"crawl.warc": data}, settings=load_settings(max_file_bytes=200_000))
    assert [one.code if isinstance(one, Problem) else "page" for one in found] == ["too_large", "too_large", "page"]


def test_no_more_pages_than_the_settings_allow_and_an_archive_without_pages(take: Take) -> None:
    data = warc(*(response(str(number), page(str(number)).encode()) for number in range(5)))
    found = take({"crawl.warc": data}, settings=load_settings(max_archive_members=2))
    assert [getattr(one, "code", "page") for one in found] == ["page", "page", "too_many"]
    assert refusal(take({"none.warc": warc(response("b.png", b"\x89PNG", "image/png"))})).code == "empty_folder"
