"""Words of pages made safe to print: what could act on a terminal, a parser or the order of the text is taken out."""

from __future__ import annotations

import re

_PAIRS = {'"': '"', "“": "”", "„": "”“", "«": "»", "”": "”"}
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What a terminal would obey, or no file can hold.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"[ \t]*[\n\r\t\v\f\u0085\u2028\u2029][\s]*")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&$^])")
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
    """At most ``limit`` characters in which ``focus`` is seen, between marks for what was cut on each side."""
    if not limit or len(text) <= limit:
        return "", text, ""
    start = 0
    if focus > limit // 2:
        start = text.find(" ", max(0, min(focus - limit // 3, len(text) - limit)), focus) + 1 or focus
    shown = clip(text[start:], limit)
    return "…" if start else "", shown, "" if start + len(shown) == len(text) else "…"


def clip(text: str, limit: int) -> str:
    """At most ``limit`` characters, whole words where there are any."""
    if not limit or len(text) <= limit:
        return text
    cut = text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return cut or text[:limit]
