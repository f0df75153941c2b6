"""Which outlet a page is of, as its own lines say (``codebooks/mastheads.toml``).

Lines that name the outlet: a masthead above the headline, a plea to support it, a line of its rights, its
application, a byline that is no person. Each is a vote, and the host of the page's address is another. A name that
two of them give, or one strong vote that nothing contradicts, is the publisher; else it stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from onrecord.codebooks.book import book
from onrecord.extract.agencies import agency
from onrecord.extract.daywords import find_days
from onrecord.extract.lines import Line, key

ABOVE = 8
"""Lines above the headline among which a masthead is looked for."""

BELOW = 3
"""Lines below it that may hold the outlet's name, alone or beside a date."""

ENOUGH = 2
"""Votes from which a name is believed, if no other has as many."""

_NAME = r"(?P<name>(?:The |the )?[A-Z][\w'’&.-]*(?: (?:of|the|and|&|de|la|[A-Z][\w'’&.-]*)){0,5}?)"
_BYLINE = re.compile(rf"^(?:[Tt]ext|[Ss]tory|[Aa]rticle|[Ww]ords) by:? {_NAME}(?: Follow)?$")
_RIGHTS = re.compile(
    r"^(?:©|\([cC]\)|[Cc]opyright)(?: ?(?:©|\([cC]\)))? ?(?:(?:19|20)\d\d(?: ?[-–] ?(?:19|20)?\d\d)?,?)? "
    rf"(?:by )?{_NAME}(?:[.,|]| [-–|•]|$| All [Rr]ights)"
)
_ASKS = re.compile(
    rf"\b(?:[Ss]ubscribe to|[Ss]ign up for|[Ff]ollow|[Ss]upport) {_NAME}"
    r"(?: (?:by|on|now|today|newsletter)\b|[.!]|$)"
)
_SAYS = (
    (re.compile(rf"^[Ss]upport {_NAME}[.!]*$"), 2),
    (re.compile(rf"\bdownload(?:ing)? the {_NAME} (?:app|application)\b"), 2),
    (_RIGHTS, 2),
    (_ASKS, 1),
    (_BYLINE, 1),
)
_MOST_BELOW = 4
"""Words of an outlet's name under a headline; more are a writer's name with it."""
_WRITER = re.compile(r"^[Bb][Yy] [^,|]{3,60}[,|] ?([^,|]{5,48})$")
_LONGEST = 48
_EDGE = " -–—|•*_"
_NO_NAME = re.compile(r"[?!:;,…/()\d]|\.$")
_SMALL = ("of", "the", "and", "de", "la")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of ``codebooks/mastheads.toml``.

    Raises:
        UsageError: if the list is not there.
    """
    return frozenset(book("mastheads.toml").spaced(name))


def masthead_votes(line: str) -> int:
    """How much a short line looks like the name of an outlet: :data:`ENOUGH`, 1 where it may be a heading too, or 0.

    Its words are capitalised, and the first or last one is typical of papers and stations.
    """
    line = line.strip(_EDGE)
    if not 5 <= len(line) <= _LONGEST or _NO_NAME.search(line):
        return 0
    words = _WORD.findall(line)
    if not 2 <= len(words) <= 6 or any(word[0].islower() and word not in _SMALL for word in words):
        return 0
    low = [word.casefold() for word in words if word.casefold() != "the"]
    if not low or all(word in words_of("section") for word in low):
        return 0
    if low[-1] in words_of("last"):
        return ENOUGH
    return int(len(low) > 1 and (low[-1] in words_of("last_weak") or low[0] in words_of("first_weak")))


def outlet_of(url: str | None) -> str | None:
    """The host of an address without ``www``: the outlet, where nothing better names it."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:  # brackets that are no address
        return None
    return host.removeprefix("www.").removeprefix("m.") or None


