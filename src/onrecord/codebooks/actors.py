"""Loads the codebooks about actors: countries, seats of government, bodies, role nouns, titles, pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from onrecord.codebooks.book import Book, book, book_text, line_of
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


def parse_countries(text: str, where: str = "countries.tsv") -> list[Entry]:
    """The entries of a table of countries.

    Raises:
        UsageError: if a line has not five cells or no three-letter code, or a country or a name stands in two lines;
            the message names file, line and reason.
    """
    entries: list[Entry] = []
    seen: dict[str, tuple[str, int]] = {}
    codes: dict[str, int] = {}
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    for number, line in lines[1:]:
        at = f"codebook {where}, line {number}"
        cells = line.split("\t")
        if len(cells) != 5 or not _CODE.fullmatch(cells[0]) or not cells[1].strip():
            raise UsageError(f"{at}: {line!r} is not code, names, adjectives, people and capitals")
        if codes.setdefault(cells[0], number) != number:
            raise UsageError(f"{at}: {cells[0]} has a line already, line {codes[cells[0]]}")
        for entry in _of_country(cells):
            code, before = seen.setdefault(entry.text, (cells[0], number))
            if code != cells[0]:
                raise UsageError(f"{at}: {entry.text!r} is of {cells[0]} here and of {code} in line {before}")
            entries.append(entry)
    return entries


def _of_country(cells: Sequence[str]) -> Iterator[Entry]:
    code, shown = cells[0], cells[1].split(";")[0].removeprefix("the ").strip(" ?")
    kinds: tuple[What, ...] = ("country", "adjective", "people", "capital")
    for what, cell in zip(kinds, cells[1:], strict=True):
        for form in filter(None, (piece.strip() for piece in cell.split(";"))):
            plain = form.rstrip("?").removeprefix("the ")
            sector = "GOV" if what == "capital" else None
            yield Entry(plain, shown, what, code, sector, not form.endswith("?"), what == "people")


def parse_bodies(text: str, where: str, key: str, what: What) -> list[Entry]:
    """The entries of a book of bodies: ``[[key]]`` one by one, ``[[set]]`` those of one country and sector together.

    Raises:
        UsageError: if the text is no TOML, an entry is malformed, or one contradicts another; the message names file,
            line and reason.
    """
    data = Book(where, text).data
    entries = [*_single(data, where, text, key, what), *_sets(data, where, text, what)]
    seen: dict[str, Entry] = {}
    for entry in entries:
        other = seen.setdefault(entry.text, entry)
        if (other.country, other.sector) != (entry.country, entry.sector):
            raise UsageError(
                f"codebook {where}, line {line_of(text, entry.text, last=True)}: {entry.text!r} is {entry.country} "
                f"{entry.sector} here and {other.country} {other.sector} in line {line_of(text, entry.text)}"
            )
    return entries


def _single(book: Mapping[str, Any], where: str, text: str, key: str, what: What) -> Iterator[Entry]:
    for item in book.get(key, []):
        name, country, sector = item.get("name"), item.get("country"), item.get("sector")
        if not isinstance(name, str) or not name:
            raise UsageError(f"codebook {where}, line {_some_line(item, text)}: entry {item!r} has no name")
        _check(country, sector, where, text, name)
        for form in (name, *item.get("also", ())):
            yield Entry(form, name, what, country, sector)


def _sets(book: Mapping[str, Any], where: str, text: str, what: What) -> Iterator[Entry]:
    for item in book.get("set", []):
        names, country, sector = item.get("names"), item.get("country"), item.get("sector")
        if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
            raise UsageError(
                f"codebook {where}, line {_some_line(item, text)}: a set of {country} {sector} has no list of names"
            )
        _check(country, sector, where, text, names[0])
        for one in names:
            forms = [form.strip() for form in one.split(";")]
            if not all(forms):
                raise UsageError(f"codebook {where}, line {line_of(text, one)}: an empty name in {one!r}")
            for form in forms:
                yield Entry(form.rstrip("?"), forms[0].rstrip("?"), what, country, sector, not form.endswith("?"))


def _check(country: object, sector: object, where: str, text: str, name: str) -> None:
    reason = ""
    if sector not in SECTORS:
        reason = f"{sector!r} is no PLOVER sector"
    elif country is not None and not (isinstance(country, str) and _CODE.fullmatch(country)):
        reason = f"{country!r} is no three-letter code of a country"
    if reason:
        number = line_of(text, f'name = "{name}"') or line_of(text, name)
        raise UsageError(f"codebook {where}, line {number}: {name!r}: {reason}")


def _some_line(item: Mapping[str, Any], text: str) -> int:
    """The line of an entry without a name: that of the rarest of its values."""
    plain = [value for given in item.values() for value in (given if isinstance(given, list) else [given])]
    found = [value for value in plain if isinstance(value, str) and value and value in text]
    return line_of(text, min(found, key=text.count)) if found else 0


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
    return tuple(parse_cities(book_text("cities.tsv")))


@cache
def known_names() -> tuple[Entry, ...]:
    """All names of the codebooks but those of cities; a form that two books share belongs to the first."""
    found: dict[str, Entry] = {}
    for entry in (
        *parse_countries(book_text("countries.tsv")),
        *parse_bodies(book_text("seats.toml"), "seats.toml", "seat", "seat"),
        *parse_bodies(book_text("bodies.toml"), "bodies.toml", "body", "body"),
    ):
        found.setdefault(entry.text, entry)
    return tuple(found.values())


@cache
def capital_countries() -> dict[str, str]:
    """Capital, in small letters -> the code of its country."""
    return {
        entry.text.casefold(): entry.country for entry in known_names() if entry.what == "capital" and entry.country
    }


@cache
def country_names() -> dict[str, str]:
    """Country code -> name to show."""
    return {entry.country: entry.name for entry in known_names() if entry.what == "country" and entry.country}


@cache
def _roles_book() -> Book:
    """The codebook ``roles.toml``, checked.

    Raises:
        UsageError: if an entry is malformed or contradicts another; the message names file, line and reason.
    """
    found = book("roles.toml")
    check_roles(found)
    return found


def check_roles(found: Book) -> None:
    """Look through a book of roles.

    Raises:
        UsageError: if an entry is malformed or contradicts another; the message names file, line and reason.
    """
    for section in ("person", "organization", "titles", "field", "strings", "string_fields"):
        found.choice(section, SECTORS | {"courtesy"} if section == "titles" else SECTORS)
        found.single(section)
    found.choice("gender", ("f", "m"))
    found.single("gender")
    for section, keys in _LISTS.items():
        tuple(found.words(section, keys))
    known = {word for section in ("person", "organization", "titles", "strings") for word in found.single(section)}
    known |= set(found.table("same").values())
    for word, stands_for in found.table("same").items():
        if not isinstance(stands_for, str) or not stands_for:
            raise found.wrong("same", word, f"must be a word, not {stands_for!r}")
        if stands_for in found.table("same"):
            raise found.wrong("same", word, f"{stands_for!r} stands for another word itself")
    for word, covered in found.table("covers").items():
        if not isinstance(covered, list) or not covered:
            raise found.wrong("covers", word, f"must be a list of roles, not {covered!r}")
        for one in covered:
            if one not in known and one.split()[-1] not in known:
                raise found.wrong("covers", str(one), f"is no role that {word!r} could cover")
    for word, number in found.table("numerals").items():
        if not isinstance(number, int) or number < 2:
            raise found.wrong("numerals", word, f"must be a number from 2, not {number!r}")


_LISTS = {
    "former": ("words", "past"),
    "reference": (
        "unique", "one_a_country", "generic", "national", "portfolio", "people", "countries", "speaks_for",
        "body_ends", "international_seats", "thing_ends", "serving",
    ),
    "flexible": ("words", "heads", "counting", "armed"),
}  # fmt: skip
"""Sections of lists of words, and the lists that each must have."""


@cache
def roles() -> dict[str, Role]:
    """Role nouns, lower case and singular."""
    found: dict[str, Role] = {}
    kinds: tuple[Literal["person", "organization"], ...] = ("person", "organization")
    for kind in kinds:
        for word, sector in _roles_book().single(kind).items():
            code = None if sector == "none" else sector
            found.setdefault(word, Role(word, kind, code, genders().get(word)))
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
    return {word: None if code == "courtesy" else code for word, code in _roles_book().single("titles").items()}


@cache
def genders() -> dict[str, Literal["m", "f"]]:
    """Words that tell the bearer's gender."""
    found: dict[str, Literal["m", "f"]] = {}
    for word, gender in _roles_book().single("gender").items():
        found[word] = "f" if gender == "f" else "m"
    return found


