"""HTML to lines: the visible text of a page, one block element a line, and what the markup says of each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

MOST_TAGS = 1_000_000
"""Tags from which no tree is made of a page: its text is what stands between the tags."""

DEEPEST = 1_000
"""Nesting from which no tree is made of a page: libxml2 drops, without a word, what lies deeper than 2,048."""

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
_BLANK = re.compile(r"\s+")
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>]*?(/)>)?")
_NO_END = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "path", "source", "tbody", "td", "th", "tr", "track", "wbr",
})  # fmt: skip
_TAG = re.compile(r"(?is)<(script|style|noscript|template|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>")


@dataclass(frozen=True, slots=True)
class Place:
    """What the markup says of a line."""

    tags: frozenset[str]
    """The elements that it stands in, of those that mean something."""
    linked: float
    """Share of its characters that are links."""


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


@dataclass(slots=True)
class _Writer:
    """Collects text, one line at a time."""

    done: list[str] = field(default_factory=list)
    length: int = 0
    line: list[str] = field(default_factory=list)
    linked: int = 0
    tags: frozenset[str] = frozenset()
    places: dict[int, Place] = field(default_factory=dict)

    def write(self, text: str | None, tags: frozenset[str], in_link: bool) -> None:
        """Add inline text."""
        if not text:
            return
        if text.strip():
            if not any(self.line):
                self.tags = tags
            self.linked += len(text.strip()) if in_link else 0
        self.line.append(text)

    def end_line(self, gap: bool) -> None:
        """End the line, if there is one."""
        text = _BLANK.sub(" ", "".join(self.line)).strip()
        if text:
            self.places[self.length] = Place(self.tags, min(1.0, self.linked / len(text)))
            piece = text + "\n"
            self.done.append(piece)
            self.length += len(piece)
        if gap and self.done and self.done[-1] != "\n":
            self.done.append("\n")
            self.length += 1
        self.line, self.linked = [], 0


def read_html(source: str, max_elements: int = 20_000, max_depth: int = 200) -> Page:
    """The visible text of a page. Never raises: what no parser understands is stripped of its tags.

    Tags are counted before any parser sees the page, so no page is too deep or too large for the parser.
    """
    count, depth = measured(source)
    if count > MOST_TAGS or depth > DEEPEST:
        return _stripped(source)
    tree = parse_html(source)
    if tree is None:
        return _stripped(source)
    writer = _Writer()
    for event in _walk(tree):
        text, tags, in_link, ends, gap = event
        if ends:
            writer.end_line(gap)
        writer.write(text, tags, in_link)
    writer.end_line(False)
    text = "".join(writer.done)
    if len(text) < 20 and len(source) > 500:
        return _stripped(source)
    # The bound above counts what scripts write and what is never closed; the tree knows.
    return Page(text, writer.places, tree, count <= 2 * max_elements and _depth(tree) <= max_depth)


def _depth(tree: etree._Element) -> int:
    """How deep the elements of a tree are nested."""
    depths: dict[etree._Element, int] = {}
    for element in tree.iter():
        parent = element.getparent()
        depths[element] = depths.get(parent, 0) + 1 if parent is not None else 1
    return max(depths.values(), default=0)


def measured(source: str) -> tuple[int, int]:
    """How many tags a page has and how deep it may be nested, in one pass.

    The depth is an upper bound: elements that are never closed count as open to the end, except those that have no end
    (``br``) and those whose end is mostly left out (``p``, ``li``).
    """
    count = depth = deepest = 0
    for match in _ANY_TAG.finditer(source):
        count += 1
        if match.group(3) or match.group(2).lower() in _NO_END:
            continue
        depth = max(0, depth + (-1 if match.group(1) else 1))
        deepest = max(deepest, depth)
    return count, deepest


def parse_html(source: str) -> HtmlElement | None:
    """The tree of a page, or ``None`` if it has none. No depth limit; comments and instructions are left out."""
    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, default_doctype=False, encoding="utf-8")
    try:
        tree: HtmlElement = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _walk(tree: HtmlElement) -> Iterator[tuple[str | None, frozenset[str], bool, bool, bool]]:
    """The text pieces of a tree in order: (text, tags, in a link, whether a line ends before it, whether blocks part).

    A walk without recursion, so that no depth of nesting can stop it.
    """
    stack: list[tuple[HtmlElement, frozenset[str], bool, bool]] = [(tree, frozenset(), False, False)]
    while stack:
        element, tags, in_link, closing = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        breaks = tag in _BREAKS
        if closing:
            parent_link = in_link
            yield element.tail, tags, parent_link, breaks, tag != "br"
            continue
        stack.append((element, tags, in_link, True))
        if not tag or tag in _DROPPED:
            continue
        inside = tags | {tag} if tag in _PARTS else tags
        linking = in_link or tag == "a"
        yield element.text, inside, linking, breaks, tag != "br"
        stack.extend((child, inside, linking, False) for child in reversed(element))


def _stripped(source: str) -> Page:
    """The text between the tags."""
    text = unescape(_TAG.sub("\n", source))
    lines = [_BLANK.sub(" ", line).strip() for line in text.split("\n")]
    return Page("\n\n".join(line for line in lines if line), {}, None)
