"""Places: the names of places in a body, and which place of the gazetteer each of them is.

Many places share a name. What stands beside the name decides (*Paris, Texas*), then the countries and regions that the
page names, then fame, if one place of the name is far larger than the others. Otherwise the place stays unknown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from onrecord.annotate.parsing import Parsed
from onrecord.codebooks.actors import Entry, country_names, known_names
from onrecord.codebooks.places import Site, country_site, fold, place_words, sites
from onrecord.records import Place, make_id
from onrecord.records.place import PlaceBasis, PlaceLevel

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ENTRIES = frozenset({"country", "adjective", "people"})
_NAMED, _IMPLIED, _SAME_REGION = 1.5, 1.0, 1.0
"""What a country that the page names, one that its other places lie in, and a named region add to a site's score,
the logarithm of its inhabitants: a country named outweighs a namesake abroad thirty times as large."""
_COUNTRY = 0.5
"""What a country has before a region of its name."""
_CAPITAL = 1.2
"""What a seat of government has before other cities of its name."""
_CLEAR = 0.7
"""How much better than the next a site must be: five times as many inhabitants."""
_ALONE = 5.0
"""The least score of a site that nothing on the page supports: a hundred thousand inhabitants."""
_OTHER_NAME = 1.0
"""What a site loses if the page calls it by another name than the gazetteer does."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a place in the text."""

    first: int
    last: int
    """Tokens of what is to be shown."""
    key: str
    """The name to look up: of a facility, that of the place it lies in, perhaps empty."""
    facility: bool = False
    region_word: bool = False
    """Whether *province* or the like stands beside it."""
    within: str = ""
    """The name after a comma: *Paris, Texas*."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a name stands for, and why."""

    site: Site
    basis: PlaceBasis
    reason: str


@dataclass(frozen=True, slots=True)
class _Around:
    """What the page says of where it plays."""

    named: frozenset[str]
    """Countries that it names, themselves or by their people."""
    implied: frozenset[str]
    """Countries of places that are safe without the page."""
    regions: frozenset[tuple[str, str]]
    """Country and name of the regions that it names."""


def find_places(parsed: Parsed) -> list[Place]:
    """The named places of a body, in text order; the same name is the same place on the whole page."""
    names = list(_names(parsed))
    if not names:
        return []
    chosen = _decide(names, frozenset(_countries_named(parsed)))
    found: dict[str, Place] = {}
    for name in names:
        place = _place(parsed, name, chosen.get(_sense(name)) or chosen.get((name.key, False)))
        found.setdefault(place.id, place)
    return list(found.values())


# --- names in the text --------------------------------------------------------------------------------


def _names(parsed: Parsed) -> Iterator[_Name]:
    """The names of places in text order, without overlap."""
    after = 0
    for ent in parsed.doc.ents:
        if ent.label_ not in _PLACES or ent.start < after:
            continue
        first, last = _trimmed(ent)
        if first > last or not any(char.isupper() for char in parsed.doc[first].text[:1]):
            continue
        name = _facility(parsed, ent, first, last) or _plain(parsed, first, last)
        after = name.last + 1
        yield name


def _trimmed(ent: TokenSpan) -> tuple[int, int]:
    """The entity without article and possessive."""
    first, last = ent.start, ent.end - 1
    while first <= last and (ent.doc[first].lower_ == "the" or ent.doc[first].is_punct):
        first += 1
    while last >= first and (ent.doc[last].tag_ == "POS" or ent.doc[last].is_punct):
        last -= 1
    return first, last


def _plain(parsed: Parsed, first: int, last: int) -> _Name:
    """A name that stands for itself, with what is beside it."""
    doc, words = parsed.doc, place_words()
    beside = {doc[i].lower_ for i in (last + 1,) if i < len(doc)}
    if first >= 2 and doc[first - 1].lower_ == "of":
        beside.add(doc[first - 2].lower_)
    key = doc[first : last + 1].text
    if first and doc[first - 1].text == "," and "." in key and key.replace(".", "") in words.abbreviations:
        return _Name(first, last, words.abbreviations[key.replace(".", "")], region_word=True)
    if len(key.split()) > 1 and doc[last].lower_ in words.regions and not _country_of(key):
        beside.add(doc[last].lower_)
        key = doc[first:last].text
    return _Name(first, last, key, region_word=bool(beside & words.regions), within=_within(parsed, last))


def _within(parsed: Parsed, last: int) -> str:
    """The name of the larger place after a comma."""
    doc = parsed.doc
    if last + 2 >= len(doc) or doc[last + 1].text != "," or doc[last + 2].sent != doc[last].sent:
        return ""
    start = doc[last + 2]
    short = start.text.replace(".", "")
    if start.text != short or short.isupper():
        return place_words().abbreviations.get(short, "")
    if start.ent_type_ not in _PLACES:
        return ""
    end = start.i + 1
    while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == start.ent_type_:
        end += 1
    return doc[start.i : end].text


