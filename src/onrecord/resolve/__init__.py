"""Stages 4 and 5: who, and when."""
from __future__ import annotations
from onrecord.records import Records
from onrecord.settings import Settings

def corefer(page: Records, settings: Settings) -> None: ...
def resolve(pile: Records, settings: Settings) -> None: ...
