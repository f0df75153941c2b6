"""Which words of a sentence are denied: *no water cannon was used*, *did not take a boat*, *a swap is ruled out*.

Read from the words alone (``codebooks/contrary.toml``), so that sentences whose grammar the parser loses count as
well. What nobody knows, wants or expects is not denied, nor what may, should or must not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.contrary import contrary_words

LONGEST = 160
"""Characters behind a negation within which words are denied."""
_NEAR = 12
"""Characters before a verb of denying in which it may be denied itself."""
_HELPING = frozenset(
    {"be", "been", "being", "is", "are", "was", "wa", "were", "have", "has", "ha", "had", "do", "does", "did", "will"}
    | {"would", "shall", "even", "yet", "any", "a", "an", "the", "to"}
)
_BIDS = re.compile(r"(?:^|[\"“.:]\s*)(?:do\s+not|don['’]t|never)\Z", re.I)
"""Who says *Don't* denies nothing."""
_SETTLED = frozenset({"agreed", "decided", "told", "stopped", "asked", "helped"})
"""What somebody thinks or does not think, but a fact where it *was never agreed*."""
_IS = re.compile(r"(?:\b(?:is|was|are|were|be|been)|['’](?:s|re))\s*\Z", re.I)
_DONE = re.compile(
    r"\s+(?:\w+ly\s+)?(?:(?:been|being|going)\s+)?(?:\w+(?:ed|ing|wn|en|lt|ght|ld|nt|ne|it|ut)\b|(?:in|under|at|on|behind)\b)",
    re.I,
)
"""What follows *is not* where it is a deed or a place, and not what something is."""
_BESIDE = re.compile(r",\s+(?:and\s+)?\Z")
_PARTS = re.compile(
    r"\s(?:for|to|in|on|at|from|with|about|that|was|were|is|are|has|have|had|been|will|would|between|by|behind|nor|or|and)\s"
)
"""What ends the name of a thing."""
_HELPERS = 30
"""Characters before a negation in which its helping verbs stand."""
_TO = re.compile(r"(?<!according )\bto\s+(?:[a-z]+\s+for\s+(?:the\s+|an?\s+)?)?\Z", re.I)
"""Before what is still to be done, or paid for."""
_OFFER = re.compile(r"\boffers?\s+of\s+(?:[\w’'-]+\s+){0,2}\Z", re.I)
"""Before what somebody would give."""
_THAT = re.compile(r"(?<!so )\bthat\s", re.I)
_ABLE = re.compile(r"\b(?:can|could|may|might|should|must)\b", re.I)
"""What leaves nothing open of the content behind it: *I can tell you that nobody was hurt*."""
_AND_THAT = re.compile(r"\s+and\s+that\b")
"""What goes on with another thing that is said: *that there was no strike and that the mine was open*."""
_NOR = re.compile(r"\s*nor\b", re.I)
_WAS = re.compile(r"wa|we", re.I)
_PERFECT = re.compile(r"\b(?:has|have)\b|['’]ve\b|\b(?:has|have)n['’]t\b", re.I)

Tense = Literal["over", "so far", "now", "ahead"]


@dataclass(frozen=True, slots=True)
class Reach:
    """A stretch of a sentence that is denied."""

    start: int
    """Where it begins, the negation included."""
    end: int
    core: frozenset[str] = frozenset()
    """Stems of which who tells it has one: the thing that is not there, the verb that is denied."""
    thing: bool = False
    """Whether the core is a thing."""
    about: frozenset[str] = frozenset()
    """Stems of which he has one as well: of what it is said not to be so."""


def denied_in(text: str) -> Iterator[Reach]:
    """What a sentence denies, in the order of the words that deny it."""
    book = contrary_words()
    harmless = [match.span() for match in book.harmless.finditer(text)]
    said = min(
        (match.start() for match in book.no_deed.finditer(text) if _of_attitude(text, match.end())), default=None
    )
    for match in (*book.no_thing.finditer(text), *book.no_deed.finditer(text)):
        if said is not None and match.start() > said:
            continue  # *Had never said that there was no milk.*
        low, end = clause_of(text, match.start())[0], _end(text, match.end())
        if any(start <= match.start() < stop for start, stop in harmless) or _unreal(text, low, match.start(), end):
            continue
        if match.re is book.no_thing:
            other = _AND_THAT.search(text, match.end(), end)
            end = other.start() if other is not None else end
            yield Reach(match.start(), end, _thing(text[match.end() : end]), thing=True)
        elif not _BIDS.search(text, 0, match.end()):
            yield from _deed(text, low, match, end)
    for match in book.denying.finditer(text):
        if not book.no_deed.search(text, max(0, match.start() - _NEAR), match.start()):
            yield Reach(match.start(), _end(text, match.end()))
    for match in book.behind.finditer(text):
        start = clause_of(text, match.start())[0]
        if not book.no_deed.search(text, start, match.start()):
            yield Reach(start, match.end(), _thing(text[start : match.start()]), thing=True)


