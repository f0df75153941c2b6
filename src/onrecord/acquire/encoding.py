"""The character encoding of a file: by byte order mark, by its own declaration, as UTF-8, or by guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from charset_normalizer import from_bytes

from onrecord.acquire.limits import RefusedError

Basis = Literal["declared", "bom", "utf-8", "detected"]


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file, and how that is known."""

    codec: str
    """Python codec name."""
    basis: Basis
    """``bom``, ``declared``, ``utf-8`` (all bytes are valid UTF-8) or ``detected`` (a guess)."""


UTF_8 = Encoding("utf-8", "utf-8")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, those of UTF-32 first because that of UTF-16 begins like one of them."""

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I
)
_DECLARED_WITHIN = 4096
"""Bytes in which a declaration is looked for: browsers take 1,024, but pages put scripts before it."""

_AS_BROWSERS_DO = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
                   "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}  # fmt: skip
"""Codec -> the superset that is read in its place (WHATWG Encoding Standard, section 4.2)."""

_ONE_BYTE = ("cp12", "cp8", "iso8859", "koi8", "mac")
"""How codecs of one byte a character begin."""
_LIKELY = (
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "koi8-r", "cp866",
    "gb18030", "big5", "cp932", "euc_jp", "cp949",
)  # fmt: skip
"""Codecs that a guess may come to. With more, it comes to rare ones: Polish was read as Baltic."""
_KNOWN = frozenset({
    *_LIKELY, "utf-8", "iso2022_jp", "cp1257", "cp1258", "cp874", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5",
    "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16",
    "koi8-u", "mac-roman", "mac-cyrillic",
})  # fmt: skip
"""Codecs that a declaration may name. Python has others that are no character encodings at all."""

_DETECT_FROM = 1 << 15
"""Bytes that a guess rests on; more is slower and not better."""
_FEW_HIGH = 0.1
"""Share of high bytes up to which a text may be Western: English has signs and accents, French 4 to 7 %."""
_BETWEEN_LETTERS = re.compile("[a-z][¡¢£¤¥¦¨¬¯°±²³´¶·¸¹º»¼½¾¿][a-z]", re.I)
"""What no Western text has, and what letters of other code pages look like when they are read as one."""
_FEW_BROKEN = 0.001
"""Share of broken characters that a text may hold and still be what its valid characters show."""
_MOSTLY_BROKEN = 0.05
"""Share of characters that are broken or control codes from which on a file is no text."""

_NOT_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_NOT_TEXT = "is not text, or damaged; give a text file, a web page or a table"


def find_encoding(data: bytes, markup: bool, whole: bool = True) -> Encoding:
    """The encoding of a file's bytes.

    Args:
        data: the file, or its beginning.
        markup: whether it is HTML or XML, which may declare its encoding.
        whole: whether ``data`` is all of it; otherwise it may end within a character.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return Encoding(codec, "bom")
    if markup and (declared := _declared(data, whole)) is not None:
        return declared
    if (wide := _wide(data)) is not None:
        return Encoding(wide, "detected")
    if _decodes(data, "utf-8", whole):
        return UTF_8
    return Encoding(_detect(data), "detected")


def check_text(text: str) -> None:
    """Make sure that what was decoded is text.

    Raises:
        RefusedError: ``not_text`` if it holds NUL, or if more than one character in twenty is broken or a
            control code.
    """
    if "\x00" in text or len(text) - len(_NOT_IN_TEXT.sub("", text)) > _MOSTLY_BROKEN * len(text):
        raise RefusedError("not_text", _NOT_TEXT)


def _declared(data: bytes, whole: bool) -> Encoding | None:
    """The declared encoding, unless it is unknown or the bytes speak against it."""
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    codec = known_codec(match[1].decode("ascii")) if match else None
    if codec is None:
        return None
    if codec.startswith(_ONE_BYTE) and not data.isascii() and _decodes(data, "utf-8", whole):
        # Bytes above ASCII that happen to form valid UTF-8 throughout are UTF-8: servers re-encode pages
        # and leave the old declaration in them.
        return UTF_8
    text = data.decode(codec, "replace")
    return Encoding(codec, "declared") if text.count("\ufffd") <= 0.01 * len(text) else None


def known_codec(label: str) -> str | None:
    """The codec that a declared label stands for, or ``None``."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    # A page in UTF-16 could not be read as far as its declaration, so the label is wrong and means UTF-8.
    name = "utf-8" if name.startswith("utf-16") else _AS_BROWSERS_DO.get(name, name)
    return name if name in _KNOWN else None


def _decodes(data: bytes, codec: str, whole: bool) -> bool:
    """Whether all bytes are valid in the codec."""
    try:
        codecs.getincrementaldecoder(codec)("strict").decode(data, whole)
    except UnicodeDecodeError:
        return False
    return True


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: text of which every other byte is mostly zero."""
    head = data[:_DETECT_FROM]
    half = max(1, len(head) // 2)
    even, odd = head[::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def _detect(data: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8 throughout."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    high = len(text) - len(text.encode("ascii", "ignore")) - broken
    if high > broken and broken <= _FEW_BROKEN * len(text):
        return "utf-8"
    sample = _telling(data)
    share = len(sample.translate(None, bytes(range(128)))) / max(1, len(sample))
    western = _decodes(sample, "cp1252", False) and not _BETWEEN_LETTERS.search(sample.decode("cp1252"))
    if western and share <= _FEW_HIGH:
        # With few accents to go by, a detector names code pages at random: curly quotes came out as Baltic.
        return "cp1252"
    best = from_bytes(sample, cp_isolation=list(_LIKELY)).best()
    return codecs.lookup(best.encoding).name if best is not None else "cp1252"


def _telling(data: bytes) -> bytes:
    """A stretch of the bytes that holds some above ASCII."""
    first = len(data) - len(data.lstrip(bytes(range(128))))
    start = max(0, first - _DETECT_FROM // 2)
    return data[start : start + _DETECT_FROM]
