"""Loads ``recalled.toml``: the words by which a page recalls what somebody held before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebooks.book import Book, any_of, book, whole

Held = Literal["refused", "denied", "promised", "said"]
"""How somebody held something; *said* where only the words that were said can tell."""
HELD: tuple[Held, ...] = ("refused", "denied", "promised", "said")


@dataclass(frozen=True, slots=True)
class Recalled:
    """The codebook."""

    past: Mapping[Held, str]
    """How it was held -> a pattern for the verbs in the past tense."""
    ing: Mapping[Held, str]
    """The same in *-ing*."""
    refusing: re.Pattern[str]
    """What refuses something, where it is said."""
    denying: re.Pattern[str]
    """What denies something, where it is said."""
    promising: re.Pattern[str]
    """What says how something is to be."""
    strong: str
    """A pattern for words that tell something as of before, against now."""
    between: str
    """The same between subject and verb."""
    begins: re.Pattern[str]
    """How a sentence begins that tells what came of it."""
    turns: re.Pattern[str]
    """How a sentence begins that turns against what was told."""
    remember: str
    """A pattern for how a page turns to what its readers know of before."""
    weak: re.Pattern[str]
    """What is told by the way, and opposes nothing."""
    tone: re.Pattern[str]
    """That somebody speaks in another way now."""
    turning: re.Pattern[str]
    """By which somebody takes something back or gives way."""
    yielding: re.Pattern[str]
    """By which somebody does what he had refused."""
    against: re.Pattern[str]
    """By which a promise is not kept."""
    position: str
    """A pattern for nouns of a position."""
    earlier: str
    """A pattern for the words before them that say that it is one of before."""
    given_up: str
    """A pattern for what is done with a position of before."""

    def held(self, verbs: Mapping[Held, str]) -> str:
        """A pattern for any verb of a position, each kind a group of its own name."""
        return "(?:" + "|".join(f"(?P<{kind}>{verbs[kind]})" for kind in HELD) + r")(?!\w)"


@cache
def recalled() -> Recalled:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_recalled(book("recalled.toml"))


def parse_recalled(found: Book) -> Recalled:
    """The codebook from its file."""
    return Recalled(
        past={kind: any_of(found.listed("past", kind)) for kind in HELD},
        ing={kind: any_of(found.listed("ing", kind)) for kind in HELD},
        refusing=whole(found.listed("refusing", "content")), denying=whole(found.listed("denying", "content")),
        promising=whole(found.listed("promising", "content")),
        strong=any_of(found.listed("strong", "time")), between=any_of(found.listed("between", "time")),
        begins=whole(found.listed("begins", "now")), weak=whole(found.listed("weak", "now")),
        turns=whole(found.listed("turns", "now")), remember=any_of(found.listed("remember", "now")),
        tone=whole(found.listed("tone", "now")), turning=whole(found.listed("turning", "now")),
        yielding=whole(found.listed("yielding", "now")), against=whole(found.listed("against", "now")),
        position=any_of(found.listed("position", "nouns")), earlier=any_of(found.listed("earlier", "nouns")),
        given_up=any_of(found.listed("given_up", "nouns")),
    )  # fmt: skip
