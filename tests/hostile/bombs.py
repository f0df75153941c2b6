"""Pages that are made to break a reader, each grown by a number; no such file lies in the repository."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

LEAD = (
    "The government of Veldania on Monday welcomed a proposal by the neighbouring state of Orsk to open the border "
    "crossing at Port Amarel to trucks that carry medicine and food, Foreign Minister Ilsa Doren said. "
)

Bomb = Callable[[int], str]


def _filled(unit: str) -> Bomb:
    """A text of ``n`` characters of one unit, between two honest sentences, as one line."""
    return lambda n: f"{LEAD}\n\n{(unit * (n // len(unit) + 1))[:n]}\n\n{LEAD}\n"


LINES: dict[str, Bomb] = {
    "blanks": _filled(" "),
    "blanks and words": lambda n: f"{LEAD}\n\nOrsk{' ' * n}said\n\n{LEAD}\n",
    "tabs": lambda n: f"{LEAD}\n\nOrsk{chr(9) * n}said\n\n{LEAD}\n",
    "no-break blanks": lambda n: f"{LEAD}\n\nOrsk{chr(0xA0) * n}said\n\n{LEAD}\n",
    "double quotes": _filled('"'),
    "quotes and words": _filled('"a '),
    "curly quotes": _filled("“"),
    "closing quotes": _filled("”"),
    "single quotes": _filled("'"),
    "digits": _filled("1234567890"),
    "numbers": _filled("1,000 "),
    "number words": _filled("one hundred "),
    "dates": _filled("5 March 2024 "),
    "days and months": _filled("on Monday March 5 "),
    "capitals": _filled("A"),
    "capital words": _filled("Ab "),
    "initials": _filled("A. "),
    "dots": _filled("."),
    "dots and blanks": _filled(". "),
    "brackets": _filled("("),
    "square brackets": _filled("["),
    "links": _filled("[a]("),
    "images": _filled("![](<"),
    "angles": _filled("<"),
    "stars": _filled("*"),
    "star words": _filled("**a "),
    "underscores": _filled("_"),
    "hashes": _filled("#"),
    "dashes": _filled("-"),
    "dash words": _filled("a-"),
    "em dashes": _filled("a — "),
    "slashes": _filled("/"),
    "addresses": _filled("https://a.example/"),
    "mail signs": _filled("a@"),
    "commas": _filled("a, "),
    "ands": _filled("Ab and "),
    "colons": _filled("a: "),
    "ellipses": _filled("…"),
    "exclamations": _filled("!"),
    "apostrophes": _filled("a's "),
    "one word": _filled("word "),
    "one long word": _filled("word"),
    "said": _filled("said "),
    "he said": _filled("he said that "),
    "quoted": _filled('"It is so," he said. '),
    "percent": _filled("%"),
    "money": _filled("$5 million "),
    "combining marks": _filled("a\u0301"),
    "right to left": _filled("\u202e\u05d0"),
    "zero width": _filled("\u200b"),
    "joiners": _filled("a\u200d"),
    "emoji": _filled("😀"),
    "replacement": _filled("\ufffd"),
}
"""One line of ``n`` characters."""

PAGES: dict[str, Bomb] = {
    "newlines": lambda n: f"{LEAD}{chr(10) * n}{LEAD}",
    "returns": lambda n: f"{LEAD}{(chr(13) + chr(10)) * (n // 2)}{LEAD}",
    "short lines": lambda n: LEAD + "\n" + "\n".join(f"line {number}" for number in range(n // 10)),
    "equal lines": lambda n: LEAD + "\n" + "Share this\n" * (n // 11),
    "sentences": lambda n: "\n\n".join(f"{number} people came to Orsk." for number in range(n // 25)),
    "paragraphs": lambda n: "\n\n".join(f"{LEAD}{number}" for number in range(n // 210)),
    "wrapped lines": lambda n: "\n".join([LEAD[:70].strip()] * (n // 70)),
    "dialogue": lambda n: "\n\n".join(['"It is so," Ilsa Doren said.', '"It is not," he said.'] * (n // 52)),
    "date lines": lambda n: LEAD + "\n" + "March 5, 2024\n" * (n // 14),
    "bylines": lambda n: LEAD + "\n" + "By Ada Quill\n" * (n // 13) + LEAD,
    "open sentence": lambda n: LEAD + "\n\n" + "the man,\n\nAda\n\n, and\n\n" * (n // 21),
}
"""Texts of about ``n`` characters in many lines."""


def _html(inner: str) -> str:
    return f"<!doctype html><html><head><title>Orsk</title></head><body><p>{LEAD}</p>{inner}<p>{LEAD}</p></body></html>"


MARKUP: dict[str, Bomb] = {
    "deep div": lambda n: _html("<div>" * (n // 11) + LEAD + "</div>" * (n // 11)),
    "open div": lambda n: _html("<div>" * (n // 5) + LEAD),
    "deep b": lambda n: _html("<b>" * (n // 3) + LEAD),
    "deep a": lambda n: _html('<a href="x">' * (n // 12) + LEAD),
    "short p": lambda n: _html("<p>Orsk</p>" * (n // 11)),
    "long p": lambda n: _html(f"<p>{LEAD}</p>" * (n // 210)),
    "spans": lambda n: _html("<p>" + "<span>Orsk</span> " * (n // 18) + "</p>"),
    "breaks": lambda n: _html("Orsk<br>" * (n // 8)),
    "tables": lambda n: _html("<table>" * (n // 7) + LEAD),
    "cells": lambda n: _html("<table><tr>" + "<td>Orsk</td>" * (n // 13) + "</tr></table>"),
    "colspan": lambda n: _html(
        '<table><tr><td colspan="9007199254740991" rowspan="65534">Orsk</td></tr></table>' * (n // 80)
    ),
    "comments": lambda n: _html("<!--" * (n // 4)),
    "open tags": lambda n: _html("<" * n),
    "open scripts": lambda n: _html("<script>" * (n // 8)),
    "attributes": lambda n: _html("<p " + "a=b " * (n // 4) + ">Orsk</p>"),
    "long attribute": lambda n: _html(f'<p class="{"author " * (n // 7)}">Orsk</p>'),
    "entities": lambda n: _html("<p>" + "&amp;lt;" * (n // 8) + "</p>"),
    "lists": lambda n: _html("<ul><li>" * (n // 8) + LEAD),
    "times": lambda n: _html('<time datetime="2024-03-05">5</time>' * (n // 37)),
    "authors": lambda n: _html('<span class="author">Ada Quill</span>' * (n // 38)),
    "deep authors": lambda n: _html('<div class="author">' * (n // 20) + "Ada Quill"),
    "deep times": lambda n: _html('<time datetime="2024-03-05">' * (n // 28) + "5"),
    "json": lambda n: _html('<script type="application/ld+json">' + "[" * n + "</script>"),
    "headings": lambda n: _html("<h1>Orsk opens its crossing</h1>" * (n // 33)),
}
"""HTML of about ``n`` characters."""

_NAMES = "abcdefghijkl"
_DECLARED = "".join(
    f'<!ENTITY {name} "{"&" + before + ";"}{("&" + before + ";") * 9}">' for before, name in pairwise(_NAMES)
)
ENTITIES = (
    f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha">{_DECLARED}]>'
    f"<html><body><p>&l;</p><p>{LEAD}</p></body></html>"
)
"""A page whose entities stand for a hundred thousand million words."""
