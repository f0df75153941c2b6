"""Arguments and options that several verbs have, so that they are called and explained alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RecordFile = Annotated[Path, typer.Argument(metavar="STORY.db", help="A record.")]
"""The record that is asked."""
OfStory = Annotated[
    str | None,
    typer.Option("--story", metavar="N", help="Only this story: its number in 'onrecord stories', or its id."),
]
"""One story of a record."""
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
"""Whether the output is for programs."""
Workers = Annotated[int | None, typer.Option(min=1, help="Processes that read pages side by side.")]
"""How many processes read pages."""
SettingsFile = Annotated[Path | None, typer.Option(help="A file of settings in place of some defaults.")]
"""Settings in place of the defaults."""
