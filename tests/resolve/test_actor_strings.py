"""Actor strings: country, sector and name without a parse; facts about offices; codebooks that are refused."""

import datetime as dt

import pytest

from onrecord.codebooks.actors import city_names, known_names, parse_bodies, parse_cities
from onrecord.codebooks.offices import Held, offices, parse_offices
from onrecord.errors import UsageError
from onrecord.resolve.actor_strings import actor


@pytest.mark.parametrize(
    ("string", "country", "sector"),
    [
        ("Kenya", "KEN", None),
        ("the Kenyan government", "KEN", "GOV"),
        ("Nairobi", "KEN", "GOV"),
        ("LISBON", "PRT", "GOV"),
        ("ordinary Peruvians", "PER", "CVL"),
        ("spokesman of the rebel command", None, "REB"),
        ("Peru's deputy foreign minister", "PER", "GOV"),
        ("former president of Peru", "PER", "ELI"),
        ("a retired Chilean colonel", "CHL", "ELI"),
        ("the Norwegian ambassador to Peru", "NOR", "GOV"),
        ("Norway's ambassador to Peru", "NOR", "GOV"),
        ("hundreds of Peruvian farmers", "PER", "AGR"),
        ("a group of armed men", None, "UAF"),
        ("a group of men", None, "UNK"),
        ("anti-government protesters", None, "OPP"),
        ("a Lima court", "PER", "JUD"),
        ("Mombasa police", "KEN", "COP"),
        ("residents of Mombasa", "KEN", "CVL"),
        ("head of the university in Lima", "PER", "EDU"),
        ("director of a hospital", None, "MED"),
        ("Central Bank of Kenya", "KEN", "GOV"),
        ("a Norway-based oil company", "NOR", "BUS"),
        ("she", None, "UNK"),
        ("Thursday", None, "JNK"),
    ],
)
def test_country_and_sector(string: str, country: str | None, sector: str | None) -> None:
    found = actor(string)
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    "string", ["a dog called Rex", "Ilsa Doren", "Kenya Doren", "the weather", "", "an agreement", "who", "us all"]
)
def test_silence_where_no_actor_is_known(string: str) -> None:
    found = actor(string)
    assert (found.country, found.name) == (None, None)
    assert found.sector in (None, "UNK")


@pytest.mark.parametrize(
    ("string", "country"),
    [("Puerto Cabello", "VEN"), ("San Pedro Sula", "HND"), ("Austin", None), ("Charlotte", None), ("Santa Cruz", None)],
)
def test_a_place_of_several_words_has_the_country_of_all_places_of_its_name(string: str, country: str | None) -> None:
    assert actor(string).country == country


def test_second_sectors() -> None:
    assert (actor("Peru's defence ministry").sector, actor("Peru's defence ministry").sector2) == ("GOV", "MIL")
    assert (actor("the state news agency").sector, actor("the state news agency").sector2) == ("GOV", "JRN")
    assert (actor("Kenyan protesters").sector, actor("Kenyan protesters").sector2) == ("CVL", "OPP")


def test_a_name_behind_a_role_is_the_name() -> None:
    assert actor("Kenyan Interior Minister Ilsa Doren").name == "Ilsa Doren"
    assert actor("the spokesman of Minister Ilsa Doren").name is None


def test_the_context_gives_a_country_only_if_it_names_one() -> None:
    assert actor("the army", context="fighting in Kenya").country == "KEN"
    assert actor("the army", context="the border of Kenya and Somalia").country is None
    assert actor("a stone", context="in Kenya").country is None


def test_a_slip_of_the_pen_in_a_country() -> None:
    assert actor("Norwegains").country == "NOR"


def test_offices_hold_on_their_days() -> None:
    assert actor("Angela Merkel", "2017-04-01").sector == "GOV"
    assert actor("Angela Merkel", dt.date(2023, 1, 1)).sector == "ELI"
    assert actor("Angela Merkel", "1999-01-01").sector is None
    assert actor("Angela Merkel", "1 April 2017").country == "DEU"
    with pytest.raises(UsageError, match="is no date"):
        actor("Angela Merkel", "in spring")


