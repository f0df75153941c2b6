"""What the patterns of ``codebooks/time_rules.toml`` mean: each reader turns a match into type and form.

A reader answers ``None`` if the words name no time. In a form ``?`` stands for the direction that the
tense gives, ``~`` for the date last mentioned; ``compared``, ``period``, ``inyear:`` and ``second`` are
filled in from what the text said before (:mod:`onrecord.annotate.times`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.annotate.numbers import number_words, parse_number
from onrecord.annotate.times_words import time_words
from onrecord.records.annotation import TimexType

Match = re.Match[str]
Answer = tuple[TimexType, str] | tuple[TimexType, str, str | None] | None
"""TIMEX3 type, form, and perhaps a TIMEX3 modifier."""
Reader = Callable[[Match], Answer]


# --- pieces -----------------------------------------------------------------------------------------


def _word(match: Match, group: str) -> str:
    """The text of a group, lower case, one blank between words; empty if it took no part."""
    return " ".join((match[group] or "").lower().split()) if group in match.re.groupindex else ""


def _month(match: Match) -> int | None:
    """The month, unless the word is more likely a verb or something else."""
    raw = match["month"]
    name = raw.rstrip(".").lower()
    if name in ("may", "march", "mar", "sep", "jan", "dec") and not raw[0].isupper() and not _word(match, "day"):
        return None
    return time_words().months[name]


def _day(match: Match) -> int | None:
    text = _word(match, "day")
    number = number_words().ordinals.get(text) or int(re.sub(r"\D", "", text) or 0)
    return number if 1 <= number <= 31 else None


def _clock(text: str) -> str | None:
    """``18:00`` of *6 p.m.*; ``None`` if it is no time of day."""
    text = text.lower().strip()
    if text == "noon":
        return "12:00"
    if text == "midnight":
        return "24:00"
    numbers = re.findall(r"\d+", text)
    hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    if len(numbers[0]) == 4:
        hour, minute = divmod(hour, 100)
    if "p" in text and hour < 12:
        hour += 12
    elif "a" in text and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _tail(match: Match) -> str:
    """The part of the day or clock time that goes with a day, as the part of a relative form."""
    if clock := _word(match, "clock"):
        found = _clock(clock)
        return f":{found.replace(':', 'h')}" if found else ""
    part = _word(match, "part")
    return f":{time_words().dayparts[part]}" if part else ""


def _with_tail(match: Match, form: str) -> tuple[TimexType, str]:
    """A day form or day value with its time of day, typed."""
    tail = _tail(match)
    if not tail:
        return "DATE", form
    if ":" not in form:
        return "TIME", form + "T" + tail[1:].replace("h", ":")
    return "TIME", form + tail


_MODS = {"early": "START", "beginning": "START", "start": "START", "mid": "MID", "middle": "MID", "late": "END",
         "end": "END", "close": "END", "earlier": "START", "later": "END"}  # fmt: skip
_PARTS = {"early": "start", "beginning": "start", "start": "start", "mid": "mid", "middle": "mid", "late": "end",
          "end": "end", "close": "end", "earlier": "earlier", "later": "later"}  # fmt: skip


def _modifier(match: Match) -> str:
    """*early*, *end*... of the group ``mod``, or empty."""
    words = re.findall(r"[a-z]+", _word(match, "mod"))
    return next((word for word in words if word in _MODS), "")


def _parted(match: Match, form: str) -> tuple[TimexType, str, str | None]:
    """A longer date with the part that *early*, *end of* or *earlier* gives."""
    mod = _modifier(match)
    if not mod:
        return "DATE", form, None
    if ":" not in form:
        return "DATE", form, _MODS[mod]
    # The part is one of what is counted, not of what it is counted from: *the end of that week*.
    counted, at, base = form.partition("@")
    return "DATE", f"{counted}:{_PARTS[mod]}{at}{base}", _MODS[mod]


# --- readers: days ----------------------------------------------------------------------------------


def _full_date(match: Match) -> tuple[TimexType, str] | None:
    month, day = _month(match), _day(match)
    if month is None or day is None:
        return None
    return _with_tail(match, f"{int(match['year']):04d}-{month:02d}-{day:02d}")


def _month_day(match: Match) -> tuple[TimexType, str] | None:
    month, day = _month(match), _day(match)
    if month is None or day is None:
        return None
    if relative := _word(match, "ofyear"):
        return _with_tail(match, f"monthday:{month:02d}-{day:02d}:{_SHIFT[relative]}")
    if which := _word(match, "which"):
        return _with_tail(match, f"monthday:{month:02d}-{day:02d}:{_WHICH_DAY[which]}")
    return _with_tail(match, f"monthday:{month:02d}-{day:02d}:?")


def _iso_date(match: Match) -> tuple[TimexType, str]:
    return _with_tail(match, match["date"])


def _slash_date(match: Match) -> tuple[TimexType, str] | None:
    """A date in figures, read only if the order of day and month is plain."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month, day = (first, second) if second > 12 or first == second else (second, first)
    if (first <= 12 and second <= 12 and first != second) or month > 12 or day > 31:
        return None
    return "DATE", f"{year:04d}-{month:02d}-{day:02d}"


