"""Lines of 100 columns: how the terminal shows the brief, and how the first screen is measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

from onrecord.export.brief.labels import number, say
from onrecord.export.brief.safe import clip_around, plain, unquoted
from onrecord.export.brief.tree import Brief, Cite, Item, Line, Piece, Row, Section, rows_left

WIDTH = 100
"""Columns of a line."""
SCREEN = 50
"""Lines of the first screen."""

_NAMED = frozenset({"changed", "disputed"})
"""Sections that name what they leave out."""
_INDENT = 2
_QUOTE_LIMIT = 120
"""Characters of one quotation in the short form: with who and when, two lines."""


@dataclass(frozen=True, slots=True)
class Styled:
    """A run of characters and the kind of piece that it comes from."""

    kind: str
    text: str


TextLine = tuple[Styled, ...]


def wrap(pieces: Sequence[Styled], first: str = "", then: str = "", width: int = WIDTH) -> list[TextLine]:
    """Runs of text as lines of at most ``width`` columns; a word that is too long is cut."""
    lines: list[list[Styled]] = []
    used, bare = 0, True

    def fresh(indent: str) -> None:
        nonlocal used, bare
        lines.append([Styled("label", indent)] if indent else [])
        used, bare = cell_len(indent), True

    def put(kind: str, text: str) -> None:
        nonlocal used, bare
        lines[-1].append(Styled(kind, text))
        used, bare = used + cell_len(text), False

    fresh(first)
    for word in _words(pieces):
        if not bare and used + 1 + sum(cell_len(run.text) for run in word) > width:
            fresh(then)
        elif not bare:
            put("label", " ")
        for run in word:
            for part in _cut(run.text, width - used, width - cell_len(then)):
                if used + cell_len(part) > width:
                    fresh(then)
                put(run.kind, part)
    return [_strip(line) for line in lines]


def _words(pieces: Sequence[Styled]) -> Iterator[list[Styled]]:
    """What stands between two blanks, though several runs may make it up."""
    word: list[Styled] = []
    for piece in pieces:
        for place, part in enumerate(piece.text.split(" ")):
            if place and word:
                yield word
                word = []
            if part:
                word.append(Styled(piece.kind, part))
    if word:
        yield word


def _cut(word: str, room: int, width: int) -> list[str]:
    """A word in parts that fit: whole if it fits what is left of this line or else the next one."""
    return [word] if cell_len(word) <= max(room, width) else chop_cells(word, max(width, 2))


def _strip(line: list[Styled]) -> TextLine:
    """The line without blanks at its end, neighbours of one kind as one run."""
    while line and not line[-1].text.strip():
        line.pop()
    runs: list[Styled] = []
    for run in line:
        if runs and (run.kind == runs[-1].kind or run.text == " "):
            runs[-1] = Styled(runs[-1].kind, runs[-1].text + run.text)
        else:
            runs.append(run)
    return tuple(runs)


def styled(line: Line, limit: int = 0) -> list[Styled]:
    """A line of pieces as safe runs of text, words of pages in quotation marks and cut after ``limit``."""
    runs: list[Styled] = []
    for piece in line:
        text = plain(piece.text)
        if piece.kind == "words":
            runs.append(Styled("words", quoted(unquoted(text), limit, piece.focus)))
        else:
            runs.append(Styled(piece.kind, text))
    return runs


def quoted(text: str, limit: int = 0, focus: int = 0) -> str:
    """Words in quotation marks, cut at a word's end; the mark for the cut stands outside of them."""
    before, short, after = clip_around(text, limit, focus)
    return f"{before}“{short}”{after}"


def cite_text(cites: Sequence[Cite], limit: int = 4) -> str:
    """References in brackets: [3:33, 4:2]."""
    seen = list(dict.fromkeys(f"{cite.page}:{cite.line}" for cite in cites))
    return f"[{', '.join(seen[:limit])}{', …' if len(seen) > limit else ''}]" if seen else ""


