"""Results of ballots that cannot both be right: *by 104 votes to 99*, *the slips gave her 102 and her opponent 101*.

A result is two plain numbers in a sentence about a ballot. Two results meet if both pages tell of one occasion, at most
days apart, if their sizes are alike, and if one page disputes the result.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebooks.disputes import disputes
from onrecord.records import DateInterval, Evidence, Figure, Finding, Side, Span, make_id
from onrecord.relate.known import Known, days_between, plain, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import sentences_around

MOST_RATIO = 1.5
"""Ratio up to which two results may be of one ballot."""
WITHIN = 4
"""Days between two reports of one result."""
_LONGEST = 300
_APART = 60
"""Characters from one number of a result to the other."""
_BALLOT = re.compile(
    r"\b(?:votes?|voted|voters|ballots?|ballot\s+papers|slips|elected|election|re-elected|delegates|show\s+of\s+hands|in\s+favou?r|yes|abstain\w*)\b",
    re.I,
)
_BETWEEN = re.compile(
    r"\s*(?:votes?|ballots?|slips|voices|delegates|members|deputies)?\s*(?:(?:in\s+favou?r|for|yes)\s*)?,?\s*(?:to|against|and|[-–])\s"
    r"|\s*[-–]\s*",
    re.I,
)
_VOTES = re.compile(r"\b(?:votes?|ballots?|slips|delegates|members|deputies)\b|^[\d,.]+$", re.I)


@dataclass(frozen=True, slots=True)
class _Result:
    """Two numbers of a ballot."""

    figures: tuple[Figure, Figure]
    numbers: tuple[float, float]
    """The larger first."""
    shown: Span
    date: DateInterval
    label: str
    disputed: bool


def results(known: Known, occasions: Occasions) -> Iterator[Finding]:
    """The contradictions between two results of one ballot."""
    pages: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(known.pile.all(Figure), key=lambda figure: (figure.article_id, figure.span.start)):
        if figure.unit is None and figure.change == "=" and figure.value and figure.value >= 2:
            pages[figure.article_id].append(figure)
    found = {page: list(_of_page(known, figures)) for page, figures in sorted(pages.items()) if len(figures) > 1}
    for page in sorted(found):
        for one in found[page]:
            if one.disputed:
                for there in occasions.beside(page):
                    if known.apart(there, page):
                        yield from (_finding(one, other) for other in found.get(there, ()) if _differ(one, other))


def _of_page(known: Known, figures: list[Figure]) -> Iterator[_Result]:
    """The results that a page gives."""
    article = known.articles[figures[0].article_id]
    for one, other in itertools.pairwise(figures):
        gap = article.text[one.span.end : other.span.start]
        if not 0 < len(gap) <= _APART or "." in gap or not all(_VOTES.search(f.span.exact) for f in (one, other)):
            continue
        sentence = sentence_of(article.text, one.span)
        beside = _BETWEEN.match(gap) is not None or re.search(r"\band\b|,", gap) is not None
        around = sentences_around(article.text, sentence)
        told = " ".join(span.exact for span in around)
        if not beside or not sentence.contains(other.span) or not _BALLOT.search(told) or one.value is None:
            continue
        high, low = sorted((one.value, other.value or 0), reverse=True)
        statement = known.statements.get(one.attributed_to or other.attributed_to or "")
        teller = known.speaker(statement) if statement is not None else None
        shown = sentence if len(sentence.exact) <= _LONGEST else Span(one.span.start, other.span.end, article.text)
        yield _Result(
            (one, other), (high, low), shown, known.published(article.id),
            teller.name if teller is not None else "the page",
            disputes().contested(f"{article.title or ''}\n{told}"),
        )  # fmt: skip


def _differ(one: _Result, other: _Result) -> bool:
    """Whether two results of the same days are of one size and not the same."""
    gaps = (days_between(one.date, other.date), days_between(other.date, one.date))
    if any(gap is None or gap > WITHIN for gap in gaps):
        return False
    pairs = list(zip(one.numbers, other.numbers, strict=True))
    return one.numbers != other.numbers and all(max(pair) <= min(pair) * MOST_RATIO for pair in pairs)


def _finding(one: _Result, other: _Result) -> Finding:
    """The record of two results."""
    ordered = sorted((one, other), key=lambda result: (result.date.latest or "", result.figures[0].id))
    sides = tuple(
        Side(r.label, plain(r.date), (Evidence(r.figures[0].article_id, r.shown, r.figures[0].id),)) for r in ordered
    )
    told = " / ".join(f"{r.numbers[0]:g} to {r.numbers[1]:g}" for r in ordered)
    return Finding(
        id=make_id("r", "result", *sorted(result.figures[0].id for result in ordered)), kind="contradiction",
        topic=_told(ordered[0]), actor=None, sides=sides,
        reason=f"different results of one ballot, and a page disputes one: {told}", strength="soft", independent=2,
        basis="number",
    )  # fmt: skip


def _told(result: _Result) -> str:
    """The words of the page from the first number to the second."""
    first, second = (figure.span for figure in result.figures)
    start = first.start - result.shown.start
    return result.shown.exact[max(0, start) : second.end - result.shown.start]
