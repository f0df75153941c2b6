"""Loads ``affairs.toml``: questions that news turn on, with the words by which a page answers them yes or no.

A pattern is a row of words. ``~stop`` stands for any form of the verb, ``leak*`` for any word that begins so,
``{ships}`` for any entry of a list in ``[lists]``, ``..`` for up to four words, and ``one + other`` for both in
either order, up to five words apart; what stands behind ``+`` is what it is asked of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.codebooks.book import Book, book

_OF = ("story", "thing", "actor")
_LASTS = ("always", "awhile")
_LABELS = ("asks", "yes", "no")
_GAP, _EITHER = 4, 5
_VOWEL = re.compile(r"[aeiou]")
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdglmnprt]\Z")
"""A verb of one syllable that doubles its last letter."""
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[.;:!?()“”\"—]")
_STOP = frozenset('.;:!?()“”"—')
_NEGATIVE = frozenset({"no", "not", "never", "nobody", "none", "nothing", "without", "nor", "neither"})
_PLAIN = frozenset(
    {
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "the",
        "a",
        "an",
        "and",
    }
    | {
        "he",
        "she",
        "it",
        "they",
        "we",
        "his",
        "her",
        "its",
        "their",
        "our",
        "has",
        "have",
        "had",
        "no",
        "not",
        "out",
        "up",
    }
)
"""Words by which no pattern is looked up."""


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a pattern: the rows of words that may stand there."""

    rows: Mapping[str, Sequence[tuple[str, ...]]]
    """First word -> the words behind it, of each row."""
    beginnings: tuple[str, ...]
    """Beginnings of words of which any stands there."""
    gap: bool
    """Whether up to four words may stand before it."""

    def ends(self, told: Sequence[str], at: int) -> list[int]:
        """The places behind a row of words that begins at a place."""
        if at >= len(told):
            return []
        found = [
            at + 1 + len(more)
            for more in self.rows.get(told[at], ())
            if tuple(told[at + 1 : at + 1 + len(more)]) == more
        ]
        return found or ([at + 1] if self.beginnings and told[at].startswith(self.beginnings) else [])


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of places."""

    parts: tuple[Part, ...]
    thing: tuple[Part, ...]
    """What stands before or behind it; empty where nothing need."""
    negative: bool
    """Whether it has a word of denial of its own."""
    text: str
    needs: tuple[frozenset[str], ...] = ()
    """Of each place but the first the words that may begin it, unless any with a certain beginning may."""

    def may_match(self, told: frozenset[str]) -> bool:
        """Whether a sentence has a word for each place: most have not, and need not be read word by word."""
        return not any(words.isdisjoint(told) for words in self.needs)

    def matches(self, told: Sequence[str], at: int) -> tuple[int, int, int, int] | None:
        """Where the row that begins at a place, and its thing, begin and end among the words; ``None`` if it is not."""
        end = _row(self.parts, told, at)
        if end is None or not self.thing:
            return None if end is None else (at, end, end, end)
        for first in range(end, min(end + _EITHER + 1, len(told))):
            if any(word in _STOP for word in told[end:first]):
                break
            behind = _row(self.thing, told, first)
            if behind is not None:
                return at, end, first, behind
        for first in range(at - 1, max(at - _EITHER - 3, -1), -1):
            if told[first] in _STOP:
                break
            before = _row(self.thing, told, first)
            if before is not None and before <= at:
                return at, end, first, before
        return None


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is so or is not."""

    name: str
    asks: str
    yes: str
    """What is said by who says that it is so, in words."""
    no: str
    of: str
    """``story``: a story has one answer; ``thing``, ``actor``: it is asked of a thing, or of somebody."""
    lasts: str
    """``always``: the answer does not change; ``awhile``: it may."""
    turns: bool
    """Whether somebody may refuse it and later do it: a position."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Words of a sentence that answer a question."""

    question: Question
    yes: bool
    """What they say where nothing denies them."""
    start: int
    """Where they begin in the sentence, what it is asked of not included."""
    end: int
    whole: tuple[int, int]
    """Where they begin and end with what it is asked of, if the pattern has it."""
    negative: bool
    """Whether they have a word of denial of their own."""


