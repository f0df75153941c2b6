"""What each line is there for: article or furniture, and which kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from onrecord.extract.agencies import agencies_in
from onrecord.extract.bylines import byline_words, credit_of, is_person, lone_names, person_names
from onrecord.extract.cues import cues_of, load_cues, pleas
from onrecord.extract.daywords import find_days
from onrecord.extract.joins import bridges, joined, runs_on
from onrecord.extract.lines import Line, key
from onrecord.records import Block, BlockRole

CUT = 0.5
"""Probability from which a line is taken for the article."""

PLEADS = 0.9
"""The same for a line that begins as a plea for money or readers does."""

SAME = 40
"""Letters from which a line printed twice is a repeat, and not a refrain."""

CLEAN_LINES = 12
"""Most lines of a page that somebody saved without furniture."""
CLEAN_LEFT = 2
"""Most lines of such a page that are no body."""
CLEAN_SENTENCE = 60
"""Letters from which a line of such a page is a sentence."""

_SENTENCE_LIKE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_CUT_END = re.compile(r"(?:…|\.\.\.)$")
_ADDRESS = re.compile(r"^<?https?://\S+>?$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SIGNED = re.compile(
    r"^[(\[]([^()\[\]]{2,40})[)\]]\.?$"
    r"|^(?:with (?:inputs?|reporting|files|material) (?:from|by)|additional reporting by):? (.{2,60}?)\.?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[\"“«„].*[\"”»“]$")
_NEVER = frozenset({"crawler", "comments", "appeal", "advert", "legal", "share"})
"""Cues whose whole lines are no part of an article, however short a page is."""
_ORDER = (
    "crawler",
    "tags",
    "related",
    "comments",
    "appeal",
    "advert",
    "legal",
    "share",
    "byline",
    "dateline",
    "credit",
    "caption",
    "navigation",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a text with what they are."""

    lines: Sequence[Line]
    """The lines."""
    blocks: tuple[Block, ...]
    """One a line."""
    title: int | None
    """Number of the headline."""
    body: tuple[bool, ...]
    """Whether each line is read on."""


def read_lines(
    lines: Sequence[Line], odds: Sequence[float], title: int | None, known: frozenset[str] = frozenset()
) -> Reading:
    """Give each line its role.

    Args:
        lines: the lines of a text.
        odds: for each line the probability that it is part of the article.
        title: the number of the headline, if it is known.
        known: agencies that the page itself shows to be some.
    """
    reasons = [f"line model {chance:.2f}" for chance in odds]
    body = _first_choice(lines, odds, reasons)
    roles: dict[int, BlockRole] = {}
    if title is not None:
        _mark_headlines(lines, title, body, roles, reasons)
    _mark_repeats(lines, body, roles, reasons)
    _mark_credits(lines, body, roles, reasons, known)
    _mark_pleas(lines, body, roles, reasons)
    if not any(body):
        title = _last_resort(lines, title, body, roles, reasons)
    barred = {
        number
        for number, line in enumerate(lines)
        if number in roles or max(cues_of(line.plain).values(), default=0) >= 2
    }
    for number in runs_on(lines, body, odds, barred):
        body[number] = True
        reasons[number] += ", a sentence right under the body"
    for number in bridges(lines, body, barred):
        body[number] = True
        reasons[number] = "a sentence of the body runs through it"
    for number in _sentences_of_a_clean_page(lines, body, roles, title, barred, known):
        body[number] = True
        reasons[number] += ", a sentence of a page without furniture"
    flags = joined(lines, body)
    counts = list(accumulate(body, initial=0))
    near_byline = {number for number, _ in lone_names(lines, [n for n, inside in enumerate(body) if not inside])}
    for number, line in enumerate(lines):
        if body[number]:
            roles[number] = "quote" if _QUOTED.match(line.shown) else "body"
        elif number not in roles:
            roles[number], why = _furniture(lines, number, body, counts, title, near_byline, known)
            reasons[number] += why
    blocks = tuple(
        Block(line.start, line.end, roles[number], _sure(odds[number], body[number]), reasons[number], flags[number])
        for number, line in enumerate(lines)
    )
    return Reading(lines, blocks, title, tuple(body))


def _first_choice(lines: Sequence[Line], odds: Sequence[float], reasons: list[str]) -> list[bool]:
    """Which lines the model takes for the article; if it takes none, those that read like sentences.

    A page is not lost because it is short or odd: a brief note of one sentence is an article too.
    """
    body = [chance >= CUT for chance in odds]
    for number, line in enumerate(lines):
        if not body[number]:
            continue
        cues = cues_of(line.plain)
        if (
            any(strength == 3 and name in _NEVER for name, strength in cues.items())
            or (cues.get("appeal", 0) >= 2 and odds[number] < PLEADS)
            or _points_elsewhere(line)
        ):
            body[number] = False
    if any(body):
        return body
    for number, line in enumerate(lines):
        words = len(line.words)
        if (
            words >= 3
            and max(cues_of(line.plain).values(), default=0) < 2
            and (_SENTENCE_LIKE.search(line.shown) or len(line.shown) > 100)
        ):
            body[number] = True
            reasons[number] += ", kept for want of better"
    return body


