"""How it went, told in two ways: *died of malaria in his bed*, *was beaten with rifle butts*; *fog*, *not one cloud*.

``codebooks/ways.toml`` lists circumstances of which only one kind can be so: how somebody died, the weather when a
ship sank, what a failure came from. Two sentences that tell of two kinds of one circumstance contradict each other if
they are of one thing: of one person by name, of the mishap that both pages are about, or by the rare words that they
and the sentences beside them share. *It was no fall* is a telling of its own, which only a fall contradicts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.codebooks.contrary import contrary_words
from onrecord.codebooks.ways import Aspect, ways
from onrecord.records import DateInterval, Evidence, Finding, Side, Span, make_id
from onrecord.relate.denied_words import clause_of, denied_in
from onrecord.relate.known import Known, Who, days_between, plain
from onrecord.relate.lines import Line, Lines
from onrecord.relate.passages import short

BESIDE = 1
"""Sentences before and behind one in which the words stand that say what it is of."""
NEAR = 3
"""Sentences before one in which somebody has died of whom it may speak."""
HEAD = 4
"""Sentences at the head of a page that say what it is about."""
BACK = 4
"""Sentences before one in which the person is named whom it speaks of."""
LEAST = 0.6
"""Weight of the words that two passages must share, where no person and no mishap makes them one."""
LEAST_WORD = 0.12
"""Weight of a word that counts."""
MOST_SHOWN = 3
"""Sentences that are shown of each kind."""
LONGEST = 260
"""Characters of a sentence that is shown as a whole."""
_MAY = re.compile(r"\bMay\b")
_BY = re.compile(r"\bby\s+(?:\w+\s+)?\Z")
_NONE = re.compile(r"(?:no|not|did not|does not|do not)\b", re.I)
WITHIN = 200
"""Days between two pages of one thing."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A sentence that tells of one kind of a circumstance."""

    line: Line
    kind: str
    denied: bool
    at: int
    shown: Span
    who: Who | None
    told: DateInterval
    persons: frozenset[str]
    """Whom it names, or whom the sentences before it name if it names nobody; but for who speaks."""
    words: frozenset[str]
    """The telling words of it and of the sentences beside it."""


