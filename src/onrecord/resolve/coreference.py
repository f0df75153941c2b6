"""Coreference in one page: which mentions are one actor.

Names first, over the whole page (a full name explains a last name wherever it stands); then role nouns and
pronouns in text order (:mod:`.anaphora`). Where two persons fit, nobody is linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.records import ActorLink, ActorMention, Article, Place, Records, Statement, make_id
from onrecord.records.actor import LinkBasis
from onrecord.resolve.anaphora import Anaphora
from onrecord.resolve.cluster import Cluster
from onrecord.resolve.held import HELD_REASON, Named, actor_profile, countries_named, held_offices
from onrecord.resolve.home import at_home, completed, countries_of_cities
from onrecord.resolve.profile import (
    Profile,
    full_key,
    initials,
    joint_profile,
    person_words,
    role_heads,
    words,
)
from onrecord.settings import Settings

_PLACE_WORDS = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "into",
        "to",
        "outside",
        "around",
        "across",
        "through",
        "toward",
        "towards",
        "inside",
        "leaving",
        "leave",
        "left",
        "via",
        "of",
        "north",
        "south",
        "east",
        "west",
        "reach",
        "reached",
        "entering",
        "capital",
        "visit",
        "visited",
        "visiting",
        "around",
        "over",
    ]
)
"""Words before a capital that make it a place, not a government."""
_TOWARD_ACTORS = frozenset(
    ["by", "with", "against", "between", "urged", "accused", "told", "warned", "blamed", "thanked", "asked"]
)
"""Words after which a capital is its government: *talks with Port Amarel*."""
_SUFFIX = re.compile(r"\b(?:Jr|Sr|II|III|IV)\.?$")
_LEAD = 4
"""Sentences at the head of a page that may use a last name before the full name."""
_BEFORE = re.compile(r"([^\W\d_]+)\W*$")
_SMALL = frozenset({"of", "and", "for", "the", "in"})
_ACRONYM = re.compile(r"[A-Z][A-Z.&-]*[A-Z]\.?")


def corefer(page: Records, settings: Settings) -> None:  # noqa: ARG001 - every stage has this form
    """Add to a page its actors and the links of its mentions to them."""
    articles = page.all(Article)
    if not articles or not page.all(ActorMention):
        return
    article = page.one(Article)
    mentions = sorted(page.all(ActorMention), key=lambda mention: (mention.span.start, -mention.span.end, mention.id))
    found = at_home(mentions, article.published, article.text, countries_of_cities(page.all(Place), mentions))
    mentions = completed(mentions, found)
    clusters = cluster_names(mentions, article)
    named = countries_named(mentions)
    holders = _know_holders(clusters, article, named)
    anaphora = Anaphora(article, mentions, page.all(Statement), clusters)
    anaphora.run()
    ids = {id(cluster): cluster.id(article) for cluster in clusters}
    for cluster in clusters:
        page.add(_profile(cluster, article, named).actor(ids[id(cluster)]))
    for mention in mentions:
        if (link := anaphora.links.get(mention.id)) is not None:
            cluster, basis, antecedent = link
            others = tuple(one for one in cluster.joint if one != antecedent) if antecedent in cluster.joint else ()
            reason = found[mention.id].reason if mention.id in found else ""
            if basis == "role" and id(cluster) in holders:
                reason = HELD_REASON
            page.add(ActorLink(link_id(mention), mention.id, ids[id(cluster)], basis, antecedent, others, reason))


def _profile(cluster: Cluster, article: Article, named: Named) -> Profile:
    """What the mentions of an actor, or of those that it stands for together, say."""
    if cluster.members:
        return joint_profile([_profile(member, article, named) for member in cluster.members])
    return actor_profile(cluster.mentions, {article.id: article.published}, named)


def _know_holders(clusters: Iterable[Cluster], article: Article, named: Named) -> set[int]:
    """Let *the president* lead to those to whom the page gives no role, but the codebook an office on its day."""
    found: set[int] = set()
    for cluster in clusters:
        for fact in held_offices(cluster.mentions, {article.id: article.published}, named):
            cluster.heads.update(role_heads(fact.office))
            cluster.role_words.update(words(fact.office))
            cluster.countries.add(fact.country)
            found.add(id(cluster))
    return found


def link_id(mention: ActorMention) -> str:
    """The id of a mention's link: a mention has one, whoever it leads to."""
    return make_id("l", mention.id)


def cluster_names(mentions: Sequence[ActorMention], article: Article) -> list[Cluster]:
    """The actors that a page names, each with its mentions by name."""
    persons = [mention for mention in mentions if mention.form == "name" and mention.kind == "person" and mention.name]
    things = [
        mention
        for mention in mentions
        if mention.form == "name" and mention.kind in ("organization", "group") and mention.name
    ]
    countries = [
        mention for mention in mentions if mention.form == "place" and mention.country and acts(mention, article.text)
    ]
    return [*_persons(persons), *_things(things), *_countries(countries)]


def acts(mention: ActorMention, text: str) -> bool:
    """Whether a country's or a capital's name stands for its government here; a capital is mostly a place."""
    if mention.sector is None:
        return True
    before = _BEFORE.search(text, max(0, mention.span.start - 40), mention.span.start)
    word = before.group(1).casefold() if before else ""
    owns = text[mention.head.end : mention.head.end + 2] in ("'s", "’s")
    return word not in _PLACE_WORDS and (mention.subject or owns or word in _TOWARD_ACTORS)