_SHIFT = {"last": "-1", "this": "0", "next": "1", "this coming": "0"}
_WHICH_DAY = {"": "?", "last": "before", "this past": "before", "past": "before", "next": "after", "this": "?",
              "this coming": "after", "coming": "after", "on": "?"}  # fmt: skip


def _weekday(match: Match) -> tuple[TimexType, str] | None:
    number = time_words().weekdays[_word(match, "weekday")]
    which = _word(match, "which")
    if which in ("the previous", "the following", "previous", "following"):
        return _with_tail(match, f"weekday:{number}:{'before' if 'prev' in which else 'after'}@~")
    if week := _word(match, "week"):
        return _with_tail(match, f"weekday:{number}:{_SHIFT[week]}")
    return _with_tail(match, f"weekday:{number}:{_WHICH_DAY[which]}")


def _weekday_set(match: Match) -> tuple[TimexType, str]:
    number = time_words().weekdays[_word(match, "weekday").removesuffix("s")]
    part = _word(match, "part").removesuffix("s")
    return "SET", f"XXXX-WXX-{number + 1}" + (f"T{time_words().dayparts[part]}" if part else "")


def _day_part(match: Match) -> tuple[TimexType, str]:
    """Such as *this morning*, *yesterday evening*, *mid-afternoon yesterday*."""
    offset = {"this": 0, "today": 0, "yesterday": -1, "last": -1, "tomorrow": 1}[_word(match, "when")]
    return _with_tail(match, f"day:{offset}")


def _clock_alone(match: Match) -> tuple[TimexType, str] | None:
    found = _clock(match["clock"])
    return ("TIME", f"T{found}") if found else None


def _holiday(match: Match) -> tuple[TimexType, str]:
    day = time_words().holidays[_word(match, "holiday").replace("’", "'")]
    which = _word(match, "which")
    if _word(match, "year"):
        return "DATE", f"{day}:0@{match['year']}"
    return "DATE", f"{day}:{ {'last': 'past', 'next': 'future'}.get(which, '?') }"


def _fixed(match: Match) -> tuple[TimexType, str] | None:
    entry = time_words().fixed[_word(match, "fixed")]
    return (entry[0], entry[1])  # type: ignore[return-value]


def _adjective(match: Match) -> tuple[TimexType, str] | None:
    entry = time_words().adjectives[_word(match, "adjective")]
    return (entry[0], entry[1])  # type: ignore[return-value]


# --- readers: months, seasons, quarters, years -------------------------------------------------------


def _month_year(match: Match) -> tuple[TimexType, str, str | None] | None:
    month = _month(match)
    if month is None:
        return None
    return _parted(match, f"{int(match['year']):04d}-{month:02d}")


def _month_written_year(match: Match) -> tuple[TimexType, str, str | None] | None:
    month, year = _month(match), parse_number(match["writtenyear"])
    return _parted(match, f"{year:04.0f}-{month:02d}") if month and year else None


def _month_alone(match: Match) -> tuple[TimexType, str, str | None] | None:
    month = _month(match)
    if month is None:
        return None
    which = _word(match, "which")
    if year := _word(match, "ofyear"):
        return _parted(match, f"monthname:{month:02d}:{_SHIFT[year]}")
    direction = {"last": "before", "this past": "before", "next": "after"}.get(which, "?")
    return _parted(match, f"monthname:{month:02d}:{direction}")


def _season(match: Match) -> tuple[TimexType, str, str | None]:
    season = time_words().seasons[_word(match, "season")]
    if year := _word(match, "year"):
        return _parted(match, f"{year}-{season}")
    if year := _word(match, "writtenyear"):
        return _parted(match, f"{parse_number(year):04.0f}-{season}")
    which = _word(match, "which")
    form = {"last": "before", "this past": "past", "next": "after", "this": "0"}.get(which, "?")
    return _parted(match, f"season:{season}:{form}")


def _shifted(match: Match) -> tuple[TimexType, str, str | None]:
    """*last week*, *early next year*, *the end of this month*."""
    which, unit = _word(match, "which"), _word(match, "calunit")
    offset = {"last": -1, "past": -1, "previous": -1, "latest": -1, "next": 1, "coming": 1}.get(which.split()[-1], 0)
    if which in ("the following", "that", "the same", "that same", "the previous"):
        step = {"the following": 1, "the previous": -1}.get(which, 0)
        return _parted(match, f"{unit}:{step}@~")
    return _parted(match, f"{unit}:{offset}")


