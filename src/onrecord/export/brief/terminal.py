"""The brief on a terminal: 100 columns, colours only where they can be shown."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.text import Text

from onrecord.export.brief.layout import TextLine, front_lines, nothing, section_lines, styled, wrap
from onrecord.export.brief.tree import Brief

_STYLES = {
    "section": "bold cyan", "heading": "bold", "words": "", "name": "", "day": "green", "cite": "dim",
    "label": "dim", "count": "", "topic": "italic", "reason": "italic",
}  # fmt: skip


def to_terminal(brief: Brief, *, full: bool = False, colour: bool = False) -> str:
    """The brief as lines of at most 100 columns.

    Args:
        brief: what to lay out.
        full: everything, instead of a first screen of 50 lines and the weightiest rows of each section.
        colour: whether to add ANSI colours.
    """
    lines: list[TextLine] = front_lines(brief, full=full)
    for section in brief.sections:
        lines += [(), *(section_lines(section, full=full, hint=True) if section.items else nothing(section))]
    lines.append(())
    for foot in brief.foot:
        lines += wrap(styled(foot))
    if not colour:
        return "".join("".join(run.text for run in line) + "\n" for line in lines)
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=1000, highlight=False)
    for line in lines:
        text = Text()
        for run in line:
            text.append(run.text, _STYLES[run.kind])
        console.print(text, soft_wrap=True)
    return out.getvalue()
