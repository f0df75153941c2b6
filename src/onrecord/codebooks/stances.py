"""Loads ``stances.toml``: how pages say that somebody is for something or against it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book, whole
from onrecord.codebooks.clauses import stem

_VERBS = ("for", "against", "being_for", "being_against", "good", "bad", "advising", "wanting")
_SIDES = {"for": True, "against": False, "being_for": True, "being_against": False, "good": True, "bad": False}
"""List of verbs, of phrases behind *be* or of verdicts -> whether they are for something."""
_OPS = ("keeps", "ends", "keeping", "ending", "stays", "goes", "elsewhere", "proposals")
_LIMITS = ("conditions", "provisos", "earlier", "negation", "generic", "filler")


@dataclass(frozen=True, slots=True)
class Stances:
    """The codebook."""

    sides: Mapping[str, bool]
    """Verb, phrase behind *be* or verdict -> whether it is for something."""
    verbs: str
    """A pattern for verbs with what somebody sides with right behind them."""
    being: str
    """The same for phrases behind a form of *be*."""
    verdicts: str
    """The same for what a thing is said to be."""
    advising: str
    """The same for verbs by which somebody tells others what to do."""
    wanting: str
    """The same for verbs of wanting."""
    turns: Mapping[str, bool]
    """Base form, participle, *-ing* form, or noun with preposition -> whether it lets a thing be."""
    lasting: Mapping[str, bool]
    """Base form of a verb that says whether a thing is to stay -> whether it is."""
    suffered: str
    """A pattern for participles of the verbs of taking sides: *was rejected* by somebody."""
    elsewhere: str
    """A pattern for words behind such a verb by which it says something else."""
    leading: re.Pattern[str]
    """What stands before a thing and says what is to be done with it, or only that there is a proposal."""
    done: str
    """A pattern for participles of what is to be done with a thing."""
    conditions: re.Pattern[str]
    """Words within a matter by which a side is taken only in a part, or not for the thing as it is."""
    provisos: re.Pattern[str]
    """Words behind a matter by which a side is taken only under a condition."""
    earlier: re.Pattern[str]
    """Words before a verb that put the side in the past, or leave it open."""
    negation: re.Pattern[str]
    """Words that deny the verb behind them."""
    generic: frozenset[str]
    """Stems of nouns that name no matter by themselves."""
    filler: frozenset[str]
    """Stems of words that say nothing about which matter it is."""


@cache
def stances() -> Stances:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_stances(book("stances.toml"))


def parse_stances(found: Book) -> Stances:
    """The codebook of a text.

    Raises:
        UsageError: if a section is missing, holds no lists of words in lower case, or a word is on both sides.
    """
    verbs, ops, limits = (
        found.grouped(name, keys) for name, keys in (("verbs", _VERBS), ("ops", _OPS), ("limits", _LIMITS))
    )
    sides: dict[str, bool] = {}
    for key, side in _SIDES.items():
        for word in verbs[key]:
            if sides.setdefault(word, side) != side:
                raise found.wrong("verbs", word, "is both for and against")
    turns = {form: True for verb in ops["keeps"] for form in _forms(verb)} | dict.fromkeys(ops["keeping"], True)
    turns |= {form: False for verb in ops["ends"] for form in _forms(verb)} | dict.fromkeys(ops["ending"], False)
    neutral = rf"{any_of(ops['proposals'])}\s+(?:to|for|of|on|about|under\s+which)"
    before = r"(?:(?:the|an?|any|its|their|his|her|this|that|to|such|all|of|planned|proposed|for|in|on)\s+)*"
    leading = rf"\s*{before}(?:(?P<turn>{any_of(turns)})|(?P<neutral>{neutral}))(?=\s)"
    return Stances(
        sides, any_of([*verbs["for"], *verbs["against"]]), any_of([*verbs["being_for"], *verbs["being_against"]]),
        any_of([*verbs["good"], *verbs["bad"]]), any_of(verbs["advising"]), any_of(verbs["wanting"]), turns,
        dict.fromkeys(ops["stays"], True) | dict.fromkeys(ops["goes"], False),
        any_of(verb for verb in (*verbs["for"], *verbs["against"]) if verb.endswith("ed") and " " not in verb),
        any_of(ops["elsewhere"]),
        re.compile(leading, re.I), any_of(_participle(verb) for verb in (*ops["keeps"], *ops["ends"])),
        whole(limits["conditions"]), whole(limits["provisos"]), whole(limits["earlier"]),
        re.compile(rf"(?<!\w)(?:{any_of(limits['negation'])})(?!\w)|n['’]t\b", re.I),
        frozenset(stem(word) for word in limits["generic"]), frozenset(stem(word) for word in limits["filler"]),
    )  # fmt: skip


def _forms(verb: str) -> tuple[str, ...]:
    """A verb as it may stand before a thing or behind it: *ban*, *banning*, *banned*."""
    return (verb, _joined(verb, "ing"), _participle(verb))


_IRREGULAR = {
    "keep": "kept",
    "forbid": "forbidden",
    "withdraw": "withdrawn",
    "leave": "left",
    "bring": "brought",
    "do": "done",
    "get": "got",
    "give": "given",
    "throw": "thrown",
    "uphold": "upheld",
    "undo": "undone",
    "forgo": "forgone",
    "go": "gone",
    "build": "built",
    "hold": "held",
    "set": "set",
    "shut": "shut",
    "tear": "torn",
    "break": "broken",
}
_DOUBLED = frozenset({"scrap", "ban", "stop", "drop", "permit", "forbid", "cancel", "get", "set", "shut"})


def _participle(verb: str) -> str:
    """The participle of a verb, with its particle."""
    first, *rest = verb.split(" ")
    return " ".join([_IRREGULAR.get(first) or _joined(first, "ed"), *rest])


def _joined(verb: str, ending: str) -> str:
    """A verb with an ending."""
    first, *rest = verb.split(" ")
    if first in _DOUBLED:
        whole = f"{first}{first[-1]}{ending}"
    elif first.endswith("e"):
        whole = f"{first[:-1]}{ending}"
    else:
        whole = f"{first[:-1]}i{ending}" if first.endswith("y") and ending == "ed" else f"{first}{ending}"
    return " ".join([whole, *rest])
