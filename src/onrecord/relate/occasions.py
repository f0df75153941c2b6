"""Whether two pages tell of one occasion: by the names that both give, as readers see it, not by its words.

In reports of one crash no verb need return; the village, the bus company and the surgeon do. Names of countries and
of days say too little, and so do names that stand on most pages of a pile.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from onrecord.codebooks.actors import known_names
from onrecord.codebooks.clauses import stem
from onrecord.records import READ_ON
from onrecord.relate.daynames import calendar
from onrecord.relate.known import Known, days_between

LEAST_SHARED = 2
"""Names that two pages of one occasion have in common."""
WIDEST = 10
"""Days between two reports of one occasion."""
FEW = 12
"""Pages on which a name may stand and still tell occasions apart, however small the pile."""
COMMON = 0.2
"""Share of a large pile's pages from which a name tells nothing."""
HEAD = 400
"""Characters at the head of a page that say what all of it is about."""
_NAME = re.compile(r"(?<![.!?:\n“\"] )(?<![\n“\"(])\b[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEAST = 3


class Occasions:
    """Looks up which pages tell of one occasion."""

    def __init__(self, known: Known) -> None:
        """``known``: the pile."""
        self._known = known
        self._names: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._plain = _states() | calendar()
        self._pages: dict[str, set[str]] | None = None
        self._heads: dict[str, frozenset[str]] = {}

    def names(self, article_id: str) -> frozenset[str]:
        """The names within the sentences of a page, word by word, that are neither of countries nor of days."""
        return self._of_page(article_id)[0]

    def named_in(self, article_id: str, text: str) -> frozenset[str]:
        """The names of a page that stand in a part of its text."""
        return self._kept(word for word in _WORD.findall(text) if word[0].isupper()) & self.names(article_id)

    def headed(self, article_id: str) -> frozenset[str]:
        """The names in the headline and the first words of a page, as :meth:`telling` has them."""
        if article_id not in self._heads:
            article = self._known.articles[article_id]
            start = next((block.start for block in article.blocks if block.role in READ_ON), 0)
            self._heads[article_id] = self.telling(f"{article.title or ''} {article.text[start : start + HEAD]}")
        return self._heads[article_id]

    def telling(self, text: str) -> frozenset[str]:
        """The names in a text that are neither of countries nor of days, word by word."""
        return self._kept(word for word in _WORD.findall(text) if word[0].isupper())

    def _of_page(self, article_id: str) -> tuple[frozenset[str], frozenset[str]]:
        """The sure names of a page, and all its words that may be names: first words, title, outlet."""
        if article_id not in self._names:
            article = self._known.articles[article_id]
            text = self._known.body(article.id).text
            small = {stem(word) for word in _WORD.findall(text) if word.islower()}
            sure = self._kept(_NAME.findall(f"\n{text}")) - small
            about = f"{text} {article.title or ''} {article.publisher or ''}"
            self._names[article_id] = sure, self._kept(w for w in _WORD.findall(about) if w[0].isupper()) - small
        return self._names[article_id]

    def _kept(self, found: Iterable[str]) -> frozenset[str]:
        names = {stem(name.casefold()) for name in found if len(name) >= _LEAST}
        return frozenset(name for name in names if name not in self._plain)

    def shared(self, one: str, other: str) -> frozenset[str]:
        """The telling names that two pages have in common: sure on one of them at least."""
        index = self._index()
        few = max(FEW, COMMON * len(self._known.articles))
        (sure, maybe), (sure_too, maybe_too) = self._of_page(one), self._of_page(other)
        both = (sure & maybe_too) | (maybe & sure_too)
        return frozenset(name for name in both if len(index[name]) <= few)

    def one(self, one: str, other: str, least: int = LEAST_SHARED) -> bool:
        """Whether two pages tell of one occasion: days apart at most, and names in common."""
        first, second = self._known.published(one), self._known.published(other)
        gaps = (days_between(first, second), days_between(second, first))
        return all(gap is None or gap <= WIDEST for gap in gaps) and len(self.shared(one, other)) >= least

    def beside(self, article_id: str, least: int = LEAST_SHARED) -> list[str]:
        """The other pages that tell of an occasion of this one, by id."""
        index = self._index()
        few = max(FEW, COMMON * len(self._known.articles))
        counted = Counter(
            page
            for name in self._of_page(article_id)[1]
            if name in index and len(index[name]) <= few
            for page in index[name]
        )
        near = sorted(page for page, times in counted.items() if times >= least and page != article_id)
        return [page for page in near if self.one(article_id, page, least)]

    def _index(self) -> dict[str, set[str]]:
        """Name that is sure on some page -> pages that may have it."""
        if self._pages is None:
            sure = {name for article_id in self._known.articles for name in self._of_page(article_id)[0]}
            self._pages = defaultdict(set)
            for article_id in self._known.articles:
                for name in self._of_page(article_id)[1] & sure:
                    self._pages[name].add(article_id)
        return self._pages


@cache
def _states() -> frozenset[str]:
    """The words of the names of states and peoples."""
    listed = (entry.text for entry in known_names() if entry.what in ("country", "adjective", "people"))
    return frozenset(word.casefold() for text in listed for word in text.split())
