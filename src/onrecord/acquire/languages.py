"""Which language a sender means: a code, or a name in ``codebooks/languages.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from onrecord.errors import UsageError

_CODEBOOK = "codebooks/languages.toml"
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
        UsageError: if an entry is malformed or stands twice.
    """
    book = tomllib.loads(resources.files("onrecord").joinpath(_CODEBOOK).read_text("utf-8"))
    found: dict[str, str] = {}
    for code, names in book.items():
        if len(code) != 2 or not isinstance(names, list):
            raise UsageError(f"{_CODEBOOK}: {code!r} must be a code of two letters, with a list of names")
        for name in names:
            if not isinstance(name, str) or name != name.casefold() or name in found:
                raise UsageError(f"{_CODEBOOK}: {code}: {name!r} is no text in lower case, or stands twice")
            found[name] = code
    return found
