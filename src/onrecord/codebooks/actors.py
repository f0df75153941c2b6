"""Loads the codebooks about actors: countries, seats of government, bodies, role nouns, titles, pronouns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, Literal

from onrecord.errors import UsageError

_CODE = re.compile(r"[A-Z]{3}")

What = Literal["country", "adjective", "people", "capital", "city", "region", "seat", "body"]

SECTORS = frozenset(
    {
        "GOV",
        "MIL",
        "REB",
        "UAF",
        "COP",
        "SPY",
        "LEG",
        "JUD",
        "PTY",
        "OPP",
        "ELI",
        "CVL",
        "MED",
        "EDU",
        "BUS",
        "LAB",
        "REL",
    }
    | {"REF", "JRN", "AGR", "CRM", "NGO", "IGO", "PRM", "PRE", "SOC", "UNK", "JNK", "none"}
)
"""PLOVER actor codes that a codebook may use; ``none`` where the word alone does not tell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name that a codebook knows."""

    text: str
    """The form as printed."""
    name: str
    """The form to show: the country's first name, the body's name."""
    what: What
    """Which kind of name it is."""
    country: str | None
    """ISO 3166-1 alpha-3 code, ``IGO`` or ``EUR`` for bodies of many states, or ``None``."""
    sector: str | None
    """PLOVER sector, or ``None``."""
    sure: bool = True
    """Whether the word is hardly ever anything else."""
    plural: bool = False
    """Whether the form is plural."""

    def of(self, state: Entry | None) -> Entry:
        """A national body as that of the state that the text names beside it: many states have a *Home Office*."""
        if state is None or self.what != "body" or self.country in (None, "IGO", "EUR", state.country):
            return self
        named = state.what in ("country", "adjective") and state.country is not None
        return replace(self, country=state.country) if named else self


_STATE_WORDS = frozenset(
    {"of", "the", "republic", "kingdom", "state", "states", "federal", "islamic", "democratic", "people", "'s"}
)


def leads_to_state(words: Sequence[str]) -> bool:
    """Whether lower-case words lead from a body's name to its state's: *of*, *of the Republic of*."""
    return bool(words) and words[0] == "of" and _STATE_WORDS.issuperset(words)


@dataclass(frozen=True, slots=True)
class Role:
    """What a role noun says of its bearer."""

    word: str
    """The noun, lower case, singular."""
    kind: Literal["person", "organization"]
    """Whether it is borne by a person or by a body."""
    sector: str | None
    """PLOVER sector, or ``None`` if the noun alone does not tell."""
    gender: Literal["m", "f"] | None
    """Gender of the bearer, if the noun shows it."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun and what it agrees with."""

    gender: Literal["m", "f", "n"] | None
    """Grammatical gender."""
    plural: bool
    """Whether it is plural."""
    kind: Literal["person", "unknown"]
    """``person`` if it stands for persons alone."""


def _read(name: str) -> str:
    return resources.files("onrecord.codebooks").joinpath(name).read_text("utf-8")


@cache
def _toml(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(name))
    except tomllib.TOMLDecodeError as why:
        raise UsageError(f"codebook {name}: {why}") from why


def parse_countries(text: str, where: str = "countries.tsv") -> list[Entry]:
    """The entries of a table of countries.

    Raises:
        UsageError: if a line has not five cells or no three-letter code.
    """
    entries: list[Entry] = []
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != 5 or len(cells[0]) != 3 or not cells[1]:
            raise UsageError(f"codebook {where}: {line!r} is not code, names, adjectives, people and capitals")
        code, shown = cells[0], cells[1].split(";")[0].removeprefix("the ").strip(" ?")
        kinds: tuple[What, ...] = ("country", "adjective", "people", "capital")
        for what, cell in zip(kinds, cells[1:], strict=True):
            for form in filter(None, (piece.strip() for piece in cell.split(";"))):
                plain = form.rstrip("?").removeprefix("the ")
                sector = "GOV" if what == "capital" else None
                entries.append(Entry(plain, shown, what, code, sector, not form.endswith("?"), what == "people"))
    return entries


