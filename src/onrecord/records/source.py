"""What was received and what it says as a whole: Snapshot, Block, Article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records.date import UNKNOWN_DATE, DateInterval
from onrecord.records.span import Span

BlockRole = Literal[
    "headline", "standfirst", "byline", "dateline", "body", "quote", "caption", "credit",
    "related", "tags", "navigation", "appeal", "comments", "legal", "crawler", "repeat",
]  # fmt: skip
"""What a line of a page is there for. ``body`` and ``quote`` are read on; the rest is set aside."""

READ_ON: frozenset[str] = frozenset({"body", "quote"})
"""Roles whose text the annotators read."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A memento: the exact bytes that were received, where from, and how to decode them."""

    id: str
    """``d_`` and a digest over the bytes and the given fields."""
    path: str
    """How the user knows it: a path, ``archive.zip!member``, ``table.csv#row`` or ``export.docx#article``."""
    data: bytes
    """The bytes, unaltered. For a row of a table: the text cell, UTF-8. For a page that lies in a document (an export,
    a PDF or Word file, a message): its text, UTF-8; the field ``file_sha256`` is then the digest of the document."""
    digest: str
    """SHA-256 of ``data``, hexadecimal."""
    media_type: str
    """``text/plain``, ``text/markdown`` or ``text/html``: how ``extract`` reads the bytes."""
    encoding: str
    """The character encoding found, as a Python codec name."""
    encoding_basis: Literal["declared", "bom", "utf-8", "detected"]
    """How the encoding is known."""
    fields: tuple[tuple[str, str], ...] = ()
    """What the sender said about it: (name, value) with the names ``title``, ``published``, ``url``,
    ``publisher``, ``authors``, ``language``; the columns of a table, mapped. Exports and messages add ``section``,
    ``length``, ``edition``, ``dateline``, ``loaded``, ``document_id``, ``subjects``, ``copyright``, ``graphic``,
    ``sender``, ``sent``, ``fetched``; ``body`` is *none* where a table names a page and does not hold it."""

    def field(self, name: str) -> str | None:
        """The sender's value for ``name``, or ``None``."""
        return dict(self.fields).get(name)

    def decode(self) -> str:
        """The text of the bytes; undecodable bytes become U+FFFD. Line ends stay as they are."""
        text = self.data.decode(self.encoding, "replace")
        return text.removeprefix("\ufeff")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a page with one role. Blocks do not overlap and are in text order."""

    start: int
    """First code point in the article's text."""
    end: int
    """One past the last code point."""
    role: BlockRole
    """What the stretch is there for."""
    confidence: float
    """From 0 to 1: how sure the reader is of the role."""
    reason: str = ""
    """Which rule or cue gave the role."""
    joined: bool = False
    """Whether the stretch goes on the sentence of the body block before it."""


@dataclass(frozen=True, slots=True)
class Article:
    """A news page as read (schema.org NewsArticle): one stable text, and blocks with roles over it.

    All spans of all records count in ``text``. The body is a view of it (:mod:`onrecord.records.view`),
    so a role that is learned later moves nothing.
    """

    id: str
    """``a_`` and a digest over the snapshot's id."""
    snapshot_id: str
    """The snapshot that the text was read from."""
    path: str
    """The snapshot's path."""
    text: str
    """The whole decoded text. Of HTML: its visible text, one block element a line."""
    blocks: tuple[Block, ...]
    """The lines of the text with their roles; lines without a word are in none."""
    title: str | None = None
    """The headline."""
    title_span: Span | None = None
    """Where the headline stands, if it stands in the text."""
    authors: tuple[str, ...] = ()
    """Persons who wrote the page."""
    agencies: tuple[str, ...] = ()
    """News agencies that the page credits with its text."""
    publisher: str | None = None
    """The outlet, if the page or its address names it."""
    photo_credits: tuple[str, ...] = ()
    """Who the pictures are by; never a source of the text."""
    language: str = "und"
    """ISO 639-1 code, or ``und``."""
    url: str | None = None
    """The page's address, if known."""
    published: DateInterval = UNKNOWN_DATE
    """The day of publication as this page alone gives it."""
    updated: DateInterval = UNKNOWN_DATE
    """The day of the last update, if the page gives one."""
    as_is: bool = False
    """Whether the whole text is taken as body, nothing set aside."""
