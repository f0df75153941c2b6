"""Two sentences of one day of which one says *not*: *We are ready to sell* and *We are not ready to sell*.

Compared word by word and not by their words of content, so that short sentences count as well. One speaker is quoted
with both, or two speakers tell of one thing on pages of one occasion. The denial must have nothing that the claim has
not: who is not ready to sell in May may be ready in June; who is not ready to sell at all is not ready in June either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.codebooks.clauses import stems, topics
from onrecord.codebooks.grammar import grammar
from onrecord.codebooks.wording import wording as book
from onrecord.records import DateInterval, Evidence, Finding, Side, Span, Statement, make_id
from onrecord.relate.known import Known, days_between, plain
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import MARKS, short
from onrecord.relate.speakers import NOBODY, Speaker, Speakers
from onrecord.relate.wording import base, sentences

FEWEST = 4
"""Words that the denial must have beside the negation, with helping verbs and pronouns."""
FEWEST_CONTENT = 2
"""Words of content among them, for one speaker."""
FEWEST_OF_TWO = 3
"""The same for two speakers."""
MOST_BEYOND = 6
"""Words that the claim may have beyond those of the denial."""
_LONGEST = 200
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NOT = re.compile(r"(?<=[a-z])n['’]t\b", re.I)
_WAS = re.compile(r"\b(?:was|were)(?:\b|n)", re.I)
_IS = re.compile(r"\b(?:am|is|are|isn|aren)\b|[^\W\d_]['’](?:re|m)\b", re.I)
_QUOTED = re.compile(r"[\"“]")
_DO = frozenset({"do", "does", "did"})


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that somebody said."""

    statement: Statement
    spans: tuple[Span, ...]
    speaker: Speaker
    words: tuple[str, ...]
    """Its words as they are compared: base forms, without the negation and the articles that go with it."""
    denies: bool
    date: DateInterval
    tense: str
    """*is* or *was*, of words that are quoted; empty if they are told, or are of a deed."""

    @property
    def own(self) -> bool:
        """Whether it is about who speaks, or about somebody whom only a pronoun names."""
        return bool(book().pronouns & frozenset(self.words))


def gainsaid(known: Known, occasions: Occasions) -> Iterator[Finding]:
    """The contradictions of sentences that differ by a negation alone."""
    speakers = Speakers(known)
    buckets: dict[tuple[str, ...], list[_Said]] = defaultdict(list)
    for statement in sorted(known.statements.values(), key=lambda one: one.id):
        for said in _sentences(known, speakers, statement):
            buckets[said.words[:FEWEST]].append(said)
    for first in sorted(buckets):
        claimed = [said for said in buckets[first] if not said.denies]
        for denial in buckets[first]:
            for claim in claimed if denial.denies else ():
                if _against(claim, denial, occasions):
                    yield _finding(claim, denial)


def _sentences(known: Known, speakers: Speakers, statement: Statement) -> Iterator[_Said]:
    """The sentences of a statement that may be held against others."""
    if statement.garbled or statement.negated or statement.act not in grammar().claiming:
        return
    speaker = speakers.of(statement)
    if speaker == NOBODY:
        return
    text = known.articles[statement.article_id].text
    for span in statement.content:
        for start, end in sentences(span.exact):
            told = span.exact[start:end].strip()
            if len(told) > _LONGEST or told.rstrip("\"”'’) ").endswith("?"):
                continue
            words, negations = _read(told)
            if len(words) < FEWEST or negations > 1:
                continue
            begin = span.start + start + span.exact[start:end].index(told)
            here = Span(begin, begin + len(told), text)
            denies = (negations + (statement.act == "deny")) % 2 == 1
            tense = _tense(told) if _QUOTED.search(text[max(0, span.start - 1) : begin + 1]) else ""
            yield _Said(statement, (here,), speaker, words, denies, known.said(statement), tense)


def _read(text: str) -> tuple[tuple[str, ...], int]:
    """The words of a sentence as they are compared, and how often it is negated."""
    whole = book().clipped.sub(lambda m: f"{m[1]} {book().whole[m[2].casefold()]}", _NOT.sub(" not", text))
    told = [book().whole_before_not.get(word, word) for word in map(str.casefold, _WORD.findall(whole))]
    while told and told[0] in book().opening:
        told.pop(0)
    negative = topics().negative
    helping = any(one in _DO and other in negative for one, other in pairwise(told))
    kept = [
        base(word)
        for word in told
        if word not in negative and word not in book().passed and not (helping and word in _DO)
    ]
    return tuple(kept), sum(word in negative for word in told)


def _tense(text: str) -> str:
    """Whether a sentence is about what was or is; empty if it has no form of *be*."""
    return "was" if _WAS.search(text) else "is" if _IS.search(text) else ""


def _against(claim: _Said, denial: _Said, occasions: Occasions) -> bool:
    """Whether one sentence denies what the other claims."""
    size = len(denial.words)
    beyond = claim.words[size:]
    if claim.words[:size] != denial.words or len(beyond) > MOST_BEYOND or book().limiting & frozenset(beyond):
        return False
    if claim.statement.article_id == denial.statement.article_id:
        return False
    if claim.tense and denial.tense and claim.tense != denial.tense:
        return False  # Was closed; is not closed.
    gaps = (days_between(claim.date, denial.date), days_between(denial.date, claim.date))
    if any(gap is None or gap > 0 for gap in gaps):
        return False
    content = len([word for word in denial.words if word not in topics().stop and len(word) > 1])
    if claim.speaker.key == denial.speaker.key and claim.speaker.named:
        return content >= FEWEST_CONTENT
    pages = claim.statement.article_id, denial.statement.article_id
    return content >= FEWEST_OF_TWO and not claim.own and not beyond and occasions.one(*pages)


def _finding(claim: _Said, denial: _Said) -> Finding:
    """The record of a sentence and its denial."""
    sides = tuple(
        Side(
            f"{said.speaker.name}: {'denied' if said.denies else 'said'}", plain(said.date),
            tuple(Evidence(said.statement.article_id, span, said.statement.id) for span in said.spans),
        )
        for said in (claim, denial)
    )  # fmt: skip
    same = claim.speaker.key == denial.speaker.key
    who = "one speaker on one day" if same else "two speakers on one day"
    where = claim.spans[0].start, denial.spans[0].start
    return Finding(
        id=make_id("r", "gainsaid", claim.statement.id, denial.statement.id, *where),
        kind="contradiction", topic=short(" ".join(claim.spans[0].exact.split()).strip(MARKS)),
        actor=claim.speaker.name if same else None, sides=sides,
        reason=f"{who}, the same words but for a denial: {_shared(claim, denial)}", strength="soft",
        independent=2, basis="polarity",
    )  # fmt: skip


def _shared(claim: _Said, denial: _Said) -> str:
    """The words of content that both have, as the claim writes them."""
    words = [stems(" ".join(span.exact for span in said.spans)) for said in (claim, denial)]
    return ", ".join(sorted(words[0] & words[1])) or " ".join(denial.words)
