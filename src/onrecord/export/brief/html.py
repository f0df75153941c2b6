"""The brief as one self-contained HTML page: no script, nothing from outside, every reference a link to the words."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from onrecord.export.brief.labels import labels, number, say
from onrecord.export.brief.safe import plain, plain_lines, unquoted
from onrecord.export.brief.tree import Brief, Cite, Line, PageText
from onrecord.records import READ_ON, Block

_HEADS = READ_ON | {"headline", "standfirst", "byline", "dateline", "caption"}
_CLASSES = {"day": "day", "name": "name", "count": "count", "topic": "topic", "reason": "reason"}


def to_html(brief: Brief) -> str:
    """The brief as an HTML document that opens from a disk with the cable out.

    Text of pages is escaped and stands between our own marks only; a Content-Security-Policy allows the
    page's own style and nothing else.
    """
    style = _read("brief.css")
    return _template().render(
        titles={page.number: _plain(page.title) for page in brief.texts},
        brief=brief,
        style=Markup(style),
        policy=_policy(style),
        title=_plain(brief.title),
        page_lines=_page_lines,
    )


@cache
def _template() -> Template:
    """The template, with escaping on and undefined names an error."""
    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(_read)
    )
    made.filters.update(line=_line, cites=_links)
    made.globals.update(say=say, number=number)
    return made.get_template("brief.html.j2")


def _read(file: str) -> str:
    return resources.files("onrecord.export.brief").joinpath("templates", file).read_text("utf-8")


def _policy(style: str) -> str:
    """A Content-Security-Policy that allows exactly this style sheet."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _plain(line: Line) -> str:
    return "".join(plain(piece.text) for piece in line)


def _line(line: Line) -> Markup:
    """Pieces as escaped text; words of pages in quotation marks, kept apart in direction."""
    out = []
    for piece in line:
        text = escape(plain(piece.text))
        if piece.kind == "words":
            out.append(Markup('“<bdi class="words">{}</bdi>”').format(unquoted(plain(piece.text))))
        elif piece.kind in _CLASSES:
            out.append(Markup('<bdi class="{}">{}</bdi>').format(_CLASSES[piece.kind], text))
        else:
            out.append(text)
    return Markup("").join(out)


def anchor(cite: Cite) -> str:
    """The id of the mark around a cited stretch."""
    return f"p{cite.page}c{cite.start}-{cite.end}"


def _links(cites: Sequence[Cite], titles: Mapping[int, str]) -> Markup:
    """References in brackets, each a link to its words, with the page's title; one for each line of a page."""
    seen: dict[tuple[int, int], Cite] = {}
    for cite in cites:
        seen.setdefault((cite.page, cite.line), cite)
    form = Markup('<a href="#{}" title="{}">{}:{}</a>')
    links = [form.format(anchor(cite), titles[cite.page], cite.page, cite.line) for cite in seen.values()]
    return Markup('<span class="cites">[{}]</span>').format(Markup(", ").join(links)) if links else Markup("")


def _page_lines(page: PageText) -> list[tuple[int, str, str, Markup]]:
    """The lines of a page that hold anything: number, role in words, class, marked text."""
    found = []
    start = 0
    roles = _Roles(page)
    for place, text in enumerate(page.article.text.split("\n"), 1):
        end = start + len(text)
        if text.strip():
            role = roles.at(start + len(text) - len(text.lstrip()))
            kind = (
                "read" if role in READ_ON else "head" if role == "headline" else "frame" if role in _HEADS else "aside"
            )
            label = "" if role in READ_ON else labels().roles.get(role, "")
            inside = [cite for cite in page.cited if cite.start < end and start < cite.end]
            found.append((place, label, kind, marked(text, start, inside)))
        start = end + 1
    return found


class _Roles:
    """The role of each offset of a page, asked for in rising order."""

    def __init__(self, page: PageText) -> None:
        self.as_is = page.article.as_is
        self.blocks: list[Block] = sorted(page.article.blocks, key=lambda block: block.start, reverse=True)

    def at(self, offset: int) -> str:
        """The role at an offset; the empty text where no block lies."""
        if self.as_is:
            return "body"
        while self.blocks and self.blocks[-1].end <= offset:
            self.blocks.pop()
        return self.blocks[-1].role if self.blocks and self.blocks[-1].start <= offset else ""


def marked(text: str, start: int, cites: Sequence[Cite]) -> Markup:
    """One line of a page, with a ``<mark>`` around each cited stretch.

    Marks that lie inside others are nested; those that cross others are cut in two, the second part
    without an id. A stretch that began on a line before has its id there.
    """
    end = start + len(text)
    waiting = [(max(c.start, start), min(c.end, end), anchor(c) if c.start >= start else "") for c in cites]
    waiting.sort(key=lambda mark: (-mark[0], mark[1]))
    out: list[Markup] = []
    open_ends: list[int] = []
    at = start

    def write(until: int) -> None:
        nonlocal at
        while open_ends and open_ends[-1] <= until:
            out.append(escape(plain_lines(text[at - start : open_ends[-1] - start])) + Markup("</mark>"))
            at = open_ends.pop()
        out.append(escape(plain_lines(text[at - start : until - start])))
        at = until

    while waiting:
        low, high, name = waiting.pop()
        write(low)
        if open_ends and high > open_ends[-1]:
            waiting.append((open_ends[-1], high, ""))
            waiting.sort(key=lambda mark: (-mark[0], mark[1]))
            high = open_ends[-1]
        if low < high:
            out.append(Markup('<mark id="{}">').format(name) if name else Markup("<mark>"))
            open_ends.append(high)
    write(end)
    return Markup("").join(out)
