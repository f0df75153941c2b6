"""What one claim does to another: strengthen it, weaken it, or neither.

Not the findings of a record, which rest on actors, acts and days: two bare sentences, and signs on their surface. A
claim weakens another where it denies something, or where several lesser signs come together; ``docs/measurements.md``
says how often that is right, which is not often. Weights are by hand and round; that a denial is enough by itself was
decided after a look at how often each sign is right in the development pairs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebooks.book import Book, any_of, book
from onrecord.codebooks.clauses import stems, topics, words

Relation = Literal["strengthen", "weaken", "neither"]

ENOUGH = 3
"""Points from which one claim weakens another."""
POINTS = {"opens": 2, "opposite": 2, "contrast": 1, "negated": 1, "denied": 3}
"""What each sign counts."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What claim ``b`` does to claim ``a``, and why."""

    relation: Relation
    """The answer."""
    reasons: tuple[str, ...]
    """The signs that it rests on, in words."""


@dataclass(frozen=True, slots=True)
class _Book:
    """The codebook ``compare.toml``."""

    openers: re.Pattern[str]
    contrasts: re.Pattern[str]
    denials: re.Pattern[str]


def compare(a: str, b: str) -> Comparison:
    """What claim ``b`` does to claim ``a``.

    ``b`` weakens ``a`` if the signs of opposition come to :data:`ENOUGH` points, whatever words the two have: who
    denies a claim seldom repeats it. Of the others, those that share a word of content strengthen each other, as
    most claims on one subject do, and those that share none are not about one thing.

    Args:
        a: a claim, a sentence or two of plain text.
        b: the claim that is held against it. The signs are sought in both.

    Returns:
        ``relation``, one of ``strengthen``, ``weaken`` and ``neither``; and ``reasons``, the signs in words: what both
        speak of first, then each sign of opposition.

    Raises:
        UsageError: if the codebook is malformed.
    """
    shared = sorted(stems(a) & stems(b))
    signs = _signs(a, b)
    about = f"both speak of {', '.join(shared[:5])}" if shared else "the claims share no word"
    if sum(POINTS[sign] for sign, _ in signs) >= ENOUGH:
        return Comparison("weaken", (about, *(reason for _, reason in signs)))
    return Comparison("strengthen" if shared else "neither", (about,))


def _signs(a: str, b: str) -> list[tuple[str, str]]:
    """The signs that two claims are set against each other."""
    signs, found = _book(), []
    opener = signs.openers.match(b) or signs.openers.match(a)
    contrast = signs.contrasts.search(b) or signs.contrasts.search(a)
    if opener:
        found.append(("opens", f"one opens with “{opener[1]}”"))
    elif contrast:
        found.append(("contrast", f"one says “{contrast[0]}”"))
    pair, negated = _opposites(words(a), words(b)), _negated(a) != _negated(b)
    if negated and not pair:
        found.append(("negated", "one is negated and the other is not"))
    denials = [match[0] if (match := signs.denials.search(text)) else None for text in (a, b)]
    if (denials[0] is None) != (denials[1] is None):
        found.append(("denied", f"one says “{denials[0] or denials[1]}”"))
    if pair and not negated:  # not closed is open
        found.append(("opposite", f"“{pair[0]}” stands against “{pair[1]}”"))
    return found


def _negated(text: str) -> bool:
    """Whether a claim holds a word of negation."""
    return any(word in topics().negative or word.endswith(("n't", "n’t")) for word in words(text))


def _opposites(here: Sequence[str], there: Sequence[str]) -> tuple[str, str] | None:
    """A word of one claim that denies a word of the other, where neither claim has both."""
    pairs = topics().opposite_words
    for one in here:
        for other in there:
            if frozenset((one, other)) in pairs and other not in here and one not in there:
                return one, other
    return None


@cache
def _book() -> _Book:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_compare(book("compare.toml"))


def parse_compare(found: Book) -> _Book:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or no text of words in lower case.
    """
    openers, contrasts, denials = (rf"\b({any_of(found.listed(key))})\b" for key in ("openers", "contrasts", "denials"))
    return _Book(
        re.compile(rf"\W*{openers}", re.IGNORECASE),
        re.compile(contrasts, re.IGNORECASE),
        re.compile(denials, re.IGNORECASE),
    )
