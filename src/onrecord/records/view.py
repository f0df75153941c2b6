"""The body of an article as a reader sees it, and the way back to the stored text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records.source import READ_ON, Article
from onrecord.records.span import Span


@dataclass(frozen=True, slots=True)
class View:
    """Parts of a stored text put together to one text to read.

    ``segments`` are ``(view_start, source_start, length)``, ascending and without overlap; what lies
    between two segments in ``text`` is white space that the view added.
    """

    text: str
    """The text to read."""
    source: str
    """The stored text that the parts are cut from."""
    segments: tuple[tuple[int, int, int], ...]
    """Where each part stands in the view and in the source."""

    def lift(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans of the source behind ``text[start:end]``, in text order.

        Parts that only white space divides in the source are one span; a part that is furniture in
        the source is stepped over, so the answer may have several spans. White space at the ends is
        left out. Empty if the stretch holds no character of the source.
        """
        pieces: list[tuple[int, int]] = []
        first = max(0, bisect_right(self.segments, (start, len(self.source), 0)) - 1)
        if self.segments:
            view_start, source_start, length = self.segments[first]
            if view_start <= start < end <= view_start + length:  # nearly always: one part holds it all
                low, high = _trim(self.source, start - view_start + source_start, end - view_start + source_start)
                return (Span(low, high, self.source),) if low < high else ()
        for view_start, source_start, length in self.segments[first:]:
            if view_start >= end:
                break
            low, high = max(start, view_start), min(end, view_start + length)
            if low >= high:
                continue
            piece = (low - view_start + source_start, high - view_start + source_start)
            if pieces and not self.source[pieces[-1][1] : piece[0]].strip():
                pieces[-1] = (pieces[-1][0], piece[1])
            else:
                pieces.append(piece)
        trimmed = (_trim(self.source, low, high) for low, high in pieces)
        return tuple(Span(low, high, self.source) for low, high in trimmed if low < high)

    def lift_one(self, start: int, end: int) -> Span:
        """The span of the source behind ``text[start:end]``; the longest part if there are several.

        Raises:
            ValueError: if the stretch holds no character of the source.
        """
        spans = self.lift(start, end)
        return spans[0] if len(spans) == 1 else max(spans, key=lambda span: span.end - span.start)

    def lower(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The spans of the view that show ``spans`` of the source; parts not shown are left out."""
        shown: list[tuple[int, int]] = []
        for span in spans:
            ends = [
                (max(span.start, source) - source + view, min(span.end, source + length) - source + view)
                for view, source, length in self.segments
                if source < span.end and span.start < source + length
            ]
            if not ends:
                continue
            low, high = ends[0][0], ends[-1][1]
            if shown and not self.text[shown[-1][1] : low].strip() and shown[-1][1] <= low:
                shown[-1] = (shown[-1][0], high)
            else:
                shown.append((low, high))
        return tuple(Span(low, high, self.text) for low, high in shown)


def has_body(article: Article) -> bool:
    """Whether there is anything to read on a page; a table may name one without its text."""
    if article.as_is:
        return bool(article.text.strip())
    return any(b.role in READ_ON and article.text[b.start : b.end].strip() for b in article.blocks)


def body_view(article: Article) -> View:
    """The body of an article: its ``body`` and ``quote`` blocks, paragraphs apart, broken lines joined."""
    if article.as_is:
        whole = ((0, 0, len(article.text)),) if article.text else ()
        return View(article.text, article.text, whole)
    parts: list[str] = []
    segments: list[tuple[int, int, int]] = []
    length = 0
    for block in article.blocks:
        if block.role not in READ_ON:
            continue
        low, high = _trim(article.text, block.start, block.end)
        if low == high:
            continue
        if parts:
            glue = "" if block.joined and article.text[low] in ".,;:!?)" else " " if block.joined else "\n\n"
            parts.append(glue)
            length += len(glue)
        segments.append((length, low, high - low))
        parts.append(article.text[low:high])
        length += high - low
    return View("".join(parts), article.text, tuple(segments))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
