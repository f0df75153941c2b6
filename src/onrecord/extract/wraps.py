"""Paragraphs that a printer broke into lines of one width, put together again for reading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.extract.lines import Line, plain

WIDTHS = range(45, 101)
"""Widths to which text is wrapped by hand or by a mail program, in characters."""

SURE = 3
"""Lines from which a paragraph can show by itself that it is wrapped."""


def unwrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, with those of a wrapped paragraph as one; its line breaks are blanks in ``raw``, so offsets hold.

    A paragraph is wrapped if no line but the last had room for the next one's first word (greedy filling). The
    width is that of the page's paragraphs of three lines and more; without one of them nothing is joined.
    """
    blocks = _blocks(lines)
    width = max((wide for block in blocks if len(block) >= SURE and (wide := _width(block)) and _full(block, wide)),
                default=0)  # fmt: skip
    if not width:
        return list(lines)
    found: list[Line] = []
    for block in blocks:
        found += [_joined(text, block)] if len(block) > 1 and _width(block) <= width and _full(block, width) else block
    return found


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines between empty lines."""
    blocks: list[list[Line]] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _width(block: Sequence[Line]) -> int:
    """The width of a block, 0 if it is not one of :data:`WIDTHS`."""
    widest = max(len(line.raw) for line in block)
    return widest if widest in WIDTHS else 0


def _full(block: Sequence[Line], width: int) -> bool:
    """Whether each line but the last leaves no room for the next one's first word; one in ten may."""
    room = sum(len(line.raw) + 1 + len(after.raw.split(None, 1)[0]) <= width for line, after in pairwise(block))
    return room * 10 <= len(block) - 1


def _joined(text: str, block: Sequence[Line]) -> Line:
    """The lines of a block as one."""
    first, last = block[0], block[-1]
    raw = "".join(" " if char in "\r\n" else char for char in text[first.start : last.end])
    shown = " ".join(line.shown for line in block)
    return Line(first.start, last.end, raw, shown, plain(shown), first.gap)
