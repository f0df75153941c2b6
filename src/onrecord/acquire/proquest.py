"""ProQuest: the articles of an export, parted by a rule, with *Full text:* and a list of labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.acquire.exports import Labels, Piece, labels
from onrecord.acquire.flow import Flow, Line

_OWN = re.compile(r"https?://[\w.-]*proquest\.com\b", re.I)
_ONE_LINE = frozenset({"document_id", "published", "loaded", "language", "url"})


def articles(flow: Flow) -> list[Piece]:
    """The articles of a ProQuest export; none if it is not one."""
    known = labels("proquest")
    found = []
    for chunk in _chunks(flow.lines, known):
        piece = Piece(paragraphs=flow.paragraphs)
        _read(chunk, piece, known)
        if "document_id" not in piece.fields:
            if not piece.lines:  # a cover page, or the address of the archive
                continue
            piece.not_known(chunk)
        found.append(piece)
    return found


def _chunks(lines: Sequence[Line], known: Labels) -> Iterator[Sequence[Line]]:
    """The lines of each article."""
    rule, begin = known.patterns["rule"], known.patterns["begin"]
    first = 0
    for place, one in enumerate(lines):
        if rule.match(one.text) or begin.match(one.text):
            yield lines[first:place]
            first = place + 1
    yield lines[first:]


def _read(chunk: Sequence[Line], piece: Piece, known: Labels) -> None:
    """Read the labelled lines of an article; what stands below *Full text* down to the next label is its text."""
    target = ""
    values: dict[str, list[str]] = {}
    heading = ""
    for one in chunk:
        split = known.split(one.text)
        if split is not None and (target != "text" or _ends_text(one.text)):
            target, value = split
            if target in values and target != "text":
                target = "aside"
            values.setdefault(target, []).append(value)
        elif target in _ONE_LINE or (not target and one.text):
            heading = heading or one.text
        elif target:
            values[target].append(one.text)
    piece.lines = [one for one in values.pop("text", []) if one or not piece.paragraphs]
    for name, said in values.items():
        piece.put(name, " ".join(said))
    piece.put("title", heading)
    if "publisher" in piece.fields:
        piece.fields["publisher"] = piece.fields["publisher"].partition(";")[0].strip()
    if "authors" in piece.fields:
        piece.fields["authors"] = "; ".join(_in_order(name) for name in piece.fields["authors"].split(";"))
    if _OWN.match(piece.fields.get("url", "")):
        del piece.fields["url"]


def _in_order(name: str) -> str:
    """A name as it is spoken: *Quill, Ada.* is *Ada Quill*."""
    last, comma, first = name.strip(" .").partition(", ")
    swapped = comma and "," not in first and len(first.split()) <= 3 and len(last.split()) <= 3
    return f"{first} {last}" if swapped else name.strip(" .")


def _ends_text(words: str) -> bool:
    """Whether a labelled line ends the text: *Source: the ministry said* is a line of it."""
    return words.partition(":")[0].strip().casefold() not in ("source", "caption", "illustration", "people", "section")
