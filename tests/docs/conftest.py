"""One run of all commands of the guide, in one folder, for all tests of the docs."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import guide_blocks  # noqa: E402

CABLE_OUT = """
import socket

def closed(*_):
    raise AssertionError("something wants to use the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = closed
"""
"""A ``sitecustomize`` module, which every Python imports at its start: the processes that read pages too."""


class Guide:
    """The pages as they should be, and the folder in which their commands ran."""

    def __init__(self, space: guide_blocks.Workspace) -> None:
        self.folder = space.folder
        self.pages = guide_blocks.filled(ROOT, space)


def _closed(*_: object) -> None:
    raise AssertionError("something wants to use the network")


@pytest.fixture(scope="package")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guide]:
    """The guide, run with the cable out, in this process and in those that it starts."""
    folder = tmp_path_factory.mktemp("cable")
    (folder / "sitecustomize.py").write_text(CABLE_OUT)
    with pytest.MonkeyPatch.context() as patch, guide_blocks.workspace(ROOT) as space:
        patch.setenv("PYTHONPATH", str(folder))
        patch.setattr(socket.socket, "connect", _closed)
        patch.setattr(socket, "getaddrinfo", _closed)
        yield Guide(space)
