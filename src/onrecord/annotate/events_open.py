"""What leaves a clause open: a condition or a question further up, a denial of a part, what others ask of somebody.

*If the council gives in by closing the school*, *did the mine close?*, *the strike is not just closing schools*, *the
mayor was urged not to close it*, *nobody has to close*: none says that something was closed, or that it was not.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.annotate.events_frames import children
from onrecord.codebooks.grammar import grammar

_DEEPEST = 6
_IF = frozenset({"if", "unless", "whether"})
_EARLIER = frozenset({"after", "before", "since", "following", "despite", "until"})
_NOUNS = frozenset({"dobj", "attr", "pobj", "nsubj", "nsubjpass", "conj"})
_BARE = frozenset({"VB", "VBG"})


def left_open(verb: Token) -> bool:
    """Whether a clause stands under a condition, in a question, or under a denial that only goes so far."""
    return any(_conditional(word) or _asked(word) or _denied_in_part(word) for word in _upwards(verb))


def others_want(verb: Token) -> bool:
    """Whether a clause is what others ask or expect of its subject: *urged the mayor not to close it*."""
    head = verb.head
    asked = verb.dep_ in ("xcomp", "ccomp") and head.lemma_.lower() in grammar().asking and verb.tag_ == "VB"
    return asked and bool(children(verb, "nsubj", "nsubjpass") or children(head, "dobj", "nsubjpass", "prep"))


def excused(verb: Token) -> bool:
    """Whether a clause only says that nobody has to: *does not have to close*, *need not close*."""
    head = verb.head
    bound = verb.dep_ == "xcomp" and head.lemma_.lower() in ("have", "need", "require", "oblige", "compel", "force")
    need = any(aux.lower_ == "need" for aux in children(verb, "aux"))
    return (bound and bool(children(head, "neg"))) or (need and bool(children(verb, "neg")))


def _upwards(verb: Token) -> Iterator[Token]:
    """A verb and the words that govern it, as far as what is said of them holds of it."""
    word = verb
    for _ in range(_DEEPEST):
        yield word
        governed = word.dep_ in ("conj", "xcomp", "ccomp", "pcomp")
        bare = word.dep_ in ("advcl", "acl") and word.tag_ in _BARE and not children(word, "nsubj")
        phrase = (word.dep_ == "prep" and word.lower_ not in _EARLIER) or (word.pos_ == "NOUN" and word.dep_ in _NOUNS)
        if word.head.i == word.i or not (governed or bare or phrase):
            return
        word = word.head


def _conditional(word: Token) -> bool:
    """Whether a word opens a condition: *if it closes*, *should it close*."""
    if any(mark.lower_ in _IF and (not mark.i or mark.nbor(-1).lower_ != "even") for mark in children(word, "mark")):
        return True  # Even if we learned this morning that it closes: it closes.
    first = word.left_edge
    return first.lower_ in ("should", "had") and first.dep_ == "aux" and first.head.i == word.i and word.dep_ == "advcl"


def _asked(word: Token) -> bool:
    """Whether a verb heads a question: its helping verb stands before its subject, and a question mark ends it."""
    helping = [*children(word, "aux", "auxpass"), *([word] if word.lemma_ == "be" else [])]
    subjects = children(word, "nsubj", "nsubjpass")
    turned = any(aux.i < subject.i for aux in helping for subject in subjects)
    return turned and "?" in (end.text for end in word.sent[-3:])


def _denied_in_part(word: Token) -> bool:
    """Whether a denial only goes so far: *not just*, *not only*, *not necessarily*."""
    behind = [neg.doc[neg.i + 1].lower_ for neg in children(word, "neg") if neg.i + 1 < len(neg.doc)]
    return any(one in grammar().partly for one in behind)
