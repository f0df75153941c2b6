"""The title of a brief: the names that most pages share, by fixed rules, whatever the order of the records."""

from __future__ import annotations

from dataclasses import replace

from onrecord.export.brief import brief, to_terminal
from onrecord.export.brief.pages import runs
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.subject import main_names
from onrecord.records import ActorMention, Article, Records, Span, SyndicationGroup, SyndicationMember, make_id
from tests.export.piles import PileMaker, day, page, shuffled


def named(article: Article, name: str, **known: object) -> ActorMention:
    """A mention of a name on a page."""
    start = article.text.index(name)
    words = Span(start, start + len(name), article.text)
    found = ActorMention(make_id("m", article.id, start), article.id, words, words, "name", "organization", name=name)
    return replace(found, **known)  # type: ignore[arg-type]


def pile(*pages: str, names: tuple[str, ...]) -> tuple[Records, list[Article]]:
    """Pages on which the given names are mentioned wherever they stand."""
    make = PileMaker()
    articles = [page(f"{place}.txt", [("body", text)]) for place, text in enumerate(pages)]
    make.records.add(*articles)
    for article in articles:
        make.records.add(*(named(article, name) for name in names if name in article.text))
    return make.records, articles


def test_the_title_has_what_half_of_the_pages_name_and_not_who_is_named_once() -> None:
    records, _ = pile(
        "The Old Mill burned in Tarn.", "Fire at the Old Mill. Tarn grieves.", "The Old Mill is gone, Ada Voll said.",
        names=("Old Mill", "Tarn", "Ada Voll"),
    )  # fmt: skip
    assert main_names(Pile(records)) == ["Old Mill", "Tarn"]
    assert to_terminal(brief(records)).splitlines()[0] == "Old Mill and Tarn"
    assert main_names(Pile(shuffled(records, 3))) == ["Old Mill", "Tarn"]


def test_copies_count_once_and_carriers_are_no_subject() -> None:
    records, articles = pile(
        "Norwire: the Old Mill burned. Ada Voll wept.", "Norwire: the Old Mill burned. Ada Voll wept!",
        "Norwire reports from the Old Mill.", "Norwire saw the Old Mill.", "The Old Mill fell.",
        names=("Old Mill", "Norwire", "Ada Voll"),
    )  # fmt: skip
    members = tuple(SyndicationMember(item.id, "unknown") for item in sorted(articles[:2], key=lambda item: item.id))
    records.add(SyndicationGroup("g_1", "copy", members, ""))
    records.add(replace(articles[2], agencies=("Norwire",)))
    assert main_names(Pile(records)) == ["Old Mill"]


def test_an_adjective_names_no_country() -> None:
    records, articles = pile(
        "The American Hotel in Tarn burned.", "Tarn weeps for its American Hotel.", names=("Tarn",)
    )
    for article in articles:
        records.add(named(article, "American", form="place", kind="country", country="USA"))
    assert main_names(Pile(records)) == ["Tarn"]


def test_a_name_inside_another_is_told_once() -> None:
    records, _ = pile("Tarn Bridge fell in Tarn.", "Tarn Bridge fell, Tarn said.", names=("Tarn Bridge",))
    assert main_names(Pile(records)) == ["Tarn Bridge"]


def test_without_a_shared_name_the_foremost_one_stands_alone() -> None:
    records, _ = pile("Tarn.", "Lond.", "Corvin.", names=("Tarn", "Lond", "Corvin"))
    assert main_names(Pile(records)) == ["Corvin"]
    assert to_terminal(brief(Records())).splitlines()[0] == "A pile of pages"


def test_a_bound_is_no_day_of_the_title() -> None:
    records, articles = pile("The Old Mill burned.", names=("Old Mill",))
    records.add(replace(articles[0], published=replace(day("2031-06-01", "inferred"), latest=None)))
    assert to_terminal(brief(records)).splitlines()[0] == "Old Mill · not before 1 June 2031"


def test_many_undated_pages_are_one_line_of_numbers() -> None:
    assert "".join(piece.text for piece in runs([1, 2, 3, 5, 8, 9])) == "1–3, 5, 8–9"
    assert "".join(piece.text for piece in runs(list(range(1, 40, 2)))).endswith("23, and 8 more")
    records, _ = pile(*(f"Rain fell on field {place}." for place in range(5)), names=())
    assert "Undated · 5 pages: 1–5" in to_terminal(brief(records))
