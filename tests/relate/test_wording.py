"""What words are known by when sentences are set side by side."""

from __future__ import annotations

import pytest

from onrecord.relate.wording import tokens


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("estimated", "estimating", True),
        ("dug", "digging", True),
        ("women", "woman", True),
        ("consulted", "consultation", True),
        ("found", "foundation", False),
        ("kill", "kiln", False),
    ],
)
def test_forms_of_one_word_have_one_root(one: str, other: str, same: bool) -> None:
    roots = ({token for token in tokens(word) if token.startswith("root:")} for word in (one, other))
    assert set.intersection(*roots) != set() if same else not set.intersection(*roots)
