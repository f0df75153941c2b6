"""PDF files with a text layer: columns one after the other, lines joined to paragraphs, running heads left out.

PDFium gives the characters of a page and where each stands; all else is done here. A PDF says nothing of lines,
paragraphs or columns: a line is what stands on one height without a wide gap, columns are parted where a page can be
cut from top to bottom (XY cut: Nagy and Seth 1984), a paragraph ends at an indent, a gap, or a short last line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
from pypdfium2 import raw

from onrecord.acquire.limits import RefusedError, scalar

_PAGES = 2_000
"""Most pages of a file."""
_GAP = 1.6
"""Width of a gap, in heights of its line, that parts columns."""
_DEEPEST = 40
"""Cuts within cuts."""
_EDGE = 3
"""Lines at the head and the foot of a page that can be running heads."""
_HYPHENS = "-\u00ad\u2010"
_ENDS = (".", "!", "?", '"', "”", "’", ":", "…", ")")
_NUMBER = re.compile(r"(?:page |p\. ?|[-–—| ]*)?\d{1,4}(?: (?:of|/) \d{1,4}|/\d{1,4})?[-–—| ]*$", re.I)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters on one line without a wide gap."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Height of its letters."""
        return max(self.top - self.bottom, 1.0)


def read_pdf(data: bytes) -> str:
    """The text of a PDF file, paragraphs parted by an empty line.

    Raises:
        RefusedError: ``bad_document``, ``no_text_layer``, ``too_large``.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as why:
        if "assword" in str(why):
            raise RefusedError("bad_document", "the PDF file is encrypted; save it without a password") from why
        raise RefusedError("bad_document", "this is no PDF file that can be opened; it is damaged or cut off") from why
    try:
        count = len(document)
        if count > _PAGES:
            raise RefusedError("too_large", f"the PDF file has {count:,} pages; split it, at {_PAGES:,} or less")
        pages = [_runs(document, number) for number in range(count)]
    finally:
        document.close()
    if not count:
        raise RefusedError("bad_document", "the PDF file has no pages that can be opened; it is damaged")
    if not any(pages):
        length = "1 page" if count == 1 else f"{count} pages"
        raise RefusedError(
            "no_text_layer",
            f"the PDF file ({length}) has no text layer, as scans have none; recognise its text first, for example "
            "with ocrmypdf",
        )
    ordered = [_ordered(page) for page in pages]
    heads = _running_heads(ordered)
    paragraphs: list[str] = []
    words = _whole_words(ordered)
    feet: list[str] = []
    for number, page in enumerate(ordered):
        kept = [run for place, run in enumerate(page) if not _is_head(page, place, heads)]
        if not number:  # what runs over the pages is said once: it may be the outlet and the day
            said = [(place, run.text) for place, run in enumerate(page) if _masked(run.text) in heads]
            paragraphs += [text for place, text in said if place < _EDGE]
            feet = [text for place, text in said if place >= _EDGE and not _NUMBER.match(text)]
        _add(paragraphs, list(_paragraphs(kept, words)), words)
    return "\n\n".join([*paragraphs, *feet])


def _runs(document: pypdfium2.PdfDocument, number: int) -> list[Run]:
    """The runs of a page in the order of the file; none if the page cannot be read."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    runs: list[Run] = []
    parts: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]
    for place in range(text.count_chars()):
        sign = scalar(chr(raw.FPDFText_GetUnicode(text, place)))
        if sign in "\x00\ufffe\x02":
            sign = "-"  # how PDFium writes a hyphen at the end of a line
        if sign in "\r\n":
            _end(runs, parts, box)
            continue
        if sign.isspace():
            if parts:
                parts.append(" ")
            continue
        left, bottom, right, top = text.get_charbox(place)
        height = max(box[3] - box[1], top - bottom, 1.0)
        moved = bottom > box[3] or top < box[1]
        if parts and (moved or left - box[2] > _GAP * height or left < box[0] - height):
            _end(runs, parts, box)
        if not parts:
            box = [left, bottom, right, top]
        else:
            box = [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
        parts.append(sign)
    _end(runs, parts, box)
    text.close()
    page.close()
    return runs


def _end(runs: list[Run], parts: list[str], box: Sequence[float]) -> None:
    words = " ".join("".join(parts).split())
    if words:
        runs.append(Run(words, box[0], box[2], box[1], box[3]))
    parts.clear()


def _ordered(runs: Sequence[Run], depth: int = 0) -> list[Run]:
    """Runs in reading order: cut between columns where that is possible, otherwise across."""
    if len(runs) < 2 or depth > _DEEPEST:
        return sorted(runs, key=lambda run: (-run.top, run.left))
    for cut in (_columns, _bands):
        if len(parts := cut(runs)) > 1:
            return [run for part in parts for run in _ordered(part, depth + 1)]
    return sorted(runs, key=lambda run: (-round(run.bottom), run.left))


def _columns(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs, parted at the widest gap that goes from top to bottom, if there are lines on both sides."""
    found = _cut(sorted(runs, key=lambda run: run.left), lambda run: (run.left, run.right))
    gap = 0.8 * median(run.height for run in runs)
    return list(found[1:]) if found and found[0] >= gap and min(len(found[1]), len(found[2])) >= 3 else [list(runs)]


def _bands(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs, parted at the widest gap that goes from side to side."""
    found = _cut(sorted(runs, key=lambda run: -run.top), lambda run: (-run.top, -run.bottom))
    return list(found[1:]) if found else [list(runs)]


def _cut(runs: Sequence[Run], ends) -> tuple[float, list[Run], list[Run]] | None:  # type: ignore[no-untyped-def]
    """The widest gap between runs that are sorted, and the runs on its two sides."""
    best, place = 0.0, 0
    reach = ends(runs[0])[1]
    for number, run in enumerate(runs[1:], 1):
        first, last = ends(run)
        if first - reach > best:
            best, place = first - reach, number
        reach = max(reach, last)
    return (best, list(runs[:place]), list(runs[place:])) if place else None


def _masked(words: str) -> str:
    return re.sub(r"\d+", "0", words.casefold())


def _running_heads(pages: Sequence[Sequence[Run]]) -> frozenset[str]:
    """Lines that stand at the head or foot of half of the pages, and of two at least; numbers count as one."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_masked(run.text) for run in (*page[:_EDGE], *page[-_EDGE:])})
    return frozenset(words for words, count in seen.items() if count >= max(2, len(pages) / 2))


def _is_head(page: Sequence[Run], place: int, heads: frozenset[str]) -> bool:
    if _EDGE <= place < len(page) - _EDGE:
        return False
    text = page[place].text
    return _masked(text) in heads or _NUMBER.match(text) is not None


def _whole_words(pages: Sequence[Sequence[Run]]) -> frozenset[str]:
    """The words of the file that stand within a line, by which a word that a line breaks is put together."""
    return frozenset(
        word.strip(".,;:!?()[]'\"“”‘’").casefold()
        for page in pages
        for run in page
        for word in run.text.split()
        if word[-1] not in _HYPHENS
    )


def _paragraphs(runs: Sequence[Run], words: frozenset[str]) -> Iterator[str]:
    """The paragraphs of a page."""
    text = ""
    falls = [(above.bottom - below.bottom, above.height) for above, below in pairwise(runs)]
    pitches = [fall for fall, height in falls if 0 < fall < 4 * height]
    pitch = median(pitches) if pitches else 0.0
    for number, run in enumerate(runs):
        if text and _begins(runs, number, pitch):
            yield text
            text = ""
        text = _joined(text, run.text, words)
    if text:
        yield text


def _begins(runs: Sequence[Run], number: int, pitch: float) -> bool:
    """Whether a line begins a paragraph."""
    run, before = runs[number], runs[number - 1]
    down = before.bottom - run.bottom
    if abs(down) < 0.5 * run.height:
        return False
    if down < 0:  # the next column
        return before.text.endswith(_ENDS) and not run.text[:1].islower()
    sizes = (run.height, before.height)
    if down > 1.35 * pitch and down > 1.35 * min(sizes):
        return True
    if max(sizes) > 1.45 * min(sizes) and down > 1.1 * pitch:
        return True
    near = runs[max(0, number - 8) : number + 8]
    beside = [other for other in near if other.left < run.right and other.right > run.left]
    left = min(other.left for other in beside)
    right = max(other.right for other in beside)
    indented = run.left > left + 0.7 * run.height and before.left < left + 0.5 * run.height
    short = before.right < right - 0.2 * (right - left) and before.text.endswith(_ENDS)
    return (indented and not run.text[:1].islower()) or short


def _joined(text: str, more: str, words: frozenset[str]) -> str:
    """A line after another; a word that the line breaks is put together, unless the file writes it with a hyphen."""
    if not text:
        return more
    if text[-1] not in _HYPHENS or not text[-2:-1].isalpha() or not more[:1].islower():
        return f"{text} {more}"
    first = text.rsplit(None, 1)[-1][:-1]
    rest = re.match(r"\w*", more)
    second = rest[0] if rest else ""
    whole, with_hyphen = (first + second).casefold(), f"{first}-{second}".casefold()
    if with_hyphen in words and whole not in words:
        return f"{text[:-1]}-{more}"
    return text[:-1] + more


def _add(paragraphs: list[str], more: list[str], words: frozenset[str]) -> None:
    """Add the paragraphs of a page; a sentence that goes on over the page goes on."""
    if paragraphs and more and not paragraphs[-1].endswith(_ENDS) and more[0][:1].islower():
        paragraphs[-1] = _joined(paragraphs[-1], more.pop(0), words)
    paragraphs.extend(more)
