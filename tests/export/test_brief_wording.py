"""What a row shows of a page: verbs with fragments, deeds on their day, versions as one, voices by state, fates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.export.brief import brief, to_terminal
from onrecord.records import (
    ActorMention,
    Article,
    DateInference,
    DateInterval,
    Participant,
    Records,
    Statement,
    make_id,
)
from onrecord.versions import versions
from tests.export.piles import PileMaker, day, page, span


def text_of(pile: Records, section: str, *, full: bool = True) -> str:
    """A section of the brief as one text."""
    text = to_terminal(brief(pile), full=full)
    return " ".join(text.split(f"\n{section}\n")[1].split("\n\n")[0].split())


def one_page(*lines: str) -> tuple[PileMaker, Article]:
    make = PileMaker()
    article = page("one.txt", [("body", line) for line in lines], published=day("2031-03-05", "stated"))
    make.records.add(article)
    return make, article


def mention(make: PileMaker, article: Article, words: str, **known: object) -> ActorMention:
    at = span(article, words)
    found = ActorMention(make_id("m", words), article.id, at, at, known.pop("form", "name"), "person", **known)  # type: ignore[arg-type]
    make.records.add(found)
    return found


@pytest.mark.parametrize(
    ("content", "cue", "rule", "act", "shown"),
    [
        ("Veldania of hiding the papers", "accused", "verb np", "accuse", "accused Veldania of hiding the papers"),
        ("that the road was open", "said", "verb clause", "say", "the road was open"),
        ("that the road was open", "denied", "verb clause", "deny", "denied that the road was open"),
        ("whether the road was open", "asked", "verb clause", "ask", "asked whether the road was open"),
    ],
)
def test_a_fragment_is_shown_with_its_verb_and_a_clause_without_its_conjunction(
    content: str, cue: str, rule: str, act: str, shown: str
) -> None:
    make, article = one_page(f"Marovia {cue} {content}.")
    said = make.says(article, "Marovia", content, said_on=day("2031-03-05"))
    make.records.add(replace(said, cue=(span(article, cue),), rule=rule, act=act, manner="indirect"))
    for section in ("Chronology", "Who said what"):
        assert f"“{shown}” [1:1]" in text_of(make.records, section)


def test_a_deed_stands_on_its_own_day_and_not_in_a_statement_that_has_none() -> None:
    clause = "Veldania and Marovia agreed on Monday to open the strait"
    make, article = one_page(f"{clause}, the two ministers said.")
    told = make.says(article, "the two ministers", clause)
    deed = make.happens(article, "Veldania and Marovia", clause, day("2031-03-03"), attributed_to=told.id)
    make.records.add(replace(deed, trigger=(span(article, "agreed"),)))
    inner = make.says(article, "Veldania and Marovia", "to open the strait")
    make.records.add(replace(inner, cue=(span(article, "agreed"),), rule="verb to", nested_in=told.id))
    text = text_of(make.records, "Chronology", full=False)
    assert text.startswith(f"3 Mar (Mon) Veldania and Marovia: “{clause}”")
    assert "by 5 Mar" not in text


def test_an_event_in_the_words_that_report_a_statement_is_shown_by_its_noun() -> None:
    clause = "Ivo Rand said after a meeting with the owners in Corvin on Monday that the road was open"
    make, article = one_page(f"{clause}.")
    said = make.says(article, "Ivo Rand", "the road was open")
    make.records.add(replace(said, cue=(span(article, "said"),), rule="verb clause"))
    deed = make.happens(article, "Ivo Rand", clause, day("2031-03-03"))
    owners = Participant((span(article, "the owners"),))
    make.records.add(replace(
        deed, trigger=(span(article, "meeting"),), recipient=(owners,), place=span(article, "Corvin"), lemma="meeting"
    ))  # fmt: skip
    assert "Ivo Rand: “a meeting with the owners in Corvin” [1:1]" in text_of(make.records, "Chronology")


def test_what_only_its_page_dates_is_left_to_the_voices_in_the_short_form() -> None:
    make, article = one_page("The road is open, Ivo Rand said.", "The bridge fell on Sunday.")
    make.says(article, "Ivo Rand", "The road is open")
    make.happens(article, "The bridge", "The bridge fell on Sunday", day("2031-03-02"))
    assert "The road is open" not in text_of(make.records, "Chronology", full=False)
    assert "The road is open" in text_of(make.records, "Chronology")


def test_a_bound_from_a_page_that_the_pile_dated_is_not_called_a_day_of_publication() -> None:
    make = PileMaker()
    article = page("one.txt", [("body", "The road is open, Ivo Rand said.")])
    make.records.add(article, DateInference("i_1", article.id, day("2031-03-05", "inferred"), "", ()))
    make.says(article, "Ivo Rand", "The road is open")
    assert "by 5 Mar (Wed), from the pile" in text_of(make.records, "Who said what")


def test_two_versions_of_an_event_on_a_page_are_one_row() -> None:
    first = "The fishermen of the two ports had blocked last week the harbour of Corvin"
    second = "Last week, the fishermen of both ports blocked the harbour"
    make, article = one_page(f"{first}.", f"{second}.")
    week = DateInterval("2031-02-24", "2031-03-02", "resolved")
    for actor, clause in (("The fishermen", first), ("the fishermen of both", second)):
        make.happens(article, actor, clause, week)
    text = text_of(make.records, "Chronology")
    assert first in text
    assert second not in text
    assert "in two versions on the page" in text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("soldiers closed the northern road on Monday", "on Monday the northern road was closed by soldiers", True),
        ("12 people died in the northern village", "19 people died in the northern village", False),
        ("the northern village will be evacuated", "the northern village will not be evacuated", False),
        ("the road is shut", "the road is shut", False),
    ],
)
def test_numbers_and_denials_tell_versions_apart(one: str, other: str, same: bool) -> None:
    assert versions(one, other) is same
    assert versions(other, one) is same


def test_voices_stand_under_their_state_even_if_no_table_knows_it() -> None:
    make, article = one_page(
        "Ivo Rand, the Veldanian Transport Minister, said that Veldania was calm.", "A guest left."
    )
    make.says(article, "Ivo Rand", "that Veldania was calm")
    speaker = mention(make, article, "Ivo Rand", name="Ivo Rand", role="Veldanian Transport Minister", sector="GOV")
    mention(make, article, "Veldania was", form="place", name="Veldania")
    mention(make, article, "the Veldanian Transport Minister", sector="GOV", form="nominal")
    said = make.records.all(Statement)[0]
    whole = span(article, "Ivo Rand, the Veldanian Transport Minister")
    make.records.add(replace(said, speaker=(whole,), speaker_mention=speaker.id))
    assert text_of(make.records, "Who said what").startswith("Veldania Ivo Rand, Veldanian Transport Minister")
    assert to_terminal(brief(make.records)).startswith("Ivo Rand and Veldania · ")


def test_without_any_state_no_heading_says_so() -> None:
    make, article = one_page("The road is open, Ivo Rand said.")
    make.says(article, "Ivo Rand", "The road is open")
    assert "No country" not in to_terminal(brief(make.records))


def test_people_are_counted_by_what_became_of_them() -> None:
    make, article = one_page(
        "At least 12 people died and 40 people were rescued from the quay.",
        "One of the boats sank. The search took three days. Of the 60 passengers 48 were saved.",
    )
    for words, what, value in (("12 people", "people", 12), ("40 people", "people", 40), ("48", "", 48),
                               ("60 passengers", "passengers", 60), ("One of the boats", "boats", 1)):  # fmt: skip
        make.counts(article, words, what, value, day("2031-03-05"))
    figure = make.counts(article, "three days", "days", 3, day("2031-03-05"))
    make.records.add(replace(figure, unit="day"))
    text = text_of(make.records, "Figures", full=False)
    dead, rescued, passengers = (text.index(f"{word} 5 Mar") for word in ("dead", "rescued", "passengers"))
    assert dead < text.index("“12 people”") < rescued or rescued < text.index("“40 people”") < dead
    assert text.index("“48”") > rescued
    assert text.index("“60 passengers”") > passengers
    assert "“three days”" not in text
    assert "“One of the boats”" not in text
    assert "“three days”" in text_of(make.records, "Figures")


def test_voices_without_a_name_stand_behind_and_states_only_where_they_tell_voices_apart() -> None:
    texts = [
        "Ada Voll said the mill was lost. Authorities said rain fell. Authorities said snow fell.",
        "Ivo Rand said the bridge held. Jon Berg said the road was wet.",
    ]
    make = PileMaker()
    one, two = (page(f"{place}.txt", [("body", text)]) for place, text in enumerate(texts))
    make.records.add(one, two)
    for words in ("rain fell", "snow fell"):
        make.says(one, "Authorities", words)
    for article, who, words in (
        (one, "Ada Voll", "the mill was lost"), (two, "Ivo Rand", "the bridge held"),
        (two, "Jon Berg", "the road was wet"),
    ):  # fmt: skip
        make.says(article, who, words, make.person(who, "envoy", None))
    text = text_of(make.records, "Who said what")
    assert text.index("Ada Voll") < text.index("Without a name") < text.index("Authorities · 2 statements")
    assert "No country given" not in text
    assert "undated" not in text
    make.person("Ivo Rand", "envoy", "FRA")
    make.person("Jon Berg", "envoy", "NOR")
    text = text_of(make.records, "Who said what")
    assert text.index("France Ivo Rand") < text.index("Norway Jon Berg") < text.index("No country given Ada Voll")


def test_what_a_voice_says_in_like_words_on_two_pages_is_one_statement_in_its_fullest_wording() -> None:
    make = PileMaker()
    short = "The fire looked suspicious to the crews"
    full = "The fire looked very suspicious to the crews of both stations"
    denied = "The fire looked not suspicious to the crews"
    pages = [
        page(f"{place}.txt", [("body", f"{text}, Ada Voll said.")]) for place, text in enumerate((short, full, denied))
    ]
    make.records.add(*pages)
    voll = make.person("Ada Voll", "chief", None)
    for article, words in zip(pages, (short, full, denied), strict=True):
        make.says(article, "Ada Voll", words, voll)
    text = text_of(make.records, "Who said what")
    assert f"“{full}” [1:1, 2:1] (2 pages, 2 independent)" in text
    assert f"“{denied}” [3:1]" in text
    assert "2 statements" in text
