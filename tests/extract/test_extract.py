"""The stage as a whole, on invented pages with every kind of mess."""

from __future__ import annotations

import hashlib
import itertools

from onrecord.extract import extract, read_as_is
from onrecord.records import UNKNOWN_DATE, Article, Problem, Records, Snapshot, body_view, make_id
from onrecord.settings import default_settings

LEAD = (
    "The government of Veldania on Monday welcomed a proposal by the neighbouring state of Orsk to open the border "
    "crossing at Port Amarel to trucks that carry medicine and food."
)
SECOND = (
    'Foreign Minister Ilsa Doren told reporters that the plan was "a good beginning" and that her ministry would study '
    "every detail of it before the end of the month."
)
THIRD = (
    "Drivers have waited at the crossing for more than three weeks, and the mayor of the town said that the shops had "
    "begun to run out of flour."
)

TEXT = f"""
# Veldania welcomes plan for Port Amarel crossing

By [AFP](#)

August 30, 2021

{LEAD}

{SECOND}

**Related article:** [Orsk closes second bridge](#)

{THIRD}

Original url:

<https://www.veldania-courier.example/2021/08/30/veldania-welcomes-plan-a1>
"""

HTML = f"""<!doctype html><html><head><title>Veldania welcomes plan | Veldania Courier</title>
<meta property="og:site_name" content="Veldania Courier">
<meta property="article:published_time" content="2021-08-30T10:00:00+02:00">
<meta name="author" content="Mara Lindqvist"><script>var x = "hidden";</script></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Veldania welcomes plan for crossing</h1>
<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></article>
<footer><p>Copyright 2023 Veldania Courier. All rights reserved.</p></footer>
</body></html>"""


def read(data: str, media_type: str = "text/plain", **fields: str) -> Records:
    raw = data.encode()
    digest = hashlib.sha256(raw).hexdigest()
    snapshot = Snapshot(
        make_id("d", digest), "page", raw, digest, media_type, "utf-8", "utf-8", tuple(sorted(fields.items()))
    )
    page = Records([snapshot])
    extract(page, default_settings())
    return page


def role_of(article: Article, words: str) -> str:
    return next(block.role for block in article.blocks if words in article.text[block.start : block.end])


def test_scraped_text_keeps_every_character_and_gives_each_line_a_role() -> None:
    article = read(TEXT).one(Article)
    assert article.text == TEXT
    assert body_view(article).text == "\n\n".join((LEAD, SECOND, THIRD))
    assert role_of(article, "# Veldania") == "headline"
    assert role_of(article, "By [AFP]") == "byline"
    assert role_of(article, "Related article") == "related"
    assert role_of(article, "Original url") == "crawler"
    ends = [(block.start, block.end) for block in article.blocks]
    assert ends == sorted(ends)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(ends))


def test_scraped_text_fills_the_fields() -> None:
    article = read(TEXT).one(Article)
    assert article.title == "Veldania welcomes plan for Port Amarel crossing"
    assert article.title_span is not None
    assert article.title_span.exact == article.title
    assert article.agencies == ("AFP",)
    assert article.authors == ()
    assert article.language == "en"
    assert article.publisher == "veldania-courier.example"
    assert article.published.earliest == article.published.latest == "2021-08-30"
    assert [span.exact for span in article.published.evidence] == ["August 30, 2021", "2021/08/30"]


def test_html_becomes_lines_with_the_furniture_in_place() -> None:
    article = read(HTML, "text/html").one(Article)
    assert body_view(article).text == "\n\n".join((LEAD, SECOND, THIRD))
    assert "hidden" not in article.text
    assert "All rights reserved" in article.text
    assert article.title == "Veldania welcomes plan for crossing"
    assert article.authors == ("Mara Lindqvist",)
    assert article.publisher == "Veldania Courier"
    assert article.published.day is not None
    assert article.published.day.isoformat() == "2021-08-30"


def test_what_the_sender_states_wins() -> None:
    article = read(
        HTML,
        "text/html",
        title="Given",
        published="2020-02-03",
        publisher="Wire Desk",
        authors="Ada Holm; Bo Lind",
        language="en",
    ).one(Article)
    assert (article.title, article.publisher, article.authors) == ("Given", "Wire Desk", ("Ada Holm", "Bo Lind"))
    assert article.published.earliest == "2020-02-03"


def test_deep_nesting_does_not_lose_the_text() -> None:
    page = read(f"<html><body>{'<div>' * 600}<p>{LEAD}</p><p>{SECOND}</p>{'</div>' * 600}</body></html>", "text/html")
    assert LEAD in body_view(page.one(Article)).text


def test_a_page_without_words_is_a_fatal_problem_with_its_cause() -> None:
    for data, kind in (
        ("", "text/plain"),
        ("  \n--\n", "text/plain"),
        ("<html><body><script>1</script></body></html>", "text/html"),
    ):
        page = read(data, kind)
        assert not page.all(Article)
        assert [(problem.code, problem.fatal) for problem in page.all(Problem)] == [("empty_text", True)]


