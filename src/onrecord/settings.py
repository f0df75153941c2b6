"""Settings: every default stands, with its reason, in ``settings.toml``; a user's file overrides single keys."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may decide. The meaning of each key stands in ``settings.toml``."""

    models: tuple[str, ...]
    """Parsers to try, in order: names of installed packages."""
    workers: int
    """Processes that read pages."""
    max_file_bytes: int
    """Largest input, after decompression, that is read."""
    max_article_chars: int
    """Longest text that is parsed."""
    max_archive_members: int
    """Most members of one archive, or rows of one table, that are read."""
    max_page_seconds: int
    """Longest time that the reading of one page may take."""
    max_page_memory: int
    """Most memory that the reading of one page may take, in bytes, beside the parser's own."""
    max_elements: int
    """Most elements of a page of HTML that is read with all means; a larger one is read by its lines alone."""
    max_depth: int
    """Deepest nesting of elements that is read with all means; a deeper page is read by its lines alone."""
    column_map: tuple[tuple[str, str], ...]
    """Table column -> field, before the built-in names."""
    context_chars: int
    """Characters of context on each side of a span in exports."""

    def changed(self) -> dict[str, Any]:
        """The keys that differ from the defaults, with their values."""
        default = asdict(default_settings())
        return {key: value for key, value in asdict(self).items() if value != default[key]}


@cache
def default_settings() -> Settings:
    """The defaults of ``settings.toml``."""
    text = resources.files("onrecord").joinpath("settings.toml").read_text("utf-8")
    return Settings(**_typed(tomllib.loads(text), "settings.toml"))


def load_settings(path: Path | None = None, **overrides: Any) -> Settings:
    """The defaults, then the keys of the file at ``path``, then ``overrides``.

    Raises:
        UsageError: if the file cannot be read, or holds a key or a value that is not understood.
    """
    settings = default_settings()
    if path is not None:
        try:
            given = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
            raise UsageError(f"the settings in {path} cannot be read: {why}") from why
        settings = replace(settings, **_typed(given, str(path)))
    return replace(settings, **_typed(overrides, "the call"))


def _typed(given: dict[str, Any], where: str) -> dict[str, Any]:
    """The values in the types of :class:`Settings`."""
    known = {field.name: str(field.type) for field in fields(Settings)}
    typed: dict[str, Any] = {}
    for key, value in given.items():
        if key not in known:
            raise UsageError(f"{where}: there is no setting {key!r}; there are {', '.join(sorted(known))}")
        if known[key] == "int":
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise UsageError(f"{where}: {key} must be a whole number of at least 1, not {value!r}")
            typed[key] = value
        elif key == "column_map":
            typed[key] = tuple(sorted(dict(value).items()))
        else:
            if isinstance(value, str) or not all(isinstance(item, str) for item in value):
                raise UsageError(f"{where}: {key} must be a list of texts, not {value!r}")
            typed[key] = tuple(value)
    return typed
