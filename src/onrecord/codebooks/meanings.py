"""What words of the news mean: which name one act, which acts deny each other, which things are of one kind.

Two reporters word one act in different words: *resign*, *step down*, *hand in his resignation*. The files of
the folder ``meanings`` say which phrases name one act, what denies it, what takes it back and what it brings with it;
``things.toml`` says which nouns name one kind of thing. Nothing here looks at a page: it is a dictionary, and who looks
up a word decides what to make of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources

from onrecord.codebooks.book import Book, book
from onrecord.codebooks.clauses import PARTICLES, topics
from onrecord.codebooks.meanings_read import (
    PLACES,
    SOMEBODY,
    Meanings,
    Phrase,
    Words,
    comparable,
    parse_meanings,
    parse_things,
)

__all__ = [
    "SOMEBODY",
    "Reading",
    "act_of",
    "acts_of",
    "alike_things",
    "entails",
    "fields",
    "meanings",
    "opposed",
    "reading",
    "undoes",
]

_ENOUGH = 2
"""Words that are left of a phrase when a preposition at its end is cut off."""


class _Level:
    """How closely a phrase fits; the closest count."""

    NONE, BARE, KIND, OBJECT = range(4)


@dataclass(frozen=True, slots=True)
class Reading:
    """The acts of the phrases that fit most closely."""

    acts: frozenset[str] = frozenset()
    """Their names."""
    level: int = _Level.NONE
    """How closely they fit."""
    used: frozenset[str] = frozenset()
    """The words of the objects that tell them, as comparable words: *concrete* in *pour concrete for the dam*."""
    shown: frozenset[str] = frozenset()
    """Those of which only what is seen is told: *pay more* of a rise of fares. Somebody else does them."""
    core: frozenset[str] = frozenset()
    """Those that the verb tells whatever its object: *close* of *close an embassy*. The object has to be the same for
    two of them to meet."""


def acts_of(phrase: str, objects: Iterable[str] = ()) -> frozenset[str]:
    """The names of the acts that a phrase tells, those that fit most closely.

    *leave* with *office* is to resign, *leave* with *city* is to depart; *hand in* with *resignation* is to resign.
    A phrase with its object goes before a verb that needs an object of some kind, and that before a bare verb.

    Args:
        phrase: a verb in its base form with its particle (*step down*), with more of it (*hand in resignation*), a
            state (*be safe*), or a noun (*closure*).
        objects: words of what it is done to, in any form of number; for a verb that has no object, of its subject.
            ``in=office`` says that *in* stands before *office*, ``=office`` that nothing does, ``subject=office`` that
            the office does it.

    Raises:
        UsageError: if a codebook is malformed.
    """
    return _told_of(phrase, tuple(objects)).acts


def reading(phrase: str, objects: Iterable[str] = ()) -> Reading:
    """What :func:`acts_of` finds, with how the phrase tells it. The arguments are the same."""
    return _told_of(phrase, tuple(objects))


@lru_cache(maxsize=65536)
def act_of(lemma: str) -> str:
    """The one act that a trigger names without its objects: *airlift* and *evacuate* are one.

    Of several acts the one that brings the others with it; a word that names none, or several, is an act of its own,
    as far as ``events.toml`` does not say what it is.
    """
    acts = topics().acts
    known = acts.get(lemma) or _of_noun(lemma)
    whole = [_whole(comparable(name), frozenset()).acts for name in (lemma, known)]
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
    here, there = comparable(one), comparable(other)
    things = meanings().things
    return here == there or bool(things.get(here, frozenset()) & things.get(there, frozenset()))


def fields() -> list[Book]:
    """The files of acts, one for each field."""
    folder = resources.files("onrecord.codebooks").joinpath("meanings")
    return [
        book(f"meanings/{name}") for name in sorted(file.name for file in folder.iterdir()) if name.endswith(".toml")
    ]


@cache
def meanings() -> Meanings:
    """The codebooks, read once.

    Raises:
        UsageError: if one of them is malformed; the message names file, line and reason.
    """
    return parse_meanings(book("meanings.toml"), fields(), parse_things(book("things.toml")))


@lru_cache(maxsize=65536)
def _told_of(phrase: str, objects: tuple[str, ...]) -> Reading:
    """What :func:`_told` finds, by the texts as they stand: the same few are asked for again and again."""
    return _told(comparable(phrase), frozenset(word for text in objects for word in comparable(text)))


@lru_cache(maxsize=65536)
def _told(words: Words, objects: frozenset[str]) -> Reading:
    """The acts of the phrases that fit most closely; of a verb that leaves it to its object, those of that too."""
    best, book = _whole(words, objects), meanings()
    for size in range(len(words) - 1, 0, -1):  # What stands behind a verb is its object: impose sanctions.
        idiom = words[size - 1] == "of" and words[size - 2] in book.particles  # To be out of step is not to be out.
        if best.acts or words[size] in book.particles or idiom:
            break
        best = _closest(book, words[:size], objects | frozenset(words[size:]))
    core = book.always.get(words[:1] if words[1:2] and words[1] not in book.particles else words, "")
    if not best.acts or not core or any(core in book.opposed.get(act, frozenset()) for act in best.acts):
        return best
    return replace(best, acts=best.acts | {core}, shown=best.shown - {core}, core=frozenset({core}) - best.acts)


def _whole(words: Words, objects: frozenset[str]) -> Reading:
    """The acts of a phrase of which no word is left out."""
    book = meanings()
    best = _closest(book, words, objects) if words else Reading()
    if best.level < _Level.OBJECT:
        for size in (3, 2, 1):
            if words[:size] in book.support and (not best.acts or len(words) == size):
                carried = _carried(book, words[size:], objects)
                shown = (best.shown | carried.shown) - (best.acts - best.shown) - (carried.acts - carried.shown)
                best = Reading(best.acts | carried.acts, best.level, best.used | carried.used, shown)
    return best


def _closest(book: Meanings, words: Words, objects: frozenset[str]) -> Reading:
    """The acts of the phrases that fit most closely, and how closely that is; what is seen of an act fits besides."""
    fitting = _fitting(book, words, objects)
    seen = [one for one in fitting if one.shown]
    other = {(one.act.name, one.nouns) for one in seen}  # Of those whom it befalls it tells what is seen.
    plain: dict[int, list[Phrase]] = defaultdict(list)
    for one in fitting:
        if not one.shown and (one.act.name, one.nouns) not in other:
            plain[_level(one)].append(one)
    level = max(plain, default=_Level.NONE)
    acts = frozenset(one.act.name for one in plain.get(level, ()))
    used = frozenset(word for one in (*plain.get(level, ()), *seen) for word in one.nouns)
    shown = frozenset(one.act.name for one in seen) - acts
    return Reading(acts | shown, level or max(map(_level, seen), default=_Level.NONE), used, shown)


def _fitting(book: Meanings, words: Words, objects: frozenset[str]) -> list[Phrase]:
    """The phrases of which all that they need is told."""
    found = [phrase for given in _shortened(book, words) for phrase in book.exact.get(given, ())]
    index = _by_need(words[0])
    if not found and not index:
        return []
    heads, behind = _heads(objects), frozenset(words[1:])
    said, told = behind | objects, behind - book.prepositions
    for phrase in (phrase for word in ("", *said) for phrase in index.get(word, ())):
        if told <= phrase.needed <= said and _governed(phrase, behind, objects):
            found.append(phrase)
    return [phrase for phrase in found if not phrase.only or phrase.only & heads]


def _level(phrase: Phrase) -> int:
    """How closely a phrase fits where it does."""
    return _Level.OBJECT if phrase.nouns else _Level.KIND if phrase.only else _Level.BARE


@cache
def _by_need(verb: str) -> dict[str, list[Phrase]]:
    """The divided phrases of a verb by one of the words that they need; common verbs have hundreds."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in meanings().split.get(verb, ()):
        found[min(phrase.needed, default="")].append(phrase)
    return found


