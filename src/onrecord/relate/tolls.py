"""Counts of people: tolls that grow, and counts that contradict each other.

Two counts meet only if they count the same fate (dead, injured, evacuated...), name the same place, and
come from chains or days that can be compared. Bounds, ranges and round words never contradict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records import DateInterval, Event, Evidence, Figure, Finding, Side, Span, make_id
from onrecord.relate.known import Known, days_between, plain
from onrecord.relate.words import topics, words

LONGEST_EVENT = 30
"""Days over which a toll of one event grows."""
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z\"“])|\n")
_NAME = re.compile(r"(?<![.!?\"“] )(?<!^)\b[A-Z][\w’'-]+")
_LEAST_RATIO = 1.1
_PERSONS = frozenset({"person", "people", None})


@dataclass(frozen=True, slots=True)
class _Toll:
    """A count of people with its fate and place."""

    figure: Figure
    fate: str
    places: frozenset[str]
    date: DateInterval
    chain: str
    clause: Span


def tolls(known: Known, figures: list[Figure], events: list[Event]) -> Iterator[Finding]:
    """Updates and contradictions among the counts of people of the pile."""
    places = _places(known, events)
    found = [toll for figure in figures if (toll := _toll(known, figure, places)) is not None]
    buckets: dict[tuple[str, str], list[_Toll]] = defaultdict(list)
    for toll in found:
        for place in toll.places:
            buckets[toll.fate, place].append(toll)
    seen: set[frozenset[str]] = set()
    for key in sorted(buckets):
        ordered = sorted(
            buckets[key], key=lambda toll: (toll.date.latest or "9999", toll.figure.value or 0, toll.figure.id)
        )
        for finding, ids in (*_updates(key[1], ordered), *_contradictions(key[1], ordered)):
            if not any(ids <= before for before in seen):
                seen.add(ids)
                yield finding


def _places(known: Known, events: list[Event]) -> dict[str, frozenset[str]]:
    """Names of places in the events of each page."""
    found: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.place is not None:
            found[event.article_id].add(event.place.exact.casefold())
    return {article: frozenset(names) for article, names in found.items() if article in known.articles}


def _toll(known: Known, figure: Figure, places: dict[str, frozenset[str]]) -> _Toll | None:
    """A figure as a toll; ``None`` if it counts no persons, no known fate or names no place."""
    if figure.value is None or figure.value < 2 or figure.unit not in _PERSONS or figure.change in ("up", "down"):
        return None
    clause = _sentence(known.articles[figure.article_id].text, figure.span)
    fates = {topics().tolls[word] for word in words(clause.exact) if word in topics().tolls}
    named = {place for place in places.get(figure.article_id, ()) if place in clause.exact.casefold()}
    if len(fates) != 1 or not named:
        return None
    statement = known.statements.get(figure.attributed_to or "")
    told = known.said(statement) if statement is not None else known.published(figure.article_id)
    own = known.dated(figure.id, figure.as_of)
    date = own if own.known else told
    return _Toll(figure, fates.pop(), frozenset(named), date, known.chain(figure.article_id), clause)


def _sentence(text: str, span: Span) -> Span:
    """The sentence of the text around a figure."""
    start, end = 0, len(text)
    for match in _SENTENCE.finditer(text):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            end = match.start() + 1
            break
    return Span(start, min(end, len(text)), text)


def _updates(place: str, ordered: list[_Toll]) -> list[tuple[Finding, frozenset[str]]]:
    """A count that grows from day to day."""
    chain: list[_Toll] = []
    for toll in ordered:
        last = chain[-1] if chain else None
        if last is None:
            chain = [toll]
            continue
        gap = days_between(last.date, toll.date)
        if gap is not None and 0 < gap <= LONGEST_EVENT and (toll.figure.value or 0) > (last.figure.value or 0):
            chain.append(toll)
    return [(_finding("update", place, chain), _ids(chain))] if len(chain) > 1 else []


def _contradictions(place: str, ordered: list[_Toll]) -> list[tuple[Finding, frozenset[str]]]:
    """Clearly different exact counts of one day from independent chains."""
    found = []
    exact = [
        toll
        for toll in ordered
        if toll.figure.change == "=" and toll.figure.qualifier is None and toll.figure.as_of.day
    ]
    for i, one in enumerate(exact):
        for other in exact[i + 1 : i + 20]:
            low, high = sorted(((one.figure.value or 0), (other.figure.value or 0)))
            same_day = one.figure.as_of.day == other.figure.as_of.day
            same_count = _counted(one) == _counted(other)
            if same_day and same_count and one.chain != other.chain and high > low * _LEAST_RATIO:
                found.append((_finding("contradiction", place, [one, other]), _ids([one, other])))
    return found


def _exact(figure: Figure) -> bool:
    """Whether a figure gives one number for one day, without "about" or "at least"."""
    return figure.change == "=" and figure.qualifier is None and figure.as_of.day is not None


def _order(toll: _Toll) -> tuple[str, float, str]:
    """By day, then size."""
    return toll.date.latest or "9999", toll.figure.value or 0, toll.figure.id


def _counted(toll: _Toll) -> str:
    return (toll.figure.counted or "").casefold().split(" of ")[0]


def _ids(chain: list[_Toll]) -> frozenset[str]:
    return frozenset(toll.figure.id for toll in chain)


def _finding(kind: str, place: str, chain: list[_Toll]) -> Finding:
    """The record of counts side by side."""
    sides = tuple(
        Side(
            f"{toll.fate}: {toll.figure.span.exact}", plain(toll.date),
            (Evidence(toll.figure.article_id, toll.figure.span, toll.figure.id),),
        )
        for toll in chain
    )  # fmt: skip
    numbers = ", ".join(f"{toll.figure.value:g}" for toll in chain)
    told = "the count grows" if kind == "update" else "different exact counts of one day"
    return Finding(
        id=make_id("r", kind, *sorted(_ids(chain))), kind="update" if kind == "update" else "contradiction",
        topic=chain[0].figure.span.exact, actor=None, sides=sides,
        reason=f"{told}: {numbers}; same fate: {chain[0].fate}; same place: {place}", strength="soft",
        independent=len({toll.chain for toll in chain}),
    )  # fmt: skip
