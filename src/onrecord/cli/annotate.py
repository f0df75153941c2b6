"""``onrecord annotate``: what pages say as JSON lines, without a record; with ``--explain`` why, as text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli._explain import print_reasons
from onrecord.cli._options import SettingsFile, Workers
from onrecord.cli._output import emit, say

EXAMPLES = """
onrecord annotate page.html | jq '.statements[].speaker_name'
onrecord annotate --as-is --published-from days.tsv texts/*.txt > pages.jsonl
onrecord annotate --explain page.html | less
"""


def annotate(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, folders, archives or tables.")],
    as_is: Annotated[
        bool, typer.Option("--as-is", help="Take the whole text as the article; offsets count in the file.")
    ] = False,
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day from which 'on Thursday' counts.")
    ] = None,
    published_from: Annotated[
        Path | None, typer.Option(metavar="FILE.tsv", help="Such a day for each file: name without ending, tab, day.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="The outlet.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Text in place of JSON: the rule and the words behind each statement.")
    ] = False,
    workers: Workers = None,
    settings: SettingsFile = None,
) -> None:
    """Print what pages say, as JSON lines.

    One object a line for each page, in the order of the input. With --explain readable text instead: for each
    statement which rule and which words gave its content, cue, speaker, channel, hearer, act, day and links.

    Exit code 1 says that some pages could not be read; their lines hold the reason.
    """
    import onrecord
    from onrecord.export.contract import page_json

    given = {} if workers is None else {"workers": workers}
    options = onrecord.load_settings(settings, **given)
    total = lost = 0
    for page in onrecord.annotate(
        files, as_is=as_is, published=published, published_by_name=_days(published_from), publisher=publisher,
        settings=options,
    ):  # fmt: skip
        fatal = [problem for problem in page.all(onrecord.Problem) if problem.fatal]
        total += 1
        lost += bool(fatal)
        for problem in fatal:
            say(f"onrecord: {problem.message}")
        if explain:
            print_reasons(page, options)
        else:
            emit(page_json(page))
    if lost == total:
        raise onrecord.InputError("nothing could be read")
    if lost:
        raise typer.Exit(1)


def _days(path: Path | None) -> dict[str, str]:
    """The days of a table, by name.

    Raises:
        UsageError: if the table cannot be read.
    """
    import onrecord

    if path is None:
        return {}
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as why:
        raise onrecord.UsageError(f"the days in {path} cannot be read: {why}") from why
    days: dict[str, str] = {}
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        name, tab, day = text.partition("\t")
        day = day.partition("\t")[0].strip()
        if not tab:
            raise onrecord.UsageError(f"{path}, line {number}: write a name, a tab and a day, not {text!r}")
        if day:
            days[name.strip()] = day
    return days
