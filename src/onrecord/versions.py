"""Two versions of one sentence on a page: a report that is printed twice, or was translated twice."""

from __future__ import annotations

import re
from functools import cache

_WORD = re.compile(r"\w+")
_SHORT = 3
"""Words of this length and less join sentences and tell nothing."""
_SHARED = 0.6
_FEWEST = 4
_DENIALS = frozenset({"not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "without", "cannot"})


def versions(one: str, other: str) -> bool:
    """Whether two sentences of one source on one page say the same: most words of the shorter one are the other's.

    Sentences with different numbers, or of which one denies, are never two versions; one may leave a number out.
    """
    first, second = _words(one), _words(other)
    if min(len(first[0]), len(second[0])) < _FEWEST or first[2] != second[2]:
        return False
    if not (first[1] <= second[1] or second[1] <= first[1]):
        return False
    return len(first[0] & second[0]) >= _SHARED * min(len(first[0]), len(second[0]))


@cache
def _words(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words that tell something, the numbers, and the denials."""
    words = _WORD.findall(text.casefold())
    numbers, denials = frozenset(word for word in words if word[:1].isdigit()), _DENIALS.intersection(words)
    return frozenset(word for word in words if len(word) > _SHORT) - numbers - denials, numbers, denials
