"""Loads the codebook of office holders: who held which office from when to when."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.actors import SECTORS
from onrecord.codebooks.book import book_text
from onrecord.errors import UsageError

Key = tuple[str, ...]

_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_AS_OF = re.compile(r"^# as of: (\d{4}-\d\d)$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")
_SPELLINGS = (
    (re.compile(r"\bm[ou]h+am+[ae]d\b"), "mohamed"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"y"), "i"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"(.)\1"), r"\1"),
)
"""What transcriptions write in different ways, and what they are levelled to."""
_SMALL = frozenset({"al", "el", "as", "ibn", "bin"})
_HEADS = re.compile(r"^(?:president|prime minister|premier|chancellor|taoiseach|leader)\b")
"""Offices whose holders are known by their last names alone."""
_FAMILY_FIRST = frozenset({"CHN", "HKG", "TWN", "KOR", "PRK", "VNM", "KHM", "MMR", "HUN", "MNG"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Somebody held an office."""

    name: str
    """The name to show."""
    office: str
    """The office in words."""
    country: str
    """ISO 3166-1 alpha-3 code, ``IGO`` or ``EUR``."""
    sector: str
    """PLOVER sector."""
    sector2: str
    """A second sector (``MIL`` of a defence minister), or an empty text."""
    first: str
    """First day that may belong to the office, ISO."""
    last: str
    """Last day that may belong to it, ISO; empty if it was held on the codebook's day."""
    line: int = 0
    """Line of the file."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the codebook says of somebody on a day."""

    name: str
    """The name to show."""
    country: str
    """The country of the office that was held then, or of the last one before."""
    sector: str | None
    """The sector on that day; ``ELI`` after the last office; ``None`` if nothing is known."""
    sector2: str | None
    """The second sector, if there is one."""


@dataclass(frozen=True, slots=True)
class Offices:
    """The codebook."""

    as_of: str
    """The last day that it knows, ISO."""
    by_name: Mapping[Key, Sequence[Fact]]
    """Levelled name -> facts, oldest first."""
    short: Mapping[Key, Sequence[str]]
    """Levelled short form (*Tavel*) -> the names that it may stand for, as keys of ``by_name`` joined by blanks."""

    def held(self, name: str, day: str | None) -> Held | None:
        """What somebody was on a day (ISO), by full name or a short form that one person bears."""
        day = day or self.as_of
        key = name_key(name)
        facts = self.by_name.get(key)
        if facts is None:
            bearers = [self.by_name[tuple(full.split())] for full in self.short.get(key, ())]
            fitting = [one for one in bearers if _on(one, day)] or [one for one in bearers if one[0].first <= day]
            if len({one[0].name for one in fitting}) != 1:
                return None
            facts = fitting[0]
        return self._state(facts, day)

    def on(self, name: str, day: str | None) -> list[Fact]:
        """The offices that somebody, named in full, held on a day (ISO) or ever; none for days after the codebook's."""
        if day is None:
            return list(self.by_name.get(name_key(name), ()))
        return [fact for fact in _on(self.by_name.get(name_key(name), ()), day) if fact.last or day <= self.as_of]

    def _state(self, facts: Sequence[Fact], day: str) -> Held | None:
        now = _on(facts, day)
        if now and day > self.as_of and not now[-1].last:
            return Held(now[-1].name, now[-1].country, None, None)
        if now:
            # A minister who sits in parliament too acts as a minister.
            best = min(now, key=lambda fact: (fact.sector in ("LEG", "PTY"), tuple(-ord(char) for char in fact.first)))
            return Held(best.name, best.country, best.sector, best.sector2 or None)
        past = [fact for fact in facts if fact.last and fact.last < day]
        if past:
            latest = max(past, key=lambda fact: fact.last)
            return Held(latest.name, latest.country, "ELI", None)
        return Held(facts[0].name, facts[0].country, None, None)


