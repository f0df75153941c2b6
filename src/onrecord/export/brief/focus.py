"""Which words of a long passage must be seen where there is no room for all of it: those that a finding is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.export.brief.labels import cut_words
from onrecord.records import Span

ROOM = 90
"""Characters after the start of the focus that are surely shown (:data:`onrecord.export.brief.layout.QUOTE_LIMIT`)."""

_WORD = re.compile(r"\w+")
_STEM = 5
"""Letters by which two forms of a word are taken for one: *evacuate*, *evacuations*."""
_SHORT = 3
_ACT = ""
"""Stands for the word that names the act."""


def focus(span: Span, about: str, trigger: Span | None = None) -> int:
    """Where the words that a finding is about stand together in a passage, counted in its page; else its start.

    Args:
        span: the passage.
        about: the words that the finding is about.
        trigger: the word that names the act, which goes first.
    """
    wanted = {start_of(word) for word in _WORD.findall(about) if _tells(word)}
    words = [(match.start(), start_of(match.group())) for match in _WORD.finditer(span.exact)]
    places = [(at, word) for at, word in words if word in wanted]
    if trigger is not None and span.contains(trigger):
        places.append((trigger.start - span.start, _ACT))
    if not any(at > ROOM for at, _ in places):
        return span.start
    return span.start + min([0, *(at for at, _ in places)], key=lambda at: (*_seen(places, at), at))


def _seen(places: Sequence[tuple[int, str]], start: int) -> tuple[bool, int]:
    """Sorts starts by what is seen from there: the act first, then most of the words."""
    words = {word for at, word in places if start <= at <= start + ROOM}
    return _ACT not in words and any(word == _ACT for _, word in places), -len(words)


def start_of(word: str) -> str:
    """The start of a word, in lower case, by which its forms are known."""
    return word.casefold()[:_STEM]


def _tells(word: str) -> bool:
    return len(word) > _SHORT and word.casefold() not in cut_words("not_after")
