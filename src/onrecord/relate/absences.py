"""A thing that one page says was not there, or did not take place, and that another page tells of.

*There was no cholera in the country* and *has recorded 214 cases of cholera* have no deed in common, and *had not
carried out any air strikes* names who did not bomb what *warplanes bombed*. A denial in somebody's name is held against
reports of the thing (:mod:`onrecord.codebooks.absences`) on pages of one occasion: of the same days, places, states and
people, in another voice. What is denied of some only, or so far, is left alone; so is what is told after its denial.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.absences import absences
from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.records import Finding, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.known import Known, days_between, sentence_of
from onrecord.relate.naming import names_apart
from onrecord.relate.nobody import two_matters
from onrecord.relate.occasions import Occasions
from onrecord.relate.positions import topic_of

WITHIN = 4
"""Days from a report to the denial."""
LONG_AGO = 7
"""Days before it is told from which a deed is of another occasion."""
MOST = 60
"""Claims of one page that are looked at."""
_NONE = re.compile(r"\b(?:[Nn]o|any|[Nn]ot\s+a\s+single|[Nn]ot\s+one)\s+(?P<thing>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,3})")
_ENDS = re.compile(r"\s(?:in|at|on|to|of|from|by|for|with|among|was|were|is|are|had|has|have|been|and|or)\b")
_VERBAL = re.compile(
    r"(?:\b(?:not|never|was|were|is|are|been|be|being|[Nn]obody|[Nn]o\s+one|[Nn]one)|n['’]t)\s+(?:\w+ly\s+|been\s+|had\s+|has\s+)?$"
)
"""What stands before a verb that is denied, and before no noun."""
_JUST_BEFORE, _SOON_AFTER = 1, 25
"""Characters before and after a verb in which words for a thing make it a report."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim that denies a thing, or tells of it."""

    claim: Claim
    things: frozenset[str]
    """Things of the codebook, and stems of nouns after ``noun:``."""
    names: frozenset[str]
    """Names in its sentence, without those of who says so."""
    named: frozenset[str]
    """The same with those of who says so."""
    states: frozenset[str]
    """States named in its sentence."""
    people: frozenset[str]
    """Nouns of people of whom it is told."""


def absent(known: Known, claims: Sequence[Claim], occasions: Occasions) -> Iterator[Finding]:
    """The contradictions between a denial that something was there and a report of it: one for a page that denies."""
    denials: dict[str, list[_Told]] = defaultdict(list)
    reports: dict[str, list[_Told]] = defaultdict(list)
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen or claim.position == "planned" or claim.open:
            continue
        seen.add(claim.id)
        found = denials if claim.position == "denied" else reports
        told = _told(known, occasions, claim) if len(found[claim.article_id]) < MOST else None
        if told is not None:
            found[claim.article_id].append(told)
    for page in sorted(denials):
        near = [there for there in occasions.beside(page, 1) if known.apart(there, page)]
        pairs = (
            (one, other)
            for one in denials[page]
            for there in near
            for other in reports.get(there, ())
            if not two_matters(other.claim, one.claim)
        )
        best = max(
            ((points, pair) for pair in pairs if (points := _against(*pair, occasions))),
            key=lambda found: (found[0], found[1][0].claim.id, found[1][1].claim.id),
            default=None,
        )
        if best is not None:
            yield _finding(*best[1])


def _told(known: Known, occasions: Occasions, claim: Claim) -> _Told | None:
    """A claim as a denial or report of things of the codebook; ``None`` if it is of none."""
    book, text = absences(), claim.source.clause.exact
    if claim.position == "denied":
        if claim.teller is None or book.limits.search(book.day.sub("", text)):
            return None
        things = {thing for thing, pattern in book.denied.items() if _is_denied(claim, pattern)} | _nouns(text)
    else:
        told = book.told.items() if book.any_told.search(text) else ()
        things = {thing for thing, pattern in told if _is_told(claim, pattern)}
        for sign in book.signs.finditer(text):
            things |= {f"noun:{stem(word)}" for word in words(text[sign.end() :])[:2]}
    if not things:
        return None
    sentence = sentence_of(known.articles[claim.article_id].text, claim.words)
    statement = known.statements.get(claim.source.attributed_to or "")
    spoken = stems(" ".join(span.exact for span in statement.speaker)) if statement is not None else frozenset()
    named = occasions.named_in(claim.article_id, sentence.exact)
    states = frozenset(
        who.family
        for mention in known.mentions_in(claim.article_id, [sentence])
        if (who := known.who(mention)) is not None and who.family.startswith("state:")
    )
    of = text.split(",", maxsplit=1)[0] if claim.position == "denied" else sentence.exact
    people = frozenset(stem(word.casefold()) for word in book.people.findall(of))
    return _Told(claim, frozenset(things), named - spoken, named, states, people)


