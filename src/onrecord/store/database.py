"""The record as one SQLite file: written page by page, each in one transaction, and read back whole."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from onrecord.errors import RecordError
from onrecord.records import (
    Actor,
    ActorLink,
    Article,
    Finding,
    Problem,
    Records,
    Related,
    Run,
    Snapshot,
    Statement,
)
from onrecord.store import files
from onrecord.store.mapping import ARTICLE, PAGE_TABLES, PILE_TABLES, PROBLEM, RUN, SNAPSHOT, Table
from onrecord.store.marks import PILE, StageMark
from onrecord.store.rows import Reader, Writer
from onrecord.store.schema import INDEXES
from onrecord.store.search import Hit, Question, search
from onrecord.store.verify import Verification, verify

INPUT = "acquire"
"""The stage of problems that are about an input, not about a page that came of it."""

_PAGE_WORDS = "(rowid, title, body) SELECT number, title, body FROM page_words WHERE article_id = ?"
_STATEMENT_WORDS = "(rowid, content) SELECT number, content FROM statement_words WHERE article_id = ?"
# The index keeps no text of its own, so it is told the words that it has to forget.
_LESS_PAGE = "SELECT 'delete', number, title, body FROM page_words WHERE article_id = ?"
_LESS_STATEMENT = "SELECT 'delete', number, content FROM statement_words WHERE article_id = ?"


class Database:
    """A record on disk. Use it in a ``with`` block, or call :meth:`close`.

    All methods raise :class:`~onrecord.errors.RecordError` if the file is damaged, and those that write
    :class:`~onrecord.errors.OutputError` if it cannot be written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: sqlite3.Connection | None = None) -> None:
        """Take over an open connection, and the lock of one that writes: use :meth:`create` or :meth:`open`."""
        self.path = path
        self._connection = connection
        self._lock = lock

    @classmethod
    def create(cls, path: str | Path) -> Database:
        """Open a record for writing; make it if there is none. Nothing that is not a record is overwritten.

        Raises:
            OutputError: if it cannot be made there, or another build writes it.
        """
        path = Path(path)
        files.check_output(path)
        new = not path.exists()
        lock = files.hold(path)
        try:
            files.create_file(path)
            return cls(path, files.connect(path, write=True, trusted=True), lock)
        except BaseException:
            if new:
                files.remove(path)
            files.let_go(path, lock)
            raise

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, trusted: bool = False) -> Database:
        """Open a record that is there, as if it came from a stranger.

        Args:
            path: the record.
            write: whether it is to be written.
            trusted: whether this program has just written it, so that the check of all its pages is left out.

        Raises:
            InputError: if there is none.
            RecordError: if the file is no record, is damaged, is of a newer version, or holds what no record holds.
            OutputError: if it is to be written, and may not be or is being written by another build.
        """
        path = Path(path)
        if not write:
            return cls(path, files.connect(path, write=False, trusted=trusted))
        files.connect(path, write=False).close()
        lock = files.hold(path)
        try:
            return cls(path, files.connect(path, write=True, trusted=True), lock)
        except BaseException:
            files.let_go(path, lock)
            raise

    def close(self) -> None:
        """Close the file."""
        files.close(self._connection, self._lock is not None)
        if self._lock is not None:
            files.let_go(self.path, self._lock)
            self._lock = None

    def discard(self) -> None:
        """Close a record that was made in vain, and remove it."""
        self._connection.close()
        files.remove(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

    def write_page(self, page: Records) -> None:
        """Write what one page holds: its snapshot, article, annotations, problems and marks, in one transaction.

        Writing a page again replaces it. As soon as a page changes, what the whole pile showed is void and removed,
        until :meth:`write_relations` gives it anew. Of a page with a fatal problem only the snapshot and the
        problems are kept.

        Args:
            page: the records of the page with its snapshot; or problems that are about no page.

        Raises:
            RecordError: if a span does not stand in its text, or a reference leads nowhere; nothing is written.
        """
        articles = page.all(Article)
        if any(problem.fatal for problem in page.all(Problem)):
            articles = []
        writer = Writer(self._connection, {article.id: article.text for article in articles})
        with self._transaction():
            self._forget_pages(page)
            for snapshot in page.all(Snapshot):
                writer.write(SNAPSHOT, snapshot)
            for article in articles:
                self._write_article(writer, page, article)
            for problem in page.all(Problem):
                writer.write(PROBLEM, problem)
            if articles:
                self._mark(page.all(StageMark))

    def _write_article(self, writer: Writer, page: Records, article: Article) -> None:
        """Write an article and what stands on it, and take it up in the indexes of words."""
        number = self._next_number("article")
        writer.write(ARTICLE, article, article.id, {"number": number, "text_digest": _digest(article.text)})
        for table in PAGE_TABLES:
            if table.kind is Statement:
                first = self._next_number("statement")
                for place, statement in enumerate(page.all(Statement)):
                    writer.write(table, statement, article.id, {"number": first + place})
                continue
            extra = {"article_id": article.id} if table.kind in (Actor, ActorLink) else {}
            for record in page.all(table.kind):
                writer.write(table, record, article.id, extra)
        self._connection.execute(f"INSERT INTO page_search {_PAGE_WORDS}", (article.id,))
        self._connection.execute(f"INSERT INTO statement_search {_STATEMENT_WORDS}", (article.id,))

    def write_relations(self, pile: Records) -> None:
        """Write what only the whole pile shows, with its marks, in place of what was there, in one transaction.

        Raises:
            RecordError: if a span does not stand in its text, or a reference leads nowhere; nothing is written.
        """
        texts = self._texts()
        writer = Writer(self._connection, texts)
        with self._transaction():
            self._forget_relations()
            for table in PILE_TABLES:
                for record in pile.all(table.kind):
                    writer.write(table, record, self._article_of(pile, record, texts))
            self._mark(pile.all(StageMark))

    def write_problems(self, *problems: Problem) -> None:
        """Write problems that are about no page."""
        self.write_page(Records(problems))

    def clear_problems(self, path: str, stage: str | None = None) -> None:
        """Forget the problems of an input, because it is read again; those of one stage, or all."""
        with self._transaction():
            self._connection.execute("DELETE FROM problem WHERE path = ? AND stage = coalesce(?, stage)", (path, stage))

    def rebuild_search(self) -> None:
        """Make the indexes of words anew from the pages."""
        with self._transaction():
            for index in INDEXES:
                self._connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")

    def write_run(self, run: Run) -> None:
        """Write what a run used and what became of its pages."""
        with self._transaction():
            # Deleted first, so that the last run is the last row.
            self._connection.execute("DELETE FROM run WHERE id = ?", (run.id,))
            Writer(self._connection, {}).write(RUN, run)

    # Reading

    def load(self, *, snapshots: bool = False, relations: bool = True) -> Records:
        """All records, in an order that depends on nothing but the record: by path, then as in the page.

        Args:
            snapshots: whether to read the received bytes as well, the largest part of the file.
            relations: whether to read what the whole pile shows; without, who is who is what each page alone says.

        Raises:
            RecordError: if a row holds what no record can be.
        """
        with files.reading(self.path):
            texts = self._texts()
            reader = Reader(self._connection, texts)
            found = Records(sorted(reader.read(SNAPSHOT), key=_by_path) if snapshots else ())
            found.add(*sorted(reader.read(ARTICLE), key=_by_path))
            rank = {article.id: number for number, article in enumerate(found.all(Article))}
            for table in PAGE_TABLES:
                if table.kind not in (Actor, ActorLink):
                    found.add(*sorted(reader.read(table), key=lambda record: rank[record.article_id]))
                elif not relations:
                    found.add(*self._by_rank(reader, table, rank))
            if relations:
                for table in PILE_TABLES:
                    found.add(*reader.read(table))
        found.add(*self.problems(), *self.runs())
        return found

    def article(self, article_id: str) -> Article:
        """One article.

        Raises:
            RecordError: if there is none of that id.
        """
        for article in self._read(ARTICLE):
            if article.id == article_id:
                found: Article = article
                return found
        raise RecordError(f"{self.path} holds no article {article_id}")

    def articles(self) -> list[Article]:
        """All articles, by path."""
        return sorted(self._read(ARTICLE), key=_by_path)

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """What was received under this id.

        Raises:
            RecordError: if there is nothing.
        """
        with files.reading(self.path):
            for found in Reader(self._connection, {}, snapshot_id).read(SNAPSHOT):
                snapshot: Snapshot = found
                return snapshot
        raise RecordError(f"{self.path} holds no snapshot {snapshot_id}")

    def page(self, snapshot_id: str) -> Records:
        """All that is stored of one page, its snapshot and marks included; empty if it is not known.

        Raises:
            RecordError: if a row holds what no record can be.
        """
        found = Records()
        with files.reading(self.path):
            rows = self._connection.execute("SELECT id, text, path FROM article WHERE snapshot_id = ?", (snapshot_id,))
            for article_id, text, path in rows.fetchall():
                reader = Reader(self._connection, {article_id: text}, article_id)
                for table in (ARTICLE, *PAGE_TABLES):
                    found.add(*reader.read(table))
                # Problems are few, and not all name their article.
                problems = Reader(self._connection, {}).read(PROBLEM)
                found.add(*(item for item in problems if item.path == path and item.stage != INPUT))
            query = "SELECT about, stage, version, input FROM stage_mark WHERE about = ?"
            found.add(*(StageMark(*row) for row in self._connection.execute(query, (snapshot_id,))))
        return found

    def paths(self) -> dict[str, str]:
        """The snapshots of which a page was read, with their paths."""
        with files.reading(self.path):
            query = "SELECT id, path FROM snapshot WHERE id IN (SELECT snapshot_id FROM article)"
            return dict(self._connection.execute(query).fetchall())

    def kept(self) -> Records:
        """What was found in each part of the pile when it was last set side by side: findings and the parts' digests.

        Raises:
            RecordError: if a row holds what no record can be.
        """
        found = Records()
        with files.reading(self.path):
            reader = Reader(self._connection, self._texts())
            for table in PILE_TABLES:
                if table.kind in (Finding, Related):
                    found.add(*reader.read(table))
        return found

    def problems(self) -> list[Problem]:
        """What failed or was left undone, by path."""
        with files.reading(self.path):
            found = Reader(self._connection, {}).read(PROBLEM)
            return sorted(found, key=lambda problem: (problem.path, problem.stage, problem.id))

    def runs(self) -> list[Run]:
        """The runs that wrote to the record, the last one last."""
        with files.reading(self.path):
            return list(Reader(self._connection, {}).read(RUN))

    def marks(self) -> dict[str, dict[str, StageMark]]:
        """Which stages have run: by snapshot, or :data:`~onrecord.store.marks.PILE`, then by stage."""
        found: dict[str, dict[str, StageMark]] = {}
        with files.reading(self.path):
            for row in self._connection.execute("SELECT about, stage, version, input FROM stage_mark"):
                mark = StageMark(*row)
                found.setdefault(mark.about, {})[mark.stage] = mark
        return found

    def search(self, question: Question) -> list[Hit]:
        """The passages that answer a question, oldest first.

        Raises:
            UsageError: if the question is not understood.
        """
        with files.reading(self.path):
            return search(self._connection, question)

    def count(self, kind: type[Any]) -> int:
        """How many records of a kind there are."""
        for table in (*PILE_TABLES, *PAGE_TABLES, SNAPSHOT, ARTICLE, PROBLEM, RUN):
            if table.kind is kind:
                with files.reading(self.path):
                    row = self._connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()
                return int(row[0])
        raise TypeError(f"there are no records of kind {kind.__name__}")

    def verify(self) -> Verification:
        """Check every span, reference and digest of the file, and the file itself."""
        return verify(self._connection, self.path)

    # Inside

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing."""
        with files.writing(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _next_number(self, table: str) -> int:
        return int(self._connection.execute(f'SELECT coalesce(max(number), 0) + 1 FROM "{table}"').fetchone()[0])

    def _mark(self, marks: list[StageMark]) -> None:
        rows = [(mark.about, mark.stage, mark.version, mark.input) for mark in marks]
        self._connection.executemany("INSERT OR REPLACE INTO stage_mark VALUES (?, ?, ?, ?)", rows)

    def _forget_pages(self, page: Records) -> None:
        """Remove what the same snapshots said when they were read before, and with it what rests on them."""
        execute = self._connection.execute
        for snapshot in page.all(Snapshot):
            articles = execute("SELECT id FROM article WHERE snapshot_id = ?", (snapshot.id,)).fetchall()
            # A page more or less, and what the pile showed is no longer what it shows.
            execute("DELETE FROM stage_mark WHERE about IN (?, ?)", (snapshot.id, PILE))
            execute("DELETE FROM problem WHERE path = ? AND stage <> ?", (snapshot.path, INPUT))
            if articles:
                self._forget_relations()
            for (article_id,) in articles:
                execute(f"INSERT INTO page_search (page_search, rowid, title, body) {_LESS_PAGE}", (article_id,))
                execute(
                    f"INSERT INTO statement_search (statement_search, rowid, content) {_LESS_STATEMENT}", (article_id,)
                )
                execute("DELETE FROM span WHERE article_id = ?", (article_id,))
                execute("DELETE FROM problem WHERE article_id = ?", (article_id,))
                for table in reversed(PAGE_TABLES):
                    execute(f'DELETE FROM "{table.name}" WHERE article_id = ?', (article_id,))
                execute("DELETE FROM article WHERE id = ?", (article_id,))

    def _forget_relations(self) -> None:
        """Remove what the whole pile showed."""
        self._connection.execute("DELETE FROM stage_mark WHERE about = ?", (PILE,))
        for table in reversed(PILE_TABLES):
            for part in table.tables():
                self._connection.execute("DELETE FROM span WHERE owner_table = ?", (part.name,))
            self._connection.execute(f'DELETE FROM "{table.name}"')

    def _read(self, table: Table) -> list[Any]:
        with files.reading(self.path):
            return list(Reader(self._connection, self._texts()).read(table))

    def _texts(self) -> dict[str, str]:
        with files.reading(self.path):
            return dict(self._connection.execute("SELECT id, text FROM article").fetchall())

    def _by_rank(self, reader: Reader, table: Table, rank: dict[str, int]) -> list[Any]:
        """Records that do not name their article, in the order of the articles."""
        owners = self._connection.execute(f'SELECT id, article_id FROM "{table.name}"').fetchall()
        places = {record_id: rank[article_id] for record_id, article_id in owners}
        return sorted(reader.read(table), key=lambda record: places[record.id])

    def _article_of(self, pile: Records, record: Any, texts: dict[str, str]) -> str | None:
        """The article that a pile record is about, if it is about the records of one."""
        about: str | None = getattr(record, "record_id", None)
        if about is None or about in texts:
            return about
        for table in PAGE_TABLES:
            found = pile.get(table.kind, about)
            if found is not None:
                article_id: str | None = getattr(found, "article_id", None)
                return article_id
        return None


def _by_path(record: Any) -> tuple[str, str]:
    return record.path, record.id


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
