"""Reads the sentences in which a page recalls what somebody held before, and where it tells what came of it.

*The union, which had ruled out talks, signed on Friday*; *five months ago he swore that nobody would be moved*; *at
first she said that the valve had held*. The shapes are in ``recalled_shapes``, the words in ``recalled.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.codebooks.recalled import HELD, Held, recalled
from onrecord.relate.recalled_shapes import GAP, shapes, times

Where = Literal["within", "around", "behind", "critic"]
"""Where what came of it is told: in the sentence itself, beside it, right behind it, or in what a critic answers."""
_LEAST = 3
"""Words of what was held, at least."""


@dataclass(frozen=True, slots=True)
class Recall:
    """What a sentence recalls; places count in the sentence."""

    held: tuple[int, int]
    """Where it says what was held."""
    kind: Held
    """How it was held."""
    flagged: bool
    """Whether the sentence itself sets it against now: *at first*, *five months ago*."""
    where: Where
    """Where what came of it is told."""
    now: tuple[tuple[int, int], ...] = ()
    """The parts of the sentence that may tell it."""
    sure: bool = False
    """Whether the form of the sentence says by itself that what is told now goes against it."""


def recalls(text: str) -> Iterator[Recall]:
    """What a sentence recalls, the surest shape first."""
    for read in (_after, _object, _who, _noun, _first, _remembered, _dated, _had, _said_no):
        yield from read(text)


def _kind(match: re.Match[str], content: str) -> Held | None:
    """How something was held: by the verb, or by what is said with it."""
    groups = match.groupdict()
    kind: Held | None = next((k for k in HELD if groups.get(k) or groups.get(f"{k}_ing")), None)
    if groups.get("would"):
        return "promised" if "hear" in groups["would"] else "refused"
    if kind in ("said", "promised"):
        book, near = recalled(), content[:110]
        if book.refusing.search(near):
            return "refused"
        if book.denying.search(near) or re.search(r"n['’]t\b", near):
            return "denied"
        if kind == "said" and book.promising.search(near):
            return "promised"
    return kind


def _until_comma(text: str, start: int) -> int:
    """Where a relative clause ends: at the next comma outside of quotation marks, or with the sentence."""
    quoted = False
    for place in range(start, len(text)):
        if text[place] in '“”"':
            quoted = not quoted
        elif text[place] in ",;" and not quoted and not text[place + 1 : place + 2].isdigit():
            return place
    return len(text)


def _enough(text: str) -> bool:
    """Whether a part of a sentence has words enough to tell something."""
    return len(text.split()) >= _LEAST


def _who(text: str) -> Iterator[Recall]:
    """*The union, which had ruled out talks, signed*."""
    for match in shapes()["who"].finditer(text):
        groups = match.groupdict()
        strong = bool(groups["time"] and re.match(times()[0], groups["time"], re.I))
        if not (strong or groups["had"] in ("had", "having") or (groups["time"] and groups["would"])):
            continue
        end = _until_comma(text, match.end())
        kind = _kind(match, text[match.end() : end])
        if kind is None or len(text[match.start() : end].split()) < _LEAST + 2:
            continue
        behind = (end + 1, len(text))
        part = behind if _enough(text[slice(*behind)]) else (0, match.start())
        if part[0] == 0 and not (strong or re.search(r"\bsame\b", text[: match.start()])):
            continue  # *They met the union, which had ruled out talks*: whether it came is not said.
        sure = bool(groups["time"]) or bool(groups["said"] and kind in ("refused", "denied"))
        yield Recall((match.start(), end), kind, strong, "within", (part,), sure)


def _after(text: str) -> Iterator[Recall]:
    """*Three weeks after saying it had nothing to object to, the agency went to court*."""
    for name in ("after", "after_he", "after_never"):
        for match in shapes()[name].finditer(text):
            first = not _enough(text[: match.start()]) or text[: match.start()].rstrip().endswith(("—", "–", "-"))
            end = _until_comma(text, match.end()) if first else len(text)
            kind = _kind(match, text[match.end() : end])
            now = (end + 1, len(text)) if first else (0, match.start())
            if kind is not None and kind != "said" and _enough(text[slice(*now)]):
                yield Recall((match.start(), end), kind, True, "within", (now,), True)


def _object(text: str) -> Iterator[Recall]:
    """*Talks that each had once sworn never to hold*, *something it initially denied*."""
    for match in shapes()["object"].finditer(text):
        kind = _kind(match, text[match.end() :])
        if kind in ("refused", "denied") and _enough(text[: match.start()]):
            end = _until_comma(text, match.end())
            yield Recall((match.start(), end), kind, True, "within", ((0, match.start()),), True)


def _noun(text: str) -> Iterator[Recall]:
    """*He did not repeat his earlier assertion that the valve had burst*."""
    for match in shapes()["noun"].finditer(text):
        start = match.end("up") + 1
        before = (0, match.start()) if _enough(text[: match.start()]) else (0, match.end("up"))
        yield Recall((start, _until_comma(text, match.end())), "said", True, "behind", (before,))


def _first(text: str) -> Iterator[Recall]:
    """*At first she said that the valve had held, but on Friday she admitted the leak*."""
    match = shapes()["first"].match(text)
    kind = _kind(match, text[match.end() :]) if match is not None else None
    if match is None or kind is None:
        return
    turn = re.search(r",?\s+(?:but|only\s+to|and\s+(?:then|later|now))\s+", text[match.end() :])
    if turn is not None and turn.start() > 3:
        end = match.end() + turn.start()
        yield Recall((0, end), kind, True, "within", ((match.end() + turn.end(), len(text)),), True)
    elif turn is None:
        yield Recall((0, len(text)), kind, True, "around")


def _remembered(text: str) -> Iterator[Recall]:
    """*You may recall somebody of the same name telling us "inside a year"*."""
    match = shapes()["remember"].match(text)
    kind = _kind(match, text[match.end() :]) if match is not None else None
    if kind is not None:
        yield Recall((0, len(text)), kind, True, "around", sure=True)


def _dated(text: str) -> Iterator[Recall]:
    """*Five months ago he swore that nobody would be moved*."""
    quote = len(text) - len(text.lstrip("“\"'‘"))
    lowered = text[:quote] + text[quote : quote + 1].lower() + text[quote + 1 :]
    for name in ("time", "quoted"):
        match = shapes()[name].match(lowered)
        if match is None:
            continue
        kind = _kind(match, lowered[match.end() :]) if name == "time" else "said"
        flagged = bool(re.match(times()[0], match["time"], re.I) or _STILL.search(match.group()))
        if kind is None or len(text.split()) < _LEAST + 2 or not (flagged or " had " in match.group()):
            return
        critic = quote > 0 and match["subject"] in ("he", "she", "they", "it")
        yield Recall((0, len(text)), kind, flagged, "critic" if critic else "around")
        return


def _had(text: str) -> Iterator[Recall]:
    """*The ministry had said two weeks earlier that it was not thinking of it*."""
    for name in ("had", "still"):
        match = shapes()[name].match(text)
        if match is None or re.search(r"\b(?:who|which|after|if|that)\b", match["subject"].split(",")[0]):
            continue
        strong, weak = times()
        told = (match["adverb"] if name == "had" else "still ") + text[match.end() :]
        flagged = bool(re.search(strong, told) or _STILL.search(told[:60]))
        kind = _kind(match, text[match.end() :])
        if kind is not None and (flagged or re.search(weak, told[:60])):
            yield Recall((0, len(text)), kind, flagged, "around")
            return


def _said_no(text: str) -> Iterator[Recall]:
    """*They said no pills, and that same evening they were given out*."""
    match = shapes()["said_no"].match(text)
    if match is None or _ANYBODY.search(match["subject"]):
        return
    turn = next((one for one in re.finditer(r"[,;:–—]\s+(?:and\s+|but\s+)?", text) if begins(text[one.end() :])), None)
    said = text[match.end() : turn.start() if turn is not None else len(text)][:110]
    book = recalled()
    if not (match["would"] or book.refusing.search(said) or book.denying.search(said) or _NOT.search(said)):
        return
    if turn is not None:
        yield Recall((0, turn.start()), "refused", True, "within", ((turn.end(), len(text)),), True)
    else:
        yield Recall((0, len(text)), "refused", False, "behind")


def begins(text: str) -> bool:
    """Whether words begin as those do that tell what came later: *two days later*, *by Sunday evening*, *now*."""
    return bool(recalled().begins.match(text) or _LATER.match(text))


_NOT = re.compile(r"n['’]t\b")
_STILL = re.compile(r"\b(?:long|still|always|consistently|repeatedly|previously|once|earlier|all\s+along|initially)\b")
_ANYBODY = re.compile(r"\b(?:if|you|i|we|who|which|that|when|nobody|no\s+one)\b", re.I)
_LATER = re.compile(
    rf"(?:by\s+(?:then|the\s+(?:time|end|evening|weekend)|evening|nightfall|morning|noon|\w+day(?:\s+(?:morning|noon|afternoon|evening|night))?)|{GAP}\s+(?:later|after|on)"
    r"|the\s+(?:next|following|very\s+next|same)\s+(?:day|morning|evening|night|week|month)|not\s+\w+\s+(?:hours|days|weeks)\s+later)\b",
    re.I,
)
