"""Loads the gazetteer ``places.tsv`` (GeoNames, CC BY 4.0) and the words of ``facilities.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

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
    book = tomllib.loads(resources.files("onrecord.codebooks").joinpath("facilities.toml").read_text("utf-8"))
    for key in ("facilities", "regions", "vague"):
        if not all(isinstance(word, str) and word.islower() for word in book.get(key) or [None]):
            raise UsageError(f"codebook facilities.toml: {key} must be a list of words in lower case")
    facilities, regions, vague = (frozenset(book[key]) for key in ("facilities", "regions", "vague"))
    return PlaceWords(facilities, regions, vague, dict(book["abbreviations"]))


def _lines() -> list[str]:
    text = resources.files("onrecord.codebooks").joinpath("places.tsv").read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")][1:]


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
    """One line of the table.

    Raises:
        UsageError: if it is malformed.
    """
    try:
        level, name, country, region, latitude, longitude, people, _ = line.split("\t")
        return Site(level, name, country, region, float(latitude), float(longitude), int(people))  # type: ignore[arg-type]
    except ValueError as why:
        raise UsageError(f"codebook places.tsv: {line!r} is not a place: {why}") from why
