"""The first screen, the order of things, and what is written down about days, copies and gaps."""

from __future__ import annotations

import textwrap

import pytest

from onrecord.export.brief import Brief, Section, brief, to_html, to_markdown, to_terminal
from onrecord.records import Records
from tests.export.piles import ferry_pile, large_pile, shuffled


@pytest.fixture(scope="module")
def ferry() -> Brief:
    return brief(ferry_pile())


@pytest.fixture(scope="module")
def large() -> Brief:
    return brief(large_pile(400))


def section(made: Brief, key: str) -> Section:
    return next(part for part in (*made.front, *made.sections) if part.key == key)


def shown(made: Brief, key: str) -> str:
    """The lines of a section on the terminal, as one text."""
    lines = to_terminal(made, full=True).splitlines()
    title = "".join(piece.text for piece in section(made, key).title)
    start = lines.index(title)
    rest = lines[start + 1 :]
    return " ".join(" ".join(rest[: rest.index("")]).split())


@pytest.mark.parametrize("size", [6, 400])
def test_the_first_screen_fits_fifty_lines(size: int, ferry: Brief, large: Brief) -> None:
    made = ferry if size == 6 else large
    lines = to_terminal(made).splitlines()
    assert lines.index("Chronology") <= 50
    assert all(len(line) <= 100 for line in lines)
    front = [lines.index(title) for title in ("Changed", "Disputed", "Holds throughout", "Undated, unread or failed")]
    assert front == sorted(front)
    written = to_markdown(made).split("## Chronology")[0].splitlines()
    assert sum(max(1, len(textwrap.wrap(line, 100))) for line in written) <= 50


def test_the_first_screen_of_many_pages_uses_its_room_and_counts_what_it_leaves_out(large: Brief) -> None:
    lines = to_terminal(large).splitlines()
    assert lines.index("Chronology") > 35
    for part in large.front[:3]:
        left = sum(not item.first for item in part.items)
        assert left > 0
        more = [line for line in lines if line.startswith(f"  and {left} more")]
        assert any(line.endswith(" (--full shows all)") and len(line) <= 100 for line in more)
    assert all(any(item.first for item in part.items) for part in large.front)


def test_full_shows_every_statement(large: Brief) -> None:
    text = " ".join(to_terminal(large, full=True).split())
    assert all(f"in case {place}”" in text for place in range(400))


def test_strong_findings_come_before_weak_ones(large: Brief) -> None:
    notes = ["".join(piece.text for piece in item.note) for item in section(large, "disputed").items[:40]]
    weak = ["inference" in note for note in notes]
    fresh = weak[: weak.index(True) + 1]
    assert fresh == sorted(fresh)


def test_counts_name_reports_and_independent_texts(ferry: Brief) -> None:
    text = " ".join(to_terminal(ferry).split())
    assert "6 pages from 3 named outlets and 3 that name none; 5 independent sources: 1 page copies another." in text
    assert "Agencies behind them: Norwire. Quoted through: Sundpress." in text
    assert "2 stated, 2 from the pile, 1 only bounded, 1 unknown" in text
    assert "1 line of furniture set aside. 2 problems. Given 8: 6 stored, 1 given twice, 1 failed." in text


def test_a_copy_is_folded_into_its_source(ferry: Brief) -> None:
    changed = shown(ferry, "changed")
    assert changed.count("The port will stay open") == 1
    assert "3 pages, 2 independent" in changed
    assert "[1:5, 2:3]" in changed
    assert shown(ferry, "chronology").count("Dockers blocked") == 1
    assert "copy of page 1" in shown(ferry, "pages")


def test_an_event_in_the_words_of_a_statement_is_one_row(ferry: Brief) -> None:
    assert shown(ferry, "changed").count("ordered Port Amarel to close") == 1
    assert "Ilsa Doren, transport minister: “The government ordered" in shown(ferry, "changed")