def test_a_plea_for_money_around_the_article_is_set_aside() -> None:
    plea = (
        "We have a small favour to ask. Your support keeps independent journalism alive, "
        "so please donate what you can every month."
    )
    article = read(f"Port Amarel crossing opens\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n{plea}\n").one(Article)
    assert role_of(article, "small favour") == "appeal"
    assert body_view(article).text.endswith("flour.")


def test_a_paragraph_printed_twice_is_read_once() -> None:
    article = read(f"Port Amarel crossing opens\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n{SECOND}\n").one(Article)
    assert [block.role for block in article.blocks][-1] == "repeat"
    assert body_view(article).text.count("good beginning") == 1


def test_a_sentence_broken_by_a_link_is_one_sentence() -> None:
    text = (
        f"Port Amarel crossing opens\n\n{LEAD}\n\nThe convoy left for Orsk, reports our man in Port Amarel,\n\n"
        "Tomas Verin\n\n. It arrived late in the evening after a long wait at the second bridge, which was closed.\n\n"
        f"{SECOND}\n"
    )
    article = read(text).one(Article)
    assert "in Port Amarel, Tomas Verin. It arrived late" in body_view(article).text


def test_as_is_takes_the_whole_text() -> None:
    snapshot = read(TEXT).one(Snapshot)
    article = read_as_is(snapshot, UNKNOWN_DATE, "Courier")
    assert body_view(article).text == TEXT
    assert (article.publisher, article.as_is) == ("Courier", True)


def test_reading_twice_gives_the_same_article() -> None:
    assert read(HTML, "text/html").one(Article) == read(HTML, "text/html").one(Article)


SHORT = "The mayor of Port Amarel said on Tuesday that the old bridge was closed."


def test_a_note_of_one_sentence_is_read() -> None:
    for text in (f"Bridge closed in Port Amarel\n\nMarch 5, 2024\n\n{SHORT}\n", SHORT, SHORT.rstrip(".")):
        article = read(text).one(Article)
        assert "the old bridge was closed" in body_view(article).text
        assert "March" not in body_view(article).text


def test_the_text_cell_of_a_table_is_body() -> None:
    raw = f"{SHORT}\n\nShare this\n\nHe gave no reason for it.".encode()
    digest = hashlib.sha256(raw).hexdigest()
    fields = (("title", "Bridge closed"),)
    page = Records([Snapshot(make_id("d", digest), "a.csv#1", raw, digest, "text/plain", "utf-8", "utf-8", fields)])
    extract(page, default_settings())
    article = page.one(Article)
    assert body_view(article).text == f"{SHORT}\n\nHe gave no reason for it."
    assert (article.title, article.title_span) == ("Bridge closed", None)


def test_the_headline_is_no_caption() -> None:
    text = f"Trucks wait at the bridge. AFP\n\nVeldania welcomes plan for crossing\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n"
    assert read(text).one(Article).title == "Veldania welcomes plan for crossing"


def story(byline: str, *more: str) -> str:
    """A page with a byline and lines between it and the text."""
    return "\n\n".join(("Bridge closed in Port Amarel", byline, "March 5, 2024", *more, LEAD, SECOND, THIRD)) + "\n"


def test_a_sign_of_capitals_that_a_text_is_credited_to_is_an_agency() -> None:
    for byline in ("Text by: NRW", "Text by:\n\nNRW", "Story by NRW"):
        article = read(story(byline)).one(Article)
        assert (article.authors, article.agencies) == ((), ("NRW",))
        assert "NRW" not in body_view(article).text
    for byline in ("Text by: STAFF", "By NRW", "Text by: Norwin"):
        assert read(story(byline)).one(Article).agencies == ()


def test_a_station_that_signs_its_own_datelines_is_no_agency() -> None:
    text = story("By Mara Tolin").replace(LEAD, f"PORT AMAREL (HarbourNow) - {LEAD}")
    assert read(text).one(Article).agencies == ("HarbourNow",)
    assert read(text, url="https://www.harbournow.example/bridge-closed").one(Article).agencies == ()
    assert read(text, publisher="HarbourNow").one(Article).agencies == ()


def test_a_heading_over_pictures_credits_nobody() -> None:
    article = read(story("By Mara Tolin", "Photos of the Week", "Image Search", "Photo Ivo Varga")).one(Article)
    assert article.photo_credits == ("Ivo Varga",)
    assert {role_of(article, words) for words in ("Photos of", "Image Search")} <= {"navigation", "standfirst"}


def test_the_first_and_the_last_paragraph_of_a_saved_text_are_read() -> None:
    lead = (
        "After a week of mounting pressure from her own party, Doren on Friday handed in her resignation to the prime "
        "minister, who accepted it and thanked her for her work during the winter."
    )
    middle = (
        "In a short statement she spoke of a campaign that made work impossible. Two partners had threatened to leave."
    )
    end = "The committee votes in Lond on Saturday."
    for paragraphs in ([lead, middle], [lead, middle, end], [middle, end]):
        article = read("\n\n".join(paragraphs), title="Doren out after contracts row").one(Article)
        body = [article.text[b.start : b.end] for b in article.blocks if b.role in ("body", "quote")]
        assert [words for words in paragraphs if len(words) >= 60 and words not in body] == []
        assert all(block.role != "headline" for block in article.blocks)
