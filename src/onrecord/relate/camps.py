"""How the sides of a dispute are known: by bodies, by names, and as forces of a state or those who fight it."""

from __future__ import annotations

import re

from onrecord.codebooks.clauses import topics, words
from onrecord.codebooks.disputes import disputes

Camp = frozenset[str]
"""Bodies (``state:``, ``actor:``), names (``named:``) and kinds (``side:``) by which somebody is known."""
PREFIX = 5
"""Letters in which a name and its adjective agree: *Marovia*, *Marovian*."""
_CAPITAL = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_WHERE = re.compile(r"\s(?:in|at|near|from|on|around)\s")


def camp(text: str, bodies: frozenset[str]) -> Camp:
    """How somebody is known: bodies, names in his phrase, whether he is a force of a state or fights it."""
    found = {body for body in bodies if body.startswith(("state:", "actor:"))}
    head = _WHERE.split(text, maxsplit=1)[0]
    found |= {f"named:{name}" for name in map(str.casefold, _CAPITAL.findall(head)) if name not in topics().stop}
    plain = set(words(text))
    if plain & disputes().rebels:
        found.add("side:rebels")
    elif plain & disputes().forces:
        found.add("side:forces")
    return frozenset(found)


def one_camp(one: Camp, other: Camp) -> bool:
    """Whether two descriptions may be of one side."""
    if any(body in other for body in one if not body.startswith(("named:", "side:"))):
        return True
    here, there = ({name[6:] for name in side if name.startswith("named:")} for side in (one, other))
    if any(a[:PREFIX] == b[:PREFIX] for a in here for b in there if min(len(a), len(b)) >= PREFIX):
        return True
    return not (here and there) and any(word.startswith("side:") for word in one & other)
