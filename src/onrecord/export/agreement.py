"""How far coders agree, and how sure a share is: Krippendorff's alpha and Wilson's interval."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

Z = 1.959963984540054
"""Of the normal distribution, for intervals of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval of 95 %."""

    value: float
    """The share."""
    low: float
    """The lower end."""
    high: float
    """The upper end."""
    counted: int
    """Out of how many."""


def alpha(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """Krippendorff's alpha for nominal values.

    K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), steps A to C: the coincidences of values
    within units, and from them 1 - observed / expected disagreement. Units with fewer than two values do not count.

    Args:
        units: for each unit the values of the coders; ``None`` where one gave none.

    Returns:
        Alpha; ``None`` where it is not defined: no unit has two values, or all values are the same.
    """
    coincidences: dict[tuple[Hashable, Hashable], float] = {}
    for unit in units:
        values = [value for value in unit if value is not None]
        for i, one in enumerate(values):
            for other in values[:i] + values[i + 1 :]:
                coincidences[one, other] = coincidences.get((one, other), 0.0) + 1 / (len(values) - 1)
    totals: dict[Hashable, float] = {}
    for (one, _), number in coincidences.items():
        totals[one] = totals.get(one, 0.0) + number
    whole = sum(totals.values())
    observed = whole - sum(number for (one, other), number in coincidences.items() if one == other)
    expected = whole * whole - sum(number * number for number in totals.values())
    return None if expected < 1e-9 else 1 - (whole - 1) * observed / expected


def wilson(share: float, size: float) -> tuple[float, float]:
    """Wilson's score interval of 95 % for a share.

    E. B. Wilson, *Probable inference, the law of succession, and statistical inference* (1927).

    Args:
        share: the share found.
        size: out of how many; an effective size need not be whole. Infinite means that all were looked at.
    """
    if math.isinf(size):
        return share, share
    if size <= 0:
        return 0.0, 1.0
    middle = (share + Z * Z / (2 * size)) / (1 + Z * Z / size)
    half = Z / (1 + Z * Z / size) * math.sqrt(share * (1 - share) / size + Z * Z / (4 * size * size))
    return (0.0 if share == 0 else max(0.0, middle - half)), (1.0 if share == 1 else min(1.0, middle + half))


def plain_share(right: int, counted: int) -> Share | None:
    """The share of a simple sample; ``None`` of nothing."""
    if counted == 0:
        return None
    value = right / counted
    return Share(value, *wilson(value, counted), counted)


def stratified_share(strata: Sequence[tuple[int, int, int]]) -> Share | None:
    """The share in the whole from samples of its strata, each weighted by the size of its stratum.

    The interval is Wilson's with the effective size of the sample: 1 / sum of W² (1 - n / N) / n, where W is the
    weight of a stratum, n its rows and N its size (L. Kish, *Survey Sampling*, 1965, 11.7: the loss by weighting).
    Strata without a coded row cannot be estimated and are left out.

    Args:
        strata: for each stratum how many were right, how many were coded, and how many there are in all.
    """
    known = [(right, coded, max(size, coded)) for right, coded, size in strata if coded]
    whole = sum(size for _, _, size in known)
    if not whole:
        return None
    value = sum(size / whole * right / coded for right, coded, size in known)
    loss = sum((size / whole) ** 2 * (1 - coded / size) / coded for _, coded, size in known)
    value = min(1.0, max(0.0, value))
    return Share(value, *wilson(value, 1 / loss if loss > 0 else math.inf), sum(coded for _, coded, _ in known))
