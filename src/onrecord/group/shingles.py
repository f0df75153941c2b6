"""Five-word shingles of a text, as numbers, and an index that finds texts which share some.

Containment of shingles after Broder, *On the resemblance and containment of documents* (1997); a fixed
share of all shingles, chosen by their digest, is enough to find candidates without comparing all pairs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

WORDS_IN_SHINGLE = 5
SAMPLE = 4
"""One shingle in four is indexed: a copy of 60 words still shares a dozen."""
_MOST_PAGES = 64
"""A shingle of more pages than this links them to a few of them only; copies of one wire stay one group."""
_HUBS = 8
_BASE = np.uint64(0x9E3779B97F4A7C15)
"""Odd, so that nothing of a word is lost when its number is multiplied, modulo 2 to the 64th."""
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[\"“][^\"“”\n]{1,800}[\"”]")


def shingles(text: str, words: int = WORDS_IN_SHINGLE) -> frozenset[int]:
    """The digests of all runs of ``words`` words, case and punctuation aside."""
    return frozenset(runs(_WORD.findall(text.lower()), words))


def narration(text: str) -> str:
    """The text without what stands in quotation marks: two reporters share a speaker's words, not each other's."""
    return _QUOTED.sub(" | ", text)


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The part of the smaller set that the other holds; 0 if one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def candidates(texts: Mapping[str, frozenset[int]]) -> list[tuple[str, str]]:
    """Pairs of texts that share a sampled shingle, each pair once, in order."""
    index: dict[int, list[str]] = {}
    for name in sorted(texts):
        for shingle in texts[name]:
            if shingle % SAMPLE == 0:
                index.setdefault(shingle, []).append(name)
    pairs: set[tuple[str, str]] = set()
    for names in index.values():
        firsts = names if len(names) <= _MOST_PAGES else names[:_HUBS]
        for i, first in enumerate(firsts):
            pairs.update((first, other) for other in names[i + 1 :])
    return sorted(pairs)


def runs(found: Sequence[str], words: int = WORDS_IN_SHINGLE) -> list[int]:
    """A number for each run of so many words, in their order; the same on every machine and in every run."""
    told = np.array([_number(word) for word in found], dtype=np.uint64)
    most = len(found) - words + 1
    if most < 1:
        return []
    total = np.zeros(most, dtype=np.uint64)
    for place in range(words):
        total = total * _BASE + told[place : place + most]
    numbers: list[int] = total.tolist()
    return numbers


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    """A number of 64 bits for a word."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
