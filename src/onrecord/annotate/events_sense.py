"""Whether a word of the codebook tells an event here: who acts can act, somebody has a part, it is no rule or skill.

*Flames damaged the hall*, *the rule protects birds* and *he can help us* have verbs of events and tell none.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.annotate.events_candidate import Candidate
from onrecord.annotate.events_frames import LOCATIVE, after, children
from onrecord.annotate.events_lexicon import Lexicon
from onrecord.annotate.events_setting import Setting

_VERBAL = frozenset({1, 3})
"""Quad codes of what is done with words; a report or a court order can do it."""
_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types that a weapon stands for: *missiles hit the port*."""
_NORMS = frozenset({"can", "ca", "must", "should", "ought"})
"""Helping verbs of skill and duty: what can or should be done is no event, nor the plan of one."""
_DUTIES = frozenset({"have", "need", "require", "force", "oblige", "able", "unable", "necessary", "enable", "use"})
_PUBLIC = frozenset({"AID", "COOPERATE", "CONSULT"})
"""Types that tell nothing between private persons: neighbours help and meet every day."""
_FIRST_SECOND = frozenset({"i", "me", "we", "us", "you", "myself", "ourselves", "yourself"})
_LEISURE_WORDS = 4
"""Words of leisure that make a page of it, if they are also this share of its nouns: of ninety pages, those on politics
and accidents have 2 % at most, those on sport and stars 4 to 15 %."""
_LEISURE_SHARE = 0.04
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_MEETINGS = frozenset({"CONSULT", "SUPPORT"})
_HARMS = frozenset({"death", "killing", "explosion", "blast"})
"""Nouns of harm that say nothing of who or what did it."""


def is_leisure(doc: Doc, lexicon: Lexicon) -> bool:
    """Whether a page is about sport or show business, whose verbs of force and trade tell no events."""
    told = [token.lemma_.lower() for token in doc if token.pos_ in ("NOUN", "PROPN")]
    words = [word for word in told if word in lexicon.support["leisure"]]
    return len(set(words)) > 1 and len(words) >= max(_LEISURE_WORDS, _LEISURE_SHARE * len(told))


