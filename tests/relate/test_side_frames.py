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