def parse_bodies(text: str, where: str, key: str, what: What) -> list[Entry]:
    """The entries of a book of bodies: ``[[key]]`` one by one, ``[[set]]`` those of one country and sector together.

    Raises:
        UsageError: if the text is no TOML, an entry is malformed, or one contradicts another; the message names file,
            line and reason.
    """
    try:
        book = tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        raise UsageError(f"codebook {where}: {why}") from why
    entries = [*_single(book, where, text, key, what), *_sets(book, where, text, what)]
    seen: dict[str, Entry] = {}
    for entry in entries:
        other = seen.setdefault(entry.text, entry)
        if (other.country, other.sector) != (entry.country, entry.sector):
            raise UsageError(
                f"codebook {where}, line {_line(text, entry.text, last=True)}: {entry.text!r} is {entry.country} "
                f"{entry.sector} here and {other.country} {other.sector} in line {_line(text, entry.text)}"
            )
    return entries


def _single(book: Mapping[str, Any], where: str, text: str, key: str, what: What) -> Iterator[Entry]:
    for item in book.get(key, []):
        name, country, sector = item.get("name"), item.get("country"), item.get("sector")
        if not isinstance(name, str) or not name:
            raise UsageError(f"codebook {where}: entry {item!r} has no name")
        _check(country, sector, where, text, name)
        for form in (name, *item.get("also", ())):
            yield Entry(form, name, what, country, sector)


def _sets(book: Mapping[str, Any], where: str, text: str, what: What) -> Iterator[Entry]:
    for item in book.get("set", []):
        names, country, sector = item.get("names"), item.get("country"), item.get("sector")
        if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
            raise UsageError(f"codebook {where}: a set of {country} {sector} has no list of names")
        _check(country, sector, where, text, names[0])
        for one in names:
            forms = [form.strip() for form in one.split(";")]
            if not all(forms):
                raise UsageError(f"codebook {where}, line {_line(text, one)}: an empty name in {one!r}")
            for form in forms:
                yield Entry(form.rstrip("?"), forms[0].rstrip("?"), what, country, sector, not form.endswith("?"))


def _check(country: object, sector: object, where: str, text: str, name: str) -> None:
    reason = ""
    if sector not in SECTORS:
        reason = f"{sector!r} is no PLOVER sector"
    elif country is not None and not (isinstance(country, str) and _CODE.fullmatch(country)):
        reason = f"{country!r} is no three-letter code of a country"
    if reason:
        raise UsageError(f"codebook {where}, line {_line(text, name)}: {name!r}: {reason}")


def _line(text: str, name: str, last: bool = False) -> int:
    """The number of the first or last line that holds a name as a whole."""
    whole = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    found = [number for number, line in enumerate(text.splitlines(), 1) if whole.search(line)]
    return found[-1 if last else 0] if found else 0


def parse_cities(text: str, where: str = "cities.tsv") -> list[Entry]:
    """The entries of a table of cities and regions.

    Raises:
        UsageError: if a line has not three cells or no code, or a name stands in two countries.
    """
    entries: list[Entry] = []
    seen: dict[str, tuple[str, int]] = {}
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != 3 or not _CODE.fullmatch(cells[0]):
            raise UsageError(f"codebook {where}, line {number}: {line!r} is not code, cities and regions")
        kinds: tuple[What, ...] = ("city", "region")
        for what, cell in zip(kinds, cells[1:], strict=True):
            for form in filter(None, (piece.strip() for piece in cell.split(";"))):
                code, before = seen.setdefault(form, (cells[0], number))
                if code != cells[0]:
                    raise UsageError(
                        f"codebook {where}, line {number}: {form!r} is of {cells[0]} here "
                        f"and of {code} in line {before}"
                    )
                entries.append(Entry(form, form, what, cells[0], None))
    return entries


@cache
def city_names() -> tuple[Entry, ...]:
    """Large cities, and parts of states."""
    return tuple(parse_cities(_read("cities.tsv")))


@cache
def known_names() -> tuple[Entry, ...]:
    """All names of the codebooks but those of cities; a form that two books share belongs to the first."""
    found: dict[str, Entry] = {}
    for entry in (
        *parse_countries(_read("countries.tsv")),
        *parse_bodies(_read("seats.toml"), "seats.toml", "seat", "seat"),
        *parse_bodies(_read("bodies.toml"), "bodies.toml", "body", "body"),
    ):
        found.setdefault(entry.text, entry)
    return tuple(found.values())


@cache
def country_names() -> dict[str, str]:
    """Country code -> name to show."""
    return {entry.country: entry.name for entry in known_names() if entry.what == "country" and entry.country}


