"""Loads ``untruths.toml``: how pages say that what somebody told is not so, as patterns of sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book

_TOLD = ("nouns", "proposed", "filed", "hearsay")
_UNTRUE = ("so", "true", "adverbs", "basis", "fits")
_VERBS = ("reject", "brand", "deny", "tell", "open", "deciding", "asked", "ought")
_OWNERS = ("press", "plain")


@dataclass(frozen=True, slots=True)
class Untruths:
    """The codebook."""

    forms: tuple[tuple[str, re.Pattern[str]], ...]
    """The forms of sentences by which something told is called untrue, each with its kind.

    Groups: ``lead`` (words before the noun), ``noun`` (for what was told), ``tail`` or ``content`` (what it tells),
    ``owner`` (who told it), ``verb`` (of him who calls it untrue)."""
    trigger: re.Pattern[str]
    """What a sentence of one of these forms has."""
    proposed: frozenset[str]
    """Nouns for what may be a proposal, as they stand in a text."""
    filed: frozenset[str]
    """Nouns for what a court or an insurer decides on."""
    deciding: re.Pattern[str]
    """Who decides on such."""
    asked: re.Pattern[str]
    """Behind such a noun: what is asked for."""
    ought: re.Pattern[str]
    """Words of a clause that tells what ought to be."""
    open: re.Pattern[str]
    """Before a verdict, words by which it is not passed."""
    press: frozenset[str]
    """Words for an owner that any page may be."""
    plain: frozenset[str]
    """Words before the noun that say nothing of what is told."""
    nouns: frozenset[str]
    """All nouns for what is told, as they stand in a text."""
    hearsay: re.Pattern[str]
    """By which a page tells that something is said, and not that it is so: *reports that*."""


@cache
def untruths() -> Untruths:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_untruths(book("untruths.toml"))


def parse_untruths(found: Book) -> Untruths:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing, or holds anything but words in lower case.
    """
    told, untrue = found.grouped("told", _TOLD), found.grouped("untrue", _UNTRUE)
    verbs, owners = found.grouped("verbs", _VERBS), found.grouped("owners", _OWNERS)
    nouns = frozenset(word for noun in told["nouns"] for word in _both(noun))
    verdict, so, true = _verdict(untrue), any_of(untrue["so"]), any_of(untrue["true"])
    clauses = _of_clauses(verdict, verbs)
    forms = {"truth": clauses.pop("truth"), "denied": clauses.pop("denied")}
    forms |= _of_nouns(nouns, verdict, untrue, verbs) | clauses
    opened = rf"(?:{any_of(verbs['open'])})"
    marks = [
        so, rf"n['’]t\s+{true}", rf"not\s+{verdict.much}{true}", any_of([*verbs["reject"], *verbs["deny"]]), "truth",
        "lied", "lying", r"contrary\s+to", any_of(untrue["fits"]), r"nothing\s+(?:in|to|behind)",
        rf"(?:lack(?:s|ed)?|no|any|without)\s+{any_of(untrue['basis'])}",
    ]  # fmt: skip
    return Untruths(
        tuple((kind, re.compile(form)) for kind, form in forms.items()),
        re.compile(rf"(?<!\w)(?:{'|'.join(marks)})(?!\w)", re.I),
        _all(told["proposed"]), _all(told["filed"]),
        re.compile(rf"\b{any_of(verbs['deciding'])}\b", re.I),
        re.compile(rf"\s+{any_of(verbs['asked'])}\s"), re.compile(rf"\b{any_of(verbs['ought'])}\b"),
        re.compile(rf"(?:\b{opened}|n['’]t)\s+(?:\w+\s+){{0,2}}$", re.I),
        frozenset(owners["press"]), frozenset(owners["plain"]), nouns,
        re.compile(rf"\b{any_of(_all(told['hearsay']))}\s+(?:that|of|about)\b", re.I),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Patterns for words of untruth."""

    be: str
    much: str
    so: str
    """*false*, *a pure invention*."""
    not_so: str
    """*not true*, behind a form of *be*."""
    whole: str
    """A form of *be* with either."""


def _verdict(untrue: Mapping[str, list[str]]) -> _Verdict:
    """The patterns of the section ``[untrue]``."""
    so, true, adverbs = (any_of(untrue[key]) for key in ("so", "true", "adverbs"))
    be = (
        r"(?:is|are|was|were|be|been|being|(?:ha[sd]|have)\s+been|prove[sd]?(?:\s+to\s+be)?"
        r"|turned\s+out\s+to\s+be|['’]s)"
    )
    much = rf"(?:(?:{adverbs}|\w+ly),?\s+)*"
    said_so = rf"{much}[“\"‘']?(?:{be}\s+)?(?:(?:an?|the)\s+)?{much}{so}(?!\w)"
    not_so = rf"(?:n['’]t|\s+(?:(?:{adverbs}|\w+ly)\s+)?not)\s+{much}{true}(?!\w)"
    return _Verdict(be, much, said_so, not_so, rf"{be}(?:{not_so}|\s+{said_so})")


def _of_nouns(
    nouns: frozenset[str], verdict: _Verdict, untrue: Mapping[str, list[str]], verbs: Mapping[str, list[str]]
) -> dict[str, str]:
    """The forms with a noun for what is told: *the claim was false*, *rejected the claim*."""
    be, said_so = verdict.be, verdict.so
    true = any_of(untrue["true"])
    said = rf"(?P<noun>{any_of(nouns)})(?!\w)"
    lead = r"(?P<lead>(?:[\w’'.&-]+\s+){0,7}?)"
    behind = (
        r"(?:that|of|about|by|from|in|on|concerning|regarding|over|given|published|made|put\s+about|spread|carried|who"
        r"|which|to\s+the\s+effect|according\s+to)"
    )
    tail = rf"(?P<tail>(?:\s+{behind}\s[^;]*?)?),?"
    reject, brand = (rf"(?P<verb>{any_of(verbs[key])})(?!\w)" for key in ("reject", "brand"))
    missing = (
        r"(?:lack(?:s|ed)?|ha[sd]\s+no|have\s+no|(?:is|are|was|were)\s+without)\s+(?:(?:any|all|every|no)\s+)?"
        rf"{any_of(untrue['basis'])}"
    )
    misfit = rf"(?:did|does|do)(?:n['’]t|\s+not)\s+(?:\w+ly\s+)?{any_of(untrue['fits'])}"
    bit = r"(?:word|grain|shred|iota|bit|ounce|scrap|part|syllable|line)"
    none = (
        rf"(?:[Nn]o|(?:[Nn]ot|without)\s+(?:an?|one)\s+(?:\w+\s+)?{bit}\s+of)\s+truth(?:\s+whatsoever|\s+at\s+all)?"
        r"\s+(?:in|to|behind)|(?:[Nn]othing\s+(?:true\s+)?(?:in|to|behind)|[Cc]ontrary\s+to)"
    )
    not_one = rf"\b(?:[Nn]ot\s+(?:an?|one|a\s+single)\s+{bit}|[Nn]othing)\s+(?:of|in)\s+"
    quoted = r"(?:\s+(?:\w+ly|as\s+[“\"‘'][^”\"’']+[”\"’']))?\s+"
    begins = r"(?<![\w’'-])"
    return {
        "so": rf"{begins}{said}{tail}\s+{verdict.whole}",
        "brand": rf"\b{brand}\s+{lead}{said}(?P<tail>[^;]*?)\s+(?:as\s+)?{said_so}",
        "branded": rf"{begins}{said}{tail}\s+{be}\s+(?:\w+ly\s+)?{brand}\s+(?:as\s+)?{said_so}",
        "called": rf"\b{brand}\s+as\s+{said_so}(?:[^,;]{{0,40}}?)\s+{lead}{said}(?P<tail>.*)",
        "reject": rf"\b{reject}{quoted}{lead}{said}(?P<tail>.*)",
        "rejected": rf"{begins}{said}{tail}\s+{be}\s+(?:\w+ly\s+)?{reject}",
        "none": rf"\b(?:{none})\s+{lead}{said}(?P<tail>.*)",
        "basis": rf"{begins}{said}{tail}\s+(?:{missing}|{misfit})(?!\w)",
        "word": rf"{not_one}{lead}{said}{tail}\s+(?:is|was)\s+{true}(?!\w)",
    }


def _of_clauses(verdict: _Verdict, verbs: Mapping[str, list[str]]) -> dict[str, str]:
    """The forms without such a noun: *it is untrue that*, *what the paper printed is invented*, *lied about*."""
    deny, tell = rf"(?P<verb>{any_of(verbs['deny'])})(?!\w)", any_of(verbs["tell"])
    said_so, not_so = verdict.so, verdict.not_so
    name = (
        r"(?P<owner>(?:[Tt]he\s+(?:[\w-]+\s+){0,3}[\w-]+|[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+)*"
        r"|[Hh]e|[Ss]he|[Tt]hey))"
    )
    telling = rf"(?:when\s+(?:\w+\s+)?(?:he|she|it|they)\s+{tell}|to\s+{tell}|in\s+{tell}|about)"
    lying = (
        r"(?:lied\s+(?:to\s+(?:\w+\s+){1,3}?)?|(?:is|was|were|are)\s+(?:lying|wrong|mistaken)\s+)"
        rf"{telling}(?:\s+(?:\w+\s+){{0,3}}?that)?\s+"
    )
    accuse = (
        r"accus\w+\s+(?P<owner>[^,;]{2,60}?)\s+of\s+"
        r"(?:lying|inventing|having\s+(?:lied|invented)|making\s+up|fabricating)\s+"
        rf"(?:about\s+|when\s+(?:\w+\s+)?{tell}\s+(?:that\s+)?)?"
    )
    so_that = rf"(?:{not_so}|\s+{said_so})[”\"’']?(?:,[^,]{{2,60}},)?\s+(?:to\s+{tell}\s+)?that\s+"
    return {
        "truth": rf"\b[Ii]t(?:\s+(?:is|was|would\s+be)|['’]s){so_that}(?P<content>.+)",
        "denied": rf"\b{deny}(?:\s+(?:\w+ly|on\s+\w+|at\s+\w+|again))*\s+that\s+(?P<content>.+)",
        "what": (
            rf"\b[Ww]hat\s+(?P<owner>[^,;]{{2,60}}?)\s+(?:(?:ha[sd]|have)\s+)?{tell}(?!\w)(?P<tail>[^,;]*?)\s+{verdict.whole}"
        ),
        "lied": rf"\b{name}\s+(?:(?:ha[sd]|have)\s+)?{lying}(?P<content>.+)",
        "accused": rf"\b{accuse}(?P<content>.+)",
    }


def _both(noun: str) -> tuple[str, str]:
    """A noun in the singular and the plural."""
    return noun, f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _all(listed: list[str]) -> frozenset[str]:
    """Nouns in both numbers."""
    return frozenset(word for noun in listed for word in _both(noun))
