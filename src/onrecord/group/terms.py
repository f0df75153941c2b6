"""What the words of pages weigh when pages are told apart: names and numbers more than ordinary words.

The weight is TF-IDF. How many pages have a word is counted in the pile, beside a body of imagined pages in which
ordinary words are common and names are rare: so five pages of one story are not told apart by what only one of them
says, and one hundred stories are not held together by what all of them say.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from onrecord.codebooks.book import book
from onrecord.codebooks.clauses import topics
from onrecord.records import Article, body_view

Kind = Literal["word", "name", "number"]
Vector = dict[str, float]
"""Term -> weight; of length 1."""

IMAGINED = 400
"""Imagined pages beside those of the pile, at least; in a large pile they are twice as many as its pages."""
SHARE: dict[Kind, float] = {"word": 0.05, "name": 0.005, "number": 0.02}
"""The part of the imagined pages that has a term of each kind."""
FACTOR: dict[Kind, float] = {"word": 0.8, "name": 1.5, "number": 1.0}
"""How much a term of each kind counts."""

_WORD = re.compile(r"[^\W\d_][\w’'&.-]*[^\W_]|[^\W\d_]|\d[\d,.:]*\d|\d")
_ENDS = frozenset('.!?:"”')
_HEADING = 0.6
"""Lines with a larger part of capitals than this are headings, whose capitals say nothing."""


class Terms:
    """The terms of the pages of a pile, and what they weigh."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Count the terms of all pages."""
        found = {article.id: list(tokens(f"{article.title or ''}\n{body_view(article).text}")) for article in articles}
        told: Counter[str] = Counter()
        capitals: Counter[str] = Counter()
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for page in found.values():
            for term, word, counts in page:
                forms[term][word] += 1
                if counts:
                    told[term] += 1
                    capitals[term] += word[0].isupper()
        self.counts = {name: Counter(term for term, _, _ in page if _tells(term)) for name, page in found.items()}
        """Page -> how often it has each term."""
        self.pages = Counter(term for counts in self.counts.values() for term in counts)
        """Term -> pages that have it."""
        self.kinds: dict[str, Kind] = {
            term: "number" if term[0].isdigit() else "name" if capitals[term] * 2 > told[term] else "word"
            for term in self.pages
        }
        """Term -> what it is."""
        self.forms = {term: min(forms[term], key=lambda form: (-forms[term][form], form)) for term in self.pages}
        """Term -> the word as most pages write it."""

    def rarity(self, term: str) -> float:
        """How much it says that a page has the term: the logarithm of how few do."""
        imagined = max(IMAGINED, 2 * len(self.counts))
        return math.log((len(self.counts) + imagined) / (self.pages[term] + imagined * SHARE[self.kinds[term]]))

    def weight(self, term: str) -> float:
        """How much the term counts."""
        return self.rarity(term) * FACTOR[self.kinds[term]]

    def vectors(self) -> dict[str, Vector]:
        """Page -> its terms, weighed against the pile."""
        weight = {term: self.weight(term) for term in self.kinds}
        return {name: unit(counts, weight) for name, counts in self.counts.items()}

    def vectors_among(self, names: Sequence[str]) -> dict[str, Vector]:
        """Page -> its terms, weighed by how well they tell these pages apart: what all have weighs nothing."""
        pages = Counter(term for name in names for term in self.counts[name])
        most = math.log(IMAGINED)
        weight = {
            term: math.log(len(names) / held) * min(1.0, 2 * self.rarity(term) / most) * FACTOR[self.kinds[term]]
            for term, held in pages.items()
            if 1 < held < len(names)
        }
        return {name: unit(self.counts[name], weight) for name in names}


def unit(counts: Mapping[str, int], weight: Mapping[str, float]) -> Vector:
    """The terms that weigh something, each once for its weight and a little more for each time again; of length 1."""
    found = {term: (1 + math.log(times)) * weight[term] for term, times in counts.items() if weight.get(term, 0.0) > 0}
    length = math.sqrt(math.fsum(value * value for value in found.values()))
    return {term: found[term] / length for term in sorted(found)}


def tokens(text: str) -> Iterator[tuple[str, str, bool]]:
    """The terms of a text, with the words that they are, and whether a capital says something where each stands."""
    for line in text.split("\n"):
        found = list(_WORD.finditer(line))
        long = [match[0] for match in found if match[0][0].isalpha() and len(match[0]) > 3]
        heading = len(long) > 2 and sum(word[0].isupper() for word in long) > _HEADING * len(long)
        first = True
        for match in found:
            word = match[0]
            yield term_of(word), word, not first and not heading
            first = line[match.end() : match.end() + 1] in _ENDS


@lru_cache(maxsize=1 << 16)
def term_of(word: str) -> str:
    """A word without case, possessive and plural; a number without its commas."""
    term = word.lower().replace("’", "'").strip(".'-")
    if term[:1].isdigit():
        return term.replace(",", "").rstrip(".:")
    term = term.removesuffix("'s").removesuffix("'")
    if len(term) > 4 and term.endswith("ies"):
        return term[:-3] + "y"
    return term[:-1] if len(term) > 3 and term.endswith("s") and not term.endswith("ss") else term


def _tells(term: str) -> bool:
    """Whether a term may tell pages apart."""
    return bool(term) and (len(term) > 1 or term.isdigit()) and term not in _common()


@cache
def _common() -> frozenset[str]:
    """Words of grammar and of reporting, and the names of days and months."""
    words = {*topics().stop, *topics().negative, *book("times.toml").data["months"]}
    return frozenset(words) | frozenset(term_of(word) for word in words)
