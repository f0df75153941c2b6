"""The JSON form of findings, printed by ``onrecord findings --json``. Spans count in the stored text of each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.export.contract import date_json, span_json
from onrecord.export.why import harmless_if
from onrecord.records import Article, Evidence, Finding, Records, Side

Json = dict[str, Any]


KINDS = ("shift", "update", "contradiction", "agreement")
"""Kinds of findings, what changed first, then what is disputed, then what holds."""
_MANY = 3
"""Independent sources from which more weigh no more, unless they agree."""


def ranked(records: Records) -> list[Finding]:
    """The findings in the order in which the brief tells them and ``onrecord findings`` numbers them.

    By kind; then by independent sources (of what is disputed, three say as much as ten), by strength, by how many sides
    there are, and by first day and place.
    """
    pages = {article.id: number for number, article in enumerate(records.all(Article), 1)}
    return sorted(records.all(Finding), key=lambda finding: rank(finding, pages))


def rank(finding: Finding, pages: Mapping[str, int]) -> tuple[object, ...]:
    """Sorts findings as :func:`ranked`; ``pages`` numbers the articles by id."""
    most = finding.independent if finding.kind == "agreement" else min(finding.independent, _MANY)
    day = min(side.date.earliest or side.date.latest or "9999" for side in finding.sides)
    place = min((pages.get(one.article_id, 0), one.span.start) for side in finding.sides for one in side.evidence)
    soft, sides = finding.strength != "hard", len(finding.sides)
    return KINDS.index(finding.kind), -most, soft, -sides, day, place, finding.id


def findings_json(records: Records) -> Iterator[Json]:
    """The findings of a record, in the order of :func:`ranked`."""
    paths = {article.id: article.path for article in records.all(Article)}
    for finding in ranked(records):
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
