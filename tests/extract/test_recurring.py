"""Lines that pages of one outlet share, as marks laid on later."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import onrecord
from onrecord.extract import settled
from onrecord.records import Article, body_view
from tests.extract.test_extract import read, role_of

NOTE = (
    "The Corvin Ledger has always kept its doors open to you, and our small team in Halvard answers each letter that "
    "reaches us by post or by courier."
)
BACKGROUND = "The strait between the two countries has been closed to freight since the spring of last year."
SAID = "The two sides will go on talking until there is an agreement, Foreign Minister Ilsa Doren said in March."
STORIES = (
    (
        "Harbour reopens after storm",
        "The harbour of Port Amarel reopened on Monday after the storm had kept it closed for nine days, the port "
        "authority wrote in a note to shipping companies.",
        "Cranes on the eastern quay will be inspected before they are used again, because two of them were bent by the "
        "wind and one has lost its cabin.",
    ),
    (
        "Teachers call off strike",
        "Teachers in the north of Veldania called off their strike on Tuesday when the ministry offered them a raise "
        "of four per cent over two years.",
        "The ministry of education had first refused to talk about pay at all and had threatened to withhold the "
        "wages of those who stayed at home.",
    ),
    (
        "Orsk expels two diplomats",
        "Orsk has expelled two diplomats of Veldania whom it accuses of photographing a radar station on the island of "
        "Halvard, its foreign ministry announced.",
        "The two countries had agreed only last month to exchange prisoners and to open the crossing at the northern "
        "end of the strait.",
    ),
    (
        "Bread prices rise again",
        "The price of bread has risen for the fifth month in a row, the statistics office in Port Amarel reported on "
        "Thursday, and now stands at three crowns a loaf.",
        "Bakers blame the cost of gas, which has doubled since the pipeline from Orsk was closed for repairs that "
        "nobody has seen begin.",
    ),
)


def page(number: int, *extra: str, outlet: str = "The Corvin Ledger") -> Article:
    """A page of which the lines between its paragraphs are body, as the line model may hold them for."""
    title, first, second = STORIES[number]
    text = "\n\n".join((title, first, *extra, second))
    article = replace(read(text, publisher=outlet).one(Article), path=f"{number}.txt", id=f"a_{outlet}_{number}")
    blocks = tuple(
        replace(block, role="body") if any(words in article.text[block.start : block.end] for words in extra) else block
        for block in article.blocks
    )
    return replace(article, blocks=blocks)


def test_a_line_on_three_pages_of_an_outlet_is_set_aside_and_nothing_moves() -> None:
    pages = [page(number, NOTE) for number in range(3)]
    found = settled(pages)
    assert [article.path for article in found] == ["0.txt", "1.txt", "2.txt"]
    for before, after in zip(pages, found, strict=True):
        assert (after.text, after.id) == (before.text, before.id)
        spans = [[(block.start, block.end) for block in article.blocks] for article in (before, after)]
        assert spans[0] == spans[1]
        assert NOTE in body_view(before).text
        assert NOTE not in body_view(after).text
        assert STORIES[int(after.path[0])][2] in body_view(after).text
        assert any("other pages of this outlet" in block.reason for block in after.blocks)


def test_two_pages_or_another_outlet_are_not_enough() -> None:
    assert settled([page(0, NOTE), page(1, NOTE)]) == []
    assert settled([page(0, NOTE), page(1, NOTE), page(2, NOTE, outlet="Harbour Post")]) == []


def test_the_order_of_pages_does_not_matter_and_neither_do_earlier_marks() -> None:
    pages = [page(0, NOTE), page(1, NOTE), page(2, NOTE), page(3)]
    once = settled(pages)
    assert all(settled(order) == once for order in itertools.permutations(pages))
    marked = {article.id: article for article in once}
    assert settled([marked.get(article.id, article) for article in pages]) == []
    later = settled([*(marked.get(article.id, article) for article in pages[:3]), page(3, NOTE)])
    assert [article.path for article in later] == ["3.txt"]


def test_a_mark_is_taken_back_when_the_company_is_gone() -> None:
    marked = settled([page(number, NOTE) for number in range(3)])
    assert settled(marked[:2]) == [page(0, NOTE), page(1, NOTE)]


def test_versions_of_one_text_are_no_company() -> None:
    pages = [replace(page(0, NOTE), id=f"a{number}", path=f"v{number}.txt") for number in range(4)]
    assert settled(pages) == []


def test_what_reads_like_a_paragraph_needs_more_pages_and_what_somebody_said_stays() -> None:
    assert settled([page(number, BACKGROUND) for number in range(4)]) == []
    assert settled([page(number, SAID) for number in range(4)]) == []


def test_a_page_keeps_its_body() -> None:
    pages = [page(number, NOTE) for number in range(3)]
    bare = replace(
        pages[2],
        blocks=tuple(
            replace(block, role="navigation") if NOTE not in pages[2].text[block.start : block.end] else block
            for block in pages[2].blocks
        ),
    )
    assert [article.path for article in settled([*pages[:2], bare])] == ["0.txt", "1.txt"]


def test_the_mark_says_what_the_line_is_there_for() -> None:
    pages = [page(number, "Support our journalism with a donation every month.") for number in range(3)]
    assert {role_of(article, "Support our") for article in settled(pages)} == {"appeal"}


def test_a_record_is_the_same_whether_its_pages_come_at_once_or_one_by_one(tmp_path: Path) -> None:
    notes = tmp_path / "pages"
    notes.mkdir()
    for number, (title, first, second) in enumerate(STORIES):
        text = f"The Corvin Ledger\n\n{title}\n\nBy Ada Quill\n\n{first}\n\n{NOTE}\n\n{second}\n"
        (notes / f"{number}.txt").write_text(text, encoding="utf-8")
    with onrecord.build(notes, tmp_path / "once.db") as record:
        once = record.articles()
        statements = record.statements()
    for number in (2, 0, 3, 1):
        onrecord.build(notes / f"{number}.txt", tmp_path / "later.db").close()
    with onrecord.open_record(tmp_path / "later.db") as record:
        assert [article.blocks for article in record.articles()] == [article.blocks for article in once]
        assert [statement.content for statement in record.statements()] == [item.content for item in statements]
        assert record.verify().violations == ()
    assert all(NOTE not in body_view(article).text and NOTE in article.text for article in once)
