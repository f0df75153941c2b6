"""What the last and the first of a row show: *the last ferry left*, *lorries crossed the bridge again*."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from onrecord.codebooks.book import Book
from onrecord.codebooks.turns import parse_turns
from onrecord.errors import UsageError
from onrecord.records import Span
from onrecord.relate.claims import Claim
from onrecord.relate.rows import turned


def claim(clause: str, verb: str, lemma: str, position: str = "done", before: bool = False) -> Claim:
    """A claim as far as the rows look at it."""
    start = clause.index(verb)
    source = SimpleNamespace(
        modality="negated" if position == "denied" else "happened", lemma=lemma,
        trigger=(Span(start, start + len(verb), clause),), extent=(Span(0, len(clause), clause),),
    )  # fmt: skip
    return cast(Claim, SimpleNamespace(position=position, before=before, source=source))


@pytest.mark.parametrize(
    ("clause", "verb", "lemma", "act"),
    [
        ("The last ferry to Grimsay sailed on Friday", "sailed", "sail", "end service"),
        ("Norlin flew to Tarvik for the last time on Friday", "flew", "fly", "end service"),
        ("the final barrel rolled out of the brewery", "rolled", "roll", "end production"),
        ("The hospital treated its last patient", "treated", "treat", "close hospital"),
        ("The last shift clocked off on Friday", "clocked off", "clock off", "close"),
        ("The last issue came out on Friday", "came out", "come out", "stop publishing"),
        ("The last Norwegian soldiers boarded a plane", "boarded", "board", "withdraw"),
        ("The first tanks rolled into the valley", "rolled", "roll", "invade"),
        ("The first lorries rumbled across the bridge", "rumbled", "rumble", "unblock"),
        ("Pupils sat in their classrooms again", "sat", "sit", "hold class"),
        ("the bell rang for the last time", "rang", "ring", "close school"),
    ],
)
def test_the_end_of_a_row_shows_what_was_done(clause: str, verb: str, lemma: str, act: str) -> None:
    assert act in turned(claim(clause, verb, lemma))


@pytest.mark.parametrize(
    ("clause", "verb", "lemma"),
    [
        ("The last ferry of the day sailed on Friday", "sailed", "sail"),
        ("The last ferry on Friday sailed empty", "sailed", "sail"),
        ("The last train left an hour late", "left", "leave"),
        ("The last bottle of the summer beer came off the line", "came off", "come off"),
        ("Perhaps the last ferry sailed on Friday", "sailed", "sail"),
        ("Norlin flew to Tarvik for the last time this year", "flew", "fly"),
        ("The last minister left the hall", "left", "leave"),
        ("At last the train left", "left", "leave"),
        ("The ferry sailed last week", "sailed", "sail"),
        ("The minister sailed again", "sailed", "sail"),
        ("The first minister crossed the bridge", "crossed", "cross"),
    ],
)
def test_a_row_that_goes_on_and_what_stands_in_none_show_nothing(clause: str, verb: str, lemma: str) -> None:
    assert not turned(claim(clause, verb, lemma))


def test_a_denial_and_what_was_before_show_nothing() -> None:
    told = ("The last ferry sailed on Friday", "sailed", "sail")
    assert not turned(claim(*told, position="denied"))
    assert not turned(claim(*told, before=True))


WORDS = '[words]\nlast = "last"\nfirst = "first"\ntools = "crane"\nagain = "day"\n'


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('nouns = "train"\nverbs = "leave"\nlast = "vanish"', "'vanish' in [turn.rail]: is no act of the thesaurus"),
        ('nouns = "train"\nlast = "close"', "verbs"),
        ('nouns = ["train"]\nverbs = "leave"', "must be words divided by commas"),
    ],
)
def test_a_mistake_in_a_row_is_named(entry: str, reason: str) -> None:
    with pytest.raises(UsageError) as why:
        parse_turns(Book("turns.toml", f"{WORDS}[turn.rail]\n{entry}\n"), frozenset({"close"}))
    assert reason in str(why.value)
