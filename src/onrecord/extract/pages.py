"""One page, put together: text, lines, roles and fields become an Article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from htmldate import find_date
from lxml.html import HtmlElement

from onrecord.extract.agencies import agency, holder_of, shown_agencies, text_agencies, without_own
from onrecord.extract.align import kept_lines, main_text
from onrecord.extract.bylines import credit_of, is_person, lone_names, person_names
from onrecord.extract.cues import cues_of
from onrecord.extract.dates import beside_headline, lower_bound, opening_day, ordered, published, stated_days, updated
from onrecord.extract.daywords import find_days, read_day
from onrecord.extract.html import Page, read_html
from onrecord.extract.html_dates import MarkedLines, dated_markup
from onrecord.extract.html_features import Hint, hints_of
from onrecord.extract.language import language_of
from onrecord.extract.lines import Line, key, split_lines
from onrecord.extract.metadata import Stated, byline_elements, read_metadata
from onrecord.extract.model import body_odds
from onrecord.extract.outlets import below_the_headline, find_outlet
from onrecord.extract.roles import Reading, bylines_of, read_lines
from onrecord.extract.titles import choose_title, find_headline, headings
from onrecord.extract.wraps import unwrapped
from onrecord.records import UNKNOWN_DATE, Article, DateInterval, Snapshot, Span, make_id
from onrecord.settings import Settings

_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_SOURCE_LABEL = re.compile(
    r"^(?:original|source|canonical|article)?[ _-]*(?:url|link|source|address)s?[ _-]*(?:source)?:?", re.IGNORECASE
)
_CELL = re.compile(r"#\d+$|\.json(?:\.gz)?$", re.IGNORECASE)
FURNITURE = 0.05
"""The probability of body of a line that is known to be none."""
CELL_LEAN = 0.02
"""How much less furniture counts in the text cell of a table, which somebody has made for the article alone."""


@dataclass(slots=True)
class _Found:
    """What reading a page gives before the sender's fields are set over it."""

    text: str
    reading: Reading
    title: str | None
    authors: list[str]
    agencies: list[str]
    publisher: str | None
    url: str | None
    published: DateInterval
    updated: DateInterval
    known: frozenset[str]
    note: str | None = None


def read_article(snapshot: Snapshot, settings: Settings) -> tuple[Article, str | None]:
    """The article of a snapshot, and a note if its mark-up could not be read as such.

    The article has no body block if nothing of the page reads like an article.
    """
    found = _read_markup(snapshot, settings) if snapshot.media_type == "text/html" else _read_text(snapshot)
    reading, text = found.reading, found.text
    body = [reading.lines[number].shown for number, inside in enumerate(reading.body) if inside]
    credited = [
        credit
        for number, line in enumerate(reading.lines)
        if not reading.body[number]
        for credit in [_picture_credit(reading, number, line, found.known)]
        if credit
    ]
    title = snapshot.field("title") or found.title
    publisher = snapshot.field("publisher") or found.publisher
    article = Article(
        id=make_id("a", snapshot.id),
        snapshot_id=snapshot.id,
        path=snapshot.path,
        text=text,
        blocks=reading.blocks,
        title=title,
        title_span=_title_span(reading, title, text),
        authors=_given_authors(snapshot) or tuple(found.authors),
        agencies=tuple(without_own(found.agencies, publisher, found.url)),
        publisher=publisher,
        photo_credits=tuple(dict.fromkeys(credited)),
        language=snapshot.field("language") or language_of("\n".join(body)),
        url=found.url,
        published=_given_day(snapshot) or found.published,
        updated=found.updated,
    )
    return article, found.note


def _read_text(snapshot: Snapshot) -> _Found:
    """A text without mark-up."""
    text = snapshot.decode()
    lines = unwrapped(text, split_lines(text))
    odds = body_odds(lines)
    is_cell = _CELL.search(snapshot.path) is not None
    if is_cell:
        odds = [_in_cell(line, chance) for line, chance in zip(lines, odds, strict=True)]
    known = shown_agencies(lines)
    url = snapshot.field("url") or _own_address(lines, odds)
    title = _cell_title(snapshot, lines, odds) if is_cell else _text_title(snapshot, lines, odds, known)
    odds = _without_byline(lines, odds, title)
    reading = read_lines(lines, odds, title, known)
    headline = lines[title].shown if title is not None else None
    authors, agencies = _writers(reading, None, None, known)
    day, changed = _dated(reading, text, url)
    outlet = find_outlet(lines, reading.body, reading.title, url)
    return _Found(text, reading, headline, authors, agencies, outlet, url, day, changed, known)


