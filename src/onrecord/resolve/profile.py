"""An actor as the sum of the mentions that are linked to it: names, kind, country, sector, dated roles."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from onrecord.codebooks.actors import Role, country_names, former_words, roles, same_role, titles
from onrecord.records import UNKNOWN_DATE, Actor, ActorKind, ActorMention, DatedRole, DateInterval, Evidence

T = TypeVar("T")

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""Parts of a name that are not the last name."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FOLDS = (
    (re.compile(r"(?:iy|yi|ii|yy|ij|y|j)"), "i"),
    (re.compile(r"^(?:al|el|as)[-'](?=\w)"), ""),
    (re.compile(r"^m[ou]h?am+[aeo]d$"), "mohamed"),
    (re.compile(r"[ea][iy]"), "ai"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?:kh|ck|q|k)"), "k"),
    (re.compile(r"(?:tch|tsch|ch|sch|sh)"), "s"),
    (re.compile(r"(?:ts|tz|c|z|ss|s)+"), "s"),
    (re.compile(r"ou|oo|w"), "u"),
    (re.compile(r"v"), "u"),
    (re.compile(r"(?:e|a)h\b"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Letters that transcriptions from other scripts write in different ways."""


@lru_cache(maxsize=1 << 15)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, lower case and without accents."""
    plain = text.replace("’", "'").casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(word[:-2] if word.endswith("'s") else word for word in _WORD.findall(plain))


@lru_cache(maxsize=1 << 15)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a personal name without initials and suffixes; the name itself if nothing else is left."""
    found = tuple(word for word in words(name) if len(word) > 1 and word not in SUFFIXES)
    return found or words(name)


@lru_cache(maxsize=1 << 15)
def full_key(name: str) -> tuple[str, str, str] | None:
    """First name, last name and suffix of a full name, or ``None`` for a bare one."""
    found = person_words(name)
    if len(found) < 2:
        return None
    suffix = next((word for word in words(name)[1:] if word in SUFFIXES), "")
    return found[0], found[-1], suffix


def initials(name: Sequence[str], small: frozenset[str]) -> frozenset[str]:
    """The acronyms that a name may have: without its small words, of a word with a hyphen one letter or two."""
    main = [word for word in name if word not in small]
    parts = [part for word in main for part in word.split("-") if part]
    return frozenset({"".join(word[0] for word in main), "".join(part[0] for part in parts)})


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """A word with the differences of transcription levelled: *Sergey* and *Sergei* give one form."""
    for pattern, letter in _FOLDS:
        word = pattern.sub(letter, word)
    return word


@lru_cache(maxsize=1 << 15)
def role_heads(role: str) -> tuple[str, ...]:
    """The role nouns of a role text, in their common form: *foreign minister and deputy premier*."""
    found: list[str] = []
    tokens: list[str] = re.findall(r"[^\s,;()\"“”]+", role.casefold().replace("’", "'"))
    for place, word in enumerate(tokens):
        if word in ("of", "for", "in", "to", "at", "who", "on") and found:
            break
        plain = word.removesuffix("'s")
        known = role_word(plain)
        if known is None and plain not in titles():
            continue
        if word.endswith("'s"):
            continue
        head = same_role(known.word if known else plain)
        if head == "minister" and place and tokens[place - 1] == "prime":
            head = "prime minister"
        if (
            head == "general"
            and place
            and tokens[place - 1] in ("attorney", "secretary", "director", "surgeon", "consul")
        ):
            head = f"{tokens[place - 1]} general"
        if head == "president" and place and tokens[place - 1].startswith("vice"):
            head = "vice president"
        found.append(head)
    return tuple(found)


def role_word(word: str) -> Role | None:
    """The codebook's entry for a role noun, singular or plural."""
    book = roles()
    return book.get(word) or (book.get(word[:-1]) if word.endswith("s") else None)


@dataclass(frozen=True, slots=True)
class Profile:
    """What mentions say together of their one actor."""

    name: str
    """The fullest name, or the role if there is no name."""
    named: bool
    """Whether ``name`` is a name."""
    kind: ActorKind
    """What it is."""
    country: str | None
    """The country that most mentions give."""
    sector: str | None
    """The sector that most mentions give."""
    aliases: tuple[str, ...]
    """Other names."""
    roles: tuple[DatedRole, ...]
    """Roles, oldest first."""
    gender: str | None
    """Gender that names, titles and roles show."""

    def actor(self, actor_id: str) -> Actor:
        """The profile as a record."""
        return Actor(actor_id, self.name, self.kind, self.country, self.sector, self.aliases, self.roles)

    def holding(self, roles: Sequence[DatedRole], country: str, sector: str) -> Profile:
        """The profile with offices that no page gives; country and sector fill only what is not known."""
        return replace(self, roles=(*self.roles, *roles), country=self.country or country, sector=self.sector or sector)


