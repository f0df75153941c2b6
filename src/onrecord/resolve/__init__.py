"""Stages 4 and 5: who the mentions are, in a page and across pages, and when undated pages were published."""

from __future__ import annotations

from onrecord.records import Records
from onrecord.resolve.coreference import corefer
from onrecord.settings import Settings

__all__ = ["corefer", "resolve"]


def resolve(pile: Records, settings: Settings) -> None:
    """Join the actors of all pages, and date the pages that only the pile dates."""
