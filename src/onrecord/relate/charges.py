"""Who did it: charge and counter-charge, charge and denial, whatever the words for the deed.

*Azurian units opened fire, Marovia said* and *Marovian gunners began the shooting, said Azuria's ministry*: each
teller is the side that the other charges, and both speak of one place. *Guards had beaten three students* and *no
member of the staff laid a hand on a student*: the deed is one of violence, and it is denied of the side that is charged
with it. Sides are compared by the bodies that somebody acts and speaks for, by their names in any form, and, where a
page gives none, as forces of the state and those who fight it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.disputes import disputes
from onrecord.records import Evidence, Finding, Side, Span, make_id
from onrecord.relate.camps import PREFIX, Camp, camp, one_camp
from onrecord.relate.claims import Claim
from onrecord.relate.known import Known, days_between, sentence_of
from onrecord.relate.naming import names_apart
from onrecord.relate.occasions import Occasions
from onrecord.relate.positions import topic_of
from onrecord.vectors import WordVectors

WITHIN = 7
"""Days between a charge and its answer."""
AKIN = 0.5
"""Nearness of two words for one kind of people."""
_ANY = frozenset({"anything", "anyone", "anybody", "any", "nothing", "nobody", "none"})
MOST_BESIDE = 2
"""Passages beside the first that are shown of one side."""
_NEXT = 5
MOST = 60
"""Charges of one page that are looked at."""
_SAID = re.compile(r",\s+(?P<who>[A-Z][^,;]{3,80}?)\s+(?:said|told)\b")
_TAG = 120
"""Characters before the end of a clause in which a tag that names the speaker may begin."""
_FIRST = re.compile(r"\bfirst\b", re.I)
_BEGINS = frozenset({"start", "begin", "provoke", "initiate", "launch", "open", "trigger", "unleash", "cause"})
_NUMBER = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Charge:
    """A claim that somebody did, or did not do, a deed of violence."""

    claim: Claim
    begins: bool
    """Whether it is said that he began it."""
    doer: Camp
    """How who did it is known."""
    voice: Camp
    """How who says so is known."""
    nouns: tuple[str, ...]
    """Words of the phrase for who did it."""
    spoken: tuple[str, ...]
    """Words of the phrase for who says so."""
    about: frozenset[str]
    """Words of the sentence."""
    places: frozenset[str]
    """Names in the sentence, those of the sides left out."""
    sentence: Span


def charges(known: Known, claims: Sequence[Claim], occasions: Occasions, vectors: WordVectors) -> Iterator[Finding]:
    """The contradictions between a charge and its answer on two pages."""
    pages: dict[str, list[_Charge]] = defaultdict(list)
    for claim in claims:
        if claim.named and claim.position in ("done", "denied"):
            charge = _charge(known, claim, occasions)
            if charge is not None and len(pages[claim.article_id]) < MOST:
                pages[claim.article_id].append(charge)
    for page in sorted(pages):
        for there in occasions.beside(page, 1):
            if there > page and there in pages and known.apart(there, page):
                pairs = ((one, other) for one in pages[page] for other in pages[there])
                best = max(
                    ((points, one, other) for one, other in pairs if (points := _answers(one, other, vectors))),
                    key=lambda found: (found[0], found[1].claim.id, found[2].claim.id),
                    default=None,
                )
                if best is not None:
                    yield _finding(known, best[1], best[2], pages)


def _charge(known: Known, claim: Claim, occasions: Occasions) -> _Charge | None:
    """A claim as a charge or its denial; ``None`` if it tells no deed of violence."""
    book = disputes()
    lemma = claim.source.lemma
    fighting = any(word in book.fighting for word in words(claim.frame))
    begins = (
        (lemma.split()[0] in _BEGINS and fighting)
        or lemma.startswith(("open fire", "break ", "violate ", "breach "))
        or bool(lemma.split()[0] in ("fire", "shoot", "attack") and _FIRST.search(claim.words.exact))
    )
    harm = (
        lemma in book.harm
        or claim.act in book.harm
        or lemma.split()[0] in book.harm
        or lemma in ("be victim", "fall victim")
    )
    inside = {*map(stem, words(claim.frame)), *lemma.split()}
    aloof = claim.position == "denied" and any(set(phrase.split()) <= inside for phrase in book.aloof)
    if not (begins or harm or aloof):
        return None
    sentence = sentence_of(known.articles[claim.article_id].text, claim.words)
    statement = known.statements.get(claim.source.attributed_to or "")
    if claim.teller is None:
        match = _SAID.search(sentence.exact, max(0, claim.words.end - sentence.start - _TAG))
        spoken = match["who"] if match is not None else ""
    else:
        spoken = " ".join(span.exact for span in statement.speaker) if statement is not None else ""
    victim = lemma in ("be victim", "fall victim")
    of = " ".join(phrase.words for phrase in (claim.source.objects if victim else claim.source.subjects))
    doer = camp(of if victim else f"{of} {claim.who.name}", frozenset() if victim else claim.bodies)
    voice = camp(f"{spoken} {claim.teller.name if claim.teller else ''}", claim.voices)
    nouns = tuple(word for word in words(of) if word not in topics().stop and len(word) > 2)
    if not (voice or spoken) or (claim.position == "done" and (not nouns or one_camp(doer, voice))):
        return None
    sides = frozenset(word.removeprefix("named:") for word in doer | voice if word.startswith("named:"))
    names = occasions.named_in(claim.article_id, sentence.exact)
    places = frozenset(name for name in names if name[:PREFIX] not in {side[:PREFIX] for side in sides})
    about = stems(sentence.exact) - stems(spoken) - names - book.forces - book.rebels
    spoke = tuple(word for word in words(spoken) if word not in topics().stop and len(word) > 2)
    return _Charge(claim, begins, doer, voice, nouns, spoke, about | _numbers(sentence), places, sentence)


def _numbers(sentence: Span) -> frozenset[str]:
    """Numbers of a sentence, as words."""
    return frozenset(match.casefold() for match in _NUMBER.findall(sentence.exact))


def _answers(one: _Charge, other: _Charge, vectors: WordVectors) -> int:
    """How surely one of two charges answers the other; 0 if it does not."""
    a, b = one.claim, other.claim
    gaps = (days_between(a.told, b.told), days_between(b.told, a.told))
    if any(gap is None or gap > WITHIN for gap in gaps) or names_apart(a, b):
        return 0
    if one.places and other.places and not one.places & other.places:
        return 0
    shared = len(one.places & other.places) + len(one.about & other.about)
    if a.position == b.position == "done":
        crossed = (
            one_camp(one.doer, other.voice) and one_camp(other.doer, one.voice) and not one_camp(one.doer, other.doer)
        )
        if not crossed or one.begins != other.begins or not one.places & other.places:
            return 0
        return shared if one.begins or one.about & other.about else 0
    denial, charge = (one, other) if a.position == "denied" else (other, one)
    if a.position == b.position or one_camp(denial.voice, charge.voice):
        return 0
    universal = bool(_ANY & set(words(denial.claim.words.exact)))
    patient = bool((denial.claim.objects - _ANY) & charge.claim.objects)
    akin = _akin(charge.nouns, (*denial.nouns, *denial.spoken), vectors) and (
        patient or (universal and bool(one.places & other.places))
    )
    if not akin and not (denial.doer and one_camp(denial.doer, charge.doer)):
        return 0
    return shared + 1 if shared > (0 if universal else 1) else 0


def _akin(here: Sequence[str], there: Sequence[str], vectors: WordVectors) -> bool:
    """Whether two phrases may be for one kind of people: *guards*, *the head of security*."""
    return any(stem(a) == stem(b) or vectors.similarity([a], [b]) >= AKIN for a in here for b in there)


def _finding(known: Known, one: _Charge, other: _Charge, pages: Mapping[str, Sequence[_Charge]]) -> Finding:
    """The record of a charge and its answer."""
    ordered = sorted((one, other), key=lambda charge: (charge.claim.told.latest or "", charge.claim.id))
    names = " / ".join(f"{charge.claim.who.name} ({charge.claim.position})" for charge in ordered)
    denied = any(charge.claim.position == "denied" for charge in ordered)
    shared = sorted((one.places & other.places) | (one.about & other.about))
    told = "a charge and its denial" if denied else "each side charges the other"
    claim = ordered[0].claim
    sides = []
    for charge in ordered:
        more = [each.claim.evidence for each in pages[charge.claim.article_id] if _beside(charge, each)]
        if charge.claim.position == "denied":
            more += _goes_on(known, charge)
        side = charge.claim.side()
        sides.append(Side(side.label, side.date, (*side.evidence, *more[:MOST_BESIDE])))
    return Finding(
        id=make_id("r", "charge", *sorted(charge.claim.id for charge in ordered)), kind="contradiction",
        topic=topic_of(claim), actor=None, sides=tuple(sides),
        reason=f"{told}: {names}; shared words: {', '.join(shared)}", strength="soft",
        independent=len({charge.claim.chain for charge in ordered}), basis="polarity" if denied else "actor",
    )  # fmt: skip


def _beside(charge: _Charge, other: _Charge) -> bool:
    """Whether another charge of the page is of the same doers in another sentence."""
    one_way = charge.claim.position == other.claim.position
    return one_way and not charge.sentence.overlaps(other.sentence) and one_camp(charge.doer, other.doer)


def _goes_on(known: Known, denial: _Charge) -> list[Evidence]:
    """What who denies it says next: how it was instead."""
    article = known.articles[denial.claim.article_id]
    after = [
        statement
        for statement in known.statements.values()
        if statement.article_id == article.id
        and 0 <= statement.content[0].start - denial.sentence.end <= _NEXT
        and (teller := known.speaker(statement)) is not None
        and denial.claim.teller is not None
        and teller.key == denial.claim.teller.key
    ]
    first = min(after, key=lambda statement: (statement.content[0].start, statement.id), default=None)
    return [Evidence(article.id, first.content[0], first.id)] if first is not None else []