def test_the_sides_of_a_contradiction_stand_with_their_days_and_channels(ferry: Brief) -> None:
    disputed = shown(ferry, "disputed")
    assert "6 Mar (Thu), from the pile · source not named: “The dockers caused this chaos,” [3:7]" in disputed
    assert "by 7 Mar (Fri), by publication only · Mara Tennick, union leader, via Sundpress" in disputed


def test_pages_that_need_care_are_named_once_each(ferry: Brief) -> None:
    care = shown(ferry, "care")
    assert "07-blank.html · failed: no text found" in care
    assert care.count("Le port est fermé") == 1
    assert "not read: another language than English, undated" in care
    assert "6 · 06-late.txt · not before 6 Mar (Thu), from the pile" in care


def test_chronology_is_in_order_and_says_what_is_planned(ferry: Brief) -> None:
    text = shown(ferry, "chronology")
    days = ["2 Mar (Sun)", "3 Mar (Mon)", "6 Mar (Thu)", "by 7 Mar (Fri)", "12 Mar (Wed)"]
    assert [text.index(day) for day in days] == sorted(text.index(day) for day in days)
    assert "“Talks in Corvin are due on 12 March 2031” [4:7] (planned)" in text


def test_different_numbers_of_one_thing_stand_side_by_side(ferry: Brief) -> None:
    text = shown(ferry, "figures")
    assert (
        "ferries 6 Mar (Thu), from the pile · the page itself: “At least 12 ferries” in “At least 12 ferries lay"
        in text
    )
    assert text.index("At least 12 ferries") < text.index("Corvin Times: “Some 20 ferries” in “Some 20 ferries lay")


def test_an_empty_pile_says_that_nothing_is_known() -> None:
    made = brief(Records())
    text = to_terminal(made)
    assert "0 pages" in text
    assert "No change of position was found." in text
    assert "There are no pages." in text
    assert to_markdown(made)
    assert to_html(made)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("pile", [ferry_pile, lambda: large_pile(60)])
def test_the_order_of_the_records_changes_nothing(pile: object, seed: int) -> None:
    assert callable(pile)
    one, other = brief(pile()), brief(shuffled(pile(), seed))
    assert to_terminal(one, full=True) == to_terminal(other, full=True)
    assert to_markdown(one) == to_markdown(other)
    assert to_html(one) == to_html(other)


def test_colour_adds_nothing_but_colour(ferry: Brief) -> None:
    from rich.text import Text

    coloured = to_terminal(ferry, colour=True)
    assert "\x1b[" in coloured
    assert Text.from_ansi(coloured).plain.splitlines() == to_terminal(ferry).splitlines()
    assert "\x1b" not in to_terminal(ferry)


def test_copies_that_date_the_same_words_differently_are_one_entry_on_the_surer_day() -> None:
    from dataclasses import replace

    from onrecord.records import Article, DateInterval, Statement

    pile = ferry_pile()
    copy = next(item for item in pile.all(Article) if item.path == "02-herald.txt")
    said = next(item for item in pile.all(Statement) if item.article_id == copy.id)
    pile.add(replace(said, said_on=DateInterval(None, "2031-03-04", "published")))
    text = shown(brief(pile), "chronology")
    assert text.count("The port will stay open") == 1
    assert text.index("3 Mar (Mon)") < text.index("The port will stay open") < text.index("6 Mar (Thu)")


def test_a_long_clause_is_cut_so_that_the_deed_is_seen() -> None:
    from dataclasses import replace

    from tests.export.piles import PileMaker, day, page, span

    make = PileMaker()
    clause = "The council of the old harbour town, " + "which met in the same hall since the flood, " * 4 + "closed it"
    one = page("one.txt", [("body", clause + "."), ("body", "The council never closed it, Ivo Rand said.")])
    make.records.add(one)
    told = make.says(one, "Ivo Rand", "The council never closed it")
    deed = make.happens(one, "The council", clause, day("2031-05-02"))
    denied = make.happens(one, "The council", "The council never closed it, Ivo Rand said", day("2031-05-03"))
    make.records.add(
        replace(deed, trigger=(span(one, "closed it"),)),
        replace(denied, trigger=told.content, modality="negated", attributed_to=told.id),
    )
    make.finds("contradiction", "closed", None, deed, denied)
    text = " ".join(to_terminal(brief(make.records)).split())
    assert "in the same hall since the flood, closed it” [1:1] (done)" in text
    assert "The council of the old harbour town" not in text.split("Chronology")[0]
    assert "Ivo Rand: “The council never closed it” [1:3] (denied or not done)" in text
    assert clause in " ".join(to_terminal(brief(make.records), full=True).split())


