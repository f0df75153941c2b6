"""Stretches of a page around a sentence."""

from __future__ import annotations

from onrecord.records import Span
from onrecord.relate.known import sentence_of

LONGEST_TOPIC = 70
"""Characters of a topic."""


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


def short(text: str, other: str | None = None) -> str:
    """Words of a page as a topic: those of ``other`` where the text is long, else its first ones."""
    if len(text) <= LONGEST_TOPIC:
        return text
    return other if other is not None else text[:LONGEST_TOPIC].rsplit(" ", 1)[0]
