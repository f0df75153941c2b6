"""The lines of a web page that is an export of an archive: one block element a line. ``extract`` reads other pages."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

from onrecord.acquire.flow import Flow, Line, line

_BLOCKS = frozenset({
    "p", "div", "td", "th", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "body",
    "section", "article", "header", "footer", "blockquote", "pre", "dt", "dd", "dl", "center", "title",
})  # fmt: skip
_HIDDEN = frozenset({"script", "style", "head", "noscript", "template", "svg", "select", "button"})
_HEADINGS = frozenset({"h1", "h2", "h3"})
_RULE = "_" * 20
"""How a rule across the page is written in a text."""


def read_markup(text: str) -> Flow:
    """The lines of a page of HTML."""
    parser = lxml_html.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8"
    )
    tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    lines: list[Line] = []
    parts: list[str] = []
    heading = link = ""
    hidden = 0

    def end() -> None:
        nonlocal heading, link
        words = " ".join("".join(parts).split())
        if words:
            lines.append(line(words, bool(heading), link))
        parts.clear()
        heading = link = ""

    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _BLOCKS:
            end()
        if event == "start":
            hidden += tag in _HIDDEN
            if tag == "hr" and not hidden:
                lines.append(line(_RULE))
            if not hidden:
                parts.append(node.text or "")
                link = link or (node.get("href") or "" if tag == "a" else "")
                heading = heading or _shown_as_heading(node, tag)
        else:
            hidden -= tag in _HIDDEN
            if not hidden:
                parts.append(node.tail or "")
    end()
    return Flow(tuple(lines))


def _shown_as_heading(node: etree._Element, tag: str) -> str:
    """Whether an element is a heading: by its name, or, in Factiva, by its class."""
    return "heading" if tag in _HEADINGS or "Headline" in (node.get("class") or "") else ""
