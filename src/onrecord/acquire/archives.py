"""Archives: zip and gzip. Members are read from the stream; nothing is ever unpacked to a file."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import IO

from onrecord.acquire.limits import (
    MAX_RATIO,
    RATIO_FLOOR,
    UNPACK_ERRORS,
    Meter,
    RefusedError,
    bomb,
    problem,
    read_bounded,
    shown,
)
from onrecord.acquire.sources import Source, empty
from onrecord.records import Problem
from onrecord.settings import Settings

MAX_DEPTH = 2
"""Archives that may lie in each other: an archive, and one inside it."""

_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways of packing that are read: of the others (bzip2, LZMA) ``zipfile`` unpacks what it has at once, however large."""


def unpack_gzip(source: Source, settings: Settings) -> Source:
    """The one file in a gzip file, to be read in its place under the same path."""
    check_depth(source)
    name = source.name.removesuffix(PurePosixPath(source.name).suffix)
    packed = _size(source, settings)

    def opened() -> IO[bytes]:
        below = source.open()
        return io.BufferedReader(Meter(gzip.GzipFile(fileobj=below), packed, below))

    return Source(source.path, name, opened, source.depth + 1, source.named)


def zip_members(source: Source, settings: Settings) -> Iterator[Source | Problem]:
    """The files in a zip archive, sorted by name. Names only name: they open nothing on this machine.

    Raises:
        RefusedError: ``bad_archive`` if it is no archive, or ``too_large``.
        OSError: if it cannot be read.
    """
    check_depth(source)
    with _seekable(source, settings) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (*UNPACK_ERRORS, OSError) as why:
            raise _bad(f"this is no zip archive that can be opened ({_said(why)})") from why
        with archive:
            infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
            check_overlap(stream, infos)
            for info in infos[: settings.max_archive_members]:
                yield _member(source, archive, info)
            if len(infos) > settings.max_archive_members:
                yield problem(source.path, too_many(len(infos), settings.max_archive_members))


def too_many(count: int | None, limit: int) -> RefusedError:
    """The refusal of members or rows beyond the limit."""
    held = f"holds {count:,} files" if count else "holds more rows"
    return RefusedError(
        "too_many",
        f"{held}, and the setting max_archive_members is {limit:,}; the first {limit:,} are read, the rest is not",
    )


def _member(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Source | Problem:
    """One file of an archive, or why it is not read."""
    path = f"{source.path}!{shown(info.filename)}"
    try:
        _check_member(info)
    except RefusedError as why:
        return problem(path, why)
    return Source(path, info.filename, lambda: open_member(archive, info), source.depth + 1, named=False)


def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """A file of an archive as a metered stream.

    Raises:
        RefusedError: ``bad_archive``, ``too_large``; also when it is read.
    """
    _check_member(info)
    try:
        stream = archive.open(info)
    except (*UNPACK_ERRORS, OSError) as why:
        raise _bad(f"this file of the archive is damaged ({_said(why)})") from why
    return io.BufferedReader(Meter(stream, info.compress_size))


def _check_member(info: zipfile.ZipInfo) -> None:
    """Refuse a file of an archive that cannot be unpacked, or unpacks out of proportion."""
    if info.flag_bits & _ENCRYPTED:
        raise _bad("it is encrypted; unpack the archive with its password first")
    if info.compress_type not in _METHODS:
        raise _bad("it is packed in an unusual way; pack the archive again as an ordinary zip")
    if info.file_size > max(RATIO_FLOOR, info.compress_size * MAX_RATIO):
        raise bomb()


def _seekable(source: Source, settings: Settings) -> IO[bytes]:
    """The archive as a stream that can be searched; one that lies in another archive is held in memory."""
    if source.depth:
        return io.BytesIO(source.read(settings.max_file_bytes))
    stream = source.open()
    if not stream.read(1):
        stream.close()
        raise empty()
    stream.seek(0)
    return stream


def _size(source: Source, settings: Settings) -> int:
    """The compressed size of a gzip file."""
    with source.open() as stream:
        # A gzip file in an archive has no end to jump to.
        seekable = stream.seekable()
        size = stream.seek(0, io.SEEK_END) if seekable else len(read_bounded(stream, settings.max_file_bytes))
    if not size:
        raise empty()
    return size


def check_depth(source: Source) -> None:
    """Refuse an archive that lies too deep."""
    if source.depth >= MAX_DEPTH:
        raise _bad("it is an archive in an archive in an archive; unpack the outer ones first")


def check_overlap(stream: IO[bytes], infos: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive whose members share bytes, or claim more than it has: they are read again and again.

    Raises:
        RefusedError: ``bad_archive``.
    """
    size = stream.seek(0, io.SEEK_END)
    placed = sorted(infos, key=lambda info: info.header_offset)
    shared = any(one.header_offset + one.compress_size > next_.header_offset for one, next_ in pairwise(placed))
    if shared or sum(info.compress_size for info in infos) > size:
        raise _bad("its files are said to be larger than the archive itself; it is damaged, or made to do harm")


def _bad(why: str) -> RefusedError:
    return RefusedError("bad_archive", why)


def _said(why: BaseException) -> str:
    """The text of an error, on one line."""
    return " ".join(str(why).split()) or type(why).__name__
