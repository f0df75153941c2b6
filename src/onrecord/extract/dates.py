"""When a page was published, from what the page itself states; an unknown day stays unknown.

Sources in the order in which they are believed: the sender's field, the page's meta data, a date line near the
headline, the day in the address. A line of furniture elsewhere, a copyright line or running text never dates a page.
Where nothing is stated, a day that the body tells of in the past tense is a lower bound (basis ``inferred``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.daywords import DayWords, calendar, day_in_address, find_days, label_before
from onrecord.extract.lines import Line
from onrecord.records import UNKNOWN_DATE, DateInterval, Span

REACH_BEFORE, REACH_AFTER = 6, 14
"""Lines before and after the headline in which a bare date dates the page."""

_TIME = re.compile(
    r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?|[ap]\.?m\.?\b|\b(?:gmt|utc|[a-z]{2,3}t|uhr|hrs|ist|et)\b|\+\d\d:?\d\d"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FREE_WORDS, _LABELLED_WORDS = 8, 14
_BARE = 60
_LEAD = 6
"""Lines of the body in which a weekday is looked for."""
_BESIDE_WORDS = 6
_OPENS = re.compile(r"[^\d.!?]{0,40}$")
_OPENED = re.compile(r" ?[)\]]?(?:[.:,]| [-–—]|[-–—])+(?=\s|$)|[)\]]|,? ?(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/)")
_DATELINE_END = re.compile(r",? ?(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/)[ .:–—-]*")
"""What follows the day of a dateline that is a line of its own."""
_PAST = re.compile(
    r"\b(?:said|told|held|was|were|announced|met|killed|died|took|made|warned|added|spoke|arrived|signed|visited|\w{3,}ed)\b"
)
_NOT_YET = re.compile(
    r"\b(?:will|would|due|scheduled|set to|plans?|planned|expected|expires?|deadline|until|by|before|through|if|could|"
    r"may(?! \d)|might|should|next|upcoming)\b"
)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s+[A-Z\"“])[^.!?]*)*[.!?:]?")


@dataclass(frozen=True, slots=True)
class Stated:
    """A day that a line states."""

    days: DayWords
    """The day, with offsets in the line's raw text."""
    line: int
    """Number of the line."""
    label: str | None
    """``published``, ``updated`` or ``None``."""


def stated_days(lines: Sequence[Line], body: Sequence[bool], title: int | None, bare: bool = False) -> list[Stated]:
    """The days on date lines: near the headline, or labelled as the page's own.

    With ``bare`` a line that is a date and nothing else is a date line even where it was taken for body.
    """
    found: list[Stated] = []
    anchor = title if title is not None else next((n for n, inside in enumerate(body) if inside), 0)
    first_body = next((n for n in range(anchor + 1, len(lines) - 1) if body[n] and body[n + 1]), len(lines))
    for number, line in enumerate(lines):
        if (body[number] and not (bare and len(line.raw) <= _BARE)) or len(line.raw) > 160:
            continue
        near = anchor - REACH_BEFORE <= number <= min(anchor + REACH_AFTER, first_body + 3)
        days = find_days(line.raw)
        if not days:
            continue
        before = lines[number - 1].plain if number and len(lines[number - 1].plain) <= 30 else ""
        rest = _remaining_words(line.raw, days)
        headed = _begins(line.raw, days[0]) or label_before(line.raw[: days[0].start]) == "published"
        if body[number] and rest > (_BESIDE_WORDS if abs(number - anchor) <= 1 and headed else 2):
            continue
        previous_end = 0
        for place, item in enumerate(days):
            gap = line.raw[previous_end : item.start]
            previous_end = item.end
            label = label_before(gap if gap.strip(" :|-–—") or place else f"{before} ")
            if label == "other" or (not near and label is None):
                continue
            if rest > (_LABELLED_WORDS if label else _FREE_WORDS) or (not near and rest > 6):
                continue
            if not near and not anchor <= number:
                continue
            found.append(Stated(item, number, label))
    return found


