"""Which clauses tell what happened on a day, beside the events that a codebook of politics knows.

PLOVER codes what states and groups do to each other. That a ferry sank, a factory was sold or a verdict was given is
no such act, and yet the first thing that a chronology has to tell.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.codebooks.clauses import topics
from onrecord.records import Clause, DateInterval, Event, Evidence, Records, Statement, TimeExpression

_IN_PASSING = re.compile(r"(?:who|whom|whose|which|that|when|where|if)\b", re.IGNORECASE)
"""What opens a clause that says which one is meant, or when."""
_SINCE = re.compile(r"\b(?:since|until)\b", re.IGNORECASE)
"""What makes of a denial's day a bound: *had not been inspected since 2029*."""
_TELLING = 3
"""Fewer words than this tell a reader nothing."""
_WEEK = 7
_WEEKDAY = re.compile(r"weekday:(?P<day>[0-6]):(?P<direction>past|before|near|future|after|-?\d)(?::(?P<part>\w+))?")
_PARTS = {"MO": "09h00", "MI": "12h00", "AF": "15h00", "EV": "19h00", "NI": "22h00"}
"""Where a part of the day lies among clock times."""
_AHEAD = frozenset({"future", "after", "1", "2"})


Came = Literal["came about", "did not come about", "not in the pile"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the pile tells of a plan later."""

    came: Came
    """Whether it was carried out; ``not in the pile``: its day has passed, and nothing tells of it."""
    evidence: Evidence | None = None
    """The words that tell it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence in which an actor takes a position, or in which he is told to have done something."""

    date: DateInterval
    """When it was said; of a deed, when it was done."""
    said: bool
    """Whether it is the actor's word; else a page tells what he did."""
    speaker: str
    """Who speaks or acts, by name."""
    position: str
    """``denied`` or ``planned`` if that is what the words say on the question, else empty."""
    evidence: tuple[Evidence, ...]
    """The words, and the places where they are told again."""
    turn: str | None = None
    """Where the position turns here: the finding that says so, by id."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """An actor on a question."""

    actor: str
    """Whose position it is: a person, a body, a state."""
    question: str
    """Words of the pages, in small letters."""
    steps: tuple[Step, ...]
    """The sentences in order of time."""


def happenings(pile: Records) -> Iterator[Clause]:
    """The clauses that tell a happening with a day in its own words, by id.

    Left out are clauses whose verb is an event's or introduces a statement, states (*was open*), verbs that say
    too little (*went*, *said*), what is told in passing (*who left in May*) and what lacks the one who acts, or in
    a passive the one to whom it happens.
    """
    taken = {(event.article_id, span.start) for event in pile.all(Event) for span in event.trigger}
    taken |= {(statement.article_id, span.start) for statement in pile.all(Statement) for span in statement.cue}
    for clause in sorted(pile.all(Clause), key=lambda clause: clause.id):
        if (clause.article_id, clause.predicate[0].start) not in taken and _tells(clause):
            yield clause


def _tells(clause: Clause) -> bool:
    """Whether a clause by itself tells what happened, and on which day."""
    if clause.date_time is None or clause.lemma.startswith("be ") or clause.lemma in topics().colourless:
        return False
    words = " ".join(span.exact for span in clause.extent)
    if _IN_PASSING.match(words) or len(words.split()) < _TELLING:
        return False
    if clause.modality == "negated" and _SINCE.search(words):
        return False
    verb = clause.predicate[0].start
    of_whom = clause.subject or clause.objects[:1]
    return any(part.contains(span) and span.end <= verb for part in clause.extent for span in of_whom)


def weekday_of(time: TimeExpression | None, inferred: Container[str]) -> tuple[int, bool, str] | None:
    """The weekday that words for a time name, whether it lies ahead, and the time of day, for sorting.

    ``None`` for words that name none, and for those to which the pile gives a day.

    Args:
        time: the words.
        inferred: the records to which the pile gives a date, by id.
    """
    form = _WEEKDAY.fullmatch(time.relative or "") if time is not None and time.id not in inferred else None
    if form is None:
        return None
    part = form["part"] or ""
    return int(form["day"]), form["direction"] in _AHEAD, _PARTS.get(part, part or "99")


def week(past: Mapping[int, int], ahead: frozenset[int] = frozenset()) -> list[int]:
    """Weekdays in the order in which they most likely came: the longest gap between them lies before the first one.

    Args:
        past: weekday (0 for Monday) -> independent texts that tell of it as past.
        ahead: weekdays that no page tells of as past; they come after those that some page does.
    """
    days = sorted(past) or sorted(ahead)
    # Where two gaps are equally long, the week begins before the day that most texts tell of.
    first = max(days, key=lambda day: (_gap(day, days), past.get(day, 0), -day), default=0)
    order = sorted(days, key=lambda day: (day - first) % _WEEK)
    last = order[-1] if order else 0
    return order + sorted(ahead - set(days), key=lambda day: (day - last) % _WEEK)


def _gap(day: int, days: list[int]) -> int:
    """How many days lie between the weekday before and this one."""
    return min(((day - other) % _WEEK or _WEEK for other in days), default=_WEEK)
