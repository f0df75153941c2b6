"""What the mark-up of a page says of its lines, as features for the line model (tables ``html1`` and ``html2``).

Beside trafilatura's opinion, tags and links it is the company that a line keeps: how much of the page's running text
stands in the same element, and in the one around it. Paragraphs of an article share a parent, teasers share another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.extract.features import SIZES, Look, step, zone_of
from onrecord.extract.html import Page
from onrecord.extract.lines import Line, key

_KEPT = (0.2, 0.6, 0.9)
_LINKED = (0.01, 0.3, 0.8)
_SHARE = (0.001, 0.05, 0.2, 0.5, 0.8)
_FROM_TITLE = (-5, 0, 1, 2, 3, 5, 9)
_SUMMARY = 40
"""Letters from which a description in the meta data is one."""


class Hint(NamedTuple):
    """What else is known of a line of a page with mark-up."""

    kept: float
    """Share of the line that trafilatura takes for the article."""
    tags: frozenset[str]
    """The meaningful elements that it stands in."""
    linked: float
    """Share of its characters that are links."""
    block: str
    """The block element that it stands in."""
    parent: int
    """Number of the element around that block."""
    grandparent: int
    """Number of the element around that one."""
    described: bool
    """Whether the meta data print it as the page's description."""
    from_title: int | None
    """Lines from the headline, negative above it; ``None`` if no line is the headline."""


def hints_of(
    page: Page, lines: Sequence[Line], kept: Sequence[float], descriptions: Sequence[str], title: int | None
) -> list[Hint]:
    """The hints of a page's lines.

    Args:
        page: the page.
        lines: its lines.
        kept: for each the share that trafilatura takes for the article.
        descriptions: what the meta data print as the page's description.
        title: the number of the headline.
    """
    starts = sorted(page.places)
    told = [letters for words in descriptions if len(letters := key(words)) > _SUMMARY]
    hints: list[Hint] = []
    for number, (line, share) in enumerate(zip(lines, kept, strict=True)):
        place = page.places[starts[max(0, bisect_right(starts, line.start) - 1)]]
        letters = key(line.plain) if told else ""
        described = any(
            letters == words or (len(letters) > _SUMMARY and (words.startswith(letters) or letters.startswith(words)))
            for words in told
        )
        hints.append(
            Hint(
                share, place.tags, place.linked, place.block, place.parent, place.grandparent, described,
                None if title is None else number - title,
            )
        )  # fmt: skip
    return hints


def marked_features(hints: Sequence[Hint], seen: Sequence[Look]) -> list[list[str]]:
    """The features of the mark-up, a row for each line."""
    kept = [number for number, hint in enumerate(hints) if hint.kept > 0.5]
    flags = [0]
    for hint in hints:
        flags.append(flags[-1] + (hint.kept > 0.5))
    parents, grandparents = _running_text(hints, seen)
    rows = []
    for number, (hint, look) in enumerate(zip(hints, seen, strict=True)):
        share, size = step(hint.kept, _KEPT), step(look.length, SIZES)
        linked = step(hint.linked, _LINKED)
        zone, distance = zone_of(number, kept)
        around = flags[min(len(hints), number + 3)] - flags[max(0, number - 2)]
        near, far = step(parents[hint.parent], _SHARE), step(grandparents[hint.grandparent], _SHARE)
        row = [
            f"kept={share}",
            f"kept*length={share}*{size}",
            f"kept*ends={share}*{look.ends}",
            f"linked={linked}",
            f"linked*length={linked}*{size}",
            f"kept*linked={share}*{linked}",
            f"keptzone={zone}*{step(distance, (1, 2, 3, 6, 15))}",
            f"keptzone*length={zone}*{size}",
            f"around={share}*{around}",
            f"kept*strong={share}*{look.strong}",
            f"kept*cued={share}*{bool(look.cues)}",
            f"any={bool(kept)}*{share}",
            f"parent={near}",
            f"parent*length={near}*{size}",
            f"grandparent={far}",
            f"grandparent*length={far}*{size}",
            f"parent*kept={near}*{share}",
            f"parent*grandparent={near}*{far}",
            f"parent*block={near}*{hint.block}",
            *_about(hint, look, near, share),
        ]
        row += [f"tag={tag}" for tag in sorted(hint.tags)]
        row += [f"kept*tag={share}*{tag}" for tag in sorted(hint.tags)]
        rows.append(row)
    return rows


def _running_text(hints: Sequence[Hint], seen: Sequence[Look]) -> tuple[dict[int, float], dict[int, float]]:
    """For each element that is a line's parent, or grandparent, its share of the page's running text."""
    parents: Counter[int] = Counter()
    grandparents: Counter[int] = Counter()
    for hint, look in zip(hints, seen, strict=True):
        parents[hint.parent] += look.length if look.strong else 0
        grandparents[hint.grandparent] += look.length if look.strong else 0
    total = max(1, sum(parents.values()))
    return (
        {number: length / total for number, length in parents.items()},
        {number: length / total for number, length in grandparents.items()},
    )


def _about(hint: Hint, look: Look, near: str, share: str) -> list[str]:
    """What the line has to do with the headline and the description."""
    long = int(look.length >= 81)
    distance = "x" if hint.from_title is None else step(hint.from_title, _FROM_TITLE)
    row = [f"title={distance}*{long}", f"title*kept={distance}*{share}"]
    return [*row, f"described={near}", f"described*kept={share}"] if hint.described else row
