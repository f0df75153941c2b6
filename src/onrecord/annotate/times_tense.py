"""Which way a weekday or a month points: the tense of the clause that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

Direction = Literal["past", "future", "present", "near"]

_MODALS = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "may", "might", "must", "should", "can", "could", "would", "ca"}
)


@dataclass(frozen=True, slots=True)
class AheadWords:
    """Words that send a date ahead (``codebooks/times.toml``, section ``direction``)."""

    ahead: frozenset[str]
    """Their infinitives lie ahead: *plans to meet*."""
    due: frozenset[str]
    """Dates that hang on them lie ahead even in the past tense: *was scheduled for Friday*."""
    report: frozenset[str]
    """Verbs whose present tense reports what is past: *says Friday*."""
    until: frozenset[str]
    """Words right before a date that send it ahead: *until*."""
    over: frozenset[str]
    """Nouns for what is over when it is spoken of: *Wednesday's ruling*."""


def direction(token: Token, words: AheadWords) -> Direction:
    """The way that the clause of ``token`` points, seen from the day of publication.

    The verb that governs the token decides: a finite past or perfect points back, a modal or *to* after
    a word of planning ahead. A verb without tense of its own (*holding talks Friday*) hands the question
    up. The present tense is told apart (``present``); without a
    verb it is open (``near``).
    """
    before = token.doc[max(token.sent.start, token.i - 3) : token.i].text.lower()
    owned = token.head if token.dep_ == "poss" else None
    if owned is not None and owned.lemma_.lower() in words.over:
        return "past"
    until = any(before.endswith(" " + word) or before == word for word in words.until)
    if _meant_for(token):
        return "future"
    for verb in _governors(token):
        if until and _over_by_then(token, verb, before, words):
            return "past"
        if (found := _tense(verb, words)) is not None:
            # What has a day of its own is spoken of in the present when it is over: this is far below Friday's sales.
            return "future" if until else "past" if owned is not None and found == "present" else found
    return "future" if until else "near"


def _meant_for(token: Token) -> bool:
    """Whether something is put on a day of the month: *announced a walkout for March 29*, *left it for May 3*."""
    first = next((item for item in token.subtree if not item.is_punct), token)
    before = token.doc[first.i - 1] if first.i > token.sent.start else None
    day = token.dep_ == "pobj" and any(item.like_num and len(item.text) <= 2 for item in token.subtree)
    return day and before is not None and before.lower_ == "for" and token.head is before


def _over_by_then(token: Token, verb: Token, before: str, words: AheadWords) -> bool:
    """Whether what was so *by Sunday* is told as past: *had left by Sunday*, *By Sunday the toll stood at 12*."""
    if any(child.lower_ == "had" and child.dep_ == "aux" for child in verb.children):
        return True
    fronted = before.endswith("by") and token.i < verb.i and verb.tag_ == "VBD"
    return fronted and verb.lemma_.lower() not in words.due | words.ahead


def _governors(token: Token) -> list[Token]:
    """The verbs, and the words of planning, above a token, nearest first."""
    above = [item for item in token.ancestors if item.sent == token.sent]
    if token.pos_ in ("VERB", "AUX"):
        above.insert(0, token)
    return above[:8]


def _tense(verb: Token, words: AheadWords) -> Direction | None:
    """The direction of one governor, or ``None`` if it has none of its own."""
    lemma = verb.lemma_.lower()
    if verb.pos_ not in ("VERB", "AUX"):
        return "future" if lemma in words.due and verb.pos_ in ("ADJ", "NOUN") else None
    helpers = {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}
    perfect = any(child.lemma_.lower() == "have" and child.tag_ in ("VBP", "VBZ", "VBD") for child in helpers.values())
    bare_have = "have" in helpers or "’ve" in helpers or "'ve" in helpers
    if verb.tag_ in ("VBN", "VBD") and lemma in words.due:
        return "future"
    if any(word in _MODALS for word in helpers) or verb.tag_ == "MD":
        return "past" if bare_have and helpers.keys() & {"would", "could", "should", "might", "must"} else "future"
    if "to" in helpers:
        return "past" if bare_have else _infinitive(verb, words)
    return _finite(verb, helpers, perfect, words)


def _infinitive(verb: Token, words: AheadWords) -> Direction | None:
    """*plans to meet* points ahead; *returned to meet* follows its governor."""
    head = verb.head
    if head is verb:
        return "future"
    if head.lemma_.lower() in words.ahead or head.pos_ in ("NOUN", "ADJ", "PROPN"):
        return "future"
    if head.lemma_.lower() == "be":
        return "future"
    return None


def _finite(verb: Token, helpers: dict[str, Token], perfect: bool, words: AheadWords) -> Direction | None:
    """The direction that the form of the verb itself, or its helpers, gives."""
    if verb.tag_ == "VBD" or perfect:
        return "past"
    tags = {child.tag_ for child in helpers.values()}
    if "VBD" in tags:
        return "past"
    if verb.tag_ == "VBG" and tags & {"VBZ", "VBP"}:
        return "future"
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_.lower() in words.report:
        return "past"
    if verb.tag_ in ("VBZ", "VBP", "VB") or tags & {"VBZ", "VBP"}:
        return "present"
    if verb.tag_ == "VBN" and not helpers:
        return "past"
    return None
