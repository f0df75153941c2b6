"""Stage 7, relate."""
from __future__ import annotations
from onrecord.records import Records
from onrecord.settings import Settings

def relate(pile: Records, settings: Settings) -> None: ...
