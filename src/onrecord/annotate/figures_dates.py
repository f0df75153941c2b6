"""The day that a figure is true of: *61 on Monday, up from 48 a week earlier*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.annotate.parsing import Parsed
from onrecord.records import UNKNOWN_DATE, DateInterval, Span, TimeExpression
from onrecord.timex import interval

_NEAR = 60
_COMPARED = re.compile(r"\b(?:from|than|against|with|to|versus|over)\s+(?:\w+\s+){0,2}$", re.I)
_OTHER = re.compile(r"\b(?:from|than|against|with|versus)\s+(?:\w+\s+){0,2}\W?\d[^,;.]{0,30}$", re.I)
_EARLIER = re.compile(r"\b(?:earlier|before|ago|previous|prior)\b", re.I)
_BESIDE = re.compile(r"\W{0,2}(?:(?:in|on|at|of)\s)?(?:the\s)?")


def as_of(token: Token, span: Span, parsed: Parsed, dates: Sequence[TimeExpression]) -> tuple[DateInterval, str | None]:
    """The date that stands in the clause of a figure, if there is just one, and its time expression.

    A figure that another one is compared with takes the date right after it alone, and leaves it alone.

    Args:
        token: the first word of the figure.
        span: the figure in the stored text.
        parsed: the parsed body.
        dates: the dates and times of day that begin in the sentence, in text order.
    """
    if not dates:
        return UNKNOWN_DATE, None
    whole = token.sent
    sentence, clause = parsed.spans(whole.start, whole.end - 1), _clause(token)
    source = parsed.view.source
    compared = _COMPARED.search(source[max(0, span.start - _NEAR) : span.start])
    near = []
    for time in dates:
        if span.contains(time.span) or not any(piece.contains(time.span) for piece in sentence):
            continue
        days = interval(time.value) if time.value else None
        beside = time.span.start >= span.end and bool(_BESIDE.fullmatch(source[span.end : time.span.start]))
        if days is None or not (beside or (not compared and _told_of(time, source, clause, parsed))):
            continue
        near.append((time, days, beside))
    chosen = [item for item in near if item[2]] or near
    if len(chosen) != 1:
        return UNKNOWN_DATE, None
    time, days, _ = chosen[0]
    basis = "resolved" if time.relative else "stated"
    return DateInterval(days[0].isoformat(), days[1].isoformat(), basis, (time.span,)), time.id  # type: ignore[arg-type]


def _told_of(time: TimeExpression, source: str, clause: Token, parsed: Parsed) -> bool:
    """Whether a date goes with the verb of the figure, and not with a figure that it is compared with."""
    before = source[max(0, time.span.start - _NEAR) : time.span.start]
    if _EARLIER.search(time.span.exact) or _OTHER.search(before):
        return False
    token = _token_at(time, parsed)
    return token is not None and not _describes(token, time, parsed) and _clause(token) == clause


def _token_at(time: TimeExpression, parsed: Parsed) -> Token | None:
    """The first token of a time expression."""
    shown = parsed.view.lower([time.span])
    first = bisect_left(parsed.starts, shown[0].start) if shown else len(parsed.starts)
    if first == len(parsed.starts) or parsed.end(parsed.doc[first]) > shown[0].end:
        return None
    return parsed.doc[first]


def _describes(token: Token, time: TimeExpression, parsed: Parsed) -> bool:
    """Whether a date only tells which thing is meant: *above the 2014 record*."""
    head = token.head
    outside = parsed.span(head.i, head.i)
    return token.dep_ in ("compound", "nummod", "amod", "nmod") and not time.span.overlaps(outside)


def _clause(token: Token) -> Token:
    """The verb of the clause that a token stands in; the root if there is none."""
    for item in [token, *token.ancestors]:
        if (item.pos_ in ("VERB", "AUX") and item.dep_ not in ("amod", "aux", "auxpass")) or item.dep_ == "ROOT":
            return item
    return token
