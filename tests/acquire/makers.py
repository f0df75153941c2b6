"""Files as archives, offices and crawlers write them, made of invented text; no such file lies in the repository."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Paragraph = str | tuple[str, str] | tuple[str, str, str]
"""Words; or words and style; or words, style and link."""


def docx(paragraphs: Iterable[Paragraph], extra: Sequence[tuple[str, bytes]] = (), body: str = "") -> bytes:
    """A Word document."""
    links: list[str] = []
    made = [_paragraph(one, links) for one in paragraphs]
    inner = f"<w:body>{''.join(made)}{body}</w:body>"
    main = f'<?xml version="1.0"?><w:document xmlns:w="{_W}" xmlns:r="{_R}">{inner}</w:document>'
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_R}/hyperlink" TargetMode="External" Target="{escape(link)}"/>'
        for number, link in enumerate(links)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", main)
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{_P}">{relations}</Relationships>')
        for name, data in extra:
            archive.writestr(name, data)
    return out.getvalue()


def _paragraph(one: Paragraph, links: list[str]) -> str:
    words, style, link = (*((one,) if isinstance(one, str) else one), "", "")[:3]
    run = f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    if link:
        run = f'<w:hyperlink r:id="r{len(links)}">{run}</w:hyperlink>'
        links.append(link)
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{run}</w:p>"


def rtf(paragraphs: Iterable[str | tuple[str, str]]) -> bytes:
    """An RTF document; a paragraph with the style ``b`` is bold."""
    head = (
        r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Times CYR;}}"
        r"{\stylesheet{\s0 Normal;}}{\info{\title Not the text}}{\*\generator Norwire 1.0;}" + "\r\n"
    )
    made = []
    for one in paragraphs:
        words, style = (one, "") if isinstance(one, str) else one
        made.append(
            r"\pard\plain " + (rf"{{\b {_rtf_text(words)}}}" if style == "b" else _rtf_text(words)) + r"\par" + "\r\n"
        )
    return (head + "".join(made) + "}").encode("ascii")


def _rtf_text(words: str) -> str:
    out = []
    for sign in words:
        if sign in "\\{}":
            out.append("\\" + sign)
        elif ord(sign) < 128:
            out.append(sign)
        elif ord(sign) < 256:
            out.append(f"\\'{ord(sign):02x}")
        else:
            units = sign.encode("utf-16-le")
            out += [f"\\u{int.from_bytes(units[n : n + 2], 'little', signed=True)}?" for n in range(0, len(units), 2)]
    return "".join(out)


Placed = tuple[float, float, float, str]
"""Left, bottom and size in points, and the words."""


def pdf(pages: Sequence[Sequence[Placed]], extra: str = "") -> bytes:
    """A PDF file whose pages hold words at their places, in Helvetica."""
    objects: list[bytes] = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    for page in pages:
        drawn = "".join(
            f"BT /F1 {size} Tf {left} {bottom} Td ({_pdf_text(words)}) Tj ET\n" for left, bottom, size, words in page
        )
        stream = drawn.encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    names = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{names}]>>".encode()
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, made in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, made)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, extra.encode(), start)
    return bytes(out)


def _pdf_text(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def column(lines: Sequence[str], left: float, top: float, size: float = 10, pitch: float = 13) -> list[Placed]:
    """Lines below each other."""
    return [(left, top - number * pitch, size, words) for number, words in enumerate(lines)]


LEAD = "The government of Veldania on Monday opened the crossing at Port Amarel to trucks that carry medicine and food."
SAID = '"We will keep it open for as long as the talks last," Foreign Minister Ilsa Doren told reporters in Corvin.'
MORE = "Orsk had closed its side of the border in March, after a shelling that killed four dock workers."
TAIL = "The port handles two thirds of the grain that Veldania sells abroad, according to the chamber of shipping."
