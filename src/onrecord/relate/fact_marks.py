"""What a sentence tells, as marks that another page's sentence may share: days, numbers with their noun, names, words.

Each mark weighs what it would say that two sentences share it: a rare word of the language more than a common one, and
what stands in few sentences of the story more than what it is all about. Who speaks, and by which words a page reports
it, weighs nothing, a person or a state next to nothing: they say whose, not what.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from onrecord.codebooks.actors import roles
from onrecord.codebooks.book import any_of
from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.facts import facts
from onrecord.codebooks.news import months
from onrecord.codebooks.wording import wording
from onrecord.records import ActorMention, Clause, DateInterval, Span, TimeExpression
from onrecord.relate.known import Known
from onrecord.relate.wording import base, sentences, tokens
from onrecord.vectors import WordVectors

SHORTEST, LONGEST = 15, 700
"""Characters of a sentence that is read."""
DAY, MONTH, WEEKDAY, YEAR, SHARE = 1.0, 0.6, 0.5, 0.9, 0.9
"""What it counts that two sentences name one day, month..., or one part of a hundred."""
ODD, PLAIN_NUMBER, SMALL_NUMBER = 1.0, 0.75, 0.45
"""The same for numbers: of three digits or with a fraction; up to a hundred; up to a dozen, or round."""
SMALL = 12
UNIT = 0.1
"""The same for a noun that only measures."""
SPEAKER, PERSON, STATE, CAPITAL = 0.0, 0.1, 0.15, 0.4
"""What part of their weight names keep: of who speaks; of persons; of states, and of their capitals."""
OWN_DAY = 0.5
"""What part of its weight the day of the page itself keeps."""
COMMON = 1.5
"""How fast a word loses weight with the sentences of the story that have it."""
FEW = 80
"""Sentences from which on their number tells how common a word is in them."""
LEAST = 0.1
"""What a word of every sentence keeps."""
WORDS = frozenset({"word", "name", "role"})
"""Kinds of marks that are words."""
_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’]t)?")
_DAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d-\d\d)(?!\d)")
_MONTH = re.compile(r"(?:\d{4}|XXXX)-(\d\d)\Z")
_YEAR = re.compile(r"\d{4}\Z")
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b)")
_OF_MONTH = re.compile(
    r"\bthe\s+(\d{1,2})(?:st|nd|rd|th)\b(?!\s+[a-z])|\b(?:[Tt]ill|[Uu]ntil|[Bb]y|[Ff]or|[Oo]n)\s+the\s+(\d{1,2})(?:st|nd|rd|th)?\b(?!\s+[a-z])"
)
"""A day of a month that the page does not name."""
_LAST_DAY = 31
_WHOLE = 10
"""The greatest whole of such a part."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word, number or time of a sentence."""

    start: int
    end: int
    key: str
    """The stem of a word; kind and value of anything else."""
    kind: str
    """``word``, ``name``, ``role`` (*chairman*), ``number``, ``share``, ``day``, ``month``, ``weekday`` or ``year``."""
    weight: float
    known_by: frozenset[str]
    """What it may be known by: see :func:`onrecord.relate.wording.tokens`."""
    noun: str = ""
    """What a number counts."""

    def weighing(self, weight: float) -> Mark:
        """The same with another weight; sentences have many marks, and ``dataclasses.replace`` is slow."""
        return Mark(self.start, self.end, self.key, self.kind, weight, self.known_by, self.noun)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of a page with its marks."""

    number: int
    article_id: str
    chain: str
    text: str
    """The whole page."""
    span: Span
    marks: tuple[Mark, ...]
    cuts: tuple[int, ...]
    """Where its clauses begin, and the end of the last."""
    verbs: tuple[int, ...]
    """Where its verbs stand."""
    persons: frozenset[str]
    before: int | None
    """The number of the sentence before, if this one points back to it."""

    def clause(self, place: int) -> int:
        """The number of the clause in which a place of the page stands."""
        return max(bisect.bisect_right(self.cuts, place, 0, len(self.cuts) - 1) - 1, 0)


def read_tellings(known: Known, vectors: WordVectors) -> list[Telling]:
    """The sentences of the bodies of all pages, in an order that does not depend on that of the pages."""
    found: list[Telling] = []
    verbs: dict[str, list[int]] = defaultdict(list)
    for clause in sorted(known.pile.all(Clause), key=lambda one: one.predicate[0].start):
        verbs[clause.article_id].append(clause.predicate[0].start)
    for article_id in sorted(known.articles):
        reader = _Reader(known, article_id, vectors, verbs)
        view, last = known.body(article_id), -1
        for low, high in _bounds(view.text):
            spans = view.lift(low, high) if high > low else ()
            if len(spans) != 1 or not SHORTEST <= len(spans[0].exact) <= LONGEST:
                continue
            follows = "\n\n" not in view.text[last:low] if last >= 0 else False
            before = len(found) - 1 if follows else None
            last = high
            found.append(reader.telling(len(found), spans[0], before))
    return _weighed(found)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a body begin and end; a line end ends one too."""
    for start, end in sentences(text):
        cut = text[start:end]
        yield start + len(cut) - len(cut.lstrip()), start + len(cut.rstrip())


