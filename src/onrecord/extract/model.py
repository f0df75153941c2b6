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
from onrecord.extract.features import Hint, first_features, looks, second_features
from onrecord.extract.lines import Line

Weights = Mapping[str, float]


@cache
def load_weights() -> Mapping[str, Weights]:
    """The weights of the tables: ``text1``, ``text2`` for scraped text, ``html1``, ``html2`` for pages, ``title`` for headlines.

    Raises:
        UsageError: if a row of the table is malformed.
    """
    name = "line_weights.tsv"
    tables: dict[str, dict[str, float]] = {"text1": {}, "text2": {}, "html1": {}, "html2": {}, "title": {}}
    for number, row in enumerate(resources.files("onrecord.codebooks").joinpath(name).read_text("utf-8").splitlines(), 1):
        if row.startswith("#") or not row.strip():
            continue
        try:
            stage, feature, weight = row.split("\t")
            tables[stage][feature] = float(weight)
        except (ValueError, KeyError) as why:
            raise UsageError(f"{name}: line {number} ({row!r}): a table (text1, text2, html1, html2, title), a feature and a weight are needed") from why
    return tables


def probability(features: Iterable[str], weights: Weights) -> float:
    """The logistic of the sum of the weights; features without a weight count nothing."""
    total = sum(weights.get(feature, 0.0) for feature in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def body_odds(lines: Sequence[Line], hints: Sequence[Hint] | None = None) -> list[float]:
    """For each line the probability that it is part of the article.

    Args:
        lines: the lines of a text.
        hints: what the mark-up and trafilatura say of each, for a page of HTML.
    """
    tables = load_weights()
    kind = "text" if hints is None else "html"
    seen = looks(lines)
    first = first_features(seen, lines, hints)
    odds = [probability(row, tables[kind + "1"]) for row in first]
    return [probability(row, tables[kind + "2"]) for row in second_features(first, odds, seen)]
