"""Words of clauses as comparable stems, and the codebooks that relate acts and words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from onrecord.errors import UsageError

_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")


@dataclass(frozen=True, slots=True)
class Topics:
    """The codebooks ``topics.toml``, ``opposites.toml`` and the acts of ``events.toml``."""

    people: frozenset[str]
    """Stems that mean persons in general."""
    persons: frozenset[str]
    """Those of them that mean anybody at all; two claims about them need not be about the same ones."""
    counting: frozenset[str]
    """Words of counting (*stands at*), which do not say what happened."""
    tolls: Mapping[str, str]
    """Word of a clause -> what is counted in it."""
    stop: frozenset[str]
    """Words without a subject of their own."""
    negative: frozenset[str]
    """Words that negate a claim."""
    acts: Mapping[str, str]
    """Base form of a trigger -> its act."""
    alike: Mapping[str, str]
    """Act or verb -> the act that has its meaning."""
    denying: frozenset[str]
    """Verbs that deny the act which their object names."""
    opposite_acts: Mapping[str, str]
    """Act -> the act that it denies."""
    opposite_words: frozenset[frozenset[str]]
    """Pairs of words of which one denies the other."""


@cache
def topics() -> Topics:
    """The codebooks, read once.

    Raises:
        UsageError: if one of them is malformed.
    """
    data, opposites, events = _read("topics.toml"), _read("opposites.toml"), _read("events.toml")
    acts: dict[str, str] = {}
    for group in [*events["verbs"], *events["nouns"]]:
        for lemma in _list(group["lemmas"]):
            acts.setdefault(lemma, group.get("act", lemma))
    for key, pairs in (("acts", opposites["acts"]), ("words", opposites["words"])):
        if any(len(pair) != 2 for pair in pairs):
            raise UsageError(f"opposites.toml, {key}: every entry is a pair")
    return Topics(
        people=frozenset(_list(data["people"])),
        persons=frozenset(_list(data["persons"])),
        counting=frozenset(_list(data["counting"])),
        tolls={word: toll for toll, words in data["tolls"].items() for word in _list(words)},
        stop=frozenset(_list(data["stop"]["words"])),
        negative=frozenset(_list(data["stop"]["negative"])),
        acts=acts,
        denying=frozenset(_list(opposites["denying"])),
        alike={act: group[0] for group in opposites["alike"] for act in group},
        opposite_acts={there: here for here, there in opposites["acts"]},
        opposite_words=frozenset(frozenset(pair) for pair in opposites["words"]),
    )


def words(text: str) -> list[str]:
    """The words of a text in lower case; possessive endings are left off."""
    return [word.casefold() for word in _WORD.findall(text.replace("’s ", " ").replace("'s ", " "))]


def stem(word: str) -> str:
    """A word without its plural ending."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]
    return word


def stems(text: str) -> frozenset[str]:
    """The stems of the content words of a text."""
    stop = topics().stop
    return frozenset(stem(word) for word in words(text) if word not in stop and len(word) > 1)


def act_of(lemma: str) -> str:
    """The act that a trigger names: *airlift* and *evacuate* are one."""
    acts, alike = topics().acts, topics().alike
    act = acts.get(lemma)
    if act is None and lemma not in alike:
        parts = lemma.split()
        # A supporting verb with an event noun (stage exercise) is the act of the noun.
        act = acts.get(" ".join(parts[1:]), acts.get(parts[-1])) if len(parts) > 1 else None
    return alike.get(act or lemma, act or lemma)


def _list(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _read(name: str) -> dict[str, Any]:
    text = resources.files("onrecord.codebooks").joinpath(name).read_text("utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        raise UsageError(f"{name} cannot be read: {why}") from why
