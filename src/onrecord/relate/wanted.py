"""Whose word a claim is, and of whom it is only wanted."""

from __future__ import annotations

import re

from onrecord.codebooks.grammar import grammar
from onrecord.codebooks.untruths import untruths
from onrecord.records import Statement
from onrecord.relate.assertions import Assertion
from onrecord.relate.known import Known, Who, sentence_of

_MAY = re.compile(r"\b(?:should|could|might|may|if|must|ought)\b", re.I)


def denier(known: Known, one: Assertion) -> Who | None:
    """Who says that a claim of nobody named is false: *the claim that it was sold is a lie, the mayor said*."""
    statement = known.statements.get(one.attributed_to or "")
    if one.modality != "negated" or statement is None or statement.speaker or statement.nested_in is None:
        return None
    outer = known.statements.get(statement.nested_in)
    return known.speaker(outer) if outer is not None else None


def expected(known: Known, one: Assertion) -> bool:
    """Whether the speaker only thinks that it will be done, by whomever: *expected that the letters would be kept*."""
    statement = known.statements.get(one.attributed_to or "")
    return (
        not one.norm
        and statement is not None
        and statement.act in grammar().hoping | {"expect"}
        and one.modality != "happened"
    )


def rumoured(known: Known, one: Assertion) -> bool:
    """Whether it is only told that it is said, by nobody: *laughed at rumours that he had left*."""
    statement = known.statements.get(one.attributed_to or "")
    if statement is None or statement.speaker or one.modality != "happened":
        return False
    return any(untruths().hearsay.search(f"{cue.exact} that") for cue in statement.cue)


def _told_as_fact(known: Known, statement: Statement) -> bool:
    """Whether an order is told as one that was given: not *should obtain an order telling them to leave*."""
    if not statement.cue:
        return True
    cue = statement.cue[0]
    sentence = sentence_of(known.articles[statement.article_id].text, cue)
    return not _MAY.search(sentence.exact[: max(0, cue.start - sentence.start)])


def asked_of_others(known: Known, one: Assertion, own: frozenset[str]) -> bool:
    """Whether it is only what somebody wants of another: *ordered him to drop it*, *told her to think of resigning*."""
    statement = known.statements.get(one.attributed_to or "")
    if statement is None or one.norm:
        return False
    if statement.act in grammar().hoping and one.modality == "planned" and known.teller(one) is not None:
        return True
    wanted = statement.act in grammar().wanting and not (own and _told_as_fact(known, statement))
    open_ = one.modality != "happened" or one.trigger[0].exact.endswith("ing")
    return wanted and open_ and bool(one.subjects)
