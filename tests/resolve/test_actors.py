"""Actors across pages: joined where the pages agree, whatever their order."""

from collections import Counter

import pytest

from onrecord.records import Actor, ActorLink, ActorMention, Records
from onrecord.resolve import resolve
from tests.resolve.pages import SETTINGS, page


def pile(*texts: str, day: str = "2024-03-07") -> Records:
    records = Records()
    for text in texts:
        records.add(*page(text, day))
    resolve(records, SETTINGS)
    return records


def names(records: Records) -> set[str]:
    return {actor.name for actor in records.all(Actor)}


def test_a_bare_last_name_finds_its_full_name_on_another_page() -> None:
    found = pile("President Tavel left for Oslo.", "President Marko Tavel is ill.")
    assert "Marko Tavel" in names(found)
    assert "Tavel" not in names(found)
    assert next(a for a in found.all(Actor) if a.name == "Marko Tavel").aliases == ("Tavel",)


def test_a_second_surname_is_left_out_on_other_pages() -> None:
    found = pile("Senator Elena Tavel Ayala spoke.", "Senator Elena Tavel left.", "Tavel is ill.")
    assert len([name for name in names(found) if "Tavel" in name]) == 1


def test_a_name_that_two_longer_ones_have_in_them_is_neither() -> None:
    found = pile("Senator Elena Tavel Ayala spoke.", "Mayor Elena Tavel Moro left.", "Elena Tavel is ill.")
    assert {"Elena Tavel Ayala", "Elena Tavel Moro", "Elena Tavel"} <= names(found)


def test_an_acronym_of_a_name_with_a_hyphen_is_the_body_of_another_page() -> None:
    found = pile("The World Anti-Smoking Agency went to court.", "The case is clear, WASA said.")
    assert "WASA" not in names(found)


def test_spellings_of_one_name_are_one_actor() -> None:
    found = pile("Minister Sergei Tavrov spoke.", "Minister Sergey Tavrov left.")
    assert len([name for name in names(found) if "Tavrov" in name]) == 1


def test_persons_of_two_countries_stay_apart() -> None:
    found = pile("Polish minister Tavel spoke.", "Kenyan minister Tavel left.")
    assert len([actor for actor in found.all(Actor) if actor.name == "Tavel"]) == 2


def test_an_ambiguous_last_name_stays_alone() -> None:
    found = pile("Minister Ilsa Doren spoke.", "Mayor Marko Doren spoke.", "Doren left.")
    assert {"Ilsa Doren", "Marko Doren", "Doren"} <= names(found)


def test_a_country_is_one_actor() -> None:
    found = pile("Poland closed the border.", "Warsaw said so.")
    assert [actor.country for actor in found.all(Actor) if actor.kind == "country"] == ["POL"]


def test_an_office_is_its_holder() -> None:
    found = pile("The Polish president left for Oslo.", "Polish President Jan Mirek is ill.")
    assert names(found) & {"Polish president", "Jan Mirek"} == {"Jan Mirek"}


def test_every_link_leads_to_an_actor_and_order_and_repetition_change_nothing() -> None:
    texts = (
        "Foreign Minister Sergei Tavrov met Ilsa Doren in Oslo. She left.",
        "Tavrov said that Poland was ready. The Polish ambassador in Nairobi agreed.",
        "Warsaw and Minister Sergey Tavrov agreed. The United Nations (UN) welcomed it.",
    )
    one, other = pile(*texts), pile(*reversed(texts))
    links = one.all(ActorLink)
    assert all(one.get(Actor, link.actor_id) for link in links)
    assert {link.mention_id for link in links} <= {mention.id for mention in one.all(ActorMention)}
    assert {a.id: a for a in one.all(Actor)} == {a.id: a for a in other.all(Actor)}
    assert {link.id: link for link in links} == {link.id: link for link in other.all(ActorLink)}
    before = {a.id: a for a in one.all(Actor)}
    resolve(one, SETTINGS)
    assert {a.id: a for a in one.all(Actor)} == before


def test_pages_added_later_give_the_record_of_one_run() -> None:
    texts = ("President Tavel left.", "President Marko Tavel is ill.", "Mayor Anna Tavel is well.")
    grown = pile(*texts[:2])
    grown.add(*page(texts[2], "2024-03-07"))
    resolve(grown, SETTINGS)
    assert names(grown) == names(pile(*texts))


def test_another_spelling_is_a_link_that_says_so() -> None:
    pages = pile(
        "Norwegian envoy Sergei Vey left.", "Norwegian envoy Sergey Vey left.", "Norwegian envoy Sergei Vey met."
    )
    bases = Counter(link.basis for link in pages.all(ActorLink) if link.basis in ("full name", "spelling"))
    assert bases == {"full name": 2, "spelling": 1}
    assert any("Sergei Vey" in link.reason for link in pages.all(ActorLink) if link.basis == "spelling")


