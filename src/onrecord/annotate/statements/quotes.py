"""Quotation marks: where words stand between them, whatever marks a page uses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from onrecord.annotate.parsing import Parsed

PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", '"': '"', "''": "''", "``": "''", "'": "'"}
"""Opening mark -> closing marks."""
MARKS = frozenset("\"'“”„«»‘’`")
_MAY_OPEN = re.compile(r"[\"'“«„‘`]")
_ENDING = frozenset(",.?!…:;-—–")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, in tokens, marks included."""

    first: int
    """First token."""
    last: int
    """Last token."""
    words: int
    """Number of words between the marks."""
    ended: bool
    """Whether a sentence or a tag's comma ends inside the marks."""
    capital: bool
    """Whether the first word between the marks starts with a capital."""
    closed: bool
    """Whether there is a closing mark before the paragraph ends."""

    @property
    def utterance(self) -> bool:
        """Whether it is long or whole enough to be speech rather than a term or a title."""
        return self.words >= 6 or (self.ended and self.capital) or (self.words >= 4 and self.ended)

    def tokens(self) -> range:
        """Its tokens."""
        return range(self.first, self.last + 1)


def find_quotes(parsed: Parsed) -> list[Quote]:
    """All quotations of a body, outermost only, in text order."""
    found: list[Quote] = []
    for first, stop in parsed.paragraphs:
        if first == stop:
            continue
        low = parsed.starts[first]
        text = parsed.view.text[low : parsed.starts[stop - 1] + len(parsed.doc[stop - 1])]
        for start, end, closed in _pairs(text):
            begin = bisect_right(parsed.starts, low + start, first, stop) - 1
            final = bisect_left(parsed.starts, low + end, first, stop) - 1
            inner = [parsed.doc[i] for i in range(begin, final + 1) if any(c.isalnum() for c in parsed.doc[i].text)]
            if not inner:
                continue
            body = text[start:end].rstrip("".join(MARKS) + " ")
            found.append(
                Quote(begin, final, len(inner), body[-1:] in _ENDING, inner[0].text.lstrip("[(")[:1].isupper(), closed)
            )
    return found


def _pairs(text: str) -> list[tuple[int, int, bool]]:
    """The quotations of one paragraph as (start, end, closed)."""
    found: list[tuple[int, int, bool]] = []
    at = 0
    while (mark := _MAY_OPEN.search(text, at)) is not None:
        at = mark.start()
        opening = _opens(text, at)
        if not opening:
            at += 1
            continue
        end = _closing(text, at + len(opening), opening)
        if end is not None:
            found.append((at, end, True))
            at = end
        elif opening in ("'", "‘") or len(text[at:].split()) < 4:
            at += len(opening)
        else:
            # A quotation that goes on in the next paragraph has no closing mark, by old custom.
            stop = text.find("“", at + 1) if opening == "“" else -1
            found.append((at, stop if stop > 0 else len(text), False))
            at = stop if stop > 0 else len(text)
    return found


def _opens(text: str, at: int) -> str:
    """The mark that opens a quotation at this place, or nothing."""
    for mark in ("''", "``", "“", "«", "„", "‘", '"', "'"):
        if not text.startswith(mark, at):
            continue
        before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
        if mark in ("“", "«", "„"):
            return mark
        if (before and not (before.isspace() or before in "([{—–-/:;>")) or not after or after.isspace():
            return ""
        if mark == "'" and (after.isdigit() or not after.isalnum()):
            return ""
        return mark
    return ""


def _closing(text: str, start: int, opening: str) -> int | None:
    """The place after the mark that closes what ``opening`` opened, or ``None``."""
    marks = PAIRS[opening]
    if opening in ("''", "``"):
        at = text.find("''", start)
        return at + 2 if at >= 0 else None
    single = opening in ("'", "‘")
    for at in range(start, len(text)):
        # A quotation that opens with a curly mark may be closed by a straight one.
        mixed = (opening == "“" and text[at] == '"' and text[at - 1 : at] in _ENDING and "”" not in text[at:]) or (
            opening == '"' and text[at] == "”" and "“" not in text[start:at]
        )
        if text[at] not in marks and not mixed:
            continue
        if single and (text[at + 1 : at + 2].isalnum() or text[at - 1 : at].isspace()):
            continue
        if single and text[at - 1 : at].lower() == "s" and _later(text, at, marks):
            continue
        return at + 1
    return None


def _later(text: str, at: int, marks: str) -> bool:
    """Whether another mark closes right after punctuation: then this one is a plural's apostrophe."""
    return any(text[i] in marks and text[i - 1] in ",.?!" for i in range(at + 1, min(len(text), at + 200)))