def _governed(phrase: Phrase, behind: frozenset[str], objects: frozenset[str]) -> bool:
    """Whether the nouns of a phrase stand behind its prepositions, as far as it is told where they stand."""
    for noun, wanted in phrase.governed.items():
        told = {kind for before, kind in PLACES.items() if f"{before}={noun}" in objects}
        if told and wanted not in told and wanted not in behind:
            return False
    return True


@lru_cache(maxsize=65536)
def _heads(objects: frozenset[str]) -> frozenset[str]:
    """The words of objects without those that only complete another: *union* in *a summit of the union*."""
    within = {word.removeprefix("of=") for word in objects if word.startswith("of=")}
    others = [place for place in PLACES if place != "of"]
    return objects - {word for word in within if not any(f"{place}={word}" in objects for place in others)}


def _shortened(book: Meanings, words: Words) -> Iterator[Words]:
    """A phrase, and the phrase without prepositions at its end."""
    yield words
    while len(words) > _ENOUGH and words[-1] in book.prepositions:
        words = words[:-1]
        yield words


def _carried(book: Meanings, rest: Words, objects: frozenset[str]) -> Reading:
    """The acts that the object of a verb without meaning of its own names, if it names but one."""
    if rest:
        found = _closest(book, rest, objects)
        return found if found.acts else _closest(book, rest[-1:], objects)
    plain = [word for word in objects if "=" not in word]
    named = {fit.acts for word in plain if (fit := _closest(book, (word,), objects - {word})).acts}
    return Reading(named.pop()) if len(named) == 1 else Reading()
