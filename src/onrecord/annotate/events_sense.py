"""Whether a word of the codebook tells an event here: who acts can act, somebody has a part, it is no rule or skill.

*Flames damaged the hall*, *the rule protects birds* and *he can help us* have verbs of events and tell none.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.annotate.events_candidate import Candidate
from onrecord.annotate.events_frames import LOCATIVE, after, children, passive
from onrecord.annotate.events_lexicon import Lexicon
from onrecord.annotate.events_needs import able, can_do, has_side, somebody_s, undergone
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
_EVERYDAY = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION",
    "MOBILIZE", "RETREAT",
})  # fmt: skip
"""Types whose deeds are news only where somebody of public life has a part; violence and arrests always are."""
_BY_PUBLIC = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Types that are no news where only private persons do it."""
_RESOLVES = frozenset({
    "decision", "plan", "agreement", "promise", "pledge", "vow", "move", "letter", "statement", "resolution",
    "refusal", "threat", "offer", "order", "deal", "request", "intention", "readiness", "willingness", "intent",
    "commitment", "step", "bid", "effort", "attempt", "call", "demand", "measure", "bill", "law", "vote", "decree",
    "proposal", "campaign", "ultimatum", "warning", "petition", "accord", "treaty", "pact", "speech", "meeting",
    "mission", "operation", "visit", "desire", "determination",
})  # fmt: skip
"""Nouns whose complement is somebody's will or act."""
_FORCES = frozenset({"troop", "force", "soldier", "army", "unit"})
_OF_CROWDS = frozenset({"strike", "protest", "boycott", "demonstration", "rally"})
"""What those do together who hold no office: to end a strike is an event too."""
_YIELDING = frozenset({"CONCEDE", "AGREE"})
"""Types that private persons do to bodies: strikers who accept an offer of the ministry."""
_OFTEN = frozenset({
    "often", "usually", "occasionally", "typically", "generally", "sometimes", "always", "rarely", "normally",
})  # fmt: skip
_CHARGES = frozenset({"of", "with", "for", "to", "on", "as"})
"""Prepositions behind which a bare noun names a crime."""
_CHARGING = frozenset({"accuse", "suspect", "blame", "allege"})
_SELVES = frozenset({"himself", "herself", "themselves", "itself", "myself", "ourselves", "yourself"})
_FIRST_SECOND = frozenset({"i", "me", "we", "us", "you", "myself", "ourselves", "yourself"})
_LEISURE = ((4, 0.025, True), (2, 0.012, False))
"""Words of leisure that make a page of it, if they are also this share of its nouns: on a page that tells of those in
public life, and on another. Of ninety pages, those on politics and accidents have 2 % at most, most none."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_MEETINGS = frozenset({"CONSULT", "SUPPORT"})
_HARMS = frozenset({"death", "killing", "explosion", "blast"})
"""Nouns of harm that say nothing of who or what did it."""


def is_leisure(doc: Doc, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether a page is about sport or show business, whose verbs of force and trade tell no events."""
    told = [token for token in doc if token.pos_ in ("NOUN", "PROPN")]
    words = [word for token in doc if (word := token.lemma_.lower()) in lexicon.support["leisure"]]
    return len(set(words)) > 1 and any(
        len(words) >= max(least, share * len(told))
        for least, share, political in _LEISURE
        if political == setting.standing.political
    )


