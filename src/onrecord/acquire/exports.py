"""Exports of news archives: many articles a file, each with lines that say where and when it was printed.

The three archives (``nexis``, ``factiva``, ``proquest``) put out their articles as Word, RTF, HTML or text files. All
are read as lines (:class:`~onrecord.acquire.flow.Flow`); which lines are fields stands in ``codebooks/exports.toml``.
Fields become fields of the snapshot; the text of the article, with its headline, becomes its bytes; cover pages,
copyright lines and classifications are left where they are, in the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.acquire.flow import Flow, Line, joined
from onrecord.acquire.languages import language_code
from onrecord.codebooks.book import Book, book

_NAMES = (
    "title", "published", "url", "publisher", "authors", "language",
    "section", "length", "edition", "dateline", "loaded", "document_id", "subjects", "copyright", "graphic",
)  # fmt: skip
"""Fields of an exported article, in the order in which they are kept; the first six are those of tables."""
_TELLING = frozenset({"published", "document_id"})
"""Fields of which each article of an export has one."""
_LEFT_OUT = frozenset({"text", "aside"})
_LONGEST = 2_000
"""Characters of a field that are kept."""
_BY = re.compile(r"by:?\s+", re.I)
_NUMBER = rb"[A-Z][A-Z0-9]{2,30}\d[a-z0-9]{8,30}"
_MARKS = (
    (b"load-date:", re.compile(rb"load-date:", re.I)),
    (b" documents", re.compile(rb"\d{1,6} of \d{1,6} documents\b", re.I)),
    (b'="article ', re.compile(rb'="article [a-z]{2}Article\b')),
    (b"document ", re.compile(rb"(?:>|^)[ \t]{0,80}Document " + _NUMBER + rb"[ \t\r]{0,80}(?:<|$)", re.M)),
    (b"proquest document id", re.compile(rb"ProQuest document ID *:", re.I)),
)
"""What no other page has: one of these in a text or a web page makes it worth a look. The words are looked for first,
because that takes no time."""
_TRIES, _AROUND = 1_000, 120
"""Places at which the words are looked at, and bytes on each side."""


@dataclass(slots=True)
class Piece:
    """An article of an export."""

    lines: list[str] = field(default_factory=list)
    """The lines of its text, without the headline."""
    fields: dict[str, str] = field(default_factory=dict)
    """What the archive says about it."""
    paragraphs: bool = True
    """Whether a line is a paragraph."""
    begins: str | None = None
    """How it begins, if its layout is not known."""

    def not_known(self, lines: Sequence[Line]) -> None:
        """Say that these lines should be an article, and are laid out in a way that is not known."""
        words = " ".join(" ".join(one.text for one in lines[:20]).split())
        self.begins = words[:60] + "…" * (len(words) > 60)
        self.lines = []

    def put(self, name: str, value: str) -> None:
        """Keep a field, unless it is there already or says nothing."""
        value = " ".join(value.split())[:_LONGEST].strip(" ;")
        if value and name not in _LEFT_OUT:
            self.fields.setdefault(name, value)

    def text(self) -> str:
        """Headline and text; empty if there is no text."""
        body = joined(self.lines, self.paragraphs)
        title = self.fields.get("title", "")
        if not body or not title or body.split("\n", 1)[0].strip() == title:
            return body
        return f"{title}\n\n{body}"

    def said(self) -> tuple[tuple[str, str], ...]:
        """The fields of the snapshot: bylines without *by*, the language as a code."""
        said = dict(self.fields)
        if "authors" in said:
            said["authors"] = _BY.sub("", said["authors"], count=1) if _BY.match(said["authors"]) else said["authors"]
        code = language_code(said.pop("language", ""))
        if code is not None:
            said["language"] = code
        return tuple((name, said[name]) for name in _NAMES if name in said)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the lines of one archive are called."""

    words: Mapping[str, tuple[str, ...]]
    """Lines that stand alone, by what they mean."""
    patterns: Mapping[str, re.Pattern[str]]
    """Kinds of lines."""
    header: Mapping[str, str]
    """Label in lower case -> field, above or beside the text."""
    footer: Mapping[str, str]
    """Label in lower case -> field, below the text."""

    def split(self, words: str, below: bool = False) -> tuple[str, str] | None:
        """Field and value of a line *Label: value*; ``below``: of the labels that stand below the text."""
        name, colon, value = words.partition(":")
        known = self.footer if below else self.header
        target = known.get(name.strip().casefold()) if colon and len(name) <= 40 else None
        return (target, value.strip()) if target else None


def looks_exported(data: bytes) -> bool:
    """Whether a text or a web page may be an export; cheap, and to be confirmed by reading it."""
    low = data.lower()
    for words, mark in _MARKS:
        place = -1
        for _ in range(_TRIES):
            if (place := low.find(words, place + 1)) < 0:
                break
            if mark.search(data, max(0, place - _AROUND), place + _AROUND):
                return True
    return False


def read_export(flow: Flow) -> list[Piece]:
    """The articles of a document that is an export; none if it is not."""
    from onrecord.acquire import factiva, nexis, proquest

    for articles in (nexis.articles, factiva.articles, proquest.articles):
        found = articles(flow)
        if any(piece.begins is None and (piece.fields.keys() & _TELLING) for piece in found):
            return found
    return []


def is_cover(flow: Flow) -> bool:
    """Whether a document is the list of its documents that Nexis puts beside an export."""
    words = labels("nexis").words["cover"]
    first = [one.text.casefold() for one in flow.lines[:20]]
    return all(any(line.startswith(word) for line in first) for word in words)


@cache
def labels(archive: str) -> Labels:
    """The labels of an archive.

    Raises:
        UsageError: if the codebook is malformed; the message names file, line and reason.
    """
    return parse_labels(book("exports.toml"), archive)


def parse_labels(found: Book, archive: str) -> Labels:
    """The labels of an archive in a codebook.

    Raises:
        UsageError: if there is no such archive, or an entry is malformed.
    """
    given = found.table(archive)
    words = {key: tuple(value) for key, value in given.items() if isinstance(value, list)}
    patterns = {key: re.compile(value, _case(key)) for key, value in given.items() if isinstance(value, str)}
    header, footer = (_fields(found, archive, part) for part in ("header", "footer"))
    return Labels(words, patterns, header, footer)


def _case(key: str) -> re.RegexFlag:
    """Codes are told from words by their capitals; all else is compared without regard to case."""
    return re.NOFLAG if key == "code" else re.IGNORECASE


def _fields(found: Book, archive: str, part: str) -> dict[str, str]:
    """Label -> field of a part of an archive's articles."""
    section, labelled = f"{archive}.{part}", dict[str, str]()
    for target, names in found.table(archive).get(part, {}).items():
        if target not in (*_NAMES, *_LEFT_OUT) or not isinstance(names, list):
            raise found.wrong(section, target, "must be a field, with a list of labels")
        for name in names:
            if not isinstance(name, str) or name != name.casefold() or labelled.get(name, target) != target:
                raise found.wrong(section, str(name), "is not in lower case, or stands under two fields", last=True)
            labelled[name] = target
    return labelled
