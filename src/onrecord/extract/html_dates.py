"""When a page with mark-up was published: its meta data, its date lines and its address, weighed against each other.

Meta data of the article itself (``datePublished``) are believed before those of the file (``date``), which often tell
when it was last saved; a date line beside the headline is believed before these. A day in UTC and a day on the page
that lie one apart are one moment in two time zones, if a zone exists in which both hold. Updates are kept apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.dates import Stated as DateLine
from onrecord.extract.dates import lower_bound, opening_day, published, stated_days, updated
from onrecord.extract.daywords import DayWords, day_in_address, find_days, label_before
from onrecord.extract.html import Place
from onrecord.extract.lines import Line, key
from onrecord.extract.metadata import Stamp, Stated
from onrecord.records import UNKNOWN_DATE, DateInterval, Span

WEST, EAST = dt.timedelta(hours=-11), dt.timedelta(hours=14)
"""The time zones of the world."""

BESIDE = 4
"""Lines from the headline within which a bare date is believed before the meta data of the file."""

TEASER = 20
"""Characters from which a line that is all link is a headline of another page."""

ODD = 3
"""Days by which a page may seem changed before it was published: two readings of its publication."""


@dataclass(frozen=True, slots=True)
class MarkedLines:
    """The lines of a page with what its mark-up says of them."""

    lines: Sequence[Line]
    body: Sequence[bool]
    title: int | None
    """Number of the headline."""
    places: Mapping[int, Place]
    text: str


def dated_markup(
    page: MarkedLines, stated: Stated, url: str | None, last: Callable[[], DateInterval]
) -> tuple[DateInterval, DateInterval]:
    """Publication and last update of a page with mark-up.

    Args:
        page: its lines.
        stated: its meta data.
        url: its address.
        last: a reader of mark-up that we do not know, asked where all else states nothing.
    """
    lined = [*_own_days(page), *_hidden_days(page)]
    changed = updated(page.lines, page.text, lined)
    if stated.updated:
        changed = DateInterval.on(max(stamp.day for stamp in stated.updated), "stated")
    strong = [stamp for stamp in stated.published if stamp.strong]
    weak = [stamp for stamp in stated.published if not stamp.strong]
    if strong:
        return _of_article(strong, stated.updated, lined, page, url), changed
    beside = [item for item in lined if _believed(item, page)]
    if weak and not beside:
        return _of_article(weak, stated.updated, lined, page, url), changed
    day = published(page.lines, page.text, beside or lined, page.title, url)
    if not day.known:
        day = opening_day(page.lines, page.text, page.body)
    if not day.known and not weak:
        day = _closing_day(page)
    if (weak and not (day.known and day.earliest)) or (weak and day.day and abs((weak[0].day - day.day).days) == 1):
        day = _of_article(weak, stated.updated, lined, page, url)
    if not day.known:
        day = _unless_furniture(last(), page)
    return day if day.known else lower_bound(page.lines, page.text, page.body), changed


def _believed(item: DateLine, page: MarkedLines) -> bool:
    """Whether a date line speaks louder than the meta data of the file."""
    if item.label == "published":
        return True
    return item.label is None and page.title is not None and -2 <= item.line - page.title <= BESIDE


def _of_article(
    stamps: Sequence[Stamp], changes: Sequence[Stamp], lined: Sequence[DateLine], page: MarkedLines, url: str | None
) -> DateInterval:
    """The day of the first stamp, in the page's own time zone as far as it can be known."""
    stamp = stamps[0]
    singles = [item for item in lined if item.days.single and item.label != "updated"]
    evidence = _evidence([item for item in singles if item.days.earliest == stamp.day], page)
    lines = {item.days.earliest: item for item in reversed(singles) if _apart(item.days.earliest, stamp)}
    labelled = {day for day, item in lines.items() if item.label == "published" and stamp.in_utc}
    address = day_in_address(url) if url else None
    others = {other.day for other in stamps[1:] if _apart(other.day, stamp)}
    if address and _apart(address.earliest, stamp):
        others.add(address.earliest)
    for day, item in lines.items():
        if day in others or day in labelled or stamp.is_midnight_of(day):
            return DateInterval.on(day, "stated", _evidence([item], page))
    if not evidence and lines:
        day, item = next(iter(lines.items()))
        return _between(day, stamp.day, _evidence([item], page))
    if others and stamp.in_utc:
        return DateInterval.on(min(others), "stated")
    if changes and not evidence and 0 < (stamp.day - changes[0].day).days <= ODD:
        return _between(changes[0].day, stamp.day, ())
    return DateInterval.on(stamp.day, "stated", evidence or _anywhere(stamp.day, page))


