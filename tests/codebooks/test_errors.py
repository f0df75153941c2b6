"""Whoever makes a mistake in a codebook is told the file, the line and the reason.

Each case changes one place of a codebook that is shipped, so that the line is that of a real file.
"""

import re
from collections.abc import Callable
from importlib import resources

import pytest

from onrecord.acquire.columns import parse_columns
from onrecord.acquire.exports import parse_labels
from onrecord.acquire.files import parse_file_types
from onrecord.acquire.languages import parse_languages
from onrecord.annotate.times_grammar import parse_rules
from onrecord.annotate.times_words import check_times
from onrecord.codebooks.absences import parse_absences
from onrecord.codebooks.accounts import parse_accounts
from onrecord.codebooks.actors import (
    check_roles,
    check_united_nations,
    parse_bodies,
    parse_cities,
    parse_countries,
    parse_pronouns,
)
from onrecord.codebooks.agreeing import parse_agreeing
from onrecord.codebooks.book import Book, book, book_text
from onrecord.codebooks.circumstances import parse_circumstances
from onrecord.codebooks.clauses import parse_pairs, parse_tolls
from onrecord.codebooks.culprits import parse_culprits
from onrecord.codebooks.deeds import parse_deeds
from onrecord.codebooks.disputes import parse_denying, parse_disputes
from onrecord.codebooks.facts import parse_facts
from onrecord.codebooks.grammar import parse_grammar
from onrecord.codebooks.meanings import fields
from onrecord.codebooks.meanings_read import parse_meanings, parse_things
from onrecord.codebooks.measures import parse_measures
from onrecord.codebooks.news import check_months, parse_agencies
from onrecord.codebooks.norms import parse_norms
from onrecord.codebooks.offices import parse_offices
from onrecord.codebooks.places import check_sites, parse_place_words
from onrecord.codebooks.recalled import parse_recalled
from onrecord.codebooks.reversals import parse_reversals
from onrecord.codebooks.stance_forms import parse_stance_forms
from onrecord.codebooks.stances import parse_stances
from onrecord.codebooks.standings import parse_conditions, parse_holding, parse_safety
from onrecord.codebooks.standpoints import parse_vague
from onrecord.codebooks.tellings import parse_tellings
from onrecord.codebooks.untruths import parse_untruths
from onrecord.codebooks.wording import parse_wording
from onrecord.errors import UsageError
from onrecord.relate.compare import parse_compare
from onrecord.relate.themes import parse_themes

Load = Callable[[str, str], object]


def of(parse: Callable[[Book], object]) -> Load:
    return lambda text, name: parse(Book(name, text))


def bodies(text: str, name: str) -> object:
    return parse_bodies(text, name, name.removesuffix(".toml").removesuffix("s").replace("bodie", "body"), "body")


def fields_but(name: str) -> list[Book]:
    return [field for field in fields() if field.name != name]


LOADERS: dict[str, Load] = {
    "absences.toml": of(parse_absences),
    "accounts.toml": of(parse_accounts),
    "agencies.toml": of(parse_agencies),
    "agreeing.toml": of(parse_agreeing),
    "bodies.toml": bodies,
    "circumstances.toml": of(parse_circumstances),
    "cities.tsv": parse_cities,
    "columns.toml": of(parse_columns),
    "compare.toml": of(parse_compare),
    "countries.tsv": parse_countries,
    "culprits.toml": of(parse_culprits),
    "disputes.toml": of(lambda book: (parse_disputes(book), parse_denying(book))),
    "deeds.toml": of(parse_deeds),
    "grammar.toml": of(parse_grammar),
    "exports.toml": of(lambda book: [parse_labels(book, archive) for archive in ("nexis", "factiva", "proquest")]),
    "facts.toml": of(parse_facts),
    "filetypes.toml": of(parse_file_types),
    "languages.toml": of(parse_languages),
    "themes.toml": of(parse_themes),
    "facilities.toml": of(parse_place_words),
    "meanings/general.toml": of(lambda one: parse_meanings(book("meanings.toml"), [one, *fields_but(one.name)], [])),
    "measures.toml": of(parse_measures),
    "months.toml": of(check_months),
    "norms.toml": of(parse_norms),
    "offices.tsv": parse_offices,
    "opposites.toml": of(lambda book: (parse_pairs(book, "acts"), parse_pairs(book, "words"))),
    "places.tsv": check_sites,
    "pronouns.toml": of(parse_pronouns),
    "roles.toml": of(check_roles),
    "seats.toml": bodies,
    "stances.toml": of(lambda book: (parse_stances(book), parse_stance_forms(book))),
    "recalled.toml": of(parse_recalled),
    "reversals.toml": of(parse_reversals),
    "standpoints.toml": of(parse_vague),
    "tellings.toml": of(parse_tellings),
    "things.toml": of(parse_things),
    "time_rules.toml": of(parse_rules),
    "times.toml": of(check_times),
    "standings.toml": of(lambda book: (parse_holding(book), parse_conditions(book), parse_safety(book))),
    "topics.toml": of(parse_tolls),
    "untruths.toml": of(parse_untruths),
    "wording.toml": of(parse_wording),
}

