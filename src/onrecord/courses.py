"""How things went on, as the pile tells it: what came of a plan, and what an actor said and did on one question.

Neither is a record: both are told of a whole pile whenever somebody asks, and cite the records that they rest on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records import DateInterval, Evidence

Came = Literal["came about", "did not come about", "not in the pile"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the pile tells of a plan later."""

    came: Came
    """Whether it was carried out; ``not in the pile``: its day has passed, and nothing tells of it."""
    evidence: Evidence | None = None
    """The words that tell it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence in which an actor takes a position, or in which he is told to have done something."""

    date: DateInterval
    """When it was said; of a deed, when it was done."""
    said: bool
    """Whether it is the actor's word; else a page tells what he did."""
    speaker: str
    """Who speaks or acts, by name."""
    position: str
    """``denied`` or ``planned`` if that is what the words say on the question, else empty."""
    evidence: tuple[Evidence, ...]
    """The words, and the places where they are told again."""
    turn: str | None = None
    """Where the position turns here: the finding that says so, by id."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """An actor on a question."""

    actor: str
    """Whose position it is: a person, a body, a state."""
    question: str
    """Words of the pages, in small letters."""
    steps: tuple[Step, ...]
    """The sentences in order of time."""