def _the_unit(match: Match) -> tuple[TimexType, str, str | None]:
    """*the end of the month*, *earlier in the year*."""
    return _parted(match, f"{_word(match, 'calunit')}:0")


def _weekend(match: Match) -> tuple[TimexType, str]:
    which = _word(match, "which")
    return "DATE", {"last": "weekend:-1", "next": "weekend:1", "this past": "weekend:past"}.get(which, "weekend:?")


def _quarter(match: Match) -> tuple[TimexType, str] | None:
    number = number_words().ordinals.get(_word(match, "ord")) or int(re.sub(r"\D", "", match["ord"]))
    if not 1 <= number <= 4:
        return None
    if year := _word(match, "year") or _word(match, "year2"):
        return "DATE", f"{year}-Q{number}"
    if which := _word(match, "which"):
        return "DATE", f"quartername:{number}:{_SHIFT[which]}"
    if "ago" in match[0].lower() or "earlier" in match[0].lower():
        return "DATE", f"compared:{number}"
    return "DATE", f"quartername:{number}:?"


def _half(match: Match) -> tuple[TimexType, str]:
    number = "1" if _word(match, "half") in ("first", "1st") else "2"
    if year := _word(match, "year"):
        return "DATE", f"{year}-H{number}"
    which = _word(match, "which")
    return "DATE", f"half:{number}:{_SHIFT.get(which, '0')}"


def _year(match: Match) -> tuple[TimexType, str, str | None] | None:
    return _parted(match, f"{int(match['year']):04d}")


def _written_year(match: Match) -> tuple[TimexType, str, str | None] | None:
    value = parse_number(match["writtenyear"])
    return _parted(match, f"{value:04.0f}") if value and 1100 <= value < 2100 else None


def _decade(match: Match) -> tuple[TimexType, str, str | None]:
    if word := _word(match, "decade"):
        return _parted(match, f"19{time_words().decades[word]}X")
    digits = match["digits"]
    if len(digits) == 2:
        digits = ("20" if digits[0] in "01" else "19") + digits
    return _parted(match, f"{digits[:3]}X")


def _century(match: Match) -> tuple[TimexType, str, str | None] | None:
    number = number_words().ordinals.get(_word(match, "ord")) or int(re.sub(r"\D", "", match["ord"]))
    return _parted(match, f"{number - 1:02d}XX") if 1 <= number <= 21 else None


# --- readers: stretches of time -----------------------------------------------------------------------


def _amount(match: Match) -> str:
    """The number of a duration as TIMEX3 writes it; ``X`` if the words are vague."""
    text = _word(match, "num")
    if not text or text in ("several", "a few", "few", "many", "some", "recent", "the few"):
        return "X"
    if text in ("a couple of", "a couple", "couple of", "both"):
        return "2"
    if text in ("a", "an", "one", "another", "an additional", "each"):
        return "1"
    number = parse_number(text)
    return "X" if number is None else f"{number:g}" if number < 1e6 else f"{number:.0f}"


def duration_value(amount: str, unit: str) -> str | None:
    """``P3D`` of 3 and *days*; halves become smaller units (``P2Y6M``, ``PT5H30M``)."""
    shape = time_words().units[unit][1]
    if not shape:
        return None
    if shape in ("P#0Y", "P#00Y"):
        return shape.replace("#", amount) if amount != "X" else "PXY"
    if shape == "P#W2":
        return f"P{2 * int(float(amount))}W" if amount != "X" else "PXW"
    whole, point, rest = amount.partition(".")
    if point and rest == "5" and shape in ("P#Y", "PT#H"):
        return f"P{whole}Y6M" if shape == "P#Y" else f"PT{whole}H30M"
    if point and rest == "5" and shape == "PT#M":
        return f"PT{whole}M30S"
    if point and rest == "5" and shape == "P#D":
        return f"PT{int(float(amount) * 24)}H"
    return shape.replace("#", amount)


def _mod_of(match: Match) -> str | None:
    return time_words().mods.get(_word(match, "approx"))


def _duration(match: Match) -> tuple[TimexType, str, str | None] | None:
    amount = _amount(match)
    if _word(match, "half"):
        amount = f"{float(amount) + 0.5:g}"
    value = duration_value(amount, _word(match, "unit"))
    return ("DURATION", value, _mod_of(match)) if value else None


