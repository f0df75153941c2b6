from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.settings import default_settings, load_settings


def test_a_users_file_overrides_only_its_keys(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('workers = 3\n[column_map]\nbody_html = "text"\n', "utf-8")
    settings = load_settings(file)
    assert settings.workers == 3
    assert settings.models == default_settings().models
    assert settings.changed() == {"workers": 3, "column_map": (("body_html", "text"),)}


@pytest.mark.parametrize(
    ("line", "reason"),
    [("wrokers = 2", "no setting 'wrokers'"), ("workers = 0", "at least 1"), ("workers = true", "whole number"),
     ('models = "x"', "list of texts"), ("workers = ", "cannot be read")],
)  # fmt: skip
def test_a_wrong_setting_names_the_file_and_the_reason(tmp_path: Path, line: str, reason: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(line, "utf-8")
    with pytest.raises(UsageError, match=reason) as error:
        load_settings(file)
    assert "mine.toml" in str(error.value)


def test_a_missing_settings_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing"):
        load_settings(tmp_path / "nothing.toml")
