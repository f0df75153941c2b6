"""The careful reader's answer, with every quoted string found in its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Interval = tuple[str | None, str | None]
"""First and last day, ISO; ``None`` for an open end."""

Json = Any


class GoldError(ValueError):
    """The gold does not fit its pages; the message names the page and the string."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a page."""

    page: str
    """File name, with ``#row`` for a row of a table."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""

    def meets(self, other: Place) -> bool:
        """Whether two stretches share a dozen code points, or half of the shorter one."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        shorter = min(self.end - self.start, other.end - other.start)
        return self.page == other.page and shared > 0 and (shared >= 12 or 2 * shared >= shorter)


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """Who said what."""

    content: tuple[Place, ...]
    """The words."""
    speaker: tuple[str, ...]
    """Names that are right."""
    via: str | None
    """The channel, if there is one."""
    manner: str | None
    """``direct``, ``mixed``, ``indirect``, or ``None`` where both can be said."""
    said_on: Interval | None
    """The days on which it can have been said, or ``None`` where the page does not tell."""
    core: bool
    """Whether it must be found; the others may be."""


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """How many of what, and who says so."""

    place: Place
    """The whole expression."""
    value: float | None
    """The number, or ``None`` for a vague word."""
    low: float | None
    """The lower bound, where the words give only that."""
    counted: str | None
    """The noun that is counted."""
    who: tuple[str, ...] | None
    """Names that are right, or ``None`` where the page itself says it."""
    core: bool
    """Whether it must be found."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """Who did what to whom."""

    trigger: Place
    """The verb or noun."""
    actor: tuple[str, ...]
    """All who did it; empty if the page does not say."""
    recipient: tuple[str, ...]
    """Names that are right for the other side; empty for none."""
    modality: str
    """``happened``, ``planned``, ``possible`` or ``negated``."""
    date: Interval | None
    """When, or ``None`` where the page does not tell."""


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page as a whole, and what stands on it."""

    path: str
    text: str
    alone: Interval | None
    """Day of publication as the page alone gives it; ``None``: it cannot be told."""
    pile: Interval | None
    """The same after the whole pile was read."""
    outlet: tuple[str, ...]
    agencies: tuple[str, ...]
    furniture: tuple[Place, ...]
    """What must be set aside."""
    aside: tuple[Place, ...]
    """What may be read or set aside: headlines, bylines, captions, a second ending."""
    statements: tuple[GoldStatement, ...]
    figures: tuple[GoldFigure, ...]
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True)
class GoldFinding:
    """What the pages show side by side, or must not be said to show."""

    name: str
    kinds: frozenset[str]
    sides: tuple[tuple[Place, ...], ...]
    """Two or more; any passage of a side stands for it."""
    hard: bool = False
    """Whether every careful reader would report it."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The whole answer."""

    pages: Mapping[str, GoldPage]
    findings: tuple[GoldFinding, ...]
    forbidden: tuple[GoldFinding, ...]
    one_source: Mapping[str, frozenset[str]]
    """Name -> pages that count as one source: no agreement may rest on them alone."""
    groups: Mapping[str, tuple[frozenset[str], ...]]
    """``copy`` and ``chain`` -> groups of pages."""


def load_gold(path: Path, texts: Mapping[str, str]) -> Gold:
    """Read the gold and find its strings.

    Args:
        path: the JSON file.
        texts: the stored text of every page, by file name.

    Raises:
        GoldError: if a page is missing, or a string does not stand in its page exactly once (or as often as said).
    """
    raw = json.loads(path.read_text("utf-8"))
    if set(raw["pages"]) != set(texts):
        raise GoldError(f"pages and gold differ: {sorted(set(raw['pages']) ^ set(texts))}")
    pages = {name: _page(name, texts[name], page) for name, page in raw["pages"].items()}
    return Gold(
        pages,
        tuple(_finding(texts, item) for item in raw["findings"]),
        tuple(_finding(texts, item) for item in raw["forbidden"]),
        {item["id"]: frozenset(_known(texts, page) for page in item["pages"]) for item in raw["one_source"]},
        {level: tuple(frozenset(_known(texts, page) for page in group) for group in groups)
         for level, groups in raw["copies"].items()},
    )  # fmt: skip


def locate(page: str, text: str, quoted: Json) -> Place:
    """Find a quoted string: a string that stands once as whole words, or ``[string, number]`` of several.

    Raises:
        GoldError: if it is not there, or stands there several times and no number is given, or once and one is.
    """
    exact, number = quoted if isinstance(quoted, list) else (quoted, None)
    found = list(_occurrences(text, exact))
    if not found:
        raise GoldError(f"{page}: {exact!r} does not stand there")
    if number is None and len(found) > 1:
        raise GoldError(f"{page}: {exact!r} stands there {len(found)} times: say which")
    if number is not None and not (1 <= number <= len(found) and len(found) > 1):
        raise GoldError(f"{page}: {exact!r} stands there {len(found)} times, not so that it is number {number}")
    start = found[(number or 1) - 1]
    return Place(page, start, start + len(exact))


def _occurrences(text: str, exact: str) -> Iterator[int]:
    """Where a string stands as whole words."""
    before, after = (r"(?<!\w)" if exact[:1].isalnum() else ""), (r"(?!\w)" if exact[-1:].isalnum() else "")
    for match in re.finditer(before + re.escape(exact) + after, text):
        yield match.start()


def _known(texts: Mapping[str, str], page: str) -> str:
    if page not in texts:
        raise GoldError(f"there is no page {page}")
    return page


def _page(name: str, text: str, raw: Json) -> GoldPage:
    return GoldPage(
        path=name, text=text,
        alone=_interval(raw["published"]["alone"]), pile=_interval(raw["published"]["pile"]),
        outlet=tuple(raw["outlet"]), agencies=tuple(raw["agencies"]),
        furniture=tuple(locate(name, text, item) for item in raw["furniture"]),
        aside=tuple(locate(name, text, item) for item in raw["aside"]),
        statements=tuple(_statement(name, text, item) for item in raw["statements"]),
        figures=tuple(_figure(name, text, item) for item in raw["figures"]),
        events=tuple(_event(name, text, item) for item in raw["events"]),
    )  # fmt: skip


def _statement(page: str, text: str, raw: Json) -> GoldStatement:
    return GoldStatement(
        content=tuple(locate(page, text, item) for item in raw["content"]), speaker=tuple(raw["speaker"]),
        via=raw.get("via"), manner=raw.get("manner"), said_on=_interval(raw.get("said_on")), core=raw["core"],
    )  # fmt: skip


def _figure(page: str, text: str, raw: Json) -> GoldFigure:
    who = raw.get("who")
    return GoldFigure(
        place=locate(page, text, raw["exact"]), value=raw["value"], low=raw.get("low"), counted=raw.get("counted"),
        who=tuple(who) if who else None, core=raw.get("core", True),
    )  # fmt: skip


def _event(page: str, text: str, raw: Json) -> GoldEvent:
    return GoldEvent(
        trigger=locate(page, text, raw["trigger"]), actor=tuple(raw.get("actor", ())),
        recipient=tuple(raw.get("recipient", ())), modality=raw["modality"], date=_interval(raw.get("date")),
    )  # fmt: skip


def _finding(texts: Mapping[str, str], raw: Json) -> GoldFinding:
    sides = tuple(
        tuple(locate(page, texts[_known(texts, page)], exact) for page, exact in side) for side in raw["sides"]
    )
    return GoldFinding(raw["id"], frozenset(raw["kinds"]), sides, raw.get("hard", False))


def _interval(raw: Json) -> Interval | None:
    return (raw[0], raw[1]) if raw else None
