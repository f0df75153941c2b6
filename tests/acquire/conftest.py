"""What the tests of acquire share: settings with small limits, and a run that gives (path, what came of it)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.acquire import acquire
from onrecord.records import Problem, Snapshot
from onrecord.settings import Settings, load_settings

Take = Callable[..., list[Snapshot | Problem]]


@pytest.fixture
def take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Take:
    """Write files to an empty folder, make it the current one, and acquire names in it."""
    monkeypatch.chdir(tmp_path)

    def run(files: dict[str, bytes | str], *names: str, settings: Settings | None = None) -> list[Snapshot | Problem]:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(acquire(names or list(files), settings or load_settings()))

    return run


def said(found: list[Snapshot | Problem]) -> list[tuple[str, str]]:
    """Path and text of each page; path and code of each problem."""
    return [(one.path, one.code if isinstance(one, Problem) else one.decode()) for one in found]


def only(found: list[Snapshot | Problem]) -> Snapshot:
    """The one page."""
    (one,) = found
    assert isinstance(one, Snapshot), one
    return one


def refusal(found: list[Snapshot | Problem]) -> Problem:
    """The one problem."""
    (one,) = found
    assert isinstance(one, Problem), one.path
    assert one.fatal
    assert one.stage == "acquire"
    assert one.message.startswith(f"{one.path}: ")
    return one
