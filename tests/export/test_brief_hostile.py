"""Pages are strangers' text: nothing in them may act on a terminal, in Markdown or in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markupsafe import Markup
from rich.cells import cell_len

from onrecord.export.brief import Brief, Cite, brief, to_html, to_markdown, to_terminal
from onrecord.export.brief.html import marked
from onrecord.export.brief.safe import markdown, plain, unquoted
from onrecord.records import Problem
from tests.export.piles import PileMaker, day, ferry_pile, page

RAW = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> # Top *bold* _it_ `code` [x](javascript:alert(1)) ![i](http://x.example/i.png)"
    " | cell | <http://x.example> http://x.example www.x.example a@x.example &lt;b&gt; \x1b[31mred\x1b]8;;http://x.example\x07link\x9b2J"
    " \u202egnorw\u2066 \u200fend {{ 7*7 }} </mark></style></li> 😀 שלום " + "w" * 3000
)
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section", "article",
    "details", "summary", "h1", "h2", "h3", "p", "ul", "ol", "li", "a", "span", "bdi", "mark",
}  # fmt: skip
LINE = " ".join(RAW.split())


@pytest.fixture(scope="module")
def hostile() -> Brief:
    make = PileMaker()
    first = page("<b>.txt", [("headline", RAW), ("body", RAW + " said Bad."), ("appeal", RAW)], title=RAW,
                 publisher=RAW, agencies=(RAW,), published=day("2031-03-03", "stated"))  # fmt: skip
    second = page("- [x](y).txt", [("body", RAW + " never, said Worse.")])
    make.records.add(first, second, Problem("x_1", RAW, RAW, RAW, RAW))
    person = make.person(RAW, "boss", "VEL")
    one = make.says(first, "Bad", RAW, person, via=RAW, addressee=RAW, said_on=day("2031-03-03"))
    two = make.says(second, "Worse", RAW + " never", None, said_on=day("2031-03-04"))
    make.counts(first, "alert(1)", RAW, 1, day("2031-03-03"))
    make.finds("contradiction", "alert", RAW, one, two)
    return brief(make.records)


def harmless(text: str) -> bool:
    """Whether no character drives a terminal or turns the direction of text."""
    return not any(
        unicodedata.category(char) in ("Cc", "Cs") or unicodedata.bidirectional(char) in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        ) or char in "\u200e\u200f\u061c"
        for char in text.replace("\n", "")
    )  # fmt: skip


def test_terminal_holds_no_control_characters_and_no_long_lines(hostile: Brief) -> None:
    for full in (False, True):
        text = to_terminal(hostile, full=full)
        assert harmless(text)
        assert max(cell_len(line) for line in text.splitlines()) <= 100
    assert to_terminal(hostile).splitlines().index("Chronology") <= 50
    coloured = re.sub(r"\x1b\[[\d;]*m", "", to_terminal(hostile, colour=True))
    assert harmless(coloured)
    assert "\x1b]8" not in coloured


def test_markdown_is_shown_as_it_was_written(hostile: Brief) -> None:
    text = to_markdown(hostile)
    assert harmless(text)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    flat = [child for token in tokens for child in (token, *(token.children or ()))]
    assert {token.type for token in flat} <= {
        "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close", "bullet_list_open",
        "bullet_list_close", "list_item_open", "list_item_close", "text", "text_special", "strong_open", "strong_close",
        "hardbreak", "hr",
    }  # fmt: skip
    assert not re.search(r"(?<!\\)://|(?i:\bwww\.)|(?<!\\)@", text)
    shown = "".join(token.content for token in flat if token.type in ("text", "text_special"))
    assert plain(RAW)[:300] in shown


def test_html_has_our_elements_only_and_links_to_itself(hostile: Brief) -> None:
    text = to_html(hostile)
    assert harmless(text)
    tree = lxml_html.document_fromstring(text)
    assert {element.tag for element in tree.iter()} <= ALLOWED
    names = {name for element in tree.iter() for name in element.attrib}
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "dir", "value", "title"}
    targets = {element.get("href") for element in tree.iter("a")}
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(target and target.startswith("#") and target[1:] in ids for target in targets)
    assert "alert(1)</script>" not in text.replace("&lt;script&gt;alert(1)&lt;/script&gt;", "")


def test_html_allows_its_own_style_and_nothing_else() -> None:
    tree = lxml_html.document_fromstring(to_html(brief(ferry_pile())))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = tree.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


def test_each_link_leads_to_the_cited_words() -> None:
    made = brief(ferry_pile())
    tree = lxml_html.document_fromstring(to_html(made))
    articles = [text.article for text in made.texts]
    marks = {mark.get("id"): mark for mark in tree.iter("mark") if mark.get("id")}
    assert marks
    for link in tree.xpath("//span[@class='cites']/a"):
        mark = marks[link.get("href")[1:]]
        number, start, end = (int(part) for part in re.findall(r"\d+", mark.get("id") or ""))
        assert mark.text_content() == articles[number - 1].text[start:end]
        assert link.text == f"{number}:{articles[number - 1].text[:start].count(chr(10)) + 1}"
        (line,) = mark.xpath("ancestor::li/@value")
        assert link.text == f"{number}:{line}"


def test_furniture_is_set_apart_and_nothing_of_a_page_is_missing() -> None:
    made = brief(ferry_pile())
    tree = lxml_html.document_fromstring(to_html(made))
    lines = tree.xpath("//article[@id='page1']//li")
    assert [line.text_content().replace("appeal ", "", 1) for line in lines if line.get("class") == "aside"] == [
        "Support our newsroom today."
    ]
    for text in made.texts:
        found = tree.xpath(f"//article[@id='page{text.number}']//li")
        assert [int(line.get("value")) for line in found] == [
            place for place, line in enumerate(text.article.text.split("\n"), 1) if line.strip()
        ]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(2, 5)], "ab<mark>cde</mark>fghij"),
        ([(2, 8), (3, 5)], "ab<mark>c<mark>de</mark>fgh</mark>ij"),
        ([(0, 4), (2, 8)], "<mark>ab<mark>cd</mark></mark><mark>efgh</mark>ij"),
        ([(0, 3), (3, 10)], "<mark>abc</mark><mark>defghij</mark>"),
        ([(0, 4), (0, 10)], "<mark><mark>abcd</mark>efghij</mark>"),
        ([], "abcdefghij"),
    ],
)
def test_marks_nest_and_crossing_ones_are_cut(spans: list[tuple[int, int]], expected: str) -> None:
    made = marked("abcdefghij", 100, [Cite(1, 1, start + 100, end + 100) for start, end in spans])
    assert re.sub(r' id="[^"]*"', "", str(made)) == expected
    assert [f"p1c{start + 100}-{end + 100}" in made for start, end in spans] == [True] * len(spans)


def test_a_mark_over_two_lines_has_its_id_once() -> None:
    cite = Cite(1, 1, 2, 9)
    assert marked("abcd", 0, [cite]) == Markup('ab<mark id="p1c2-9">cd</mark>')
    assert marked("<fgh&", 5, [cite]) == Markup("<mark>&lt;fgh</mark>&amp;")


def test_the_page_s_own_quotation_marks_are_not_doubled() -> None:
    assert unquoted("“Stay,”") == "Stay,"
    assert unquoted('"Stay"') == "Stay"
    assert unquoted("“Stay” or “go”") == "“Stay” or “go”"
    assert unquoted('"Stay" he said') == '"Stay" he said'


def test_markdown_marks_are_escaped() -> None:
    assert markdown("a*b_c [d](e) <f>") == r"a\*b\_c \[d\](e) \<f\>"
    assert markdown("see http://x.example") == r"see http\://x.example"
