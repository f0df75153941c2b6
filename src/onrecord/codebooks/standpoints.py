"""The codebook of positions: nouns that are no question by themselves."""

from __future__ import annotations

from functools import cache

from onrecord.codebooks.book import Book, book


@cache
def vague_nouns() -> frozenset[str]:
    """The nouns.

    Raises:
        UsageError: if the codebook is malformed; the message names file, line and reason.
    """
    return parse_vague(book("standpoints.toml"))


def parse_vague(found: Book) -> frozenset[str]:
    """The nouns of ``standpoints.toml``.

    Raises:
        UsageError: if the codebook is malformed.
    """
    return frozenset(word for _, word in found.words("vague", ("nouns",)))
