"""One fact on several pages, whatever it is: clauses of independent pages that share a day, a figure or rare words.

*Was detained in Sundby on 14 March last year* and *was apprehended on March 14, 2023* are one fact, though neither is
a count nor words of one speaker. What the other ways of comparing find is not found again, and nothing that the pages
contradict each other about is an agreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.records import Evidence, Finding, Side, Span, make_id
from onrecord.relate.fact_marks import Telling, read_tellings
from onrecord.relate.fact_matching import Matcher, Meeting
from onrecord.relate.known import Known, plain
from onrecord.relate.passages import MARKS, short
from onrecord.relate.speakers import NOBODY, Speaker, Speakers
from onrecord.relate.told_at import ToldAt
from onrecord.vectors import WordVectors

SEED = 0.2
"""Weight of a mark from which on sentences that share it are held against each other."""
MOST_WITH = 30
"""Sentences that may have a mark for it to bring them together."""
LEAST_SEEDS = 0.45
"""What the marks must weigh that bring two sentences together."""
MOST_SIDES = 12
FEWEST, PER_PAGE = 8, 2
"""Facts that are reported of a story: of a small one, and for each page."""


@dataclass(slots=True)
class _Fact:
    """Clauses that tell one fact, one of each chain of pages."""

    keys: frozenset[str]
    value: float
    told: dict[str, tuple[Telling, Span]] = field(default_factory=dict)


def shared_facts(known: Known, vectors: WordVectors, others: Sequence[Finding]) -> Iterator[Finding]:
    """The agreements of independent pages on a fact that no other finding shows.

    Args:
        known: the pages of a story.
        vectors: tell which words are rare, and which are near each other.
        others: what else was found.
    """
    tellings = read_tellings(known, vectors)
    matcher = Matcher(vectors, tellings)
    meetings = [
        meeting
        for one, other in _likely(tellings)
        if (meeting := matcher.meeting(tellings[one], tellings[other])) is not None
    ]
    meetings.sort(key=lambda each: (-each.value, each.windows[0].start, each.one.article_id, each.other.article_id))
    shown = _Shown(others)
    speakers = Speakers(known)
    known_of = [each for each in meetings if shown.both(each)]
    found = _facts([each for each in meetings if not shown.both(each)])
    found = [fact for fact in found if not any(_again(fact, each) for each in known_of)]
    found.sort(key=lambda fact: (-len(fact.told), -fact.value))  # What most pages tell; the sort keeps the order else.
    for fact in found[: max(FEWEST, PER_PAGE * len(known.articles))]:
        yield _finding(known, speakers, fact)


def _likely(tellings: Sequence[Telling]) -> list[tuple[int, int]]:
    """The sentences of independent pages that share enough of what few sentences have."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for telling in tellings:
        weights: dict[str, float] = {}
        for mark in telling.marks:
            for token in mark.known_by if mark.weight >= SEED else ():
                weights[token] = max(mark.weight, weights.get(token, 0.0))
        for token, weight in weights.items():
            index[token].append((telling.number, weight))
    met: dict[tuple[int, int], dict[float, float]] = defaultdict(dict)
    for token in sorted(index):
        listed = index[token]
        for place, (one, weight) in enumerate(listed if len(listed) <= MOST_WITH else ()):
            for other, there in listed[place + 1 :]:
                if tellings[one].chain != tellings[other].chain:
                    met[one, other][weight] = min(weight, there)  # One word has several tokens, and one weight.
    return sorted(pair for pair, weights in met.items() if sum(weights.values()) >= LEAST_SEEDS)


