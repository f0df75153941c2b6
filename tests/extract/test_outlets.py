"""Outlets and agencies that no list knows: from what the page's own lines say."""

from __future__ import annotations

import pytest

from onrecord.extract.outlets import find_outlet, masthead_votes
from onrecord.records import Article, body_view
from tests.extract.test_extract import LEAD, SECOND, THIRD, read, role_of

BODY = f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n"


def outlet(before: str, after: str = "", **fields: str) -> str | None:
    text = f"{before}\n\nVeldania welcomes plan for Port Amarel crossing\n\n{BODY}\n{after}\n"
    return read(text, **fields).one(Article).publisher


def test_a_masthead_names_the_outlet() -> None:
    assert outlet("The Sund Herald") == "The Sund Herald"
    assert outlet("THE DAILY BEACON") == "The Daily Beacon"


@pytest.mark.parametrize(
    "line", ["World News", "Latest News", "Serie TV", "Sports", "Ilsa Doren", "Read the Herald now."]
)
def test_a_menu_line_does_not(line: str) -> None:
    assert outlet(line) is None


def test_a_plea_names_the_outlet_that_it_is_for() -> None:
    assert outlet("Support Harbour Post!") == "Harbour Post"
    assert outlet("Support our work!") is None


def test_rights_and_application_name_the_outlet() -> None:
    assert outlet("", "Copyright 2026 Sund Gazette. All rights reserved.") == "Sund Gazette"
    assert outlet("Text by: RTV Follow", "Follow the news by downloading the RTV application") == "RTV"
    assert outlet("", "Copyright 2026 The Associated Press. All rights reserved.") is None


def test_letters_in_a_line_of_rights_alone_are_not_enough() -> None:
    assert outlet("", "© 2026 XYZ. All rights reserved.") is None


def test_the_host_is_the_last_resort_and_agreement_with_it_helps() -> None:
    url = "https://www.sundherald.example/a"
    assert outlet("", url=url) == "sundherald.example"
    assert outlet("Sund Herald", url=url) == "Sund Herald"
    assert outlet("The Corvin Times", url=url) == "sundherald.example"


def test_two_outlets_of_one_weight_leave_it_open() -> None:
    assert outlet("The Sund Herald\n\nThe Corvin Times") is None


def test_an_address_that_is_none_is_no_outlet() -> None:
    assert find_outlet([], [], None, "https://[broken/") is None


def test_weak_words_need_a_second_line() -> None:
    assert masthead_votes("Radio Halvard") == 1
    assert masthead_votes("The Harbour Post") == 2


def test_an_agency_shows_itself_by_its_place() -> None:
    wire = read(f"Crossing opens\n\nPORT AMAREL, March 5 (Norwire) - {BODY}").one(Article)
    assert wire.agencies == ("Norwire",)
    bare = read(f"Crossing opens\n\nBy Norwire\n\n{BODY}").one(Article)
    assert (bare.agencies, bare.authors) == (("Norwire",), ())
    shared = read(f"Crossing opens\n\nBy Beacon staff, with Norwire\n\n{BODY}").one(Article)
    assert shared.agencies == ("Norwire",)


def test_a_person_or_a_country_is_no_agency() -> None:
    for text in ("By Aurelia", "By Mara Tolin"):
        assert read(f"Crossing opens\n\n{text}\n\n{BODY}").one(Article).agencies == ()
    named = "The French news agency said so, and the local news agency as well. " + LEAD
    assert read(f"Crossing opens\n\nBy French\n\n{named}\n\n{BODY}").one(Article).agencies == ()


def test_an_agency_that_the_page_knows_signs_its_pictures() -> None:
    quoted = f'"It is open," the Xyber news agency quoted her as saying. {SECOND}'
    text = f"Crossing opens\n\nTrucks wait at the bridge. Xyber\n\n{LEAD}\n\n{quoted}\n\n{THIRD}\n"
    article = read(text).one(Article)
    assert article.photo_credits == ("Xyber",)
    assert article.agencies == ()
    assert role_of(article, "Trucks wait") in ("credit", "caption")