CASES = [
    ("absences.toml", '"gunfire"', '"Gunfire"', "must hold words in lower case"),
    ("accounts.toml", "unleashed, led to", "Unleashed, led to", "must be in lower case"),
    ("agencies.toml", "forms = [", "form = [", "needs a name, a list forms"),
    ("agreeing.toml", "habit = ", "habits = ", "'habits' in [habits]: is no key of this file"),
    ("agreeing.toml", '"always, usually', '"Always, usually', "must be in lower case"),
    ("agreeing.toml", '"sink, destroy, scuttle"', '"sink, destroy, sink"', "must be different verbs in lower case"),
    ("agreeing.toml", "kin = [", "kind = [", "is no key of this file"),
    ("bodies.toml", 'country = "IGO", sector = "IGO"', 'country = "IGO", sector = "XYZ"', "'XYZ' is no PLOVER sector"),
    ("bodies.toml", 'country = "IGO", sector = "IGO"', 'country = "Norway", sector = "IGO"', "no three-letter code"),
    ("circumstances.toml", 'of = "name"', 'of = "person"', "must be one of name, occasion"),
    ("circumstances.toml", '"was arrested"', '"Was arrested"', "must be in lower case"),
    ("circumstances.toml", 'asks = ["where", "when"]', 'asks = ["why"]', "must be some of where, room, when, day"),
    ("circumstances.toml", 'home = ["vehicle"', 'home = ["boat"', "'boat' in [one_place]: is none of"),
    ("circumstances.toml", 'home = ["vehicle"', 'home = ["home"', "is paired with itself"),
    ("circumstances.toml", "dawn = [4, 8]", "dawn = [4, 28]", "must be two hours of a day"),
    ("cities.tsv", "\tKandahar; Herat;", "\tKandahar; Oran;", "'Oran' is of DZA here and of AFG in line"),
    ("cities.tsv", "AFG\t", "AF\t", "is not code, cities and regions"),
    ("norms.toml", "have, get, obtain", "Have, get, obtain", "must be in lower case"),
    ("norms.toml", "go, disappear", "Go, disappear", "must be in lower case"),
    ("columns.toml", "text = [", "body = [", "must be one of"),
    ("exports.toml", '["load-date"]', '["Load-date"]', "is not in lower case, or stands under two fields"),
    ("facts.toml", 'twenty = "20"', 'twenty = "score"', "must be a number in digits"),
    ("facts.toml", "no, not, nor", "No, not, nor", "must be in lower case"),
    ("filetypes.toml", '".html" = "text/html"', '".html" = "web"', "must be an ending with one of"),
    ("languages.toml", '"french"', '"english"', "is no text in lower case, or stands twice"),
    ("themes.toml", '"fear, warn', '"Fear, warn', "must be in lower case"),
    ("compare.toml", "but, however, yet", "But, however, yet", "must be in lower case"),
    ("countries.tsv", "ALB\tAlbania", "ALB\tAfghanistan", "'Afghanistan' is of ALB here and of AFG in line"),
    ("countries.tsv", "ALB\tAlbania", "AFG\tAlbania", "AFG has a line already"),
    ("countries.tsv", "ALB\tAlbania\t", "ALB\tAlbania ", "is not code, names, adjectives, people and capitals"),
    ("culprits.toml", '"brawl"', '"Brawl"', "must hold words in lower case"),
    ("tellings.toml", '"blow up"', '"Blow up"', "must hold words in lower case"),
    ("disputes.toml", '"rebutting"', '"Rebutting"', "must hold words in lower case"),
    ("disputes.toml", '"contradict*"', '"Contradict*"', "must hold words in lower case"),
    ("deeds.toml", "carry out, conduct, make", "carry out, conduct, order", "stands under done and under planned"),
    ("facilities.toml", '"airport"', '"Airport"', "must be a word in lower case"),
    ("facilities.toml", '"province"', '"airport"', "stands in facilities too"),
    ("grammar.toml", "nobody, no one", "Nobody, no one", "must be in lower case"),
    ("meanings/general.toml", "halve = { same", "halve = { alike", "'alike' is none of"),
    ("meanings/general.toml", 'implies = "raise"', 'implies = "lift prices"', "'lift prices' is no act"),
    ("untruths.toml", '"baseless"', '"Baseless"', "must hold words in lower case"),
    ("measures.toml", '"marched"', '"Marched"', "must be in lower case"),
    ("measures.toml", 'unit = "people"', 'unit = "heads"', "must be one of age, area"),
    ("measures.toml", 'lasts = "event"', 'lasts = "week"', "must be one of day, estimate, event, period"),
    ("measures.toml", "ratio = 1.3", "ratio = 1.0", "must be a number above 1"),
    ("measures.toml", '"of whom"', '"Of whom"', "must hold words in lower case"),
    ("months.toml", '"february"', '"january"', "names two of the months"),
    ("months.toml", '["tuesday"', '["monday"', "names two of the weekdays"),
    ("offices.tsv", "\tUSA\tGOV\t", "\tUSA\tRULER\t", "'RULER' is no PLOVER sector"),
    ("offices.tsv", "\t1993-01\t2001-01", "\t2001-01\t1993-01", "the office ends"),
    ("opposites.toml", '["accept", "reject"]', '["accept"]', "every entry is a pair"),
    ("opposites.toml", '["accept", "reject"]', '["accept", "accept"]', "is set against itself"),
    ("places.tsv", "country\t\tALB\t\t41.11", "country\t\tALB\t\tnorth", "is not a place"),
    ("places.tsv", "country\t\tALB\t\t41.11", "county\t\tALB\t\t41.11", "'county' is no country, region or city"),
    ("places.tsv", "country\t\tALB\t\t41.11", "country\t\tALB\t\t141.11", "lies outside the earth"),
    ("places.tsv", "country\t\tALB\t", "country\t\tAFG\t", "AFG has a line already"),
    ("pronouns.toml", 'he = { gender = "m"', 'he = { gender = "x"', "its gender must be m, f or n"),
    ("pronouns.toml", 'him = { gender = "m"', 'he = { gender = "f"', "says something else there"),
    ("stances.toml", '"overdue"', '"wrong"', "is both for and against"),
    ("standpoints.toml", '"affair"', '"Affair"', "must hold words in lower case"),
    ("roles.toml", 'LEG = ["lawmaker"', 'LEG = ["premier"', "stands under GOV and under LEG"),
    ("roles.toml", 'LEG = ["lawmaker"', 'LEG = ["Lawmaker"', "must hold words in lower case"),
    ("roles.toml", 'LEG = ["lawmaker"', 'LAW = ["lawmaker"', "is none of"),
    ("roles.toml", 'm = ["spokesman"', 'm = ["spokeswoman"', "stands under f and under m"),
    ("roles.toml", 'premier = "prime minister"', 'premier = "spokeswoman"', "stands for another word itself"),
    ("roles.toml", "both = 2", "both = 1", "must be a number from 2"),
    (
        "roles.toml",
        'lawmaker = ["assemblyman"',
        'lawmaker = ["assemblyperson"',
        "is no role that 'lawmaker' could cover",
    ),
    ("seats.toml", 'country = "POL", sector = "LEG"', 'country = "POL", sector = "BUS STOP"', "is no PLOVER sector"),
    ("things.toml", "ship, vessel", "ship, ships", "'ships' stands there twice"),
    ("time_rules.toml", 'name = "month year"\n', 'name = "month of year"\n', "has no words for a rule of this name"),
    ("time_rules.toml", '"slash date" = ["#/"]', '"slash day" = ["#/"]', ""),
    ("times.toml", "february = 2", "february = 13", "must be 1 to 12, not 13"),
    ("times.toml", 'tonight = ["TIME"', 'tonight = ["WHEN"', "must be [type, value]"),
    ("times.toml", '"may day" = "05-01"', '"may day" = "05-41"', "must be a day as MM-DD"),
    ("standings.toml", '"mr", "mrs"', '"Mr", "mrs"', "must hold words in lower case"),
    ("wording.toml", 'm = "am"', "m = 1", "must be a word, not 1"),
    ("wording.toml", 'two = "2"', 'two = "second"', "must be a number in digits"),
    ("topics.toml", 'missing = "missing', 'missing = "dead', "stands under dead and under missing"),
]


