"""``onrecord findings``: where the pages agree, contradict, update each other, or a position changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli._output import count, cut, emit, line, when

if TYPE_CHECKING:
    from onrecord.record import Record

EXAMPLES = """
onrecord findings story.db
onrecord findings story.db --json | jq 'select(.kind == "contradiction") | .topic'
"""


def findings(
    record: Annotated[Path, typer.Argument(metavar="STORY.db", help="A record.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """List agreements, contradictions and shifts.

    Each comes with its sides, the words of each side, and why it is reported.
    """
    import onrecord
    from onrecord.export.findings import findings_json

    with onrecord.open_record(record) as opened:
        if json:
            for finding in findings_json(opened.records):
                emit(finding)
        else:
            _list(opened)


def _list(record: Record) -> None:
    """Each finding with its sides, the words of each, and where they stand."""
    pages = {article.id: (number, article.text) for number, article in enumerate(record.articles(), 1)}
    for finding in record.findings():
        who = f" · {finding.actor}" if finding.actor else ""
        sure = "" if finding.strength == "hard" else " (perhaps)"
        line(f"{finding.kind}{sure}{who} · {cut(finding.topic, 80)}")
        for side in finding.sides:
            line(f"  {when(side.date)} · {side.label}")
            for piece in side.evidence:
                number, text = pages[piece.article_id]
                place = text.count("\n", 0, piece.span.start) + 1
                line(f"    [{number}:{place}] “{cut(piece.span.exact, 200)}”")
        line(f"  why: {finding.reason}; {count(finding.independent, 'independent source')}")
        line()
    line(f"{count(len(record.findings()), 'finding')} in {record.path}; [3:33] is page 3, line 33")
