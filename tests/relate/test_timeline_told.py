"""The timeline for readers: each deed once, plans beside what came of them, by actor, place and page."""

from __future__ import annotations

from dataclasses import replace

from onrecord.records import Article, Place, TimeExpression, make_id
from onrecord.relate.timeline_told import told_timeline
from tests.relate.pile import Pile, on


def miners() -> Pile:
    """A mine accident, told by three pages."""
    pile = Pile()
    one = pile.page("one", "The Orvo company will reopen the mine on Friday. Rescuers freed the crew.", "2031-05-13")
    two = pile.page("two", "The Orvo company reopened the mine.", "2031-05-17")
    three = pile.page("three", "Rescuers freed the crew at Sundby.", "2031-05-14")
    orvo, crew = pile.mention(one, "The Orvo company"), pile.mention(one, "Rescuers")
    again, others = pile.mention(two, "The Orvo company"), pile.mention(three, "Rescuers")
    pile.event(
        one, "The Orvo company will reopen the mine on Friday", "reopen", "reopen", orvo, ["the mine"], "planned",
        date=on("2031-05-16"),
    )  # fmt: skip
    pile.event(
        two, "The Orvo company reopened the mine", "reopen", "reopened", again, ["the mine"], date=on("2031-05-16")
    )
    pile.event(one, "Rescuers freed the crew", "free", "freed", crew, ["the crew"], date=on("2031-05-12"))
    pile.event(three, "Rescuers freed the crew", "free", "freed", others, ["the crew"], date=on("2031-05-12"))
    return pile


def test_one_deed_told_twice_is_one_line_with_two_reports() -> None:
    lines, undated = told_timeline(miners().records)
    freed = lines[0]
    assert [piece.article_id for piece in freed.evidence] == ["a_one", "a_three"]
    assert (freed.independent, freed.actors, undated) == (2, ("Rescuers",), 0)
    assert len(lines) == 3


def test_a_plan_stands_beside_what_came_of_it() -> None:
    lines, _ = told_timeline(miners().records)
    plan = next(line for line in lines if line.modality == "planned")
    assert plan.outcome == "came about"
    assert plan.outcome_evidence is not None
    assert plan.outcome_evidence.span.exact == "The Orvo company reopened the mine"


def test_a_plan_of_another_day_did_not_come_about_by_it() -> None:
    pile = Pile()
    one = pile.page("one", "Orvo will reopen the mine in June.", "2031-05-13")
    two = pile.page("two", "Orvo reopened the mine.", "2031-08-17")
    first, second = pile.mention(one, "Orvo"), pile.mention(two, "Orvo")
    pile.event(
        one, "Orvo will reopen the mine in June", "reopen", "reopen", first, ["the mine"], "planned",
        date=on("2031-06-01", "2031-06-30"),
    )  # fmt: skip
    pile.event(two, "Orvo reopened the mine", "reopen", "reopened", second, ["the mine"], date=on("2031-08-16"))
    lines, _ = told_timeline(pile.records)
    assert [line.outcome for line in lines] == [None, None]


def test_a_plan_without_a_day_stands_on_the_day_of_telling_and_a_deed_without_one_is_left_out() -> None:
    pile = Pile()
    page = pile.page("one", "Orvo will sell the mine. Orvo closed the pit.", "2031-05-13")
    orvo = pile.mention(page, "Orvo")
    pile.event(page, "Orvo will sell the mine", "sell", "sell", orvo, ["the mine"], "planned")
    pile.event(page, "Orvo closed the pit", "close", "closed", orvo, ["the pit"])
    lines, undated = told_timeline(pile.records)
    assert [(line.date.earliest, line.told_only) for line in lines] == [("2031-05-13", True)]
    assert undated == 1


def test_by_actor_page_and_place() -> None:
    pile = miners()
    assert {line.actors for line in told_timeline(pile.records, actor="Rescuers")[0]} == {("Rescuers",)}
    assert len(told_timeline(pile.records, pages=["a_two"])[0]) == 1
    assert told_timeline(pile.records, place="Sundby")[0] == []


