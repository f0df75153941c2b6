"""A record, open for reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from onrecord.errors import InputError
from onrecord.records import (
    Actor,
    Article,
    Clause,
    DateInference,
    DateInterval,
    Event,
    Figure,
    Finding,
    Place,
    Problem,
    Records,
    Run,
    Statement,
    Story,
    SyndicationGroup,
    TimeExpression,
)
from onrecord.store import Database, Hit, Question

if TYPE_CHECKING:
    from onrecord.courses import Standpoint
    from onrecord.export.save import Written
    from onrecord.store import Verification


class Record:
    """A record, open for reading. Use it in a ``with`` block, or call :meth:`close`.

    Articles come by path, what stands on them as in the page, and findings as the program ranks them.
    """

    def __init__(self, database: Database) -> None:
        """Take over an open database: use :func:`open_record` or :func:`onrecord.build`."""
        self._database = database
        self.path: Path = database.path

    @cached_property
    def records(self) -> Records:
        """All records but the snapshots, read once."""
        return self._database.load()

    def count(self, kind: type[Any]) -> int:
        """How many records of a kind there are, without reading them."""
        return self._database.count(kind)

    def articles(self) -> list[Article]:
        """The pages."""
        return self.records.all(Article)

    def statements(self) -> list[Statement]:
        """Who said what."""
        return self.records.all(Statement)

    def events(self) -> list[Event]:
        """What happened."""
        return self.records.all(Event)

    def clauses(self) -> list[Clause]:
        """What is said of whom, whatever the verb: the claims that findings compare."""
        return self.records.all(Clause)

    def figures(self) -> list[Figure]:
        """How many."""
        return self.records.all(Figure)

    def places(self) -> list[Place]:
        """Where: the named places, and where they lie as far as it is known."""
        return self.records.all(Place)

    def times(self) -> list[TimeExpression]:
        """Words that name a time."""
        return self.records.all(TimeExpression)

    def actors(self) -> list[Actor]:
        """Persons, organisations and countries of the pile."""
        return self.records.all(Actor)

    def groups(self) -> list[SyndicationGroup]:
        """Pages that print the same text."""
        return self.records.all(SyndicationGroup)

    def stories(self) -> list[Story]:
        """Which pages tell of one happening; the story of most pages first."""
        return sorted(self.records.all(Story), key=lambda story: (-len(story.members), story.id))

    def find_story(self, name: str) -> Story:
        """The story of a number in :meth:`stories`, counted from 1, or of an id.

        Raises:
            InputError: if there is none.
        """
        found = self.stories()
        if name.isdecimal() and 1 <= int(name) <= len(found):
            return found[int(name) - 1]
        for story in found:
            if story.id == name:
                return story
        raise InputError(f"there is no story {name!r}; {self.path} holds {len(found)}: 'onrecord stories' lists them")

    def findings(self) -> list[Finding]:
        """Where the pages agree, contradict, update each other, or a position changes."""
        return self.records.all(Finding)

    def positions(self, actor: str | None = None, story: str | None = None) -> list[Standpoint]:
        """What actors said and did on a question, in order, those first whose position turns.

        Args:
            actor: only of this actor, or of those for whom he speaks: a part of the name.
            story: only of this story and those told with it: its number in :meth:`stories`, or its id.

        Raises:
            InputError: if there is no such story.
        """
        from onrecord.relate.standpoints import standpoints

        pages = None if story is None else [member.article_id for member in self.find_story(story).members]
        return standpoints(self.records, actor, pages)

    def problems(self) -> list[Problem]:
        """What failed or was left undone."""
        return self._database.problems()

    def run(self) -> Run | None:
        """The last run that wrote to the record; ``None`` if none came to its end."""
        runs = self._database.runs()
        return runs[-1] if runs else None

    def to_arrow(self, table: str) -> Any:
        """A table as a ``pyarrow.Table``: ``quotes_and_claims``, ``events``... (``docs/formats/tables.md``).

        Raises:
            UsageError: if there is no such table.
            CapabilityError: if pyarrow is not installed.
        """
        from onrecord.export.arrow import to_arrow

        return to_arrow(self.records, table)

    def statements_df(self, library: str = "pandas") -> Any:
        """The table ``quotes_and_claims`` as a ``pandas.DataFrame``, or with ``"polars"`` a ``polars.DataFrame``.

        Raises:
            UsageError: if ``library`` is neither.
            CapabilityError: if it, or pyarrow, is not installed.
        """
        from onrecord.export.arrow import to_frame

        return to_frame(self.records, "quotes_and_claims", library)

    def export(
        self,
        output: str | Path,
        format: str | None = None,  # noqa: A002 - the option's name
        *,
        tables: Sequence[str] | None = None,
        raw: bool = False,
    ) -> list[Written]:
        """Write tables to a folder, or one table to a file: see :func:`onrecord.export.save.export`."""
        from onrecord.export.save import export

        return export(self.records, output, format, tables=tables, raw=raw)

    def published(self, article: Article) -> DateInterval:
        """The day of publication: what the pile gives, else what the page gives."""
        return self._published.get(article.id, article.published)

    def find_article(self, name: str) -> Article:
        """The page of a number in :meth:`articles`, counted from 1, of a path, or of the end of a path.

        Raises:
            InputError: if there is none, or more than one.
        """
        articles = self.articles()
        if name.isdecimal() and 1 <= int(name) <= len(articles):
            return articles[int(name) - 1]
        found = [article for article in articles if article.path == name]
        found = found or [article for article in articles if article.path.endswith(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(f"{name!r} may be {' or '.join(article.path for article in found[:3])}: give more of it")
        raise InputError(
            f"there is no page {name!r}; {self.path} holds {len(articles)}: 'onrecord articles' lists them"
        )

    def search(
        self,
        query: str,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
    ) -> list[Hit]:
        """The statements and passages in which words stand, oldest first.

        Args:
            query: words, which must all occur; ``"words in a row"``; ``port*``; ``AND``, ``OR``, ``NOT``, brackets.
            speaker: only statements of whom these words name: *Doren*.
            outlet: only pages of an outlet that these words name.
            since: only what may be of this day or later; what has no day is left out.
            until: only what may be of this day or earlier.

        Raises:
            UsageError: if the query or a day is not understood.
        """
        days = [None if day is None else str(day) for day in (since, until)]
        return self._database.search(Question(query, speaker, outlet, *days))

    def rebuild_search(self) -> None:
        """Make the indexes of words anew from the pages. The record is written for it.

        Raises:
            OutputError: if it cannot be written.
        """
        with Database.open(self.path, write=True) as database:
            database.rebuild_search()

    def verify(self) -> Verification:
        """Check every span, reference and digest of the file."""
        return self._database.verify()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def _published(self) -> dict[str, DateInterval]:
        return {inference.record_id: inference.date for inference in self.records.all(DateInference)}


def open_record(path: str | Path, *, trusted: bool = False) -> Record:
    """Open a record for reading, as if it came from a stranger; nothing in it is changed.

    Args:
        path: the record.
        trusted: whether this program has just written it, so that the check of all its pages is left out.

    Raises:
        InputError: if there is none.
        RecordError: if the file is no record, is damaged, is of a newer version, or holds what no record holds.
    """
    return Record(Database.open(path, trusted=trusted))
