"""Days of undated pages by order: denied before it was done, counted since a day, *until* a day that is past."""

import pytest

from onrecord.records import Article, DateInference, DateInterval, Records
from onrecord.resolve import resolve
from tests.resolve.pages import SETTINGS, page

DENIED = (
    "Evacuations of Norway's citizens are not being discussed, Norwegian Foreign Minister Elin Strand said Thursday. "
    "Norway is the only country not to evacuate its embassy in Ghana following the army's coup."
)
DONE = ("Norway evacuated two hundred of its citizens on Tuesday.", "2031-03-12")
COUNTED = ("More than 3,000 people have been evacuated from Ghana since March 4.", "2031-03-14")


def dated(*pages: tuple[str, str | None]) -> list[DateInference]:
    """What the pile says of the days of its pages."""
    pile = Records()
    for text, day in pages:
        pile.add(*page(text, day))
    resolve(pile, SETTINGS)
    return [found for found in pile.all(DateInference) if pile.get(Article, found.record_id)]


def days(*pages: tuple[str, str | None]) -> list[tuple[str | None, str | None]]:
    return [(found.date.earliest, found.date.latest) for found in dated(*pages)]


def test_a_denial_comes_before_the_deed_and_what_followed_after_its_count() -> None:
    (found,) = dated((DENIED, None), DONE, COUNTED)
    assert (found.date.earliest, found.date.latest) == ("2031-03-06", "2031-03-07")
    assert "is denied; other pages tell it as done by 2031-03-11" in found.reason
    assert "is told as what followed; it is counted since 2031-03-04" in found.reason
    assert {piece.article_id for piece in found.evidence} == {page(*one).one(Article).id for one in (DONE, COUNTED)} | {
        page(DENIED).one(Article).id
    }


@pytest.mark.parametrize(
    "others",
    [
        [DONE],
        [COUNTED],
        [("Denmark evacuated two hundred of its citizens on Tuesday.", "2031-03-12"), COUNTED],
        [DONE, ("More than 3,000 people have been evacuated from Mali since March 4.", "2031-03-14")],
        [DONE, ("Norway evacuated its citizens on Friday.", "2031-05-31"), COUNTED],
    ],
    ids=["no count", "no deed", "another country's deed", "another place", "two deeds months apart"],
)
def test_one_end_alone_or_of_another_matter_gives_nothing(others: list[tuple[str, str | None]]) -> None:
    assert days((DENIED, None), *others) == []


def test_a_denial_that_it_was_done_may_come_after_it() -> None:
    past = DENIED.replace("are not being discussed", "were not discussed")
    assert days((past, None), DONE, COUNTED) == []


def test_until_a_day_says_nothing_of_what_is_over() -> None:
    bound = "The bridge was closed on November 30. Drivers {} December 4."
    pile = ("The minister left for Oslo.", "2031-12-20")
    assert days((bound.format("will wait until"), None), pile) == [("2031-11-30", "2031-12-04")]
    assert days((bound.format("waited until"), None), pile) == [("2031-11-30", None)]


def test_what_is_dated_stays_as_it_is() -> None:
    assert days((DENIED, "2031-03-20"), DONE, COUNTED) == []
    assert DateInterval("2031-03-06", "2031-03-07", "inferred").day is None
