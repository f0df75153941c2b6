"""Counts of people: tolls that grow, and counts that contradict each other.

Two counts meet only if they count the same fate (dead, injured, evacuated...) and come from one speaker, name
one place, or stand side by side in one page. Bounds, ranges and round words never contradict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.fates import fate_word
from onrecord.records import (
    READ_ON,
    ActorMention,
    Article,
    DateInterval,
    Evidence,
    Figure,
    Finding,
    Side,
    Span,
    make_id,
)
from onrecord.relate.daynames import calendar
from onrecord.relate.known import Known, days_between, plain, sentence_of

LONGEST_EVENT = 30
"""Days over which a toll of one event grows."""
LEAST_RATIO = 1.1
"""Least ratio of two numbers that contradict each other: smaller gaps are mostly corrections of one count."""
LEAST_TOLD = 2
"""Words from which on a sentence says of which event its count is."""
NEAR = 400
"""Characters within which two counts of one page are set side by side by their author."""
_LONGEST = 300
_YEARS = re.compile(r"\b(?:between|from|in)\s+(?:19|20)\d\d\s*(?:and|to|-|–)\s*(?:19|20)\d\d\b", re.I)
"""What makes of a count one of some years: *between 2010 and 2015*."""
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]{2,}")
_ADDED = frozenset({"more", "another", "additional", "other", "further"})


@dataclass(frozen=True, slots=True)
class _Toll:
    """A count of people with its fate, and what tells which event it is of."""

    figure: Figure
    value: float
    fate: str
    keys: frozenset[str]
    teller: str | None
    words: Span
    """The clause that gives the count."""
    date: DateInterval
    chain: str
    told: frozenset[str]
    """Content words of the sentence, without those for people and fates."""


def tolls(known: Known, figures: list[Figure]) -> Iterator[Finding]:
    """Updates and contradictions among the counts of people of the pile."""
    places = _places(known)
    by_page: dict[str, list[Span]] = defaultdict(list)
    for figure in figures:
        by_page[figure.article_id].append(figure.span)
    found = [
        toll for figure in figures if (toll := _toll(known, figure, places, by_page[figure.article_id])) is not None
    ]
    buckets: dict[tuple[str, str], list[_Toll]] = defaultdict(list)
    for toll in found:
        for key in toll.keys:
            buckets[toll.fate, key].append(toll)
    seen: list[frozenset[str]] = []
    grown: list[frozenset[tuple[str, float]]] = []
    counts = {toll.figure.id: (toll.fate, toll.value) for toll in found}
    pairs = [pair for key in sorted(buckets) for pair in _of_bucket(sorted(buckets[key], key=_order))]
    for finding, ids in sorted(pairs, key=lambda pair: (-len(pair[1]), pair[0].id)):
        numbers = frozenset(counts[one] for one in ids)
        if any(ids <= before for before in seen) or (
            finding.kind == "update" and any(numbers <= before for before in grown)
        ):
            continue  # The same growth, on other pages.
        seen.append(ids)
        if finding.kind == "update":
            grown.append(numbers)
        yield finding


def _places(known: Known) -> dict[str, list[Span]]:
    """Where each page names places."""
    found: dict[str, list[Span]] = defaultdict(list)
    for mention in known.pile.all(ActorMention):
        if mention.form == "place":
            found[mention.article_id].append(mention.head)
    return found


def _toll(known: Known, figure: Figure, places: dict[str, list[Span]], others: list[Span]) -> _Toll | None:
    """A figure as a toll; ``None`` if it counts no persons or no known fate."""
    value = figure.value if figure.value is not None else figure.low
    counted = words(figure.counted or "")
    if value is None or value < 2 or figure.change in ("up", "down", "<") or _ADDED & set(counted):
        return None
    tolls_of, people = topics().tolls, topics().people
    persons = figure.unit == "person" or not counted or any(word in tolls_of or word in people for word in counted)
    if not persons or figure.unit not in (None, "person"):
        return None
    text = known.articles[figure.article_id].text
    if not counted and text[: figure.span.start].rstrip().endswith(","):
        return None  # An age: "the clerk, 63, was killed".
    sentence = sentence_of(text, figure.span)
    told_of = fate_word(text, sentence, figure.span, others)
    if told_of is None or _YEARS.search(sentence.exact):
        return None
    fate, start, end = told_of
    statement = known.statements.get(figure.attributed_to or "")
    teller = known.speaker(statement) if statement is not None else None
    told = known.said(statement) if statement is not None else known.published(figure.article_id)
    if told.earliest is None:
        told = known.published(figure.article_id)  # Whoever gave the count, the page tells it on its day.
    own = known.dated(figure.id, figure.as_of)
    spoken_for = statement.speaker if statement is not None else ()
    where = places.get(figure.article_id, ())
    keys = _placed(sentence, where, spoken_for) or _placed(_opening(known.articles[figure.article_id]), where, ())
    keys |= {f"teller:{teller.key}"} if teller is not None else set()
    spoken = " ".join(span.exact for span in statement.speaker).casefold() if statement is not None else ""
    keys.add(f"page:{figure.article_id}")
    clauses = [span for span in (statement.content if statement is not None else ()) if span.contains(figure.span)]
    near = Span(min(start, figure.span.start), max(end, figure.span.end), text)
    shown = clauses[0] if clauses and len(clauses[0].exact) <= _LONGEST else near
    return _Toll(
        figure, value, fate, frozenset(keys), teller.key if teller else spoken or None, shown,
        own if own.known else told, known.chain(figure.article_id), _told(sentence, where, stems(spoken)),
    )  # fmt: skip


def _placed(sentence: Span, places: Iterable[Span], speaker: Iterable[Span]) -> set[str]:
    """Keys for the places and other names of a sentence."""
    found = {f"place:{place.exact.casefold()}" for place in places if sentence.contains(place)}
    return found | _named(sentence, speaker)


def _opening(article: Article) -> Span:
    """The first sentence of a page, which says what all of it is about: *taking the toll to 26* names no place."""
    start = next((block.start for block in article.blocks if block.role in READ_ON), 0)
    return sentence_of(article.text, Span(start, start + 1, article.text))


def _named(sentence: Span, speaker: Iterable[Span]) -> set[str]:
    """Names in the sentence that no reader of names knows: capital letters within it, outside the speaker's phrase."""
    speaker = tuple(speaker)
    return {
        f"place:{match.group().casefold()}"
        for match in _CAPITAL.finditer(sentence.exact, 1)
        if match.group().casefold() not in calendar()
        and not any(span.start <= sentence.start + match.start() < span.end for span in speaker)
    }


