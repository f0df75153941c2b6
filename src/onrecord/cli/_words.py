"""The words of a record as a reader of one line understands them, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.cli._output import cut

if TYPE_CHECKING:
    from onrecord.export.brief.pile import Pile
    from onrecord.records import Article, Evidence, Span

LONGEST = 160
"""Characters of one stretch that are printed."""


def words_of(evidence: Evidence, pile: Pile) -> str:
    """The words that tell something, without what introduces the one who tells it."""
    from onrecord.export.brief.wording import bare, said, spoken, told
    from onrecord.records import Clause, Event, Statement

    find, spans = pile.records.get, (evidence.span,)
    shown: Sequence[Span] = spans
    if (event := find(Event, evidence.record_id)) is not None:
        shown = told(pile, event)
    elif (clause := find(Clause, evidence.record_id)) is not None:
        shown = spoken(pile, clause) or bare(spans, pile.by_id[evidence.article_id].text)
    elif (statement := find(Statement, evidence.record_id)) is not None:
        shown = said(pile, statement)
    return " … ".join(f"“{cut(span.exact, LONGEST)}”" for span in shown)


def place_of(evidence: Evidence, numbers: Mapping[str, tuple[int, Article]]) -> str:
    """Page and line of some words, as all verbs write them: [3:33]."""
    number, article = numbers[evidence.article_id]
    return f"[{number}:{article.text.count(chr(10), 0, evidence.span.start) + 1}]"


def places_of(evidence: Sequence[Evidence], numbers: Mapping[str, tuple[int, Article]]) -> str:
    """The places of the same words, each once."""
    return " ".join(dict.fromkeys(place_of(piece, numbers) for piece in evidence))
