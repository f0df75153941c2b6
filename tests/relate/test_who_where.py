"""The ways in which reporters tell who did something, where it happened, and why.

Each way is set against another one of the next day that names another doer, place or cause: that is a contradiction.
The same told of another thing, of another day, or of a doer or place that may be part of the first, must be silent.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pytest

from onrecord.pipeline import read_page, relate_pile
from onrecord.records import Finding, Records, Snapshot, make_id
from onrecord.settings import default_settings


@dataclass(frozen=True)
class Deed:
    """A deed as verb and noun, what it was done to, who did it by two accounts, and another such thing."""

    verb: str
    done: str
    noun: str
    thing: str
    one: str
    two: str
    other: str
    many: bool = False


TOWER = Deed(
    "blew up", "blown up", "the bombing of", "the Grimsen mast", "soldiers of the northern republic",
    "insurgents of the Kelva Front", "the Ulven mast", many=True,
)  # fmt: skip
CROWN = Deed(
    "stole", "stolen", "the theft of", "the crown of Aldis", "a night porter of the palace",
    "a gang from Grimsen", "the sceptre of Morvik",
)  # fmt: skip
SLOOP = Deed(
    "rescued", "rescued", "the rescue of", "the sloop Arvika", "a police launch", "an army helicopter",
    "the sloop Bremona",
)  # fmt: skip
MILL = Deed(
    "bought", "bought", "the purchase of", "the Ulven paper mill", "a tobacco company", "the farmers of the county",
    "the Grimsen glass works",
)  # fmt: skip
DEEDS = (TOWER, CROWN, MILL)
WHO = """
{One} {verb} {thing}.
{Thing} was {done} by {one}.
It was {one} who {verb} {thing}.
“It was {one} who {verb} {thing},” {voice} said.
{Voice} said that {one} {verb} {thing}.
{One} {were} behind {noun} {thing}, {voice} said.
{One} {were} responsible for {noun} {thing}, {voice} said.
According to {voice}, {one} carried out {noun} {thing}.
{Noun} {thing} was the work of {one}, {voice} said.
Documents seen by reporters name {one} as those who {verb} {thing}.
Behind {noun} {thing} stood {one}, according to {voice}.
""".strip().splitlines()


@dataclass(frozen=True)
class Event:
    """What happened, as subject and verb and as a noun, and where by two accounts."""

    thing: str
    verb: str
    noun: str
    one: str
    two: str
    other: str


VESSEL = Event(
    "the lugger Torvik",
    "sank",
    "the loss of the lugger Torvik",
    "off the island of Hask",
    "off the island of Brod",
    "the lugger Selva",
)
FIRE = Event(
    "the fire on the steamer Ulla",
    "broke out",
    "the fire on the steamer Ulla",
    "in the galley",
    "in the engine room",
    "the fire on the steamer Nora",
)
TREATY = Event(
    "the Kelva accord",
    "was signed",
    "the signing of the Kelva accord",
    "in a monastery",
    "at a hotel by the lake",
    "the Aldis accord",
)
EVENTS = (VESSEL, FIRE, TREATY)
WHERE = """
{Thing} {verb} {one}.
{Voice} said that {thing} {verb} {one}.
It was {one} that {thing} {verb}, {voice} said.
{One}, {thing} {verb}, {voice} said.
{Noun} took place {one}, according to {voice}.
“{Thing} {verb} {one},” {voice} said.
{Place} was the scene of {noun}, {voice} said.
""".strip().splitlines()


@dataclass(frozen=True)
class Effect:
    """What came about, as subject and verb and as a noun, and why by two accounts."""

    thing: str
    verb: str
    noun: str
    one: str
    two: str
    other: str


FLIGHTS = Effect(
    "all flights of Aldair", "were cancelled", "the cancellation of all Aldair flights", "a computer fault",
    "a false bomb warning", "the collapse of the Grimsen viaduct",
)  # fmt: skip
WORKS = Effect(
    "the Ulven glass works", "went bankrupt", "the bankruptcy of the Ulven glass works", "a failed investment",
    "the new levy on energy", "the closure of the Aldis theatre",
)  # fmt: skip
EFFECTS = (FLIGHTS, WORKS)
WHY = """
{Noun} was caused by {one}, {voice} said.
{Voice} blamed {noun} on {one}.
The cause of {noun} was {one}, {voice} said.
{Thing} {verb} because of {one}, {voice} said.
{One} was the reason why {thing} {verb}, {voice} said.
{One} led to {noun}, {voice} said.
{Voice} traced {noun} to {one}.
{Voice} named {one} as the cause of {noun}.
It was {one} that caused {noun}, {voice} said.
""".strip().splitlines()
BEFORE = "Cafes near the market of Aldermoor offered free soup. {} The weather was fine in the valley."
AFTER = "Radio stations in Aldermoor opened their lines to listeners. {} The town lies on a river."
FIRST, SECOND = "police spokesman Arn Vellis", "harbour master Ola Strand"


def large(text: str) -> str:
    """A text with a large first letter."""
    return text[0].upper() + text[1:]


def who(frame: str, deed: Deed, doer: str, voice: str, thing: str | None = None) -> str:
    """A sentence of a frame of who."""
    told = thing or deed.thing
    return frame.format(
        one=doer, One=large(doer), verb=deed.verb, done=deed.done, noun=deed.noun, Noun=large(deed.noun), thing=told,
        Thing=large(told), voice=voice, Voice=large(voice),
        were="were" if doer.split(" ", 1)[0].endswith("s") else "was",
    )  # fmt: skip


def where(frame: str, event: Event, place: str, voice: str, thing: str | None = None) -> str:
    """A sentence of a frame of where."""
    told = thing or event.thing
    noun = event.noun.replace(event.thing, told)
    bare = place.split(" ", 1)[1]
    return frame.format(
        one=place, One=large(place), Place=large(bare), verb=event.verb, noun=noun, Noun=large(noun), thing=told,
        Thing=large(told), voice=voice, Voice=large(voice),
    )  # fmt: skip


def why(frame: str, effect: Effect, cause: str, voice: str, noun: str | None = None) -> str:
    """A sentence of a frame of why."""
    told = noun or effect.noun
    return frame.format(
        one=cause, One=large(cause), thing=effect.thing, Thing=large(effect.thing), verb=effect.verb, noun=told,
        Noun=large(told), voice=voice, Voice=large(voice),
    )  # fmt: skip


def findings(first: str, second: str) -> list[Finding]:
    """The contradictions of two pages, one day apart."""
    pile = Records()
    for day, text in (("2032-04-23", BEFORE.format(first)), ("2032-04-24", AFTER.format(second))):
        data = text.encode()
        pile.add(
            *read_page(
                Snapshot(
                    make_id("d", day, text), path=f"{day}.txt", digest=hashlib.sha256(data).hexdigest(), data=data,
                    media_type="text/plain", encoding="utf-8", encoding_basis="utf-8",
                    fields=(("title", "News from the town of Aldermoor"), ("published", day)),
                ),
                default_settings(),
            )
        )  # fmt: skip
    relate_pile(pile, default_settings())
    return [found for found in pile.all(Finding) if found.kind in ("shift", "contradiction")]


@pytest.mark.parametrize("number", range(len(WHO)))
def test_two_doers_of_one_deed_are_a_contradiction(number: int) -> None:
    deed = DEEDS[number % len(DEEDS)]
    other = WHO[(3 * number + 1) % len(WHO)]
    assert findings(who(WHO[number], deed, deed.one, FIRST), who(other, deed, deed.two, SECOND))


@pytest.mark.parametrize("number", range(len(WHO)))
def test_two_doers_of_two_deeds_are_none(number: int) -> None:
    deed = DEEDS[number % len(DEEDS)]
    other = WHO[(3 * number + 1) % len(WHO)]
    assert not findings(who(WHO[number], deed, deed.one, FIRST), who(other, deed, deed.two, SECOND, deed.other))


@pytest.mark.parametrize("number", range(len(WHERE)))
def test_two_places_of_one_event_are_a_contradiction(number: int) -> None:
    event = EVENTS[number % len(EVENTS)]
    other = WHERE[(2 * number + 1) % len(WHERE)]
    assert findings(where(WHERE[number], event, event.one, FIRST), where(other, event, event.two, SECOND))


@pytest.mark.parametrize("number", range(len(WHERE)))
def test_two_places_of_two_events_are_none(number: int) -> None:
    event = EVENTS[number % len(EVENTS)]
    other = WHERE[(2 * number + 1) % len(WHERE)]
    assert not findings(
        where(WHERE[number], event, event.one, FIRST), where(other, event, event.two, SECOND, event.other)
    )


@pytest.mark.parametrize("number", range(len(WHY)))
def test_two_causes_of_one_thing_are_a_contradiction(number: int) -> None:
    effect = EFFECTS[number % len(EFFECTS)]
    other = WHY[(2 * number + 1) % len(WHY)]
    assert findings(why(WHY[number], effect, effect.one, FIRST), why(other, effect, effect.two, SECOND))


@pytest.mark.parametrize("number", range(len(WHY)))
def test_causes_of_two_things_are_none(number: int) -> None:
    effect = EFFECTS[number % len(EFFECTS)]
    first = why(WHY[number], effect, effect.one, FIRST)
    assert not findings(first, why(WHY[0], effect, effect.two, SECOND, effect.other))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Police arrested the forger Milo Trand.", "A constable arrested the forger Milo Trand, a witness said."),
        ("The Kelva government built the Ulven tunnel.", "The Ulven tunnel was built by a firm from Grimsen."),
        ("The crown of Aldis was stolen by a man in a coat.", "A night porter stole the crown of Aldis, police said."),
        ("On Monday rebels blew up the Grimsen mast.", "On Thursday soldiers blew up the Grimsen mast."),
        ("Rebels blew up the Grimsen mast.", "Soldiers tried to blow up the Grimsen mast, a farmer said."),
        ("A fisherman saw the wreck of the Arvika.", "The harbour office said a shipyard had repaired the Arvika."),
        ("The paper mill was bought by a bank.", "The mill will be bought by its workers if the bank agrees."),
        ("Smugglers fired the shots in Grimsen.", "Soldiers repaired the shop in Grimsen where the shots fell."),
        ("The lugger Torvik sank off the island of Hask.", "The lugger Torvik sank in the Morvik Sea, a pilot said."),
        ("The fire on the Ulla broke out in the galley.", "The fire on the Ulla broke out in the port of Grimsen."),
        ("The ministers met in Grimsen.", "The ministers met in a hotel, a diplomat said."),
        ("The first shell landed in a school yard in Ulven.", "The second shell landed in a prison in Ulven."),
        ("The burglars were arrested in a flat in Ulven.", "The mayor was arrested at the airport of Ulven."),
        ("All Aldair flights fell out because of fog.", "A strike was one reason why Aldair flights fell out."),
        ("The viaduct gave way because of rust, police said.", "The viaduct may have given way because of a lorry."),
        ("The Ulven works shut because of a lack of orders.", "The Ulven works shut due to a shortage of orders."),
        ("The accord was signed in Grimsen on Monday.", "The accord was signed in Aldis on Friday."),
    ],
)  # fmt: skip
def test_what_may_both_be_so_is_none(first: str, second: str) -> None:
    assert not findings(first, second)
