"""The codebook of questions: how its patterns are read, and what is wrong with a malformed one."""

from __future__ import annotations

import pytest

from onrecord.codebooks.affairs import affairs, parse_affairs, verb_forms
from onrecord.codebooks.book import Book
from onrecord.errors import UsageError

_BOOK = """
[irregular]
throw = ["threw", "thrown"]
[lists]
loads = "ballast, sand bags"
[words]
[questions.light]
asks = "whether it was made lighter"
yes = "it was"
no = "it was not"
of = "thing"
lasts = "always"
says_yes = "~throw out + {loads}, feather*"
says_no = "kept .. {loads}"
"""


@pytest.mark.parametrize(
    ("text", "yes", "shown"),
    [
        ("They threw out most of the ballast.", True, "threw out most of the ballast"),
        ("Forty sand bags had been thrown out.", True, "sand bags had been thrown out"),
        ("The gondola was feathery.", True, "feathery"),
        ("She kept all but two sand bags.", False, "kept all but two sand bags"),
    ],
)
def test_a_pattern_is_found_in_any_form(text: str, yes: bool, shown: str) -> None:
    (found,) = parse_affairs(Book("affairs.toml", _BOOK)).answers(text)
    assert (found.yes, text[slice(*found.whole)]) == (yes, shown)


@pytest.mark.parametrize("text", ["They threw out the cook. The ballast stayed.", "Ballast is what they kept."])
def test_a_pattern_ends_with_its_sentence_and_keeps_its_order(text: str) -> None:
    assert not parse_affairs(Book("affairs.toml", _BOOK)).answers(text)


def test_verbs_are_inflected() -> None:
    assert verb_forms("carry") == ("carried", "carries", "carry", "carrying")
    assert verb_forms("stop") == ("stop", "stopped", "stopping", "stops")


def test_a_question_without_its_list_is_named() -> None:
    with pytest.raises(UsageError, match="names no list"):
        parse_affairs(Book("affairs.toml", _BOOK.replace("kept .. {loads}", "kept .. {sails}")))


def test_what_is_shipped_can_be_read() -> None:
    assert len(affairs().questions) > 60
