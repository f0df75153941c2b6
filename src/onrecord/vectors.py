"""Word vectors of the installed parser: how near two phrases are in meaning.

Vectors find candidates; they never decide that two pages contradict each other, since *open* and *closed* lie side by
side. The table is the parser's own (300 dimensions, 20,000 rows in ``en_core_web_md``), read without its pipeline.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Neighbours", "WordVectors", "word_vectors"]

Array = NDArray[np.float32]


COMMONEST, RAREST = 100, 20_000
"""Ranks of words between which rarity is told apart: the commonest words, and all rows of the table."""
UNRANKED = 0.6
"""Rarity of every word where there is no table."""


_ROUNDING = 1e-4
"""What a cosine may be off in a product of whole tables."""


class WordVectors:
    """Vectors of words; without a table every word is unknown and every similarity 0."""

    def __init__(self, table: Any = None, key: Any = None) -> None:
        """``table``: spaCy's ``Vectors``; ``key``: spaCy's hash of a string."""
        self._table, self._key = table, key
        self._known: dict[str, Array | None] = {}
        self._ranks: dict[int, int] | None = None
        self._rarity: dict[str, float] = {}

    def of(self, word: str) -> Array | None:
        """The vector of a word, of length 1; ``None`` if the table does not know it."""
        if word not in self._known:
            self._known[word] = self._look_up(word)
        return self._known[word]

    def rarity(self, word: str) -> float:
        """How rare a word is in the language, from 0 (one of the hundred commonest) to 1 (a name, or none of 20,000).

        The table has its rows in order of frequency, and other words lean on the row of a neighbour; so the word that
        comes first in a row has the row's number as its rank. Rarity is the logarithm of the rank. Without a table
        every word counts :data:`UNRANKED`.
        """
        if word not in self._rarity:
            self._rarity[word] = self._rarity_of(word)
        return self._rarity[word]

    def _rarity_of(self, word: str) -> float:
        if self._table is None:
            return UNRANKED
        if self._ranks is None:
            self._ranks = {}
            for key, row in self._table.key2row.items():
                self._ranks.setdefault(row, key)
        key = self._key(word)
        row = self._table.key2row.get(key)
        rank = row + 1 if row is not None and self._ranks[row] == key else RAREST
        return min(1.0, max(0.0, math.log(rank / COMMONEST) / math.log(RAREST / COMMONEST)))

    def _look_up(self, word: str) -> Array | None:
        if self._table is None:
            return None
        row = self._table.key2row.get(self._key(word))
        if row is None:
            return None
        vector: Array = np.asarray(self._table.data[row], dtype=np.float32)
        length = float(np.linalg.norm(vector))
        return vector / length if length else None

    def mean(self, words: Iterable[str], weights: Mapping[str, float] | None = None) -> Array | None:
        """The weighted mean of the words' vectors, of length 1; ``None`` if no word is known.

        A word that ``weights`` lacks counts 1.
        """
        total: Array | None = None
        for word in words:
            vector = self.of(word)
            if vector is not None:
                part = np.float32(1.0 if weights is None else weights.get(word, 1.0)) * vector
                total = part if total is None else total + part
        length = 0.0 if total is None else float(np.linalg.norm(total))
        return total / length if total is not None and length else None

    def similarity(self, one: Iterable[str], other: Iterable[str], weights: Mapping[str, float] | None = None) -> float:
        """The cosine of two phrases given as words, from -1 to 1; 0 if one of them is not known."""
        a, b = self.mean(one, weights), self.mean(other, weights)
        return 0.0 if a is None or b is None else float(a @ b)


class Neighbours:
    """Which words of a set may be kin: near in meaning, or alike in how they begin. Found for all of them at once."""

    BLOCK = 512
    """Words that are held against all others at a time, which bounds the memory."""

    def __init__(self, vectors: WordVectors, words: Iterable[str], alike: float, letters: int) -> None:
        """``alike``: the cosine from which on two words are near; ``letters``: those that kin words begin with."""
        self._near: dict[str, set[str]] = defaultdict(set)
        listed = sorted(words)
        begun: dict[str, list[str]] = defaultdict(list)
        for word in listed:
            if len(word) >= letters:
                begun[word[:letters]].append(word)
        for kin in begun.values():
            for word in kin if len(kin) > 1 else ():
                self._near[word].update(kin)
        found = [(word, vector) for word in listed if (vector := vectors.of(word)) is not None]
        table = np.array([vector for _, vector in found], dtype=np.float32)
        for start in range(0, len(found), self.BLOCK):
            cosines = table[start : start + self.BLOCK] @ table.T
            for one, other in np.argwhere(cosines >= alike - _ROUNDING):
                self._near[found[start + one][0]].add(found[other][0])

    def of(self, word: str) -> frozenset[str] | set[str]:
        """The words that may be kin of a word, itself perhaps among them."""
        return self._near.get(word, frozenset())


@cache
def word_vectors(models: tuple[str, ...]) -> WordVectors:
    """The vectors of the first of the parsers that is installed; none if that one has no table (``sm``)."""
    for name in models:
        spec = find_spec(name)
        for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
            tables = sorted(Path(folder).rglob("vocab/vectors"))
            if tables:
                return _read(tables[0].parent)
        if spec is not None:
            break
    return WordVectors()


def _read(folder: Path) -> WordVectors:
    """The table of a parser's vocabulary."""
    table = import_module("spacy.vectors").Vectors()  # compiled modules, without types
    table.from_disk(folder)
    return WordVectors(table, import_module("spacy.strings").hash_string) if table.data.size else WordVectors()
