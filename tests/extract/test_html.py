"""Pages are read with a tree unless they are made to break one."""

import time

import pytest

from onrecord.extract.html import read_html


def test_pictures_and_scripts_full_of_open_tags_make_no_page_deep() -> None:
    marks = "".join(f'<circle cx="{n}" r="1"/>' for n in range(600))
    script = "<script>" + "x += '<div><b>';" * 300 + "</script>"
    page = read_html(f"<html><body>{script}<svg>{marks}</svg><p>The ferry sank on Monday.</p></body></html>")
    assert page.plain
    assert "The ferry sank on Monday." in page.text


def test_a_page_that_is_really_deep_is_not_plain() -> None:
    page = read_html("<div>" * 400 + "<p>The ferry sank on Monday.</p>" + "</div>" * 400)
    assert not page.plain
    assert "The ferry sank on Monday." in page.text


@pytest.mark.parametrize("unit", ["<script>", "<style>x", "<!--", "<", "<b a=", "<script><noscript>"])
def test_tags_that_are_never_closed_take_no_more_time_for_being_many(unit: str) -> None:
    start = time.process_time()
    page = read_html("<div>" * 1_200 + "<p>The ferry sank on Monday.</p>" + unit * 40_000)
    assert time.process_time() - start < 4
    assert "The ferry sank on Monday." in page.text


def test_what_lies_too_deep_is_read_between_the_tags_and_said() -> None:
    page = read_html("<div>" * 3_000 + "<p>The ferry sank on Monday.</p><script>let x = 1;</script>" + "</div>" * 3_000)
    assert page.tree is None and page.note is not None and "deep" in page.note
    assert page.text == "The ferry sank on Monday."


def test_a_line_stands_in_its_own_elements() -> None:
    page = read_html(
        "<body><h1>The ferry</h1>\n<p>\n It sank.</p><p><time datetime='2023-03-04'>today</time></p></body>"
    )
    tags = {page.text[start:].split("\n")[0]: place for start, place in page.places.items()}
    assert tags["It sank."].tags == {"p"}
    assert tags["today"].when == "2023-03-04"