def _is_denied(claim: Claim, pattern: re.Pattern[str]) -> bool:
    """Whether a denial is of a thing: behind *no* or *any*, or as its verb."""
    text = claim.source.clause.exact
    if any(pattern.search(match["thing"]) for match in _NONE.finditer(text)):
        return True
    start = max(0, claim.source.trigger[0].start - claim.source.clause.start)
    if not _VERBAL.search(text, 0, start):
        return False  # *Has the right to violence*
    verb = text[start:]
    light = absences().light.match(verb)
    return pattern.match(verb) is not None or (light is not None and pattern.match(verb, light.end() + 1) is not None)


def _is_told(claim: Claim, pattern: re.Pattern[str]) -> bool:
    """Whether the verb of a claim, or what stands right beside it, tells of a thing."""
    clause, trigger = claim.source.clause, claim.source.trigger[0]
    low, high = trigger.start - clause.start, trigger.end - clause.start
    return any(
        match.end() >= low - _JUST_BEFORE and match.start() <= high + _SOON_AFTER
        for match in pattern.finditer(clause.exact)
    )


def _nouns(text: str) -> set[str]:
    """The nouns of which a denial says that there are none: *no cholera in the country*."""
    found = set()
    for match in _NONE.finditer(text):
        content = [word for word in words(_ENDS.split(match["thing"], maxsplit=1)[0]) if word not in topics().stop]
        if content and stem(content[-1]) not in absences().empty:
            found.add(f"noun:{stem(content[-1])}")
        behind = words(text[match.end("thing") :])
        if content and stem(content[-1]) in absences().empty and behind:
            found.add(f"noun:{stem(behind[0])}")
    return found


def _against(denial: _Told, report: _Told, occasions: Occasions) -> int:
    """How surely a report tells of what is denied; 0 if it does not."""
    a, b = denial.claim, report.claim
    things = denial.things & report.things
    if not things or names_apart(a, b):
        return 0
    late, when = days_between(b.told, a.told), days_between(b.when, b.told)
    if late is None or not 0 <= late <= WITHIN or (when is not None and when > LONG_AGO):
        return 0  # What is told after a denial may have come about since.
    if a.teller is None or a.teller.key == (b.teller or b.who).key:
        return 0
    apart = denial.states and report.states and not denial.states & report.states
    if apart and not denial.names & report.names:
        return 0
    if denial.names and report.names and not denial.named & report.named:
        return 0
    if denial.people and not denial.people & report.people:
        return 0
    shared = len(denial.named & report.named)
    if things <= absences().common and not shared:
        return 0
    noun = any(thing.startswith("noun:") for thing in things)
    near = len(occasions.shared(a.article_id, b.article_id))
    return len(things) + shared + near if shared or noun or near > 1 else 0


def _finding(denial: _Told, report: _Told) -> Finding:
    """The record of a denial and a report."""
    ordered = sorted((denial.claim, report.claim), key=lambda claim: (claim.told.latest or "", claim.id))
    things = ", ".join(sorted(thing.removeprefix("noun:") for thing in denial.things & report.things))
    return Finding(
        id=make_id("r", "absent", *sorted(claim.id for claim in ordered)), kind="contradiction",
        topic=topic_of(denial.claim), actor=None, sides=tuple(claim.side() for claim in ordered),
        reason=f"denied, and told of: {things}", strength="soft",
        independent=len({claim.chain for claim in ordered}), basis="polarity",
    )  # fmt: skip
