"""Web archives (``.warc``, ISO 28500): the pages among the responses, one record after the other from the stream.

Read here and not by a library, because each library that we know reads lines without a limit, or unpacks what it skips:
every line, header and payload below has a limit, and a gzip stream is metered before it gets here.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from onrecord.acquire.encoding import Encoding, find_encoding, known_codec
from onrecord.acquire.limits import CHUNK, MAX_RATIO, RATIO_FLOOR, RefusedError, bomb, too_large

_LINE = 16_384
"""Longest line of a header."""
_LINES = 1_000
"""Most lines of a header."""
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)", re.I)


@dataclass(frozen=True, slots=True)
class Response:
    """A page in a web archive."""

    data: bytes
    """Its bytes, unpacked."""
    encoding: Encoding
    """Its character encoding: the server's word, unless the bytes speak against it."""
    fields: tuple[tuple[str, str], ...]
    """Its address, and when it was fetched."""


def read_warc(stream: IO[bytes], limit: int) -> Iterator[Response | RefusedError | None]:
    """The records of a web archive in order.

    Args:
        stream: the archive, unpacked.
        limit: most bytes of a page.

    Yields:
        A page, why a page cannot be read, or ``None`` for a record that holds none.

    Raises:
        RefusedError: ``bad_archive`` where no record begins, after which nothing can be read.
    """
    while (first := _first_line(stream)) is not None:
        if not first.startswith(b"WARC/"):
            raise _bad("no record begins where one must")
        head = _header(stream)
        size = _size(head)
        body = _Part(stream, size)
        try:
            yield _response(head, body, limit)
        except RefusedError as why:
            if body.short:  # not the page, but the archive is damaged
                raise
            yield why
        body.skip()


def _first_line(stream: IO[bytes]) -> bytes | None:
    """The first line of a record, or ``None`` at the end; records are parted by empty lines."""
    for _ in range(_LINES):
        line = stream.readline(_LINE)
        if not line:
            return None
        if line.strip():
            return line
    raise _bad("it holds nothing but empty lines")


def _header(stream: IO[bytes] | _Part) -> dict[str, str]:
    """Header lines down to the empty one, names in lower case.

    Raises:
        RefusedError: ``bad_archive``.
    """
    found: dict[str, str] = {}
    last = ""
    for _ in range(_LINES):
        line = stream.readline(_LINE)
        if not line.endswith(b"\n"):
            raise _bad("a header is cut off, or longer than any is")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return found
        name, colon, value = text.partition(":")
        if text[0] in " \t" and last:
            found[last] += " " + text.strip()
        elif colon:
            last = name.strip().casefold()
            found.setdefault(last, value.strip())
    raise _bad("a header has more lines than any has")


def _size(head: Mapping[str, str]) -> int:
    said = head.get("content-length", "")
    if not said.isdecimal() or len(said) > 18:
        raise _bad("a record does not say how long it is")
    return int(said)


class _Part(io.RawIOBase):
    """The next bytes of a stream."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self._left = size
        self.short = False

    def read(self, size: int = -1) -> bytes:
        """Some bytes, none at the end.

        Raises:
            RefusedError: ``bad_archive`` if the stream ends before its time.
        """
        wanted = min(self._left, CHUNK if size < 0 else size)
        try:
            data = self._stream.read(wanted) if wanted else b""
        except RefusedError:
            self.short = True
            raise
        self._left -= len(data)
        if wanted and not data:
            self.short = True
            raise _bad("the last record is cut off")
        return data

    def readline(self, size: int | None = -1) -> bytes:
        """A line, or its beginning."""
        wanted = min(self._left, _LINE if size is None or size < 0 else size)
        data = self._stream.readline(wanted)
        self._left -= len(data)
        return data

    def skip(self) -> None:
        """Go on to the end."""
        while self._left:
            self.read(CHUNK)


def _response(head: Mapping[str, str], body: _Part, limit: int) -> Response | None:
    """The page that a record holds, or ``None`` if it is of another kind."""
    if head.get("warc-type", "").casefold() != "response" or "http" not in head.get("content-type", "http"):
        return None
    status = body.readline(_LINE).split()
    if len(status) < 2 or not status[0].startswith(b"HTTP/") or status[1] != b"200":
        return None
    http = _header(body)
    if http.get("content-type", "").partition(";")[0].strip().casefold() not in _PAGES:
        return None
    data = _unpacked(_payload(http, body, limit), http.get("content-encoding", ""), limit)
    if not data:
        raise RefusedError("empty_file", "the page is empty")
    url = head.get("warc-target-uri", "").strip("<>")
    said = (("url", url), ("fetched", head.get("warc-date", "")))
    return Response(data, _encoding(data, http), tuple(pair for pair in said if pair[1]))


def _payload(http: Mapping[str, str], body: _Part, limit: int) -> bytes:
    """The bytes that the server sent, put together if it sent them in chunks."""
    data = bytearray()
    while chunk := body.read(CHUNK):
        data += chunk
        if len(data) > limit:
            raise too_large(limit)
    if http.get("transfer-encoding", "").casefold() == "chunked":
        return _dechunked(bytes(data))
    return bytes(data)


def _dechunked(data: bytes) -> bytes:
    """Chunks put together; as they stand if they are none, since many archives keep the header of what is undone."""
    found = bytearray()
    place = 0
    while place < len(data):
        end = data.find(b"\r\n", place, place + 1_000)
        said = data[place:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", said):
            return data if not found else bytes(found)
        size = int(said, 16)
        if not size:
            break
        found += data[end + 2 : end + 2 + size]
        place = end + 2 + size + 2
    return bytes(found)


def _unpacked(data: bytes, encoding: str, limit: int) -> bytes:
    """The page without the packing of its transport.

    Raises:
        RefusedError: ``bad_archive``, ``too_large``.
    """
    encoding = encoding.strip().casefold()
    if encoding in ("", "identity") or not data:
        return data
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise RefusedError("bad_archive", f"the page is packed as {encoding}, which is not read")
    if encoding != "deflate" and not data.startswith(b"\x1f\x8b"):
        return data  # unpacked by the crawler, which kept the header
    for window in (47, -15):
        unpacker = zlib.decompressobj(window)
        try:
            found = unpacker.decompress(data, min(limit, max(RATIO_FLOOR, len(data) * MAX_RATIO)) + 1)
        except zlib.error:
            continue
        if len(found) > limit:
            raise too_large(limit)
        if len(found) > max(RATIO_FLOOR, len(data) * MAX_RATIO):
            raise bomb()
        return found
    raise RefusedError("bad_archive", "the page is packed, and damaged")


def _encoding(data: bytes, http: Mapping[str, str]) -> Encoding:
    """The encoding: a byte order mark and the page's own word go before the server's only where it says nothing."""
    found = find_encoding(data, markup=True)
    match = _CHARSET.search(http.get("content-type", ""))
    codec = known_codec(match[1]) if match else None
    if codec is None or found.basis in ("bom", "utf-8") or found.codec == codec:
        return found
    text = data.decode(codec, "replace")
    return Encoding(codec, "declared") if text.count("\ufffd") <= 0.01 * len(text) else found


def _bad(why: str) -> RefusedError:
    return RefusedError("bad_archive", f"the web archive is damaged: {why}; what lies behind that is not read")
