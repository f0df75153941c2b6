# ruff: noqa: E501
"""Who said what: a case for each rule that goes beyond the frames, and for each manner of a news page."""

from __future__ import annotations

import pytest

from tests.annotate.statement_cases import outer, read, told, words

CASES = [
    # What follows the cue is said, not what a semicolon or colon cut off before it.
    ("It is unlikely; the mayor says she will go on.", [("the mayor", "says", "she will go on")]),
    # Tags.
    ("The road, says Doren, is open.", [("Doren", "says", "The road | is open")]),
    ("Road open, says minister", [("minister", "says", "Road open")]),
    ("The bridge was closed, as Doren noted.", [("Doren", "noted", "The bridge was closed")]),
    ("The envoy smiled as he called for a truce.", [("he", "called for", "a truce")]),
    ("The road, Doren told us on Friday, is open.", [("Doren", "told", "The road | is open")]),
    # Naming, where the parser takes thing and name for one phrase.
    ("Rand called the harbour tax “a gift to smugglers” and left.", [("Rand", "called", "the harbour tax “a gift to smugglers”")]),
    ("A group that calls itself the Dawn sank the ship.", []),
    # Where a content ends.
    ("Doren said the road was open, citing a report of the army.", [("Doren", "said", "the road was open"), ("Doren", "citing", "a report of the army")]),
    ("Doren blamed the port, which closed in May.", [("Doren", "blamed", "the port")]),
    ("Doren said that it was late and urged the crowd to leave.", [("Doren", "said", "that it was late"), ("Doren", "urged", "the crowd to leave")]),
    ("Doren said the road was “safe,” and the bridge would open soon.", [("Doren", "said", "the road was “safe,” and the bridge would open soon")]),
    ("Doren blamed the flood on the builders of the dam.", [("Doren", "blamed", "the flood on the builders of the dam")]),
    # Questions left open.
    ("The ministry has not said when the road will reopen.", [("The ministry", "has not said", "when the road will reopen")]),
    # Cues of several words.
    ("The mayor made it clear that the bridge was closed.", [("The mayor", "made it clear", "that the bridge was closed")]),
    ("The union voiced hope that the strike would end.", [("The union", "voiced hope", "that the strike would end")]),
    ("Doren gave a warning that the dam could break.", [("Doren", "gave a warning", "that the dam could break")]),
    ("The mayor took issue with the report.", [("The mayor", "took issue with", "the report")]),
    ("The envoy called into question the results of the vote.", [("The envoy", "called into question", "the results of the vote")]),
    ("Veldania threw its weight behind the plan.", [("Veldania", "threw its weight behind", "the plan")]),
    ("The envoy has made the case for weeks.", []),
    # Papers that speak for those who put them out.
    ("The army issued a statement saying that the road was closed.", [("The army", "saying", "that the road was closed")]),
    # Outlets that name their source.
    ("The Norwire agency, citing the interior ministry, reported that four people had died.", [("the interior ministry", "reported", "that four people had died")]),
    # Deeds, perception and set phrases that attribute nothing.
    ("Several hundred marchers attacked police with rocks.", []),
    ("Crews attacked the plan with sharp words.", [("Crews", "attacked", "the plan with sharp words")]),
    ("Rand heard shots fired near the port.", []),
    ("Can you imagine what the road would cost?", []),
    ("That is not to say that the road is shut.", []),
    ("Rand might want to rest for a week.", []),
    ("It was originally called Harvan Salt Company.", []),
    ("Villagers were urged by the mayor to leave the valley.", [("the mayor", "were urged", "Villagers | to leave the valley")]),
    ("“The man who ran away was found,” Const. Ivo Rand told a crowd.", [("Ivo Rand", "told", "“The man who ran away was found,”")]),
    # Marks.
    ("“We will not wait any longer for the others, the minister said.", [("the minister", "said", "“We will not wait any longer for the others,")]),
    ("“The road is open.\n\n“It stays open all year.\n\n“Nobody will close it,” Doren said.", [("Doren", "said", "“The road is open. | “It stays open all year. | “Nobody will close it,”")]),
    ("Doren said.\n“We will wait for you.”", [("Doren", "said", "“We will wait for you.”")]),
    # Headlines.
    ("Poll: Most Farmers Want the Road\n\nThe road was closed.", [("Poll", ":", "Most Farmers Want the Road")]),
    ("Ministry: Road to reopen in May\n\nThe road was closed.", [("Ministry", ":", "Road to reopen in May")]),
    ("A day at the mill: flour and dust\n\nThe road was closed.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_manner(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [told(item) for item in outer(text)]
    spread = [
        (who, cue, " | ".join(part.strip() for part in what.replace("\n\n", " | ").split(" | ")))
        for who, cue, what in found
    ]
    assert spread == expected


def test_a_surname_before_a_colon_is_a_source_where_the_page_names_him() -> None:
    page = "Rand: No ships lost in May\n\nThe harbour master, Ivo Rand, spoke on Monday."
    assert told(outer(page)[0]) == ("Rand", ":", "No ships lost in May")


def test_a_hearer_may_stand_in_a_participle() -> None:
    (found,) = outer("Speaking to reporters in Harvan, Doren said the port was closed.")
    assert found.addressee == "reporters in Harvan"


def test_a_newspaper_is_a_channel_by_its_name() -> None:
    for text in ("Doren told the Harvan Times that the port was closed.",
                 "Doren said in an interview with the Harvan Times that the port was closed."):  # fmt: skip
        (found,) = outer(text)
        assert (words(found.speaker), found.via) == ("Doren", "Harvan Times")


def test_a_clause_without_its_verb_is_kept_apart_from_the_sound_one() -> None:
    text = "He assured that no closing of the port and that Veldania was one of the lands that got promises from the rebels."
    broken, sound = outer(text)
    assert (words(broken.content), broken.garbled) == ("that no closing of the port", True)
    assert (words(sound.content), sound.garbled) == (
        "that Veldania was one of the lands that got promises from the rebels",
        False,
    )


def test_coordinated_clauses_are_one_statement() -> None:
    (found,) = outer("Doren said that the road was open and that the port was not.")
    assert words(found.content) == "that the road was open and that the port was not"


SAME = "Doren said the rebels had broken the truce on the border twice.\n\n“They broke the truce on the border twice,” {} said."


@pytest.mark.parametrize(("who", "linked"), [("she", True), ("Doren", True), ("the minister", True), ("Varga", False)])
def test_two_reports_of_one_utterance_are_linked_unless_two_people_speak(who: str, linked: bool) -> None:
    first, second = read(SAME.format(who))
    assert (second.same_utterance_as == first.id) is linked


def test_a_denial_is_not_the_same_as_what_it_denies() -> None:
    first, second = read(
        "Doren said talks on the border would begin.\n\n“Talks on the border will not begin,” she said."
    )
    assert first.same_utterance_as is second.same_utterance_as is None


def test_words_that_lost_their_marks_on_a_damaged_page_are_flagged() -> None:
    worn = (
        "The ferry was late under pressure From the port in May.\n\nThe crew ran past the walls Of the old harbour.\n\n"
        "Ships were kept away With the help of the town in June.\n\n"
        "The ambassador blamed the army for the trouble.\n\nFlights stopped in May. We heard that they go on soon.\n\n"
        "He added that the port was safe."
    )  # fmt: skip
    (lost,) = [item for item in read(worn) if item.rule == "marks lost"]
    assert lost.garbled
