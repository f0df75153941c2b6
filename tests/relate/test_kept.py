"""A pile that grows: what was found is kept by part, and the record is that of a build of all pages at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import onrecord
from onrecord import relate
from onrecord.record.building import Progress, _Build
from onrecord.record.stages import PAGE_SOURCES, versions
from onrecord.record.stale import read_stale
from onrecord.records import Article, Finding, Records, Related
from onrecord.settings import default_settings
from onrecord.store import Database
from tests.relate.read_piles import PILES, snapshot

SETTINGS = default_settings()


@pytest.fixture(scope="module")
def pages() -> list[Records]:
    """The pages of nine small piles, read, with the marks of their stages; two of them undated."""
    rows = [
        row
        for pile in [pile for pile in PILES if pile["expect"] and not pile.get("missed")][:9]
        for row in pile["pages"]
    ]
    rows[3], rows[8] = (" | ".join(["-", *row.split(" | ")[1:]]) for row in (rows[3], rows[8]))
    made = versions(PAGE_SOURCES, SETTINGS)
    return [read_stale(snapshot(number, row), SETTINGS, made) for number, row in enumerate(rows)]


def add(path: Path, pages: Sequence[Records], told: list[Progress] | None = None) -> None:
    """Add pages to a record, as a build does that has read them."""
    with Database.create(path) as database:
        building = _Build(database, SETTINGS, None if told is None else told.append)
        for page in pages:
            building._store(page)
        building.relate()


def held(path: Path) -> list[str]:
    """All that a record holds, in its order."""
    with Database.open(path) as database:
        found = database.load()
    return [repr(record) for record in found]


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[frozenset[str]]]:
    """The parts that were compared, by their pages."""
    seen: list[frozenset[str]] = []
    real = relate._of_part

    def watched(part: Records, vectors: object) -> Iterator[Finding]:
        seen.append(frozenset(article.path for article in part.all(Article)))
        return real(part, vectors)  # type: ignore[arg-type]

    monkeypatch.setattr(relate, "_of_part", watched)
    yield seen


@pytest.mark.parametrize("seed", range(5))
def test_pages_added_in_any_order_and_portions_give_one_record(seed: int, pages: list[Records], tmp_path: Path) -> None:
    chance = random.Random(seed)
    order = chance.sample(pages, len(pages))
    add(tmp_path / "once.db", pages)
    while order:
        portion = chance.randint(1, 1 + len(order) // 2)
        add(tmp_path / "grown.db", order[:portion])
        del order[:portion]
    once = held(tmp_path / "once.db")
    assert any(line.startswith("Finding(") for line in once)
    assert held(tmp_path / "grown.db") == once


def test_a_new_page_has_only_its_own_part_compared_again(
    pages: list[Records], tmp_path: Path, compared: list[frozenset[str]]
) -> None:
    path = tmp_path / "grown.db"
    add(path, pages[:-1])
    before = list(compared)
    assert len(before) > 3
    compared.clear()
    add(path, pages[-1:])
    assert compared, "the part of the new page is compared"
    assert not set(compared) & set(before)
    assert len(compared) < len(before) / 2
    new = f"{len(pages) - 1}.txt"
    assert any(new in part for part in compared)


def test_what_a_part_had_is_voided_by_a_page_that_is_read_otherwise(
    pages: list[Records], tmp_path: Path, compared: list[frozenset[str]]
) -> None:
    path = tmp_path / "grown.db"
    add(path, pages)
    compared.clear()
    changed = read_stale(
        snapshot(0, "2031-03-03 | Harbour Post | Rain | Rain fell in Kettin on Monday. The mayor, Ada Fenn, said so."),
        SETTINGS,
        versions(PAGE_SOURCES, SETTINGS),
    )
    add(path, [changed])
    assert compared
    add(tmp_path / "once.db", [*pages, changed])
    assert held(path) == held(tmp_path / "once.db")


def test_what_is_kept_is_used_after_a_page_is_written_again(
    pages: list[Records], tmp_path: Path, compared: list[frozenset[str]]
) -> None:
    path = tmp_path / "grown.db"
    add(path, pages)
    once = held(path)
    compared.clear()
    add(path, pages[4:6])  # Writing a page again voids what the pile showed.
    assert compared == []
    assert held(path) == once


def test_a_build_stopped_among_its_findings_leaves_a_record_that_opens_and_goes_on(
    pages: list[Records], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "grown.db"
    add(path, pages[:6])

    def stopped(part: Records, vectors: object) -> Iterator[Finding]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(relate, "_of_part", stopped)
        with pytest.raises(KeyboardInterrupt):
            add(path, pages[6:])
    with onrecord.open_record(path) as record:
        assert len(record.articles()) == len(pages)
        assert record.findings() is not None
        assert not record.verify().violations
    add(path, [])
    add(tmp_path / "once.db", pages)
    assert held(path) == held(tmp_path / "once.db")


def test_a_build_says_which_step_it_is_at(pages: list[Records], tmp_path: Path) -> None:
    told: list[Progress] = []
    add(tmp_path / "grown.db", pages, told)
    steps = list(dict.fromkeys(now.step for now in told))
    assert steps == ["read", "load", "resolve", "group", "relate", "write"]
    parts = [(now.part, now.parts) for now in told if now.step == "relate" and now.parts]
    assert [part for part, _ in parts] == list(range(parts[0][1]))


def test_parts_without_findings_are_kept_too(pages: list[Records], tmp_path: Path) -> None:
    path = tmp_path / "grown.db"
    alone = snapshot(
        len(pages), "2031-01-05 | Vik Tribune | Rain | It rained on the hills of Ostervik. The inn is shut."
    )
    add(path, [*pages, read_stale(alone, SETTINGS, versions(PAGE_SOURCES, SETTINGS))])
    with Database.open(path) as database:
        kept = database.kept()
    assert {name for part in kept.all(Related) for name in part.findings} == {one.id for one in kept.all(Finding)}
    assert any(not part.findings for part in kept.all(Related))
