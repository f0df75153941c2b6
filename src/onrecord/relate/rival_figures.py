"""Two figures that one page sets against each other: *turnout was 95 percent, the union said; the operator counted 41*.

The page does the work: it puts the second figure right behind the first one, in the same unit, from another voice, and
with a word that says that the two do not agree (*differently*, *how many were there?*, *only*). Whether both measure
one thing is its word. Figures of another time, parts of the first one, plans and rates are none of its rivals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.codebooks.clauses import stem, words
from onrecord.codebooks.disputes import disputes
from onrecord.records import Evidence, Figure, Finding, Side, Span, make_id
from onrecord.relate.daynames import calendar
from onrecord.relate.gauges import limits_of, part_or_rate
from onrecord.relate.known import Known, Who, plain, sentence_of
from onrecord.relate.passages import short
from onrecord.relate.surroundings import giver

WITHIN = 400
"""Characters between two figures that a page sets against each other."""
LEAST_RATIO, MOST_RATIO = 1.05, 30.0
"""How far two figures must, and how far they may lie apart."""
LEAST = 2.0
"""Figures below are ones and parts of ones."""
_LONGEST = 300
_NAME = re.compile(r"\b[A-Z][^\W\d_]{3,}")
_UNITS = frozenset({"percent", None, "person"})
_SIDES = re.compile(
    r"\bdifferent(?:ly)?\b|\btwo\s+(?:numbers|figures|counts|sums|accounts|versions|tallies)\b|\bdepend(?:s|ing)\s+on\s+(?:whom?|which)\b"
    r"|\bunclear\b|\b[Hh]ow\s+(?:many|much|high|large|far)\b[^.?!]*[.?!]|\bby\s+contrast\b|\bon\s+the\s+other\s+hand\b"
    r"|\b(?:its|his|her|their)\s+own\s+(?:projection|estimate|count|figure|tally|calculation|forecast|reckoning)s?\b|\bstood\s+by\b|\bsticks?\s+to\b"
    r"|\b[Nn]ot\s+(?:quite\s+)?so\b|\bfor\s+the\s+same\s+(?:period|day|hour|place|time)\b|\bmuch\s+(?:higher|lower|larger|smaller)\b|\bfar\s+(?:higher|lower|more|fewer|less)\b",
)
"""Words by which a page sets two figures against each other."""
_ONLY = frozenset({"only", "just", "merely", "a mere", "no more than", "not more than", "barely"})
_GIVES = re.compile(
    r"\b(?:sa(?:id|ys)|told|according\s+to|put|puts|count(?:ed|s)?|estimat\w+|reckon\w*|spoke\s+of|speaks?\s+of|arriv\w+\s+at|stat(?:ed|es)"
    r"|claim\w*|shout\w*|calculat\w+|announc\w+|gave|gives|insist\w*|maintain\w*|report(?:ed|s)|projection|by\s+its\s+own)\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:last|previous|former|preceding|next|following)\s+(?:year|month|week|season|election|vote|quarter)\b|\b(?:year|month|week|day|hour)s?\s+"
    r"(?:earlier|before|ago|later)\b|\bcompared\b|\b(?:up|down|rose|fell|rise|raised?|cut|increased?|climbed)\b[^.]{0,20}\bfrom\b|\bso\s+far\b|\bof\s+(?:which|whom|them)\b"
    r"|\bamong\s+(?:them|those)\b|\bincluding\b|\banother\b|\badditional\b|\bother\b|\bfurther\b|\bmore\b(?!\s+than)|\brespectively\b|\beach\b|\bif\b|\bunless\b|\bdemand\w*|\bwant\w*"
    r"|\boffer\w*|\btarget\w*|\bplan(?:s|ned)\b|\bthe\s+rest\b|\bfirst\b|\bsecond\b|\bthird\b|\btotal\s+of\b|\bpoll(?:s|ed)?\b|\bsurvey\w*|\bvoters\b|\brespondents\b|\bwhile\s+the\b",
    re.I,
)
"""Words by which a figure is of another time, a part, or a wish."""


def rival_figures(known: Known) -> Iterator[Finding]:
    """The contradictions between figures that stand beside each other on one page."""
    pages: dict[str, list[Figure]] = defaultdict(list)
    for figure in known.pile.all(Figure):
        pages[figure.article_id].append(figure)
    for article_id in sorted(pages):
        told = sorted(pages[article_id], key=lambda figure: (figure.span.start, figure.id))
        for unit in sorted({_unit(figure) for figure in told}):
            for one, other in _beside([figure for figure in told if _unit(figure) == unit]):
                if _rivals(known, one, other):
                    yield _finding(known, one, other)


def _beside(told: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Figures with the next one of their size: *8,000, said the union; the police, who closed three streets, 3,500*."""
    for place, one in enumerate(told):
        least = (limits_of(one) or (0.0, 0.0))[1] / MOST_RATIO
        near = (other for other in told[place + 1 :] if (limits_of(other) or (0.0, 0.0))[1] >= least)
        other = next(near, None)
        if other is not None:
            yield one, other


