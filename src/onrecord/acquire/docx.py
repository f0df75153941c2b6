"""Word documents (``.docx``, ECMA-376): the paragraphs of the main text; headers, footers and notes are not read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Literal

from lxml import etree

from onrecord.acquire.archives import check_overlap, open_member
from onrecord.acquire.flow import Flow, Line, line
from onrecord.acquire.limits import UNPACK_ERRORS, RefusedError, read_bounded

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MAIN = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of the older format begins, and one that a password locks."""
_PARTS = 10_000
"""Files in a document: a large one has some hundred pictures."""


def read_docx(data: bytes, limit: int) -> Flow:
    """The paragraphs of a Word document.

    Raises:
        RefusedError: ``bad_document``, ``too_large``.
    """
    if data.startswith(_OLD):
        raise _bad("it is encrypted, or of the older format .doc; save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _PARTS:
                raise RefusedError("bad_document", f"holds {len(infos):,} parts, which no Word document does")
            check_overlap(io.BytesIO(data), infos)
            main = _part(archive, _MAIN, limit)
            links = _part(archive, _LINKS, limit)
    except (*UNPACK_ERRORS, OSError) as why:
        raise _bad(f"it cannot be unpacked ({' '.join(str(why).split()) or type(why).__name__})") from why
    if main is None:
        raise _bad("it has no main text; save it again as .docx")
    return Flow(tuple(_paragraphs(main, _targets(links))))


def _part(archive: zipfile.ZipFile, name: str, limit: int) -> bytes | None:
    """The bytes of a part, or ``None``."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    return read_bounded(open_member(archive, info), limit)


def _targets(links: bytes | None) -> dict[str, str]:
    """Id of a link -> where it leads."""
    if links is None:
        return {}
    found = (node for _, node in _parse(links) if str(node.tag).endswith("}Relationship"))
    return {node.get("Id", ""): node.get("Target", "") for node in found}


def _paragraphs(main: bytes, targets: dict[str, str]) -> Iterator[Line]:
    """The paragraphs, a page or line break within one as its end."""
    again = 0  # within a second reading of a box, for older programs
    for event, node in _parse(main, ("start", "end")):
        if str(node.tag).endswith("}Fallback"):
            again += 1 if event == "start" else -1
        if again or event == "start" or not _is(node, "p"):
            continue
        heading = link = ""
        parts: list[str] = []
        for part in _own(node):
            name = etree.QName(part).localname
            if name == "t":
                parts.append(part.text or "")
            elif name in ("br", "cr"):
                parts.append("\n")
            elif name == "tab":
                parts.append("\t")
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name == "pStyle":
                heading = _attribute(part, "val").casefold()
            elif name == "hyperlink" and not link:
                link = targets.get(next((v for k, v in part.attrib.items() if str(k).endswith("}id")), ""), "")
        for text in "".join(parts).split("\n"):
            yield line(text, heading.startswith(("heading", "title")), link)
        node.clear(keep_tail=False)


def _own(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The elements of a paragraph, without paragraphs in boxes within it, which come by themselves."""
    waiting = [iter(paragraph)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif isinstance(node.tag, str) and not _is(node, "p", "del") and not node.tag.endswith("}Fallback"):
            yield node
            waiting.append(iter(node))


def _parse(data: bytes, events: Iterable[Literal["start", "end"]] = ("end",)) -> Iterator[tuple[str, etree._Element]]:
    """The elements of a part as they end. No document type, no entities, nothing from elsewhere.

    Raises:
        RefusedError: ``bad_document``.
    """
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise _bad("it declares entities, which no word processor does")
    try:
        yield from etree.iterparse(io.BytesIO(data), events=events, resolve_entities=False, no_network=True)
    except etree.XMLSyntaxError as why:
        raise _bad(f"its main text is damaged ({' '.join(str(why).split())})") from why


def _is(node: etree._Element, *names: str) -> bool:
    return any(node.tag == f"{{{space}}}{name}" for space in _SPACES for name in names)


def _attribute(node: etree._Element, name: str) -> str:
    return next((str(node.get(f"{{{space}}}{name}")) for space in _SPACES if node.get(f"{{{space}}}{name}")), "")


def _bad(why: str) -> RefusedError:
    return RefusedError("bad_document", f"this is no Word document that can be read: {why}")
