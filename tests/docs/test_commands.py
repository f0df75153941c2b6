"""Every ``onrecord`` command that the documentation shows is one that the program understands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from onrecord import cli
from tests.docs.pages import PAGES, fences, name

GROUP: Any = typer.main.get_command(cli.make_app())
SPAN = re.compile(r"`(onrecord [^`]+)`")


def commands(text: str) -> list[str]:
    """The commands in shell blocks and in code spans."""
    lines = [
        line.strip().removeprefix("$ ") for code in fences(text, "", "console", "sh") for line in code.splitlines()
    ]
    return [line for line in lines if line.startswith("onrecord ")] + SPAN.findall(text)


def words_of(command: str) -> list[str]:
    """The words of a command up to a pipe or a redirection."""
    words = shlex.split(command.partition(" #")[0])[1:]
    ends = [place for place, word in enumerate(words) if word in ("|", ">", "2>", "&&")]
    return words[: ends[0]] if ends else words


def complaint(command: str) -> str:
    """What is wrong with a command, or an empty text."""
    verb, *words = words_of(command)
    if verb.startswith("-"):
        return "" if verb in ("--help", "-h", "--version") else f"no option {verb}"
    if verb not in GROUP.commands:
        return "" if verb == "VERB" else f"no verb {verb}"
    options = {opt for parameter in GROUP.commands[verb].params for opt in parameter.opts if opt.startswith("-")}
    unknown = [word for word in words if re.match(r"--?[a-z]", word) and word.partition("=")[0] not in options]
    return f"{verb} has no {unknown[0]}" if unknown and unknown[0] not in ("--help", "-h") else ""


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_are_understood(page: Path) -> None:
    for command in commands(page.read_text("utf-8")):
        assert not complaint(command), f"{name(page)}: {command}: {complaint(command)}"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("onrecord brief story.db --full | less", ""),
        ("onrecord brief story.db --fuller", "brief has no --fuller"),
        ("onrecord predict story.db", "no verb predict"),
        ("onrecord --version", ""),
    ],
)
def test_a_command_that_does_not_exist_is_noticed(command: str, said: str) -> None:
    assert complaint(command) == said