class _Reader:
    """Reads the sentences of one page."""

    def __init__(self, known: Known, article_id: str, vectors: WordVectors, verbs: Mapping[str, Sequence[int]]) -> None:
        self._known, self._page, self._vectors = known, article_id, vectors
        self._text = known.articles[article_id].text
        self._chain = known.chain(article_id)
        self._times = [(time, key) for time in known.times_in(article_id) if (key := _time_key(known, time))]
        self._day = (known.published(article_id).earliest or "")[5:]
        self._verbs = verbs.get(article_id, ())
        self._kept: list[tuple[Span, float]] = []
        for statement in known.statements.values():
            if statement.article_id == article_id:
                self._kept += [(span, SPEAKER) for span in (*statement.speaker, *statement.cue)]
        self._named = [one for one in known.mentions_of(article_id) if one.form in ("name", "place")]
        self._kept += [kept for one in self._named if (kept := self._of_name(one)) is not None]

    def _of_name(self, mention: ActorMention) -> tuple[Span, float] | None:
        """What part of its weight a name keeps; ``None`` if all of it."""
        who = self._known.who(mention.id)
        if who is None:
            return None
        if mention.form == "name" and mention.kind == "person":
            return (mention.span, PERSON) if " " in who.name else None  # A single word may be a place.
        if who.family.startswith("state:"):
            return mention.head, CAPITAL if who.key == f"name:{mention.head.exact.casefold()}" else STATE
        return None

    def telling(self, number: int, span: Span, before: int | None) -> Telling:
        """A sentence with its marks, those of words weighed by how rare they are in the language."""
        inside = [(time, key) for time, key in self._times if span.contains(time.span)]
        marks = [self._time(time, key) for time, key in inside]
        taken = [(time.span.start, time.span.end) for time, _ in inside]
        for part in _parts().finditer(self._text, span.start, span.end):
            few, whole = _value(part[1]), _value(part[2])
            if few and whole and few < whole <= _WHOLE and few == int(few):
                marks.append(_mark(part.start(), part.end(), "share", f"{100 * few / whole:g}", SHARE))
                taken.append((part.start(1), part.end(1)))
                taken.append((part.start(2), part.end(2)))
        for match in _OF_MONTH.finditer(self._text, span.start, span.end):
            day = int(match[1] or match[2])
            if day <= _LAST_DAY and not any(start <= match.start() < end for start, end in taken):
                marks.append(_mark(match.start(), match.end(), "day", f"XX-{day:02d}", DAY))
                taken.append(match.span())
        told = list(_WORD.finditer(self._text, span.start, span.end))
        kept = [(one, part) for one, part in self._kept if one.start < span.end and span.start < one.end]
        for place, word in enumerate(told):
            if not any(start <= word.start() < end for start, end in taken):
                mark = self._word(word, told[place + 1 : place + 3], kept)
                marks += [mark] if mark is not None else []
        low = {word[0].casefold() for word in told}
        cuts = (span.start, *(span.start + cut.end() for cut in facts().clause.finditer(span.exact)), span.end)
        persons = {
            who.key
            for one in self._named
            if one.kind == "person" and span.contains(one.head) and (who := self._known.who(one.id)) is not None
        }
        marks.sort(key=lambda mark: (mark.start, mark.end))
        inside_verbs = tuple(start for start in self._verbs if span.start <= start < span.end)
        return Telling(
            number, self._page, self._chain, self._text, span, tuple(marks), cuts, inside_verbs, frozenset(persons),
            before if low & facts().pointing else None,
        )  # fmt: skip

    def _time(self, time: TimeExpression, key: str) -> Mark:
        kind, _, value = key.partition(":")
        weight = {"day": DAY, "month": MONTH, "weekday": WEEKDAY, "year": YEAR}[kind]
        own = kind == "day" and value == self._day
        return _mark(time.span.start, time.span.end, kind, value, weight * (OWN_DAY if own else 1.0))

    def _word(
        self, word: re.Match[str], behind: Sequence[re.Match[str]], kept_by: Sequence[tuple[Span, float]]
    ) -> Mark | None:
        """The mark of a word or number; ``None`` for words without a subject."""
        told = word[0].casefold()
        value = _value(told)
        if value is not None and told != "one":
            if _PERCENT.match(self._text, word.end()):
                return _mark(word.start(), word.end(), "share", f"{value:g}", SHARE)
            nouns = [stem(other[0].casefold()) for other in behind if not other[0][0].isdigit()]
            noun = next((noun for noun in nouns if noun not in topics().stop or noun in facts().units), "")
            return replace(_mark(word.start(), word.end(), "number", f"{value:g}", _telling(value)), noun=noun)
        if told in topics().stop or told in wording().faint or len(told) < 2:
            return None
        kept = min((part for span, part in kept_by if span.start <= word.start() < span.end), default=1.0)
        weight = UNIT if stem(told) in facts().units else self._vectors.rarity(told)
        role = roles().get(stem(told))
        kind = "name" if word[0][0].isupper() else "role" if role is not None and role.kind == "person" else "word"
        return Mark(word.start(), word.end(), stem(told), kind, weight * kept, _known_by(told))