@dataclass(frozen=True)
class Affairs:
    """The codebook."""

    questions: Sequence[Question]
    patterns: Mapping[str, Sequence[tuple[Question, bool, Pattern]]]
    """First word -> patterns that begin with it."""
    beginnings: Mapping[str, Sequence[tuple[str, Question, bool, Pattern]]]
    """First three letters -> patterns whose first word begins with what is given."""
    noticing: frozenset[str]
    """Verbs by whose denial nothing is denied but that somebody noticed it."""
    lacking: frozenset[str]
    """Words right before an answer that deny it."""
    denying: frozenset[str]
    """Words before an answer that deny it, beside those that deny anything."""
    open: frozenset[str]
    so_far: frozenset[str]
    people: frozenset[str]
    """Words for persons of some kind."""
    ahead: frozenset[str]
    firm: frozenset[str]
    empty: frozenset[str]

    def answers(self, text: str) -> list[Answer]:
        """The answers that a sentence gives, in its order: of those that overlap the longest."""
        found = list(_WORD.finditer(text))
        told = [match[0].casefold().replace("’", "'").removesuffix("'s") for match in found]
        every = frozenset(told)
        answers = [
            _answer(question, yes, pattern, found, places)
            for at in range(len(told))
            for question, yes, pattern in self._of(told[at])
            if pattern.may_match(every) and (places := pattern.matches(told, at)) is not None
        ]
        answers.sort(key=lambda one: (-(one.end - one.start), one.start, one.question.name, one.yes))
        kept: list[Answer] = []
        for one in answers:
            if not any(one.question is k.question and one.start < k.end and k.start < one.end for k in kept):
                kept.append(one)
        return sorted(kept, key=lambda one: (one.start, one.end, one.question.name))

    def _of(self, word: str) -> Sequence[tuple[Question, bool, Pattern]]:
        more = [(q, yes, p) for start, q, yes, p in self.beginnings.get(word[:3], ()) if word.startswith(start)]
        return [*self.patterns.get(word, ()), *more]


def _answer(
    question: Question, yes: bool, pattern: Pattern, found: Sequence[re.Match[str]], places: tuple[int, int, int, int]
) -> Answer:
    """The answer that the words at some places give."""
    start, end = found[places[0]].start(), found[places[1] - 1].end()
    thing = found[places[2] : places[3]]
    whole = (min(start, thing[0].start()), max(end, thing[-1].end())) if thing else (start, end)
    return Answer(question, yes, start, end, whole, pattern.negative)


def _row(parts: Sequence[Part], told: Sequence[str], at: int) -> int | None:
    """The place behind a row of parts that begins at a place; ``None`` if it does not."""
    if not parts:
        return at
    for end in parts[0].ends(told, at):
        if len(parts) == 1:
            return end
        reach = _GAP if parts[1].gap else 1
        for first in range(end, min(end + reach + 1, len(told))):
            between = told[end:first]
            if any(word in _STOP for word in between) or (
                not parts[1].gap and not all(w.endswith("ly") for w in between)
            ):
                break
            behind = _row(parts[1:], told, first)
            if behind is not None:
                return behind
    return None


@cache
def affairs() -> Affairs:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_affairs(book("affairs.toml"))


def parse_affairs(found: Book) -> Affairs:
    """The codebook of a text.

    Raises:
        UsageError: if a question lacks something, or a pattern names a list that is not there.
    """
    irregular = {key: tuple(listed) for key, listed in found.grouped("irregular").items()}
    lists = {name: _texts(listed) for name, listed in found.table("lists").items()}
    rows = {name: [row for text in listed for row in _rows(text.split(), irregular)] for name, listed in lists.items()}
    questions: list[Question] = []
    patterns: dict[str, list[tuple[Question, bool, Pattern]]] = defaultdict(list)
    beginnings: dict[str, list[tuple[str, Question, bool, Pattern]]] = defaultdict(list)
    for name, entry in found.table("questions").items():
        question = _question(found, name, entry)
        questions.append(question)
        for yes, key in ((True, "says_yes"), (False, "says_no")):
            for text in _texts(entry.get(key, "")):
                pattern = _pattern(found, name, text, rows, irregular)
                for word in pattern.parts[0].rows:
                    patterns[word].append((question, yes, pattern))
                for start in pattern.parts[0].beginnings:
                    beginnings[start[:3]].append((start, question, yes, pattern))
    words = {
        key: frozenset(_texts(found.table("words").get(key, "")))
        for key in ("noticing", "lacking", "denying", "open", "so_far", "ahead", "firm", "empty")
    }
    people = frozenset(word for text in lists.get("people", ()) for word in text.split())
    return Affairs(questions, patterns, beginnings, people=people, **words)


