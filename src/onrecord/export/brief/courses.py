"""What actors said and did on one question, in order: the courses of their positions, and where they turn."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.courses import Standpoint, Step
from onrecord.export.brief.days import when
from onrecord.export.brief.labels import join, name, say
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.tree import Item, Line, Piece, Row, Section
from onrecord.export.brief.wording import bare, said, spoken, told
from onrecord.records import Clause, Event, Span, Statement

FIRST_COURSES = 4
"""Courses in the short form."""
FIRST_STEPS = 6
"""Steps of each: the first ones, those that turn, and the last one."""
_MARKS = {"denied": "negated", "planned": "planned"}


def courses(pile: Pile, found: Sequence[Standpoint]) -> Section:
    """The section: one item an actor on a question, one row a step, those first whose position turns or is a denial.

    Args:
        pile: the pages; what stands on others is left out.
        found: the positions.
    """
    here = [
        one for one in found if all(piece.article_id in pile.by_id for step in one.steps for piece in step.evidence)
    ]
    ranked = sorted(here, key=lambda one: (not any(s.turn for s in one.steps), not any(s.position for s in one.steps)))
    items = tuple(_item(pile, one, place < FIRST_COURSES) for place, one in enumerate(ranked))
    return Section("positions", say("positions"), items, say("none_positions"))


def _item(pile: Pile, one: Standpoint, first: bool) -> Item:
    """An actor on a question."""
    title = join([name(one.actor), (Piece("topic", one.question),)], "divider")
    chosen = _chosen(one.steps)
    return Item(title, tuple(_row(pile, step, place in chosen) for place, step in enumerate(one.steps)), first=first)


def _chosen(steps: Sequence[Step]) -> set[int]:
    """The steps of the short form: the last one, what turns and what stands before it, then from the first on."""
    turning = [place for place, step in enumerate(steps) if step.turn is not None]
    wanted = [len(steps) - 1, *turning, *(place - 1 for place in turning), *range(len(steps))]
    return set(list(dict.fromkeys(wanted))[:FIRST_STEPS])


def _row(pile: Pile, step: Step, first: bool) -> Row:
    """A step: when, who, the words, and all places where they are told."""
    piece = step.evidence[0]
    spans = _words(pile, step)
    note: list[Line] = [say(_MARKS[step.position])] if step.position else []
    note += [say("turns_here")] if step.turn is not None else []
    cites = {cite for other in step.evidence for cite in pile.cites(other.article_id, (other.span,))}
    cites |= set(pile.cites(piece.article_id, spans))
    day = when(step.date, pile.year) if step.date.known else ()
    statement = pile.records.get(Statement, piece.record_id)
    who = name(step.speaker) if statement is None else pile.who(statement)
    return Row(day, who, pile.words(spans), join(note), tuple(sorted(cites)), first)


def _words(pile: Pile, step: Step) -> tuple[Span, ...]:
    """The words of a step, so that a reader understands them without the page."""
    piece, find = step.evidence[0], pile.records.get
    if (statement := find(Statement, piece.record_id)) is not None:
        return said(pile, statement)
    if (event := find(Event, piece.record_id)) is not None:
        return told(pile, event)
    clause = find(Clause, piece.record_id)
    spans = (piece.span,)
    return (spoken(pile, clause) if clause is not None else ()) or bare(spans, pile.by_id[piece.article_id].text)