@lru_cache(maxsize=1 << 16)
def _known_by(told: str) -> frozenset[str]:
    """What a word may be known by."""
    return tokens(stem(told)) | tokens(base(told))


def _mark(start: int, end: int, kind: str, value: str, weight: float) -> Mark:
    """The mark of a number or time."""
    key = f"{kind}:{value}"
    return Mark(start, end, key, kind, weight, frozenset({key}))


@cache
def _parts() -> re.Pattern[str]:
    """*Four in five*, *four trains on five*: the pattern of a part and its whole."""
    number = rf"({any_of(facts().numerals)}|\d)"
    return re.compile(rf"\b{number}\s+(?:[a-z]+\s+)?(?:in|of|on|out\s+of)\s+(?:every\s+)?{number}\b", re.I)


def _value(word: str) -> float | None:
    """The number that a word is."""
    told = facts().numerals.get(word.casefold(), word).replace(",", "")
    return float(told) if told[:1].isdigit() and re.fullmatch(r"\d+(?:\.\d+)?", told) else None


def _telling(value: float) -> float:
    """How little two things have a number by chance."""
    digits = len(f"{value:.10g}".replace(".", "").strip("0"))
    if digits > 2 or (digits == 2 and value != int(value)):
        return ODD
    return PLAIN_NUMBER if digits == 2 and value > SMALL else SMALL_NUMBER


def _time_key(known: Known, time: TimeExpression) -> str:
    """The day, month, year or weekday that words for a time name; empty for anything else.

    The year of a day is left out, since a page that tells none would not meet one that does.
    """
    value = time.value or ""
    if time.type not in ("DATE", "TIME"):
        return ""
    if not _DAY.match(value):
        date = known.dated(time.id, DateInterval())
        if date.earliest is not None and date.earliest == date.latest:
            value = date.earliest
    for kind, pattern in (("day", _DAY), ("month", _MONTH), ("year", _YEAR)):
        if (match := pattern.match(value)) is not None:
            return f"{kind}:{match[1] if match.lastindex else match[0]}"
    names = set(words(time.span.exact))
    for kind, section in (("month", "months"), ("weekday", "weekdays")):
        for number, listed in enumerate(months()[section], 1):
            if names & set(listed):
                return f"{kind}:{number:02d}"
    return ""


def _weighed(found: Sequence[Telling]) -> list[Telling]:
    """The sentences, the marks of each weighed by how few sentences of the story have them too."""
    own = {id(mark): list(_own(mark)) for telling in found for mark in telling.marks}
    counted: Counter[str] = Counter()
    for telling in found:
        counted.update({token for mark in telling.marks for token in own[id(mark)]})
    size = max(len(found), FEW) + 1

    def weight(mark: Mark) -> float:
        times = max((counted[token] for token in own[id(mark)]), default=1)
        part = max(LEAST, math.log(size / (times + 0.5)) / math.log(size))
        return float(mark.weight * part ** (COMMON if mark.kind in WORDS else 1.0))

    return [replace(telling, marks=tuple(mark.weighing(weight(mark)) for mark in telling.marks)) for telling in found]


def _own(mark: Mark) -> Iterator[str]:
    """By what a mark is known but for the acts and things of the thesaurus, which many words name."""
    return (token for token in mark.known_by if not token.startswith(("act:", "thing:", "fate:")))
