"""Loads ``accounts.toml``: in which words pages tell what brought a mishap about, and deny it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.book import Book, any_of, book


@dataclass(frozen=True, slots=True)
class AccountWords:
    """The codebook. Each text is a pattern for any of some words, to be built into patterns of whole sentences."""

    did: str
    """What a cause does: *caused*."""
    through: str
    """What stands between a mishap and its cause behind *was*: *due to*."""
    befell: str
    """How a mishap happens to a thing: *gave way*."""
    because: str
    """What stands between that and the cause: *as a result of*."""
    arose: str
    """How a mishap comes out of its cause: *stemmed*."""
    out_of: str
    """The preposition behind it: *from*."""
    pulled: str
    """What a cause does to a thing that comes *down*."""
    traced: str
    """How a page says from where a mishap came: *traced it to*."""
    made_to: str
    """What a cause makes a thing do or be: *made the pupils ill*."""
    beasts: str
    """Animals and plants that die together."""
    apart: str
    """Words by which a mishap is another one."""
    clues: str
    """Words that a sentence with a cause has, beside the others."""
    viewed: str
    """How a mishap is taken for what it is by nature: *treated*."""
    made: str
    """What is done by accident or on purpose: *set*."""
    colouring: str
    """What colours a nature without changing it: *tragic*."""
    instance: str
    """Nouns with *of* in front of a nature: *act*."""
    own_hand: str
    """How somebody dies by his own hand."""
    denying: str
    """What denies what is said of a mishap: *no evidence*."""
    so_far: str
    """What leaves a denial open: *for now*."""
    ends: str
    """Words at which the words for a cause end."""
    pronouns: str
    """Words that stand for a cause named elsewhere."""
    murdered: frozenset[str]
    """What is done only to somebody who dies of it."""


@cache
def account_words() -> AccountWords:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_accounts(book("accounts.toml"))


def parse_accounts(found: Book) -> AccountWords:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or no text of words in lower case.
    """
    keys = (key for key in AccountWords.__dataclass_fields__ if key != "murdered")
    patterns = {key: any_of(found.listed(key)) for key in keys}
    return AccountWords(**patterns, murdered=frozenset(found.listed("murdered")))
