"""The stretches that a page shares with others, word for word."""

from __future__ import annotations

import re
from collections.abc import Collection

from onrecord.group.shingles import WORDS_IN_SHINGLE, runs
from onrecord.records import Article, Evidence, body_view

LEAST_WORDS = 10
"""Shorter stretches are turns of phrase."""

_WORD = re.compile(r"\w+")


def stretches(article: Article, others: Collection[int]) -> tuple[Evidence, ...]:
    """The stretches of a page whose five-word shingles others have as well, in the order of the text."""
    view = body_view(article)
    words = list(_WORD.finditer(view.text))
    lower = [word[0].lower() for word in words]
    shared: list[list[int]] = []
    for start, number in enumerate(runs(lower)):
        end = start + WORDS_IN_SHINGLE
        if number in others:
            if shared and start <= shared[-1][1]:
                shared[-1][1] = end
            else:
                shared.append([start, end])
    long = [(words[start].start(), words[end - 1].end()) for start, end in shared if end - start >= LEAST_WORDS]
    return tuple(Evidence(article.id, span) for start, end in long for span in view.lift(start, end))