def find_outlet(lines: Sequence[Line], body: Sequence[bool], title: int | None, url: str | None) -> str | None:
    """The outlet that the page's furniture names, else the host of its address, else ``None``.

    Args:
        lines: the lines of the page.
        body: whether each is part of the article.
        title: the number of the headline.
        url: the page's address, if it is known.
    """
    votes: dict[str, int] = {}
    names: dict[str, list[str]] = {}
    for name, weight in _votes(lines, body, title):
        letters = key(name).removeprefix("the")
        votes[letters] = votes.get(letters, 0) + weight
        names.setdefault(letters, []).append(name)
    host = outlet_of(url)
    if host is not None:
        agreeing = [letters for letters in votes if _in_host(letters, host)]
        votes = {letters: votes[letters] + ENOUGH for letters in agreeing} or {
            letters: count for letters, count in votes.items() if count >= 2 * ENOUGH
        }
    best = sorted(votes, key=lambda letters: (-votes[letters], letters))
    if best and votes[best[0]] >= ENOUGH and (len(best) == 1 or votes[best[1]] < votes[best[0]]):
        return _best_form(names[best[0]])
    return host


def _votes(lines: Sequence[Line], body: Sequence[bool], title: int | None) -> Iterator[tuple[str, int]]:
    """The names that lines of furniture give, each with its weight."""
    top = title if title is not None else next((number for number, inside in enumerate(body) if inside), 0)
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(lines):
        if body[number] or number == title or len(line.shown) > 200:
            continue
        if top < number <= top + BELOW:
            name = below_the_headline(line.shown) or _of_writer(line.shown)
            if name is not None:
                yield name, ENOUGH
        if top - ABOVE <= number < top and (number <= 1 or top - number <= 3):
            weight = masthead_votes(line.shown)
            if weight:
                yield line.shown.strip(_EDGE), weight
        for pattern, weight in _SAYS:
            match = pattern.search(line.shown)
            if match is None:
                continue
            name = match["name"].strip(" .,-")
            if _is_outlet(name) and (pattern.pattern, key(name)) not in seen:
                seen.add((pattern.pattern, key(name)))
                yield name, _weight(name, pattern, weight)


def below_the_headline(line: str) -> str | None:
    """The outlet that a line under the headline names, alone or before a date; no agency, no writer's office.

    Before a date a name that may as well be a heading (*Harbour Today*) is believed.
    """
    name = _dateless(line).strip(_EDGE)
    return name if _is_paper(name, ENOUGH if name == line.strip(_EDGE) else 1) else None


def _is_paper(name: str, votes: int) -> bool:
    """Whether a name is an outlet's, and not an agency's or a writer's office."""
    words = [word.casefold() for word in _WORD.findall(name)]
    if not words or len(words) > _MOST_BELOW or words[-1] in words_of("office") or words[0].startswith("by"):
        return False
    return masthead_votes(name) >= votes and not agency(name)


def _of_writer(line: str) -> str | None:
    """The outlet behind a writer's name: *By Jane Roe, Harbour Today*."""
    match = _WRITER.match(line)
    return match[1] if match and _is_paper(match[1], 1) else None


def _dateless(line: str) -> str:
    """A line without the date behind a name: *Harbour Courier, March 6, 2031*."""
    days = find_days(line) if len(line) <= 2 * _LONGEST else []
    return line[: days[0].start].rstrip(" ,|·•–—-(") if days else line


def _weight(name: str, pattern: re.Pattern[str], weight: int) -> int:
    """The weight of a name that a pattern gives: letters in a line of rights are as often those of the group."""
    if pattern is _BYLINE and masthead_votes(name):
        return ENOUGH
    return 1 if pattern is _RIGHTS and len(name) <= 6 else weight


def _is_outlet(name: str) -> bool:
    """Whether a name in a line of furniture can be an outlet's: a masthead, or an organisation's letters."""
    if agency(name) or len(name) > _LONGEST:
        return False
    words = [word.casefold() for word in _WORD.findall(name) if word.casefold() != "the"]
    if not words or all(word in words_of("section") for word in words):
        return False
    return masthead_votes(name) > 0 or (
        len(words) == 1 and 2 <= len(words[0]) <= 6 and name.removeprefix("The ").isupper()
    )


def _in_host(letters: str, host: str) -> bool:
    """Whether the letters of a name stand in the host of an address."""
    parts = key(host.rsplit(".", 1)[0].replace("-", "").replace(".", ""))
    return letters in parts or "the" + letters in parts


def _best_form(names: Sequence[str]) -> str:
    """The form with *The* and not in capitals, of those that are one name."""
    forms = sorted(names, key=lambda name: (name.isupper() and " " in name, not name.lower().startswith("the "), name))
    best = forms[0]
    return best.title() if best.isupper() and " " in best else best[:1].upper() + best[1:]
