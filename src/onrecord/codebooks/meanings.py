"""What words of the news mean: which name one act, which acts deny each other, which things are of one kind.

Two reporters word one act in different words: *resign*, *step down*, *hand in his resignation*. ``meanings.toml`` says
which phrases name one act, what denies it, what takes it back and what it brings with it; ``things.toml`` says which
nouns name one kind of thing. Nothing here looks at a page: it is a dictionary, and who looks up a word decides what to
make of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from onrecord.codebooks.book import Book, book
from onrecord.codebooks.clauses import PARTICLES, stem, topics
from onrecord.errors import UsageError

_KEYS = ("same", "with", "opposite", "undoes", "implies")
_FUNCTION = ("light", "particles", "prepositions")
_ENOUGH = 2
"""Words that are left of a phrase when a preposition at its end is cut off."""

Words = tuple[str, ...]
"""A phrase as comparable words."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act or a state, whatever the words."""

    name: str
    """Its name, which is a phrase for it too."""
    phrases: tuple[str, ...]
    """The phrases that name it, as the codebook has them."""
    only: frozenset[str]
    """Words of the objects that it needs where the phrase names none; empty if any object will do."""
    opposite: tuple[str, ...]
    """Acts that deny it: not both, by one actor, of one object, at one time."""
    undoes: tuple[str, ...]
    """Acts that it takes back: both may be true one after the other, not both be planned for one time."""
    implies: tuple[str, ...]
    """Acts that it cannot be without."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of an act, ready to be compared."""

    words: Words
    """Its words, the verb or the noun first."""
    nouns: frozenset[str]
    """Words behind the first that stand for an object: *office* in *leave office*."""
    needed: frozenset[str]
    """Words behind the first that must be there: the nouns and the particles."""
    act: Act
    """What it names."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """The codebooks ``meanings.toml`` and ``things.toml``."""

    acts: Mapping[str, Act]
    """Name -> act."""
    exact: Mapping[Words, tuple[_Phrase, ...]]
    """Words -> the phrases that are made of them."""
    split: Mapping[str, tuple[_Phrase, ...]]
    """First word -> the phrases that begin with it and hold a noun, which a text may tell as an object."""
    implied: Mapping[str, frozenset[str]]
    """Act -> what it cannot be without, at any remove, and itself."""
    opposed: Mapping[str, frozenset[str]]
    """Act -> the acts that cannot be true beside it."""
    undone: Mapping[str, frozenset[str]]
    """Act -> the acts that take it back or that it takes back."""
    light: frozenset[Words]
    """Verbs that leave the meaning to their object: *carry out an attack*."""
    particles: frozenset[str]
    """Words that change the verb before them."""
    prepositions: frozenset[str]
    """Words that may be missing where a noun follows, and at the end."""
    things: Mapping[Words, frozenset[int]]
    """Phrase -> the kinds of thing that it names, by their place in the file."""


def acts_of(phrase: str, objects: Iterable[str] = ()) -> frozenset[str]:
    """The names of the acts that a phrase tells, those that fit most closely.

    *leave* with *office* is to resign, *leave* with *city* is to depart; *hand in* with *resignation* is to resign.
    A phrase with its object goes before a verb that needs an object of some kind, and that before a bare verb.

    Args:
        phrase: a verb in its base form with its particle (*step down*), with more of it (*hand in resignation*), a
            state (*be safe*), or a noun (*closure*).
        objects: words of what it is done to, in any form of number; for a verb that has no object, of its subject.

    Raises:
        UsageError: if a codebook is malformed.
    """
    return _acts_of(_words(phrase), frozenset(word for text in objects for word in _words(text)))


def act_of(lemma: str) -> str:
    """The one act that a trigger names without its objects: *airlift* and *evacuate* are one.

    Of several acts the one that brings the others with it; a word that names none, or several, is an act of its own,
    as far as ``events.toml`` does not say what it is.
    """
    acts = topics().acts
    known = acts.get(lemma) or _of_noun(lemma)
    whole = [_whole(_words(name), frozenset()) for name in (lemma, known)]
    for found in (*whole, frozenset[str]() if known else acts_of(lemma)):
        for one in sorted(found):
            if all(entails(one, other) for other in found):
                return one
    return known or lemma


def _of_noun(lemma: str) -> str:
    """The act of the noun behind a supporting verb (*stage exercise*), by ``events.toml``; empty if there is none."""
    acts, parts = topics().acts, lemma.split()
    if parts[-1] in PARTICLES:
        return ""  # To bring back is not to back.
    return acts.get(" ".join(parts[1:]), acts.get(parts[-1], "")) if len(parts) > 1 else ""


def opposed(one: str, other: str) -> bool:
    """Whether two acts deny each other: not both can be true of one actor and one object at one time.

    What implies an act is opposed to whatever denies it: who halves a price does not raise it.
    """
    return other in meanings().opposed.get(one, frozenset())


def undoes(one: str, other: str) -> bool:
    """Whether one of two acts takes the other back: *reopen* and *close*, *release* and *arrest*.

    Both may be true of one day, one after the other; the later is a change. Who plans both for one time contradicts
    himself.
    """
    return other in meanings().undone.get(one, frozenset())


def entails(one: str, other: str) -> bool:
    """Whether an act cannot be without the other one, or is the same: who halves a price cuts it."""
    return one == other or other in meanings().implied.get(one, frozenset())


def alike_things(one: str, other: str) -> bool:
    """Whether two nouns or noun phrases name one kind of thing in the news: *factory* and *plant*."""
    here, there = _words(one), _words(other)
    things = meanings().things
    return here == there or bool(things.get(here, frozenset()) & things.get(there, frozenset()))


@cache
def meanings() -> Meanings:
    """The codebooks, read once.

    Raises:
        UsageError: if one of them is malformed; the message names file, line and reason.
    """
    return parse_meanings(book("meanings.toml"), parse_things(book("things.toml")))


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


def parse_meanings(found: Book, groups: list[list[str]]) -> Meanings:
    """The acts with all that follows from them.

    Raises:
        UsageError: if an entry has an unknown key, names an act that there is not, names a phrase twice, or contradicts
            itself; the message names file, line and reason.
    """
    for key in found.data.keys() - {"act", "source", *_FUNCTION}:
        raise found.wrong(key, key, "is no key of this file")
    light, particles, prepositions = (frozenset(_words(item) for item in _function(found, key)) for key in _FUNCTION)
    things = _kinds(groups)
    acts = {name: _act(found, name, given, things, groups) for name, given in found.table("act").items()}
    for act in acts.values():
        for other in (*act.opposite, *act.undoes, *act.implies):
            if other not in acts or other == act.name:
                raise _wrong(found, act.name, f"{other!r} is {'itself' if other == act.name else 'no act'}")
    implied = {name: _implied(found, acts, name, (name,)) for name in acts}
    opposites = _pairs(acts, implied, {name: act.opposite for name, act in acts.items()})
    for name in acts:
        if name in opposites[name]:
            raise _wrong(found, name, "implies what it contradicts")
    undone = _pairs(acts, implied, {name: act.undoes for name, act in acts.items()})
    loose = frozenset(word for words in prepositions for word in words)
    tight = frozenset(word for words in particles for word in words)
    exact: dict[Words, list[_Phrase]] = defaultdict(list)
    split: dict[str, list[_Phrase]] = defaultdict(list)
    for act in acts.values():
        for text in act.phrases:
            phrase = _phrase(_words(text), act, loose, tight)
            exact[phrase.words].append(phrase)
            if phrase.nouns:
                split[phrase.words[0]].append(phrase)
    _check_apart(found, exact, opposites)
    return Meanings(
        acts=acts, exact={words: tuple(listed) for words, listed in exact.items()},
        split={first: tuple(listed) for first, listed in split.items()}, implied=implied, opposed=opposites,
        undone=undone, light=light, particles=tight, prepositions=loose, things=things,
    )  # fmt: skip


@lru_cache(maxsize=65536)
def _acts_of(words: Words, objects: frozenset[str]) -> frozenset[str]:
    """The acts of the phrases that fit most closely; of a verb that leaves it to its object, those of that too."""
    best, book = _whole(words, objects), meanings()
    for size in range(len(words) - 1, 0, -1):  # What stands behind a verb is its object: impose sanctions.
        if best or words[size] in book.particles:
            break
        best = _closest(book, words[:size], objects | frozenset(words[size:]))[0]
    return best


def _whole(words: Words, objects: frozenset[str]) -> frozenset[str]:
    """The acts of a phrase of which no word is left out."""
    book = meanings()
    best, level = _closest(book, words, objects) if words else (frozenset[str](), _Level.NONE)
    if level < _Level.OBJECT:
        for size in (3, 2, 1):
            if words[:size] in book.light and (not best or len(words) == size):
                best |= _carried(book, words[size:], objects)
    return best


class _Level:
    """How closely a phrase fits; the closest count."""

    NONE, BARE, KIND, OBJECT = range(4)


def _closest(book: Meanings, words: Words, objects: frozenset[str]) -> tuple[frozenset[str], int]:
    """The acts of the phrases that fit most closely, and how closely that is."""
    by_level: dict[int, set[str]] = defaultdict(set)
    for phrase in (phrase for given in _shortened(book, words) for phrase in book.exact.get(given, ())):
        needs = phrase.act.only and not phrase.nouns
        if not needs or phrase.act.only & objects:
            by_level[_Level.OBJECT if phrase.nouns else _Level.KIND if needs else _Level.BARE].add(phrase.act.name)
    behind = frozenset(words[1:])
    for phrase in book.split.get(words[0], ()):
        if phrase.needed <= behind | objects and behind - book.prepositions <= phrase.needed:
            by_level[_Level.OBJECT].add(phrase.act.name)
    level = max(by_level, default=_Level.NONE)
    return frozenset(by_level[level]) if level else frozenset(), level


def _shortened(book: Meanings, words: Words) -> Iterator[Words]:
    """A phrase, and the phrase without prepositions at its end."""
    yield words
    while len(words) > _ENOUGH and words[-1] in book.prepositions:
        words = words[:-1]
        yield words


def _carried(book: Meanings, rest: Words, objects: frozenset[str]) -> frozenset[str]:
    """The acts that the object of a verb without meaning of its own names, if it names but one."""
    if rest:
        return _closest(book, rest, objects)[0] or _closest(book, rest[-1:], objects)[0]
    named = {acts for word in objects if (acts := _closest(book, (word,), objects - {word})[0])}
    return named.pop() if len(named) == 1 else frozenset()


def _act(found: Book, name: str, given: Any, things: Mapping[Words, frozenset[int]], groups: list[list[str]]) -> Act:
    """One entry; the words that it needs as objects are all that name their kinds.

    Raises:
        UsageError: if a key is unknown, or a value is no text of words.
    """
    if not isinstance(given, dict):
        raise _wrong(found, name, f"must be a table, not {given!r}")
    listed: dict[str, list[str]] = {}
    for key, text in given.items():
        if key not in _KEYS:
            raise _wrong(found, name, f"{key!r} is none of {', '.join(_KEYS)}")
        if not isinstance(text, str) or not _listed(text):
            raise _wrong(found, name, f"{key} must be words divided by commas, not {text!r}")
        listed[key] = _listed(text)
    phrases = [name, *listed.get("same", [])]
    for text in phrases:
        if not _words(text) or text != text.lower():
            raise _wrong(found, name, f"{text!r} must be words in lower case")
    twice = _twice(phrases)
    if twice:
        raise _wrong(found, name, f"{twice!r} stands there twice")
    kinds = {kind for word in listed.get("with", []) for kind in things.get(_words(word), frozenset())}
    only = {word for text in listed.get("with", []) for word in _words(text)}
    only |= {_words(word)[-1] for kind in kinds for word in groups[kind]}
    return Act(
        name, tuple(phrases), frozenset(only), tuple(listed.get("opposite", [])), tuple(listed.get("undoes", [])),
        tuple(listed.get("implies", [])),
    )  # fmt: skip


def _implied(found: Book, acts: Mapping[str, Act], name: str, path: tuple[str, ...]) -> frozenset[str]:
    """An act and all that it cannot be without.

    Raises:
        UsageError: if an act implies itself by way of others.
    """
    reached = {name}
    for other in acts[name].implies:
        if other in path:
            raise _wrong(found, name, f"implies {other!r}, which implies it; they are one act")
        reached |= _implied(found, acts, other, (*path, other))
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


def _check_apart(found: Book, exact: Mapping[Words, list[_Phrase]], opposites: Mapping[str, frozenset[str]]) -> None:
    """Check that no phrase names two acts that deny each other, unless their objects tell them apart.

    Raises:
        UsageError: for the first that does.
    """
    for listed in exact.values():
        for number, one in enumerate(listed):
            for other in listed[:number]:
                apart = bool(one.act.only or other.act.only) and not one.nouns
                if not apart and other.act.name in opposites[one.act.name]:
                    reason = f"{' '.join(one.words)!r} stands under {other.act.name!r} too, which denies it"
                    raise _wrong(found, one.act.name, reason)


def _phrase(words: Words, act: Act, loose: frozenset[str], tight: frozenset[str]) -> _Phrase:
    """A phrase with the words behind the first that stand for an object, and those that must be there."""
    nouns = frozenset(word for word in words[1:] if word not in loose | tight) if words[0] != "be" else frozenset[str]()
    return _Phrase(words, nouns, nouns | (tight & frozenset(words[1:])), act)


def _kinds(groups: list[list[str]]) -> dict[Words, frozenset[int]]:
    """Phrase -> the groups in which it stands."""
    kinds: dict[Words, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for word in group:
            kinds[_words(word)].add(number)
    return {words: frozenset(numbers) for words, numbers in kinds.items()}


def _function(found: Book, key: str) -> list[str]:
    """The words of a text of function words.

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
        if _words(text) in seen:
            return text
        seen.add(_words(text))
    return ""


def _listed(text: str) -> list[str]:
    """The entries of a text that divides them by commas."""
    return [item.strip() for item in text.split(",") if item.strip()]


@lru_cache(maxsize=65536)
def _words(text: str) -> Words:
    """The comparable words of a phrase: without plural endings, hyphens and the differences of British spelling."""
    return tuple(_spelled(text))


def _spelled(text: str) -> Iterator[str]:
    for word in text.casefold().replace("re-", "re").replace("-", " ").split():
        plain = stem(word.strip(".,;:'’\""))
        if plain:
            yield re.sub(r"is(e|ation)$", r"iz\1", plain).replace("labour", "labor").replace("defence", "defense")