@pytest.mark.parametrize(
    ("text", "limit", "focus", "expected"),
    [
        ("one two three", 20, 0, ("", "one two three", "")),
        ("one two three four", 9, 0, ("", "one two", "…")),
        ("one two three four", 9, 14, ("…", "four", "")),
        ("onetwothreefour", 6, 0, ("", "onetwo", "…")),
        ("one two three", 0, 8, ("", "one two three", "")),
        ("one two three", 10, 0, ("", "one two three", "")),
        ("the gates were shut, and the ferries of both lines lay idle", 32, 0, ("", "the gates were shut", "…")),
        ("the gates were shut when the ferries of both lines came", 34, 0, ("", "the gates were shut", "…")),
        ("the gates of the harbour of the old town on the river", 30, 0, ("", "the gates of the harbour", "…")),
        ("the council met at noon, which shut the gates of the old town", 30, 30, ("…", "which shut the gates", "…")),
    ],
)
def test_words_are_cut_between_words(text: str, limit: int, focus: int, expected: tuple[str, str, str]) -> None:
    from onrecord.export.brief.safe import clip_around

    assert clip_around(text, limit, focus) == expected


def test_a_number_that_copies_print_is_one_row_under_the_name_of_its_source() -> None:
    from dataclasses import replace

    from onrecord.records import SyndicationGroup, SyndicationMember
    from tests.export.piles import PileMaker, day, page

    make = PileMaker()
    words = "Some 40 carts burned in the yard, fire chief Ada Voll said."
    pages = [page(f"{name}.txt", [("body", words)], publisher=name.title()) for name in ("first", "second", "third")]
    make.records.add(*pages)
    told = make.says(
        pages[1], "Ada Voll", "Some 40 carts burned in the yard", make.person("Ada Voll", "fire chief", None)
    )
    counted = [make.counts(item, "Some 40 carts", "carts", 40, day("2031-06-01", "published")) for item in pages]
    make.records.add(replace(counted[1], attributed_to=told.id))
    members = tuple(SyndicationMember(item.id, "unknown") for item in sorted(pages[:2], key=lambda item: item.id))
    make.records.add(SyndicationGroup("g_1", "copy", members, ""))
    text = shown(brief(make.records), "figures")
    assert "Ada Voll, fire chief: “Some 40 carts” in “Some 40 carts burned in the yard, fire chief" in text
    assert "[1:1, 2:1] (2 pages, 1 independent)" in text
    assert "Third: “Some 40 carts”" in text


def test_a_long_passage_is_shown_where_it_tells_what_the_finding_is_about() -> None:
    from tests.export.piles import PileMaker, page

    make = PileMaker()
    long = (
        "The council of the old town met for hours on end in its hall above the market square on the hill, and it said"
    )
    words = f"{long}, as its clerk wrote down at once, that heavy rain broke the dam"
    pages = [page("one.txt", [("body", words + ".")]), page("two.txt", [("body", "Neglect broke the dam.")])]
    make.records.add(*pages)
    told = [make.says(pages[0], "The council", words), make.says(pages[1], "Neglect", "Neglect broke the dam")]
    make.finds("contradiction", "broke the dam", None, *told)
    front = " ".join(to_terminal(brief(make.records)).split("Chronology")[0].split())
    assert "that heavy rain broke the dam” [1:1]" in front
    assert "The council of the old town met" not in front
