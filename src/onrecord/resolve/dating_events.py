"""A day counted from something that other pages date: *said Thursday, three days after the ferry sank*.

The other pages say that the ferry sank on Monday, March 4; three days later is a Thursday, so this Thursday is March 7.
The weekday is the check: without it, or where it disagrees, nothing is concluded.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord import timex
from onrecord.records import Article, Evidence, Span, TimeExpression

_AFTER = re.compile(r"\s+after\s+([^.;!?\n]{8,160})")
_COUNT = re.compile(r"P(\d{1,2})([DW])")
_WEEKDAY = re.compile(r"weekday:(\d):(?:past|back)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_NEAR = 80
"""Most characters between the weekday and the count."""
_SHARED = 3
"""Words that the two accounts of what happened must have in common."""
_DULL = frozenset(
    {
        "after",
        "before",
        "that",
        "this",
        "with",
        "from",
        "were",
        "been",
        "have",
        "had",
        "which",
        "when",
        "their",
        "there",
        "other",
    }
    | {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "said",
        "last",
        "late",
        "early",
        "they",
    }
)


@dataclass(frozen=True, slots=True)
class Anchored:
    """A weekday of an undated page that is a known day."""

    day: dt.date
    """The day."""
    words: str
    """The page's own words: *Thursday, three days after the ferry sank*."""
    spans: tuple[Span, ...]
    """The weekday and the count in the undated page."""
    evidence: tuple[Evidence, ...]
    """Where dated pages give the day from which it counts."""


def anchored_days(
    article: Article,
    times: Sequence[TimeExpression],
    dated: Sequence[Article],
    dated_times: Mapping[str, Sequence[TimeExpression]],
) -> Iterator[Anchored]:
    """The weekdays of a page that are counted from something that the dated pages date.

    Args:
        article: the undated page.
        times: its time expressions, in text order.
        dated: pages whose day is known.
        dated_times: article id -> time expressions of the page.
    """
    for number, time in enumerate(times):
        count = _COUNT.fullmatch(time.value or "")
        after = _AFTER.match(article.text, time.span.end)
        weekday = _weekday_before(times[:number], time)
        if count is None or after is None or weekday is None:
            continue
        away = dt.timedelta(days=int(count[1]) * (7 if count[2] == "W" else 1))
        asked = _content(after[1])
        found = [
            (day + away, Evidence(other.id, span))
            for other in dated
            for day, span in _told(other, dated_times.get(other.id, ()), asked)
            if (day + away).weekday() == int((weekday.relative or "").split(":")[1])
        ]
        if len({day for day, _ in found}) == 1:
            text = " ".join(article.text[weekday.span.start : after.end(1)].split())
            evidence = tuple(dict.fromkeys(piece for _, piece in found))
            yield Anchored(found[0][0], text, (weekday.span, time.span), evidence)


def _weekday_before(times: Sequence[TimeExpression], count: TimeExpression) -> TimeExpression | None:
    """The weekday right before a count of days."""
    before = times[-1] if times else None
    if before is None or count.span.start - before.span.end > _NEAR:
        return None
    return before if _WEEKDAY.fullmatch(before.relative or "") else None


def _told(article: Article, times: Sequence[TimeExpression], asked: set[str]) -> Iterator[tuple[dt.date, Span]]:
    """The days that a dated page names in a sentence that tells of the same thing."""
    for time in times:
        stretch = timex.interval(time.value or "")
        if stretch is None or stretch[0] != stretch[1]:
            continue
        start = max(article.text.rfind(mark, 0, time.span.start) for mark in (". ", "\n", "? ", "! ")) + 1
        ends = [end for mark in (". ", ".\n", "\n", "? ", "! ") if (end := article.text.find(mark, time.span.end)) >= 0]
        if len(_content(article.text[start : min(ends, default=len(article.text))]) & asked) >= _SHARED:
            yield stretch[0], time.span


def _content(text: str) -> set[str]:
    return {word for match in _WORD.finditer(text) if (word := match.group().casefold()) not in _DULL}
