"""The words by which furniture gives itself away (``codebooks/furniture.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import get_args

from onrecord.errors import UsageError
from onrecord.extract.lines import plain
from onrecord.records import BlockRole

BOOK = "furniture.toml"
"""The codebook."""

_WORD = re.compile(r"\w+")
_EDGE = re.compile(r"^[^\w@#©(]+|[^\w)]+$")
_COUNTED = re.compile(r"^[\d.,]+k? |(?<=[a-z]) ?\(?\d+\)?$")


@dataclass(frozen=True, slots=True)
class Cue:
    """One kind of tell-tale words."""

    name: str
    """Its name in the codebook."""
    role: BlockRole
    """The role of a line that has it."""
    whole: frozenset[str]
    """Lines."""
    start: tuple[str, ...]
    """Beginnings of lines."""
    inside: tuple[str, ...]
    """Phrases anywhere in a line."""
    patterns: tuple[re.Pattern[str], ...]
    """Regular expressions."""


@cache
def load_cues() -> tuple[Cue, ...]:
    """The cues of the codebook, in its order.

    Raises:
        UsageError: if an entry is malformed.
    """
    return tuple(_cue(name, entry) for name, entry in _book()["cue"].items())


@lru_cache(maxsize=4096)
def cues_of(line: str) -> Mapping[str, int]:
    """The cues of a line in plain form (:func:`~onrecord.extract.lines.plain`). Do not alter the answer.

    How the line shows each: 3 as a whole, 2 at its start, 1 inside.
    """
    bare = _EDGE.sub("", _COUNTED.sub("", _EDGE.sub("", line)).strip())
    found: dict[str, int] = {}
    for name in _wholes().get(bare, ()):
        found[name] = 3
    phrases = _phrases()
    for word in _WORD.finditer(line):
        for phrase, name, at_start in phrases.get(word.group(), ()):
            at = word.start() - _LEAD[phrase[0].isalnum()](phrase)
            if (
                at < 0
                or (at_start and at)
                or not line.startswith(phrase, at)
                or not _closed(line, at + len(phrase), phrase)
            ):
                continue
            found[name] = max(found.get(name, 0), 2 if at_start else 1)
    for cue in load_cues():
        if cue.patterns and cue.name not in found and any(pattern.search(line) for pattern in cue.patterns):
            found[cue.name] = 1
    return {cue.name: found[cue.name] for cue in load_cues() if cue.name in found}


def _no_lead(_phrase: str) -> int:
    return 0


def _lead(phrase: str) -> int:
    """Characters of a phrase before its first word."""
    match = _WORD.search(phrase)
    return match.start() if match else 0


_LEAD = {True: _no_lead, False: _lead}


def _closed(line: str, end: int, phrase: str) -> bool:
    """Whether a phrase that ends at ``end`` ends there with a word's end."""
    return not phrase[-1].isalnum() or end >= len(line) or not line[end].isalnum()


@cache
def _wholes() -> Mapping[str, tuple[str, ...]]:
    """Whole lines with the cues that they are."""
    found: dict[str, tuple[str, ...]] = {}
    for cue in load_cues():
        for line in cue.whole:
            found[line] = (*found.get(line, ()), cue.name)
    return found


@cache
def _phrases() -> Mapping[str, tuple[tuple[str, str, bool], ...]]:
    """First word of a phrase -> (phrase, cue, whether it counts at a line's start alone)."""
    found: dict[str, tuple[tuple[str, str, bool], ...]] = {}
    for cue in load_cues():
        for at_start, phrases in ((True, cue.start), (False, cue.inside)):
            for phrase in phrases:
                first = _WORD.search(phrase)
                if first:
                    found[first.group()] = (*found.get(first.group(), ()), (phrase, cue.name, at_start))
    return found


@cache
def _book() -> dict[str, dict[str, dict[str, object]]]:
    """The codebook as it stands."""
    book: dict[str, dict[str, dict[str, object]]] = tomllib.loads(
        resources.files("onrecord.codebooks").joinpath(BOOK).read_text("utf-8")
    )
    return book


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of ``codebooks/line_words.toml``.

    Raises:
        UsageError: if the list is not there.
    """
    book = tomllib.loads(resources.files("onrecord.codebooks").joinpath("line_words.toml").read_text("utf-8"))
    if not isinstance(book.get(name), str):
        raise UsageError(f"line_words.toml: there is no list {name!r}")
    return frozenset(book[name].split())


@cache
def _plea() -> tuple[re.Pattern[str], ...]:
    """The phrases of the codebook's table ``plea``."""
    given = _book().get("plea", {}).get("patterns")
    if not isinstance(given, list):
        raise UsageError(f"{BOOK}: table plea: a list `patterns` is needed")
    return _compiled("plea", given)


def pleas(line: str) -> int:
    """How many different phrases of a plea for money or readers a line in plain form holds; 0 for quoted speech."""
    if line.startswith('"'):
        return 0
    return sum(1 for pattern in _plea() if pattern.search(line))


def _cue(name: str, given: dict[str, object]) -> Cue:
    """One entry of the codebook, checked."""
    lists: dict[str, list[str]] = {}
    for field, value in given.items():
        if field == "role":
            continue
        if field not in ("whole", "start", "inside", "pattern") or not isinstance(value, list):
            raise UsageError(f"{BOOK}: cue {name!r}: {field!r} is not one of the lists whole, start, inside, pattern")
        lists[field] = [str(item) for item in value]
    role = given.get("role")
    if role not in get_args(BlockRole):
        raise UsageError(f"{BOOK}: cue {name!r}: there is no role {role!r}")
    return Cue(
        name,
        role,  # type: ignore[arg-type]
        frozenset(plain(item) for item in lists.get("whole", [])),
        tuple(_form(item) for item in lists.get("start", [])),
        tuple(_form(item) for item in lists.get("inside", [])),
        _compiled(name, lists.get("pattern", [])),
    )


def _form(phrase: str) -> str:
    """A phrase in plain form; a blank at its end stays."""
    return plain(phrase) + (" " if phrase.endswith(" ") else "")


def _compiled(name: str, patterns: list[str]) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(pattern) for pattern in patterns)
    except (re.error, TypeError) as why:
        raise UsageError(f"{BOOK}: entry {name!r}: a pattern cannot be read: {why}") from why
