"""The page of the codebooks. Run by ``make_reference.py``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doc_text import cell, need

SOURCE = Path(__file__).resolve().parent.parent / "src" / "onrecord"

LEARNED = {
    "line_weights.tsv": "Learned from labelled lines by `scripts/train_lines.py`; weights alone, no words of a text."
}
"""Data files that a program wrote, which have no place for a note."""


def codebooks() -> str:
    """Every data file with what it is, its source, how much it holds and who reads it."""
    parts = [
        "# Codebooks\n",
        "Grammar and vocabulary are data in `src/onrecord/codebooks/`. "
        "[Extending the codebooks](../guide/extending-the-codebooks.md) shows how to add to them.\n",
    ]
    folder = SOURCE / "codebooks"
    for file in sorted([*folder.iterdir(), *folder.glob("*/*.toml")]):
        if file.suffix in (".toml", ".tsv"):
            parts += [f"## `{file.relative_to(folder).as_posix()}`\n", *_codebook(file)]
    return "\n".join(parts)


def _codebook(file: Path) -> Iterator[str]:
    text = file.read_text("utf-8")
    head, source = _notes(file.name, text)
    if head:
        yield head + "\n"
    yield f"- Source: {need(source, f'the source of {file.name}')}"
    if file.suffix == ".tsv":
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        yield f"- Holds: {len(lines) - (file.name not in LEARNED):,} rows"
    else:
        book = tomllib.loads(text)
        sizes = [f"`{key}` {_size(value):,}" for key, value in book.items() if key != "source"]
        yield "- Holds: " + ", ".join(sizes)
    looked_up = file.stem if file.parent == SOURCE / "codebooks" else file.parent.name
    readers = [
        f"`{path.relative_to(SOURCE).as_posix()}`"
        for path in sorted(SOURCE.rglob("*.py"))
        if re.search(rf"[\"'/]{looked_up}(?:\.{file.suffix[1:]})?[\"']", path.read_text("utf-8"))
    ]
    yield f"- Read by: {', '.join(readers) or 'nothing yet'}\n"


def _notes(name: str, text: str) -> tuple[str, str]:
    """What the top of a codebook says it is, and its source: a comment ``# source: ...``, or the key ``source``."""
    if name in LEARNED:
        return "", LEARNED[name]
    comment = []
    for line in text.splitlines():
        if not line.startswith("#") and (line.strip() or name.endswith(".tsv")):
            break
        comment.append(line.removeprefix("#").strip())
    head, mark, noted = "\n".join(comment).partition("source")
    source = noted.lstrip(" :=").partition("\n\n")[0].strip().strip('"') if mark else ""
    if name.endswith(".toml"):
        source = tomllib.loads(text).get("source", source)
    return cell(head.strip().partition("\n\n")[0]), cell(source)


_MANY = re.compile(r"[,\n]")


def _size(value: Any) -> int:
    """How many entries a part of a codebook holds: items of lists, words of texts that list words, keys of tables."""
    if isinstance(value, str):
        return len([word for word in re.split(r",\s*" if "," in value else r"\s+", value.strip()) if word])
    if isinstance(value, list):
        return len(value)
    if isinstance(value, dict) and value:
        plain = all(isinstance(item, list) or (isinstance(item, str) and _MANY.search(item)) for item in value.values())
        return sum(_size(item) for item in value.values()) if plain else len(value)
    return 1 if not isinstance(value, dict) else 0
