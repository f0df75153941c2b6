"""What the words of a sentence are for or against: *is in favour of abolishing the tax* is against the tax.

What is to be done with a thing turns the side: who is in favour of abolishing a tax is against the tax. Sides under a
condition, of the past, or of a part of a matter are left out. Whose side it is: :mod:`onrecord.relate.stance_read`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.codebooks.actors import roles
from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.stance_forms import stance_forms
from onrecord.codebooks.stances import stances

LEFT = frozenset({
    "should", "verdict", "lasting", "supported", "sense", "effect", "bad_effect", "good_effect", "wants", "deserved",
    "by", "backing",
})  # fmt: skip
"""Forms with the matter before the words for the side."""
BEHIND = frozenset({"by", "backing"})
"""Forms with him who takes the side behind them: *was rejected by the council*."""
IMPERSONAL = (LEFT - BEHIND) | {"need", "needed", "shall", "alternative", "without", "worse_off"}
"""Forms whose side is that of who says it, not of who acts in it."""
_TOPIC = re.compile(
    r"^[“\"]?(?:(?:Asked|Questioned|Pressed|Speaking|Commenting|Turning)\s+(?:about|on|of|to)|As\s+for|Regarding|Concerning)\s+"
    r"(?P<topic>[^,;“”\"]{3,120}),"
)
"""What a sentence is about that goes on with *it*: *asked about the sale, he said that it should be dropped*."""
_POINTING = frozenset({"it", "this", "that"})
_TO_BE = re.compile(r"\s(?:to\s+)?be\s+\w+(?:ed|en|wn|lt|id|ne)\b")
"""What is to be done with a thing, in words that no list has."""
_AGED = re.compile(r"\b(?:the|an?)\s+[\w-]+-year-old\b")


@dataclass(frozen=True, slots=True)
class Matter:
    """What somebody is for or against."""

    words: frozenset[str]
    """Stems of its words of content."""
    head: str
    """The stem of its noun."""
    names: frozenset[str]
    """Stems of the words in it with a capital."""
    numbers: frozenset[str]
    """Its numbers."""
    text: str
    """The same as the page has it."""

    definite: bool
    """Whether it is a thing that was named before: *the transfer*."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the words of a sentence say of a side."""

    favours: bool
    """Whether they are for the matter."""
    core: str
    """The matter, without what is to be done with it."""
    shown: str
    """The same as the page has it."""
    whom: str
    """To whom it is said, where that is part of the matter."""


def verb_of(match: re.Match[str]) -> tuple[int, int]:
    """Where the words stand that take the side."""
    groups = match.groupdict()
    if groups.get("brand"):
        return match.span("brand")
    if groups.get("side"):
        low, high = match.span("side")
        return (match.start(), high) if match.start() < low <= match.start("matter") else (low, high)
    if groups.get("done"):
        return match.span("done")
    if match.start("matter") == match.start():
        return match.end("matter"), match.end()
    return match.start(), match.start("matter")


def words_before(text: str, at: int) -> str:
    """The words of a clause before a verb."""
    cut = max((found.end() for found in re.finditer(r"[,;:“”\"]|\b(?:that|said|and|but)\s", text[:at])), default=0)
    return text[cut:at]


