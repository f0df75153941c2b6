"""News agencies in bylines, datelines and credits (``codebooks/agencies.toml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from onrecord.codebooks.book import book, book_text
from onrecord.codebooks.news import agencies
from onrecord.extract.cues import word_list
from onrecord.extract.lines import Line, key

Known = frozenset[str]
"""Names of agencies that a page shows."""
NONE: Known = frozenset()
"""No such names."""

_DATELINE = re.compile(r"^.{0,60}?\(([^()]{2,40})\) ?[-–—:]")
_OPENING = re.compile(r"^\(([^()]{2,40})\)")
_CLOSING = re.compile(r"(?:[-–—(/] ?|\[)([^()\[\]/–—-]{2,30})[)\]]?\.?$")
_X = r"([A-Z][\w-]{2,24})"
_WIRE = re.compile(
    rf"^[A-Z][A-Z .'’-]{{2,30}}(?:, [A-Z][\w. -]{{1,30}}?)?(?:, [A-Z][a-z]{{2,8}}\.? \d\d?)? \({_X}\) ?[-–—]"
)
_CALLED = re.compile(
    rf"\b(?:[Tt]he )?(?:[a-z-]+ )?{_X} (?:[Nn]ews [Aa]gency|news service|wire service|newswire)\b"
    rf"|\b(?:the|by|news) agency {_X}\b"
)
_RIGHTS = re.compile(
    r"^(?:©|\([cC]\)|[Cc]opyright)(?: ?(?:©|\([cC]\)))? ?(?:(?:19|20)\d\d,?)? ?"
    r"(?:by )?(?P<sign>[^.|,–-]{2,40})(?:[.,|]|$)"
)
"""The line of rights under a text: *© 2031 Norwire. All rights reserved*."""
_CALLING = ("gency", "service", "newswire")
"""What every line holds in which something is called an agency."""
_LONE = re.compile(rf"^[Bb]y:? (?:[^,]{{2,40}}(?:,? with|,| and| /|/) )?{_X}$")
_TEXT_BY = re.compile(r"^(?:Text|text|Story|story|Words|words) by:? ?(?P<sign>[A-Z]{3,6}$)?")
"""A label that an outlet puts over text that it took over; a sign of capitals alone after it is no person's."""
_SIGN = re.compile(r"^[A-Z]{3,6}$")
_SPLIT_ROW = re.compile(r"\s*[\t;|,?]\s*")
_PLAIN_WORDS = frozenset(
    [
        "the",
        "state",
        "national",
        "official",
        "local",
        "international",
        "foreign",
        "private",
        "government",
        "our",
        "this",
    ]
)
_FIELDS = re.compile(r"\s*[()|,/·•]\s*|\s[–—-]\s")
_FAR = 5_000
"""Characters of a line in which an agency may be called so: a paragraph's, with ease."""
_SPLIT = re.compile(r"\s*(?:/|\||,|;|&|\band\b|\bwith\b|\+)\s*", re.IGNORECASE)


@cache
def _ends() -> tuple[str, ...]:
    """The ends of agencies' names (``codebooks/mastheads.toml``)."""
    return tuple(book("mastheads.toml").spaced("agency_end"))


@cache
def _no_agency() -> frozenset[str]:
    """Words that stand before *news agency* or as a byline and name none: countries and their people, and the like."""
    rows = book_text("countries.tsv").splitlines()
    words = (word for row in rows if not row.startswith("#") for word in _SPLIT_ROW.split(row))
    return frozenset(word.casefold() for word in words) | frozenset(_ends()) | _PLAIN_WORDS


