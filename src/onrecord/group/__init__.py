"""Stage 6, group: pages that print the same text, and pages made from one wire."""

from __future__ import annotations

from onrecord.group.copies import group

__all__ = ["group"]