def _points_elsewhere(line: Line) -> bool:
    """Whether a line is the label of a related page, a colon, and its headline (*Read also: ...*)."""
    label, colon, rest = line.plain.partition(":")
    return bool(colon and rest) and 4 < len(label) < 30 and len(rest) < 160 and cues_of(label).get("related") == 3


def _last_resort(
    lines: Sequence[Line], title: int | None, body: list[bool], roles: dict[int, BlockRole], reasons: list[str]
) -> int | None:
    """Take for body what is not clearly furniture, where nothing else was; the headline only if it is all there is.

    Returns:
        The number of the headline, ``None`` if it became body.
    """
    plain_lines = [
        number
        for number, line in enumerate(lines)
        if number != title
        and roles.get(number) in (None, "caption")
        and len(line.words) >= 2
        and max(cues_of(line.plain).values(), default=0) < 2
        and not (find_days(line.raw) and len(line.shown) < 60)
        and not credit_of(line)
        and not _ADDRESS.match(line.raw)
    ]
    if not plain_lines and title is not None and _SENTENCE_LIKE.search(lines[title].shown):
        plain_lines, title = [title], None
    for number in plain_lines:
        body[number] = True
        roles.pop(number, None)
        reasons[number] += ", kept for want of better"
    return title


def _sentences_of_a_clean_page(
    lines: Sequence[Line],
    body: Sequence[bool],
    roles: Mapping[int, BlockRole],
    title: int | None,
    barred: Collection[int],
    known: frozenset[str],
) -> list[int]:
    """The lines of a short page that are sentences like all others: where nothing is furniture, no caption stands.

    The model knows pages from the web, where a lone paragraph above or below the others is mostly a caption or a
    link; in a few paragraphs that somebody saved as text it is the lead, or the end.
    """
    left = [number for number in range(len(lines)) if not body[number] and number not in (*roles, title)]
    if not any(body) or len(lines) > CLEAN_LINES or len(left) > CLEAN_LEFT:
        return []
    return [
        number
        for number in left
        if number not in barred
        and len(lines[number].shown) >= CLEAN_SENTENCE
        and _SENTENCE_LIKE.search(lines[number].shown)
        and not credit_of(lines[number], known)
        and (title is None or number > title)
    ]


def _sure(chance: float, inside: bool) -> float:
    return round(max(0.5, chance if inside else 1 - chance), 3)


def _mark_headlines(
    lines: Sequence[Line], title: int, body: list[bool], roles: dict[int, BlockRole], reasons: list[str]
) -> None:
    """The headline, and lines that print it again, whole or cut off."""
    letters = key(lines[title].plain)
    for number, line in enumerate(lines):
        own = key(_CUT_END.sub("", line.plain))
        cut = bool(_CUT_END.search(line.plain)) and len(own) >= 15 and letters.startswith(own)
        if number != title and key(line.plain) != letters and not cut:
            continue
        body[number] = False
        roles[number] = "headline" if number == title else "repeat"
        reasons[number] = "the headline" if number == title else "the headline again"


def _mark_repeats(lines: Sequence[Line], body: list[bool], roles: dict[int, BlockRole], reasons: list[str]) -> None:
    """Paragraphs of the body that are printed a second time, letter for letter.

    The question of an interview, or an item of a list, may stand there twice for good reason: what is no sentence, or
    asks, is a repeat only if it is printed again together with the line before or after it.
    """
    letters = {number: key(line.plain) for number, line in enumerate(lines) if body[number]}
    order = list(letters)
    first: dict[str, int] = {}
    for place, number in enumerate(order):
        before = first.setdefault(letters[number], place)
        if before == place or len(letters[number]) < SAME:
            continue
        beside = any(
            0 <= before + shift < place and place + shift < len(order)
            and letters[order[before + shift]] == letters[order[place + shift]]
            for shift in (-1, 1)
        )  # fmt: skip
        if beside or (_SENTENCE_LIKE.search(lines[number].shown) and not lines[number].shown.endswith("?")):
            body[number] = False
            roles[number] = "repeat"
            reasons[number] = "the same words stand above"


def _mark_pleas(lines: Sequence[Line], body: list[bool], roles: dict[int, BlockRole], reasons: list[str]) -> None:
    """Paragraphs that ask the reader for money or a subscription, and what runs on between them."""
    counts = [pleas(line.plain) if len(line.plain) >= 60 else 0 for line in lines]
    asks = {number for number, count in enumerate(counts) if count >= 2 and "said" not in lines[number].plain.split()}
    for number in sorted(asks):
        for shift in (-1, 1):
            place = number + shift
            while 0 <= place < len(lines) and counts[place] and place not in asks:
                asks.add(place)
                place += shift
    for number in asks:
        if body[number]:
            body[number], roles[number], reasons[number] = (
                False,
                "appeal",
                f"{counts[number]} phrases of a plea for support",
            )