def test_a_place_is_found_by_its_name() -> None:
    pile = Pile()
    page = pile.page("one", "Orvo closed the pit at Sundby.", "2031-05-13")
    where = pile.span(page, "Sundby")
    event = pile.event(
        page, "Orvo closed the pit at Sundby", "close", "closed", None, ["the pit"], date=on("2031-05-12")
    )
    pile.records.add(replace(event, place=where), Place("g_1", page.id, where, "Sundby"))
    assert [line.place for line in told_timeline(pile.records, place="sundby")[0]] == ["Sundby"]


def test_the_order_of_the_pages_does_not_matter() -> None:
    pile = miners()
    backwards = type(pile.records)(reversed(list(pile.records)))
    assert told_timeline(backwards) == told_timeline(pile.records)


def test_a_plan_whose_day_has_passed_is_not_in_the_pile_unless_something_may_answer_it() -> None:
    def made(later: str) -> list[str | None]:
        pile = Pile()
        one = pile.page("one", "The union will meet the owners in Orvo on 14 May.", "2031-05-13")
        two = pile.page("two", f"{later}. Rain fell in Orvo.", "2031-05-17")
        union = pile.mention(one, "The union")
        pile.event(
            one, "The union will meet the owners in Orvo on 14 May", "meet", "meet", union, ["the owners"], "planned",
            date=on("2031-05-14"),
        )  # fmt: skip
        pile.event(two, later, later.split()[2], later.split()[2], None, [], date=on("2031-05-14"))
        return [line.outcome for line in told_timeline(pile.records)[0] if line.modality == "planned"]

    assert made("The mayor resigned late") == ["not in the pile"]
    assert made("Owners say talks in Orvo failed") == [None]  # Perhaps this is what came of it.


def test_a_plan_for_a_day_that_no_page_has_reached_is_open() -> None:
    pile = Pile()
    one = pile.page("one", "The union will meet the owners in Orvo on 14 May.", "2031-05-13")
    pile.page("two", "Rain fell in Orvo.", "2031-05-14")
    union = pile.mention(one, "The union")
    pile.event(
        one, "The union will meet the owners in Orvo on 14 May", "meet", "meet", union, ["the owners"], "planned",
        date=on("2031-05-14"),
    )  # fmt: skip
    assert [line.outcome for line in told_timeline(pile.records)[0]] == [None]


def weekday(pile: Pile, article: Article, words: str, relative: str) -> str:
    """Words that name a day of the week."""
    made = make_id("t", article.id, words)
    pile.records.add(TimeExpression(made, article.id, pile.span(article, words), "DATE", None, relative=relative))
    return made


def test_deeds_with_a_weekday_alone_come_last_in_the_order_of_one_week() -> None:
    pile = Pile()
    one = pile.page("one", "Divers found the wreck on Monday. The ferry sank on Saturday night. Orvo sued in 2030.")
    told = [("Divers found the wreck on Monday", "find", "found", "weekday:0:past", "Monday"),
            ("The ferry sank on Saturday night", "sink", "sank", "weekday:5:past:NI", "Saturday night")]  # fmt: skip
    for clause, lemma, trigger, form, words in told:
        made = pile.event(one, clause, lemma, trigger, None, [])
        pile.records.add(replace(made, id=f"e_{lemma}", date_time=weekday(pile, one, words, form)))
    pile.event(one, "Orvo sued in 2030", "sue", "sued", None, [], date=on("2030-01-01", "2030-12-31"))
    lines, undated = told_timeline(pile.records)
    assert [(line.weekday, line.evidence[0].span.exact[:9]) for line in lines] == [
        (None, "Orvo sued"), (5, "The ferry"), (0, "Divers fo")
    ]  # fmt: skip
    assert undated == 2  # The same two deeds without the words for their day.


def test_two_tellings_of_one_day_in_like_words_are_one_line() -> None:
    pile = Pile()
    one = pile.page("one", "Two men robbed the savings bank in Orvo on Monday.", "2031-05-13")
    two = pile.page("two", "On Monday two masked men robbed the savings bank in Orvo.", "2031-05-14")
    pile.event(
        one, "Two men robbed the savings bank in Orvo on Monday", "rob", "robbed", None, [], date=on("2031-05-12")
    )
    pile.event(
        two,
        "On Monday two masked men robbed the savings bank in Orvo",
        "rob",
        "robbed",
        None,
        [],
        date=on("2031-05-12"),
    )
    assert [len(line.evidence) for line in told_timeline(pile.records)[0]] == [2]
