"""Who did something, and where it happened, as phrases that can exclude each other.

*Rebels* are not *the army*, *a night watchman* is not *two fishermen*, *a school* is no *prison*; but *police* may be
*a constable*, *soldiers* may be the government's, and *a man* may be anybody. Words that the codebook does not know
exclude nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.meanings import alike_things
from onrecord.codebooks.tellings import telling_words
from onrecord.relate.camps import PREFIX
from onrecord.relate.daynames import calendar
from onrecord.vectors import WordVectors

_WITHIN = re.compile(r"\s(?:of|in|on|at|near|by|outside|from|off)\s")
_NAME = re.compile(r"\b[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:-[^\W\d_]+)*")
_FROM = re.compile(r"\s(?:from|in|at|near|outside|on)\s(?!(?:board|behalf)\b)")
_BEHIND = re.compile(
    r",|\s(?:of|from|in|at|for|with|on|near|off|outside|who|which|that|known|called|named|acting|working|based|trying"
    r"|belonging|loyal|hired|paid)\s"
)
_JOINED = re.compile(r"\b(?:and|or)\s+[a-z]+\b")
"""Two who did it together, but no name with *and* in it."""
_MOST_WORDS = 14
_OF = re.compile(r"\sof\s")
_ABOUT = re.compile(r"\b(?:north|south|east|west)(?:ern)?\b", re.I)
FAR = 0.5
"""Nearness in meaning from which two causes may be one in other words."""
FAR_AS_A_WHOLE = 0.65
"""The same of the phrases as a whole."""
_POINTING = frozenset(
    {"this", "that", "it", "these", "those", "what", "which", "both", "his", "her", "he", "she", "they", "we"}
)
"""Words that begin a phrase for what is told elsewhere."""
_BEGINNING = frozenset({"The", "A", "An", "Two", "Three", "Several", "Some"})
_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}
_OFFICES = frozenset(
    {"minister", "governor", "mayor", "president", "premier", "king", "queen", "chancellor", "ambassador"}
)
_LED = frozenset({"the", "a", "an", "one", "two", "his", "her", "its", "their", "some", "several", "our"})
"""Words that may begin the phrase for somebody."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Who is told to have done something."""

    text: str
    head: str
    """His noun, in the singular; empty if he is a name."""
    lines: frozenset[str]
    """The kinds of sides that his noun names."""
    names: frozenset[str]
    """The words of names in his phrase, but for where he comes from."""
    own: str
    """His name, where the phrase is nothing but that."""
    modifiers: frozenset[str]
    """The words before his noun."""
    person: bool = False
    """Whether the pile knows him as a person with a name."""


def doer(text: str) -> Doer | None:
    """A phrase as who did something; ``None`` if it may mean anybody, or several who did it together."""
    text = text.strip(" .,“”\"'‘’")
    low = words(text)
    if not low or low[0] in topics().stop - _LED or len(low) > _MOST_WORDS or _JOINED.search(text):
        return None
    found = _of_phrase(text, _before(text, _BEHIND))
    if found.head in telling_words().anybody or (not found.head and not found.own):
        inner = _OF.split(text, maxsplit=1)
        if len(inner) < 2:
            return None
        found = _of_phrase(text, _before(inner[1], _BEHIND))
        if found.head in telling_words().anybody or (not found.head and not found.own):
            return None
    return found


def _before(text: str, at: re.Pattern[str]) -> str:
    """What stands before a pattern."""
    match = at.search(text)
    return text if match is None else text[: match.start()]


