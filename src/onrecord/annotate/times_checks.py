"""What looks like a time and is none: verbs, names, counts, ages, scores."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.times_grammar import Reading

_NAME_ENTITIES = frozenset({"ORG", "WORK_OF_ART", "PRODUCT", "FAC", "LAW", "PERSON", "GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class Around:
    """A reading with what stands around it. All text is lower case."""

    words: str
    """The words of the reading."""
    before: str
    """The paragraph before them."""
    after: str
    """The paragraph after them."""
    inside: list[Token]
    """Their tokens."""


def plausible(reading: Reading, flat: str, inside: list[Token]) -> bool:
    """Whether the parse and the words around allow the reading."""
    check = _CHECKS.get(reading.rule)
    if check is not None:
        words, before, after = (
            flat[reading.start : reading.end],
            flat[max(0, reading.start - 60) : reading.start],
            flat[reading.end : reading.end + 60],
        )
        if not check(Around(words.lower(), before.lower(), after.lower(), inside)):
            return False
    return not _in_name(inside)


def _in_name(inside: list[Token]) -> bool:
    """Whether the words are only a part of a proper name (*the Sunday Herald*)."""
    first, last = inside[0], inside[-1]
    if first.ent_type_ not in _NAME_ENTITIES or last.ent_type_ != first.ent_type_:
        return False
    doc = first.doc
    wider_left = first.ent_iob_ == "I" and doc[first.i - 1].pos_ == "PROPN"
    wider_right = last.i + 1 < len(doc) and doc[last.i + 1].ent_iob_ == "I" and doc[last.i + 1].pos_ == "PROPN"
    return wider_left or wider_right


def _weekday(around: Around) -> bool:
    """*The Sunday Herald* names a paper: a title with an article before it."""
    first = around.inside[0]
    if first.dep_ != "compound" or first.head.tag_ != "NNP" or first.head.i < first.i:
        return True
    return not any(child.dep_ == "det" for child in first.head.children)


def _month(around: Around) -> bool:
    """*May* and *March* are months only as proper nouns."""
    inside = around.inside
    month = inside[-2] if inside[-1].text == "." and len(inside) > 1 else inside[-1]
    return all(item.pos_ not in ("AUX", "VERB") for item in inside) and (month.pos_ == "PROPN" or len(inside) > 1)


_COUNT_BEFORE = re.compile(
    r"(?:[$£€#]|\b(?:about|some|than|over|nearly|least|no\.|flight|section|article|route|page|room|almost|only))\s*$"
)
_COUNT_AFTER = re.compile(
    r"\s*(?:%|percent|per cent|million|billion|people|points?|miles|km|kilomet|metres|meters|feet|euros?|dollars?"
    r"|-(?!\s*\d))"
)
_FRAMED = re.compile(r"\b(?:in|since|of|until|the|from|after|before|by|for|its|their|late|early)\s*$")
_DATED = re.compile(r"\b(?:in|since|of|until|from|after|before|by)\s*$")


def _year(around: Around) -> bool:
    """A bare number is a year if nothing is counted with it."""
    if len(around.inside) > 1:
        return True
    if _COUNT_BEFORE.search(around.before) or _COUNT_AFTER.match(around.after):
        return False
    year = around.inside[0]
    number = int(re.sub(r"\D", "", year.text)[-4:] or 0)
    if not 1800 <= number < 2100:
        return number >= 1000 and _DATED.search(around.before) is not None
    counted = year.dep_ == "nummod" and year.head.tag_ == "NNS" and year.head.i > year.i
    return not counted or _FRAMED.search(around.before) is not None


def _duration(around: Around) -> bool:
    """No ages, and no *second* that counts."""
    if re.match(r"[\s-]+old\b|[\s-]+of age\b", around.after) or re.search(r"\b(?:aged|age)\s*$", around.before):
        return False
    if around.words.endswith("second") and not around.words[0].isdigit():
        return False
    if around.words.endswith(("quarter", "quarters")):
        return not re.match(r"\s+of\s+(?:the|a|all|its)", around.after)
    last = around.inside[-1]
    return last.pos_ not in ("VERB", "PROPN") or last.text.islower()


_PLURAL_BEFORE = re.compile(r"\b(?:for|in|after|within|of|over|took|takes?|spent|lasted|by|and|or)\s*$")


def _bare_plural(around: Around) -> bool:
    """*for years*, not *years* in any place."""
    return _PLURAL_BEFORE.search(around.before) is not None and not re.match(r"[\s-]+old\b", around.after)


def _season(around: Around) -> bool:
    """*the fall* is a season only with a year."""
    return not around.words.startswith("the fall") or around.words[-1].isdigit()


def _adjective(around: Around) -> bool:
    """*current* before a noun, not *a current*."""
    return around.inside[0].pos_ == "ADJ"


def _holiday(around: Around) -> bool:
    """*a Christmas party* names no day."""
    return around.inside[-1].dep_ != "compound" or around.words[-1].isdigit()


def _clock(around: Around) -> bool:
    """A bare ``2:30`` may be a score or a verse: it needs a word of time beside it."""
    if re.search(r"[apo]\.?\s?['’]?[mc]|noon|midnight|gmt|utc|hours|time|e[sd]t", around.words):
        return True
    return re.search(r"\b(?:at|by|until|from|around|about|before|after|till|since)\s*$", around.before) is not None


_CHECKS: dict[str, Callable[[Around], bool]] = {
    "weekday": _weekday,
    "month": _month,
    "month year": _month,
    "year": _year,
    "duration": _duration,
    "hyphened": _duration,
    "bare plural": _bare_plural,
    "season": _season,
    "adjective": _adjective,
    "clock": _clock,
    "holiday": _holiday,
}
