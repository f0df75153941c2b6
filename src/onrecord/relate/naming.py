"""Whether the names in two claims may be of one thing: *Port Amarel*, *Port Corvin*; *Norway*, *Norwegian*."""

from __future__ import annotations

from onrecord.codebooks.actors import capital_countries, country_names
from onrecord.codebooks.meanings import meanings
from onrecord.relate.claims import Claim

_STEM = 5
"""Letters of a country's name that stand in its adjective, at least."""


def names_apart(one: Claim, other: Claim) -> bool:
    """Whether both clauses name things, and nothing that the other names: *Port Amarel*, *Port Corvin*."""
    if not one.names or not other.names:
        return False
    if _whole_of(one, other) or _met_by(one, other) or _met_by(other, one):
        return False
    here, there = ([frozenset(name.split()) for name in claim.names] for claim in (one, other))
    return not any(a <= b or b <= a or _of_one_name(a, b) for a in here for b in there)


def told_beside(denial: Claim, deed: Claim) -> bool:
    """Whether what is pledged of nothing in a place is told of something there: *no licence*, *a licence to dig at*."""
    there = deed.words.exact.casefold()
    return denial.pledged and deed.position == "done" and all(name in there for name in denial.names)


def _met_by(one: Claim, other: Claim) -> bool:
    """Whether one names whom the other has as who acts, where both do the same: *met the envoy*, *met Corvin*."""
    mutual = meanings().mutual & {one.act, one.source.lemma, other.act, other.source.lemma}
    acting = {*other.who.name.casefold().split()} if not other.thing else set()
    return bool(mutual) and any({*name.split()} <= acting for name in one.names)


def _whole_of(one: Claim, other: Claim) -> bool:
    """Whether one names the country in which the other names a place: *from Ivory Coast*, *from Abidjan*."""
    states = {side.removeprefix("state:") for side in one.sides & other.sides if side.startswith("state:")}
    capitals = [capital_countries().keys() & claim.names for claim in (one, other)]
    states |= {capital_countries()[name] for names in capitals for name in names}
    countries = {country_names()[state].casefold() for state in states & country_names().keys()}
    return bool(countries & one.names) != bool(countries & other.names)


def names_shared(one: Claim, other: Claim) -> bool:
    """Whether both clauses bear a name, whole or as an adjective: *Norway*, *his Norwegian counterpart*."""
    here, there = ([frozenset(name.split()) for name in claim.names] for claim in (one, other))
    return any(a == b or _of_one_name(a, b) for a in here for b in there)


def _of_one_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name is another one's adjective: *Norland*, *Norlander*."""
    pairs = (sorted((a, b), key=len) for a in one for b in other)
    return any(len(short) >= _STEM and long.startswith(short) and "-" not in long for short, long in pairs)
