"""From the names that the user gives to sources, and from sources to snapshots, by what they hold."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from onrecord.acquire.archives import check_depth, too_many, unpack_gzip, zip_members
from onrecord.acquire.desk import Attachment, Desk
from onrecord.acquire.encoding import find_encoding
from onrecord.acquire.exports import looks_exported
from onrecord.acquire.limits import Reader, RefusedError, problem, read_bounded, shown
from onrecord.acquire.sources import Source, empty, page, page_of
from onrecord.acquire.tables import read_csv, read_json, read_jsonl
from onrecord.acquire.warc import read_warc
from onrecord.codebooks.book import Book, book
from onrecord.records import Problem, Snapshot
from onrecord.settings import Settings

Found = Iterator[Snapshot | Problem]
Reading = Callable[[Source, Settings, Desk], Found]

STDIN = "-"
"""The name of standard input."""

_LOOK = 4096
"""Bytes in which the kind of a file without a known ending is looked for."""
_HTML = re.compile(
    r"\ufeff?(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MAGIC = (
    (b"\x1f\x8b", "gzip"), (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"PAR1", "parquet"), (b"WARC/", "warc"),
    (b"PK\x03\x04", "zip"),
)  # fmt: skip
_BESIDE_FOLDERS = frozenset({"__macosx"})


@dataclass(frozen=True, slots=True)
class FileTypes:
    """What to do with a file by the ending of its name."""

    read: dict[str, str]
    """Ending -> what it holds."""
    beside: frozenset[str]
    """Endings that are left out of folders and archives without a word."""
    advice: dict[str, str]
    """Ending of a document that is not read -> what to do."""


def read_input(given: str, settings: Settings, desk: Desk) -> Found:
    """The pages behind one name that the user gave: a file, a folder, or ``-``."""
    path = shown(given)
    try:
        if given == STDIN:
            yield from read_source(_in_memory("-", "", sys.stdin.buffer, settings), settings, desk)
            return
        if not given:
            raise FileNotFoundError
        status = Path(given).stat()
        if stat.S_ISDIR(status.st_mode):
            yield from _read_folder(given, settings, desk)
        elif stat.S_ISREG(status.st_mode):
            yield from read_source(_file(given, named=True), settings, desk)
        else:
            # A pipe (process substitution of a shell) or a device: it can be read only once.
            with Path(given).open("rb") as stream:
                source = _in_memory(path, given, stream, settings)
            yield from read_source(source, settings, desk)
    except RefusedError as why:
        yield problem(path, why)
    except (OSError, ValueError) as error:
        yield problem(path, _unreadable(error))


def read_source(source: Source, settings: Settings, desk: Desk) -> Found:
    """The pages in a source; whatever is wrong with it is its Problem and nothing more."""
    try:
        yield from _READERS[_kind(source)](source, settings, desk)
    except RefusedError as why:
        yield problem(source.path, why)
    except OSError as error:
        yield problem(source.path, _unreadable(error))


def _read_page(media_type: str) -> Reading:
    def read(source: Source, settings: Settings, desk: Desk) -> Found:
        data = source.read(settings.max_file_bytes)
        # Pages are often saved as .txt; what begins as HTML is HTML.
        kind = "text/html" if media_type != "text/html" and _begins_html(data[:_LOOK]) else media_type
        if looks_exported(data):
            export = "markup export" if kind == "text/html" else "text export"
            found = list(_items(source, export, data, settings, desk))
            if not (len(found) == 1 and isinstance(found[0], Problem)):
                yield from found
                return
        yield page(source, data, kind)

    return read


def _read_document(kind: str) -> Reading:
    def read(source: Source, settings: Settings, desk: Desk) -> Found:
        if kind == "mail":
            check_depth(source)
        streamed = kind == "parquet" and source.file is not None
        yield from _items(source, kind, None if streamed else source.read(settings.max_file_bytes), settings, desk)

    return read


def _items(source: Source, kind: str, data: bytes | None, settings: Settings, desk: Desk) -> Found:
    """The pages that the process at the desk finds in a document, and those in the files that lie in it."""
    attached: list[Attachment] = []
    try:
        for item in desk.items(source, kind, data):
            if isinstance(item, Attachment):
                attached.append(item)
            else:
                yield item
    except RefusedError as why:
        yield problem(source.path, why)
    for one in attached:
        if not _left_out(one.name):
            path = f"{source.path}!{shown(one.name)}"
            yield from read_source(_attached(path, one, source.depth + 1), settings, desk)


def _attached(path: str, attachment: Attachment, depth: int) -> Source:
    return Source(path, attachment.name, lambda: io.BytesIO(attachment.data), depth, named=False)


def _read_tables(reader: Callable[[Source, Settings], Found]) -> Reading:
    def read(source: Source, settings: Settings, desk: Desk) -> Found:
        del desk
        yield from reader(source, settings)

    return read


def _read_gzip(source: Source, settings: Settings, desk: Desk) -> Found:
    yield from read_source(unpack_gzip(source, settings), settings, desk)


def _read_zip(source: Source, settings: Settings, desk: Desk) -> Found:
    count = 0
    for member in zip_members(source, settings):
        if isinstance(member, Problem):
            count += 1
            yield member
        elif not _left_out(member.name):
            count += 1
            yield from read_source(member, settings, desk)
    if not count:
        raise RefusedError("empty_folder", "the archive holds no file that could be a page")


def _read_warc(source: Source, settings: Settings) -> Found:
    """The pages of a web archive; ``crawl.warc#3`` is its third page."""
    number = 0
    if not source.head(1):
        raise empty()
    with source.open() as stream:
        for found in read_warc(stream, settings.max_file_bytes):
            if found is None:
                continue
            number += 1
            if number > settings.max_archive_members:
                yield problem(source.path, too_many(None, settings.max_archive_members))
                return
            path = f"{source.path}#{number}"
            try:
                if isinstance(found, RefusedError):
                    raise found
                yield page_of(path, found.data, "text/html", found.encoding, found.fields)
            except RefusedError as why:
                yield problem(path, why)
    if not number:
        raise RefusedError("empty_folder", "the web archive holds no response that is a page")


