"""The codebook of positions: nouns and acts that are no question by themselves."""

from __future__ import annotations

from functools import cache

from onrecord.codebooks.book import Book, book


@cache
def vague() -> frozenset[str]:
    """The nouns and acts.

    Raises:
        UsageError: if the codebook is malformed; the message names file, line and reason.
    """
    return parse_vague(book("standpoints.toml"))


def parse_vague(found: Book) -> frozenset[str]:
    """The nouns and acts of ``standpoints.toml``.

    Raises:
        UsageError: if the codebook is malformed.
    """
    return frozenset(word for _, word in found.words("vague", ("nouns", "acts")))
