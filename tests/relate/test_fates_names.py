"""Names beside a person's name are read in time that grows with the text, whatever stands there."""

from __future__ import annotations

from onrecord.relate.fates import _ALIAS, _BEHIND


def test_a_line_of_capitals_is_read_and_holds_no_alias() -> None:
    text = "BREAKINGNEWSFROMTHEHARBOUR" * 400 + " - LIVE"
    assert _ALIAS.search(text) is None
    assert _BEHIND.match(f", {text}") is not None


def test_the_other_name_is_read() -> None:
    match = _ALIAS.search("El Zorzal, whose real name is Heliodoro Cuesta, was freed.")
    assert match is not None
    assert (match["one"], match["other"]) == ("El Zorzal", "Heliodoro Cuesta")
