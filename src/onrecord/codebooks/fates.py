"""What became of those who are counted: *12 miners were killed and 20 were injured*, *taking the toll to 26*.

The words stand in ``topics.toml`` under ``tolls``; *toll* alone speaks of the dead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from onrecord.codebooks.clauses import topics

WITHIN = 60
"""Characters between a number and the word that tells what became of those counted."""
_WORD = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"[,;:(]|\b(?:and|but|while|as|after|when|of\s+the)\b")
"""What begins another count or clause: *killed, and 20*."""
_FURTHER = WITHIN // 2
"""Characters that such a break counts as; the word may still be the only one."""
_TOLL = "toll"


class Stretch(Protocol):
    """A part of a text, as a record's span gives it."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """One past its last character."""


def fate_of(text: str, sentence: Stretch, figure: Stretch, others: Iterable[Stretch] = ()) -> str | None:
    """The fate that a sentence gives to those whom a number counts, by the names of ``topics.toml``, or ``None``.

    The arguments are those of :func:`fate_word`.
    """
    found = fate_word(text, sentence, figure, others)
    return found[0] if found is not None else None


def fate_word(
    text: str, sentence: Stretch, figure: Stretch, others: Iterable[Stretch] = ()
) -> tuple[str, int, int] | None:
    """The fate that a sentence gives to those whom a number counts, with start and end of the word that says so.

    The nearest word of fate counts, without another number between the two; one behind a comma or *and* counts as
    farther off.

    Args:
        text: the text of the page.
        sentence: the sentence, or the clause, in the text.
        figure: the number with what it counts.
        others: other figures of the page.
    """
    first, last = figure.start, figure.end
    apart = [(other.start, other.end) for other in others if (other.start, other.end) != (first, last)]
    found: list[tuple[int, str, int, int]] = []
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match.group().casefold()
        fate = "dead" if word == _TOLL else topics().tolls.get(word)
        low, high = min(match.end(), last), max(match.start(), first)
        if fate is None or any(low <= start and end <= high for start, end in apart):
            continue
        inside = first <= match.start() and match.end() <= last
        gap = 0 if inside else max(match.start() - last, first - match.end())
        between = text[match.end() : first] if match.end() <= first else text[last : match.start()]
        gap += _FURTHER * bool(not inside and _APART.search(between))
        found.append((gap, fate, match.start(), match.end()))
    gap, fate, start, end = min(found, default=(WITHIN + 1, "", 0, 0))
    return (fate, start, end) if gap <= WITHIN else None
