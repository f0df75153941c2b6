"""Two opposite answers to one question, whatever the words: *nobody was hurt*, *four workers were treated for burns*.

``affairs.toml`` lists what news turn on, and the words by which a page answers each question yes or no. An answer is
read from a clause, with what denies it; what is wished, asked or only possible is none. Two answers on different pages
meet if they are opposite and of one thing: by the words around them, or because a story has one answer only. Of a state
of affairs that changes, answers of different days meet only where somebody had ruled the later one out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebooks.affairs import Answer, Question, affairs
from onrecord.codebooks.clauses import stem, topics
from onrecord.records import DateInterval, Evidence, Finding, Side, Span, make_id
from onrecord.relate.denied_words import clause_of, denied_in
from onrecord.relate.known import Known, Who, days_between, plain
from onrecord.relate.lines import Line, Lines
from onrecord.relate.passages import short
from onrecord.relate.wording import tokens

SAME_TIME = 2
"""Days between two answers that are of one time."""
LEAST: Mapping[str, float] = {"story": 0.1, "thing": 0.5, "actor": 0.3}
"""Weight of the words that two answers share, by what the question is asked of."""
AROUND = 0.4
"""What a word counts that stands in the clause of one answer and only around the other."""
BOTH_AROUND = 0.15
"""What it counts that stands only around both."""
ALIKE = 0.5
"""What a word counts for which the other has one for the same kind of thing."""
STATE = 0.1
"""What a state counts that both sentences name."""
ONE_VOICE = 0.3
"""What it counts that one side gives both answers."""
MOST_ANSWERS = 60
"""Answers to one question that share a word before it says no longer of what they are."""
MOST = 3
"""Answers that are shown on one side."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BEFORE = 45
"""Characters before an answer in which a word may deny it."""
_NEAR = 6
"""Words before it of which one may."""
_BESIDE = 2
"""The same, of words such as *without*."""
_FARTHEST = 9
"""Words between a denial and an answer from which on it is not sure that it is denied."""
_MARKS = ' ,;:“”"'
_OPEN = frozenset({"if", "whether", "unless"})
_WILL = frozenset({"will", "would", "won't", "shall"})
_OF_NOTHING = re.compile(
    r"\s+(?:\w+\s+)?(?:nothing|nobody|none|no(?!\s+(?:doubt|fewer|later|less|longer|more|sooner)\b)\s+\w+)\b",
    re.IGNORECASE,
)
"""What denies an answer from behind: *resigned from nothing*, *closed no border*."""
_BOUND = re.compile(r"[\s,]*(?:until|till|unless|if|provided)\b", re.I)
"""What bounds an answer that stands before it."""
_NAMED = re.compile(r"\b([a-z]{4,})\s+([A-Z][\w’-]+)")
"""A noun with a name behind it."""
_AT = re.compile(r"\b(?:in|at|near|outside|off)\s+(?:the\s+)?([A-ZÀ-ÞĀ-Ž][\w’'-]+)")


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """An answer that a page gives."""

    line: Line
    question: Question
    yes: bool
    ahead: bool
    """Whether it is of what is to come."""
    firm: bool
    """Whether it is told as what stays so."""
    who: Who | None
    """Whose word it is; ``None`` for the page."""
    told: DateInterval
    clause: Span
    own: frozenset[str]
    """Stems of its clause, without those that answer."""
    around: frozenset[str]
    """Stems of the sentence and of the one before it."""
    whom: frozenset[str]
    """Stems of those of whom it is told, where they are of some kind: *pupils*."""
    record: str | None
    """The statement that gives it; ``None`` for the page."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two opposite answers, the earlier one first."""

    before: _Told
    after: _Told
    weight: float
    """What the words that they share say, above what is asked for."""
    kind: Literal["contradiction", "shift"]


def affairs_apart(known: Known, lines: Lines) -> Iterator[Finding]:
    """The contradictions and shifts between opposite answers."""
    told: dict[str, list[_Told]] = defaultdict(list)
    for number, line in enumerate(lines.all):
        before = lines.all[number - 1] if number and lines.all[number - 1].article_id == line.article_id else line
        given = list(_answers(known, lines, line, before))
        both = {one.question.name for one in given if one.yes} & {one.question.name for one in given if not one.yes}
        for one in given:
            if one.question.name not in both:  # *Intact with only smoke damage* is neither.
                told[one.question.name].append(one)
    for name in sorted(told):
        yield from _apart(known, lines, told[name])


