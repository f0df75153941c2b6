"""The country of offices and bodies that a page names without one: *the Foreign Ministry*, *President Ilsa Doren*.

A page that is evidently about one country leaves its name off what everybody knows to be its own. Evident means that
one country alone, or by far, has the offices and bodies that the page does name a country for, or acts in it. Where
two countries come into question nothing is filled in. What is found is never written into a mention: it completes
mentions while actors are made of them, and the link says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.codebooks.actors import capital_countries, country_names, portfolio_words, reference_words, string_fields
from onrecord.codebooks.offices import offices, offices_of
from onrecord.records import ActorMention, DateInterval, Place
from onrecord.resolve.profile import role_heads, words

_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
"""Sectors of what a country has one of."""
_OFFICE, _SUBJECT, _NAMED = 3.0, 1.5, 0.5
"""What a named office or body of a country counts, the country as a subject or its capital as the place of the
report (*ASTANA, April 8*), and the country or a city of it in any other place."""
_AT_LEAST, _ALONE = 3.0, 1.0
"""Points below which a page is about no country; and the same where it names no other one."""
_BY_FAR = 4.0
"""How many times the points of the next country the first one must have."""
_CAPITAL, _ACTED, _SHARE = 3.0, 2.0, 2.0
"""What a capital in the sentence counts, a country that acted just before, and all that a page says of one."""
_SURE, _CLEAR = 2.5, 1.5
"""Points from which an office on a page about two countries is of one of them, and its lead over the next."""
_IN = re.compile(r"\b[Ii]n\s\Z")
_SHORT = 4
"""Characters before a name in which that stands."""
_OWNERS = frozenset({"its", "their", "whose"})
"""Words for a country that was named before, as the owner of an office."""
_EMPLOYERS = frozenset({"army", "government", "military", "ministry", "navy", "presidency"})
_SERVANTS = frozenset({"adviser", "advisor", "aide", "diplomat", "officer", "official", "source", "top", "in", "from"})
"""What somebody from such a body is called."""
_AFTER = re.compile(r"[^\n.]{0,24}?(?:\([^)\n]{2,30}\)\s*)?\s[-–—]{1,2}\s|[^\n.]{0,24}?\([^)\n]{2,30}\)\s*[-–—]")
"""What stands between the place of a dateline and its story."""
_LEAD = 2
"""Sentences of a page in which a dateline may stand."""
_KINDS = {
    "president": ("president",),
    "chancellor": ("chancellor",),
    "king": ("king", "monarch"),
    "queen": ("queen", "monarch"),
    "emir": ("emir",),
    "sultan": ("sultan",),
    "vice president": ("president",),
}
"""Office or body -> words in the codebook's offices of a country that has such."""
_PREMIERS = ("prime minister", "premier", "taoiseach")
"""What the codebook calls the head of a government."""


