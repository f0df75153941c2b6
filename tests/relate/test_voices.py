"""Statements that differ by a denial alone."""

from __future__ import annotations

from dataclasses import replace

from onrecord.relate.known import Known
from onrecord.relate.voices import _deny, _voice
from tests.relate.pile import Pile

OPEN = "the old fuel depot of the harbour will open next spring"
SHUT = "the old fuel depot of the harbour will not open next spring"


def test_a_statement_that_is_told_within_another_is_not_denied_by_it() -> None:
    pile = Pile()
    page = pile.page("one", f"Norland said {OPEN}. Sorland said {SHUT}.", "2024-03-04")
    pile.statement(page, OPEN, pile.mention(page, "Norland", "NOR", None))
    pile.statement(page, SHUT, pile.mention(page, "Sorland", "SOR", None))
    known = Known(pile.records)
    one, other = (_voice(known, statement) for statement in known.statements.values())
    assert one is not None
    assert other is not None
    assert _deny(one, other)
    assert _deny(other, one)
    inner = replace(one, statement=replace(one.statement, nested_in=other.statement.id))
    assert not _deny(inner, other)
    assert not _deny(other, inner)