def tells_event(found: Candidate, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether a candidate is an event of somebody, and not a thing, a rule or the background of another event."""
    if not _sides_fit(found, lexicon, setting):
        return False
    if not all(_has_side(found, need, lexicon, setting) for need in found.entry.needs):
        return False
    private = found.entry.type in _PUBLIC and found.actors and all(setting.private(head) for head in found.actors)
    if private or _told_by_speaker_alone(found) or _unowned_purpose(found) or _in_question(found.token):
        return False
    if found.nominal:
        return not _mere_background(found, lexicon)
    return not _rule_or_skill(found.token)


def _told_by_speaker_alone(found: Candidate) -> bool:
    """Whether a deed has no sides but *we* and *you*: the voice of whoever is quoted, and no news of anybody."""
    heads = [*found.actors, *found.recipients]
    return found.entry.quad not in _VERBAL and all(head.lower_ in _FIRST_SECOND for head in heads)


def _in_question(verb: Token) -> bool:
    """Whether a verb stands in an indirect question: *it is unclear whether they met*."""
    marks = {mark.lower_ for mark in children(verb, "mark")}
    return verb.dep_ in ("ccomp", "pcomp", "acl") and bool(marks & {"whether", "if"})


def _unowned_purpose(found: Candidate) -> bool:
    """Whether an infinitive of purpose has nobody who does it: *the intent to harm*."""
    verb = found.token
    return verb.tag_ == "VB" and verb.dep_ in ("acl", "advcl", "pcomp") and not found.actors


def able(head: Token, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether a noun can act: a named or nominal actor, a person, or a number of them."""
    if not any(letter.isalnum() for letter in head.text):
        return False
    if setting.acts(head) or setting.within_actor(head) or head.lemma_.lower() in lexicon.support["person"]:
        return True
    if (head.pos_ == "PROPN" and head.text[0].isalpha()) or any(
        child.ent_type_ == "NORP" for child in children(head, "amod", "compound")
    ):
        return True  # A name that the parser could not label; *Chinese hackers*.
    inner = after(head, "of")
    if head.lemma_.lower() in lexicon.support["quantity"] or head.pos_ == "NUM":
        return not inner or any(able(noun, lexicon, setting) for noun in inner)
    return False


def _sides_fit(found: Candidate, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether who is named as actor can act, and somebody has a part at all."""
    entry = found.entry
    if found.actors and not any(_can_do(head, entry.type, entry.quad, lexicon, setting) for head in found.actors):
        return False
    if found.actors:
        return True
    somebody = any(_somebody_s(head, lexicon, setting) for head in found.recipients)
    return somebody or (found.nominal and found.modality == "negated")


def _has_side(found: Candidate, need: str, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether somebody takes part whom the entry asks for."""
    match need:
        case "victim":
            return any(able(head, lexicon, setting) and head.lower_ != "it" for head in found.recipients)
        case "actor object" | "demand":
            return any(setting.acts(head) and not setting.private(head) for head in found.recipients)
        case "authority":
            return any(able(head, lexicon, setting) for head in found.actors)
        case "partner":
            several = len(found.actors) > 1 and found.entry.type == "CONSULT"
            return several or any(_somebody_s(head, lexicon, setting) for head in found.recipients)
        case "opponent":
            return len(found.actors) > 1 or any(_somebody_s(head, lexicon, setting) for head in found.recipients)
        case "workers":
            return any(head.tag_ in ("NNS", "NNPS") or head.ent_type_ == "ORG" for head in found.actors)
        case "crowd":
            heads = [*found.actors, *found.recipients]
            counted = [
                noun
                for head in heads
                if head.lemma_.lower() in lexicon.support["quantity"]
                for noun in after(head, "of")
            ]
            return any(head.lemma_.lower() in lexicon.support["crowd"] for head in [*heads, *counted])
        case "giver":
            return not found.trigger.swapped or any(able(head, lexicon, setting) for head in found.actors)
        case "rioters":
            return any(head.lemma_.lower() in lexicon.support["rioters"] for head in found.actors)
        case "place":
            return any(_place(head) for head in found.recipients)
        case "meeting":
            met = (lexicon.nouns.get(head.lemma_.lower()) for head in found.recipients)
            return any(entry is not None and entry.type in _MEETINGS for entry in met) or any(
                head.pos_ == "PROPN" and head.ent_type_ != "DATE" for head in found.recipients
            )
        case "visit":
            return _is_visit(found, setting)
        case "both sides":
            if not found.nominal:
                return True
            among = bool(after(found.token, "between")) or len(found.recipients) > 1
            return among or bool(found.actors and found.recipients) or found.modality == "negated"
        case "attacker":
            return _has_attacker(found, lexicon, setting)
    return True


def _somebody_s(head: Token, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether a noun is somebody, a place, or a thing of somebody: *the plans of the cabinet*."""
    if able(head, lexicon, setting) or _place(head):
        return True
    owners = [
        *children(head, "poss"),
        *(noun for by in ("of", "for", "with", "between", "by") for noun in after(head, by)),
    ]
    return any(setting.acts(noun) for noun in owners)


def _is_visit(found: Candidate, setting: Setting) -> bool:
    """Whether who goes somewhere is no private person, and the way leads to a named place or somebody named."""
    if found.actors and all(setting.private(head) for head in found.actors):
        return False
    return any(
        _place(head) or head.pos_ == "PROPN" or (setting.acts(head) and head.pos_ != "PRON")
        for head in found.recipients
    )


def _place(head: Token) -> bool:
    """Whether a noun names a place, or ends in the name of one: *the port of Orlen*."""
    return head.ent_type_ in _PLACES or any(
        noun.ent_type_ in _PLACES for by in ("of", "in") for noun in after(head, by)
    )


def _has_attacker(found: Candidate, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether harm has somebody, a weapon or an attack behind it; fires, storms and accidents harm as well."""
    accidents = lexicon.support["accident"] | {"fire"}
    if any(
        _can_do(head, "ASSAULT", 4, lexicon, setting)
        and head.lemma_.lower() not in accidents
        and head.ent_type_ != "PRODUCT"
        for head in found.actors
    ):
        return True
    words = {word.lemma_.lower() for word in found.token.sent}
    if any(head.lemma_.lower() in lexicon.support["combatant"] for head in found.recipients):
        return not words & lexicon.support["accident"]
    armed = words & lexicon.support["weapon"] or any(
        word in lexicon.nouns and lexicon.nouns[word].type == "ASSAULT" and word not in _HARMS for word in words
    )
    return bool(armed) and not words & lexicon.support["accident"]


def _can_do(head: Token, kind: str, quad: int, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether a noun can be the actor of a type."""
    lemma = head.lemma_.lower()
    if able(head, lexicon, setting):
        return True
    if quad in _VERBAL and lemma in lexicon.support["document"]:
        return True
    if kind in _FORCE and lemma in lexicon.support["weapon"]:
        return True
    return kind in _FORCE and (lemma in lexicon.nouns and lexicon.nouns[lemma].type == "ASSAULT")


def _rule_or_skill(verb: Token) -> bool:
    """Whether a verb tells what can or must be done: *has to consult*, *can help*."""
    top = verb
    while top.dep_ == "conj" and not children(top, "aux", "nsubj") and top.head.pos_ in ("VERB", "AUX"):
        top = top.head
    words = {aux.lower_ for aux in children(top, "aux")}
    if words & _NORMS:
        return True
    bound = top.dep_ == "xcomp" and top.tag_ in ("VB", "VBN") and top.head.lemma_.lower() in _DUTIES
    return bound and "to" in words


def _mere_background(found: Candidate, lexicon: Lexicon) -> bool:
    """Whether a noun names no side but the place: *the bombing in the east* stands behind what is told."""
    if "poss" in found.entry.slots and not found.recipients:
        return True  # A release of the ministry sets nobody free.
    if found.actors or found.modality == "negated":
        return not found.actors and not found.recipients
    told = found.token.dep_ in ("nsubj", "attr", "ROOT") and (
        found.token.dep_ == "ROOT" or found.token.head.lemma_.lower() in lexicon.support["occur"]
    )
    placed = {head.i for by in LOCATIVE for head in after(found.token, by)}
    return not told and all(head.i in placed for head in found.recipients)
