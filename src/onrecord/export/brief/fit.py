"""Which findings, and which rows of them, the first screen shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from onrecord.export.brief.labels import say
from onrecord.export.brief.layout import SCREEN, head_lines, item_lines
from onrecord.export.brief.tree import Item, Line, Row, Section

_SHARES = MappingProxyType({"changed": 0.36, "disputed": 0.26, "holds": 0.26, "care": 0.12})
"""What each part of the first screen has of it at least; what one does not need goes to the others."""
_ROWS, _MOST_ROWS = 3, 10
"""Rows of a finding that are shown before the next one, and with room to spare."""


def fit(
    title: Line,
    counts: Sequence[Line],
    front: Sequence[Section],
    screen: int = SCREEN,
    shares: Mapping[str, float] = _SHARES,
) -> tuple[Section, ...]:
    """The sections of the first screen with as many items and rows marked ``first`` as fit it.

    Every section first gets its share of lines; what is left over goes round, to further items and to further rows.
    """
    # For each section the heading, "and N more" and a blank line; what is empty takes one line and a blank one.
    # Two lines are kept for what Markdown's own marks push over the edge.
    room = screen - len(head_lines(title, counts)) - 2 - sum(3 if section.items else 2 for section in front)
    parts = [_Part(section, max(2, int(room * shares[section.key])), screen) for section in front]
    for part in parts:
        room -= part.fill(min(part.share, room))
    left = -1
    while left != room:
        left = room
        for part in parts:
            room -= part.take(room)
            room -= part.grow(room)
    return tuple(part.section() for part in parts)


class _Part:
    """A section of the first screen while it is filled."""

    def __init__(self, section: Section, share: int, screen: int) -> None:
        """Trim the items that may be shown; more than there are lines cannot be, so the rest is not measured."""
        self.whole = section
        self.share = share
        self.shown: list[Item] = []
        self.waiting = [_trim(section.key, item, share) for item in reversed(section.items[:screen])]

    def fill(self, room: int) -> int:
        """Show items as long as the next one fits; the lines used."""
        used = 0
        while taken := self.take(room - used):
            used += taken
        return used

    def take(self, room: int) -> int:
        """Show the next item, if it fits; the lines used."""
        if not self.waiting or (height := _height(self.waiting[-1])) > room:
            return 0
        self.shown.append(self.waiting.pop())
        return height

    def grow(self, room: int) -> int:
        """Show one more row of the first item that has one to show; the lines used."""
        for place, item in enumerate(self.shown):
            rows = sum(row.first for row in item.rows)
            if not item.whole and rows < min(len(item.rows), _MOST_ROWS):
                grown = _with_rows(self.whole.key, item, rows + 1)
                if (more := _height(grown) - _height(item)) <= room:
                    self.shown[place] = grown
                    # The last hidden row takes the line that told of it.
                    return more
        return 0

    def section(self) -> Section:
        """The section with what is shown marked."""
        rest = (replace(item, first=False) for item in self.whole.items[len(self.shown) :])
        return replace(self.whole, items=(*self.shown, *rest))


def _height(item: Item) -> int:
    return len(item_lines(item, full=False))


def _trim(key: str, item: Item, share: int) -> Item:
    """An item with as many rows as its section has lines for, or as a reader wants before the next finding."""
    trimmed = item
    for most in range(0 if item.whole else _ROWS, -1, -1):
        trimmed = _with_rows(key, item, most)
        if _height(trimmed) <= share:
            break
    return trimmed


def _with_rows(key: str, item: Item, most: int) -> Item:
    """The item with so many rows marked to be shown."""
    chosen = set(range(most)) if key == "care" else _ends(item.rows, most)
    return replace(item, rows=tuple(replace(row, first=place in chosen) for place, row in enumerate(item.rows)))


def _ends(rows: Sequence[Row], most: int) -> set[int]:
    """Which rows to keep: the first ones and, as a change shows at its end, the last one that has a day."""
    if len(rows) <= most:
        return set(range(len(rows)))
    dated = [place for place, row in enumerate(rows) if row.when != say("undated")]
    last = dated[-1] if dated else len(rows) - 1
    return {*[place for place in range(len(rows)) if place != last][: most - 1], last} if most else set()
