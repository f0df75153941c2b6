"""How often a thing was done: *heard on eleven occasions*, *we met the minister exactly once*.

A page that sets two voices against each other (*this was flatly rejected by*) and lets both say how often a thing was
done shows a contradiction, in whatever words. Two pages show none: there may have been more talks since.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebooks.clauses import words
from onrecord.codebooks.disputes import disputes
from onrecord.codebooks.moments import how_often, how_soon
from onrecord.records import READ_ON, Evidence, Figure, Finding, Side, Span, Statement, make_id
from onrecord.relate.known import Known, Who, plain, sentence_of
from onrecord.relate.passages import short
from onrecord.relate.promptness import MAY

NEAR = 600
"""Characters within which a page sets two accounts side by side."""
RATIO = 1.5
"""Least ratio of two counts."""
REACH = 90
"""Characters between a count and the words for what is done."""
_ONCE = re.compile(
    r"\b(?P<how>once|twice)\b(?!\s+(?:again|more|a|an|per|every|as|the|he|she|it|they|we|i|that|this)\b)", re.I
)
"""How often in one word; *once the bill is withdrawn* and *once a week* are none."""
_TIMES = {"once": 1.0, "twice": 2.0}


@dataclass(frozen=True, slots=True)
class _Count:
    """How often a voice says that a thing was done."""

    statement: Statement
    voice: Who
    acts: frozenset[str]
    times: float
    place: Span
    sentence: Span


def how_often_apart(known: Known) -> Iterator[Finding]:
    """The contradictions of two voices of one page on how often a thing was done."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(known.pile.all(Figure), key=lambda figure: (figure.article_id, figure.span.start)):
        if set(words(figure.counted or "")[-1:]) & how_often().counted or figure.unit == "times":
            figures[figure.article_id].append(figure)
    pages: dict[str, list[_Count]] = defaultdict(list)
    for statement in sorted(known.statements.values(), key=lambda one: (one.article_id, one.id)):
        pages[statement.article_id] += _counts(known, statement, figures[statement.article_id])
    for _, counts in sorted(pages.items()):
        ordered = sorted(counts, key=lambda one: (one.place.start, one.statement.id))
        for i, one in enumerate(ordered):
            other = next((other for other in ordered[i + 1 :] if _against(known, one, other)), None)
            if other is not None:
                yield _finding(known, one, other)


def _counts(known: Known, statement: Statement, figures: list[Figure]) -> Iterator[_Count]:
    """How often a voice says that things were done."""
    voice, article = known.speaker(statement), known.articles[statement.article_id]
    if voice is None or statement.negated:
        return
    for content in statement.content:
        if not any(b.role in READ_ON and b.start <= content.start < b.end for b in article.blocks):
            continue
        told = [(figure.value, figure.span) for figure in figures if content.contains(figure.span)]
        told += [
            (_TIMES[m["how"].casefold()], Span(content.start + m.start(), content.start + m.end(), article.text))
            for m in _ONCE.finditer(content.exact)
        ]
        for times, place in told:
            sentence = sentence_of(article.text, place)
            around = article.text[max(sentence.start, place.start - REACH) : min(sentence.end, place.end + REACH)]
            acts = frozenset(name for name, act in how_often().acts.items() if act.search(around))
            if times is not None and acts and not how_soon().open.search(MAY.sub("", around)):
                yield _Count(statement, voice, acts, times, place, sentence)


def _against(known: Known, one: _Count, other: _Count) -> bool:
    """Whether two voices of a page differ in how often a thing was done, and the page says that they do not agree."""
    low, high = sorted((one.times, other.times))
    apart = other.place.start - one.place.end <= NEAR and high >= low * RATIO
    if not apart or one.voice.key == other.voice.key or not one.acts & other.acts:
        return False
    between = known.articles[one.statement.article_id].text[one.sentence.end : other.place.end]
    return disputes().diverge.search(between) is not None


def _finding(known: Known, one: _Count, other: _Count) -> Finding:
    """The record of two counts."""
    page = one.statement.article_id
    sides = tuple(
        Side(each.voice.name, plain(known.said(each.statement)), (Evidence(page, each.sentence, each.statement.id),))
        for each in (one, other)
    )
    return Finding(
        id=make_id("r", "often", one.statement.id, other.statement.id), kind="contradiction",
        topic=short(one.sentence.exact, one.place.exact), actor=None, sides=sides,
        reason=f"how often it was done, by two voices: {one.place.exact} / {other.place.exact}", strength="soft",
        independent=1, basis="number",
    )  # fmt: skip
