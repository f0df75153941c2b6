"""Words of the code as Markdown; shared by the makers of the reference."""

from __future__ import annotations

import re


class UndocumentedError(Exception):
    """Something public has no words that say what it is."""


def need(text: str | None, what: str) -> str:
    """The text, or the complaint that there is none."""
    if not text or not text.strip():
        raise UndocumentedError(f"{what} is not documented")
    return text.strip()


def markdown(text: str) -> str:
    """A docstring as Markdown: reStructuredText's double backticks and roles become single backticks."""
    text = re.sub(r":mod:`([\w.]+)`", r"`\1`", text)
    text = re.sub(r":(?:class|func|meth|data|attr):`~?(?:[\w.]*\.)?(\w+)`", r"`\1`", text)
    return text.replace("``", "`")


def cell(text: str) -> str:
    """A text in one cell of a table."""
    return markdown(" ".join(text.split())).replace("|", "\\|")


def code(text: str) -> str:
    """A piece of code in one cell of a table."""
    return "`" + " ".join(text.split()).replace("|", "\\|") + "`"
