"""The example crisis from end to end, through the public API: what a reader of the record must be able to trust."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from eval.gold import Gold, load_gold
from eval.metrics import Measure, measure
from eval.reading import Reading

import onrecord
from onrecord.export.brief import brief, to_terminal

EXAMPLES = Path(__file__).parent.parent / "examples"
WIRE = {"01-amarel-courier.html", "02-sund-herald.txt", "08-norwire.jsonl#1"}
FIRST_SCREEN = 50


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[onrecord.Record]:
    with onrecord.build(EXAMPLES / "port-amarel", tmp_path_factory.mktemp("example") / "story.db") as built:
        yield built


@pytest.fixture(scope="module")
def reading(record: onrecord.Record) -> Reading:
    return Reading(record)


@pytest.fixture(scope="module")
def gold(reading: Reading) -> Gold:
    return load_gold(EXAMPLES / "port-amarel.gold.json", reading.texts)


@pytest.fixture(scope="module")
def measures(gold: Gold, reading: Reading) -> dict[str, Measure]:
    return {item.name: item for item in measure(gold, reading)}


@pytest.fixture(scope="module")
def screen(record: onrecord.Record) -> str:
    """The first screen of the brief, its lines as one."""
    lines = to_terminal(brief(record.records), full=False, colour=False).splitlines()[:FIRST_SCREEN]
    return " ".join(" ".join(lines).split())


def words_of(finding: onrecord.Finding) -> str:
    return " | ".join(piece.span.exact for side in finding.sides for piece in side.evidence)


def pages_of(reading: Reading, finding: onrecord.Finding) -> set[str]:
    return {reading.page(piece.article_id) for side in finding.sides for piece in side.evidence}


def test_every_page_that_came_in_is_accounted_for(record: onrecord.Record) -> None:
    run = record.run()
    assert run is not None
    assert run.given == run.stored + run.duplicate + run.failed == 13
    assert run.stored == len(record.articles()) == 13


def test_every_span_quotes_its_page(record: onrecord.Record) -> None:
    found = record.verify()
    assert found.violations == ()
    assert found.spans > 500
    assert found.snapshots == 13


def test_one_wire_printed_three_times_is_one_source(record: onrecord.Record, reading: Reading) -> None:
    groups = [
        {reading.page(member.article_id) for member in group.members}
        for group in record.groups()
        if group.level == "copy"
    ]
    assert sorted(map(sorted, groups)) == sorted([sorted(WIRE), ["11-corvin-times.txt", "12-sund-herald.txt"]])
    for finding in record.findings():
        if pages_of(reading, finding) <= WIRE:
            assert finding.independent == 1


def test_a_text_that_two_outlets_date_differently_keeps_both_days(record: onrecord.Record, reading: Reading) -> None:
    days = [record.published(reading.pages[name]) for name in ("11-corvin-times.txt", "12-sund-herald.txt")]
    assert [(day.earliest, day.latest, day.basis) for day in days] == [
        ("2024-03-16", "2024-03-16", "stated"),
        ("2024-03-17", "2024-03-17", "stated"),
    ]


@pytest.mark.parametrize("name", ["03-harbour-post.txt", "07-radio-halvard.txt", "10-harbour-post.txt"])
def test_a_day_that_a_page_does_not_state_is_never_called_stated(
    name: str, record: onrecord.Record, reading: Reading
) -> None:
    article = reading.pages[name]
    assert article.published.basis != "stated"
    after = record.published(article)
    assert after.basis != "stated"
    if after.known:
        given = [item for item in record.records.all(onrecord.DateInference) if item.record_id == article.id]
        assert after.evidence or given, "the page is dated, so it is said from what"
        for item in given:
            assert item.reason
            assert item.evidence


def test_no_day_of_publication_is_wrong(measures: dict[str, Measure]) -> None:
    assert measures["published.alone_wrong"].misses == ()
    assert measures["published.pile_wrong"].misses == ()
    assert measures["published.alone_right"].value == 1


def test_the_denial_that_the_deed_reversed_is_found(record: onrecord.Record, reading: Reading) -> None:
    found = [
        item
        for item in record.findings()
        if item.kind in ("shift", "contradiction") and "evacuat" in words_of(item) and item.actor == "Veldania"
    ]
    assert found
    assert {"03-harbour-post.txt", "05-corvin-times.txt"} <= pages_of(reading, found[0])


def test_tolls_of_one_day_contradict_each_other(record: onrecord.Record, reading: Reading) -> None:
    counts = [item for item in record.findings() if item.kind == "contradiction" and item.basis == "number"]
    assert len(counts) == 1
    assert {number for number in ("12", "19", "23", "24") if number in words_of(counts[0])} == {"19", "23"}
    assert counts[0].strength == "hard"
    assert pages_of(reading, counts[0]) == {"04-daily-beacon.md"}


def test_a_toll_that_grows_is_an_update(record: onrecord.Record) -> None:
    updates = [item for item in record.findings() if item.kind == "update"]
    tolls = [item for item in updates if all(number in words_of(item) for number in ("12", "19", "24"))]
    assert len(tolls) == 1, [words_of(item) for item in updates]
    days = [side.date.latest for side in tolls[0].sides]
    assert days == sorted(day for day in days if day)


def test_no_trap_is_reported(measures: dict[str, Measure]) -> None:
    assert measures["findings.forbidden"].misses == ()


def test_nothing_is_said_by_an_appeal_for_money_or_a_menu(measures: dict[str, Measure]) -> None:
    assert measures["furniture.quoted"].misses == ()


def test_an_agency_that_carries_words_is_not_their_speaker(record: onrecord.Record, reading: Reading) -> None:
    page = reading.pages["03-harbour-post.txt"]
    [found] = [
        item for item in record.statements() if item.article_id == page.id and "no reason" in item.content[0].exact
    ]
    assert found.via == "Norwire"
    assert "Ilsa Doren" in reading.who(found.speaker_mention, found.speaker)
    assert len(found.content) == 2


def test_a_sentence_that_a_page_prints_twice_is_one_statement(record: onrecord.Record, reading: Reading) -> None:
    page = reading.pages["07-radio-halvard.txt"]
    told = [
        item
        for item in record.statements()
        if item.article_id == page.id and "journalists" in item.content[0].exact and item.same_utterance_as is None
    ]
    assert len(told) == 1


def test_words_and_the_report_of_the_words_are_one_statement(record: onrecord.Record, reading: Reading) -> None:
    page = reading.pages["10-harbour-post.txt"]
    told = [
        item for item in record.statements() if item.article_id == page.id and "every flag" in item.content[0].exact
    ]
    assert len(told) == 2
    assert sum(item.same_utterance_as is not None for item in told) == 1


def test_the_first_screen_shows_what_changed_and_what_is_disputed(screen: str) -> None:
    assert "13 pages" in screen
    assert "19 people" in screen
    assert "23 people" in screen
    assert "evacuate" in screen
    assert "undated" in screen or "only bounded" in screen
    for heading in ("Changed", "Disputed"):
        assert heading in screen


def test_the_brief_never_quotes_the_appeals_for_money(record: onrecord.Record) -> None:
    text = " ".join(to_terminal(brief(record.records), full=True, colour=False).split())
    for words in ("Support Harbour Post", "free of charge", "$3", "Remind me", "cookies", "Storm warning"):
        assert words not in text
