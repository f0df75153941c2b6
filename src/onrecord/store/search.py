"""Search: the passages of a record in which words stand, with who said them, when and where."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.errors import UsageError
from onrecord.records import READ_ON, DateInterval, Span
from onrecord.store.query import to_index

AROUND = 100
"""Characters of a page that a passage shows on each side of the words found."""

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Put around found words by the index: code points that are no characters and stand in no text."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for."""

    query: str
    """Words, ``"words in a row"``, ``AND``, ``OR``, ``NOT``, brackets, and ``port*``."""
    speaker: str | None = None
    """Only statements of whom these words name."""
    outlet: str | None = None
    """Only pages of an outlet that these words name."""
    since: str | None = None
    """Only what may be of this day or later, ``YYYY-MM-DD``."""
    until: str | None = None
    """Only what may be of this day or earlier."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a question."""

    kind: Literal["statement", "page"]
    """Whether the words were said, or stand in the page."""
    record_id: str
    """The statement, or the article."""
    article_id: str
    """The article whose text the spans count in."""
    number: int
    """The number of the page in the record, from 1, as ``onrecord articles`` lists them."""
    path: str
    """Where the page came from."""
    line: int
    """The line of the page's text on which the passage begins, from 1."""
    title: str | None
    """The headline of the page."""
    publisher: str | None
    """The outlet."""
    day: DateInterval
    """When it was said, if that is known; else when the page was published. Without evidence."""
    speaker: str | None
    """Who said it."""
    passage: tuple[Span, ...]
    """The content of the statement, or a stretch of the page around the words."""
    words: tuple[Span, ...]
    """The words found, in text order."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What hits need to know of a page."""

    id: str
    number: int
    path: str
    title: str | None
    publisher: str | None
    text: str
    as_is: bool
    day: DateInterval

    def line(self, place: int) -> int:
        return self.text.count("\n", 0, place) + 1


def search(connection: sqlite3.Connection, question: Question) -> list[Hit]:
    """The passages that answer a question, oldest first, then by page and place.

    Raises:
        UsageError: if the query or a day is not understood.
    """
    asked = to_index(question.query)
    for day in (question.since, question.until):
        _check_day(day)
    found = _Search(connection, question)
    try:
        hits = list(found.statements(asked))
        if question.speaker is None:
            said = {(hit.article_id, word) for hit in hits for word in hit.words}
            hits += [
                hit
                for hit in found.pages(asked)
                if not hit.words or any((hit.article_id, word) not in said for word in hit.words)
            ]
    except sqlite3.OperationalError as why:
        if "fts5" not in str(why):
            raise
        raise UsageError(f"the query {question.query!r} cannot be asked: {str(why).removeprefix('fts5: ')}") from why
    return sorted(hits, key=_oldest_first)


def _oldest_first(hit: Hit) -> tuple[str, int, int, str, str]:
    day = hit.day.earliest or hit.day.latest or "9999"
    return day, hit.number, hit.passage[0].start if hit.passage else 0, hit.kind, hit.record_id


def _check_day(day: str | None) -> None:
    try:
        DateInterval(day, None, "stated")
    except Exception:
        raise UsageError(f"{day!r} is no day; a day is written 2021-08-30") from None


class _Search:
    """One question to one file."""

    def __init__(self, connection: sqlite3.Connection, question: Question) -> None:
        self.connection = connection
        self.question = question
        self.numbers = {
            article_id: number
            for number, (article_id,) in enumerate(connection.execute("SELECT id FROM article ORDER BY path, id"), 1)
        }
        self.known: dict[str, _Page] = {}

    def statements(self, asked: str) -> Iterator[Hit]:
        """The statements whose content answers it."""
        for number, shown in self._matches("statement_search", 0, asked):
            row = self.connection.execute(_STATEMENT, (number,)).fetchone()
            if row is None:
                continue
            statement_id, article_id, name, mentioned, aliases, words, *dates = row
            page = self._page(article_id)
            day = _day(dates)
            day = day if day.known else page.day
            names = [name, mentioned, words, *json.loads(aliases or "[]")]
            if not (_named(self.question.speaker, names) and self._fits(page, day)):
                continue
            passage = self._spans("statement", statement_id, "content", page)
            places = _places(shown, [(span.start, span.exact) for span in passage], " ")
            yield _hit("statement", statement_id, page, day, passage, places, name or mentioned or words)

    def pages(self, asked: str) -> Iterator[Hit]:
        """The stretches of pages around the words that answer it; the headline, if only that does."""
        for number, shown in self._matches("page_search", 1, asked):
            (article_id,) = self.connection.execute("SELECT id FROM article WHERE number = ?", (number,)).fetchone()
            page = self._page(article_id)
            if not self._fits(page, page.day):
                continue
            parts = self._parts(page)
            places = _places(shown, parts, "\n")
            if not places:
                yield _hit("page", article_id, page, page.day, self._spans("article", article_id, "title_span", page))
            for start, words in parts:
                inside = [place for place in places if start <= place[0] < start + len(words)]
                if inside:
                    low = max(start, inside[0][0] - AROUND)
                    high = min(start + len(words), max(inside[-1][1], inside[0][0] + AROUND) + AROUND)
                    yield _hit("page", article_id, page, page.day, (_whole_words(page.text, low, high),), inside)

    def _matches(self, index: str, column: int, asked: str) -> list[tuple[int, str]]:
        query = f"SELECT rowid, highlight({index}, ?, ?, ?) FROM {index} WHERE {index} MATCH ? ORDER BY rowid"
        return self.connection.execute(query, (column, _OPEN, _CLOSE, asked)).fetchall()

    def _page(self, article_id: str) -> _Page:
        if article_id not in self.known:
            *facts, as_is = self.connection.execute(_PAGE, (article_id,)).fetchone()
            path, title, publisher, text, *dates = facts
            number = self.numbers[article_id]
            self.known[article_id] = _Page(
                article_id, number, path, title, publisher, text, bool(as_is), _day([*dates])
            )
        return self.known[article_id]

    def _parts(self, page: _Page) -> list[tuple[int, str]]:
        """The stretches of the page that the index was made of, as the view ``page_words`` puts them together."""
        if page.as_is:
            return [(0, page.text)]
        rows = self.connection.execute(
            'SELECT start, "end", role FROM article_blocks WHERE owner = ? ORDER BY item', (page.id,)
        )
        return [(start, page.text[start:end]) for start, end, role in rows if role in READ_ON]

    def _spans(self, table: str, owner: str, field: str, page: _Page) -> tuple[Span, ...]:
        rows = self.connection.execute(_SPANS, (table, owner, field, page.id))
        return tuple(Span(start, end, page.text) for start, end in rows)

    def _fits(self, page: _Page, day: DateInterval) -> bool:
        """Whether a passage is of the outlet and may be of the days that are asked for."""
        asked = self.question
        if not _named(asked.outlet, [page.publisher]):
            return False
        if asked.since is None and asked.until is None:
            return True
        earliest, latest = day.earliest or "", day.latest or "9999"
        return day.known and earliest <= (asked.until or "9999") and latest >= (asked.since or "")


