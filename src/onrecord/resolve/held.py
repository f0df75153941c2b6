"""Offices that the codebook knows, for persons to whom no page gives a role.

``offices.tsv`` says who held which office when. Its facts never stand against a page: they are asked for only if the
pages give somebody no role and no other country, name him in full, and name the country of the office too, so that a
namesake elsewhere gets no office. Such a role says that it is of the codebook (``basis``) and has no words to show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from onrecord.codebooks.offices import Fact, offices
from onrecord.records import ActorMention, DatedRole, DateInterval
from onrecord.resolve.profile import Profile, full_key, profile

HELD_REASON = "the page gives no role; the codebook of office holders gives this one on the day of the page"
"""What a link says that leads from an office to its holder."""

Named = Mapping[str, Set[str]]
"""Page -> the countries that it names."""


def countries_named(mentions: Iterable[ActorMention]) -> dict[str, set[str]]:
    """Page -> the countries that it names or gives to somebody."""
    found: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.country is not None:
            found.setdefault(mention.article_id, set()).add(mention.country)
    return found


def held_offices(mentions: Sequence[ActorMention], days: Mapping[str, DateInterval], named: Named) -> tuple[Fact, ...]:
    """The offices that a person held on the day of a page that names him, if no page gives him a role.

    Args:
        mentions: the mentions of one actor.
        days: the days of their pages, as far as they are known.
        named: the countries that the pages name.
    """
    telling = [mention for mention in mentions if mention.form == "name" and mention.kind == "person"]
    if not telling or any(mention.role for mention in telling):
        return ()
    own = {mention.country for mention in telling if mention.country}
    found: dict[Fact, None] = {}
    for mention in telling:
        day = days.get(mention.article_id)
        if mention.name is None or full_key(mention.name) is None or day is None or day.day is None:
            continue
        for fact in offices().on(mention.name, day.day.isoformat()):
            if fact.country in (own or named.get(mention.article_id, set())):
                found.setdefault(fact)
    # A minister who sits in parliament too acts as a minister.
    chief = [fact for fact in found if fact.sector not in ("LEG", "PTY")] or list(found)
    return tuple(sorted(chief, key=lambda fact: (fact.first, fact.line)))


def codebook_roles(facts: Iterable[Fact]) -> tuple[DatedRole, ...]:
    """Offices as roles, dated by their terms."""
    return tuple(
        DatedRole(fact.office, DateInterval(fact.first, fact.last or None, "stated"), (), "codebook") for fact in facts
    )


def actor_profile(mentions: Sequence[ActorMention], days: Mapping[str, DateInterval], named: Named) -> Profile:
    """What the mentions of one actor say of it, and, where they give no role, what the codebook says."""
    said = profile(mentions, days)
    facts = held_offices(mentions, days, named)
    return said.holding(codebook_roles(facts), facts[-1].country, facts[-1].sector) if facts else said
