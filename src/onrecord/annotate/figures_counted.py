"""What a number counts, and which numbers count nothing: names, scores, list marks, *no one*."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.annotate.figures_read import WINDOW, Quantity

_NAMES = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "FAC", "ORG", "PERSON", "GPE", "LOC"})
_NUMBERED = re.compile(
    r"\b(?:no\.?|number|section|article|part|chapter|page|row|room|route|highway|flight|channel|phase|level|type|class|"
    r"version|category|resolution|paragraph|group|grade|stage|episode|season|volume|unit|figure|table|day|week|round|game|"
    r"gate|runway|exit|platform|terminal|pier|lane|hall|suite|apartment|block|building|bus|train|interstate|motorway|"
    r"clause|rule|amendment|proposition|directive|regulation|decree|sector|district|ward|precinct|reactor|camp|"
    r"page\s+\d{1,4}\s+of|group\s+of)[\s-]*$",
    re.I,
)
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d[\d ()./-]{6,20}\d|0\d[\d ()/-]{5,20}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\w,]|\.\d)"
)
_CALL = re.compile(
    r"\b(?:tel|telephone|phone|fax|hotline|whatsapp|call|text|dial)\b[.:]?\s*(?:\w+\s+)?(?:\+|\(|\d[\d ()-]*)?$", re.I
)
_PARTITIVE = frozenset(
    {"one", "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths", "two", "three"}
)
_NOT_ONE_BEFORE = frozenset({"no", "any", "every", "some", "this", "that", "which", "the", "another", "each", "-"})
_NOT_ONE_AFTER = frozenset({"another", "same", "day", "else", "by", "or", "-", "thing", "way", "hand", "point", "side"})
_STREETS = frozenset({"street", "road", "avenue", "lane", "drive", "boulevard"})


def counted(inside: list[Token], vague: bool) -> tuple[Token, Token] | None:
    """First and last token of the noun phrase that follows a number and is counted by it."""
    last = inside[-1]
    doc, end = last.doc, last.sent.end
    place = _skip_of(last, vague)
    if place < end and doc[place].text in ("-", "–"):
        place += 1
    target = _target(last, place, vague)
    start, noun = place, None
    while place < end and _belongs(doc[place], noun, target):
        if doc[place].pos_ in ("NOUN", "PROPN"):
            noun = doc[place]
        place += 1
    return (doc[start], noun) if noun is not None else None


def _target(last: Token, place: int, vague: bool) -> Token | None:
    """The noun that the parse ties to the number: its head, or what *of* after a vague word leads to."""
    if vague and place > last.i + 1:
        prepositions = [child for child in last.children if child.lower_ == "of" and child.i < place]
        nouns = [child for word in prepositions for child in word.children if child.dep_ == "pobj"]
        if nouns and nouns[0].tag_ == "NNP":  # Orvo and Tamber lorries
            nouns = [child for child in nouns[0].children if child.dep_ == "conj" and child.tag_ == "NNS"] or nouns
        return nouns[0] if nouns and place <= nouns[0].i <= last.i + 7 else None
    return last.head if last.head.pos_ in ("NOUN", "PROPN") and 0 < last.head.i - last.i <= 7 else None


def _skip_of(last: Token, vague: bool) -> int:
    """The token after *dozens of*, *one of the*, *half the*; determiners and *my*, *its* left out."""
    doc, end, place = last.doc, last.sent.end, last.i + 1
    if vague and place < end and doc[place].text in _CLOSING:
        place += 1
    if place < end and doc[place].lower_ == "of" and (vague or last.lower_ in _PARTITIVE):
        place += 1
    elif not (place < end and last.lower_ == "half"):
        return last.i + 1
    while place < end and doc[place].tag_ in ("DT", "PDT"):
        place += 1
    if place < end and doc[place].tag_ == "PRP$":
        place += 1
    return place


_CLOSING = frozenset({"”", '"', "’", "'", "''"})


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
    if (re.match(r"\s?\)", after) and "(" not in before) or (not before.strip() and after.startswith(". ")):
        return False
    if words.endswith(" group") and not re.match(r"\W{0,2}\s*of\b", after):
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
    if item.share and not words.startswith(("one in", "one out")):
        return _is_share(words, after, inside)
    if words in ("one", "zero"):
        return _counts_one(inside[0])
    return not _is_name(inside, phrase[1] if phrase else None)


def _is_share(words: str, after: str, inside: list[Token]) -> bool:
    """*half of them*, *a third of the crop*, *fell by a quarter*; not *a third attack*, *the fourth quarter*."""
    if re.split(r"[\s-]", words)[-1] not in ("half", "quarter", "third", "fifth", "sixth", "eighth", "tenth"):
        return True
    if re.match(r"\s+(?:of|less|more|higher|lower|fewer|larger|smaller)\b", after):
        return True
    if words in ("half", "a half"):
        return bool(re.match(r"\s+(?:a|an|the|its|their)\b", after))
    ends = re.match(r"\s*(?:$|[.,;:)])", after) is not None
    return ends and inside[0].i > 0 and inside[0].nbor(-1).lower_ in ("by", "about", "almost", "nearly", "over", "than")


def is_code(item: Quantity, flat: str) -> bool:
    """Whether the number is a part of a telephone number, or the letter after it none of a unit: *runway 27L*."""
    low = max(0, item.start - WINDOW)
    before = flat[low : item.start]
    if item.unit is None and any(
        low + match.start() <= item.start < low + match.end()
        for match in _PHONE.finditer(flat[low : item.end + WINDOW])
    ):
        return True
    if item.unit is None and _CALL.search(before):
        return (
            flat[item.start].isdigit() and item.low >= 100 and not re.match(r"\s[a-z]", flat[item.end : item.end + 2])
        )
    glued = item.number_end < item.end and item.end - item.number_end == 1 and flat[item.end - 1].isalpha()
    return glued and (_NUMBERED.search(before) is not None or re.search(r"[A-Za-z\d]-$", before) is not None)


def _counts_one(token: Token) -> bool:
    """*one man* and *one of the men*; not *no one*, *this one*, or *is one of the oldest*, which counts nothing."""
    doc = token.doc
    previous = doc[token.i - 1].lower_ if token.i else ""
    following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if previous in _NOT_ONE_BEFORE or following in _NOT_ONE_AFTER:
        return False
    is_said = token.dep_ in ("attr", "oprd") and token.head.lemma_ in ("be", "remain", "become")
    if following == "of" and (is_said or previous == "as"):
        return False
    return token.dep_ == "nummod" or following == "of"


def _is_name(inside: list[Token], noun: Token | None) -> bool:
    """Whether the number is a part of a proper name: *Flight 12*, *the Five Rivers Treaty*."""
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
    after_name = before is not None and before.text[:1].isupper() and before.i > first.sent.start
    if first.text[0].isupper() and not opening and before is not None and (proper or after_name):
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
