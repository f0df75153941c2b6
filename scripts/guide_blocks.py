"""Commands of the guide and what they print. Run by ``make_reference.py``.

A page of ``docs`` shows a command and its output between two comments::

    <!-- run: onrecord brief story.db | head -20 -->
    <!-- end -->

What stands between them is replaced by the command and what it prints. The commands of a page run one after the
other in an empty folder that holds ``examples/`` of the checkout and ``mixed/``, a folder of files that cannot all be
read. Of a shell only the pipe into ``head``, ``tail``, ``grep`` and ``sed -n`` is understood.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from typer.testing import CliRunner

from onrecord.cli import make_app
from onrecord.errors import OnrecordError

WIDTH = 92
"""Columns of the terminal."""
_BLOCK = re.compile(r"<!-- run: (?P<command>.+?) -->\n.*?<!-- end -->", re.S)
_PAGE = (
    "{title}\n\nMay {day}, 2031\n\nThe port of Amarel {what}, officials said on Monday. “{words},” Minister Ilsa Doren "
    "told reporters.\n"
)


class BlockError(Exception):
    """A command of the guide fails in a way that the guide does not expect."""


class Workspace:
    """A folder in which the commands of the guide run."""

    def __init__(self, folder: Path) -> None:
        """Take over a folder that :func:`workspace` has filled."""
        self.folder = folder

    def run(self, command: str) -> str:
        """What a command prints on both streams, in the order in which it printed it.

        Raises:
            BlockError: if the command ends in an error that is not about its input.
        """
        first, *filters = [shlex.split(part) for part in command.split(" | ")]
        if first[0] == "ls":
            lines = sorted(path.name for path in (self.folder / first[1]).iterdir())
        else:
            lines = self._onrecord(first[1:], command).splitlines()
        for words in filters:
            lines = _filtered(lines, words)
        return "\n".join(line.rstrip() for line in lines)

    def _onrecord(self, words: list[str], command: str) -> str:
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            result = CliRunner().invoke(
                make_app(), words, env={"COLUMNS": str(WIDTH), "NO_COLOR": "1"}, prog_name="onrecord"
            )
        finally:
            os.chdir(before)
        if isinstance(result.exception, OnrecordError):
            return f"{result.output}onrecord: {result.exception}\n"
        if result.exit_code not in (0, 1) or (result.exception and not isinstance(result.exception, SystemExit)):
            raise BlockError(f"{command}: exit {result.exit_code}: {result.output}{result.exception!r}")
        return result.output


def _filtered(lines: list[str], words: list[str]) -> list[str]:
    """What head, tail, grep or sed leave of the lines."""
    if words[0] == "head":
        return lines[: int(words[1].lstrip("-n"))]
    if words[0] == "tail":
        return lines[-int(words[1].lstrip("-n")) :]
    if words[0] == "grep":
        return [line for line in lines if re.search(words[-1], line)]
    if words[0] == "sed" and (found := re.fullmatch(r"/(.+)/,\+(\d+)p", words[-1])):
        first = next((number for number, line in enumerate(lines) if re.search(found[1], line)), len(lines))
        return lines[first : first + int(found[2]) + 1]
    if words[0] == "sed" and (found := re.fullmatch(r"(\d+),(\d+)p", words[-1])):
        return lines[int(found[1]) - 1 : int(found[2])]
    raise BlockError(f"{' '.join(words)} is not understood in a command of the guide")


@contextmanager
def workspace(root: Path) -> Iterator[Workspace]:
    """A folder of its own, with the examples and a pile of which not all can be read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        shutil.copytree(root / "examples", folder / "examples")
        write_mixed(folder / "mixed")
        yield Workspace(folder)


def write_mixed(folder: Path) -> None:
    """Two pages that can be read, and what people have in such folders."""
    folder.mkdir()
    good = _PAGE.format(title="Port Amarel reopens after storm", day=5, what="reopened", words="The ships can leave")
    (folder / "reopens.txt").write_text(good, "utf-8")
    (folder / "reopens-again.txt").write_text(good, "utf-8")
    closed = _PAGE.format(title="Port Amarel closed again", day=8, what="closed again", words="We have no choice")
    (folder / "closed.txt").write_text(closed, "utf-8")
    (folder / "blank.txt").write_text("\n\n", "utf-8")
    (folder / "report.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "table.csv").write_text("number,amount\n1,20\n2,30\n", "utf-8")
    with zipfile.ZipFile(folder / "pages.zip", "w") as archive:
        archive.writestr("zeros.txt", "0" * 5_000_000, zipfile.ZIP_DEFLATED)


def fill(text: str, space: Workspace) -> str:
    """A page with its blocks made anew."""

    def block(found: re.Match[str]) -> str:
        command = found["command"]
        return f"<!-- run: {command} -->\n```console\n$ {command}\n{space.run(command)}\n```\n<!-- end -->"

    return _BLOCK.sub(block, text)


def filled(root: Path, space: Workspace | None = None) -> dict[Path, str]:
    """Each page of ``docs`` that has blocks, with its blocks made anew."""
    pages = {
        path: text for path in sorted((root / "docs").rglob("*.md")) if _BLOCK.search(text := path.read_text("utf-8"))
    }
    if space is not None:
        return {path: fill(text, space) for path, text in pages.items()}
    with workspace(root) as own:
        return {path: fill(text, own) for path, text in pages.items()}
