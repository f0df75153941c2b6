"""Deeds that a noun tells: *ordered the closure of the works*, *there was no encounter*, *the sale was approved*."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.clauses_modality import carry, denied_report, intended, negated_by_phrase, no_way, with_particle
from onrecord.annotate.clauses_phrases import carried_by, lemma_of
from onrecord.annotate.events_frames import after, agents, children, joined, passive
from onrecord.annotate.events_lexicon import Lexicon
from onrecord.annotate.events_modality import denied, helping, modality_of
from onrecord.annotate.events_setting import Setting
from onrecord.codebooks.deeds import deeds
from onrecord.records import Modality

_HIS = frozenset({"his", "her"})
_OPPOSING = frozenset({"oppose", "reject", "veto", "block", "forbid", "prohibit", "prevent"})
_OWNED = frozenset({"its", "his", "her", "their", "our", "my"})


@dataclass(frozen=True, slots=True)
class Deed:
    """What a noun tells."""

    modality: Modality
    """Whether it is so."""
    subjects: list[Token]
    """Heads of who does it."""
    objects: list[Token]
    """Heads of what it is done to."""


def deed_of(noun: Token, setting: Setting, lexicon: Lexicon) -> Deed | None:
    """The deed that a noun tells; ``None`` if its clause does not say that it is done, planned or denied."""
    event = noun.lemma_.lower() in lexicon.nouns
    if noun.dep_ == "compound" or not (event or noun.lemma_.lower() in deeds().nouns):
        return None
    owners = [owner for poss in children(noun, "poss") for owner in joined(poss)]
    subjects = [*owners, *after(noun, "by")]
    objects = [head for prep in children(noun, "prep") if prep.lower_ != "by" for head in children(prep, "pobj")]
    objects = [head for head in objects if not setting.is_time(head)]
    report = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "about") else None
    if report is not None and report.lemma_.lower() in deeds().reports:
        if not denied_report(report):
            return None if not event else Deed("possible", subjects, objects)  # Reports of an arrest: who knows.
        if noun.lemma_.lower() in deeds().suffered:
            return Deed("negated", [], [*subjects, *objects])
        if noun.lemma_.lower() in deeds().undergone and not subjects:
            return Deed("negated", objects, [])
        return Deed("negated", subjects, objects)
    told = _carried(noun, setting, lexicon)
    if told is not None:
        modality, acting = told
        own = not owners or all(owner.lower_ in _OWNED for owner in owners)
        if acting and own:
            subjects = acting
        elif owners and not own:
            objects = [*owners, *objects]  # "approved Norvik's sale"
            subjects = acting or subjects
        return Deed(modality, [head for head in subjects if head not in objects], objects)
    if event and (objects or subjects):
        return Deed(modality_of(noun, lexicon), subjects, objects)
    return None


def _carried(noun: Token, setting: Setting, lexicon: Lexicon) -> tuple[Modality, list[Token]] | None:
    """What the verb of a noun makes of its deed, and who acts by that verb."""
    top, head = noun, noun.head
    intention = _noun_of(head) if noun.dep_ == "pobj" and head.lower_ in ("of", "for", "on") else None
    if intention is not None:
        if intention.lemma_.lower() in deeds().intentions and intention.dep_ in ("dobj", "attr", "nsubjpass", "nsubj"):
            return _none(noun, intended(intention)), _acting(intention, setting)
        return None
    if noun.dep_ == "pobj" and head.pos_ == "ADP":
        verb = head.head
        sense = deeds().carriers.get(f"{with_particle(verb)} {head.lower_}")
        if sense is None and verb.pos_ == "ADV" and verb.head.pos_ == "VERB":
            sense, verb = deeds().carriers.get(f"{verb.head.lemma_.lower()} {verb.lower_} {head.lower_}"), verb.head
        made = carry(sense, verb, lexicon)
        return (_none(noun, made), _agents(verb, setting)) if made is not None else None
    if top.dep_ == "attr" and head.lemma_ == "be" and children(head, "expl"):
        return _existing(noun, head), []
    if head.pos_ not in ("VERB", "AUX"):
        return None
    if noun.dep_ == "nsubj" and no_way(head):
        return "negated", []
    if noun.dep_ in ("nsubj", "nsubjpass"):
        sense = deeds().coming.get(lemma_of(head, carried_by(head, setting)))
        made = carry(sense, head, lexicon)
        if made is not None:
            return _none(noun, made), []
    if noun.dep_ == "dobj" or (noun.dep_ == "nsubjpass" and passive(head)):
        sense = deeds().carriers.get(with_particle(head))
        made = carry(sense, head, lexicon)
        if made is None:
            return None
        if with_particle(head) in deeds().denying and noun.lemma_.lower() in deeds().voiced:
            return "possible", []  # Who dismisses criticism denies that it is right, not that it was voiced.
        if (
            made == "negated"
            and head.lemma_.lower() in _OPPOSING
            and any(o.lower_ in _HIS for o in children(noun, "poss"))
        ):
            return "possible", []  # Who opposes his return is not the one who would return.
        return _none(noun, made), _agents(head, setting)
    return None


def _noun_of(preposition: Token) -> Token | None:
    """The noun of a preposition, which the parse may hang on the verb: *sees no ground for an election*."""
    above = preposition.head
    if above.pos_ == "NOUN":
        return above
    near = [noun for noun in children(above, "dobj") if noun.i == preposition.i - 1]
    return near[0] if near and near[0].lemma_.lower() in deeds().intentions else None


def _none(noun: Token, found: Modality) -> Modality:
    """The modality of a deed of which there is none: *made no payment*."""
    none = any(det.lower_ == "no" for det in children(noun, "det"))
    return "negated" if none and found in ("happened", "planned", "negated") else found


def _existing(noun: Token, verb: Token) -> Modality:
    """The modality of what there is."""
    if denied(verb) or negated_by_phrase(verb) or any(det.lower_ == "no" for det in children(noun, "det")):
        return "negated"
    return helping(verb) or "happened"  # type: ignore[return-value]


def _acting(noun: Token, setting: Setting) -> list[Token]:
    """Who has an intention: the owner of the noun, or the subject of its verb."""
    owners = [owner for poss in children(noun, "poss") for owner in joined(poss)]
    if owners and not all(owner.lower_ in _OWNED for owner in owners):
        return owners
    return _agents(noun.head, setting) if noun.head.pos_ == "VERB" and noun.dep_ == "dobj" else []


def _agents(verb: Token, setting: Setting) -> list[Token]:
    """Who acts by a verb."""
    return [head for head in agents(verb) if not setting.is_time(head)]
