"""How somebody is: nobody is dead and alive, in custody and free, dismissed and in office at one time.

*Was pronounced dead at the scene* and *was found alive in the evening* share neither a verb nor a negation. What counts
is the person, known by his name, as an actor of the pile, or by his noun where two pages tell of one occasion, and the
order of the two: who is alive may die, who is held may be released, and a page that tells so denies no page before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.grammar import grammar
from onrecord.codebooks.meanings import alike_things
from onrecord.codebooks.standings import conditions
from onrecord.records import Finding, Side, make_id
from onrecord.relate.assertions import Phrase
from onrecord.relate.claims import Claim
from onrecord.relate.known import Known, days_between, plain, sentence_of
from onrecord.relate.occasions import Occasions

LATER = 30
"""Days after a report of a death within which the dead may be told to be alive."""
WITHIN = 1
"""Days between two other claims that deny each other."""
MOST = 40
"""Claims of one page that are looked at."""
MOST_SHOWN = 3
"""Passages of one page that are shown."""
_SHORTEST = 4
_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:-[^\W\d_]+)*")
# Between two words stands a blank: without one, words in capitals could be cut in ever more ways.
_NAMES = r"[A-ZÀ-ÞĀ-Ž][\w-]+(?:\s[A-ZÀ-ÞĀ-Ž][\w-]+){0,5}"
_BEHIND = re.compile(rf",?\s+(?:known\s+as\s+|called\s+|named\s+|identified\s+as\s+)?(?P<name>{_NAMES})")
_STILL = re.compile(r"\bstill\b|\bremain|\bcontinue|\bnever\b|\bnobody\b", re.I)
_NOT_NOW = re.compile(r"\bhad\s+been\b|\b(?:declining|poor|bad|ill|failing|fragile|frail)\s+health\b", re.I)
_BEING = re.compile(r"\b(?:being|is|are|remain\w*|still)\b", re.I)
_ALIAS = re.compile(
    rf"\b(?P<one>{_NAMES}),?\s+(?:whose\s+real\s+name\s+(?:is|was)|alias|also\s+known\s+as|better\s+known\s+as|"
    rf"known\s+as|whose\s+nom\s+de\s+guerre\s+(?:is|was)|born)\s+(?P<other>{_NAMES})"
)
_NOBODY: tuple[str, frozenset[str], str] = ("", frozenset(), "")


@dataclass(frozen=True, slots=True)
class _Condition:
    """A claim of how somebody is."""

    claim: Claim
    states: frozenset[str]
    """How he is."""
    turned: bool
    """Whether it is told as a deed that made him so."""
    key: str
    """The actor of the pile that he is, or an empty text."""
    names: frozenset[str]
    """Words of his name."""
    noun: str
    """The noun for him."""
    text: str
    """The words for him."""
    stays: bool
    """Whether it is told that nothing has changed."""
    believed: bool
    """Whether the sentence says that he was given up for dead."""

    @property
    def heads(self) -> frozenset[str]:
        """The states of which he is the head, where no name is given: *the president*."""
        states = (body for body in self.claim.bodies if body.startswith("state:"))
        return frozenset(states) if not self.names and _office(self.text) in conditions().heads else frozenset()


def denied_conditions(known: Known, claims: Sequence[Claim], occasions: Occasions) -> Iterator[Finding]:
    """The contradictions about how somebody is, on two pages: for one person, one of a kind."""
    pages = _by_page(known, claims)
    offices: dict[str, set[str]] = defaultdict(set)
    for page, those in pages.items():
        for state in {state for one in those for state in one.heads}:
            offices[state].add(page)
    told: dict[frozenset[str], list[_Condition]] = defaultdict(list)
    for page in sorted(pages):
        ruled = {there for one in pages[page] for state in one.heads for there in offices[state]}
        for there in sorted({*occasions.beside(page, 1), *ruled}):
            if there <= page or there not in pages or not known.apart(there, page):
                continue
            for one, other in ((one, other) for one in pages[page] for other in pages[there]):
                pair = next((p for p in conditions().against if p & one.states and p & other.states), None)
                if pair is None or not _denies(one, other) or not _one_person(one, other):
                    continue
                if any(_one_person(before, now) for before in told[pair] for now in (one, other)):
                    continue
                told[pair] += [one, other]
                both = ((each, pages[each.claim.article_id]) for each in (one, other))
                yield _finding(*([each, *(more for more in those if _beside(each, more))] for each, those in both))


def _by_page(known: Known, claims: Sequence[Claim]) -> dict[str, list[_Condition]]:
    """The claims of how somebody is, by page."""
    pages: dict[str, list[_Condition]] = defaultdict(list)
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            continue
        seen.add(claim.id)
        found = _condition(known, claim)
        if found is not None and len(pages[claim.article_id]) < MOST:
            pages[claim.article_id].append(found)
    return pages


def _condition(known: Known, claim: Claim) -> _Condition | None:
    """A claim as one of how somebody is; ``None`` if it is none."""
    one, book = claim.source, conditions()
    if one.modality not in ("happened", "negated"):
        return None
    own = book.own.get(one.lemma, frozenset())
    done = book.done.get(one.lemma, frozenset()) or book.done.get(one.lemma.split()[0], frozenset())
    if own and one.subjects:
        side, states = one.subjects[0], own
    elif done and one.objects and not own:
        side, states = one.objects[0], done
    else:
        return None
    if one.modality == "negated":
        states = frozenset({"out"}) if "in" in states else frozenset()
    now = _STILL.search(claim.words.exact) or words(side.words)[:1] == ("i",)
    if one.lemma in book.roles and not now:
        return None  # Is the fourth coach since 2003.
    if not states or ("alive" in states and _NOT_NOW.search(claim.words.exact)):
        return None
    key, names, noun = _person(known, claim, side, own=bool(own))
    behind = _BEHIND.match(known.articles[claim.article_id].text, side.spans[-1].end)
    sentence = sentence_of(known.articles[claim.article_id].text, claim.words)
    inside = {*words(sentence.exact)}
    believed = bool(inside & book.believed) and "alive" in states
    if not names and not noun and not believed:
        return None
    held = bool(done) and "held" in states and bool(_BEING.search(claim.words.exact))
    turned = (bool(done) and not held) or bool(own & {"dead", "out"})
    text = f"{side.words}{behind.group() if behind is not None else ''}"
    return _Condition(claim, states, turned, key, names, noun, text, bool(_STILL.search(claim.words.exact)), believed)


def _person(known: Known, claim: Claim, side: Phrase, *, own: bool) -> tuple[str, frozenset[str], str]:
    """The actor that a phrase is, the words of his name, and the noun for him."""
    who = known.who(side.mention)
    told = side.words
    text = known.articles[claim.article_id].text
    if words(told)[:1] and words(told)[0] in grammar().persons and len(words(told)) == 1:
        who = claim.who if own else who
        named = {body.removeprefix("name:") for body in claim.bodies if body.startswith("name:")} if own else set()
        return (who.key if known.person(who) else "", _named(who.name) | named, "") if who is not None else _NOBODY
    behind = _BEHIND.match(text, side.spans[-1].end)
    names = _named(f"{told} {behind['name'] if behind is not None else ''}")
    names |= _aliases(text, names)
    if who is not None and known.person(who):
        names |= _named(who.name)
    content = words(re.split(r"\s(?:of|at|in|from|with|for)\s", told, maxsplit=1)[0])
    noun = content[-1] if content and content[-1] not in topics().stop else ""
    key = who.key if who is not None and known.person(who) else ""
    return key, names, "" if noun in names or noun in conditions().anybody else noun


def _office(text: str) -> str:
    """A phrase without *the* and without whose it is: *their general* is a *general*."""
    return " ".join(word for word in words(text) if word not in grammar().definite)


def _aliases(text: str, names: frozenset[str]) -> frozenset[str]:
    """The other name that a page gives a person: *El Mirlo, whose real name is Anselmo Rebolledo*."""
    pairs = [(_named(match["one"]), _named(match["other"])) for match in _ALIAS.finditer(text)] if names else []
    return frozenset(name for pair in pairs if names & (pair[0] | pair[1]) for name in pair[0] | pair[1])


def _named(text: str) -> frozenset[str]:
    """The words of the names in a phrase."""
    first = next(iter(text.split()), "")
    alone = len(text.split()) > 1 and not _NAME.search(text, len(first))
    found = (name.casefold() for name in _NAME.findall(text) if not (alone and first.startswith(name)))
    return frozenset(
        name for name in found if len(name) >= _SHORTEST and name not in conditions().titles | topics().stop
    )


def _one_person(one: _Condition, other: _Condition) -> bool:
    """Whether two claims are about one person, or the same persons."""
    if one.key and one.key == other.key:
        return True
    if one.names and other.names:
        return bool(one.names & other.names)
    for alive, dead in ((one, other), (other, one)):
        if alive.believed and not alive.names and dead.names and "dead" in dead.states:
            return dead.claim.person or bool(dead.key)  # The woman whose death was announced.
    if not one.noun or not other.noun or one.names or other.names:
        return False
    here, there = (_office(each.text) for each in (one, other))
    return stem(one.noun) == stem(other.noun) or alike_things(one.noun, other.noun) or alike_things(here, there)


def _denies(one: _Condition, other: _Condition) -> bool:
    """Whether two claims cannot both be true on their days."""
    first, second = sorted((one, other), key=lambda one: (one.claim.told.latest or "", one.claim.id))
    gap = days_between(first.claim.told, second.claim.told)
    if gap is None:
        return False
    both = {"dead" if "dead" in each.states else "alive" if "alive" in each.states else "" for each in (one, other)}
    if both == {"dead", "alive"}:
        return gap == 0 or ("dead" in first.states and gap <= LATER)
    if gap > WITHIN:
        return False
    if first.turned and second.turned:
        return False  # Arrested, and released.
    turned = next((one for one in (first, second) if one.turned), None)
    if turned is None:
        return gap == 0 or second.stays or "in" in second.states
    state = second if turned is first else first
    return (gap == 0 or state is second) and (state.stays or "in" in state.states)


def _side(told: list[_Condition]) -> Side:
    """What one page says of him, as one side: who says so, in which words."""
    first = told[0].claim
    return Side(
        f"{(first.teller or first.who).name}: said", plain(first.when),
        tuple(one.claim.evidence for one in told[:MOST_SHOWN]),
    )  # fmt: skip


def _beside(one: _Condition, other: _Condition) -> bool:
    """Whether two claims of one page say the same of one person."""
    return one is not other and bool(one.states & other.states) and _one_person(one, other)


def _finding(*sides: list[_Condition]) -> Finding:
    """The record of the claims of two pages of how somebody is."""
    ordered = sorted(sides, key=lambda side: min((one.claim.told.latest or "", one.claim.id) for one in side))
    everyone = [one for side in ordered for one in side]
    shown = max(everyone, key=lambda one: (len(_NAME.findall(one.text)), len(one.text), one.claim.id))
    told = " / ".join(f"{' '.join(side[0].text.split())}: {side[0].claim.source.lemma}" for side in ordered)
    return Finding(
        id=make_id("r", "condition", *sorted(one.claim.id for one in everyone)), kind="contradiction",
        topic=" ".join(shown.text.split()), actor=None, sides=tuple(_side(side) for side in ordered),
        reason=f"how somebody is: {told}", strength="soft",
        independent=len({one.claim.chain for one in everyone}), basis="polarity",
    )  # fmt: skip
