"""Bare numbers that count persons or years of age: *14 dead*, *wounded 30*, *the toll rose to 45*, *she is 44*."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.annotate.figures_read import Quantity
from onrecord.annotate.figures_words import figure_words

_AGED = re.compile(r"\b(?:aged?|ages|the age of|die[ds] at)\s*$", re.I)
_CLOSED = re.compile(r"\s?[,.)]|$")
_OLDEST = 120
_LINKS = frozenset({"be", "turn"})
_SINGULAR = frozenset({"he", "she", "who"})


def stated_age(inside: list[Token], flat: str, item: Quantity) -> bool:
    """Whether a number without unit is an age: *Ilsa Doren, 44,*, *aged 44*, *She was 44 when ...*."""
    if not 0 < item.low < _OLDEST or item.high is not None:
        return False
    before = inside[0].doc[max(0, inside[0].i - 2) : inside[0].i]
    if _AGED.search(flat[max(0, item.start - 20) : item.start]):
        return True
    named = len(before) == 2 and before[1].text == "," and before[0].ent_type_ == "PERSON"
    if named and _CLOSED.match(flat[item.end : item.end + 3]):
        return True
    return _is_age_of_subject(_first_of_list(inside[-1]))


def _first_of_list(token: Token) -> Token:
    """The first of the numbers that a number is listed with."""
    while token.dep_ == "conj" and token.head.pos_ == "NUM":
        token = token.head
    return token


def _is_age_of_subject(token: Token) -> bool:
    """Whether a number is said of one person by *be*: *the minister was 52*; *their ages were 32 and 35*."""
    verb = token.head
    roles = ("attr", "acomp", "oprd", "dobj", "npadvmod") if verb.lemma_ == "turn" else ("attr", "acomp", "oprd")
    if token.dep_ not in roles or verb.lemma_ not in _LINKS:
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    if subject.lower_ == "who":
        return verb.dep_ == "relcl" and _is_person(verb.head)
    return subject.lemma_.lower() == "age" or _is_person(subject)


def _is_person(token: Token) -> bool:
    """Whether a word stands for one person."""
    if token.lower_ in _SINGULAR or token.ent_type_ == "PERSON":
        return True
    return token.tag_ == "NN" and token.lemma_.lower() in figure_words().persons


def fate_after(last: Token) -> Token | None:
    """The word of fate right after a number that counts no noun: *14 dead*, *nine missing*."""
    doc, place = last.doc, last.i + 1
    if place + 1 < len(doc) and doc[place].lower_ in ("more", "others", "still"):
        place += 1
    if place >= len(doc) or doc[place].lower_ not in figure_words().fates["words"]:
        return None
    return doc[place] if place < last.sent.end else None


def counts_persons(last: Token) -> bool:
    """Whether the verb or the noun that a bare number hangs on makes it a count of persons."""
    fates, token = figure_words().fates, _first_of_list(last)
    head, role = token.head, token.dep_
    if role in ("dobj", "nsubjpass"):
        return head.lemma_ in fates["verbs"]
    if role == "nsubj":
        return head.lemma_ in fates["dying"]
    if role == "pobj" and head.head.lemma_ in fates["tolls"]:
        return True
    return any(_is_toll(noun) for noun in _of_which(token))


def number_of(last: Token) -> Token | None:
    """The noun of which a bare number is the number: *put the number of strikers at 2,900*; else ``None``."""
    for noun in _of_which(_first_of_list(last)):
        if noun.lemma_ == "number":
            of = [word for child in noun.children if child.lower_ == "of" for word in child.children]
            return next((word for word in of if word.pos_ in ("NOUN", "PROPN")), None)
    return None


def _of_which(number: Token) -> list[Token]:
    """What a number is said of: *the toll rose to 45*, *bringing the number of dead to 17*."""
    role = number.dep_
    if role not in ("pobj", "dobj", "attr", "acomp"):
        return []
    verb = number.head.head if role == "pobj" else number.head
    if verb.pos_ == "NOUN" and verb.dep_ == "dobj":  # *The number of dead to 17*, taken for one phrase.
        return [verb]
    roles = ("nsubj", "nsubjpass", "dobj") if role == "pobj" else ("nsubj", "nsubjpass")
    return [child for child in verb.children if child.dep_ in roles and child.i < number.i]


def _is_toll(token: Token) -> bool:
    """*the toll*, *the number of wounded*."""
    fates = figure_words().fates
    if token.lemma_ in fates["tolls"]:
        return True
    of = [word for child in token.children if child.lower_ == "of" for word in child.children]
    return token.lemma_ == "number" and any(word.lower_ in fates["words"] for word in of)
