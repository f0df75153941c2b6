"""Words that somebody is quoted with, and that he denies having said: *never said that the bridge was unsafe*.

The denial is of the saying, not of what was said. It meets words of the same speaker on another page, told before it
and sharing nearly all words of content.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebooks.clauses import stems, topics, words
from onrecord.records import DateInterval, Evidence, Finding, Side, Span, Statement, make_id
from onrecord.relate.known import Known, Who, days_between, plain, sentence_of
from onrecord.relate.passages import short

WITHIN = 60
"""Days from the words to their denial."""
FEWEST = 3
"""Words of content that both share."""
SHARED = 0.7
"""Part of the words of content of the shorter one that both share."""
_LONGEST = 400
_SAYING = frozenset(
    {"say", "claim", "announce", "describe", "urge", "promise", "warn", "admit", "confirm", "call", "deny", "criticize"}
)
_UNSAID = re.compile(
    r"^(?:(?:that|ever|having)\s+|(?:he|she|it|they|i|we)\s+(?:had\s+|has\s+|have\s+)?(?:ever\s+)?)*(?:ever\s+)?"
    r"(?:said|saying|say|claimed|claiming|called|calling|described|describing|told|telling|suggested|suggesting|stated|stating|wrote|writing|written"
    r"|promised|promising|announced|announcing|urged|urging)\b(?:\s+that\b)?",
    re.I,
)
"""What stands before the words that somebody denies having said."""
_AS_TOLD = re.compile(
    r",?\s+(?:as\s+(?:the|was|had|it|a|reported|quoted|claimed)|in\s+(?:the|an?)\s+(?:\w+\s+)?interview)\b"
)
"""What follows them and says who told so."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What somebody is quoted with, or denies having said."""

    statement: Statement
    who: Who
    stems: frozenset[str]
    negative: bool
    date: DateInterval


def unsaid(known: Known) -> Iterator[Finding]:
    """The contradictions between words and the speaker's denial of them."""
    said: dict[str, list[_Words]] = defaultdict(list)
    denied: list[_Words] = []
    for statement in sorted(known.statements.values(), key=lambda one: one.id):
        if statement.garbled or not statement.content or statement.act not in _SAYING:
            continue
        who = _speaker(known, statement)
        text = " ".join(span.exact for span in statement.content)
        lost = _lost(statement, text)
        if who is None or who.key.startswith("thing:"):
            continue
        found = _words(known, statement, who, text if lost is None else lost)
        if lost is not None:
            denied.append(found)
        elif not statement.negated and statement.act != "deny":
            said[who.key].append(found)
    for denial in denied:
        pairs = [one for one in said[denial.who.key] if _against(known, one, denial)]
        if pairs:
            best = max(pairs, key=lambda one: (len(one.stems & denial.stems), one.statement.id))
            yield _finding(known, best, denial)


def _lost(statement: Statement, text: str) -> str | None:
    """The words that a statement says were not said; ``None`` if it says no such thing."""
    if statement.negated and statement.act in ("say", "claim", "announce", "describe", "urge", "promise", "warn"):
        return _AS_TOLD.split(text, maxsplit=1)[0]
    match = _UNSAID.match(text) if statement.act == "deny" and not statement.negated else None
    return _AS_TOLD.split(text[match.end() :], maxsplit=1)[0] if match is not None else None


def _speaker(known: Known, statement: Statement) -> Who | None:
    """Who says something; for *she said that she had never said it*, who says the whole."""
    who = known.speaker(statement)
    outer = known.statements.get(statement.nested_in or "")
    spoken = " ".join(span.exact for span in statement.speaker).casefold()
    if outer is not None and spoken in ("he", "she", "it", "they", "i", "we"):
        return known.speaker(outer)
    return who


def _words(known: Known, statement: Statement, who: Who, text: str) -> _Words:
    """What is compared of words."""
    count = sum(word in topics().negative or word.endswith(("n't", "n’t")) for word in words(text))
    return _Words(statement, who, stems(text) - stems(who.name), count % 2 == 1, known.said(statement))


def _against(known: Known, one: _Words, denial: _Words) -> bool:
    """Whether somebody is quoted with what he denies having said."""
    here, there = one.statement.article_id, denial.statement.article_id
    if here == there or not known.apart(here, there) or one.negative != denial.negative:
        return False
    gap = days_between(one.date, denial.date)
    if gap is None or not 0 <= gap <= WITHIN:
        return False
    shared = one.stems & denial.stems
    return len(shared) >= FEWEST and len(shared) >= SHARED * min(len(one.stems), len(denial.stems))


def _finding(known: Known, one: _Words, denial: _Words) -> Finding:
    """The record of words and their denial."""
    sides = tuple(
        Side(f"{w.who.name}: {told}", plain(w.date), (_shown(known, w.statement),))
        for w, told in ((one, "said"), (denial, "denied having said it"))
    )
    shared = ", ".join(sorted(one.stems & denial.stems))
    return Finding(
        id=make_id("r", "unsaid", one.statement.id, denial.statement.id), kind="contradiction",
        topic=short(" ".join(one.statement.content[0].exact.split()).strip(" .,“”\"")), actor=one.who.name, sides=sides,
        reason=f"quoted with words that the speaker denies having said: {shared}", strength="soft", independent=2,
        basis="wording",
    )  # fmt: skip


def _shown(known: Known, statement: Statement) -> Evidence:
    """The sentence with the words, or the words alone if it is long."""
    first = statement.content[0]
    sentence: Span = sentence_of(known.articles[statement.article_id].text, first)
    return Evidence(statement.article_id, sentence if len(sentence.exact) <= _LONGEST else first, statement.id)
