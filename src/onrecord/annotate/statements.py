"""Statements."""
from __future__ import annotations
from collections.abc import Sequence
from onrecord.annotate.parsing import Parsed
from onrecord.records import ActorMention, Statement, TimeExpression

def find_statements(parsed: Parsed, mentions: Sequence[ActorMention], times: Sequence[TimeExpression]) -> list[Statement]:
    return []
