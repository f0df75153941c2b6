"""What a number counts, and which numbers count nothing: names, scores, list marks, *no one*."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.annotate.figures_read import WINDOW, Quantity

_NAMES = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "FAC", "ORG", "PERSON", "GPE", "LOC"})
_NUMBERED = re.compile(
    r"\b(?:no\.?|number|section|article|part|chapter|page|row|room|route|highway|flight|channel|phase|level|type|class|"
    r"version|category|resolution|paragraph|group|grade|stage|episode|season|volume|unit|figure|table|day|week|round|game)\s*$",
    re.I,
)
_PARTITIVE = frozenset({"one", "half", "third", "thirds", "quarter", "quarters", "two", "three"})
_NOT_ONE_BEFORE = frozenset({"no", "any", "every", "some", "this", "that", "which", "the", "another", "each", "-"})
_NOT_ONE_AFTER = frozenset({"another", "day", "else", "by", "or", "-", "thing", "way", "hand", "point", "side"})
_STREETS = frozenset({"street", "road", "avenue", "lane", "drive", "boulevard"})


def counted(inside: list[Token], vague: bool) -> tuple[Token, Token] | None:
    """First and last token of the noun phrase that follows a number and is counted by it."""
    last = inside[-1]
    doc, end = last.doc, last.sent.end
    place = _skip_of(last, vague)
    if place < end and doc[place].text in ("-", "–"):
        place += 1
    target = last.head if last.head.pos_ in ("NOUN", "PROPN") and 0 < last.head.i - last.i <= 7 else None
    start, noun = place, None
    while place < end and _belongs(doc[place], noun, target):
        if doc[place].pos_ in ("NOUN", "PROPN"):
            noun = doc[place]
        place += 1
    return (doc[start], noun) if noun is not None else None


def _skip_of(last: Token, vague: bool) -> int:
    """The token after *dozens of*, *one of the*; determiners left out, *its* kept."""
    doc, end, place = last.doc, last.sent.end, last.i + 1
    if place < end and doc[place].lower_ == "of" and (vague or last.lower_ in _PARTITIVE):
        place += 1
        while place < end and doc[place].tag_ in ("DT", "PDT"):
            place += 1
        if place < end and vague and doc[place].tag_ == "PRP$":
            place += 1
    return place


def _belongs(token: Token, noun: Token | None, target: Token | None) -> bool:
    """Whether a token goes on the noun phrase that ``noun`` is so far the last noun of."""
    doc = token.doc
    following = doc[token.i + 1] if token.i + 1 < token.sent.end else None
    inner = target is not None and token.i < target.i
    done = noun is not None and noun.tag_ in ("NNS", "NNPS") and noun.dep_ != "compound" and not inner
    if token.pos_ in ("NOUN", "PROPN"):
        plain = noun is not None and (token.tag_ not in ("NNP", "NNPS") or noun.pos_ == "PROPN" or noun.head is token)
        return noun is None or inner or (plain and not done)
    if done:
        return False
    if token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG"):
        plain = following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ", "PUNCT", "CCONJ", "VERB")
        return (
            inner
            or doc[token.i - 1].tag_ == "POS"
            or (noun is None and plain and token.dep_ != "ROOT")
            or (noun is None and token.pos_ == "ADJ")
        )
    if token.pos_ == "NUM":
        return noun is None and token.i == (target.i - 1 if target else -1)
    if token.tag_ == "POS":
        return noun is not None
    if token.text in ("-", "–"):
        return inner or (noun is not None and not token.whitespace_ and not doc[token.i - 1].whitespace_)
    if token.pos_ == "ADV":
        return inner
    return inner and token.lower_ in ("and", "or", ",", "&")


def is_countable(item: Quantity, inside: list[Token], flat: str) -> bool:
    """Whether a number without unit is a quantity: no name, list mark, score, clause number or pronoun."""
    before, after = flat[max(0, item.start - WINDOW) : item.start], flat[item.end : item.end + WINDOW]
    words = flat[item.start : item.number_end].lower()
    if not before.strip() and re.match(r"[.)]\s", after):
        return False
    if _NUMBERED.search(before) or re.search(r"(?:[#№/@:]|\d[-–]|[A-Za-z.]-)$", before):
        return False
    if re.match(r"[-–:/]\d|\s?(?:a\.?m|p\.?m)\b|(?:st|nd|rd|th)\b|[-–][A-Z]|\s?[×x]\s?10", after):
        return False
    phrase = counted(inside, item.vague)
    if (
        item.high is not None
        and not item.vague
        and re.search(r"\d\s?[-–]\s?\d", words)
        and item.high < 30
        and phrase is None
    ):
        return False
    if words in ("half", "a half", "quarter", "a quarter"):
        return bool(re.match(r"\s+(?:of|a|an|the|its|their)\b", after))
    if words in ("one", "zero"):
        return _counts_one(inside[0])
    return not _is_name(inside, phrase[1] if phrase else None)


def _counts_one(token: Token) -> bool:
    """*one man* and *one of the men*, not *no one* or *this one*."""
    doc = token.doc
    previous = doc[token.i - 1].lower_ if token.i else ""
    following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if previous in _NOT_ONE_BEFORE or following in _NOT_ONE_AFTER:
        return False
    return token.dep_ == "nummod" or following == "of"


def _is_name(inside: list[Token], noun: Token | None) -> bool:
    """Whether the number is a part of a proper name: *Boeing 787*, *the Four Party Talks*."""
    first, last = inside[0], inside[-1]
    doc = first.doc
    before = doc[first.i - 1] if first.sent.start < first.i else None
    after = doc[last.i + 1] if last.i + 1 < last.sent.end else None
    if first.ent_type_ in _NAMES and (first.ent_iob_ == "I" or (after is not None and after.ent_iob_ == "I")):
        return True
    if noun is not None and noun.lower_ in _STREETS and noun.pos_ == "PROPN":
        return True
    proper = noun is not None and noun.pos_ == "PROPN" and noun.tag_ == "NNP"
    opening = before is None or (before.text in (":", "“", '"', "‘", "-", "–", "—") and before.i == first.sent.start)
    if first.text[0].isalpha() and first.text[0].isupper() and proper and not opening and before is not None:
        return True
    if before is None or not first.text[0].isdigit() or not before.text[:1].isalpha():
        return False
    named = before.pos_ == "PROPN" and before.ent_type_ not in ("DATE", "TIME", "PERCENT", "NORP")
    plural = noun is not None and noun.tag_ in ("NNS", "NNPS") and last.head is noun
    return (
        (named or re.search(r"[a-z][A-Z]", before.text) is not None)
        and not plural
        and last.head.i <= first.i + 1 + 3 * (not plural)
    )
