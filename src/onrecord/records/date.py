"""Dates as intervals with the reason for believing them (EDTF interval + basis + evidence)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import RecordError
from onrecord.records.span import Span

DateBasis = Literal["stated", "resolved", "inferred", "published", "unknown"]
"""How a date is known.

``stated``: the page gives the calendar date itself; ``resolved``: words such as *on Thursday*,
counted from a known day; ``inferred``: from the rest of the pile; ``published``: bounded by the day
of publication alone; ``unknown``: nothing is claimed.
"""


@dataclass(frozen=True, slots=True)
class DateInterval:
    """The days between which something lies, both ends included. A guess is never written as a fact.

    Raises:
        RecordError: if an end is no ISO day, the ends are out of order, or a known date has no end.
    """

    earliest: str | None = None
    """First possible day, ``YYYY-MM-DD``, or ``None`` for no lower bound."""
    latest: str | None = None
    """Last possible day, ``YYYY-MM-DD``, or ``None`` for no upper bound."""
    basis: DateBasis = "unknown"
    """How the interval is known."""
    evidence: tuple[Span, ...] = ()
    """The words of the page that give the date."""

    def __post_init__(self) -> None:
        """Check the two ends."""
        for end in (self.earliest, self.latest):
            if end is not None:
                try:
                    dt.date.fromisoformat(end)
                except ValueError as why:
                    raise RecordError(f"{end!r} is no day: {why}") from None
        if self.earliest and self.latest and self.earliest > self.latest:
            raise RecordError(f"the interval {self.earliest}/{self.latest} ends before it starts")

    @property
    def day(self) -> dt.date | None:
        """The one day that the interval holds, or ``None`` if it is wider or open."""
        if self.earliest is None or self.earliest != self.latest:
            return None
        return dt.date.fromisoformat(self.earliest)

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return self.earliest is not None or self.latest is not None

    @classmethod
    def on(cls, day: dt.date, basis: DateBasis, evidence: tuple[Span, ...] = ()) -> DateInterval:
        """The interval of one day."""
        return cls(day.isoformat(), day.isoformat(), basis, evidence)


UNKNOWN_DATE = DateInterval()
"""Nothing is known about the day."""
