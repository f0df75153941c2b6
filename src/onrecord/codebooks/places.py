"""Loads the gazetteer ``places.tsv`` (GeoNames, CC BY 4.0) and the words of ``facilities.toml``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebooks.book import Book, book, book_text, line_of
from onrecord.errors import UsageError

SiteLevel = Literal["country", "region", "city"]


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the gazetteer."""

    level: SiteLevel
    """What it is."""
    name: str
    """Its name; empty for a country, whose names stand in ``countries.tsv``."""
    country: str
    """ISO 3166-1 alpha-3 code."""
    region: str
    """Name of the first-level division that it lies in or is; may be empty."""
    latitude: float
    """Degrees north."""
    longitude: float
    """Degrees east."""
    people: int
    """Inhabitants; of a region or country, those of its cities."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of ``facilities.toml``, lower case but for the abbreviations."""

    facilities: frozenset[str]
    """Nouns of things that stand in a city."""
    regions: frozenset[str]
    """Nouns of parts of a country."""
    vague: frozenset[str]
    """Words that name a part of a country only beside one of ``regions``."""
    abbreviations: dict[str, str]
    """Short form without full stops -> name of the region."""


def fold(name: str) -> str:
    """The name as it is looked up: ASCII letters, lower case, no full stops or hyphens, no *the*, *St.* for *Saint*."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    text = " ".join(re.sub(r"[-–’'`]", " ", text.replace(".", "")).split())
    return re.sub(r"^saint ", "st ", text.removeprefix("the "))


def sites(name: str) -> tuple[Site, ...]:
    """The regions and cities of a name, largest first."""
    return tuple(sorted((_site(line) for line in _index().get(fold(name), ())), key=lambda site: -site.people))


@cache
def country_site(code: str) -> Site | None:
    """The middle of a country, or ``None`` if the gazetteer has none."""
    line = _countries().get(code)
    return _site(line) if line else None


@cache
def place_words() -> PlaceWords:
    """The words of ``facilities.toml``.

    Raises:
        UsageError: if a section is missing or holds something else than words.
    """
    return parse_place_words(book("facilities.toml"))


def parse_place_words(found: Book) -> PlaceWords:
    """The words of a book of facilities and regions.

    Raises:
        UsageError: if a section is missing or holds something else than words, or a word is of two sections; the
            message names file, line and reason.
    """
    of: dict[str, str] = {}
    for key in ("facilities", "regions", "vague"):
        listed = found.data.get(key)
        if not isinstance(listed, list) or not listed:
            raise UsageError(f"codebook {found.name}, line {line_of(found.text, key)}: {key} must be a list of words")
        for word in listed:
            if not isinstance(word, str) or not word.islower():
                raise found.wrong(key, str(word), "must be a word in lower case")
            if of.setdefault(word, key) != key:
                raise found.wrong(key, word, f"stands in {of[word]} too", last=True)
    for short, name in found.table("abbreviations").items():
        if not isinstance(name, str) or not name:
            raise found.wrong("abbreviations", short, f"must be the name of a region, not {name!r}")
    facilities, regions, vague = (frozenset(found.data[key]) for key in ("facilities", "regions", "vague"))
    return PlaceWords(facilities, regions, vague, dict(found.data["abbreviations"]))


def _lines() -> list[str]:
    return [line for line in book_text("places.tsv").split("\n") if line and not line.startswith("#")][1:]


def check_sites(text: str, where: str = "places.tsv") -> None:
    """Look through a whole gazetteer; the program itself reads only the lines that it asks for.

    Raises:
        UsageError: if a line is malformed or a country stands in two; the message names file, line and reason.
    """
    countries: dict[str, int] = {}
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#")]
    for number, line in lines[1:]:
        site = parse_site(line, f"{where}, line {number}")
        if site.level == "country" and countries.setdefault(site.country, number) != number:
            raise UsageError(
                f"codebook {where}, line {number}: {site.country} has a line already, line {countries[site.country]}"
            )


@cache
def _index() -> dict[str, list[str]]:
    """Folded name -> lines. The lines are read only when they are asked for, so that loading takes little."""
    found: dict[str, list[str]] = {}
    for line in _lines():
        cells = line.split("\t")
        if cells[0] != "country":
            for name in {cells[1], *filter(None, cells[7].split("; "))} if cells[7] else (cells[1],):
                key = name.lower() if name.isascii() and name.isalpha() else fold(name)
                lines = found.setdefault(key, [])
                if not lines or lines[-1] is not line:
                    lines.append(line)
    return found


@cache
def _countries() -> dict[str, str]:
    return {line.split("\t", 3)[2]: line for line in _lines() if line.startswith("country")}


def _site(line: str) -> Site:
    try:
        return parse_site(line, "places.tsv")
    except UsageError:
        number = book_text("places.tsv").split("\n").index(line) + 1
        return parse_site(line, f"places.tsv, line {number}")


def parse_site(line: str, where: str) -> Site:
    """One line of the table.

    Raises:
        UsageError: if it is malformed.
    """
    try:
        level, name, country, region, latitude, longitude, people, _ = line.split("\t")
        site = Site(level, name, country, region, float(latitude), float(longitude), int(people))  # type: ignore[arg-type]
    except ValueError as why:
        raise UsageError(f"codebook {where}: {line!r} is not a place: {why}") from why
    reason = ""
    if level not in ("country", "region", "city"):
        reason = f"{level!r} is no country, region or city"
    elif not re.fullmatch(r"[A-Z]{3}", country):
        reason = f"{country!r} is no three-letter code of a country"
    elif not (-90 <= site.latitude <= 90 and -180 <= site.longitude <= 180) or site.people < 0:
        reason = "the point lies outside the earth, or fewer than no people live there"
    elif level != "country" and not name:
        reason = "there is no name"
    if reason:
        raise UsageError(f"codebook {where}: {reason}")
    return site
