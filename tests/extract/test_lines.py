"""Lines, cues, joins, bylines and titles."""

from __future__ import annotations

import pytest

from onrecord.extract.agencies import agencies_in, text_agencies
from onrecord.extract.bylines import credit_of, is_person, person_names
from onrecord.extract.cues import cues_of, load_cues
from onrecord.extract.features import looks
from onrecord.extract.html import read_html
from onrecord.extract.joins import bridges, joined, runs_on
from onrecord.extract.lines import plain, split_lines, without_marks
from onrecord.extract.model import mixed
from onrecord.extract.titles import choose_title, find_headline
from onrecord.extract.weights import load_weights


def test_lines_hold_the_characters_between_their_ends() -> None:
    text = "\n\n  One \u00a0\r\n--\r\nT\u200bwo 😀 \n"
    lines = split_lines(text)
    assert [text[line.start : line.end] for line in lines] == [line.raw for line in lines]
    assert len(lines) == 2


def test_crawl_marks_are_not_shown() -> None:
    assert without_marks("**By** [Mara Lindqvist](#)") == "By Mara Lindqvist"
    assert without_marks("snake_case stays") == "snake_case stays"


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ("Read more", "related"),
        ("12 Comments", "comments"),
        ("Photo: Mara Lindqvist / Norwire", "credit"),
        ("Tags: border, trade", "tags"),
        ("4 min read", "dateline"),
    ],
)
def test_cues(line: str, cue: str) -> None:
    assert cue in cues_of(plain(line))


def test_a_sentence_about_support_is_no_appeal() -> None:
    assert "appeal" not in cues_of(plain("The minister said that support for the plan had grown in the north."))


def test_codebooks_are_read() -> None:
    assert len({cue.name for cue in load_cues()}) == len(load_cues())
    assert all(table for table in load_weights().values())


def test_fragments_of_a_sentence_are_taken_back_and_joined() -> None:
    lines = split_lines(
        "Orsk took part in\n\nlarge exercises with Veldania\n\n, a state that borders on it.\n\nRead more"
    )
    body = [False, False, True, False]
    taken = bridges(lines, body, {3})
    assert sorted(taken) == [0, 1]
    assert joined(lines, [True, True, True, False]) == [False, True, True, False]


def test_a_broken_sentence_right_under_the_body_is_read_as_one() -> None:
    lines = split_lines(
        "The ferry left at noon.\n\nThe crew of the\n\ntugboat Vik\n\nhad asked for more pay since March, she said."
        "\n\nOur news every morning by mail."
    )
    body = [True, False, False, False, False]
    assert runs_on(lines, body, [0.9, 0.4, 0.3, 0.45, 0.2], ()) == [1, 2, 3]
    assert runs_on(lines, body, [0.9, 0.1, 0.1, 0.2, 0.2], ()) == []  # The model is nearly sure of a menu.
    assert runs_on(lines, body, [0.9, 0.4, 0.3, 0.45, 0.2], {2}) == []


def test_bylines_are_cleaned_of_offices_and_dates() -> None:
    assert person_names("By Mara Lindqvist and Bo Lind, Senior Reporter") == ["Mara Lindqvist", "Bo Lind"]
    assert person_names("Mara LindqvistPublished May 21, 2021") == ["Mara Lindqvist"]
    assert person_names("Courier Staff") == []
    assert not is_person("AFP")


def test_agencies_in_bylines_and_datelines() -> None:
    assert agencies_in("AFP with Reuters") == ["AFP", "Reuters"]
    assert text_agencies([], ["PORT AMAREL (AP) - The crossing opened on Monday."]) == ["Associated Press"]
    assert text_agencies([], ["The minister (a lawyer) - spoke."]) == []


def test_picture_credits() -> None:
    assert credit_of(split_lines("AP - Mara Lindqvist")[0]) == "AP - Mara Lindqvist"
    assert credit_of(split_lines("Trucks wait at the bridge. AFP")[0]) == "AFP"
    assert credit_of(split_lines("The minister spoke to Reuters in the evening.")[0]) is None


def test_html_is_one_block_element_a_line() -> None:
    page = read_html("<body><h1>A <b>b</b></h1><div>c<p>d<br>e</p>f</div><script>g</script></body>")
    assert page.text.split() == ["A", "b", "c", "d", "e", "f"]
    assert page.text.startswith("A b\n\nc\n\nd\ne\n\nf")


def test_the_heading_like_the_stated_title_is_the_headline() -> None:
    headings = [(0, "h1", "Veldania Courier"), (4, "h1", "Crossing at Port Amarel opens"), (9, "h2", "Most read")]
    assert choose_title(["Crossing at Port Amarel opens | Veldania Courier"], headings) == (
        "Crossing at Port Amarel opens",
        4,
    )
    assert choose_title(["Crossing at Port Amarel opens | Courier"], []) == ("Crossing at Port Amarel opens", None)


def test_lines_of_sure_furniture_make_a_text_a_whole_page() -> None:
    unsure = [0.6] * 10
    assert mixed([*unsure, *[0.4] * 60], [*[0.2] * 10, *[0.01] * 60])[0] < 0.4
    assert mixed([*unsure, *[0.4] * 10], [*[0.2] * 10, *[0.01] * 10])[0] > 0.4
    assert mixed([0.6, 0.9], [0.1, 0.1]) == [0.6, 0.9]


def test_paragraphs_of_scripts_without_known_words_are_paragraphs() -> None:
    lines = split_lines(
        "大臣は月曜日に記者団に対し、国境の検問所を来週から再び開くと述べたが、時期については明らかにしなかったという。\n\n首页"
    )
    assert [look.strong for look in looks(lines)] == [True, False]


def test_a_masthead_above_the_headline_is_not_the_headline() -> None:
    lead = (
        "The harbour of Port Amarel reopened on Monday after the storm had kept it closed for nine days, it was said."
    )
    lines = split_lines(f"The Corvin Ledger\n\nHarbour reopens after storm\n\nBy Ada Quill\n\n{lead}\n\n{lead[4:]}\n")
    assert find_headline(lines, [0.1, 0.4, 0.01, 0.9, 0.9]) == 1