def home_country(mentions: Iterable[ActorMention], text: str = "", cities: Iterable[str] = ()) -> str | None:
    """The one country that a page is about, or ``None`` if it is about none or several.

    Args:
        mentions: the mentions of the page.
        text: the text of the page; without it only a capital in capital letters is the place of the report.
        cities: the countries of the cities and regions that it names, once for each time.
    """
    near = Counter(cities)
    points: dict[str, float] = {}
    plain = set(near)
    for mention in mentions:
        if mention.country is None or mention.country not in country_names():
            continue
        points[mention.country] = points.get(mention.country, 0.0) + weight_of(mention, text)
        if mention.head.exact.casefold() not in capital_countries() or opens(mention, text):
            plain.add(mention.country)
    for code, count in near.items():
        if count > 1 or code in points:  # One city abroad is where somebody has flown to.
            points[code] = points.get(code, 0.0) + _NAMED * count
    ranked = sorted(points.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < (_AT_LEAST if len(ranked) > 1 else _ALONE):
        return None
    if ranked[0][0] not in plain:
        return None  # By a capital alone a page often means the government of its neighbours.
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _BY_FAR * ranked[1][1] else None


@dataclass(frozen=True, slots=True)
class Home:
    """The country of an office or body that is named without one."""

    country: str
    """ISO 3166-1 alpha-3 code."""
    reason: str
    """Why, in words."""


def countries_of_cities(places: Iterable[Place], mentions: Iterable[ActorMention]) -> list[str]:
    """The countries of the cities and regions that a page names, without those that count as mentions themselves.

    Cities that are named for the unions and courts of states that sit there (*Brussels*) do not count.
    """
    counted = {one.head.start for one in mentions if one.country}
    seats = reference_words("international_seats")
    return [
        place.country
        for place in places
        if place.country in country_names()
        and place.level != "country"
        and place.span.start not in counted
        and place.name.casefold() not in seats
    ]


def at_home(
    mentions: Sequence[ActorMention],
    published: DateInterval | None,
    text: str = "",
    cities: Sequence[str] = (),
) -> dict[str, Home]:
    """Mention -> the country of its office or body, which its words do not give.

    Args:
        mentions: the mentions of one page.
        published: the day of the page as far as it is known; on it the codebook knows some who hold an office.
        text: the text of the page, in which the mentions' spans count; without it no capital is a place.
        cities: the countries of the cities and regions that the page names (:func:`countries_of_cities`).
    """
    waiting = [mention for mention in mentions if mention.country is None and national(mention)]
    day = published.day if published is not None else None
    told = day.isoformat() if day else None
    found = {one.id: home for one in waiting if (home := _of_holder(one, told))}
    found |= _of_owners(mentions)
    left = any(one.id not in found for one in waiting)
    code = home_country(completed(mentions, found), text, cities) if left else None
    if code is None:
        open_ = [one for one in waiting if one.id not in found and (one.name or one.kind == "organization")]
        return found | _by_place(open_, mentions, text)
    abroad = {mention.sentence for mention in mentions if mention.country not in (None, code)}
    home = Home(code, f"no country is named here; the page is about {country_names().get(code, code)}")
    for one in waiting:
        if one.id not in found and one.sentence not in abroad and has_office(code, one) and no_stranger(code, one):
            found[one.id] = home
    return found


def _of_owners(mentions: Sequence[ActorMention]) -> dict[str, Home]:
    """Mention -> the country of *its foreign minister*: the one named before in the sentence, else the last to act."""
    found: dict[str, Home] = {}
    known = [one for one in mentions if one.country in country_names()]
    for one in mentions:
        if one.country is not None or not owned_office(one):
            continue
        before = [other for other in known if other.head.start < one.span.start]
        here = {other.country or "" for other in before if other.sentence == one.sentence}
        last = {other.country or "" for other in before if other.sentence == one.sentence - 1 and other.subject}
        codes = here or last
        code = next(iter(codes), "")
        if len(codes) == 1 and has_office(code, one):
            found[one.id] = Home(code, f"the country named before it is {country_names().get(code, code)}")
    return found


def owned_office(mention: ActorMention) -> str:
    """The office or body that a country has, by *its* or *their*: *its foreign minister*; else an empty text."""
    if mention.form != "nominal" or mention.plural or mention.sector not in _STATE or mention.role:
        return ""
    owner, _, rest = " ".join(mention.span.exact.split()).partition(" ")
    said = words(rest)
    if owner.casefold() not in _OWNERS or not _plain(said):
        return ""
    return rest if portfolio_words(said) or set(said) & reference_words("one_a_country") else ""


def _by_place(waiting: Sequence[ActorMention], mentions: Sequence[ActorMention], text: str) -> dict[str, Home]:
    """The same on a page about two countries, by the capital that stands beside an office and by who acted before it.

    *In Lond, the foreign ministry said*, *the deputy minister told reporters in Lond*; else the country that acted in
    the sentence or in the one before, where the page names it often enough.
    """
    known = [one for one in mentions if one.country in country_names()]
    total = sum(weight_of(one, text) for one in known) or 1.0
    found: dict[str, Home] = {}
    for one in waiting:
        points: dict[str, float] = {}
        for other in known:
            code = other.country or ""
            points[code] = points.get(code, 0.0) + _SHARE * weight_of(other, text) / total
            capital = other.head.exact.casefold() in capital_countries() and _IN.search(
                text, max(0, other.span.start - _SHORT), other.span.start
            )
            if other.sentence == one.sentence and capital:
                points[code] += _CAPITAL
        acting = [other for other in known if other.subject and other.span.start < one.span.start]
        last = max((other.sentence for other in acting), default=-2)
        near = {other.country or "" for other in acting if other.sentence == last >= one.sentence - 1}
        if len(near) == 1:
            points[near.pop()] += _ACTED
        ranked = sorted(points.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < _SURE or (len(ranked) > 1 and ranked[0][1] < ranked[1][1] + _CLEAR):
            continue
        code = ranked[0][0]
        if has_office(code, one) and no_stranger(code, one):
            name = country_names().get(code, code)
            found[one.id] = Home(code, f"no country is named here; what stands beside it is of {name}")
    return found


def weight_of(mention: ActorMention, text: str = "") -> float:
    """What a mention says about which country a page is of."""
    if mention.span.exact.partition(" ")[0].casefold() in _OWNERS:
        return 0.0  # Its foreign minister: often of the other country.
    official = mention.form != "place" and mention.sector in _STATE and not _soldiers(mention)
    if official:
        return _OFFICE
    return _SUBJECT if mention.subject or opens(mention, text) else _NAMED


def opens(mention: ActorMention, text: str) -> bool:
    """Whether a capital is the place of a dateline: *BELGRADE, Sept 22 (Agency) -*."""
    if mention.sentence >= _LEAD or mention.head.exact.casefold() not in capital_countries():
        return False
    begins = text[max(0, mention.span.start - 1) : mention.span.start] in ("", "\n")
    return mention.head.exact.isupper() or (begins and _AFTER.match(text, mention.span.end) is not None)


def _soldiers(mention: ActorMention) -> bool:
    """Whether a mention is of troops or of some soldier, who may be far from home."""
    some = mention.plural or (mention.kind == "person" and not mention.span.exact.casefold().startswith("the "))
    return mention.form == "nominal" and mention.sector == "MIL" and some


def completed(mentions: Sequence[ActorMention], found: Mapping[str, Home]) -> list[ActorMention]:
    """The mentions of one page with the countries that :func:`at_home` found."""
    return [
        replace(one, country=found[one.id].country, role=one.role or owned_office(one)) if one.id in found else one
        for one in mentions
    ]


def _of_holder(mention: ActorMention, day: str | None) -> Home | None:
    """The country of somebody whom the codebook gives the very office on that day, or at any time without one."""
    if mention.kind != "person" or not mention.name or len(words(mention.name)) < 2:
        return None
    own = office(mention)
    countries = {fact.country for fact in offices().on(mention.name, day) if own in role_heads(fact.office)}
    if len(countries) != 1:
        return None
    code = countries.pop()
    name = country_names().get(code, code)
    when = " on the day of the page" if day else ", whatever the day of the page"
    return Home(code, f"no country is named here; the codebook of office holders gives {name}{when}")


def national(mention: ActorMention) -> bool:
    """Whether a mention is of an office or body that a country has one of, by words that tell nothing else."""
    if mention.plural or mention.form not in ("name", "nominal"):
        return False
    definite = mention.span.exact.casefold().startswith("the ")
    if mention.form == "nominal" and not definite:
        return _servant(mention)
    if mention.kind == "organization":
        said = words(mention.name or mention.role or mention.head.exact)
        return plain_office(said) and (len(said) > 1 or mention.form == "nominal")
    if mention.kind == "person" and mention.role and mention.sector in _STATE:
        said = words(mention.role)
        return bool(office(mention)) and _plain(said) and said != ("deputy",)  # A sheriff has deputies too.
    return False


def _servant(mention: ActorMention) -> bool:
    """Whether a mention is of somebody from a body that every country has: *a foreign ministry official*."""
    said = words(mention.role or "")
    if mention.kind != "person" or mention.sector not in ("GOV", "MIL") or _EMPLOYERS.isdisjoint(said):
        return False
    return _plain([word for word in said if word not in _SERVANTS])


def office(mention: ActorMention) -> str:
    """The office of a person, if it is one of the state: *president*, *prime minister*, *spokesman* of a ministry."""
    heads = role_heads(mention.role or "")
    return heads[-1] if heads and heads[-1] in reference_words("national") else ""


def plain_office(said: Sequence[str]) -> bool:
    """Whether words name an office or body that every country has: *foreign ministry*, *ministry of defense*."""
    return _plain(said) and any(word in reference_words("national") for word in said)


def _plain(said: Sequence[str]) -> bool:
    """Whether words are all such as every country has: offices, bodies, and what they are in charge of."""
    book = (reference_words("national"), reference_words("portfolio"), reference_words("serving"), string_fields())
    return all(any(word in words for words in book) for word in said)


def has_office(country: str, mention: ActorMention) -> bool:
    """Whether a country has such an office, as far as the codebooks tell: America has neither premier nor ministers.

    Of most countries the codebook of office holders gives the head of state alone, which says nothing of the others.
    """
    word = office(mention) or words(mention.name or mention.role or mention.head.exact)[-1]
    known = offices_of(country)
    if word in ("minister", "ministry"):
        return any("minister" in held for held in known) or not any("secretary of" in held for held in known)
    if word == "prime minister":
        premier = any(kind in held for held in known for kind in _PREMIERS)
        return premier or country.casefold() not in reference_words("without_premier")
    return word not in _KINDS or not known or any(kind in held for held in known for kind in _KINDS[word])


def no_stranger(country: str, mention: ActorMention) -> bool:
    """Whether the codebook does not put somebody of that name in another country."""
    if mention.kind != "person" or not mention.name or len(words(mention.name)) < 2:
        return True
    held = offices().held(mention.name, None)
    return held is None or held.country == country
