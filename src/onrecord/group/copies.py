"""Which pages print the same text (level ``copy``), and which are made from one wire (level ``chain``).

A copy holds three quarters of the shorter text, furniture aside. A rewrite holds less; what tells it from a page that
only quotes the same people is the text outside quotation marks, together with a shared lead or agency credit. Words
that somebody said to an agency (*she told Reuters*) are the agency's text, quotation marks or not. A short
text stands whole in the first and in the last state of one wire story, which are no copies of each other: so all the
pages of a group of copies must hold most of each other, not each of some other one.
The thresholds are those of the containment sweep in ``docs/decisions``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.group.shingles import candidates, containment, narration, shingles
from onrecord.group.stretches import stretches
from onrecord.group.told import told_agencies
from onrecord.records import Article, Records, SyndicationGroup, SyndicationMember, body_view, make_id
from onrecord.records.relation import CopyRole

COPY = 0.75
"""Least containment of the shorter text in a copy of it."""
SAME_TEXT = 0.70
"""Least containment between any two pages of a group of copies."""
REWRITE = 0.30
"""Least containment of the shorter narration in a rewrite."""
REWRITE_WITH_EVIDENCE = 0.20
"""The same where the pages share a lead sentence or the agency that they credit."""
RETOLD = 0.35
"""Least containment of word triples in a retelling of the wire that both pages credit on one day."""
SAME_SENTENCE = 0.80
"""Containment of word triples from which two sentences are one."""
LEAST_BETWEEN_GROUPS = 0.20
"""Least average share of narration between two groups that one rewrite links."""
_SAMPLED = 8
FEWEST_SHINGLES = 15
"""Shorter texts are set phrases too easily, and so are fewer shared ones."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
_LEAD_SENTENCES = 3
_LEAST_LEAD_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Page:
    """What is compared of one page."""

    article: Article
    whole: frozenset[int]
    narrated: frozenset[int]
    triples: frozenset[int]
    lead: tuple[frozenset[int], ...]
    told: frozenset[str]
    """The agencies to which somebody speaks in the text."""


def copies(pile: Records) -> Iterator[SyndicationGroup]:
    """The groups of copies of a pile and its chains, the same for any order of the pages."""
    pages = {article.id: _page(article) for article in pile.all(Article)}
    pages = {name: page for name, page in pages.items() if len(page.whole) >= FEWEST_SHINGLES}
    rewrites: list[tuple[str, str]] = []
    held: dict[tuple[str, str], float] = {}
    shares: dict[tuple[str, str], float] = {}
    for one, other in candidates({name: page.whole for name, page in pages.items()}):
        kind, shares[one, other] = _relation(pages[one], pages[other])
        if kind == "copy":
            held[one, other] = containment(pages[one].whole, pages[other].whole)
        if kind is not None:
            rewrites.append((one, other))
    texts = _same_texts(held, pages)
    same_text = {frozenset(members) for members in texts}
    for members in texts:
        yield _group("copy", members, pages, same_text)
    for members in _chains(texts, rewrites, shares):
        yield _group("chain", members, pages, same_text)


def _page(article: Article) -> _Page:
    """The shingles of a page's body, each counted once, so a paragraph printed twice adds nothing."""
    text = body_view(article).text
    told = narration(text)
    sentences = [piece for piece in _SENTENCE_END.split(told) if len(piece.split()) >= _LEAST_LEAD_WORDS]
    lead = tuple(found for piece in sentences[:_LEAD_SENTENCES] if (found := shingles(piece, 3)))
    return _Page(article, shingles(text), shingles(told), shingles(text, 3), lead, told_agencies(text))


def _relation(one: _Page, other: _Page) -> tuple[str | None, float]:
    """``copy``, ``rewrite`` or ``None``, and the share of the narration that the pages have in common."""
    share = containment(one.narrated, other.narrated)
    if containment(one.whole, other.whole) >= COPY:
        return "copy", share
    if len(one.narrated & other.narrated) < FEWEST_SHINGLES and not _one_wire(one.article, other.article):
        return None, share
    if _one_wire(one.article, other.article) and containment(one.triples, other.triples) >= RETOLD:
        return "rewrite", max(share, REWRITE_WITH_EVIDENCE)
    if one.told & other.told and containment(one.whole, other.whole) >= REWRITE_WITH_EVIDENCE:
        return "rewrite", max(share, REWRITE_WITH_EVIDENCE)
    if share < REWRITE_WITH_EVIDENCE:
        return None, share
    if share >= REWRITE or _shared_lead(one, other) or set(one.article.agencies) & set(other.article.agencies):
        return "rewrite", share
    return None, share


