"""``onrecord annotate``: the records of pages as JSON lines, without a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def annotate(
    files: Annotated[list[str], typer.Argument(metavar="FILE...")],
    as_is: Annotated[bool, typer.Option("--as-is")] = False,
    published: Annotated[str | None, typer.Option()] = None,
    published_from: Annotated[Path | None, typer.Option()] = None,
    publisher: Annotated[str | None, typer.Option()] = None,
    workers: Annotated[int | None, typer.Option(min=1)] = None,
) -> None:
    """Print what each page says, one JSON object a line."""
    import datetime as dt
    import json

    from onrecord.acquire import acquire
    from onrecord.export.contract import PageExport
    from onrecord.extract import read_as_is
    from onrecord.pipeline import PAGE_STAGES
    from onrecord.records import UNKNOWN_DATE, DateInterval, Problem, Records, Snapshot
    from onrecord.settings import default_settings

    settings = default_settings()
    days: dict[str, str] = {}
    if published_from:
        days = dict(line.split("\t")[:2] for line in published_from.read_text("utf-8").splitlines() if line.strip())
    for found in acquire(files, settings):
        if isinstance(found, Problem):
            typer.echo(found.message, err=True)
            continue
        page = Records([found])
        day = days.get(Path(found.path).stem, published)
        given = DateInterval.on(dt.date.fromisoformat(day), "stated") if day else UNKNOWN_DATE
        for stage in PAGE_STAGES:
            if stage.name == "extract" and as_is:
                page.add(read_as_is(page.one(Snapshot), given, publisher))
            else:
                stage.run(page, settings)
        print(json.dumps(PageExport(page).document(), ensure_ascii=False))
