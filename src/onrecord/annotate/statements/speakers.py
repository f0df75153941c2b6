"""The source of a statement: its noun phrase, how it is known, and who only carried the words."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from onrecord.annotate.statements.codebook import Sense, codebook
from onrecord.annotate.statements.tree import child, children, comma_before, solid, subtree
from onrecord.records import SpeakerBasis


def noun_phrase(head: Token | None, cue: Token | None = None) -> set[int]:
    """The full noun phrase of a source: appositions in, relative clauses that only add something out.

    The clause of the phrase that holds the ``cue`` itself is no part of it: *an envoy who denied it*.
    """
    if head is None:
        return set()
    away = [
        item
        for item in head.subtree
        if (item.dep_ in ("relcl", "acl", "advcl") and comma_before(item)) or item.dep_ in ("parataxis", "ccomp")
    ]
    if cue is not None and cue.i != head.i:
        away += [item for item in (cue, *cue.ancestors) if item.dep_ in ("relcl", "acl", "advcl") and item.i > head.i]
    if head.dep_ == "poss":
        away += children(head, "case")
    found = _without_loose_tail(head, subtree(head, away))
    while found and not solid(head.doc[max(found)]) and head.doc[max(found)].text not in (")", "]"):
        found.discard(max(found))
    while found and not solid(head.doc[min(found)]):
        found.discard(min(found))
    return found


def _without_loose_tail(head: Token, found: set[int]) -> set[int]:
    """The phrase up to the first gap behind its head, and back to the last gap before it."""
    low = high = head.i
    while low - 1 in found or (low - 2 in found and not solid(head.doc[low - 1])):
        low -= 1
    while high + 1 in found or (high + 2 in found and not solid(head.doc[high + 1])):
        high += 1
    return set(range(low, high + 1))


def speaker_basis(head: Token | None) -> SpeakerBasis:
    """How the phrase names its source."""
    if head is None:
        return "unknown"
    if head.pos_ == "PRON":
        return "pronoun"
    if head.pos_ == "PROPN":
        return "named"
    if any(item.pos_ == "PROPN" for item in children(head, "appos")):
        return "apposition"
    return "role"


def hearer(verb: Token, senses: Mapping[str, Sense]) -> Token | None:
    """To whom it is said: *told reporters*, *said to the crowd*."""
    if "addr" in senses and (held := child(verb, "dobj", "dative")) is not None and held.i > verb.i:
        return held
    if verb.dep_ in ("ROOT", "ccomp", "conj") and (held := _spoken_to(verb)) is not None:
        return held
    for item in children(verb, "prep", "dative"):
        if item.lower_ == "to" and item.i > verb.i and (held := child(item, "pobj")) is not None:
            return held if held.pos_ in ("NOUN", "PROPN", "PRON") else None
    return None


def _spoken_to(verb: Token) -> Token | None:
    """The hearer that a participle names: *Speaking to reporters in Harvan, Doren said ...*."""
    for item in children(verb, "advcl"):
        if item.tag_ == "VBG" and item.lemma_ in ("address", "brief"):
            return child(item, "dobj")
        if item.tag_ == "VBG" and item.lemma_ in ("speak", "talk"):
            link = next((part for part in children(item, "prep") if part.lower_ in ("to", "with")), None)
            return child(link, "pobj") if link is not None else None
    return None


def channel_of(verb: Token) -> Token | None:
    """The platform or outlet that the words went through: *wrote on Twitter*, *in an interview with a daily*."""
    book = codebook()
    for item in children(verb, "prep"):
        held = child(item, "pobj")
        if held is None:
            continue
        if item.lower_ in ("on", "via", "through") and held.lower_ in book.platforms:
            return held
        if held.lemma_ in ("interview", "conversation", "comment", "remark"):
            for inner in children(held, "prep"):
                outlet = child(inner, "pobj")
                if inner.lower_ in ("with", "to", "on") and outlet is not None and is_outlet(outlet):
                    return outlet
    return None


def is_outlet(head: Token) -> bool:
    """Whether a phrase names a newspaper, an agency or a station by its own words."""
    book = codebook()
    if head.lower_ in book.platforms or (head.lower_ in book.media_names and _named(head)):
        return True
    return any(item.lemma_.lower() in book.media_nouns for item in head.subtree)


def _named(head: Token) -> bool:
    """Whether a word is the end of a name: *the Harvan Times*, and not *the times*."""
    return head.pos_ == "PROPN" and any(item.pos_ == "PROPN" for item in children(head, "compound", "nmod", "amod"))


def reported_by(head: Token | None) -> Token | None:
    """The channel inside the phrase of a source: *the envoy, quoted by the state news agency*."""
    if head is None:
        return None
    for item in head.subtree:
        if item.lemma_ in ("quote", "cite") and item.dep_ in ("acl", "relcl", "advcl"):
            by = child(item, "agent")
            if by is not None:
                return child(by, "pobj")
    return None
