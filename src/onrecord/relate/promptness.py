"""How soon it was done: *informed within 24 hours*, *learned of it from the press*; *reached by noon*, *nobody came*.

Help that came and warnings that were given are told in many words; what is in dispute is whether in time. A voice that
says that it was soon is held against another one that says that it was late, or that nobody came for days, on pages of
one occasion, if it is the same body that was told, or the same place that was reached, by the words beside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebooks.clauses import stems
from onrecord.codebooks.moments import how_soon
from onrecord.records import Evidence, Finding, Side, Span, Statement, make_id
from onrecord.relate.known import Known, Who, days_between, plain
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import sentences_around, sentences_with, short

LONGEST = 400
"""Characters of a sentence that is read."""
LEAST_SHARED = 2
"""Names that the two pages have in common."""
WIDEST = 60
"""Days between them: how soon it was is asked long after."""
REACH = 80
"""Characters between words for a deed and those for how soon it was done."""

MAY = re.compile(r"\bMay\b")
"""The month, which leaves nothing open."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that tells how soon a thing was done."""

    article_id: str
    acts: frozenset[str]
    sentence: Span
    statement: Statement | None
    voice: Who | None
    keys: frozenset[str]
    """Who was told: the bodies that it names, or that are named beside it; where help came: the names in it."""
    beside: frozenset[str]
    """The names at the head of the page, where help came or did not."""


def soon_or_late(known: Known, occasions: Occasions) -> Iterator[Finding]:
    """The contradictions between a voice that says that a thing was done soon, and one that says that it was late."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(known.statements.values(), key=lambda one: (one.article_id, one.id)):
        said[statement.article_id].append(statement)
    late = [told for page in sorted(known.articles) for told in _of_page(known, occasions, page, said[page], late=True)]
    soon: dict[str, list[_Told]] = defaultdict(list)
    for page in sorted(known.articles) if late else ():
        for told in _of_page(known, occasions, page, said[page], late=False):
            for key in sorted(told.keys):
                soon[key].append(told)
    done: set[frozenset[str]] = set()
    for one in late:
        for other in dict.fromkeys(other for key in sorted(one.keys | one.beside) for other in soon.get(key, ())):
            pages = frozenset({one.article_id, other.article_id})
            if pages not in done and _against(one, other) and _of_one_thing(known, occasions, one, other):
                done.add(pages)
                yield _finding(known, one, other)


def _of_one_thing(known: Known, occasions: Occasions, one: _Told, other: _Told) -> bool:
    """Whether two pages are of one occasion, however long ago the later one says it was."""
    here, there = one.article_id, other.article_id
    if not known.apart(here, there) or len(occasions.shared(here, there)) < LEAST_SHARED:
        return False
    first, second = known.published(here), known.published(there)
    gaps = (days_between(first, second), days_between(second, first))
    return all(gap is None or gap <= WIDEST for gap in gaps)


def _of_page(known: Known, occasions: Occasions, page: str, said: list[Statement], *, late: bool) -> Iterator[_Told]:
    """The sentences of a page that tell that a thing was done late, or soon."""
    book = how_soon()
    how = book.late if late else book.soon
    for sentence in sentences_with(known.body(page), LONGEST, how):
        acts = frozenset(name for name, act in book.acts.items() if _near(sentence.exact, act, how))
        if not acts or book.open.search(MAY.sub("", sentence.exact)) or (not late and book.late.search(sentence.exact)):
            continue
        statement = next((one for one in said if any(c.overlaps(sentence) for c in one.content)), None)
        if statement is None or statement.negated:
            continue
        around = sentences_around(known.articles[page].text, sentence)
        named = (known.who(mention) for mention in known.mentions_in(page, around))
        voice = known.speaker(statement)
        bodies = {who.key for who in named if who is not None and not who.family.startswith("state:")}
        spoken = stems(f"{voice.name} {' '.join(span.exact for span in statement.speaker)}") if voice else frozenset()
        names = (
            {f"in:{name}" for name in occasions.named_in(page, sentence.exact) - spoken} if "come" in acts else set()
        )
        own = {voice.key} if voice is not None else set()
        beside = frozenset(f"in:{name}" for name in occasions.headed(page)) if "come" in acts else frozenset()
        keys = frozenset((bodies - own if "tell" in acts else set()) | names)
        yield _Told(page, acts, sentence, statement, voice, keys, beside if not names else frozenset())


def _near(text: str, act: re.Pattern[str], how: re.Pattern[str]) -> bool:
    """Whether words for a deed stand near those for how soon it was done, or are among them."""
    return any(
        max(one.start(), other.start()) - min(one.end(), other.end()) <= REACH
        for one in act.finditer(text)
        for other in how.finditer(text)
    )


def _against(late: _Told, soon: _Told) -> bool:
    """Whether two sentences tell of one deed in two voices."""
    one_voice = late.voice is not None and soon.voice is not None and late.voice.key == soon.voice.key
    if one_voice or not late.acts & soon.acts:
        return False
    return bool(soon.keys & (late.keys | late.beside))


def _finding(known: Known, late: _Told, soon: _Told) -> Finding:
    """The record of two voices."""
    sides = []
    for one, position in ((late, "late"), (soon, "soon")):
        date = known.said(one.statement) if one.statement is not None else known.published(one.article_id)
        name = one.voice.name if one.voice is not None else "the page"
        content = one.statement.content if one.statement is not None else ()
        whole = next((c for c in content if c.overlaps(one.sentence) and len(c.exact) <= LONGEST), one.sentence)
        shown = whole if whole.contains(one.sentence) else one.sentence
        record = one.statement.id if one.statement is not None else None
        sides.append(Side(f"{name}: {position}", plain(date), (Evidence(one.article_id, shown, record),)))
    sides.sort(key=lambda side: (side.date.latest or "", side.evidence[0].article_id))
    return Finding(
        id=make_id("r", "soon", late.article_id, soon.article_id, late.sentence.exact), kind="contradiction",
        topic=short(soon.sentence.exact), actor=None, sides=tuple(sides),
        reason=f"done soon by one voice, and late by another: {', '.join(sorted(late.acts & soon.acts))}",
        strength="soft", independent=2, basis="time",
    )  # fmt: skip
