"""The words of an actor string, and the names of the codebooks in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.codebooks.actors import Entry, Role, city_names, known_names, leads_to_state, role_forms, string_roles

_TOKEN = re.compile(r"[^\W_]+(?:[.&/’'-][^\W_]+)*\.?|[,;:()]")
_COMPOUND = re.compile(
    r"^(.+)-(led|based|backed|born|borne|class|held|controlled|run|owned|linked|affiliated|allied|aligned|supported|"
    r"trained|funded|occupied|speaking|dominated|installed|appointed)$"
)
_DOUBLE = re.compile(r"(secretary|attorney|director|governor|consul|surgeon|vice)-(general|president)", re.IGNORECASE)
PREPOSITIONS = frozenset(
    {
        "of",
        "for",
        "in",
        "at",
        "from",
        "to",
        "with",
        "across",
        "near",
        "on",
        "by",
        "under",
        "against",
        "inside",
        "around",
    }
    | {"among", "between", "within", "outside", "over", "who", "that", "which", "whose", "named", "called", "after"}
    | {",", ";", ":", "(", ")"}
)
"""Words that end a noun phrase, or begin what belongs to it."""
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "several", "many"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word."""

    text: str
    """The word as written, without a possessive mark."""
    owner: bool
    """Whether it ends in a possessive mark."""

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the codebooks: the tokens from ``first`` to before ``end``."""

    first: int
    """Its first token."""
    end: int
    """The token after it."""
    entry: Entry
    """What the codebook says."""


def tokens_of(text: str) -> list[Token]:
    """The words of a text; possessive marks and compounds such as *Lima-based* are taken apart."""
    found: list[Token] = []
    text = re.sub(r"\s+(['’]s\b)", r"\1", re.sub(r"(?<=\w) - (?=\w)", "-", text.replace("’", "'")))
    for piece in _TOKEN.findall(text):
        owner = piece.endswith("'s") or piece.endswith("s'")
        plain = piece.removesuffix("'s").removesuffix("'")
        compound = _COMPOUND.match(plain)
        past = plain[:3].casefold() == "ex-" and len(plain) > 4
        double = _DOUBLE.fullmatch(plain)
        if past:
            found.extend((Token("ex", False), Token(plain[3:], owner)))
        elif double:
            found.extend((Token(double.group(1), False), Token(double.group(2), owner)))
        elif compound:
            found.extend((Token(compound.group(1), False), Token(compound.group(2), owner)))
        else:
            found.append(Token(plain, owner))
    return found


@cache
def _index() -> Mapping[tuple[str, ...], Sequence[Entry]]:
    index: dict[tuple[str, ...], list[Entry]] = {}
    for entry in (*known_names(), *city_names()):
        index.setdefault(_key(_plain_tokens(entry.text)), []).append(entry)
    return index


def _plain_tokens(text: str) -> list[str]:
    """The words of a codebook's name, split in the way of a string's but without looking for owners."""
    return [piece.removesuffix("'s") for piece in _TOKEN.findall(text.replace("’", "'"))]


def _key(pieces: Sequence[str]) -> tuple[str, ...]:
    return tuple(piece.casefold().replace(".", "") for piece in pieces)


def known_in(tokens: Sequence[Token]) -> list[Known]:
    """The codebooks' names in a string, the longest first where they overlap, in order."""
    index = _index()
    found: list[Known] = []
    i = 0
    while i < len(tokens):
        for end in range(min(len(tokens), i + 9), i, -1):
            entry = next(
                (
                    entry
                    for entry in index.get(_key([token.text for token in tokens[i:end]]), ())
                    if _written(entry, tokens, i, end)
                ),
                None,
            )
            if entry is not None:
                found.append(Known(i, end, entry))
                i = end - 1
                break
        i += 1
    return [replace(one, entry=one.entry.of(_state_beside(tokens, found, place))) for place, one in enumerate(found)]


def _state_beside(tokens: Sequence[Token], found: Sequence[Known], place: int) -> Entry | None:
    """The name right before a name, or behind it and *of*."""
    one = found[place]
    if place and found[place - 1].end == one.first:
        return found[place - 1].entry
    after = found[place + 1] if place + 1 < len(found) else None
    if after and leads_to_state([token.low for token in tokens[one.end : after.first]]):
        return after.entry
    return None


def _written(entry: Entry, tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether the words are written like a name: capitals for an acronym, a capital at least for another."""
    text = "".join(token.text for token in tokens[i:end])
    if entry.text.isupper() and len(entry.text) <= 6 and entry.what in ("body", "seat", "country"):
        return text.isupper() or (len(text) > 3 and text[0].isupper())
    if entry.text[0].isupper() and not text[0].isupper():
        return False
    alone = all(token.low in ARTICLES for token in (*tokens[:i], *tokens[end:]))
    if not entry.sure and not alone:
        follows = tokens[end].text if end < len(tokens) else ""
        led = i > 0 and tokens[i - 1].low in PREPOSITIONS | ARTICLES
        return led or tokens[end - 1].owner or (bool(follows) and role_word(follows) is not None)
    if entry.what in ("capital", "city", "country") and end < len(tokens) and not tokens[end - 1].owner:
        return not _first_name(tokens, i, end)
    return True


def _first_name(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a place's name stands where a first name does: one more word with a capital, and nothing else."""
    rest = tokens[end:]
    return (
        i == 0
        and len(rest) == 1
        and rest[0].text[0].isupper()
        and role_word(rest[0].text) is None
        and rest[0].low not in string_roles()
    )


def role_word(word: str) -> Role | None:
    """What a word says as a role noun of a page or of a string."""
    low = word.casefold()
    return role_forms().get(low) or string_forms().get(low)


@cache
def string_forms() -> dict[str, Role]:
    """The nouns that count in strings alone, singular and plural."""
    forms: dict[str, Role] = {}
    for word, sector in string_roles().items():
        role = Role(word, "person", sector, None)
        plural = f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeo" else f"{word}s"
        plural = f"{word[:-3]}men" if word.endswith("man") else plural
        for form in (word, plural, f"{word}es" if word.endswith(("s", "ch", "sh", "x")) else word):
            forms.setdefault(form, role)
    return forms
