"""Loads ``agreeing.toml``: what keeps two reports from being of one deed, and what is no news though many tell it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book
from onrecord.codebooks.clauses import stem
from onrecord.codebooks.wording import wording
from onrecord.errors import UsageError

_KEYS = ("background", "recurring", "habit", "earlier", "nobody", "parts", "again", "empty", "ending")


@dataclass(frozen=True, slots=True)
class Agreeing:
    """The codebook."""

    background: frozenset[str]
    """Verbs and states told as background whatever happened."""
    recurring: frozenset[str]
    """Verbs and acts that are done again and again."""
    habit: re.Pattern[str]
    """Phrases by which a clause tells what is always so."""
    earlier: re.Pattern[str]
    """Phrases for a time before the story."""
    nobody: re.Pattern[str]
    """Words for nobody."""
    parts: re.Pattern[str]
    """Words that make of a noun a part of something."""
    again: re.Pattern[str]
    """Words that make of a deed one of several."""
    empty: frozenset[str]
    """Stems that clauses may share without telling one thing."""
    ending: frozenset[str]
    """Words for what is to be over or done by a day."""
    kin: Mapping[str, frozenset[str]]
    """Verb -> the groups of verbs that may tell one deed with it, each as ``~`` and a number."""


@cache
def agreeing() -> Agreeing:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_agreeing(book("agreeing.toml"))


def parse_agreeing(found: Book) -> Agreeing:
    """The codebook of a text.

    Raises:
        UsageError: if a key is unknown or missing, a text has a capital letter, or a group of verbs is none; the
            message names file, line and reason.
    """
    for key in found.data.keys() - {*_KEYS, "source", "kin"}:
        raise found.wrong(key, key, "is no key of this file")
    listed = {key: found.listed(key) for key in _KEYS}
    keys = ("habit", "earlier", "nobody", "parts", "again")
    habit, earlier, nobody, parts, again = (re.compile(rf"\b{any_of(listed[key])}\b", re.I) for key in keys)
    return Agreeing(
        background=frozenset(listed["background"]), recurring=frozenset(listed["recurring"]),
        habit=habit, earlier=earlier, nobody=nobody, parts=parts, again=again,
        empty=frozenset(map(stem, {*listed["empty"], *(wording().faint - wording().persons)})),
        ending=frozenset(listed["ending"]), kin=_kin(found),
    )  # fmt: skip


def _kin(found: Book) -> dict[str, frozenset[str]]:
    """Verb -> its groups.

    Raises:
        UsageError: if there are no groups, or one is no text of several different verbs.
    """
    given = found.data.get("kin")
    if not isinstance(given, list):
        raise UsageError(f"codebook {found.name}: there is no list kin")
    groups: dict[str, set[str]] = defaultdict(set)
    for number, text in enumerate(given):
        verbs = [item.strip() for item in text.split(",")] if isinstance(text, str) else []
        if len(verbs) < 2 or len(set(verbs)) < len(verbs) or text != text.lower():
            raise found.wrong("kin", str(text), "must be different verbs in lower case, divided by commas")
        for verb in verbs:
            groups[verb].add(f"~{number}")
    return {verb: frozenset(numbers) for verb, numbers in groups.items()}
