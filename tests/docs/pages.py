"""The pages of the documentation and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])
FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<code>.*?)^(?P=indent)```", re.S | re.M)


def name(page: Path) -> str:
    """A page's path in the checkout."""
    return page.relative_to(ROOT).as_posix()


def fences(text: str, *kinds: str) -> Iterator[str]:
    """The code blocks of some kinds, without their indentation."""
    for found in FENCE.finditer(text):
        if found["kind"] in kinds:
            indent = len(found["indent"])
            yield "".join(line[indent:] if line.strip() else line for line in found["code"].splitlines(keepends=True))


def prose(text: str) -> str:
    """A page without its code blocks and code spans."""
    return re.sub(r"`[^`]*`", "", FENCE.sub("", text))


def anchors(text: str) -> set[str]:
    """What a link with ``#`` can lead to, by GitHub's rule."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
