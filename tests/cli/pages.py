"""Invented pages, and the command line run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PAGES = {
    "a.txt": (
        "Port Amarel reopens after storm\n\nMay 5, 2031\n\nThe port of Amarel reopened on Monday, officials said.\n\n"
        "“The ships can leave,” Minister Ilsa Doren told reporters. More than 40 ships were waiting.\n"
    ),
    "b.txt": (
        "Veldania sends envoys\n\nMay 6, 2031\n\nVeldania sent three envoys to Port Amarel on Tuesday, Minister "
        "Odo Fenn said.\n\nHe said that talks would begin on Wednesday.\n"
    ),
    "c.html": (
        "<html><head><title>Harbour closed again</title></head><body><article><h1>Harbour closed again</h1><p>The "
        "harbour master closed the port on Thursday, Norwire reported. “We have no choice,” he said.</p><p>The storm "
        "has killed at least 12 people in Veldania since Sunday, according to the interior ministry.</p></article>"
        "</body></html>"
    ),
}


def write_pages(folder: Path) -> Path:
    """A folder of three pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in PAGES.items():
        (folder / name).write_bytes(text.encode())
    return folder


def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``onrecord`` in a process of its own, so that exit codes and streams are the real ones."""
    return subprocess.run(
        [sys.executable, "-c", "from onrecord.cli import main; main()", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )
