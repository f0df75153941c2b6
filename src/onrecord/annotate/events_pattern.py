"""The words of an entry in a clause: its verb's particles, prepositions and objects."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.events_frames import after, children, lemmas_of
from onrecord.annotate.events_lexicon import PARTICLES, Lexicon

_WORDS_OF_ENTRY = frozenset({
    "dobj", "pobj", "nsubjpass", "acomp", "oprd", "attr", "advmod", "xcomp", "ccomp", "intj",
})  # fmt: skip
"""What the further words of an entry can be to its verb."""


_VERBS = frozenset({"go", "free", "kill", "hold", "jail", "detain", "imprison"})
"""Verbs that are words of an entry: *let go*, *tried to kill*."""


def match(verb: Token, words: tuple[str, ...], lexicon: Lexicon) -> tuple[Token, ...] | None:
    """The tokens that the further words of an entry are, or ``None`` if one is missing."""
    found: list[Token] = []
    for word in words:
        token = _hanging(verb, word, lexicon)
        token = token or next((hit for anchor in found if (hit := _hanging(anchor, word, lexicon))), None)
        if token is None:
            return None
        found.append(token)
    return tuple(found)


def _hanging(anchor: Token, word: str, lexicon: Lexicon) -> Token | None:
    """The child of ``anchor`` that is ``word``: a particle or preposition, an object, an adjective."""
    if word in PARTICLES:
        return _particle(anchor, word)
    for child in anchor.children:
        if child.dep_ not in _WORDS_OF_ENTRY:
            continue
        if child.dep_ in ("xcomp", "ccomp") and child.pos_ == "VERB" and word not in _VERBS:
            continue  # Used it to force her way in: no use of force.
        if word in _VERBS and child.dep_ == "dobj":
            done = next((verb for verb in children(child, "acl") if verb.lemma_.lower() == word), None)
            if done is not None:
                return done  # Ordered him held: the parse hangs it on "him".
        things = [child, *(after(child, "of") if child.lemma_.lower() in lexicon.support["quantity"] else [])]
        for thing in things:  # Dozens of rockets are rockets.
            if word in lemmas_of(thing) or (thing.tag_ == "NNS" and thing.lower_ == f"{word}s"):
                return thing
        for later in child.rights:  # They held the minister responsible, and no responsible minister.
            if child.dep_ == "dobj" and later.dep_ == "amod" and later.lower_ == word:
                return later
    return None


def _particle(anchor: Token, word: str) -> Token | None:
    """The particle or preposition ``word`` of a verb; *into* also where the parse has it on the object."""
    carriers = [*anchor.children, *(prep for thing in children(anchor, "dobj") for prep in children(thing, "prep"))]
    for child in carriers:
        if child.head != anchor and word != "into":
            continue
        placed = child.i > anchor.i and child.dep_ in ("prt", "prep", "advmod", "agent", "dative", "advcl")
        timed = any(noun.ent_type_ in ("DATE", "TIME") for noun in children(child, "pobj"))
        if child.lower_ == word and placed and not timed:
            return child
        later = word == "for" and child.i > anchor.i and child.dep_ in ("advcl", "ccomp", "xcomp")
        if later and (marks := [mark for mark in children(child, "mark") if mark.lower_ == "for"]):
            return marks[0]  # They called for the strait to be reopened.
    return None
