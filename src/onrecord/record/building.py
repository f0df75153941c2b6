"""Build a record: read pages, write each, and set them side by side."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import onrecord
from onrecord.errors import InputError, RecordError
from onrecord.record.capabilities import capabilities, need_parser
from onrecord.record.opened import Record, open_record
from onrecord.record.reading import Inputs, names, prepare
from onrecord.record.stages import PAGE_SOURCES, PILE_SOURCES, versions
from onrecord.record.stale import plain, read_stale, stale
from onrecord.records import Article, Problem, Records, Run, Snapshot, make_id
from onrecord.settings import Settings, default_settings
from onrecord.store import Database
from onrecord.store.database import INPUT
from onrecord.store.marks import PILE, StageMark, input_digest


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
    """``read`` while pages are read; then, while they are set side by side, ``load``, ``resolve``, ``group``,
    ``relate`` and ``write``."""
    part: int = 0
    """Parts of the step that are done, if it has any: ``relate`` takes story by story."""
    parts: int = 0
    """Parts of the step."""

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

    Each page is written in a transaction of its own, so a build that is stopped goes on where it was when it is called
    again. If ``output`` is a record already, the pages are added to it. Of a page that it knows, only those stages run
    whose code, codebooks, settings or libraries are others than last time, or that read what such a stage made anew.

    Args:
        inputs: files, folders, archives or tables.
        output: the file to write.
        settings: the defaults if left out.
        progress: called after each page.

    Raises:
        CapabilityError: if no parser is installed.
        OutputError: if the file cannot be written, or another build writes it.
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
        except BaseException:
            if new and not building.stored:
                database.discard()
            raise
        building.relate()
        database.write_run(building.run())
    return open_record(output, trusted=True)


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
        self.versions = versions(PAGE_SOURCES, settings)
        self.pile_versions = versions(PILE_SOURCES, settings)
        self.stamp = make_id("v", *self.versions.values(), *self.pile_versions.values(), self.changed)
        self.marks = database.marks()
        self.stored_paths = database.paths()
        self.known: dict[str, str] = {}
        self.given = self.stored = self.duplicate = self.failed = 0
        self.inputs: set[str] = set()
        self.seen: set[str] = set()
        self.messages: list[str] = []
        self.waiting: deque[Problem | tuple[str, str | None]] = deque()
        self.written = False
        self.kept: Records | None = None

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

            read = partial(read_stale, versions=self.versions)
            for page in read_pages(chain([first], incoming), self.settings, read, prepare):
                self._flush()
                self._store(plain(page))
        self._flush()
        if not self.stored and not self.duplicate:
            reasons = "; ".join(self.messages[:3]) or f"there are no pages in {', '.join(inputs) or 'what was given'}"
            raise InputError(f"nothing could be read: {reasons}")

    def relate(self) -> None:
        """Set the pages side by side, unless that is done, by the same versions, for just these pages."""
        done = {stage: mark.version for stage, mark in self.marks.get(PILE, {}).items()}
        if done == self.pile_versions and not self.written:
            return
        from onrecord.pipeline import relate_pile
        from onrecord.relate import Kept

        self.report(step="load")
        self._keep()
        self._settle()
        pile = self.database.load(relations=False)
        kept = Kept(self._keep(), self._signs(pile))
        relate_pile(pile, self.settings, kept, lambda step, part, parts: self.report("", step, part, parts))
        self.report(step="write")
        pile.add(*kept.related)
        pile.add(*(StageMark(PILE, stage, version, "") for stage, version in self.pile_versions.items()))
        self.database.write_relations(pile)

    def _keep(self) -> Records:
        """What was found in parts of the pile before; read before the first page is written, which may void it."""
        if self.kept is None:
            try:
                self.kept = self.database.kept()
            except RecordError:
                self.kept = Records()  # Then it is found anew.
        return self.kept

    def _signs(self, pile: Records) -> dict[str, str]:
        """Article -> a sign that changes with what was made of its page, and with the code that compares pages."""
        marks = self.database.marks()
        annotated = {article.id: marks.get(article.snapshot_id, {}).get("annotate") for article in pile.all(Article)}
        return {
            name: make_id("k", name, self.pile_versions["relate"], mark.version, mark.input)
            for name, mark in annotated.items()
            if mark is not None
        }

    def _settle(self) -> None:
        """Set aside the lines that pages of one outlet share, and read those pages again without them.

        Their text stays as it is; of the stages only those run that read the roles.
        """
        from onrecord.extract import settled

        changed = settled(self.database.articles())
        if not changed:
            return
        from onrecord.engine.local import read_pages

        read = partial(read_stale, versions=self.versions)
        for page in read_pages(map(self._with_article, changed), self.settings, read, prepare):
            self.database.write_page(plain(page))

    def _with_article(self, article: Article) -> Snapshot:
        """The snapshot of an article with what is stored of it, but for the article, of which this is the new form."""
        stored = self.database.page(article.snapshot_id)
        others = [record for record in stored if not isinstance(record, Article)]
        return stale(self.database.snapshot(article.snapshot_id), Records([article, *others]))

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

    def report(self, path: str = "", step: str = "read", part: int = 0, parts: int = 0) -> None:
        """Tell how far the build is."""
        if self.progress is not None:
            self.progress(Progress(self.given, self.stored, self.duplicate, self.failed, path, step, part, parts))

    def _incoming(self, inputs: list[str]) -> Iterator[Snapshot]:
        """The snapshots to read. What is to be written waits: an engine may run this in a thread of its own."""
        from onrecord.acquire import acquire

        for found in acquire(inputs, self.settings):
            for path in (found.path, *_containers(found.path)):
                if path not in self.seen:
                    self.seen.add(path)
                    self.waiting.append((path, INPUT))
            if isinstance(found, Problem):
                self._lost(found)
                continue
            self.given += 1
            self.inputs.add(found.id)
            earlier = self.known.get(found.id) or self._stored(found)
            if earlier is None:
                self.known[found.id] = found.path
                yield self._with_stored(found)
                continue
            self.known[found.id] = earlier
            self.duplicate += 1
            if earlier != found.path:
                self.waiting.append((found.path, None))
                self.waiting.append(_duplicate(found, earlier))
            self.report(found.path)

    def _stored(self, snapshot: Snapshot) -> str | None:
        """The path of a page that is stored and need not be read again, because no stage would read it otherwise."""
        marks = self.marks.get(snapshot.id, {})
        if {stage: mark.version for stage, mark in marks.items()} != self.versions:
            return None
        first = next(iter(self.versions))
        if marks[first].input != input_digest(Records([snapshot]), [Snapshot]):
            return None
        return self.stored_paths.get(snapshot.id)

    def _with_stored(self, snapshot: Snapshot) -> Snapshot:
        """A page with what is stored of it, so that only those stages run that would read it otherwise."""
        if self.stored_paths.get(snapshot.id) != snapshot.path:
            return snapshot
        return stale(snapshot, self.database.page(snapshot.id))

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
                self.database.clear_problems(*item)

    def _store(self, page: Records) -> None:
        """Write a page, or, if it cannot be written, the reason."""
        self._keep()
        try:
            self.database.write_page(page)
        except RecordError as why:
            snapshot = page.one(Snapshot)
            page = Records([snapshot, _unsound(snapshot, why)])
            self.database.write_page(page)
        self.written = True
        fatal = [problem for problem in page.all(Problem) if problem.fatal]
        if fatal:
            self.failed += 1
            self.messages.extend(problem.message for problem in fatal)
        else:
            self.stored += 1
        self.report(page.one(Snapshot).path)


def _containers(path: str) -> Iterator[str]:
    """The archives and tables that a path leads through: they are read again as well."""
    for place, char in enumerate(path):
        if char in "!#":
            yield path[:place]


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
