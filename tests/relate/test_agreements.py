"""Agreement needs independent chains; tolls grow; one speaker's words may stand in two chains."""

from __future__ import annotations

from tests.relate.pile import Pile, on

FIRST = "Norway staged drills with Ghana."
SECOND = "The navy of Norway took part in exercises with Ghana."


def drills(second_day: str = "2024-03-04") -> tuple[Pile, list[str]]:
    pile = Pile()
    names = []
    for name, text, lemma, day in (
        ("one", FIRST, "stage drill", "2024-03-04"),
        ("two", SECOND, "exercise", second_day),
    ):
        page = pile.page(name, text, "2024-03-10")
        actor = pile.mention(page, "Norway", "NOR", None)
        pile.event(page, text[:-1], lemma, text.split()[1], actor, ["Ghana"], date=on(day))
        names.append(page.id)
    return pile, names


def test_one_deed_in_two_chains_is_agreement() -> None:
    pile, _ = drills()
    (finding,) = pile.findings()
    assert (finding.kind, finding.independent, finding.strength) == ("agreement", 2, "hard")
    assert len(finding.sides) == 2


def test_two_copies_of_one_wire_do_not_agree() -> None:
    pile, _ = drills()
    pile.chain(*pile.records.all(type(pile.page("three", "x", None)))[:2])
    assert pile.kinds() == []


def test_deeds_of_different_days_are_two_deeds() -> None:
    assert drills("2024-03-09")[0].kinds() == []


def test_a_sentence_printed_twice_in_one_page_is_one_source() -> None:
    pile = Pile()
    page = pile.page("one", f"{FIRST} {SECOND}", "2024-03-10")
    actor = pile.mention(page, "Norway", "NOR", None)
    pile.event(page, FIRST[:-1], "stage drill", "staged", actor, ["Ghana"], date=on("2024-03-04"))
    pile.event(page, SECOND[:-1], "exercise", "exercises", actor, ["Ghana"], date=on("2024-03-04"))
    assert pile.kinds() == []


def test_a_count_of_the_dead_that_grows_is_an_update() -> None:
    pile = Pile()
    for day, count in (("2024-03-04", 12), ("2024-03-06", 19)):
        page = pile.page(day, f"{count} people died in the wreck, the coast guard said.", day)
        speaker = pile.mention(page, "the coast guard", "NOR")
        told = pile.statement(page, f"{count} people died in the wreck", speaker, day)
        pile.figure(page, f"{count} people", count, told)
    assert pile.kinds() == ["update"]


def two_counts(first: str, second: str, change: str = "=") -> Pile:
    pile = Pile()
    page = pile.page("one", f"{first}, the mayor said. {second}, the coast guard said.", "2024-03-04")
    for text, speaker, how in ((first, "the mayor", "="), (second, "the coast guard", change)):
        told = pile.statement(page, text, pile.mention(page, speaker, "NOR"), "2024-03-04")
        pile.figure(page, text.split(" were")[0].split(" died")[0], float(text.split()[0]), told, how)
    return pile


def test_two_exact_counts_of_one_day_by_two_sources_contradict_each_other() -> None:
    assert two_counts("19 people died", "23 people died").kinds() == ["contradiction"]


def test_other_fates_and_lower_bounds_do_not_contradict() -> None:
    assert two_counts("19 people died", "23 people were injured").kinds() == []
    assert two_counts("19 people died", "23 people died", ">").kinds() == []


def test_one_speaker_in_two_chains_agrees_with_himself_and_a_denial_contradicts() -> None:
    words = "the bridge over the northern channel will open again in April"
    pile = Pile()
    for name in ("one", "two"):
        page = pile.page(name, f"The mayor of Orlen said that {words}. A dog barked at {name}.", "2024-03-04")
        pile.statement(page, words, pile.mention(page, "The mayor of Orlen", "NOR"), "2024-03-04")
    assert pile.kinds() == ["agreement"]
    page = pile.page("three", f"The governor said that {words.replace('will', 'will not')}.", "2024-03-04")
    pile.statement(page, words.replace("will", "will not"), pile.mention(page, "The governor", "NOR"), "2024-03-04")
    assert sorted(pile.kinds()) == ["agreement", "contradiction", "contradiction"]


def test_a_plan_that_was_carried_out_is_an_update() -> None:
    pile = Pile()
    one = pile.page("one", "Norway will withdraw its ships from the bay.", "2024-03-04")
    other = pile.page("two", "Norway withdrew two ships from the bay on Friday.", "2024-03-16")
    pile.event(one, "Norway will withdraw its ships", "withdraw", "withdraw", pile.mention(one, "Norway", "NOR", None),
               ["its ships"], "planned")  # fmt: skip
    pile.event(other, "Norway withdrew two ships", "withdraw", "withdrew", pile.mention(other, "Norway", "NOR", None),
               ["two ships"], date=on("2024-03-15"))  # fmt: skip
    (finding,) = pile.findings()
    assert finding.kind == "update"
    assert [side.label for side in finding.sides] == ["Norway: planned", "Norway: done"]
