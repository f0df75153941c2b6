"""A stream of bytes with a name: a file, standard input, or a member of an archive."""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import IO

from onrecord.acquire.encoding import Basis, Encoding, check_text, find_encoding
from onrecord.acquire.limits import RefusedError, read_bounded, scalar
from onrecord.records import Snapshot, make_id

HEAD = 1 << 18
"""Bytes from the start of a table that its encoding is first judged by."""

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read, any number of times."""

    path: str
    """How the user knows it, fit to be stored and printed."""
    name: str
    """The name whose ending tells what it holds; for ``page.html.gz``, ``page.html``."""
    open: Callable[[], IO[bytes]]
    """Opens it at its beginning."""
    depth: int = 0
    """How many archives it lies in."""
    named: bool = True
    """Whether the user named it, rather than a folder or an archive that holds it."""
    file: str | None = None
    """Its name on this machine, if it is a file of its own."""

    def read(self, limit: int) -> bytes:
        """All its bytes.

        Raises:
            RefusedError: ``too_large`` or ``empty_file``.
            OSError: if it cannot be read.
        """
        with self.open() as stream:
            data = read_bounded(stream, limit)
        if not data:
            raise empty()
        return data

    def head(self, size: int) -> bytes:
        """Its first bytes."""
        with self.open() as stream:
            return stream.read(size) or b""

    def encoding(self) -> Encoding:
        """The encoding of a table, found without holding all of it."""
        with self.open() as stream:
            head = read_some(stream, HEAD)
            if not head:
                raise empty()
            found = find_encoding(head, markup=False, whole=len(head) < HEAD)
            if found.basis != "utf-8":
                return found
            # So far it is valid UTF-8; the first accent of a Western table may stand in row 10,000.
            decoder = codecs.getincrementaldecoder("utf-8")("strict")
            decoder.decode(head)
            while chunk := read_some(stream, HEAD):
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    return find_encoding(chunk, markup=False, whole=False)
        return found

    def text(self, encoding: Encoding) -> io.TextIOWrapper:
        """Its text as a stream; line ends stay as they are, broken bytes become U+FFFD."""
        codec = "utf-8-sig" if encoding.codec == "utf-8" else encoding.codec
        return io.TextIOWrapper(self.open(), codec, "replace", newline="")


def empty() -> RefusedError:
    """The refusal of what holds nothing."""
    return RefusedError("empty_file", "the file is empty")


def read_some(stream: IO[bytes], size: int) -> bytes:
    """``size`` bytes, fewer only at the end: a compressed stream may give less at a time."""
    data = bytearray()
    while len(data) < size and (chunk := stream.read(size - len(data))):
        data += chunk
    return bytes(data)


def page(source: Source, data: bytes, media_type: str) -> Snapshot:
    """The snapshot of a file that is one page.

    Raises:
        RefusedError: ``not_text``, or ``empty_file`` if it holds nothing but white space.
    """
    return page_of(source.path, data, media_type)


def page_of(path: str, data: bytes, media_type: str, encoding: Encoding | None = None, fields: Fields = ()) -> Snapshot:
    """The same of bytes that were read already; ``encoding`` if it is known from elsewhere."""
    encoding = encoding or find_encoding(data, markup=media_type == "text/html")
    text = data.decode(encoding.codec, "replace")
    check_text(text)
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise empty()
    return snapshot(path, data, media_type, encoding, fields)


def cell(path: str, text: str, media_type: str, basis: Basis, fields: Fields) -> Snapshot:
    """The snapshot of a row of a table: its text as UTF-8; ``basis`` is how the table's encoding was known."""
    return snapshot(path, text.encode("utf-8"), media_type, Encoding("utf-8", basis), fields)


def derived(path: str, text: str, media_type: str, fields: Fields = (), digest: str | None = None) -> Snapshot:
    """The snapshot of a page that was read out of a document: its text as UTF-8.

    ``digest`` is that of the document, kept as the field ``file_sha256`` so that the bytes received can be found again.
    It is no part of the id: the same article in two exports is one page.
    """
    made = snapshot(path, scalar(text).encode("utf-8"), media_type, Encoding("utf-8", "utf-8"), fields)
    return made if digest is None else replace(made, fields=(*fields, ("file_sha256", digest)))


def snapshot(path: str, data: bytes, media_type: str, encoding: Encoding, fields: Fields = ()) -> Snapshot:
    """The snapshot of these bytes; equal bytes with equal fields have equal ids."""
    digest = hashlib.sha256(data).hexdigest()
    said = [part for pair in fields for part in pair]
    return Snapshot(
        make_id("d", digest, *said), path, data, digest, media_type, encoding.codec, encoding.basis, fields
    )  # fmt: skip
