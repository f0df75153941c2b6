"""Where the mentions of a page stand: in a headline, in the phrase of another one, in what somebody says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.records import ActorMention, Statement

_HEADLINE = 160
"""Longest line without a full stop, in characters, that is taken for a headline."""
_SENTENCE_ENDS = frozenset(".!?:;,…\"'”’»)")


def inner(mentions: Sequence[ActorMention]) -> set[str]:
    """The mentions that stand inside the phrase of another: owners and parts of titles."""
    found: set[str] = set()
    open_phrases: list[ActorMention] = []
    for mention in mentions:
        open_phrases = [one for one in open_phrases if one.span.end > mention.span.start]
        if any(one.span.contains(mention.span) for one in open_phrases):
            found.add(mention.id)
        open_phrases.append(mention)
    return found


def within(mentions: Sequence[ActorMention], statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Mention -> the statements in whose content its head stands, in the order of the statements."""
    heads = sorted((mention.head.start, mention.head.end, mention.id) for mention in mentions)
    starts = [start for start, _, _ in heads]
    found: dict[str, list[Statement]] = {}
    for one in statements:
        held = {
            name
            for span in one.content
            for _, end, name in heads[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            if end <= span.end
        }
        for name in held:
            found.setdefault(name, []).append(one)
    return found


def in_headlines(mentions: Sequence[ActorMention], text: str) -> set[str]:
    """The mentions in lines that end like a headline: short and without a full stop. Nothing refers back to them."""
    found: set[str] = set()
    for mention in mentions:
        start = text.rfind("\n", 0, mention.head.start) + 1
        end = text.find("\n", mention.head.end)
        line = text[start : end if end >= 0 else len(text)].strip()
        if len(line) < _HEADLINE and line[-1:] not in _SENTENCE_ENDS:
            found.add(mention.id)
    return found
