"""Read a page of which something is stored: only the stages run that would make something else of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from onrecord.records import Problem, Records, Snapshot
from onrecord.settings import Settings
from onrecord.store.marks import StageMark, input_digest


@dataclass(frozen=True, slots=True)
class StaleSnapshot(Snapshot):
    """A snapshot that brings along what is stored of its page."""

    stored: Records | None = None
    """The records of the page, with the marks of the stages that made them."""


def stale(snapshot: Snapshot, stored: Records) -> Snapshot:
    """The snapshot together with what is stored of it."""
    return StaleSnapshot(**{field.name: getattr(snapshot, field.name) for field in fields(Snapshot)}, stored=stored)


def plain(page: Records) -> Records:
    """The records of a page, its snapshot without what was stored of it, which a page that failed still has."""
    if not page.all(StaleSnapshot):
        return page
    return Records(_plain(item) if isinstance(item, Snapshot) else item for item in page)


def _plain(snapshot: Snapshot) -> Snapshot:
    return Snapshot(**{field.name: getattr(snapshot, field.name) for field in fields(Snapshot)})


def read_stale(snapshot: Snapshot, settings: Settings, versions: Mapping[str, str]) -> Records:
    """All records of one page, with a mark for each stage. A fatal problem ends the page, never the run.

    A stage is run unless what is stored was made by the same version of it, of the same records. So if a stage that is
    run makes what it made before, those after it rest.

    Args:
        snapshot: the page, perhaps with what is stored of it (:func:`stale`).
        settings: the settings.
        versions: the version of each stage.
    """
    from onrecord.pipeline import PAGE_STAGES

    stored = Records()
    if isinstance(snapshot, StaleSnapshot):
        stored = snapshot.stored or stored
    page = Records([_plain(snapshot)])
    for stage in PAGE_STAGES:
        mark = StageMark(snapshot.id, stage.name, versions[stage.name], input_digest(page, stage.reads))
        if stored.get(StageMark, mark.id) == mark:
            for kind in sorted(stage.writes, key=lambda kind: kind.__name__):
                page.add(*(item for item in stored.all(kind) if kind is not Problem or item.stage == stage.name))
        else:
            stage.run(page, settings)
        page.add(mark)
        if any(problem.fatal for problem in page.all(Problem)):
            break
    return page
