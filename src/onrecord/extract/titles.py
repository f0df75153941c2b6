"""Which line is the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.extract.bylines import credit_of
from onrecord.extract.cues import cues_of
from onrecord.extract.daywords import find_days
from onrecord.extract.features import FUNCTION_WORDS, step
from onrecord.extract.html import Page
from onrecord.extract.lines import Line, key
from onrecord.extract.outlets import ENOUGH as MASTHEAD
from onrecord.extract.outlets import masthead_votes
from onrecord.extract.weights import Weights, load_weights, probability

ENOUGH = 0.15
"""Probability from which a line is taken for the headline of a text without mark-up."""

REACH = 60
"""Lines before the first paragraph among which the headline is sought."""

SENTENCE = 120
"""Characters from which a line that ends with a full stop is no headline."""

_ENDS = {".": "stop", "…": "cut", ":": "colon"} | dict.fromkeys("?!\"”’'", "mark")
_WORD = re.compile(r"\w+")
_BY = re.compile(r"^(?:by|von|par|por|photo|image|text by)\b", re.IGNORECASE)
_SITE = re.compile(r"\s+(?:[|•·»–—]|-|::)\s+")


def content_words(text: str) -> list[str]:
    """The words of a text that carry meaning, in lower case, cut to their first six letters to join their forms."""
    return [word[:6] for word in _WORD.findall(text.casefold()) if len(word) > 2 and word not in FUNCTION_WORDS]


def find_headline(
    lines: Sequence[Line],
    odds: Sequence[float],
    known: frozenset[str] = frozenset(),
    weights: Weights | None = None,
) -> int | None:
    """The number of the headline in a text without mark-up, or ``None`` if no line looks like one.

    A headline stands before the first paragraph, shares its words with the body, and is no sentence of
    furniture. How much each of this counts is learned (``weights``, the table ``title`` if left out). The name of a
    paper above another line that can be one is none.
    """
    weights = load_weights()["title"] if weights is None else weights
    best: tuple[float, int] | None = None
    candidates = [
        (number, features)
        for number, features in headline_features(lines, odds)
        if not _is_no_heading(lines, number, known)
    ]
    for place, (number, features) in enumerate(candidates):
        if place + 1 < len(candidates) and number < 3 and masthead_votes(lines[number].shown) >= MASTHEAD:
            continue
        chance = probability(features, weights)
        if best is None or chance > best[0]:
            best = (chance, number)
    return best[1] if best and best[0] >= ENOUGH else None


def _is_no_heading(lines: Sequence[Line], number: int, known: frozenset[str]) -> bool:
    """Whether a line is a caption or a paragraph: it ends with a credit, is a full sentence above one, or a long one.

    ``known`` are agencies that the page itself shows to be some.
    """
    line = lines[number]
    if credit_of(line, known) or (line.shown.endswith(".") and len(line.shown) >= SENTENCE):
        return True
    if cues_of(line.plain).get("byline") == 3:  # the whole line, such as the name of a desk
        return True
    if line.shown.endswith("。") and len(line.shown) * 3 >= SENTENCE:  # a letter of Chinese says as much as three
        return True
    after = lines[number + 1] if number + 1 < len(lines) else None
    return after is not None and line.shown.endswith(".") and credit_of(after, known) == after.shown.strip(" ()*")


def headline_features(lines: Sequence[Line], odds: Sequence[float]) -> list[tuple[int, list[str]]]:
    """The lines that can be the headline, with their features for the title model."""
    paragraphs = [number for number, line in enumerate(lines) if odds[number] > 0.5 and len(line.shown) >= 100]
    paragraphs = paragraphs or [number for number, chance in enumerate(odds) if chance > 0.5]
    paragraphs = paragraphs or _sentences(lines)
    if not paragraphs:
        return []
    first = paragraphs[0]
    body = " ".join(lines[number].shown for number in paragraphs)[:4000]
    counts, opening = Counter(content_words(body)), set(content_words(body[:400]))
    copies = Counter(key(line.plain) for line in lines)
    found: list[tuple[int, list[str]]] = []
    order = 0
    for number in range(max(0, first - REACH), min(len(lines), [*paragraphs, first][1] + 1)):
        line = lines[number]
        words = content_words(line.shown)
        if not 6 <= len(line.shown) <= 250 or not words or (find_days(line.raw) and len(words) <= 5):
            continue
        shared = sum(1 for word in words if counts[word]) / len(words)
        known = sum(1 for word in words if word in opening) / len(words)
        size = step(len(line.shown), (16, 26, 41, 61, 81, 101, 141))
        ends = next((name for last, name in _ENDS.items() if line.shown.endswith(last)), "open")
        order += shared >= 0.5 and len(words) >= 4
        features = [
            "bias",
            f"shared={step(shared, (0.01, 0.3, 0.5, 0.7, 0.99))}*{step(len(words), (3, 5, 8))}",
            f"known={step(known, (0.01, 0.3, 0.5, 0.7, 0.99))}",
            f"size={size}",
            f"ends={ends}",
            f"ends*size={ends}*{size}",
            f"before={step(first - number, (-1, 0, 1, 2, 3, 5, 8, 12, 20, 40))}",
            f"order={min(order, 4)}*{shared >= 0.5 and len(words) >= 4}",
            f"copies={min(copies[key(line.plain)], 3)}",
            f"marked={line.raw.startswith('#')}",
            f"place={step(number, (1, 2, 5, 10, 30))}",
            f"odds={step(odds[number], (0.1, 0.5, 0.9))}",
        ]
        features += [f"cue={name}*{strength}" for name, strength in cues_of(line.plain).items()]
        features += ["by"] if _BY.match(line.shown) else []
        features += _beside(lines, number)
        features.append(
            f"heading={sum(word[0].isupper() for word in line.words if len(word) > 3) * 2 > len(line.words)}"
        )
        found.append((number, features))
    return found


def _sentences(lines: Sequence[Line]) -> list[int]:
    """Lines that read like sentences and show no sign of furniture: the paragraphs of a very short page."""
    return [
        number
        for number, line in enumerate(lines)
        if number and len(line.words) >= 5 and line.shown[-1] in '.!?…"”’' and not cues_of(line.plain)
    ]


def _beside(lines: Sequence[Line], number: int) -> list[str]:
    """What stands around a line: dates, bylines, cues, long lines."""
    features: list[str] = []
    for shift in (-2, -1, 1, 2, 3):
        if not 0 <= number + shift < len(lines):
            continue
        other = lines[number + shift]
        strong = (name for name, strength in cues_of(other.plain).items() if strength > 1)
        if find_days(other.raw) and len(other.raw) < 90:
            kind = "date"
        elif _BY.match(other.shown):
            kind = "by"
        else:
            kind = next(strong, "long" if len(other.shown) > 90 else "")
        features += [f"beside={shift}*{kind}"] if kind else []
    return features


def headings(page: Page, lines: Sequence[Line]) -> list[tuple[int, str, str]]:
    """The lines of a page that are its headings: (number, ``h1``/``h2``, words)."""
    found = []
    for number, line in enumerate(lines):
        place = page.places.get(line.start)
        if place and (level := "h1" if "h1" in place.tags else "h2" if "h2" in place.tags else None):
            found.append((number, level, line.shown))
    return found


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
