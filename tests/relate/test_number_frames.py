"""The ways in which reporters give a number or a time, each set against another way that gives another one.

Set against another thing, a part, a plan or a bound of it they must be silent.
"""

from __future__ import annotations

import hashlib
import itertools

import pytest

from onrecord.pipeline import read_page, relate_pile
from onrecord.records import Finding, Records, Snapshot, make_id
from onrecord.settings import default_settings

BEFORE = "A choir sang in the arcade. {} Traders in Hurvik sold roasted chestnuts."
AFTER = "The ferry was on time. {} Most people in Hurvik live from the shipyard."


def findings(first: str, second: str) -> list[Finding]:
    """The contradictions and shifts of two pages of two days."""
    pile = Records()
    for day, text in (("2034-03-08", BEFORE.format(first)), ("2034-03-09", AFTER.format(second))):
        data = text.encode()
        pile.add(
            *read_page(
                Snapshot(
                    make_id("d", day, text), path=f"{day}.txt", digest=hashlib.sha256(data).hexdigest(), data=data,
                    media_type="text/plain", encoding="utf-8", encoding_basis="utf-8",
                    fields=(("title", "News from the island of Hurvik"), ("published", day)),
                ),
                default_settings(),
            )
        )  # fmt: skip
    relate_pile(pile, default_settings())
    return [found for found in pile.all(Finding) if found.kind in ("shift", "contradiction")]


def large(text: str) -> str:
    """The text with a capital at its head."""
    return text[0].upper() + text[1:]


STOCKS = (
    ("the Belden museum", "paintings", "340", "510"),
    ("the Corrin zoo", "antelopes", "28", "45"),
    ("the Ostby ferry line", "ships", "11", "16"),
)
STOCK_FRAMES = """
{Thing} has {n} {noun}, {voice} said.
There are {n} {noun} in {thing}, {voice} said.
{Voice} put the number of {noun} in {thing} at {n}.
The number of {noun} in {thing} is {n}, according to {voice}.
{Voice} counted {n} {noun} in {thing}.
{Voice} gave the number of {noun} in {thing} as {n}.
With {n} {noun}, {thing} is the largest in the land, {voice} said.
The {n} {noun} of {thing} are in good condition, {voice} said.
{Voice} spoke of {n} {noun} in {thing}.
“We have {n} {noun},” said {voice} of {thing}.
""".strip().splitlines()
RATES = (
    ("the county", "ferry fares", "7 percent", "12 percent"),
    ("the Ostby shipyard", "overtime pay", "4 percent", "9 percent"),
    ("the housing board", "rents", "6 percent", "11 percent"),
)
RATE_FRAMES = """
{Thing} raised {noun} by {n}, {voice} said.
{Thing} imposed a rise of {n} in {noun}, {voice} said.
{Noun} went up by {n} at {thing}, {voice} said.
{Thing} put up {noun} by {n}, {voice} said.
{Thing} lifted {noun} {n}, {voice} said.
{Voice} said that {thing} had increased {noun} by {n}.
The rise in {noun} at {thing} was {n}, according to {voice}.
""".strip().splitlines()
VALUES = (
    ("the Ostby lake", "quota for trout", "30 tonnes", "52 tonnes"),
    ("the Corrin zoo", "budget for repairs", "4 million crowns", "7 million crowns"),
    ("the Belden museum", "fee for guides", "90 crowns", "140 crowns"),
)
VALUE_FRAMES = """
The {noun} at {thing} is {n}, {voice} said.
{Voice} put the {noun} at {thing} at {n}.
The {noun} at {thing} stood at {n}, according to {voice}.
{n} is the {noun} at {thing}, {voice} said.
The {noun} at {thing} amounts to {n}, {voice} said.
{Voice} gave the {noun} at {thing} as {n}.
""".strip().splitlines()
SIZE_FRAMES = """
The Sorrel viaduct is {n} long, {voice} said.
{Voice} put the length of the Sorrel viaduct at {n}.
The Sorrel viaduct has a length of {n}, {voice} said.
""".strip().splitlines()
VOICES = ("the director", "a retired inspector")
Case = tuple[str, str]


