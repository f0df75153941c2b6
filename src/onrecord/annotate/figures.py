"""Figures: quantities with unit, limits, what is counted, as of when and who says so.

:mod:`figures_read` finds numbers with their units in a paragraph; here the parse tells what is counted,
drops numbers that are names, dates or list marks, and ties each figure to its statement and its date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.figures_counted import counted, is_countable
from onrecord.annotate.figures_read import Quantity, read_quantities
from onrecord.annotate.figures_words import figure_words
from onrecord.annotate.parsing import Parsed
from onrecord.records import UNKNOWN_DATE, DateInterval, Figure, Span, Statement, TimeExpression, make_id
from onrecord.records.annotation import Change
from onrecord.timex import interval

_TIMES_OUT = ("DATE", "TIME")


@dataclass(frozen=True, slots=True)
class _Page:
    """What the finder knows beside the paragraph at hand."""

    parsed: Parsed
    dates: Sequence[TimeExpression]
    """The time expressions that are dates or times of day, in text order."""
    starts: Sequence[int]
    """Where each of them begins."""
    statements: Sequence[Statement]

    def dates_within(self, low: int, high: int) -> Sequence[TimeExpression]:
        """The dates that begin in a stretch of the stored text."""
        return self.dates[bisect_left(self.starts, low) : bisect_left(self.starts, high)]


@dataclass(frozen=True, slots=True)
class _Last:
    """The figure before, in the same paragraph."""

    figure: Figure
    end: int
    token: Token


def find_figures(parsed: Parsed, times: Sequence[TimeExpression], statements: Sequence[Statement]) -> list[Figure]:
    """The figures of a body, in text order.

    Args:
        parsed: the parsed body.
        times: the time expressions found before: numbers inside dates are no figures, durations are.
        statements: the statements found before: a figure belongs to the innermost one that contains it.
    """
    dates = sorted((time for time in times if time.type in _TIMES_OUT), key=lambda time: time.span.start)
    page = _Page(parsed, dates, [time.span.start for time in dates], statements)
    figures: list[Figure] = []
    for paragraph in parsed.texts():
        offset, flat = paragraph.start, paragraph.text
        last: _Last | None = None
        for item in read_quantities(flat, paragraph.words):
            inside = parsed.tokens(paragraph, item.start, item.end if item.bare_m else item.number_end)
            if inside and _is_figure(item, inside, flat, offset, page):
                figures.append(_figure(item, inside, flat, offset, page, last))
                last = _Last(figures[-1], item.end, inside[-1])
    return figures


def _is_figure(item: Quantity, inside: list[Token], flat: str, offset: int, page: _Page) -> bool:
    """Whether the number is a quantity: no part of a date, and if it has no unit, nothing but a count."""
    spans = page.parsed.view.lift(offset + item.start, offset + item.number_end)
    if not spans or any(time.span.overlaps(spans[0]) for time in page.dates_within(spans[0].start - 80, spans[0].end)):
        return False
    return item.unit is not None or is_countable(item, inside, flat)


def _words_of(first: Token, last: Token) -> str:
    """The words of the page."""
    words = first.doc[first.i : last.i + 1]
    return re.sub(r"\s+", " ", words.text).strip(" -–")


# --- the record ---------------------------------------------------------------------------------------


def _figure(item: Quantity, inside: list[Token], flat: str, offset: int, page: _Page, before: _Last | None) -> Figure:
    """The record of a quantity that is a figure."""
    parsed = page.parsed
    start = offset + (item.start if item.qualifier_start is None else item.qualifier_start)
    end = offset + item.end
    unit, things, scale = item.unit, None, 1.0
    if unit is None or item.bare_m:
        phrase = counted(inside, item.vague)
        if item.bare_m and phrase is not None and phrase[1].tag_ in ("NNS", "NNPS"):
            unit, scale = None, 1e6
        if unit is None and phrase is not None:
            things, end = _words_of(*phrase), max(end, parsed.end(phrase[1]))
            unit = _unit_of_count(phrase[1])
    if unit is None and things is None:
        unit, things = _elided(inside, flat, item, before)
    span = parsed.view.lift_one(start, end)
    low, high = item.low * scale, None if item.high is None else item.high * scale
    change = _change(item, flat, before)
    as_of, time_id = _as_of(inside[0], span, page)
    value, low_end, high_end = _bounds(low, high, change if change in (">", "<", "~") else item.sign)
    return Figure(
        id=make_id("f", parsed.article.id, span.start, span.end), article_id=parsed.article.id, span=span,
        value=value, low=low_end, high=high_end, qualifier=item.qualifier, change=change, unit=unit, counted=things,
        as_of=as_of, as_of_time=time_id, attributed_to=_attributed(span, page),
    )  # fmt: skip


def _unit_of_count(noun: Token) -> str | None:
    """``person`` for nouns that name persons, ``times`` for repetitions."""
    lemma = noun.lemma_.lower()
    if lemma in figure_words().persons or (noun.ent_type_ == "NORP" and noun.tag_ in ("NNPS", "NNS")):
        return "person"
    return "times" if noun.lower_ == "times" else None


_COMPARED = re.compile(
    r"\b(?:from|to|with|than|versus|against|while|or|and|including)\s+(?:just\s+|only\s+|about\s+)?$", re.I
)


def _elided(inside: list[Token], flat: str, item: Quantity, before: _Last | None) -> tuple[str | None, str | None]:
    """What a bare number counts: an age, or the same as the figure that it is compared with."""
    age = _stated_age(inside, flat, item)
    if age or before is None or before.token.sent != inside[0].sent:
        return age, None
    figure = before.figure
    moved = figure.unit is not None and (figure.unit in figure_words().money or "percent" in figure.unit)
    if not moved and _COMPARED.search(flat[max(0, item.start - 30) : item.start]):
        return figure.unit, figure.counted
    return None, None


def _stated_age(inside: list[Token], flat: str, item: Quantity) -> str | None:
    """*Ilsa Doren, 44,*: an age."""
    before = inside[0].doc[max(0, inside[0].i - 2) : inside[0].i]
    aged = re.search(r"\b(?:aged?|ages|the age of|die[ds] at)\s*$", flat[max(0, item.start - 20) : item.start], re.I)
    named = len(before) == 2 and before[1].text == "," and before[0].ent_type_ == "PERSON"
    closed = re.match(r"\s?[,.)]|$", flat[item.end : item.end + 3])
    return "year of age" if (aged or (named and closed)) and 0 < item.low < 120 else None


def _bounds(low: float, high: float | None, sign: str) -> tuple[float | None, float | None, float | None]:
    """Value, lower and upper end. *About* bounds nothing; a range has no one value."""
    if high is not None:
        return None, low, high
    if sign == ">":
        return low, low, None
    if sign == "<":
        return low, None, low
    return (low, None, None) if sign == "~" else (low, low, low)


_LAST_WORD = re.compile(r"(?P<word>[A-Za-z]+)(?P<by>\s+by)?\s*$", re.I)
_STEPS = frozenset({"percent", "point", "basis point", "percentage point"})
_OWN = frozenset({"lose", "add", "gain", "shed"})


def _change(item: Quantity, flat: str, before: _Last | None) -> Change:
    """The limits of a figure, or the way that it moved: *rose 5 points*, *down 2 %*.

    A figure in brackets or after *or* says the one before in other units, and takes its change.
    """
    if item.sign in (">", "<"):
        return ">" if item.sign == ">" else "<"
    if before is not None and item.sign == "=" and item.unit is not None and before.figure.unit is not None:
        between = flat[before.end : item.start]
        if re.fullmatch(r"\s*\(\s*|\s*,?\s*or\s+", between) and before.figure.change != "~":
            return before.figure.change
    if item.unit in _STEPS and re.search(r"[-−–+]$", flat[max(0, item.start - 2) : item.start + 1]):
        return "up" if flat[item.start] == "+" else "down"
    if item.high is None and (way := _movement(item, flat)) is not None:
        return "up" if way == "up" else "down"
    return "~" if item.sign == "~" else "="


def _movement(item: Quantity, flat: str) -> str | None:
    """The movement that the word before the figure says."""
    start = item.start if item.qualifier_start is None else item.qualifier_start
    match = _LAST_WORD.search(flat[max(0, start - 30) : start])
    if match is None:
        return None
    word = match["word"].lower()
    if word in ("up", "down"):
        return word if item.unit in _STEPS or (word == "down" and item.unit is not None) else None
    return _movement_of(word, counts=item.unit is None)


_IRREGULAR = {
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "lost": "lose", "slid": "slide", "sank": "sink",
    "sunk": "sink", "grew": "grow", "grown": "grow", "leapt": "leap", "shrank": "shrink",
}  # fmt: skip
_ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ies", "y"), ("ied", "y"))


def _movement_of(word: str, counts: bool) -> str | None:
    """``up`` or ``down`` of an inflected verb of movement; *lost 20 men* is none."""
    stems = [word, _IRREGULAR.get(word, "")]
    for ending, rest in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            stems += [stem + rest, stem[:-1] if stem[-1:] == stem[-2:-1] else ""]
    forms = figure_words().movement
    return next((forms[stem] for stem in stems if stem in forms and not (counts and stem in _OWN)), None)


def _attributed(span: Span, page: _Page) -> str | None:
    """The innermost statement whose content holds the figure."""
    holding = [
        (sum(piece.end - piece.start for piece in item.content), item.id)
        for item in page.statements
        if any(piece.overlaps(span) for piece in item.content)
    ]
    return min(holding)[1] if holding else None


def _as_of(token: Token, span: Span, page: _Page) -> tuple[DateInterval, str | None]:
    """The date that stands in the clause of the figure, if there is just one."""
    whole = token.sent
    sentence = page.parsed.spans(whole.start, whole.end - 1)
    clause = _clause(token)
    near = []
    for time in page.dates_within(sentence[0].start, sentence[-1].end):
        if not any(piece.contains(time.span) for piece in sentence):
            continue
        days = interval(time.value) if time.value else None
        if days is not None and not span.contains(time.span) and _in_clause(time, clause, page):
            near.append((time, days))
    if len(near) != 1:
        return UNKNOWN_DATE, None
    time, days = near[0]
    basis = "resolved" if time.relative else "stated"
    return DateInterval(days[0].isoformat(), days[1].isoformat(), basis, (time.span,)), time.id  # type: ignore[arg-type]


def _clause(token: Token) -> Token:
    """The verb of the clause that a token stands in; the root if there is none."""
    for item in [token, *token.ancestors]:
        if (item.pos_ in ("VERB", "AUX") and item.dep_ not in ("amod", "aux", "auxpass")) or item.dep_ == "ROOT":
            return item
    return token


def _in_clause(time: TimeExpression, clause: Token, page: _Page) -> bool:
    """Whether a time expression depends on the same verb."""
    parsed = page.parsed
    shown = parsed.view.lower([time.span])
    first = bisect_left(parsed.starts, shown[0].start) if shown else len(parsed.starts)
    if first == len(parsed.starts) or parsed.end(parsed.doc[first]) > shown[0].end:
        return False
    return _clause(parsed.doc[first]) == clause
