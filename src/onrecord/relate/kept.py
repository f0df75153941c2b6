"""What was found in each part of a pile, so that a pile that grows is compared again only where it changed.

A part is known by a digest of all that is read of it: for each page a sign of what was made of the page alone, and the
records by which the pile completes it, that is who its actors are, which days were inferred and which pages are copies.
The order of the pages counts too. So a part with a known digest has the findings that it had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.records import (
    Actor,
    ActorLink,
    Article,
    DateInference,
    Finding,
    Records,
    Related,
    SyndicationGroup,
    make_id,
)

_OF_PILE: tuple[type[Any], ...] = (Actor, ActorLink, DateInference, SyndicationGroup)
"""What the pile says of the pages of a part."""


class Kept:
    """What was found before, and what is found now, by the parts of a pile."""

    def __init__(self, earlier: Records, pages: Mapping[str, str]) -> None:
        """Start with what was found before.

        Args:
            earlier: the findings of the pile and its :class:`~onrecord.records.Related`.
            pages: article id -> a sign that changes with anything that was made of the page alone, and with the code
                that compares pages; parts with a page that has none are not kept.
        """
        self.pages = pages
        self.related: list[Related] = []
        """What was found now."""
        self._earlier = earlier

    def found(self, digest: str | None) -> list[Finding] | None:
        """What was found before in a part, in the same order; ``None`` if it is not known."""
        part = self._earlier.get(Related, digest)
        if part is None:
            return None
        found = [finding for name in part.findings if (finding := self._earlier.get(Finding, name)) is not None]
        return found if len(found) == len(part.findings) else None

    def keep(self, digest: str | None, found: Sequence[Finding]) -> None:
        """Take up what a part has."""
        if digest is not None:
            self.related.append(Related(digest, tuple(dict.fromkeys(finding.id for finding in found))))


def digest_of(part: Records, pages: Mapping[str, str]) -> str | None:
    """The digest of a part; ``None`` if one of its pages has no sign, or it has no pages."""
    signs = [pages.get(article.id) for article in part.all(Article)] if pages else []
    if not signs or None in signs:
        return None
    return make_id("k", *signs, *(record for kind in _OF_PILE for record in part.all(kind)))
