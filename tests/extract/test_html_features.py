"""What the mark-up says of a line: the company that it keeps, the description, the headline."""

from __future__ import annotations

from onrecord.extract.features import looks
from onrecord.extract.html import read_html
from onrecord.extract.html_features import hints_of, marked_features
from onrecord.extract.lines import split_lines

SENTENCE = (
    "The minister of Veldania said on Monday that the crossing at Port Amarel would open soon, and that the drivers "
    "who carry medicine had waited long enough."
)


def features(markup: str, descriptions: tuple[str, ...] = ()) -> dict[str, list[str]]:
    page = read_html(f"<html><body>{markup}</body></html>")
    lines = split_lines(page.text)
    hints = hints_of(page, lines, [0.0] * len(lines), descriptions, 0)
    rows = marked_features(hints, looks(lines))
    return {line.shown: row for line, row in zip(lines, rows, strict=True)}


def test_lines_know_how_much_running_text_stands_beside_them() -> None:
    rows = features(
        f"<h1>Crossing to open</h1><div><p>{SENTENCE}</p><p>{SENTENCE} Twice.</p><p>A short one</p></div>"
        "<aside><p>A teaser of this page</p></aside>"
    )
    assert "parent=5" in rows["A short one"]
    assert "parent=0" in rows["A teaser of this page"]
    assert "parent*block=5*p" in rows[SENTENCE]


def test_the_description_and_the_distance_from_the_headline_are_features() -> None:
    rows = features(f"<h1>Crossing to open</h1><h2>{SENTENCE}</h2><p>{SENTENCE} Twice.</p><p>Menu</p>", (SENTENCE,))
    assert any(feature.startswith("described=") for feature in rows[SENTENCE])
    assert not any(feature.startswith("described=") for feature in rows["Menu"])
    assert "title=3*1" in rows[SENTENCE]
