"""The ways in which reporters tell that somebody will not do a thing, that he will, and that he has done it.

Each way is set against the deed, or against the refusal, on another page of three weeks later: that is a shift. Set
against the same deed done to another thing it must be silent.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pytest

from onrecord.pipeline import read_page, relate_pile
from onrecord.records import Finding, Problem, Records, Snapshot, make_id
from onrecord.settings import default_settings


@dataclass(frozen=True)
class Deed:
    """The forms of one deed, of who does it, and of who speaks for him."""

    base: str
    ing: str
    past: str
    noun: str
    thing: str
    other: str
    body: str
    voice: str
    were: str = "were"


SCHOOLS = Deed(
    "close", "closing", "closed", "closure of", "the schools in Lond", "the clinic in Vik", "the government",
    "Education Minister Ilsa Doren",
)  # fmt: skip
STADIUM = Deed(
    "sell", "selling", "sold", "sale of", "the Lond stadium", "the team bus", "the club",
    "club president Tom Berg", "was",
)  # fmt: skip
EMBASSY = Deed(
    "evacuate", "evacuating", "evacuated", "evacuation of", "the embassy in Lond", "the consulate in Vik",
    "the ministry", "ministry spokesman Per Halden", "was",
)  # fmt: skip
PENSIONS = Deed(
    "cut", "cutting", "cut", "cut in", "pensions", "grants for farmers", "the government",
    "Finance Minister Fenna Brennar",
)  # fmt: skip
DEEDS = (SCHOOLS, STADIUM, EMBASSY, PENSIONS)

DENIALS = """
{Voice} on Friday ruled out {ing} {thing}.
{Voice} denied on Friday that {body} would {base} {thing}.
{Voice} denied that {body} was preparing to {base} {thing}.
{Voice} denied that {body} was planning to {base} {thing}.
{Voice} denied plans to {base} {thing}.
{Voice} denied any intention of {ing} {thing}.
{Voice} dismissed reports that {body} would {base} {thing}.
{Voice} dismissed reports that {body} was preparing to {base} {thing}.
{Voice} rejected suggestions that {body} would {base} {thing}.
{Voice} brushed aside rumours that {body} planned to {base} {thing}.
{Voice} said reports that {body} would {base} {thing} were false.
{Voice} said there was no truth in reports that {body} would {base} {thing}.
There are no plans to {base} {thing}, {voice} said on Friday.
{Body} has no intention of {ing} {thing}, {voice} said on Friday.
{Voice} said {body} did not intend to {base} {thing}.
{Voice} said {body} was not considering {ing} {thing}.
{Voice} said nobody was thinking of {ing} {thing}.
{Ing} {thing} was out of the question, {voice} said on Friday.
“{Ing} {thing} is out of the question,” {voice} said.
{Voice} said that {ing} {thing} was not an option.
{Voice} said {ing} {thing} was not on the agenda.
A {noun} {thing} is not on the table, {voice} said.
{Voice} said it was out of the question to {base} {thing}.
Asked on Friday whether {body} would {base} {thing}, {voice} said that this would not happen.
Asked whether {body} would {base} {thing}, {voice} said no.
{Voice} refused to {base} {thing}.
{Voice} promised on Friday that {body} would not {base} {thing}.
{Voice} rejected calls to {base} {thing}.
{Voice} decided against {ing} {thing}.
“We will not {base} {thing},” {voice} said on Friday.
{Voice} said that it was not true that {body} would {base} {thing}.
{Voice} said {body} saw no reason to {base} {thing}.
""".strip().splitlines()
PLANS = """
{Voice} announced plans to {base} {thing}.
{Voice} said {body} was ready to {base} {thing}.
{Body} is willing to {base} {thing}, {voice} said.
{Voice} said he was prepared to {base} {thing}.
“We are going to {base} {thing},” {voice} said.
{Voice} said {body} had decided to {base} {thing}.
""".strip().splitlines()
DONE = """
{Body} {past} {thing} on Friday.
{Body} began {ing} {thing} on Friday.
{Thing} {were} {past} on Friday.
{Voice} admitted on Friday that {body} had {past} {thing}.
""".strip().splitlines()
GIVEN_UP = """
{Body} dropped its plan to {base} {thing}.
{Body} withdrew its plan to {base} {thing}.
{Body} reversed its decision to {base} {thing}.
{Body} backed away from its plan to {base} {thing}.
{Body} went back on its decision to {base} {thing}.
{Body} broke its promise to {base} {thing}.
{Body} no longer intends to {base} {thing}, {voice} said.
{Body} is no longer planning to {base} {thing}.
The plan to {base} {thing} is off the table, {voice} said.
{Voice} announced the end of the plan to {base} {thing}.
{Body} backed down on the {noun} {thing}.
""".strip().splitlines()
ALLOWED = """
{Body} issued permits to {base} {thing} on Friday.
{Body} granted permission to {base} {thing} on Friday.
{Body} signed a contract on Friday to {base} {thing}.
{Body} on Friday signed a contract for the {noun} {thing}.
{Body} pushed ahead with the {noun} {thing} on Friday.
{Body} reversed its decision not to {base} {thing}.
""".strip().splitlines()
STILL_OPEN = """
{Body} sought permission to {base} {thing} on Friday.
{Body} did not withdraw its refusal to {base} {thing}.
{Body} will discuss a contract to {base} {thing}.
""".strip().splitlines()
SILENT = """
{Voice} did not say whether {body} would {base} {thing}.
Asked whether {body} would {base} {thing}, {voice} said that he did not know.
Asked whether {body} would {base} {thing}, {voice} said that no decision had been taken.
{Voice} said {body} was ready to {base} {thing} if parliament agreed.
{Voice} denied that he had been asked whether {body} would {base} {thing}.
""".strip().splitlines()
BEFORE = "Cafes near the gates offered free soup. {} The weather was fine in the valley."
AFTER = "Radio stations opened their lines to listeners. {} The town lies on a river."


def fill(frame: str, deed: Deed, thing: str | None = None) -> str:
    """A sentence of a frame."""
    told = thing or deed.thing

    def large(text: str) -> str:
        return text[0].upper() + text[1:]

    return frame.format(
        base=deed.base, ing=deed.ing, Ing=large(deed.ing), past=deed.past, noun=deed.noun, thing=told,
        Thing=large(told), body=deed.body, Body=large(deed.body), voice=deed.voice, Voice=large(deed.voice),
        were=deed.were,
    )  # fmt: skip


def findings(first: str, second: str, later: str = "2032-05-14") -> list[Finding]:
    """The contradictions and shifts of two pages, three weeks apart if ``later`` gives no other day of the second."""
    pile = Records()
    for page, (day, text) in enumerate((("2032-04-23", BEFORE.format(first)), (later, AFTER.format(second)))):
        data = text.encode()
        pile.add(
            *read_page(
                Snapshot(
                    make_id("d", day, text), path=f"{day}-{page}.txt", digest=hashlib.sha256(data).hexdigest(),
                    data=data,
                    media_type="text/plain", encoding="utf-8", encoding_basis="utf-8",
                    fields=(("title", "News from the town of Lond"), ("published", day)),
                ),
                default_settings(),
            )
        )  # fmt: skip
    relate_pile(pile, default_settings())
    return [found for found in pile.all(Finding) if found.kind in ("shift", "contradiction")]


@pytest.mark.parametrize("number", range(len(DENIALS)))
def test_what_was_ruled_out_and_then_done_is_a_shift(number: int) -> None:
    deed = DEEDS[number % len(DEEDS)]
    assert findings(fill(DENIALS[number], deed), fill(DONE[0], deed))


@pytest.mark.parametrize("frame", [*PLANS, *DONE])
def test_what_was_ruled_out_is_planned_or_done(frame: str) -> None:
    for deed in (SCHOOLS, PENSIONS):
        assert findings(fill("{Voice} said on Friday that {body} would not {base} {thing}.", deed), fill(frame, deed))


@pytest.mark.parametrize("frame", GIVEN_UP)
def test_what_was_announced_and_then_given_up_is_a_shift(frame: str) -> None:
    for deed in (SCHOOLS, STADIUM):
        assert findings(fill("{Voice} said on Friday that {body} would {base} {thing}.", deed), fill(frame, deed))
        assert not findings(
            fill("{Voice} said on Friday that {body} would {base} {thing}.", deed), fill(frame, deed, deed.other)
        )


@pytest.mark.parametrize("frame", ALLOWED)
def test_what_was_ruled_out_and_then_let_be_is_a_shift(frame: str) -> None:
    for deed in (SCHOOLS, STADIUM):
        assert findings(fill("{Voice} said on Friday that {body} would not {base} {thing}.", deed), fill(frame, deed))
        assert not findings(
            fill("{Voice} said on Friday that {body} would not {base} {thing}.", deed), fill(frame, deed, deed.other)
        )


@pytest.mark.parametrize("frame", STILL_OPEN)
def test_what_is_only_asked_for_is_not_yet_planned(frame: str) -> None:
    for deed in (SCHOOLS, STADIUM):
        assert not findings(fill("{Voice} said that {body} would not {base} {thing}.", deed), fill(frame, deed))


@pytest.mark.parametrize("number", range(len(DENIALS)))
def test_the_same_done_to_another_thing_is_none(number: int) -> None:
    deed = DEEDS[number % len(DEEDS)]
    assert not findings(fill(DENIALS[number], deed), fill(DONE[0], deed, deed.other))


@pytest.mark.parametrize("frame", SILENT)
def test_what_is_left_open_denies_nothing(frame: str) -> None:
    for deed in (SCHOOLS, STADIUM):
        assert not findings(fill(frame, deed), fill(DONE[0], deed))
        assert not findings(fill("{Voice} ruled out {ing} {thing}.", deed), fill(frame, deed))


def test_a_page_that_begins_with_it_is_compared() -> None:
    pile = Records()
    data = b"It closed the schools in Lond on Friday."
    pile.add(
        *read_page(
            Snapshot(
                make_id("d", "it"), path="it.txt", digest=hashlib.sha256(data).hexdigest(), data=data,
                media_type="text/plain", encoding="utf-8", encoding_basis="utf-8",
            ),
            default_settings(),
        )
    )  # fmt: skip
    relate_pile(pile, default_settings())
    assert not [problem for problem in pile.all(Problem) if problem.stage == "relate"]
