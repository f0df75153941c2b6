"""The grammar of time expressions: patterns over a paragraph, and what each says.

Each rule is a pattern and a reader. In a pattern ``{MONTH}`` is a piece of :mod:`times_words` and
``<MONTH>`` the same as the group ``month``. A reader turns a match into a :class:`Reading`, or ``None``
if the words name no time. Of overlapping readings the first, then the longest, is kept.

In a form ``?`` stands for the direction that the tense gives, and ``~`` for the date last mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.annotate.numbers import number_words, parse_number
from onrecord.annotate.times_words import time_words
from onrecord.records.annotation import TimexType

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of a paragraph says about time."""

    start: int
    """First character in the paragraph."""
    end: int
    """One past the last."""
    type: TimexType
    """TIMEX3 type."""
    form: str
    """A value or a relative form, with ``?`` and ``~`` not yet filled in."""
    mod: str | None = None
    """TIMEX3 modifier."""
    rule: str = ""
    """The rule that read it."""


Reader = Callable[[Match], tuple[TimexType, str] | tuple[TimexType, str, str | None] | None]


def read_paragraph(text: str) -> list[Reading]:
    """The time expressions of a paragraph, without overlap, in text order."""
    found = sorted(_all(text), key=lambda item: (item.start, -item.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return kept


def _all(text: str) -> Iterator[Reading]:
    for name, pattern, reader in rules():
        for match in pattern.finditer(text):
            read = reader(match)
            if read is not None:
                start, end = match.span("x") if "x" in pattern.groupindex else match.span()
                mod = read[2] if len(read) == 3 else None
                yield Reading(start, end, read[0], read[1], mod, name)


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
    return "DATE", f"{form}:{_PARTS[mod]}" if ":" in form else form, _MODS[mod]


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
    """*this morning*, *yesterday evening*, *mid-afternoon yesterday*."""
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


def _compared(match: Match) -> tuple[TimexType, str]:
    """*a year earlier*: as long a period as the one compared."""
    return "DATE", "compared"


def _same_period(match: Match) -> tuple[TimexType, str]:
    """*the quarter*, *the latest period*: the one last spoken of."""
    return "DATE", "period"


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
    form, shape = time_words().units[unit]
    if amount == "X":
        return "DATE", "PAST_REF", _mod_of(match)
    if unit in ("fortnight", "fortnights"):
        return "DATE", f"week:{-2 * int(float(amount))}", _mod_of(match)
    if not form or "." in amount:
        value = duration_value(amount, unit)
        return ("DURATION", value, _mod_of(match)) if value else None
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


def _value(kind: TimexType, value: str) -> Reader:
    """A reader that always answers the same."""
    return lambda match: (kind, value)


def _recent(match: Match) -> tuple[TimexType, str] | None:
    """*recent weeks* PXW, *coming months*."""
    value = duration_value("X", _word(match, "unit"))
    return ("DURATION", value) if value else None


_EARLY = r"(?P<mod>early|late|mid|earlier|later|(?:the\s+)?(?:beginning|start|middle|end|close)\s+of)"
_TIME_BEFORE = r"(?:<CLOCK>(?:\s*{ZONE})?,?\s+(?:on\s+)?)?"
_TIME_AFTER = r"(?:,?\s+(?:at\s+)?(?P<part>{PART})\b)?"
_LIMIT = r"(?:(?!over\s+(?:several|few|many|some|the|a\s+few))<APPROX>\s+)?"
_VAGUE_NUM = r"(?P<num>{NUM}|several|(?:a\s+|the\s+)?few|(?:a\s+)?couple(?:\s+of)?|a|an|another|an\s+additional)"
_NUM_ONLY = r"(?P<num>{NUM}|several|(?:a\s+)?few|(?:a\s+)?couple(?:\s+of)?|many|some)"
_FRAME = r"(?:(?:(?:the|these|those)\s+)?(?:last|past|next|first|coming|previous|latest|recent|final|following)\s+)"

_RULES: tuple[tuple[str, str, Reader], ...] = (
    ("full date", _TIME_BEFORE + r"{ANYDAY}?<MONTH>\s*<DAY>,?\s*<YEAR>", _full_date),
    ("full date", r"{ANYDAY}?(?:the\s+)?<DAY>(?:\s+of)?\s+<MONTH>,?\s+<YEAR>", _full_date),
    ("month day", _TIME_BEFORE + r"(?:(?P<which>this\s+coming|this\s+past|last|next|this)\s+)?{ANYDAY}?<MONTH>\s+(?:the\s+)?<DAY>(?!\s+\d|,\s*\d{4})(?:\s+(?P<ofyear>last|this|next)\s+year)?", _month_day),
    ("month day", _TIME_BEFORE + r"{ANYDAY}?<DAY>(?:\s+of)?\s+<MONTH>(?!\s+\d|,\s*\d{4})", _month_day),
    ("second day", r"{MONTH}\s+{DAY}\s*(?:-|–|to|and|or|through|until)\s*(?P<x>\d{1,2})(?![\d:%]|,\d|\.\d|\s*(?:a|p)\.?m)", _value("DATE", "second")),
    ("iso date", r"(?P<date>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[T ]<CLOCK>)?", _iso_date),
    ("slash date", r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])", _slash_date),
    ("weekday", _TIME_BEFORE + r"(?:(?P<which>this\s+past|this\s+coming|last|next|this|past|coming|(?:the\s+)?previous|(?:the\s+)?following)\s+)?<WEEKDAY>" + _TIME_AFTER, _weekday),
    ("weekday", r"(?:early|earlier|late|later|mid)\s+(?:on\s+)?<WEEKDAY>" + _TIME_AFTER, _weekday),
    ("weekday", r"<WEEKDAY>\s+(?:of\s+)?(?P<week>last|this|next)\s+week", _weekday),
    ("weekday time", r"<WEEKDAY>(?:,?\s+at)?\s+<CLOCK>(?:\s*{ZONE})?", _weekday),
    ("weekday set", r"(?:each|every)\s+<WEEKDAY>(?:\s+(?P<part>{PART}))?", _weekday_set),
    ("weekday set", r"(?P<weekday>{WEEKDAY}s)(?:\s+(?P<part>{PART}s?))?|(?P<y>(?!))", _weekday_set),
    ("day part", r"(?:(?:early|earlier|late|later)\s+)?(?P<when>this|yesterday|tomorrow|last)\s+(?P<part>{PART})", _day_part),
    ("day part", r"(?:mid-|early\s+|late\s+)?(?P<part>{PART})\s+(?P<when>yesterday|tomorrow|today)", _day_part),
    ("day part", r"<CLOCK>(?:\s*{ZONE})?\s+(?P<when>yesterday|tomorrow|today|this\s+(?:morning|afternoon|evening))", lambda m: _with_tail(m, "day:" + {"y": "-1", "t": "1"}[m["when"][0].lower()]) if m["when"][:3].lower() in ("yes", "tom") else _with_tail(m, "day:0")),
    ("day part", r"(?:early|earlier|late|later)\s+(?P<when>today|yesterday|tomorrow)", _day_part),
    ("clock", r"(?:(?:about|around|approximately)\s+)?(?:<CLOCK>)(?:\s*{ZONE})?", _clock_alone),
    ("that day", r"(?:earlier\s+|later\s+)?(?:that(?:\s+same)?|the\s+same)\s+day", _value("DATE", "day:0@~")),
    ("next day", r"the\s+(?:next|following)\s+day", _value("DATE", "day:1@~")),
    ("previous day", r"the\s+(?:previous\s+day|day\s+before)", _value("DATE", "day:-1@~")),
    ("next morning", r"the\s+(?:next|following)\s+(?P<part>{PART})", lambda m: ("TIME", f"day:1:{time_words().dayparts[_word(m, 'part')]}@~")),
    ("earlier in the day", r"(?:earlier|later)\s+in\s+the\s+day", _value("DATE", "day:0@~")),
    ("holiday", r"(?:(?P<which>last|this|next)\s+)?<HOLIDAY>(?:,?\s+<YEAR>)?", _holiday),
    ("fixed", r"<FIXED>", _fixed),
    ("adjective", r"<ADJECTIVE>", _adjective),
    ("month year", rf"(?:{_EARLY}[\s-]+)?" + r"<MONTH>(?:\s+of)?,?\s+<YEAR>", _month_year),
    ("month year", rf"(?:{_EARLY}[\s-]+)?" + r"<MONTH>(?:\s+of)?,?\s+<WRITTENYEAR>", _month_written_year),
    ("month", rf"(?:{_EARLY}[\s-]+)?" + r"(?:(?P<which>last|this\s+past|this|next)\s+)?<MONTH>(?:\s+(?:of\s+)?(?P<ofyear>last|this|next)\s+year)?", _month_alone),
    ("season", rf"(?:{_EARLY}[\s-]+)?" + r"(?:(?P<which>last|this\s+past|this|next|the)\s+)<SEASON>(?:\s+of\s+<YEAR>|\s+of\s+<WRITTENYEAR>)?", _season),
    ("season", r"<SEASON>\s+(?:of\s+)?<YEAR>", _season),
    ("week of", r"the\s+week\s+of\s+(?P<month>{MONTH})\s+(?P<day>{DAY})", lambda m: ("DATE", f"week:0@monthday:{_month(m) or 1:02d}-{_day(m) or 1:02d}:?")),
    ("shifted", rf"(?:{_EARLY}[\s-]+)?" + r"(?P<which>this\s+past|this\s+coming|last|next|this|(?:the\s+)?(?:current|coming|previous|following|latest)|the\s+last|the\s+next|the\s+past|(?:that|the)(?:\s+same)|that)\s+(?:fiscal\s+|financial\s+|calendar\s+)?<CALUNIT>", _shifted),
    ("year ended", r"(?:the\s+)?(?:fiscal\s+|full\s+|financial\s+)?(?P<unit>year|quarter)(?=\s+(?:ended|ending|that\s+ended))", lambda m: ("DURATION", "P1Y") if _word(m, "unit") == "year" else ("DATE", "period")),
    ("for the year", r"(?:for|of|during|in|throughout)\s+(?P<x>the\s+(?:fiscal\s+|full\s+|whole\s+)?<CALUNIT>)", lambda m: ("DATE", f"{_word(m, 'calunit')}:0") if _word(m, "calunit") != "quarter" else ("DATE", "period")),
    ("the unit", rf"{_EARLY}\s+" + r"(?:in\s+)?(?:the\s+)<CALUNIT>", _the_unit),
    ("year end", r"(?:the\s+)?(?:year['’]?s?[\s-]+end)", _value("DATE", "year:0:end")),
    ("month end", r"(?:the\s+)?month[\s-]end", _value("DATE", "month:0:end")),
    ("weekend", r"(?:(?:over\s+)?(?P<x>(?:(?P<which>this\s+past|this\s+coming|last|next|this|the)\s+)weekend))", _weekend),
    ("quarter", r"(?:the\s+)?(?:fiscal[\s-]+)?(?:(?:year-(?:ago|earlier))\s+)?<ORD>(?:\s+fiscal)?[\s-]+quarter(?:\s+(?:of|in)\s+(?:fiscal\s+)?(?:<YEAR>|(?P<which>last|this|next)\s+year))?", _quarter),
    ("quarter", r"(?:the\s+)?(?:fiscal\s+)?<YEAR>(?:['’]s)?\s+<ORD>(?:\s+fiscal)?[\s-]+quarter", _quarter),
    ("quarter", r"(?P<which>last|this|next)\s+year['’]s\s+<ORD>(?:\s+fiscal)?[\s-]+quarter", _quarter),
    ("quarter", r"Q(?P<ord>[1-4])(?:\s+(?:of\s+)?<YEAR>)?", _quarter),
    ("half", r"(?:the\s+)?(?P<half>first|second|last|latter)[\s-]+half(?:\s+of\s+(?:<YEAR>|(?:(?P<which>last|this|next)|the)\s+year))", _half),
    ("compared", r"(?:a|one|the)\s+year\s+(?:ago|earlier|before)|(?:the\s+)?year-(?:ago|earlier)(?:\s+(?:period|quarter))?|(?:the\s+)?(?:corresponding|comparable|same)\s+(?:period|quarter)(?:\s+(?:of\s+)?last\s+year)|(?:the\s+)?(?:quarter|period)\s+a\s+year\s+(?:ago|earlier)|last\s+year['’]s\s+quarter", _compared),
    ("period", r"(?:the|its)\s+(?:latest\s+)?(?:quarter|period)(?!\s+of)|the\s+latest\s+(?:quarter|period)", _same_period),
    ("year", rf"(?:{_EARLY}[\s-]+)?" + r"(?:(?:the\s+)?(?:fiscal|financial|calendar)\s+(?:year\s+)?|the\s+year\s+)?<YEAR>", _year),
    ("period of year", r"the\s+<YEAR>\s+(?:period|quarter)", lambda m: ("DATE", f"inyear:{m['year']}")),
    ("year", rf"(?:{_EARLY}[\s-]+)?" + r"(?:the\s+year\s+)?<WRITTENYEAR>", _written_year),
    ("decade", rf"(?:(?:the\s+)?{_EARLY}[\s-]+)?" + r"(?:the\s+)?(?:(?P<digits>(?:1[5-9]|20)\d0)['’]?s\b|['’](?P<x0>)(?P<y0>)(?!))", _decade),
    ("decade", rf"(?:(?:the\s+)?{_EARLY}[\s-]+)?(?:the\s+)?" + r"['’](?P<digits>\d0)s\b", _decade),
    ("decade", r"the\s+(?:(?P<mod>early|late|mid)[\s-]+)?<DECADE>", _decade),
    ("century", rf"(?:(?:the\s+)?{_EARLY}[\s-]+)?(?:the\s+)?" + r"<ORD>[\s-]+century", _century),
    ("ago", _LIMIT + _VAGUE_NUM + r"\s+(?P<unit>{UNIT})(?:\s+or\s+so)?\s+ago", _ago),
    ("ago", r"(?P<unit>weeks|months|years|days|decades|hours|minutes|centuries)\s+ago", lambda m: ("DATE", "PAST_REF")),
    ("from now", _VAGUE_NUM + r"\s+(?P<unit>{UNIT})\s+from\s+(?:now|today)", _ahead),
    ("duration", r"(?:at\s+least\s+)?(?:a\s+|the\s+)?" + _FRAME + _NUM_ONLY + r"\s+(?:\w+\s+)?(?P<unit>{UNIT})", _duration),
    ("duration", _LIMIT + r"(?:the\s+)?" + _NUM_ONLY + r"\s+(?:(?:more|full|straight|consecutive|whole|trading|business|working|additional|extra)\s+)?(?P<unit>{UNIT})(?:\s+and\s+a\s+(?P<half>half))?", _duration),
    ("duration", r"(?:the\s+)?(?:last|past)\s+(?P<unit>decade|century)", lambda m: ("DURATION", duration_value("1", _word(m, "unit")) or "P10Y")),
    ("duration", _LIMIT + r"(?P<num>a|an|one|another|an\s+additional|a\s+full)\s+(?P<unit>{UNIT})(?:\s+and\s+a\s+(?P<half>half))?(?![\s-]+(?:ago|earlier)\b)", _duration),
    ("duration", r"(?:{NUM}\s*(?:-|–|to|or)\s*)" + r"(?P<num>{NUM})[\s-]+(?P<unit>{UNIT})", _duration),
    ("hyphened", r"(?P<num>{NUM})-(?P<unit>{UNIT})(?:-long)?(?!-?old)", _duration),
    ("hyphened", r"several-(?P<unit>{UNIT})|(?P<y1>(?!))", _recent),
    ("long", r"(?P<unit>{UNIT})-long", lambda m: ("DURATION", duration_value("X" if _word(m, "unit").endswith("s") else "1", _word(m, "unit")) or "PX")),
    ("recent", r"(?:recent|coming|past|future|the\s+last|the\s+past|the\s+next|many|long)\s+(?P<unit>days|weeks|months|quarters|years|decades|hours|minutes|centuries)", _recent),
    ("bare plural", r"(?P<unit>days|weeks|months|years|decades|hours|centuries)", _recent),
    ("set", r"(?:each|every)\s+(?:(?P<num>{NUM}|few|other)\s+)?(?P<unit>{UNIT})", _every),
    ("set", r"(?:each|every)\s+(?:<MONTH>|<SEASON>)", _every_month),
    ("set", r"(?:once|twice|{NUM}\s+times)\s+(?P<num>a|each|every)\s+(?P<unit>{UNIT})", _every),
)  # fmt: skip


@cache
def rules() -> tuple[tuple[str, re.Pattern[str], Reader], ...]:
    """The rules with their patterns compiled."""
    blocks = time_words().blocks
    compiled = []
    for name, pattern, reader in _RULES:
        for block, piece in blocks.items():
            pattern = pattern.replace("{" + block + "}", piece)
            pattern = pattern.replace(f"<{block}>", f"(?P<{block.lower()}>{piece})")
        compiled.append((name, re.compile(rf"(?<![\w$£€-])(?:{pattern})(?![\w])", re.IGNORECASE), reader))
    return tuple(compiled)
