"""Build a record: read pages, write each, and set them side by side."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import onrecord
from onrecord.errors import InputError, OnrecordError, RecordError
from onrecord.record.capabilities import capabilities, code_digest, need_parser
from onrecord.record.opened import Record, open_record
from onrecord.record.reading import Inputs, names
from onrecord.records import Problem, Records, Run, Snapshot, make_id
from onrecord.settings import Settings, default_settings
from onrecord.store import Database


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is."""

    given: int = 0
    """Pages that came in so far."""
    stored: int = 0
    """Pages read and written."""
    duplicate: int = 0
    """Pages whose bytes were there already."""
    failed: int = 0
    """Pages that could not be read."""
    path: str = ""
    """The last page that was done."""
    step: str = "read"
    """``read`` while pages are read, ``relate`` while they are set side by side."""

    @property
    def done(self) -> int:
        """Pages of which it is known what became of them."""
        return self.stored + self.duplicate + self.failed


def build(
    inputs: Inputs,
    output: str | Path,
    *,
    settings: Settings | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Record:
    """Read pages into a record, and set them side by side.

    Each page is written in a transaction of its own. If ``output`` is a record already, the pages are added to it;
    those that the same versions and settings have read before are not read again.

    Args:
        inputs: files, folders, archives or tables.
        output: the file to write.
        settings: the defaults if left out.
        progress: called after each page.

    Raises:
        CapabilityError: if no parser is installed.
        OutputError: if the file cannot be written.
        InputError: if nothing could be read at all.
    """
    settings = settings or default_settings()
    need_parser(settings)
    output = Path(output)
    new = not output.exists()
    with Database.create(output) as database:
        building = _Build(database, settings, progress)
        try:
            building.read(names(inputs))
        except OnrecordError:
            if new and not building.stored:
                _discard(database)
            raise
        from onrecord.pipeline import relate_pile

        building.report(step="relate")
        pile = database.load(relations=False)
        relate_pile(pile, settings)
        database.write_relations(pile)
        database.write_run(building.run())
    return open_record(output)


class _Build:
    """One run of :func:`build`: what came in, and what became of it."""

    def __init__(self, database: Database, settings: Settings, progress: Callable[[Progress], None] | None) -> None:
        self.database = database
        self.settings = settings
        self.progress = progress
        # The number of workers changes no record, so it is no part of what a run is.
        changed = {key: value for key, value in settings.changed().items() if key != "workers"}
        self.changed = json.dumps(changed, sort_keys=True, ensure_ascii=False)
        self.capabilities = json.dumps(capabilities(settings), sort_keys=True)
        self.stamp = make_id("v", code_digest(), self.changed, self.capabilities)
        self.known = database.known(self.stamp)
        self.given = self.stored = self.duplicate = self.failed = 0
        self.inputs: set[str] = set()
        self.seen: set[str] = set()
        self.messages: list[str] = []
        self.waiting: deque[Problem | str] = deque()

    def read(self, inputs: list[str]) -> None:
        """Read and write every page.

        Raises:
            InputError: if nothing could be read.
        """
        incoming = self._incoming(inputs)
        first = next(incoming, None)
        if first is not None:
            # Only now, because it takes a second that is wasted on an empty folder.
            from onrecord.engine.local import read_pages
            from onrecord.pipeline import read_page

            for page in read_pages(chain([first], incoming), self.settings, read_page):
                self._flush()
                self._store(page)
        self._flush()
        if not self.stored and not self.duplicate:
            reasons = "; ".join(self.messages[:3]) or f"there are no pages in {', '.join(inputs) or 'what was given'}"
            raise InputError(f"nothing could be read: {reasons}")

    def run(self) -> Run:
        """The run as a record."""
        return Run(
            id=make_id("u", self.stamp, *sorted(self.inputs)),
            version=onrecord.__version__,
            settings=self.changed,
            capabilities=self.capabilities,
            given=self.given,
            stored=self.stored,
            duplicate=self.duplicate,
            failed=self.failed,
        )

    def report(self, path: str = "", step: str = "read") -> None:
        """Tell how far the build is."""
        if self.progress is not None:
            self.progress(Progress(self.given, self.stored, self.duplicate, self.failed, path, step))

    def _incoming(self, inputs: list[str]) -> Iterator[Snapshot]:
        """The snapshots to read. What is to be written waits: an engine may run this in a thread of its own."""
        from onrecord.acquire import acquire

        for found in acquire(inputs, self.settings):
            if found.path not in self.seen:
                self.seen.add(found.path)
                self.waiting.append(found.path)
            if isinstance(found, Problem):
                self._lost(found)
                continue
            self.given += 1
            self.inputs.add(found.id)
            earlier = self.known.get(found.id)
            if earlier is None:
                self.known[found.id] = found.path
                yield found
                continue
            self.duplicate += 1
            if earlier != found.path:
                self.waiting.append(_duplicate(found, earlier))
            self.report(found.path)

    def _lost(self, problem: Problem) -> None:
        """An input of which no page came, or a note about one."""
        if problem.fatal:
            self.given += 1
            self.failed += 1
            self.messages.append(problem.message)
        self.waiting.append(problem)

    def _flush(self) -> None:
        """Write what waits: first the problems of earlier runs go, then those of this one come."""
        while self.waiting:
            item = self.waiting.popleft()
            if isinstance(item, Problem):
                self.database.write_problems(item)
            else:
                self.database.clear_problems(item)

    def _store(self, page: Records) -> None:
        """Write a page, or, if it cannot be written, the reason."""
        try:
            self.database.write_page(page, self.stamp)
        except RecordError as why:
            snapshot = page.one(Snapshot)
            page = Records([snapshot, _unsound(snapshot, why)])
            self.database.write_page(page, self.stamp)
        fatal = [problem for problem in page.all(Problem) if problem.fatal]
        if fatal:
            self.failed += 1
            self.messages.extend(problem.message for problem in fatal)
        else:
            self.stored += 1
        self.report(page.one(Snapshot).path)


def _discard(database: Database) -> None:
    """Remove a record that was made in vain."""
    database.close()
    for ending in ("", "-wal", "-shm"):
        database.path.with_name(database.path.name + ending).unlink(missing_ok=True)


def _duplicate(snapshot: Snapshot, earlier: str) -> Problem:
    return Problem(
        id=make_id("x", snapshot.path, "duplicate", snapshot.id),
        stage="acquire",
        code="duplicate",
        message=f"{snapshot.path}: the same bytes as {earlier}, which stands for it",
        path=snapshot.path,
        fatal=False,
    )


def _unsound(snapshot: Snapshot, why: RecordError) -> Problem:
    return Problem(
        id=make_id("x", snapshot.id, "not_sound"),
        stage="store",
        code="not_sound",
        message=f"{snapshot.path}: what was read does not hold together and is left out: {why}",
        path=snapshot.path,
    )
