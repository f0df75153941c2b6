"""Places in a text: the evidence behind every record.

A :class:`Span` is the W3C Web Annotation pair of *TextPositionSelector* (``start``, ``end``) and
*TextQuoteSelector* (``exact``): half-open, counted in Unicode code points of the whole decoded text
of one page, which never changes once stored.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field

from onrecord.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one text; it cannot be made without the text that it quotes.

    ``Span(start, end, text)`` cuts ``exact`` out of ``text`` itself, so ``text[start:end] == exact``
    holds by construction.

    Raises:
        SpanError: if the stretch is empty or does not lie inside the text.
    """

    start: int
    """First code point, counted from 0."""
    end: int
    """One past the last code point."""
    text: InitVar[str]
    exact: str = field(init=False)
    """The characters ``text[start:end]``."""

    def __post_init__(self, text: str) -> None:
        """Cut the quotation out of the text."""
        if not 0 <= self.start < self.end <= len(text):
            raise SpanError(f"no stretch {self.start}:{self.end} in a text of {len(text)} characters")
        object.__setattr__(self, "exact", text[self.start : self.end])

    def holds(self, text: str) -> bool:
        """Whether the span still quotes ``text``."""
        return text[self.start : self.end] == self.exact

    def overlaps(self, other: Span) -> bool:
        """Whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this stretch."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span together with the page that it is cut from, for records that reach across pages."""

    article_id: str
    """The article whose text the span quotes."""
    span: Span
    """The quoted stretch."""
    record_id: str | None = None
    """The statement, event or figure that the stretch belongs to, if any."""