@cache
def roles() -> dict[str, Role]:
    """Role nouns, lower case and singular."""
    book = _toml("roles.toml")
    gender: dict[str, Literal["m", "f"]] = dict.fromkeys(book["gender"]["f"], "f")
    gender.update(dict.fromkeys(book["gender"]["m"], "m"))
    found: dict[str, Role] = {}
    kinds: tuple[Literal["person", "organization"], ...] = ("person", "organization")
    for kind in kinds:
        for sector, words in book[kind].items():
            if sector not in SECTORS:
                raise UsageError(f"codebook roles.toml: {sector!r} in [{kind}] is no PLOVER sector")
            for word in words:
                code = None if sector == "none" else sector
                found.setdefault(word, Role(word, kind, code, gender.get(word)))
    return found


@cache
def role_forms() -> dict[str, Role]:
    """Role nouns in singular and plural, lower case: *ministry*, *ministries*, *gunmen*."""
    forms = dict(roles())
    for word, role in roles().items():
        plurals = [f"{word}s"]
        if word.endswith("man"):
            plurals = [f"{word[:-3]}men"]
        elif word.endswith("y") and word[-2:-1] not in "aeo":
            plurals = [f"{word[:-1]}ies"]
        elif word.endswith(("s", "ch", "sh", "x")):
            plurals = [f"{word}es"]
        elif word == "child":
            plurals = ["children"]
        for plural in plurals:
            forms.setdefault(plural, role)
    return forms


@cache
def titles() -> dict[str, str | None]:
    """Titles before names, lower case -> sector, ``None`` for titles of courtesy."""
    return {
        word: None if sector == "courtesy" else sector
        for sector, words in _toml("roles.toml")["titles"].items()
        for word in words
    }


@cache
def genders() -> dict[str, Literal["m", "f"]]:
    """Words that tell the bearer's gender."""
    book = _toml("roles.toml")["gender"]
    women: dict[str, Literal["m", "f"]] = dict.fromkeys(book["f"], "f")
    return {**women, **dict.fromkeys(book["m"], "m")}


@cache
def fields() -> dict[str, str]:
    """Words before a role noun that tell its sector."""
    return {word: sector for sector, words in _toml("roles.toml")["field"].items() for word in words}


@cache
def former_words() -> frozenset[str]:
    """Words that say that a role is over."""
    return frozenset(_toml("roles.toml")["former"]["past"])


def same_role(word: str) -> str:
    """The word that stands for all words of one role: *spokesman* for *spokeswoman*."""
    return _same().get(word, word)


@cache
def _same() -> dict[str, str]:
    return dict(_toml("roles.toml")["same"])


@cache
def covered_roles(word: str) -> frozenset[str]:
    """The roles of those to whom *the* ``word`` may refer back."""
    return frozenset({word, *_toml("roles.toml")["covers"].get(word, ())})


@cache
def reference_words(key: str) -> frozenset[str]:
    """The nouns of ``[reference]`` in ``roles.toml``: ``unique``, ``one_a_country``, ``generic``..."""
    return frozenset(_toml("roles.toml")["reference"][key])


@cache
def numerals() -> dict[str, int]:
    """Words that say how many a plural noun means -> how many: *both*, *two*."""
    found: dict[str, int] = dict(_toml("roles.toml")["numerals"])
    return found


@cache
def string_roles() -> dict[str, str]:
    """Words that tell the sector of an actor string though they make no mention on a page -> sector."""
    return {word: sector for sector, words in _toml("roles.toml")["strings"].items() for word in words}


@cache
def string_fields() -> dict[str, str]:
    """Words before a noun of an actor string that tell its sector."""
    more = {word: sector for sector, words in _toml("roles.toml")["string_fields"].items() for word in words}
    return {**fields(), **more}


@cache
def flexible(key: str) -> frozenset[str]:
    """The nouns of ``[flexible]`` in ``roles.toml``: ``words``, ``heads``, ``counting``, ``armed``."""
    return frozenset(_toml("roles.toml")["flexible"][key])


@cache
def united_nations() -> frozenset[str]:
    """The bodies of the United Nations, by the name to show."""
    return frozenset(_toml("bodies.toml")["united_nations"])


@cache
def pronouns() -> dict[str, Pronoun]:
    """Pronouns, lower case."""
    return {
        word: Pronoun(entry.get("gender"), entry.get("plural", False), entry["kind"])
        for group, words in _toml("pronouns.toml").items()
        if group != "source"
        for word, entry in words.items()
    }
