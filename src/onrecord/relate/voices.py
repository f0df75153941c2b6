"""Statements set side by side that differ by a denial alone. Those that tell one utterance: ``utterances``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebooks.clauses import stems, topics, words
from onrecord.codebooks.grammar import grammar
from onrecord.records import DateInterval, Evidence, Finding, Side, Statement, make_id
from onrecord.relate.known import Known, Who, days_between, plain
from onrecord.relate.passages import stretch

DENIED_WORDS = 0.85
"""Part of the longer one's content words that two statements share of which one denies the other: nearly all."""
FEWEST = 5
"""Content words that a statement must have to be compared with those of other pages."""
FEWEST_BESIDE = 4
"""The same for two statements that one page sets side by side."""
BESIDE_WORDS = 0.7
"""Part of the shorter one's content words that they must share."""
LONGEST_BESIDE = 12
"""Content words of the longer one: long statements deny this and say that."""
BESIDE = 600
"""Characters within which a page sets two statements side by side."""
WITHIN = 2
"""Days between two statements of which one denies the other."""
_LONGEST = 600
_RAREST = 30
_RELATIVE = re.compile(
    r"\s(?:who|whom|whose|which|where|that(?=\s+(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would)(?:n['’]t|\s+(?:not|never))))\s[^,;.]*"
)
"""A clause that says which one is meant; what it denies is not what is told."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """A statement with what is compared."""

    statement: Statement
    who: Who
    stems: frozenset[str]
    negative: bool
    date: DateInterval
    chain: str


def denied(known: Known) -> Iterator[Finding]:
    """The contradictions of statements by negation or a polar word."""
    voices = [voice for statement in known.statements.values() if (voice := _voice(known, statement)) is not None]
    index: dict[str, list[int]] = defaultdict(list)
    for number, voice in enumerate(voices):
        for word in voice.stems:
            index[word].append(number)
    done: set[tuple[int, int]] = set()
    for word in sorted(index):
        if len(index[word]) > _RAREST:
            continue  # A word of everybody finds no pair that rarer words do not find.
        for place, i in enumerate(index[word]):
            for j in index[word][place + 1 :]:
                if (i, j) not in done:
                    done.add((i, j))
                    if _deny(voices[i], voices[j]):
                        yield _finding([voices[i], voices[j]])


def _voice(known: Known, statement: Statement) -> _Voice | None:
    """What is compared of a statement; ``None`` if it is damaged, short or nobody's."""
    who = known.who(statement.speaker_mention)
    text = " ".join(span.exact for span in statement.content)
    found = stems(text)
    if (
        who is None
        or statement.garbled
        or statement.act not in grammar().claiming
        or len(found) < FEWEST_BESIDE
        or len(text) > _LONGEST
    ):
        return None
    negative = topics().negative
    count = sum(word in negative or word.endswith(("n't", "n’t")) for word in words(_RELATIVE.sub(" ", text)))
    denies = (count + (statement.act == "deny") + statement.negated) % 2 == 1
    return _Voice(
        statement,
        who,
        found,
        denies,
        known.said(statement),
        known.chain(statement.article_id),
    )


def _deny(one: _Voice, other: _Voice) -> bool:
    """Whether two statements contradict each other."""
    gaps = (days_between(one.date, other.date), days_between(other.date, one.date))
    if any(gap is None or gap > WITHIN for gap in gaps):
        return False
    shared = one.stems & other.stems
    if _beside(one, other, shared):
        return True
    if min(len(one.stems), len(other.stems)) < FEWEST:
        return False
    apart = (one.stems | other.stems) - shared
    polar = any(len(pair & apart) == 2 and len(pair & one.stems) == 1 for pair in topics().opposite_words)
    longest = max(len(one.stems), len(other.stems))
    if (one.negative != other.negative) == polar:
        return False
    inside = one.statement.nested_in == other.statement.id or other.statement.nested_in == one.statement.id
    return len(shared) + polar >= DENIED_WORDS * longest and not inside


def _beside(one: _Voice, other: _Voice, shared: frozenset[str]) -> bool:
    """Whether one page sets a claim and its denial by two sides next to each other."""
    if one.statement.article_id != other.statement.article_id or one.who.family == other.who.family:
        return False
    if one.negative == other.negative or one.statement.nested_in or other.statement.nested_in:
        return False
    first, second = sorted((one.statement.content, other.statement.content))
    near = 0 <= second[0].start - first[-1].end <= BESIDE
    enough = len(shared) >= 3 and len(shared) >= BESIDE_WORDS * min(len(one.stems), len(other.stems))
    return near and enough and max(len(one.stems), len(other.stems)) <= LONGEST_BESIDE


def _finding(voices: list[_Voice]) -> Finding:
    """The record of statements side by side."""
    ordered = sorted(voices, key=_order)
    shared = frozenset.intersection(*(voice.stems for voice in ordered))
    sides = tuple(
        Side(f"{voice.who.name}: {'denied' if voice.negative else 'said'}", plain(voice.date), _pieces(voice))
        for voice in ordered
    )
    same = len({voice.who.key for voice in ordered}) == 1
    return Finding(
        id=make_id("r", "contradiction", *sorted(voice.statement.id for voice in ordered)), kind="contradiction",
        topic=stretch(ordered[0].statement.content[0].exact, shared),
        actor=ordered[0].who.name if same else None, sides=sides,
        reason=f"the same words but for a denial: {', '.join(sorted(shared))}", strength="soft",
        independent=len({voice.chain for voice in ordered}), basis="polarity",
    )  # fmt: skip


def _order(voice: _Voice) -> tuple[str, str]:
    """By day, then by id."""
    return voice.date.earliest or "", voice.statement.id


def _pieces(voice: _Voice) -> tuple[Evidence, ...]:
    """The words of a statement as evidence."""
    return tuple(Evidence(voice.statement.article_id, span, voice.statement.id) for span in voice.statement.content)
