"""What lines look like: features in steps, from which the line model reads whether a line is article or furniture.

Each feature is a text ``name=step``; the model (``codebooks/line_weights.tsv``) has a weight for each. There are two
passes: the first sees the line, its neighbours and its place; the second sees as well what the first thought of the
lines around it, so that a teaser among teasers is known by its company.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from onrecord.extract.cues import cues_of, word_list
from onrecord.extract.lines import Line, key

FUNCTION_WORDS = word_list("function")
"""Words that sentences are made of and headings are poor in (English, German, French, Italian, Spanish)."""

_ENDS = (
    ("stop", re.compile(r"[.!?。！？؟।][\"'”’»)\]」』]*(?: ?\[?\d*\]?)?$|[\"”]$")),
    ("cut", re.compile(r"(?:…|\.\.\.|\[…\])$")),
    ("colon", re.compile(r":$")),
    ("comma", re.compile(r"[,;–—-]$")),
)
_STARTS = (
    ("quote", re.compile(r"[\"“”'‘’«„]")),
    ("bullet", re.compile(r"[•·*\-–—▪►»›|+←→✓]")),
    ("mark", re.compile(r"[(\[@#©$€£]")),
    ("digit", re.compile(r"\d")),
    ("punct", re.compile(r"[.,;:!?)…]")),
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]* +[\"'“‘«(]?[^\W\d_a-z]")
_SPEECH = re.compile(r"\b(?:said|says|told|added|according to|asked|wrote|announced|reported)\b")
_YOU = re.compile(r"\b(?:you|your|yours|us|our)\b")
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b20\d\d-\d\d"
)
_TIME = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LINK = re.compile(r"https?://|www\.|\.com\b|\.org\b")
_SEPARATED = re.compile(r" [|•·»›>/] |[|•»›]")
_QUOTES = re.compile('["“”«»„]')
_SIGNS = (
    ("speech", _SPEECH),
    ("you", _YOU),
    ("date", _DATE),
    ("time", _TIME),
    ("year", _YEAR),
    ("link", _LINK),
    ("separated", _SEPARATED),
)
_WORDY_SIGNS = tuple((name, pattern) for name, pattern in _SIGNS if name not in ("date", "time", "year"))
"""Those that a line without a digit can have."""
_LENGTHS = (3, 9, 16, 26, 41, 61, 81, 121, 201, 401)
SIZES = (16, 41, 81, 121, 201)
"""Lengths of lines that count, in characters."""
_SHARES = (0.001, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65)
_PLACES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)
_PROBABLE = (0.03, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
_NEAR = (1, 2, 3, 4, 6, 9, 14, 25, 60)
_SEALS = ("related", "comments", "tags", "legal", "share", "appeal", "advert", "byline")

NO_TITLE = -1
"""Stands for the number of the headline where nobody has looked for it yet."""


_WITHOUT_DIGITS = dict.fromkeys(map(ord, "0123456789"))
_NUMERALS = tuple(map(str, range(32)))


@dataclass(frozen=True, slots=True)
class Look:
    """What one line shows by itself."""

    length: int
    """Characters."""
    strong: bool
    """Whether it looks like a paragraph: long, a full sentence, no cue."""
    cues: Mapping[str, int]
    """Its cues with their strength."""
    ends: str
    """How it ends."""
    own: tuple[str, ...]
    """Its own features."""


def step(value: float, steps: Sequence[float]) -> str:
    """The number of the step that a value reaches."""
    return _NUMERALS[bisect_right(steps, value)]


def looks(lines: Sequence[Line]) -> list[Look]:
    """What each line shows by itself, repetition in the text included."""
    counts = Counter(key(line.plain) for line in lines)
    openings = Counter(key(line.plain)[:40] for line in lines if len(line.plain) >= 48)
    return [_look(line, counts, openings) for line in lines]


def _look(line: Line, counts: Counter[str], openings: Counter[str]) -> Look:
    words = line.words
    length = len(line.shown)
    cues = cues_of(line.plain)
    letters = line.shown[-1:].isalpha(), line.shown[:1].isalpha()
    ends = "open" if letters[0] else next((name for name, pattern in _ENDS if pattern.search(line.shown)), "open")
    starts = "" if letters[1] else next((name for name, pattern in _STARTS if pattern.match(line.shown)), "")
    if not starts:
        starts = "lower" if line.shown[:1].islower() else "upper"
    function = sum(map(FUNCTION_WORDS.__contains__, map(str.casefold, words))) / max(1, len(words))
    firsts = [word[0] for word in words if len(word) > 3 and word[0].isalpha()]
    capital = sum(map(str.isupper, firsts)) / max(1, len(firsts))
    digits = _digits(line.shown) / max(1, length)
    sentences = len(_SENTENCE_END.findall(line.shown))
    size = step(length, _LENGTHS)
    own = [
        f"length={size}",
        f"ends={ends}",
        f"starts={starts}",
        f"function={step(function, _SHARES)}",
        f"capital={step(capital, _SHARES)}",
        f"digits={step(digits, (0.001, 0.05, 0.1, 0.25))}",
        f"sentences={min(sentences, 4)}",
        f"length*ends={size}*{ends}",
        f"ends*function={ends}*{step(function, _SHARES)}",
        f"length*capital={size}*{step(capital, (0.5, 0.9))}",
    ]
    signs = _SIGNS if digits else _WORDY_SIGNS
    own += [name for name, pattern in signs if pattern.search(line.plain)]
    own += [f"cue={name}*{strength}*{step(length, (40, 120, 250))}" for name, strength in cues.items()]
    own += ["cued"] if cues else []
    if line.shown.isupper():
        own.append(f"capitals*{step(length, (9, 26, 61))}")
    if _QUOTES.search(line.shown):
        own.append("quotes")
    if line.shown != line.raw:
        own.append("marked")
    same, opening = counts[key(line.plain)], openings[key(line.plain)[:40]] if len(line.plain) >= 48 else 0
    own += [f"same={min(same, 4)}*{step(length, (40, 100))}"] if same > 1 else []
    own += ["opening"] if opening > 1 and same == 1 else []
    strong = (
        length >= 45
        and ends in ("stop", "colon")
        and max(cues.values(), default=0) < 2
        and _runs_on(line.shown, length, function)
    )
    return Look(length, strong, cues, ends, tuple(own))


def _digits(shown: str) -> int:
    """How many characters are digits."""
    if shown.isascii():
        return len(shown) - len(shown.translate(_WITHOUT_DIGITS))
    return sum(map(str.isdigit, shown))


def _runs_on(shown: str, length: int, function: float) -> bool:
    """Whether a line that ends like a sentence is as long and as rich in small words as one, in its script."""
    dense = not shown.isascii() and sum("\u2e80" <= char <= "\uffdc" for char in shown) > length / 3
    if length < (45 if dense else 110):
        return False
    return function >= 0.25 or dense or sum(char.isascii() and char.isalpha() for char in shown) < length / 4


def first_features(
    seen: Sequence[Look], lines: Sequence[Line], marked: Sequence[list[str]] | None = None
) -> list[list[str]]:
    """The features of the first pass: the line, its neighbours, its place; those of its mark-up are added to them."""
    strong = [number for number, look in enumerate(seen) if look.strong]
    sections = [
        number for number, look in enumerate(seen) if look.cues.get("related", 0) == 3 or look.cues.get("tags", 0) == 3
    ]
    before = _before([look.strong for look in seen])
    size_of_text = step(len(seen), (12, 25, 45, 80, 160, 320))
    marked = _surroundings(seen, strong) if marked is None else marked
    rows: list[list[str]] = []
    for number, look in enumerate(seen):
        row = ["bias", *look.own, *_neighbours(number, seen)]
        zone, distance = zone_of(number, strong)
        size = step(look.length, SIZES)
        near = before[min(len(seen), number + 4)] - before[max(0, number - 3)] - look.strong
        row += [
            f"lines={size_of_text}",
            f"lines*zone={size_of_text}*{zone}",
            f"zone={zone}",
            f"zone*length={zone}*{size}",
            f"zone*ends={zone}*{look.ends}",
            f"reach={zone}*{step(distance, _NEAR)}",
            f"company={near}",
            f"company*length={near}*{size}",
            f"place={step(number / max(1, len(seen) - 1), _PLACES)}",
            f"gap={line_gap(number, lines)}",
        ]
        head = bisect_right(sections, number - 1) - 1
        if head >= 0:
            since = before[number] - before[sections[head]]
            row.append(f"section={step(number - sections[head], (2, 3, 5, 8, 15))}*{min(since, 2)}")
        rows.append(row + marked[number])
    return rows


def _surroundings(seen: Sequence[Look], strong: Sequence[int]) -> list[list[str]]:
    """The features of what a line stands in, for text without mark-up.

    How many short lines run on here, and how many lines that begin something else (related pages, comments, tags, a
    plea) lie between this line and the paragraph above, and the one below.
    """
    short = [look.length < 41 for look in seen]
    runs: list[int] = []
    for flag, group in groupby(short):
        size = len(list(group))
        runs += [size * flag] * size
    above, below = _seals(seen), _seals(seen[::-1])[::-1]
    rows = []
    for number, look in enumerate(seen):
        zone = "none" if not strong else "before" if number < strong[0] else "after" if number > strong[-1] else "among"
        size_step = step(look.length, SIZES)
        rows.append(
            [
                f"run={step(runs[number], (1, 2, 3, 5, 9, 20))}*{zone}",
                f"seal={zone}*{step(above[number], (1, 2, 3, 6))}*{step(below[number], (1, 2, 3, 6))}",
                f"above*length={step(above[number], (1, 2, 4))}*{size_step}",
                f"below*length={step(below[number], (1, 2, 4))}*{size_step}",
            ]
        )
    return rows


def _seals(seen: Sequence[Look]) -> list[int]:
    """For each line how many lines that begin something else stand between it and the paragraph before."""
    counts, count = [], 0
    for look in seen:
        counts.append(count)
        if look.strong:
            count = 0
        elif any(look.cues.get(name, 0) > 1 for name in _SEALS):
            count += 1
    return counts


def _beside_title(number: int, title: int | None, chance: float, look: Look) -> list[str]:
    """The features of a line's place before or after the headline."""
    size = step(look.length, SIZES)
    if title is None:
        return [f"title=none*{size}"]
    side = "before" if number < title else "at" if number == title else "after"
    reach = (2, 4, 8, 15) if side == "before" else (2, 3, 5, 8, 15, 40)
    return [
        f"title={side}*{step(abs(number - title), reach)}",
        f"title*length={side == 'before'}*{size}",
        f"title*p={side}*{step(chance, _PROBABLE)}",
    ]


