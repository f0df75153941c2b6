"""Offices and bodies without a country, and office holders whom the codebook knows."""

import datetime as dt

import pytest

from onrecord.codebooks.offices import offices
from onrecord.records import Actor, ActorLink, ActorMention, Records
from tests.resolve.pages import page, who


def actor(records: Records, name: str) -> Actor:
    return next(one for one in records.all(Actor) if one.name == name)


def reason(records: Records, words: str) -> str:
    mention = next(one for one in records.all(ActorMention) if one.head.exact == words)
    return next(one.reason for one in records.all(ActorLink) if one.mention_id == mention.id)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Norway will send four planes, the Foreign Ministry said. Norway is ready.", "Foreign Ministry", "NOR"),
        ("Norway's parliament met. President Ilsa Doren will sign the law.", "Ilsa Doren", None),
        ("Finland's parliament met. President Ilsa Doren will sign the law.", "Ilsa Doren", "FIN"),
        ("Norway and Sweden will send planes, the Foreign Ministry said on Monday.", "Foreign Ministry", None),
        ("The White House was silent. Prime Minister Ilsa Doren was not.", "Ilsa Doren", None),
        ("Finland's parliament met. Ilsa Doren, president of the Savo Club, was there.", "Ilsa Doren", None),
        ("Finland's parliament met. Sweden sent Foreign Minister Ilsa Doren.", "Ilsa Doren", None),
        ("Planes of Finland met those of Sweden. Foreign Minister Ilsa Doren spoke in Stockholm.", "Ilsa Doren", "SWE"),
        ("Kazakhstan's parliament met. Energy Minister Ilsa Doren was there.", "Ilsa Doren", "KAZ"),
        ("Kenya's parliament met. Prime Minister Ilsa Doren was there.", "Ilsa Doren", None),
        ("Romania's parliament met. Prime Minister Ilsa Doren was there.", "Ilsa Doren", "ROU"),
        ("ASTANA, April 8 - Nobody was hurt, Energy Minister Ilsa Doren said.", "Ilsa Doren", "KAZ"),
        ("Ljubljana, 8 March (STA) - Nobody was hurt, Energy Minister Ilsa Doren said.", "Ilsa Doren", "SVN"),
        (
            "The fire in Kumasi spread. There is no water in Kumasi, Health Minister Ilsa Doren said.",
            "Ilsa Doren",
            "GHA",
        ),
        ("The talks in Brussels failed. Brussels is to pay, Health Minister Ilsa Doren said.", "Ilsa Doren", None),
        ("Tehran cut the gas. It was cold. It was dark. Energy Minister Ilsa Doren met the firm.", "Ilsa Doren", None),
        (
            "Troops from Ghana left. Two soldiers of Ghana and one of Niger came with Defence Minister Ilsa Doren.",
            "Ilsa Doren",
            None,
        ),
        ("Finland sued Sweden. It will pay, Foreign Minister Ilsa Doren said.", "Ilsa Doren", "FIN"),
        ("Finland sued Sweden. Foreign Minister Ilsa Doren avoided pointing at Stockholm.", "Ilsa Doren", "FIN"),
    ],
)
def test_an_office_without_a_country_is_of_the_one_that_the_page_is_about(
    text: str, name: str, country: str | None
) -> None:
    assert actor(page(text), name).country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Norway will send no planes, its foreign minister said.", "NOR"),
        ("Norway reacted at once. Its foreign minister spoke of a mistake.", "NOR"),
        ("Norway sued Sweden, and its foreign minister left.", None),
        ("The bank reacted at once. Its foreign minister spoke of a mistake.", None),
    ],
)
def test_its_minister_is_of_the_country_that_the_page_has_named(text: str, country: str | None) -> None:
    ministers = [
        one for one in page(text).all(Actor) if one.name is not None and "foreign minister" in one.name.lower()
    ]
    assert [one.country for one in ministers] == ([country] if country else [])


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Norway's parliament met. The prime minister's office said it would wait.", "prime minister's office", "NOR"),
        ("Norway's parliament met. A navy officer said that he would wait.", "navy officer", "NOR"),
        (
            "Norway's parliament met. A foreign ministry official said that it was late.",
            "foreign ministry official",
            "NOR",
        ),
        ("Norway's parliament met. A company official said that it was late.", "company official", None),
        ("Norway's parliament met. The head office said it would wait.", "head office", None),
    ],
)
def test_whoever_serves_a_state_is_of_its_side(text: str, name: str, country: str | None) -> None:
    assert [one.country for one in page(text).all(Actor) if one.name == name] == ([country] if country else [])


def test_a_country_that_only_the_page_gives_is_said_to_be_so() -> None:
    found = page("Finland's parliament met. President Ilsa Doren will sign the law.")
    assert reason(found, "Ilsa Doren") == "no country is named here; the page is about Finland"
    mention = next(one for one in found.all(ActorMention) if one.name == "Ilsa Doren")
    assert mention.country is None


TEXT = "Britain's new law is near. Tony Blair met miners. The prime minister said the law would pass."


def test_the_codebook_gives_an_office_where_the_page_gives_none() -> None:
    found = page(TEXT, "2003-05-01")
    blair = actor(found, "Tony Blair")
    assert [(role.role, role.basis, role.evidence) for role in blair.roles] == [("prime minister", "codebook", ())]
    assert (blair.roles[0].as_of.earliest, blair.country) == ("1997-05-01", "GBR")
    assert who(found, "minister") == "Tony Blair"
    assert "codebook" in reason(found, "minister")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (TEXT, None),
        (TEXT, "2012-05-01"),
        (TEXT.replace("Britain's new law is near. ", ""), "2003-05-01"),
        (TEXT.replace("Tony Blair", "Blair"), "2003-05-01"),
    ],
)
def test_without_day_country_or_full_name_the_codebook_gives_nothing(text: str, day: str | None) -> None:
    found = page(text, day)
    assert all(role.basis == "page" for one in found.all(Actor) for role in one.roles)
    assert who(found, "minister") is None


def test_a_page_is_never_overridden() -> None:
    found = page(TEXT.replace("Tony Blair met", "Tony Blair, a French farmer, met"), "2003-05-01")
    blair = actor(found, "Tony Blair")
    assert [(role.role, role.basis) for role in blair.roles] == [("French farmer", "page")]
    assert blair.country == "FRA"


def test_the_codebook_may_give_the_country_of_an_office_that_the_page_names() -> None:
    found = page("Prime Minister Tony Blair met French miners.", "2003-05-01")
    assert actor(found, "Tony Blair").country == "GBR"
    assert "codebook" in reason(found, "Tony Blair")


def test_the_codebook_gives_it_on_a_page_without_a_day_if_one_country_alone_had_him_in_that_office() -> None:
    found = page("Prime Minister Tony Blair met French miners.", None)
    assert actor(found, "Tony Blair").country == "GBR"


def test_days_of_office_are_days_of_the_calendar() -> None:
    book = offices()
    days = [day for found in book.by_name.values() for fact in found for day in (fact.first, fact.last) if day]
    assert all(dt.date.fromisoformat(day) for day in (*days, book.as_of))
