"""Which pages tell one story.

Pages that are alike come together first, by average link over weighed terms (:mod:`onrecord.group.tree`); then groups
that hold two happenings of one kind are divided (:mod:`onrecord.group.divide`), and each page goes to the story that it
is closest to (:mod:`onrecord.group.settle`). A page is in one story. The thresholds
are those of ``docs/decisions``; none of them is about a certain story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from onrecord.group.divide import Known, day_number, divide
from onrecord.group.settle import settled
from onrecord.group.terms import Terms, Vector
from onrecord.group.tree import added, groups, similarity
from onrecord.records import Article, Records, Story, StoryMember, SyndicationGroup, body_view, make_id

ALIKE = 0.13
"""Least average similarity of the pages of two groups that come together, for pages of ``SHORT`` terms or fewer."""
SHORT = 80
"""Different terms of a page that need not share more; longer pages of one happening do, and so do those of none."""
_SHRINKS = 0.25
"""The power of its length by which a longer page counts less: pages of 230 terms need .22, of 400 .29."""
_NAMED = 6
"""Terms that the reason names."""
_LABEL = 120
_SENTENCE = re.compile(r"[^\n]*?[.!?](?=[\"”’)]*(?:\s|$))|[^\n]+")


def stories(pile: Records) -> Iterator[Story]:
    """The stories of a pile, the same for any order of its pages."""
    articles = {article.id: article for article in sorted(pile.all(Article), key=lambda article: article.id)}
    terms = Terms(articles.values())
    vectors = terms.vectors()
    known = Known(terms, _days(articles), _texts(pile), vectors)
    together = groups(_by_length(vectors, terms), ALIKE)
    divided = [members for pages in together for members in divide(pages, known)]
    for members in settled(divided, vectors, ALIKE):
        yield _story([articles[name] for name in members], terms, vectors)


def _by_length(vectors: Mapping[str, Vector], terms: Terms) -> dict[str, Vector]:
    """The vectors, those of long pages shorter than 1: two long pages share words of their trade by chance."""
    scale = {name: min(1.0, (SHORT / max(1, len(terms.counts[name]))) ** _SHRINKS) for name in vectors}
    return {name: {term: value * scale[name] for term, value in vector.items()} for name, vector in vectors.items()}


def _days(articles: Mapping[str, Article]) -> dict[str, int]:
    """The days of the pages that say it themselves."""
    return {
        name: day_number(article.published.latest)
        for name, article in articles.items()
        if article.published.earliest and article.published.latest
    }


def _texts(pile: Records) -> dict[str, str]:
    """Page -> the first of the pages that print its text."""
    same = [found for found in pile.all(SyndicationGroup) if found.level == "copy"]
    return {member.article_id: text.members[0].article_id for text in same for member in text.members}


def _story(articles: Sequence[Article], terms: Terms, vectors: Mapping[str, Vector]) -> Story:
    """The record of a story."""
    first = min(articles, key=lambda article: (article.published.earliest or "9999", article.id))
    members = sorted(article.id for article in articles)
    # The page that is closest to all of them speaks for the story.
    total = added(vectors[name] for name in members)
    middle = max(articles, key=lambda article: (round(similarity(vectors[article.id], total), 9), article.id))
    return Story(
        make_id("y", first.id), _label(middle), tuple(StoryMember(name) for name in members), _reason(articles, terms)
    )


def _label(article: Article) -> str:
    """The headline of a page, or its first sentence, as much of it as makes a label."""
    words = article.title or ""
    if not words.strip():
        found = _SENTENCE.search(body_view(article).text)
        words = found[0] if found else ""
    words = " ".join(words.split())
    return words if len(words) <= _LABEL else words[:_LABEL].rsplit(" ", 1)[0]


def _reason(articles: Sequence[Article], terms: Terms) -> str:
    """What most of the pages have and few others, in the words of the pages."""
    if len(articles) == 1:
        return "no other page tells of it"
    held = Counter(term for article in articles for term in terms.counts[article.id])
    shared = [term for term, pages in held.items() if pages * 2 > len(articles)]
    best = sorted(shared, key=lambda term: (-round(held[term] * terms.weight(term), 9), term))[:_NAMED]
    return f"most of the pages share: {', '.join(terms.forms[term] for term in best)}"