def _answers(known: Known, lines: Lines, line: Line, before: Line) -> Iterator[_Told]:
    """The answers that a sentence gives."""
    found = [] if line.text.rstrip("\"”’') ").endswith("?") else affairs().answers(line.text)
    reaches = [(reach.start, reach.end) for reach in denied_in(line.text)] if found else []
    around = (frozenset(line.words) | frozenset(before.words)) - _empty() if found else frozenset()
    for one in found:
        low, high = clause_of(line.text, one.start)
        low, high = min(low, one.whole[0]), max(high, one.whole[1])
        told, near = (_told(line.text[low:end]) for end in (high, one.start))
        if near & affairs().open or told & _OPEN or _BOUND.match(line.text, high):
            continue
        denied = _denied(line.text, one, reaches, low)
        if denied is None or (told & affairs().so_far and (denied or one.negative)):
            continue
        yield _Told(
            line, one.question, one.yes != denied, bool(near & affairs().ahead or told & _WILL),
            bool(told & affairs().firm), lines.teller(line, one.start), lines.told(line, one.start),
            _clause(known, line, low, high), _own(line, one, low, high), around,
            frozenset(map(stem, _told(line.text[slice(*one.whole)]) & affairs().people)) - _empty(),
            said.id if (said := lines.statement(line, one.start)) is not None else None,
        )  # fmt: skip


def _clause(known: Known, line: Line, low: int, high: int) -> Span:
    """A part of a sentence as words of its page, without marks at its ends."""
    text = line.text[low:high]
    start, end = low + len(text) - len(text.lstrip(_MARKS)), low + len(text.rstrip(_MARKS))
    return Span(line.span.start + start, line.span.start + end, known.articles[line.article_id].text)


def _own(line: Line, one: Answer, low: int, high: int) -> frozenset[str]:
    """The stems of a clause but for those that answer."""
    own = {
        word
        for word, places in line.words.items()
        if any(low <= at < high and not one.start <= at < one.end for at in places)
    }
    return frozenset(own) - _empty()


def _told(text: str) -> frozenset[str]:
    """The words of a text, in small letters."""
    return frozenset(word.casefold().replace("’", "'") for word in _WORD.findall(text))


def _denied(text: str, one: Answer, reaches: Sequence[tuple[int, int]], low: int) -> bool | None:
    """Whether an answer is denied by words that are not its own; ``None`` if that is not sure: *did not hear that*."""
    if one.negative:
        return False
    if _OF_NOTHING.match(text, one.end):
        return True
    for first, last in reaches:
        if first < one.end and one.start < last:
            between = _WORD.findall(text[first : one.start])[1:]
            far = len(between) > _FARTHEST or any(word.casefold() in affairs().noticing for word in between)
            return None if far else True
    near = [word.casefold() for word in _WORD.findall(text[max(low, one.start - _BEFORE) : one.start])]
    return not affairs().denying.isdisjoint(near[-_NEAR:]) or not affairs().lacking.isdisjoint(near[-_BESIDE:])


@cache
def _empty() -> frozenset[str]:
    """Stems of words that do not say of what."""
    return frozenset(map(stem, affairs().empty))


def _apart(known: Known, lines: Lines, told: Sequence[_Told]) -> Iterator[Finding]:
    """The findings among the answers to one question: the surest pair, with what says the same on both sides."""
    pairs = [
        pair
        for one, other in _opposite(told)
        if known.apart(one.line.article_id, other.line.article_id)
        and (pair := _pair(known, lines, one, other)) is not None
    ]
    pairs.sort(key=lambda pair: (-pair.weight, *_place(pair.before), *_place(pair.after)))
    used: set[tuple[str, int]] = set()
    for pair in pairs:
        if {_place(pair.before), _place(pair.after)} & used:
            continue
        sides = ([pair.before], [pair.after])
        for other in pairs:
            if other.kind == pair.kind and (other.before is pair.before) != (other.after is pair.after):
                side, new = (sides[1], other.after) if other.before is pair.before else (sides[0], other.before)
                if len(side) < MOST and _place(new) not in map(_place, side):
                    side.append(new)
        used.update(_place(one) for side in sides for one in side)
        yield _finding(known, pair, sides)


