"""Reasons to doubt that two opposite claims are of one thing: the look-alikes that act, actor and object let through.

*Turned down an invitation to the south* and *accepted an invitation from the north*: two invitations. *10 percent will
not vote*, *21 percent voted*: each time others. *Has no government account*, *had a private account*: what is denied is
of another kind. In a state of which a dozen bodies speak on the pages, no body's word is that of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.grammar import grammar
from onrecord.codebooks.news import months
from onrecord.relate.claims import Claim
from onrecord.relate.known import PREPOSITION

CROWD = 5
"""Actors of one state on the compared pages from which on one of them does not stand for another."""
_APART = frozenset({"LEG", "JUD"})
"""Sectors of a state of which each member votes or judges for himself."""
_NO = frozenset({"no", "any"})
"""Before a noun: none of a kind is meant."""
_SHARE = re.compile(r"whose\b|(?:\S+\s+){0,4}(?:\d\S*\s+)?(?:per\s*cent|percent)\b|.*\d\s*%", re.I)
"""A phrase for some of a kind: *11 states*, *only 21 percent of them*, *most of whom*."""


_ALL = re.compile(r"(?:all|every)\b", re.I)


class Crowd:
    """How many actors of each state speak and act in the claims that are compared."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        """Count the actors of each family."""
        keys: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            keys[claim.who.family].add(claim.who.key)
        self._large = frozenset(family for family, those in keys.items() if len(those) >= CROWD)

    def strangers(self, one: Claim, other: Claim) -> bool:
        """Whether two actors belong to one state, and so many do that neither stands for the other.

        Of many, lawmakers and judges act for nobody else, and neither does a person who is himself said to act.
        """
        here, there = one.who, other.who
        if here.key == there.key or here.family != there.family or here.family not in self._large:
            return False
        if {here.key, there.key} & {here.family}:
            return False  # The state itself is any of them.
        apart = bool({one.sector, other.sector} & _APART)
        return apart or (one.person and other.person and one.named and other.named)

    def loose(self, one: Claim, other: Claim) -> frozenset[str]:
        """The states that bind two actors only because both have to do with them, as so many here do."""
        return frozenset(state for state in self._large if not one.who.family == other.who.family == state)


def forecast(claim: Claim) -> bool:
    """Whether somebody tells of another what he will do, or will not: it binds nobody."""
    if claim.teller is None or claim.past or claim.state or claim.position == "done" or not claim.named:
        return False
    if claim.teller.key == claim.who.key or claim.teller.family == claim.who.family:
        return False
    return not claim.voices & claim.bodies


_MONTH = re.compile(rf"\b(?:{'|'.join(names[0].capitalize() for names in months()['months'])})\b")
_BURDEN = re.compile(
    r"\b(?P<what>levy|levies|tax|taxes|duty|duties|tariffs?|ban|limits?|caps?|restrictions?|sanctions?|embargo|fees?|tolls?|subsid(?:y|ies))"
    r"\b[^,.;]{0,40}?\son\s(?P<on>[^,.;]+)",
    re.I,
)
"""What is laid on something."""


def other_matter(denial: Claim, other: Claim) -> bool:
    """Whether two claims that share act, actor and object are about things of different kinds, or about others."""
    sure = universal(denial) or universal(other)  # Who says that all are open denies that most are closed.
    some = some_of_many(denial) or (some_of_many(other) and (undergone(denial) or not undergone(other)))
    if not sure and some:
        return True
    if _others_of_a_kind(denial, other) or _of_other_number(denial, other):
        return True
    if _of_other_months(denial, other) or _on_others(denial, other):
        return True
    here, there = (grammar().order.match(claim.who.name) if claim.thing else None for claim in (denial, other))
    return (here and here["which"].casefold()) != (there and there["which"].casefold())  # The bomb, a second bomb.


def undergone(claim: Claim) -> bool:
    """Whether it is told of what it is done to, by nobody named: *34 teachers were dismissed*."""
    return claim.thing and not claim.named and not claim.source.subjects


def _of_other_number(one: Claim, other: Claim) -> bool:
    """Whether a noun is numbered in both, and not alike: *tram line 4*, *tram line 7*."""
    here, there = (
        {(stem(noun.casefold()), number) for noun, number in grammar().numbered.findall(claim.words.exact)}
        for claim in (one, other)
    )
    nouns = {noun for noun, _ in here} & {noun for noun, _ in there}
    return any(not {n for a, n in here if a == noun} & {n for a, n in there if a == noun} for noun in nouns)


def _of_other_months(one: Claim, other: Claim) -> bool:
    """Whether each names a month in which something is to be, and not the same: *not in May*, *in June*."""
    if "done" in (one.position, other.position):
        return False  # It may be done sooner or later than was said.
    here, there = ({word.casefold() for word in _MONTH.findall(claim.words.exact)} for claim in (one, other))
    return bool(here and there) and not here & there


def _on_others(one: Claim, other: Claim) -> bool:
    """Whether something is laid on two different things: *a levy on sugar*, *a levy on cigarettes*."""
    here, there = (_BURDEN.search(claim.words.exact) for claim in (one, other))
    if here is None or there is None or stem(here["what"].casefold()) != stem(there["what"].casefold()):
        return False
    return not stems(here["on"]) & stems(there["on"])


def some_of_many(claim: Claim) -> bool:
    """Whether who acts is some of a kind, of whom another claim may name others."""
    name = claim.who.name
    return bool(grammar().some.match(name)) and (claim.thing or bool(_SHARE.match(name)))


def of_any(claim: Claim) -> bool:
    """Whether who acts is a kind of people or things at large: *voters*, not *the voters*."""
    told = words(PREPOSITION.split(claim.who.name, maxsplit=1)[0])
    return claim.thing and bool(told) and told[0] not in grammar().definite and stem(told[-1]) != told[-1]


def indefinite(claim: Claim) -> bool:
    """Whether what is acted on may be another one each time: *donations*, not *the donation*."""
    told = next((words(phrase.words) for phrase in claim.source.objects), ())
    return bool(told) and told[0] not in grammar().definite


def universal(claim: Claim) -> bool:
    """Whether a claim leaves nobody out, so that some of a kind belie it: *not a single soldier will be sent*."""
    if claim.state and _ALL.match(claim.who.name):
        return True  # All quays are open.
    nobody = grammar().none.match(claim.who.name) or grammar().none_at_all.search(claim.words.exact)
    return claim.position == "denied" and nobody is not None


def _others_of_a_kind(denial: Claim, other: Claim) -> bool:
    """Whether both name one of a kind, each with words that say which, and share none of them: *a deal with*."""
    here, there = _restricted(denial), _restricted(other)
    return here is not None and there is not None and bool(here) and bool(there) and not here & there


def _restricted(claim: Claim) -> frozenset[str] | None:
    """The words that say which one of a kind is meant; ``None`` if the object is a definite one, or there is none."""
    span = next((span for phrase in claim.source.objects for span in phrase.spans[:1]), None)
    if span is None:
        return None
    told = words(span.exact)
    first = told[0] if told else ""
    plural = bool(told) and stem(told[-1]) != told[-1]
    # Her private letters are not her letters to the office.
    owned = first in grammar().owners and plural and len(told) > 2
    if not told or (first in grammar().definite and not owned) or span.exact[:1].isupper():
        return None
    if not (first in grammar().indefinite or plural):
        return None
    inside = next((part for part in claim.source.extent if part.start <= span.start and span.end <= part.end), None)
    if inside is None:
        return frozenset(
            {f"?{claim.id}"}
        )  # Neither sent nor received letters marked as secret: what follows is cut off.
    if first in _NO:
        return stems(span.exact) - {_head(told)} - grammar().sorts  # No ransom at all: what follows says what for.
    behind = inside.exact[span.end - inside.start :]
    closes = grammar().closing.search(behind)
    which = stems(f"{span.exact} {behind[: closes.start()] if closes else behind}")
    head = _head(told)  # Thousands of jobs, 6,000 jobs: how many says not which.
    counted = {head, _head(told[told.index("of") + 1 :])} if head in topics().counters and "of" in told[:-1] else {head}
    return (
        which - counted - stems(claim.who.name) - topics().persons - (topics().counters if len(counted) > 1 else set())
    )


def _head(told: Sequence[str]) -> str:
    """The stem of the noun of a phrase: the last word before a preposition."""
    for place, word in enumerate(told):
        if place and word in grammar().prepositions:
            return stem(told[place - 1])
    return stem(told[-1])