@cache
def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Long forms (lower case) and short signs (case kept, and upper case) with the agency's name.

    Raises:
        UsageError: if an entry is malformed; the message names file, line and reason.
    """
    forms: dict[str, str] = {}
    signs: dict[str, str] = {}
    for agency in agencies():
        for form in (agency.name, *agency.forms):
            if len(form) > 4:
                forms[form.lower()] = agency.name
        for sign in agency.sign:
            signs[sign] = agency.name
            signs[sign.upper()] = agency.name
    return forms, signs


def agency(name: str, known: Known = NONE) -> str | None:
    """The agency that a byline, dateline or credit names as a whole, or ``None``.

    Args:
        name: the words.
        known: agencies that the page itself shows to be some (:func:`shown_agencies`).
    """
    forms, signs = _forms()
    name = name.strip(" \t\xa0.,:;-–—()[]*_|©")
    found = signs.get(name) or forms.get(name.lower().removeprefix("the ")) or forms.get(name.lower())
    return found or (name if name in known else None)


def agencies_in(credit: str, known: Known = NONE) -> list[str]:
    """The agencies that a credit names, in order: *Jane Roe / AFP*, *AFP with Reuters*."""
    found = [agency(part, known) for part in _SPLIT.split(credit)]
    return list(dict.fromkeys(name for name in found if name))


def shown_agencies(lines: Sequence[Line]) -> frozenset[str]:
    """Names that stand where only an agency's stands: (Xyz) after a place and before a dash, *the Xyz news agency*.

    A byline of one capitalised word is one if the word is such a name, or ends as agencies' names do; so is a sign
    of capitals that a text is credited to (*Text by: XYZ*).
    """
    found: set[str] = set()
    for number, line in enumerate(lines):
        if line.shown[1:].startswith(("ext by", "tory by", "ords by")) and (match := _TEXT_BY.match(line.shown)):
            following = lines[number + 1].shown if number + 1 < len(lines) else ""
            sign = match["sign"] or (following if match.end() == len(line.shown) and _SIGN.match(following) else "")
            if sign and sign.casefold() not in word_list("no_name"):
                found.add(sign)
        if " (" in line.shown and (match := _WIRE.match(line.shown[:120])):
            found.add(match.group(1))
        if any(word in line.shown for word in _CALLING):
            found.update(match.group(1) or match.group(2) for match in _CALLED.finditer(line.shown[:_FAR]))
        if line.shown[:2] in ("By", "by") and (match := _LONE.match(line.shown[:120])):
            found.update(name for name in match.groups() if name and name.casefold().endswith(_ends()))
    return frozenset(name for name in found if name.casefold() not in _no_agency())


def without_own(names: Sequence[str], publisher: str | None, url: str | None) -> list[str]:
    """The agencies without an unlisted sign (*KTVX*, *HarbourNow*) that is the page's own outlet.

    A station signs its datelines as well. A plain name stays: an agency that nobody has listed is the outlet of its
    own pages.
    """
    host = (urlsplit(url).hostname or "") if url else ""
    own = {key(publisher or "").removeprefix("the"), *map(key, host.split("."))}
    return [name for name in names if agency(name) or name[1:].islower() or key(name) not in own]


def holder_of(line: str, known: Known = NONE) -> str | None:
    """The agency that claims the rights in a line: *© 2031 Norwire. All rights reserved*."""
    match = _RIGHTS.match(line[:120])
    return agency(match["sign"], known) if match else None


def text_agencies(
    bylines: Sequence[str],
    body: Sequence[str],
    known: Known = NONE,
    *,
    dated: Sequence[str] = (),
    below: Sequence[str] = (),
) -> list[str]:
    """The agencies that a page credits with its text.

    Args:
        bylines: what stands after *By*.
        body: the lines of the body: a dateline opens the first ones, a sign may close the last ones.
        known: agencies that the page itself shows to be some.
        dated: lines with a date beside the headline: *4 March 2031 (Norwire)*, *Norwire, 4 March 2031*.
        below: lines under the body, where the rights in the text are claimed.
    """
    found = [name for line in bylines for name in agencies_in(line, known)]
    for line in dated:
        found += [name for part in _FIELDS.split(line) for name in [agency(part, known)] if name]
    found += [name for line in below for name in [holder_of(line, known)] if name]
    for line in body[:3]:
        for pattern in (_OPENING, _DATELINE):
            if match := pattern.match(line[:140]):
                found += agencies_in(match.group(1), known)
    for line in body[-2:]:
        if match := _CLOSING.search(line[-60:]):
            found += [name for name in [agency(match.group(1), known)] if name]
    return list(dict.fromkeys(found))
