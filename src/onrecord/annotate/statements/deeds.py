"""Deeds that share their verb with an attribution: to attack a plan is words, to attack a shop is not.

The codebook names the verbs and the words that tell the two apart (``[deeds]`` in ``reporting_cues.toml``).
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.statements.codebook import Sense, codebook
from onrecord.annotate.statements.tree import child, children, comma_before, infinitive, relative

_PLACES = frozenset({"GPE", "LOC", "FAC"})


def is_deed(verb: Token, frame: str, sense: Sense, head: Token | None) -> bool:
    """Whether a verb of the codebook tells a deed or describes people here, and attributes nothing.

    Args:
        verb: the cue.
        frame: the construction that caught its content.
        sense: what the codebook makes of it.
        head: head of the source.
    """
    if _only_a_phrase(verb, frame, sense, head):
        return True
    if frame == "np":
        held = child(verb, "dobj", "nsubjpass")
        return held is not None and (_struck(verb, held, head) or _contended(verb, held))
    return frame in ("to", "obj-to") and sense.act == "want" and _describes(verb, head)


def _only_a_phrase(verb: Token, frame: str, sense: Sense, head: Token | None) -> bool:
    """Whether the words only seem to attribute: *might want to rest*, *can you imagine*, *that is not to say that*."""
    auxiliaries = {item.lower_ for item in children(verb, "aux")}
    if frame == "to" and sense.act == "want" and auxiliaries & {"might", "may"}:
        return True
    if head is None:
        return False
    if head.lower_ == "you" and sense.kind == "attitude" and auxiliaries & {"can", "could", "might", "may", "would"}:
        return True
    return head.lower_ in ("that", "this", "it", "which") and verb.lemma_ == "say" and infinitive(verb)


def _struck(verb: Token, held: Token, head: Token | None) -> bool:
    """Whether something is struck with more than words: *crowds attacked shops*."""
    words = codebook().deeds
    if verb.lemma_ not in words["striking"]:
        return False
    means = [child(item, "pobj") for item in children(verb, "prep") if item.lower_ == "with"]
    if any(item is not None and item.lemma_.lower() in words["weapons"] for item in means):
        return True
    many = head is not None and head.tag_ == "NNS"
    if many and held.lemma_.lower() in words["victims"]:
        return True
    fights = head is not None and head.ent_type_ != "PERSON" and head.lemma_.lower() in words["fighters"]
    return fights or held.ent_type_ in ("FAC", "LOC", "PRODUCT") or held.lemma_.lower() in words["targets"]


def _contended(verb: Token, held: Token) -> bool:
    """Whether two sides contend for a place or with each other: *dispute the strait*, *challenged her in March*."""
    words = codebook().deeds
    if verb.lemma_ not in words["contending"]:
        return False
    person = held.ent_type_ == "PERSON" or (held.pos_ == "PRON" and held.lower_ not in ("it", "that", "this"))
    if held.lemma_.lower() in words["titles"]:
        return True
    if verb.lemma_ == "defend":
        return False
    place = held.ent_type_ in _PLACES or held.lemma_.lower() in words["places"]
    return place or person


def _describes(verb: Token, head: Token | None) -> bool:
    """Whether the clause only says which people are meant: *people who want to travel*, *anyone wishing to leave*."""
    if head is None or verb.dep_ not in ("relcl", "acl") or verb.head.i != head.i or comma_before(verb):
        return False
    own = child(verb, "nsubj")
    # Peoples are written as names: Veldanians who wish to leave.
    return (own is None or relative(own)) and (head.pos_ != "PROPN" or head.ent_type_ == "NORP" or head.tag_ == "NNPS")
