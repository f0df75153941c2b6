"""What several pages tell alike stands on the first screen once, in the best words for it, with all its places."""

from __future__ import annotations

from dataclasses import replace

from onrecord.export.brief import Brief, brief, to_html, to_markdown, to_terminal
from onrecord.records import Evidence, Finding, Side
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


def test_findings_are_numbered_as_the_brief_ranks_them() -> None:
    from onrecord.export.findings import findings_json, ranked

    make = agreed()
    road, track = page("7.txt", [("body", "The road is open.")]), page("8.txt", [("body", "The road is closed.")])
    make.records.add(road, track)
    said = make.says(road, "", "The road is open"), make.says(track, "", "The road is closed")
    make.finds("contradiction", "road", None, *said, independent=9)
    make.finds("contradiction", "open road", None, *said, independent=3, strength="soft")
    make.finds("shift", "the road", None, *said, independent=1)
    order = [(finding.kind, finding.independent) for finding in ranked(make.records)]
    assert order == [("shift", 1), ("contradiction", 9), ("contradiction", 3), ("agreement", 3), ("agreement", 2)]
    assert [(one["kind"], one["independent"]) for one in findings_json(make.records)] == order


def test_numbers_that_differ_stand_in_the_heading() -> None:
    make = PileMaker()
    texts = ("At least 12 people died.", "Some 19 people died.")
    pages = [page(f"{place}.txt", [("body", text)]) for place, text in enumerate(texts)]
    make.records.add(*pages)
    twelve = make.counts(pages[0], "At least 12 people", "people", 12, day("2031-03-05"))
    more = make.counts(pages[1], "Some 19 people", "people", 19, day("2031-03-06"))
    sides = tuple(Side("dead", item.as_of, (Evidence(item.article_id, item.span, item.id),)) for item in (twelve, more))
    make.records.add(Finding("r_1", "update", "people", None, sides, "", "hard", 2, "number"))
    make.records.add(Finding("r_2", "contradiction", "people", None, sides, "", "hard", 2, "number"))
    text = " ".join(to_terminal(brief(make.records)).split())
    assert "dead: “At least 12 people”, then “Some 19 people” · Counted as an update" in text
    assert "dead: “At least 12 people” / “Some 19 people” · 2 pages, 2 independent" in text


def test_an_agreement_counts_the_sources_whose_places_it_does_not_keep() -> None:
    make = agreed()
    finding = next(item for item in make.records.all(Finding) if item.topic == "nine dead")
    make.records.add(replace(finding, independent=12))
    assert "3 pages here, 12 independent in all" in holds(brief(make.records))


def test_html_marks_what_is_said_and_keeps_its_reason_with_the_other_wordings() -> None:
    make = agreed()
    finding = next(item for item in make.records.all(Finding) if item.topic == "nine dead")
    make.records.add(replace(finding, reason="the same count"))
    text = to_html(brief(make.records))
    assert '<h3 class="said">' in text
    assert text.index("The toll rose to nine dead") < text.index("the same count") < text.index("</details>")
