"""Words of pages made safe to print: what could act on a terminal, a parser or the order of the text is taken out."""

from __future__ import annotations

import re

from onrecord.export.brief.labels import cut_words

_PAIRS = {'"': '"', "“": "”", "„": "”“", "«": "»", "”": "”"}
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What a terminal would obey, or no file can hold.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"[ \t]*[\n\r\t\v\f\u0085\u2028\u2029][\s]*")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&$^])")
_FIRST = re.compile(r"\w+")
_SLACK = 4 / 3
"""How much longer than its room a text may be and still be shown whole."""
_FULL = 0.6
"""The part of the room that whole clauses must fill."""
_LINKS = re.compile(r"(?i)(:)(?=//)|(?<=\bwww)(\.)|(@)")


def plain(text: str) -> str:
    """The text on one line, without control characters, surrogates and marks that turn its direction."""
    return _UNSAFE.sub("\ufffd", _BIDI.sub("", _SPACE.sub(" ", text)))


def plain_lines(text: str) -> str:
    """As :func:`plain`, for one line of a page: blanks stay as they are."""
    return _UNSAFE.sub("\ufffd", _BIDI.sub("", text.replace("\t", " ").replace("\r", "")))


def markdown(text: str) -> str:
    """The text so that Markdown shows it as it is: no markup, no HTML, no link."""
    escaped = _MARKDOWN.sub(r"\\\1", plain(text))
    return _LINKS.sub(lambda found: "\\" + found.group(), escaped)


def unquoted(text: str) -> str:
    """The text without the page's own quotation marks around all of it: the brief puts its own there."""
    inner = text[1:-1].strip()
    if len(text) > 2 and text[-1] in _PAIRS.get(text[0], "") and not any(mark in inner for mark in (text[0], text[-1])):
        return inner
    return text


def clip_around(text: str, limit: int, focus: int) -> tuple[str, str, str]:
    """At most ``limit`` characters in which ``focus`` is seen, between marks for what was cut on each side.

    A text that is only a little too long is left whole: what a cut would save is not worth the question that it raises.
    """
    if not limit or len(text) <= limit * _SLACK:
        return "", text, ""
    start = 0
    if focus > limit // 2:
        start = _opening(text, max(0, min(focus - limit // 3, len(text) - limit)), focus)
    shown = clip(text[start:], limit)
    return "…" if start else "", shown, "" if start + len(shown) == len(text) else "…"


def _opening(text: str, low: int, focus: int) -> int:
    """Where to begin so that ``focus`` is seen: behind a comma or before a clause if there is one, else with a word."""
    words = [found.end() for found in re.finditer(r"\s+", text[low:focus])]
    clauses = [at for at in words if text[low + at - 2] in ",;:–—" or _opens(text[low + at :])]
    return low + min(clauses, default=min(words, default=focus - low))


def clip(text: str, limit: int) -> str:
    """At most ``limit`` characters: whole clauses if they fill most of the room, else whole words where there are any.

    The last word is none that hangs on what follows.
    """
    if not limit or len(text) <= limit:
        return text
    ends = [found.start() for found in re.finditer(r"\s", text[: limit + 1])]
    clauses = [at for at in ends if at >= limit * _FULL and (text[at - 1] in ",;:.!?–—" or _opens(text[at + 1 :]))]
    sound = [at for at in ends if not _hangs(text[:at])]
    cut = text[: max(clauses, default=max(sound, default=max(ends, default=0)))].rstrip(" ,;:–—-")
    return cut or text[:limit]


def _hangs(text: str) -> bool:
    """Whether a text ends with a word that nothing may end with."""
    words = text.casefold().split()
    return not words or words[-1] in cut_words("not_after")


def _opens(text: str) -> bool:
    """Whether a text begins with a word that opens a clause."""
    found = _FIRST.match(text)
    return found is not None and found.group().casefold() in cut_words("before")