def _unreal(text: str, low: int, at: int, end: int) -> bool:
    """Whether the words around a denial make it one of nothing that is."""
    unreal = contrary_words().unreal
    told = max((that.end() for that in _THAT.finditer(text, low, at)), default=low)
    before = _ABLE.sub("", text[low:told])
    return unreal.search(before) is not None or unreal.search(text, told, end) is not None


def tense_of(text: str, reach: Reach, reported: bool) -> Tense:
    """Of which time a denial is; of one in reported speech *was* is what the speaker called *is*."""
    book = contrary_words()
    clause = text[max(clause_of(text, reach.start)[0], reach.start - _HELPERS) : reach.end]
    if book.ahead.search(clause):
        return "ahead"
    if book.so_far.search(clause) or _PERFECT.search(clause):
        return "so far"
    over = book.over.search(clause)
    return "over" if over and not (reported and _WAS.match(over[0])) else "now"


def is_meant(text: str, at: int) -> bool:
    """Whether what stands at a place of a sentence is told as what somebody is ready to do, and not denied."""
    book = contrary_words()
    low, high = clause_of(text, at)
    doubts = (book.open, book.no_thing, book.no_deed, book.nobody)
    return book.ready.search(text, low, high) is not None and not any(one.search(text, low, high) for one in doubts)


def is_told(text: str, at: int, asked: bool = False) -> bool:
    """Whether what stands at a place of a sentence is told as it is: not denied, wished, feared, asked or left open.

    ``asked``: whether the very asking is what is denied elsewhere, so that who asks tells it.
    """
    book = contrary_words()
    if _TO.search(text, 0, at) or _OFFER.search(text, 0, at):
        return False  # Is negotiating to purchase it; an offer of eighty doctors.
    low, high = clause_of(text, at)
    doubts = (book.open_beside if asked else book.open, book.no_thing, book.no_deed, book.nobody)
    return not any(words.search(text, low, high) for words in doubts)


def _of_attitude(text: str, at: int) -> bool:
    """Whether what stands behind *not* is thought, said or wished."""
    told = (stem(word) for word in words(text[at : at + LONGEST]) if not word.endswith("ly"))
    return next((word for word in told if word not in _HELPING), "") in contrary_words().attitude


def clause_of(text: str, at: int) -> tuple[int, int]:
    """The part of a sentence around a place, between marks and words that begin another one."""
    stops = [stop.span() for stop in contrary_words().ends.finditer(text)]
    low = max((high for _, high in stops if high <= at), default=0)
    return low, min((start for start, _ in stops if start > at), default=len(text))


def _end(text: str, at: int) -> int:
    """Where what is denied ends: at a mark, but not before *nor*."""
    stop = contrary_words().ends.search(text, at)
    while stop is not None and _NOR.match(text, stop.end()):
        stop = contrary_words().ends.search(text, stop.end())
    return min(stop.start() if stop else len(text), at + LONGEST)


def _thing(text: str, beside: frozenset[str] = frozenset()) -> frozenset[str]:
    """The stems of the thing that stands behind *no*: of *no sign of a leak* the leak; ``beside``: words to pass."""
    empty = contrary_words().empty | beside
    for part in _PARTS.split(f"{text} "):
        found = frozenset(stem(word) for word in words(part)) - empty - topics().stop
        if found:
            return found
    return frozenset()


def _deed(text: str, low: int, match: re.Match[str], end: int) -> Iterator[Reach]:
    """What is denied of a deed, or of how something is, behind *not*."""
    if _BESIDE.search(text, 0, match.start()):
        return  # *These are schoolchildren, not employees*: who is meant, and no deed.
    book = contrary_words()
    skipped = book.empty | _HELPING
    told = [stem(word) for word in words(text[match.end() : end]) if not word.endswith("ly")]
    verb = next((word for word in told if word not in _HELPING), "")
    passive = verb in _SETTLED and _IS.search(text, low, match.start()) is not None
    if verb in book.attitude and not passive:
        return
    first = next((word for word in told if word not in skipped), "")
    bare = _IS.search(text, low, match.start()) is not None and not _DONE.match(text, match.end())
    about = frozenset(stem(word) for word in words(text[low : match.start()])) - topics().stop if bare else frozenset()
    if bare and not about:
        return  # *This is not a reform* does not say of what.
    if bare or not first:
        yield Reach(match.start(), end, frozenset(), about=about)
    elif first in book.light or first != verb:
        yield Reach(match.start(), end, _thing(text[match.end() : end], book.light), thing=True)
    elif not verb.endswith("ing") or _IS.search(text, low, match.start()):  # Not voting is no answer.
        yield Reach(match.start(), end, frozenset({first}))
