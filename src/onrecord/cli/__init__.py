"""The command line: one verb a file. A verb is a thin layer over one library function of the same options.

To add a verb, write ``cli/NAME.py`` with a function ``NAME`` and a text ``EXAMPLES``, and add its name to ``VERBS``.
"""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module

import typer

from onrecord import __version__
from onrecord.cli._output import say
from onrecord.errors import OnrecordError

VERBS = (
    "build",
    "brief",
    "articles",
    "show",
    "findings",
    "timeline",
    "positions",
    "copies",
    "stories",
    "compare",
    "actor",
    "search",
    "export",
    "sample",
    "annotate",
    "verify",
    "doctor",
)
"""The verbs, in the order in which the help lists them."""

UNEXPECTED = 70
"""Exit code for an error that is ours (EX_SOFTWARE of sysexits.h)."""
STOPPED = 130
"""Exit code after Ctrl-C."""

START = """\
onrecord: from a pile of news pages to a record that you can check

  onrecord build FOLDER -o story.db    read the pages of a folder
  onrecord --help                      all that it can do"""


def make_app() -> typer.Typer:
    """The command line with all its verbs."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        epilog="\b\nExample:\n  onrecord build pages -o story.db",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_start)
    for verb in VERBS:
        module = import_module(f"onrecord.cli.{verb}")
        function = getattr(module, verb)
        short = (function.__doc__ or "").strip().partition("\n")[0]
        app.command(verb, short_help=short, epilog=_examples(getattr(module, "EXAMPLES", "")))(function)
    return app


def _examples(lines: str) -> str | None:
    """Examples as the end of a help text, each on a line of its own."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines.strip().splitlines()) if lines else None


def _start(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", is_eager=True, help="Print the version and stop."),
) -> None:
    """From a pile of news pages to a record that you can check: who said what, what happened, and the exact words
    behind every line."""  # noqa: D209
    if version:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(START)


def main() -> None:
    """Run the command line. Whatever fails is said in one sentence on standard error; the codes are in the errors."""
    for stream in (sys.stdout, sys.stderr):
        # Windows writes in the code page of the console otherwise, and turns every line end into two characters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        make_app()(prog_name="onrecord")
    except OnrecordError as error:
        say(f"onrecord: {error}")
        _debug()
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        say("onrecord: stopped")
        sys.exit(STOPPED)
    except Exception as error:
        say(
            f"onrecord: this should not have happened ({type(error).__name__}: {error}). It is a mistake of the "
            "program: please report it with the command that you typed; with ONRECORD_DEBUG=1 in the environment it "
            "says more"
        )
        _debug()
        sys.exit(UNEXPECTED)


def _debug() -> None:
    """Print where an error came from, for whoever asked for it."""
    if os.environ.get("ONRECORD_DEBUG"):
        traceback.print_exc()
