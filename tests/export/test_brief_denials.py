"""What a finding rests on stands in the chronology too, also where neither an event nor a statement tells it."""

from __future__ import annotations

from onrecord.export.brief import Brief, Row, brief
from onrecord.export.brief.tree import Line
from onrecord.records import Clause, Evidence, Finding, Side
from tests.export.piles import PileMaker, day, page, span


def words_of(line: Line) -> str:
    return "".join(piece.text for piece in line)


def entries(made: Brief) -> list[Row]:
    chronology = next(section for section in made.sections if section.key == "chronology")
    return [row for item in chronology.items for row in item.rows if "closure" in words_of(row.words)]


def test_a_denial_by_a_noun_that_a_finding_rests_on_has_its_place() -> None:
    make = PileMaker()
    text = "On Sunday envoy Per Holm assured that no closure of the port and that ships may sail."
    told = page("31-noun.txt", [("body", text)], language="en", published=day("2031-03-04", "stated"))
    done = page("32-done.txt", [("body", "The government closed the port on Thursday.")], language="en")
    make.records.add(told, done)
    holm = make.person("Per Holm", "envoy", "VEL")
    damaged = make.says(told, "Per Holm", "that no closure of the port", holm, said_on=day("2031-03-02"), garbled=True)
    clause = Clause(
        "k_1", told.id, (span(told, "closure"),), (span(told, told.text.strip()),), (), None,
        (span(told, "the port"),), "closure", "negated", damaged.id, day("2031-03-02"),
    )  # fmt: skip
    closed = make.happens(done, "The government", "The government closed the port on Thursday", day("2031-03-06"))
    sides = tuple(
        Side("", item.date, (Evidence(item.article_id, item.extent[0], item.id),)) for item in (clause, closed)
    )
    make.records.add(clause, Finding("r_1", "shift", "closure of the port", None, sides, "", "soft", 2))
    made = brief(make.records)
    (entry,) = entries(made)
    assert words_of(entry.words) == "no closure of the port"
    assert "Per Holm" in words_of(entry.who)
    (finding,) = next(section for section in made.front if section.key == "changed").items
    assert words_of(finding.rows[0].words) == "no closure of the port"
    make.records.remove(Finding, "r_1")
    assert entries(brief(make.records)) == []
