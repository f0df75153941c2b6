"""Places on invented pages with the names of real cities."""

import pytest

from onrecord.annotate.parsing import parse
from onrecord.annotate.places import find_places
from onrecord.codebooks.places import country_site, place_words, sites
from onrecord.records import Article, Place
from onrecord.settings import default_settings


def places(text: str) -> dict[str, Place]:
    article = Article("a_1", "d_1", "p.txt", text, (), language="en", as_is=True)
    found = find_places(parse(article, default_settings().models))
    assert all(item.span.holds(text) for item in found)
    assert len({item.id for item in found}) == len(found)
    return {item.name: item for item in found}


def where(text: str) -> dict[str, tuple[str | None, str | None]]:
    return {name: (item.level, item.country) for name, item in places(text).items()}


def test_the_place_after_a_comma_decides() -> None:
    found = places("The envoy Ilsa Doren flew from Paris, Texas, to talks in Paris, France, on Monday.")
    assert found["Texas"].level == "region"
    article = "Doren flew from Paris, Texas, to Norwire's office on Monday."
    paris = places(article)["Paris"]
    assert (paris.country, paris.basis) == ("USA", "stated")
    assert paris.latitude == pytest.approx(33.7, abs=0.1)


def test_a_short_form_after_a_comma_decides() -> None:
    found = places("Doren met shipowners in Mobile, Ala., on Friday.")
    assert (found["Mobile"].country, found["Mobile"].level) == ("USA", "city")


def test_the_largest_place_of_a_name_is_meant_if_nothing_speaks_against_it() -> None:
    paris = places("Minister Ilsa Doren spoke in Paris.")["Paris"]
    assert (paris.country, paris.level, paris.basis) == ("FRA", "city", "known")
    assert paris.latitude == pytest.approx(48.85, abs=0.1)
    assert paris.longitude == pytest.approx(2.35, abs=0.1)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The governor of Alabama spoke in Birmingham on Friday.", "USA"),
        ("British police searched a house in Birmingham on Friday.", "GBR"),
    ],
)
def test_what_else_the_page_names_decides(text: str, country: str) -> None:
    assert places(text)["Birmingham"].country == country


def test_a_name_that_nothing_decides_has_no_point() -> None:
    found = places("Protesters gathered in Springfield and Cambridge, Norwire said.")
    for name in ("Springfield", "Cambridge"):
        assert (found[name].country, found[name].latitude, found[name].basis) == (None, None, "unknown")


def test_a_country_and_a_part_of_another_are_told_apart() -> None:
    assert where("The prime minister of Georgia flew back to Tbilisi.")["Georgia"] == ("country", "GEO")
    assert where("The U.S. senator toured Georgia and went on to Atlanta.")["Georgia"] == ("region", "USA")
    assert where("Doren flew to Georgia.")["Georgia"] == (None, None)


def test_a_province_is_not_its_city() -> None:
    region = places("Troops took the provinces of Helmand and Nangarhar in Afghanistan.")
    assert {item.level for name, item in region.items() if name != "Afghanistan"} == {"region"}
    assert where("Shells fell on Donetsk region in Ukraine.").popitem() == ("Ukraine", ("country", "UKR"))
    assert where("Shells fell on Donetsk, in Ukraine.")["Donetsk"] == ("city", "UKR")


def test_a_facility_lies_in_its_city() -> None:
    found = places("Flights left Kabul airport again. The port of Aden in Yemen was shut.")
    airport, port = found["Kabul airport"], found["port of Aden"]
    assert (airport.level, airport.country) == ("facility", "AFG")
    assert airport.latitude == pytest.approx(34.5, abs=0.1)
    assert (port.level, port.country) == ("facility", "YEM")


def test_invented_places_and_words_are_left_unknown() -> None:
    found = places("Ships left Port Amarel in Veldania for the Middle East. Doren was reading of a nice mobile home.")
    assert all(item.latitude is None for item in found.values())
    assert not {"reading", "nice", "mobile"} & {name.lower() for name in found}


def test_the_gazetteer_finds_names_however_they_are_written() -> None:
    assert sites("KABUL")[0].country == "AFG"
    assert sites("St. Petersburg")[0].country == "RUS"
    assert sites("Bogota")[0].country == "COL"
    assert sites("Kiev")[0].name == "Kyiv"
    assert sites("Port Amarel") == ()
    afghanistan = country_site("AFG")
    assert afghanistan is not None and afghanistan.level == "country"
    assert "airport" in place_words().facilities
