"""The reference is what the code says, and nothing public is without words."""

from __future__ import annotations

import ast
from pathlib import Path

import doc_text
import make_reference
import pytest

from onrecord import records
from tests.docs.conftest import Guide
from tests.docs.pages import ROOT, name

REMEDY = "run: python scripts/make_reference.py"


def test_the_reference_is_up_to_date() -> None:
    """This fails as well if a verb, option, setting, field, function or codebook is not documented."""
    assert not [name(path) for path in make_reference.stale(make_reference.made())], REMEDY


def test_every_record_has_its_place() -> None:
    text = (ROOT / "docs" / "reference" / "records.md").read_text("utf-8")
    kinds = [item for item in vars(records).values() if isinstance(item, type) and item.__name__ in records.__all__]
    missing = {kind.__name__ for kind in kinds if f"### `{kind.__name__}`" not in text}
    assert missing == {"Records", "View"}, REMEDY


def test_the_output_in_the_guide_is_what_the_program_prints(guide: Guide) -> None:
    assert len(guide.pages) >= 2
    assert not [name(path) for path, text in guide.pages.items() if path.read_text("utf-8") != text], REMEDY


@pytest.mark.parametrize("field", ["    size: int\n", '    size: int\n    ""\n'])
def test_a_field_without_words_is_noticed(field: str) -> None:
    [tree] = ast.parse(f'class Ship:\n    name: str\n    """Its name."""\n{field}').body
    assert isinstance(tree, ast.ClassDef)
    with pytest.raises(doc_text.UndocumentedError, match=r"Ship\.size is not documented"):
        list(make_reference._fields(tree, "Ship"))


def test_an_option_without_help_is_noticed() -> None:
    class Option:
        opts = ("--size",)
        help = None

    with pytest.raises(doc_text.UndocumentedError, match="--size of launch is not documented"):
        make_reference._option("launch", Option())


def test_a_setting_without_a_comment_is_noticed() -> None:
    text = "# How many.\nships = 3\nports = 4\n# How deep.\nharbour = 9\n\nquays = 2\n"
    comments = {key: make_reference._comment_of(text, key) for key in ("ships", "ports", "harbour", "quays")}
    assert comments == {"ships": "How many.", "ports": "How many.", "harbour": "How deep.", "quays": ""}


def test_a_page_that_nothing_makes_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_reference, "PAGES", tmp_path)
    (tmp_path / "old.md").write_text("left behind")
    assert make_reference.stale({}) == [tmp_path / "old.md"]