def _one_wire(one: Article, other: Article) -> bool:
    """Whether two pages of one day credit one agency."""
    same_day = one.published.day is not None and one.published.day == other.published.day
    return same_day and bool(set(one.agencies) & set(other.agencies))


def _shared_lead(one: _Page, other: _Page) -> bool:
    """Whether a sentence of one page's opening stands in the other page."""
    return any(
        len(sentence & page.triples) / len(sentence) >= SAME_SENTENCE
        for leads, page in ((one.lead, other), (other.lead, one))
        for sentence in leads
    )


def _same_texts(held: Mapping[tuple[str, str], float], pages: Mapping[str, _Page]) -> list[list[str]]:
    """Groups of copies, members and groups sorted: the closest pairs first, and all pages of a group alike."""
    home: dict[str, list[str]] = {}
    for one, other in sorted(held, key=lambda pair: (-held[pair], pair)):
        first, second = home.setdefault(one, [one]), home.setdefault(other, [other])
        if first is not second and all(
            containment(pages[a].whole, pages[b].whole) >= SAME_TEXT
            for a in sorted(first)[:_SAMPLED] for b in sorted(second)[:_SAMPLED]
        ):  # fmt: skip
            first.extend(second)
            home.update(dict.fromkeys(second, first))
    return _homes(home)


def _homes(home: Mapping[str, list[str]]) -> list[list[str]]:
    """The groups of two or more, each once, members and groups sorted."""
    found = {id(members): sorted(members) for members in home.values() if len(members) > 1}
    return sorted(found.values())


def _chains(
    texts: list[list[str]], rewrites: list[tuple[str, str]], shares: dict[tuple[str, str], float]
) -> list[list[str]]:
    """The copies joined by rewrites, closest pairs first.

    A page that takes from two wires must not join them: two groups become one only if their pages share
    ``LEAST_BETWEEN_GROUPS`` on average, counted over a few pages of each.
    """
    home = {name: members for members in map(list, texts) for name in members}
    for one, other in sorted(rewrites, key=lambda pair: (-shares[pair], pair)):
        first, second = home.setdefault(one, [one]), home.setdefault(other, [other])
        if first is second:
            continue
        across = [
            shares.get((min(a, b), max(a, b)), 0.0) for a in sorted(first)[:_SAMPLED] for b in sorted(second)[:_SAMPLED]
        ]
        if sum(across) / len(across) >= LEAST_BETWEEN_GROUPS:
            first.extend(second)
            home.update(dict.fromkeys(second, first))
    return _homes(home)


def _group(level: str, members: list[str], pages: dict[str, _Page], same_text: set[frozenset[str]]) -> SyndicationGroup:
    """The record of a group, with the role of each member where dates or credits decide it."""
    articles = [pages[name].article for name in members]
    original = _original(articles)
    credited = {agency for article in articles for agency in article.agencies}
    family = next((group for group in same_text if original in group), frozenset({original}))
    had = Counter(shingle for name in members for shingle in pages[name].whole)
    shared = {shingle for shingle, times in had.items() if times > 1}
    roles = [
        SyndicationMember(article.id, _role(article, original, level, family), stretches(article, shared))
        for article in articles
    ]
    told = "copy" if level == "copy" else "chain"
    reason = (
        f"the same text: at least {SAME_TEXT:.0%} of the shorter page stands in the other"
        if level == "copy"
        else "text of one origin: outside quotation marks the pages share their wording"
    )
    if credited:
        reason += f"; agency credited: {', '.join(sorted(credited))}"
    return SyndicationGroup(make_id("g", told, *members), "copy" if level == "copy" else "chain", tuple(roles), reason)


def _role(article: Article, original: str | None, level: str, family: frozenset[str | None]) -> CopyRole:
    """What a page is in its group."""
    if original is not None:
        if article.id == original:
            return "original"
        return "copy" if level == "copy" or article.id in family else "rewrite"
    if level == "copy" and article.agencies and article.publisher not in article.agencies:
        return "copy"
    return "unknown"


def _original(articles: list[Article]) -> str | None:
    """The page that the others were made from: the agency's own, else the one page of the first day."""
    credited = {agency.casefold() for article in articles for agency in article.agencies}
    own = [article for article in articles if (article.publisher or "").casefold() in credited]
    if len(own) == 1:
        return own[0].id
    if credited:
        return None  # The wire itself is not in the pile: the first to print it is a copy as well.
    if any(article.published.earliest is None or article.published.latest is None for article in articles):
        return None
    first = min(articles, key=lambda article: (article.published.latest or "", article.id))
    later = all((a.published.earliest or "") > (first.published.latest or "") for a in articles if a is not first)
    return first.id if later else None