class _Shown:
    """The sentences that findings show."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._places: dict[str, list[tuple[int, int, int, str]]] = defaultdict(list)
        for number, finding in enumerate(findings):
            for place, shown in enumerate(finding.sides):
                side = str(place) if finding.kind == "agreement" else shown.label.rpartition(": ")[2] or str(place)
                for piece in shown.evidence:
                    self._places[piece.article_id].append((piece.span.start, piece.span.end, number, side))

    def both(self, meeting: Meeting) -> bool:
        """Whether a finding shows words of both clauses, on two of its sides."""
        here, there = (
            self._at(telling.article_id, span)
            for telling, span in zip((meeting.one, meeting.other), meeting.windows, strict=True)
        )
        return any(a[0] == b[0] and a[1] != b[1] for a in here for b in there)

    def _at(self, article_id: str, span: Span) -> set[tuple[int, str]]:
        """The findings that show words of a stretch, with the side of each."""
        places = self._places.get(article_id, ())
        return {(number, side) for start, end, number, side in places if start < span.end and span.start < end}


def _facts(meetings: Sequence[Meeting]) -> list[_Fact]:
    """The meetings put together to facts: each clause tells one fact, the one on which it meets another best."""
    found: list[_Fact] = []
    homes: dict[int, list[tuple[Span, _Fact]]] = defaultdict(list)

    def home(telling: Telling, span: Span, keys: frozenset[str]) -> _Fact | None:
        told = homes[telling.number]
        return next((fact for other, fact in told if other.overlaps(span) and _one_fact(fact.keys, keys)), None)

    for meeting in meetings:
        pairs = list(zip((meeting.one, meeting.other), meeting.windows, strict=True))
        there = [home(*pair, meeting.keys) for pair in pairs]
        if all(there):
            continue
        fact = there[0] or there[1]
        if fact is None:
            fact = _Fact(meeting.keys, meeting.value)
            found.append(fact)
        for (telling, span), known in zip(pairs, there, strict=True):
            if known is None and telling.chain not in fact.told:
                fact.told[telling.chain] = (telling, span)
                homes[telling.number].append((span, fact))
    return found


def _again(fact: _Fact, shown: Meeting) -> bool:
    """Whether a fact is one that other findings show of the same pages, which one of them tells twice."""
    where = {shown.one.number: shown.windows[0], shown.other.number: shown.windows[1]}
    return (
        set(fact.told) <= {shown.one.chain, shown.other.chain}
        and any(
            telling.number in where and span.overlaps(where[telling.number]) for telling, span in fact.told.values()
        )
        and _one_fact(fact.keys, shown.keys)
    )


def _one_fact(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two clauses that meet a third tell one fact with it: by two words, or a number or time."""
    shared = one & other
    return len(shared) > 1 or any(":" in key for key in shared) or shared in (one, other)


def _finding(known: Known, speakers: Speakers, fact: _Fact) -> Finding:
    """The record of a fact: of each chain the shortest clauses that tell it."""
    told = sorted(
        fact.told.values(), key=lambda pair: (known.published(pair[0].article_id).latest or "9", pair[0].number)
    )
    voiced = [(telling, span, *_voice(known, speakers, telling, span)) for telling, span in told[:MOST_SIDES]]
    voices = {speaker.key if speaker.named else telling.chain for telling, _, speaker, _ in voiced}
    sides = tuple(
        Side(
            f"{speaker.name or 'the page'}: told", plain(known.published(telling.article_id)),
            (Evidence(telling.article_id, span, record),),
        )
        for telling, span, speaker, record in voiced
    )  # fmt: skip
    first = min((span.exact for _, span, *_ in voiced), key=lambda text: (len(text), text))
    words = ", ".join(sorted(key.partition(":")[2] or key for key in fact.keys))
    return Finding(
        id=make_id("r", "fact", *sorted(f"{telling.article_id}:{span.start}" for telling, span in told)),
        kind="agreement", topic=short(" ".join(first.split()).strip(MARKS)), actor=None, sides=sides,
        reason=f"the same fact in {len(told)} independent chains; both have: {words}", strength="soft",
        independent=len(voices), basis="wording",
    )  # fmt: skip


def _voice(known: Known, speakers: Speakers, telling: Telling, span: Span) -> tuple[Speaker, str | None]:
    """Who tells a clause, and in which statement: the speaker of the one that it is part of, or the page."""
    for statement in known.made(ToldAt).statements(telling.article_id):
        if any(part.overlaps(span) for part in statement.content):
            return speakers.of(statement), statement.id
    return NOBODY, None
