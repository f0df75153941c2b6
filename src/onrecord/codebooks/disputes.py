"""Loads ``disputes.toml``: how pages say that a count is contested, or final, or that a report is denied.

And in which words they tell what brought something about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book, whole

_PLAIN = ("contest", "doubt", "given", "final", "partial", "diverge")
_DENIAL = ("deny", "reject", "told", "held", "which", "behind", "though", "refused")
_BETWEEN = 40
"""Characters between a verb and what it doubts."""


@dataclass(frozen=True, slots=True)
class Disputes:
    """The codebook."""

    contest: re.Pattern[str]
    """Words that set a figure against another one."""
    doubted: re.Pattern[str]
    """The same by a verb and what it doubts: *rejected the figure*, *the sum is wrong*."""
    final: re.Pattern[str]
    """Words that say of a count that nothing is to be added to it."""
    mishaps: Mapping[str, re.Pattern[str]]
    """Kind of mishap -> words for it; *any* for each kind, *open* for one that was named before."""
    partial: re.Pattern[str]
    """Words that say that a cause is one of several, or not known."""
    natures: Mapping[str, re.Pattern[str]]
    """What a mishap was by its nature -> words for it."""
    nature: str
    """A pattern for the words of any nature, longest first."""
    wider: Mapping[str, frozenset[str]]
    """Nature -> the wider ones that it belongs to."""
    excluded: frozenset[frozenset[str]]
    """Pairs of natures that cannot both be right."""
    diverge: re.Pattern[str]
    """Words between two accounts that one page sets side by side, by which they do not agree."""
    figure: re.Pattern[str]
    """Nouns for a figure that somebody gives."""
    harm: frozenset[str]
    """Deeds of violence, as base forms."""
    fighting: frozenset[str]
    """Nouns of fighting, which somebody begins."""
    aloof: frozenset[str]
    """Words for having no hand in something."""
    forces: frozenset[str]
    """Words for forces of a state."""
    rebels: frozenset[str]
    """Words for those who fight it."""

    def natures_in(self, text: str) -> frozenset[str]:
        """The natures that a text names, without the wider ones: of *heart attack* that of the longer word."""
        told = [match.group() for match in re.finditer(rf"\b{self.nature}(?!\w)", text, re.I)]
        return frozenset(n for n, pattern in self.natures.items() if any(pattern.fullmatch(word) for word in told))

    def contested(self, text: str) -> bool:
        """Whether a text sets a figure against another one."""
        return bool(self.contest.search(text) or self.doubted.search(text))


@cache
def disputes() -> Disputes:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_disputes(book("disputes.toml"))


def parse_disputes(found: Book) -> Disputes:
    """The codebook of a text.

    Raises:
        UsageError: if a section is missing or no list of words in lower case.
    """
    plain = {
        name: found.grouped(name, ["words"])["words"]
        for name in ("contest", "doubt", "given", "final", "partial", "diverge")
    }
    doubt, given = any_of(plain["doubt"]), any_of(plain["given"])
    doubted = (
        rf"\b{doubt}(?!\w)[^.;:!?]{{0,{_BETWEEN}}}?\b{given}(?!\w)"
        rf"|\b{given}(?!\w)\s+(?:is|are|was|were|as|has\s+been|have\s+been)\s+(?:\w+\s+)?{doubt}(?!\w)"
    )
    kinds, natures = found.grouped("mishaps", ["any", "open"]), found.grouped("natures")
    for section in ("wider", "excluded"):
        found.choice(section, natures)
    wider, excluded = (list(found.words(section)) for section in ("wider", "excluded"))
    for section, pairs in (("wider", wider), ("excluded", excluded)):
        for _, nature in pairs:
            if nature not in natures:
                raise found.wrong(section, nature, f"is none of {', '.join(sorted(natures))}")
    keys = ("words", "fighting", "aloof", "forces", "rebels")
    sides = found.grouped("harm", keys)
    return Disputes(
        whole(plain["contest"]), re.compile(doubted, re.I), whole(plain["final"]),
        {kind: whole(listed) for kind, listed in kinds.items()}, whole(plain["partial"]),
        {nature: whole(listed) for nature, listed in natures.items()},
        any_of(word for listed in natures.values() for word in listed),
        {nature: frozenset(b for a, b in wider if a == nature) for nature in natures},
        frozenset(frozenset(pair) for pair in excluded),
        whole(plain["diverge"]), whole(plain["given"]),
        *(frozenset(sides[key]) for key in keys),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Denying:
    """How a denial points back to what was told before it, as patterns: section ``[denial]``."""

    back: re.Pattern[str]
    """A denial of what stands before: *denied that*, *rejected the claim*."""
    aside: re.Pattern[str]
    """An aside that denies what stands before it: *, a charge that the ministry denies*."""
    though: re.Pattern[str]
    """What sets off the end of a sentence from what is denied there: *, although the ministry disputes this*."""
    refused: re.Pattern[str]
    """In front of a denial, words by which there is none: *did not deny that*."""


@cache
def denying() -> Denying:
    """The section ``[denial]``, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_denying(book("disputes.toml"))


def parse_denying(found: Book) -> Denying:
    """The section ``[denial]`` of a codebook.

    Raises:
        UsageError: if a list is missing, or holds anything but words in lower case.
    """
    listed = found.grouped("denial", _DENIAL)
    deny, reject, told, held, which, behind, though, refused = (any_of(listed[key]) for key in _DENIAL)
    thing = rf"(?:{told}|{held})s?"
    end = rf"(?=\s*(?:[.;,:!”\"]|$|\b{behind}\b))"
    back = rf"{deny}\s+(?:that|this|it|them|{which}\s+(?:\w+\s+)?{thing})|{reject}\s+{which}\s+(?:\w+\s+)?{told}s?"
    aside = (
        rf"(?:,|\s[-–—]+)\s+(?:an?\s+(?:\w+\s+)?{thing}\s+(?:(?:that|which)\s+)?|something\s+(?:that\s+)?|which\s+)"
        rf"[^,;.]{{2,80}}?\b(?:{deny}|{reject}){end}"
    )
    return Denying(
        back=re.compile(rf"\b(?:{back}){end}"), aside=re.compile(aside),
        though=re.compile(rf",?\s+{though}\s+[^,;]{{2,80}}$", re.I),
        refused=re.compile(rf"(?:\b{refused}|n['’]t)\s+(?:\w+\s+){{0,2}}$", re.I),
    )  # fmt: skip
