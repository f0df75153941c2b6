"""Nexis Uni, Lexis+ and the older LexisNexis: the articles of an export.

Above the text stand headline, outlet, date, edition, copyright, and labelled lines down to *Body*; below it
*Classification*, labelled lines, and *End of Document*. The older files have *1 of 100 DOCUMENTS* above each article,
labels in capitals, and the headline among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.acquire.exports import Labels, Piece, labels
from onrecord.acquire.flow import Flow, Line, is_date, position

_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\) ?\d{4}|all rights reserved)", re.I)
_ID = re.compile(r"(?:contentItem|docid|lni)[:=]([\w-]{10,60})", re.I)
_EDITION = re.compile(r"\b(?:edition|final|version|late|early|morning|evening|state|metro)\b", re.I)
_ABOVE = 60
"""Lines in which the date is looked for, upwards from the first label."""
_NOT_BODY = 25
"""Lines between a heading *Graphic* and the classification that are captions; more are text."""


def articles(flow: Flow) -> list[Piece]:
    """The articles of a Nexis export; none if it is not one."""
    known = labels("nexis")
    found = []
    for chunk in _chunks(flow.lines, known):
        piece = Piece(paragraphs=flow.paragraphs)
        if not _read(chunk, piece, known):
            piece.not_known(chunk)
        found.append(piece)
    return found


def _chunks(lines: Sequence[Line], known: Labels) -> Iterator[Sequence[Line]]:
    """The lines of each article, the cover page with the first."""
    begin, end = known.patterns["begin"], known.patterns["end"]
    ends = [number for number, one in enumerate(lines) if end.match(one.text)]
    for first, last in zip([-1, *ends], ends, strict=False):
        yield lines[first + 1 : last]
    if ends:
        rest = lines[ends[-1] + 1 :]
        if position(rest, known.words["body"]) is not None:  # a file that is cut off
            yield rest
        return
    starts = [number for number, one in enumerate(lines) if begin.match(one.text)]
    for first, last in zip(starts, [*starts[1:], len(lines)], strict=False):
        yield lines[first + 1 : last]


def _read(chunk: Sequence[Line], piece: Piece, known: Labels) -> bool:
    """Read an article; ``False`` if the lines are none."""
    top, labelled = _header(chunk, piece, known)
    if not labelled and "loaded" not in piece.fields:
        tail = any(split[0] == "loaded" for one in chunk[-12:] if (split := known.split(one.text, below=True)))
        if not tail:
            return False
    _headlines(chunk[:labelled], piece)
    bottom = _footer(chunk, top, piece, known)
    piece.lines = [one.text for one in chunk[top:bottom]]
    return True


def _header(chunk: Sequence[Line], piece: Piece, known: Labels) -> tuple[int, int]:
    """Read the labelled lines above the text: where the text begins, and where the labelled lines do."""
    body = position(chunk, known.words["body"])
    limit = len(chunk) if body is None else body
    first = next((number for number in range(limit) if known.split(chunk[number].text)), limit)
    if body is None and first == limit:
        date = next((number for number in range(min(limit, _ABOVE)) if is_date(chunk[number].text)), None)
        return (limit, 0) if date is None else (date + 1, date + 1)
    number = first
    while number < limit:
        split = known.split(chunk[number].text)
        if split is not None:
            number, value = _value(chunk, number, limit, split[1], piece.paragraphs, known)
            piece.put(split[0], value)
        elif body is None and chunk[number].text and not _COPYRIGHT.match(chunk[number].text):
            break
        else:
            number += 1
    return (number if body is None else body + 1), first


def _value(
    chunk: Sequence[Line], number: int, limit: int, value: str, paragraphs: bool, known: Labels
) -> tuple[int, str]:
    """A labelled value, which a text file breaks over lines, and the line after it."""
    number += 1
    while not paragraphs and number < limit and chunk[number].text and not known.split(chunk[number].text):
        value += " " + chunk[number].text
        number += 1
    return number, value


def _headlines(above: Sequence[Line], piece: Piece) -> None:
    """Read the lines above the labels: headline, outlet, date, edition."""
    shown = [one for one in above if one.text]
    dates = [number for number in range(len(shown)) if is_date(shown[number].text)]
    for one in reversed(shown):
        if match := _ID.search(one.link):
            piece.put("document_id", match[1])
            break
    copyrights = [one.text for one in shown if _COPYRIGHT.match(one.text)]
    if copyrights:
        piece.put("copyright", copyrights[-1])
    if not dates:
        return
    place = dates[-1]
    piece.put("published", shown[place].text)
    after = [one.text for one in shown[place + 1 :] if not _COPYRIGHT.match(one.text)]
    before = [one for one in shown[:place] if not _COPYRIGHT.match(one.text)]
    if before:
        piece.put("publisher", before[-1].text)
    headings = before[:-1]
    if after and (headings or "title" in piece.fields or _EDITION.search(after[0])):
        piece.put("edition", after.pop(0))
    if not headings:  # the older files have the headline below the date
        piece.put("title", " ".join(after))
    if "title" not in piece.fields and headings:
        # A cover page lists all headlines; the article's own stands right above its outlet.
        own = [headings[-1]]
        while headings[-1].heading and len(own) < min(3, len(headings)) and headings[-1 - len(own)].heading:
            own.insert(0, headings[-1 - len(own)])
        piece.put("title", " ".join(one.text for one in own))


def _footer(chunk: Sequence[Line], top: int, piece: Piece, known: Labels) -> int:
    """Read the lines below the text; where they begin."""
    bottom = next((number for number in range(top, len(chunk)) if _ends(chunk[number].text, known)), len(chunk))
    for one in chunk[bottom:]:
        if (split := known.split(one.text, below=True)) is not None:
            piece.put(*split)
    heads = known.words["graphic"]
    for number in range(max(top, bottom - _NOT_BODY), bottom):
        if chunk[number].text.casefold() in heads:
            piece.put("graphic", " ".join(one.text for one in chunk[number + 1 : bottom]))
            return number
    return bottom


def _ends(words: str, known: Labels) -> bool:
    """Whether a line stands below the text: the word *Classification*, the day of loading, a label in capitals."""
    if words.casefold() in known.words["tail"]:
        return True
    split = known.split(words, below=True)
    return split is not None and (split[0] == "loaded" or words.partition(":")[0].isupper())
