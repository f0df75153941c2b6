"""Broken sentences: link words that a scraper put on lines of their own, and lines that a printer wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.lines import Line

_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
_GOES_ON = re.compile(r"^[,;)]|^\.(?!\.)|^[:!?](?= )")
_SHORT = 90


def ends_open(line: Line) -> bool:
    """Whether the line stops within a sentence."""
    return not _STOP.search(line.shown) and not line.shown.endswith((":", '"', "”"))


def goes_on(line: Line) -> bool:
    """Whether the line begins within a sentence."""
    return bool(_GOES_ON.match(line.shown)) or line.shown[:1].islower()


def bridges(lines: Sequence[Line], body: Sequence[bool]) -> list[int]:
    """Lines not taken for body that a sentence of the body runs through."""
    found: list[int] = []
    inside = list(body)
    for number, line in enumerate(lines):
        if inside[number] or not number or not inside[number - 1] or len(line.shown) > _SHORT:
            continue
        if not ends_open(lines[number - 1]):
            continue
        following = lines[number + 1] if number + 1 < len(lines) else None
        if goes_on(line) or (following and _GOES_ON.match(following.shown) and ends_open(line)):
            inside[number] = True
            found.append(number)
    return found


def joined(lines: Sequence[Line], body: Sequence[bool]) -> list[bool]:
    """For each line whether it goes on the sentence of the body line right before it."""
    flags = [False] * len(lines)
    for number in range(1, len(lines)):
        if not (body[number] and body[number - 1]) or not ends_open(lines[number - 1]):
            continue
        line, following = lines[number], lines[number + 1] if number + 1 < len(lines) else None
        if goes_on(line):
            flags[number] = True
        elif following and body[number + 1] and _GOES_ON.match(following.shown) and ends_open(line) and len(line.shown) <= _SHORT:
            flags[number] = lines[number - 1].shown.endswith(",") or len(lines[number - 1].shown) > 40
    return flags
