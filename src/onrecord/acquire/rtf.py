r"""Rich Text Format (RTF 1.9): the paragraphs of a document, as Nexis, Factiva and Word write them.

The file is gone through once, token by token. What stands in destinations other than the text (fonts, styles, pictures,
headers, every ``\*``) is passed over; of a field its result is read, and its address if it is a link.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from onrecord.acquire.flow import Flow, Line, line
from onrecord.acquire.limits import RefusedError

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z\r\n])|\\[\r\n]+()"
    rb"|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_DEEPEST = 1_000
"""Groups within groups; Word comes to some 20."""
_ASIDE = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer",
    "footerl", "footerr", "footerf", "footnote", "annotation", "listtable", "listoverridetable", "themedata", "xe",
    "tc", "colorschememapping", "datastore", "latentstyles", "rsidtbl", "generator", "bkmkstart", "bkmkend",
    "nonshppict", "filetbl", "revtbl", "mmathPr", "xmlnstbl", "shppict", "shpinst", "private",
})  # fmt: skip
"""Destinations that hold no text of the document."""
_BREAKS = frozenset({"par", "line", "row", "cell", "sect", "page", "nestcell", "nestrow"})
_SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_ESCAPED = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"-": ""}
_CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Number of a font's character set -> codec (RTF 1.9, *fcharset*)."""
_LINK = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"', re.I)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group."""

    skip: bool = False
    field: bool = False
    bold: bool = False
    after: int = 1
    codec: str = "cp1252"


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    state: _State = field(default_factory=_State)
    codec: str = "cp1252"
    stack: list[_State] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    instruction: list[str] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    in_fonts: int = 0
    plain: bool = False
    star: bool = False
    left: int = 0
    half: int = 0

    def say(self, text: str) -> None:
        """Take text of the document, or of the instruction of a field."""
        if self.state.field:
            self.instruction.append(text)
        elif not self.state.skip:
            self.flush()
            if text.strip():
                self.plain = self.plain or not self.state.bold
            self.parts.append(text)

    def flush(self) -> None:
        """Decode bytes that were written one by one."""
        if self.raw:
            self.parts.append(self.raw.decode(self.state.codec, "replace"))
            self.plain = self.plain or not self.state.bold
            self.raw.clear()

    def end(self) -> None:
        """End a paragraph."""
        self.flush()
        link = _LINK.search("".join(self.instruction))
        self.lines.append(line("".join(self.parts), not self.plain, link[1] if link else ""))
        self.parts.clear()
        self.instruction.clear()
        self.plain = False


def read_rtf(data: bytes) -> Flow:
    """The paragraphs of an RTF document.

    Raises:
        RefusedError: ``bad_document``.
    """
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise RefusedError("bad_document", "this is no RTF document; it does not begin like one")
    reading = _Reading()
    place = 0
    while place < len(data):
        token = _TOKEN.match(data, place)
        if token is None:
            place += 1
            continue
        place = token.end()
        if token[1]:
            place += _word(reading, token[1].decode("ascii"), token[2])
        elif token[3]:
            _byte(reading, int(token[3], 16))
        elif token[4]:
            _escaped(reading, token[4])
        elif token[5] is not None:
            reading.end()
        elif token[6]:
            _group(reading, token[6])
        elif token[7]:
            _text(reading, token[7])
    reading.end()
    return Flow(tuple(reading.lines))


def _group(reading: _Reading, brace: bytes) -> None:
    reading.flush()
    reading.left = 0
    if brace == b"{":
        if len(reading.stack) >= _DEEPEST:
            raise RefusedError("bad_document", f"its groups are nested more than {_DEEPEST:,} deep; it is not read")
        reading.stack.append(reading.state)
    elif reading.stack:
        reading.state = reading.stack.pop()
        if len(reading.stack) < reading.in_fonts:
            reading.in_fonts = 0
    reading.star = False


def _word(reading: _Reading, word: str, digits: bytes | None) -> int:
    """Read a control word; how many bytes after it belong to it."""
    number = int(digits) if digits is not None else None
    star, reading.star = reading.star, False
    if word == "bin":
        return max(0, number or 0)
    if word == "u" and number is not None:
        _unicode(reading, number)
    elif word == "fldinst":
        reading.state = replace(reading.state, field=True)
    elif word == "fldrslt":
        reading.state = replace(reading.state, field=False)
    elif word in _ASIDE or star:
        reading.in_fonts = len(reading.stack) if word == "fonttbl" else reading.in_fonts
        reading.state = replace(reading.state, skip=True)
    elif word in _BREAKS:
        if not reading.state.skip and not reading.state.field:
            reading.end()
    elif word in _SIGNS:
        reading.say(_SIGNS[word])
    else:
        _format(reading, word, number)
    return 0


def _format(reading: _Reading, word: str, number: int | None) -> None:
    """Read a control word that changes how text is written."""
    state = reading.state
    if word == "b":
        reading.flush()
        reading.state = replace(state, bold=number != 0)
    elif word == "plain":
        reading.flush()
        reading.state = replace(state, bold=False, codec=reading.codec)
    elif word == "uc":
        reading.state = replace(state, after=min(max(number or 0, 0), 8))
    elif word == "ansicpg" and (codec := _codec(f"cp{number}")):
        reading.codec = codec
        reading.state = replace(state, codec=codec)
    elif word == "f" and number is not None:
        if reading.in_fonts:
            reading.font = number
        else:
            reading.flush()
            reading.state = replace(state, codec=reading.fonts.get(number, reading.codec))
    elif word == "fcharset" and reading.in_fonts and number in _CHARSETS and number:
        reading.fonts[reading.font] = _CHARSETS[number]


def _unicode(reading: _Reading, number: int) -> None:
    r"""Read ``\uN``; what follows it is for programs that know no Unicode."""
    code = number & 0xFFFF
    reading.left = reading.state.after
    if 0xD800 <= code < 0xDC00:
        reading.half = code
        return
    if 0xDC00 <= code < 0xE000:
        code = 0x10000 + ((reading.half - 0xD800) << 10) + code - 0xDC00 if reading.half else 0xFFFD
    reading.half = 0
    reading.say(chr(code))


def _byte(reading: _Reading, value: int) -> None:
    if reading.left:
        reading.left -= 1
    elif not reading.state.skip and not reading.state.field:
        reading.raw.append(value)


def _escaped(reading: _Reading, sign: bytes) -> None:
    if sign == b"*":
        reading.star = True
    elif sign in _ESCAPED:
        if reading.left:
            reading.left -= 1
        else:
            reading.say(_ESCAPED[sign])


def _text(reading: _Reading, text: bytes) -> None:
    if reading.left:
        cut = min(reading.left, len(text))
        reading.left -= cut
        text = text[cut:]
    if reading.raw or not text.isascii():
        if not reading.state.skip and not reading.state.field:
            reading.raw += text
        return
    reading.say(text.decode("ascii"))


def _codec(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
