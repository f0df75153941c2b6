"""``onrecord findings``: where the pages agree, contradict, update each other, or a position changes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli._options import AsJson, OfStory, RecordFile
from onrecord.cli._output import count, cut, emit, line, when
from onrecord.errors import UsageError
from onrecord.records import Finding

if TYPE_CHECKING:
    from onrecord.record import Record

EXAMPLES = """
onrecord findings story.db
onrecord findings story.db --kind contradiction
onrecord findings story.db --why 3
onrecord findings pile.db --story 2
onrecord findings story.db --json | jq 'select(.kind == "contradiction") | .topic'
"""


class Kind(StrEnum):
    """What the sides of a finding are to each other."""

    agreement = "agreement"
    contradiction = "contradiction"
    update = "update"
    shift = "shift"


def findings(
    record: RecordFile,
    why: Annotated[
        int | None, typer.Option("--why", metavar="N", help="Lay finding N open: context, days, what would excuse it.")
    ] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only findings of this kind.")] = None,
    story: OfStory = None,
    json: AsJson = False,
) -> None:
    """List agreements, contradictions and shifts.

    What changed comes first, then what is disputed, then what holds; the more independent sources, the earlier. Each
    comes with its number, its sides, the words of each side, and why it is reported.
    """
    import onrecord
    from onrecord.export.findings import findings_json, ranked

    with onrecord.open_record(record) as opened:
        listed = list(enumerate(ranked(opened.records), 1))
        if why is not None:
            if not 1 <= why <= len(listed):
                raise UsageError(f"--why {why}: {record} has {count(len(listed), 'finding')}, numbered from 1")
            listed = listed[why - 1 : why]
        listed = [(number, finding) for number, finding in listed if kind is None or finding.kind == kind]
        if story is not None:
            pages = {member.article_id for member in opened.find_story(story).members}
            listed = [(number, finding) for number, finding in listed if pages & _cited(finding)]
        if json:
            kept = {finding.id for _, finding in listed}
            for shown in findings_json(opened.records):
                if shown["id"] in kept:
                    emit(shown)
        elif why is not None:
            _open(opened, why, listed[0][1])
        else:
            _list(opened, listed)


def _cited(finding: Finding) -> set[str]:
    """The pages that a finding cites."""
    return {piece.article_id for side in finding.sides for piece in side.evidence}


def _list(record: Record, listed: list[tuple[int, Finding]]) -> None:
    """Each finding with its sides, the words of each, and where they stand."""
    from onrecord.records.outlets import outlets

    pages = {article.id: (number, article.text) for number, article in enumerate(record.articles(), 1)}
    named = outlets(record.articles())
    for number, finding in listed:
        _head(number, finding)
        for side in finding.sides:
            line(f"  {when(side.date)} · {side.label}" if side.date.known else f"  {side.label}")
            for piece in side.evidence:
                page, text = pages[piece.article_id]
                place = text.count("\n", 0, piece.span.start) + 1
                outlet = f" {named[piece.article_id]}:" if piece.article_id in named else ""
                line(f"    [{page}:{place}]{outlet} “{cut(piece.span.exact, 200)}”")
        line(f"  why: {finding.reason}; {count(finding.independent, 'independent source')}")
        line()
    line(f"{count(len(listed), 'finding')} in {record.path}; [3:33] is page 3, line 33; --why N lays one open")


def _head(number: int, finding: Finding) -> None:
    """Number, kind, actor and topic."""
    who = f" · {finding.actor}" if finding.actor else ""
    sure = "" if finding.strength == "hard" else " (perhaps)"
    line(f"{number} {finding.kind}{sure}{who} · {cut(finding.topic, 80)}")


def _open(record: Record, number: int, finding: Finding) -> None:
    """One finding with all that speaks for it, and what would excuse it."""
    from onrecord.export.why import grounds, harmless_if

    _head(number, finding)
    for ground in grounds(record.records, finding):
        line()
        via = f", via {ground.via}" if ground.via else ""
        line(f"  {ground.side}{via}")
        line(f"    day: {when(ground.day)} ({ground.day_basis})")
        line(f"    page: [{ground.page}:{ground.line}] {ground.source}")
        if ground.same_source:
            line(f"    the same wire: pages {', '.join(map(str, ground.same_source))}")
        line(f"    words: “{ground.words}”")
        if ground.context != ground.words:
            line(f"    in: “{ground.context}”")
    line()
    line(f"  why: {finding.reason}; {count(finding.independent, 'independent source')}")
    line(f"  differs in: {finding.basis}" if finding.kind != "agreement" else f"  agrees in: {finding.basis}")
    line(f"  harmless if: {harmless_if(finding)}")
