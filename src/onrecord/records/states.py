"""States that no table knows: a name that the pile uses as a place and, as an adjective, for a government.

The country codes of mentions come from a table of the states of the world. A breakaway region, or a state of
another age, has none; its officials are still one side: the *Ardalian* foreign minister, the army of *Ardalia*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.records.annotation import ActorMention

RULING = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD"})
"""PLOVER sectors whose members act for their state."""
_STEM = 5
_LONGEST_ENDING = 4
_WHERE = re.compile(r"\s(?:in|at|near|from|outside|around)\s")


class UnlistedStates:
    """Finds the state behind a name or an official, for states without a country code."""

    def __init__(self, mentions: Iterable[ActorMention], *, by_adjective: bool = False) -> None:
        """Learn the states from the mentions of the pile.

        Args:
            mentions: the mentions of all pages.
            by_adjective: only states whose officials go by an adjective: towns have mayors too, but no *Sundbyan* one.
        """
        listed = list(mentions)
        places = {m.name for m in listed if m.form == "place" and m.country is None and m.name}
        single = sorted(name for name in places if " " not in name and len(name) > _STEM)
        officials = [m for m in listed if m.sector in RULING and m.country is None]
        near: dict[str, set[str]] = {}  # A name and its adjective begin alike.
        for word in {word for m in officials for word in _owners(m)}:
            near.setdefault(word[:_STEM], set()).add(word)
        found = {name: frozenset(w for w in near.get(name[:_STEM], ()) if _adjective(name, w)) for name in single}
        self._states = {
            name: adjectives
            for name, adjectives in found.items()
            if any(not (by_adjective and word == name) for word in adjectives)
        }

    def of(self, mention: ActorMention) -> str | None:
        """The state that a mention names or acts for, as the pile writes its name."""
        if mention.country is not None:
            return None
        if mention.name in self._states:
            return mention.name
        if mention.sector not in RULING:
            return None
        words = _owners(mention)
        return next((name for name, adjectives in self._states.items() if adjectives & words), None)

    def named_in(self, text: str) -> str | None:
        """The first state, by name, whose name or adjective stands in a phrase: *Ardalian Transport Minister*."""
        words = _capitalised(text)
        return next((name for name in sorted(self._states) if self.words(name) & {w.casefold() for w in words}), None)

    def words(self, state: str) -> frozenset[str]:
        """The name of a state and its adjectives, in lower case."""
        return frozenset(word.casefold() for word in (state, *self._states.get(state, ())))


def _capitalised(text: str) -> frozenset[str]:
    """The capitalised words of a phrase, without possessive endings."""
    plain = text.replace("’s", "").replace("'s", "")
    return frozenset(word for word in plain.split() if word[:1].isupper())


def _owners(mention: ActorMention) -> frozenset[str]:
    """The capitalised words of an official's phrase that may say whose he is, not where he is: *police in Sundby*."""
    return _capitalised(_WHERE.split(mention.span.exact, maxsplit=1)[0])


def _adjective(name: str, word: str) -> bool:
    """Whether a word is the name of a state or its adjective: *Ardalia*, *Ardalian*."""
    if word == name:
        return True
    stem = name[: max(_STEM, len(name) - 2)]
    return word.startswith(stem) and abs(len(word) - len(name)) <= _LONGEST_ENDING
