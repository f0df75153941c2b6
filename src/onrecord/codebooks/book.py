"""A codebook in TOML with its text, so that whoever finds a mistake can name file, line and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from onrecord.errors import UsageError


def book_text(name: str) -> str:
    """The text of a codebook that is shipped."""
    return resources.files("onrecord.codebooks").joinpath(name).read_text("utf-8")


def line_of(text: str, name: str, last: bool = False) -> int:
    """The number of the first or last line that holds a name as a whole; 0 if none does."""
    whole = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    found = [
        number for number, line in enumerate(text.splitlines(), 1) if whole.search(line) and not line.startswith("#")
    ]
    return found[-1 if last else 0] if found else 0


@dataclass(frozen=True)
class Book:
    """One codebook.

    Raises:
        UsageError: if the text is no TOML; the message names the line.
    """

    name: str
    """Its file."""
    text: str
    """What stands in it."""
    data: dict[str, Any] = field(init=False, repr=False)
    """Its entries."""

    def __post_init__(self) -> None:
        """Read the entries."""
        try:
            object.__setattr__(self, "data", tomllib.loads(self.text))
        except tomllib.TOMLDecodeError as why:
            raise UsageError(f"codebook {self.name}: {why}") from why

    def wrong(self, section: str, word: str, reason: str, last: bool = False) -> UsageError:
        """What to raise for an entry of a section; ``word`` is what stands in its first (or last) line there."""
        start, inside = self._section(section)
        number = line_of(inside, word, last)
        number = start + number if number else line_of(self.text, word, last)
        return UsageError(f"codebook {self.name}, line {number}: {word!r} in [{section}]: {reason}")

    def _section(self, name: str) -> tuple[int, str]:
        """The lines before a section, and its text; of a list of tables all of them, to the end of the file."""
        head = re.search(rf"^(?:\[\[?{re.escape(name)}\]|{re.escape(name)} = )", self.text, re.MULTILINE)
        if head is None:
            return 0, self.text
        end = None if head.group().startswith("[[") else re.search(r"^\[", self.text[head.end() :], re.MULTILINE)
        text = self.text[head.start() : head.end() + end.start() if end else len(self.text)]
        return self.text.count("\n", 0, head.start()), text

    def table(self, section: str) -> dict[str, Any]:
        """A section.

        Raises:
            UsageError: if there is none.
        """
        found = self.data.get(section)
        if not isinstance(found, dict):
            raise UsageError(f"codebook {self.name}: there is no section [{section}]")
        return found

    def words(self, section: str, keys: Iterable[str] = ()) -> Iterable[tuple[str, str]]:
        """Key and word of a section of lists of words.

        Args:
            section: its name.
            keys: the keys that it must have.

        Raises:
            UsageError: if a key is missing, or something is no list of words in lower case.
        """
        table = self.table(section)
        for key in keys:
            if key not in table:
                raise UsageError(f"codebook {self.name}: there is no {key!r} in [{section}]")
        for key, listed in table.items():
            if not isinstance(listed, list):
                raise self.wrong(section, key, f"must be a list of words, not {listed!r}")
            for word in listed:
                if not isinstance(word, str) or not word or word != word.lower():
                    raise self.wrong(section, str(word), f"{key} must hold words in lower case")
                yield key, word

    def grouped(self, section: str, keys: Iterable[str] = ()) -> dict[str, list[str]]:
        """Key -> words of a section of lists of words, in their order; arguments and errors are those of ``words``."""
        found: dict[str, list[str]] = {key: [] for key in self.table(section)}
        for key, word in self.words(section, keys):
            found[key].append(word)
        return found

    def listed(self, key: str, section: str = "") -> list[str]:
        """The words of a text that divides them by commas.

        Args:
            key: its name.
            section: the section in which it stands; the top of the file if empty.

        Raises:
            UsageError: if there is no such text, or a word is not in lower case.
        """
        table = self.table(section) if section else self.data
        if key not in table:
            raise UsageError(f"codebook {self.name}: there is no {key!r}{f' in [{section}]' if section else ''}")
        text = table[key]
        if not isinstance(text, str) or not text.strip():
            raise self.wrong(section or key, key, f"must be words divided by commas, not {text!r}")
        words = [" ".join(item.split()) for item in text.split(",") if item.strip()]
        for word in words:
            if word != word.lower():
                raise self.wrong(section or key, word, "must be in lower case")
        return words

    def spaced(self, key: str) -> list[str]:
        """The words of a text that divides them by blanks.

        Raises:
            UsageError: if there is no such text.
        """
        text = self.data.get(key)
        if not isinstance(text, str):
            raise UsageError(f"codebook {self.name}: there is no list {key!r}")
        return text.split()

    def single(self, section: str) -> dict[str, str]:
        """Word -> key of a section in which each word stands under one key.

        Raises:
            UsageError: if a word stands under two keys.
        """
        found: dict[str, str] = {}
        for key, word in self.words(section):
            if found.setdefault(word, key) != key:
                raise self.wrong(section, word, f"stands under {found[word]} and under {key}", last=True)
        return found

    def choice(self, section: str, allowed: Mapping[str, object] | Iterable[str]) -> None:
        """Check that the keys of a section are among those allowed.

        Raises:
            UsageError: for the first that is not.
        """
        known = set(allowed)
        for key in self.table(section):
            if key not in known:
                raise self.wrong(section, key, f"is none of {', '.join(sorted(known))}")


def any_of(listed: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first, for :func:`re.compile`; a blank stands for any white space.

    An asterisk stands for any ending where it is behind letters, and for one to three words where it is by itself.
    Words that begin alike share their beginning in the pattern, so that a search through a page tries a few letters
    at each place and not each word.
    """
    made = sorted(set(listed), key=lambda word: (-len(word), word))
    return f"(?:{_branched([_ATOM.findall(word) for word in made])})"


_ATOM = re.compile(r" \* |.", re.S)
"""What a listed word is made of: a letter, a blank, an asterisk."""
_ATOMS = {" * ": r"\s+(?:\w+\s+){1,3}?", "*": r"\w*", " ": r"\s+"}


def _branched(words: list[list[str]]) -> str:
    """A pattern for any of some words, each given as what it is made of, in the order in which they are tried."""
    begun: dict[str, list[list[str]]] = {}
    for word in words:
        begun.setdefault(word[0] if word else "", []).append(word[1:])
    parts = [_ATOMS.get(first, re.escape(first)) + _behind(rest) for first, rest in begun.items()]
    return "|".join(parts)


def _behind(rest: list[list[str]]) -> str:
    """The pattern for what may follow a beginning."""
    told = _branched(rest) if any(rest) else ""
    return f"(?:{told})" if len({word[0] if word else "" for word in rest}) > 1 else told


def whole(listed: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of some words in a text, each as a whole, in capitals or not; see :func:`any_of`."""
    return re.compile(rf"\b{any_of(listed)}(?!\w)", re.IGNORECASE)


@cache
def book(name: str) -> Book:
    """A codebook that is shipped."""
    return Book(name, book_text(name))