def _opposite(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """The opposite answers on two pages that share a word, a state or a voice."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        voice = {one.who.key, one.who.family} if one.who is not None else set()
        for token in one.around | one.line.states.keys() | voice:
            index[token].append(number)
    pairs = {
        (first, second)
        for numbers in index.values()
        if len(numbers) <= MOST_ANSWERS
        for first in numbers
        for second in numbers
        if told[first].yes and not told[second].yes and told[first].line.article_id != told[second].line.article_id
    }
    for first, second in sorted(pairs):
        yield told[first], told[second]


def _place(one: _Told) -> tuple[str, int]:
    """The sentence that gives an answer."""
    return one.line.article_id, one.line.number


def _pair(known: Known, lines: Lines, one: _Told, other: _Told) -> _Pair | None:
    """Two opposite answers as a pair; ``None`` if both may be right."""
    before, after, gap = one, other, days_between(one.told, other.told)
    back = days_between(other.told, one.told)
    if back is not None and back > 0:
        before, after, gap = other, one, back
    kind = _kind(known, before, after, gap)
    if kind is None or (one.who is None and other.who is None) or _elsewhere(lines, before, after):
        return None
    weight = _weight(lines, before, after) - LEAST[before.question.of]
    return _Pair(before, after, weight, kind) if weight >= 0 else None


def _kind(known: Known, before: _Told, after: _Told, gap: int | None) -> Literal["contradiction", "shift"] | None:
    """What two opposite answers are to each other by their time; ``None`` if both may be right."""
    same, question = _one_voice(before, after), before.question
    later = gap is not None and gap > 0
    if before.ahead or after.ahead:
        turned = (
            later and question.turns and before.ahead and (same or (not after.ahead and _of_who(known, before, after)))
        )
        return "shift" if turned else None
    if same:
        return "shift" if later else None
    if question.lasts == "always" or (gap is not None and gap <= SAME_TIME):
        return "contradiction"
    return "shift" if later and before.firm and question.turns and _of_who(known, before, after) else None


def _one_voice(one: _Told, other: _Told) -> bool:
    """Whether one side gives both answers."""
    if one.who is None or other.who is None:
        return False
    return one.who.key == other.who.key or (one.who.family == other.who.family and one.who.family.startswith("state:"))


def _of_who(known: Known, before: _Told, after: _Told) -> bool:
    """Whether the later answer tells of who gave the earlier one, or nobody is named on a side."""
    if (before.who is None and before.question.of != "actor") or before.line.states.keys() & after.line.states.keys():
        return True
    if before.who is None:
        return False
    named = map(known.who, known.mentions_in(after.line.article_id, (after.line.span,)))
    families = {before.who.key, before.who.family}
    return any(who is not None and families & {who.key, who.family} for who in named)


def _weight(lines: Lines, one: _Told, other: _Told) -> float:
    """What the words say that two answers share."""
    total = STATE * len(one.line.states.keys() & other.line.states.keys()) + ONE_VOICE * _one_voice(one, other)
    for word in sorted(one.around & other.around):
        inside = (word in one.own) + (word in other.own)
        total += lines.weight(word) * (BOTH_AROUND, AROUND, 1.0)[inside]
    for word in sorted(one.own - other.own):
        kinds = {token for token in tokens(word) if token.startswith("thing:")}
        if kinds and any(kinds & tokens(there) for there in other.own):
            total += ALIKE * lines.weight(word)
    return total


def _elsewhere(lines: Lines, one: _Told, other: _Told) -> bool:
    """Whether both answers are of places, or of states, that the other does not know."""
    if one.whom and other.whom and not one.whom & other.whom:
        return True
    called = [_called(each.clause.exact) for each in (one, other)]
    if any(not called[0][noun] & called[1][noun] for noun in called[0].keys() & called[1].keys()):
        return True  # The tanker Orla, the tanker Varna.
    states = (one.line.states.keys(), other.line.states.keys())
    mine, theirs = ({stem(word.casefold()) for word in _AT.findall(each.clause.exact)} for each in (one, other))
    unknown = [
        bool(names) and not names & lines.words_of(there.line.article_id)
        for names, there in ((mine, other), (theirs, one))
    ]
    return all(unknown) or (all(states) and not states[0] & states[1] and one.question.of != "thing")


def _called(text: str) -> dict[str, frozenset[str]]:
    """The names that stand behind a noun: *the tanker Orla*."""
    found: dict[str, set[str]] = defaultdict(set)
    for noun, name in _NAMED.findall(text):
        if noun not in topics().stop:
            found[noun].add(name)
    return {noun: frozenset(names) for noun, names in found.items()}


def _finding(known: Known, pair: _Pair, sides: Sequence[Sequence[_Told]]) -> Finding:
    """The record of two opposite answers."""
    question, first = pair.before.question, pair.before
    shown = tuple(
        Side(
            f"{side[0].who.name if side[0].who else 'the page'}: {question.yes if side[0].yes else question.no}",
            plain(side[0].told),
            tuple(Evidence(one.line.article_id, one.clause, one.record) for one in side),
        )
        for side in sides
    )
    said = (question.yes, question.no) if first.yes else (question.no, question.yes)
    pages = {one.line.article_id for side in sides for one in side}
    return Finding(
        id=make_id("r", "affair", question.name, *map(str, (*_place(pair.before), *_place(pair.after)))),
        kind=pair.kind, topic=short(" ".join(first.clause.exact.split())),
        actor=first.who.name if first.who else None, sides=shown,
        reason=f"{question.asks}: one says that {said[0]}, another one that {said[1]}", strength="soft",
        independent=len({known.chain(page) for page in pages}), basis="polarity",
    )  # fmt: skip
