"""What an entry of the codebook asks of its clause: its form, and who takes part (``NEEDS``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from onrecord.annotate.events_candidate import Candidate, Trigger
from onrecord.annotate.events_frames import after, children, is_question, own_deeds, passive, undergoers
from onrecord.annotate.events_lexicon import Lexicon
from onrecord.annotate.events_modality import blames, denied, helping, orders
from onrecord.annotate.events_setting import Setting

_VERBAL = frozenset({1, 3})
"""Quad codes of what is done with words; a report or a court order can do it."""
_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types that a weapon stands for: *missiles hit the port*."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMED_PLACES = frozenset({"GPE", "LOC"})
_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_MEETINGS = frozenset({"CONSULT", "SUPPORT"})
_GUARDS = frozenset({"they", "commando", "troop", "marine", "guard", "officer", "agent", "inspector", "customs"})
_OF_LAW = frozenset({"COP", "JUD", "CRM", "UAF", "LAB"})
"""Sectors whose people go on errands, and not on visits."""
_SESSIONS = frozenset({"session", "poll", "election", "vote", "ceremony", "parliament", "referendum", "hearing"})
"""What one attends or stays away from besides talks."""
_HARMS = frozenset({"death", "killing", "explosion", "blast"})
"""Nouns of harm that say nothing of who or what did it."""


def has_form(verb: Token, needs: tuple[str, ...], lexicon: Lexicon, tells: Callable[[Token, Lexicon], bool]) -> bool:
    """Whether the clause has what an entry asks of its form; who takes part is asked later."""
    return all(_has_form(verb, need, lexicon, tells) for need in needs)


def _has_form(verb: Token, need: str, lexicon: Lexicon, tells: Callable[[Token, Lexicon], bool]) -> bool:
    """Whether the clause has the object or the complement that is asked for."""
    found = undergoers(verb)
    match need:
        case "active object":
            return bool(children(verb, "dobj", "attr")) and not passive(verb)
        case "actor object":
            return bool(found) and not children(verb, "oprd", "ccomp")
        case "object" | "no object":
            clause = children(verb, "ccomp") if need == "no object" else []
            return bool(found or clause) == (need == "object")
        case "active":
            return not passive(verb)
        case "own deed":
            return any(tells(inner, lexicon) for inner in own_deeds(verb))
        case "no own deed":
            return not own_deeds(verb)
        case "no direct object":
            return not children(verb, "dobj") and not passive(verb)
        case "no clause":
            return bool(found or children(verb, "prep")) and not children(verb, "ccomp")
        case "shot":
            return _is_shot(verb, lexicon)
        case "demand" | "blame":
            says = orders if need == "demand" else blames
            return not denied(verb) and any(says(inner) for inner in children(verb, "ccomp"))
        case "wanted":
            return all(_is_wanted(inner) for inner in children(verb, "ccomp"))
        case "no question":
            return not _is_asking(verb)
        case "no silence":
            return not _is_silence(verb, lexicon)
        case "entry":
            inner = [
                *children(verb, "xcomp", "ccomp"),
                *(prep for prep in children(verb, "prep") if prep.lower_ == "into"),
            ]
            return any(word.lemma_.lower() in lexicon.support["entry"] or word.pos_ == "ADP" for word in inner)
        case "own force":
            return passive(verb) or not found or _is_own_force(verb, found, lexicon)
        case "named place":
            return any(noun.ent_type_ in _NAMED_PLACES for by in ("from", "of", "to") for noun in after(verb, by))
    return True


def _is_own_force(verb: Token, found: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether what is moved are forces or arms, or comes from a named place: *withdrew its troops*."""
    heads = [*found, *(noun for thing in found for noun in after(thing, "of"))]
    own, arms = lexicon.support["own_force"], lexicon.support["weapon"]
    if any(noun.lower_ in own or noun.ent_type_ in _ACTING or noun.lemma_ in arms for noun in heads):
        return True
    return any(noun.ent_type_ in _NAMED_PLACES for noun in after(verb, "from"))


def _is_wanted(verb: Token) -> bool:
    """Whether a clause says what somebody is to do: *that he leave*, *that they must leave*."""
    helps = {aux.lower_ for aux in children(verb, "aux")}
    return bool(helps & {"must", "should", "to"}) or (verb.tag_ == "VB" and not helps)