def test_a_capital_for_its_government_is_a_metonym() -> None:
    pages = pile("Oslo warned Sweden on Monday.", "Norway warned Sweden on Monday.", "Rain fell in Oslo on Monday.")
    links = {link.mention_id: link for link in pages.all(ActorLink)}
    found = [
        (one.head.exact, links[one.id].basis if one.id in links else None)
        for one in pages.all(ActorMention)
        if one.head.exact == "Oslo"
    ]
    assert sorted(found, key=str) == [("Oslo", "metonym"), ("Oslo", None)]


def test_the_ministries_of_two_countries_stay_apart() -> None:
    pages = pile(
        "Finland is ready, the Foreign Ministry said. Finland is near.",
        "The Finnish Foreign Ministry said little.",
        "Norway is ready, the Foreign Ministry said. Norway is near.",
        "The Foreign Ministry said nothing.",
    )
    found = [actor for actor in pages.all(Actor) if "Ministry" in actor.name]
    assert sorted(actor.country or "-" for actor in found) == ["-", "FIN", "NOR"]


def test_those_without_a_name_stay_on_their_page() -> None:
    pages = pile("The rebels left the town. They said so.", "The rebels took the port. They said so.")
    assert len([actor for actor in pages.all(Actor) if actor.name == "rebels"]) == 2


def test_joint_actors_are_one_across_pages() -> None:
    pages = pile("Ilsa Doren and Henrik Vey met. They agreed.", "Henrik Vey and Ilsa Doren left. They were silent.")
    assert [actor.name for actor in pages.all(Actor) if actor.kind == "group"] == ["Henrik Vey and Ilsa Doren"]


def country(records: Records, name: str) -> str | None:
    return next(one.country for one in records.all(Actor) if one.name == name)


ABOUT_TWO = "Planes of Finland met those of Sweden. The court met."
SPOKE = "Energy Minister Ilsa Doren spoke of a mistake."


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((f"{ABOUT_TWO} {SPOKE}",), None),
        ((f"{ABOUT_TWO} {SPOKE}", f"HELSINKI, March 7 (Agency) - {SPOKE}"), "FIN"),
        ((f"{ABOUT_TWO} {SPOKE}", f"{SPOKE} Finland was ready."), "FIN"),
        ((f"{ABOUT_TWO} {SPOKE}", f"The Finnish energy minister was there. {SPOKE}"), "FIN"),
        ((f"{ABOUT_TWO} {SPOKE}", f"{SPOKE} Finland was ready.", f"{SPOKE} Sweden was ready."), None),
    ],
)
def test_an_official_is_of_the_country_for_which_all_pages_on_him_speak(
    texts: tuple[str, ...], found: str | None
) -> None:
    assert country(pile(*texts), "Ilsa Doren") == found


def test_a_page_without_a_country_is_of_the_one_whose_official_it_names() -> None:
    found = pile(f"HELSINKI, March 7 (Agency) - {SPOKE}", f"{SPOKE} The Finance Ministry was silent.")
    link = next(one for one in found.all(ActorLink) if "Finland" in one.reason and one.antecedent is None)
    assert link.reason.startswith("no country is named here")
    assert country(found, "Finance Ministry") == "FIN"


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (("Norvik Andina Ltd. sold a mine.", "Norvik Ltd. said it would wait."), 2),
        (("The bank Norvik Andina sold a mine.", "The bank Norvik said it would wait."), 1),
        (
            (
                "The bank Norvik Andina sold a mine.", "The bank Norvik said it would wait.",
                "The bank Norvik Polar bought one.",
            ),
            3,
        ),
    ],
)  # fmt: skip
def test_the_first_word_of_a_body_is_the_only_body_that_begins_so(texts: tuple[str, ...], number: int) -> None:
    found = pile(*texts)
    assert sum("Norvik" in one.name for one in found.all(Actor)) == number, names(found)


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ("The regional development minister denied it. The minister swore that he was at home.", True),
        ("The transport minister denied it. The minister swore that he was at home.", False),
        ("Norway's envoy left. The regional development minister denied it.", False),
    ],
)
def test_an_office_with_its_portfolio_is_the_one_of_the_pile_who_is_called_that(second: str, same: bool) -> None:
    records = pile("The regional development minister, Jan Mirek, left the meeting. Nobody saw him.", second)
    actor = next(one for one in records.all(Actor) if one.name == "Jan Mirek")
    links = {link.mention_id for link in records.all(ActorLink) if link.actor_id == actor.id}
    assert any(one.form == "nominal" for one in records.all(ActorMention) if one.id in links) == same


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (
            (
                "Norway's foreign minister left.",
                "Norway's defence minister left.",
                "The Norwegian foreign minister wept.",
            ),
            2,
        ),
        (("The Norwegian defense minister left.", "Norway's defence minister wept."), 1),
        (("The Norwegian foreign ministry slept.", "The Norwegian health ministry did not."), 2),
        (("The Norwegian Foreign Ministry slept.", "Norway's foreign ministry did not."), 1),
    ],
)
def test_ministers_and_ministries_of_a_country_are_told_apart_by_their_charge(
    texts: tuple[str, ...], number: int
) -> None:
    found = [one for one in pile(*texts).all(Actor) if "minist" in one.name.lower()]
    assert len(found) == number, [one.name for one in found]
