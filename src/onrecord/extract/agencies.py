"""News agencies in bylines, datelines and credits (``codebooks/agencies.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from onrecord.errors import UsageError

_DATELINE = re.compile(r"^.{0,60}?\(([^()]{2,40})\) ?[-–—:]")
_OPENING = re.compile(r"^\(([^()]{2,40})\)")
_CLOSING = re.compile(r"(?:[-–—(/] ?|\[)([^()\[\]/–—-]{2,30})[)\]]?\.?$")
_SPLIT = re.compile(r"\s*(?:/|\||,|;|&|\band\b|\bwith\b|\+)\s*", re.IGNORECASE)


@cache
def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Long forms (lower case) and short signs (case kept, and upper case) with the agency's name.

    Raises:
        UsageError: if an entry has no name or no list of forms.
    """
    book = tomllib.loads(resources.files("onrecord.codebooks").joinpath("agencies.toml").read_text("utf-8"))
    forms: dict[str, str] = {}
    signs: dict[str, str] = {}
    for entry in book["agency"]:
        if (
            not isinstance(entry.get("name"), str)
            or not isinstance(entry.get("forms"), list)
            or not isinstance(entry.get("sign"), list)
        ):
            raise UsageError(f"agencies.toml: entry {entry!r} needs a name, a list forms and a list sign")
        for form in [entry["name"], *entry["forms"]]:
            if len(form) > 4:
                forms[form.lower()] = entry["name"]
        for sign in entry["sign"]:
            signs[sign] = entry["name"]
            signs[sign.upper()] = entry["name"]
    return forms, signs


def agency(name: str) -> str | None:
    """The agency that a byline, dateline or credit names as a whole, or ``None``."""
    forms, signs = _forms()
    name = name.strip(" \t\xa0.,:;-–—()[]*_|©")
    return signs.get(name) or forms.get(name.lower().removeprefix("the ")) or forms.get(name.lower())


def agencies_in(credit: str) -> list[str]:
    """The agencies that a credit names, in order: *Jane Roe / AFP*, *AFP with Reuters*."""
    found = [agency(part) for part in _SPLIT.split(credit)]
    return list(dict.fromkeys(name for name in found if name))


def text_agencies(bylines: Sequence[str], body: Sequence[str]) -> list[str]:
    """The agencies that a page credits with its text.

    Args:
        bylines: what stands after *By*.
        body: the lines of the body: a dateline opens the first ones, a sign may close the last ones.
    """
    found = [name for line in bylines for name in agencies_in(line)]
    for line in body[:3]:
        for pattern in (_OPENING, _DATELINE):
            if match := pattern.match(line):
                found += agencies_in(match.group(1))
    for line in body[-2:]:
        if match := _CLOSING.search(line[-60:]):
            found += [name for name in [agency(match.group(1))] if name]
    return list(dict.fromkeys(found))
