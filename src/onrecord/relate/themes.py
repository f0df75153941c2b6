"""What one side keeps saying in other words: a fear or a condition that independent pages tell.

*Militants could use the unrest to enter neighbouring states* and *fighting that spreads to the region* share no word.
Words are therefore compared by idea (``codebooks/themes.toml``): two statements of one government that voice a fear
or set a condition, and share three ideas, hold the same line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, book
from onrecord.codebooks.clauses import stem, words
from onrecord.records import DateInterval, Evidence, Finding, Side, Statement, make_id
from onrecord.relate.known import Known, Who, plain

LEAST_SHARED = 3
"""Ideas that two statements must share."""
MOST_SIDES = 7
_LONGEST = 400
_LONGEST_TOPIC = 60


@dataclass(frozen=True, slots=True)
class _Themes:
    """The codebook ``themes.toml``."""

    acts: frozenset[str]
    words: frozenset[str]
    ideas: Mapping[str, str]
    """Stem -> idea."""


@dataclass(frozen=True, slots=True)
class _Voiced:
    """A statement with the ideas in it."""

    statement: Statement
    who: Who
    ideas: frozenset[str]
    date: DateInterval
    chain: str


def themes(known: Known) -> Iterator[Finding]:
    """The fears and conditions that one side voices in two or more independent chains."""
    buckets: dict[str, list[_Voiced]] = defaultdict(list)
    for statement in sorted(known.statements.values(), key=lambda statement: statement.id):
        for voiced in _voiced(known, statement):
            buckets[voiced.who.family].append(voiced)
    for family in sorted(buckets):
        yield from _of_side(sorted(buckets[family], key=_order))


def _voiced(known: Known, statement: Statement) -> Iterator[_Voiced]:
    """A fear or condition of a state, or of several that speak together; nothing for any other statement."""
    text = " ".join(span.exact for span in statement.content)
    if statement.garbled or not 0 < len(text) <= _LONGEST:
        return
    book = _codebook()
    found = [stem(word) for word in words(text)]
    if statement.act not in book.acts and not any(word in book.words for word in found):
        return
    ideas = frozenset(book.ideas[word] for word in found if word in book.ideas)
    if len(ideas) < LEAST_SHARED:
        return
    speakers = {who.family: who for who in _speakers(known, statement) if who.family.startswith("state:")}
    date, chain = known.said(statement), known.chain(statement.article_id)
    for family in sorted(speakers):
        yield _Voiced(statement, speakers[family], ideas, date, chain)


def _speakers(known: Known, statement: Statement) -> Iterator[Who]:
    """Who speaks; of several who speak together each: *Dorn and Rask stressed*."""
    whole = known.who(statement.speaker_mention)
    if whole is None:
        return
    together = [known.named(name) for name in whole.name.split(" and ")] if " and " in whole.name else []
    yield from [who for who in together if who is not None] or [whole]


def _of_side(voices: list[_Voiced]) -> Iterator[Finding]:
    """The lines that one side holds: statements around the first that voices each."""
    left = voices
    while left:
        first, *others = left
        alike = [voice for voice in others if len(voice.ideas & first.ideas) >= LEAST_SHARED]
        chains: dict[str, _Voiced] = {first.chain: first}
        for voice in alike:
            chains.setdefault(voice.chain, voice)
        if len(chains) > 1:
            yield _finding(sorted(chains.values(), key=_order)[:MOST_SIDES])
        left = [voice for voice in others if voice not in alike]


def _finding(voices: list[_Voiced]) -> Finding:
    """The record of one line."""
    shared = sorted(frozenset.intersection(*(voice.ideas for voice in voices)))
    sides = tuple(
        Side(
            f"{voice.who.name}: {voice.statement.act}", plain(voice.date),
            tuple(Evidence(voice.statement.article_id, span, voice.statement.id) for span in voice.statement.content),
        )
        for voice in voices
    )  # fmt: skip
    names = [voice.who.name for voice in voices]
    one = names[0] if len(set(names)) == 1 else None
    return Finding(
        id=make_id("r", "theme", *sorted(voice.statement.id for voice in voices)), kind="agreement",
        topic=_topic(voices[0].statement.content[0].exact), actor=one, sides=sides,
        reason=f"one side, the same ideas in {len(voices)} independent chains: {', '.join(shared)}", strength="soft",
        independent=len(voices),
    )  # fmt: skip


def _topic(text: str) -> str:
    """The first words of a statement."""
    return text if len(text) <= _LONGEST_TOPIC else text[:_LONGEST_TOPIC].rsplit(" ", 1)[0]


def _order(voice: _Voiced) -> tuple[str, str]:
    """By day, then by id."""
    return voice.date.latest or voice.date.earliest or "", voice.statement.id


@cache
def _codebook() -> _Themes:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_themes(book("themes.toml"))


def parse_themes(found: Book) -> _Themes:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or no text of words in lower case.
    """
    ideas = {stem(word): idea for idea in found.table("ideas") for word in found.listed(idea, "ideas")}
    return _Themes(frozenset(found.listed("acts")), frozenset(map(stem, found.listed("words"))), ideas)
