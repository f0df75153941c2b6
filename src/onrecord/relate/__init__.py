"""Stage 7, relate: what the claims and deeds of the pile are to each other."""

from __future__ import annotations

from onrecord.records import Event, Figure, Records
from onrecord.relate.agreements import agreements
from onrecord.relate.claims import claims
from onrecord.relate.known import Known
from onrecord.relate.positions import positions
from onrecord.relate.timeline import TimelineEntry, timeline
from onrecord.relate.tolls import tolls
from onrecord.relate.voices import same_or_denied
from onrecord.settings import Settings

__all__ = ["TimelineEntry", "relate", "timeline"]


def relate(pile: Records, settings: Settings) -> None:  # noqa: ARG001 - all stages take the settings
    """Add to the pile its findings: contradictions, shifts, updates and agreements.

    Claims meet in buckets of actor and act, statements by their rarer words, counts by fate and place, so the
    work grows with the findings and not with the square of the pile.
    """
    known = Known(pile)
    events = sorted(pile.all(Event), key=lambda event: event.id)
    figures = sorted(pile.all(Figure), key=lambda figure: figure.id)
    found = list(claims(known, events))
    pile.add(*positions(found))
    pile.add(*agreements(found))
    pile.add(*same_or_denied(known))
    pile.add(*tolls(known, figures))
