"""The sentences of a story as they are held against each other word by word, whoever says them.

A word weighs what it says: nothing if any text has it, much if it is rare in the language and on these pages. Rarity
in the language is that of :meth:`onrecord.vectors.WordVectors.rarity`; on the pages it falls with the sentences that
have it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from onrecord.codebooks.actors import known_names
from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.records import DateInterval, Span, Statement
from onrecord.relate.known import Known, Who
from onrecord.relate.told_at import ToldAt
from onrecord.relate.wording import sentences, tokens
from onrecord.vectors import WordVectors

NAME = 0.35
"""Weight of a name before its rarity on the pages: it says of whom or where, and seldom what."""
FIGURE = 0.9
"""Weight of a number of three digits or more, or with a fraction, before its rarity on the pages."""
LEAST_LOCAL = 0.15
"""What a word keeps of its weight that every sentence has."""
_LONGEST = 700
_SHORTEST = 15
_CUED = 80
"""Characters behind a place in which a verb of saying may stand that tells it."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FIGURE = re.compile(r"(?<![\w.,:/’'-])(?:(?:US)?[$€£])?(\d[\d,]*\d\.\d+|\d\.\d+|\d[\d,]*\d\d)(?![\w:/-])")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One sentence."""

    article_id: str
    span: Span
    """Its place on the page."""
    number: int
    """Its place among the sentences of its page."""
    words: Mapping[str, tuple[int, ...]]
    """Stem -> where it stands in the sentence; of a number *#* and its digits."""
    states: Mapping[str, tuple[int, ...]]
    """State that it names -> where its names stand: *Paris* is France."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.exact


class Lines:
    """The sentences of the pages of a story, by their words."""

    def __init__(self, known: Known, vectors: WordVectors) -> None:
        """Read the bodies and headlines of all pages."""
        self._known, self._vectors = known, vectors
        self.all = [line for page in sorted(known.articles) for line in self._of_page(page)]
        small = {stem(word) for line in self.all for word in _WORD.findall(line.text) if word.islower()}
        capital = {
            stem(word.casefold()) for line in self.all for word in _WORD.findall(line.text) if word[:1].isupper()
        }
        roots = {token for word in small for token in tokens(word) if token.startswith("root:")}
        self.names = frozenset(word for word in capital - small if not tokens(word) & roots)
        """Stems that are nowhere written small, nor is another form of theirs: *Overloading*, *overloaded* is none."""
        self._count = Counter(word for line in self.all for word in line.words)
        self._weights: dict[str, float] = {}
        self._of_pages: dict[str, frozenset[str]] = {}

    def _of_page(self, page: str) -> Iterator[Line]:
        """The sentences of a page, its headline first."""
        view = self._known.body(page)
        number = 0
        for head in (block for block in self._known.articles[page].blocks if block.role == "headline"):
            text = self._known.articles[page].text
            yield self._line(page, Span(head.start, head.end, text), number)
            number += 1
            break
        for start, end in sentences(view.text):
            told = view.text[start:end].strip()
            if _SHORTEST <= len(told) <= _LONGEST:
                first = view.text.index(told, start)
                lifted = view.lift(first, first + len(told))
                if len(lifted) == 1:
                    yield self._line(page, lifted[0], number)
                    number += 1

    def _line(self, page: str, span: Span, number: int) -> Line:
        """A sentence with its words of content."""
        found: dict[str, list[int]] = defaultdict(list)
        states: dict[str, list[int]] = defaultdict(list)
        stop = topics().stop | topics().negative
        for match in _WORD.finditer(span.exact):
            for word in words(match[0]):
                if word not in stop and len(word) > 2:
                    found[stem(word)].append(match.start())
        for match in _FIGURE.finditer(span.exact):
            if not _YEAR.fullmatch(match[1]):
                found[f"#{match[1].replace(',', '')}"].append(match.start())
        for mention in self._known.headed_in(page, (span,)):
            who = self._known.who(mention.id)
            if who is not None and who.family.startswith("state:"):
                states[who.family].append(mention.head.start - span.start)
        if number == 0 and not states:  # No mentions are read in headlines.
            for match in _WORD.finditer(span.exact):
                if (country := _countries().get(match[0].casefold().removesuffix("'s").removesuffix("’s"))) is not None:
                    states[f"state:{country}"].append(match.start())
        kept = ({key: tuple(places) for key, places in sorted(those.items())} for those in (found, states))
        return Line(page, span, number, *kept)

    def weight(self, word: str) -> float:
        """What a stem weighs, from 0 to 1."""
        if word not in self._weights:
            rare = NAME if word in self.names else FIGURE if word[0] == "#" else self._vectors.rarity(word)
            every = math.log(len(self.all) + 1)
            local = math.log((len(self.all) + 1) / (self._count[word] + 0.5)) / every if every else 1.0
            self._weights[word] = rare * max(LEAST_LOCAL, local)
        return self._weights[word]

    @cached_property
    def by_token(self) -> Mapping[str, Sequence[int]]:
        """What a word may be known by -> the sentences that have such a word."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.all):
            for token in sorted({token for word in line.words for token in tokens(word)}):
                found[token].append(number)
        return found

    @cached_property
    def by_teller(self) -> Mapping[str, Sequence[int]]:
        """The key of who speaks -> the sentences that hold words of his."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.all):
            for statement in self._known.made(ToldAt).statements(line.article_id):
                who = self._known.speaker(statement) if any(map(line.span.overlaps, statement.content)) else None
                if who is not None:
                    found[who.key].append(number)
        return found

    def words_of(self, page: str) -> frozenset[str]:
        """The stems of all words of a page."""
        if page not in self._of_pages:
            self._of_pages[page] = stems(self._known.articles[page].text)
        return self._of_pages[page]

    def said(self, line: Line, at: int) -> bool:
        """Whether somebody says what stands at a place of a sentence, be it nobody that is named."""
        return self.statement(line, at) is not None

    def statement(self, line: Line, at: int) -> Statement | None:
        """The statement that tells what stands at a place of a sentence; ``None`` for the page itself."""
        return self.voice(line, at) or self._cued(line, at)

    def voice(self, line: Line, at: int) -> Statement | None:
        """The statement in which a place of a sentence stands; of nested ones the shortest."""
        place = line.span.start + at
        around = [
            (sum(len(span.exact) for span in statement.content), statement.id, statement)
            for statement in self._known.made(ToldAt).statements(line.article_id)
            if any(span.start <= place < span.end for span in statement.content)
        ]
        return min(around)[2] if around else None

    def _cued(self, line: Line, at: int) -> Statement | None:
        """The statement whose verb of saying stands behind a place of a sentence: *is out of the question, he said*."""
        place = line.span.start + at
        said = self._known.made(ToldAt).statements(line.article_id)
        behind = (one for one in said if any(place < span.start <= place + _CUED for span in one.cue))
        return next((one for one in behind if all(line.span.contains(span) for span in one.cue)), None)

    def teller(self, line: Line, at: int) -> Who | None:
        """Who says what stands at a place of a sentence; ``None`` for the page itself.

        Of what no statement holds it is who is named as speaking in the sentence: *was out of the question, he said*.
        """
        statement = self.statement(line, at)
        return self._known.speaker(statement) if statement is not None else None

    def told(self, line: Line, at: int) -> DateInterval:
        """When it was said, or else printed."""
        statement = self.statement(line, at)
        return self._known.said(statement) if statement is not None else self._known.published(line.article_id)


@cache
def _countries() -> dict[str, str]:
    """Names of countries, their capitals and peoples of one word, in small letters -> the code of the country."""
    told = ("country", "adjective", "people", "capital")
    return {one.text.casefold(): one.country for one in known_names() if one.what in told and one.country}
