"""The weights of the line model and of the headline model: a table that can be read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from onrecord.codebooks.book import book_text
from onrecord.errors import UsageError

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
    for number, row in enumerate(book_text(name).splitlines(), 1):
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
