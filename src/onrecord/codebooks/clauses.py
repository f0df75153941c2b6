"""Words of clauses as comparable stems, and the codebooks that relate acts and words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.codebooks.book import Book, book

PARTICLES = frozenset({"back", "away", "out", "up", "down", "off", "over", "aside", "forward", "on", "in", "through"})
"""Words that change the verb before them and are no objects."""
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")


@dataclass(frozen=True, slots=True)
class Topics:
    """The codebooks ``topics.toml``, ``opposites.toml`` and the acts of ``events.toml``."""

    people: frozenset[str]
    """Stems that mean persons in general."""
    persons: frozenset[str]
    """Those of them that mean anybody at all; two claims about them need not be about the same ones."""
    kin: frozenset[str]
    """Nouns for those who do not act for him whose they are called: *his father*, *his rival*."""
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
    bringing: frozenset[str]
    """Verbs whose infinitive is done if they are."""
    colourless: frozenset[str]
    """Verbs that say too little to be a claim."""
    denying: frozenset[str]
    """Verbs that deny the act which their object names."""
    repeated: frozenset[str]
    """Acts that are done again and again, now one, now its opposite."""
    vague: frozenset[str]
    """Verbs that name no act by themselves."""
    counters: frozenset[str]
    """Nouns that count the noun behind them."""
    instruments: frozenset[str]
    """Nouns of what acts for an owner whom the page may not name: *warplanes*, *gunmen*."""
    plans: frozenset[str]
    """Nouns of what is meant to be."""
    opposite_acts: Mapping[str, str]
    """Act -> the act that it denies."""
    opposite_words: frozenset[frozenset[str]]
    """Pairs of words of which one denies the other."""


@cache
def topics() -> Topics:
    """The codebooks, read once.

    Raises:
        UsageError: if one of them is malformed; the message names file, line and reason.
    """
    data, opposites, events = book("topics.toml"), book("opposites.toml"), book("events.toml").data
    acts: dict[str, str] = {}
    for group in [*events["verbs"], *events["nouns"]]:
        for lemma in _list(group["lemmas"]):
            acts.setdefault(lemma, group.get("act", lemma))
    pairs_of_acts, pairs_of_words = parse_pairs(opposites, "acts"), parse_pairs(opposites, "words")
    return Topics(
        people=frozenset(data.listed("people")),
        persons=frozenset(data.listed("persons")),
        kin=frozenset(data.listed("kin")),
        counting=frozenset(data.listed("counting")),
        tolls=parse_tolls(data),
        stop=frozenset(data.listed("words", "stop")),
        negative=frozenset(data.listed("negative", "stop")),
        acts=acts,
        bringing=frozenset(opposites.listed("bringing")),
        colourless=frozenset(opposites.listed("colourless")),
        repeated=frozenset(opposites.listed("repeated")),
        vague=frozenset(opposites.listed("vague")) | frozenset(opposites.listed("colourless")),
        counters=frozenset(opposites.listed("counters")),
        instruments=frozenset(opposites.listed("instruments")),
        plans=frozenset(opposites.listed("plans")),
        denying=frozenset(opposites.listed("denying")),
        opposite_acts={there: here for here, there in pairs_of_acts},
        opposite_words=frozenset(frozenset(pair) for pair in pairs_of_words),
    )


@cache
def event_nouns() -> frozenset[str]:
    """The nouns of ``events.toml`` that name an event: *meeting*."""
    groups = book("events.toml").data["nouns"]
    return frozenset(lemma for group in groups for lemma in _list(group["lemmas"]) if " " not in lemma)


def parse_tolls(found: Book) -> dict[str, str]:
    """Word of a clause -> what is counted in it.

    Raises:
        UsageError: if a word stands for two tolls; the message names file, line and reason.
    """
    tolls: dict[str, str] = {}
    for toll in found.table("tolls"):
        for word in found.listed(toll, "tolls"):
            if tolls.setdefault(word, toll) != toll:
                raise found.wrong("tolls", word, f"stands under {tolls[word]} and under {toll}", last=True)
    return tolls


def parse_pairs(found: Book, key: str) -> list[tuple[str, str]]:
    """The pairs of a list.

    Raises:
        UsageError: if an entry is no pair of two different words; the message names file, line and reason.
    """
    pairs: list[tuple[str, str]] = []
    for pair in found.data.get(key, []):
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(one, str) and one for one in pair):
            words = pair if isinstance(pair, list) else [pair]
            raise found.wrong(key, str(words[0]) if words else key, f"every entry is a pair of words, not {pair!r}")
        if pair[0] == pair[1]:
            raise found.wrong(key, pair[0], "is set against itself")
        pairs.append((pair[0], pair[1]))
    return pairs


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; possessive endings are left off."""
    return tuple(word.casefold() for word in _WORD.findall(text.replace("’s ", " ").replace("'s ", " ")))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its plural ending."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]
    return word


@lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """The stems of the content words of a text."""
    stop = topics().stop
    return frozenset(stem(word) for word in words(text) if word not in stop and len(word) > 1)


def _list(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]
