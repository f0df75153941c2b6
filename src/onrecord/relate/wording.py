"""How much two wordings tell the same: shared words of content by rarity, with the words that the thesaurus joins.

*No one was hurt* and *nobody was injured* share no word, yet one act. A word that half of a story's pages have says
little about which of its sentences is told again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.meanings import acts_of, meanings
from onrecord.codebooks.wording import wording as book

PLENTY = 12
"""Pages from which on a word's share of them tells how common it is."""
COMMON = 3.0
"""How fast a word loses weight with the pages that have it."""
_PLAIN = re.compile(r"\b[a-z]\w+")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_ABBREVIATED = re.compile(r"(?:\b[A-Z][a-z]{0,2}|\b(?:Capt|Prof|Supt|Mass|Conn|Sept))\.\Z")
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n")
_SHORTEST_ROOT = 4
_LONG_NOUN = 11
"""Letters from which on a noun in *-ation* is of the verb before it; *foundation* is not of *found*."""
FAINT = 0.2
"""Weight of a word that stands in sentences of any subject: *want*, *people*."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of content of a text, ready to be compared."""

    stems: frozenset[str]
    """The words, without plural endings."""
    plain: frozenset[str]
    """Those of them that are no names."""
    tokens: frozenset[str]
    """What they may be known by: their stems, and the acts and things that they name."""
    negative: bool
    """Whether the text is negated an odd number of times."""
    numbers: frozenset[str]
    """Its numbers, words for small ones included."""


def read(text: str) -> Words:
    """The words of content of a text."""
    told = words(text)
    stop, negative = topics().stop, topics().negative
    found = frozenset(stem(word) for word in told if word not in stop and len(word) > 1)
    negating = negative | book().negating
    count = sum(word in negating or word.endswith(("n't", "n’t")) for word in told)
    digits = frozenset(number.replace(",", "") for number in _NUMBER.findall(text))
    numerals = frozenset(book().numerals[word] for word in told if word in book().numerals)
    small = {stem(word.casefold()) for word in _PLAIN.findall(text)}
    return Words(
        found, frozenset(small & found), frozenset().union(*map(tokens, found)), count % 2 == 1, digits | numerals
    )


@lru_cache(maxsize=65536)
def tokens(word: str) -> frozenset[str]:
    """What a stem may be known by."""
    found = {word, f"root:{_root(word)}"}
    for base in bases(word):
        found |= {f"act:{act}" for act in acts_of(base)}
        found |= {f"thing:{kind}" for kind in meanings().things.get((base,), ())}
    fate = topics().tolls.get(word)
    if fate is not None:
        found.add(f"fate:{fate}")
    return frozenset(found)


def _root(word: str) -> str:
    """What the forms of a word have in common: *estimate* and *estimating*, *dug* and *dig*, *women* and *woman*."""
    word = book().plurals.get(word) or book().bases.get(word, word)
    if word.endswith("ation") and len(word) >= _LONG_NOUN:
        return word[: -len("ation")]  # Consultation, consulted.
    for ending in ("ing", "ed", "e"):
        left = word.removesuffix(ending)
        if left != word and len(left) >= _SHORTEST_ROOT:
            return left[:-1] if left[-1] == left[-2] and left[-1] not in "sl" else left
    return word


def bases(word: str) -> tuple[str, ...]:
    """The base forms that a word may have, so that one of them is in the thesaurus."""
    found = [word]
    for ending in ("ing", "ed"):
        left = word.removesuffix(ending)
        if left != word and len(left) > 2:
            found += [left, f"{left}e"]
            if left[-1] == left[-2]:
                found.append(left[:-1])
            if left.endswith("i"):
                found.append(f"{left[:-1]}y")
    return tuple(found)


def base(word: str) -> str:
    """One form for the present and the past of a verb, so that sentences can be set side by side word by word.

    Irregular forms are those of the codebook (*saw* is *see*); of a regular one the ending is left off, and the *e* of
    either: *opened* and *open*, *stopped* and *stop*, *closed* and *close*.
    """
    if word in book().bases:
        return book().bases[word]
    if not word.endswith("ed") or len(word) <= 4:
        return word.removesuffix("e")
    left = word[:-2]
    if left.endswith("i"):
        return f"{left[:-1]}y"
    return left[:-1] if left[-1] == left[-2] and left[-1] not in "sl" else left


class Weights:
    """How telling each word of a story is."""

    def __init__(self, pages: Iterable[str]) -> None:
        """``pages``: the texts of the story."""
        self._pages: Counter[str] = Counter()
        number = 0
        for text in pages:
            number += 1
            self._pages.update({stem(word) for word in words(text)})
        self._all = max(number, PLENTY)

    def of(self, word: str) -> float:
        """From 0.25 (on every page) to nearly 1 (on one page of many)."""
        if word in book().faint:
            return FAINT
        return 1 / (1 + COMMON * self._pages.get(word, 1) / self._all)

    def sum(self, found: Iterable[str]) -> float:
        """The weight of some words."""
        return sum(map(self.of, sorted(found)))

    def shared(self, found: Iterable[str], other: Words) -> float:
        """The weight of those of some words that ``other`` has too, or words for the same."""
        return self.sum(word for word in found if tokens(word) & other.tokens)


_AGES = frozenset({"old", "new"})


def opposed(one: Words, other: Words) -> bool:
    """Whether one wording denies the other: by a negation, or by a word that stands against a word."""
    if one.negative != other.negative:
        return True
    apart = one.stems ^ other.stems
    if any(len(pair & apart) == 2 and len(pair & one.stems) == 1 for pair in topics().opposite_words):
        return True
    acts = [{token[4:] for token in side.tokens if token.startswith("act:")} for side in (one, other)]
    book_of = (meanings().opposed, meanings().undone)
    against = {act for there in acts[1] - acts[0] for found in book_of for act in found.get(there, ())}
    return bool((acts[0] - acts[1]) & against)


def numbers_apart(one: Words, other: Words) -> bool:
    """Whether both wordings give numbers, and none in common."""
    return bool(one.numbers and other.numbers and not one.numbers & other.numbers)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end; *Gov.* and *Lt.* end none."""
    found, start = [], 0
    for match in _END.finditer(text):
        if not _ABBREVIATED.search(text, start, match.start() + 1):
            found.append((start, match.end()))
            start = match.end()
    return [*found, (start, len(text))]


_AGES = frozenset({"old", "new"})


def set_against(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a word of one sentence stands against one of the other: the *old* and the *new* bridge."""
    pairs = topics().opposite_words | {_AGES}
    return any(frozenset((a, b)) in pairs for a in one - other for b in other - one)
