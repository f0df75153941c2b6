"""Answers to reported questions: *asked whether the mine would close, she said that this would not happen*.

The question holds the clause, the answer only says yes or no to it, often with no word of its own: neither is a claim
without the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.clauses_modality import no_way
from onrecord.annotate.events_frames import children
from onrecord.annotate.events_modality import denied
from onrecord.codebooks.deeds import deeds
from onrecord.records import Modality

_WHETHER = frozenset({"whether", "if"})
_STANDS_FOR = frozenset({"this", "that", "it"})
_TOLD = ("ccomp", "intj", "dobj", "prep", "parataxis", "acomp")


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answers to a question that a page reports."""

    modality: Modality
    """What he makes of what he is asked."""
    verb: Token
    """The verb of answering."""


def answer_to(verb: Token) -> Answer | None:
    """The answer to the question that a clause is; ``None`` if it is none, or the answer is neither yes nor no."""
    if verb.dep_ not in ("ccomp", "acl", "pcomp") or not any(m.lower_ in _WHETHER for m in children(verb, "mark")):
        return None
    asked = verb.head
    if asked.lemma_.lower() not in deeds().questioning:
        return None
    said = _answering(asked)
    made = _made_of(said) if said is not None else None
    return Answer(made, said) if said is not None and made is not None else None


def _answering(asked: Token) -> Token | None:
    """The verb of answering beside a question: *asked whether it would close, she said*."""
    word = asked
    while word.dep_ in ("advcl", "pobj", "prep", "acl", "dep", "ccomp", "xcomp") and word.head.i != word.i:
        word = word.head
        if word.pos_ == "VERB" and word.lemma_.lower() in deeds().answering and word.i > asked.i:
            return word
    return None


def _made_of(said: Token) -> Modality | None:
    """What an answer makes of a question: *no*, *this would not happen*, *she would not*, *with a clear yes*."""
    told = [word for word in said.subtree if word.i > said.i]
    first = next((word for word in told if word.is_alpha and word.lower_ not in ("that", "with", "a", "clear")), None)
    if first is not None and first.lower_ in ("no", "never"):
        return "negated" if not children(first, "det") and first.dep_ != "det" else None
    if first is not None and first.lower_ in ("yes", "indeed"):
        return "planned"
    for clause in children(said, "ccomp"):
        subject = next(iter(children(clause, "nsubj", "nsubjpass")), None)
        if subject is None or subject.pos_ != "PRON":
            continue
        if no_way(clause):
            return "negated"
        stands = subject.lower_ in _STANDS_FOR and clause.lemma_.lower() in deeds().occurring
        bare = clause.pos_ == "AUX" and not children(clause, "acomp", "attr", "prep", "xcomp")  # It would not.
        if (stands or bare) and denied(clause):
            return "negated"
        false = subject.lower_ in _STANDS_FOR and clause.lemma_ == "be"
        if false and any(word.lemma_.lower() in deeds().false for word in children(clause, "acomp", "attr")):
            return "negated"
    return None