@cache
def fields() -> dict[str, str]:
    """Words before a role noun that tell its sector."""
    return _roles_book().single("field")


@cache
def former_words() -> frozenset[str]:
    """Words that say that a role is over."""
    return frozenset(_roles_book().table("former")["past"])


def same_role(word: str) -> str:
    """The word that stands for all words of one role: *spokesman* for *spokeswoman*."""
    return _same().get(word, word)


@cache
def _same() -> dict[str, str]:
    return dict(_roles_book().table("same"))


@cache
def covered_roles(word: str) -> frozenset[str]:
    """The roles of those to whom *the* ``word`` may refer back."""
    return frozenset({word, *_roles_book().table("covers").get(word, ())})


@cache
def reference_words(key: str) -> frozenset[str]:
    """The nouns of ``[reference]`` in ``roles.toml``: ``unique``, ``one_a_country``, ``generic``..."""
    return frozenset(_roles_book().table("reference")[key])


_OF_ANY = frozenset(
    {"acting", "and", "caretaker", "chief", "first", "for", "interim", "new", "of", "press", "senior", "the"}
)
"""Words of offices that do not say what somebody is in charge of."""


def portfolio_words(said: Iterable[str]) -> frozenset[str]:
    """What the words of an office put its holder in charge of: *regional development* minister."""
    return (frozenset(said) & reference_words("portfolio")) - _OF_ANY


