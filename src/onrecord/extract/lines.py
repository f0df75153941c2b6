"""The lines of a text: where they stand, and their words in a plain form to compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_WORD = re.compile(r"\w+")
_RUN = re.compile(r"[ \t\xa0\u202f\u3000]{3,}")
_MARK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<(https?://[^>\s]+)>")
_EMPHASIS = re.compile(r"(?<!\w)(?:\*\*|__|\*)(?=\S)|(?<=\S)(?:\*\*|__|\*)(?!\w)|^#{1,6} +|^> +|`")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-",
                        "‑": "-", "\xa0": " ", "\u200b": "",
                        "\u202f": " ", "\u2009": " ", "\ufeff": "", "\xad": ""})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text that holds a word, without the white space around it."""

    start: int
    """First code point in the text."""
    end: int
    """One past the last."""
    raw: str
    """Its characters."""
    shown: str
    """Its characters without the link and emphasis marks that a crawl left, and without long runs of blanks."""
    plain: str
    """``shown`` in lower case, typographic marks made plain, blanks joined."""
    gap: bool
    """Whether an empty line stands before it."""

    @property
    def words(self) -> list[str]:
        """The words of the shown form."""
        return _WORD.findall(self.shown)


def split_lines(text: str) -> list[Line]:
    """The lines of a text that hold a word, in order."""
    lines: list[Line] = []
    end = 0
    for match in _LINE.finditer(text):
        raw = match.group().strip(" \t\xa0\u200b\ufeff\u3000\u202f")
        if not (raw[:1].isalnum() or any(char.isalnum() for char in raw)):
            continue
        start = match.start() + match.group().index(raw)
        gap = text.count("\n", end, start) > 1 or not lines
        shown = without_marks(raw)
        lines.append(Line(start, start + len(raw), raw, shown, plain(shown), gap))
        end = start + len(raw)
    return lines


def without_marks(raw: str) -> str:
    """A line without Markdown: links become their words, emphasis and heading marks go."""
    if "](" in raw or "<http" in raw:
        raw = _MARK.sub(lambda match: match.group(1) or match.group(2) or "", raw)
    raw = _RUN.sub(" ", raw)
    if "*" in raw or "_" in raw or "#" in raw or "`" in raw or raw.startswith(">"):
        raw = _EMPHASIS.sub("", raw)
    return raw.strip()


def plain(text: str) -> str:
    """Lower case, typographic marks made plain, blanks joined: the form in which lines are compared."""
    return " ".join(text.translate(_PLAIN).casefold().split())


@lru_cache(maxsize=16_384)
def key(text: str) -> str:
    """The letters and digits of a text alone, in lower case: equal for lines that differ in marks only."""
    return "".join(_WORD.findall(text.casefold()))