def published(
    lines: Sequence[Line], text: str, stated: Sequence[Stated], title: int | None, url: str | None
) -> DateInterval:
    """The day of publication from date lines and the address, or an unknown day where they leave it open."""
    address = _address(text, url)
    own = [item for item in stated if item.label == "published"] or [item for item in stated if item.label is None]
    if own:
        near = sorted(
            own, key=lambda item: (abs(item.line - title) if title is not None else item.line, item.days.start)
        )
        days = {item.days.earliest for item in near if item.days.single}
        if len(days) == 1 and (single := next(item for item in near if item.days.single)):
            chosen = single
        elif near[0].label == "published" or not days:
            chosen = near[0]
        else:
            chosen = min((item for item in near if item.days.single), key=lambda item: item.days.earliest)
            if (max(days) - min(days)).days > 3 and not address:
                return UNKNOWN_DATE
        if address and abs((address[0] - chosen.days.earliest).days) > 1 and chosen.label is None:
            return DateInterval.on(address[0], "stated", address[1])
        return _interval(chosen, lines, text, address)
    if address:
        return DateInterval.on(address[0], "stated", address[1])
    updates = [item for item in stated if item.label == "updated"]
    if updates:
        item = max(updates, key=lambda item: item.days.latest)
        return DateInterval(None, item.days.latest.isoformat(), "stated", (_span(item, lines, text),))
    return UNKNOWN_DATE


def beside_headline(lines: Sequence[Line], text: str, body: Sequence[bool], title: int | None) -> DateInterval:
    """The day of a short line right under the headline, where it was taken for the first of the article.

    *May 3, 2021   Staff, with agencies*, *Port Amarel (Norwire) - Issued on: 03/05/2021 - 23:41*.
    """
    if title is None:
        return UNKNOWN_DATE
    found = [one for one in stated_days(lines, body, title, bare=True) if one.line == title + 1 and body[one.line]]
    return published(lines, text, found, title, None)


def updated(lines: Sequence[Line], text: str, stated: Sequence[Stated]) -> DateInterval:
    """The day of the last update that a date line states."""
    days = [item for item in stated if item.label == "updated" and item.days.single]
    if not days:
        return UNKNOWN_DATE
    last = max(days, key=lambda item: item.days.earliest)
    return DateInterval.on(last.days.earliest, "stated", (_span(last, lines, text),))


def lower_bound(lines: Sequence[Line], text: str, body: Sequence[bool]) -> DateInterval:
    """The last day, named with weekday and year, that the body tells of in the past tense: not before it."""
    last: tuple[dt.date, Span] | None = None
    for line, inside in zip(lines, body, strict=True):
        if not inside or not any(char.isdigit() for char in line.raw):
            continue
        for match in _SENTENCE.finditer(line.raw):
            sentence = match.group()
            for item in find_days(sentence):
                if not item.single or not _told(sentence) or not _with_weekday(sentence, item):
                    continue
                start = line.start + match.start() + item.start
                if last is None or item.earliest > last[0]:
                    last = (item.earliest, Span(start, start + item.end - item.start, text))
    return DateInterval(last[0].isoformat(), None, "inferred", (last[1],)) if last else UNKNOWN_DATE


def opening_day(lines: Sequence[Line], text: str, body: Sequence[bool]) -> DateInterval:
    """The day with which the article itself begins, as agencies write it: *Port Amarel, 3 May 2021. The ...*."""
    for line in [line for line, inside in zip(lines, body, strict=True) if inside][:4]:
        days = find_days(line.raw[:_BARE])
        if not days or not days[0].single:
            continue
        day = days[0]
        before = line.raw[: day.start]
        if len(line.raw) < 2 * _BARE and not _DATELINE_END.fullmatch(line.raw, day.end):
            continue
        if _OPENS.match(before) and len(before.split()) <= 4 and _OPENED.match(line.raw, day.end):
            return DateInterval.on(day.earliest, "stated", (Span(line.start + day.start, line.start + day.end, text),))
    return UNKNOWN_DATE


