"""Loads ``grammar.toml``: small words of English that several ways to compare pages ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book


@dataclass(frozen=True, slots=True)
class Grammar:
    """The codebook."""

    owners: frozenset[str]
    """Before a noun: whose it is."""
    speaking: frozenset[str]
    """Who speaks, and what is his."""
    persons: frozenset[str]
    """Pronouns for persons."""
    nobody: frozenset[str]
    """Nobody, as who acts or is acted on."""
    definite: frozenset[str]
    """Before a noun: it is one that the reader knows; the owners among them."""
    indefinite: frozenset[str]
    """Before a noun: it is one of several, or none."""
    prepositions: frozenset[str]
    """Prepositions that end the head of a noun phrase."""
    closing: re.Pattern[str]
    """What ends that which belongs to a noun."""
    some: re.Pattern[str]
    """A phrase that begins with a number, or a word for some of a kind: *only 21 percent*, *most of whom*."""
    none: re.Pattern[str]
    """A phrase that begins with a word for none of a kind."""
    none_at_all: re.Pattern[str]
    """Words by which nobody is left out."""
    order: re.Pattern[str]
    """A phrase for one of a kind that was not spoken of before: group ``which``."""
    numbered: re.Pattern[str]
    """A noun with the number or letter that is its name: groups ``noun`` and ``number``."""
    sorts: frozenset[str]
    """What *of any* brings, as in *of any kind*."""
    sole: frozenset[str]
    """Titles of one word that one person of a place holds at a time."""
    voicing: frozenset[str]
    """Who speaks for whoever the sentence is about, if nothing says for whom."""
    callings: frozenset[str]
    """Nouns by which a page calls again a company or club that it has named."""
    heading: frozenset[str]
    """Titles of who heads a company, a club or the like."""
    offered: frozenset[str]
    """States of a thing that say what its owner means to do with it."""
    claiming: frozenset[str]
    """Acts of speech by which somebody says that a thing is so, or is not."""
    committing: frozenset[str]
    """Acts of speech by which the speaker himself takes the position."""
    wanting: frozenset[str]
    """Acts of speech that tell what others are to do."""
    hoping: frozenset[str]
    """Acts of speech by which nobody binds himself."""
    asking: frozenset[str]
    """Verbs by which one wants something of another."""
    partly: frozenset[str]
    """Words behind *not* by which only a part is denied."""
    headed: frozenset[str]
    """Bodies that may stand before the office of their head: *union leader*."""
    heads: frozenset[str]
    """Such offices."""


@cache
def grammar() -> Grammar:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_grammar(book("grammar.toml"))


def parse_grammar(found: Book) -> Grammar:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or no text of words in lower case.
    """
    sets = (
        "owners", "speaking", "persons", "nobody", "indefinite", "prepositions", "claiming", "committing", "asking",
        "partly", "sorts", "sole", "wanting", "hoping", "voicing", "callings", "heading", "offered", "headed", "heads",
    )  # fmt: skip
    told = {key: frozenset(found.listed(key)) for key in sets}
    lists = ("closing", "roughly", "some", "none", "none_at_all", "order", "numbered")
    pattern = {key: any_of(found.listed(key)) for key in lists}
    share = r"whose\b|.*\bper\s?cent\b|.*%"
    return Grammar(
        **told,
        definite=frozenset(found.listed("definite")) | told["owners"],
        closing=re.compile(rf",|;|\b{pattern['closing']}\b"),
        some=re.compile(rf"(?:{pattern['roughly']}\s+)*(?:\d|{pattern['some']}\b)|{share}", re.I),
        none=re.compile(rf"{pattern['none']}\b", re.I),
        none_at_all=re.compile(rf"\b{pattern['none_at_all']}\b", re.I),
        numbered=re.compile(rf"\b(?i:(?P<noun>{pattern['numbered']})\s+(?:no\.?\s+)?)(?P<number>\d+|[A-Z])\b"),
        order=re.compile(rf"(?:(?:an?|the|its|his|her|their|yet|still)\s+)*(?P<which>{pattern['order']})\b", re.I),
    )
