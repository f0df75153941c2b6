"""The command line: one verb a file; each verb is one library function with the same options."""

from __future__ import annotations

import typer

from onrecord.cli.annotate import annotate

app = typer.Typer(no_args_is_help=False, add_completion=False, rich_markup_mode=None)
app.command()(annotate)


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """From a pile of news pages to a record that can be checked."""
    if context.invoked_subcommand is None:
        typer.echo("type: onrecord build FOLDER -o story.db")


def main() -> None:
    """Run the command line."""
    app()
