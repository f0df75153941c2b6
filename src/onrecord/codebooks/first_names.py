"""Loads ``first_names.toml``: first names that are borne by one gender."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Literal

from onrecord.codebooks.book import Book, book

Gender = Literal["m", "f"]


@cache
def first_names() -> Mapping[str, Gender]:
    """First name, in lower case and without accents -> the gender of its bearers.

    Raises:
        UsageError: if the codebook is malformed.
    """
    return parse_first_names(book("first_names.toml"))


def parse_first_names(found: Book) -> Mapping[str, Gender]:
    """The names of a codebook.

    Raises:
        UsageError: if a list is malformed, or a name stands in both lists; the message names file, line and reason.
    """
    women = set(found.listed("f", "names"))
    men = set(found.listed("m", "names"))
    both = sorted(women & men)
    if both:
        raise found.wrong("names", both[0], "stands in both lists")
    return {**dict.fromkeys(women, "f"), **dict.fromkeys(men, "m")}


def gender_of_name(name: str) -> Gender | None:
    """The gender that the first of two or more words of a personal name tells."""
    words = name.split()
    if len(words) < 2:
        return None
    plain = unicodedata.normalize("NFKD", words[0].replace("ł", "l").replace("ø", "o").replace("ı", "i")).casefold()
    return first_names().get("".join(char for char in plain if not unicodedata.combining(char)))
