"""Which lines of a page another reader, trafilatura, takes for the article."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from onrecord.extract.lines import Line, key

_NGRAM = 24
"""Characters of the shingles by which a line is found inside a longer one: about four words."""
_NO_ARTICLE = (
    "audio", "button", "canvas", "embed", "footer", "head", "iframe", "input", "link", "map", "math", "meta", "nav",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "video",
)  # fmt: skip
"""Elements in which trafilatura never finds an article. Without them it takes a third less time over a page."""


def main_text(tree: HtmlElement, url: str | None = None) -> str:
    """The article as trafilatura reads it, or an empty text if it finds none."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    copy = deepcopy(tree)
    etree.strip_elements(copy, *_NO_ARTICLE, with_tail=False)
    try:
        found = trafilatura.bare_extraction(
            copy,
            url=url,
            favor_precision=True,
            fast=True,  # its second opinions cost as much again, and the line model gains nothing by them
            include_comments=False,
            include_tables=True,
            with_metadata=False,
        )
    except Exception:  # a reader of untrusted pages: what it cannot read, the line model reads
        return ""
    return str(getattr(found, "text", None) or "")


def kept_lines(lines: Sequence[Line], article: str) -> list[float]:
    """For each line the share of it that the article holds, 0 to 1.

    Lines equal in letters and digits count as a whole, as often as the article has them and in its order; a longer
    line counts by its shingles, a shorter one only if it is a line of the article.
    """
    wanted: dict[str, int] = defaultdict(int)
    for piece in article.split("\n"):
        if letters := key(piece):
            wanted[letters] += 1
    whole = key(article)
    shingles = {whole[at : at + _NGRAM] for at in range(max(0, len(whole) - _NGRAM + 1))}
    shares: list[float] = []
    for line in lines:
        letters = key(line.raw)
        if wanted.get(letters):
            wanted[letters] -= 1
            shares.append(1.0)
        elif len(letters) >= _NGRAM + 6:
            places = range(0, len(letters) - _NGRAM + 1, 3)
            shares.append(sum(letters[at : at + _NGRAM] in shingles for at in places) / len(places))
        else:
            shares.append(0.0)
    return shares
