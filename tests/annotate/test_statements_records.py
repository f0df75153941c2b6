"""Statements as records: how the speaker is known, who carried the words, when, and twice-told words."""

from __future__ import annotations

import pytest

from onrecord.annotate.names import find_mentions
from tests.annotate.statement_cases import outer, parsed, read, words


def test_an_agency_that_quotes_is_the_channel_and_not_the_speaker() -> None:
    for text in (
        "The Norwire news agency quoted Doren as saying the road was open.",
        "“We are ready to help anyone who asks for it,” the Norwire news agency quoted Doren as saying.",
        "Doren, quoted by the Norwire news agency, said that the road was open.",
        "Doren told the Norwire news agency that the road was open.",
    ):
        found = [item for item in outer(text) if words(item.speaker) == "Doren"]
        assert len(found) == 1, text
        assert found[0].via == "Norwire", text
        assert all("Norwire" not in words(item.speaker) for item in outer(text)), text


def test_a_platform_is_a_channel() -> None:
    (found,) = outer("Doren wrote on Twitter that the road was open.")
    assert found.via == "Twitter"
    assert found.via_span is not None
    assert found.via_span.exact == "Twitter"


def test_the_speaker_is_linked_to_its_mention() -> None:
    text = "Foreign Minister Ilsa Doren said that the road was open. She added that it was safe."
    mentions = {mention.id: mention for mention in find_mentions(parsed(text))}
    first, second = outer(text)
    assert first.speaker_mention is not None
    assert mentions[first.speaker_mention].name == "Ilsa Doren"
    assert second.speaker_basis == "pronoun"
    assert first.speaker_basis == "named"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Lond harbour master, Captain Yusran Molt, said that the ship sank.", "Yusran Molt"),
        ("A vice-president of the company, Rashad Corvin, said that the road was open.", "Rashad Corvin"),
        ("Its holder, Ilsa Doren, said that the road was open.", "Ilsa Doren"),
        ("The company of the mayor, Ilsa Doren, said that the road was open.", None),
    ],
)
def test_the_name_behind_what_a_speaker_is_says_who_he_is(text: str, name: str | None) -> None:
    mentions = {mention.id: mention for mention in find_mentions(parsed(text))}
    (found,) = outer(text)
    assert (mentions[found.speaker_mention].name if found.speaker_mention else None) == name


def test_the_day_of_the_cue_dates_the_statement_and_the_day_in_the_content_does_not() -> None:
    (found,) = outer("Doren said on Monday that the talks would begin on Friday.", "2024-05-10")
    assert (found.said_on.earliest, found.said_on.latest, found.said_on.basis) == (
        "2024-05-06",
        "2024-05-06",
        "resolved",
    )
    (undated,) = outer("Doren said that the talks would begin on Friday.", "2024-05-10")
    assert not undated.said_on.known


def test_without_a_day_of_publication_the_time_is_kept_and_no_day_is_claimed() -> None:
    (found,) = outer("Doren said on Monday that the road was open.")
    assert not found.said_on.known
    assert found.said_time is not None


def test_a_calendar_date_is_stated() -> None:
    (found,) = outer("Doren said on May 3, 2024 that the road was open.")
    assert (found.said_on.earliest, found.said_on.basis) == ("2024-05-03", "stated")


def test_the_next_statement_of_the_same_speaker_has_the_same_day() -> None:
    first, second = outer("Doren said on Monday that the road was open. She added that it was safe.", "2024-05-10")
    assert second.said_on.earliest == first.said_on.earliest == "2024-05-06"


def test_what_was_said_at_another_time_does_not_take_the_day_over() -> None:
    _, second = outer("Doren said on Monday that the road was open. She has said that it was safe.", "2024-05-10")
    assert not second.said_on.known


def test_a_paragraph_after_a_colon_is_quoted_even_without_marks() -> None:
    found = outer("At her briefing Doren said:\n\nWe ask all sides to stop the fighting at once.")
    assert [(words(item.speaker), words(item.content), item.manner) for item in found] == [
        ("Doren", "We ask all sides to stop the fighting at once", "direct")
    ]


def test_a_first_person_paragraph_between_two_statements_has_lost_its_marks() -> None:
    text = (
        "The ambassador in Port Amarel said the road was safe.\n\n"
        "Trains are late because of the snow. We expect the line to be clear by spring.\n\n"
        "He added that the embassy was working.\n\nThe port has been closed since spring."
    )
    lost = [item for item in outer(text) if item.speaker_basis == "continued"]
    assert [words(item.content)[:20] for item in lost] == ["Trains are late beca"]
    assert words(lost[0].speaker) == "The ambassador in Port Amarel"


def test_a_letter_in_the_first_person_is_not_taken_for_quotations() -> None:
    text = "I went to the port.\n\nWe saw the ships.\n\nI was alone.\n\nWe left early.\n\nI came home."
    assert all(item.speaker_basis != "continued" for item in read(text))


def test_direct_and_indirect_report_of_one_utterance_are_linked() -> None:
    text = (
        "Doren said that Veldania wants farmers to plant early wheat in the northern valleys.\n\n"
        "“We want farmers to plant early wheat in the northern valleys,” she said."
    )
    first, second = outer(text)
    assert second.same_utterance_as == first.id
    assert first.same_utterance_as is None


def test_different_words_are_not_linked() -> None:
    text = (
        "Doren said that the northern road was open for trucks.\n\n“The southern port stays shut to ships,” she said."
    )
    assert [item.same_utterance_as for item in outer(text)] == [None, None]


def test_a_clause_without_its_verb_is_marked_as_garbled() -> None:
    (found,) = outer("Doren warned reporters that the old bridge Over the river was weak[er] than planned.")
    assert found.garbled
    (sound,) = outer("Doren warned reporters that the old bridge over the river was weaker than planned.")
    assert not sound.garbled


def test_the_same_text_gives_the_same_ids() -> None:
    text = "Doren said that the road was open. “It is safe,” she added."
    assert [item.id for item in read(text)] == [item.id for item in read(text)]


def test_a_spokesman_goes_on_what_his_office_did_on_a_day() -> None:
    text = (
        "The Sarnate on Monday welcomed the plan of the neighbours.\n\n"
        "“This is a proposal that must be discussed,” Sarnate spokesman Ivo Rand told reporters.\n\n"
        "He said that the plan was good."
    )
    assert [item.said_on.earliest for item in outer(text, "2024-05-10")] == ["2024-05-06"] * 3


def test_a_role_that_takes_up_the_speaker_has_his_day_and_another_person_has_not() -> None:
    text = "The road is safe, Ivo Rand said on Sunday.\n\nThe {} said that the bridge was open."
    assert outer(text.format("mayor"), "2024-05-10")[1].said_on.earliest == "2024-05-05"
    assert not outer(text.format("union"), "2024-05-10")[1].said_on.known
    assert not outer(text.format("mayor Ilsa Doren"), "2024-05-10")[1].said_on.known


def test_a_time_between_cue_and_source_dates_the_statement() -> None:
    (found,) = outer(
        "We will not leave the city, affirmed on Monday Karel Vost, the chief of the mission.", "2024-05-10"
    )
    assert found.said_on.earliest == "2024-05-06"


def test_last_week_is_not_passed_on_to_what_is_said_next() -> None:
    text = "Berek said last week that the port was open. He added that ships were waiting."
    first, second = outer(text, "2024-05-10")
    assert first.said_on.known
    assert not second.said_on.known
