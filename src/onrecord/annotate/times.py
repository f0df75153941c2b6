"""Dates and times in text: TIMEX3 expressions with their values, or how they count from publication.

The grammar (:mod:`times_grammar`) reads the words of each paragraph; the parse then tells dates from
verbs and names, and which way a weekday points (:mod:`times_tense`). A value that needs the day of
publication is given only if that day is known; the relative form is kept in any case.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from onrecord.annotate.parsing import Paragraph, Parsed
from onrecord.annotate.times_checks import plausible
from onrecord.annotate.times_grammar import Reading, read_paragraph
from onrecord.annotate.times_tense import direction
from onrecord.annotate.times_words import time_words
from onrecord.errors import UsageError
from onrecord.records import TimeExpression, make_id
from onrecord.timex import interval, resolve

_RELATIVE = re.compile(r"[a-z]+:")
_PERIOD = re.compile(r"(?:quartername|quarter|half|month|monthname|year):|\d{4}(?:-Q\d|-H\d)?$")
_DAY_FORM = re.compile(r"(?:day|weekday|monthday|week|weekend|month|monthname|year|quarter|quartername)[:]|\d{4}")
_ONE_DAY = re.compile(r"(?:day|weekday|monthday|nthday):|\d{4}-\d\d-\d\d")
_BRACKET = re.compile(r"\s*\(")
_RATE_BEFORE = re.compile(
    r"(?:\d%?|percent|cents?|dollars?|times|million|billion|once|twice|thousand|barrels|tons|tonnes)$"
)


_ANY_DAY = dt.date(2000, 6, 15)
"""Day on which a form is tried while the day of publication is unknown: it must be one that can be counted."""


@dataclass(slots=True)
class _State:
    """What the text has spoken of so far."""

    published: dt.date | None
    last: str | None = None
    """The form or value of the last date."""
    last_day: str | None = None
    """The form or value of the last date that is a day."""
    period: str | None = None
    """The form or value of the last quarter, month or year."""
    found: list[TimeExpression] = field(default_factory=list)


def find_times(parsed: Parsed, published: dt.date | None) -> list[TimeExpression]:
    """The time expressions of a body, in text order.

    Args:
        parsed: the parsed body.
        published: the day that *yesterday* counts from, or ``None``; then expressions that count from
            it carry their relative form and no value.
    """
    state = _State(published)
    for paragraph in parsed.texts():
        for reading in read_paragraph(paragraph.text, paragraph.words):
            _take(parsed, paragraph, reading, state)
    return state.found


def _take(parsed: Parsed, paragraph: Paragraph, reading: Reading, state: _State) -> None:
    """Check one reading against the parse, complete it, and keep it."""
    inside = parsed.tokens(paragraph, reading.start, reading.end)
    if not inside or not plausible(reading, paragraph.text, inside):
        return
    reading = _as_rate(reading, paragraph.text)
    form = _complete(reading, inside, state)
    if form is None:
        return
    value, relative = _resolved(form, state.published)
    if reading.type == "DATE" and _PERIOD.match(form) and not form.startswith(("quarter:-4@", "year:-1")):
        state.period = form
    if reading.type in ("DATE", "TIME") and _DAY_FORM.match(form):
        state.last = form
        state.last_day = form if _ONE_DAY.match(form) else state.last_day
    span = parsed.view.lift_one(paragraph.start + reading.start, paragraph.start + reading.end)
    found = TimeExpression(
        id=make_id("t", parsed.article.id, span.start, span.end), article_id=parsed.article.id, span=span,
        type=reading.type, value=value, relative=relative, mod=reading.mod,
    )  # fmt: skip
    if state.found:
        state.found[-1], found = _one_day_twice(state.found[-1], found, parsed.article.text)
    state.found.append(found)


def _one_day_twice(first: TimeExpression, second: TimeExpression, text: str) -> tuple[TimeExpression, TimeExpression]:
    """A weekday and the date that stands in brackets beside it, both with the date: *on Thursday (June 13)*.

    On a page without a day both stay as they are: together they may tell the year.
    """
    between, after = text[first.span.end : second.span.start], text[second.span.end : second.span.end + 1]
    weekday_first = (first.relative or "").startswith("weekday:")
    weekday, date = (first, second) if weekday_first else (second, first)
    beside = bool(_BRACKET.fullmatch(between)) and after == ")" and (weekday.relative or "").startswith("weekday:")
    full = re.match(r"monthday:|\d{4}-\d\d-\d\d$", date.relative or date.value or "")
    if not beside or not full or not _same_weekday(date.value or "", weekday.value or ""):
        return first, second
    weekday = replace(weekday, value=date.value, relative=date.relative)
    return (weekday, date) if weekday_first else (date, weekday)


def _same_weekday(one: str, other: str) -> bool:
    """Whether two days of the calendar fall on one day of the week."""
    try:
        return dt.date.fromisoformat(one).weekday() == dt.date.fromisoformat(other).weekday()
    except ValueError:
        return False


def _resolved(form: str, published: dt.date | None) -> tuple[str | None, str | None]:
    """The value and the relative form of a completed form."""
    if not _RELATIVE.match(form):
        return form, None
    base = form.partition("@")[2]
    try:
        if base and interval(base) is not None:
            return resolve(form, dt.date(2000, 1, 1)), None
        value = resolve(form, published or _ANY_DAY)
        if published is not None:
            return value, form
    except UsageError:
        # A count that leaves the calendar: *5,000 years ago*.
        return "PAST_REF", None
    if (named := re.fullmatch(r"monthday:(\d\d-\d\d):\w+", form)) is not None:
        return f"XXXX-{named[1]}", form
    return None, form


# --- completing a form from what stands around it -----------------------------------------------------


def _complete(reading: Reading, inside: list[Token], state: _State) -> str | None:
    """The form with direction and anchor filled in; ``None`` if the text gives none."""
    form = reading.form
    if form == "second":
        return _second_day(inside[0].lower_, state)
    if form.startswith("compared"):
        return _compared(form, state)
    if form == "period":
        return state.period if re.search(r"uarter|-Q", state.period or "") else "quarter:-1"
    if "?" in form:
        form = form.replace("?", _way(form, inside))
    if form.startswith("inyear:"):
        return _in_year(form.partition(":")[2], state.period or "")
    if "~" in form:
        return _anchored(form, state.last_day if _ONE_DAY.match(form) else state.last)
    if form.startswith("T"):
        return _anchored(f"day:0:{form[1:].replace(':', 'h')}@~", state.last_day or "day:0")
    return form


def _way(form: str, inside: list[Token]) -> str:
    """The direction of a form, from the tense of its clause.

    A day or month of the year may lie a little to the wrong side (*stock of record Nov. 16*, in October),
    so these get ``back`` and ``ahead``. A weekday in the present tense is to come (*meet Monday*).
    """
    token = next((item for item in inside if item.pos_ == "PROPN"), inside[-1])
    found = direction(token, time_words().ahead)
    if form.startswith(("weekday", "weekend")):
        return {"near": "past", "present": "future"}.get(found, found)
    if form.startswith("quartername") and found in ("near", "present"):
        return "back"
    return {"past": "back", "future": "ahead"}.get(found, "near")


def _in_year(year: str, period: str) -> str:
    """*the 1988 period*: the quarter last spoken of, in that year."""
    if match := re.search(r"quartername:(\d)|-Q(\d)", period):
        return f"{year}-Q{match[1] or match[2]}"
    return year


def _anchored(form: str, last: str | None) -> str | None:
    """The form counted from the date last mentioned; ``None`` without one, or after a long chain."""
    if last is None or last.count("@") > 2:
        return None
    inner, _, base = last.partition("@")
    return form.replace("~", base if base and inner.startswith("day:0") else last.split("T", 1)[0])


def _second_day(text: str, state: _State) -> str | None:
    """The second day of *April 24 to 25*."""
    last = state.last or ""
    day = re.sub(r"\D", "", text).zfill(2)
    if match := re.match(r"(monthday:\d\d-)\d\d(:.*)", last):
        return f"{match[1]}{day}{match[2]}"
    if match := re.match(r"(\d{4}-\d\d-)\d\d", last):
        return match[1] + day
    return None


def _compared(form: str, state: _State) -> str | None:
    """*a year earlier*: the period last spoken of, one year before; a year if there was none."""
    _, _, quarter = form.partition(":")
    period = state.period or ""
    if quarter:
        return f"quarter:-4@quartername:{quarter}:near"
    if re.search(r"uarter|-Q", period):
        return period if period.startswith("quarter:-4@") else f"quarter:-4@{period}" if "@" not in period else None
    return "year:-1"


def _as_rate(reading: Reading, flat: str) -> Reading:
    """*$2 a day* names how often, not how long."""
    words = flat[reading.start : reading.end].lower()
    if (
        reading.rule == "duration"
        and words.startswith(("a ", "an "))
        and _RATE_BEFORE.search(flat[max(0, reading.start - 20) : reading.start].lower().rstrip())
    ):
        return replace(reading, type="SET")
    return reading