_READERS: dict[str, Reading] = {
    "text/plain": _read_page("text/plain"),
    "text/markdown": _read_page("text/markdown"),
    "text/html": _read_page("text/html"),
    "csv": _read_tables(read_csv),
    "json": _read_tables(read_json),
    "jsonl": _read_tables(read_jsonl),
    "warc": _read_tables(_read_warc),
    "gzip": _read_gzip,
    "zip": _read_zip,
    "docx": _read_document("docx"),
    "rtf": _read_document("rtf"),
    "pdf": _read_document("pdf"),
    "mail": _read_document("mail"),
    "parquet": _read_document("parquet"),
}
"""What a file holds -> how it is read."""


def _read_folder(given: str, settings: Settings, desk: Desk) -> Found:
    """The pages of a folder and the folders in it, sorted by path."""
    found = False
    for entry in _walk(given):
        found = True
        if isinstance(entry, Problem):
            yield entry
        else:
            yield from read_source(entry, settings, desk)
    if not found:
        raise RefusedError("empty_folder", "the folder holds no file that could be a page")


def _walk(top: str) -> Iterator[Source | Problem]:
    """The files under a folder in the order of their names, hidden ones left out.

    Links are followed, and each folder is read once, so that links in a circle come to an end.
    """
    seen: set[tuple[int, int]] = set()
    ahead = [top]
    while ahead:
        path = ahead.pop()
        try:
            status = Path(path).stat()
            if stat.S_ISREG(status.st_mode):
                yield _file(path, named=False)
            elif stat.S_ISDIR(status.st_mode) and (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                names = sorted((entry.name for entry in Path(path).iterdir()), reverse=True)
                # Path would drop the "./" that the user typed.
                ahead += [os.path.join(path, name) for name in names if not _left_out(name)]  # noqa: PTH118
        except OSError as error:
            yield problem(shown(path), _unreadable(error))


def _file(path: str, named: bool) -> Source:
    return Source(shown(path), path, lambda: Path(path).open("rb"), named=named, file=path)


def _in_memory(path: str, name: str, stream: Reader, settings: Settings) -> Source:
    """A source that can be read only once, kept in memory."""
    data = read_bounded(stream, settings.max_file_bytes)
    return Source(path, name, lambda: io.BytesIO(data))


def _left_out(name: str) -> bool:
    """Whether a file of a folder or an archive is no concern of ours: hidden, or what goes along with pages."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return hidden or any(part.lower() in _BESIDE_FOLDERS for part in parts) or _ending(name) in file_types().beside


def _kind(source: Source) -> str:
    """What a source holds, by the ending of its name, or else by its beginning.

    A file without an ending that is known is read if it begins as HTML; as plain text if it has no ending
    at all or if the user named it; otherwise the user is told.

    Raises:
        RefusedError: ``unknown_type``.
    """
    ending = _ending(source.name)
    types = file_types()
    if ending in types.read:
        return types.read[ending]
    if ending in types.advice:
        raise RefusedError("unknown_type", f"{ending} files are not read; {types.advice[ending]}")
    head = source.head(_LOOK)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return "docx" if kind == "zip" and b"[Content_Types].xml" in head and b"word/" in head else kind
    if _begins_html(head):
        return "text/html"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise RefusedError("unknown_type", f"this is an XML file; {types.advice['.xml']}")
    if source.path == STDIN and _begins_json(head):
        return "json"
    if ending and not source.named:
        known = " ".join(sorted(types.read))
        raise RefusedError(
            "unknown_type", f"{ending} files in folders are not read; name the file itself, or one of {known}"
        )
    return "text/plain"


def _begins_json(head: bytes) -> bool:
    """Whether standard input begins as an object or a list of objects."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*\{)", head) is not None


def _begins_html(head: bytes) -> bool:
    """Whether a file begins as a web page."""
    encoding = find_encoding(head, markup=False, whole=False)
    return _HTML.match(head.decode(encoding.codec, "replace")) is not None


def _ending(name: str) -> str:
    """The ending of a file's name in lower case, or an empty string."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def _unreadable(error: OSError | ValueError) -> RefusedError:
    """Why the system does not give a file."""
    if isinstance(error, FileNotFoundError):
        return RefusedError("missing", "there is no such file or folder; check the name")
    if isinstance(error, PermissionError):
        return RefusedError("unreadable", "there is no permission to read it; change its permissions, or copy it")
    said = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return RefusedError("unreadable", f"the system does not give the file: {said}")


@cache
def file_types() -> FileTypes:
    """The codebook of file endings.

    Raises:
        UsageError: if an entry is malformed; the message names file, line and reason.
    """
    return parse_file_types(book("filetypes.toml"))


def parse_file_types(found: Book) -> FileTypes:
    """The codebook of a text.

    Raises:
        UsageError: if a section is missing or an entry is malformed.
    """
    read, advice = found.table("read"), found.table("advice")
    for ending, kind in read.items():
        if not ending.startswith(".") or kind not in _READERS:
            raise found.wrong("read", ending, f"must be an ending with one of {', '.join(_READERS)}")
    for ending, sentence in advice.items():
        if not ending.startswith(".") or not isinstance(sentence, str):
            raise found.wrong("advice", ending, "must be an ending with a sentence")
    beside = frozenset(ending for endings in found.table("beside").values() for ending in endings)
    return FileTypes(read, beside, advice)
