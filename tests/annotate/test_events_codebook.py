"""The codebook of events: every entry has an example that tells it, and a malformed one says where it stands."""

from __future__ import annotations

import pytest

from onrecord.annotate import events_lexicon
from onrecord.annotate.events_lexicon import NEEDS, Entry, load_examples, load_lexicon
from onrecord.codebooks.book import book
from onrecord.errors import UsageError
from tests.annotate.test_events import read

PART = 8
"""Each eighth example is read on every run, all of them in the slow tests."""


def entries() -> dict[tuple[str, str, str], Entry]:
    lexicon = load_lexicon()
    verbs = {("verb", entry.type, entry.lemma): entry for group in lexicon.verbs.values() for entry in group}
    return verbs | {("noun", entry.type, noun): entry for noun, entry in lexicon.nouns.items()}


def untold(examples: list[tuple[tuple[str, str, str], str]]) -> list[tuple[str, str, str]]:
    """The entries that their examples do not tell."""
    missing = []
    for (part, kind, lemma), sentence in examples:
        told = [event.lemma for event in read(sentence) if event.type == kind]
        if not any(f" {lemma} " in f" {one} " for one in told):
            missing.append((part, kind, lemma))
    return missing


def test_every_entry_has_an_example_and_every_example_an_entry() -> None:
    assert set(load_examples()) == set(entries())


def test_examples_tell_their_entries() -> None:
    assert untold(sorted(load_examples().items())[::PART]) == []


@pytest.mark.slow
def test_all_examples_tell_their_entries() -> None:
    assert untold(sorted(load_examples().items())) == []


def test_what_a_clause_can_need_is_said_in_words_and_used() -> None:
    used = {need for entry in entries().values() for need in entry.needs}
    assert used == set(NEEDS)


@pytest.mark.parametrize(
    ("group", "reason"),
    [
        ({"type": "DANCE", "lemmas": "waltz"}, "no PLOVER type"),
        ({"type": "AID", "mode": "visit", "lemmas": "feed"}, "no mode of AID"),
        ({"type": "AID", "lemmas": " "}, "there are no lemmas"),
        ({"type": "AID", "needs": "luck", "lemmas": "feed"}, "nothing that a clause can need"),
        ({"type": "AID", "alone": "DANCE", "lemmas": "feed"}, "no PLOVER type"),
    ],
)
def test_a_malformed_group_names_file_line_and_reason(group: dict[str, str], reason: str) -> None:
    plover = book("plover.toml").data
    with pytest.raises(UsageError, match=r"events\.toml, line \d+, verbs group 2: .*" + reason):
        events_lexicon._entries(group, plover, "verbs", 2)
