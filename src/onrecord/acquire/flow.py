"""The lines of a document, whatever its format, as readers of exports and of whole documents take them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.news import months

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff]")
_BLANKS = re.compile(r"[ \t\xa0\u2007\u202f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a document with styles, or a line of a text."""

    text: str
    """Its words, without blanks around them; empty for an empty line."""
    heading: bool = False
    """Whether the document shows it as a heading."""
    link: str = ""
    """Where its first link leads."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The lines of a document in order."""

    lines: tuple[Line, ...]
    """The lines."""
    paragraphs: bool = True
    """Whether a line is a paragraph; in a text file it is a line, and an empty line parts paragraphs."""

    def text(self, first: int = 0, last: int | None = None) -> str:
        """The text of some lines, paragraphs parted by an empty line."""
        return joined((line.text for line in self.lines[first:last]), self.paragraphs)


def joined(lines: Iterable[str], paragraphs: bool) -> str:
    """Lines as one text."""
    if paragraphs:
        return "\n\n".join(line for line in lines if line)
    text = "\n".join(lines).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text)


def line(text: str, heading: bool = False, link: str = "") -> Line:
    """A line of these words, control characters and doubled blanks left out."""
    text = _BLANKS.sub(" ", _CONTROL.sub("", text)).strip()
    return Line(text, heading and bool(text), link)


def lines_of_text(text: str) -> Flow:
    """The lines of a text file."""
    return Flow(tuple(line(one) for one in text.splitlines()), paragraphs=False)


def is_date(words: str) -> bool:
    """Whether a line is a date with its year, and perhaps a weekday, a time and an edition, and nothing else."""
    return len(words) <= 80 and _dates().match(words) is not None


@cache
def _dates() -> re.Pattern[str]:
    """Lines that are dates, by the names of ``codebooks/months.toml``."""
    month, weekday = (_any(name for names in months()[key] for name in names) for key in ("months", "weekdays"))
    year = r"(?:19|20)\d\d"
    day = (
        rf"(?:{month}\.? \d{{1,2}},? {year}|\d{{1,2}}(?:\.|st|nd|rd|th)? (?:de |of )?{month}\.?,? (?:de )?{year}"
        rf"|{year}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]{year}|{month}\.? {year})"
    )
    time = r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: [a-z]{2,5})?"
    edition = r"(?:[a-z]+ ){0,3}edition\b[ a-z,-]{0,30}"
    return re.compile(rf"(?:{weekday}\.?,? )?{day}(?:,? {weekday})?(?:,? (?:at )?{time})?(?:,? {edition})?$", re.I)


def _any(names: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted({re.escape(name) for name in names}, key=len, reverse=True)) + ")"


def position(lines: Sequence[Line], words: Iterable[str]) -> int | None:
    """The first line that says just one of these words, whatever the case."""
    wanted = frozenset(words)
    return next((number for number, one in enumerate(lines) if one.text.casefold() in wanted), None)
