"""Actor mentions: what is found, what its phrase says, and what is left out."""

import pytest

from onrecord.annotate.names import find_mentions
from onrecord.annotate.parsing import parse
from onrecord.codebooks.actors import known_names, parse_countries, role_forms, roles
from onrecord.errors import UsageError
from onrecord.records import ActorMention, Article
from onrecord.settings import default_settings

MODELS = default_settings().models


def mentions(text: str) -> list[ActorMention]:
    return find_mentions(parse(Article("a_1", "d_1", "p.txt", text, (), as_is=True), MODELS))


def one(found: list[ActorMention], head: str) -> ActorMention:
    """The mention with that head; there must be exactly one."""
    fitting = [mention for mention in found if mention.head.exact == head]
    assert len(fitting) == 1, [mention.head.exact for mention in found]
    return fitting[0]


@pytest.mark.parametrize(
    ("text", "span", "role"),
    [
        (
            "Foreign Ministry spokeswoman Ilsa Doren said so.",
            "Foreign Ministry spokeswoman Ilsa Doren",
            "Foreign Ministry spokeswoman",
        ),
        ("The premier's spokesman, Ilsa Doren, said so.", "The premier's spokesman, Ilsa Doren", "premier's spokesman"),
        (
            "Ilsa Doren, the government's envoy for Norway, said so.",
            "Ilsa Doren, the government's envoy for Norway",
            "government's envoy for Norway",
        ),
        ("Mrs. Ilsa Doren said so.", "Mrs. Ilsa Doren", None),
        (
            "The head of Ostravia Coal, Ilsa Doren, said on Thursday that she would not resign.",
            "The head of Ostravia Coal, Ilsa Doren",
            "head of Ostravia Coal",
        ),
    ],
)
def test_titles_and_appositions_belong_to_the_name(text: str, span: str, role: str | None) -> None:
    found = one(mentions(text), "Ilsa Doren")
    assert (found.span.exact, found.role, found.name, found.kind) == (span, role, "Ilsa Doren", "person")
    assert found.subject


@pytest.mark.parametrize(
    ("text", "head", "country", "sector"),
    [
        ("The association's president, Ilsa Doren, spoke.", "Ilsa Doren", None, None),
        ("President of the dairy farmers Ilsa Doren spoke.", "Ilsa Doren", None, None),
        ("The president of the Republic, Ilsa Doren, spoke.", "Ilsa Doren", None, "GOV"),
        ("The president of France, Ilsa Doren, spoke.", "Ilsa Doren", "FRA", "GOV"),
        ("The company's president, Ilsa Doren, spoke.", "Ilsa Doren", None, "BUS"),
        ("The president of the Senate, Ilsa Doren, spoke.", "Ilsa Doren", None, "LEG"),
        ("The Polish ambassador in Nairobi left.", "ambassador", "POL", "GOV"),
        ("The president of Kenya left.", "president", "KEN", "GOV"),
        ("Kenyan troops left.", "troops", "KEN", "MIL"),
        ("Downing Street declined to comment.", "Downing Street", "GBR", "GOV"),
        ("The Foreign Office declined to comment.", "Foreign Office", "GBR", "GOV"),
        (
            "The Foreign Office of the Republic of Kenya declined to comment.",
            "Foreign Office of the Republic of Kenya",
            "KEN",
            "GOV",
        ),
        ("Germany's Foreign Office declined to comment.", "Foreign Office", "DEU", "GOV"),
        ("Rebels took the town.", "Rebels", None, "REB"),
        ("A police chief left.", "chief", None, "COP"),
        ("A former Kenyan minister left.", "minister", "KEN", "ELI"),
        ("Kenyans left.", "Kenyans", "KEN", None),
        ("Reuters reported it.", "Reuters", None, "JRN"),
        ("The United Nations left.", "United Nations", "IGO", "IGO"),
        ("Kenya's mission to the United Nations left.", "mission", "KEN", "GOV"),
        ("The Kenyan coast guard left.", "guard", "KEN", "MIL"),
        ("The guard left.", "guard", None, None),
        ("The prime minister's office declined to comment.", "office", None, "GOV"),
        ("The press service of the army declined to comment.", "service", None, "MIL"),
        ("The dams agency declined to comment.", "agency", None, None),
        ("The news agency declined to comment.", "agency", None, "JRN"),
        ("The health agency declined to comment.", "agency", None, None),
        ("Sources of the embassy in Nairobi spoke.", "Sources", None, "GOV"),
    ],
)
def test_country_and_sector_come_from_the_phrase(text: str, head: str, country: str | None, sector: str | None) -> None:
    found = one(mentions(text), head)
    assert (found.country, found.sector) == (country, sector)


def test_a_capital_is_a_place_and_its_letters_inside_a_name_are_nothing() -> None:
    found = mentions("In Nairobi, Marta Nairobin met the Kenyan minister.")
    assert one(found, "Nairobi").form == "place"
    assert one(found, "Marta Nairobin").country is None


def test_us_is_a_country_only_in_capitals() -> None:
    found = mentions("The US told us to leave.")
    assert one(found, "US").country == "USA"
    assert one(found, "us").form == "pronoun"


def test_gender_shows_in_words_alone() -> None:
    found = mentions("The spokeswoman met Mr. Halov. The spokesperson met Robin Vell. She left.")
    assert one(found, "spokeswoman").gender == "f"
    assert one(found, "Halov").gender == "m"
    assert one(found, "spokesperson").gender is None
    assert one(found, "Robin Vell").gender is None
    assert one(found, "She").gender == "f"


