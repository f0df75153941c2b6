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
_EARLIER = re.compile(r"\s+(?:earlier\b|before(?=\s*[,.;]))")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“‘])|\n")
_COUNT = re.compile(r"P(\d{1,2})([DW])")
_WEEKDAY = re.compile(r"weekday:(\d):(?:past|back)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_NEAR = 160
"""Most characters between the weekday and the count."""
_SHARED = 2
"""Words that the two accounts of what happened must have in common."""
_SURE = 3
"""The same where a count of weeks leaves the weekday some days off."""
_PAGES = 2
"""Pages that name a day if it is that of what the pile is about."""
_CLOCK = re.compile(r"\d[:.]\d\d|\d\s*[ap]\.?m\b|noon|midnight", re.I)
_OPENING = 700
"""Characters of a page in which its lead names the weekday of which it tells."""
_ABOUT = 3
"""Days by which a count of weeks may be off."""
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

    def of_the_story(self, dated: Container[str]) -> list[_Account]:
        """Those of the days that several pages name, as they do the day of what the pile is about."""
        pages: dict[dt.date, set[str]] = defaultdict(set)
        for one in self._accounts:
            if one.article_id in dated and not _CLOCK.search(one.span.exact):
                pages[one.day].add(one.article_id)
        return [one for one in self._accounts if one.article_id in dated and len(pages[one.day]) >= _PAGES]

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
    for time in times:
        count = _COUNT.fullmatch(time.value or "")
        told = _happened(article.text, time) if count is not None else None
        weekday = _weekday_near(article.text, times, time) if told is not None else None
        if count is None or told is None or weekday is None:
            continue
        weeks = count[2] == "W"
        away = dt.timedelta(days=int(count[1]) * (7 if weeks else 1))
        asked = _content(told) - _content(time.span.exact)
        found = [
            (day, Evidence(one.article_id, one.span))
            for one in accounts.like(asked)
            if one.article_id in dated
            and (day := _on(one.day + away, weekday, _ABOUT if weeks and len(asked & one.words) >= _SURE else 0))
        ]
        if not found:
            found = [
                (day, Evidence(one.article_id, one.span))
                for one in accounts.of_the_story(dated)
                if one.article_id != article.id and (day := _on(one.day + away, weekday, 0)) is not None
            ]
        if len({day for day, _ in found}) == 1:
            first, last = sorted((weekday.span, time.span))
            text = " ".join(article.text[first.start : last.end].split())
            evidence = tuple(dict.fromkeys(piece for _, piece in found))
            yield Anchored(found[0][0], text, (weekday.span, time.span), evidence)


def _on(day: dt.date, weekday: TimeExpression, slack: int) -> dt.date | None:
    """The day itself if it is that weekday, or else the one of that weekday that is at most so many days off."""
    off = (int((weekday.relative or "").split(":")[1]) - day.weekday() + 3) % 7 - 3
    return day + dt.timedelta(days=off) if abs(off) <= slack else None


def _happened(text: str, count: TimeExpression) -> str | None:
    """What a count of days counts from: what follows *after*, or what stands before *earlier* in its sentence."""
    after = _AFTER.match(text, count.span.end)
    if after is not None:
        return after[1]
    if _EARLIER.match(text, count.span.end) is None:
        return None
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, count.span.start)), default=0)
    return text[start : count.span.start]


def _weekday_near(text: str, times: Sequence[TimeExpression], count: TimeExpression) -> TimeExpression | None:
    """The weekday that a sentence names near a count of days, before it or else behind it; else that of the lead."""
    near = [
        (one.span.start > count.span.start, abs(one.span.start - count.span.start), number)
        for number, one in enumerate(times)
        if _WEEKDAY.fullmatch(one.relative or "") and abs(one.span.start - count.span.start) <= _NEAR
        and not _SENTENCE.search(text, *sorted((one.span.end, count.span.start)))
    ]  # fmt: skip
    if near:
        return times[min(near)[2]]
    named = [one for one in times if _WEEKDAY.fullmatch(one.relative or "") and one.span.start < _OPENING]
    single = len({(one.relative or "")[:9] for one in named}) == 1 and count.span.start < _OPENING
    return named[0] if single else None


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