def second_features(
    first: Sequence[list[str]], odds: Sequence[float], seen: Sequence[Look], title: int | None = NO_TITLE
) -> list[list[str]]:
    """The features of the second pass: the first's, and what the first pass thought of the lines around.

    Args:
        first: the features of the first pass.
        odds: what it made of them.
        seen: what each line shows by itself.
        title: the number of the line that is the headline by those odds, ``None`` if there is none; left out for
            pages with mark-up, where it is known only later.
    """
    total = len(odds)
    sums = [0.0, *accumulate(odds)]
    sure = [number for number, value in enumerate(odds) if value > 0.85 and seen[number].length > 60]
    rows: list[list[str]] = []
    for number, row in enumerate(first):
        around = [odds[number + shift] if 0 <= number + shift < total else -1.0 for shift in (-2, -1, 1, 2)]
        last, this, following = (
            step(value, _PROBABLE) if value >= 0 else "x" for value in (around[1], odds[number], around[2])
        )
        low, high = max(0, number - 5), min(total, number + 6)
        mean = (sums[high] - sums[low] - odds[number]) / max(1, high - low - 1)
        wide_low, wide_high = max(0, number - 15), min(total, number + 16)
        wide = (sums[wide_high] - sums[wide_low] - odds[number]) / max(1, wide_high - wide_low - 1)
        zone, distance = zone_of(number, sure)
        size = step(seen[number].length, SIZES)
        rows.append(
            [
                *row,
                f"p={this}",
                f"p-1={last}",
                f"p+1={following}",
                f"p-2={step(around[0], _PROBABLE)}",
                f"p+2={step(around[3], _PROBABLE)}",
                f"p-1*p+1={_third(around[1])}*{_third(around[2])}",
                f"p*around={_third(odds[number])}*{_third(around[1])}*{_third(around[2])}",
                f"mean={step(mean, _PROBABLE)}",
                f"wide={step(wide, _PROBABLE)}",
                f"mean*length={step(mean, (0.1, 0.35, 0.65, 0.9))}*{size}",
                f"sure={zone}*{step(distance, _NEAR)}",
                f"sure*length={zone}*{size}",
                f"sure*ends={zone}*{seen[number].ends}",
                f"before={step(sums[number], (0.5, 1.5, 3, 8))}",
                f"after={step(sums[total] - sums[number + 1], (0.5, 1.5, 3, 8))}",
                *([] if title == NO_TITLE else _beside_title(number, title, odds[number], seen[number])),
            ]
        )
    return rows


