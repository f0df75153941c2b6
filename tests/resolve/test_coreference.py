"""Who the mentions of a page are, and where nobody knows."""

import pytest

from onrecord.records import Actor, ActorLink, ActorMention, Records
from onrecord.resolve import corefer
from onrecord.resolve.profile import initials
from tests.resolve.pages import SETTINGS, page, who


def test_a_last_name_leads_to_the_full_name() -> None:
    found = page("Minister Ilsa Doren spoke. Doren left. Mrs. Doren was angry.")
    assert [who(found, "Doren", number) for number in (0, 1)] == ["Ilsa Doren", "Ilsa Doren"]


def test_two_bearers_of_a_last_name_stay_apart() -> None:
    found = page("Minister Ilsa Doren met her brother Marko Doren. The talks were long. Doren left.")
    assert who(found, "Doren") is None
    assert {"Ilsa Doren", "Marko Doren"} <= {actor.name for actor in found.all(Actor)}


def test_he_is_the_one_who_spoke_not_the_nearer_name() -> None:
    found = page(
        "The government welcomed the plan of French President Paul Vell.\n\n"
        '"It must be discussed," government spokesman Marko Halov told reporters.\n\n'
        "He said that it was important."
    )
    assert who(found, "He") == "Marko Halov"


def test_a_pronoun_agrees_in_gender() -> None:
    found = page("Spokeswoman Ilsa Doren met Mr. Marko Halov in Oslo. She said that the talks were good.")
    assert who(found, "She") == "Ilsa Doren"


def test_a_role_leads_back_to_its_bearer() -> None:
    found = page(
        "French President Paul Vell met Polish President Jan Mirek on Monday. They talked about trade for two hours. "
        "The French leader said little."
    )
    assert who(found, "leader") == "Paul Vell"


def test_a_role_of_two_bearers_leads_to_nobody() -> None:
    found = page("French President Paul Vell met Polish President Jan Mirek. The president said little.")
    assert who(found, "president") is None


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ('Norwegian envoy Marko Halov came. "We are ready," the diplomat said.', "diplomat"),
        ('Tycoon Marko Halov owns the port. He is in Oslo. "I have not fled," the businessman said.', "businessman"),
        ("Spokesman Jan Mirek said nothing. Shareholder Marko Halov is in Oslo. The tycoon denied it.", "tycoon"),
    ],
)
def test_what_anybody_may_be_called_leads_to_the_one_who_is_told_of(text: str, called: str) -> None:
    assert who(page(text), called) == "Marko Halov"


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Envoy Marko Halov met Jan Mirek. Halov and Mirek said little. The doctor smiled.", "doctor"),
        ('Envoy Marko Halov said: "The official is ill."', "official"),
        ("Tycoon Marko Halov left. It rained. It rained. The sea was rough. The athlete said nothing.", "athlete"),
    ],
)
def test_other_nouns_and_those_in_a_quotation_or_far_away_do_not(text: str, called: str) -> None:
    assert who(page(text), called) is None


def test_the_minister_is_not_his_deputy() -> None:
    found = page(
        "Health Minister Ilsa Doren left no doubt. Norway's deputy health minister, Marko Halov, was less sure. "
        "The minister turned the offer down."
    )
    assert who(found, "minister") == "Ilsa Doren"


def test_a_long_title_leads_to_the_name_behind_its_comma() -> None:
    found = page(
        "The head of the board for Transport and Roads, Ilsa Doren, gave up her post. She told the president why."
    )
    assert who(found, "head") == who(found, "She") == "Ilsa Doren"


def test_a_name_behind_a_comma_that_begins_a_list_is_another_one() -> None:
    found = page("The mayor of Lund, Ilsa Doren, Marko Halov and Jan Mirek met.")
    assert who(found, "mayor") is None


def test_he_is_the_last_who_was_named_as_speaking() -> None:
    found = page(
        "Foreign Ministry spokesman Marko Halov was at a briefing. He said that envoys had left. Doors stay shut, he "
        'pointed out. At the palace, the name is not known, press officer Roman Novak told reporters. "It tells us '
        'nothing," he said.'
    )
    assert [who(found, "he", number) for number in (0, 1)] == ["Marko Halov", "Roman Novak"]


