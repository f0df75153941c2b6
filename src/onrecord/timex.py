"""Words for days as a count from a known day: how *last Thursday* becomes a date once the day is known.

A relative form is a short text that a :class:`~onrecord.records.TimeExpression` carries, so that it
can be resolved again when the pile dates an undated page.
"""

from __future__ import annotations

import datetime as dt


def resolve(relative: str, reference: dt.date) -> str:
    """The TIMEX3 value that ``relative`` has for a page of day ``reference``."""
    raise NotImplementedError


def interval(value: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a TIMEX3 value, or ``None`` if it is no date (``P3D``, ``PRESENT_REF``)."""
    raise NotImplementedError
