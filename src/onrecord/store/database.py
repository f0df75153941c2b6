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
from onrecord.records import Actor, ActorLink, Article, Problem, Records, Run, Snapshot
from onrecord.store import files
from onrecord.store.mapping import ARTICLE, PAGE_TABLES, PILE_TABLES, PROBLEM, RUN, SNAPSHOT, Table
from onrecord.store.rows import Reader, Writer
from onrecord.store.verify import Verification, verify


class Database:
    """A record on disk. Use it in a ``with`` block, or call :meth:`close`.

    All methods raise :class:`~onrecord.errors.RecordError` if the file is damaged, and those that write
    :class:`~onrecord.errors.OutputError` if it cannot be written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, write: bool) -> None:
        """Take over an open connection: use :meth:`create` or :meth:`open`."""
        self.path = path
        self._connection = connection
        self._write = write

    @classmethod
    def create(cls, path: str | Path) -> Database:
        """Open a record for writing; make it if there is none. Nothing that is not a record is overwritten.

        Raises:
            OutputError: if it cannot be made there.
        """
        files.create_file(Path(path))
        return cls.open(path, write=True)

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False) -> Database:
        """Open a record that is there.

        Raises:
            InputError: if there is none.
            RecordError: if the file is no record, is cut short or is of a newer version.
        """
        return cls(Path(path), files.connect(Path(path), write), write)

    def close(self) -> None:
        """Close the file."""
        files.close(self._connection, self._write)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

    def write_page(self, page: Records, read_by: str = "") -> None:
        """Write what one page holds: its snapshot, article, annotations and problems, in one transaction.

        Writing a page again replaces it. As soon as a page changes, what the whole pile showed is void and removed,
        until :meth:`write_relations` gives it anew. Of a page with a fatal problem only the snapshot and the
        problems are kept.

        Args:
            page: the records of the page with its snapshot; or problems that are about no page.
            read_by: the versions and settings that read it, for :meth:`known`.

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
                writer.write(SNAPSHOT, snapshot, extra={"read_by": read_by})
            for article in articles:
                writer.write(ARTICLE, article, article.id, {"text_digest": _digest(article.text)})
                for table in PAGE_TABLES:
                    extra = {"article_id": article.id} if table.kind in (Actor, ActorLink) else {}
                    for record in page.all(table.kind):
                        writer.write(table, record, article.id, extra)
            for problem in page.all(Problem):
                writer.write(PROBLEM, problem)

    def write_relations(self, pile: Records) -> None:
        """Write what only the whole pile shows, in place of what was there, in one transaction.

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

    def write_problems(self, *problems: Problem) -> None:
        """Write problems that are about no page."""
        self.write_page(Records(problems))

    def clear_problems(self, path: str) -> None:
        """Forget the problems of an input, because it is read again."""
        with self._transaction():
            self._connection.execute("DELETE FROM problem WHERE path = ?", (path,))

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
            found.add(*sorted(reader.read(PROBLEM), key=lambda problem: (problem.path, problem.stage, problem.id)))
            found.add(*reader.read(RUN))
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

    def known(self, read_by: str) -> dict[str, str]:
        """The snapshots whose pages were read by these versions and settings, with their paths."""
        with files.reading(self.path):
            rows = self._connection.execute(
                "SELECT id, path FROM snapshot WHERE read_by = ? AND id IN (SELECT snapshot_id FROM article)",
                (read_by,),
            )
            return dict(rows.fetchall())

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

    def _forget_pages(self, page: Records) -> None:
        """Remove what the same snapshots said when they were read before, and with it what rests on them."""
        rows = [
            row
            for snapshot in page.all(Snapshot)
            for row in self._connection.execute("SELECT id FROM article WHERE snapshot_id = ?", (snapshot.id,))
        ]
        if rows:
            self._forget_relations()
        for (article_id,) in rows:
            self._connection.execute("DELETE FROM span WHERE article_id = ?", (article_id,))
            for table in PAGE_TABLES:
                self._connection.execute(f'DELETE FROM "{table.name}" WHERE article_id = ?', (article_id,))
            self._connection.execute("DELETE FROM article WHERE id = ?", (article_id,))

    def _forget_relations(self) -> None:
        """Remove what the whole pile showed."""
        for table in PILE_TABLES:
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
