"""The list of stages in pipeline.py says what the stages do, and no more."""

from pathlib import Path
from typing import Any, TypeVar

import pytest

from onrecord.acquire import acquire
from onrecord.pipeline import PAGE_STAGES, PILE_STAGES, STAGES, Stage
from onrecord.records import Records, Snapshot
from onrecord.records.bag import Identified
from onrecord.settings import default_settings

EXAMPLE = Path(__file__).parent.parent / "examples" / "port-amarel"
R = TypeVar("R", bound=Identified)


class Watched(Records):
    """Records that remember what was asked of them."""

    def __init__(self) -> None:
        self.read: set[type[Any]] = set()
        self.written: set[type[Any]] = set()
        super().__init__()

    def add(self, *records: Identified) -> None:
        self.written.update(type(record) for record in records)
        super().add(*records)

    def all(self, kind: type[R]) -> list[R]:
        self.read.add(kind)
        return super().all(kind)

    def get(self, kind: type[R], record_id: str | None) -> R | None:
        self.read.add(kind)
        return super().get(kind, record_id)

    def forget(self) -> None:
        self.read, self.written = set(), set()


@pytest.fixture(scope="module")
def observed() -> dict[str, tuple[set[type[Any]], set[type[Any]]]]:
    settings = default_settings()
    seen: dict[str, tuple[set[type[Any]], set[type[Any]]]] = {stage.name: (set(), set()) for stage in STAGES}

    def run(stage: Stage, records: Watched) -> None:
        records.forget()
        stage.run(records, settings)
        seen[stage.name][0].update(records.read)
        seen[stage.name][1].update(records.written)

    pile = Watched()
    for snapshot in acquire([str(EXAMPLE)], settings):
        assert isinstance(snapshot, Snapshot), snapshot
        page = Watched()
        page.add(snapshot)
        for stage in PAGE_STAGES:
            run(stage, page)
        pile.add(*page)
    for stage in PILE_STAGES:
        run(stage, pile)
    return seen


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_reads_and_writes_only_what_it_declares(
    stage: Stage, observed: dict[str, tuple[set[type[Any]], set[type[Any]]]]
) -> None:
    read, written = observed[stage.name]
    assert read <= stage.reads | stage.writes
    assert written <= stage.writes


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_declares_nothing_that_it_leaves_alone(
    stage: Stage, observed: dict[str, tuple[set[type[Any]], set[type[Any]]]]
) -> None:
    from onrecord.records import Problem

    read, written = observed[stage.name]
    assert stage.reads <= read | written
    assert stage.writes - {Problem} <= written


def test_every_kind_is_written_before_it_is_read() -> None:
    there: set[type[Any]] = {Snapshot}
    for stage in STAGES:
        assert stage.reads <= there | stage.writes, stage.name
        there |= stage.writes
