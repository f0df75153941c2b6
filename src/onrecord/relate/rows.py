"""What the last and the first of a row show: whose last train has left has ended the service.

Reporters tell an end and a beginning by what is seen of it: *the last bottle came off the line*, *flew there for the
last time*, *the first lorries crossed*, *trains rolled into the station again*. Which things stand in such rows, and
what their ends show, stands in ``turns.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.turns import Turn, turns
from onrecord.relate.claims import Claim

_MOST = 4
"""Words from *last* to its noun, both included: *the last regular passenger train*."""
_BEHIND = 4
"""Words from *of* to the noun of the row: *the last train of a long day*."""
_NEAR = 24
"""Characters behind a verb within which its object begins."""
_TIME = re.compile(
    r"\bfor\s+the\s+(?:very\s+)?(last|final|first)\s+time\b(?!\s+(?:this|of|before|until|that|in\s+(?:this|the))\b)",
    re.I,
)
_ANEW = re.compile(r"\b(?:again|once\s+more)\b", re.I)
_ONE_OF_MANY = re.compile(
    r"\b(?:late|early|delayed|on\s+time|punctually|almost|nearly|perhaps|maybe|if|whether)\b", re.I
)
"""What is told of a row that goes on, or of one that may: *the last bus left an hour late*."""
_BREAK = re.compile(r"[,;:.–—]|\s(?:that|which|who|and|but|because|after|before|as|while|when)\s")


def turned(claim: Claim) -> frozenset[str]:
    """The acts that a claim shows by the last or the first of a row; none of a denial or of what was before."""
    if claim.position == "denied" or claim.source.modality == "negated" or claim.before:
        return frozenset()
    verb = claim.source.trigger[0]
    inside = next((part for part in claim.source.extent if part.start <= verb.start < part.end), None)
    if inside is None or _ONE_OF_MANY.search(inside.exact):
        return frozenset()
    before = inside.exact[: verb.start - inside.start]
    behind = _BREAK.split(inside.exact[verb.end - inside.start :], maxsplit=1)[0]
    lemma = claim.source.lemma
    fitting = [turn for turn in turns().turns if lemma in turn.verbs or lemma.split()[0] in turn.verbs]
    found = {act for turn in fitting for told in (before, behind) for act in _of_phrase(turn, told, told is before)}
    return frozenset(found or _of_time(fitting, before, behind))


def _of_phrase(turn: Turn, told: str, subject: bool) -> Iterator[str]:
    """The acts that *the last train* shows, if it stands there as subject or right behind the verb."""
    named = turns().last | turns().first
    for match in re.finditer(r"[^\W\d_]+(?:['’]\w+)?", told):
        word = match.group().casefold()
        if word not in named or told[: match.start()].endswith("at ") or (not subject and match.start() > _NEAR):
            continue
        following = words(told[match.end() :])
        place = next((n for n, one in enumerate(following[:_MOST]) if stem(one) in turn.nouns), None)
        phrase = following[: place + 1] if place is not None else []
        if not phrase or {stem(one) for one in phrase} & (turns().again - turn.nouns) or topics().stop & {*phrase[:-1]}:
            continue
        if not _begins_anew(told[match.end() :], phrase[-1], subject):
            yield from turn.last if word in turns().last else turn.first


def _begins_anew(told: str, noun: str, subject: bool) -> bool:
    """Whether a row is one of many: *the last train of the day*, *the last train on Friday left late*."""
    rest = words(told[told.casefold().find(noun) + len(noun) :])
    rows = turns().again
    return bool(
        {stem(word) for word in rest} & rows if subject else rest[:1] == ("of",) and {*map(stem, rest[:_BEHIND])} & rows
    )


def _of_time(fitting: list[Turn], before: str, behind: str) -> Iterator[str]:
    """The acts that *for the last time* and *again* show of what stands in a row."""
    time = _TIME.search(behind)
    of_row = [turn for turn in fitting if turn.nouns & {stem(word) for word in words(before)}]
    if time is not None and time[1].casefold() in turns().last:
        named = {stem(word) for word in words(behind)}
        for turn in of_row or [turn for turn in fitting if turn.nouns & named] or fitting:
            yield from turn.last
    elif time is not None or _ANEW.search(behind):
        for turn in of_row:
            yield from turn.first