def read(kind: str, match: re.Match[str]) -> Taken | None:
    """What the words of a match of a form say; ``None`` if they leave the side open, or take none."""
    book = stances()
    groups = match.groupdict()
    if stance_forms().clause.search(groups.get("whom") or ""):
        return None
    told, more = match["matter"], groups.get("more") or ""
    left = kind in LEFT
    told = stance_forms().says.split(f"{told} ")[-1] if left else stance_forms().ends.split(f"{told} ", maxsplit=1)[0]
    if kind in ("advised", "warned"):
        told = re.split(r"\s(?:unless|except)\b", told, maxsplit=1)[0]  # Advice with an exception is advice.
    told = re.sub(r"^that\s+", "", told.strip(' .”“"'))
    if left and told.casefold() in _POINTING and (topic := _TOPIC.match(match.string)) is not None:
        told = topic["topic"].strip()
    whole = f"{told} {stance_forms().ends.split(more + ' ', maxsplit=1)[0]}".strip(" .")
    if kind in ("good_effect", "bad_effect") and _acts(told):
        return None  # The army would protect its people: what it will do, not what is thought of it.
    side = " ".join((groups.get("side") or "").casefold().split())
    favours = book.sides.get(side, True) and kind != "warned" and not groups.get("bad")
    negated = bool(groups.get("neg")) != bool(groups.get("neg2"))
    if kind in ("side", "being") and stance_forms().no_thing.match(told):
        return None
    if kind == "side" and stance_forms().noun_before.search(match.string[: match.start()]):
        return None
    if kind in ("side", "being", "wanting", "wanted", "branded"):
        said = words_before(match.string, match.start())
        negated ^= bool(book.negation.search(said))
        if negated and not favours and "longer" not in f"{said}{groups.get('neg') or ''}":
            return None  # Who is not against something need not be for it.
    if book.conditions.search(whole) or (
        kind not in ("advised", "warned") and book.provisos.search(f"{whole} {_rest(match)}")
    ):
        return None
    favours ^= negated
    if groups.get("done"):
        done = " ".join(groups["done"].casefold().split())
        favours ^= not (book.lasting[done] if kind == "lasting" else book.turns[done])
    turned, core = _turned(whole)
    if kind == "side" and turned is None and _TO_BE.search(core):
        return None
    if kind == "wanting" and turned is None:
        return None  # Wants to speak: no side in a matter.
    favours ^= turned is False
    whom = ""
    if kind in ("advised", "warned") and turned is None:
        whom = groups["whom"]
    return Taken(favours, core, " ".join(whole.split()), whom)


def _acts(told: str) -> bool:
    """Whether words name somebody who acts, by name or by noun, and no matter: *the army*, *Norland*, *he*."""
    first = stance_forms().places.split(f" {told} ", maxsplit=1)[0].split()
    if not first or told.split(maxsplit=1)[0].endswith("ing"):
        return not first  # Deepening the channel is done by nobody yet.
    last = first[-1].casefold().strip("’'“”\"")
    agent = roles().get(last) or roles().get(stem(last))
    bare = first[-1][:1].isupper() and len(first) < 3 and first[0].casefold() not in ("the", "a", "an")
    return agent is not None or (bare and told == " ".join(first)) or stem(last) in topics().people | topics().persons


def _rest(match: re.Match[str]) -> str:
    """The words of the clause behind a match's matter in which a condition may stand."""
    return match.string[match.end() :][:80] if match.groupdict().get("done") else match["matter"]


def _turned(text: str) -> tuple[bool | None, str]:
    """Whether words for what is to be done with a thing let it be or do away with it, and the thing.

    ``None``: they say nothing about that.
    """
    book, found = stances(), None
    rest = text
    for _ in range(4):
        match = book.leading.match(rest)
        if match is None:
            break
        if match["turn"]:
            turn = book.turns[" ".join(match["turn"].casefold().split())]
            found = turn if found is None else found == turn
        rest = rest[match.end() :]
    behind = re.search(rf"\s+(?:to\s+be|being|be)\s+(?P<done>{book.done})(?!\w)", rest)
    if behind is not None:
        turn = book.turns[" ".join(behind["done"].casefold().split())]
        found = turn if found is None else found == turn
        rest = rest[: behind.start()] + rest[behind.end() :]
    return found, rest


def matter_of(text: str, shown: str, whom: str, own: frozenset[str]) -> Matter | None:
    """What some words name as a matter; ``None`` if it could be any of many.

    Args:
        text: what somebody is for or against, without what is to be done with it.
        shown: the same as the page has it.
        whom: whom he tells to do it, where that is part of the matter.
        own: stems of his own name.
    """
    book = stances()
    text = _AGED.sub("the", text.strip(" .,”“\"'’"))
    told = [word for word in words(f"{whom} {text}") if word not in topics().stop]
    core = {stem(word) for word in told if len(word) > 1} - own - book.filler
    first = stance_forms().places.split(f" {text}", maxsplit=1)[0]
    nouns = [stem(word) for word in words(first) if word not in topics().stop] or [stem(word) for word in told]
    if not core or not nouns or len(core) > 14:
        return None
    if len(core) == 1 and (core & book.generic or core & topics().persons or core & topics().people):
        return None
    if core <= book.generic:
        return None
    names = frozenset(stem(word.casefold()) for word in re.findall(r"(?<!\w)[A-Z][\w’-]+", text)) & core
    definite = text.casefold().startswith(("the ", "this ", "that ", "his ", "her ", "its ", "their "))
    return Matter(frozenset(core), nouns[-1], names, frozenset(re.findall(r"\d[\d,.]*", text)), shown, definite)
