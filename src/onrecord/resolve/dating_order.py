"""What an undated page can only have said before, or only after, what other pages date.

A page on which a ministry says that it *plans no evacuation* is not later than the evacuation that dated pages tell:
nobody denies for his own state what it has begun. A page that tells what it is to follow on, *the flight of
families after the dam broke*, is not before the day since which dated pages count it: *3,000 have fled since March 4*.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord import timex
from onrecord.codebooks.clauses import stem
from onrecord.codebooks.meanings import act_of
from onrecord.records import (
    Article,
    Clause,
    DateInterval,
    Event,
    Evidence,
    Records,
    Span,
    Statement,
    TimeExpression,
)
from onrecord.resolve.dating_deeds import Deed, Deeds, stretch_of
from onrecord.resolve.dating_limits import STORY, Limit

_WORD = re.compile(r"[^\W\d_]+")
_COUNT = re.compile(r"\d")
_ENDS = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“‘])|\n")
_ONE_DEED = 14
"""Days within which reports tell one deed and not the next one of its kind."""
_PAST = re.compile(r"\b(?:did|has|have|had|was|were|never)\b", re.I)
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?\Z", re.I)
_SINCE_WITHIN = 100
_AFTERMATH = re.compile(r"\b(?:following|after|since|in\s+the\s+(?:wake|aftermath)\s+of)\s", re.I)


@dataclass(frozen=True, slots=True)
class _Count:
    """Something that is counted since a day."""

    clause: Clause
    time: TimeExpression
    act: str
    places: tuple[str, ...]
    """Where, as the clause names it."""


class Order:
    """The deeds of the pile by what is denied before them and counted since them."""

    def __init__(self, pile: Records, deeds: Deeds) -> None:
        """Look up what is denied, and what is counted since a day."""
        self._deeds = deeds
        self._statements = {statement.id: statement for statement in pile.all(Statement)}
        self._times = {time.id: time for time in pile.all(TimeExpression)}
        self._texts = {article.id: article.text for article in pile.all(Article)}
        self._followed: dict[str, list[tuple[_Count, Span]]] = {}
        self._denied: dict[str, list[Deed]] = defaultdict(list)
        for event in sorted(pile.all(Event), key=lambda event: event.id):
            if event.modality == "negated" and (deed := self._own_denial(event)) is not None:
                self._denied[event.article_id].append(deed)
        self._counted = [
            counted
            for clause in sorted(pile.all(Clause), key=lambda clause: clause.id)
            if (counted := self._count(clause)) is not None
        ]

    def limits(
        self, article: Article, days: Mapping[str, DateInterval], dates: Mapping[str, DateInterval]
    ) -> Iterator[Limit]:
        """What a page can only have said before or after what dated pages tell.

        Args:
            article: the undated page.
            days: article id -> its day, as far as it is known.
            dates: record id -> the days that the pile gave to it.
        """
        for deed in self._denied[article.id]:
            told = [
                (last, other.event)
                for other in self._deeds.like(deed)
                if other.event.article_id != article.id
                if (last := self._latest(other.event, days, dates)) is not None
            ]
            if told and max(last for last, _ in told) - min(last for last, _ in told) <= dt.timedelta(_ONE_DEED):
                yield _before(deed, min(told, key=lambda one: (one[0], one[1].id)))
        for counted, word in self._told_of(article):
            day = _day(counted.time, dates)
            if day is not None:
                yield _after(word, day, counted)

    def _told_of(self, article: Article) -> list[tuple[_Count, Span]]:
        """What other pages count of what a page tells as following on something; the same in every round."""
        if article.id not in self._followed:
            self._followed[article.id] = [
                (counted, word)
                for counted in self._counted
                if counted.clause.article_id != article.id
                if (word := next(_followed(article, counted), None)) is not None
            ]
        return self._followed[article.id]

    def _count(self, clause: Clause) -> _Count | None:
        """A clause that counts something since a day, at a place that it names."""
        time = self._times.get(clause.date_time or "")
        if time is None or clause.modality != "happened":
            return None
        start = time.span.start
        if not _SINCE.search(self._texts.get(clause.article_id, "")[max(0, start - _SINCE_WITHIN) : start]):
            return None
        places = tuple(
            span.exact for span in clause.objects if span.exact[0].isupper() and not _COUNT.search(span.exact)
        )
        return _Count(clause, time, act_of(clause.lemma), places) if places else None

    def _own_denial(self, event: Event) -> Deed | None:
        """What somebody denies, for his own state, to be planned or under way."""
        statement = self._statements.get(event.attributed_to or "")
        if statement is None or any(_PAST.search(span.exact) for span in event.extent):
            return None
        speaker = self._deeds.keys(statement.speaker_mention)
        deed = self._deeds.deed(event)
        if not speaker or (deed.who and not deed.who & speaker) or not deed.objects:
            return None
        return deed if deed.who else Deed(event, speaker, deed.act, deed.objects)

    def _latest(
        self, event: Event, days: Mapping[str, DateInterval], dates: Mapping[str, DateInterval]
    ) -> dt.date | None:
        """The last day on which a deed can lie that a page tells as done."""
        statement = self._statements.get(event.attributed_to or "")
        own = [dates.get(event.id, event.date)]
        own += [dates.get(statement.id, statement.said_on)] if statement is not None else []
        found = [stretch[1] for date in (*own, days[event.article_id]) if (stretch := stretch_of(date)) is not None]
        return min(found, default=None)


def _followed(article: Article, counted: _Count) -> Iterator[Span]:
    """The word for what is counted, in a sentence that tells it of the place as following on something."""
    for place in counted.places:
        if place not in article.text:
            continue  # Nearly always, and much cheaper to ask.
        for match in re.finditer(rf"\b{re.escape(place)}\b", article.text):
            start = max(end for end in (0, *(m.end() for m in _ENDS.finditer(article.text, 0, match.start()))))
            stop = _ENDS.search(article.text, match.end())
            whole = article.text[start : stop.start() if stop else len(article.text)]
            after = _AFTERMATH.search(whole)
            for word in _WORD.finditer(whole, 0, after.start() if after else 0):
                if act_of(stem(word[0].casefold())) == counted.act:
                    yield Span(start + word.start(), start + word.end(), article.text)


def _day(time: TimeExpression, dates: Mapping[str, DateInterval]) -> dt.date | None:
    """The day that a time expression names, by its page or by the pile."""
    if (known := dates.get(time.id)) is not None:
        return known.day
    stretch = timex.interval(time.value or "")
    return stretch[0] if stretch is not None and stretch[0] == stretch[1] else None


def _before(deed: Deed, told: tuple[dt.date, Event]) -> Limit:
    """A page that denies a deed is not later than the deed."""
    last, other = told
    words = " ".join(span.exact for span in deed.event.trigger)
    evidence = tuple(Evidence(other.article_id, span, other.id) for span in other.trigger[:1])
    return Limit(
        lambda page: page <= last, f"“{words}” is denied; other pages tell it as done by {last}",
        deed.event.trigger[:1], "before", evidence,
    )  # fmt: skip


def _after(told: Span, day: dt.date, counted: _Count) -> Limit:
    """A page that tells what followed is not before the day since which it is counted."""
    evidence = (Evidence(counted.clause.article_id, counted.time.span, counted.clause.id),)
    return Limit(
        lambda page: day <= page <= day + STORY, f"“{told.exact}” is told as what followed; it is counted since {day}",
        (told,), "after", evidence,
    )  # fmt: skip