def _facility(parsed: Parsed, ent: TokenSpan, first: int, last: int) -> _Name | None:
    """*Oslo airport*, *Aden's port*, *the port of Aden*, *Imam Sahib Hospital in Kunduz*."""
    doc, nouns = parsed.doc, place_words().facilities
    head = doc[last].head
    if doc[last].lower_ in nouns and last > first:
        return _Name(first, last, _city_at_start(doc[first:last]) or _city_after(doc[last]), facility=True)
    if ent.label_ == "FAC":
        return _Name(first, last, _city_at_start(doc[first : last + 1]) or _city_after(doc[last]), facility=True)
    key = doc[first : last + 1].text
    joined = not any(token.is_punct for token in doc[last + 1 : head.i]) if last < head.i <= last + 4 else False
    if joined and head.lower_ in nouns and doc[last].dep_ in ("compound", "poss", "nmod"):
        return _Name(first, head.i, key, facility=True)
    if first >= 2 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in nouns:
        return _Name(first - 2, last, key, facility=True)
    return None


def _city_at_start(words: TokenSpan) -> str:
    """The longest beginning of a facility's name that is a city's: *Oslo International*."""
    for length in range(len(words), 0, -1):
        text = words[:length].text
        if any(site.level == "city" for site in sites(text)):
            return text
    return ""


def _city_after(noun: Token) -> str:
    """The place in *the hospital in Kunduz*."""
    for prep in noun.children:
        if prep.lower_ in ("in", "at", "of"):
            for place in prep.children:
                if place.ent_type_ == "GPE":
                    return next(ent.text for ent in noun.doc.ents if ent.start <= place.i < ent.end)
    return ""


@cache
def _known() -> dict[str, Entry]:
    return {fold(entry.text): entry for entry in known_names() if entry.what in _ENTRIES and entry.country}


@cache
def _capitals() -> dict[str, frozenset[str]]:
    """Country -> its seats of government."""
    found: dict[str, set[str]] = {}
    for entry in known_names():
        if entry.what == "capital" and entry.country:
            found.setdefault(entry.country, set()).add(fold(entry.text))
    return {country: frozenset(names) for country, names in found.items()}


def _country_of(name: str) -> str | None:
    """The code of a country's name."""
    entry = _known().get(fold(name))
    return entry.country if entry is not None and entry.what == "country" else None


def _countries_named(parsed: Parsed) -> Iterator[str]:
    """Countries that a page names, themselves or by an adjective or their people."""
    for ent in parsed.doc.ents:
        if ent.label_ in ("GPE", "LOC", "NORP", "LANGUAGE"):
            first, last = _trimmed(ent)
            entry = _known().get(fold(parsed.doc[first : last + 1].text)) if first <= last else None
            if entry is not None and entry.country is not None and not _also_region(entry):
                yield entry.country


def _also_region(entry: Entry) -> bool:
    """Whether a country shares its name with a part of another country (*Georgia*)."""
    return entry.what == "country" and any(
        site.level == "region" and site.country != entry.country and site.people >= 1_000_000
        for site in sites(entry.text)
    )


# --- which place it is --------------------------------------------------------------------------------


def _sense(name: _Name) -> tuple[str, bool]:
    return name.key, name.region_word


def _decide(names: Sequence[_Name], named: frozenset[str]) -> dict[tuple[str, bool], _Choice]:
    """One choice for each name, by what is safe first."""
    chosen: dict[tuple[str, bool], _Choice] = {}
    for name in names:
        if (choice := _stated(name)) is not None:
            chosen.setdefault(_sense(name), choice)
    senses = dict.fromkeys(_sense(name) for name in names if name.key)
    regions = {(site.country, site.region) for key, _ in senses for site in sites(key) if site.level == "region"}
    regions |= {(c.site.country, c.site.region) for c in chosen.values() if c.site.region}
    within = {name.within for name in names if name.within}
    regions |= {(site.country, site.region) for key in within for site in sites(key) if site.level == "region"}
    named |= {choice.site.country for choice in chosen.values()}
    around = _Around(named, frozenset(), frozenset(regions))
    first = {sense: _choose(*sense, around) for sense in senses if sense not in chosen}
    implied = {choice.site.country for choice in first.values() if choice is not None}
    around = _Around(named, frozenset(implied - named), frozenset(regions))
    for sense, safe in first.items():
        if (found := safe or _choose(*sense, around)) is not None:
            chosen[sense] = found
    return chosen


