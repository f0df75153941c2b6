"""The ways in which reporters tell that somebody is for a matter, or against it.

Each way is set against the plain opposite on another page of the same speaker, two months before: that is a shift. Set
against the plain same side, or against the same words of another matter, it must be silent.
"""

from __future__ import annotations

import pytest

from tests.relate.test_frames import findings

FOR = """
{P} said that she was in favour of {m}.
“I am in favour of {m},” {P} said.
{P} came out in favour of {m} on Friday.
{P} spoke in favour of {m} on Friday.
{P} backed {m} on Friday.
{P} supported {m}.
{P} said she supported {m}.
“{M} has my full support,” {P} said.
{P} said that {m} had her full support.
{P} defended {m} on Friday.
{P} called for {m} on Friday.
{P} said on Friday that {m} was necessary.
“{M} is long overdue,” {P} said.
{P} called {m} a good idea.
{P} described {m} as the right step.
{P} praised {m} as a good idea.
{P} said the country needed {m}.
“We need {m},” {P} said.
{P} argued for {m} on Friday.
{P} pleaded for {m} on Friday.
{P} said there was no alternative to {m}.
{P} said there should be {m}.
{P} told reporters that {m} would be good for the country.
{P} said that {m} would be a gain for the country.
{P} threw her weight behind {m}.
{P} welcomed {m} on Friday.
{P} said that {m} would bring new jobs.
{P} said {m} would make the city safer.
{M} would help the region, {P} said on Friday.
{P} said the country could not do without {m}.
{P} said the country would be poorer without {m}.
“{M} would create work for hundreds,” {P} said.
{P} said that {m} should begin soon.
{P} said {m} was good for the country.
{P} said {m} was what the city needed.
{P} said {m} would end the chaos.
{P} said {m} was useful and right.
{P} had no problem with {m}.
In the view of {P}, {m} is the right way.
""".strip().splitlines()
AGAINST = """
{P} said that she was against {m}.
“I am against {m},” {P} said.
{P} came out against {m} on Friday.
{P} spoke out against {m} on Friday.
{P} opposed {m}.
{P} said she opposed {m}.
{P} rejected {m} on Friday.
{P} warned against {m} on Friday.
{P} said that {m} would be a mistake.
{M} would be a grave mistake, {P} said on Friday.
“{M} would be a disaster,” {P} said.
{P} called {m} a mistake.
{P} called {m} nonsense.
{P} described {m} as unnecessary.
{P} criticised {m} as wrong.
{P} said the country did not need {m}.
“We do not need {m},” {P} said.
“Nobody needs {m},” {P} said.
{P} said there was no need for {m}.
{P} argued against {m} on Friday.
{P} said there should be no {n}.
{P} said {m} would harm the country.
{P} said {m} made no sense.
{P} told reporters that she thought nothing of {m}.
{P} turned down {m} on Friday.
{P} called for an end to the plan for {m}.
{P} refused her support for {m}.
“{M} is not the answer,” {P} said.
{P} said that {m} would cost jobs.
{P} said {m} would make the city dirtier.
{M} would ruin the region, {P} said on Friday.
{P} said the country could do without {m}.
{P} said the country would be better off without {m}.
“{M} would mean more noise,” {P} said.
{P} said {m} would destroy the landscape.
{P} called {m} a bad deal.
{P} said {m} was not something the city needed.
{P} said {m} was costly and unnecessary.
{P} said {m} would be a sign of weakness.
{P} could see no sense in {m}, she said.
In the view of {P}, {m} is the wrong way.
""".strip().splitlines()
SALE = "the sale of the opera house to a foundation"
TAX = "a tax on sugar"
OTHER = {SALE: "the sale of the old barracks to a bank", TAX: "a quota for herring"}
PLAIN = {True: "{P} said that she was in favour of {m}.", False: "{P} said that she was against {m}."}
SIDES = [*((frame, True) for frame in FOR), *((frame, False) for frame in AGAINST)]


def fill(frame: str, matter: str) -> str:
    """A sentence of a frame."""
    return frame.format(
        P="Culture Minister Liviana Morescu", m=matter, M=matter[0].upper() + matter[1:], n=matter.split(" ", 1)[1]
    )


@pytest.mark.parametrize(("frame", "favours"), SIDES)
def test_the_other_side_taken_later_is_a_shift(frame: str, favours: bool) -> None:
    for matter in (SALE, TAX):
        assert [one.kind for one in findings(fill(PLAIN[not favours], matter), fill(frame, matter))] == ["shift"]


@pytest.mark.parametrize(("frame", "favours"), SIDES)
def test_the_same_side_and_another_matter_are_none(frame: str, favours: bool) -> None:
    assert not findings(fill(PLAIN[favours], SALE), fill(frame, SALE))
    for matter, other in OTHER.items():
        assert not findings(fill(PLAIN[not favours], other), fill(frame, matter))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{P} said a deeper channel was not needed.", "{P} said that deepening the channel would bring new trade."),
        ("{P} opposed any shooting of wolves in Varn.", "{P} was in favour of shooting 40 wolves in Varn."),
        ("{P} said a second runway in Lond would be a mistake.", "{P} said Lond needed a second runway."),
        (
            "{P} said the tower at the harbour should not be built.",
            "The tower at the harbour should be built, {P} said.",
        ),
    ],
)
def test_a_matter_in_words_of_one_root_is_one(first: str, second: str) -> None:
    assert findings(fill(first, TAX), fill(second, TAX))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{P} said the army would protect the people.", "{P} spoke out against the army."),
        ("{P} said a second runway in Lond would be a mistake.", "{P} said Lond needed a runway."),
        ("{P} said the company would cut jobs.", "{P} praised the company."),
        ("{P} said the storm would destroy the harbour.", "{P} said that she was in favour of the harbour."),
    ],
)
def test_what_somebody_will_do_is_no_side_in_a_matter(first: str, second: str) -> None:
    assert not findings(fill(first, TAX), fill(second, TAX))