def _without_byline(lines: Sequence[Line], odds: list[float], title: int | None) -> list[float]:
    """The probabilities, those of outlet, or writer and date, right under the headline small: no first sentence."""
    for number in range(title + 1, min(title + 3, len(lines))) if title is not None else ():
        if below_the_headline(lines[number].shown) or lone_names(lines, [number]):
            odds[number] = min(odds[number], FURNITURE)
    return odds


def _in_cell(line: Line, chance: float) -> float:
    """The probability that a line of a table's text cell is part of the article."""
    cued = max(cues_of(line.plain).values(), default=0) > 1
    return chance if cued else chance / (chance + (1 - chance) * CELL_LEAN)


def _text_title(snapshot: Snapshot, lines: Sequence[Line], odds: Sequence[float], known: frozenset[str]) -> int | None:
    """The headline in a text; where the sender states another one, no sentence of the text is it."""
    given, title = snapshot.field("title"), find_headline(lines, odds, known)
    if given is None or title is None:
        return title
    stated = _line_of(given, lines)
    return stated if stated is not None or lines[title].shown.endswith((".", "”", '"')) else title


def _cell_title(snapshot: Snapshot, lines: Sequence[Line], odds: Sequence[float]) -> int | None:
    """The headline in the text cell of a table: the line that is the row's title, or a heading without a stop."""
    given = snapshot.field("title")
    if given is not None:
        return _line_of(given, lines)
    title = find_headline(lines, odds)
    return None if title is None or title > 3 or lines[title].shown.endswith((".", "”", '"')) else title


def _line_of(title: str, lines: Sequence[Line]) -> int | None:
    """The first line that has the letters of a title."""
    return next((number for number, line in enumerate(lines) if key(line.shown) == key(title)), None)


def _read_markup(snapshot: Snapshot, settings: Settings) -> _Found:
    """A page of HTML."""
    page = read_html(snapshot.decode(), settings.max_elements, settings.max_depth)
    lines = split_lines(page.text)
    stated = read_metadata(page.tree) if page.tree is not None else Stated()
    url = snapshot.field("url") or stated.url
    known = shown_agencies(lines)
    title, place = choose_title(stated.titles, headings(page, lines))
    if place is None and title:
        place = _line_of(title, lines)
    odds = body_odds(lines, _hints(page, lines, stated, url, place))
    if title is None:
        place = find_headline(lines, odds, known)
        title = lines[place].shown if place is not None else None
    reading = read_lines(lines, odds, place, known)
    authors, agencies = _writers(reading, stated, page.tree, known)
    marked_lines = MarkedLines(lines, reading.body, place, page.places, page.text)
    day, changed = dated_markup(marked_lines, stated, url, lambda: _by_htmldate(page, url))
    publisher = stated.publisher or find_outlet(lines, reading.body, place, url)
    return _Found(page.text, reading, title, authors, agencies, publisher, url, day, changed, known, page.note)


def _hints(page: Page, lines: Sequence[Line], stated: Stated, url: str | None, title: int | None) -> list[Hint] | None:
    """What mark-up and trafilatura say of each line, or ``None`` where there is no tree."""
    if page.tree is None or not page.places:
        return None
    kept = kept_lines(lines, main_text(page.tree, url) if page.plain else "")
    return hints_of(page, lines, kept, stated.descriptions, title)


def _writers(
    reading: Reading, stated: Stated | None, tree: HtmlElement | None, known: frozenset[str]
) -> tuple[list[str], list[str]]:
    """Authors and agencies: of the meta data, else of the elements marked as byline, else of the lines."""
    bylines = bylines_of(reading)
    body = [reading.lines[number].shown for number, inside in enumerate(reading.body) if inside]
    dated, below = _around(reading)
    agencies = text_agencies(bylines, body, known, dated=dated, below=below)
    names: list[str] = []
    if stated is not None:
        agencies += [name for name in map(agency, [*stated.authors, *stated.organisations]) if name]
        names = [name for words in stated.authors for name in person_names(words)]
        if not names and tree is not None:
            names = [name for words in byline_elements(tree)[:3] for name in person_names(words)]
    names = names or [name for words in bylines for name in person_names(words)]
    return _distinct(names), list(dict.fromkeys(agencies))


