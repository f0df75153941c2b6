"""The words of ``codebooks/doings.toml``, checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import book
from onrecord.errors import UsageError


@dataclass(frozen=True, slots=True)
class DoingWords:
    """The codebook, ready for use; all words in lower case."""

    nouns: frozenset[str]
    """Nouns that name a deed."""
    light: frozenset[str]
    """Verbs that carry such a noun."""
    empty: frozenset[str]
    """Verbs that tell no deed."""
    ahead: frozenset[str]
    """Verbs after which an infinitive lies ahead."""
    families: dict[str, str]
    """Words to the family of deeds that they tell."""
    stand_ins: dict[str, str]
    """Nouns that stand for a name, to ``organization`` or ``thing``."""


@cache
def doing_words() -> DoingWords:
    """The codebook.

    Raises:
        UsageError: if an entry is malformed.
    """
    given = book("doings.toml").data
    lists = {
        "nouns": given["nouns"]["words"], "light": given["light"]["verbs"], "empty": given["empty"]["verbs"],
        "ahead": given["ahead"]["verbs"], **given["stand_ins"],
        **{f"family {row[0]}": row for row in given["families"]["lists"]},
    }  # fmt: skip
    for name, words in lists.items():
        for word in words:
            if not isinstance(word, str) or word != word.lower().strip() or not word:
                raise UsageError(f"codebook doings.toml: {name}: write words in lower case, not {word!r}")
    return DoingWords(
        nouns=frozenset(lists["nouns"]), light=frozenset(lists["light"]), empty=frozenset(lists["empty"]),
        ahead=frozenset(lists["ahead"]), families={word: row[0] for row in given["families"]["lists"] for word in row},
        stand_ins={word: kind for kind in given["stand_ins"] for word in given["stand_ins"][kind]},
    )  # fmt: skip
