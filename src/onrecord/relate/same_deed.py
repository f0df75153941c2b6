"""Whether two claims of one story tell one deed: act, who, what, and nothing that speaks against it.

Pages of one story tell the same few things in their own words, many of them without a date. So two claims are one
deed if their acts meet by the thesaurus and who acts, or what is acted on, is the same, unless something keeps them
apart: another number, place, weekday or name, another time, a part and its whole, one done and one denied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from onrecord.codebooks.agreeing import agreeing
from onrecord.codebooks.clauses import stems, topics
from onrecord.codebooks.meanings import alike_things, meanings
from onrecord.relate.about import likeness
from onrecord.relate.claims import Claim
from onrecord.relate.known import days_between, overlap, width
from onrecord.relate.told_deeds import Deed, deed_of, is_role
from onrecord.vectors import WordVectors

ENOUGH = 3.5
"""Points from which two claims are one deed."""
SAME_ACT = 1.5
"""Points for acts that meet."""
ALIKE = 1.5
"""Points for shared words from which a clause is the same though its actor has another name."""
WIDEST = 31
"""Days that an interval may span to still say that two deeds are one; days from a plan to its deed."""
NEAR = 3
"""Days between two reports within which a deed that neither dates needs no more words in common."""
FURTHEST = 45
"""Days between two reports beyond which a deed that neither dates is another one."""
COMMON = 0.15
"""Share of the claims of a story that a word may stand in and still tell deeds apart."""
FEW = 6
"""Claims that may share a word in a small story, however few there are."""
_NAMED = ("at", "to", "from", "")
"""Parts in a clause whose names keep deeds apart."""
_ANY = "*"
_OPPOSED = ({"in", "out"}, {"up", "down"}, {"on", "off"})
"""Particles of which one takes the other back."""


class Deeds:
    """The deeds of one story and how rare their words are."""

    def __init__(self, claims: Iterable[Claim], vectors: WordVectors) -> None:
        """Keep the claims that tell something to compare."""
        self.deeds = [deed for claim in claims if (deed := deed_of(claim)) is not None]
        self._vectors = vectors
        self._old: dict[int, bool] = {}
        count: dict[str, int] = defaultdict(int)
        for deed in self.deeds:
            for word in deed.words:
                count[word] += 1
        most = max(FEW, COMMON * len(self.deeds))
        self._rare = frozenset(word for word, number in count.items() if number <= most)
        told = [int(day[:4]) for deed in self.deeds if (day := deed.claim.told.latest) is not None]
        self._year = max(told or [int(year) for deed in self.deeds for year in deed.years], default=0)

    def same(self, one: Deed, other: Deed) -> bool:
        """Whether two claims that nothing keeps apart tell one deed."""
        return self.score(one, other) >= ENOUGH

    def score(self, one: Deed, other: Deed) -> float:
        """Points for two claims that nothing keeps apart being one deed; 0 where too little is the same."""
        if not one.acts & other.acts:
            return 0.0
        who, what = self._who(one, other), self._what(one, other)
        extra = self._extra(one, other, who, what)
        if who is None and extra >= ALIKE and not (one.claim.person and other.claim.person):
            who = 0.0
        if what is None and _common_name(one, other):
            what = 0.0
        if who is None or what is None or (who <= 0 and what <= 0):
            return 0.0
        if extra < self._least(one, other, who, what) or (_light(one, other) and what <= 0):
            return 0.0
        return SAME_ACT + who + what + extra - (1.0 if _far(one, other) else 0.0)

    def _least(self, one: Deed, other: Deed, who: float, what: float) -> float:
        """How much else two clauses must share: more where the act is done again and again, or tells little."""
        acts = one.acts & other.acts
        if one.nobody and other.nobody:
            return 0.0
        serial = agreeing().recurring | topics().repeated
        if _light(one, other) or (acts | {one.claim.source.lemma, other.claim.source.lemma}) & serial:
            return 1.0
        if all(act.startswith("~") for act in acts) and not (who >= 2.0 and what >= 1.5):
            return 0.5  # Verbs that may tell one deed, or two.
        sure = who > 0 and what > 0 and not one.light and not other.light
        return 0.0 if acts & meanings().alone or sure else 0.5

    def apart(self, one: Deed, other: Deed) -> bool:
        """Whether something keeps two claims from being one deed."""
        here, there = one.claim, other.claim
        if here.position != there.position and not _planned_first(here, there):
            return True
        if (
            one.part != other.part
            or one.again != other.again
            or {one.particle, other.particle} in _OPPOSED
            or self.old(one) != self.old(other)
        ):
            return True
        told = ((one.weekdays, other.weekdays), (one.days, other.days), (one.years, other.years))
        if any(a and b and not a & b for a, b in told) or _counts_apart(one, other):
            return True
        if _named_apart(one, other) or _states_apart(here, there):
            return True
        days = [claim.when if claim.position == "done" else claim.source.date for claim in (here, there)]
        if all((span := width(date)) is not None and span <= WIDEST for date in days):
            return not overlap(*days)
        gaps = (days_between(here.told, there.told), days_between(there.told, here.told))
        return any(gap is not None and gap > FURTHEST for gap in gaps)

    def old(self, deed: Deed) -> bool:
        """Whether a deed is of a time before the story."""
        if id(deed) not in self._old:
            self._old[id(deed)] = self._of_before(deed)
        return self._old[id(deed)]

    def _of_before(self, deed: Deed) -> bool:
        if deed.earlier or any(int(year) < self._year for year in deed.years):
            return True
        gap = days_between(deed.claim.when, deed.claim.told)
        return deed.claim.when.known and gap is not None and gap > FURTHEST

    def _extra(self, one: Deed, other: Deed, who: float | None, what: float | None) -> float:
        """Points for what else two clauses share: words, most of all rare ones, names, days, numbers."""
        shared = one.words & other.words
        if one.theme is not None and what:
            shared -= {one.theme.head}
        if who:
            shared -= stems(one.claim.who.name) | {one.claim.who.family.removeprefix("thing:")}
        rare = len(shared & self._rare)
        extra = min(2.0, 0.5 * rare + 0.25 * (len(shared) - rare))
        if _common_name(one, other):
            extra += 1.0
        elif any(set(a.split()) & set(b.split()) & self._rare for a in one.claim.names for b in other.claim.names):
            extra += 0.5
        extra += 0.5 if one.weekdays & other.weekdays or one.days & other.days else 0.0
        return extra + (0.5 if one.numbers & other.numbers else 0.0)

    def _who(self, one: Deed, other: Deed) -> float | None:
        """Points for who acts; ``None`` if two others do."""
        here, there = one.claim, other.claim
        if not here.named or not there.named:
            return 0.0
        if here.who.key == there.who.key:
            return 1.5 if here.thing else 2.0
        if here.thing and there.thing:
            return _things(here, there)
        if here.thing or there.thing:
            thing, name = (here, there) if here.thing else (there, here)
            if here.bodies & there.bodies:
                return 0.5
            return 0.0 if name.person and is_role(thing.who.family.removeprefix("thing:")) else -0.5
        shared = {body for body in here.bodies & there.bodies if not body.startswith("thing:")}
        if not (here.person and there.person):
            if here.who.family == there.who.family:
                return 1.5
            return 1.0 if shared else None
        return 1.0 if any(body.startswith("name:") for body in shared) else None

    def _what(self, one: Deed, other: Deed) -> float | None:
        """Points for what is acted on; ``None`` if it is of two kinds."""
        if one.nobody and other.nobody:
            return 2.0
        if one.theme is None or other.theme is None:
            return 0.0
        near, _ = likeness(one.theme, other.theme, self._vectors)
        if near:
            return 1.5 if near >= 1.0 else near
        loose = not (one.theme.direct and other.theme.direct) and bool(one.acts & other.acts & meanings().alone)
        both = one.theme.head in other.words and other.theme.head in one.words
        return 0.0 if loose or both or _named_person(one, other) or _named_person(other, one) else None


def _things(one: Claim, other: Claim) -> float:
    """Points for two who act and have no name: one kind, or an officer and a company, or fire and flames."""
    here, there = (claim.who.family.removeprefix("thing:") for claim in (one, other))
    if alike_things(here, there):
        return 1.0
    return -0.5 if is_role(here) or is_role(there) else 0.0


def _light(one: Deed, other: Deed) -> bool:
    """Whether two claims share no more of an act than a verb that says little: not *made an offer*, *offered*."""
    plain = {one.claim.source.lemma, other.claim.source.lemma, one.claim.act, other.claim.act}
    return (one.light or other.light) and one.acts & other.acts <= plain


def _named_person(one: Deed, other: Deed) -> bool:
    """Whether one claim names whom the other tells by a noun for a person: *arrested Ilze Dorn*, *arrested a woman*."""
    if one.theme is None or other.theme is None:
        return False
    named = any(one.theme.head in stems(name) for name in one.claim.names)
    return named and (other.theme.head in topics().people or is_role(other.theme.head))


def _far(one: Deed, other: Deed) -> bool:
    """Whether two deeds are told days apart."""
    gaps = (days_between(one.claim.told, other.claim.told), days_between(other.claim.told, one.claim.told))
    return any(gap is not None and gap > NEAR for gap in gaps)


def _counts_apart(one: Deed, other: Deed) -> bool:
    """Whether two clauses give other numbers."""
    for noun in {noun for noun, _ in one.counts} & {noun for noun, _ in other.counts}:
        here, there = ({number for name, number in deed.counts if name == noun} for deed in (one, other))
        if not here & there:
            return True
    return bool(one.numbers and other.numbers and not one.numbers & other.numbers)


def _named_apart(one: Deed, other: Deed) -> bool:
    """Whether both clauses name a place, or both what is acted on, and neither has the name of the other anywhere."""
    here, there = _by_part(one.names), _by_part(other.names)
    for part in here.keys() & there.keys() - {_ANY}:
        met = any(_one_name(a, b) for a in here[part] for b in there[_ANY])
        if not met and not any(_one_name(a, b) for a in there[part] for b in here[_ANY]):
            return True
    return False


@lru_cache(maxsize=1 << 14)
def _by_part(names: frozenset[tuple[str, str]]) -> dict[str, list[frozenset[str]]]:
    """The words of the names of a clause by their part in it, and all of them; asked for once for each comparison."""
    found: dict[str, list[frozenset[str]]] = {_ANY: [frozenset(name.split()) for _, name in names]}
    for part in _NAMED:
        if told := [frozenset(name.split()) for at, name in names if at == part]:
            found[part] = told
    return found


def _common_name(one: Deed, other: Deed) -> bool:
    """Whether both clauses have a name of two words or more, whatever its part, other than that of who acts."""
    own = stems(one.claim.who.name) if one.claim.named and not one.claim.thing else frozenset[str]()
    here, there = ([frozenset(name.split()) for _, name in deed.names if " " in name] for deed in (one, other))
    return any(_one_name(a, b) and not a <= own for a in here for b in there)


def _one_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names may be one: one holds the other, or they share two words and more than half."""
    shared = len(one & other)
    return one <= other or other <= one or (shared > 1 and 2 * shared > min(len(one), len(other)))


def _states_apart(one: Claim, other: Claim) -> bool:
    """Whether two claims name other states as the other side or the place."""
    here, there = ({side for side in claim.sides if side.startswith("state:")} for claim in (one, other))
    return bool(here and there) and not here & there


def _planned_first(one: Claim, other: Claim) -> bool:
    """Whether one claim is the plan of what the other tells as done, some weeks later at most."""
    if {one.position, other.position} != {"planned", "done"}:
        return False
    plan, deed = (one, other) if one.position == "planned" else (other, one)
    gap = days_between(plan.told, deed.when if deed.when.earliest else deed.told)
    return bool((one.objects & other.objects) - topics().people) and gap is not None and 0 <= gap <= WIDEST