def name_key(name: str) -> Key:
    """The words of a name with what differs between spellings levelled."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("'", "").replace("’", "").replace("ı", "i")
    plain = "".join(char for char in plain if not unicodedata.combining(char)).replace("ø", "o").replace("ł", "l")
    for pattern, letter in _SPELLINGS:
        plain = pattern.sub(letter, plain)
    found = tuple(word for word in _WORD.findall(plain) if len(word) > 1 and word not in _SMALL)
    return found or tuple(_WORD.findall(plain))


def parse_offices(text: str, where: str = "offices.tsv") -> Offices:
    """Read a table of office holders.

    Raises:
        UsageError: if a line is malformed or contradicts another; the message names file, line and reason.
    """
    dated = _AS_OF.search(text)
    if dated is None:
        raise UsageError(f"codebook {where}: no line '# as of: YYYY-MM'")
    by_name: dict[Key, list[Fact]] = {}
    short: dict[Key, list[str]] = {}
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    for number, line in lines[1:]:
        fact, also = _fact(line, f"codebook {where}, line {number}", number)
        full = name_key(fact.name)
        for form in (fact.name, *(form for form in also if not form.endswith("*"))):
            _put(by_name.setdefault(name_key(form), []), fact, where)
        starred = [name_key(form) for form in also if form.endswith("*")]
        forms = list(starred)
        if _HEADS.match(fact.office) and len(full) > 1:
            forms.append(full[:1] if fact.country in _FAMILY_FIRST else full[-1:])
        for key in forms:
            if (len("".join(key)) > 2 or key in starred) and " ".join(full) not in short.setdefault(key, []):
                short[key].append(" ".join(full))
    for facts in by_name.values():
        facts.sort(key=lambda fact: fact.first)
    return Offices(_last_day(dated.group(1)), by_name, short)


def _fact(line: str, where: str, number: int) -> tuple[Fact, list[str]]:
    cells = line.split("\t")
    if len(cells) != 8:
        raise UsageError(f"{where}: {len(cells)} cells instead of 8 in {line!r}")
    name, also, office, country, sector, sector2, start, end = (cell.strip() for cell in cells)
    if not name or not office:
        raise UsageError(f"{where}: no name or no office in {line!r}")
    if not re.fullmatch(r"[A-Z]{3}", country):
        raise UsageError(f"{where}: {country!r} is no three-letter code of a country")
    for code in filter(None, (sector or "?", sector2)):
        if code not in SECTORS or code == "none":
            raise UsageError(f"{where}: {code!r} is no PLOVER sector")
    if not _DAY.fullmatch(start) or (end and not _DAY.fullmatch(end)):
        raise UsageError(f"{where}: {start!r} to {end!r} are not years or months as YYYY or YYYY-MM")
    first, last = _first_day(start), _last_day(end) if end else ""
    if last and last < first:
        raise UsageError(f"{where}: the office ends ({end}) before it begins ({start})")
    forms = [form.strip() for form in also.split(";") if form.strip()]
    return Fact(name, office, country, sector, sector2, first, last, number), forms


def _first_day(date: str) -> str:
    return f"{date}-01" if len(date) == 7 else f"{date}-01-01"


def _last_day(date: str) -> str:
    if len(date) == 4:
        return f"{date}-12-31"
    year, month = date.split("-")
    return f"{date}-{calendar.monthrange(int(year), int(month))[1]}"


def _put(facts: list[Fact], fact: Fact, where: str) -> None:
    """Add a fact, unless it says another country for the same name on the same day."""
    for other in facts:
        if other.line == fact.line:
            return
        # Whoever changes office within a month is in both that month.
        apart = (other.last and other.last[:7] <= fact.first[:7]) or (fact.last and fact.last[:7] <= other.first[:7])
        if other.country != fact.country and not apart:
            raise UsageError(
                f"codebook {where}, line {fact.line}: {fact.name!r} is of {fact.country} here and of {other.country} "
                f"in line {other.line} on the same days"
            )
    facts.append(fact)


def _on(facts: Sequence[Fact], day: str) -> list[Fact]:
    return [fact for fact in facts if fact.first <= day and (not fact.last or day <= fact.last)]


@cache
def offices() -> Offices:
    """The codebook that is shipped."""
    return parse_offices(book_text("offices.tsv"))


@cache
def offices_of(country: str) -> frozenset[str]:
    """The offices of a country, in words, that the codebook knows of."""
    return frozenset(fact.office for facts in offices().by_name.values() for fact in facts if fact.country == country)
