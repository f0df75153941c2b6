"""Actor mentions."""
from __future__ import annotations
from onrecord.annotate.parsing import Parsed
from onrecord.records import ActorMention

def find_mentions(parsed: Parsed) -> list[ActorMention]:
    return []