def test_a_verb_that_looks_like_a_title_tells_no_gender() -> None:
    assert one(mentions("I will miss Rolf immensely."), "Rolf").gender is None
    assert one(mentions("They thanked Miss Vell for it."), "Vell").gender == "f"


def test_an_owner_gives_its_gender_to_nobody() -> None:
    assert one(mentions("The queen's adviser Robin Vell left."), "Robin Vell").gender is None


def test_a_headline_lends_no_verb_to_a_name() -> None:
    text = "Robin Vell Rebukes Senate Rivals\n\nSenator Robin Vell spoke on Monday. Vell was angry."
    assert {mention.name for mention in mentions(text) if mention.kind == "person"} == {"Robin Vell", "Vell"}


def test_a_last_name_is_a_person_wherever_it_stands() -> None:
    found = mentions("President Marko Tavel spoke. Tavel left. The deal, Tavel added, is dead.")
    assert [mention.kind for mention in found if mention.name == "Tavel"] == ["person", "person"]


def test_who_holds_an_office_behind_his_name_is_a_person_whatever_the_model_says() -> None:
    told = one(
        mentions("“I am in favour of the sale,” Liviana Morescu, the culture minister, told us."), "Liviana Morescu"
    )
    assert (told.kind, told.role, told.sector) == ("person", "culture minister", "GOV")
    owner = one(mentions("Northgate Ore, the owner of the copper mine, dismissed 40 men."), "Northgate Ore")
    assert owner.kind != "person"


def test_a_last_name_that_the_model_leaves_out_belongs_to_who_has_a_title() -> None:
    told = one(mentions("President Sassym-Domart Tolkayev ordered the government to act."), "Sassym-Domart Tolkayev")
    assert (told.kind, told.role) == ("person", "President")


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The minister of the Health, Igor Senica, justified the price.", "Igor Senica", "minister of the Health"),
        ("On Monday the director of the port, Marat Tarnica, said so.", "Marat Tarnica", "director of the port"),
        ("On Monday the minister, Zoran Isin, said that it was open.", "Zoran Isin", "minister"),
    ],
)  # fmt: skip
def test_who_has_an_office_before_his_name_is_a_person_whatever_the_model_says(text: str, name: str, role: str) -> None:
    told = one(mentions(text), name)
    assert (told.kind, told.role) == ("person", role)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The director of the museum Greta Holm said so.", "The director of the museum Greta Holm"),
        ("Doubts came from the hydrologist of the institute of geography Pavel Molt.",
         "the hydrologist of the institute of geography Pavel Molt"),
        ("The widow of novelist Ana Doren said so.", "novelist Ana Doren"),
        ("The lawyer of Mayor Ana Doren said so.", "Mayor Ana Doren"),
    ],
)  # fmt: skip
def test_a_name_without_a_comma_may_stand_behind_its_office(text: str, span: str) -> None:
    assert [one.span.exact for one in mentions(text) if one.form == "name" and one.kind == "person"] == [span]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Petra Vasko", "person"), ("Georgi Tomasov", "person"), ("Petra Island", None), ("Georgi Tomasov Ltd", None)],
)
def test_a_name_that_begins_with_a_first_name_is_a_person_s(name: str, kind: str | None) -> None:
    found = [one for one in mentions(f"The offices of {name} were searched.") if one.name == name]
    assert all((one.kind == "person") == (kind == "person") for one in found)
    assert found or kind is None


def test_what_a_ship_s_owner_is_called_may_be_a_firm() -> None:
    found = mentions("The ship's owner, PT Tarmora Lines, said the crew was safe.")
    assert [mention.kind for mention in found if "Tarmora" in mention.head.exact] == ["organization"]


def test_spans_quote_the_stored_text_and_count_sentences() -> None:
    text = "Ilsa\u00a0Doren left.\n\n\U0001f6a2 The minister stayed."
    found = mentions(text)
    assert all(mention.span.holds(text) and mention.head.holds(text) for mention in found)
    assert one(found, "minister").sentence > one(found, "Ilsa\u00a0Doren").sentence
    assert one(found, "Ilsa\u00a0Doren").name == "Ilsa Doren"


def test_the_same_text_gives_the_same_mentions() -> None:
    text = "The Kenyan minister, Ilsa Doren, told Reuters that she had met the Polish president."
    assert mentions(text) == mentions(text)


def test_no_text_no_mentions() -> None:
    assert mentions("") == []
    assert mentions("\n \n") == []


@pytest.mark.parametrize("line", ["XX\tVeldania\t\t\t", "VEL\t\tVeldanian\t\t", "VEL\tVeldania"])
def test_a_broken_line_of_countries_is_named(line: str) -> None:
    with pytest.raises(UsageError, match=line[:2]):
        parse_countries(f"code\tnames\tadjectives\tpeople\tcapitals\n{line}\n")


def test_the_codebooks_agree_with_themselves() -> None:
    texts = [entry.text for entry in known_names()]
    assert len(texts) == len(set(texts))
    assert all(entry.country is None or len(entry.country) == 3 for entry in known_names())
    assert role_forms()["gunmen"] == roles()["gunman"]
    assert role_forms()["ministries"] == roles()["ministry"]
