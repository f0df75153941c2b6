"""Who a string means: country, PLOVER sector and name of *Veldanian foreign ministry spokesman*, without a parse.

The codebooks name countries, bodies and offices; the noun that heads the string tells the sector; facts about office
holders answer for bare names on a day. Where none of them says anything the answer is empty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.codebooks.actors import (
    Entry,
    Role,
    flexible,
    former_words,
    known_names,
    pronouns,
    role_forms,
    string_fields,
    titles,
    united_nations,
)
from onrecord.codebooks.offices import Held, offices
from onrecord.codebooks.places import sites
from onrecord.errors import UsageError
from onrecord.resolve.string_names import (
    ARTICLES,
    PREPOSITIONS,
    Token,
    known_in,
    role_word,
    string_forms,
    tokens_of,
)

_BEFORE_GENERAL = frozenset({"secretary", "attorney", "director", "governor", "consul", "surgeon", "auditor"})
_PLACING = frozenset({"of", "for", "in", "at", "from", "across", "near", "on", "inside", "around", "within", ","})
"""Words behind which a country is the actor's own; not *to* and *with*."""
_ABROAD = frozenset(
    {"ambassador", "envoy", "consul", "attache", "representative", "embassy", "consulate", "delegation"}
)
_SMALL_NAMES = frozenset(
    {"al", "el", "bin", "ibn", "de", "la", "von", "van", "der", "da", "di", "du", "ould", "abu", "ben", "dos"}
)
_LEFT_OFFICE = frozenset({"GOV", "LEG", "MIL", "SPY", "COP", "JUD", "PTY"})
_SECOND = {"MIL": ("defence", "defense", "war"), "MED": ("health",), "EDU": ("education",), "AGR": ("agriculture",)}
_OFFICES = frozenset({"ministry", "minister", "secretary", "department", "undersecretary"})
_BESIDE = frozenset(
    {"supporter", "critic", "ally", "rival", "friend", "opponent", "partner", "fan", "guest", "observer"}
)
"""Nouns for those who are not what stands behind them."""
_MEN = frozenset({"man", "men"})


@dataclass(frozen=True, slots=True)
class ActorCode:
    """What a string says of its actor. An unknown cell is ``None``."""

    string: str
    """The string as given."""
    country: str | None = None
    """ISO 3166-1 alpha-3; ``XKX`` Kosovo, ``IGO`` a body of many states, ``UNO`` the United Nations, ``EUR`` the EU."""
    sector: str | None = None
    """PLOVER sector; ``UNK`` where there is an actor of unknown sector, ``JNK`` for a time."""
    sector2: str | None = None
    """A second sector: the army of a defence ministry, the media of a state agency."""
    name: str | None = None
    """The name to show, if the string names what the codebooks know, or has a name behind a role."""


def actor(string: str, date: str | dt.date | None = None, context: str | None = None) -> ActorCode:
    """Country, sector and name of the actor that a string means.

    Args:
        string: a name, a role, or a noun phrase: *Veldania's foreign minister*, *the central bank*, *gunmen*.
        date: the day for which offices are looked up (a date or ``YYYY-MM-DD``); without one, the day of the codebook.
        context: words around the string; the one country that they name is taken where the string has none.

    Raises:
        UsageError: if the date is none.
    """
    day = _day(date)
    reader = _Reader(string)
    found = reader.read(day)
    if found.country is None and found.sector not in (None, "JNK") and context:
        near = {one.entry.country for one in known_in(tokens_of(context)) if one.entry.country}
        if len(near) == 1:
            found = replace(found, country=near.pop())
    return found


def _day(date: str | dt.date | None) -> str | None:
    if date is None or date == "":
        return None
    if isinstance(date, dt.date):
        return date.isoformat()
    try:
        return dt.date.fromisoformat(date.strip()).isoformat()
    except ValueError:
        pass
    try:
        return dt.datetime.strptime(date.strip().title(), "%d %B %Y").date().isoformat()
    except ValueError as why:
        raise UsageError(f"{date!r} is no date; write it as 2024-03-07") from why


