"""The JSON form of findings, printed by ``onrecord findings --json``. Spans count in the stored text of each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.export.contract import date_json, span_json
from onrecord.export.why import harmless_if
from onrecord.records import Article, Evidence, Finding, Records, Side

Json = dict[str, Any]


def findings_json(records: Records) -> Iterator[Json]:
    """The findings of a record, in its order."""
    paths = {article.id: article.path for article in records.all(Article)}
    for finding in records.all(Finding):
        yield finding_json(finding, paths)


def finding_json(finding: Finding, paths: Mapping[str, str]) -> Json:
    """One finding; ``paths`` are those of the articles, by id.

    ``evidence`` takes the first piece of every side, then the second, so that whoever reads only a few sees
    every side.
    """
    longest = max(len(side.evidence) for side in finding.sides)
    pieces = [side.evidence[rank] for rank in range(longest) for side in finding.sides if rank < len(side.evidence)]
    return {
        "id": finding.id, "kind": finding.kind, "topic": finding.topic, "actor": finding.actor,
        "evidence": [evidence_json(piece, paths) for piece in dict.fromkeys(pieces)],
        "dates": [side.date.earliest or side.date.latest for side in finding.sides if side.date.known],
        "reason": finding.reason, "strength": finding.strength, "independent": finding.independent,
        "basis": finding.basis, "harmless_if": harmless_if(finding),
        "sides": [_side(side, paths) for side in finding.sides],
    }  # fmt: skip


def evidence_json(piece: Evidence, paths: Mapping[str, str]) -> Json:
    """A piece of evidence with the path of its page."""
    return {"path": paths[piece.article_id], **span_json(piece.span), "record": piece.record_id}


def _side(side: Side, paths: Mapping[str, str]) -> Json:
    return {
        "label": side.label, "date": date_json(side.date, []),
        "evidence": [evidence_json(piece, paths) for piece in side.evidence],
    }  # fmt: skip
