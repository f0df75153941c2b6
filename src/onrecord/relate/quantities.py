"""Values of one thing that cannot both be right: *turnout was 61 percent*, *turnout was 48 percent*.

Counts of people are in :mod:`onrecord.relate.tolls`; here it is what a clause measures. Two values meet only if
subject, predicate, unit, day and every name in their clauses agree, both are exact, and two speakers give them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Figure, Finding, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.known import Known

LEAST_RATIO = 1.05
"""Least ratio of two values that contradict each other."""


@dataclass(frozen=True, slots=True)
class _Value:
    """An exact value that a clause gives."""

    claim: Claim
    value: float
    unit: str


def quantities(known: Known, claims: Sequence[Claim]) -> Iterator[Finding]:
    """The contradictions between exact values of one thing, told by two speakers on one day."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(known.pile.all(Figure), key=lambda figure: figure.id):
        exact = figure.change == "=" and not figure.qualifier and figure.value is not None
        if exact and figure.unit is not None and figure.unit != "person":
            figures[figure.article_id].append(figure)
    buckets: dict[tuple[object, ...], list[_Value]] = defaultdict(list)
    for claim in claims:
        inside = [f for f in figures.get(claim.article_id, ()) if any(e.contains(f.span) for e in claim.source.extent)]
        if len(inside) == 1 and claim.position == "done" and claim.teller is not None and claim.named:
            figure = inside[0]
            key = (claim.who.family, claim.act, figure.unit, claim.told.day, claim.names, claim.sides)
            if claim.told.day is not None and figure.value is not None:
                buckets[key].append(_Value(claim, figure.value, str(figure.unit)))
    for bucket in sorted(buckets.values(), key=lambda values: min(value.claim.id for value in values)):
        yield from _of_bucket(bucket)


def _of_bucket(values: list[_Value]) -> Iterator[Finding]:
    """The contradictions of one thing on one day."""
    for i, one in enumerate(values):
        for other in values[i + 1 :]:
            low, high = sorted((one.value, other.value))
            apart = one.claim.teller is not None and other.claim.teller is not None
            if apart and one.claim.teller != other.claim.teller and low > 0 and high >= low * LEAST_RATIO:
                yield _finding(one, other)


def _finding(one: _Value, other: _Value) -> Finding:
    """The record of two values."""
    ordered = sorted((one, other), key=lambda value: value.claim.id)
    claim = ordered[0].claim
    numbers = " / ".join(f"{value.value:g}" for value in ordered)
    return Finding(
        id=make_id("r", "value", *(value.claim.id for value in ordered)), kind="contradiction",
        topic=claim.who.name, actor=None, sides=tuple(value.claim.side() for value in ordered),
        reason=f"different exact values of one thing on one day: {numbers} {one.unit}", strength="hard",
        independent=len({value.claim.chain for value in ordered}), basis="number",
    )  # fmt: skip