def number_cases() -> list[Case]:
    """Each way to give a number beside the next one, with another thing each time."""
    found: list[Case] = []
    for frames, things in ((STOCK_FRAMES, STOCKS), (RATE_FRAMES, RATES), (VALUE_FRAMES, VALUES)):
        for place, (one, other) in enumerate(itertools.pairwise([*frames, frames[0]])):
            thing, noun, low, high = things[place % len(things)]
            pair = [
                frame.format(
                    thing=thing, Thing=large(thing), noun=noun, Noun=large(noun), n=n, voice=voice, Voice=large(voice)
                )
                for frame, n, voice in zip((one, other), (low, high), VOICES, strict=True)
            ]
            found.append((pair[0], pair[1]))
    for one, other in itertools.pairwise([*SIZE_FRAMES, SIZE_FRAMES[0]]):
        told = [
            frame.format(n=n, voice=voice, Voice=large(voice))
            for frame, n, voice in zip((one, other), ("340 metres", "480 metres"), VOICES, strict=True)
        ]
        found.append((told[0], told[1]))
    return found


EVENTS = (
    ("the Sorrel viaduct", "opened", "opening of the Sorrel viaduct", "open"),
    ("the Corrin zoo", "closed", "closure of the Corrin zoo", "close"),
    ("the timber levy", "took effect", "introduction of the timber levy", "take effect"),
    ("harbour master Edda Lorne", "resigned", "resignation of harbour master Edda Lorne", "resign"),
)
PAST_FRAMES = """
{Thing} {past} {at}, {voice} said.
{At}, {thing} {past}, {voice} said.
The {noun} was {at}, {voice} said.
The {noun} took place {at}, according to {voice}.
It was {at} that {thing} {past}, {voice} said.
The {noun}, which was {at}, surprised many, {voice} said.
""".strip().splitlines()
PLAN_FRAMES = """
{Thing} will {base} on {day}, {voice} said.
The {noun} is set for {day}, {voice} said.
The {noun} is planned for {day}, according to {voice}.
{Thing} is to {base} on {day}, {voice} said.
{Voice} announced the {noun} for {day}.
The {noun} has been fixed for {day}, {voice} said.
""".strip().splitlines()
YEAR_FRAMES = """
The Ostby mill was built in {year}, {voice} said.
It was in {year} that the Ostby mill was built, {voice} said.
The construction of the Ostby mill was in {year}, according to {voice}.
Since it was built in {year}, the Ostby mill has been in the hands of one family, {voice} said.
{Voice} dated the construction of the Ostby mill to {year}.
""".strip().splitlines()


def time_cases() -> list[Case]:
    """Each way to give a time beside the next one."""
    found: list[Case] = []
    times = (("on March 1", "on March 6"), ("at 7.15 a.m.", "at 3 p.m."))
    for place, (one, other) in enumerate(itertools.pairwise([*PAST_FRAMES, PAST_FRAMES[0]])):
        for number, at in enumerate(times):
            thing, past, noun, _ = EVENTS[(place + number) % 2]
            pair = [
                frame.format(
                    thing=thing, Thing=large(thing), past=past, noun=noun, at=when, At=large(when), voice=voice
                )
                for frame, when, voice in zip((one, other), at, VOICES, strict=True)
            ]
            found.append((pair[0], pair[1]))
    for place, (one, other) in enumerate(itertools.pairwise([*PLAN_FRAMES, PLAN_FRAMES[0]])):
        thing, _, noun, base = EVENTS[place % len(EVENTS)]
        pair = [
            frame.format(
                thing=thing, Thing=large(thing), base=base, noun=noun, day=day, voice=voice, Voice=large(voice)
            )
            for frame, day, voice in zip((one, other), ("April 1", "May 20"), VOICES, strict=True)
        ]
        found.append((pair[0], pair[1]))
    for one, other in itertools.pairwise([*YEAR_FRAMES, YEAR_FRAMES[0]]):
        pair = [
            frame.format(year=year, voice=voice, Voice=large(voice))
            for frame, year, voice in zip((one, other), ("1921", "1938"), VOICES, strict=True)
        ]
        found.append((pair[0], pair[1]))
    return found


