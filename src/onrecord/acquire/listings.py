"""Tables that name pages and do not hold them: Media Cloud, and the files of GDELT, which have no header line.

Such a row becomes a page without a body: its bytes are the title, or the address where there is none, and the field
``body`` says *none*. GDELT writes several rows about one page; each page is taken once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.acquire.columns import Row

LONGEST_CELL = 400
"""Characters that no cell of a listing exceeds; a longer one may be the text under a name that is not known."""
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_TITLE = re.compile(r"<PAGE_TITLE>(.{0,1000}?)</PAGE_TITLE>", re.S)
_TIME = re.compile(r"<PAGE_PRECISEPUBTIMESTAMP>(\d{14})</PAGE_PRECISEPUBTIMESTAMP>")
_ADDRESS = re.compile(r"https?://\S+$", re.I)
_EVENTS, _MENTIONS, _GKG = (61, 58), (16, 14), (27,)
"""Columns of the files of GDELT 2.0 and 1.0: events, mentions, global knowledge graph."""


def gdelt_kind(row: list[str]) -> str | None:
    """Which file of GDELT a first line without column names is of: ``events``, ``mentions``, ``gkg``, or ``None``."""
    if not row or not row[0][:1].isdigit():
        return None
    if len(row) in _EVENTS and row[0].isdigit() and _ADDRESS.match(row[-1]):
        return "events"
    if len(row) in _MENTIONS and row[0].isdigit() and _STAMP.fullmatch(row[1]) and _ADDRESS.match(row[5]):
        return "mentions"
    if len(row) in _GKG and re.match(r"\d{14}-", row[0]) and _ADDRESS.match(row[4]):
        return "gkg"
    return None


def gdelt_rows(kind: str, rows: Iterable[list[str]]) -> Iterator[Row | None]:
    """The pages that the rows name; ``None`` for a row about a page that was named before, or about none."""
    seen: set[str] = set()
    for row in rows:
        fields = _GDELT[kind](row)
        url = fields.get("url", "")
        if not _ADDRESS.match(url) or url in seen:
            yield None
            continue
        seen.add(url)
        yield as_listed(Row("", "text/plain", tuple((name, value) for name, value in fields.items() if value)))


def as_listed(row: Row) -> Row:
    """A row without a text as a page without a body."""
    said = dict(row.fields)
    return replace(row, text=said.get("title") or said.get("url", ""), fields=(*row.fields, ("body", "none")))


def _events(row: list[str]) -> dict[str, str]:
    return {"url": row[-1]}


def _mentions(row: list[str]) -> dict[str, str]:
    return {"url": row[5], "publisher": row[4]} if len(row) > 5 else {}


def _gkg(row: list[str]) -> dict[str, str]:
    if len(row) < 5:
        return {}
    title, time = _TITLE.search(row[-1]), _TIME.search(row[-1])
    stamp = _STAMP.fullmatch(time[1]) if time else None
    return {
        "title": " ".join(html.unescape(title[1]).split()) if title else "",
        "published": "{}-{}-{}T{}:{}:{}Z".format(*stamp.groups()) if stamp else "",
        "url": row[4],
        "publisher": row[3],
    }


_GDELT = {"events": _events, "mentions": _mentions, "gkg": _gkg}
