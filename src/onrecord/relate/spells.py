"""Days, months and years told right beside what happened: *died on Saturday night*, *was arrested in March 2033*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.records import Article, Span, TimeExpression
from onrecord.relate.known import Known

_VALUE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T\S+)?)?)?$")
_APART = re.compile(r"[;:]|,\s|\b(?:and|but|after|when|since|while|before|until|who|which|that)\b")
"""What begins another clause."""
_LATE = re.compile(r"\b(?:night|early|midnight|dawn|hours)\b", re.I)
"""What lies so near the turn of a day that two reporters may give two days."""
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Spell:
    """A day, month or year."""

    first: date
    last: date
    late: bool
    """Whether it may be given as the day before or after."""

    def apart(self, other: Spell) -> bool:
        """Whether two spells cannot be one time."""
        gap = max((self.first - other.last).days, (other.first - self.last).days)
        return gap > (1 if self.late or other.late else 0)


class Spells:
    """Looks up the times that a page tells beside what happened."""

    def __init__(self, known: Known, article: Article) -> None:
        """Read the times of a page."""
        self._article, self._known = article, known
        self._times: list[TimeExpression] | None = None

    def beside(self, clause: Span, cue: Span) -> tuple[Spell, ...]:
        """The one day, month or year in the part of a clause around a cue; none if there are several."""
        low, high = cue.start - clause.start, cue.end - clause.start
        start = max((m.end() for m in _APART.finditer(clause.exact, 0, low)), default=0)
        end = min((m.start() for m in _APART.finditer(clause.exact, high)), default=len(clause.exact))
        near = Span(clause.start + start, clause.start + end, self._article.text)
        if self._times is None:
            times = self._known.times_in(self._article.id)
            self._times = [time for time in times if time.type in ("DATE", "TIME")]
        found = [
            spell for time in self._times if near.contains(time.span) and (spell := spell_of(time, near)) is not None
        ]
        return tuple(found) if len(found) == 1 else ()


def spell_of(time: TimeExpression, near: Span) -> Spell | None:
    """A time as a spell; ``None`` if it is no day, month or year."""
    match = _VALUE.match(time.value or "")
    if match is None:
        return None
    year, month = int(match["year"]), int(match["month"] or 1)
    late = bool(_LATE.search(near.exact))
    try:
        if match["day"]:
            day = date(year, month, int(match["day"]))
            return Spell(day, day, late)
        first = date(year, month, 1)
        end = date(year + 1, 1, 1) if not match["month"] or month == _DECEMBER else date(year, month + 1, 1)
    except ValueError:
        return None
    return Spell(first, end - timedelta(days=1), late)
