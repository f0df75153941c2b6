"""What a user types to search, and what the index of words is asked.

A query is words, which must all occur; ``"words in a row"``; ``port*`` for any word that so begins; and ``AND``,
``OR``, ``NOT`` and brackets. Every word reaches the index as a quoted text, so nothing that is typed is taken for the
language of the index.
"""

from __future__ import annotations

import re

from onrecord.errors import UsageError

LONGEST = 1000
"""Characters of a query."""
_DEEPEST = 20
_PIECE = re.compile(r'\s*(?:"([^"]*)"|([()])|([^\s()"]+))')
_WORDS = ("AND", "OR", "NOT")


def to_index(query: str) -> str:
    """The query in the language of the index (FTS5).

    Raises:
        UsageError: if it is not understood; the message says where.
    """
    # In other quotation marks it is a phrase as well: they come along when words are copied from a page.
    # A NUL would end what the index is asked.
    query = query.translate(str.maketrans("“”„«»\0", '"' * 5 + " ")).strip()
    if not query:
        raise UsageError('the query is empty; type a word, or "words in a row"')
    if len(query) > LONGEST:
        raise UsageError(f"the query has {len(query)} characters; {LONGEST} are the most")
    if query.count('"') % 2:
        raise UsageError(f"the query {query!r} opens a quotation mark and does not close it")
    return _Parser(query).whole()


class _Parser:
    """Reads a query from left to right: OR binds least, then AND and words side by side, then NOT."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.pieces = [(phrase, bracket or word) for phrase, bracket, word in _PIECE.findall(query)]
        self.place = 0

    def whole(self) -> str:
        found = self.either(0)
        if self.place < len(self.pieces):
            raise self.error("closes a bracket that it does not open")
        return found

    def either(self, depth: int) -> str:
        if depth > _DEEPEST:
            raise self.error("has too many brackets in each other")
        parts = [self.all_of(depth)]
        while self.take("OR"):
            parts.append(self.all_of(depth))
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"

    def all_of(self, depth: int) -> str:
        wanted, unwanted = [self.one(depth)], []
        while self.place < len(self.pieces) and self.next() not in (")", "OR"):
            if self.take("NOT"):
                unwanted.append(self.one(depth))
            else:
                self.take("AND")
                (unwanted if self.take("NOT") else wanted).append(self.one(depth))
        found = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
        return f"({' NOT '.join([found, *unwanted])})" if unwanted else found

    def one(self, depth: int) -> str:
        if self.place >= len(self.pieces):
            raise self.error(f"ends where a word should follow {self.pieces[-1][1]}" if self.pieces else "has no word")
        phrase, word = self.pieces[self.place]
        if word == "NOT":
            raise self.error("begins with NOT; say first what to look for: storm NOT rain")
        if word in (*_WORDS, ")"):
            raise self.error(f"has {word} where a word should stand")
        self.place += 1
        if word == "(":
            inner = self.either(depth + 1)
            if not self.take(")"):
                raise self.error("opens a bracket and does not close it")
            return inner
        text = word.rstrip("*") if word else phrase
        if not any(char.isalnum() for char in text):
            raise self.error(f"has {word or phrase!r} where a word should stand")
        return f'"{text}"{"*" if word.endswith("*") else ""}'

    def next(self) -> str:
        piece: str = self.pieces[self.place][1]
        return piece

    def take(self, word: str) -> bool:
        """Step over an operator or bracket, if it is next."""
        if self.place < len(self.pieces) and self.next() == word:
            self.place += 1
            return True
        return False

    def error(self, what: str) -> UsageError:
        return UsageError(f"the query {self.query!r} {what}")