def _unit(figure: Figure) -> str:
    """The unit, without for how long; of what is counted none."""
    return (figure.unit or "person").partition(" per ")[0]


def _rivals(known: Known, one: Figure, other: Figure) -> bool:
    """Whether a page sets the second of two figures against the first one."""
    text = known.articles[one.article_id].text
    between = text[one.span.end : other.span.start]
    if not 0 < len(between) <= WITHIN or not _apart(one, other):
        return False
    unit = _unit(one)
    if not (unit in ("percent", "person") or unit.isupper()) or any(part_or_rate(text, each) for each in (one, other)):
        return False
    if unit == "person" and _nouns_apart(one, other):
        return False
    first, last = (sentence_of(text, figure.span) for figure in (one, other))
    if "\n\n" in between and not _names(first) & _names(last):
        return False
    before = sentence_of(text, Span(first.start - 2, first.start - 1, text)) if first.start > 1 else first
    around = text[before.start : last.end]
    against = bool(_SIDES.search(around)) or (other.qualifier or "").casefold() in _ONLY
    against = against or disputes().contested(text[first.start : last.end])
    if not against or _OTHER.search(between) or _OTHER.search(text[other.span.end : last.end]):
        return False
    if not all(_GIVES.search(sentence.exact) for sentence in (first, last)):
        return False
    mine, theirs = (_voice(known, figure) for figure in (one, other))
    if mine is None or theirs is None:
        return first.start != last.start
    return mine.key != theirs.key


def _apart(one: Figure, other: Figure) -> bool:
    """Whether what two figures allow lies apart, and not so far that they must be of different things."""
    here, there = limits_of(one), limits_of(other)
    if here is None or there is None or min(here[1], there[1]) < LEAST:
        return False
    low, high = (here, there) if here[0] <= there[0] else (there, here)
    return low[1] > 0 and low[1] * LEAST_RATIO <= high[0] <= max(low[1], 1.0) * MOST_RATIO


def _names(sentence: Span) -> frozenset[str]:
    """The words of a sentence that are written as names are, but for months and days."""
    return frozenset(_NAME.findall(sentence.exact)) - {word.capitalize() for word in calendar()}


def _nouns_apart(one: Figure, other: Figure) -> bool:
    """Whether two counts name two things, or neither names any."""
    here, there = ({stem(word) for word in words(figure.counted or "")[-1:]} for figure in (one, other))
    return bool(here and there and not here & there)


def _voice(known: Known, figure: Figure) -> Who | None:
    """Who gives a figure."""
    statement = known.statements.get(figure.attributed_to or "")
    if statement is not None:
        return known.speaker(statement)
    return giver(sentence_of(known.articles[figure.article_id].text, figure.span), figure.span)


def _finding(known: Known, one: Figure, other: Figure) -> Finding:
    """The record of two figures."""
    text = known.articles[one.article_id].text
    sides = []
    for figure in (one, other):
        voice, sentence = _voice(known, figure), sentence_of(text, figure.span)
        shown = sentence if len(sentence.exact) <= _LONGEST else figure.span
        day = plain(known.dated(figure.id, figure.as_of))
        sides.append(Side(voice.name if voice else "the page", day, (Evidence(figure.article_id, shown, figure.id),)))
    return Finding(
        id=make_id("r", "rival figures", one.id, other.id), kind="contradiction",
        topic=short(sides[0].evidence[0].span.exact, one.span.exact), actor=None, sides=tuple(sides),
        reason=f"the page sets two figures against each other: {one.span.exact} / {other.span.exact}",
        strength="soft", independent=2, basis="number",
    )  # fmt: skip