def row_runs(row: Row, *, full: bool, hide_when: bool = False) -> list[Styled]:
    """A row in reading order: when, who, words, note, where."""
    limit = 0 if full else _QUOTE_LIMIT
    runs = [] if hide_when else styled(row.when)
    words = styled(row.words, limit)
    for part, glue in ((styled(row.who), "divider"), (words, "colon" if row.who else "divider")):
        if part:
            runs += (styled(say(glue)) if runs else []) + part
    if row.cites:
        runs += [Styled("label", " "), Styled("cite", cite_text(row.cites))]
    if row.note:
        runs += styled(say("open_bracket")) + styled(row.note) + styled(say("close_bracket"))
    return runs


def item_lines(item: Item, *, full: bool) -> list[TextLine]:
    """An item: its heading with its notes, then its rows."""
    title = styled(item.title, 0 if full else _QUOTE_LIMIT)
    head = [Styled("heading", run.text) if run.kind != "words" else run for run in title]
    if item.whole and item.cites:
        head += [Styled("label", " "), Styled("cite", cite_text(item.cites))]
    if item.note:
        head += styled(say("divider")) + styled(item.note)
    lines = wrap(head, "  ", "    ")
    for row in item.rows:
        if full or row.first:
            lines += wrap(row_runs(row, full=full), "    ", "      ")
    if full and item.why:
        lines += wrap(styled(item.why), "    ", "      ")
    if not full and not item.whole and (left := sum(not row.first for row in item.rows)):
        lines += wrap(styled(number("more", left)), "    ")
    return lines


def section_lines(section: Section, *, full: bool, hint: bool = False) -> list[TextLine]:
    """A section with its heading; in the short form, how much was left out."""
    lines: list[TextLine] = [(Styled("section", plain("".join(piece.text for piece in section.title))),)]
    if not section.items:
        return lines + wrap(styled(section.empty), "  ")
    left: list[Item] = []
    group: Line = ()
    for item in section.items:
        if full or item.first:
            if item.group != group:
                group = item.group
                lines += wrap([Styled("heading", run.text) for run in styled(group)], " ")
            lines += item_lines(item, full=full)
        else:
            left.append(item)
    if left:
        lines += wrap(_more(section, left, say("more_hint") if hint else ()), "  ")
    return lines


def _more(section: Section, left: Sequence[Item], hint: Line) -> list[Styled]:
    """How many items are left out, and what changed or is disputed in them, as far as one line has room."""
    told, end = styled(number("more", len(left))), styled(hint)
    glue = "colon"
    for item in left if section.key in _NAMED else ():
        title = styled(say(glue)) + styled(item.title, _QUOTE_LIMIT)
        if sum(cell_len(run.text) for run in (*told, *title, *end)) > WIDTH - _INDENT:
            break
        told, glue = told + title, "semicolon"
    return told + end


def head_lines(title: Line, counts: Sequence[Line]) -> list[TextLine]:
    """The title and the counts."""
    lines = [tuple(Styled("section", run.text) for run in line) for line in wrap(styled(title))]
    for line in counts:
        lines += wrap(styled(line))
    return lines


def front_lines(brief: Brief, *, full: bool = False) -> list[TextLine]:
    """The first screen. What was not found takes a line each."""
    lines = head_lines(brief.title, brief.counts)
    before = True
    for section in brief.front:
        lines += [()] if before or section.items else []
        lines += section_lines(section, full=full, hint=section.rows_left > 0) if section.items else nothing(section)
        before = bool(section.items)
    return lines


def nothing(section: Section) -> list[TextLine]:
    """A section without items: its heading and what it has to say, on one line."""
    head = Styled("section", plain("".join(piece.text for piece in section.title)))
    return wrap([head, *styled(say("colon") + section.empty)], "", "  ")


__all__ = [
    "SCREEN", "WIDTH", "Piece", "Styled", "TextLine", "cite_text", "front_lines", "head_lines", "item_lines",
    "quoted", "row_runs", "rows_left", "section_lines", "styled", "wrap",
]  # fmt: skip
