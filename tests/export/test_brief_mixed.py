"""The brief of a pile of several stories: each with its own findings, the one of most pages first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.export.brief import Brief, Section, brief, to_html, to_markdown, to_terminal
from onrecord.export.brief.layout import SCREEN, front_lines
from onrecord.export.brief.story import split
from onrecord.records import Article, Finding, Records, Statement, Story
from tests.export.piles import ferry_pile, mixed_pile, shuffled, span


@pytest.fixture(scope="module")
def made() -> Brief:
    return brief(mixed_pile())


def text(section: Section) -> str:
    lines = [section.title, *(line for item in section.items for line in (item.title, item.note))]
    return "\n".join("".join(piece.text for piece in line) for line in lines)


def test_the_first_screen_tells_the_stories_one_after_the_other(made: Brief) -> None:
    keys = [section.key for section in made.front]
    assert keys == ["story1", "story2", "story3", "more_stories", "care"]
    ferry, dam = made.front[:2]
    assert text(ferry).startswith(
        "1 · Ilsa Doren\nPort Amarel shuts its gates · 6 pages, 5 independent · 3 to 7 March 2031"
    )
    assert "1 changed, 1 disputed, 1 held" in text(ferry)
    assert "Changed: port" in text(ferry)
    assert "Disputed: chaos" in text(ferry)
    assert "The dam" not in text(ferry)
    assert "Disputed: The dam" in text(dam)
    assert "nothing changed or disputed was found" in text(made.front[2])
    assert len(made.front[3].items) == 3


def test_the_title_counts_the_stories(made: Brief) -> None:
    assert "".join(piece.text for piece in made.title) == "6 stories · 3 March 2031 to 4 January 2033"


def test_the_first_screen_fits_whatever_the_number_of_stories() -> None:
    for others in (1, 9):
        assert len(front_lines(brief(mixed_pile(others)))) <= SCREEN


def test_chronology_and_voices_stand_under_the_name_of_their_story(made: Brief) -> None:
    groups = {section.key: ["".join(piece.text for piece in item.group) for item in section.items]
              for section in made.sections}  # fmt: skip
    assert [group.split(" · ")[0] for group in groups["chronology"]] == sorted(
        group.split(" · ")[0] for group in groups["chronology"]
    )
    dam = "".join(piece.text for piece in made.front[1].title)
    assert dam.startswith("2 · ")
    assert any(group.startswith(dam) for group in groups["voices"])
    assert len(next(section for section in made.sections if section.key == "pages").items) == 12


@pytest.mark.parametrize("form", [to_terminal, to_markdown, to_html])
def test_all_forms_tell_all_stories(made: Brief, form: object) -> None:
    written = form(made)  # type: ignore[operator]
    assert all(label in written for label in ("Port Amarel shuts its gates", "Dam in doubt", "More stories"))


def test_one_story_is_told_as_before() -> None:
    alone = ferry_pile()
    before = brief(alone)
    pages = tuple(
        member for story in mixed_pile().all(Story) for member in story.members if alone.get(Article, member.article_id)
    )
    alone.add(Story("y_1", "The port", pages, ""))
    assert to_terminal(brief(alone)) == to_terminal(before)
    assert [section.key for section in before.front] == ["changed", "disputed", "holds", "care"]


def test_the_order_of_the_records_changes_nothing(made: Brief) -> None:
    assert to_markdown(brief(shuffled(mixed_pile(), 3))) == to_markdown(made)


def linked() -> tuple[Records, Finding]:
    """The mixed pile with a finding that reaches from the dam into a page of its own story."""
    pile = mixed_pile()
    dam = next(finding for finding in pile.all(Finding) if finding.topic == "The dam")
    snow = next(article for article in pile.all(Article) if article.title == "Snow, day 0")
    side = dam.sides[0]
    moved = replace(
        side,
        evidence=(replace(side.evidence[0], article_id=snow.id, span=span(snow, "Snow fell on Lond"), record_id=None),),
    )
    finding = replace(dam, id="r_linked", sides=(moved, dam.sides[1]))
    pile.add(finding)
    return pile, finding


def test_a_finding_between_two_small_stories_tells_them_together() -> None:
    pile, _ = linked()
    made = brief(pile)
    assert "2 disputed" in text(made.front[1])
    assert "".join(piece.text for piece in made.title).startswith("5 stories")
    one = brief(pile, next(story for story in pile.all(Story) if story.label == "Snow, day 0"))
    assert "2 pages" in to_terminal(one)
    assert len(one.texts) == 3


def test_records_are_split_by_page_and_groups_are_cut() -> None:
    pile = mixed_pile()
    stories = sorted(pile.all(Story), key=lambda story: -len(story.members))
    groups = [frozenset(member.article_id for member in story.members) for story in stories]
    parts = split(pile, groups)
    assert [len(part.all(Article)) for part in parts] == [6, 2, 1, 1, 1, 1]
    assert sum(len(part.all(Statement)) for part in parts) == len(pile.all(Statement))
    assert [len(part.all(Finding)) for part in parts] == [3, 1, 0, 0, 0, 0]
