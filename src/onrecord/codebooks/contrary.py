"""Loads ``contrary.toml``: words by which a sentence denies a thing, whatever it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book
from onrecord.codebooks.clauses import stem

_WHOLE = ("open", "unreal", "nobody", "ready", "harmless", "so_far", "ahead", "over")
_STEMS = ("empty", "weak", "attitude", "light")
_LISTS = (*_WHOLE, *_STEMS, "asking", "no_thing", "no_deed", "denying", "denied_as", "denied", "ends", "going_on")


@dataclass(frozen=True, slots=True)
class Contrary:
    """The codebook, as patterns and stems."""

    no_thing: re.Pattern[str]
    """What stands before a thing that is denied."""
    no_deed: re.Pattern[str]
    """What stands before a deed that is denied."""
    denying: re.Pattern[str]
    """A verb that denies, with the beginning of what it denies."""
    behind: re.Pattern[str]
    """What stands behind it."""
    ends: re.Pattern[str]
    """Where it ends."""
    open: re.Pattern[str]
    """What leaves open whether something is so."""
    asking: re.Pattern[str]
    """Those of them that tell of an asking."""
    open_beside: re.Pattern[str]
    """The others."""
    unreal: re.Pattern[str]
    """What makes a denial one of nothing that is."""
    nobody: re.Pattern[str]
    """Words for nobody and nothing."""
    ready: re.Pattern[str]
    """What tells of something as to be done."""
    harmless: re.Pattern[str]
    """What looks like a denial and is none: *no longer*, *not only*."""
    so_far: re.Pattern[str]
    """What limits a denial to the time before it."""
    ahead: re.Pattern[str]
    """What makes it one of what is to come."""
    over: re.Pattern[str]
    """What makes it one of what is over."""
    empty: frozenset[str]
    """Stems that stand in front of what is denied."""
    attitude: frozenset[str]
    """Stems of verbs by whose denial nothing is denied but a thought or a wish."""
    light: frozenset[str]
    """Stems of verbs that say little of a deed."""
    weak: frozenset[str]
    """Stems that alone do not say what is denied."""


_BETWEEN = (
    r"(?:\s+(?:(?:late\s+|early\s+)?(?:on\s+)?\w+day(?:\s+(?:night|morning|evening))?"
    r"|again|also|once\s+more|categorically|flatly|strongly))?"
)
"""What may stand between a verb of denying and what is denied."""
_BEING = r"(?:is|was|are|were|be|been|being|as)"


def _whole(listed: Iterable[str]) -> re.Pattern[str]:
    """Words as wholes, small or capital; but *May* is a month."""
    return re.compile(rf"(?<!\w)(?!(?-i:May)\b){any_of(listed)}(?!\w)", re.IGNORECASE)


@cache
def contrary_words() -> Contrary:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_contrary(book("contrary.toml"))


def parse_contrary(found: Book) -> Contrary:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or no text of words in lower case.
    """
    lists = {key: found.listed(key) for key in _LISTS}
    whole = {key: _whole(lists[key]) for key in _WHOLE}
    stems = {key: frozenset(map(stem, lists[key])) for key in _STEMS}
    asking = set(lists["asking"])
    beside = [word for word in lists["open"] if word not in asking]
    denying = rf"{any_of(lists['denying'])}{_BETWEEN}\s+(?={any_of(lists['denied_as'])}\b|\w+ing\b)"
    return Contrary(
        no_thing=re.compile(rf"\b{any_of(lists['no_thing'])}\b(?!\s+one\b|[-–]|\.\s?\d)", re.IGNORECASE),
        no_deed=re.compile(rf"\b{any_of(lists['no_deed'])}\b|(?<=[a-z])n['’]t\b", re.IGNORECASE),
        denying=re.compile(rf"\b{denying}", re.IGNORECASE),
        behind=re.compile(rf"\b{_BEING}\s+(?:\w+ly\s+)?{any_of(lists['denied'])}\b", re.IGNORECASE),
        ends=re.compile(
            rf",(?!\d\d\d)|:(?!\d)|[;—–()\"“”]|\s-\s|\b(?:{any_of(lists['ends'])})\b"
            rf"|\band(?=\s+{any_of(lists['going_on'])}\b)",
            re.IGNORECASE,
        ),
        open=whole["open"], asking=re.compile(rf"\b{any_of(lists['asking'])}\b", re.IGNORECASE),
        open_beside=_whole(beside),
        unreal=whole["unreal"], nobody=whole["nobody"], ready=whole["ready"],
        harmless=whole["harmless"], so_far=whole["so_far"], ahead=whole["ahead"], over=whole["over"],
        empty=stems["empty"], attitude=stems["attitude"], light=stems["light"], weak=stems["weak"],
    )  # fmt: skip
