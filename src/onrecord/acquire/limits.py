"""What no input may exceed, and the one way in which ``acquire`` says that something cannot be read.

Every read of the package goes through :func:`read_bounded` or :class:`Meter`, so a file never takes
more memory than ``max_file_bytes`` and a compressed one never unpacks to more than :data:`MAX_RATIO`
times its own size.
"""

from __future__ import annotations

import io
import lzma
import os
import re
import struct
import zipfile
import zlib
from gzip import BadGzipFile, GzipFile
from typing import IO, Protocol

from onrecord.records import Problem, make_id

CHUNK = 1 << 16
"""Bytes read at a time."""

MAX_RATIO = 200
"""Most bytes that a compressed byte may become. News text packs 3 to 10 times, a repetitive table 50
times; deflate can reach 1,032 times, and only bombs come near it."""

RATIO_FLOOR = 100_000
"""Unpacked bytes below which the ratio is not looked at: small files pack oddly and do no harm."""

UNPACK_ERRORS = (
    zipfile.BadZipFile, BadGzipFile, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
    OverflowError, struct.error, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What the standard library raises on archives that are damaged, encrypted or made up."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class RefusedError(Exception):
    """Something cannot be read. It never leaves the package: :func:`problem` makes a record of it."""

    def __init__(self, code: str, why: str) -> None:
        """Keep the short name and the reason, a clause that goes on after the name of the input."""
        super().__init__(why)
        self.code = code
        self.why = why


class Reader(Protocol):
    """Anything to read bytes from."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to ``size`` bytes."""


def problem(path: str, refused: RefusedError) -> Problem:
    """The record of a refusal: *path: why*."""
    message = f"{path}: {refused.why}"
    return Problem(make_id("x", "acquire", refused.code, message), "acquire", refused.code, message, path)


def shown(name: str) -> str:
    r"""A file's name as text that can be stored and printed.

    Bytes that are no UTF-8 (surrogate escapes) and control characters become ``\xNN``; all else stays
    as it is.
    """
    if _SURROGATE.search(name):
        name = os.fsencode(name).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), name)


def scalar(text: str) -> str:
    r"""The text with lone surrogates (a broken ``\ud83d`` of a JSON file) as U+FFFD, so that it can be stored."""
    return _SURROGATE.sub("\ufffd", text)


def too_large(limit: int) -> RefusedError:
    """The refusal of what is larger than ``limit`` bytes."""
    return RefusedError(
        "too_large", f"more than {limit:,} bytes, the setting max_file_bytes; split it, or raise the setting"
    )


def read_bounded(stream: Reader, limit: int) -> bytes:
    """All bytes of the stream.

    Raises:
        RefusedError: as soon as there are more than ``limit``; no more than a chunk beyond it is read.
    """
    data = bytearray()
    while chunk := stream.read(CHUNK):
        data += chunk
        if len(data) > limit:
            raise too_large(limit)
    return bytes(data)


class Meter(io.RawIOBase):
    """A stream of unpacked bytes that ends in :class:`RefusedError` when it is damaged or grows like a bomb."""

    def __init__(self, stream: IO[bytes] | GzipFile, packed: int, below: IO[bytes] | None = None) -> None:
        """Meter ``stream``, which comes out of ``packed`` compressed bytes; ``below`` is closed with it."""
        self._stream = stream
        self._below = below
        self._left = max(RATIO_FLOOR, packed * MAX_RATIO)

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into ``buffer`` and count.

        Raises:
            RefusedError: ``bad_archive`` when the data is damaged or cut off, ``too_large`` when more has come
                out than the compressed size explains.
        """
        try:
            # One piece at a time, so that what came before damage is given before the damage is noticed.
            data = getattr(self._stream, "read1", self._stream.read)(len(buffer))
        except UNPACK_ERRORS as why:
            said = " ".join(str(why).split()) or type(why).__name__
            raise RefusedError("bad_archive", f"the compressed data is damaged or cut off ({said})") from why
        self._left -= len(data)
        if self._left < 0:
            raise bomb()
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the streams below."""
        self._stream.close()
        if self._below is not None:
            self._below.close()
        super().close()


def bomb() -> RefusedError:
    """The refusal of compressed data that unpacks out of proportion."""
    return RefusedError(
        "too_large",
        f"unpacks to more than {MAX_RATIO} times its size, which no news text does; it is not read",
    )
