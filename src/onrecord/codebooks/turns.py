"""Loads ``turns.toml``: what the last and the first of a row show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, book
from onrecord.codebooks.clauses import stem, words
from onrecord.codebooks.meanings import meanings


@dataclass(frozen=True, slots=True)
class Turn:
    """Things that come one after the other."""

    nouns: frozenset[str]
    """Their last words, as stems."""
    verbs: frozenset[str]
    """What each of them does or undergoes, as base forms with their particles."""
    last: frozenset[str]
    """The acts that the last of them shows."""
    first: frozenset[str]
    """The acts that the first of them shows."""


@dataclass(frozen=True, slots=True)
class Turns:
    """The codebook."""

    turns: tuple[Turn, ...]
    last: frozenset[str]
    """Words for the last of a row."""
    first: frozenset[str]
    """Words for the first of a row."""
    tools: frozenset[str]
    """Nouns of what is used by whom nobody names, as stems: *bulldozers moved in*."""
    again: frozenset[str]
    """Nouns of rows that begin anew, as stems: the last train of the *day*."""


@cache
def turns() -> Turns:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_turns(book("turns.toml"), frozenset(meanings().acts))


def parse_turns(found: Book, acts: frozenset[str]) -> Turns:
    """The codebook from its text.

    Args:
        found: the text.
        acts: the names of the acts of the thesaurus.

    Raises:
        UsageError: if an entry is no text of words, or names an act that there is not.
    """
    listed = []
    for name, given in found.table("turn").items():
        last, first = (frozenset(_texts(found, f"turn.{name}", given, key, needed=False)) for key in ("last", "first"))
        for act in sorted(last | first):
            if act not in acts:
                raise found.wrong(f"turn.{name}", act, "is no act of the thesaurus")
        nouns, verbs = (_texts(found, f"turn.{name}", given, key) for key in ("nouns", "verbs"))
        listed.append(Turn(frozenset(stem(words(noun)[-1]) for noun in nouns), frozenset(verbs), last, first))
    section = found.table("words")
    last, first = (frozenset(_texts(found, "words", section, key)) for key in ("last", "first"))
    tools, again = (
        frozenset(stem(words(text)[-1]) for text in _texts(found, "words", section, key)) for key in ("tools", "again")
    )
    return Turns(tuple(listed), last, first, tools, again)


def _texts(found: Book, section: str, given: object, key: str, needed: bool = True) -> list[str]:
    """The words of one key.

    Raises:
        UsageError: if there are none and some are needed, or they are no text.
    """
    text = given.get(key, "") if isinstance(given, dict) else ""
    listed = [word.strip() for word in text.split(",") if word.strip()] if isinstance(text, str) else []
    if needed and not listed:
        raise found.wrong(section, key, f"must be words divided by commas, not {text!r}")
    return listed
