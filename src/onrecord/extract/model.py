"""The line model: how probably a line is part of the article, from its features and a table of weights.

Two logistic models in a row (stacking), each a sum of one weight a feature; the weights are a table that can be
read, ``codebooks/line_weights.tsv``, made by ``scripts/train_lines.py``. For text without mark-up there are two such
tables: ``text`` knows the part of a page that people paste, ``dump`` whole pages as well, whose hundreds of menu lines
make it wary. How much a page looks like the one or the other mixes their answers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from onrecord.extract.features import NO_TITLE, Look, first_features, looks, second_features
from onrecord.extract.html_features import Hint, marked_features
from onrecord.extract.lines import Line
from onrecord.extract.titles import find_headline
from onrecord.extract.weights import load_weights, probability

LEAN = 0.54
"""How much less furniture counts than body in a whole page: 0.35 becomes 0.5, for a lost paragraph hurts more."""

SURE = 0.1
"""Probability below which ``dump`` is sure that a line is furniture."""

MENU = 25
"""Lines of sure furniture, beyond a third of a line for each line of body, from which a text is rather a whole page."""

EASE = 4
"""Lines over which a text turns from the one into the other."""

SHARE = 0.4
"""Weight of ``dump`` where a text is no whole page; two models that disagree are right more often together."""

BRIEF = (8, 25)
"""Lines of texts that ``dump`` knows nothing of, for no page is so short, and lines from which it is heard."""


def body_odds(lines: Sequence[Line], hints: Sequence[Hint] | None = None) -> list[float]:
    """For each line the probability that it is part of the article.

    Args:
        lines: the lines of a text.
        hints: what the mark-up and trafilatura say of each, for a page of HTML.
    """
    seen = looks(lines)
    first = first_features(seen, lines, marked_features(hints, seen) if hints is not None else None)
    if hints is not None:
        return _two_passes(lines, seen, first, "html")
    return mixed(_two_passes(lines, seen, first, "text"), _two_passes(lines, seen, first, "dump"))


def mixed(text: Sequence[float], dump: Sequence[float]) -> list[float]:
    """The answers of the two tables as one, by how much of the text ``dump`` takes for furniture."""
    furniture = sum(chance < SURE for chance in dump)
    body = sum(chance > 0.5 for chance in dump)
    whole = 1 / (1 + math.exp(-max(-30.0, min(30.0, (furniture - 0.3 * body - MENU) / EASE))))
    known = min(1.0, max(0.0, (len(dump) - BRIEF[0]) / (BRIEF[1] - BRIEF[0])))
    weight = known * (SHARE + (1 - SHARE) * whole)
    return [
        (1 - weight) * left + weight * right / (right + (1 - right) * LEAN)
        for left, right in zip(text, dump, strict=True)
    ]


def _two_passes(lines: Sequence[Line], seen: Sequence[Look], first: Sequence[list[str]], kind: str) -> list[float]:
    tables = load_weights()
    odds = [probability(row, tables[kind + "1"]) for row in first]
    title = NO_TITLE if kind == "html" else find_headline(lines, odds)
    return [probability(row, tables[kind + "2"]) for row in second_features(first, odds, seen, title)]
