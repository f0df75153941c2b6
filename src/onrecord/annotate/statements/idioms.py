"""Cues of several words whose verb alone attributes nothing: *made it clear that*, *cast doubt on*, *took issue with*.

The codebook lists them (``[[idiom]]`` in ``reporting_cues.toml``): a verb, the word that makes it a cue, and the
preposition or clause that carries the content.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.statements.codebook import Idiom, Sense, codebook
from onrecord.annotate.statements.frames import Catch, object_tokens
from onrecord.annotate.statements.tree import child, children, finite, subtree

_OBJECTS = ("dobj", "attr", "nsubjpass")
_PREDICATES = ("ccomp", "xcomp", "oprd", "acomp", "advcl", "dobj", "conj")
_CLAUSES = ("ccomp", "advcl", "csubj", "acl", "relcl", "xcomp")
_TIMES = frozenset(["minute", "hour", "day", "week", "month", "year", "decade", "time", "moment"])
_OPENERS = frozenset(["that", "whether", "how", "why", "what", "if", "who", "when", "where"])


def idiom(verb: Token) -> tuple[str, Sense, Catch] | None:
    """The content of an idiom, its sense, and its words beside the verb."""
    for entry in codebook().idioms.get(verb.lemma_, ()):
        part = _partner(verb, entry)
        if part is None:
            continue
        catch = _clause(verb, part) if entry.carrier == "clause" else _phrase(verb, part, entry)
        if catch is not None:
            return "idiom", Sense(entry.act, entry.kind), catch
    return None


def _partner(verb: Token, entry: Idiom) -> Token | None:
    """The word that makes the verb a cue: its object, its predicate, or the object of its preposition."""
    for item in children(verb, *(_PREDICATES if entry.carrier == "clause" else _OBJECTS), "prep"):
        if item.dep_ == "prep" and item.lower_ not in ("in", "into"):
            continue
        inner = child(item, "pobj") if item.dep_ == "prep" else item
        if inner is not None and inner.i > verb.i and inner.lemma_.lower() in entry.words:
            return inner
    return None


def _clause(verb: Token, part: Token) -> Catch | None:
    """The clause behind the word: *made it clear that the road was shut*."""
    for item in (*children(part, *_CLAUSES), *children(verb, *_CLAUSES)):
        low = min(subtree(item))
        if item.i > part.i and low > part.i and verb.doc[low].lower_ in _OPENERS and (finite(item) or low < item.i):
            return Catch(frozenset(subtree(item)), frozenset(range(verb.i + 1, part.i + 1)))
    return None


def _phrase(verb: Token, part: Token, entry: Idiom) -> Catch | None:
    """The phrase behind the word and its preposition: *cast doubt on the results*."""
    if entry.carrier == "object":
        held = child(verb, "dobj")
        if held is None or held.i < part.i:
            return None
        return Catch(frozenset(object_tokens(held)), frozenset(range(verb.i + 1, part.i + 1)))
    for item in (*children(part, "prep"), *children(verb, "prep", "dative")):
        if item.lower_ != entry.carrier or item.i < part.i:
            continue
        content: set[int] = set()
        for held in children(item, "pobj", "pcomp", "ccomp"):
            if held.ent_type_ in ("DATE", "TIME") or held.lemma_ in _TIMES:
                continue
            content |= object_tokens(held)
        if content:
            return Catch(frozenset(content), frozenset({*range(verb.i + 1, part.i + 1), item.i}))
    return None
