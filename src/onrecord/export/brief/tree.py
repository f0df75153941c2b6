"""The brief as a tree of pieces: what renderers lay out. Each piece says what kind of words it holds.

Promise 7 is kept by these types: a piece is words of a page, a name, a day, a count, or a fragment of a
phrase in ``codebooks/brief_labels.toml``. There is no kind for a sentence of our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records import Article

PieceKind = Literal["label", "name", "day", "count", "words", "topic", "reason"]
"""``label``: a fragment of a fixed phrase; ``name``: an actor, role, outlet, agency or file; ``day``: a date;
``count``: a number; ``words``: the exact words of a page, to be shown in quotation marks; ``topic``: words of
the cited pages, without quotation marks; ``reason``: the reason that a finding or a problem carries."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of one kind, as they stand in the record: renderers make them safe."""

    kind: PieceKind
    """What they are."""
    text: str
    """The characters; for ``words`` exactly those of the page."""
    focus: int = 0
    """Where in ``text`` that begins which must be seen if there is no room for all of it."""


Line = tuple[Piece, ...]
"""Pieces to be read in a row."""


@dataclass(frozen=True, slots=True, order=True)
class Cite:
    """Where words stand: a page and a stretch of its text."""

    page: int
    """Number of the page in the brief, from 1."""
    line: int
    """Line of the stretch's start in the page's text, from 1, lines ending at U+000A."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: when, who, the words, where they stand."""

    when: Line = ()
    """The day and how it is known."""
    who: Line = ()
    """Who says or did it."""
    words: Line = ()
    """Words of pages, in quotation marks, or a number as written."""
    note: Line = ()
    """Labels after the words: planned, says whom, how often."""
    cites: tuple[Cite, ...] = ()
    """Where the words stand."""
    first: bool = True
    """Whether the short form shows it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A finding, a day, a voice, a thing counted or a page: a heading and its rows."""

    title: Line
    """The heading."""
    rows: tuple[Row, ...] = ()
    """What stands under it."""
    note: Line = ()
    """Labels after the heading: counts, and how sure it is."""
    why: Line = ()
    """The reason that the record gives for a finding; renderers with room show it."""
    cites: tuple[Cite, ...] = ()
    """Where the words of the heading stand."""
    first: bool = True
    """Whether the short form shows it."""
    whole: bool = False
    """Whether the heading says it all, so that the short form needs no rows: what several pages tell alike."""
    group: Line = ()
    """What it belongs to with its neighbours, such as a country; printed where it changes."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief."""

    key: str
    """Its name, also its anchor: ``changed``, ``disputed``, ``holds``, ``care``, ``chronology``..."""
    title: Line
    """Its heading."""
    items: tuple[Item, ...]
    """What is in it, most important or earliest first."""
    empty: Line
    """What to say if there is nothing."""

    @property
    def rows_left(self) -> int:
        """Rows, or items without rows, that the short form leaves out."""
        return sum(rows_left(item) for item in self.items)


@dataclass(frozen=True, slots=True)
class PageText:
    """A page whose text a renderer may print below the brief."""

    number: int
    """The page's number in the brief."""
    title: Line
    """Its title, or its file."""
    article: Article
    """Its text and blocks."""
    cited: tuple[Cite, ...]
    """The stretches that the brief cites, sorted, without repeats."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief, ready to be laid out."""

    title: Line
    """Places and days."""
    counts: tuple[Line, ...]
    """What went in and how it is known."""
    front: tuple[Section, ...]
    """The first screen: changed, disputed, holds, care."""
    sections: tuple[Section, ...]
    """Chronology, voices, figures, pages."""
    texts: tuple[PageText, ...]
    """The pages themselves."""
    foot: tuple[Line, ...]
    """How to read it, and what made it."""


def rows_left(item: Item) -> int:
    """Rows of an item that the short form leaves out; 1 for an item without rows that it leaves out."""
    if not item.rows:
        return 0 if item.first else 1
    return sum(not (item.first and row.first) for row in item.rows)
