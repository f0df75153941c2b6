"""Alpha against the examples of its author; intervals against published values."""

from __future__ import annotations

import math

import pytest

from onrecord.export.agreement import alpha, plain_share, stratified_share, wilson

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): the data of its sections A, B and C.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(rows: tuple[str, ...]) -> list[list[str | None]]:
    longest = max(map(len, rows))
    return [[row[i] if i < len(row) and row[i] != "." else None for row in rows] for i in range(longest)]


@pytest.mark.parametrize(("rows", "value"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)])
def test_the_examples_of_its_author(rows: tuple[str, ...], value: float) -> None:
    assert alpha(units(rows)) == pytest.approx(value, abs=0.0006)


def test_full_agreement_is_one_and_chance_is_about_zero() -> None:
    assert alpha([("yes", "yes"), ("no", "no"), ("yes", "yes")]) == 1.0
    assert alpha([("yes", "no"), ("no", "yes"), ("yes", "yes"), ("no", "no")]) == pytest.approx(0.125)


@pytest.mark.parametrize("data", [[], [("yes", None)], [("yes", "yes"), ("yes", "yes")]])
def test_where_it_is_not_defined(data: list[tuple[str | None, ...]]) -> None:
    assert alpha(data) is None


@pytest.mark.parametrize(
    ("right", "counted", "low", "high"),
    # R. G. Newcombe, Two-sided confidence intervals for the single proportion (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_published(right: int, counted: int, low: float, high: float) -> None:
    assert list(wilson(right / counted, counted)) == pytest.approx([low, high], abs=0.0001)


def test_strata_are_weighted_by_their_size() -> None:
    found = stratified_share([(10, 10, 900), (0, 10, 100)])
    assert found is not None
    assert found.value == pytest.approx(0.9)
    plain = plain_share(10, 20)
    assert plain is not None
    assert plain.value == 0.5
    assert found.low < 0.9 < found.high


def test_a_draw_in_proportion_has_nearly_the_plain_interval() -> None:
    found, plain = stratified_share([(40, 50, 50_000), (8, 10, 10_000)]), plain_share(48, 60)
    assert found is not None
    assert plain is not None
    assert [found.low, found.high] == pytest.approx([plain.low, plain.high], abs=0.001)


def test_when_all_were_looked_at_nothing_is_left_to_chance() -> None:
    found = stratified_share([(3, 4, 4), (5, 5, 5)])
    assert found is not None
    assert found.low == found.value == found.high == pytest.approx(8 / 9)


def test_a_stratum_that_nobody_judged_is_left_out_and_nothing_gives_nothing() -> None:
    assert stratified_share([(0, 0, 10)]) is None
    assert plain_share(0, 0) is None
    found = stratified_share([(1, 2, 10), (0, 0, 90)])
    assert found is not None
    assert found.value == 0.5
    assert not math.isnan(found.low)
