"""Which language a sender means: a code, or a name in ``codebooks/languages.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from onrecord.codebooks.book import Book, book

_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{2,8})*", re.I)


def language_code(said: str) -> str | None:
    """The ISO 639-1 code of a language as a sender writes it (*ENGLISH*, *en-GB*); ``None`` if it is not known."""
    said = " ".join(said.split()).casefold()
    if found := languages().get(said):
        return found
    match = _CODE.fullmatch(said)
    return match[1].lower() if match else None


@cache
def languages() -> Mapping[str, str]:
    """Name or code of three letters, in lower case -> code of two.

    Raises:
        UsageError: if an entry is malformed or stands twice; the message names file, line and reason.
    """
    return parse_languages(book("languages.toml"))


def parse_languages(given: Book) -> Mapping[str, str]:
    """The names of a codebook, as :func:`languages` gives them.

    Raises:
        UsageError: if an entry is malformed or stands twice.
    """
    found: dict[str, str] = {}
    for code, names in given.data.items():
        if len(code) != 2 or not isinstance(names, list):
            raise given.wrong(code, code, "must be a code of two letters, with a list of names")
        for name in names:
            if not isinstance(name, str) or name != name.casefold() or name in found:
                raise given.wrong(code, str(name), "is no text in lower case, or stands twice")
            found[name] = code
    return found
