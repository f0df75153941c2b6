"""Events."""
from __future__ import annotations
from collections.abc import Sequence
from onrecord.annotate.parsing import Parsed
from onrecord.records import ActorMention, Event, Statement, TimeExpression

def find_events(parsed: Parsed, mentions: Sequence[ActorMention], times: Sequence[TimeExpression], statements: Sequence[Statement]) -> list[Event]:
    return []
