"""Documents that are made to break a reader, each grown by a number; no such file lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq

from tests.acquire.makers import LEAD, column, docx, pdf

Bomb = Callable[[int], bytes]


def _zip(name: str, data: bytes, more: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        for number in range(more):
            archive.writestr(f"word/media/{number}.xml", b"")
    return out.getvalue()


def _overlapping(n: int) -> bytes:
    """A zip archive whose files are the same bytes."""
    whole = bytearray(_zip("word/document.xml", b"a" * 1_000))
    end = whole.rindex(b"PK\x05\x06")
    start = whole.index(b"PK\x01\x02")
    entry = bytes(whole[start:end])
    more = b"".join(entry.replace(b"word/document.xml", b"word/%012d" % number) for number in range(n))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, n + 1, n + 1, len(entry) + len(more), start, 0)
    return bytes(whole[:end]) + more + tail


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _document(inner: str, before: str = "") -> bytes:
    return f"{before}<w:document {_W}><w:body>{inner}</w:body></w:document>".encode()


def _laughs(n: int) -> bytes:
    entities = "".join(f'<!ENTITY e{k} "{f"&e{k - 1};" * 10}">' for k in range(1, 12))
    return _zip("word/document.xml", _document("<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>" * n,
                                               f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>'))  # fmt: skip


def _looping_pdf(n: int) -> bytes:
    """A tree of pages that leads back to itself, and a table of objects whose predecessor it is itself."""
    whole = pdf([column([LEAD], 20, 800)] * 2, "/Prev 15")
    return whole.replace(b"/Kids[5 0 R 7 0 R]", b"/Kids[2 0 R 2 0 R]").replace(b"/Count 2", b"/Count %d" % n)


def _encrypted_pdf(_: int) -> bytes:
    lock = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{}>/U<{}>>>/ID[<00><00>]".format("41" * 32, "42" * 32)
    return pdf([column([LEAD], 20, 800)], lock)


def _packed_pdf(n: int) -> bytes:
    """A page whose drawing unpacks to very much."""
    drawn = zlib.compress(b"BT /F1 10 Tf 10 10 Td (Orsk ) Tj ET\n" * (n // 36), 9)
    whole = pdf([column([LEAD], 20, 800)])
    start, end = whole.index(b"<</Length"), whole.index(b"endstream")
    return whole[:start] + b"<</Length %d/Filter/FlateDecode>>stream\n%s\n" % (len(drawn), drawn) + whole[end:]


def _forms_pdf(n: int) -> bytes:
    """A form that draws itself."""
    whole = pdf([column(["x"], 20, 800)])
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 9 0 R>>>>/Length %d>>" % (6 * n)
    form = b"\n9 0 obj\n" + head + b"stream\n" + b"/A Do " * n + b"endstream endobj"
    return whole.replace(b"/Font<</F1", b"/XObject<</A 9 0 R>>/Font<</F1") + form


def _packed(n: int) -> bytes:
    """A document that unpacks to very much."""
    return _zip("word/document.xml", _document("<w:p/>" * n))


def _nested(n: int) -> bytes:
    """A paragraph in a paragraph, and so on."""
    return _zip("word/document.xml", _document("<w:p>" * n + "</w:p>" * n))


def _cut_pdf(n: int) -> bytes:
    """A file without its end."""
    return pdf([column([LEAD], 20, 800)] * 3)[: -min(n // 10, 1_000)]


def _long_subject(n: int) -> bytes:
    """A message with a very long header."""
    return b"From: a@norwire.example\r\nSubject: " + b"=?utf-8?q?a?= " * n + b"\r\n\r\n" + LEAD.encode()


def _parts(n: int) -> bytes:
    """A message of parts within parts."""
    lines = ["From: a@norwire.example", "Subject: deep"]
    for number in range(n):
        lines += [f"Content-Type: multipart/mixed; boundary=b{number}", "", f"--b{number}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", LEAD]).encode()


def _messages(n: int) -> bytes:
    """A message in a message, and so on."""
    return b"From: a@norwire.example\r\nContent-Type: message/rfc822\r\n\r\n" * n + LEAD.encode()


def _many_parts(n: int) -> bytes:
    head = "From: a@norwire.example\r\nSubject: many\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    return (head + f"--b\r\nContent-Type: text/plain\r\n\r\n{LEAD}\r\n" * n + "--b--").encode()


def _repeated(n: int) -> bytes:
    """A table of a few bytes whose cells are one long text again and again."""
    out = io.BytesIO()
    text = pa.DictionaryArray.from_arrays(pa.array([0] * n, pa.int32()), pa.array(["Orsk " * 200_000]))
    pq.write_table(pa.table({"text": text}), out, compression="zstd")
    return out.getvalue()


DOCUMENTS: dict[str, tuple[Bomb, frozenset[str]]] = {
    "packed.docx": (_packed, frozenset({"too_large", "empty_file"})),
    "shared.docx": (lambda n: _overlapping(n // 100), frozenset({"bad_archive", "bad_document"})),
    "parts.docx": (lambda n: _zip("word/document.xml", _document("<w:p/>"), 10_001), frozenset({"bad_document"})),
    "laughs.docx": (lambda n: _laughs(n // 100), frozenset({"bad_document"})),
    "deep.docx": (_nested, frozenset({"bad_document", "too_large"})),
    "locked.docx": (lambda n: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * n, frozenset({"bad_document"})),
    "cut.docx": (lambda n: docx([LEAD] * n)[:-200], frozenset({"bad_document"})),
    "loop.pdf": (_looping_pdf, frozenset({"bad_document", "no_text_layer"})),
    "locked.pdf": (_encrypted_pdf, frozenset({"bad_document"})),
    "forms.pdf": (_forms_pdf, frozenset({"page", "timeout", "crashed", "bad_document", "no_text_layer"})),
    "cut.pdf": (_cut_pdf, frozenset({"page", "bad_document", "no_text_layer"})),
    "groups.rtf": (lambda n: b"{\\rtf1 " + b"{" * n + b"x", frozenset({"bad_document"})),
    "closed.rtf": (lambda n: b"{\\rtf1 " + b"}" * n + LEAD.encode(), frozenset({"page"})),
    "bin.rtf": (lambda n: b"{\\rtf1 \\bin9999999999 " + b"x" * n, frozenset({"empty_file"})),
    "bytes.rtf": (lambda n: b"{\\rtf1 " + b"\\'e9" * n + b"}", frozenset({"page"})),
    "words.rtf": (lambda n: b"{\\rtf1 " + b"\\a" * n + LEAD.encode() + b"}", frozenset({"page"})),
    "deep.eml": (_parts, frozenset({"bad_document"})),
    "messages.eml": (_messages, frozenset({"bad_document"})),
    "parts.eml": (_many_parts, frozenset({"bad_document"})),
    "header.eml": (lambda n: _long_subject(100 * n).partition(b"\r\n\r\n")[0], frozenset({"bad_document"})),
    "subject.eml": (_long_subject, frozenset({"page", "bad_document"})),
    "magic.parquet": (lambda n: b"PAR1" + b"\0" * n + b"PAR1", frozenset({"bad_table"})),
    "cut.parquet": (lambda n: _repeated(10)[:-9], frozenset({"bad_table"})),
    "ascii.parquet": (lambda n: LEAD.encode() * n, frozenset({"bad_table"})),
}  # fmt: skip
"""Name -> a document of about ``n`` steps, and what may come of it."""

LARGE: dict[str, Bomb] = {
    "packed.pdf": _packed_pdf,
    "repeated.parquet": _repeated,
    "forms.pdf": _forms_pdf,
    "columns.pdf": lambda n: pdf([column([LEAD] * n, 20, 800, 1, 0.03)]),
}
"""Documents that are small and take much."""
