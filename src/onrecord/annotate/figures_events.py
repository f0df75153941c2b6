"""Which event a figure measures: *the shelling killed 12 people* has one event, and 12 is the number of its victims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.records import Event, Figure


def with_events(figures: Iterable[Figure], events: Sequence[Event]) -> list[Figure]:
    """The figures, each with the event that has it on one of its sides; of several the one told nearest to it."""
    return [replace(figure, event=_event_of(figure, events)) for figure in figures]


def _event_of(figure: Figure, events: Sequence[Event]) -> str | None:
    """The event with the figure on a side, in the clause that tells it."""
    found = [
        (min(abs(word.start - figure.span.start) for word in event.trigger), event.id)
        for event in events
        if any(span.overlaps(figure.span) for side in (*event.recipient, *event.actor) for span in side.spans)
        and any(told.overlaps(figure.span) for told in event.extent)
    ]
    return min(found)[1] if found else None