@cache
def numerals() -> dict[str, int]:
    """Words that say how many a plural noun means -> how many: *both*, *two*."""
    found: dict[str, int] = dict(_roles_book().table("numerals"))
    return found


@cache
def string_roles() -> dict[str, str]:
    """Words that tell the sector of an actor string though they make no mention on a page -> sector."""
    return _roles_book().single("strings")


@cache
def string_fields() -> dict[str, str]:
    """Words before a noun of an actor string that tell its sector."""
    return {**fields(), **_roles_book().single("string_fields")}


@cache
def flexible(key: str) -> frozenset[str]:
    """The nouns of ``[flexible]`` in ``roles.toml``: ``words``, ``heads``, ``counting``, ``armed``."""
    return frozenset(_roles_book().table("flexible")[key])


@cache
def united_nations() -> frozenset[str]:
    """The bodies of the United Nations, by the name to show."""
    return check_united_nations(book("bodies.toml"))


def check_united_nations(found: Book) -> frozenset[str]:
    """The bodies of the United Nations in a book of bodies.

    Raises:
        UsageError: if one of them is no body of the book; the message names file, line and reason.
    """
    names = found.data.get("united_nations", [])
    bodies = {entry.name for entry in parse_bodies(found.text, found.name, "body", "body")}
    for name in names:
        if name not in bodies:
            raise found.wrong("united_nations", str(name), "is no body of this book")
    return frozenset(names)


@cache
def pronouns() -> dict[str, Pronoun]:
    """Pronouns, lower case."""
    return parse_pronouns(book("pronouns.toml"))


def parse_pronouns(found: Book) -> dict[str, Pronoun]:
    """The pronouns of a book.

    Raises:
        UsageError: if an entry is malformed or contradicts another; the message names file, line and reason.
    """
    known: dict[str, Pronoun] = {}
    for section in (name for name in found.data if name != "source"):
        for word, entry in found.table(section).items():
            if not isinstance(entry, dict) or entry.get("kind") not in ("person", "unknown"):
                raise found.wrong(section, word, "its kind must be person or unknown")
            if entry.get("gender") not in (None, "m", "f", "n") or not isinstance(entry.get("plural", False), bool):
                raise found.wrong(section, word, "its gender must be m, f or n, and plural true or false")
            pronoun = Pronoun(entry.get("gender"), entry.get("plural", False), entry["kind"])
            if known.setdefault(word, pronoun) != pronoun:
                raise found.wrong(section, word, "stands in another section too, and says something else there")
    return known