TABLE = """# source: invented
# as of: 2020-06
name\talso\toffice\tcountry\tsector\tsector2\tfrom\tto
Ilsa Doren\tIlsa Dohren; Doren*\tminister\tKEN\tGOV\tMIL\t2010\t2012-05
Ilsa Doren\t\tpresident\tKEN\tGOV\t\t2015-03\t
Marko Tavel\t\tpresident\tPER\tGOV\t\t2001-01\t2004-02
Ana Tavel\t\tpresident\tPER\tGOV\t\t2008-01\t2012-02
"""


def test_a_day_beyond_the_codebook_keeps_the_country_and_drops_the_office() -> None:
    book = parse_offices(TABLE)
    assert book.held("Ilsa Doren", "2011-01-01") == Held("Ilsa Doren", "KEN", "GOV", "MIL")
    assert book.held("Ilsa Dohren", "2013-01-01") == Held("Ilsa Doren", "KEN", "ELI", None)
    assert book.held("Doren", None) == Held("Ilsa Doren", "KEN", "GOV", None)
    assert book.held("Ilsa Doren", "2021-01-01") == Held("Ilsa Doren", "KEN", None, None)
    assert book.held("Ilsa Dorenko", "2011-01-01") is None


def test_a_last_name_stands_for_the_one_who_holds_office() -> None:
    book = parse_offices(TABLE)
    assert book.held("Tavel", "2009-01-01") == Held("Ana Tavel", "PER", "GOV", None)
    assert book.held("Tavel", "2013-01-01") is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "Ilsa Doren\t\tpresident\tPER\tGOV\t\t2011-01\t2013-01",
            "line 8: 'Ilsa Doren' is of PER here and of KEN in line 4",
        ),
        ("Nils Okar\t\tking\tNORWAY\tGOV\t\t2011-01\t", "line 8: 'NORWAY' is no three-letter code"),
        ("Nils Okar\t\tking\tNOR\tROY\t\t2011-01\t", "line 8: 'ROY' is no PLOVER sector"),
        ("Nils Okar\t\tking\tNOR\tGOV\t\t2011-13\t", "line 8: '2011-13' to '' are not"),
        ("Nils Okar\t\tking\tNOR\tGOV\t\t2011-05\t2010", "line 8: the office ends"),
        ("Nils Okar\tking\tNOR", "line 8: 3 cells instead of 8"),
    ],
)
def test_a_bad_line_about_an_office_is_named(line: str, reason: str) -> None:
    with pytest.raises(UsageError, match=f"offices.tsv, {reason}"):
        parse_offices(TABLE + line + "\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[set]]\ncountry = "KEN"\nsector = "XYZ"\nnames = ["Norwire"]\n', "line 4: 'Norwire': 'XYZ' is no PLOVER"),
        ('[[set]]\ncountry = "Kenya"\nsector = "GOV"\nnames = ["Norwire"]\n', "'Kenya' is no three-letter code"),
        ('[[set]]\ncountry = "KEN"\nsector = "GOV"\n', "has no list of names"),
        ('[[body]]\nsector = "GOV"\n', "has no name"),
        (
            '[[body]]\nname = "Norwire"\ncountry = "NOR"\nsector = "JRN"\n'
            '[[set]]\ncountry = "KEN"\nsector = "JRN"\nnames = ["Norwire"]\n',
            "line 8: 'Norwire' is KEN JRN here and NOR JRN in line 2",
        ),
        ("[[set", "bodies.toml"),
    ],
)
def test_a_bad_entry_about_a_body_is_named(text: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        parse_bodies(text, "bodies.toml", "body", "body")


def test_a_city_of_two_countries_is_refused() -> None:
    with pytest.raises(UsageError, match="line 3: 'Amarel' is of PER here and of KEN in line 2"):
        parse_cities("code\tcities\tregions\nKEN\tAmarel\t\nPER\tAmarel\t\n")


def test_the_codebooks_that_are_shipped_are_sound() -> None:
    assert len(offices().by_name) > 1000
    assert {entry.country for entry in city_names()} <= {entry.country for entry in known_names()}
    assert all(fact.first <= offices().as_of for facts in offices().by_name.values() for fact in facts)
