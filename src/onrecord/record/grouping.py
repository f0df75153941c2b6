"""Which pages belong together, without reading what they say: copies and stories of files or of records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from onrecord.errors import InputError
from onrecord.record.opened import open_record
from onrecord.record.reading import Inputs, names
from onrecord.records import Article, Problem, Records, Snapshot, Story, SyndicationGroup
from onrecord.settings import Settings, default_settings

Level = Literal["copy", "chain"]
"""``copy``: one text printed again; ``chain``: one wire, printed or rewritten."""

_RECORD = b"SQLite format 3\x00"


def copies(inputs: Inputs, *, level: Level | None = None, settings: Settings | None = None) -> Records:
    """Which pages print one text, and which are made from one wire; no parser is needed.

    Args:
        inputs: files, folders, archives or tables, and records, whose pages are taken together.
        level: ``copy`` for the same text printed again, ``chain`` for rewrites of one wire as well; both if left out.
        settings: the defaults if left out.

    Returns:
        The :class:`Article` records by path, a :class:`SyndicationGroup` for each group of two pages or more, and a
        :class:`Problem` for each page that could not be read. Shared stretches count in code points of the
        article's whole text. ``records.get(Article, member.article_id)`` is the page of a member.

    Raises:
        InputError: if nothing could be read.
        RecordError: if a record is damaged.
    """
    pile = group_pages(inputs, settings=settings)
    groups = [group for group in pile.all(SyndicationGroup) if level is None or group.level == level]
    return Records([*pile.all(Article), *groups, *pile.all(Problem)])


def stories(inputs: Inputs, *, settings: Settings | None = None) -> Records:
    """Split a pile of pages into its stories; no parser is needed.

    Args:
        inputs: files, folders, archives or tables, and records, whose pages are taken together.
        settings: the defaults if left out.

    Returns:
        The :class:`Article` records by path, a :class:`Story` for each happening, the one of most pages first (every
        page is in one story, if only its own), and a :class:`Problem` for each page that could not be read.

    Raises:
        InputError: if nothing could be read.
        RecordError: if a record is damaged.
    """
    pile = group_pages(inputs, settings=settings)
    found = sorted(pile.all(Story), key=lambda story: (-len(story.members), story.id))
    return Records([*pile.all(Article), *found, *pile.all(Problem)])


def group_pages(inputs: Inputs, *, settings: Settings | None = None) -> Records:
    """The articles of pages, with their groups of copies and their stories; no parser is needed.

    Args:
        inputs: files, folders, archives or tables, and records, whose pages are taken together.
        settings: the defaults if left out.

    Returns:
        The articles by path, the :class:`~onrecord.records.SyndicationGroup` and
        :class:`~onrecord.records.Story` records, and a :class:`~onrecord.records.Problem` for each page that could
        not be read.

    Raises:
        InputError: if nothing could be read.
        RecordError: if a record is damaged.
    """
    from onrecord.group import group

    settings = settings or default_settings()
    given = names(inputs)
    found = Records()
    for name in given:
        if _is_record(name):
            with open_record(name) as record:
                found.add(*record.articles())
    found.add(*_read([name for name in given if not _is_record(name)], settings))
    articles = sorted(found.all(Article), key=lambda article: (article.path, article.id))
    if not articles:
        reasons = "; ".join(problem.message for problem in found.all(Problem)[:3])
        raise InputError(f"nothing could be read: {reasons or 'there are no pages in ' + ', '.join(given)}")
    pile = Records([*articles, *found.all(Problem)])
    group(pile, settings)
    return pile


def _is_record(name: str) -> bool:
    """Whether a file is a SQLite file; what else it is, opening it will say."""
    path = Path(name)
    try:
        with path.open("rb") as file:
            return file.read(len(_RECORD)) == _RECORD
    except OSError:
        return False


def _read(inputs: list[str], settings: Settings) -> Iterator[Article | Problem]:
    """The articles of pages, and what could not be read."""
    from onrecord.acquire import acquire
    from onrecord.engine.local import read_pages

    lost: list[Problem] = []

    def incoming() -> Iterator[Snapshot]:
        for found in acquire(inputs, settings):
            if isinstance(found, Snapshot):
                yield found
            else:
                lost.append(found)

    if inputs:
        for page in read_pages(incoming(), settings, extract_one, _prepare):
            yield from page.all(Article)
            yield from (problem for problem in page.all(Problem) if problem.fatal)
    yield from (problem for problem in lost if problem.fatal)


def extract_one(snapshot: Snapshot, settings: Settings) -> Records:
    """One page with its article; of this module, so that another process finds it."""
    from onrecord.extract import extract

    page = Records([snapshot])
    extract(page, settings)
    return page


def _prepare(settings: Settings) -> None:  # noqa: ARG001 - as every reader prepares
    """Load what the first page would have to wait for."""
    from onrecord.extract.language import language_of

    language_of("some words of any language, so that its table is loaded before the first page is read")
