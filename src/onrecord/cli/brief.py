"""``onrecord brief``: what changed, what is disputed, what holds, and every word behind it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli._options import RecordFile

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.records import Story

EXAMPLES = """
onrecord brief story.db
onrecord brief story.db -o story.html
onrecord brief story.db --full | less
onrecord brief pile.db --story 2
"""


class Format(StrEnum):
    """How the brief is written."""

    terminal = "terminal"
    markdown = "markdown"
    html = "html"


SUFFIXES = {
    ".md": Format.markdown, ".markdown": Format.markdown, ".html": Format.html, ".htm": Format.html,
    ".txt": Format.terminal,
}  # fmt: skip
"""File name suffix -> format, where none is asked for."""


MOST_PAGES = 400
"""Pages of which a brief tells who took which position; 'onrecord positions' tells it of all."""


def brief(
    story: RecordFile,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write: .html, .md or .txt.")] = None,
    format_: Annotated[Format | None, typer.Option("--format", help="What to write; else the file name says.")] = None,
    story_: Annotated[
        str | None,
        typer.Option("--story", metavar="N", help="One story of several: its number or id in 'onrecord stories'."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Everything, not only the weightiest, in the terminal.")] = False,
) -> None:
    """Write the brief of a record: what changed, what is disputed, what holds, who said what.

    Each line carries the exact words of a page and where they stand. The first screen fits 50 lines whatever the size
    of the pile. An HTML brief holds the pages themselves, and each reference is a link to the words.
    """
    import sys

    from onrecord import open_record
    from onrecord.errors import OutputError, UsageError
    from onrecord.export.brief import brief as build
    from onrecord.export.brief import to_html, to_markdown, to_terminal
    from onrecord.relate.outcomes import outcomes
    from onrecord.relate.standpoints import standpoints

    chosen = format_
    if chosen is None:
        chosen = SUFFIXES.get(output.suffix.lower()) if output else Format.terminal
    if chosen is None:
        raise UsageError(f"{output}: no format goes by this name; end it in .html, .md or .txt, or say --format")
    with open_record(story) as record:
        chosen_story = None if story_ is None else record.find_story(story_)
        made = build(
            record.records,
            chosen_story,
            outcomes(record.records),
            standpoints(record.records, None, _pages(record, chosen_story)),
        )
    if chosen is Format.html:
        text = to_html(made)
    elif chosen is Format.markdown:
        text = to_markdown(made)
    else:
        text = to_terminal(made, full=full, colour=output is None and sys.stdout.isatty() and not _no_colour())
    if output is None:
        _print(text)
        return
    try:
        output.write_text(text, "utf-8", newline="\n")
    except OSError as why:
        raise OutputError(f"{output}: cannot be written: {why.strerror or why}") from why


def _pages(record: Record, story: Story | None) -> set[str]:
    """The pages whose positions are told: of one story, else of the stories of most pages."""
    found: set[str] = set()
    for one in [story] if story is not None else record.stories():
        found |= {member.article_id for member in one.members}
        if len(found) > MOST_PAGES:
            break
    return found


def _print(text: str) -> None:
    """Print the text; a reader that has had enough (``| head``) ends the program quietly."""
    import os
    import sys

    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def _no_colour() -> bool:
    """Whether the user asks for no colours (https://no-color.org)."""
    import os

    return bool(os.environ.get("NO_COLOR"))
