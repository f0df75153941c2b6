"""Figures: quantities with unit, limits, what is counted, as of when and who says so.

:mod:`figures_read` finds numbers with their units in a paragraph; here the parse tells what is counted,
drops numbers that are names, dates or list marks, and ties each figure to its statement and its date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.figures_read import Quantity, read_quantities
from onrecord.annotate.figures_words import figure_words
from onrecord.annotate.parsing import Parsed
from onrecord.records import UNKNOWN_DATE, DateInterval, Figure, Span, Statement, TimeExpression, make_id
from onrecord.records.annotation import Change
from onrecord.timex import interval

_NAMES = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "FAC", "ORG", "PERSON", "GPE", "LOC"})
_NUMBERED = re.compile(
    r"\b(?:no\.?|number|section|article|part|chapter|page|row|room|route|highway|flight|channel|phase|level|type|class|"
    r"version|category|resolution|paragraph|group|grade|stage|episode|season|volume|unit|figure|table|day|week|round|game)\s*$",
    re.I,
)
_TIMES_OUT = ("DATE", "TIME")


@dataclass(frozen=True, slots=True)
class _Page:
    """What the finder knows beside the paragraph at hand."""

    parsed: Parsed
    times: Sequence[TimeExpression]
    statements: Sequence[Statement]


def find_figures(parsed: Parsed, times: Sequence[TimeExpression], statements: Sequence[Statement]) -> list[Figure]:
    """The figures of a body, in text order.

    Args:
        parsed: the parsed body.
        times: the time expressions found before: numbers inside dates are no figures, durations are.
        statements: the statements found before: a figure belongs to the innermost one that contains it.
    """
    page = _Page(parsed, times, statements)
    figures: list[Figure] = []
    for first, after in parsed.paragraphs:
        if first == after:
            continue
        tokens = [parsed.doc[i] for i in range(first, after)]
        offset = parsed.starts[first]
        flat = re.sub(r"\s", " ", parsed.view.text[offset : parsed.end(tokens[-1])])
        for item in read_quantities(flat):
            inside = [
                x for x in tokens if offset + item.start < parsed.end(x) and parsed.start(x) < offset + item.number_end
            ]
            if inside and _is_figure(item, inside, flat, offset, page):
                figures.append(_figure(item, inside, flat, offset, page))
    return figures


# --- what is no figure --------------------------------------------------------------------------------


def _is_figure(item: Quantity, inside: list[Token], flat: str, offset: int, page: _Page) -> bool:
    """Whether the number is a quantity: no date, name, list mark, score or pronoun."""
    before, words = flat[: item.start], flat[item.start : item.number_end].lower()
    spans = page.parsed.view.lift(offset + item.start, offset + item.number_end)
    if not spans or any(time.type in _TIMES_OUT and time.span.overlaps(spans[0]) for time in page.times):
        return False
    if item.unit is not None:
        return not (words in ("a", "an"))
    if not before.strip() and re.match(r"[.)]\s", flat[item.end :]):
        return False
    if _NUMBERED.search(before) or re.search(r"(?:[#№/@:]|\d[-–])\s?$", before):
        return False
    if re.match(r"[-–:/]\d|\s?(?:a\.?m|p\.?m)\b|(?:st|nd|rd|th)\b|[-–][A-Z]", flat[item.end :]):
        return False
    if (
        item.high is not None
        and not item.vague
        and re.search(r"\d\s?-\s?\d", words)
        and item.high < 30
        and _counted(item, inside)[0] is None
    ):
        return False
    if words in ("one", "zero"):
        return _counts_one(inside[0])
    return not _is_name(inside, flat, item)


def _counts_one(token: Token) -> bool:
    """*one man* and *one of the men*, not *no one* or *this one*."""
    doc = token.doc
    previous = doc[token.i - 1].lower_ if token.i else ""
    following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if (
        previous in ("no", "any", "every", "some", "this", "that", "which", "the", "another", "each", "-")
        or following == "-"
    ):
        return False
    if following in ("another", "day", "else", "by", "or"):
        return False
    return token.dep_ == "nummod" or following == "of"


def _is_name(inside: list[Token], flat: str, item: Quantity) -> bool:
    """Whether the number is a part of a proper name: *Boeing 787*, *the Four Party Talks*."""
    first, last = inside[0], inside[-1]
    doc = first.doc
    before = doc[first.i - 1] if first.i and first.sent.start < first.i else None
    after = doc[last.i + 1] if last.i + 1 < last.sent.end else None
    if first.ent_type_ in _NAMES and (first.ent_iob_ == "I" or (after is not None and after.ent_iob_ == "I")):
        return True
    if (
        first.text[:1].isalpha()
        and first.text[0].isupper()
        and after is not None
        and after.pos_ == "PROPN"
        and not first.is_sent_start
    ):
        return True
    glued = before is not None and before.pos_ == "PROPN" and before.text[:1].isupper() and not before.whitespace_ == ""
    follows_noun = after is not None and after.pos_ in ("NOUN", "ADJ") and after.i > last.i
    if glued and before is not None and not (follows_noun and last.head.i > last.i):
        return first.text[0].isdigit() and before.ent_type_ not in ("DATE", "TIME", "PERCENT")
    return False


# --- what is counted ----------------------------------------------------------------------------------


def _counted(item: Quantity, inside: list[Token]) -> tuple[Token | None, Token | None]:
    """First and last token of the noun phrase that is counted, or two ``None``."""
    last = inside[-1]
    doc, end = last.doc, last.sent.end
    place = last.i + 1
    if (
        place < end
        and doc[place].lower_ == "of"
        and (item.vague or last.lower_ in ("one", "two", "half", "third", "thirds", "quarter"))
    ):
        place += 1
        while place < end and doc[place].pos_ in ("DET", "PRON") and doc[place].tag_ != "PRP":
            place += 1
    if place < end and doc[place].text in ("-", "more", "other", "additional"):
        place += 1
    start = place
    noun = None
    while place < end and doc[place].pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "PART", "NUM", "PUNCT", "ADV"):
        token = doc[place]
        if token.pos_ == "VERB" and not (
            token.dep_ == "amod" or token.tag_ in ("VBN", "VBG") and noun is None and token.head.i > token.i
        ):
            break
        if token.pos_ == "PUNCT" and token.text not in ("-", "–"):
            break
        if token.pos_ == "ADV" and (token.head.i <= token.i or token.head.pos_ not in ("ADJ", "VERB")):
            break
        if token.pos_ in ("ADJ", "NUM") and noun is not None and token.head.i < token.i:
            break
        if token.pos_ in ("NOUN", "PROPN"):
            if (
                noun is not None
                and noun.tag_ in ("NNS", "NNPS")
                and noun.dep_ != "compound"
                and token.dep_ != "pobj"
                and noun.head is not token
            ):
                break
            noun = token
        place += 1
    return (doc[start], noun) if noun is not None else (None, None)


def _names_counted(first: Token, last: Token) -> str:
    """The words of the page."""
    words = first.doc[first.i : last.i + 1]
    return re.sub(r"\s+", " ", words.text).strip(" -–")


# --- the record ---------------------------------------------------------------------------------------


def _figure(item: Quantity, inside: list[Token], flat: str, offset: int, page: _Page) -> Figure:
    """The record of a quantity that is a figure."""
    parsed = page.parsed
    start = offset + (item.start if item.qualifier_start is None else item.qualifier_start)
    end = offset + item.end
    unit, counted, scale = item.unit, None, 1.0
    if unit is None or item.bare_m:
        first, noun = _counted(item, inside)
        if item.bare_m and noun is not None and noun.tag_ in ("NNS", "NNPS"):
            unit, scale = None, 1e6
        if unit is None and first is not None and noun is not None:
            counted = _names_counted(first, noun)
            end = max(end, parsed.end(noun))
            lemma = noun.lemma_.lower()
            is_person = lemma in figure_words().persons or noun.ent_type_ == "NORP" and noun.tag_ in ("NNPS", "NNS")
            unit = "person" if is_person else None
    if unit is None and counted is None:
        unit = _stated_age(inside, flat, item)
    span = parsed.view.lift_one(start, end)
    low, high = item.low * scale, None if item.high is None else item.high * scale
    change = _change(item, flat)
    as_of, time_id = _as_of(inside[0], span, page)
    value, low_end, high_end = _bounds(low, high, change if change in (">", "<", "~") else item.sign)
    return Figure(
        id=make_id("f", parsed.article.id, span.start, span.end), article_id=parsed.article.id, span=span,
        value=value, low=low_end, high=high_end, qualifier=item.qualifier, change=change, unit=unit, counted=counted,
        as_of=as_of, as_of_time=time_id, attributed_to=_attributed(span, page),
    )  # fmt: skip


def _stated_age(inside: list[Token], flat: str, item: Quantity) -> str | None:
    """*Ilsa Doren, 44,*: an age."""
    before = inside[0].doc[max(0, inside[0].i - 2) : inside[0].i]
    aged = re.search(r"\b(?:aged|age|ages)\s*$", flat[: item.start], re.I)
    named = len(before) == 2 and before[1].text == "," and before[0].ent_type_ == "PERSON"
    closed = re.match(r"\s?[,.)]|$", flat[item.end :])
    return "year of age" if (aged or (named and closed)) and 0 < item.low < 120 else None


def _bounds(low: float, high: float | None, sign: str) -> tuple[float | None, float | None, float | None]:
    """Value, lower and upper end. *About* bounds nothing; a range has no one value."""
    if high is not None:
        return None, low, high
    if sign == ">":
        return low, low, None
    if sign == "<":
        return low, None, low
    return (low, None, None) if sign == "~" else (low, low, low)


_WORD = re.compile(r"[A-Za-z']+")


def _change(item: Quantity, flat: str) -> Change:
    """The limits of a figure, or the way that it moved: *rose 5 points*, *down 2 %*."""
    if item.sign in (">", "<"):
        return ">" if item.sign == ">" else "<"
    start = item.start if item.qualifier_start is None else item.qualifier_start
    if item.unit is not None:
        tail = [word.lower() for word in _WORD.findall(flat[max(0, start - 30) : start])][-2:]
        glued = bool(re.search(r"[A-Za-z]\s*$", flat[:start]))
        way = _moved(tail, item) if glued and tail else None
        if way == "up" or (way is None and item.low < 0 and False):
            return "up"
        if way == "down" or (way is None and item.low < 0 and item.unit == "percent"):
            return "down"
    return "~" if item.sign == "~" else "="


def _moved(tail: list[str], item: Quantity) -> str | None:
    """The movement that the word before the figure says."""
    word = tail[-1]
    if word in ("up", "down"):
        return word if item.unit in ("percent", "point", "basis point") or word == "down" else None
    return _movement_of(word)


def _movement_of(word: str) -> str | None:
    """``up`` or ``down`` of an inflected verb of movement."""
    forms = figure_words().movement
    irregular = {"rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "lost": "lose", "slid": "slide",
                 "sank": "sink", "sunk": "sink", "grew": "grow", "leapt": "leap", "shrank": "shrink"}  # fmt: skip
    stems = [word, irregular.get(word, "")]
    for ending, rest in (
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ped", ""),
        ("ping", ""),
        ("ies", "y"),
        ("ied", "y"),
    ):
        if word.endswith(ending):
            stems.append(word[: -len(ending)] + rest)
    return next((forms[stem] for stem in stems if stem in forms), None)


def _attributed(span: Span, page: _Page) -> str | None:
    """The innermost statement whose content holds the figure."""
    holding = [
        (sum(piece.end - piece.start for piece in item.content), item.id)
        for item in page.statements
        if any(piece.overlaps(span) for piece in item.content)
    ]
    return min(holding)[1] if holding else None


def _as_of(token: Token, span: Span, page: _Page) -> tuple[DateInterval, str | None]:
    """The date that stands in the clause of the figure, if there is just one."""
    sentence = page.parsed.spans(token.sent.start, token.sent.end - 1)
    clause = _clause(token)
    near = []
    for time in page.times:
        if time.type not in _TIMES_OUT or not any(piece.contains(time.span) for piece in sentence):
            continue
        days = interval(time.value) if time.value else None
        if days is not None and not span.contains(time.span) and _in_clause(time, clause, page):
            near.append((time, days))
    if len(near) != 1:
        return UNKNOWN_DATE, None
    time, days = near[0]
    basis = "resolved" if time.relative else "stated"
    return DateInterval(days[0].isoformat(), days[1].isoformat(), basis, (time.span,)), time.id  # type: ignore[arg-type]


def _clause(token: Token) -> Token:
    """The verb of the clause that a token stands in; the root if there is none."""
    for item in [token, *token.ancestors]:
        if item.pos_ in ("VERB", "AUX") and item.dep_ not in ("amod", "aux", "auxpass") or item.dep_ == "ROOT":
            return item
    return token


def _in_clause(time: TimeExpression, clause: Token, page: _Page) -> bool:
    """Whether a time expression depends on the same verb."""
    parsed = page.parsed
    for item in clause.sent:
        spans = parsed.spans(item.i, item.i)
        if spans and time.span.contains(spans[0]):
            return _clause(item) == clause
    return False
