"""For whom a claim may speak, and the words of it that are compared by meaning."""

from __future__ import annotations

import pytest

from onrecord.pipeline import read_page, relate_pile
from onrecord.records import Records
from onrecord.relate.assertions import assertions
from onrecord.relate.claims import Claim, claims
from onrecord.relate.known import Known
from onrecord.settings import default_settings
from tests.relate.read_piles import snapshot


def told(text: str) -> list[Claim]:
    """The claims of one page."""
    pile = Records()
    pile.add(*read_page(snapshot(0, f"2031-03-03 | Post | A page | {text}"), default_settings()))
    relate_pile(pile, default_settings())
    known = Known(pile)
    return list(claims(known, list(assertions(known))))


@pytest.mark.parametrize(
    ("text", "act", "body"),
    [
        ("Norvik Cement is in trouble, and the board closed the quarry on Monday.", "close", "name:norvik"),
        ("Kenya's mining minister, Ruth Wanjala, closed the quarry on Monday.", "close", "state:KEN"),
        ("Kenya's mining minister, Ruth Wanjala, closed the quarry on Monday.", "close", "name:wanjala"),
        ("Lund Rovers lost again, and their coach, Emil Sarre, closed the stadium on Monday.", "close", "name:sarre"),
        ("Emil Sarre, the magnate who runs Lund Rovers, closed the stadium on Monday.", "close", "name:rovers"),
        ("Kenya has closed one quarry. The province closed another quarry on Monday.", "close", "state:KEN"),
        ("Ruth Wanjala, the mayor, promised on Monday that no officer closed the harbour.", "close", "name:wanjala"),
        ("Members of the dockers' union closed the harbour on Monday.", "close", "thing:union"),
        ("The mayor of Sund said on Monday that two of his officers closed the harbour.", "close", "thing:officer"),
    ],
)
def test_a_claim_knows_for_whom_its_actor_may_act(text: str, act: str, body: str) -> None:
    assert any(claim.act == act and body in claim.bodies for claim in told(text))


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("The ministry will not close the quarry at Lund on Monday.", "close the quarry at Lund"),
        ("The minister said that the quarry at Lund would not be closed.", "the quarry at Lund closed"),
        ("The town council closed no school.", "closed school"),
    ],
)
def test_the_frame_is_the_act_and_what_it_is_done_to(text: str, frame: str) -> None:
    assert frame in [claim.frame for claim in told(text)]


def test_the_frame_is_words_of_the_page() -> None:
    (claim,) = told("The ministry closed the quarry at Lund.")
    assert [span.exact for span in claim.frame_spans] == ["closed the quarry at Lund"]
    assert claim.voices == frozenset()


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        ("“We closed the harbour on Monday,” said the mayor, Ruth Wanjala.", "close", "Ruth Wanjala"),
        ("Ruth Wanjala said on Monday that no one would close the harbour.", "close", "Ruth Wanjala"),
        ("Kenya's mining minister, Ruth Wanjala, stepped down on Monday.", "resign", "Ruth Wanjala"),
    ],
)
def test_who_acts(text: str, act: str, who: str) -> None:
    assert who in [claim.who.name for claim in told(text) if claim.act == act]


def test_a_state_does_not_resign_with_its_minister() -> None:
    claims_of = told("Kenya's mining minister, Ruth Wanjala, stepped down on Monday.")
    assert all("state:KEN" not in claim.bodies for claim in claims_of if claim.act == "resign")