def _hit(
    kind: Literal["statement", "page"],
    record_id: str,
    page: _Page,
    day: DateInterval,
    passage: tuple[Span, ...],
    places: Sequence[tuple[int, int]] = (),
    speaker: str | None = None,
) -> Hit:
    line = page.line(passage[0].start) if passage else 1
    words = tuple(Span(start, end, page.text) for start, end in places)
    return Hit(
        kind, record_id, page.id, page.number, page.path, line, page.title, page.publisher, day, speaker, passage, words
    )


def _places(shown: str, parts: Sequence[tuple[int, str]], glue: str) -> list[tuple[int, int]]:
    """Where in the page's text the words stand that the index has marked.

    Args:
        shown: what the index was made of, with marks around the words.
        parts: the stretches of the page that were put together to it: where each begins, and its text.
        glue: what was put between them.
    """
    if shown.replace(_OPEN, "").replace(_CLOSE, "") != glue.join(text for _, text in parts):
        # The text itself holds a mark, or is not the one that was indexed: no place is better than a wrong one.
        return []
    places: list[tuple[int, int]] = []
    starts: list[int] = []
    offset = 0
    for _, text in parts:
        starts.append(offset)
        offset += len(text) + len(glue)
    before, *marked = shown.split(_OPEN)
    length = len(before)
    for piece in marked:
        word, _, after = piece.partition(_CLOSE)
        for (start, text), begin in zip(parts, starts, strict=True):
            low, high = max(length, begin), min(length + len(word), begin + len(text))
            if low < high:
                places.append((start + low - begin, start + high - begin))
        length += len(word) + len(after)
    return places


def _whole_words(text: str, low: int, high: int) -> Span:
    """A stretch that begins and ends with a whole word, without white space at its ends."""
    while low and not text[low - 1].isspace() and not text[low].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace() and not text[high - 1].isspace():
        high += 1
    while text[low].isspace():
        low += 1
    while text[high - 1].isspace():
        high -= 1
    return Span(low, high, text)


def _named(asked: str | None, names: Sequence[str | None]) -> bool:
    """Whether one of the names holds all the words that are asked for, in whatever case."""
    if asked is None:
        return True
    words = asked.casefold().split()
    return any(all(word in name.casefold() for word in words) for name in names if name)


def _day(cells: Sequence[Any]) -> DateInterval:
    """The date that the pile gives, else that of the page: two times earliest, latest and basis."""
    earliest, latest, basis = cells[:3] if cells[2] is not None else cells[3:6]
    return DateInterval(earliest, latest, basis)


_SPANS = (
    'SELECT start, "end" FROM span WHERE owner_table = ? AND owner = ? AND item = -1 AND field = ? AND article_id = ? '
    "ORDER BY seq"
)
_PAGE = """
SELECT path, title, publisher, text, given.date_earliest, given.date_latest, given.date_basis,
    published_earliest, published_latest, published_basis, as_is
FROM article LEFT JOIN date_inference AS given ON given.record_id = article.id WHERE article.id = ?
"""
_STATEMENT = """
SELECT statement.id, statement.article_id, actor.name, actor_mention.name, actor.aliases,
    (SELECT exact FROM span WHERE owner_table = 'statement' AND owner = statement.id AND item = -1
        AND field = 'speaker' AND seq = 0),
    given.date_earliest, given.date_latest, given.date_basis,
    said_on_earliest, said_on_latest, said_on_basis
FROM statement
LEFT JOIN actor_mention ON actor_mention.id = statement.speaker_mention
LEFT JOIN actor_link ON actor_link.mention_id = statement.speaker_mention
LEFT JOIN actor ON actor.id = actor_link.actor_id
LEFT JOIN date_inference AS given ON given.record_id = statement.id
WHERE statement.number = ?
"""
