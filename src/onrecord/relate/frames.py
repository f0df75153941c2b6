"""The core of a clause in the words of the page: the act and what it is done to, to be compared by meaning."""

from __future__ import annotations

import re

from onrecord.records import Span
from onrecord.relate.assertions import Assertion

_PREPOSITION = re.compile(
    r"\b(?:of|to|into|in|inside|within|on|at|for|from|with|against|over|across|through|under|between|among|"
    r"by|off|onto|about|near|around|behind|towards?|out\s+of)\s+\Z",
    re.I,
)
_LEADING = re.compile(r"(?:not|no|never|any|some)\s+(?=\w)", re.I)
_FURTHEST = 12
_MOST = 5


def frame_of(text: str, one: Assertion, *, subject: bool) -> tuple[Span, ...]:
    """The spans of the act and its phrases in text order, without negation, modal verbs, attribution and speaker.

    Args:
        text: the text of the page.
        one: the event or clause.
        subject: whether its subject is told of, not telling: *the tap water* is safe to drink.
    """
    pieces = [*one.trigger]
    phrases = [span for side in one.objects for span in side.spans[:1]][:_MOST]
    if subject:
        phrases += [span for side in one.subjects for span in side.spans[:1]]
    taken = list(pieces)
    for span in sorted(set(phrases), key=lambda span: (span.start - span.end, span.start)):
        if any(span.overlaps(other) for other in taken):
            continue
        taken.append(span)
        start = span.start
        before = text[max(0, start - _FURTHEST) : start]
        if match := _PREPOSITION.search(before):
            wider = Span(start - len(before) + match.start(), start, text)
            start = start if any(wider.overlaps(other) for other in taken) else wider.start
        elif match := _LEADING.match(span.exact):
            start += match.end()
        pieces.append(Span(start, span.end, text))
    joined: list[Span] = []
    first = one.trigger[0].start
    for span in sorted(set(pieces), key=lambda span: (_fronted(span, first), span.start, span.end)):
        if joined and joined[-1].end <= span.start and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end, text)
        else:
            joined.append(span)
    return tuple(joined)


def _fronted(span: Span, verb: int) -> bool:
    """Whether a piece is a phrase with a preposition before the verb, which goes last: *in Tarnby a man was shot*."""
    first, _, rest = span.exact.partition(" ")
    return bool(rest) and span.end <= verb and first[:1].isupper() and _PREPOSITION.match(f"{first} ") is not None


def words_of(frame: tuple[Span, ...]) -> str:
    """A frame as text."""
    return " ".join(" ".join(span.exact.split()) for span in frame)
