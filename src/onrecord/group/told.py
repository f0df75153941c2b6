"""To which agencies somebody speaks in a text: such words are the agency's, whoever prints them."""

from __future__ import annotations

import re
from functools import cache

from onrecord.codebooks.news import agencies


@cache
def _names() -> dict[str, str]:
    """Every form of an agency's name, with the name to show."""
    return {form: one.name for one in agencies() for form in (one.name, *one.forms, *one.sign)}


@cache
def _pattern() -> re.Pattern[str]:
    """Somebody speaking to an agency: *told Reuters*, *in an interview with The Associated Press*."""
    forms = "|".join(re.escape(form) for form in sorted(_names(), key=lambda form: (-len(form), form)))
    return re.compile(rf"\b(?:told|telling|interview with|spoke to|spoke with) (?:[Tt]he )?({forms})\b")


def told_agencies(text: str) -> frozenset[str]:
    """The agencies to which somebody speaks in a text."""
    names = _names()
    return frozenset(names[match[1]] for match in _pattern().finditer(text))
