"""``onrecord positions``: what an actor said and did on a question, in order, and where his position turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli._options import AsJson, OfStory, RecordFile
from onrecord.cli._output import count, emit, line, when

if TYPE_CHECKING:
    from onrecord.courses import Standpoint, Step
    from onrecord.export.brief.pile import Pile

EXAMPLES = """
onrecord positions story.db
onrecord positions story.db --actor Veldania
onrecord positions story.db --json | jq 'select(any(.steps[]; .turn)) | .question'
"""


def positions(
    record: RecordFile,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only of this actor, or of those for whom he speaks.")
    ] = None,
    story: OfStory = None,
    json: AsJson = False,
) -> None:
    """List who takes which position on what: statements and deeds in order, with the turning points.

    A question is a noun, a name or an act of the pages themselves. What several pages tell alike is one step. A turn is
    a finding: 'onrecord findings --why N' lays it open.
    """
    import onrecord
    from onrecord.export.brief.pile import Pile
    from onrecord.export.findings import ranked

    with onrecord.open_record(record) as opened:
        found = opened.positions(actor=actor, story=story)
        numbers = {article.id: (number, article) for number, article in enumerate(opened.articles(), 1)}
        turns = {finding.id: number for number, finding in enumerate(ranked(opened.records), 1)}
        pile = Pile(opened.records)
        for one in found:
            if json:
                emit(_object(one, numbers, turns))
            else:
                _show(one, numbers, turns, pile)
        if not json:
            line(f"{count(len(found), 'question')} in {record}; [3:33] is page 3, line 33")


def _show(one: Standpoint, numbers: dict[str, Any], turns: dict[str, int], pile: Pile) -> None:
    """An actor on a question."""
    from onrecord.cli._words import places_of, words_of

    line(f"{one.actor} · {one.question}")
    for step in one.steps:
        if step.turn is not None:
            line(f"  — turns here: finding {turns[step.turn]}")
        day = f"{when(step.date)}{_known(step)} · " if step.date.known else ""
        mark = f" ({step.position})" if step.position else ""
        words = words_of(step.evidence[0], pile)
        line(f"  {day}{step.speaker}: {words} {places_of(step.evidence, numbers)}{mark}")
    line()


def _known(step: Step) -> str:
    """How the day is known, if neither page nor words tell it."""
    return ", from the pile" if step.date.basis == "inferred" else ""


def _object(one: Standpoint, numbers: dict[str, Any], turns: dict[str, int]) -> dict[str, Any]:
    """An actor on a question as JSON."""

    def words(evidence: Any) -> dict[str, Any]:
        span = evidence.span
        path = numbers[evidence.article_id][1].path
        return {"path": path, "start": span.start, "end": span.end, "exact": span.exact, "record": evidence.record_id}

    return {
        "actor": one.actor, "question": one.question,
        "steps": [
            {
                "date": {"earliest": step.date.earliest, "latest": step.date.latest, "basis": step.date.basis},
                "said": step.said, "speaker": step.speaker, "position": step.position or None,
                "turn": None if step.turn is None else {"finding": step.turn, "number": turns[step.turn]},
                "evidence": [words(piece) for piece in step.evidence],
            }
            for step in one.steps
        ],
    }  # fmt: skip