def test_he_behind_a_quotation_is_who_acts_right_before_it() -> None:
    found = page(
        "Marko Halov told reporters that the port was shut. He said that the ships had gone.\n\n"
        'Minister Paul Vell waved that away. "Not one ship has left us," he said.'
    )
    assert who(found, "he") == "Paul Vell"


def test_he_at_the_head_of_a_sentence_is_who_acts_right_before_it() -> None:
    found = page(
        "Marko Halov told reporters that he had not taken it. He had bought it, he added.\n\n"
        "The union's president, Paul Vell, remains in office. He has said he will not leave."
    )
    assert who(found, "He", 1) == "Paul Vell"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A driver told us that the road was shut. He said that he had slept in the cab.", "driver"),
        ("A driver told us that the road was shut. The driver, Marko Halov, wept. He said that it was cold.",
         "Marko Halov"),
        ("The truck belonged to a driver. He said that the road was shut.", None),
    ],
)  # fmt: skip
def test_he_may_be_somebody_who_speaks_and_is_never_named(text: str, name: str | None) -> None:
    assert who(page(text), "He") == name


def test_who_stands_for_the_phrase_before_it() -> None:
    found = page("They met minister Ilsa Doren, who was ill.")
    assert who(found, "who") == "Ilsa Doren"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warsaw said that the border was closed.", "Poland"),
        ("The minister lives in Warsaw.", None),
        ("Relations with Warsaw are bad.", "Poland"),
    ],
)
def test_a_capital_is_its_country_where_it_acts(text: str, expected: str | None) -> None:
    assert who(page(text), "Warsaw") == expected


def test_an_office_without_a_name_is_an_actor_of_its_own() -> None:
    found = page("The Polish ambassador in Nairobi praised the talks. The ambassador left on Monday.")
    assert who(found, "ambassador", 0) == who(found, "ambassador", 1) == "Polish ambassador in Nairobi"


def test_an_acronym_leads_to_the_name() -> None:
    found = page("The Veldan Liberation Army attacked. A spokesman for the VLA said so.")
    assert who(found, "VLA") == who(found, "Veldan Liberation Army")


def test_a_word_with_a_hyphen_gives_an_acronym_one_letter_or_two() -> None:
    assert initials(("world", "anti-smoking", "agency", "of", "lund"), frozenset({"of"})) == {"waal", "wasal"}


def test_a_role_has_a_day_and_words() -> None:
    found = page("Foreign Ministry spokeswoman Ilsa Doren spoke.", "2024-03-07")
    role = next(actor for actor in found.all(Actor) if actor.name == "Ilsa Doren").roles[0]
    assert role.role == "Foreign Ministry spokeswoman"
    assert (role.as_of.earliest, role.as_of.latest) == ("2024-03-07", "2024-03-07")
    assert "Ilsa Doren" in role.evidence[0].span.exact


def test_each_mention_has_one_link_and_a_second_run_changes_nothing() -> None:
    found = page("Minister Ilsa Doren spoke. She left. The minister was angry. Doren denied it.")
    before = list(found)
    links = found.all(ActorLink)
    assert len({link.mention_id for link in links}) == len(links)
    assert all(found.get(Actor, link.actor_id) and found.get(ActorMention, link.mention_id) for link in links)
    corefer(found, SETTINGS)
    assert list(found) == before


def test_a_page_without_text_is_left_alone() -> None:
    assert not page("").all(Actor)
    empty = Records()
    corefer(empty, SETTINGS)
    assert not list(empty)


def test_a_headline_without_initial_and_suffix_names_the_same_person() -> None:
    text = "Charging Abel Torv Over Harbour Lies\n\nAbel J. Torv Jr. left the court on Monday. Mr. Torv said little."
    found = page(text)
    assert who(found, "Torv") == "Abel Torv"
    assert len({actor.id for actor in found.all(Actor) if "Torv" in actor.name}) == 1


def test_he_is_nobody_with_a_first_name_of_women() -> None:
    text = "Helena Doren met Abel Torv on Monday. He left early."
    assert who(page(text), "He") == "Abel Torv"
    assert who(page(text.replace("He left", "She left")), "She") == "Helena Doren"