def test_lines_that_a_printer_broke_are_one_paragraph() -> None:
    wrapped = (
        "Veldania and Marovia agreed on Wednesday to reopen the Sund strait on\n"
        "Friday, the two foreign ministers said in Halvard after a long night of\n"
        "talks that nobody had expected to end well.\n\n"
        'The talks lasted nine hours. "Both sides have moved, and both sides had\n'
        'to," Marovian Foreign Minister Elin Rask said.\n'
    )
    text = f"The Sund Herald\n\nStrait to reopen after talks\n\nBy Ada Quill\n\n{wrapped}\nRead more\nShare\n"
    article = read(text).one(Article)
    body = [article.text[block.start : block.end] for block in article.blocks if block.role in ("body", "quote")]
    assert [piece.count("\n") for piece in body] == [2, 1]
    assert body_view(article).text.startswith("Veldania and Marovia agreed")
    assert role_of(article, "Read more") == "related"
    assert article.authors == ("Ada Quill",)


def test_lines_of_a_list_stay_apart() -> None:
    text = f"Strait to reopen\nBy Ada Quill\nMarch 6, 2024\n{LEAD}\n{SECOND}\nRead more\nShare\n"
    assert all("\n" not in read(text).one(Article).text[b.start : b.end] for b in read(text).one(Article).blocks)


def test_a_line_under_the_text_names_its_agency_and_a_desk_is_a_byline() -> None:
    for line in ("(AFP)", "With inputs from AFP"):
        article = read(f"Crossing opens\n\nBy Ada Quill\n\n{BODY}\n{line}\n").one(Article)
        assert (article.authors, article.agencies, article.photo_credits) == (("Ada Quill",), ("AFP",), ())
    for line in ("Monitoring Desk", "Compiled from wire reports"):
        article = read(f"Crossing opens\n\n{line}\n\n{BODY}").one(Article)
        assert role_of(article, line) == "byline"
        assert (article.authors, article.agencies) == ((), ())


def test_a_label_of_a_related_page_is_never_body() -> None:
    text = f"Crossing opens\n\n{LEAD}\n\n**Related article:** [Orsk closes second bridge](#)\n\n{SECOND}\n\n{THIRD}\n"
    assert role_of(read(text).one(Article), "Related article") == "related"


def test_an_agency_beside_the_date_or_in_the_line_of_rights_gave_the_text() -> None:
    dated = read(f"Veldania welcomes plan for crossing\nMarch 4, 2031 (AFP)\n{BODY}").one(Article)
    assert (dated.agencies, dated.published.latest) == (("AFP",), "2031-03-04")
    signed = read(f"Veldania welcomes plan for crossing\n{BODY}\n© 2031 AFP. All rights reserved.\n").one(Article)
    assert (signed.agencies, signed.photo_credits) == (("AFP",), ())


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Harl Courier", "Harl Courier"), ("The Harl Courier, March 6, 2031", "The Harl Courier"),
        ("Harl Today, 6 March 2031", "Harl Today"), ("By Jane Roe, Harl Today", "Harl Today"),
        ("By Jane Roe, Political Reporter", None),
        ("Jane Roe, March 6, 2031", None), ("The Associated Press", None),
    ],
)  # fmt: skip
def test_a_name_under_the_headline_is_the_outlet_and_no_author(line: str, outlet: str | None) -> None:
    article = read(f"Veldania welcomes plan for crossing\n{line}\n\n{BODY}").one(Article)
    assert (article.publisher, outlet in article.authors) == (outlet, False)
    assert line not in {article.text[block.start : block.end] for block in article.blocks if block.role == "body"}


def test_a_writer_s_office_is_no_outlet() -> None:
    assert read(f"Veldania welcomes plan for crossing\nContributing Reporter\n\n{BODY}").one(Article).publisher is None
