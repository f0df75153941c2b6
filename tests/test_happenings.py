"""Happenings that no codebook of politics knows stand in the chronology and the timeline."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.export.brief import brief
from onrecord.export.brief.terminal import to_terminal
from onrecord.happenings import happenings
from onrecord.records import Article, Clause, DateInterval, Evidence, Finding, Side, Span, make_id
from onrecord.relate.timeline_told import told_timeline
from tests.export.piles import PileMaker, page


def clause(
    article: Article, words: str, verb: str, subject: str = "", day: str | None = "2031-03-04", **more: Any
) -> Clause:
    def span(part: str) -> Span:
        start = article.text.index(words) + words.index(part)
        return Span(start, start + len(part), article.text)

    objects = tuple(span(part) for part in more.pop("objects", ()))
    lemma = more.pop("lemma", verb)
    return Clause(
        make_id("k", article.id, words), article.id, (span(verb),), (span(words),), (span(subject),) if subject else (),
        None, objects, lemma, date=DateInterval(day, day, "resolved") if day else DateInterval(),
        date_time="t_1" if day else None, **more,
    )  # fmt: skip


def ferry(number: int, text: str) -> Article:
    return page(f"{number}.txt", [("body", text)], published=DateInterval("2031-03-05", "2031-03-05", "stated"))


def test_a_ship_that_sank_is_in_the_chronology_and_the_timeline_once_for_all_its_reports() -> None:
    made = PileMaker()
    one, two = ferry(1, "The ferry sank off Corvin on Tuesday."), ferry(2, "A boat went down near Corvin on Tuesday.")
    first = clause(one, "The ferry sank off Corvin on Tuesday", "sank", "The ferry", lemma="sink")
    second = clause(two, "A boat went down near Corvin on Tuesday", "went", "A boat", lemma="go down")
    made.records.add(one, two, first, second)
    sides = tuple(
        Side("told", item.date, (Evidence(item.article_id, item.extent[0], item.id),)) for item in (first, second)
    )
    made.records.add(Finding("r_1", "agreement", "the ferry sank", None, sides, "one deed", "soft", 2, "polarity"))
    shown = to_terminal(brief(made.records), full=True)
    chronology = shown[shown.index("Chronology") : shown.index("Who said what")]
    assert "“The ferry sank off Corvin on Tuesday”" in chronology
    assert "2 pages, 2 independent" in chronology
    assert "went down" not in chronology
    lines, _ = told_timeline(made.records)
    (line,) = lines
    assert (line.kind, line.independent) == ("clause", 2)
    assert [piece.span.exact[:10] for piece in line.evidence] == ["The ferry ", "A boat wen"]


@pytest.mark.parametrize(
    ("words", "verb", "subject", "more"),
    [
        ("the port was closed on Tuesday", "was", "the port", {"lemma": "be closed"}),
        ("who left the port on Tuesday", "left", "who", {"lemma": "leave"}),
        ("leaving the port on Tuesday", "leaving", "", {"lemma": "leave", "objects": ("the port",)}),
        ("The boat had not been inspected since 2029", "inspected", "The boat", {"modality": "negated"}),
        ("the boat left the port", "left", "the boat", {"lemma": "leave", "day": None}),
        ("the boat went there on Tuesday", "went", "the boat", {"lemma": "go"}),
    ],
)
def test_states_asides_and_what_has_no_day_are_no_happenings(
    words: str, verb: str, subject: str, more: dict[str, Any]
) -> None:
    made = PileMaker()
    article = ferry(1, f"It said {words}.")
    made.records.add(article, clause(article, words, verb, subject, **more))
    assert not list(happenings(made.records))


def test_a_passive_tells_to_whom_it_happened() -> None:
    made = PileMaker()
    article = ferry(1, "The mine was sold on Tuesday.")
    made.records.add(
        article, clause(article, "The mine was sold on Tuesday", "sold", lemma="sell", objects=("The mine",))
    )
    assert [item.lemma for item in happenings(made.records)] == ["sell"]
