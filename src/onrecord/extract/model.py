"""The line model: how probably a line is part of the article, from its features and a table of weights.

Two logistic models in a row (stacking), each a sum of one weight a feature; the weights are a table that can be
read, ``codebooks/line_weights.tsv``, made by ``scripts/train_lines.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from onrecord.errors import UsageError
from onrecord.extract.features import first_features, looks, second_features
from onrecord.extract.html_features import Hint, marked_features
from onrecord.extract.lines import Line

DUMP = 40
"""Lines outside the article's stretch from which a text counts as a whole page, and is read by the table for those."""

LEAN = 0.54
"""How much less furniture counts than body in such a page: 0.35 becomes 0.5, for a lost paragraph hurts more."""

MARGIN = 9
"""Lines kept on each side of the stretch: captions, bylines, a short last paragraph."""

COST = 0.15
"""What a line that is no body costs the stretch that holds it: about seven are bridged by a paragraph."""

Weights = Mapping[str, float]


@cache
def load_weights() -> Mapping[str, Weights]:
    """The weights of the tables: ``text1``, ``text2`` for scraped text, ``dump1``, ``dump2`` for whole
    pages pasted as text, ``html1``, ``html2`` for pages, ``title`` for headlines.

    Raises:
        UsageError: if a row of the table is malformed.
    """
    name = "line_weights.tsv"
    tables: dict[str, dict[str, float]] = {
        "text1": {},
        "text2": {},
        "dump1": {},
        "dump2": {},
        "html1": {},
        "html2": {},
        "title": {},
    }
    for number, row in enumerate(
        resources.files("onrecord.codebooks").joinpath(name).read_text("utf-8").splitlines(), 1
    ):
        if row.startswith("#") or not row.strip():
            continue
        try:
            stage, feature, weight = row.split("\t")
            tables[stage][feature] = float(weight)
        except (ValueError, KeyError) as why:
            raise UsageError(
                f"{name}: line {number} ({row!r}): a table ({', '.join(tables)}), a feature and a weight are needed"
            ) from why
    return tables


def probability(features: Iterable[str], weights: Weights) -> float:
    """The logistic of the sum of the weights; features without a weight count nothing."""
    total = sum(filter(None, map(weights.get, features)))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def body_odds(lines: Sequence[Line], hints: Sequence[Hint] | None = None) -> list[float]:
    """For each line the probability that it is part of the article.

    Args:
        lines: the lines of a text.
        hints: what the mark-up and trafilatura say of each, for a page of HTML.
    """
    if hints is not None:
        return _two_passes(lines, hints, "html")
    odds = _two_passes(lines, None, "text")
    low, high = main_stretch(lines, odds)
    if len(lines) - (high - low) < DUMP:
        return odds
    return [chance / (chance + (1 - chance) * LEAN) for chance in _two_passes(lines, None, "dump")]


def main_stretch(lines: Sequence[Line], odds: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines in which the article lies, with a margin: first and one past the last.

    The stretch with the greatest sum (Kadane), where a line that is likely body gains by its length and any
    other costs a little. A whole page pasted as text has hundreds of menu lines around it.
    """
    best, total, start = (0.0, 0, len(lines)), 0.0, 0
    for number, (line, chance) in enumerate(zip(lines, odds, strict=True)):
        gain = (0.3 + min(len(line.shown), 250) / 250) * (2 * chance - 1) if chance > 0.5 else -COST
        if total <= 0:
            total, start = 0.0, number
        total += gain
        if total > best[0]:
            best = (total, start, number + 1)
    return max(0, best[1] - MARGIN), min(len(lines), best[2] + MARGIN)


def _two_passes(lines: Sequence[Line], hints: Sequence[Hint] | None, kind: str) -> list[float]:
    tables = load_weights()
    seen = looks(lines)
    first = first_features(seen, lines, marked_features(hints, seen) if hints is not None else None)
    odds = [probability(row, tables[kind + "1"]) for row in first]
    return [probability(row, tables[kind + "2"]) for row in second_features(first, odds, seen)]