def _is_shot(verb: Token, lexicon: Lexicon) -> bool:
    """Whether *fire at* means a weapon: *fired tear gas at them*, and not: *was fired from his job at a bank*."""
    fired = lexicon.support["ammunition"] | lexicon.support["weapon"]
    if passive(verb):
        stranded = not any(
            children(prep, "pobj") for prep in children(verb, "prep") if prep.lower_ in ("at", "on", "into")
        )
        return stranded or any(thing.lemma_.lower() in fired for thing in undergoers(verb))
    people = lexicon.support["person"]
    return not any(
        thing.ent_type_ in _ACTING or thing.pos_ in ("PRON", "NUM") or thing.lemma_.lower() in people
        for thing in children(verb, "dobj")
    )


def _is_asking(verb: Token) -> bool:
    """Whether *ask* asks to be told: *asked whether*, *asked about the vote*, *"Why?" she asked*."""
    clauses = children(verb, "ccomp", "advcl", "pcomp")
    if any(is_question(inner) or any(part.text == "?" for part in inner.subtree) for inner in clauses):
        return True
    about = any(prep.lower_ == "about" for prep in children(verb, "prep"))
    return about and not children(verb, "xcomp", "ccomp")


def _is_silence(verb: Token, lexicon: Lexicon) -> bool:
    """Whether only words are refused: *declined to comment*, *refused to give her name*."""
    silence, unsaid = lexicon.support["silence"], lexicon.support["unsaid"]
    inner = children(verb, "xcomp")
    things = [*children(verb, "dobj"), *(thing for one in inner for thing in children(one, "dobj"))]
    return any(one.lemma_.lower() in silence for one in inner) or any(t.lemma_.lower() in unsaid for t in things)


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


