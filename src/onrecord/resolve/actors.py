"""Actors across pages: the actors of single pages that are one actor of the pile.

Everything is worked out anew from the mentions and their links, page by page in the order of the pages' ids, so the
result is the same whatever was resolved before and in whatever order the pages came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, product

from onrecord.codebooks.actors import known_names, portfolio_words, reference_words, same_role
from onrecord.records import Actor, ActorLink, ActorMention, Article, DateInterval, Place, Records, make_id
from onrecord.records.actor import LinkBasis
from onrecord.resolve.cluster import Cluster
from onrecord.resolve.held import Named, actor_profile, countries_named
from onrecord.resolve.home import Home, completed, countries_of_cities, plain_office
from onrecord.resolve.home_pages import homes_of_pages
from onrecord.resolve.profile import (
    Profile,
    fold,
    full_key,
    initials,
    joint_profile,
    role_word,
    words,
)

Key = tuple[str, ...]


def join_actors(pile: Records, days: Mapping[str, DateInterval]) -> None:
    """Replace the actors of the pages by actors of the pile, and lead every link to them.

    Args:
        pile: all records.
        days: article id -> the day of its page as far as it is known.
    """
    homes = _homes(pile, days)
    mentions = {one.id: one for one in completed(pile.all(ActorMention), homes)}
    named = countries_named(mentions.values())
    pages = _page_clusters(pile, mentions)
    joined = _Joiner([page for page in pages if not page.joint], named).run()
    book = _Book(pile, days, named, homes)
    for key, cluster in joined:
        book.write(key, cluster)
    for cluster in pages:
        if cluster.joint:
            book.write_joint(cluster)
    pile.remove(Actor, *(actor.id for actor in pile.all(Actor)))
    pile.add(*sorted(book.actors.values(), key=lambda actor: actor.id))


class _Book:
    """Writes actors, and the links that lead to them."""

    def __init__(
        self, pile: Records, days: Mapping[str, DateInterval], named: Named, homes: Mapping[str, Home]
    ) -> None:
        self.pile = pile
        self.days = days
        self.named = named
        self.homes = homes
        self.actors: dict[str, Actor] = {}
        self.of: dict[str, str] = {}
        """Mention -> its actor."""
        self.profiles: dict[str, Profile] = {}

    def write(self, key: Key, cluster: Cluster) -> None:
        """An actor and the links of its mentions."""
        actor_id = make_id("p", cluster.kind, *key)
        if actor_id in self.actors:
            actor_id = make_id("p", cluster.kind, *key, cluster.mentions[0].id)
        self._put(actor_id, actor_profile(cluster.mentions, self.days, self.named), cluster)

    def write_joint(self, cluster: Cluster) -> None:
        """Several actors together: one for the same members, whichever page names them."""
        members = list(dict.fromkeys(self.of[one] for one in cluster.joint if one in self.of))
        if not members:
            return
        actor_id = make_id("p", "joint", *sorted(members))
        found = joint_profile(sorted((self.profiles[one] for one in members), key=lambda one: one.name))
        self._put(actor_id, found, cluster)

    def _put(self, actor_id: str, found: Profile, cluster: Cluster) -> None:
        self.profiles[actor_id] = found
        self.actors[actor_id] = found.actor(actor_id)
        for mention in cluster.mentions:
            self.of[mention.id] = actor_id
            link = self.pile.get(ActorLink, make_id("l", mention.id))
            if link is not None:
                home = self.homes.get(mention.id)
                link = replace(link, reason=home.reason) if home is not None else link
                self.pile.add(_relinked(link, actor_id, mention, found.name))


def _relinked(link: ActorLink, actor_id: str, mention: ActorMention, name: str) -> ActorLink:
    """A link that leads to an actor of the pile; one that another spelling led there says so."""
    own, full = full_key(mention.name or ""), full_key(name)
    if mention.kind != "person" or own is None or full is None or not _other_spelling(own, full):
        basis: LinkBasis = "full name" if link.basis == "spelling" else link.basis
        reason = "" if link.basis == "spelling" else link.reason
        return replace(link, actor_id=actor_id, basis=basis, reason=reason)
    reason = f"the same name is spelled {name} elsewhere, and nothing speaks against it"
    return replace(link, actor_id=actor_id, basis="spelling", reason=reason)


def _homes(pile: Records, days: Mapping[str, DateInterval]) -> dict[str, Home]:
    """Mention -> the country that its page, or the others on the same official, give it."""
    pages: dict[str, list[ActorMention]] = {}
    for mention in pile.all(ActorMention):
        pages.setdefault(mention.article_id, []).append(mention)
    texts = {article.id: article.text for article in pile.all(Article)}
    places: dict[str, list[Place]] = {}
    for place in pile.all(Place):
        places.setdefault(place.article_id, []).append(place)
    cities = {name: countries_of_cities(found, pages.get(name, ())) for name, found in places.items()}
    return homes_of_pages(pages, days, texts, cities)


def _page_clusters(pile: Records, mentions: Mapping[str, ActorMention]) -> list[Cluster]:
    """The actors of each page with their mentions in text order; the pages in the order of their ids."""
    found: dict[tuple[str, str], list[tuple[ActorMention, ActorLink]]] = {}
    for link in pile.all(ActorLink):
        mention = mentions.get(link.mention_id)
        if mention is not None and pile.get(Article, mention.article_id) is not None:
            found.setdefault((mention.article_id, link.actor_id), []).append((mention, link))
    clusters: list[tuple[tuple[str, int, str], Cluster]] = []
    for (article_id, _), pairs in found.items():
        pairs.sort(key=lambda pair: (pair[0].span.start, pair[0].id))
        cluster = Cluster()
        joint = next((link for _, link in pairs if link.others), None)
        if joint is not None:
            cluster.joint = (joint.antecedent or "", *joint.others)
            cluster.kind = "group"
        for mention, link in sorted(pairs, key=lambda pair: pair[1].basis in ("pronoun", "role")):
            cluster.add(mention, link.basis)
        cluster.mentions.sort(key=lambda mention: (mention.span.start, mention.id))
        first = cluster.mentions[0]
        clusters.append(((article_id, first.span.start, first.id), cluster))
    return [cluster for _, cluster in sorted(clusters, key=lambda pair: pair[0])]


class _Joiner:
    """Joins clusters kind by kind; each result keeps the key that its id is made from."""

    def __init__(self, pages: Sequence[Cluster], named: Named) -> None:
        self.pages = pages
        self.named = named
        self.joined: list[tuple[Key, Cluster]] = []
        self.gone: set[int] = set()
        """Places in memory of joined clusters that went into another one."""

    def run(self) -> list[tuple[Key, Cluster]]:
        named = [one for one in self.pages if one.name_words]
        persons = [one for one in named if one.kind == "person"]
        self._by_key([one for one in self.pages if one.kind == "country"], _country_key)
        full_names = {id(one): found for one in persons if (found := _full(one))}
        full = self._by_key([one for one in persons if id(one) in full_names], lambda one: full_names[id(one)])
        full = self._one_letter(self._second_surnames(full))
        offices = self._by_key([one for one in self.pages if not one.name_words and one.kind != "country"], _office_key)
        things = [one for one in named if one.kind not in ("person", "country")]
        bare, misread = _divided([one for one in persons if id(one) not in full_names], things)
        full = self._bare(bare, full)
        self._offices(self._one_post(offices), full)
        self._things([*things, *misread])
        left = [pair for pair in self.joined if id(pair[1]) not in self.gone]
        return sorted(left, key=lambda pair: (pair[0], pair[1].mentions[0].id))

    def _by_key(self, clusters: Sequence[Cluster], key: Callable[[Cluster], Key]) -> list[tuple[Key, Cluster]]:
        """Join what has one key."""
        found: dict[Key, Cluster] = {}
        for cluster in clusters:
            found.setdefault(key(cluster), Cluster()).absorb(cluster)
        pairs = sorted(found.items())
        self.joined.extend(pairs)
        return pairs

    def _second_surnames(self, full: list[tuple[Key, Cluster]]) -> list[tuple[Key, Cluster]]:
        """*Elena Duarte Ayala* is the one *Elena Duarte* of the pile if nobody else has that name and more."""
        by_key = dict(full)
        longer: dict[Key, list[tuple[Key, Cluster]]] = {}
        for key, cluster in full:
            name = [fold(word) for word in cluster.name_words]
            for word in name[1:-1]:
                if (name[0], word, "") != key and (name[0], word, "") in by_key:
                    longer.setdefault((name[0], word, ""), []).append((key, cluster))
        gone: set[Key] = set()
        for key, found in sorted(longer.items()):
            if len(found) == 1 and not gone & {key, found[0][0]} and _agree(by_key[key], found[0][1]):
                by_key[key].absorb(found[0][1])
                gone.add(found[0][0])
                self.gone.add(id(found[0][1]))
        return [pair for pair in full if pair[0] not in gone]

    def _one_letter(self, full: list[tuple[Key, Cluster]]) -> list[tuple[Key, Cluster]]:
        """Join persons of one first name and one role whose last names differ by a letter."""
        kept: dict[str, list[tuple[Key, Cluster]]] = {}
        for key, cluster in sorted(full, key=lambda pair: (-len(pair[1].mentions), pair[0])):
            namesakes = kept.setdefault(key[0], [])
            twins = [
                other
                for other_key, other in namesakes
                if _near(other_key[1], key[1]) and cluster.heads & other.heads and _agree(cluster, other)
            ]
            if len(twins) == 1:
                twins[0].absorb(cluster)
                self.gone.add(id(cluster))
            else:
                namesakes.append((key, cluster))
        return sorted((pair for namesakes in kept.values() for pair in namesakes), key=lambda pair: pair[0])

    def _bare(self, bare: Sequence[Cluster], full: list[tuple[Key, Cluster]]) -> list[tuple[Key, Cluster]]:
        """A bare last name is the one person of the pile who bears it and does not disagree."""
        left: dict[Key, list[Cluster]] = {}
        named: dict[str, list[Cluster]] = {}
        for key, one in full:
            named.setdefault(key[1], []).append(one)
        for cluster in bare:
            last = fold(cluster.name_words[-1])
            bearers = [one for one in named.get(last, ()) if _agree(cluster, one)]
            if len(bearers) > 1:
                bearers = [one for one in bearers if cluster.heads & one.heads and cluster.countries & one.countries]
            if len(bearers) == 1:
                bearers[0].absorb(cluster)
            elif last in named:
                self.joined.append((("", last, cluster.mentions[0].article_id), cluster))
            else:
                left.setdefault(("", last), []).append(cluster)
        full = list(full)
        for key, clusters in sorted(left.items()):
            same = all(_agree(one, other) for one, other in pairwise(clusters)) and _agree(clusters[0], clusters[-1])
            for cluster in clusters[1:] if same else []:
                clusters[0].absorb(cluster)
            kept = clusters[:1] if same else clusters
            self.joined.extend((key if same else (*key, one.mentions[0].article_id), one) for one in kept)
            full.extend((key, one) for one in kept)
        return full

    def _one_post(self, offices: list[tuple[Key, Cluster]]) -> list[tuple[Key, Cluster]]:
        """*The Veldanian ambassador* is the one in Port Amarel if the pile knows no other."""
        kept: list[tuple[Key, Cluster]] = []
        longer: dict[Key, list[Cluster]] = {}
        for key, office in offices:
            for length in range(3, len(key)):
                longer.setdefault(key[:length], []).append(office)
        for key, office in offices:
            fuller = longer.get(key, [])
            if len(key) > 2 and len(fuller) == 1:
                fuller[0].absorb(office)
                self.gone.add(id(office))
            else:
                kept.append((key, office))
        return kept

    def _offices(self, offices: Sequence[tuple[Key, Cluster]], persons: Sequence[tuple[Key, Cluster]]) -> None:
        """*The Veldanian president* is the one person who is named with that office and country."""
        holding: dict[tuple[str, str], dict[int, Cluster]] = {}

        def learn(person: Cluster) -> None:
            for held in product(person.heads, person.countries):
                holding.setdefault(held, {})[id(person)] = person

        for _, person in persons:
            learn(person)
        for _, office in offices:
            if office.kind != "person":
                continue
            near = {key: one for held in product(office.heads, office.countries)
                    for key, one in holding.get(held, {}).items()}  # fmt: skip
            holders = [person for person in near.values() if _same_office(office, person)]
            if not office.countries:
                holders = [person for _, person in persons if self._same_portfolio(office, person)]
            if len(holders) == 1:
                holders[0].absorb(office)
                learn(holders[0])
                self.gone.add(id(office))

    def _same_portfolio(self, office: Cluster, person: Cluster) -> bool:
        """Whether *the regional development minister*, of no country by his page, may be a person who is called that.

        His page must name no country that is not named where the person is.
        """
        telling = portfolio_words(office.role_words)
        there = {country for one in person.mentions for country in self.named.get(one.article_id, ())}
        here = {country for one in office.mentions for country in self.named.get(one.article_id, ())}
        return bool(telling and office.heads & person.heads) and telling <= person.role_words and here <= there

    def _things(self, clusters: Sequence[Cluster]) -> None:
        """Organisations and groups by name; an acronym by the one name that it shortens."""
        found: dict[Key, Cluster] = {}
        for cluster in clusters:
            found.setdefault(_thing_key(cluster), Cluster()).absorb(cluster)
        self._first_words(found)
        short = {letters: key for key in sorted(found) if len(key) > 1 for letters in initials(key, _SMALL)}
        counts = Counter(letters for key in found if len(key) > 1 for letters in initials(key, _SMALL))
        offices = {key: one for key, one in self.joined if key[:1] == ("office",) and id(one) not in self.gone}
        for key in sorted(found):
            if key in offices:
                offices[key].absorb(found[key])
                continue
            acronym = key[0] if len(key) == 1 else ""
            printed = any(mention.name and mention.name.isupper() for mention in found[key].mentions)
            if printed and counts[acronym] == 1 and _agree(found[key], found[short[acronym]]):
                found[short[acronym]].absorb(found[key])
            else:
                self.joined.append((key, found[key]))

    @staticmethod
    def _first_words(found: dict[Key, Cluster]) -> None:
        """*Northgate* is the *Northgate Andina* of the pile if no other body of it begins like that."""
        longer: dict[str, list[Key]] = {}
        for key in found:
            if len(key) > 1:
                longer.setdefault(key[0], []).append(key)
        for key in sorted(key for key in found if len(key) == 1 and len(key[0]) >= _SHORTEST_FIRST):
            bearers = longer.get(key[0], [])
            if len(bearers) != 1 or key[0] in _country_words() or role_word(key[0]) is not None:
                continue
            short, whole = found[key], found[bearers[0]]
            written = any(mention.name and mention.name.isupper() for mention in short.mentions)  # An acronym.
            if short.kind == whole.kind == "organization" and not written and _agree(short, whole):
                whole.absorb(short)
                del found[key]


def _divided(bare: Sequence[Cluster], things: Sequence[Cluster]) -> tuple[list[Cluster], list[Cluster]]:
    """Bare names of persons, and those that the other pages take for something else more often (a town, a ship)."""
    as_things: Counter[Key] = Counter()
    as_persons: Counter[Key] = Counter()
    for one in things:
        as_things[one.name_words] += len(one.mentions)
    for one in bare:
        as_persons[one.name_words] += len(one.mentions)
    misread = [
        one
        for one in bare
        if not one.heads and not one.gender and as_things[one.name_words] > as_persons[one.name_words]
    ]
    things_after_all = {id(one) for one in misread}
    return [one for one in bare if id(one) not in things_after_all], misread


_ANY_CHARGE = frozenset({"affairs", "armed", "forces", "national", "public", "state", "prime"})
"""Words for it that one page has and another one leaves out."""
_SAME_CHARGE = {
    "defense": "defence",
    "economic": "economy",
    "economics": "economy",
    "emergency": "emergencies",
    "exterior": "foreign",
    "exteriors": "foreign",
    "external": "foreign",
    "home": "interior",
    "internal": "interior",
    "labor": "labour",
    "transportation": "transport",
}
_SHORTEST_FIRST = 5
"""Letters of a word that can be the short name of a body."""
_SMALL = frozenset({"of", "and", "for", "the", "in", "on", "de"})


def _full(cluster: Cluster) -> Key | None:
    """First and last name with spellings levelled, and the suffix."""
    keys = [key for mention in cluster.mentions if mention.form == "name" and (key := full_key(mention.name or ""))]
    if not keys:
        return None
    first, last, suffix = min(keys, key=lambda key: (-keys.count(key), key))
    return fold(first), fold(last), suffix


def _thing_key(cluster: Cluster) -> Key:
    """The words of a name; of a body that every country has, without the country's own name but with its code.

    One whose country is not known is that of its page alone: there are many foreign ministries.
    """
    said = tuple(word for word in cluster.name_words if word != "the")
    bare = tuple("defense" if word == "defence" else word for word in said if word not in _country_words())
    if not bare or not plain_office(bare):
        return said
    own = sorted(cluster.countries)[:1]
    noun = next((word for word in bare if word in _one_a_country()), None)
    if own and noun is not None:
        return ("office", noun, *own, *_charge(" ".join(bare)))  # As where the page has no capitals.
    return (*bare, *(own or [cluster.mentions[0].article_id]))


def _country_key(cluster: Cluster) -> Key:
    return tuple(sorted(cluster.countries))[:1]


def _office_key(cluster: Cluster) -> Key:
    """Office or kind of body, its country, what it is in charge of, and the country that it is turned to.

    *The ambassador in Port Amarel* is turned to one; *the health minister* and *the defence minister* are two.
    """
    first = cluster.mentions[0]
    own = tuple(sorted(cluster.countries))[:1]
    noun = same_role(first.head.exact.casefold())
    one = cluster.heads & reference_words("unique") if cluster.kind == "person" else {noun} & _one_a_country()
    if not own or not one or cluster.kind == "group":
        # Nobody knows whether the spokesman or the rebels of one page are those of another.
        return ("office", noun, *own, first.article_id, first.id)
    others = sorted(
        {code for word in words(first.role or "") if (code := _country_words().get(word)) and code not in own}
    )
    head = sorted(cluster.heads)[0] if cluster.heads and cluster.kind == "person" else noun
    return ("office", head, *own, *_charge(first.role or ""), *others)


def _charge(role: str) -> list[str]:
    """What an office or body is in charge of, by one word for each thing: *defense* is *defence*."""
    told = portfolio_words(words(role)) - _ANY_CHARGE
    return sorted({_SAME_CHARGE.get(word, word) for word in told})


def _one_a_country() -> frozenset[str]:
    return reference_words("one_a_country")


@cache
def _country_words() -> Mapping[str, str]:
    return {entry.text.casefold(): entry.country for entry in known_names() if entry.country and " " not in entry.text}


def _same_office(office: Cluster, person: Cluster) -> bool:
    """Whether the words of an office that tell it from others (*foreign* minister) are those of the person's role."""
    if not office.heads & {"minister"}:
        return True
    rest = office.role_words - {"the", "of", "s"} - set(_country_words())
    return rest <= person.role_words


def _agree(one: Cluster, other: Cluster) -> bool:
    """Whether nothing that is known of the two speaks against their being one."""
    if one.gender and other.gender and one.gender != other.gender:
        return False
    return not (one.countries and other.countries and not one.countries & other.countries)


def _other_spelling(one: Key, other: Key) -> bool:
    """Whether two full names are one name, spelled in two ways."""
    if one[:2] == other[:2]:
        return False
    return fold(one[0]) == fold(other[0]) and (fold(one[1]) == fold(other[1]) or _near(fold(one[1]), fold(other[1])))


def _near(one: str, other: str) -> bool:
    """Whether two longer words differ by one letter put in, left out or changed."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return longer[start + 1 :] == (shorter[start + 1 :] if len(one) == len(other) else shorter[start:])
