"""What a figure measures, by the words of its clause: *put the number of marchers at 18,000* tells how many took part.

The measure is that whose words (``measures.toml``) stand nearest to the figure, without another figure between, if unit
and noun fit. What is planned, guessed, given for each day, or of another time measures nothing that can be disputed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, words
from onrecord.codebooks.measures import Measure, measures
from onrecord.records import Figure, Span, Statement
from onrecord.relate.passages import part_around

WITHIN = 70
"""Characters between a figure and the words that say what it measures."""
BREAK = 35
"""Characters that the beginning of another clause counts as."""
ROUND = 0.15
"""Part of a value by which a round word (*about*, *nearly*) may be off."""
FEW = 8
"""Words of a clause that only gives a figure."""
REST = 60
"""Characters behind a figure that are looked at for that."""
MOST_FIGURES = 4
"""Numbers of a clause; more are a table."""
_PLAIN = frozenset({"=", "~", ">", "<"})
_UNITLESS = frozenset({None, "person"})
_NOT_GLUED = frozenset({None, "age", "time"})
"""Groups of units by which a figure glued to a word only describes: *a 12-man crew*, not *a 3-million-euro fine*."""
_COUNTS = ("people", "things")
_CLAUSE_BREAK = re.compile(r"[;:(]|,\s|\b(?:and|but|while|as|after|when|because|although)\b")
_CUT = re.compile(
    r";|:\s|,\s+(?:and|but|while|which|who|where|when|after|although|as\s+against|against|compared)\b|\s[–—]\s"
    r"|\s(?:and|but|while|whereas)\s(?=[^,;]*\d)"
)
_AND = re.compile(r"\s(?:and|but|before|after|while)\s")
"""What else goes on behind a figure: *had burned 300 hectares and has spread no further since then*."""
_AS_WELL = re.compile(r"\bas\s+well\b(?!\s+as\b)")
"""What makes of a count another one: *400 people gathered in Lomsk as well*."""
_TO = re.compile(r"\bto\s+$")
"""In front of a verb what makes it something that is to come: *30,000 people to take part*."""
_HOURS = 24
_BEFORE_HOUR = re.compile(r"\b(?:at|after|before|until|till|past|the|these|those|both|other)\s+\Z", re.I)
"""What stands before a time of day, or before a number that only points back."""
_MAY = re.compile(r"\bMay\b")
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_GLUED = re.compile(
    r"\w(?<!\bTwenty)(?<!\bThirty)(?<!\bForty)(?<!\bFifty)(?<!\bSixty)(?<!\bSeventy)(?<!\bEighty)(?<!\bNinety)-[^\W\d_]",
    re.I,
)
_OF_THE = re.compile(r"\bof\s+(?:the|its|his|her|their|those|these|some)\s+$")
"""What stands before a whole of which a part is told: *three of the seven bullets*."""
_AMONG = re.compile(r",\s[^,;.]{0,40}\bof\s+(?:them|whom|which|those)\b[^,;.]{0,40},")
"""What is put in behind a figure of a part of it: *14 people, three of them minors, were held*."""
_STRENGTH = re.compile(r"\d\.\d")
"""A number that may be the magnitude of an earthquake."""
_RATE = re.compile(r"\s+(?:a|an|per|each|every)\s+(?:day|week|month|night|year|hour|head)\b", re.I)


@dataclass(frozen=True, slots=True)
class Gauge:
    """What a figure measures."""

    measure: Measure
    kind: str
    """What is counted, or the unit: values of two kinds are not compared."""
    least: float
    """The least that the words allow."""
    most: float
    """The most that they allow."""
    clause: Span
    """The clause that says so."""
    implied: bool = False
    """Whether no word of the clause says so, but only what the page is about."""


def gauge(
    text: str, figure: Figure, statement: Statement | None, sentence: Span, others: Sequence[Figure], about: str = ""
) -> Gauge | None:
    """What a figure measures; ``None`` if that is nothing known, no fact, a part, or of another time.

    Args:
        text: the text of the page.
        figure: the figure.
        statement: what was said, if somebody gives it.
        sentence: its sentence.
        others: the figures of the page.
        about: the head of the page and the sentences around, which may say what a figure measures.
    """
    limits = limits_of(figure)
    if limits is None or part_or_rate(text, figure) or _counts_nobody(text, figure):
        return None
    told = _content(statement, sentence, figure)
    for stretch in dict.fromkeys((told, sentence)):  # What was said may lack the verb: *it shot down 23 drones*.
        clause = segment(text, stretch, figure.span)
        if len(_DIGITS.findall(clause.exact)) > MOST_FIGURES:
            return None
        found = _nearest(text, figure, clause, others)
        if found is not None:
            measure, cue = found
            kind = _kind(figure, measure)
            moved = figure.change in ("up", "down") and not measure.change
            if kind is None or moved or _elsewhen(measure, clause, sentence, figure.span):
                return None
            return None if _open(statement, clause, figure.span, cue) else Gauge(measure, kind, *limits, clause)
    clause = segment(text, told, figure.span)
    implied = _implied(figure, clause, about) if figure.change in _PLAIN else None
    if implied is None or _elsewhen(implied, clause, sentence, figure.span):
        return None
    if _open(statement, clause, figure.span, None):
        return None
    return Gauge(implied, implied.name if implied.unit in _COUNTS else figure.unit or "", *limits, clause, True)


def _implied(figure: Figure, clause: Span, about: str) -> Measure | None:
    """The one measure that a figure must be of by its unit and by what the page is about, if nothing else is told."""
    if (figure.value or figure.low or 0) <= 1 or measures().background.search(clause.exact):
        return None
    able = [
        measure
        for measure in measures().measures
        if measure.implied is not None
        and (not measure.brief or _brief(figure, clause))
        and (figure.value or figure.low or 0) >= measure.least
        and _fits(figure, measure)
        and (measure.unit not in _COUNTS or _kind(figure, measure) == measure.name)
        and measure.implied.search(about)
    ]
    return able[0] if len(able) == 1 else None


def _brief(figure: Figure, clause: Span) -> bool:
    """Whether a figure begins a few words that stand by themselves: *Thirty-one of ours by last night*."""
    before = clause.exact[: figure.span.start - clause.start]
    bare = not figure.counted and figure.unit in _UNITLESS
    return bare and not words(before) and len(words(clause.exact[: figure.span.end - clause.start + REST])) <= FEW


def part_or_rate(text: str, figure: Figure) -> bool:
    """Whether the words right around a figure make it a part, a rate or half of a compound."""
    start, end = figure.span.start, figure.span.end
    glued = bool(_GLUED.search(figure.span.exact)) or text[end : end + 1] == "-"
    described = not (figure.unit or "").isupper() and measures().units.get(figure.unit or "") in _NOT_GLUED
    if (glued and described) or _RATE.match(text, end):
        return True
    behind = text[end : end + BREAK].lstrip(" ,")
    part = figure.unit in _UNITLESS and measures().share.match(behind)
    return bool(part or _OF_THE.search(text, max(0, start - BREAK), start))


def _counts_nobody(text: str, figure: Figure) -> bool:
    """Whether a small number without a noun is a time of day, or points back: *shortly after seven*, *the two*."""
    bare = figure.unit in _UNITLESS and not figure.counted and limits_of(figure) is not None
    small = figure.value is not None and figure.value <= _HOURS
    return (
        bare and small and _BEFORE_HOUR.search(text, max(0, figure.span.start - BREAK), figure.span.start) is not None
    )


def _content(statement: Statement | None, sentence: Span, figure: Figure) -> Span:
    """What was said, as far as it lies in the sentence; else the sentence."""
    content = statement.content if statement is not None else ()
    whole = next((span for span in content if span.contains(figure.span)), sentence)
    inside = sentence.contains(whole) and whole.end - whole.start > figure.span.end - figure.span.start
    return whole if inside else sentence


def segment(text: str, whole: Span, figure: Span) -> Span:
    """The clause of a stretch that gives a figure."""
    return part_around(text, whole, figure, _CUT)


def _elsewhen(measure: Measure, clause: Span, sentence: Span, figure: Span) -> bool:
    """Whether a clause, or how its sentence begins, tells of another time; a rise is told beside the value before."""
    book = measures()
    if measure.change:
        return False
    start, end = sentence.exact.partition(",")[0], figure.end - clause.start
    told = f"{start} | {clause.exact}"
    near = f"{start} | {clause.exact[:end]}{_AND.split(clause.exact[end:])[0]}"
    if _AS_WELL.search(told) or book.elsewhen.search(near):
        return True
    return measure.lasts != "period" and book.ago.search(told) is not None


def _open(statement: Statement | None, shown: Span, figure: Span, cue: tuple[int, int] | None) -> bool:
    """Whether the words up to a figure and its measure make it a plan, a guess or a rate; without a cue, any words."""
    if statement is not None and any(measures().open.search(span.exact) for span in statement.cue):
        return True
    if _TO.search(shown.exact, 0, (cue[0] if cue is not None else figure.start) - shown.start):
        return True
    upto = (max(cue[1], figure.end) if cue is not None else shown.end) - shown.start
    around = f"{shown.exact[: max(0, figure.start - shown.start)]} {shown.exact[figure.end - shown.start : upto]}"
    return bool(measures().open.search(_MAY.sub("", around)))


def _nearest(
    text: str, figure: Figure, clause: Span, others: Sequence[Figure]
) -> tuple[Measure, tuple[int, int]] | None:
    """The measure whose words stand nearest to a figure in its clause, and where they stand."""
    first, last = figure.span.start, figure.span.end
    among = _AMONG.match(text, last, clause.end)
    apart = [
        one.span
        for one in others
        if one.span != figure.span
        and clause.overlaps(one.span)
        and not (among is not None and among.start() <= one.span.start < among.end())
    ]
    best: tuple[int, int, bool, str, int, int] | None = None
    fitting: tuple[int, int, bool, str, int, int] | None = None
    able = {measure.name: measure for measure in measures().measures if _fits(figure, measure)}
    for name, measure in able.items():
        for match in measure.words.finditer(clause.exact):
            start, end = clause.start + match.start(), clause.start + match.end()
            low, high = min(end, last), max(start, first)
            if any(low <= span.start and span.end <= high for span in apart):
                continue
            inside = first <= start and end <= last
            gap = 0 if inside else max(start - last, first - end)
            gap += BREAK * bool(not inside and _CLAUSE_BREAK.search(text, low, high))
            weak = inside and measure.unit in _COUNTS  # *40 demonstrators* may be those who were arrested.
            other = measure.unit in _COUNTS and str(_kind(figure, measure)).startswith("noun:")
            place = (WITHIN if weak else gap, start - end, other, name, start, end)
            best = place if best is None or place < best else best
            if not other:
                fitting = place if fitting is None or place < fitting else fitting
    if best is not None and best[2] and fitting is not None and fitting[4:] == best[4:]:
        best = fitting  # *Four prisoners were let go*: prisoners are freed, and workers laid off.
    return (able[best[3]], best[4:]) if best is not None and best[0] <= WITHIN else None


def _fits(figure: Figure, measure: Measure) -> bool:
    """Whether a figure may be a value of a measure by its unit."""
    unit = figure.unit
    if measure.unit in _COUNTS:
        return unit in (_UNITLESS if measure.unit == "people" else (None,)) and _kind(figure, measure) is not None
    if measure.unit == "percent":
        return unit == "percent"
    if measure.unit == "magnitude" and unit is None and not figure.counted:
        return bool(_STRENGTH.fullmatch(figure.span.exact))
    if measure.unit == "money":
        named = unit or (words(figure.counted or "x")[-1:] or ["x"])[0]
        return (len(named) == 3 and named.isupper()) or measures().units.get(stem(named)) == "money"
    return unit is not None and measures().units.get(unit) == measure.unit


def _kind(figure: Figure, measure: Measure) -> str | None:
    """What is counted in a way that can be compared; ``None`` if the noun is none of those that the measure has."""
    if measure.unit == "magnitude":
        return "magnitude"
    if measure.unit not in _COUNTS:
        return figure.unit or figure.counted
    inside = words(figure.counted or "")
    if not inside:
        return measure.name if measure.unit == "people" else None
    head = stem(inside[-1])
    if head in measure.counted:
        return measure.name
    if measures().units.get(inside[-1]) == "household" and measure.unit == "people":
        return "household"
    return f"noun:{head}" if figure.unit == "person" else None


def limits_of(figure: Figure) -> tuple[float, float] | None:
    """The least and the most that the words of a figure allow."""
    value = figure.value
    if value is None:
        return (figure.low, figure.high) if figure.low is not None and figure.high is not None else None
    if value <= 0:
        return None
    if figure.change == ">":
        return value, float("inf")
    if figure.change == "<":
        return 0.0, value
    if figure.change == "~":
        return value * (1 - ROUND), value * (1 + ROUND)
    return value, value