def _around(reading: Reading) -> tuple[list[str], list[str]]:
    """The date lines beside the headline, and the last lines of the page under the article."""
    inside = [number for number, one in enumerate(reading.body) if one]
    if not inside:
        return [], []
    title = reading.title if reading.title is not None else inside[0]
    near = range(max(0, title - 2), min(inside[0], title + 5))
    dated = [reading.lines[n].shown for n in near if reading.blocks[n].role == "dateline" and n != reading.title]
    return dated, [line.shown for line in reading.lines[inside[-1] + 1 :][:3]]


def _distinct(names: Sequence[str]) -> list[str]:
    """The names without repeats in other letters."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(key(name), name)
    return list(found.values())


def _dated(reading: Reading, text: str, url: str | None) -> tuple[DateInterval, DateInterval]:
    """Publication and update of a text without mark-up: of date lines, the address, and how the article begins."""
    lines, body = reading.lines, reading.body
    lined = stated_days(lines, body, reading.title)
    day = ordered(published(lines, text, lined, reading.title, url), lines, text, body)
    if day.earliest is None and (opening := opening_day(lines, text, body)).known:
        day = opening
    if not day.known:
        day = ordered(beside_headline(lines, text, body, reading.title), lines, text, body)
    return day if day.known else lower_bound(lines, text, body), updated(lines, text, lined)


def _by_htmldate(page: Page, url: str | None) -> DateInterval:
    """The day that htmldate finds in mark-up that we do not know, without its search through all text."""
    if page.tree is None or not page.plain:
        return UNKNOWN_DATE
    try:
        # the last day is fixed, because the library would else ask the clock
        found = find_date(
            deepcopy(page.tree), url=url, extensive_search=False, original_date=True, max_date="2099-12-31"
        )
    except Exception:  # a reader of untrusted pages
        return UNKNOWN_DATE
    day = read_day(found) if found else None
    return DateInterval.on(day, "stated") if day else UNKNOWN_DATE


def _own_address(lines: Sequence[Line], odds: Sequence[float]) -> str | None:
    """The address that a crawl noted for the page itself (*Original url: ...*)."""
    for number, line in enumerate(lines):
        match = _ADDRESS.search(line.raw)
        if not match or (odds[number] >= 0.9 and len(line.raw) > len(match.group()) + 60):
            continue
        label = line.raw[: match.start()] if match.start() > 2 else lines[number - 1].raw if number else ""
        if len(label) <= 30 and _SOURCE_LABEL.match(label.strip(" <*_#-")) and label.strip(" <*_#-"):
            return match.group().rstrip(".,;")
    return None


def _picture_credit(reading: Reading, number: int, line: Line, known: frozenset[str]) -> str | None:
    """The credit that a line of furniture holds, if it is there for a picture and not for the text above it."""
    role = reading.blocks[number].role
    if not any(reading.body[number:]) and holder_of(line.shown, known):
        return None
    if role in ("credit", "caption"):
        return credit_of(line, known)
    return None


def _title_span(reading: Reading, title: str | None, text: str) -> Span | None:
    """Where the headline stands."""
    if reading.title is None or title is None:
        return None
    line = reading.lines[reading.title]
    place = text.find(title, line.start, line.end)
    return Span(place, place + len(title), text) if place >= 0 else Span(line.start, line.end, text)


def _given_authors(snapshot: Snapshot) -> tuple[str, ...]:
    """The sender's authors."""
    given = snapshot.field("authors")
    if not given:
        return ()
    names = person_names(given)
    return (
        tuple(names)
        if names
        else tuple(
            part.strip() for part in re.split(r"[;|]", given) if part.strip() and (is_person(part) or not agency(part))
        )
    )


def _given_day(snapshot: Snapshot) -> DateInterval | None:
    """The sender's day of publication."""
    given = snapshot.field("published")
    if not given:
        return None
    if day := read_day(given):
        return DateInterval.on(day, "stated")
    days = find_days(given)
    if len(days) != 1:
        return UNKNOWN_DATE if not days else None
    return DateInterval(days[0].earliest.isoformat(), days[0].latest.isoformat(), "stated")
