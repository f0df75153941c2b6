"""Names of days and months in English text, as several ways to compare pages need them."""

from __future__ import annotations

import re
from functools import cache

from onrecord.codebooks.news import months

WEEKDAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
"""A pattern for a day of the week, without what stands around it."""
WEEKDAY = re.compile(rf"\b{WEEKDAYS}\b")
"""A day of the week as a word."""


@cache
def calendar() -> frozenset[str]:
    """The days of the week and the months in lower case: names that tell nothing of what a page is about."""
    return frozenset(names[0] for section in ("months", "weekdays") for names in months()[section])
