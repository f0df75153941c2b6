"""What several pages tell alike stands on the first screen once, in the best words for it, with all its places."""

from __future__ import annotations

from onrecord.export.brief import Brief, brief, to_html, to_markdown, to_terminal
from tests.export.piles import PileMaker, day, page


def agreed() -> PileMaker:
    """Three voices on one toll and one road, in two findings."""
    make = PileMaker()
    texts = [
        "The toll rose to nine dead.",
        "Nine people died in the flood, Ada Voll said.",
        "Ivo Rand put the dead at nine and said the road was shut.",
    ]
    pages = [
        page(f"{place}.txt", [("body", text)], published=day("2031-03-05", "stated"))
        for place, text in enumerate(texts)
    ]
    make.records.add(*pages)
    toll = make.says(pages[0], "", "The toll rose to nine dead")
    voll = make.says(pages[1], "Ada Voll", "Nine people died in the flood", make.person("Ada Voll", "mayor", None))
    rand = make.says(pages[2], "Ivo Rand", "put the dead at nine", make.person("Ivo Rand", "chief", None))
    make.finds("agreement", "nine dead", None, toll, voll, rand, independent=3)
    make.finds("agreement", "nine people", None, voll, rand, independent=2)
    return make


def holds(made: Brief) -> str:
    text = to_terminal(made)
    return " ".join(text[text.index("Holds throughout") : text.index("Undated, unread")].split())


def test_the_best_words_speak_for_all_and_the_others_are_named() -> None:
    text = holds(brief(agreed().records))
    first = "Ada Voll, mayor: “Nine people died in the flood” [1:1, 2:1, 3:1] · also Ivo Rand · 3 pages, 3 independent"
    assert text.startswith(f"Holds throughout {first}")
    assert text.count("Nine people died in the flood") == 1
    assert "The toll rose to nine dead" not in text


def test_no_words_stand_for_two_agreements() -> None:
    text = holds(brief(agreed().records))
    assert "Ivo Rand, chief: “put the dead at nine” [2:1, 3:1] · also Ada Voll · 2 pages, 2 independent" in text


def test_every_wording_stands_in_the_full_form_and_in_the_files() -> None:
    made = brief(agreed().records)
    for text in (to_terminal(made, full=True), to_markdown(made), to_html(made)):
        assert "The toll rose to nine dead" in text
        assert "put the dead at nine" in text


def test_what_more_sources_tell_comes_first() -> None:
    make = agreed()
    lone = page("9.txt", [("body", "The road was open, Jon Berg said. The road was open, Jon Berg said again.")])
    make.records.add(lone)
    berg = make.person("Jon Berg", "driver", None)
    make.finds("agreement", "road", None, *(make.says(lone, "Jon Berg", words, berg) for words in (
        "The road was open", "The road was open, Jon Berg said again")), independent=1)  # fmt: skip
    text = holds(brief(make.records))
    assert text.index("Nine people died") < text.index("The road was open")