class _Reader:
    """Reads one string."""

    def __init__(self, string: str) -> None:
        self.string = string
        self.tokens = tokens_of(string)
        self.known = known_in(self.tokens)
        self.in_known = {i: one for one in self.known for i in range(one.first, one.end)}
        self.start, self.end, self.counted = self._segment()
        self.head = self._head()

    def read(self, day: str | None) -> ActorCode:
        if not self.tokens:
            return ActorCode(self.string)
        whole = self._whole(day)
        if whole is not None:
            return whole
        country, sector, sector2 = self._country(), None, None
        if self.head is not None:
            sector, sector2 = self._sector(self.head)
        name, held = self._person(day)
        if held is not None:
            country = country or held.country
            if sector is None or (held.sector not in (None, "ELI") and sector != "ELI"):
                sector, sector2 = held.sector or sector, held.sector2 or sector2
            name = held.name
        if sector is None and held is None:
            sector, sector2 = self._without_head()
        if sector is None and country is None:
            site = self._site()
            return ActorCode(self.string, site) if site else replace(self._misspelt(), string=self.string)
        return ActorCode(self.string, country, sector, sector2, name or self._body_name())

    def _segment(self) -> tuple[int, int, bool]:
        """The words up to the first preposition, or those behind *a group of*; and whether they were counted so."""
        start, counted = 0, False
        while True:
            end = next(
                (i for i in range(start, len(self.tokens)) if self._divides(i)),
                len(self.tokens),
            )
            opens = end < len(self.tokens) and self.tokens[end].low == "of" and end > start
            if opens and self.tokens[end - 1].low in flexible("counting") and end + 1 < len(self.tokens):
                start, counted = end + 1, True
                continue
            return start, end, counted

    def _divides(self, i: int) -> bool:
        one = self.in_known.get(i)
        inside = one is not None and i > one.first
        counts = self.tokens[i].low == "over" and i + 1 < len(self.tokens) and i == 0
        return self.tokens[i].low in PREPOSITIONS and not inside and not counts and i > 0

    def _head(self) -> int | None:
        """The last role noun of the segment that is no owner and no part of a name."""
        for i in range(self.end - 1, self.start - 1, -1):
            token = self.tokens[i]
            if i in self.in_known or (token.owner and i + 1 < self.end):
                continue
            low = token.low
            if (role_forms().get(low) or self._common(i)) and not self._inside_person(i):
                general = low == "general" and i > self.start and self.tokens[i - 1].low in _BEFORE_GENERAL
                return i - 1 if general else i
        return next(
            (i for i in range(self.start, self.end) if self.tokens[i].low in titles() and self._named_after(i)), None
        )

    def _common(self, i: int) -> bool:
        """Whether a word of the list for strings is used as a common noun, not within a person's name."""
        token = self.tokens[i]
        return token.low in string_forms() and (token.text[0].islower() or i == self.start or i + 1 == self.end)

    def _inside_person(self, i: int) -> bool:
        """Whether a word that could be a role is the last part of a personal name: *Ilsa Judge*."""
        if self.tokens[i].text[0].islower() or i == self.start:
            return False
        before = self.tokens[i - 1]
        plain = before.text[0].isupper() and role_word(before.text) is None and i - 1 not in self.in_known
        known = before.low in string_fields() or before.low in titles() or before.low in ("vice", "deputy", "prime")
        lone = i - self.start == 1 and i + 1 == len(self.tokens)
        return plain and not known and lone and not before.owner

    def _named_after(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and self.tokens[i + 1].text[0].isupper()

    # the whole string

    def _whole(self, day: str | None) -> ActorCode | None:
        """What a string says that is nothing but one known name, one pronoun or a person in the book of offices."""
        plain = [i for i, token in enumerate(self.tokens) if token.low not in ARTICLES]
        if len(self.tokens) == 1 and self.tokens[0].low in pronouns():
            return ActorCode(self.string, None, "UNK")
        if len(self.known) == 1 and plain and plain[0] == self.known[0].first and plain[-1] == self.known[0].end - 1:
            return self._entry(self.known[0].entry)
        held = offices().held(self.string, day) if self.tokens[0].text[0].isupper() else None
        if held is not None:
            return ActorCode(self.string, held.country, held.sector, held.sector2, held.name)
        return None

    def _entry(self, entry: Entry) -> ActorCode:
        sector = "CVL" if entry.what == "city" else entry.sector
        return ActorCode(self.string, _code(entry), sector, None, entry.text if entry.what == "capital" else entry.name)

    # country

    def _country(self) -> str | None:
        """The country nearest before the head, else of a name behind *of* or *in*."""
        head = self.head if self.head is not None else self.end
        before = [one for one in self.known if one.first < head and one.end > self.start - 1 and _code(one.entry)]
        own = [one for one in before if one.first >= self.start]
        linked = [
            one
            for one in own
            if one.end < len(self.tokens) and self.tokens[one.end].low in ("led", "backed", "speaking")
        ]
        for one in reversed([one for one in own if one not in linked]):
            return _code(one.entry)
        abroad = self.head is not None and self.tokens[self.head].low in _ABROAD
        for one in self.known:
            if one.first < head or not _code(one.entry):
                continue
            word = next((self.tokens[i].low for i in range(one.first - 1, -1, -1) if self._divides(i)), "of")
            if word in ("of", "from") or (word in _PLACING and not abroad) or one.first < self.end:
                return _code(one.entry)
        return _code(linked[-1].entry) if linked else None

    # sector

    def _sector(self, head: int) -> tuple[str | None, str | None]:
        low = self.tokens[head].low
        role = role_word(low) or Role(low, "person", titles().get(low), None)
        before = range(head - 1, self.start - 1, -1)
        sector = role.sector
        if sector is None or role.word in flexible("words"):
            own = None if role.word in ("agency", "network", "group", "service", "bureau", "channel") else sector
            behind = None if role.word in _BESIDE else self._behind(head)
            sector = self._field(before) or behind or own
        elif role.word in flexible("heads"):
            sector = self._led(head) or sector
        words = {self.tokens[i].low for i in (*before, *range(head, len(self.tokens)))}
        sector = self._special(role, head, words) or sector
        if role.kind == "person" and words & flexible("armed") and sector in ("CVL", "UNK", None):
            return "UAF", None
        if self._former(head) and role.kind == "person" and sector in _LEFT_OFFICE | {None}:
            return "ELI", None
        if low in _MEN and sector == "CVL" and "women" not in words:
            return "UNK", None
        return self._second(role, sector, words, before)

    def _special(self, role: Role, head: int, words: set[str]) -> str | None:
        """Nouns whose sector hangs on one more word."""
        if role.word == "bank" and ("central" in words or self._of_country(head)):
            return "GOV"
        if role.word == "party" and "opposition" in words:
            return "OPP"
        if role.word in ("service", "agency") and "security" in words:
            return "SPY"
        if role.sector == "GOV" and any(one.entry.sector == "IGO" for one in self.known if one.first < self.end):
            return "IGO"
        return None

    def _of_country(self, head: int) -> bool:
        one = self.in_known.get(head + 2)
        of = head + 2 < len(self.tokens) and self.tokens[head + 1].low == "of"
        return of and one is not None and one.entry.what == "country"

    def _second(self, role: Role, sector: str | None, words: set[str], before: range) -> tuple[str | None, str | None]:
        if role.word in ("protester", "protestor", "demonstrator", "activist"):
            against = any(word.startswith("anti") or word in ("opposition", "pro-democracy") for word in words)
            return (sector, None) if against or role.word == "activist" else ("CVL", "OPP")
        if sector == "JRN" and any(self.tokens[i].low in ("state", "state-run", "government") for i in before):
            return "GOV", "JRN"
        if sector == "GOV" and words & _OFFICES:
            return sector, next((code for code, of in _SECOND.items() if words & set(of)), None)
        return sector, None

    def _former(self, head: int) -> bool:
        return any(
            self.tokens[i].low in former_words() or self.tokens[i].low.startswith("ex-") for i in range(head + 1)
        )

    def _field(self, places: range) -> str | None:
        """What the nearest telling word among those at ``places`` says."""
        for i in places:
            one = self.in_known.get(i)
            if one is not None:
                if one.entry.sector and one.entry.what in ("seat", "body"):
                    return one.entry.sector
                continue
            low = self.tokens[i].low
            field = string_fields().get(low)
            if field:
                return field
            body = role_word(low)
            if (
                body is not None
                and body.sector
                and (body.kind == "organization" or self.tokens[i].owner or self._plural(low))
            ):
                return body.sector
            if body is not None and body.sector in ("REB", "UAF", "CRM", "REF", "OPP"):
                return body.sector
        return None

    def _plural(self, low: str) -> bool:
        return low.endswith("s") and low[:-1] in role_forms()

    def _behind(self, head: int) -> str | None:
        """What the words behind the head say: *spokesman of the rebel command*."""
        end = next(
            (i for i in range(head + 2, len(self.tokens)) if self.tokens[i].low in ("in", "who", "that", ",")), None
        )
        if head + 1 >= len(self.tokens) or self.tokens[head + 1].low not in (
            "of",
            "for",
            "in",
            "at",
            "with",
            "from",
            ",",
        ):
            return None
        return self._last_field(head + 2, end or len(self.tokens))

    def _led(self, head: int) -> str | None:
        """The sector of the body that a president or director leads, if it is none of a state."""
        if head + 1 >= len(self.tokens) or self.tokens[head + 1].low not in ("of", "for"):
            return None
        end = next((i for i in range(head + 2, len(self.tokens)) if self._divides(i)), len(self.tokens))
        return self._last_field(head + 2, end)

    def _last_field(self, start: int, end: int) -> str | None:
        """The sector of the noun that ends a stretch, or of the field before it."""
        if any(self.tokens[i].low in ("ministry", "government") for i in range(start, end)):
            return "GOV"
        last = role_word(self.tokens[end - 1].text) if end - 1 < len(self.tokens) else None
        if last is not None and last.sector not in (None, "UNK", "CVL") and last.word not in flexible("words"):
            return last.sector
        return self._field(range(end - 1, start - 1, -1))

    def _without_head(self) -> tuple[str | None, str | None]:
        """A string without a role noun: what its known body or its fields say."""
        bodies = [one.entry for one in self.known if one.entry.what in ("body", "seat")]
        if bodies and bodies[0].sector:
            return bodies[0].sector, None
        named = any(token.text[0].isupper() for i, token in enumerate(self.tokens) if i not in self.in_known)
        several = sum(token.low not in ARTICLES for token in self.tokens) > 1
        if several and (not named or len(self.tokens) > 2):
            return self._field(range(self.end - 1, self.start - 1, -1)), None
        return None, None

    # persons

    def _person(self, day: str | None) -> tuple[str | None, Held | None]:
        """The name in the string, and what the book of offices knows of its bearer."""
        for first, end in self._capitals():
            if first < self.start or end > self.end or (self.tokens[end - 1].owner and end < len(self.tokens)):
                continue
            text = " ".join(token.text for token in self.tokens[first:end])
            held = offices().held(text, day)
            if held is not None and (end - first > 1 or self.head is not None):
                return held.name, held
            if self.head is not None and end - first > 1 and first > self.head:
                return text, None
        return None, None

    def _capitals(self) -> Iterator[tuple[int, int]]:
        """Stretches of words with capitals that are neither known names nor roles, the longest first."""
        runs: list[tuple[int, int]] = []
        first: int | None = None
        for i, token in enumerate((*self.tokens, Token(",", False))):
            plain = i < len(self.tokens) and i not in self.in_known and token.low not in titles() and i != self.head
            part = plain and (token.text[0].isupper() or (first is not None and token.low in _SMALL_NAMES))
            if part and not (role_forms().get(token.low) and first is None):
                first = i if first is None else first
            elif first is not None:
                runs.append((first, i))
                first = None
        return iter(sorted(runs, key=lambda run: (run[0] - run[1], run[0])))

    def _body_name(self) -> str | None:
        """The body that the string names; without a role also the country."""
        bodies = [one.entry.name for one in self.known if one.entry.what in ("body", "seat")]
        if bodies:
            return bodies[-1]
        return self.known[0].entry.name if self.known and self.head is None and len(self.known) == 1 else None

    def _site(self) -> str | None:
        """The country of a place of the gazetteer that the whole string names, if all places of that name lie in it.

        One word is no evidence: *Austin* and *Charlotte* are persons as well. Large cities stand in ``cities.tsv``.
        """
        plain = [token.text for token in self.tokens if token.low not in ARTICLES]
        if len(plain) < 2 or not all(text[0].isupper() for text in plain):
            return None
        countries = {site.country for site in sites(" ".join(plain))}
        return countries.pop() if len(countries) == 1 else None

    def _misspelt(self) -> ActorCode:
        """A country or people of six letters and more in which two letters are swapped or one is wrong."""
        plain = [token for token in self.tokens if token.low not in ARTICLES]
        if len(plain) != 1 or len(plain[0].text) < 6 or not plain[0].text[0].isupper():
            return ActorCode(self.string)
        near = {
            entry.country for entry in known_names() if _country_form(entry) and _one_slip(entry.text, plain[0].text)
        }
        return ActorCode(self.string, near.pop()) if len(near) == 1 else ActorCode(self.string)


def _country_form(entry: Entry) -> bool:
    return entry.what in ("country", "adjective", "people") and len(entry.text) > 5


def _one_slip(right: str, wrong: str) -> bool:
    """Whether two words of one length and one first letter differ by two neighbours that changed places."""
    if len(right) != len(wrong) or right[0] != wrong[0]:
        return False
    off = [i for i, (a, b) in enumerate(zip(right, wrong, strict=True)) if a != b]
    return len(off) == 2 and off[1] == off[0] + 1 and right[off[0]] == wrong[off[1]] and right[off[1]] == wrong[off[0]]


def _code(entry: Entry) -> str | None:
    return "UNO" if entry.country == "IGO" and entry.name in united_nations() else entry.country
