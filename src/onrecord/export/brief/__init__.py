"""The brief: what a journalist at midnight reads first. :func:`brief` builds it, the others lay it out."""

from onrecord.export.brief.html import to_html
from onrecord.export.brief.markdown import to_markdown
from onrecord.export.brief.model import brief
from onrecord.export.brief.terminal import to_terminal
from onrecord.export.brief.tree import Brief, Cite, Item, PageText, Piece, Row, Section

__all__ = [
    "Brief", "Cite", "Item", "PageText", "Piece", "Row", "Section", "brief", "to_html", "to_markdown", "to_terminal",
]  # fmt: skip
