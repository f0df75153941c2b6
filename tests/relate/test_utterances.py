"""One utterance on several pages is one occasion of one speaker; the fullest wording comes first."""

from __future__ import annotations

from onrecord.records import Finding
from tests.relate.pile import Pile

FULL = "the tunnel under the fjord will stay shut until its pumps have been replaced"


def told(*pages: tuple[str, str], day: str | None = None, act: str = "say") -> list[Finding]:
    """The agreements of pages on which somebody says something."""
    pile = Pile()
    for number, (speaker, words) in enumerate(pages):
        page = pile.page(f"p{number}", f"{speaker} told the council that {words}. Rain fell on page {number}.", day)
        pile.statement(page, words, pile.mention(page, speaker, "NOR"), act=act)
    return [finding for finding in pile.findings() if finding.kind == "agreement"]


def test_one_speaker_on_three_pages_is_one_source_with_the_fullest_wording_first() -> None:
    (finding,) = told(
        ("Ilse Brandt", "the tunnel stays shut until the pumps are replaced"),
        ("Ilse Brandt", FULL),
        ("Ilse Brandt", "until its pumps are replaced the fjord tunnel will stay shut"),
    )
    assert (finding.independent, finding.actor, len(finding.sides)) == (1, "Ilse Brandt", 3)
    assert finding.sides[0].evidence[0].span.exact == FULL
    assert "one speaker, Ilse Brandt, 3 pages" in finding.reason


def test_a_denial_stays_in_the_topic() -> None:
    words = "nobody in the crew was hurt when the tunnel roof fell"
    (finding,) = told(("Ilse Brandt", words), ("Ilse Brandt", f"{words} on the night shift"))
    assert finding.topic.startswith("nobody in the crew was hurt")


def test_opposite_sentences_are_never_one() -> None:
    assert not told(("Ilse Brandt", FULL), ("Ilse Brandt", FULL.replace("will stay", "will not stay")))
    assert not told(("Ilse Brandt", FULL), ("Ilse Brandt", FULL.replace("shut", "open")))


def test_other_numbers_are_another_sentence() -> None:
    words = "the tunnel under the fjord will stay shut for {} weeks"
    assert not told(("Ilse Brandt", words.format(12)), ("Ilse Brandt", words.format(15)))


def test_two_speakers_with_names_do_not_make_one_utterance() -> None:
    assert not told(("Ilse Brandt", FULL), ("Jonas Reeve", FULL))


def test_a_quotation_is_one_utterance_whoever_is_named_for_it() -> None:
    quoted = 'she feared that "the pumps drowned on the very first night of frost" in the tunnel'
    (finding,) = told(("Ilse Brandt", quoted), ("officials", quoted.replace("in the tunnel", "there")))
    assert (finding.independent, finding.strength) == (1, "soft")


def test_names_alone_make_no_quotation() -> None:
    first = 'workers came "from the Port of New Selby" to mend the pumps'
    other = 'the mayor flew in "from the Port of New Selby" and praised the choir'
    assert not told(("Ilse Brandt", first), ("the council", other))


def test_the_same_thing_said_months_later_is_said_again() -> None:
    pile = Pile()
    again = "the fjord tunnel stays shut, pumps to be replaced"
    for name, words, day in (("one", FULL, "2024-03-04"), ("two", again, "2024-09-09")):
        page = pile.page(name, f"Ilse Brandt said that {words}.", day)
        pile.statement(page, words, pile.mention(page, "Ilse Brandt", "NOR"), day)
    assert pile.kinds() == []


def test_sentences_of_one_briefing_are_one_occasion() -> None:
    second = "divers found rust on every valve below the waterline"
    pile = Pile()
    for name in ("one", "two"):
        page = pile.page(name, f"Ilse Brandt said that {FULL}. She said that {second}. Page {name}.")
        speaker = pile.mention(page, "Ilse Brandt", "NOR")
        pile.statement(page, FULL, speaker)
        pile.statement(page, second, speaker)
    (finding,) = pile.findings()
    assert "2 pages, 2 sentences" in finding.reason
    assert [len(side.evidence) for side in finding.sides] == [2, 2]


def test_copies_of_one_wire_are_told_once() -> None:
    pile = Pile()
    made = []
    for name in ("one", "two"):
        page = pile.page(name, f"Ilse Brandt said that {FULL}. Page {name}.")
        pile.statement(page, FULL, pile.mention(page, "Ilse Brandt", "NOR"))
        made.append(page)
    pile.chain(*made)
    assert pile.kinds() == []


def test_pages_in_any_order_give_the_same_findings() -> None:
    pages = [("Ilse Brandt", FULL), ("Ilse Brandt", "the tunnel stays shut until the pumps are replaced")]
    texts = {tuple(side.evidence[0].span.exact for side in f.sides) for f in told(*pages)}
    assert texts == {tuple(side.evidence[0].span.exact for side in f.sides) for f in told(*reversed(pages))}


def test_a_set_phrase_in_two_quotations_is_no_utterance_of_one_speaker() -> None:
    first = '"the choir has sung for all of us from the cradle to the grave since the mine opened"'
    other = '"no pension reform can promise the miners comfort from the cradle to the grave"'
    assert not told(("the choir", first), ("the ministry", other))
