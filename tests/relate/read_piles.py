"""Small invented piles as text, read by every stage: how they are written down, and how a finding is held against one.

The kinds of true findings and of harmless differences stand in ``minipiles*.toml``, in topics that no rule was written
for. A pile that is marked ``missed`` holds a finding that a careful reader reports and the program does not yet find.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from onrecord.pipeline import read_page, relate_pile
from onrecord.records import Finding, Records, Side, Snapshot, make_id
from onrecord.settings import default_settings

PILES: list[dict[str, Any]] = [
    pile
    for file in sorted(Path(__file__).parent.glob("minipiles*.toml"))
    for pile in tomllib.loads(file.read_text("utf-8"))["pile"]
]


def snapshot(number: int, row: str) -> Snapshot:
    """The page of one line of the table."""
    day, outlet, title, text = (part.strip() for part in row.split(" | ", 3))
    given = [("title", title), ("published", day), ("publisher", outlet)]
    data = text.encode()
    return Snapshot(
        make_id("d", number, row), f"{number}.txt", data, hashlib.sha256(data).hexdigest(), "text/plain", "utf-8",
        "utf-8", tuple((name, value) for name, value in given if value != "-"),
    )  # fmt: skip


def findings(pages: list[str]) -> list[Finding]:
    """What all stages find in some pages."""
    pile = Records()
    for number, row in enumerate(pages):
        pile.add(*read_page(snapshot(number, row), default_settings()))
    relate_pile(pile, default_settings())
    return pile.all(Finding)


def touches(side: Side, words: str) -> bool:
    """Whether the evidence of a side holds some words, or lies in them."""
    shown = [piece.span.exact.casefold() for piece in side.evidence]
    return any(words.casefold() in text or text in words.casefold() for text in shown)


def shows(finding: Finding, sides: list[str]) -> bool:
    """Whether two different sides of a finding show the two passages."""
    one, other = ([side for side in finding.sides if touches(side, words)] for words in sides)
    return any(a is not b for a in one for b in other)


def check(pile: dict[str, Any]) -> None:
    """A pile has its finding and no false alarm."""
    found = findings(pile["pages"])
    right = [f for f in found if f.kind in pile["expect"] and shows(f, pile["sides"])]
    alarms = [f for f in found if f.kind in ("contradiction", "shift") and f not in right]
    assert not alarms, [f.reason for f in alarms]
    assert bool(right) == (bool(pile["expect"]) and not pile.get("missed"))