def _mark_credits(
    lines: Sequence[Line], body: list[bool], roles: dict[int, BlockRole], reasons: list[str], known: frozenset[str]
) -> None:
    """Lines that the model kept: a picture's credit, a caption that ends with one, a date above all, an address."""
    first = next((number for number, inside in enumerate(body) if inside), None)
    for number, line in enumerate(lines):
        if not body[number] or len(line.shown) > 250:
            continue
        if (
            number == first
            and number + 2 < len(lines)
            and not (body[number + 1] or body[number + 2])
            and _alone(credit_of(lines[number + 1], known), lines[number + 1])
        ):
            body[number], roles[number], reasons[number] = (
                False,
                "caption",
                "above a picture's credit, before the byline",
            )
        if number == first and len(line.shown) < 60 and _is_date(line):
            body[number], roles[number], reasons[number] = False, "dateline", "a date alone"
        elif _ADDRESS.match(line.raw) and not (
            number and number + 1 < len(lines) and body[number - 1] and body[number + 1]
        ):
            body[number], roles[number], reasons[number] = False, "crawler", "an address alone"
        elif (credit := credit_of(line, known)) and (
            len(credit) >= len(line.shown) - 12 or (not line.shown.startswith(("“", '"')) and "said" not in line.plain)
        ):
            body[number] = False
            roles[number] = "credit" if len(credit) >= len(line.shown) - 12 else "caption"
            reasons[number] = "ends with a picture's credit"


def _is_date(line: Line) -> bool:
    """Whether the line is a date and at most a weekday or time of day beside it."""
    days = find_days(line.raw)
    rest = line.raw[: days[0].start] + line.raw[days[-1].end :] if days else line.raw
    return bool(days) and len(_WORD.findall(rest)) <= 1


def _alone(credit: str | None, line: Line) -> bool:
    """Whether the line is nothing but a credit."""
    return credit is not None and len(credit) >= len(line.shown) - 12


def _furniture(
    lines: Sequence[Line],
    number: int,
    body: Sequence[bool],
    counts: Sequence[int],
    title: int | None,
    near_byline: set[int],
    known: frozenset[str],
) -> tuple[BlockRole, str]:
    """The role of a line that is no body, and why; ``counts``: how many lines before each place are body."""
    line = lines[number]
    cues = cues_of(line.plain)
    if cues:
        name = max(cues, key=lambda item: (cues[item], -_ORDER.index(item) if item in _ORDER else -99))
        if cues[name] >= 2 or len(line.shown) < 160:
            return _named()[name], f", cue {name}"
    if number and _section_above(lines, number, body) == "related" and len(line.shown) < 250:
        return "related", ", under a heading for related pages"
    days = find_days(line.raw)
    if days and len(line.shown) < 80:
        return "dateline", ", a date"
    before, after = counts[number] > 0, counts[-1] > counts[number]
    if number and body[number - 1] and not after and _SIGNED.match(line.shown) and credit_of(line, known):
        return "byline", ", an agency under the text"
    if credit_of(line, known):
        return "caption" if len(line.shown) > 60 else "credit", ", a picture's credit"
    if is_person(line.shown) and number in near_byline:
        return "byline", ", a person's name"
    if _ADDRESS.match(line.raw):
        return "crawler", ", an address alone"
    if not before and not after:
        return "navigation", ""
    if not before:
        inner = title is not None and number > title
        return (
            "caption" if len(line.shown) > 60 else "standfirst" if inner and len(line.shown) > 40 else "navigation"
        ), ", before the body"
    if after:
        return "caption" if len(line.shown) > 80 else "related", ", between paragraphs"
    return "related" if len(line.shown) > 30 else "navigation", ", after the body"


@cache
def _named() -> dict[str, BlockRole]:
    """The role of each cue."""
    return {cue.name: cue.role for cue in load_cues()}


def _section_above(lines: Sequence[Line], number: int, body: Sequence[bool]) -> str | None:
    """``related`` if a heading for related pages stands above with no body in between."""
    for place in range(number - 1, max(-1, number - 12), -1):
        if body[place]:
            return None
        if cues_of(lines[place].plain).get("related") == 3:
            return "related"
    return None


def bylines_of(reading: Reading) -> list[str]:
    """The words of the page's bylines: those near the headline or the body's ends, *By* first."""
    body = [number for number, inside in enumerate(reading.body) if inside]
    if not body:
        return []
    top = reading.title if reading.title is not None else body[0]
    near = [
        number
        for number, inside in enumerate(reading.body)
        if not inside
        and number != reading.title
        and (top - 4 <= number <= max(body[0] + 3, min(top + 12, body[-1])) or body[-1] < number <= body[-1] + 3)
    ]
    found = byline_words(reading.lines, near) or lone_names(
        reading.lines, [number for number in near if number < body[0] + 3]
    )
    return [words for _, words in found] + _signed(reading.lines, near, body[-1], {number for number, _ in found})


def _signed(lines: Sequence[Line], near: Sequence[int], last: int, known: set[int]) -> list[str]:
    """The agencies that a line under the text gives it to: *(Norwire)*, *With inputs from Norwire*."""
    words = (
        match.group(1) or match.group(2)
        for number in near
        if number not in known and last < number and (match := _SIGNED.match(lines[number].shown))
    )
    return [name for name in words if agencies_in(name) and not person_names(name)]
