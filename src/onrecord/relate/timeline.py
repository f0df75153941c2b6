"""The dated events and statements of a pile in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records import DateInterval, Event, Evidence, Modality, Records, Statement
from onrecord.relate.claims import clause
from onrecord.relate.known import Known, plain


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event or statement of one page, at its place in time."""

    date: DateInterval
    """When it happened or was said, as the page or the pile gives it."""
    evidence: Evidence
    """The words to show."""
    record_id: str
    """The event or statement."""
    kind: Literal["event", "statement"]
    """Which of the two."""
    modality: Modality
    """Of an event, whether it happened; a statement was made."""


def timeline(pile: Records) -> list[TimelineEntry]:
    """All events and statements with a known day, earliest first; those of one day in the order of their pages.

    An entry's date is the record's own, completed by the pile; a record without one is left out, for the day
    of its page is no day of its own. Events inside a statement and the statement are both listed.
    """
    known = Known(pile)
    found: list[TimelineEntry] = []
    for event in pile.all(Event):
        date = known.dated(event.id, event.date)
        if date.known:
            evidence = Evidence(event.article_id, clause(event), event.id)
            found.append(TimelineEntry(plain(date), evidence, event.id, "event", event.modality))
    for statement in pile.all(Statement):
        date = known.dated(statement.id, statement.said_on)
        if date.known and statement.content:
            evidence = Evidence(statement.article_id, statement.content[0], statement.id)
            found.append(TimelineEntry(plain(date), evidence, statement.id, "statement", "happened"))
    return sorted(found, key=_order)


def _order(entry: TimelineEntry) -> tuple[str, str, str, int, str]:
    """By first possible day; an open beginning counts as its end."""
    date = entry.date
    start = date.earliest or date.latest or ""
    return start, date.latest or "9999", entry.evidence.article_id, entry.evidence.span.start, entry.record_id