def _apart(day: dt.date, stamp: Stamp) -> bool:
    """Whether a day is the day before or after the stamp's, and both are one moment in some time zone."""
    if abs((day - stamp.day).days) != 1:
        return False
    if stamp.moment is None or stamp.moment.tzinfo is None:
        return True
    if not stamp.in_utc:
        return False
    clock = stamp.moment.replace(tzinfo=None)
    return (clock + WEST).date() <= day <= (clock + EAST).date()


def _between(one: dt.date, other: dt.date, evidence: tuple[Span, ...]) -> DateInterval:
    first, last = sorted((one, other))
    return DateInterval(first.isoformat(), last.isoformat(), "stated", evidence)


def _own_days(page: MarkedLines) -> list[DateLine]:
    """The date lines that are the page's own: not in its headline, not below the headline of another page."""
    found = []
    letters = key(page.lines[page.title].plain) if page.title is not None else ""
    for item in stated_days(page.lines, page.body, page.title, bare=True):
        own = key(page.lines[item.line].plain)
        if item.line == page.title or (letters and own == letters):
            continue
        above = page.lines[item.line - 1] if item.line else None
        if above and item.label is None and _linked(above, page) and key(above.plain) != letters:
            continue
        found.append(item)
    copies = [n for n, line in enumerate(page.lines[:-1]) if letters and n != page.title and key(line.plain) == letters]
    if not found:
        for number in copies:
            found += [item for item in stated_days(page.lines, page.body, number, bare=True) if item.line == number + 1]
    return found


def _linked(line: Line, page: MarkedLines) -> bool:
    """Whether a line is the headline of another page: a long link."""
    place = page.places.get(line.start)
    return place is not None and place.linked >= 0.8 and len(line.shown) > TEASER


def _hidden_days(page: MarkedLines) -> list[DateLine]:
    """The days of ``time`` elements beside the headline whose words name no day (*3 hours ago*)."""
    found: list[DateLine] = []
    if page.title is None:
        return found
    for number in range(max(0, page.title - 2), min(len(page.lines), page.title + 2 * BESIDE)):
        line = page.lines[number]
        place = page.places.get(line.start)
        if place and place.when and len(line.raw) < 80 and not page.body[number]:
            stamp = Stamp.read(place.when, False)
            if stamp and not find_days(line.raw):
                found.append(DateLine(DayWords(0, len(line.raw), stamp.day, stamp.day), number, None))
    return found


def _closing_day(page: MarkedLines) -> DateInterval:
    """The day that stands alone right below the last paragraph, as under a letter."""
    last = max((number for number, inside in enumerate(page.body) if inside), default=-1)
    for number in range(last, min(last + 3, len(page.lines))) if last >= 0 else ():
        line = page.lines[number]
        days = find_days(line.raw)
        if len(days) == 1 and days[0].single and days[0].end - days[0].start >= len(line.raw) - 2:
            start = line.start + days[0].start
            span = Span(start, line.start + days[0].end, page.text)
            return DateInterval.on(days[0].earliest, "stated", (span,))
    return UNKNOWN_DATE


def _unless_furniture(day: DateInterval, page: MarkedLines) -> DateInterval:
    """A day, or an unknown one if the page shows it in furniture alone: *© 2023 ..., since 3 March 2001*."""
    shown = [
        line.raw[: item.start]
        for line in page.lines
        if len(line.raw) <= 200
        for item in find_days(line.raw)
        if day.day and item.earliest <= day.day <= item.latest
    ]
    return UNKNOWN_DATE if shown and all("©" in words or label_before(words) == "other" for words in shown) else day


def _evidence(items: Sequence[DateLine], page: MarkedLines) -> tuple[Span, ...]:
    """The words of the first date line, if there is one."""
    if not items:
        return ()
    item = min(items, key=lambda item: abs(item.line - (page.title or 0)))
    start = page.lines[item.line].start
    return (Span(start + item.days.start, start + item.days.end, page.text),)


def _anywhere(day: dt.date, page: MarkedLines) -> tuple[Span, ...]:
    """Where the page shows a day that its meta data state."""
    for line in page.lines:
        if len(line.raw) > 200:
            continue
        for item in find_days(line.raw):
            if item.single and item.earliest == day:
                return (Span(line.start + item.start, line.start + item.end, page.text),)
    return ()
