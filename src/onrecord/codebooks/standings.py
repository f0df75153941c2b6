"""Loads ``standings.toml``: how pages say who holds a place, how somebody is, and whether a thing is safe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book, whole

_HOLD = (
    "gaining",
    "holding",
    "held",
    "ousting",
    "flags",
    "flying",
    "places",
    "signs",
    "halls",
    "parts",
    "loyal",
    "irregular",
    "within",
)
_CONDITION = ("against", "roles", "heads", "anybody", "believed", "titles")
_SAFE = ("good", "bad", "dangers", "uses", "freely", "harming", "bounds", "water", "sea", "way", "vague")

_MARKS = ("good", "bad", "dangers", "uses", "harming")


@dataclass(frozen=True, slots=True)
class Holding:
    """The words for who holds a place, section ``[hold]``."""

    gaining: frozenset[str]
    """Whoever does it has the place from then on."""
    holding: frozenset[str]
    """Whoever does it has the place."""
    held: frozenset[str]
    """Predicates of the place, with whoever has it behind them."""
    ousting: frozenset[str]
    """What is done to whoever had the place."""
    flags: frozenset[str]
    """Words for a flag."""
    flying: frozenset[str]
    """What flags do and are made to do."""
    places: frozenset[str]
    """Nouns of places that are held as a whole."""
    signs: frozenset[str]
    """What stands for the town in which it is."""
    halls: frozenset[str]
    """Nouns of what stands for a town that is named beside it."""
    parts: frozenset[str]
    """Words for a part of a place."""
    loyal: frozenset[str]
    """Words that make forces those of the state."""
    irregular: frozenset[str]
    """Words that make forces with a name those of somebody else."""
    within: Mapping[str, str]
    """Part of a facility -> the facility that it stands for."""


@cache
def holding() -> Holding:
    """The words for who holds a place, read once.

    Raises:
        UsageError: if the codebook is malformed; the message names file, line and reason.
    """
    return parse_holding(book("standings.toml"))


def parse_holding(found: Book) -> Holding:
    """The section ``[hold]`` of a codebook.

    Raises:
        UsageError: if a list is missing, or holds anything but words in lower case.
    """
    listed = found.grouped("hold", _HOLD)
    pairs = [word.partition(":") for word in listed["within"]]
    for part, stroke, of in pairs:
        if not (part and stroke and of):
            raise found.wrong("hold", part, "must be a part and its whole, divided by a colon")
    kept = {key: frozenset(words) for key, words in listed.items()}
    return Holding(
        gaining=kept["gaining"], holding=kept["holding"], held=kept["held"], ousting=kept["ousting"],
        flags=kept["flags"], flying=kept["flying"], places=kept["places"], signs=kept["signs"], halls=kept["halls"],
        parts=kept["parts"], loyal=kept["loyal"], irregular=kept["irregular"],
        within={part: whole for part, _, whole in pairs},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conditions:
    """The words for how somebody is, section ``[condition]``."""

    own: Mapping[str, frozenset[str]]
    """Predicate of the person -> how he is."""
    done: Mapping[str, frozenset[str]]
    """What is done to the person -> how he is from then on."""
    against: tuple[frozenset[str], ...]
    """What cannot be true together."""
    roles: frozenset[str]
    """Predicates that only with a word that it is still so tell that nothing has changed."""
    heads: frozenset[str]
    """Offices of which a state has one."""
    anybody: frozenset[str]
    """Nouns that say too little to tell persons apart."""
    believed: frozenset[str]
    """Words by which a page says that somebody was given up for dead."""
    titles: frozenset[str]
    """Words before a name that are no part of it."""


@cache
def conditions() -> Conditions:
    """The words for how somebody is, read once.

    Raises:
        UsageError: if the codebook is malformed; the message names file, line and reason.
    """
    return parse_conditions(book("standings.toml"))


def parse_conditions(found: Book) -> Conditions:
    """The section ``[condition]`` of a codebook.

    Raises:
        UsageError: if a list is missing, holds anything but words in lower case, or sets against each other what no
            list is of.
    """
    whose: dict[str, dict[str, set[str]]] = {"own": {}, "done": {}}
    plain = found.grouped("condition", _CONDITION)
    for key in (key for key in plain if key not in _CONDITION):
        state, _, way = key.partition("-")
        if way not in whose:
            raise found.wrong("condition", key, "must be a state and whether it is his own or done to him: alive-own")
        for word in plain[key]:
            whose[way].setdefault(word, set()).add(state)
    states = {state for words in whose.values() for listed in words.values() for state in listed}
    pairs = [frozenset(pair.split(":")) for pair in plain["against"]]
    for pair in pairs:
        if len(pair) != 2 or not pair <= states:
            raise found.wrong(
                "condition", ":".join(sorted(pair)), "must be two states that have lists, divided by a colon"
            )
    frozen = [{word: frozenset(listed) for word, listed in whose[way].items()} for way in ("own", "done")]
    kept = [frozenset(plain[key]) for key in _CONDITION[1:]]
    return Conditions(frozen[0], frozen[1], tuple(pairs), *kept)


@dataclass(frozen=True, slots=True)
class Safety:
    """The words for whether a thing is safe, section ``[safe]``, as patterns."""

    good: re.Pattern[str]
    """It is safe, or there is no danger, or it may be used."""
    bad: re.Pattern[str]
    """It is not, or it must not be used, or it does harm."""
    any: re.Pattern[str]
    """One of the two."""
    marks: re.Pattern[str]
    """A word that every such sentence has; it is soon found."""
    bounds: re.Pattern[str]
    """It is said only of some, or of some time."""
    kinds: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    """Use -> nouns of what is used so: to drink is to drink water."""
    said: frozenset[str]
    """The words of the patterns, which do not tell what is safe."""
    vague: frozenset[str]
    """Nouns that do not tell it either."""


@cache
def safety() -> Safety:
    """The words for whether a thing is safe, read once.

    Raises:
        UsageError: if the codebook is malformed; the message names file, line and reason.
    """
    return parse_safety(book("standings.toml"))


def parse_safety(found: Book) -> Safety:
    """The section ``[safe]`` of a codebook.

    Raises:
        UsageError: if a list is missing, or holds anything but words in lower case.
    """
    listed = found.grouped("safe", _SAFE)
    good, bad, dangers, uses, freely, harming = (any_of(listed[key]) for key in _SAFE[:6])
    be = r"(?<!not\sto\s)\b(?:is|are|was|were|be|remain\w*|stay\w*|been)\s+"
    adverb = r"(?:(?!not\b|no\b|never\b|un)\w+\s+){0,2}"
    nots = r"(?:not|never|on\s+no\s+account|under\s+no\s+circumstances|no\s+longer)\s+"
    modal = r"\b(?:should|must|may|can|could|do|does|shall)"
    calling = (
        r"\b(?:declared?|called?|found|ruled|considers?|considered|pronounced|deem(?:s|ed)|classified)\b[^.;:]{1,60}?"
    )
    safe = (
        rf"{be}{adverb}{good}|\b(?:no|nor|without\s+any)\s+(?:\w+\s+)?{dangers}|{be}(?:not|never)\s+(?:\w+\s+)?{bad}"
        rf"|\b(?:may|can|could)\s+(?!not)(?:\w+\s+){{0,4}}?{uses}\b[^.;:]{{0,40}}?{freely}|\bpass(?:ed|es)?\s+(?:every|all)\b"
    )
    unsafe = (
        rf"{be}{adverb}{bad}|{be}(?:not|never)\s+(?:\w+\s+)?{good}|{calling}{bad}"
        rf"|{modal}(?:n['’]t\s+|\s+{nots})(?:be\s+)?(?:\w+\s+){{0,2}}?{uses}|\b(?:not|never)\s+to\s+(?:be\s+)?{uses}"
        rf"|\b(?:against|avoid|stop|refrain\s+from|not\s+be\s+used\s+for)\s+{uses}|{harming}"
    )
    return Safety(
        good=_whole(safe), bad=_whole(unsafe), any=_whole(f"{safe}|{unsafe}"),
        marks=whole(["pass", "passes", "passed", *(word for key in _MARKS for word in listed[key])]),
        bounds=_whole(any_of(listed["bounds"])),
        kinds=tuple(
            (re.compile(rf"\b(?:{verbs})", re.I), frozenset(listed[key]))
            for verbs, key in ((r"dr[aiu]nk|boil", "water"), (r"swim|bath", "sea"), (r"cross", "way"))
        ),
        said=frozenset(word for key in _SAFE[:7] for text in listed[key] for word in text.split()),
        vague=frozenset(listed["vague"]),
    )  # fmt: skip


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?!\w)", re.I)
