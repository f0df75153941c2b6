"""The words by which furniture gives itself away (``codebooks/furniture.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import get_args

from onrecord.errors import UsageError
from onrecord.extract.lines import plain
from onrecord.records import BlockRole

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
    start: re.Pattern[str] | None
    """Beginnings of lines."""
    inside: re.Pattern[str] | None
    """Phrases and patterns anywhere in a line."""

    def strength(self, line: str, bare: str) -> int:
        """How the line shows the cue: 3 as a whole, 2 at its start, 1 inside, 0 not at all."""
        if bare in self.whole:
            return 3
        if self.start and self.start.match(line):
            return 2
        return 1 if self.inside and self.inside.search(line) else 0


@cache
def load_cues() -> tuple[Cue, ...]:
    """The cues of the codebook, in its order.

    Raises:
        UsageError: if an entry is malformed.
    """
    name = "furniture.toml"
    book = tomllib.loads(resources.files("onrecord.codebooks").joinpath(name).read_text("utf-8"))
    return tuple(_cue(name, entry, given) for entry, given in book["cue"].items())


def cues_of(line: str) -> dict[str, int]:
    """The cues of a line in plain form (:func:`~onrecord.extract.lines.plain`) with their strength."""
    bare = _COUNTED.sub("", _EDGE.sub("", line)).strip()
    bare = _EDGE.sub("", bare)
    found = {cue.name: cue.strength(line, bare) for cue in load_cues()}
    return {name: strength for name, strength in found.items() if strength}


def _cue(book: str, name: str, given: dict[str, object]) -> Cue:
    """One entry of the codebook, checked."""
    lists: dict[str, list[str]] = {}
    for field, value in given.items():
        if field == "role":
            continue
        if field not in ("whole", "start", "inside", "pattern") or not isinstance(value, list):
            raise UsageError(f"{book}: cue {name!r}: {field!r} is not one of the lists whole, start, inside, pattern")
        lists[field] = [str(item) for item in value]
    role = given.get("role")
    if role not in get_args(BlockRole):
        raise UsageError(f"{book}: cue {name!r}: there is no role {role!r}")
    try:
        patterns = [_phrase(item) for item in lists.get("inside", [])] + lists.get("pattern", [])
        return Cue(
            name,
            role,  # type: ignore[arg-type]
            frozenset(plain(item) for item in lists.get("whole", [])),
            re.compile("|".join(_phrase(item) for item in lists["start"])) if lists.get("start") else None,
            re.compile("|".join(patterns)) if patterns else None,
        )
    except re.error as why:
        raise UsageError(f"{book}: cue {name!r}: a pattern cannot be read: {why}") from why


def _phrase(words: str) -> str:
    """A pattern for the words, standing by themselves."""
    words = plain(words) + (" " if words.endswith(" ") else "")
    return (r"\b" if words[0].isalnum() else "") + re.escape(words) + (r"\b" if words[-1].isalnum() else "")
