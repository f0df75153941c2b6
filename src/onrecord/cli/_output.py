"""What verbs share when they print: pages are strangers' text, and a terminal obeys some characters."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from typing import Any

import typer

from onrecord.records import DateInterval

_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Marks that change the direction of what follows, so that a line reads as something that it is not."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plain(text: str, keep: str = "") -> str:
    """A text that does nothing to a terminal: control characters, and marks that turn the direction, are shown as �.

    The text keeps its length. White space other than blanks becomes a blank unless it is in ``keep``.
    """
    return "".join(char if char in keep else _shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    return "�" if unicodedata.category(char) in ("Cc", "Cs") or char in _TURNS else char


def say(text: str) -> None:
    """Print a line for the user on standard error, beside the output."""
    typer.echo(plain(text, keep="\n"), err=True)


def line(text: str = "") -> None:
    """Print a line of readable output."""
    typer.echo(plain(text))


def emit(value: Any) -> None:
    """Print a JSON object as one line, at once.

    A reader that has had enough (``| head -1``) ends the program quietly.
    """
    try:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # What is left in the buffer would raise again when the interpreter closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def cut(text: str, width: int) -> str:
    """A text in one line of at most so many characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1].rstrip() + "…"


def count(number: int, noun: str) -> str:
    """A number with its noun: *1 page*, *1,200 pages*."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def day(iso: str) -> str:
    """A day as people write it."""
    year, month, number = iso.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def when(date: DateInterval) -> str:
    """A date as people write it, with no more certainty than it has."""
    if date.earliest is None and date.latest is None:
        return "unknown"
    if date.earliest is None:
        return f"by {day(date.latest or '')}"
    if date.latest is None:
        return f"not before {day(date.earliest)}"
    if date.earliest == date.latest:
        return day(date.earliest)
    return f"{day(date.earliest)} to {day(date.latest)}"