def _of_phrase(text: str, phrase: str) -> Doer:
    """A noun phrase without what stands behind it."""
    told = _to_participle(re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", phrase))
    book = telling_words()
    names = frozenset(stem(name.casefold()) for name in _NAME.findall(_before(text, _FROM))) - topics().stop
    if told and told[0] in _BEGINNING:
        names -= {told[0].casefold()}
        told = told[1:]
    small = [word for word in told if word[:1].islower() and word not in ("the", "a", "an", "and")]
    if not told:
        return Doer(text, "", frozenset(), names, "", frozenset())
    first = stem(told[0].casefold())
    common = first in book.sides or first in book.anybody  # A capital letter that only begins a sentence.
    if not small:
        if not (common and len(told) == 1) and stem(told[-1].casefold()) not in book.sides:
            return Doer(text, "", frozenset(), names, " ".join(told), frozenset())
        small = [told[-1].casefold()]
    elif len(small) == 1 and first in book.sides and told[-1] == small[-1] and told[0][:1].isupper():
        small = [told[0].casefold(), *small]
    head, lines = _headed(small)
    return Doer(text, head, lines, names - {first} if common else names, "", frozenset(small[:-1]))


def _to_participle(told: list[str]) -> list[str]:
    """The words up to what says what somebody does: *a battery firing in error*."""
    for place, word in enumerate(told[:-1]):
        if stem(word.casefold()) in telling_words().sides and told[place + 1].endswith("ing"):
            return told[: place + 1]
    return told


def _headed(small: list[str]) -> tuple[str, frozenset[str]]:
    """The noun of some words and the sides that it names."""
    book = telling_words()
    for size in (2, 1):
        if len(small) >= size:
            phrase = " ".join([*small[-size:-1], stem(small[-1])])
            if phrase in book.sides:
                return phrase, book.sides[phrase]
    return stem(small[-1]), frozenset()


def doers_apart(one: Doer, other: Doer, deeds: frozenset[str]) -> bool:
    """Whether two phrases cannot mean one who did it, nor one of those who did it together.

    Args:
        one: a phrase.
        other: the other one.
        deeds: the lines of the codebook in which the deeds of both stand.
    """
    mine, theirs = (stems(each.text) for each in (one, other))
    if mine & theirs or _kin(mine, theirs):
        return False
    if one.own and other.own:
        return len(one.own.split()) == len(other.own.split()) > 1 and one.person and other.person
    if one.own or other.own:
        return False  # A name that may be his, or that of his company.
    if not one.lines or not other.lines:
        return False
    book = telling_words()
    if not one.lines & other.lines:
        within = book.one_side | (book.ordered if deeds <= book.by else frozenset())
        return not any(frozenset((a, b)) in within for a in one.lines for b in other.lines)
    if one.head in book.general or other.head in book.general or one.head == other.head:
        owners = bool(one.names and other.names)
        kinds = [
            each.modifiers - book.plain if each.head in book.general else frozenset({each.head})
            for each in (one, other)
        ]
        if one.head != other.head and all(kinds) and "firm" in one.lines & other.lines:
            return True  # An oil company is no brewery.
        office = one.head == other.head and one.head in _OFFICES and bool(one.modifiers and other.modifiers)
        return owners or (office and not one.modifiers & other.modifiers)
    return not alike_things(one.head, other.head)


def _kin(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of names share one, or its adjective."""
    return any(a[:PREFIX] == b[:PREFIX] for a in one for b in other if min(len(a), len(b)) >= PREFIX)


@dataclass(frozen=True, slots=True)
class Site:
    """Where something is told to have happened."""

    text: str
    names: frozenset[str]
    kinds: frozenset[str]
    rooms: frozenset[str]
    nouns: frozenset[str]
    """Nouns of what is told apart by name."""
    side: str
    """A point of the compass from a place that is named."""


def site(text: str, before: str) -> Site | None:
    """A phrase as a place; ``None`` if it names none.

    Args:
        text: the phrase, without its preposition.
        before: the preposition.
    """
    book = telling_words()
    told = [word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)]
    single = [stem(word) for word in told]
    pairs = [f"{a} {b}" for a, b in zip(told, single[1:], strict=False)]
    names = frozenset(stem(name.casefold()) for name in _NAME.findall(text)) - topics().stop - calendar()
    first = _before(text, _WITHIN)
    own = [stem(word) for word in words(first)]
    heads = {*own[-1:], *(f"{a} {b}" for a, b in list(zip(words(first), own[1:], strict=False))[-1:])}
    kinds = frozenset(kind for head in heads for kind in book.places.get(head, ()))
    rooms = frozenset(kind for head in heads for kind in book.rooms.get(head, ()))
    if rooms and not kinds:
        kinds = frozenset(kind for word in (*single, *pairs) for kind in book.places.get(word, ()))
    nouns = frozenset(word for word in (*single, *pairs) if word in book.named)
    compass = _ABOUT.search(text)
    if not (names or kinds or rooms) or (before == "at" and not (kinds or rooms or nouns or compass)):
        return None  # Pointed a gun at him.
    side = compass.group().casefold().removesuffix("ern") if compass is not None else ""
    return Site(text, names, kinds, rooms, nouns, side)


def sites_apart(one: Site, other: Site) -> bool:
    """Whether two phrases cannot mean one place, nor one a part of the other."""
    book = telling_words()
    if one.side and other.side == _OPPOSITE[one.side] and (one.names & other.names or one.nouns & other.nouns):
        return True
    if one.names & other.names:
        return bool(one.kinds and other.kinds and not one.kinds & other.kinds) or _rooms_apart(one, other)
    if one.names and other.names and one.nouns & other.nouns:
        return True
    if one.kinds and other.kinds:
        return not one.kinds & other.kinds
    if _rooms_apart(one, other):
        return True
    bare = not (one.kinds or other.kinds or one.rooms or other.rooms)
    return bare and bool(one.names and other.names) and not (one.nouns ^ other.nouns) & book.wide


def _rooms_apart(one: Site, other: Site) -> bool:
    """Whether two phrases mean two parts of a building or ship."""
    return bool(one.rooms and other.rooms and not one.rooms & other.rooms)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something is told to have happened."""

    text: str
    names: frozenset[str]
    content: tuple[str, ...]
    """Its words of content, in their order."""
    head: str
    """Its noun."""


def cause(text: str) -> Cause | None:
    """A phrase as a cause; ``None`` if it stands for one named elsewhere, or is several."""
    told = words(text)
    content = tuple(dict.fromkeys(word for word in told if word not in topics().stop and len(word) > 2))
    if not content or re.search(r"\band\b", text) or told[0] in _POINTING or len(content) > _MOST_WORDS:
        return None
    head = [word for word in words(_before(text, _WITHIN)) if word in content]
    return Cause(text, frozenset(), content, head[-1] if head else content[-1])


def causes_apart(one: Cause, other: Cause, vectors: WordVectors) -> bool:
    """Whether two phrases lie too far apart in meaning to be one cause."""
    if {stem(word) for word in one.content} & {stem(word) for word in other.content}:
        return False
    near = vectors.similarity([one.head], [other.head])
    return near < FAR and vectors.similarity(one.content, other.content) < FAR_AS_A_WHOLE
