"""Loads ``ways.toml``: circumstances of which only one kind can be so, such as how somebody died."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.codebooks.book import Book, book, whole

_OF = ("person", "happening", "words")
_MOST_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Aspect:
    """One circumstance."""

    name: str
    label: str
    of: str
    """By what two sentences are of one thing: a person, what happened, or the words around."""
    near: re.Pattern[str]
    """Words of which one stands in a sentence that tells of it or in those beside it."""
    skip: re.Pattern[str]
    """Words that make a sentence one of something else."""
    together: frozenset[frozenset[str]]
    """Kinds that may both be so."""
    kinds: Mapping[str, re.Pattern[str]]
    marks: re.Pattern[str]
    """A word of each phrase of any kind: most sentences have none of them, and no kind need be looked for."""


@cache
def ways() -> tuple[Aspect, ...]:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_ways(book("ways.toml"))


def parse_ways(found: Book) -> tuple[Aspect, ...]:
    """The codebook of a text.

    Raises:
        UsageError: if a circumstance lacks a list, or names a kind that it does not have.
    """
    return tuple(_aspect(found, name, told) for name, told in found.data.items() if isinstance(told, dict))


def _aspect(found: Book, name: str, told: Mapping[str, Any]) -> Aspect:
    """One circumstance."""
    for key in ("label", "of", "near", "skip", "together", "kinds"):
        if key not in told:
            raise found.wrong(name, key, "is missing")
    if told["of"] not in _OF:
        raise found.wrong(name, str(told["of"]), f"is none of {', '.join(_OF)}")
    pairs = frozenset(frozenset(pair.split()) for pair in told["together"])
    for kind in (kind for pair in pairs for kind in pair):
        if kind not in told["kinds"]:
            raise found.wrong(name, kind, "is no kind of it")
    kinds = {kind: phrases(listed) for kind, listed in told["kinds"].items()}
    marks = {word for listed in told["kinds"].values() for one in listed for word in _longest(one)}
    return Aspect(
        name, told["label"], told["of"], phrases(told["near"]), phrases(told["skip"]), pairs, kinds, whole(marks)
    )


def phrases(listed: list[str]) -> re.Pattern[str]:
    """A pattern for any of some phrases: ``a/b`` is either, ``*`` any ending, ``...`` up to three words."""
    return re.compile(rf"\b(?:{'|'.join(_phrase(one) for one in listed)})\b", re.I)


def _longest(told: str) -> list[str]:
    """Of the words of a phrase the longest, with those that may stand in its place: the least common, as a rule."""
    return max((word.split("/") for word in told.split() if word != "..."), key=lambda either: min(map(len, either)))


def _phrase(told: str) -> str:
    """The pattern of one phrase."""
    pattern, gap = "", False
    for word in told.split():
        if word == "...":
            gap = True
            continue
        either = "|".join(re.escape(one).replace(r"\*", r"\w*") for one in word.split("/"))
        between = rf"\s+(?:[\w'’-]+\s+){{0,{_MOST_BETWEEN}}}?" if gap else r"[\s-]+"
        pattern += f"{between if pattern else ''}(?:{either})"
        gap = False
    return pattern
