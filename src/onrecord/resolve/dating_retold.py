"""Sentences that a dated page tells too: *said on Saturday that the ferry had sunk*, in a page of a known Saturday.

Two sentences are one if they name the same weekday, hold the same numbers and share most of their content words. Then
the weekday of the undated page is the day that the dated page gives.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord import timex
from onrecord.codebooks.clauses import stems
from onrecord.errors import UsageError
from onrecord.records import Article, DateInterval, Evidence, TimeExpression
from onrecord.resolve.dating_limits import WEEKDAYS, Limit

_PAST = re.compile(r"weekday:(\d):(?:past|back)(?::.*)?")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“‘])|\n")
_NUMBER = re.compile(r"\d[\d,.]*")
_FEWEST = 5
"""Content words that two sentences must share."""
_SHARE = 0.75
"""Part of the longer sentence's content words that they must be."""
_COMMON = 200
"""A word of more sentences than this finds no pair that rarer words do not find."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with a weekday."""

    article: Article
    time: TimeExpression
    weekday: int
    words: frozenset[str]
    numbers: frozenset[str]


class Retold:
    """The sentences of the pile that name a past weekday, by weekday and word."""

    def __init__(self, articles: Sequence[Article], times: Mapping[str, Sequence[TimeExpression]]) -> None:
        """Read the sentences around the weekdays."""
        self._of_page: dict[str, list[_Sentence]] = defaultdict(list)
        self._index: dict[tuple[int, str], list[_Sentence]] = defaultdict(list)
        self._found: dict[int, list[_Sentence]] = {}
        for article in articles:
            for time in times.get(article.id, ()):
                if match := _PAST.fullmatch(time.relative or ""):
                    sentence = _sentence(article, time, int(match[1]))
                    if len(sentence.words) >= _FEWEST:
                        self._of_page[article.id].append(sentence)
                        for word in sorted(sentence.words):
                            self._index[sentence.weekday, word].append(sentence)

    def limits(self, article: Article, days: Mapping[str, DateInterval]) -> Iterator[Limit]:
        """What the sentences that a page shares with dated pages say about its day."""
        for sentence in self._of_page[article.id]:
            told = [
                (day, other)
                for other in self._like(sentence)
                if other.article.id != article.id and (day := _day(other, days[other.article.id])) is not None
            ]
            if len({day for day, _ in told}) == 1:
                yield _limit(sentence, *told[0])

    def _like(self, sentence: _Sentence) -> list[_Sentence]:
        """The sentences that tell the same, the same in every round."""
        if id(sentence) not in self._found:
            self._found[id(sentence)] = self._looked_up(sentence)
        return self._found[id(sentence)]

    def _looked_up(self, sentence: _Sentence) -> list[_Sentence]:
        shared: Counter[int] = Counter()
        known: dict[int, _Sentence] = {}
        for word in sorted(sentence.words):
            found = self._index[sentence.weekday, word]
            for other in found if len(found) <= _COMMON else ():
                shared[id(other)] += 1
                known[id(other)] = other
        return [
            known[key]
            for key, count in shared.items()
            if count >= max(_FEWEST, _SHARE * max(len(sentence.words), len(known[key].words)))
            and known[key].numbers == sentence.numbers
        ]


def _sentence(article: Article, time: TimeExpression, weekday: int) -> _Sentence:
    """The sentence around a time expression."""
    text, span = article.text, time.span
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, span.start)), default=0)
    after = _SENTENCE.search(text, span.end)
    told = text[start : after.start() if after else len(text)]
    return _Sentence(article, time, weekday, stems(told), frozenset(_NUMBER.findall(told)))


def _day(sentence: _Sentence, page: DateInterval) -> dt.date | None:
    """The day that a weekday names on a page of a known day."""
    if page.day is None:
        return None
    try:
        meant = timex.days(sentence.time.relative or "", page.day)
    except UsageError:
        return None
    return meant[0] if meant is not None and meant[0] == meant[1] else None


def _limit(sentence: _Sentence, day: dt.date, other: _Sentence) -> Limit:
    """The page is of that day or of one of the six after it."""
    return Limit(
        lambda page: 0 <= (page - day).days < len(WEEKDAYS),
        f"“{sentence.time.span.exact}” is {day} in the same sentence of a dated page",
        (sentence.time.span,), "retold", (Evidence(other.article.id, other.time.span),),
    )  # fmt: skip
