"""What a claim's act is done to: the noun that two claims must share before anything else they share counts.

*Will not raise the pay of its staff* and *raised the price of its rooms for staff* share actor, act and a word; what is
raised is another thing. The noun is read off the claim's frame: its first phrase that is not the act.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.deeds import deeds
from onrecord.codebooks.meanings import acts_of, alike_things
from onrecord.codebooks.stances import stances
from onrecord.relate.claims import Claim
from onrecord.vectors import WordVectors

NEAR = 0.6
"""Cosine from which two nouns are near in meaning."""
ONE_WORD = 0.9
"""Cosine from which two words before one noun may be one word in two forms."""
_PREPOSITION = re.compile(
    r"\s(?:of|at|in|for|with|from|on|to|near|between|against|by|into|inside|within|over|under|after|before|during|about|"
    r"regarding|concerning|across|through|around|behind|towards?|out|as|because|despite|until|since)\s"
)
_MOST = 4
"""Words of a phrase that are looked at; what follows is another one."""
_COMPLEMENT = re.compile(r"\s+(?:to|of|for|on|against|in\s+favou?r\s+of)\s+([^,.;:]{3,80})")
_COMPLETING = frozenset({"of", "for", "on"})
_PARTICLES = frozenset({"down", "up", "off", "out", "away", "back", "over", "through", "ahead", "together", "again"})


@dataclass(frozen=True, slots=True)
class Theme:
    """The noun of what is acted on, with the words before it."""

    head: str
    """Its stem."""
    before: frozenset[str]
    """Stems of the words that say which: *gold* in *a gold medal*."""
    direct: bool = True
    """Whether it is the object or the subject itself, not what a preposition brings."""
    of: str = ""
    """The noun that completes it: *mosque* in *a permit for the mosque*."""


def theme_of(claim: Claim, used: frozenset[str] = frozenset()) -> Theme | None:
    """The theme of a claim; ``None`` for an act without one: *step down*.

    The object behind the verb goes first, then the subject of which it is told, then what a preposition brings.

    Args:
        claim: the claim.
        used: words that tell the act itself: *concrete* in *pour concrete for the dam*.
    """
    trigger = words(claim.source.trigger[0].exact)[:1]
    acts = acts_of(claim.source.lemma) | acts_of(claim.act)
    predicate = {word for span in claim.source.trigger[1:] for word in words(span.exact)} - topics().stop
    told = [word for word in words(claim.frame) if word not in predicate]
    at = next((place for place, word in enumerate(told) if trigger and word == trigger[-1]), -1)
    after, before = " ".join(told[at + 1 :]), " ".join(told[: max(at, 0)])
    phrases = [*phrases_of(f" {after} "), *phrases_of(f" {before} ")]
    direct = [phrase for phrase in phrases if not phrase[0]]
    if claim.source.lemma in deeds().nouns and at >= 0:  # The sale of the stadium by the club, which is not sold.
        direct = [*(("", text) for before_it, text in phrases[1:2] if before_it == "of" and after), *direct]
    named = claim.state or claim.source.lemma.startswith("be ")
    for phrase in (*direct, *phrases):
        nouns = _nouns(phrase[1], acts)
        if used.intersection(nouns):
            continue
        if named and any(acts_of(word) & acts for word in words(phrase[1])):
            continue  # *Is no evacuation but a service*: the noun is the act itself.
        if nouns:
            following = phrases[phrases.index(phrase) + 1 :][:1] if phrase in phrases else []
            behind = [_nouns(text, acts) for preposition, text in following if preposition in _COMPLETING]
            return Theme(
                nouns[-1],
                frozenset(nouns[:-1]) - topics().counters,
                not phrase[0],
                next((found[-1] for found in behind if found), ""),
            )
    return None


def complements(claim: Claim) -> frozenset[str]:
    """The nouns that complete an act told by a noun, which its frame lacks: *dam* in *gave its approval to the dam*."""
    verb = claim.source.trigger[-1]
    inside = next((span for span in claim.source.extent if span.start <= verb.start < span.end), None)
    if inside is None or claim.source.lemma.startswith("be "):
        return frozenset()
    found = _COMPLEMENT.match(inside.exact, verb.end - inside.start)
    acts = acts_of(claim.source.lemma) | acts_of(claim.act)
    phrases = phrases_of(f" {found[1]} ")[:2] if found is not None else []
    heads = [_nouns(text, acts)[:_MOST] for _, text in phrases]
    return frozenset(noun for nouns in heads for noun in nouns) - topics().persons


def head_of(claim: Claim) -> str | None:
    """The noun of a claim's theme, if it has one."""
    theme = theme_of(claim)
    return theme.head if theme is not None else None


def phrases_of(text: str) -> list[tuple[str, str]]:
    """The phrases of a text with the preposition before each; the first has none."""
    found, start, preposition = [], 0, ""
    for match in _PREPOSITION.finditer(text):
        found.append((preposition, text[start : match.start()]))
        start, preposition = match.end(), match.group().strip()
    found.append((preposition, text[start:]))
    return found


def _nouns(phrase: str, acts: frozenset[str]) -> list[str]:
    """The stems of a phrase that are neither the act nor grammar, the noun last."""
    told = words(phrase)
    if told and stem(told[-1]) in topics().counters:
        return []
    left = [stem(word) for word in told if word not in _PARTICLES and word not in topics().stop]
    return [word for word in left if len(word) > 1 and not acts_of(word) & acts]


def likeness(one: Theme, other: Theme, vectors: WordVectors) -> tuple[float, str]:
    """From 0 (other things) to 1 (one noun), and why."""
    people = topics().people
    if one.head == other.head:
        if _alternatives(one.before - other.before, other.before - one.before, vectors):
            return 0.0, ""
        if one.of and other.of and not _one_kind(one.of, other.of, vectors) and not one.before & other.before:
            return 0.0, ""  # A permit for the mosque, a permit for a shooting range.
        return 1.0, f"both of {one.head}"
    if {one.head, other.head} <= people:
        return 0.5, f"{one.head} and {other.head} are persons"
    if alike_things(one.head, other.head):
        return 1.0, f"{one.head} and {other.head} are alike"
    near = vectors.similarity([one.head], [other.head])
    return (0.5, f"{one.head} and {other.head} are near in meaning ({near:.2f})") if near >= NEAR else (0.0, "")


def apart(one: Claim, other: Claim, vectors: WordVectors) -> bool:
    """Whether two claims are about things of different kinds."""
    here, there = theme_of(one), theme_of(other)
    return here is not None and there is not None and not likeness(here, there, vectors)[0]


def _one_kind(one: str, other: str, vectors: WordVectors) -> bool:
    """Whether two nouns may name one thing."""
    return one == other or alike_things(one, other) or vectors.similarity([one], [other]) >= NEAR


def _alternatives(here: frozenset[str], there: frozenset[str], vectors: WordVectors) -> bool:
    """Whether the words before one noun name different ones of its kind: *the eye ward*, *the children's ward*."""
    here, there = here - stances().filler, there - stances().filler
    return bool(here and there) and not any(
        alike_things(one, other) or vectors.similarity([one], [other]) >= ONE_WORD for one in here for other in there
    )
