"""Datasette shows a record with labelled, linked tables that can be searched. Skipped where it is not installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from onrecord.store import Database
from tests.store.samples import RUN, first_page, pile, second_page

DATASETTE = os.environ.get("DATASETTE") or shutil.which("datasette")
METADATA = Path(__file__).parents[2] / "docs" / "formats" / "datasette.yaml"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(DATASETTE is None, reason="datasette is not installed, and DATASETTE names none"),
]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("datasette") / "story.db"
    with Database.create(path) as database:
        database.write_page(first_page())
        database.write_page(second_page())
        database.write_relations(pile())
        database.write_run(RUN)
    return path


def ask(story: Path, where: str, **query: str) -> str:
    words = ["--get", f"{where}?{urlencode(query)}" if query else where]
    return subprocess.run(
        [str(DATASETTE), str(story), "--metadata", str(METADATA), *words], capture_output=True, check=True, text=True
    ).stdout


def rows(story: Path, table: str, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ask(story, f"/story/{table}.json", _shape="objects", **query))["rows"]
    return found


@pytest.mark.parametrize("view", ["who_said_what", "what_happened", "how_many", "side_by_side", "pages"])
def test_the_views_answer_with_facets(story: Path, view: str) -> None:
    answer = json.loads(ask(story, f"/story/{view}.json", _shape="objects"))
    assert answer["rows"]
    assert answer["facet_results"]


def test_who_said_what_has_names_and_days(story: Path) -> None:
    (said,) = [row for row in rows(story, "who_said_what") if row["statement_id"] == "s_1"]
    assert said["speaker"] == "Ilsa Doren"
    assert said["words"] == "the port is closed"
    assert (said["day_earliest"], said["path"]) == ("2031-05-05", "b.txt")


@pytest.mark.parametrize(
    ("table", "word"),
    [("article", "envoys"), ("pages", "envoys"), ("statement", "closed"), ("who_said_what", "closed")],
)
def test_tables_can_be_searched(story: Path, table: str, word: str) -> None:
    assert len(rows(story, table)) > len(rows(story, table, _search=word)) > 0


def test_references_are_links_with_labels(story: Path) -> None:
    page = ask(story, "/story/statement")
    assert re.search(r'<a href="/story/article/a_\w+">Ilsa Doren</a>', page)  # the sample's headline
    assert re.search(r'<a href="/story/actor_mention/m_1">Ilsa Doren</a>', page)


def test_a_row_leads_to_what_refers_to_it(story: Path) -> None:
    assert "/story/event_actor?mention=m_1" in ask(story, "/story/actor_mention/m_1")
