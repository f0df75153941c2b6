"""Words for several actors at once: *they*, *the two ministers*, and *we* in a quotation."""

import pytest

from onrecord.records import Actor, ActorLink, ActorMention
from tests.resolve.pages import page, who

MET = "Norwegian Prime Minister Ilsa Doren met Swedish Prime Minister Henrik Vey in Oslo. "
BOTH = "Ilsa Doren and Henrik Vey"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The rebels attacked the town on Monday. They said the army had fled.", "They", "rebels"),
        ("Residents of the village left. “We have nothing left,” they said.", "they", "Residents of the village"),
        ("Ilsa Doren and Henrik Vey spoke in Oslo. They said that the port would open.", "They", BOTH),
        (
            "Norway's government and the opposition met on Tuesday. They agreed to hold talks.",
            "They",
            "Norway's government and opposition",
        ),
        ("Farmers and the police met in the square. They said little.", "They", None),
        ("The United States sent help. They said it came late.", "They", None),
        ("The villagers told the soldiers on Monday that they had to leave.", "they", "villagers"),
    ],
)
def test_they_are_the_one_group_or_those_whom_and_joins(text: str, words: str, expected: str | None) -> None:
    assert who(page(text), words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (MET + "The two leaders said they would reopen the border.", "leaders", BOTH),
        (MET + "The two leaders said they would reopen the border.", "they", BOTH),
        (MET + "Both prime ministers left.", "ministers", BOTH),
        (MET + "The leaders agreed to meet again.", "leaders", BOTH),
        (MET + "The three leaders agreed to meet again.", "leaders", None),
        (MET + "The Swedish leaders agreed to meet again.", "leaders", None),
        ("The two ministers, Ilsa Doren and Henrik Vey, said that talks would go on.", "ministers", BOTH),
        ("Abel Torv met Henrik Vey. The two men shook hands.", "men", "Abel Torv and Henrik Vey"),
        ("Ilsa Doren met Henrik Vey. The two men shook hands.", "men", None),
        ("Norway warned Sweden on Monday. The two countries share a border.", "countries", "Norway and Sweden"),
        ("Norway, Denmark and Sweden met. The two countries share a border.", "countries", None),
    ],
)
def test_a_plural_noun_means_those_named_before_if_the_number_fits(text: str, words: str, expected: str | None) -> None:
    assert who(page(text), words) == expected


def test_joint_actors_are_a_group_and_merge_nobody() -> None:
    found = page(MET + "The two leaders said they would reopen the border.")
    mention = next(one for one in found.all(ActorMention) if one.head.exact == "leaders")
    link = next(one for one in found.all(ActorLink) if one.mention_id == mention.id)
    members = [found.get(ActorMention, one) for one in (link.antecedent, *link.others)]
    assert [one.name for one in members if one] == ["Ilsa Doren", "Henrik Vey"]
    group = found.get(Actor, link.actor_id)
    assert group is not None
    assert (group.kind, group.country) == ("group", None)
    assert {actor.name for actor in found.all(Actor) if actor.kind == "person"} == {"Ilsa Doren", "Henrik Vey"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will reopen the port in May,” the Norwegian Defense Ministry said.", "Norwegian Defense Ministry"),
        ("“We want peace,” said Abel Torv, a spokesman for the Front of the North.", "Front of the North"),
        ("Norway closed its border. “We had to,” Norwegian Foreign Minister Ilsa Doren said.", "Norway"),
        ("“We will leave,” said Abel Torv, a farmer from Norway.", None),
        ("Norway closed its border. “We had to leave,” said Abel Torv.", None),
    ],
)
def test_we_is_the_side_that_the_speaker_speaks_for(text: str, expected: str | None) -> None:
    assert who(page(text), "We") == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Front of the North took the town. The group said it would stay.", "it", "Front of the North"),
        ("The Front of the North took the town. The group left. Its fighters stayed.", "Its", "Front of the North"),
        ("The Front of the North took the town. The group said it was raining.", "it", None),
        ("Norway sent troops to its capital. The country closed the border.", "its", "Norway"),
        ("Norway sent troops to its capital. The country closed the border.", "country", "Norway"),
        ("Norway and Sweden signed a treaty. The country closed the border.", "country", None),
        ("The company said its chief executive, Ilsa Doren, would leave.", "its", "company"),
    ],
)
def test_it_and_the_country_are_the_one_that_acts(text: str, words: str, expected: str | None) -> None:
    assert who(page(text), words) == expected


def test_an_unnamed_bearer_of_a_role_is_remembered() -> None:
    found = page("A spokeswoman for the Norwegian Red Cross said help was near. The spokeswoman gave no details.")
    assert who(found, "spokeswoman", 1) == who(found, "spokeswoman") == "spokeswoman for the Norwegian Red Cross"


def test_a_role_beside_a_name_is_that_persons_even_where_the_parse_parts_them() -> None:
    found = page("Norway's Foreign Ministry spokeswoman Ilsa Doren spoke on Monday. The spokeswoman said little.")
    assert who(found, "spokeswoman") == "Ilsa Doren"
    assert next(actor.country for actor in found.all(Actor) if actor.name == "Ilsa Doren") == "NOR"