def line_gap(number: int, lines: Sequence[Line]) -> str:
    """Whether empty lines stand before and after a line."""
    after = number + 1 >= len(lines) or lines[number + 1].gap
    return f"{int(lines[number].gap)}{int(after)}"


def _neighbours(number: int, seen: Sequence[Look]) -> list[str]:
    """What the lines beside a line look like."""
    row = []
    for name, place in (("last", number - 1), ("next", number + 1)):
        if not 0 <= place < len(seen):
            row.append(f"{name}=none")
            continue
        other = seen[place]
        kind = "strong" if other.strong else "short" if other.length < 41 else f"middle-{other.ends}"
        row.append(f"{name}={kind}")
        row.append(f"{name}*length={kind}*{step(seen[number].length, (16, 41, 81, 121))}")
        row += [f"{name}-cue={cue}" for cue, strength in other.cues.items() if strength > 1]
    return row


def zone_of(number: int, strong: Sequence[int]) -> tuple[str, int]:
    """Whether the line stands before, among or after the paragraphs, and how far from the nearest."""
    if not strong:
        return "none", 0
    at = bisect_right(strong, number)
    if at == 0:
        return "before", strong[0] - number
    if strong[at - 1] == number:
        return "on", 0
    if at == len(strong):
        return "after", number - strong[-1]
    return "among", min(number - strong[at - 1], strong[at] - number)


def _third(value: float) -> str:
    return "x" if value < 0 else step(value, (0.15, 0.5, 0.85))


def _before(flags: Sequence[bool]) -> list[int]:
    """How many flags stand before each place."""
    counts = [0]
    for flag in flags:
        counts.append(counts[-1] + flag)
    return counts
