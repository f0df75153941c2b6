"""One day by which something is to end, in independent chains: *withdraw by 31 August*, *is set to leave on Tuesday*.

The words have little in common, and one page gives the date while the other gives a weekday. So the day itself is the
key, as far ahead of both pages; then the same side must be named, and an act or two things of the sentence be shared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebooks.agreeing import agreeing
from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.meanings import acts_of
from onrecord.records import Clause, DateInterval, Event, Evidence, Finding, Side, Span, TimeExpression, make_id
from onrecord.relate.known import Known, Who, plain, sentence_of
from onrecord.relate.passages import LONGEST_TOPIC, MARKS

LEAST_SHARED = 2
"""What two sentences must share; an act of the thesaurus counts for two words."""
REACH = 120
"""Characters before a day in which the side must be named that is to act by it."""
MOST_SIDES = 7
_LONGEST = 320
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_NAME = re.compile(r"\b[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class _Deadline:
    """A day ahead by which a sentence says that something ends."""

    article_id: str
    day: str
    shown: Span
    topic: str
    sides: dict[str, Who]
    acts: frozenset[str]
    things: frozenset[str]
    told: DateInterval
    chain: str


def deadlines(known: Known) -> Iterator[Finding]:
    """The days ahead on which two or more independent chains agree."""
    by_day: dict[tuple[str, str], list[_Deadline]] = defaultdict(list)
    for one in _found(known):
        for family in sorted(one.sides):
            by_day[family, one.day].append(one)
    for family, day in sorted(by_day):
        group = by_day[family, day]
        for place, first in enumerate(group):
            chains = {first.chain: first}
            for other in group[place + 1 :]:
                if _shared(first, other):
                    chains.setdefault(other.chain, other)
            if len(chains) > 1:
                yield _finding(list(chains.values())[:MOST_SIDES], family)
                break


def _found(known: Known) -> Iterator[_Deadline]:
    """The deadlines of the pages, by page and place."""
    ending = agreeing().ending
    for time, day in _days_ahead(known):
        text = known.articles[time.article_id].text
        sentence = sentence_of(text, time.span)
        before = text[sentence.start : time.span.start]
        told = words(before[-REACH:]) + words(text[time.span.end : time.span.end + len(" deadline")])
        if len(sentence.exact) > _LONGEST or not ending & set(told):
            continue
        near = Span(max(sentence.start, time.span.start - REACH), time.span.start, text)
        mentions = [known.who(mention) for mention in known.mentions_in(time.article_id, [near])]
        sides = {who.family: who for who in mentions if who is not None}
        names = {stem(word.casefold()) for word in _NAME.findall(sentence.exact)}
        plain_words = [word for word in words(sentence.exact) if stem(word) not in topics().stop | agreeing().empty]
        acts = frozenset(act for word in plain_words if word not in ending for act in acts_of(stem(word)))
        things = frozenset(stem(word) for word in plain_words if word not in ending) - names
        yield _Deadline(
            time.article_id, day, sentence, _topic(before + time.span.exact), sides, acts, things,
            known.published(time.article_id), known.chain(time.article_id),
        )  # fmt: skip


def _days_ahead(known: Known) -> Iterator[tuple[TimeExpression, str]]:
    """The times of the pages that are a day after the page, with the day, the pile's own reading before the page's."""
    told: list[Event | Clause] = [*known.pile.all(Event), *known.pile.all(Clause)]
    read = {one.date_time: known.dated(one.id, one.date).day for one in told if one.date_time is not None}
    for time in sorted(known.pile.all(TimeExpression), key=lambda time: (time.article_id, time.span.start, time.id)):
        dated = read.get(time.id)
        day = dated.isoformat() if dated is not None else time.value or ""
        printed = known.published(time.article_id).latest
        if _DAY.match(day) and printed is not None and day > printed:
            yield time, day


def _shared(one: _Deadline, other: _Deadline) -> bool:
    """Whether two sentences speak of one thing that is to end."""
    return 2 * len(one.acts & other.acts) + len(one.things & other.things) >= LEAST_SHARED


def _finding(told: list[_Deadline], family: str) -> Finding:
    """The record of one deadline."""
    told = sorted(told, key=lambda one: (one.told.latest or "", one.article_id))
    who = min((one.sides[family].name for one in told), key=lambda name: (len(name), name))
    acts = frozenset.intersection(*(one.acts for one in told))
    things = frozenset.intersection(*(one.things for one in told))
    return Finding(
        id=make_id("r", "deadline", told[0].day, family, *(one.article_id for one in told)), kind="agreement",
        topic=told[0].topic, actor=who,
        sides=tuple(
            Side(f"{one.sides[family].name}: planned", plain(one.told), (Evidence(one.article_id, one.shown),))
            for one in told
        ),
        reason=f"the same day ahead: {told[0].day}; same actor: {who}; all speak of {', '.join(sorted(acts | things))}",
        strength="soft", independent=len(told),
    )  # fmt: skip


def _topic(words_before: str) -> str:
    """The last of the words up to the day, as many as a topic has room for."""
    told = " ".join(words_before.split())
    return (told if len(told) <= LONGEST_TOPIC else told[-LONGEST_TOPIC - 1 :].partition(" ")[2]).strip(MARKS)