def _ago(match: Match) -> tuple[TimexType, str, str | None] | None:
    amount, unit = _amount(match), _word(match, "unit")
    form = time_words().units[unit][0]
    if amount == "X":
        return "DATE", "PAST_REF", _mod_of(match)
    if unit in ("fortnight", "fortnights"):
        return "DATE", f"week:{-2 * int(float(amount))}", _mod_of(match)
    if not form or "." in amount:
        value = duration_value(amount, unit)
        return ("DURATION", value, _mod_of(match)) if value else None
    if form in ("decade", "century"):
        form, amount = "year", f"{int(amount) * (10 if form == 'decade' else 100)}"
    return "DATE", f"{form}:-{amount}", _mod_of(match)


def _ahead(match: Match) -> tuple[TimexType, str] | None:
    """*a week from now*."""
    amount, unit = _amount(match), _word(match, "unit")
    form = time_words().units[unit][0]
    return ("DATE", f"{form}:{amount}") if form and amount != "X" and "." not in amount else ("DATE", "FUTURE_REF")


def _every(match: Match) -> tuple[TimexType, str] | None:
    amount, unit = _amount(match) if _word(match, "num") else "1", _word(match, "unit")
    value = duration_value(amount, unit)
    return ("SET", value) if value else None


def _every_month(match: Match) -> tuple[TimexType, str] | None:
    if _word(match, "season"):
        return "SET", f"XXXX-{time_words().seasons[_word(match, 'season')]}"
    month = _month(match)
    return ("SET", f"XXXX-{month:02d}") if month else None


def _recent(match: Match) -> tuple[TimexType, str] | None:
    """*recent weeks* PXW, *coming months*."""
    value = duration_value("X", _word(match, "unit"))
    return ("DURATION", value) if value else None


def _clock_day(match: Match) -> tuple[TimexType, str]:
    """*6 p.m. yesterday*."""
    when = _word(match, "when").split()[0]
    return _with_tail(match, f"day:{ {'yesterday': -1, 'tomorrow': 1}.get(when, 0) }")


def _next_part(match: Match) -> tuple[TimexType, str]:
    """*the next morning*."""
    return "TIME", f"day:1:{time_words().dayparts[_word(match, 'part')]}@~"


def _week_of(match: Match) -> tuple[TimexType, str] | None:
    """*the week of March 6*."""
    month, day = _month(match), _day(match)
    return ("DATE", f"week:0@monthday:{month:02d}-{day:02d}:?") if month and day else None


def _year_ended(match: Match) -> tuple[TimexType, str]:
    """*the year ended June 30*: a stretch; *the quarter ended*: the one spoken of."""
    return ("DURATION", "P1Y") if _word(match, "unit") == "year" else ("DATE", "period")


def _for_the_year(match: Match) -> tuple[TimexType, str]:
    """*sales for the full year*."""
    unit = _word(match, "calunit")
    return "DATE", "period" if unit == "quarter" else f"{unit}:0"


def _in_period_of_year(match: Match) -> tuple[TimexType, str]:
    """*the 1988 period*: the quarter spoken of, in that year."""
    return "DATE", f"inyear:{match['year']}"


def _last_long_unit(match: Match) -> tuple[TimexType, str]:
    """*the past decade*."""
    return "DURATION", duration_value("1", _word(match, "unit")) or "P10Y"


def _long_unit(match: Match) -> tuple[TimexType, str]:
    """*decades-long*, *day-long*."""
    unit = _word(match, "unit")
    return "DURATION", duration_value("X" if unit.endswith("s") else "1", unit) or "PX"


READERS: dict[str, Reader] = {
    "adjective": _adjective,
    "ago": _ago,
    "ahead": _ahead,
    "century": _century,
    "clock_alone": _clock_alone,
    "clock_day": _clock_day,
    "day_part": _day_part,
    "decade": _decade,
    "duration": _duration,
    "every": _every,
    "every_month": _every_month,
    "fixed": _fixed,
    "for_the_year": _for_the_year,
    "full_date": _full_date,
    "half": _half,
    "holiday": _holiday,
    "in_period_of_year": _in_period_of_year,
    "iso_date": _iso_date,
    "last_long_unit": _last_long_unit,
    "long_unit": _long_unit,
    "month_alone": _month_alone,
    "month_day": _month_day,
    "month_written_year": _month_written_year,
    "month_year": _month_year,
    "next_part": _next_part,
    "quarter": _quarter,
    "recent": _recent,
    "season": _season,
    "shifted": _shifted,
    "slash_date": _slash_date,
    "the_unit": _the_unit,
    "week_of": _week_of,
    "weekday": _weekday,
    "weekday_set": _weekday_set,
    "weekend": _weekend,
    "written_year": _written_year,
    "year": _year,
    "year_ended": _year_ended,
}
"""The readers by the name that ``codebooks/time_rules.toml`` calls them."""
