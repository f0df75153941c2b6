"""A day counted from something that other pages date: *said Thursday, three days after the ferry sank*.

The other pages say that the ferry sank on Monday, March 4; three days later is a Thursday, so this Thursday is March 7.
The weekday is the check: without it, or where it disagrees, nothing is concluded.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True, slots=True)
class _Account:
    """A sentence of a page with a day of its own."""

    article_id: str
    day: dt.date
    span: Span
    words: frozenset[str]


class Accounts:
    """The sentences of the pile that name a day, by word; read when first asked for, as few pages ask."""

    def __init__(self, articles: Sequence[Article], times: Mapping[str, Sequence[TimeExpression]]) -> None:
        """``articles``: in a fixed order; ``times``: article id -> time expressions of the page."""
        self._articles = articles
        self._times = times

    def like(self, asked: set[str]) -> list[_Account]:
        """Those that share enough words, in the order of the pages and their texts."""
        shared = Counter(number for word in asked for number in self._index.get(word, ()))
        return [self._accounts[number] for number in sorted(shared) if shared[number] >= _SHARED]

    @cached_property
    def _accounts(self) -> list[_Account]:
        return [one for article in self._articles for one in _told(article, self._times.get(article.id, ()))]

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, account in enumerate(self._accounts):
            for word in account.words:
                found[word].append(number)
        return found


def anchored_days(
    article: Article, times: Sequence[TimeExpression], dated: Container[str], accounts: Accounts
) -> Iterator[Anchored]:
    """The weekdays of a page that are counted from something that the dated pages date.

    Args:
        article: the undated page.
        times: its time expressions, in text order.
        dated: the pages whose day is known.
        accounts: what the pages of the pile date.
    """
    for number, time in enumerate(times):
        count = _COUNT.fullmatch(time.value or "")
        after = _AFTER.match(article.text, time.span.end)
        weekday = _weekday_before(times[:number], time)
        if count is None or after is None or weekday is None:
            continue
        away = dt.timedelta(days=int(count[1]) * (7 if count[2] == "W" else 1))
        found = [
            (one.day + away, Evidence(one.article_id, one.span))
            for one in accounts.like(_content(after[1]))
            if one.article_id in dated and (one.day + away).weekday() == int((weekday.relative or "").split(":")[1])
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


def _told(article: Article, times: Sequence[TimeExpression]) -> Iterator[_Account]:
    """The sentences of a page that name a day."""
    for time in times:
        stretch = timex.interval(time.value or "")
        if stretch is None or stretch[0] != stretch[1]:
            continue
        start = max(article.text.rfind(mark, 0, time.span.start) for mark in (". ", "\n", "? ", "! ")) + 1
        ends = [end for mark in (". ", ".\n", "\n", "? ", "! ") if (end := article.text.find(mark, time.span.end)) >= 0]
        words = frozenset(_content(article.text[start : min(ends, default=len(article.text))]))
        if len(words) >= _SHARED:
            yield _Account(article.id, stretch[0], time.span, words)


def _content(text: str) -> set[str]:
    return {word for match in _WORD.finditer(text) if (word := match.group().casefold()) not in _DULL}
