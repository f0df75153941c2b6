"""One figure on several pages is a finding, whose it is counts; what only looks alike is none."""

from __future__ import annotations

from onrecord.records import ActorMention, Finding, make_id
from tests.relate.pile import Pile


def pages(*told: tuple[str, str, float | tuple[float, float]], unit: str | None = None, counted: str | None = None,
          chief: tuple[int, ...] = ()) -> list[Finding]:  # fmt: skip
    """The agreements of pages of one sentence each, with their figures; some told by the harbour master."""
    pile = Pile()
    for number, (text, words, value) in enumerate(told):
        by = f"Harbour master Ruta Holm said: {text}" if number in chief else text
        page = pile.page(f"p{number}", by)
        said = None
        if number in chief:
            said = pile.statement(page, text, pile.mention(page, "Ruta Holm", "NOR"))
        pile.figure(page, words, value, said, unit=unit, counted=counted)
    return [finding for finding in pile.findings() if finding.kind == "agreement"]


def test_one_sum_on_undated_pages_is_one_figure() -> None:
    (finding,) = pages(
        ("The storm did an estimated $4 million damage to the pier at Selby.", "an estimated $4 million", 4e6),
        ("Damage to the pier is put at $4 million.", "$4 million", 4e6),
        ("Repairs may wait: damage to the pier comes to more than $4 million.", "more than $4 million", 4e6),
        unit="USD",
    )
    assert (finding.independent, finding.basis, len(finding.sides)) == (3, "number", 3)
    assert "3 pages, 3 independent sources" in finding.reason
    assert finding.topic == "Damage to the pier is put at $4 million"


def test_two_sums_of_one_size_are_two_figures() -> None:
    assert not pages(
        ("The storm did $4 million damage to the pier at Selby.", "$4 million", 4e6),
        ("The lottery paid $4 million to a nurse.", "$4 million", 4e6),
        unit="USD",
    )


def test_a_range_and_a_number_inside_its_ends_fit() -> None:
    (finding,) = pages(
        ("As many as 35 to 40 divers searched the wreck.", "35 to 40 divers", (35, 40)),
        ("About 40 divers took part in the search of the wreck.", "40 divers", 40),
        counted="divers",
    )
    assert "35 to 40 divers / 40 divers" in finding.reason


def test_two_pages_that_rest_on_one_speaker_are_one_source() -> None:
    (finding,) = pages(
        ("23 crates of cable were lost from the deck.", "23 crates", 23),
        ("The ship lost 23 crates from its deck.", "23 crates", 23),
        counted="crates",
        chief=(0, 1),
    )
    assert (finding.independent, finding.strength) == (1, "soft")
    assert "2 pages, 1 independent source; the count of Ruta Holm" in finding.reason


def test_other_numbers_do_not_agree() -> None:
    assert not pages(
        ("23 crates of cable were lost from the deck.", "23 crates", 23),
        ("The ship lost 29 crates from its deck.", "29 crates", 29),
        counted="crates",
    )


def test_small_numbers_of_other_things_do_not_agree() -> None:
    assert not pages(
        ("Two boats carried grain to the island.", "Two boats", 2),
        ("The club bought two boats for its youngest rowers.", "two boats", 2),
        counted="boats",
    )


def test_background_is_no_news() -> None:
    assert not pages(
        ("Selby, a town with a population of 4,312 people, lost its pier.", "4,312 people", 4312),
        ("The pier of Selby, population 4,312 people, is gone.", "4,312 people", 4312),
        counted="people",
    )
    assert not pages(
        ("Ruta Holm, 57, runs the harbour of Selby.", "57", 57),
        ("The harbour of Selby is run by Ruta Holm, 57.", "57", 57),
        unit="year of age",
    )
    assert not pages(
        ("The three-story warehouse on the pier burned.", "three-story warehouse", 3),
        ("Fire took a three-story warehouse on the pier.", "three-story warehouse", 3),
        counted="story warehouse",
    )


def test_a_sum_that_is_only_imagined_is_no_figure() -> None:
    assert not pages(
        ("The storm did $4 million damage to the pier.", "$4 million", 4e6),
        ("What if the storm had done $4 million damage to the museum?", "$4 million", 4e6),
        unit="USD",
    )


def test_copies_of_one_wire_are_one_chain() -> None:
    pile = Pile()
    made = [pile.page(name, f"Page {name}. The flood drowned 347 sheep on the plain.") for name in ("one", "two")]
    for page in made:
        pile.figure(page, "347 sheep", 347, unit=None, counted="sheep")
    pile.chain(*made)
    assert pile.findings() == []


def test_figures_of_the_same_sentences_are_one_finding() -> None:
    pile = Pile()
    for name, text in (
        ("one", "Divers brought up 31 crates and 12 barrels from the wreck."),
        ("two", "From the wreck came 31 crates and 12 barrels, Selby hears."),
    ):
        page = pile.page(name, text)
        for words, value, counted in (("31 crates", 31, "crates"), ("12 barrels", 12, "barrels")):
            pile.figure(page, words, value, unit=None, counted=counted)
    (finding,) = pile.findings()
    assert "12 barrels / 31 crates" in finding.reason


def test_one_number_and_as_many_again_are_two_counts() -> None:
    assert not pages(
        ("Some 20,000 people marched through Selby to the harbour.", "20,000 people", 20000),
        ("In Lund another 20,000 people marched to the harbour.", "another 20,000 people", 20000),
        counted="people",
    )


def test_the_number_of_a_house_and_an_age_beside_a_death_are_no_counts() -> None:
    assert not pages(
        ("He was shot dead in the 12200 block of Pier Street.", "12200 block", 12200),
        ("Police sealed off the 12200 block of Pier Street where he was shot dead.", "12200 block", 12200),
        counted="block",
    )
    assert not pages(
        ("Ruta Holm, 63, was killed by the falling mast.", "63", 63),
        ("The falling mast killed Ruta Holm, 63, of Selby.", "63", 63),
    )


def test_a_span_of_time_is_a_figure_where_it_is_no_distance_of_time() -> None:
    told = (
        "A judge ordered a 90-day closure of the harbour.",
        "The harbour faces a 90-day closure by order of a judge.",
    )
    (finding,) = pages(*((text, "90-day", 90) for text in told), unit="day")
    assert finding.independent == 2
    told = (
        "The harbour closed 90 days ago by order of a judge.",
        "A judge ordered the closure of the harbour 90 days later.",
    )
    assert not pages(*((text, "90 days", 90) for text in told), unit="day")


def test_shares_of_votes_for_other_persons_are_two_figures() -> None:
    found = []
    for first, second in (("Ruta Holm", "Ruta Holm"), ("Ruta Holm", "Jonas Reeve")):
        pile = Pile()
        for number, person in enumerate((first, second)):
            page = pile.page(f"p{number}", f"The poll shows 45 percent of voters for {person}.")
            pile.figure(page, "45 percent", 45, unit="percent", counted=None)
            span = pile.span(page, person)
            pile.records.add(
                ActorMention(make_id("m", page.id), page.id, span, span, "name", "person", name=person)
            )  # fmt: skip
        found.append(pile.kinds())
    assert found == [["agreement"], []]


def test_words_for_one_kind_of_thing_alone_do_not_make_one_sum() -> None:
    assert not pages(
        ("The firm expects a cash flow of $25 million.", "$25 million", 25e6),
        ("The plan sets up a money pot of $25 million.", "$25 million", 25e6),
        unit="USD",
    )
