"""What many tests share: one small record, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.pages import write_pages


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three invented pages; not to be written."""
    return write_pages(tmp_path_factory.mktemp("shared") / "pages")


@pytest.fixture(scope="session")
def story(pages: Path) -> Path:
    """The record of these pages; not to be written."""
    import onrecord

    onrecord.build(pages, pages.parent / "story.db", settings=onrecord.load_settings(workers=1)).close()
    return pages.parent / "story.db"
