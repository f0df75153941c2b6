"""The code lists of statements, and quotation marks."""

from __future__ import annotations

import pytest

from onrecord.annotate.statements import codebook as module
from onrecord.annotate.statements.frames import ADJ_FRAMES, NOUN_FRAMES, VERB_FRAMES
from onrecord.annotate.statements.quotes import find_quotes
from onrecord.errors import UsageError
from tests.annotate.statement_cases import parsed


def test_every_frame_of_the_codebook_has_a_function() -> None:
    functions = {"verb": VERB_FRAMES, "noun": NOUN_FRAMES, "adj": ADJ_FRAMES}
    for (part, lemma), senses in module.codebook().cues.items():
        for frame in senses:
            assert frame in functions[part] or frame in ("quote", "addr"), (part, lemma, frame)


def test_every_act_in_use_is_documented() -> None:
    book = module.codebook()
    assert {sense.act for senses in book.cues.values() for sense in senses.values()} <= set(book.plover)


def test_plover_types_are_verbal() -> None:
    types = {kind for kind in module.codebook().plover.values() if kind is not None}
    assert types <= {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "ACCUSE", "REJECT", "REQUEST", "THREATEN"}


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"pos": "verb", "class": "speech", "act": "say", "frames": "sideways", "lemmas": "utter"}, "frame 'sideways'"),
        ({"pos": "verb", "class": "speech", "act": "sing", "frames": "clause", "lemmas": "utter"}, "act 'sing'"),
        ({"pos": "verb", "class": "speech", "act": "say", "lemmas": "utter"}, "frames is missing"),
    ],
)
def test_a_malformed_entry_names_file_entry_and_reason(entry: dict[str, str], reason: str) -> None:
    with pytest.raises(UsageError, match=f"reporting_cues.toml.*utter.*{reason}"):
        module._add_group({}, entry, frozenset({"say"}), {})


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said “one two” and “three”.", ["“one two”", "“three”"]),
        ('He said "one two" and "three".', ['"one two"', '"three"']),
        ("He said «one two».", ["«one two»"]),
        ("He said 'one two' to the voters' group.", ["'one two'"]),
        ("The minister's plan and the voters' rights", []),
        ("“One paragraph of a long speech without an end", ["“One paragraph of a long speech without an end"]),
        ("He called “the ‘old’ plan” dead.", ["“the ‘old’ plan”"]),
        ('"One two three," he said.', ['"One two three,"']),
    ],
)
def test_quotation_marks_of_all_kinds(text: str, quotes: list[str]) -> None:
    body = parsed(text)
    assert [body.span(quote.first, quote.last).exact for quote in find_quotes(body)] == quotes
