"""``onrecord doctor``: what this installation can do."""

from __future__ import annotations

import locale
import sys

from onrecord.cli._options import SettingsFile
from onrecord.cli._output import line

EXAMPLES = """
onrecord doctor
"""


def doctor(settings: SettingsFile = None) -> None:
    """Say what this installation can do, and what is missing.

    Exit code 6 says that no parser is installed, without which no page can be read.
    """
    import onrecord
    from onrecord.record.capabilities import (
        LIBRARIES,
        MEMORY_IS_LIMITED,
        READERS,
        capabilities,
        missing_for,
        need_parser,
    )  # fmt: skip

    chosen = onrecord.load_settings(settings)
    found = capabilities(chosen)
    line(f"onrecord            {onrecord.__version__}")
    for name in ("python", "sqlite", *LIBRARIES):
        line(f"{name:<19} {found.get(name, 'not installed')}")
    line(f"file names          {sys.getfilesystemencoding()}")
    line(f"text of the system  {locale.getpreferredencoding(False)} (pages are read by their own encoding)")
    for reader in READERS:
        lacking = missing_for(reader)
        line(f"lacks               {', '.join(lacking)}, for {reader}" if lacking else f"reads               {reader}")
    kept = "time and memory" if MEMORY_IS_LIMITED else "time (this system does not limit memory)"
    line(f"limits of a page    {kept}")
    parser = need_parser(chosen)
    line(f"parser              {found['parser']}")
    line(f"loading it          {_load(parser, chosen.models)}")


def _load(parser: str, models: tuple[str, ...]) -> str:
    """Load the parser and say what it is.

    Raises:
        CapabilityError: if it is installed and cannot be loaded.
    """
    import onrecord
    from onrecord.annotate.parsing import load_model

    try:
        meta = load_model(models).meta
    except onrecord.OnrecordError:
        raise
    except Exception as why:
        raise onrecord.CapabilityError(f"the parser {parser} is installed, but cannot be loaded: {why}") from why
    return f"works: {meta['lang']}_{meta['name']} {meta['version']}"