def has_side(found: Candidate, need: str, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether somebody takes part whom the entry asks for."""
    match need:
        case "victim":
            return any(able(head, lexicon, setting) and head.lower_ != "it" for head in found.recipients)
        case "actor object" | "demand":
            return any(
                setting.standing.of(head) is True or (setting.acts(head) and not setting.private(head))
                for head in found.recipients
            )
        case "authority":
            return any(able(head, lexicon, setting) for head in found.actors)
        case "partner":
            several = len(found.actors) > 1 and found.entry.type == "CONSULT"
            return several or any(somebody_s(head, lexicon, setting) for head in found.recipients)
        case "opponent":
            return len(found.actors) > 1 or any(somebody_s(head, lexicon, setting) for head in found.recipients)
        case "workers":
            return any(
                head.tag_ in ("NNS", "NNPS") or head.ent_type_ == "ORG" or (head.pos_ == "PROPN" and not head.ent_type_)
                for head in found.actors
            )
        case "crowd":
            crowd = lexicon.support["crowd"]
            sides = [*found.actors, *found.recipients]
            counted = [noun for head in sides for noun in after(head, "of")]
            return any(head.lemma_.lower() in crowd for head in [*sides, *counted])
        case "giver":
            return not found.trigger.swapped or any(able(head, lexicon, setting) for head in found.actors)
        case "rioters":
            return any(head.lemma_.lower() in lexicon.support["rioters"] for head in found.actors)
        case "place":
            return any(_place(head) for head in found.recipients)
        case "meeting":
            met = (lexicon.nouns.get(head.lemma_.lower()) for head in found.recipients)
            return any(entry is not None and entry.type in _MEETINGS for entry in met) or any(
                (head.pos_ == "PROPN" and head.ent_type_ != "DATE") or head.lemma_.lower() in _SESSIONS
                for head in found.recipients
            )
        case "visit":
            return _is_visit(found, setting)
        case "both sides":
            if not found.nominal:
                return found.entry.type != "COOPERATE" or bool(found.recipients)
            among = bool(after(found.token, "between")) or len(found.recipients) > 1
            return among or bool(found.actors and found.recipients) or found.modality == "negated"
        case "attacker":
            return _has_attacker(found, lexicon, setting)
    return _has_party(found, need, lexicon, setting)


def _has_party(found: Candidate, need: str, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether those who take part are of the kind that the entry asks for, or the thing is."""
    match need:
        case "official":
            standing = [setting.standing.of(head) for head in found.actors if able(head, lexicon, setting)]
            return True in standing or (None in standing and setting.standing.political)
        case "offer":
            given = bool(children(found.token, "xcomp"))
            return given or any(able(head, lexicon, setting) for head in found.recipients)
        case "warned":
            told = [inner for inner in children(found.token, "ccomp") if helping(inner) == "planned"]
            doing = any(able(one, lexicon, setting) for inner in told for one in children(inner, "nsubj"))
            return doing or has_side(found, "victim", lexicon, setting)
        case "solid":
            figure = lexicon.support["figure"]
            return not any(head.lower_ in ("we", "us") or head.lemma_.lower() in figure for head in found.recipients)
        case "labour":
            return any(word.lemma_.lower() in lexicon.support["labour"] for word in found.token.sent)
        case "statesman":
            return any(setting.sector(head) not in _OF_LAW for head in found.actors)
        case "gathering":
            several = any(head.tag_ in ("NNS", "NNPS") for head in found.actors)
            public = any(setting.standing.reached(head) is True for head in found.recipients)
            return (several and public) or has_side(found, "crowd", lexicon, setting)
        case "armed":
            return any(_is_armed(head, lexicon, setting) for head in found.actors)
        case "armed recipient":
            armed = ("MIL", "REB", "UAF", "COP", "PRM", "CRM")
            return any(setting.sector(head) in armed for head in found.recipients)
        case "no force":
            return not any(setting.sector(head) in ("COP", "MIL", "GOV") for head in found.actors)
        case "blow":
            return _is_blow(found, lexicon, setting)
        case "explosive":
            sides = [*found.actors, *found.recipients]
            return any(head.lemma_.lower() in lexicon.support["explosive"] for head in sides)
        case "captive":
            words = {word.lemma_.lower() for word in found.token.sent} - {found.token.lemma_.lower()}
            ruled = any(setting.standing.of(head) is True for head in found.actors)
            return ruled or bool(words & lexicon.support["captive"])
        case "pact":
            return any(head.lemma_.lower() in lexicon.support["pact"] for head in undergoers(found.token))
        case "guest":
            met = (lexicon.nouns.get(head.lemma_.lower()) for head in found.recipients)
            return any(entry is not None and entry.type == "CONSULT" for entry in met) or has_side(
                found, "actor object", lexicon, setting
            )
        case "several":
            return found.token.tag_ == "NNS" or bool(children(found.token, "nummod"))
    return True


def _is_armed(head: Token, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether a noun is a force, a ship of one, or those who break the law."""
    if setting.standing.of(head) is True or head.lemma_.lower() in lexicon.support["weapon"]:
        return True
    return setting.sector(head) in ("CRM", "UAF") or head.lemma_.lower() in _GUARDS


def _is_blow(found: Candidate, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether somebody or a place is hit, and not in traffic, nor a wall or a limb."""
    body, words = lexicon.support["body"], setting.lemmas
    seems = any(prep.lower_ == "as" for prep in children(found.token, "prep"))
    if seems or len(words & lexicon.support["traffic"]) > 1:
        return False
    if any(head.lemma_.lower() in body | lexicon.support["figure"] for head in found.recipients):
        return False
    if any(_is_armed(head, lexicon, setting) for head in found.actors):
        return True
    return any(head.lemma_.lower() not in body and somebody_s(head, lexicon, setting) for head in found.recipients)


def somebody_s(head: Token, lexicon: Lexicon, setting: Setting) -> bool:
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
    if not found.nominal and not found.recipients and not children(found.token, "dobj"):
        return False  # The dairy has burned.
    if any(word.lower_ == "hands" and word.head.lower_ == "at" for word in found.token.sent):
        return True  # Deaths at the hands of the police.
    driven = len(setting.lemmas & lexicon.support["traffic"]) > 1
    accidents = lexicon.support["accident"] | {"fire"}
    if not driven and any(
        can_do(head, "ASSAULT", 4, lexicon, setting)
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


def undergone(trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether the subject is whom it is done to although the parse takes the verb for active: *Mayor arrested*."""
    verb = trigger.token
    if verb.lemma_.lower() not in lexicon.support["undergo"] or any(
        word.pos_ == "NOUN" or word.dep_ == "prt" for word in trigger.extra
    ):
        return False
    bare = verb.tag_ in ("VBD", "VBN") and not passive(verb) and not children(verb, "aux")
    return bare and not undergoers(verb) and not children(verb, "ccomp")


def can_do(head: Token, kind: str, quad: int, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether a noun can be the actor of a type."""
    lemma = head.lemma_.lower()
    if able(head, lexicon, setting):
        return True
    if quad in _VERBAL and kind != "AGREE" and lemma in lexicon.support["document"]:
        return True
    if kind in _FORCE and lemma in lexicon.support["weapon"]:
        return True
    return kind in _FORCE and (lemma in lexicon.nouns and lexicon.nouns[lemma].type == "ASSAULT")
