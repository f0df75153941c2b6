"""HTML to lines: the visible text of a page, one block element a line, and what the markup says of each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

MOST_TAGS = 2_000_000
"""Angle brackets from which no tree is made of a page: its text is what stands between the tags."""

DEEPEST = 1_000
"""Nesting from which the tree is not trusted: libxml2 drops, without a word, what lies deeper than 2,048."""

_BREAKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_DROPPED = frozenset({
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "link", "map", "math", "meta",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
_PARTS = frozenset({
    "article", "aside", "blockquote", "dd", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "li", "main", "nav", "p", "pre", "table", "td", "th",
})  # fmt: skip
_CODE = re.compile(r"<(script|style|noscript|template|head)\b[^<>]*>|<!--|<[^<>]*>", re.IGNORECASE)
_CODE_END = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "noscript", "template", "head")
} | {"": re.compile("-->")}


class Place(NamedTuple):
    """What the markup says of a line."""

    tags: frozenset[str]
    """The elements that it stands in, of those that mean something."""
    linked: float
    """Share of its characters that are links."""
    when: str | None = None
    """``datetime`` of the ``time`` element that the line holds."""
    block: str = ""
    """The block element that it stands in."""
    parent: int = 0
    """Number of the element around that block."""
    grandparent: int = 0
    """Number of the element around that one."""


@dataclass(slots=True)
class Page:
    """A page as visible text."""

    text: str
    """One block element a line, blocks apart by an empty line."""
    places: dict[int, Place]
    """Offset of a line's first character -> what the markup says of it."""
    tree: HtmlElement | None
    """The parsed page, or ``None`` if it could not be parsed."""
    plain: bool = True
    """Whether it is of a size and depth that every reader can be trusted with."""
    note: str | None = None
    """Why it was read in a lesser way, if it was."""


@dataclass(slots=True)
class _State:
    """What holds for the text of an element."""

    tags: frozenset[str]
    linking: bool
    when: str | None
    depth: int
    block: str
    blocks: tuple[int, int, int]
    """Numbers of the innermost block element, of the one around it, and of the one around that."""


@dataclass(slots=True)
class _Writer:
    """Collects text, one line at a time."""

    done: list[str] = field(default_factory=list)
    length: int = 0
    line: list[str] = field(default_factory=list)
    linked: int = 0
    first: _State | None = None
    when: str | None = None
    places: dict[int, Place] = field(default_factory=dict)

    def write(self, text: str, state: _State) -> None:
        """Add inline text."""
        self.line.append(text)
        if bare := text.strip():
            if self.first is None:
                self.first = state
            if state.linking:
                self.linked += len(bare)
            if state.when:
                self.when = self.when or state.when

    def end_line(self, gap: bool) -> None:
        """End the line, if there is one."""
        if self.first is not None:
            text = " ".join("".join(self.line).split())
            state, linked = self.first, min(1.0, self.linked / len(text))
            self.places[self.length] = Place(state.tags, linked, self.when, state.block, *state.blocks[1:])
            self.done.append(text + "\n")
            self.length += len(text) + 1
            self.linked, self.first, self.when = 0, None, None
        if self.line:
            self.line = []
        if gap and self.done and self.done[-1] != "\n":
            self.done.append("\n")
            self.length += 1


def read_html(source: str, max_elements: int = 20_000, max_depth: int = 200) -> Page:
    """The visible text of a page. Never raises: what no parser understands is stripped of its tags."""
    if source.count("<") > MOST_TAGS:
        return _stripped(source, f"it holds more than {MOST_TAGS:,} tags, so they were cut out")
    tree = parse_html(source)
    if tree is None:
        return _stripped(source, "no parser could read its mark-up, so the tags were cut out")
    writer = _Writer()
    count, depth = _write(tree, writer)
    if depth > DEEPEST:
        return _stripped(source, f"its elements are nested more than {DEEPEST:,} deep, so the tags were cut out")
    text = "".join(writer.done)
    if len(text) < 20 and len(source) > 500:
        stripped = _stripped(source, "its mark-up shows no text, so what stands between the tags was read")
        if len(stripped.text) > len(text):
            return stripped
    note = None
    if count > max_elements or depth > max_depth:
        note = f"{count:,} elements, {depth:,} deep: it was read by its lines alone"
    return Page(text, writer.places, tree, note is None, note)


def parse_html(source: str) -> HtmlElement | None:
    """The tree of a page, or ``None`` if it has none. Comments and instructions are left out."""
    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, default_doctype=False, encoding="utf-8")
    # lxml.html asks a Python function for the class of each element that is touched; one class for all is found in C
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree: HtmlElement = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _write(tree: HtmlElement, writer: _Writer) -> tuple[int, int]:
    """Write the text of a tree, a line for each block element; returns how many elements it has and how deep it is.

    A walk without recursion, so that no depth of nesting can stop it.
    """
    count = deepest = 0
    top = _State(frozenset(), False, None, 0, "html", (0, 0, 0))
    stack: list[tuple[HtmlElement, _State, bool]] = [(tree, top, False)]
    while stack:
        element, outer, closing = stack.pop()
        tag = element.tag
        breaks = tag in _BREAKS
        if not closing:
            count += 1
            deepest = max(deepest, outer.depth + 1)
            if tag not in _DROPPED and isinstance(tag, str):
                state = _inside(element, tag, outer, count)
                if breaks:
                    writer.end_line(tag != "br")
                if text := element.text:
                    writer.write(text, state)
                if len(element):
                    stack.append((element, outer, True))
                    stack.extend([(child, state, False) for child in reversed(element)])
                    continue
            elif len(element):
                inner, below = _measured(element)
                count, deepest = count + inner, max(deepest, outer.depth + 1 + below)
        if breaks:
            writer.end_line(tag != "br")
        if tail := element.tail:
            writer.write(tail, outer)
    writer.end_line(False)
    return count, deepest


def _inside(element: HtmlElement, tag: str, outer: _State, number: int) -> _State:
    """What holds inside an element, the page's ``number``-th."""
    when = (element.get("datetime") if tag == "time" else None) or outer.when
    tags = _with(outer.tags, tag) if tag in _PARTS else outer.tags
    block, blocks = outer.block, outer.blocks
    if tag in _BREAKS and tag != "br":
        block, blocks = tag, (number, *blocks[:2])
    return _State(tags, outer.linking or tag == "a", when, outer.depth + 1, block, blocks)


@lru_cache(maxsize=4096)
def _with(tags: frozenset[str], tag: str) -> frozenset[str]:
    return tags | {tag}


def _measured(element: HtmlElement) -> tuple[int, int]:
    """How many elements stand in one, and how deep."""
    depths: dict[etree._Element, int] = {element: 0}
    for inner in element.iterdescendants():
        parent = inner.getparent()
        depths[inner] = (depths.get(parent, 0) if parent is not None else 0) + 1
    return len(depths) - 1, max(depths.values())


def _stripped(source: str, why: str) -> Page:
    """The text between the tags."""
    text = unescape("".join(_between(source)))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return Page("\n\n".join(line for line in lines if line), {}, None, False, why)


def _between(source: str) -> Iterator[str]:
    """What stands between the tags, without scripts and the like, in one pass; one that is never closed is a tag."""
    unclosed: set[str] = set()
    place = 0
    while match := _CODE.search(source, place):
        yield source[place : match.start()]
        yield "\n"
        place = match.end()
        name = (match.group(1) or "").lower()
        if not (name or match.group() == "<!--") or name in unclosed:
            continue
        if end := _CODE_END[name].search(source, place):
            place = end.end()
        else:
            unclosed.add(name)
    yield source[place:]