def _stated(name: _Name) -> _Choice | None:
    """What the words themselves say: a country's own name, or a place within another after a comma."""
    entry = _known().get(fold(name.key))
    whole = entry if entry is not None and entry.what == "country" and not name.region_word else None
    if whole is not None and whole.country is not None and not _also_region(whole):
        # Scotland is a name that the codebook gives to a state of which it is a part.
        other = fold(whole.name) != fold(name.key)
        part = [site for site in sites(name.key) if other and site.level == "region" and site.country == whole.country]
        site = part[0] if part else country_site(whole.country)
        return _Choice(site, "stated", "a part of a country" if part else "a country") if site else None
    if not name.within:
        return None
    country = _country_of(name.within)
    held = [
        site
        for site in _candidates(name.key, name.region_word)
        if fold(site.region) == fold(name.within) or (country is not None and site.country == country)
    ]
    held.sort(key=lambda site: -site.people)
    return _Choice(held[0], "stated", f"the page puts it in {name.within}") if held else None


def _choose(key: str, region_word: bool, around: _Around) -> _Choice | None:
    """The place of a name that the page or its size decides, or ``None``."""
    ranked = sorted(((_score(site, key, around), site) for site in _candidates(key, region_word)), key=_by_score)
    if not ranked:
        return None
    (best, site), rest = ranked[0], ranked[1:]
    if any(best - score < _CLEAR and not _same_spot(site, other) for score, other in rest):
        return None
    supported = site.country in around.named | around.implied or _in_named_region(site, key, around)
    if not supported and best < _ALONE:
        return None
    rivals = [other for _, other in rest if not _same_spot(site, other)]
    if supported and rivals and rivals[0].people * 5 > site.people:
        where = country_names().get(site.country, site.country)
        return _Choice(site, "page", f"the page names {where} or places there")
    return _Choice(site, "known", "by far the largest place of the name" if rivals else "the one place of the name")


def _by_score(item: tuple[float, Site]) -> tuple[float, str, str, str]:
    return -item[0], item[1].country, item[1].region, item[1].name


def _candidates(key: str, region_word: bool) -> list[Site]:
    """The places that a name can be: with *province* beside it a region; else a city before the region around it."""
    found = list(sites(key))
    if fold(key) in place_words().vague and not region_word:
        found = [site for site in found if site.level == "city"]
    code = _country_of(key)
    if code is not None and not (region_word and found) and (country := country_site(code)) is not None:
        found = [country, *(site for site in found if site.level == "region" and site.country != code)]
    if region_word and any(site.level == "region" for site in found):
        return [site for site in found if site.level == "region"]
    cities = [site for site in found if site.level == "city"]
    for site in found:
        if site.level == "region":
            cities += [city for city in sites(f"{key} City") if _gives_name(city, site)]
    around = {(city.country, city.region) for city in cities} | {
        (city.country, "") for city in cities if not city.region
    }
    regions = [
        site
        for site in found
        if site.level != "city" and (site.country, site.region) not in around and (site.country, "") not in around
    ]
    return cities + regions


def _gives_name(city: Site, region: Site) -> bool:
    """Whether a city, such as New York City, is meant where a region of its name could be."""
    return city.level == "city" and city.region == region.region and city.people * 4 > region.people


def _score(site: Site, key: str, around: _Around) -> float:
    """How likely a place is meant."""
    score = math.log10(max(site.people, 1))
    if site.country in around.named:
        score += _NAMED
    elif site.country in around.implied:
        score += _IMPLIED
    if _in_named_region(site, key, around):
        score += _SAME_REGION
    if site.level == "country":
        score += _COUNTRY
    elif site.level == "city" and fold(site.name) in _capitals().get(site.country, ()):
        score += _CAPITAL
    return score - (_OTHER_NAME if site.name and fold(site.name) != fold(key) else 0.0)


def _in_named_region(site: Site, key: str, around: _Around) -> bool:
    """Whether the page names the region that a city lies in, by another name than the city's."""
    return site.level == "city" and (site.country, site.region) in around.regions and fold(site.region) != fold(key)


def _same_spot(one: Site, other: Site) -> bool:
    """Whether two entries are one place for a reader: a city and the district of its name."""
    near = abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude) < 1.0
    return one.country == other.country and near


# --- the record ---------------------------------------------------------------------------------------


def _place(parsed: Parsed, name: _Name, choice: _Choice | None) -> Place:
    """The record of a name."""
    span = parsed.span(name.first, name.last)
    shown = " ".join(parsed.doc[name.first : name.last + 1].text.split())
    article = parsed.article.id
    place_id = make_id("w", article, span.start, span.end)
    level: PlaceLevel | None = "facility" if name.facility else None
    if choice is None:
        reason = "several places bear the name, or none that is known"
        return Place(place_id, article, span, shown, level, reason=reason)
    site = choice.site
    if name.facility and site.level != "city":
        return Place(place_id, article, span, shown, level, site.country, basis=choice.basis, reason=choice.reason)
    reason = f"in {name.key}: {choice.reason}" if name.facility else choice.reason
    return Place(
        place_id, article, span, shown, level or site.level, site.country, site.latitude, site.longitude,
        choice.basis, reason,
    )  # fmt: skip
