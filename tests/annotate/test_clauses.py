"""Clauses: claims with verbs that no codebook lists, and none for words that only carry others."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.annotate import annotate
from onrecord.annotate.events_setting import _above
from onrecord.records import Article, Block, Clause, Event, Records, Statement
from onrecord.settings import default_settings


def read(text: str) -> Records:
    """All annotations of a text."""
    block = Block(0, len(text), "body", 1.0)
    page = Records([Article("a_1", "d_1", "page.txt", text, (block,), language="en", as_is=True)])
    annotate(page, default_settings())
    return page


def clauses(text: str) -> list[tuple[str, str, str, list[str]]]:
    """Modality, subject, base form and objects of each clause."""
    found = read(text).all(Clause)
    return [
        (c.modality, " ".join(s.exact for s in c.subject), c.lemma, [span.exact for span in c.objects]) for c in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge at Lond is open.", ("happened", "The bridge at Lond", "be open", [])),
        ("The bridge at Lond is not open.", ("negated", "The bridge at Lond", "be open", [])),
        ("There is a way, but the old ferry is no alternative.", ("negated", "the old ferry", "be alternative", [])),
        ("Northern Bank will not refund its savers.", ("negated", "Northern Bank", "refund", ["its savers"])),
        ("Northern Bank may refund its savers.", ("possible", "Northern Bank", "refund", ["its savers"])),
        ("All tunnels were repainted on Friday.", ("happened", "", "repaint", ["All tunnels"])),
    ],
)
def test_a_claim_that_is_no_event(text: str, expected: tuple[str, str, str, list[str]]) -> None:
    assert expected in clauses(text)


def test_a_verb_that_says_how_another_is_meant_is_no_claim_of_its_own() -> None:
    found = clauses("The mayor plans to repaint the tunnels.")
    assert [(modality, lemma) for modality, _, lemma, _ in found] == [("planned", "repaint")]


def test_words_of_reporting_are_left_to_their_finder() -> None:
    page = read("The army attacked Berek. The mayor said that the tunnels are dark.")
    assert [event.lemma for event in page.all(Event)] == ["attack"]
    attack, clause = page.all(Clause)
    assert attack.predicate == page.all(Event)[0].trigger  # The clause of an event keeps its other phrases.
    (statement,) = page.all(Statement)
    assert (clause.lemma, clause.attributed_to) == ("be dark", statement.id)


def test_the_spans_of_a_clause_are_words_of_the_page() -> None:
    text = "The bridge at Lond is open to lorries."
    (clause,) = read(text).all(Clause)
    spans = [*clause.predicate, *clause.extent, *clause.subject, *clause.objects]
    assert all(text[span.start : span.end] == span.exact for span in spans)
    assert clause.id.startswith("k_")


def test_a_preposition_at_the_root_of_a_parse_ends_the_way_up() -> None:
    doc = Doc(Vocab(), ["In", "talks"], heads=[0, 0], deps=["ROOT", "pobj"], pos=["ADP", "NOUN"])
    assert _above(doc[1]) == []


def test_a_rule_is_no_ruling_out() -> None:
    found = clauses("The rule to repaint tunnels is old.")
    assert ("negated", "repaint") not in [(modality, lemma) for modality, _, lemma, _ in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norvik said that there were no plans to repaint the tunnels.", ("negated", "", "repaint", ["the tunnels"])),
        ("There is nothing to repaint, the mayor said.", ("negated", "", "repaint", [])),
        ("We see no reason to repaint, the mayor said.", ("negated", "", "repaint", [])),
        ("The mayor sees no ground for an election.", ("negated", "The mayor", "election", [])),
        ("The mayor has no intention of repainting the tunnels.", ("negated", "The mayor", "repaint", ["the tunnels"])),
        ("The mayor dropped plans to repaint the tunnels.", ("negated", "The mayor", "repaint", ["the tunnels"])),
        ("The council voted to repaint the tunnels.", ("planned", "The council", "repaint", ["the tunnels"])),
        ("The council decided against repainting the tunnels.", ("negated", "The council", "repaint", ["the tunnels"])),
        ("The council backed away from closing the mill.", ("negated", "The council", "close", ["the mill"])),
        ("The mayor denied reports that he had sold the mill.", ("negated", "The mayor", "sell", ["the mill"])),
        ("Drivers will be able to use the tunnel.", ("planned", "Drivers", "use", ["the tunnel"])),
        ("Drivers were able to use the tunnel.", ("happened", "Drivers", "use", ["the tunnel"])),
        ("Nobody in the council repainted the tunnels.", ("negated", "the council", "repaint", ["the tunnels"])),
        ("The council plans to bring back the old ferry.", ("planned", "The council", "bring back", ["the old ferry"])),
        ("The judge was in custody on Monday.", ("happened", "The judge", "be in custody", [])),
        ("The rebels are looking for a guide.", ("happened", "The rebels", "look for", ["a guide"])),
        ("The party will take part in the vote.", ("planned", "The party", "take part", ["the vote"])),
        ("If the mayor does not close the mill, it will burn.", ("possible", "the mayor", "close", ["the mill"])),
        ("Norvik agreed to be renamed by its owner.", ("planned", "Norvik", "rename", ["its owner"])),
        ("The council held off on closing the mill.", ("negated", "The council", "close", ["the mill"])),
        ("The mill is to be closed in May.", ("planned", "", "close", ["The mill"])),
        ("The mill is due to be closed in May.", ("planned", "", "close", ["The mill"])),
        ("The mill was not to be closed.", ("negated", "", "close", ["The mill"])),
        ("The teachers are to paint the hall.", ("planned", "The teachers", "paint", ["the hall"])),
        ("The board is not considering closing the mill.", ("negated", "The board", "close", ["the mill"])),
        ("The board was not weighing the sale of the mill.", ("negated", "The board", "sale", ["the mill"])),
        ("The union called for the mill to be painted.", ("possible", "", "paint", ["the mill"])),
        ("The panel recommended that the town paint the mill.", ("possible", "the town", "paint", ["the mill"])),
        ("Villagers demanded that the mill be painted.", ("possible", "", "paint", ["the mill"])),
    ],
)
def test_what_governs_a_verb_says_whether_it_is_denied_or_planned(
    text: str, expected: tuple[str, str, str, list[str]]
) -> None:
    assert expected in clauses(text)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("If the board gives in and saves money by closing the mill, people will leave.", "the board"),
        ("The union urged the board not to close the mill.", "the board"),
        ("Nobody expected the board to close the mill.", "the board"),
        ("The board does not have to close the mill.", "The board"),
        ("The council rejected the board's offer to close the mill.", "the board"),
        ("Did the board close the mill?", "the board"),
        ("Will the board close the mill on Monday?", "the board"),
        ("The board is not just closing the mill.", "The board"),
    ],
)
def test_a_condition_a_question_a_wish_of_others_and_a_denial_of_a_part_leave_a_clause_open(
    text: str, subject: str
) -> None:
    assert ("possible", subject, "close") in [found[:3] for found in clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board ordered the closure of the mill.", ("planned", "The board", "closure", ["the mill"])),
        ("The board did not order the closure of the mill.", ("negated", "The board", "closure", ["the mill"])),
        ("The board ruled out the demolition of the mill.", ("negated", "The board", "demolition", ["the mill"])),
        ("The board called for the demolition of the mill.", ("possible", "The board", "demolition", ["the mill"])),
        ("The demolition of the mill was approved.", ("planned", "", "demolition", ["the mill"])),
        ("The demolition of the mill is out of the question.", ("negated", "", "demolition", ["the mill"])),
        ("There was no encounter between the two.", ("negated", "", "encounter", ["the two"])),
        (
            "The board has no plans for the demolition of the mill.",
            ("negated", "The board", "demolition", ["the mill"]),
        ),
    ],
)
def test_a_noun_tells_a_deed_if_its_verb_carries_it(text: str, expected: tuple[str, str, str, list[str]]) -> None:
    assert expected in clauses(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tunnel was still flooded on Monday.", ("happened", "The tunnel", "be flooded", [])),
        ("The pass was no longer blocked on Monday.", ("negated", "The pass", "be blocked", [])),
        ("The mill was already shut when the guests came.", ("happened", "The mill", "be shut", [])),
        ("The crossing at Berek was still closed on Monday, drivers said.",
         ("happened", "The crossing at Berek", "be closed", [])),
        ("The mill was shut by the board on Monday.", ("happened", "the board", "shut", ["The mill"])),
    ],
)  # fmt: skip
def test_a_participle_that_lasts_says_how_a_thing_is(text: str, expected: tuple[str, str, str, list[str]]) -> None:
    assert expected in clauses(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The police are treating the flood as sabotage.", ("happened", "the flood", "be sabotage", [])),
        ("The death was not classified as a murder.", ("negated", "The death", "be murder", [])),
        ("The court does not regard the gift as a bribe.", ("negated", "the gift", "be bribe", [])),
        ("Nurses treated the driver at the roadside.", ("happened", "Nurses", "treat", ["the driver"])),
    ],
)
def test_what_a_thing_is_taken_for_is_said_of_the_thing(text: str, expected: tuple[str, str, str, list[str]]) -> None:
    assert expected[:3] in [found[:3] for found in clauses(text)]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Ilsa Doren declared her candidacy for the senate on Monday.", "declare"),
        ("The tenants rejected the offer of the landlord.", "reject"),
        ("The premier backed the bill on Monday.", "back"),
    ],
)
def test_a_word_of_reporting_with_a_noun_as_its_object_is_a_clause_too(text: str, lemma: str) -> None:
    assert lemma in [found[2] for found in clauses(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ilsa Doren declared that she would run.",
        "“The mill stays open,” the mayor announced.",
        "The mayor reported the news to the council.",
    ],
)
def test_a_word_of_reporting_over_words_is_none(text: str) -> None:
    assert not {"declare", "announce", "report"} & {found[2] for found in clauses(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor will not sell the mill, ending weeks of rumours.", ("planned", "The mayor", "end")),
        ("The envoy did not open the fair, pleading a cold.", ("happened", "The envoy", "plead")),
        ("The board never paid the painters, leaving the hall grey.", ("happened", "The board", "leave")),
        ("The mayor did not leave the hall smiling.", None),
    ],
)
def test_a_participle_behind_a_denial_is_told_beside_it(text: str, expected: tuple[str, str, str] | None) -> None:
    found = [clause[:3] for clause in clauses(text)]
    assert expected in found if expected else ("happened", "The mayor", "smile") not in found


def test_a_noun_of_a_deed_alone_says_nothing() -> None:
    assert "demolition" not in [lemma for _, _, lemma, _ in clauses("Neighbours fear noise from the demolition.")]
