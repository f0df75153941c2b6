"""Which line is the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.extract.cues import cues_of
from onrecord.extract.daywords import find_days
from onrecord.extract.features import FUNCTION_WORDS
from onrecord.extract.lines import Line, key

ENOUGH = 1.6
"""Score from which a line is taken for the headline of a text without mark-up."""

_WORD = re.compile(r"\w+")
_BY = re.compile(r"^(?:by|von|par|por|photo|image|text by)\b", re.IGNORECASE)
_SITE = re.compile(r"\s+(?:[|•·»–—]|-|::)\s+")


def content_words(text: str) -> list[str]:
    """The words of a text that carry meaning, in lower case, cut to their first six letters to join their forms."""
    return [word[:6] for word in _WORD.findall(text.casefold()) if len(word) > 2 and word not in FUNCTION_WORDS]


def find_headline(lines: Sequence[Line], odds: Sequence[float], url: str | None = None) -> int | None:
    """The number of the headline in a text without mark-up, or ``None`` if no line looks like one.

    A headline stands before the first paragraph, shares its words with the body (and with the address), and
    is no sentence of furniture.
    """
    first = next((n for n, line in enumerate(lines) if odds[n] > 0.5 and len(line.shown) >= 100), None)
    if first is None:
        first = next((n for n, chance in enumerate(odds) if chance > 0.5), None)
    if first is None:
        return None
    body = " ".join(lines[n].shown for n in range(first, len(lines)) if odds[n] > 0.5)[:3000]
    counts = Counter(content_words(body))
    slug = set(content_words(re.sub(r"[^\w]+", " ", url or "")))
    copies = Counter(key(line.plain) for line in lines)
    best: tuple[float, int] | None = None
    for number in range(max(0, first - 40), first):
        score = _score(lines, number, first, counts, slug, copies)
        if score is not None and (best is None or score > best[0]):
            best = (score, number)
    return best[1] if best and best[0] >= ENOUGH else None


def _score(lines: Sequence[Line], number: int, first: int, counts: Counter[str], slug: set[str], copies: Counter[str]) -> float | None:
    """How much a line looks like the headline; ``None`` if it cannot be one."""
    line = lines[number]
    words = content_words(line.shown)
    if not 8 <= len(line.shown) <= 220 or not words or _BY.match(line.shown):
        return None
    cues = cues_of(line.plain)
    if max(cues.values(), default=0) >= 2 or (find_days(line.raw) and len(words) <= 5):
        return None
    shared = sum(1 for word in words if counts[word]) / len(words)
    frequent = sum(1 for word in words if counts[word] > 1) / len(words)
    score = 2.2 * shared + 0.8 * frequent - 0.6 * len(cues)
    score += min(len(words), 6) * 0.12 - (0.8 if len(words) < 3 else 0.0)
    score += 1.5 if line.raw.startswith("#") else 0.0
    score += 0.6 if copies[key(line.plain)] > 1 else 0.0
    score += 2.0 * sum(word in slug for word in words) / len(words) if slug else 0.0
    score -= 0.9 if line.shown.endswith((".", "…")) and not line.raw.startswith("#") else 0.0
    score -= 0.03 * (first - number)
    score -= 0.5 if len(line.shown) > 140 else 0.0
    return score


def choose_title(stated: Sequence[str], headings: Sequence[tuple[int, str, str]]) -> tuple[str | None, int | None]:
    """The headline of a page with mark-up: (title, place of the heading that it is).

    Args:
        stated: titles of the meta data, the most trusted first.
        headings: (place, ``h1``/``h2``, words) of the page's headings.

    The heading that is most like a title of the meta data is the headline as the reader sees it; without one, the
    first title of the meta data, cut of the site's name.
    """
    best: tuple[float, int, str] | None = None
    firsts = [item for item in headings if item[1] == "h1"]
    for place, level, words in headings:
        near = max((_likeness(words, title) for title in stated), default=0.0)
        near -= 0.25 if level != "h1" else 0.0
        if best is None or near > best[0] + 1e-9:
            best = (near, place, words)
    if best and best[0] >= 0.45:
        return best[2], best[1]
    if not stated:
        if len(firsts) == 1 and len(firsts[0][2].split()) >= 3:
            return firsts[0][2], firsts[0][0]
        return None, None
    long = [item for item in firsts if len(item[2].split()) >= 4]
    if len(long) == 1 and len(firsts) == 1:
        return long[0][2], long[0][0]
    return without_site(stated[0], stated[1:]), None


def without_site(title: str, others: Sequence[str]) -> str:
    """A title without the name of the site: the part that other titles of the page share, else the longest part."""
    parts = _SITE.split(title)
    if len(parts) == 1:
        return title
    for other in others:
        if len(other) < len(title) and key(title).startswith(key(other)) and len(other.split()) >= 3:
            return other
    longest = max(parts, key=len)
    return longest if len(longest) >= 0.5 * len(title) and len(parts[-1].split()) <= 5 else title


def _likeness(heading: str, title: str) -> float:
    """How much two titles are the same words: Dice over their words, or nearly one if one holds the other."""
    if key(heading) == key(title):
        return 1.0
    left, right = Counter(_WORD.findall(heading.casefold())), Counter(_WORD.findall(title.casefold()))
    if not left or not right:
        return 0.0
    shared = sum((left & right).values())
    if key(heading) and key(heading) in key(title) and len(heading.split()) >= 3:
        return 0.95
    return 2 * shared / (sum(left.values()) + sum(right.values()))
