"""Copies and chains among invented pages."""

from __future__ import annotations

import random

from onrecord.group import group
from onrecord.group.shingles import containment, narration, shingles
from onrecord.group.told import told_agencies
from onrecord.records import UNKNOWN_DATE, Article, Block, DateInterval, Records, SyndicationGroup, make_id
from onrecord.settings import default_settings

WIRE = (
    "A freighter ran aground off Port Amarel early on Monday and spilled grain into the bay, the harbour master said. "
    "Tugs from three towns tried to pull the ship free before noon but the tow lines broke twice in the swell. "
    "Nobody on board was hurt and the crew of eleven was taken to a school near the pier for the night. "
    "The owner of the ship, a small firm from the northern islands, promised to pay for the cleaning of the beach. "
    "Fishermen closed the market because gulls had gathered in numbers that no one in the town could remember. "
    "A diver who looked at the hull found a hole as wide as a door below the waterline on the port side."
)
REWRITE = (
    "A freighter ran aground off Port Amarel early on Monday and spilled grain into the bay, the harbour master said. "
    "Tugs from three towns tried to pull the ship free before noon. The town council meets tonight and will ask why "
    "no pilot was on the bridge. Two years ago another ship of the line lost its rudder within sight of the same "
    "rocks, and an inquiry then told the port to buy a radar that it never bought. The mayor did not answer calls."
)
QUOTE = "“We asked for a radar and for two more pilots, and each time we were told to wait for the next budget year,”"
OTHER = (
    f"{QUOTE} the harbour master told a hearing in the capital. Ministers listened for an hour and left by a side door."
)
THIRD = (
    f"Anger grew in the islands over the wreck. {QUOTE} the harbour master said, and the crowd on the quay cheered him."
)


def page(name: str, text: str, day: str | None = None, publisher: str | None = None, agency: str = "") -> Article:
    date = DateInterval(day, day, "stated") if day else UNKNOWN_DATE
    return Article(
        make_id("a", name), "d_1", name, text, (Block(0, len(text), "body", 1.0),), as_is=True, published=date,
        publisher=publisher, agencies=(agency,) if agency else (),
    )  # fmt: skip


def groups(*pages: Article) -> dict[str, list[dict[str, str]]]:
    """Level -> groups as path -> role."""
    pile = Records(pages)
    group(pile, default_settings())
    paths = {article.id: article.path for article in pages}
    found: dict[str, list[dict[str, str]]] = {"copy": [], "chain": []}
    for item in pile.all(SyndicationGroup):
        found[item.level].append({paths[member.article_id]: member.role for member in item.members})
    return found


def test_the_text_printed_again_and_cut_is_a_copy() -> None:
    cut = WIRE.split(" Fishermen", maxsplit=1)[0]
    found = groups(page("a", WIRE), page("b", "Grain in the bay\n\n" + cut), page("c", OTHER))
    assert [set(members) for members in found["copy"]] == [{"a", "b"}]


def test_a_rewrite_is_in_the_chain_but_no_copy() -> None:
    found = groups(page("a", WIRE), page("b", WIRE), page("c", REWRITE))
    assert [set(members) for members in found["copy"]] == [{"a", "b"}]
    assert [set(members) for members in found["chain"]] == [{"a", "b", "c"}]


def test_pages_that_share_a_quotation_only_are_independent() -> None:
    assert containment(shingles(OTHER), shingles(THIRD)) > 0.3
    assert groups(page("a", OTHER), page("b", THIRD)) == {"copy": [], "chain": []}
    assert QUOTE not in narration(OTHER)


LONG_TALK = (
    "“The water came over the deck before anybody had found the lamps, and we sat on the roof until it was light,” "
    "{sailor} told {medium}. The boat turned on its side near the second lock and lay there until the tugs came back. "
    "“My brother held the rope for both of us, and when it broke he tied it to his belt and began again,” he said. "
)
ONE_STORY = (
    "Divers went on looking for a missing cook on Tuesday after a ferry sank at Port Amarel. A church took in most of "
    "the passengers, and the mayor asked for blankets. {talk}Shipping firms in the north stopped two more boats of the "
    "same yard. The yard has built forty of them since the war and said that none had ever sunk before. Insurers sent "
    "a man who measured the lock and wrote down the names of everybody on board. Bakers gave bread away in the square "
    "until their flour ran out, and boys on bicycles carried letters to the farms because the telephone was dead. The "
    "next ferry is not due before Friday."
)
OTHER_STORY = (
    "Why did the lamps of the ferry fail? An inspector in the capital has asked for the log, which nobody has found. "
    "{talk}The line was fined two years ago because its boats ran without a second engineer, court papers show. Unions "
    "want a law on night crossings before the summer, and a hearing is set for June. The captain is in hospital and "
    "has not been heard. Nothing is known of his papers. Two members of parliament asked on Wednesday who signed for "
    "the repairs of last autumn, and the minister promised an answer within a month. Pilots who know the lock say that "
    "its gates were left open that night, as on every night since the keeper retired."
)


def test_what_somebody_told_an_agency_is_that_agency_s_text() -> None:
    for medium, joined in (("Reuters", True), ("reporters", False)):
        talk = LONG_TALK.format(sailor="deckhand Odo Fenn", medium=medium)
        found = groups(page("a", ONE_STORY.format(talk=talk)), page("b", OTHER_STORY.format(talk=talk)))
        assert bool(found["chain"]) == joined, medium


def test_the_agencies_to_which_somebody_speaks() -> None:
    assert told_agencies("She told Reuters so; he said in an interview with the AP that he knew.") == {
        "Reuters",
        "Associated Press",
    }
    assert not told_agencies("She told reporters so, Reuters reported, and told the Reutersville Gazette more.")


def test_a_paragraph_printed_twice_in_one_page_is_no_group() -> None:
    assert groups(page("a", f"{WIRE}\n\n{WIRE}")) == {"copy": [], "chain": []}


def test_the_first_day_decides_who_is_the_original() -> None:
    found = groups(page("a", WIRE, "2024-03-05"), page("b", WIRE, "2024-03-04"), page("c", WIRE, "2024-03-06"))
    assert found["copy"] == [{"a": "copy", "b": "original", "c": "copy"}]


def test_a_page_without_a_day_leaves_the_roles_open() -> None:
    found = groups(page("a", WIRE, "2024-03-05"), page("b", WIRE))
    assert found["copy"] == [{"a": "unknown", "b": "unknown"}]


def test_pages_that_credit_an_agency_are_copies_and_the_agency_s_own_page_is_the_original() -> None:
    wires = [
        page("a", WIRE, "2024-03-04", "Sund Herald", "Norwire"),
        page("b", WIRE, "2024-03-05", "Beacon", "Norwire"),
    ]
    assert groups(*wires)["copy"] == [{"a": "copy", "b": "copy"}]
    own = page("c", WIRE, "2024-03-06", "Norwire")
    assert groups(*wires, own)["copy"] == [{"a": "copy", "b": "copy", "c": "original"}]


def test_the_order_of_the_pages_does_not_matter() -> None:
    pages = [
        page(name, text) for name, text in zip("abcdef", [WIRE, REWRITE, WIRE, OTHER, THIRD, REWRITE], strict=True)
    ]
    expected = Records(pages)
    group(expected, default_settings())
    for seed in range(3):
        shuffled = random.Random(seed).sample(pages, len(pages))
        pile = Records(shuffled)
        group(pile, default_settings())
        assert pile.all(SyndicationGroup) == expected.all(SyndicationGroup)