def _question(found: Book, name: str, entry: Any) -> Question:
    """One question of the codebook."""
    section = f"questions.{name}"
    for key in (*_LABELS, "says_yes"):
        if not isinstance(entry.get(key), str):
            raise found.wrong(section, key, "must be a text")
    if entry.get("of") not in _OF:
        raise found.wrong(section, "of", f"must be one of {', '.join(_OF)}")
    if entry.get("lasts") not in _LASTS:
        raise found.wrong(section, "lasts", f"must be one of {', '.join(_LASTS)}")
    asks, yes, no = (str(entry[key]) for key in _LABELS)
    return Question(name, asks, yes, no, entry["of"], entry["lasts"], bool(entry.get("turns")))


def _texts(listed: str) -> list[str]:
    """The entries of a text that divides them by commas."""
    return [text for one in listed.split(",") if (text := " ".join(one.split()))]


def _pattern(
    found: Book,
    name: str,
    text: str,
    lists: Mapping[str, list[tuple[str, ...]]],
    irregular: Mapping[str, tuple[str, ...]],
) -> Pattern:
    """A pattern of a text."""
    if text != text.lower():
        raise found.wrong(f"questions.{name}", text, "must be in lower case")
    sides = []
    for half in text.split(" + "):
        parts, gap = [], False
        for token in half.split():
            if token == "..":
                gap = True
                continue
            if token.startswith("{"):
                if token[1:-1] not in lists:
                    raise found.wrong(f"questions.{name}", token, "names no list of [lists]")
                rows = lists[token[1:-1]]
            else:
                rows = [row for one in token.split("/") for row in _rows([one], irregular)]
            parts.append(_part(rows, gap))
            gap = False
        sides.append(tuple(parts))
    words = frozenset(text.split())
    behind = [*sides[0][1:], *(sides[1] if len(sides) > 1 else ())]
    needs = tuple(frozenset(part.rows) for part in behind if not part.beginnings)
    return Pattern(sides[0], sides[1] if len(sides) > 1 else (), bool(words & _NEGATIVE), text, needs)


def _part(rows: Sequence[tuple[str, ...]], gap: bool) -> Part:
    """The place of a pattern that some rows of words fill."""
    firsts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        if not row[0].endswith("*"):
            firsts[row[0]].append(row[1:])
    ordered = {word: sorted(set(behind), key=lambda row: (-len(row), row)) for word, behind in firsts.items()}
    return Part(ordered, tuple(sorted({row[0][:-1] for row in rows if row[0].endswith("*")})), gap)


def _rows(tokens: Sequence[str], irregular: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows of words that some words of a pattern stand for."""
    rows: list[tuple[str, ...]] = [()]
    for token in tokens:
        forms = verb_forms(token[1:], irregular.get(token[1:], ())) if token.startswith("~") else (token,)
        rows = [(*row, form) for row in rows for form in forms]
    return rows


def verb_forms(verb: str, irregular: Sequence[str] = ()) -> tuple[str, ...]:
    """The forms of an English verb; of an irregular one those that are given, with ``-s`` and ``-ing``."""
    if verb == "be":
        return ("be", "is", "are", "was", "were", "been", "being", "am", "'m", "'re")
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    double = verb + verb[-1] if _SHORT.match(verb) else stem
    third = (
        f"{verb[:-1]}ies"
        if verb.endswith("y") and not _VOWEL.match(verb[-2])
        else (f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s")
    )
    past = f"{verb[:-1]}ied" if verb.endswith("y") and not _VOWEL.match(verb[-2]) else f"{double}ed"
    return tuple(sorted({verb, third, f"{double}ing", *(irregular or (past,))}))
