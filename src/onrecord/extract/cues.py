"""The words by which furniture gives itself away (``codebooks/furniture.toml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

from onrecord.codebooks.book import book
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
    found: dict[str, int] = {}
    if len(line) <= _longest_whole():
        bare = _EDGE.sub("", _COUNTED.sub("", _EDGE.sub("", line)).strip())
        for name in _wholes().get(bare, ()):
            found[name] = 3
    phrases = _phrases()
    for word in phrases.keys() & set(_WORD.findall(line)):
        for phrase, name, at_start in phrases[word]:
            if phrase in line and _stands(line, phrase, word, at_start):
                found[name] = max(found.get(name, 0), 2 if at_start else 1)
    for pattern, name in _patterns():
        if name not in found and pattern.search(line):
            found[name] = 1
    return {cue.name: found[cue.name] for cue in load_cues() if cue.name in found} if found else {}


def _stands(line: str, phrase: str, word: str, at_start: bool) -> bool:
    """Whether a phrase stands in a line with its first word, and its last, as whole words."""
    lead = phrase.index(word)
    at = line.find(phrase)
    while at >= 0 and not (at_start and at):
        first = at + lead
        whole = (not first or not _in_word(line[first - 1])) and not _in_word(
            line[first + len(word) : first + len(word) + 1]
        )
        if whole and _closed(line, at + len(phrase), phrase):
            return True
        at = line.find(phrase, at + 1)
    return False


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


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
def _longest_whole() -> int:
    """Characters of a line from which it is no whole cue, whatever marks stand around it."""
    return max(map(len, _wholes()), default=0) + 40


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
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The regular expressions of all cues, each with its cue."""
    return tuple((pattern, cue.name) for cue in load_cues() for pattern in cue.patterns)


@cache
def _book() -> dict[str, dict[str, dict[str, object]]]:
    """The codebook as it stands."""
    given: dict[str, dict[str, dict[str, object]]] = book(BOOK).data
    return given


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of ``codebooks/line_words.toml``.

    Raises:
        UsageError: if the list is not there.
    """
    return frozenset(book("line_words.toml").spaced(name))


@cache
def _plea() -> tuple[re.Pattern[str], ...]:
    """The phrases of the codebook's table ``plea``."""
    given = _book().get("plea", {}).get("patterns")
    if not isinstance(given, list):
        raise UsageError(f"{BOOK}: table plea: a list `patterns` is needed")
    return _compiled("plea", given)


@cache
def _any_plea() -> re.Pattern[str]:
    """What finds any of them, eight times as fast as one after the other."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in _plea()))


def pleas(line: str) -> int:
    """How many different phrases of a plea for money or readers a line in plain form holds; 0 for quoted speech."""
    if line.startswith('"') or not _any_plea().search(line):
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
