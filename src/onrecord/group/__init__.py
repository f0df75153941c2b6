"""Stage 6, group: pages that print the same text, pages made from one wire, and pages that tell one story."""

from __future__ import annotations

from onrecord.group.copies import copies
from onrecord.group.stories import stories
from onrecord.records import Records
from onrecord.settings import Settings

__all__ = ["group"]


def group(pile: Records, settings: Settings) -> None:  # noqa: ARG001 - all stages take the settings
    """Add to the pile its :class:`SyndicationGroup` and :class:`Story` records, the same for any order of the pages."""
    pile.add(*copies(pile))
    pile.add(*stories(pile))
