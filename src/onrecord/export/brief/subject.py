"""What a pile is about: the names that most of its pages share, for its title and those of its stories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.export.brief.labels import join, name, say
from onrecord.export.brief.pile import Pile, country_adjectives, country_names
from onrecord.export.brief.tree import Line
from onrecord.records import ActorMention, Place, Statement

_MOST = 3
"""Names in a title."""
_AGAIN = 0.5
"""What a page adds that names somebody more than once; more often counts no more, for a long page is one page."""
_BESIDE = 0.4
"""The part of the best name's weight that a further name has."""
_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"[^\W\d_]")


def subject(pile: Pile) -> Line:
    """The names that most pages of the pile share, the foremost first; a fixed phrase if there is none."""
    names = main_names(pile)
    line = join([name(text) for text in names[:-1]])
    return join([line, name(names[-1])], "and") if names else say("no_title")


def main_names(pile: Pile) -> list[str]:
    """One to three names of persons, bodies and places that at least half of the independent pages share.

    A name weighs by the pages that carry it, and a little by how often: copies of one text count once. Agencies and
    outlets are no subject, and neither is a country that only an adjective names. Without a name on half of the pages,
    the one that most of them carry.
    """
    uses = _uses(pile)
    weight = {text: sum(1 + _AGAIN * (times > 1) for times in pages.values()) for text, pages in uses.items()}
    ranked = sorted(uses, key=lambda text: (-weight[text], -uses[text].total(), text))
    pages = max(1, pile.independent(pile.by_id))
    shared = [text for text in ranked if 2 * len(uses[text]) >= pages]
    chosen: list[str] = []
    for text in shared or ranked[:1]:
        heavy = weight[text] >= _BESIDE * weight[(shared or ranked)[0]]
        if heavy and not any(_part(text, other) or _part(other, text) for other in chosen):
            chosen.append(text)
    return chosen[:_MOST]


def _uses(pile: Pile) -> dict[str, Counter[str]]:
    """Name -> the independent texts that name it, and how often each does so."""
    carriers = _carriers(pile)
    seen: dict[str, dict[tuple[str, int], str]] = {}
    for text, page, start in _named(pile):
        if text.casefold() not in carriers and _INITIAL.search(text):
            seen.setdefault(text, {})[page, start] = pile.source(page)
    return {text: Counter(places.values()) for text, places in seen.items()}


def _named(pile: Pile) -> Iterator[tuple[str, str, int]]:
    """Name, page and place of all that is named: by the fullest name that the pile has for it."""
    whole: dict[str, set[tuple[int, int]]] = {}
    for mention in pile.records.all(ActorMention):
        if mention.article_id in pile.by_id and mention.form in ("name", "place"):
            whole.setdefault(mention.article_id, set()).add((mention.span.start, mention.span.end))
            if text := _name_of(pile, mention):
                yield text, mention.article_id, mention.head.start
    for place in pile.records.all(Place):
        span = place.span
        known = whole.get(place.article_id, set())
        inside = any(start <= span.start and span.end <= end for start, end in known)
        if place.article_id in pile.by_id and not inside:
            yield place.name, place.article_id, span.start


def _name_of(pile: Pile, mention: ActorMention) -> str | None:
    """The name of who is mentioned; none for a people and for an adjective that only tells whose somebody is."""
    words = mention.head.exact.casefold()
    if mention.country is not None and (mention.kind == "group" or words in country_adjectives()):
        return None
    if mention.form == "place" and mention.kind == "country":
        return country_names().get(mention.country or "") if _names_state(mention) else _own(pile, mention)
    return _own(pile, mention)


def _names_state(mention: ActorMention) -> bool:
    """Whether a mention has the name of a country, and not its capital's."""
    known = country_names().get(mention.country or "", "").removeprefix("the ")
    return mention.name is not None and mention.name.removeprefix("the ") == known


def _own(pile: Pile, mention: ActorMention) -> str | None:
    actor = pile.actor(mention.id)
    return actor.name if actor else mention.name


def _carriers(pile: Pile) -> frozenset[str]:
    """Outlets, agencies and channels, in lower case: those who carry a story are not what it is about."""
    found = set(pile.outlets.values()) | {agency for article in pile.articles for agency in article.agencies}
    found |= {item.via for item in pile.records.all(Statement) if item.via}
    found |= {
        text
        for mention in pile.records.all(ActorMention)
        if mention.sector == "MED" and mention.kind == "organization" and (text := _own(pile, mention))
    }
    return frozenset(text.casefold() for text in found)


def _part(one: str, other: str) -> bool:
    """Whether the words of one name stand in the other."""
    words = set(_WORD.findall(one.casefold()))
    return words <= set(_WORD.findall(other.casefold()))
