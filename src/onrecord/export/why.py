"""A finding laid open: who says what in which words, how each day is known, and what would make it harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebooks.book import book
from onrecord.records import (
    Article,
    Clause,
    DateInference,
    DateInterval,
    Event,
    Evidence,
    Figure,
    Finding,
    Records,
    Statement,
    SyndicationGroup,
)

_BASIS = {
    "stated": "stated by the page", "resolved": "counted from the page's words", "published": "the page's own day",
    "inferred": "from the pile", "bounded": "only bounded", "unknown": "not known",
}  # fmt: skip
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?\n]?[\"”’)]*")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Ground:
    """One passage that a finding rests on."""

    side: str
    """Whose, and what it claims: *Ilsa Doren: denied*."""
    page: int
    """Number of the page, from 1."""
    line: int
    """Line of the passage on the page, from 1."""
    source: str
    """Outlet and title of the page."""
    day: DateInterval
    """When it was said or done."""
    day_basis: str
    """How the day is known, in words."""
    words: str
    """The passage."""
    context: str
    """The sentences around it; the same as ``words`` if there are none."""
    via: str | None
    """The channel, if the speaker's words came through one."""
    same_source: tuple[int, ...]
    """Pages that print or rewrite the same wire."""


def harmless_if(finding: Finding) -> str:
    """What would make a finding harmless if both sides are right (``codebooks/findings.toml``)."""
    return str(book("findings.toml").data["harmless"][finding.basis])


def grounds(records: Records, finding: Finding) -> Iterator[Ground]:
    """The passages of a finding, in the order of its sides."""
    articles = records.all(Article)
    numbers = {article.id: number for number, article in enumerate(articles, 1)}
    by_id = {article.id: article for article in articles}
    inferred = {item.record_id: item for item in records.all(DateInference)}
    for side in finding.sides:
        for piece in side.evidence:
            article = by_id[piece.article_id]
            statement = _statement(records, piece)
            source = " · ".join(part for part in (article.publisher, article.title) if part) or article.path
            yield Ground(
                side.label, numbers[article.id], article.text.count("\n", 0, piece.span.start) + 1, source, side.date,
                _known(side.date, piece, article, inferred), _one_line(piece.span.exact).removeprefix("that "),
                _context(article.text, piece),
                statement.via if statement is not None else None, _same_source(records, article, numbers),
            )  # fmt: skip


def _statement(records: Records, piece: Evidence) -> Statement | None:
    """The statement that a passage is, or that tells it."""
    found = records.get(Statement, piece.record_id)
    if found is not None:
        return found
    told = (
        records.get(Event, piece.record_id)
        or records.get(Clause, piece.record_id)
        or records.get(Figure, piece.record_id)
    )
    return records.get(Statement, told.attributed_to) if told is not None else None


def _known(day: DateInterval, piece: Evidence, article: Article, inferred: dict[str, DateInference]) -> str:
    """How the day of a passage is known: its basis, and the chain of reasons if the pile gave it."""
    words = _BASIS.get(day.basis, day.basis)
    item = inferred.get(piece.record_id or "") or inferred.get(article.id)
    return f"{words}: {item.reason}" if item is not None and day.basis in ("inferred", "published") else words


def _context(text: str, piece: Evidence) -> str:
    """The sentence of a passage, with the one before it, as far as its paragraph goes."""
    start = text.rfind("\n", 0, piece.span.start) + 1
    end = text.find("\n", piece.span.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    kept: list[str] = []
    for match in _SENTENCE.finditer(paragraph):
        low, high = start + match.start(), start + match.end()
        if high >= piece.span.start - _LONGEST // 2 and low <= piece.span.end:
            kept.append(match.group())
    found = _one_line("".join(kept))
    return found if len(found) <= _LONGEST else _one_line(piece.span.exact)


def _same_source(records: Records, article: Article, numbers: dict[str, int]) -> tuple[int, ...]:
    """The other pages of the chain of sources."""
    for group in records.all(SyndicationGroup):
        members = {member.article_id for member in group.members}
        if group.level == "chain" and article.id in members:
            return tuple(sorted(numbers[member] for member in members if member != article.id and member in numbers))
    return ()


def _one_line(text: str) -> str:
    return " ".join(text.split())