@pytest.mark.parametrize(("name", "old", "new", "reason"), CASES, ids=lambda value: value[:30])
def test_a_mistake_names_file_line_and_reason(name: str, old: str, new: str, reason: str) -> None:
    text = book_text(name)
    assert old in text, "the codebook has changed; write the case anew"
    bad = text.replace(old, new, 1)
    with pytest.raises(UsageError) as why:
        LOADERS[name](bad, name)
    found = re.search(rf"{re.escape(name)}, line (\d+)", str(why.value))
    assert found is not None, str(why.value)
    assert reason in str(why.value)
    line = int(found[1])
    changed = bad[: bad.index(new)].count("\n") + 1
    # A contradiction has two lines; the one that was changed is named, or the other one that it clashes with.
    assert line == changed or f"line {changed}" in str(why.value) or _same_word(bad, line, str(why.value))


@pytest.mark.parametrize(
    ("name", "key", "section"),
    [("accounts.toml", "because", ""), ("compare.toml", "openers", ""), ("deeds.toml", "voiced", "reports"),
     ("grammar.toml", "closing", ""), ("wording.toml", "before_clipped", "")],
)  # fmt: skip
def test_a_list_that_is_missing_is_named(name: str, key: str, section: str) -> None:
    bad = re.sub(rf"^{key} = ", f"{key}s = ", book_text(name), count=1, flags=re.MULTILINE)
    where = f" in [{section}]" if section else ""
    with pytest.raises(UsageError, match=re.escape(f"codebook {name}: there is no '{key}'{where}")):
        LOADERS[name](bad, name)


