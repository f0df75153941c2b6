"""Actors across pages: joined where the pages agree, whatever their order."""

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