def _persons(mentions: Sequence[ActorMention]) -> list[Cluster]:
    """Persons: full names first, then bare names that fit one of them alone."""
    full: dict[tuple[str, str, str], Cluster] = {}
    bare: list[ActorMention] = []
    for mention in mentions:
        key = full_key(mention.name or "")
        if key is None:
            bare.append(mention)
            continue
        cluster = full.get(key) or full.get((key[0], key[1], ""))
        if cluster is None:
            cluster = full.setdefault(key, Cluster())
        cluster.add(mention, "full name")
    clusters = _joined(list(full.values()))
    for mention in bare:
        cluster, basis = _bearer(mention, clusters)
        if basis is None:
            continue
        if cluster is None:
            cluster = Cluster()
            clusters.append(cluster)
        cluster.add(mention, basis)
    return clusters


def _joined(clusters: list[Cluster]) -> list[Cluster]:
    """Full names that are parts of one another (*Ana Doren*, *Ana Maria Doren Vey*) are one person."""
    kept: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda one: -len(one.name_words)):
        wider = [one for one in kept if _part(cluster.name_words, one.name_words)]
        if len(wider) == 1 and len(cluster.name_words) > 1:
            wider[0].absorb(cluster)
        else:
            kept.append(cluster)
    return sorted(kept, key=lambda one: one.mentions[0].span.start)


def _part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name of several words is an unbroken part of a longer one."""
    width = len(short)
    return any(long[i : i + width] == short for i in range(len(long) - width + 1)) and width < len(long)


def _bearer(mention: ActorMention, clusters: Sequence[Cluster]) -> tuple[Cluster | None, LinkBasis | None]:
    """The one actor whom a bare name can mean: by last name, else by another part of the name.

    ``(None, basis)`` if nobody bears it, ``(None, None)`` if several do.
    """
    name = person_words(mention.name or "")
    word = name[-1] if name else ""
    bases: tuple[tuple[LinkBasis, Iterable[Cluster]], ...] = (
        ("last name", (one for one in clusters if one.name_words[-1:] == (word,))),
        ("alias", (one for one in clusters if word in one.name_words[:-1])),
    )
    for basis, found in bases:
        fitting = [one for one in found if one.fits(mention) and _introduced(one, mention)]
        if len(fitting) > 1:
            fitting = _narrowed(mention, fitting)
        if len(fitting) == 1:
            return fitting[0], basis
        if fitting:
            return None, None
    return None, "last name"


def _introduced(cluster: Cluster, mention: ActorMention) -> bool:
    """Whether the full name came before, or the bare one stands in a headline or the lead.

    A bare name that is there before a *Junior* of that name is not his.
    """
    if _SUFFIX.search(cluster.mentions[0].name or ""):
        return cluster.mentions[0].span.start < mention.span.start and not mention.role
    return mention.sentence < _LEAD or cluster.mentions[0].span.start < mention.span.start


def _narrowed(mention: ActorMention, clusters: list[Cluster]) -> list[Cluster]:
    """Of several bearers, the one with this very role, or the only one whose full name came before."""
    heads = {head for cluster in clusters for head in cluster.heads}
    own = set(role_heads(mention.role or "")) & heads
    if own:
        with_role = [cluster for cluster in clusters if own & cluster.heads]
        if len(with_role) == 1:
            return with_role
    before = [cluster for cluster in clusters if cluster.mentions[0].span.start < mention.span.start]
    return before if len(before) == 1 else clusters


def _things(mentions: Sequence[ActorMention]) -> list[Cluster]:
    """Organisations and groups: by name without article; acronyms; a shorter form that fits one alone."""
    by_name: dict[tuple[str, ...], Cluster] = {}
    for mention in mentions:
        by_name.setdefault(_thing_key(mention.name or ""), Cluster()).add(mention, "full name")
    clusters = dict(sorted(by_name.items(), key=lambda item: (-len(item[0]), item[1].mentions[0].span.start)))
    kept: dict[tuple[str, ...], Cluster] = {}
    for key, cluster in clusters.items():
        longer = [one for other, one in kept.items() if _short_for(key, cluster.mentions[0].name or "", other)]
        if len(longer) == 1:
            basis: LinkBasis = (
                "acronym" if len(key) == 1 and _ACRONYM.fullmatch(cluster.mentions[0].name or "") else "alias"
            )
            longer[0].absorb(cluster, basis)
        else:
            kept[key] = cluster
    return sorted(kept.values(), key=lambda one: one.mentions[0].span.start)


def _thing_key(name: str) -> tuple[str, ...]:
    return tuple(word for word in words(name) if word != "the") or words(name)


def _short_for(key: tuple[str, ...], name: str, other: tuple[str, ...]) -> bool:
    """Whether a name is the acronym or the unbroken end of a longer one."""
    if len(other) <= len(key) or len(other) < 2:
        return False
    if _ACRONYM.fullmatch(name):
        letters = name.replace(".", "").casefold()
        return len(letters) > 1 and letters in initials(other, frozenset()) | initials(other, _SMALL)
    return len(key) > 1 and other[-len(key) :] == key


def _countries(mentions: Sequence[ActorMention]) -> list[Cluster]:
    """Countries by code: name, nationality, and the capital where it acts."""
    by_code: dict[str, Cluster] = {}
    for mention in mentions:
        basis: LinkBasis = "country" if mention.sector is None else "metonym"
        by_code.setdefault(mention.country or "", Cluster()).add(mention, basis)
    return list(by_code.values())
