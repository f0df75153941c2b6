"""Stage 6, group."""
from __future__ import annotations
from onrecord.records import Records
from onrecord.settings import Settings

def group(pile: Records, settings: Settings) -> None: ...
