import gzip
import io
import struct
import time
import zipfile

import pytest

from onrecord.settings import load_settings
from tests.acquire.conftest import Take, only, refusal, said

PAGE = "The harbour of Port Amarel stays closed, minister Ilsa Doren said on Monday."


def zipped(*members: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def test_members_are_pages_by_their_kinds(take: Take) -> None:
    data = zipped(
        ("b.txt", "b"),
        ("a/page.html", "<p>a</p>"),
        ("a/photo.jpg", b"\0"),
        ("__MACOSX/._b.txt", b"\0"),
        ("table.csv", "title,text\nOne,first\nTwo,second\n"),
        ("report.pdf", "%PDF"),
        ("c.txt.gz", gzip.compress(b"c")),
    )
    assert said(take({"p.zip": data})) == [
        ("p.zip!a/page.html", "<p>a</p>"),
        ("p.zip!b.txt", "b"),
        ("p.zip!c.txt.gz", "c"),
        ("p.zip!report.pdf", "bad_document"),
        ("p.zip!table.csv#1", "first"),
        ("p.zip!table.csv#2", "second"),
    ]


def test_gzip_is_read_in_its_place(take: Take) -> None:
    files: dict[str, bytes | str] = {
        "a.html.gz": gzip.compress(b"<p>a</p>"),
        "t.jsonl.gz": gzip.compress(b'{"text": "b"}\n'),
        "story.gz": gzip.compress(PAGE.encode()),
    }
    found = take(files)
    assert said(found) == [("a.html.gz", "<p>a</p>"), ("t.jsonl.gz#1", "b"), ("story.gz", PAGE)]
    assert getattr(found[0], "media_type", "") == "text/html"


def test_an_archive_in_an_archive_is_opened_and_one_deeper_is_not(take: Take) -> None:
    inner = zipped(("a.txt", PAGE))
    twice = zipped(("inner.zip", inner))
    assert said(take({"twice.zip": twice})) == [("twice.zip!inner.zip!a.txt", PAGE)]
    refused = refusal(take({"thrice.zip": zipped(("twice.zip", twice))}))
    assert (refused.path, refused.code) == ("thrice.zip!twice.zip!inner.zip", "bad_archive")


def test_names_that_point_elsewhere_are_only_names(take: Take) -> None:
    data = zipped(("../../evil.txt", PAGE), ("/etc/evil.txt", PAGE), ("C:\\evil.txt", PAGE), ("a\x1b[2J.txt", PAGE))
    found = take({"p.zip": data})
    assert [text for _, text in said(found)] == [PAGE] * 4
    assert {path for path, _ in said(found)} >= {"p.zip!../../evil.txt", "p.zip!a\\x1b[2J.txt"}


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[: len(data) // 2], lambda data: data[:10] + b"\xff" * 40 + data[50:], lambda data: b"not gzip"],
    ids=["cut off", "overwritten", "something else"],
)
def test_damaged_gzip(take: Take, damage: object) -> None:
    data = gzip.compress("".join(f"{PAGE} {i * i}\n" for i in range(500)).encode(), mtime=0)
    refused = refusal(take({"a.txt.gz": damage(data)}))  # type: ignore[operator]
    assert refused.code == "bad_archive"


def test_a_table_in_cut_gzip_gives_the_rows_before_the_cut(take: Take) -> None:
    data = gzip.compress(("text\n" + "".join(f"{PAGE} {i * i}\n" for i in range(30_000))).encode(), mtime=0)
    found = take({"a.csv.gz": data[: len(data) // 2]})
    assert said(found)[-1] == ("a.csv.gz", "bad_archive")


@pytest.mark.parametrize("cut", [0.2, 0.9])
def test_damaged_zip(take: Take, cut: float) -> None:
    data = zipped(("a.txt", PAGE * 10), ("b.txt", PAGE * 20))
    assert refusal(take({"p.zip": data[: int(len(data) * cut)]})).code == "bad_archive"


def test_a_damaged_member_costs_that_member_alone(take: Take) -> None:
    data = zipped(("a.txt", PAGE), ("b.txt", PAGE), method=zipfile.ZIP_STORED)
    assert said(take({"p.zip": data.replace(b"harbour", b"HARBOUR", 1)})) == [
        ("p.zip!a.txt", "bad_archive"),
        ("p.zip!b.txt", PAGE),
    ]


def test_an_encrypted_member_says_so(take: Take) -> None:
    data = bytearray(zipped(("a.txt", PAGE)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    refused = refusal(take({"p.zip": bytes(data)}))
    assert (refused.path, refused.code) == ("p.zip!a.txt", "bad_archive")
    assert "password" in refused.message


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_unpack_without_bounds_are_refused(take: Take, method: int) -> None:
    assert refusal(take({"p.zip": zipped(("a.txt", PAGE), method=method)})).code == "bad_archive"


def test_bombs_end_fast_and_the_next_page_is_read(take: Take) -> None:
    zeros = b"a " * 15_000_000
    bomb = zipped(("bomb.txt", zeros), ("page.txt", PAGE))
    packed = gzip.compress(zeros)
    table = gzip.compress(b"text\n" + b"a\n" * 15_000_000)
    nested = zipped(("inner.zip", bomb))
    started = time.monotonic()
    found = take(
        {"b.zip": bomb, "b.txt.gz": packed, "t.csv.gz": table, "n.zip": nested},
        settings=load_settings(max_archive_members=1000),
    )
    assert time.monotonic() - started < 10
    assert [(path, text) for path, text in said(found) if "#" not in path] == [
        ("b.zip!bomb.txt", "too_large"),
        ("b.zip!page.txt", PAGE),
        ("b.txt.gz", "too_large"),
        ("t.csv.gz", "too_large"),
        ("n.zip!inner.zip!bomb.txt", "too_large"),
        ("n.zip!inner.zip!page.txt", PAGE),
    ]


def test_a_size_that_lies_does_not_help(take: Take) -> None:
    data = bytearray(zipped(("bomb.txt", b"a" * 30_000_000)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + offset, 1000)
    assert refusal(take({"p.zip": bytes(data)})).code in ("bad_archive", "too_large")


def test_members_that_share_their_bytes_are_refused(take: Take) -> None:
    data = zipped(*((f"{i}.txt", PAGE * 100) for i in range(2)), method=zipfile.ZIP_STORED)
    start = data.index(b"PK\x01\x02")
    entry = data[start : data.index(b"PK\x01\x02", start + 4)]
    count = 500
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, count * len(entry), start, 0)
    assert refusal(take({"p.zip": data[:start] + entry * count + end})).code == "bad_archive"


def test_more_members_than_allowed(take: Take) -> None:
    data = zipped(*((f"{i}.txt", str(i)) for i in range(5)))
    found = take({"p.zip": data}, settings=load_settings(max_archive_members=2))
    assert said(found) == [("p.zip!0.txt", "0"), ("p.zip!1.txt", "1"), ("p.zip", "too_many")]


def test_archives_without_a_page(take: Take) -> None:
    assert [code for _, code in said(take({"p.zip": zipped(("a.png", b"\0")), "e.zip": b"", "e.gz": b""}))] == [
        "empty_folder",
        "empty_file",
        "empty_file",
    ]


def test_an_archive_is_known_by_its_first_bytes_if_it_has_no_ending(take: Take) -> None:
    assert only(take({"download": zipped(("a.txt", PAGE))})).path == "download!a.txt"
