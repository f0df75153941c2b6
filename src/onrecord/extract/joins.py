"""Broken sentences: link words that a scraper put on lines of their own, and lines that a printer wrapped."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from onrecord.extract.lines import Line

_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
_GOES_ON = re.compile(r"^[,;)]|^\.(?!\.)|^[:!?](?= )")
_SHORT = 90
DOUBTED = 0.3
"""Least chance of a sentence right under the body, by the model, for it to be body."""
FEWEST = 8
"""Words that such a sentence has at least."""


def ends_open(line: Line) -> bool:
    """Whether the line stops within a sentence."""
    return not _STOP.search(line.shown) and not line.shown.endswith((":", '"', "”"))


def goes_on(line: Line) -> bool:
    """Whether the line begins within a sentence."""
    return bool(_GOES_ON.match(line.shown)) or line.shown[:1].islower()


def bridges(lines: Sequence[Line], body: Sequence[bool], barred: Collection[int]) -> list[int]:
    """Lines not taken for body that a sentence of the body runs through.

    A fragment is body if the body line after it goes on its sentence (walked backwards from there), or if it goes
    on an open sentence of the body line before it. ``barred`` lines are never taken.
    """
    found: list[int] = []
    inside = list(body)

    def take(number: int) -> None:
        inside[number] = True
        found.append(number)

    for number in range(len(lines) - 1, 0, -1):
        place = number
        while place and inside[place] and goes_on(lines[place]) and not inside[place - 1] and place - 1 not in barred:
            before = lines[place - 1]
            if not ends_open(before):
                break
            take(place - 1)
            middle = lines[place - 2] if place >= 2 else None
            if (
                _GOES_ON.match(lines[place].shown)
                and len(before.shown) <= _SHORT
                and middle
                and place - 2 not in barred
                and not inside[place - 2]
                and ends_open(middle)
            ):
                take(place - 2)
            place -= 1
    for number in range(1, len(lines)):
        if inside[number] or number in barred or not inside[number - 1] or not ends_open(lines[number - 1]):
            continue
        if len(lines[number].shown) <= _SHORT and _GOES_ON.match(lines[number].shown):
            take(number)
    return found


def runs_on(lines: Sequence[Line], body: Sequence[bool], odds: Sequence[float], barred: Collection[int]) -> list[int]:
    """Lines under the body that read as its next sentence, though the model doubts them line by line.

    A sentence that link text broke into three looks like three menu entries. Read as one (``ends_open``, ``goes_on``),
    a whole sentence right under a body line is body, unless the model is nearly sure that it is not.
    """
    found: list[int] = []
    inside = list(body)
    number = 1
    while number < len(lines):
        last = number
        while last + 1 < len(lines) and ends_open(lines[last]) and goes_on(lines[last + 1]):
            last += 1
        run = range(number, last + 1)
        under = inside[number - 1] and not ends_open(lines[number - 1])
        if under and not any(place in barred for place in run) and _is_sentence([lines[place] for place in run]):
            size = sum(len(lines[place].shown) for place in run)
            if sum(odds[place] * len(lines[place].shown) for place in run) >= DOUBTED * size:
                found += [place for place in run if not inside[place]]
                for place in run:
                    inside[place] = True
        number = last + 1
    return found


def _is_sentence(run: Sequence[Line]) -> bool:
    """Whether lines read as one whole sentence."""
    return sum(len(line.words) for line in run) >= FEWEST and _STOP.search(run[-1].shown) is not None


def joined(lines: Sequence[Line], body: Sequence[bool]) -> list[bool]:
    """For each line whether it goes on the sentence of the body line right before it."""
    flags = [False] * len(lines)
    for number in range(1, len(lines)):
        if not (body[number] and body[number - 1]) or not ends_open(lines[number - 1]):
            continue
        line, following = lines[number], lines[number + 1] if number + 1 < len(lines) else None
        if goes_on(line):
            flags[number] = True
        elif (
            following
            and body[number + 1]
            and _GOES_ON.match(following.shown)
            and ends_open(line)
            and len(line.shown) <= _SHORT
        ):
            flags[number] = lines[number - 1].shown.endswith(",") or len(lines[number - 1].shown) > 40
    return flags