def ordered(day: DateInterval, lines: Sequence[Line], text: str, body: Sequence[bool]) -> DateInterval:
    """A day of publication that its own words leave open, as far as a weekday of the first lines settles it.

    The order of a date in figures (*09/08/2022*), and the first day of a page that states its last change alone: news
    tells of its own day or of the day before.
    """
    if len(day.evidence) != 1 or day.day is not None or day.latest is None:
        return day
    last = dt.date.fromisoformat(day.latest)
    either = [dt.date.fromisoformat(day.earliest), last] if day.earliest else [last]
    if len(either) == 2 and (either[0].month, either[0].day) != (either[1].day, either[1].month):
        return day
    named = _weekdays_of_lead(lines, text, body)
    fitting = [one for one in either if {one.weekday(), (one.weekday() - 1) % 7} & named.keys()]
    if len(fitting) != 1:
        return day
    own = fitting[0].weekday() in named
    evidence = (*day.evidence, named[fitting[0].weekday() if own else (fitting[0].weekday() - 1) % 7])
    first = fitting[0] if own or day.earliest else fitting[0] - dt.timedelta(days=1)
    return DateInterval(first.isoformat(), fitting[0].isoformat(), "inferred", evidence)


def _weekdays_of_lead(lines: Sequence[Line], text: str, body: Sequence[bool]) -> dict[int, Span]:
    """The weekdays that the first lines of the body name, from Monday, 0, each with its first place."""
    first = [line for line, inside in zip(lines, body, strict=True) if inside][:_LEAD]
    return {
        calendar().weekdays[match[1]]: Span(line.start + match.start(), line.start + match.end(), text)
        for line in reversed(first)
        for match in reversed(list(calendar().weekday.finditer(line.raw.lower())))
        if len(line.raw.lower()) == len(line.raw)
    }


def _told(sentence: str) -> bool:
    return bool(_PAST.search(sentence)) and not _NOT_YET.search(sentence.lower())


def _with_weekday(sentence: str, item: DayWords) -> bool:
    before = sentence[max(0, item.start - 16) : item.start].lower()
    return f"{item.earliest:%A}".lower() in before


def _interval(
    item: Stated, lines: Sequence[Line], text: str, address: tuple[dt.date, tuple[Span, ...]] | None
) -> DateInterval:
    """The interval of a date line; an address that agrees is further evidence, and settles an open order."""
    evidence = (_span(item, lines, text),)
    days = item.days
    if address and days.earliest <= address[0] <= days.latest:
        return DateInterval.on(address[0], "stated", evidence + address[1])
    return DateInterval(days.earliest.isoformat(), days.latest.isoformat(), "stated", evidence)


def _span(item: Stated, lines: Sequence[Line], text: str) -> Span:
    start = lines[item.line].start
    return Span(start + item.days.start, start + item.days.end, text)


def _address(text: str, url: str | None) -> tuple[dt.date, tuple[Span, ...]] | None:
    """The day in the page's address, with its place in the text if the address stands there."""
    if not url or not (day := day_in_address(url)):
        return None
    place = text.find(url)
    spans = (Span(place + day.start, place + day.end, text),) if place >= 0 else ()
    return day.earliest, spans


def _begins(raw: str, day: DayWords) -> bool:
    """Whether a line begins with a date, a weekday before it allowed, and is no sentence."""
    return day.start <= 12 and not raw.endswith((".", "!", "?", "…"))


def _remaining_words(raw: str, days: Sequence[DayWords]) -> int:
    """Words of a line that are neither its dates nor times of day."""
    rest = list(raw)
    for item in days:
        rest[item.start : item.end] = " " * (item.end - item.start)
    return len(_WORD.findall(_TIME.sub(" ", "".join(rest).lower())))
