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

from onrecord.annotate.figures_counted import counted, is_code, is_countable
from onrecord.annotate.figures_dates import as_of
from onrecord.annotate.figures_people import counts_persons, fate_after, number_of, stated_age
from onrecord.annotate.figures_read import Quantity, read_quantities
from onrecord.annotate.figures_words import figure_words
from onrecord.annotate.parsing import Parsed
from onrecord.records import Figure, Span, Statement, TimeExpression, make_id
from onrecord.records.annotation import Change

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
    if is_code(item, flat):
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
    unit, things, end, scale = _counted(item, inside, flat, offset, page, before)
    span = parsed.view.lift_one(start, end)
    low, high = item.low * scale, None if item.high is None else item.high * scale
    change = _change(item, flat, before)
    day, time_id = as_of(inside[0], span, parsed, _dates_of(inside[0], page))
    value, low_end, high_end = _bounds(low, high, change if change in (">", "<", "~") else item.sign, item.vague)
    return Figure(
        id=make_id("f", parsed.article.id, span.start, span.end), article_id=parsed.article.id, span=span,
        value=value, low=low_end, high=high_end, qualifier=item.qualifier, change=change, unit=unit, counted=things,
        as_of=day, as_of_time=time_id, attributed_to=_attributed(span, page),
    )  # fmt: skip


def _counted(
    item: Quantity, inside: list[Token], flat: str, offset: int, page: _Page, before: _Last | None
) -> tuple[str | None, str | None, int, float]:
    """Unit, what is counted, the end of the figure in the body, and what a lone *m* multiplies it by."""
    parsed, end = page.parsed, offset + item.end
    unit, things, scale = item.unit, None, 1.0
    phrase = counted(inside, item.vague) if unit is None or item.bare_m else _measured(item, flat, offset, page)
    if item.bare_m and phrase is not None and phrase[1].tag_ in ("NNS", "NNPS"):
        unit, scale = None, 1e6
    if phrase is not None and (unit is None or unit == item.unit != "m"):
        things, end = _words_of(*phrase), max(end, parsed.end(phrase[1]))
    if unit is None and things is not None and phrase is not None:
        unit = _unit_of_count(phrase[1])
    if unit is None and things is None and not item.share:
        fate = fate_after(inside[-1])
        if fate is not None:
            return "person", fate.text, max(end, parsed.end(fate)), scale
        unit, things = _elided(inside, flat, item, before)
    return "share" if item.share and item.unit is None else unit, things, end, scale


_OF = re.compile(r"\s+of\s+(?=\w)")


def _measured(item: Quantity, flat: str, offset: int, page: _Page) -> tuple[Token, Token] | None:
    """What an amount is an amount of: *70,000 tonnes of grain*."""
    of = _OF.match(flat, item.end)
    if of is None:
        return None
    first = bisect_left(page.parsed.starts, offset + of.end())
    word = page.parsed.doc[first - 1]
    return counted([word], vague=False) if word.lower_ == "of" else None


def _dates_of(token: Token, page: _Page) -> Sequence[TimeExpression]:
    """The dates that begin in the sentence of a token."""
    if not page.dates:
        return ()
    pieces = page.parsed.spans(token.sent.start, token.sent.end - 1)
    return page.dates_within(pieces[0].start, pieces[-1].end)


def _unit_of_count(noun: Token) -> str | None:
    """``person`` for nouns that name persons, ``times`` for repetitions."""
    lemma = noun.lemma_.lower()
    if {lemma, noun.lower_} & figure_words().persons or (noun.ent_type_ == "NORP" and noun.tag_ in ("NNPS", "NNS")):
        return "person"
    return "times" if noun.lower_ == "times" else None


_COMPARED = re.compile(
    r"\b(?:from|to|with|than|versus|against|while|or|and|including)\s+(?:just\s+|only\s+|about\s+)?$", re.I
)


def _elided(inside: list[Token], flat: str, item: Quantity, before: _Last | None) -> tuple[str | None, str | None]:
    """What a bare number counts: an age, or the same as the figure that it is compared with."""
    if stated_age(inside, flat, item):
        return "year of age", None
    noun = number_of(inside[-1])
    if noun is not None:
        return _unit_of_count(noun) or ("person" if counts_persons(inside[-1]) else None), noun.text
    persons = "person" if counts_persons(inside[-1]) else None
    if persons or before is None:
        return persons, None
    figure = before.figure
    moved = figure.unit is not None and (figure.unit in figure_words().money or "percent" in figure.unit)
    if moved or not _COMPARED.search(flat[max(0, item.start - 30) : item.start]):
        return None, None
    if before.token.sent == inside[0].sent:
        return (None if figure.unit == "share" else figure.unit), figure.counted
    return None, None


def _bounds(low: float, high: float | None, sign: str, vague: bool) -> tuple[float | None, float | None, float | None]:
    """Value, lower and upper end. *About* bounds nothing; a range and a vague word have no one value."""
    if high is not None or vague:
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
