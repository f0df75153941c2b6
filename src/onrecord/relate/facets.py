"""What the matching of claims looks at in one claim: the noun of who acts, the words for what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.codebooks.actors import country_names, roles
from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.deeds import deeds
from onrecord.codebooks.meanings import acts_of
from onrecord.relate.about import theme_of
from onrecord.relate.assertions import Phrase
from onrecord.relate.bodies import STATES
from onrecord.relate.claims import Claim
from onrecord.relate.daynames import calendar
from onrecord.relate.known import PREPOSITION
from onrecord.relate.states import RULING

_PROPER = re.compile(r"(?<=[\w,’'-] )[A-Z][^\W\d_]+")
"""A word with a capital letter that does not begin its sentence."""
_WHOSE = re.compile(r"^(?:the\s+|[A-Z][\w .-]*?['’]s?\s+)", re.I)
"""What stands before an office and says whose it is."""
DROPPED = "plan"
"""The act that a claim denies by which a plan is dropped."""


def one_name(one: Claim, other: Claim) -> bool:
    """Whether two actors that the pile has not joined bear one name, a person his full one."""
    here, there = (claim.who.name.removeprefix("the ").removeprefix("The ") for claim in (one, other))
    whole = here == there and here[:1].isupper() and (" " in here or not (one.person or other.person))
    return whole and not one.thing and not other.thing


def called(one: Claim, other: Claim) -> bool:
    """Whether an actor by a definite noun may be one whose name ends with it: *the museum*, *Corvin Museum*."""
    if not one.thing or other.thing or other.person or not one.who.name.casefold().startswith("the "):
        return False
    return len(one.who.name.split()) == 2 and other.who.name.casefold().split()[-1:] == [noun_of(one)]


def office_of(name: str) -> str:
    """The office that a phrase names, without what stands before it: *the prime minister*, *Norland's king*."""
    return " ".join(words(_WHOSE.sub("", name)))


def common_nouns(bodies: frozenset[str]) -> frozenset[str]:
    """Of some bodies those that are common nouns alone."""
    return frozenset(body for body in bodies if body.startswith("thing:"))


def is_plural(claim: Claim) -> bool:
    """Whether a thing is several of a kind, so that two claims may be about others: *voters*."""
    last = words(PREPOSITION.split(claim.who.name, maxsplit=1)[0])[-1:]
    return bool(last) and stem(last[0]) != last[0]


def one_person(one: Claim, other: Claim) -> bool:
    """Whether two claims of what one does once name one person: two ministers of a state are two.

    A word of the state's own name tells no person apart.
    """
    shared = {body.removeprefix("name:") for body in one.bodies & other.bodies if body.startswith("name:")}
    state = one.who.family.startswith("state:")
    return not state or bool(shared - _words_of_countries() - stems(one.who.name.casefold()))


@cache
def _words_of_countries() -> frozenset[str]:
    """The words of the names of all countries, as names are keyed."""
    return frozenset(word.casefold() for name in country_names().values() for word in name.split())


def may_be(told: Sequence[Phrase], claim: Claim) -> bool:
    """Whether the first of some phrases may mean who acts in a claim: by name, by pronoun, by a noun of his kind."""
    for phrase in told[:1]:
        inside = words(phrase.words)
        role = roles().get(inside[-1]) if inside[:1] == ("the",) and len(inside) == 2 else None
        fits = role is not None and role.kind == "person" and claim.sector in (None, role.sector)
        pronoun = len(inside) == 1 and inside[0] in ("him", "her", "them", "each")
        return fits or pronoun or bool(stems(phrase.words) & stems(claim.who.name))
    return True


def dropped(claim: Claim) -> Claim:
    """A claim that a plan was dropped, as the denial of what was planned: *has buried the plan for a motorway*."""
    planned = any(stem(word) in topics().plans for word in words(claim.frame))
    gives_up = claim.position == "done" and deeds().carriers.get(claim.source.lemma) == "denied"
    if not gives_up or not planned or theme_of(claim) is None:
        return claim
    return replace(claim, position="denied", act=DROPPED, when=claim.told)


def not_to_come(claim: Claim) -> Claim:
    """A denial that there will be a thing, as the denial of the act that brings it: *there will be no new levy*."""
    noun = claim.source.lemma.removeprefix("be ")
    if claim.position != "denied" or claim.named or noun == claim.source.lemma or not claim.ahead:
        return claim
    acts = sorted(acts_of("introduce", [noun])) if not acts_of(claim.source.lemma) else []
    return replace(claim, act=acts[0], when=claim.told) if acts else claim


def of_state(claim: Claim) -> bool:
    """Whether who acts is a state or its government by a common noun: *the province*."""
    if not claim.thing:
        return not claim.person and claim.sector in RULING
    role = roles().get(noun_of(claim))
    return noun_of(claim) in STATES or (role is not None and role.sector in RULING)


def noun_of(claim: Claim) -> str:
    """The noun of an actor without a name, or his name."""
    return claim.who.family.removeprefix("thing:") if claim.thing else claim.who.name


def about_words(claim: Claim, acts: frozenset[str]) -> frozenset[str]:
    """The words for what a claim is about; of who acts only a thing, which is what is acted on."""
    found = (claim.objects | stems(claim.frame)) - topics().persons
    trigger = stems(" ".join(span.exact for span in claim.source.trigger))
    return frozenset(word for word in found - trigger if not acts_of(word) & acts)


def proper(claim: Claim) -> frozenset[str]:
    """The words of names in a claim, days and months aside."""
    return frozenset(
        stem(match.group().casefold())
        for match in _PROPER.finditer(claim.words.exact)
        if match.group().casefold() not in calendar()
    )


def told_words(claim: Claim) -> frozenset[str]:
    """What the words of a claim tell beside the act: no acts, no words of its verb, no numbers."""
    verb = {stem(word) for span in claim.source.trigger for word in words(span.exact)} | {*claim.source.lemma.split()}
    return frozenset(w for w in stems(claim.words.exact) - verb - topics().counters if not acts_of(w))
