import inspect
import io
import os
import socket
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from onrecord.acquire import acquire
from onrecord.acquire.limits import shown
from onrecord.settings import load_settings
from tests.acquire.conftest import Take, only, refusal, said

PAGE = "The harbour of Port Amarel stays closed, minister Ilsa Doren said on Monday."


def test_inputs_keep_their_order_and_names_and_folders_are_sorted(take: Take) -> None:
    files: dict[str, bytes | str] = {"z.txt": "z", "in/b.md": "b", "in/a/y.html": "<p>y</p>", "in/a.txt": "a"}
    assert said(take(files, "z.txt", "./in", "in/b.md")) == [
        ("z.txt", "z"),
        ("./in/a/y.html", "<p>y</p>"),
        ("./in/a.txt", "a"),
        ("./in/b.md", "b"),
        ("in/b.md", "b"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", PAGE, "text/plain"),
        ("a.TXT", PAGE, "text/plain"),
        ("a.md", PAGE, "text/markdown"),
        ("a.html", PAGE, "text/html"),
        ("a.htm", PAGE, "text/html"),
        ("saved.txt", "\n<!-- saved --><!DOCTYPE html>\n<p>x", "text/html"),
        ("index.php", "<html><body>x", "text/html"),
        ("story", PAGE, "text/plain"),
        ("story.page-2", PAGE, "text/plain"),
        ("about-html.txt", "The <html> tag opens a page.", "text/plain"),
    ],
)
def test_what_a_file_holds(take: Take, name: str, content: str, kind: str) -> None:
    assert only(take({name: content})).media_type == kind


def test_equal_bytes_have_equal_ids(take: Take) -> None:
    one, same, other = take({"a.txt": PAGE, "b.txt": PAGE, "c.txt": PAGE + "."})
    assert one.id == same.id != other.id


def test_a_folder_leaves_out_what_is_hidden_or_goes_along_and_names_what_it_cannot_read(take: Take) -> None:
    files: dict[str, bytes | str] = {
        "in/.DS_Store": b"\0",
        "in/.git/a.txt": "hidden",
        "in/page.html": "<p>x</p>",
        "in/page_files/style.css": "p {}",
        "in/page_files/photo.JPG": b"\xff\xd8\0",
        "in/report.odt": b"PK",
        "in/notes.tex": "x",
        "in/wget": "<!doctype html><p>x</p>",
    }
    found = take(files, "in")
    assert said(found) == [
        ("in/notes.tex", "unknown_type"),
        ("in/page.html", "<p>x</p>"),
        ("in/report.odt", "unknown_type"),
        ("in/wget", "<!doctype html><p>x</p>"),
    ]
    assert ".docx" in getattr(found[2], "message", "")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b" \r\n\t\n", "empty_file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "not_text"),
        (b"words and a NUL \0 in them", "not_text"),
        (bytes(range(128, 256)) * 40 + b"\x01\x02\x03" * 900, "not_text"),
    ],
)
def test_what_is_no_text(take: Take, content: bytes, code: str) -> None:
    assert refusal(take({"a.txt": content})).code == code


def test_an_empty_folder_and_one_of_pictures(take: Take, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert said(take({"only/photo.png": b"\0"}, "none", "only")) == [("none", "empty_folder"), ("only", "empty_folder")]


def test_what_is_not_there_does_not_stop_the_run(take: Take) -> None:
    found = take({"a.txt": PAGE}, "nowhere.txt", "", "bad\0name", "a.txt")
    assert [pair[1] for pair in said(found)] == ["missing", "missing", "unreadable", PAGE]
    assert getattr(found[0], "message", "") == "nowhere.txt: there is no such file or folder; check the name"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(take: Take, tmp_path: Path) -> None:
    take({"a.txt": PAGE})
    (tmp_path / "a.txt").chmod(0)
    assert refusal(take({}, "a.txt")).code == "unreadable"


def test_links_in_a_circle_come_to_an_end(take: Take, tmp_path: Path) -> None:
    take({"in/a.txt": "a", "in/sub/b.txt": "b"})
    (tmp_path / "in/sub/up").symlink_to(tmp_path / "in")
    (tmp_path / "in/self").symlink_to(tmp_path / "in/self")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "in/a.txt")
    assert said(take({}, "in")) == [
        ("in/a.txt", "a"),
        ("in/gone.txt", "missing"),
        ("in/link.txt", "a"),
        ("in/self", "unreadable"),
        ("in/sub/b.txt", "b"),
    ]


def test_a_folder_nested_deeper_than_the_stack_allows(take: Take) -> None:
    deep = "d/" * 150
    take({deep + "a.txt": "deep"})
    used = len(inspect.stack())
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(used + 100)
    try:
        found = take({}, "d")
    finally:
        sys.setrecursionlimit(before)
    assert said(found) == [(deep + "a.txt", "deep")]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are Unicode")
def test_names_of_any_bytes_can_be_stored_and_printed(take: Take, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("Größe-日本.txt".encode(), b"caf\xe9.txt", b"line\nbreak\x1b[31m.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/in/" + name)).write_text(PAGE, "utf-8")
    paths = [path for path, _ in said(take({}, "in"))]
    assert paths == ["in/Größe-日本.txt", "in/caf\\xe9.txt", "in/line\\nbreak\\x1b[31m.txt"]
    assert only(take({}, os.fsdecode(b"in/caf\xe9.txt"))).path == "in/caf\\xe9.txt"
    assert shown("naïve/ø.txt") == "naïve/ø.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
def test_pipes_are_read_when_named_and_never_waited_for_in_a_folder(take: Take, tmp_path: Path) -> None:
    take({"in/a.txt": "a"})
    os.mkfifo(tmp_path / "in/pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("in/socket")
        assert said(take({}, "in")) == [("in/a.txt", "a")]
        assert refusal(take({}, "in/socket")).code == "unreadable"
    reading, writing = os.pipe()
    os.write(writing, PAGE.encode())
    os.close(writing)
    assert only(take({}, f"/dev/fd/{reading}")).decode() == PAGE
    os.close(reading)


@pytest.mark.parametrize(
    ("content", "kind", "path"),
    [
        (PAGE, "text/plain", "-"),
        ("<!doctype html><p>x</p>", "text/html", "-"),
        ('[{"text": "x"}]', "text/plain", "-#1"),
        ('{"text": "x"}\n{"text": "x"}\n', "text/plain", "-#1"),
        ("[Editor's note] The talks go on.", "text/plain", "-"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, kind: str, path: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    first = next(acquire(["-"], load_settings()))
    assert (getattr(first, "media_type", first), first.path) == (kind, path)


def test_a_file_of_one_long_line_is_read_and_a_larger_one_is_not(take: Take) -> None:
    line = ("The harbour stays closed, the minister said. " * 120_000)[:5_000_000]
    assert len(only(take({"a.txt": line})).data) == 5_000_000
    refused = refusal(take({}, "a.txt", settings=load_settings(max_file_bytes=4_999_999)))
    assert refused.code == "too_large"
    assert "4,999,999 bytes" in refused.message
    assert "max_file_bytes" in refused.message


@pytest.mark.skipif(sys.platform == "win32", reason="no such device")
def test_a_file_without_an_end(take: Take) -> None:
    assert refusal(take({}, "/dev/zero", settings=load_settings(max_file_bytes=1_000_000))).code == "too_large"
