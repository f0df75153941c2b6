"""A thing that one sentence denies and another one tells, in whatever words, by whoever says it.

*Neither a note nor a call has come from Lond* and *a note with four questions was handed to the envoy*: no verb
returns, and nobody acts twice, yet the note does. What a denial is of are the words of content in its reach; a sentence
that has most of them by weight (:mod:`onrecord.relate.lines`), and neither denies nor only wishes or fears it, tells
of it. What may have come about since is no contradiction: a denial of what is to come meets deeds of the same side
alone, and then its side has shifted; one of the time so far meets nothing later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.codebooks.clauses import stem
from onrecord.codebooks.contrary import contrary_words
from onrecord.records import DateInterval, Evidence, Finding, Side, Span, make_id
from onrecord.relate.denied_words import Reach, Tense, clause_of, denied_in, is_meant, is_told, tense_of
from onrecord.relate.known import Known, Who, days_between, plain
from onrecord.relate.lines import Line, Lines
from onrecord.relate.passages import MARKS, short
from onrecord.relate.wording import numbers_apart, read, tokens

LEAST_WORD = 0.05
"""Weight of a word that is compared."""
LEAST = 0.35
"""Weight of the words that a denial and a telling must share."""
LEAST_PART = 0.5
"""Part of the weight of what is denied that they must share."""
LEAST_OF_ALL = 0.42
"""Part of the weight of all that is denied which they must share even where the thing itself is the same."""
LEAST_ALONE, LEAST_OF_DEED, PART_ALONE = 0.4, 0.65, 0.6
"""The same where they share one word alone, a thing or a verb."""
STATE = 0.2
"""What a state counts that both sentences name."""
BESIDE, BESIDE_ALONE = 0.3, 0.5
"""Weight of what else the sentences around them must share; and where they share one word alone."""
TELLING = 0.25
"""Weight from which a word of a denial is looked for on other pages."""
MOST_LINES = 40
"""Sentences of a word from which it is looked for no more: it is what the story is about."""
SOON = 3
"""Days after a denial within which what is told is still of its time."""
MOST_SHOWN = 3
"""Tellings that are shown against one denial."""
MANY = 8
"""Pages of a story from which on more sentences are alike by chance."""
OF_MANY = 0.6
"""Part of the weight of all that is denied which two sentences of such a story must share, by two words at least."""
OF_OTHERS = 0.5
"""Weight of the other words that a sentence must have which has only a word like that for the thing or the deed."""
OF_HEADLINE = 0.3
"""Part of the weight of a headline that the sentence has which it is taken from."""
_AS_SURE = {"root": 0.9, "act": 0.75, "thing": 0.5, "fate": 0.5}


_OUTSIDE = re.compile(r"\b(?:outside|abroad|elsewhere|nowhere)\b")
_TAKES_PLACE = re.compile(r"\bt(?:ake|aken|ook)\s+(?:place|part)\b")
_OR = re.compile(r"(\w+),?\s+n?or\s+(?:an?\s+|any\s+|other\s+)*(\w+)")
_SPACE = re.compile(r"(?<=\s)\S")
_FEWEST = 2
"""Words by which the denial of a deed says which one."""
_FIRST_WORDS = 6
"""Words of a reach of which one must be said by somebody."""
_AT = re.compile(r"\b(?:in|at|near|outside|off)\s+(?:the\s+)?([A-ZÀ-ÞĀ-Ž][\w’'-]+)")
"""A place, by name."""


@dataclass(frozen=True, slots=True)
class _Denial:
    """What a sentence denies."""

    line: Line
    reach: Reach
    """Where in the sentence what is denied stands."""
    words: frozenset[str]
    """Stems of what is denied."""
    who: Who | None
    """Who denies it; ``None`` for the page."""
    told: DateInterval
    tense: Tense
    record: str | None
    """The statement in which it is denied."""

    @property
    def others(self) -> frozenset[str]:
        """Stems of things of which each is denied: *no letter or other notice*."""
        told = self.line.text[self.reach.start : self.reach.end]
        return frozenset(stem(word.casefold()) for match in _OR.finditer(told) for word in match.groups() if word)

    @property
    def of_asking(self) -> bool:
        """Whether it is denied that somebody asked for something."""
        return contrary_words().asking.search(self.line.text, self.reach.start, self.reach.end) is not None

    @property
    def called(self) -> bool:
        """Whether it is called out of the question, and not said not to be."""
        return self.reach.thing and contrary_words().behind.search(self.line.text, 0, self.reach.end) is not None


@dataclass(frozen=True, slots=True)
class _Telling:
    """A sentence that tells of what is denied."""

    line: Line
    who: Who | None
    told: DateInterval
    at: int
    """Where the first shared word stands."""
    shared: tuple[str, ...]
    """The words of the denial that it has, or words for the same, the heaviest first."""
    weight: float
    record: str | None
    """The statement that tells it; ``None`` for the page."""


class _Contrary:
    """The sentences of a story, what they deny and what they tell."""

    def __init__(self, known: Known, lines: Lines) -> None:
        self._known = known
        self._lines = lines
        self._places = {line: place for place, line in enumerate(self._lines.all)}
        self._many = len(known.articles) > MANY
        self._denied: dict[Line, list[_Denial]] = {}
        for line in self._lines.all:
            self._denied[line] = list(self._denials(line))

    def findings(self) -> Iterator[Finding]:
        """The denials that meet a telling, each once."""
        for line in self._lines.all:
            met = [(denial, self._met(denial)) for denial in self._denied[line]]
            best = max(met, key=lambda one: sum(told.weight for told in one[1]), default=None)
            if best is not None and best[1]:
                yield _finding(self._known, *best)

    def _denials(self, line: Line) -> Iterator[_Denial]:
        """What a sentence denies."""
        if line.text.rstrip("\"”’') ").endswith("?"):
            return
        for reach in denied_in(line.text):
            at = self._said_at(line, reach)
            if at is None:
                continue
            verb = contrary_words().denying.match(line.text, reach.start)
            first = verb.end() if verb is not None else reach.start
            inside = {
                word for word, places in line.words.items() if any(first <= place < reach.end for place in places)
            }
            inside -= {"took", "take", "taken"} if _TAKES_PLACE.search(line.text, reach.start, reach.end) else set()
            words = frozenset(word for word in inside - contrary_words().empty if self._lines.weight(word) > LEAST_WORD)
            strong = words - contrary_words().weak - self._lines.names
            if reach.core and not reach.thing and len(words) < _FEWEST:
                continue  # *People don't react*: to what?
            if any(self._lines.weight(word) >= TELLING for word in strong):
                voice = self._lines.voice(line, at)
                reported = voice is not None and voice.manner != "direct"
                yield _Denial(
                    line, reach, words, self._lines.teller(line, at), self._lines.told(line, at),
                    tense_of(line.text, reach, reported), self._record(line, at),
                )  # fmt: skip

    def _said_at(self, line: Line, reach: Reach) -> int | None:
        """The first place of a reach that somebody says: of *denied that it asked* what stands behind the verb."""
        starts = [reach.start, *(m.start() for m in _SPACE.finditer(line.text, reach.start, reach.end))]
        return next((at for at in starts[:_FIRST_WORDS] if self._lines.said(line, at)), None)

    def _record(self, line: Line, at: int) -> str | None:
        statement = self._lines.statement(line, at)
        return statement.id if statement is not None else None

    def _met(self, denial: _Denial) -> list[_Telling]:
        """The sentences that tell of what is denied, the surest first."""
        found = [
            telling
            for number in self._near(denial)
            if (telling := self._telling(denial, self._lines.all[number])) is not None
        ]
        found.sort(key=lambda one: (-one.weight, one.line.article_id, one.line.number))
        return [part for one in found[:MOST_SHOWN] for part in self._with_body(one)]

    def _with_body(self, telling: _Telling) -> list[_Telling]:
        """A headline with the sentence of its page that it is taken from; any other sentence by itself."""
        if telling.line.number:
            return [telling]
        head = {word: self._lines.weight(word) for word in telling.line.words}
        body = [line for line in self._lines.all if line.article_id == telling.line.article_id and line.number]
        told = {line: sum(head[word] for word in sorted(head.keys() & line.words.keys())) for line in body}
        best = max(body, key=lambda line: (told[line], -line.number), default=None)
        if best is None or told[best] < OF_HEADLINE * sum(head.values()) or self._unsure(best, 0, asked=False):
            return [telling]
        at = min(places[0] for word, places in best.words.items() if word in head)
        again = replace(
            telling, line=best, who=self._lines.teller(best, at), told=self._lines.told(best, at), at=at,
            record=self._record(best, at),
        )  # fmt: skip
        return [again, telling]

    def _near(self, denial: _Denial) -> list[int]:
        """The sentences that have a telling word of a denial, and those of the same person."""
        own = denial.who is not None and self._known.person(denial.who)
        found = set(self._lines.by_teller.get(denial.who.key, ()) if denial.who is not None and own else ())
        for word in denial.words:
            if self._lines.weight(word) < TELLING:
                continue
            for token in tokens(word):
                numbers = self._lines.by_token.get(token, ())
                if len(numbers) <= MOST_LINES:
                    found.update(numbers)
        return sorted(found)

    def _telling(self, denial: _Denial, line: Line) -> _Telling | None:
        """A sentence as one that tells of what is denied; ``None`` if it does not, or may be of another time."""
        book, weight, reach = contrary_words(), self._lines.weight, denial.reach
        if line is denial.line or line.text.rstrip("\"”’') ").endswith("?"):
            return None
        shared: dict[str, tuple[float, int]] = {}
        for word in denial.words:
            best = _found(word, line) or self._of_state(word, denial.line, line)
            if best is not None and not self._unsure(line, best[1], denial.of_asking):
                shared[word] = best
        core = reach.core & denial.words
        small = reach.thing and core and core <= shared.keys()
        part = sum(map(weight, sorted(core if small else denial.words)))
        got = sum(share * weight(word) for word, (share, _) in sorted(shared.items()))
        strong = [word for word in shared if word not in book.weak | self._lines.names]
        firm = sum(share * weight(word) for word, (share, _) in sorted(shared.items()) if word not in book.weak)
        spare = (denial.others & shared.keys() and denial.others) | book.light
        whole = sum(map(weight, sorted(denial.words - (spare - shared.keys()))))
        if not strong or firm < LEAST or got < LEAST_PART * part or got < LEAST_OF_ALL * whole:
            return None
        if (
            _OUTSIDE.search(denial.line.text, reach.start, reach.end)
            and not _OUTSIDE.search(line.text)
            and not line.states
        ):
            return None  # Not sold outside the country: sold it was.
        if (reach.core and not reach.core & shared.keys()) or (reach.about and not reach.about & line.words.keys()):
            return None
        exact = [word for word in strong if shared[word][0] >= _AS_SURE["root"]]
        beside = self._beside(denial, line, shared)
        if reach.core and not reach.core & set(exact) and sum(map(weight, sorted(exact))) < OF_OTHERS:
            return None
        if self._many and (len(exact) < 2 or got < OF_MANY * whole):
            return None
        if not exact or (len(exact) < 2 and beside < (BESIDE_ALONE if len(strong) < 2 else BESIDE)):
            return None
        least = LEAST_ALONE if reach.thing else LEAST_OF_DEED
        if len(strong) < 2 and (firm < least or got < PART_ALONE * part):
            return None
        at = min(place for _, place in shared.values())
        telling = _Telling(
            line, self._lines.teller(line, at), self._lines.told(line, at), at,
            tuple(sorted(strong, key=lambda word: (-weight(word), word))), got, self._record(line, at),
        )  # fmt: skip
        return telling if self._may_meet(denial, telling) else None

    def _beside(self, denial: _Denial, line: Line, shared: Mapping[str, object]) -> float:
        """The weight of what else the two sentences and those before them have in common."""
        here, there = (self._around(one) for one in (denial.line, line))
        common = {word for word in here & there - shared.keys() if word not in contrary_words().weak}
        states = self._states_around(denial.line) & self._states_around(line)
        return sum(map(self._lines.weight, sorted(common))) + STATE * len(states)

    @staticmethod
    def _of_state(word: str, line: Line, other: Line) -> tuple[float, int] | None:
        """Where another sentence names the state that a word names: *France*, *Paris*."""
        places = line.words.get(word, ())
        for state in sorted(line.states.keys() & other.states.keys()):
            if set(places) & set(line.states[state]):
                return 1.0, other.states[state][0]
        return None

    def _around(self, line: Line) -> frozenset[str]:
        """The words of a sentence and of the one before it."""
        return frozenset(line.words.keys() | self._before(line).words.keys())

    def _states_around(self, line: Line) -> frozenset[str]:
        """The states that a sentence and the one before it name."""
        return frozenset(line.states.keys() | self._before(line).states.keys())

    def _before(self, line: Line) -> Line:
        """The sentence before one on its page; the first is its own."""
        place = self._places[line]
        before = self._lines.all[place - 1] if place else line
        return before if before.article_id == line.article_id else line

    def _unsure(self, line: Line, at: int, asked: bool) -> bool:
        """Whether what stands at a place of a sentence is denied or left open."""
        denied = any(one.reach.start <= at < one.reach.end for one in self._denied.get(line, ()))
        return denied or not (is_told(line.text, at, asked) or is_meant(line.text, at))

    def _may_meet(self, denial: _Denial, telling: _Telling) -> bool:
        """Whether time and voices let the telling stand against the denial."""
        if denial.who is None and telling.who is None and denial.line.article_id == telling.line.article_id:
            return False
        same = denial.who is not None and telling.who is not None and denial.who.key == telling.who.key
        if denial.line.article_id == telling.line.article_id and (same or None in (denial.who, telling.who)):
            return False
        if self._elsewhere(denial, telling):
            return False
        since = days_between(denial.told, telling.told)
        days = self._days(telling)
        after = denial.told.latest is not None and bool(days) and min(days) > denial.told.latest
        if since is None and denial.tense == "so far" and (after or not days):
            return False
        if denial.tense == "ahead":
            meant = is_meant(telling.line.text, telling.at)
            if self._own(denial, telling):
                return since is None or (since >= 0) != meant
            return denial.called and not meant and not after  # *Overloading is out of the question*: nor was it so.
        if after:
            return same and since is not None and since > 0
        late = since is not None and since > SOON and not days and telling.told.day is not None
        return not late or denial.tense == "over" or self._own(denial, telling)

    def _days(self, telling: _Telling) -> frozenset[str]:
        """The days that the part of a sentence names in which something is told."""
        line = telling.line
        low, high = clause_of(line.text, telling.at)
        text = self._known.articles[line.article_id].text
        part = Span(line.span.start + low, line.span.start + high, text)
        return self._known.days_in(line.article_id, part, parts=True)

    def _elsewhere(self, denial: _Denial, telling: _Telling) -> bool:
        """Whether both sentences name a place that the page of the other does not know, or count otherwise."""
        here, there = denial.line, telling.line
        if numbers_apart(
            read(here.text[clause_of(here.text, denial.reach.start)[0] : denial.reach.end]), read(there.text)
        ):
            return True
        mine, theirs = ({stem(word.casefold()) for word in _AT.findall(line.text)} for line in (here, there))
        unknown = [
            bool(names) and not names & self._lines.words_of(page)
            for names, page in ((mine, there.article_id), (theirs, here.article_id))
        ]
        return all(unknown)

    def _own(self, denial: _Denial, telling: _Telling) -> bool:
        """Whether the side that denies it tells it, or is named where it is told."""
        if (
            denial.who is None or not denial.who.family.startswith("state:")
        ) and denial.line.states.keys() & telling.line.states.keys():
            return True  # *Russia would not take part, he said*: whoever he is.
        if denial.who is None:
            return False
        families = {denial.who.key, denial.who.family}
        bodies = {
            mention.id
            for mention in self._known.headed_in(telling.line.article_id, (telling.line.span,))
            if mention.form == "name" and mention.kind == "organization"
        }
        others = {who.key for who in map(self._known.who, sorted(bodies)) if who is not None}
        if others and denial.who.key not in others and not self._known.person(denial.who) and telling.who is None:
            return False  # One ministry will not, another one did.
        if telling.who is not None and families & {telling.who.key, telling.who.family}:
            return True
        named = self._known.mentions_in(telling.line.article_id, (telling.line.span,))
        return any(who is not None and families & {who.key, who.family} for who in map(self._known.who, named))


def contraries(known: Known, lines: Lines) -> Iterator[Finding]:
    """The contradictions and shifts between denials and what other sentences tell."""
    yield from _Contrary(known, lines).findings()


def _found(word: str, line: Line) -> tuple[float, int] | None:
    """How surely a sentence has a word or one for the same, and where; ``None`` if it has none."""
    if word in line.words:
        return 1.0, line.words[word][0]
    own, best = tokens(word), None
    for other, places in line.words.items():
        if other in contrary_words().light:
            continue
        sure = max((_AS_SURE.get(token.partition(":")[0], 0.0) for token in own & tokens(other)), default=0.0)
        if sure and (best is None or sure > best[0]):
            best = sure, places[0]
    return best


def _finding(known: Known, denial: _Denial, met: Sequence[_Telling]) -> Finding:
    """The record of a denial and what is told against it."""
    first = met[0]
    own = denial.who is not None and first.who is not None and denial.who.family == first.who.family
    since = days_between(denial.told, first.told)
    later = since is not None and since > 0
    kind: Literal["shift", "contradiction"] = "shift" if later and (own or denial.tense == "ahead") else "contradiction"
    low = clause_of(denial.line.text, denial.reach.start)[0]
    shown = denial.line.text[low : denial.reach.end]
    begin = low + len(shown) - len(shown.lstrip())
    page = known.articles[denial.line.article_id].text
    shown = shown.rstrip().rstrip(".”\"’'")
    span = Span(denial.line.span.start + begin, denial.line.span.start + low + len(shown), page)
    topic = denial.line.text[denial.reach.start : denial.reach.end] if denial.reach.thing else span.exact
    denied = Side(
        f"{_name(denial.who)}: denied", plain(denial.told), (Evidence(denial.line.article_id, span, denial.record),)
    )
    told = [
        Side(f"{_name(one.who)}: told", plain(one.told), (Evidence(one.line.article_id, one.line.span, one.record),))
        for one in sorted(met, key=lambda one: (one is not first, one.told.latest or "9"))
    ]
    sides = (*told, denied) if since is not None and since < 0 else (denied, *told)
    pages = {denial.line.article_id, *(one.line.article_id for one in met)}
    return Finding(
        id=make_id("r", "contrary", denial.line.article_id, str(span.start)), kind=kind,
        topic=short(" ".join(topic.split()).strip(MARKS)), actor=denial.who.name if denial.who else None, sides=sides,
        reason=f"denied, and told of in other words: {', '.join(first.shared[:4])}", strength="soft",
        independent=len({known.chain(name) for name in pages}), basis="polarity",
    )  # fmt: skip


def _name(who: Who | None) -> str:
    """Who speaks, to be shown."""
    return who.name if who is not None else "the page"
