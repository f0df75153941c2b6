"""What became of those who are counted is read off the number's own clause."""

from __future__ import annotations

import pytest

from onrecord.codebooks.fates import fate_of
from onrecord.records import Span


@pytest.mark.parametrize(
    ("text", "number", "fate"),
    [
        ("At least 12 miners were killed and 20 were injured in a blast.", "12 miners", "dead"),
        ("At least 12 miners were killed and 20 were injured in a blast.", "20", "injured"),
        ("Rescuers found the last of the missing miners, taking the toll to 26.", "26", "dead"),
        ("The blast left 12 dead, 20 injured and nine missing.", "nine", "missing"),
        ("The clerk counted 40 ballots.", "40", None),
    ],
)
def test_the_nearest_word_of_fate_in_the_clause_counts(text: str, number: str, fate: str | None) -> None:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words), text)

    others = [span(word) for word in ("12", "20", "nine") if word in text]
    assert fate_of(text, span(text), span(number), others) == fate
