"""Whom a word at the place of a side stands for: the speaker behind *he*, the body behind a dateline, two allies.

*The minister said he would not resign* is a refusal of the minister, *PORT AMAREL -- A court has fined* one of the
court, and *Veldanian and Orlish troops train together* tells of two sides. Rules of syntax and agreement alone.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.events_frames import children, joined, passive
from onrecord.annotate.events_lexicon import load_lexicon

_ONE_PERSON = frozenset({"he", "she", "his", "her"})
_ONE_BODY = frozenset({"it", "its"})
_SEVERAL = frozenset({"they", "their"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_BODIES = frozenset({"ORG", "GPE", "NORP"})
_PLURAL = frozenset({"NNS", "NNPS"})
_DASHES = frozenset({"-", "--", "---", "–", "—", ":"})
_NATIONS = frozenset({"GPE", "NORP", "ORG"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_QUOTES = frozenset({'"', "“", "”", "``", "''", "‘", "'"})
_FURTHEST = 12
_LONGEST_DATELINE = 12


def stands_for(head: Token) -> list[Token]:
    """The nouns that a side stands for: the speaker for *he* in what he says, the subject for *its* in its object."""
    lower = head.lower_
    if head.dep_ in ("nsubj", "nsubjpass") and lower in _ONE_PERSON | _ONE_BODY | _SEVERAL:
        return _speaker(head) or [head]
    if head.dep_ == "poss" and lower in _OWNERS:
        return _owner(head) or [head]
    return [head]


def _speaker(pronoun: Token) -> list[Token]:
    """The subject of the verb whose complement the clause of a pronoun is: *the envoys said they met*."""
    verb = pronoun.head
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    for _ in range(_FURTHEST):
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
            continue
        governor = verb.head
        if verb.dep_ != "ccomp" or governor == verb or governor.pos_ not in ("VERB", "AUX") or _is_quoted(verb):
            return []
        if governor.i > verb.i:
            return []  # "He left," the judge said: of somebody else, as often as not.
        if found := _agreeing(governor, pronoun):
            return found
        verb = governor
    return []


def _is_quoted(verb: Token) -> bool:
    """Whether a clause stands in quotation marks: its *he* is not who speaks."""
    first = verb.left_edge
    return first.text in _QUOTES or (first.i > 0 and first.nbor(-1).text in _QUOTES)


def _owner(pronoun: Token) -> list[Token]:
    """The subject of the verb whose object is owned: *the army reaffirmed its pledge*."""
    owned = pronoun.head
    return _agreeing(owned.head, pronoun) if owned.dep_ == "dobj" and owned.head.pos_ == "VERB" else []


def _agreeing(verb: Token, pronoun: Token) -> list[Token]:
    """The subjects of a verb, if the pronoun can stand for them."""
    found = _subjects(verb)
    return found if found and _agrees(found, pronoun) else []


def _subjects(verb: Token) -> list[Token]:
    """The subject of a verb or of the one that it is joined to, without a dateline."""
    for _ in range(_FURTHEST):
        own = children(verb, "nsubj", "nsubjpass")
        if own:
            return past_dateline(joined(own[0]))
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.pos_ not in ("VERB", "AUX") or passive(verb.head):
            return []
        verb = verb.head
    return []


def _agrees(nouns: list[Token], pronoun: Token) -> bool:
    """Whether nouns and a pronoun agree in number and kind; a body takes *it* and *they*."""
    one = nouns[0]
    documents = load_lexicon().support["document"]
    if any(noun.pos_ == "PRON" or noun.lemma_.lower() in documents for noun in nouns):
        return False
    lower = pronoun.lower_
    several = len(nouns) > 1 or one.tag_ in _PLURAL
    if lower in _SEVERAL:
        return several or one.ent_type_ in _BODIES
    if lower in _ONE_BODY:
        return not several and one.ent_type_ != "PERSON"
    return not several and one.ent_type_ not in ("GPE", "NORP")


def past_dateline(heads: list[Token]) -> list[Token]:
    """The heads without a dateline that the parse takes for the subject, and with what stands behind the dash."""
    found: list[Token] = []
    for head in heads:
        if not _is_dateline(head):
            found.append(head)
            continue
        behind = [child for child in head.rights if child.dep_ in ("appos", "conj", "dep", "nmod")]
        dash = _dash_after(head)
        found.extend(child for child in behind if dash is not None and child.i > dash and child not in heads)
    return found or heads


def _dash_after(head: Token) -> int | None:
    """Where the dash of a dateline stands that begins with the words of ``head``."""
    for token in head.doc[head.i + 1 : min(head.i + _LONGEST_DATELINE, head.sent.end)]:
        if token.text in _DASHES:
            return token.i if token.nbor(-1).whitespace_ or token.text == ":" else None
        if token.pos_ in ("VERB", "AUX", "DET"):
            return None
    return None


def _is_dateline(head: Token) -> bool:
    """Whether a noun is the place at the head of a report: *PORT AMAREL, Veldania --*."""
    start = head.left_edge
    capital = head.is_upper and len(head) > 1
    return start.i == head.sent.start and (capital or head.ent_type_ in _PLACES) and _dash_after(head) is not None


def nations(head: Token) -> list[Token]:
    """The two or more names that share one noun: *Veldanian and Orlish troops*, *the armies of Veldania and Orlen*."""
    if head.tag_ not in _PLURAL or head.ent_type_:
        return []
    before = [child for child in children(head, "amod", "compound", "nmod") if child.ent_type_ in _NATIONS]
    behind = [noun for prep in children(head, "prep") if prep.lower_ == "of" for noun in children(prep, "pobj")]
    for first in [*before, *behind]:
        shared = [first, *_conjuncts(first)]
        if len(shared) > 1 and all(one.ent_type_ in _NATIONS for one in shared):
            return shared
    return []


def shared_noun(head: Token) -> Token | None:
    """The noun that a name shares with another name: *troops* of *Veldanian*, *armies* of *Orlen*."""
    first = head
    while first.dep_ == "conj":
        first = first.head
    noun = first.head.head if first.dep_ == "pobj" else first.head
    return noun if first.dep_ in ("amod", "compound", "nmod", "pobj") and head in nations(noun) else None


def _conjuncts(first: Token) -> list[Token]:
    """What is joined to a name, in order."""
    found: list[Token] = []
    for child in children(first, "conj"):
        found.extend([child, *_conjuncts(child)])
    return found