def tells_event(found: Candidate, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether a candidate is an event of somebody, and not a thing, a rule or the background of another event."""
    if not _sides_fit(found, lexicon, setting):
        return False
    if not all(has_side(found, need, lexicon, setting) for need in found.entry.needs):
        return False
    private = found.entry.type in _PUBLIC and found.actors and all(setting.private(head) for head in found.actors)
    if not _of_public_life(found, lexicon, setting):
        return False
    if private or _told_by_speaker_alone(found) or _unowned_purpose(found) or _in_question(found.token):
        return False
    if (
        _is_figure(found, lexicon)
        or _is_offence(found)
        or _is_privacy(found, lexicon)
        or _is_own(found, lexicon, setting)
    ):
        return False
    if found.nominal:
        return not _mere_background(found, lexicon)
    return not (
        _rule_or_skill(found.token) or _is_habit(found.token) or _to_oneself(found) or _is_nobody_s(found, lexicon)
    )


def _is_figure(found: Candidate, lexicon: Lexicon) -> bool:
    """Whether an attack is one in a figure of speech: *fought the fire*, *attacks on her record*."""
    if found.entry.type != "ASSAULT" or any(word.pos_ == "NOUN" for word in found.trigger.extra):
        return False
    figure, rescuer = lexicon.support["figure"], lexicon.support["rescuer"]
    heads = [head for head in found.recipients if not head.ent_type_]
    meant = bool(heads) and len(heads) == len(found.recipients) and all(head.lemma_.lower() in figure for head in heads)
    return meant or (bool(found.actors) and all(head.lemma_.lower() in rescuer for head in found.actors))


def _is_offence(found: Candidate) -> bool:
    """Whether a noun or an infinitive only names a crime: *convicted of murder of an officer*, *intent to kill*."""
    token = found.token
    if found.entry.type != "ASSAULT":
        return False
    if not found.nominal:
        return token.dep_ == "acl" and token.tag_ == "VB" and token.head.lemma_.lower() == "intent"
    named = children(token, "det", "poss", "nummod") or token.tag_ == "NNS"
    top = token
    while top.dep_ == "conj":
        top = top.head
    return not named and top.dep_ == "pobj" and top.head.lower_ in _CHARGES


def _is_privacy(found: Candidate, lexicon: Lexicon) -> bool:
    """Whether somebody only asks not to be named."""
    unsaid = lexicon.support["unsaid"]
    heads = found.recipients
    return found.entry.type == "REQUEST" and bool(heads) and all(head.lemma_.lower() in unsaid for head in heads)


def _is_own(found: Candidate, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether somebody only stands by what is his: *the navy defended its actions*."""
    owned = [
        any(owner.tag_ == "PRP$" for owner in children(head, "poss")) and not able(head, lexicon, setting)
        for head in found.recipients
    ]
    return found.entry.type == "SUPPORT" and not found.trigger.extra and bool(owned) and all(owned)


def _is_habit(verb: Token) -> bool:
    """Whether a verb tells what is done again and again: *they often attack ships*."""
    return any(word.lower_ in _OFTEN for word in children(verb, "advmod"))


def _is_nobody_s(found: Candidate, lexicon: Lexicon) -> bool:
    """Whether a verb that is no passive has nobody who does it: *attacking ports would be of no use*."""
    return not found.actors and not passive(found.token) and not undergone(found.trigger, lexicon)


def describes(found: Candidate) -> bool:
    """Whether a participle only says of whom one speaks: *the man accused of the theft was at home*."""
    verb = found.token
    return verb.dep_ == "acl" and not found.actors and verb.lemma_.lower() in _CHARGING


def _to_oneself(found: Candidate) -> bool:
    """Whether somebody does it to nobody else: *shut herself in*."""
    selves = bool(found.recipients) and all(head.lower_ in _SELVES for head in found.recipients)
    selves = selves or any(thing.lower_ in _SELVES for thing in children(found.token, "dobj"))
    return selves and found.entry.type != "ASSAULT"


def _of_public_life(found: Candidate, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether an act that private persons do every day has somebody of public life on a side, and who does it named."""
    entry = found.entry
    if entry.type not in _EVERYDAY or entry.everyone or any(word in _OF_CROWDS for word in entry.words):
        return True
    if not found.nominal and _is_of_noun(found.token):
        return False
    moved = {head.lemma_.lower() for head in [*found.recipients, *children(found.token, "dobj")]}
    if entry.type == "RETREAT" and found.actors and moved & (lexicon.support["weapon"] | _FORCES):
        return True  # Only those in power have troops and warships.
    if not found.actors and not found.nominal and entry.type != "RETREAT":
        return False
    if (
        entry.type == "REQUEST"
        and found.actors
        and all(setting.sector(head) == "JRN" and head.lemma_.lower() != "agency" for head in found.actors)
    ):
        return False
    acting = [setting.standing.of(head) for head in found.actors]
    others = [setting.standing.reached(head) for head in found.recipients]
    if (
        acting
        and all(one is False for one in acting)
        and (entry.type in _BY_PUBLIC or (entry.type in _YIELDING and True not in others))
    ):
        return False
    if entry.type == "CONSULT" and not found.recipients and len(acting) == 1 and found.actors[0].tag_ in ("NN", "NNP"):
        return False  # With whom, if it is not they who meet?
    if entry.type in _BY_PUBLIC and acting and True not in acting and not setting.standing.political:
        return False
    if found.modality == "possible" and not (True in acting and True in others) and not setting.standing.unclear:
        return False
    if entry.type == "CONSULT" and others and all(one is False for one in others):
        return False
    bodies = any(not setting.person(head) for head in found.actors)
    clear = True in acting or bodies or setting.standing.unclear or not found.recipients
    if not clear and not any(somebody_s(head, lexicon, setting) for head in found.recipients):
        return False  # To nobody, and it is not said that somebody of public life does it.
    if True in acting or True in others:
        return True
    return setting.standing.political and (None in acting or None in others)


def _is_of_noun(verb: Token) -> bool:
    """Whether a verb without a tense only says of what a noun is: *the time to accept it*, *the benefit of helping*."""
    noun = verb.head.head if verb.dep_ == "pcomp" else verb.head
    loose = (verb.dep_ == "acl" and verb.tag_ == "VB") or (verb.dep_ == "pcomp" and verb.tag_ == "VBG")
    return loose and noun.pos_ == "NOUN" and noun.lemma_.lower() not in _RESOLVES


def _told_by_speaker_alone(found: Candidate) -> bool:
    """Whether a deed has no sides but *we* and *you*: the voice of whoever is quoted, and no news of anybody."""
    heads = [*found.actors, *found.recipients]
    return found.entry.quad not in _VERBAL and all(head.lower_ in _FIRST_SECOND for head in heads)


def _in_question(verb: Token) -> bool:
    """Whether a verb stands in an indirect question: *it is unclear whether they met*."""
    if verb.dep_ in ("ccomp", "pcomp") and verb.left_edge.lower_ == "what":
        return True  # What they propose, and not that they do.
    marks = {mark.lower_ for mark in children(verb, "mark")}
    return verb.dep_ in ("ccomp", "pcomp", "acl") and bool(marks & {"whether", "if"})


def _unowned_purpose(found: Candidate) -> bool:
    """Whether an infinitive of purpose has nobody who does it: *the intent to harm*."""
    verb = found.token
    return verb.tag_ == "VB" and verb.dep_ in ("acl", "advcl", "pcomp") and not found.actors


def _sides_fit(found: Candidate, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether who is named as actor can act, and somebody has a part at all."""
    entry = found.entry
    if found.actors and not any(can_do(head, entry.type, entry.quad, lexicon, setting) for head in found.actors):
        return False
    if found.actors:
        return True
    somebody = any(somebody_s(head, lexicon, setting) for head in found.recipients)
    return somebody or (found.nominal and found.modality == "negated")


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
