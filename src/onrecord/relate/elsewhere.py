"""Findings whose sides tell of two places or days: *the rally in Lund*, *the rally in Orsk*.

Act, actor and thing may be the same and what happened still another thing: a second hospital, a rally in the next town.
Where two sides name a place behind one noun, each another one, and neither page knows the place of the other, nothing
is contradicted. Names are compared as they stand on the pages, so that it holds for towns that no table knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from onrecord.codebooks.actors import roles
from onrecord.codebooks.clauses import stem, topics
from onrecord.records import Finding, Side
from onrecord.relate.daynames import calendar
from onrecord.relate.known import Known, sentence_of
from onrecord.relate.states import RULING

_AT = re.compile(
    r"\b(?P<noun>[a-z][\w-]+)\s+(?P<how>of|in|at|near|outside|off)\s+(?:(?:the|an?)\s+)?"
    r"(?:(?:town|city|village|port|island|district|province|region|suburb|capital)\s+of\s+)?"
    r"(?P<name>[A-ZÀ-ÞĀ-Ž][\w’'-]+(?:\s+[A-ZÀ-ÞĀ-Ž][\w’'-]+)*)"
)
"""A noun with the place behind it."""
_SCENE = re.compile(
    r"(?:^|[“\"])(?:In|At|Near|Outside)\s+(?:the\s+\w+\s+of\s+)?(?P<name>[A-ZÀ-ÞĀ-Ž][\w’'-]+(?:\s+[A-ZÀ-ÞĀ-Ž][\w’'-]+)*),"
    r"|\b(?:in|at|near|outside)\s+(?P<where>[A-ZÀ-ÞĀ-Ž][\w’'-]+(?:\s+[A-ZÀ-ÞĀ-Ž][\w’'-]+)*),[^,;.]{0,40},?\s*where\b"
)
"""The place to which a sentence turns."""
_WORD = re.compile(r"[^\W\d_]{3,}")
SCENE = ""
"""Stands for the noun where a sentence is set in a place."""
_NAMING = frozenset({"of", "at"})
"""Prepositions by which a place is the name of a thing, where others may put it in a region: *the hospital of Lund*."""
_BY_THEN = re.compile(r"\b(?:since|until|till|from|before|after|between)\b", re.I)
"""What stands before a day that is not the day of what is told."""


def of_one_thing(known: Known, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for contradictions and shifts between things of two places, or of two days.

    Args:
        known: the pile.
        findings: any findings; those whose sides dispute a place or a time are kept.
    """
    for finding in findings:
        opposed = finding.kind in ("contradiction", "shift") and finding.basis not in ("place", "actor")
        if not opposed or not any(_apart(known, finding, *pair) for pair in combinations(finding.sides, 2)):
            yield finding


def _apart(known: Known, finding: Finding, one: Side, other: Side) -> bool:
    """Whether two sides are of two places, or what one denies and the other tells is of two days."""
    if finding.kind == "contradiction" and finding.basis in ("polarity", "number") and _of_two_days(known, one, other):
        return True
    here, there = _placed(known, one), _placed(known, other)
    if finding.kind == "contradiction" and finding.basis == "polarity" and here.get(SCENE) and there.get(SCENE):
        here, there = {SCENE: here[SCENE]}, {SCENE: there[SCENE]}
    shared = here.keys() & there.keys()
    if finding.basis in ("time", "wording") and here and there:
        here, there = ({SCENE: frozenset().union(*places.values())} for places in (here, there))
        shared = {SCENE}
    if not shared or any(_names(here[noun]) & _names(there[noun]) for noun in shared):
        return False
    unknown = [
        not _names(frozenset().union(*(mine[noun] for noun in shared))) & _words(known, side)
        for mine, side in ((here, other), (there, one))
    ]
    named = {how for places in (here, there) for noun in shared for how, _ in places[noun]}
    return named == {"of"} or (any(unknown) if named <= _NAMING else all(unknown))


def _of_two_days(known: Known, one: Side, other: Side) -> bool:
    """Whether the sentences of two sides name one day each, and not the same: *on Wednesday*, *by Thursday night*."""
    days = [_days(known, side) for side in (one, other)]
    return all(len(named) == 1 for named in days) and days[0] != days[1]


def _days(known: Known, side: Side) -> frozenset[str]:
    """The days that the words of a side name, ``YYYY-MM-DD``; none if one only bounds what is told."""
    found: set[str] = set()
    said = {side.date.earliest} & {side.date.latest} if side.label.endswith(": denied") else set()
    for piece in side.evidence:
        if _BY_THEN.search(piece.span.exact):
            return frozenset()
        found |= known.days_in(piece.article_id, piece.span, parts=True)
    return frozenset(found - said)  # The day of the denial, not of what is denied.


def _placed(known: Known, side: Side) -> dict[str, frozenset[tuple[str, str]]]:
    """Noun -> prepositions and names behind it in the sentences of a side; persons, bodies and offices are left out."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for piece in side.evidence:
        sentence = sentence_of(known.articles[piece.article_id].text, piece.span).exact
        scenes = (match["name"] or match["where"] for match in _SCENE.finditer(sentence))
        found[SCENE] |= {("in", name.casefold()) for name in scenes if not set(name.casefold().split()) & calendar()}
        for match in _AT.finditer(sentence):
            noun, name = stem(match["noun"]), match["name"].casefold()
            if _is_thing(noun) and not set(name.split()) & calendar():
                found[noun].add((match["how"], name))
    return {noun: frozenset(names) for noun, names in found.items() if names}


def _is_thing(noun: str) -> bool:
    """Whether a noun is neither of persons nor of what rules a state, whose place may be called by several names."""
    role = roles().get(noun)
    return noun not in topics().persons and (role is None or (role.kind != "person" and role.sector not in RULING))


def _names(placed: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The words of the names of places."""
    return frozenset(word for _, name in placed for word in _WORD.findall(name))


def _words(known: Known, side: Side) -> frozenset[str]:
    """The words of the pages of a side."""
    texts = (known.articles[piece.article_id].text for piece in side.evidence)
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))
