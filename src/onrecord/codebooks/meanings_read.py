"""The thesaurus as it is read: ``meanings.toml``, the files of the folder ``meanings``, and ``things.toml``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from onrecord.codebooks.book import Book
from onrecord.codebooks.clauses import stem
from onrecord.errors import UsageError

_KEYS = ("same", "some", "with", "shown", "by", "always", "opposite", "undoes", "implies")
_FUNCTION = ("support", "particles", "prepositions")
_FLAGS = ("alone", "personal", "mutual")

PLACES = {
    "": "", "subject": "subject", "of": "of", "in": "in", "into": "in", "inside": "in", "within": "in", "on": "on",
    "onto": "on", "upon": "on", "to": "to", "toward": "to", "towards": "to", "at": "at", "from": "from", "for": "for",
    "with": "with", "against": "against", "under": "under", "over": "over", "behind": "behind", "across": "across",
}  # fmt: skip
"""What stands before a noun -> its place; it makes another phrase: *leave office*, *leave in office*."""
BEING = frozenset({"remain", "stay", "lie", "stand"})
"""Verbs of being so, which clauses tell as *be*: *remain at post*."""

SOMEBODY = "somebody"
"""What stands in `by` for anybody by name, where it has a man."""
_MAN = "man"

Words = tuple[str, ...]
"""A phrase as comparable words."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act or a state, whatever the words."""

    name: str
    """Its name, which is a phrase for it too."""
    phrases: tuple[str, ...]
    """The phrases that name it, as the codebook has them, without those of `shown`."""
    bound: frozenset[str]
    """Those of them that need an object of some kind."""
    only: frozenset[str]
    """Words of these objects."""
    shown: tuple[str, ...]
    """Phrases for what is seen of it, told of those whom it befalls: *pay more* for a rise of fares."""
    by: frozenset[str]
    """Words for those of whom they are told; empty if it may be anybody."""
    always: frozenset[str]
    """Its phrases that tell it whatever the object: to close a border is to close something too."""
    opposite: tuple[str, ...]
    """Acts that deny it: not both, by one actor, of one object, at one time."""
    undoes: tuple[str, ...]
    """Acts that it takes back: both may be true one after the other, not both be planned for one time."""
    implies: tuple[str, ...]
    """Acts that it cannot be without."""
    alone: bool = False
    """Whether it is done to nothing: what else its clause speaks of need not be the same."""
    personal: bool = False
    """Whether somebody does it, or is it, in his own person: *resign*."""
    mutual: bool = False
    """Whether who does it and whom he does it with do the same: *hold talk*."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of an act, ready to be compared."""

    words: Words
    """Its words, the verb or the noun first."""
    nouns: frozenset[str]
    """Words behind the first that stand for an object: *office* in *leave office*."""
    needed: frozenset[str]
    """Words behind the first that must be there: the nouns and the particles; without nouns all of them."""
    governed: Mapping[str, str]
    """Noun -> the preposition before it, or an empty text: *in* for *office* in *leave in office*."""
    act: Act
    """What it names."""
    only: frozenset[str]
    """Words of which its object must be one; empty if any object will do."""
    shown: bool = False
    """Whether who acts is not who brings it about, but whom it befalls."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """The thesaurus."""

    acts: Mapping[str, Act]
    """Name -> act."""
    exact: Mapping[Words, tuple[Phrase, ...]]
    """Words -> the phrases that are made of them."""
    split: Mapping[str, tuple[Phrase, ...]]
    """First word -> the phrases that begin with it and hold a noun or a particle, which may stand apart from it."""
    implied: Mapping[str, frozenset[str]]
    """Act -> what it cannot be without, at any remove, and itself."""
    opposed: Mapping[str, frozenset[str]]
    """Act -> the acts that cannot be true beside it."""
    undone: Mapping[str, frozenset[str]]
    """Act -> the acts that take it back or that it takes back."""
    support: frozenset[Words]
    """Verbs that leave the meaning to their object: *carry out an attack*."""
    particles: frozenset[str]
    """Words that change the verb before them."""
    prepositions: frozenset[str]
    """Words that may be missing where a noun follows, and at the end."""
    always: Mapping[Words, str]
    """Phrase -> the act that it tells whatever else it tells with its object."""
    things: Mapping[Words, frozenset[int]]
    """Phrase -> the kinds of thing that it names, by their place in the file."""
    alone: frozenset[str]
    """Acts done to nothing."""
    personal: frozenset[str]
    """Acts that somebody does in his own person."""
    mutual: frozenset[str]
    """Acts that two do with each other."""


def parse_things(found: Book) -> list[list[str]]:
    """The kinds of things, each with the words for it.

    Raises:
        UsageError: if there are none, or one is no text of several different words.
    """
    for key in found.data.keys() - {"things", "source"}:
        raise found.wrong(key, key, "is no key of this file")
    given = found.data.get("things")
    if not isinstance(given, list):
        raise UsageError(f"codebook {found.name}: there is no list things")
    groups: list[list[str]] = []
    for text in given:
        if not isinstance(text, str) or text.count(",") < 1:
            raise found.wrong("things", str(text), "must be words for one thing, divided by commas")
        group = _listed(text)
        twice = _twice(group)
        if twice or text != text.lower():
            reason = f"{twice!r} stands there twice" if twice else "must be in lower case"
            raise found.wrong("things", text, reason)
        groups.append(group)
    return groups


def parse_meanings(head: Book, fields: Sequence[Book], groups: list[list[str]]) -> Meanings:
    """The acts with all that follows from them.

    Args:
        head: the words that hold phrases together.
        fields: the acts, one book for each field.
        groups: the kinds of things.

    Raises:
        UsageError: if an entry has an unknown key, names an act that there is not, names a phrase twice, stands in two
            files, or contradicts itself; the message names file, line and reason.
    """
    for key in head.data.keys() - {"source", *_FUNCTION}:
        raise head.wrong(key, key, "is no key of this file")
    support, particles, prepositions = (frozenset(comparable(item) for item in _texts(head, key)) for key in _FUNCTION)
    things = _kinds(groups)
    acts, books = _all_acts(fields, things, groups)
    implied = {name: _implied(books, acts, name, (name,)) for name in acts}
    opposites = _pairs(acts, implied, {name: act.opposite for name, act in acts.items()})
    for name in acts:
        if name in opposites[name]:
            raise _wrong(books[name], name, "implies what it contradicts")
    undone = _pairs(acts, implied, {name: act.undoes for name, act in acts.items()})
    loose = frozenset(word for words in prepositions for word in words)
    tight = frozenset(word for words in particles for word in words)
    exact: dict[Words, list[Phrase]] = defaultdict(list)
    split: dict[str, list[Phrase]] = defaultdict(list)
    for act in acts.values():
        for text, shown in (*((text, False) for text in act.phrases), *((text, True) for text in act.shown)):
            phrase = _phrase(text, act, loose, tight, shown)
            exact[phrase.words].append(phrase)
            if phrase.words[0] in BEING and {*phrase.words[1:]} - loose - tight:  # Not: stay on, which anything may be.
                exact["be", *phrase.words[1:]].append(replace(phrase, nouns=frozenset()))  # So the clauses have it.
            if phrase.nouns or (phrase.words[0] != "be" and tight.intersection(phrase.words[1:])):
                split[phrase.words[0]].append(phrase)
    _check_apart(books, exact, opposites)
    return Meanings(
        acts=acts, exact={words: tuple(listed) for words, listed in exact.items()},
        split={first: tuple(listed) for first, listed in split.items()}, implied=implied, opposed=opposites,
        always={comparable(text): act.name for act in acts.values() for text in sorted(act.always)}, undone=undone,
        support=support, particles=tight, prepositions=loose, things=things,
        alone=frozenset(act.name for act in acts.values() if act.alone),
        personal=frozenset(act.name for act in acts.values() if act.personal),
        mutual=frozenset(act.name for act in acts.values() if act.mutual),
    )  # fmt: skip


def _all_acts(
    fields: Sequence[Book], things: Mapping[Words, frozenset[int]], groups: list[list[str]]
) -> tuple[dict[str, Act], dict[str, Book]]:
    """The acts of all files, and the file of each.

    Raises:
        UsageError: if a file holds something else, an act stands in two, or an act names one that there is not.
    """
    acts: dict[str, Act] = {}
    books: dict[str, Book] = {}
    for found in fields:
        for key in found.data.keys() - {"source", "act"}:
            raise found.wrong(key, key, "is no key of this file")
        for name, given in found.table("act").items():
            if name in acts:
                raise _wrong(found, name, f"stands in {books[name].name} too")
            acts[name], books[name] = _act(found, name, given, things, groups), found
    for act in acts.values():
        for other in (*act.opposite, *act.undoes, *act.implies):
            if other not in acts or other == act.name:
                raise _wrong(books[act.name], act.name, f"{other!r} is {'itself' if other == act.name else 'no act'}")
    return acts, books


def _act(found: Book, name: str, given: Any, things: Mapping[Words, frozenset[int]], groups: list[list[str]]) -> Act:
    """One entry; the words that it needs as objects are all that name their kinds.

    Raises:
        UsageError: if a key is unknown, or a value is no text of words.
    """
    if not isinstance(given, dict):
        raise _wrong(found, name, f"must be a table, not {given!r}")
    listed: dict[str, list[str]] = {}
    for key, text in given.items():
        if key in _FLAGS:
            if text is not True:
                raise _wrong(found, name, f"{key} is true or not there, not {text!r}")
            continue
        if key not in _KEYS:
            raise _wrong(found, name, f"{key!r} is none of {', '.join((*_KEYS, *_FLAGS))}")
        if not isinstance(text, str) or not _listed(text):
            raise _wrong(found, name, f"{key} must be words divided by commas, not {text!r}")
        listed[key] = _listed(text)
    plain, shown = [name, *listed.get("same", []), *listed.get("some", [])], listed.get("shown", [])
    phrases = [*plain, *(text for text in shown if text not in plain)]
    for text in phrases:
        if not comparable(text) or text != text.lower():
            raise _wrong(found, name, f"{text!r} must be words in lower case")
    twice = _twice(plain) or _twice(shown)
    if twice:
        raise _wrong(found, name, f"{twice!r} stands there twice")
    if "some" in listed and "with" not in listed:
        raise _wrong(found, name, "some needs objects in with")
    if "by" in listed and "shown" not in listed:
        raise _wrong(found, name, "by needs phrases in shown")
    for text in listed.get("always", []):
        if text not in phrases:
            raise _wrong(found, name, f"{text!r} in always is none of its phrases")
    bound = listed.get("some", plain) if "with" in listed else []
    only, by = (_of_kinds(listed.get(key, []), things, groups) for key in ("with", "by"))
    by |= {SOMEBODY} if _MAN in by else set()
    return Act(
        name, tuple(plain), frozenset(bound), only, tuple(shown), by,
        frozenset(listed.get("always", [])), tuple(listed.get("opposite", [])), tuple(listed.get("undoes", [])),
        tuple(listed.get("implies", [])), *(key in given for key in _FLAGS),
    )  # fmt: skip


def _of_kinds(given: list[str], things: Mapping[Words, frozenset[int]], groups: list[list[str]]) -> frozenset[str]:
    """Some nouns, and all that name their kinds of things."""
    kinds = {kind for word in given for kind in things.get(comparable(word), frozenset())}
    found = {word for text in given for word in comparable(text)}
    return frozenset(found | {comparable(word)[-1] for kind in kinds for word in groups[kind]})


def _implied(books: Mapping[str, Book], acts: Mapping[str, Act], name: str, path: tuple[str, ...]) -> frozenset[str]:
    """An act and all that it cannot be without.

    Raises:
        UsageError: if an act implies itself by way of others.
    """
    reached = {name}
    for other in acts[name].implies:
        if other in path:
            raise _wrong(books[name], name, f"implies {other!r}, which implies it; they are one act")
        reached |= _implied(books, acts, other, (*path, other))
    return frozenset(reached)


def _pairs(
    acts: Mapping[str, Act], implied: Mapping[str, frozenset[str]], given: Mapping[str, Iterable[str]]
) -> dict[str, frozenset[str]]:
    """A relation between acts, made mutual, and handed down to the acts that imply them."""
    stronger: dict[str, set[str]] = defaultdict(set)
    for name, reached in implied.items():
        for other in reached:
            stronger[other].add(name)
    pairs: dict[str, set[str]] = {name: set() for name in acts}
    for one, others in given.items():
        for other in others:
            for here in stronger[one]:
                for there in stronger[other]:
                    pairs[here].add(there)
                    pairs[there].add(here)
    return {name: frozenset(others) for name, others in pairs.items()}


def _check_apart(
    books: Mapping[str, Book], exact: Mapping[Words, list[Phrase]], opposites: Mapping[str, frozenset[str]]
) -> None:
    """Check that no phrase names two acts that deny each other, unless their objects tell them apart.

    Raises:
        UsageError: for the first that does.
    """
    for listed in exact.values():
        for number, one in enumerate(listed):
            for other in listed[:number]:
                apart = bool(one.only or other.only)
                if not apart and other.act.name in opposites[one.act.name]:
                    reason = f"{' '.join(one.words)!r} stands under {other.act.name!r} too, which denies it"
                    raise _wrong(books[one.act.name], one.act.name, reason)


def _phrase(text: str, act: Act, loose: frozenset[str], tight: frozenset[str], shown: bool = False) -> Phrase:
    """A phrase with the words behind the first that stand for an object, and those that must be there."""
    words = comparable(text)
    behind = words[1:] if words[0] != "be" else ()
    nouns = frozenset(word for word in behind if word not in loose and word not in tight)
    only = act.by - nouns if shown else act.only if text in act.bound and not nouns else frozenset[str]()
    governed, before = {}, ""
    for word in words[1:]:
        if word in nouns:
            governed[word] = before
        before = PLACES.get(word, before)
    needed = nouns | (tight & frozenset(words[1:])) if nouns else frozenset(words[1:])
    return Phrase(words, nouns, needed, governed, act, only, shown)


def _kinds(groups: list[list[str]]) -> dict[Words, frozenset[int]]:
    """Phrase -> the groups in which it stands."""
    kinds: dict[Words, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for word in group:
            kinds[comparable(word)].add(number)
    return {words: frozenset(numbers) for words, numbers in kinds.items()}


def _texts(found: Book, key: str) -> list[str]:
    """The words of a text.

    Raises:
        UsageError: if there is no such text.
    """
    text = found.data.get(key)
    if not isinstance(text, str) or not _listed(text):
        raise found.wrong(key, key, f"must be words divided by commas, not {text!r}")
    return _listed(text)


def _wrong(found: Book, name: str, reason: str) -> UsageError:
    """What to raise for an act: its line and the reason."""
    head = re.compile(rf'"?{re.escape(name)}"?\s*=')
    line = next((number for number, text in enumerate(found.text.splitlines(), 1) if head.match(text)), 0)
    return UsageError(f"codebook {found.name}, line {line}: {name!r} in [act]: {reason}")


def _twice(listed: Iterable[str]) -> str:
    """The first phrase that stands twice in a list, in whatever spelling; empty if none does."""
    seen: set[Words] = set()
    for text in listed:
        if comparable(text) in seen:
            return text
        seen.add(comparable(text))
    return ""


def _listed(text: str) -> list[str]:
    """The entries of a text that divides them by commas."""
    return [item.strip() for item in text.split(",") if item.strip()]


@lru_cache(maxsize=65536)
def comparable(text: str) -> Words:
    """The comparable words of a phrase: without plural endings, hyphens and the differences of British spelling."""
    told = text.casefold().replace("re-", "re").replace("-", " ").split()
    return tuple(plain for word in told if (plain := _spelled(word)))


@lru_cache(maxsize=65536)
def _spelled(word: str) -> str:
    """One word as it is compared."""
    plain = stem(word.strip(".,;:'’\""))
    if plain.endswith(("ise", "isation")):
        plain = re.sub(r"is(e|ation)$", r"iz\1", plain)
    return plain.replace("labour", "labor").replace("defence", "defense")