def _told(sentence: Span, places: Iterable[Span], speaker: frozenset[str]) -> frozenset[str]:
    """What a sentence tells beside who died where: *ferry*, *sank*."""
    named = {word for place in places if sentence.contains(place) for word in stems(place.exact)}
    fates = {stem(word) for word in topics().tolls}
    plain = " ".join(word for word in sentence.exact.split() if word.islower())
    return stems(plain) - named - fates - topics().people - topics().counting - speaker


def _other_event(one: _Toll, other: _Toll) -> bool:
    """Whether two sentences that tell much have nothing in common but place and fate: two disasters in one town."""
    return min(len(one.told), len(other.told)) >= LEAST_TOLD and not one.told & other.told


def _of_bucket(ordered: list[_Toll]) -> Iterator[tuple[Finding, frozenset[str]]]:
    """The findings of counts with one fate and one key."""
    chain: list[_Toll] = []
    for toll in ordered:
        gap = days_between(chain[-1].date, toll.date) if chain else None
        if not chain:
            chain = [toll]
        elif all(_other_event(toll, before) for before in chain) or not _one_kind(toll, chain[-1]):
            continue
        elif gap is not None and 0 < gap <= LONGEST_EVENT and toll.value > chain[-1].value:
            chain.append(toll)
    if len(chain) > 1:
        yield _finding("update", chain), _ids(chain)
    exact = [
        toll
        for toll in ordered
        if toll.figure.change == "=" and not toll.figure.qualifier and toll.figure.value is not None
    ]
    for i, one in enumerate(exact):
        for other in exact[i + 1 : i + 20]:
            if _contradict(one, other):
                yield _finding("contradiction", [one, other]), _ids([one, other])


def _contradict(one: _Toll, other: _Toll) -> bool:
    """Whether two exact counts of one day, told by two sources, cannot both be right."""
    if one.date.day is None or one.date.day != other.date.day or one.teller == other.teller:
        return False
    low, high = sorted((one.value, other.value))
    if high <= low * LEAST_RATIO or _kind(one) != _kind(other) or _other_event(one, other):
        return False
    if one.figure.article_id == other.figure.article_id:
        gap = max(one.figure.span.start, other.figure.span.start) - min(one.figure.span.end, other.figure.span.end)
        return one.teller is not None and other.teller is not None and gap <= NEAR
    return one.chain != other.chain and any(key.startswith("place:") for key in one.keys & other.keys)


def _kind(toll: _Toll) -> str:
    """Who is counted, in the words of the page: *people*, *soldiers*."""
    counted = words(toll.figure.counted or "")
    return "people" if not counted or set(counted) <= topics().people else " ".join(counted)


def _one_kind(one: _Toll, other: _Toll) -> bool:
    """Whether a growing count may be of the same persons: *12 miners*, *the toll rose to 17*, told in shared words."""
    kinds = {_kind(one), _kind(other)}
    return len(kinds) == 1 or ("people" in kinds and len(one.told & other.told) >= LEAST_TOLD)


def _order(toll: _Toll) -> tuple[str, float, str]:
    """By day, then size."""
    return toll.date.latest or "9999", toll.value, toll.figure.id


def _ids(chain: list[_Toll]) -> frozenset[str]:
    return frozenset(toll.figure.id for toll in chain)


def _topic(chain: list[_Toll]) -> str:
    """The fullest wording of the count."""
    return max((toll.figure.span.exact for toll in chain), key=len)


def _finding(kind: Literal["update", "contradiction"], chain: list[_Toll]) -> Finding:
    """The record of counts side by side."""
    sides = tuple(
        Side(toll.fate, plain(toll.date), (Evidence(toll.figure.article_id, toll.words, toll.figure.id),))
        for toll in chain
    )
    numbers = ", ".join(f"{toll.value:g}" for toll in chain)
    told = "the count grows" if kind == "update" else "different exact counts of one day"
    return Finding(
        id=make_id("r", kind, *sorted(_ids(chain))), kind=kind, topic=_topic(chain),
        actor=None, sides=sides, reason=f"{told}: {numbers}; the same fate: {chain[0].fate}",
        strength="soft" if kind == "update" else "hard", independent=len({toll.chain for toll in chain}),
        basis="number",
    )  # fmt: skip