class _Ways:
    """The sentences of a story that tell how something went."""

    def __init__(self, known: Known, lines: Lines) -> None:
        self._known = known
        self._lines = lines
        self._pages: dict[str, list[Line]] = defaultdict(list)
        for line in self._lines.all:
            self._pages[line.article_id].append(line)

    def findings(self) -> Iterator[Finding]:
        """The contradictions about each circumstance, each pair of kinds once for one thing."""
        for aspect in ways():
            found = [way for line in self._lines.all for way in self._told(aspect, line)]
            met: dict[tuple[str, str, str], list[tuple[_Way, _Way]]] = defaultdict(list)
            for number, one in enumerate(found):
                for other in found[number + 1 :]:
                    if (key := self._apart(aspect, one, other)) is not None:
                        first, last = sorted((one, other), key=lambda way: (way.kind, way.denied))
                        met[_name(first), _name(last), key].append((first, last))
            yield from (
                _finding(self._known, aspect, pairs) for _, pairs in sorted(met.items(), key=lambda one: one[0])
            )

    def _told(self, aspect: Aspect, line: Line) -> Iterator[_Way]:
        """The kinds of a circumstance that a sentence tells of, or denies."""
        text = line.text
        if text.endswith("?") or aspect.marks.search(text) is None:
            return
        matches = [(kind, match) for kind, words in aspect.kinds.items() if (match := words.search(text)) is not None]
        if not matches or not self._of(aspect, line):
            return
        reaches = list(denied_in(text))
        for kind, match in matches:
            bare = _NONE.match(match[0]) is not None  # *No fog* is a kind of its own.
            denied = not bare and any(one.start <= match.start() and match.end() <= one.end for one in reaches)
            low, high = clause_of(text, match.start())
            skipped = aspect.skip.search(text, *((0, len(text)) if aspect.of == "person" else (low, high)))
            name = match.start() and match[0][0].isupper()  # *The Suicide Girls*.
            if skipped or name or not (denied or bare or _as_so(text[low : match.start()])):
                continue
            start = line.span.start
            shown = line.span
            if len(text) > LONGEST:
                low += len(text[low:high]) - len(text[low:high].lstrip())
                shown = Span(start + low, start + high, self._known.articles[line.article_id].text)
            who = self._lines.teller(line, match.start())
            yield _Way(
                line, kind, denied, match.start(), shown, who, self._lines.told(line, match.start()),
                self._persons(line, who), self._words(line),
            )  # fmt: skip

    def _of(self, aspect: Aspect, line: Line) -> bool:
        """Whether the sentences around one, or the head of a page about a mishap, have a word of the circumstance."""
        around = self._beside(line, NEAR if aspect.of == "person" else BESIDE, BESIDE)
        if aspect.of == "happening":
            around = [*around, *self._pages[line.article_id][:HEAD]]
        return any(aspect.near.search(one.text) for one in around)

    def _beside(self, line: Line, before: int, behind: int) -> Sequence[Line]:
        """A sentence with those around it."""
        return self._pages[line.article_id][max(0, line.number - before) : line.number + behind + 1]

    def _words(self, line: Line) -> frozenset[str]:
        """The telling words of a sentence and of those beside it."""
        around = {word for one in self._beside(line, BESIDE, BESIDE) for word in one.words}
        return frozenset(word for word in around if self._lines.weight(word) > LEAST_WORD)

    def _persons(self, line: Line, who: Who | None) -> frozenset[str]:
        """Whom a sentence speaks of by name: of those before it the nearest that names somebody."""
        for one in reversed(self._beside(line, BACK, 0)):
            named = [
                self._known.who(mention.id)
                for mention in self._known.headed_in(one.article_id, (one.span,))
                if not _BY.search(one.text, 0, mention.head.start - one.span.start)  # Who did it did not die.
            ]
            found = {each.key for each in named if each is not None and self._known.person(each)}
            found -= {who.key} if who is not None else set()
            if found:
                return frozenset(found)
        return frozenset()

    def _apart(self, aspect: Aspect, one: _Way, other: _Way) -> str | None:
        """What two sentences are of that tell two kinds of a circumstance of one thing; ``None`` if they do not."""
        if (one.denied and other.denied) or (one.kind == other.kind) != (one.denied or other.denied):
            return None
        if frozenset({one.kind, other.kind}) in aspect.together:
            return None
        page, there = one.line.article_id, other.line.article_id
        voices = one.who is not None and other.who is not None and one.who.key != other.who.key
        if (page == there and not voices) or (page != there and not self._known.apart(page, there)):
            return None
        days = days_between(one.told, other.told)
        if days is not None and abs(days) > WITHIN:
            return None
        if aspect.of == "person":
            return min(one.persons & other.persons, default=None)
        if aspect.of == "happening":
            return ""
        shared = one.words & other.words
        return "" if sum(map(self._lines.weight, sorted(shared))) >= LEAST else None


def ways_apart(known: Known, lines: Lines) -> Iterator[Finding]:
    """The contradictions between two tellings of how something went."""
    yield from _Ways(known, lines).findings()


def _as_so(before: str) -> bool:
    """Whether the words of a clause before a kind leave it as told: neither denied nor only feared."""
    book = contrary_words()
    told = _MAY.sub("", before)
    return not any(words.search(told) for words in (book.open, book.no_thing, book.no_deed, book.nobody))


def _name(way: _Way) -> str:
    """The kind, to be shown."""
    return f"not {way.kind}" if way.denied else way.kind


def _finding(known: Known, aspect: Aspect, pairs: Sequence[tuple[_Way, _Way]]) -> Finding:
    """The record of the sentences that tell two kinds."""
    sides = [_side(dict.fromkeys(pair[n] for pair in pairs)) for n in (0, 1)]
    sides.sort(key=lambda side: (side.date.latest or "", side.evidence[0].article_id, side.evidence[0].span.start))
    pages = {piece.article_id for side in sides for piece in side.evidence}
    first, last = pairs[0]
    places = sorted(f"{piece.article_id}:{piece.span.start}" for side in sides for piece in side.evidence)
    return Finding(
        id=make_id("r", "way", aspect.name, *places),
        kind="contradiction", topic=short(first.shown.exact), actor=None, sides=tuple(sides),
        reason=f"{aspect.label}, told in two ways: {_name(first)} / {_name(last)}", strength="soft",
        independent=len({known.chain(page) for page in pages}), basis="cause",
    )  # fmt: skip


def _side(told: Mapping[_Way, None]) -> Side:
    """The sentences that tell one kind, the shortest first."""
    ordered = sorted(told, key=lambda way: (len(way.shown.exact), way.line.article_id, way.line.number))[:MOST_SHOWN]
    first = ordered[0]
    name = first.who.name if first.who is not None else "the page"
    pieces = tuple(Evidence(way.line.article_id, way.shown) for way in ordered)
    return Side(f"{name}: {_name(first)}", plain(first.told), pieces)
