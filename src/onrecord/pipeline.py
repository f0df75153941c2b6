"""The one page to read first: how a pile of pages becomes a record.

1. ``acquire``  opens files, folders, archives and tables, and keeps the bytes with their digest.
2. ``extract``  turns bytes into one stable text, gives each line a role, and reads title, bylines,
   agencies, outlet and day of publication.
3. ``annotate`` parses the body and finds times, actors, figures, statements, events,
   other clauses and places in it.
4. ``corefer``  links the mentions of one page: full names, last names, roles, pronouns.
5. ``resolve``  joins the actors of all pages, and dates what single pages leave open.
6. ``group``    finds pages that print the same text, so that one wire counts once, and pages of one story.
7. ``relate``   sets claims and deeds of one story side by side: agreement, contradiction, update, shift.

Stages 1 to 4 see one page at a time, in any order and any number of processes; 5 to 7 see the pile.
A stage takes :class:`~onrecord.records.Records` and adds to them; it imports no other stage. What it
reads and writes is declared in :data:`STAGES`, and ``tests/test_pipeline.py`` holds it to that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from onrecord.annotate import annotate
from onrecord.extract import extract
from onrecord.group import group
from onrecord.records import (
    Actor,
    ActorLink,
    ActorMention,
    Article,
    Clause,
    DateInference,
    Event,
    Figure,
    Finding,
    Place,
    Problem,
    Records,
    Snapshot,
    Statement,
    Story,
    SyndicationGroup,
    TimeExpression,
)
from onrecord.relate import Kept, relate
from onrecord.resolve import corefer, resolve
from onrecord.settings import Settings


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the pipeline."""

    name: str
    """Its name, as in problems and progress."""
    run: Callable[[Records, Settings], None]
    """What it does: reads records and adds records."""
    scope: Literal["page", "pile"]
    """Whether it sees one page or all."""
    reads: frozenset[type[Any]]
    """Kinds of records that it reads."""
    writes: frozenset[type[Any]]
    """Kinds of records that it adds."""


ANNOTATIONS = frozenset({TimeExpression, ActorMention, Statement, Event, Figure, Place, Clause})
"""What stands on the words of one page."""

STAGES: tuple[Stage, ...] = (
    Stage("extract", extract, "page", frozenset({Snapshot}), frozenset({Article, Problem})),
    Stage("annotate", annotate, "page", frozenset({Article}), ANNOTATIONS | {Problem}),
    Stage(
        "corefer", corefer, "page", frozenset({Article, ActorMention, Place, Statement}), frozenset({Actor, ActorLink})
    ),
    Stage(
        "resolve",
        resolve,
        "pile",
        frozenset({Article, Actor, ActorLink, ActorMention, TimeExpression, Statement, Event, Clause, Figure, Place}),
        frozenset({Actor, ActorLink, DateInference}),
    ),
    Stage("group", group, "pile", frozenset({Article}), frozenset({SyndicationGroup, Story})),
    Stage(
        "relate",
        relate,
        "pile",
        ANNOTATIONS | {Article, Actor, ActorLink, DateInference, SyndicationGroup, Story},
        frozenset({Finding}),
    ),
)
"""The stages after ``acquire``, in order."""

PAGE_STAGES = tuple(stage for stage in STAGES if stage.scope == "page")
PILE_STAGES = tuple(stage for stage in STAGES if stage.scope == "pile")


def read_page(snapshot: Snapshot, settings: Settings) -> Records:
    """All records of one page: stages 2 to 4. A fatal problem ends the page, never the run."""
    page = Records([snapshot])
    for stage in PAGE_STAGES:
        stage.run(page, settings)
        if any(problem.fatal for problem in page.all(Problem)):
            break
    return page


def relate_pile(
    pile: Records,
    settings: Settings,
    kept: Kept | None = None,
    report: Callable[[str, int, int], None] | None = None,
) -> None:
    """Add to the records of all pages what only the whole pile shows: stages 5 to 7.

    Args:
        pile: the records of all pages.
        settings: the settings.
        kept: what ``relate`` found before.
        report: called with the name of a stage, how many of its parts are done, and how many it has.
    """
    for stage in PILE_STAGES:
        if report is not None:
            report(stage.name, 0, 0)
        if stage.run is relate:
            relate(pile, settings, kept, None if report is None else partial(report, stage.name))
        else:
            stage.run(pile, settings)
