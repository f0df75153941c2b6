"""Stages 4 and 5: who the mentions are, in a page and across pages, and when undated pages were published."""

from __future__ import annotations

from onrecord.records import Actor, ActorLink, DateInference, Records
from onrecord.resolve.actors import join_actors
from onrecord.resolve.coreference import corefer
from onrecord.resolve.dating import Said, date_pages
from onrecord.settings import Settings

__all__ = ["corefer", "resolve"]


def resolve(pile: Records, settings: Settings) -> None:  # noqa: ARG001 - every stage has this form
    """Date the pages that only the pile dates, and join the actors of all pages."""
    said = Said(pile)
    days = date_pages(pile, said)
    if any(not day.known for day in days.values()):
        # Whose ministry it is, another page may say; and with that, when a page was printed.
        pile.remove(DateInference, *(found.id for found in pile.all(DateInference)))
        joined = Records(pile)
        join_actors(joined, days)
        before, days = days, date_pages(joined, said)
        pile.add(*joined.all(DateInference))
        if days == before:  # Then who is who is the same as well.
            pile.remove(Actor, *(actor.id for actor in pile.all(Actor)))
            pile.add(*joined.all(Actor), *joined.all(ActorLink))
            return
    join_actors(pile, days)
