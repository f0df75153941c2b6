"""How somebody says that a thing is: *declared the bridge unsafe*, *was found alive*, *kept the road open*."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.clauses_modality import modality
from onrecord.annotate.events_frames import children, passive
from onrecord.annotate.events_lexicon import Lexicon
from onrecord.codebooks.deeds import deeds
from onrecord.records import Modality


@dataclass(frozen=True, slots=True)
class Said:
    """What an adjective behind a verb says of a thing."""

    modality: Modality
    """Whether it is so."""
    subjects: list[Token]
    """Head of what is said to be so."""
    verb: Token
    """The verb that says it."""


def said_so(adjective: Token, lexicon: Lexicon) -> Said | None:
    """What an adjective says of a thing by way of the verb above it; ``None`` if it stands behind no such verb.

    Who did not find a bridge safe has not said that it is unsafe: it is left open.
    """
    verb = adjective.head
    lemma = verb.lemma_.lower()
    calls, keeps = lemma in deeds().calling, lemma in deeds().keeping
    if verb.pos_ != "VERB" or not (calls or keeps) or adjective.dep_ not in ("oprd", "acomp", "ccomp"):
        return None
    own = children(adjective, "nsubj")
    if adjective.dep_ == "ccomp" and (not own or children(adjective, "mark", "cop", "aux")):
        return None
    subjects = own or children(verb, "nsubjpass" if passive(verb) else "dobj")
    if len(subjects) != 1 or (not passive(verb) and subjects[0].i > adjective.i):
        return None
    found = modality(verb, [], lexicon)
    if found == "negated" and calls:
        found = "possible"
    return Said(found, subjects, verb)
