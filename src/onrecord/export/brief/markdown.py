"""The brief as Markdown (CommonMark): headings and lists, no HTML, no links out."""

from __future__ import annotations

from onrecord.export.brief.labels import number, say
from onrecord.export.brief.layout import cite_text
from onrecord.export.brief.safe import clip_around, markdown, plain, unquoted
from onrecord.export.brief.tree import Brief, Item, Line, Piece, Row, Section

_QUOTE_LIMIT = 600
_FIRST_LIMIT = 120
"""Characters of one quotation, below and on the first screen; the page has the rest."""


def to_markdown(brief: Brief) -> str:
    """The brief as a Markdown document: the first screen, then everything."""
    parts = [f"# {_line(brief.title)}", "", "  \n".join(map(_line, brief.counts)), ""]
    for section in brief.front:
        parts += _section(section, short=True)
    for section in (*brief.sections, *(s for s in brief.front if s.rows_left)):
        parts += _section(section, short=False)
    parts += ["---", "", "  \n".join(map(_line, brief.foot)), ""]
    return "\n".join(parts)


def _section(section: Section, *, short: bool) -> list[str]:
    """A section under its heading; the short form says how much it leaves out."""
    if not section.items:
        return [f"**{_line(section.title)}**{_line(say('colon') + section.empty)}", ""]
    lines = [f"## {_line(section.title)}"]
    left = 0
    group: Line = ()
    for item in section.items:
        if short and not item.first:
            left += 1
            continue
        if item.group != group:
            group = item.group
            lines += ["", f"### {_line(group)}", ""]
        lines += _item(item, short=short)
    if left:
        lines.append(f"- {_line(number('more', left))}")
    return [*lines, ""]


def _item(item: Item, *, short: bool) -> list[str]:
    """An item as a list entry with its rows under it."""
    if item.whole:
        words = _line(item.title, _FIRST_LIMIT if short else _QUOTE_LIMIT)
        head = f"- {words} {markdown(cite_text(item.cites, limit=4 if short else 20))}"
    else:
        head = f"- **{_line(item.title)}**"
    if item.note:
        head += _line(say("divider")) + _line(item.note)
    lines = [head]
    hidden = 0
    for row in item.rows:
        if short and not row.first:
            hidden += 1
        else:
            lines.append(f"  - {_row(row, _FIRST_LIMIT if short else _QUOTE_LIMIT)}")
    if item.why and not short:
        lines.append(f"  - {_line(item.why)}")
    if hidden and not item.whole:
        lines.append(f"  - {_line(number('more', hidden))}")
    return lines


def _row(row: Row, limit: int) -> str:
    """When, who, words, where, notes."""
    text = _line(row.when)
    for part, glue in ((_line(row.who), "divider"), (_line(row.words, limit), "colon" if row.who else "divider")):
        if part:
            text += (_line(say(glue)) if text else "") + part
    if row.cites:
        text += " " + markdown(cite_text(row.cites, limit=20))
    if row.note:
        text += _line(say("open_bracket")) + _line(row.note) + _line(say("close_bracket"))
    return text


def _line(line: Line, limit: int = _QUOTE_LIMIT) -> str:
    """A line of pieces, words of pages in quotation marks."""
    return "".join(_words(piece, limit) if piece.kind == "words" else markdown(piece.text) for piece in line)


def _words(piece: Piece, limit: int) -> str:
    """Words in quotation marks; the mark for a cut stands outside."""
    before, short, after = clip_around(unquoted(plain(piece.text)), limit, piece.focus)
    return f"{before}“{markdown(short)}”{after}"
