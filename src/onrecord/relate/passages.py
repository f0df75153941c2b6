"""Stretches of a page around a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from onrecord.codebooks.clauses import stems
from onrecord.records import Span, View
from onrecord.relate.known import sentence_of

LONGEST_TOPIC = 70
"""Characters of a topic."""
MARKS = ".,;:\"'“”‘’() "
"""What a topic neither begins nor ends with."""


def sentences_around(text: str, sentence: Span) -> list[Span]:
    """A sentence with the one before and the one after it, of the same paragraph or the next."""
    found = [sentence]
    start = sentence.start - 1
    while start > 0 and text[start].isspace():
        start -= 1
    if start > 0:
        found.insert(0, sentence_of(text, Span(start, start + 1, text)))
    end = sentence.end
    while end < len(text) and (text[end].isspace() or text[end] in '"”’)'):
        end += 1
    if end < len(text):
        found.append(sentence_of(text, Span(end, end + 1, text)))
    return found


def part_around(text: str, whole: Span, inner: Span, cut: re.Pattern[str]) -> Span:
    """The part of a stretch in which some words of it stand, between the places where a pattern cuts it."""
    low, high = inner.start - whole.start, inner.end - whole.start
    cuts = [found.span() for found in cut.finditer(whole.exact)]
    start = max((end for _, end in cuts if end <= low), default=0)
    end = min((begin for begin, _ in cuts if begin >= high), default=len(whole.exact))
    return Span(whole.start + start, whole.start + end, text)


def sentences_with(view: View, longest: int, *marks: re.Pattern[str]) -> Iterator[Span]:
    """The sentences of a body in which some words stand, each once, as spans of the page.

    Args:
        view: the body.
        longest: characters beyond which no sentence is read.
        marks: patterns of the words; the sentences of the first come first.
    """
    starts: set[int] = set()
    for found in chain.from_iterable(mark.finditer(view.text) for mark in marks):
        sentence = sentence_of(view.text, Span(found.start(), found.end(), view.text))
        if sentence.start not in starts and len(sentence.exact) <= longest:
            starts.add(sentence.start)
            lifted = view.lift(sentence.start, sentence.end)
            if len(lifted) == 1:
                yield lifted[0]


def short(text: str, other: str | None = None) -> str:
    """Words of a page as a topic: those of ``other`` where the text is long, else its first ones."""
    if len(text) <= LONGEST_TOPIC:
        return text
    return other if other is not None else text[:LONGEST_TOPIC].rsplit(" ", 1)[0]


def stretch(text: str, shared: frozenset[str]) -> str:
    """The words of a text from the first shared one to the last, as far as there is room for them in a topic.

    Args:
        text: the words of a page.
        shared: stems that other pages have too; if the text has none of them, the topic is its first word.
    """
    told = " ".join(text.split()).split(" ")
    kept = [place for place, word in enumerate(told) if stems(word) & shared]
    first = kept[0] if kept else 0
    best = told[first]
    for last in kept[1:]:
        longer = " ".join(told[first : last + 1])
        best = longer if len(longer) <= LONGEST_TOPIC else best
    return best.strip(MARKS)
