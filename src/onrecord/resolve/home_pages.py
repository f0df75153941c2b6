"""The same offices over all pages of a pile: what one page leaves open, the others on the same officials may tell.

Who is *the energy minister* on a page about two countries may be plain on the next one: by the capital in its dateline,
by what it is about, by *the Serbian prime minister*, who has the same office. All pages on which an official is named
vote; then he tells of what country the pages are that name none but him.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.codebooks.actors import country_names
from onrecord.records import ActorMention, DateInterval
from onrecord.resolve.home import (
    Home,
    at_home,
    completed,
    has_office,
    national,
    no_stranger,
    office,
    opens,
    weight_of,
)
from onrecord.resolve.profile import fold, full_key

Pages = Mapping[str, Sequence[ActorMention]]
_DATELINE = 1.0
"""What the capital in a dateline counts, where all that a page says of countries counts one."""
_SEAT = 0.5
"""What the same office with its country counts: *the Serbian prime minister*."""
_TOLD = 0.5
"""What it counts that a page gives the official that country by what stands beside him."""
_SURE, _CLEAR = 0.5, 2.0
"""Votes a page that a country must have, and how many times those of the next one."""
_OF = re.compile(r"\b(?:of|for|at)\s(?:the\s)?[A-Z]|['’]s\s")


def homes_of_pages(
    pages: Pages,
    days: Mapping[str, DateInterval],
    texts: Mapping[str, str],
    cities: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Home]:
    """Mention -> the country of its office or body, which its words do not give, by all pages.

    Args:
        pages: article id -> the mentions of its page.
        days: article id -> the day of its page as far as it is known.
        texts: article id -> its text.
        cities: article id -> the countries of the cities and regions that it names.
    """
    found: dict[str, Home] = {}
    near = cities or {}
    for name, page in pages.items():
        found |= at_home(page, days.get(name), texts.get(name, ""), near.get(name, ()))
    voted, open_ = _voted(pages, texts, found)
    found = {one: home for one, home in (found | voted).items() if one not in open_}
    for name, page in pages.items():
        if any(one.id in voted for one in page):
            more = at_home(completed(page, found), days.get(name), texts.get(name, ""), near.get(name, ()))
            found |= {one: home for one, home in more.items() if one not in found and one not in open_}
    return found


def _voted(pages: Pages, texts: Mapping[str, str], told: Mapping[str, Home]) -> tuple[dict[str, Home], set[str]]:
    """The mentions of officials by name on whose country their pages agree, and of those on whom they do not."""
    named: dict[tuple[str, str], list[ActorMention]] = defaultdict(list)
    for page in pages.values():
        for one in page:
            full = full_key(one.name or "") if one.kind == "person" else None
            if full is not None:
                named[fold(full[0]), fold(full[1])].append(one)
    votes = {name: _votes(page, texts.get(name, "")) for name, page in pages.items()}
    found: dict[str, Home] = {}
    open_: set[str] = set()
    for key in sorted(named):
        mentions = named[key]
        waiting = [one for one in mentions if one.country is None and national(one)]
        if not waiting or any(one.country or _of_a_body(one) for one in mentions):
            continue
        code = _country_of(waiting, pages, votes, told)
        if code is None or not all(has_office(code, one) and no_stranger(code, one) for one in waiting):
            if len({told[one.id].country for one in waiting if one.id in told}) > 1:
                open_.update(one.id for one in waiting)
            continue
        reason = f"no country is named here; the pages on this official are of {country_names().get(code, code)}"
        for one in waiting:
            if one.id not in told or told[one.id].country != code:
                found[one.id] = Home(code, reason)
    return found, open_


def _country_of(
    waiting: Sequence[ActorMention], pages: Pages, votes: Mapping[str, Mapping[str, float]], told: Mapping[str, Home]
) -> str | None:
    """The country that has by far the most votes of the pages on which an official is named with his office."""
    mine = {one.article_id for one in waiting}
    held = {office(one) for one in waiting} - {""}
    count: dict[str, float] = defaultdict(float)
    for name in sorted(mine):
        for code, vote in votes[name].items():
            count[code] += vote
        seats = {one.country for one in pages[name] if one.country in country_names() and _same_seat(one, held)}
        for code in seats:
            count[code or ""] += _SEAT
    for code in {told[one.id].country for one in waiting if one.id in told}:
        count[code] += _TOLD
    ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _SURE * len(mine):
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _CLEAR * ranked[1][1] else None


def _of_a_body(mention: ActorMention) -> bool:
    """Whether words behind a name or an office give him to something else: *leader of the Front for Change*."""
    return bool(mention.role) and not national(mention) and _OF.search(mention.role or "") is not None


def _same_seat(mention: ActorMention, held: Iterable[str]) -> bool:
    """Whether somebody without a name has one of these offices: *the Serbian prime minister*."""
    return mention.kind == "person" and not mention.name and not mention.plural and office(mention) in held


def _votes(page: Sequence[ActorMention], text: str) -> dict[str, float]:
    """What a page says for each country: its share of all that is said of countries, and the dateline."""
    known = [one for one in page if one.country in country_names()]
    total = sum(weight_of(one, text) for one in known) or 1.0
    count: dict[str, float] = defaultdict(float)
    for one in known:
        count[one.country or ""] += weight_of(one, text) / total
    dateline = next((one for one in known if opens(one, text)), None)
    if dateline is not None:
        count[dateline.country or ""] += _DATELINE
    return count
