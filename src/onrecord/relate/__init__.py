"""Stage 7, relate: what the claims and deeds of the pile are to each other."""

from __future__ import annotations

from onrecord.records import Event, Figure, Finding, Records
from onrecord.relate.agreements import agreements
from onrecord.relate.causes import causes, open_causes
from onrecord.relate.claims import claims
from onrecord.relate.known import Known
from onrecord.relate.positions import positions
from onrecord.relate.themes import themes
from onrecord.relate.timeline import TimelineEntry, timeline
from onrecord.relate.told_shifts import told_shifts
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
    agreed = list(agreements(found))
    pile.add(*agreed)
    pile.add(*same_or_denied(known))
    pile.add(*(finding for finding in tolls(known, figures) if not any(_within(finding, other) for other in agreed)))
    pile.add(*causes(known), *open_causes(known))
    pile.add(*told_shifts(known))
    pile.add(*themes(known))


def _within(finding: Finding, other: Finding) -> bool:
    """Whether an agreement shows nothing but words that another agreement shows."""
    shown = [piece for side in other.sides for piece in side.evidence]
    return finding.kind == other.kind == "agreement" and all(
        any(piece.article_id == there.article_id and piece.span.overlaps(there.span) for there in shown)
        for side in finding.sides
        for piece in side.evidence
    )