def _same_word(text: str, line: int, message: str) -> bool:
    word = re.search(r": '(.+?)' ", message)
    return word is not None and word[1] in text.splitlines()[line - 1]


@pytest.mark.parametrize("name", sorted(name for name in LOADERS if name.endswith(".toml")))
def test_a_slip_in_the_syntax_names_file_and_line(name: str) -> None:
    with pytest.raises(UsageError, match=rf"{re.escape(name)}: .*line 3"):
        LOADERS[name]('a = "x"\nb = [\n= "y"\n', name)


@pytest.mark.parametrize("name", sorted(LOADERS))
def test_what_is_shipped_is_sound_and_says_where_it_comes_from(name: str) -> None:
    text = book_text(name)
    LOADERS[name](text, name)
    assert re.search(r"source", text[:600])


def test_a_body_of_the_united_nations_is_a_body() -> None:
    text = book_text("bodies.toml").replace(
        'united_nations = ["United Nations"', 'united_nations = ["United Nation"', 1
    )
    with pytest.raises(UsageError, match=r"bodies.toml, line \d+: 'United Nation' in .*is no body"):
        check_united_nations(Book("bodies.toml", text))


def test_every_codebook_of_who_when_and_where_is_looked_at() -> None:
    shipped = {file.name for file in resources.files("onrecord.codebooks").iterdir()}
    assert {name.partition("/")[0] for name in LOADERS} <= shipped
