"""Read pages without keeping them."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.record.capabilities import need_parser
from onrecord.records import UNKNOWN_DATE, DateInterval, Problem, Records, Snapshot
from onrecord.settings import Settings, default_settings

Inputs = str | Path | Iterable[str | Path]
"""A file, folder, archive or table, or several."""


def annotate(
    inputs: Inputs,
    *,
    as_is: bool = False,
    published: str | dt.date | None = None,
    published_by_name: Mapping[str, str] | None = None,
    publisher: str | None = None,
    settings: Settings | None = None,
) -> Iterator[Records]:
    """Read pages without keeping them: the records of one input document after the other, in input order.

    A document that could not be read comes as records that hold nothing but its :class:`Problem`, and perhaps its
    snapshot.

    Args:
        inputs: files, folders, archives or tables.
        as_is: whether the whole text is the article, nothing removed.
        published: the day of publication, from which words such as *on Thursday* count.
        published_by_name: such a day for each file name without its ending, before the one for all.
        publisher: the outlet.
        settings: the defaults if left out.

    Raises:
        UsageError: if a day of publication is none.
        CapabilityError: if no parser is installed.
    """
    settings = settings or default_settings()
    read = partial(read_one, as_is=as_is)
    return read_each(inputs, read, settings, published, published_by_name or {}, publisher)


def read_each(
    inputs: Inputs,
    read: Callable[[Snapshot, Settings], Records],
    settings: Settings,
    published: str | dt.date | None = None,
    published_by_name: Mapping[str, str] | None = None,
    publisher: str | None = None,
) -> Iterator[Records]:
    """What ``read`` makes of one input document after the other, in input order; see :func:`annotate`.

    Args:
        inputs: files, folders, archives or tables.
        read: reads one page; a function of a module, so that other processes can find it.
        settings: the settings.
        published: the day of publication, from which words such as *on Thursday* count.
        published_by_name: such a day for each file name without its ending, before the one for all.
        publisher: the outlet.

    Raises:
        UsageError: if a day of publication is none.
        CapabilityError: if no parser is installed.
    """
    days = dict(published_by_name or {})
    always = None if published is None else str(published)
    for day in [*days.values(), *([always] if always else [])]:
        check_day(day)
    need_parser(settings)

    def given(snapshot: Snapshot) -> Snapshot:
        fields = dict(snapshot.fields)
        day = days.get(Path(snapshot.path).stem, always)
        fields.update({"published": day} if day else {})
        fields.update({"publisher": publisher} if publisher else {})
        return replace(snapshot, fields=tuple(sorted(fields.items())))

    return _in_places(names(inputs), settings, given, read)


def _in_places(
    inputs: list[str],
    settings: Settings,
    given: Callable[[Snapshot], Snapshot],
    read: Callable[[Snapshot, Settings], Records],
) -> Iterator[Records]:
    """The pages in input order, those that could not be received in their place among the others."""
    from onrecord.acquire import acquire
    from onrecord.engine.local import read_pages

    places: deque[Problem | None] = deque()
    notes: dict[str, list[Problem]] = {}

    def incoming() -> Iterator[Snapshot]:
        for found in acquire(inputs, settings):
            if isinstance(found, Snapshot):
                places.append(None)
                yield given(found)
            elif found.fatal:
                places.append(found)
            else:
                notes.setdefault(found.path, []).append(found)

    for page in read_pages(incoming(), settings, read, prepare):
        while (lost := places.popleft()) is not None:
            yield Records([lost])
        page.add(*notes.pop(page.one(Snapshot).path, ()))
        yield page
    for lost in places:
        if lost is not None:
            yield Records([lost])


def prepare(settings: Settings) -> None:
    """Load the parser, and all else that the first page would have to wait for."""
    from onrecord.annotate.parsing import load_model
    from onrecord.extract.language import language_of

    load_model(settings.models)
    language_of("some words of any language, so that its table is loaded before the first page is read")


def read_one(snapshot: Snapshot, settings: Settings, as_is: bool = False) -> Records:
    """The records of one page; of this module, so that a process finds it without loading the parser first."""
    from onrecord.extract import read_as_is
    from onrecord.pipeline import PAGE_STAGES, read_page

    if not as_is:
        return read_page(snapshot, settings)
    day = snapshot.field("published")
    known = DateInterval.on(check_day(day), "stated") if day else UNKNOWN_DATE
    page = Records([snapshot, read_as_is(snapshot, known, snapshot.field("publisher"))])
    for stage in PAGE_STAGES:
        if stage.name != "extract":
            stage.run(page, settings)
    return page


def check_day(day: str) -> dt.date:
    """A calendar day.

    Raises:
        UsageError: if it is none.
    """
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"{day!r} is no day; a day is written 2021-08-30") from None


def names(inputs: Inputs) -> list[str]:
    """What was given, as names."""
    return [str(inputs)] if isinstance(inputs, str | Path) else [str(name) for name in inputs]
