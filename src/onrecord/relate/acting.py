"""Who acts in a clause: whom it names, who speaks of what is his, or what something was done to by nobody named."""

from __future__ import annotations

import re

from onrecord.codebooks.clauses import words
from onrecord.codebooks.grammar import grammar
from onrecord.relate.assertions import Assertion, Phrase
from onrecord.relate.known import Known, Who, sentence_of, thing
from onrecord.relate.passages import sentences_around
from onrecord.relate.wanted import expected

_WE = frozenset({"we", "i"})
_OWNER = re.compile(r"[A-Z][\w .-]*['’]s?\s+([A-Z].*)$")
_ORDERS = re.compile(r"(?:the\s+)?(?:orders?|instructions?|request|behest|command)\s+of\s+(.+)$", re.I)
_CAPITAL = re.compile(r"\b[A-Z][^\W\d_]{3,}(?:-[^\W\d_]+)*")


def actors_of(known: Known, one: Assertion, teller: Who | None) -> dict[str, Who]:
    """Who acts, by family: known actors, the speaker where it is *his* body, else the thing by its noun."""
    found: dict[str, Who] = {}
    for side in one.subjects:
        if (who := _owned(known, side) or known.who(side.mention)) is not None:
            found.setdefault(who.family, who)  # Of several of one state the first is named.
    if found or not one.subjects:
        return found or _ordering(known, one)
    subject = one.subjects[0].words
    said = words(subject)
    if subject == "It" and (body := known.body_before(one.article_id, one.subjects[0].spans[0].start)) is not None:
        return {body.family: body}
    if (
        teller is not None
        and said
        and (
            said[0] in grammar().owners | _WE or (one.modality == "negated" and subject.casefold() in grammar().nobody)
        )
    ):
        return {teller.family: teller}
    other = known.named(subject) or thing(subject)
    return {other.family: other} if other is not None else {}


def _ordering(known: Known, one: Assertion) -> dict[str, Who]:
    """At whose orders something was done by nobody named: *on the instructions of the minister, it was locked*."""
    for side in one.objects if one.modality == "happened" else ():
        behind = _ORDERS.match(side.words)
        who = known.named(behind[1]) or known.who(side.mention) if behind is not None else None
        if who is not None:
            return {who.family: who}
    return {}


def stand_in(known: Known, one: Assertion, teller: Who | None) -> dict[str, Who]:
    """Who stands for whoever acts in a clause that names nobody: its speaker, or what it is done to."""
    found: dict[str, Who] = {}
    if not one.subjects and teller is not None:
        found = _undergone(one) or ({} if expected(known, one) else {teller.family: teller})
    if not found and not one.subjects and one.objects:
        found = {who.family: who for who in [thing(_patient(one).words)] if who is not None}
    return found


def _undergone(one: Assertion) -> dict[str, Who]:
    """What was done to something by nobody that is named is told of the thing, not of who says so: *a survey showed*.

    Of a plan or a denial, and of an event of the codebook, it is his who says so: *promised that no jobs would go*.
    """
    if one.coded or one.modality != "happened" or not one.objects or not one.objects[0].spans:
        return {}
    patient = _patient(one)
    before = patient.spans[0].start < one.trigger[0].start
    who = thing(patient.words) if before else None
    return {who.family: who} if who is not None else {}


def _patient(one: Assertion) -> Phrase:
    """What a passive is told of, the last phrase before its verb: *in Tarvik 30 teachers were dismissed*.

    Of an event that its verb and its noun tell, the noun: *the schools were closed*.
    """
    first, last = min(one.trigger, key=lambda span: span.start), max(one.trigger, key=lambda span: span.start)
    if one.coded and first is not last and last.exact.endswith("ed"):
        return Phrase((first,), None)
    before = [side for side in one.objects if side.spans and side.spans[0].start < one.trigger[0].start]
    return before[-1] if before else one.objects[0]


def scene_of(known: Known, one: Assertion) -> frozenset[str]:
    """The names in the sentences around a deed of which nobody is said to do it."""
    text = known.articles[one.article_id].text
    spans = sentences_around(text, sentence_of(text, one.trigger[0]))
    return frozenset(name.casefold() for span in spans for name in _CAPITAL.findall(span.exact))


def _owned(known: Known, side: Phrase) -> Who | None:
    """The actor whom a phrase names behind the country that he is of: *Belgium's Corvin*."""
    behind = _OWNER.match(side.words) if known.is_place(side.mention) else None
    return known.named(behind[1]) if behind is not None else None
