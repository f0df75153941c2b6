"""Pages are read with a tree unless they are made to break one."""

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
