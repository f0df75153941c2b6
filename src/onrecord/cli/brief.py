"""``onrecord brief``: what changed, what is disputed, what holds, and every word behind it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


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


def brief(
    story: Annotated[Path, typer.Argument(metavar="STORY.db", help="The record that 'onrecord build' made.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write: .html, .md or .txt.")] = None,
    format_: Annotated[Format | None, typer.Option("--format", help="What to write; else the file name says.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Everything, not only the weightiest, in the terminal.")] = False,
) -> None:
    """What changed, what is disputed, what holds, who said what: each line with its words and page.

    Example: onrecord brief story.db -o story.html
    """
    import sys

    from onrecord import open_record
    from onrecord.errors import OutputError, UsageError
    from onrecord.export.brief import brief as build
    from onrecord.export.brief import to_html, to_markdown, to_terminal

    chosen = format_
    if chosen is None:
        chosen = SUFFIXES.get(output.suffix.lower()) if output else Format.terminal
    if chosen is None:
        raise UsageError(f"{output}: no format goes by this name; end it in .html, .md or .txt, or say --format")
    made = build(open_record(story).records)
    if chosen is Format.html:
        text = to_html(made)
    elif chosen is Format.markdown:
        text = to_markdown(made)
    else:
        text = to_terminal(made, full=full, colour=output is None and sys.stdout.isatty() and not _no_colour())
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8", newline="\n")
    except OSError as why:
        raise OutputError(f"{output}: cannot be written: {why.strerror or why}") from why


def _no_colour() -> bool:
    """Whether the user asks for no colours (https://no-color.org)."""
    import os

    return bool(os.environ.get("NO_COLOR"))