def profile(mentions: Sequence[ActorMention], days: Mapping[str, DateInterval]) -> Profile:
    """The profile of the mentions of one actor; pronouns and other words without a name add nothing."""
    telling = [mention for mention in mentions if mention.form in ("name", "place")] or list(mentions)
    kind = _kind(telling)
    names = [mention.name for mention in telling if mention.name]
    country = _most(mention.country for mention in telling)
    if kind == "country" and country:
        shown = country_names().get(country, country)
        names = [shown, *(name for name in names if name != shown)]
        name, named = shown, True
    elif names:
        name, named = best_name(names), True
    else:
        name, named = _role_name(telling), False
    aliases = sorted({other for other in names if other != name})
    gender = _most(mention.gender for mention in telling if mention.gender in ("m", "f"))
    sector = None if kind == "country" else _most(mention.sector for mention in telling)
    return Profile(name, named, kind, country, sector, tuple(aliases), _roles(telling, days), gender)


def best_name(names: Sequence[str]) -> str:
    """The fullest name: most words, not all in capitals, most frequent, then the first in the alphabet."""
    count = Counter(names)

    def rank(name: str) -> tuple[bool, int, int, int, str]:
        return (name.isupper() and len(name) > 5, -len(person_words(name)), -count[name], len(name), name)

    return min(count, key=rank)


def joint_name(names: Sequence[str]) -> str:
    """The name of several actors together: *Ilsa Doren, Henrik Vey and Abel Torv*."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def joint_profile(members: Sequence[Profile]) -> Profile:
    """The profile of several actors together; it has a country or sector only if all of them have it."""
    countries = {one.country for one in members}
    sectors = {one.sector for one in members}
    return Profile(
        joint_name([one.name for one in members]), True, "group",
        next(iter(countries)) if len(countries) == 1 else None,
        next(iter(sectors)) if len(sectors) == 1 else None,
        (), (), None,
    )  # fmt: skip


def _kind(mentions: Sequence[ActorMention]) -> ActorKind:
    count: Counter[ActorKind] = Counter(mention.kind for mention in mentions if mention.kind != "unknown")
    return min(count, key=lambda kind: (-count[kind], kind)) if count else "unknown"


def _role_name(mentions: Sequence[ActorMention]) -> str:
    found = [mention.role or mention.head.exact for mention in mentions]
    return min(found, key=lambda text: (-len(text), text))


def _roles(mentions: Sequence[ActorMention], days: Mapping[str, DateInterval]) -> tuple[DatedRole, ...]:
    """The roles that the mentions give a named person, one for each wording, with all evidence."""
    given: dict[tuple[str, ...], list[ActorMention]] = {}
    for mention in mentions:
        if (
            mention.role
            and mention.kind == "person"
            and any(word not in titles() or titles()[word] for word in words(mention.role))
        ):
            given.setdefault(words(mention.role), []).append(mention)
    found: list[DatedRole] = []
    for same in given.values():
        same.sort(key=lambda mention: (mention.article_id, mention.span.start))
        evidence = tuple(Evidence(mention.article_id, mention.span) for mention in same)
        text = min((mention.role or "" for mention in same), key=lambda role: (role.isupper(), role))
        found.append(DatedRole(text, _days(same, days), evidence))
    return tuple(sorted(found, key=lambda role: (role.as_of.earliest or "9999", -len(role.evidence), role.role)))


def _days(mentions: Iterable[ActorMention], days: Mapping[str, DateInterval]) -> DateInterval:
    """From the first to the last day of the pages whose day is known."""
    known = [day for mention in mentions if (day := days.get(mention.article_id)) and day.earliest and day.latest]
    if not known:
        return UNKNOWN_DATE
    return DateInterval(min(day.earliest or "" for day in known), max(day.latest or "" for day in known), "published")


def is_former(role: str) -> bool:
    """Whether a role is one that its bearer no longer has."""
    return any(word in former_words() for word in words(role))


def _most(values: Iterable[T | None]) -> T | None:
    """The most frequent value that is not ``None``; of equals the first that came."""
    count = Counter(value for value in values if value is not None)
    return count.most_common(1)[0][0] if count else None
