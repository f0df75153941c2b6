"""Figures."""
from __future__ import annotations
from collections.abc import Sequence
from onrecord.annotate.parsing import Parsed
from onrecord.records import Figure, Statement, TimeExpression

def find_figures(parsed: Parsed, times: Sequence[TimeExpression], statements: Sequence[Statement]) -> list[Figure]:
    return []