HARMLESS = {
    "The Corrin zoo has 28 antelopes, the director said.": """
The Tolby zoo has 45 antelopes, an inspector said.
The Corrin zoo has 45 monkeys, an inspector said.
The Corrin zoo has 9 young antelopes, an inspector said.
The Corrin zoo wants 45 antelopes, an inspector said.
The Corrin zoo will have 45 antelopes, an inspector said.
The Corrin zoo bought 6 antelopes, an inspector said.
The Corrin zoo had 45 antelopes last year, an inspector said.
The Corrin zoo has more than 25 antelopes, an inspector said.
There are 9 antelopes in the old pen of the Corrin zoo, an inspector said.
""",
    "The county raised ferry fares by 7 percent, the director said.": """
The county raised parking fees by 12 percent, an inspector said.
The county raised ferry fares for pupils by 12 percent, an inspector said.
The county wanted to raise ferry fares by 12 percent, an inspector said.
""",
    "The quota for trout at the Ostby lake is 30 tonnes, the director said.": """
The quota for perch at the Ostby lake is 52 tonnes, an inspector said.
The quota for trout and perch at the Ostby lake is 52 tonnes, an inspector said.
The catch of trout at the Ostby lake was 52 tonnes, an inspector said.
""",
    "The new Sorrel viaduct is 340 metres long, the director said.": """
The old Sorrel viaduct is 480 metres long, an inspector said.
The road to the new Sorrel viaduct is 480 metres long, an inspector said.
The new Sorrel viaduct is 48 metres high, an inspector said.
""",
    "The Sorrel viaduct opened on March 1, the director said.": """
The Sorrel viaduct was to have opened on February 20, an inspector said.
The kiosk at the Sorrel viaduct opened on March 6, an inspector said.
The mayor praised the opening of the Sorrel viaduct on March 6.
The Sorrel viaduct closed on March 6, an inspector said.
""",
    "The Sorrel viaduct will open on April 1, the director said.": """
The opening of the Sorrel viaduct was postponed to May 20, an inspector said.
The Sorrel viaduct will open before May 20, an inspector said.
The Sorrel viaduct will open in April, an inspector said.
The Sorrel viaduct could open on May 20, an inspector said.
""",
    "The timber levy will take effect on April 1, the director said.": """
The fishing levy will take effect on May 20, an inspector said.
The timber levy will end on May 20, an inspector said.
""",
    "The Ostby mill was built in 1921, the director said.": """
The Ostby mill was rebuilt in 1938, an inspector said.
The stable of the Ostby mill was built in 1938, an inspector said.
The Ostby mill was opened in 1924, an inspector said.
""",
}


@pytest.mark.parametrize(("first", "second"), number_cases())
def test_two_numbers_of_one_thing_contradict_each_other(first: str, second: str) -> None:
    assert [found.basis for found in findings(first, second)] == ["number"]


@pytest.mark.parametrize(("first", "second"), time_cases())
def test_two_times_of_one_deed_contradict_each_other(first: str, second: str) -> None:
    assert findings(first, second)


@pytest.mark.parametrize(
    ("first", "second"), [(first, told) for first, others in HARMLESS.items() for told in others.strip().splitlines()]
)
def test_another_thing_a_part_or_a_plan_is_silent(first: str, second: str) -> None:
    assert not findings(first, second)
    assert not findings(second, first)
