"""How pages and claims bear on each other: SyndicationGroup, Story and Finding; and what failed: Problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from onrecord.records.date import DateInterval
from onrecord.records.span import Evidence

FindingKind = Literal["agreement", "contradiction", "update", "shift"]
FindingBasis = Literal["polarity", "number", "actor", "place", "time", "cause", "wording"]
CopyRole = Literal["original", "copy", "rewrite", "unknown"]


@dataclass(frozen=True, slots=True)
class SyndicationMember:
    """A page of a group of copies."""

    article_id: str
    """The page."""
    role: CopyRole
    """``original``, ``copy``, ``rewrite``, or ``unknown`` where the order cannot be told."""
    shared: tuple[Evidence, ...] = ()
    """The longest stretches of this page that stand word for word in another page of the group."""


@dataclass(frozen=True, slots=True)
class SyndicationGroup:
    """Pages that print the same text, or texts made from one wire. They count as one source."""

    id: str
    """``g_`` and a digest."""
    level: Literal["copy", "chain"]
    """``copy``: the same text again; ``chain``: rewrites of one wire as well."""
    members: tuple[SyndicationMember, ...]
    """Two or more pages, sorted by id."""
    reason: str
    """What they share, in words."""


@dataclass(frozen=True, slots=True)
class StoryMember:
    """A page of a story."""

    article_id: str
    """The page."""


@dataclass(frozen=True, slots=True)
class Story:
    """Pages that tell of one happening and what came of it. Every page is in one story, if only its own."""

    id: str
    """``y_`` and a digest over the page that comes first in time: a page added later leaves it as it is."""
    label: str
    """Words of the page that stands closest to all others."""
    members: tuple[StoryMember, ...]
    """One or more pages, sorted by id."""
    reason: str
    """What holds the pages together, in words."""


@dataclass(frozen=True, slots=True)
class Side:
    """One position in a finding."""

    label: str
    """Who, and what kind of position, in fixed words and names."""
    date: DateInterval
    """When."""
    evidence: tuple[Evidence, ...]
    """The words. At least one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Two or more passages that agree, contradict, update each other, or show a change of position."""

    id: str
    """``r_`` and a digest."""
    kind: FindingKind
    """What they do."""
    topic: str
    """What about: words of the pages."""
    actor: str | None
    """Whose position, or who acted; a name."""
    sides: tuple[Side, ...]
    """Two or more."""
    reason: str
    """Why it is reported, in words."""
    strength: Literal["hard", "soft"]
    """``hard``: same actor, act and object; ``soft``: one of them rests on inference."""
    independent: int = 1
    """Independent chains of sources behind it."""
    basis: FindingBasis = "wording"
    """In what the sides agree or differ: ``polarity`` (denied and not), ``number``, ``actor``, ``place``,
    ``time``, ``cause``, or ``wording`` (what the pages say in so many words)."""


def agreed(findings: Iterable[Finding]) -> dict[str, str]:
    """Record -> the agreement that it is a report of, by ids; of several the first."""
    found: dict[str, str] = {}
    for finding in sorted(findings, key=lambda finding: finding.id):
        told = [{piece.record_id for piece in side.evidence if piece.record_id} for side in finding.sides]
        if finding.kind == "agreement" and all(len(one) < 2 for one in told):  # Else several things said at once.
            for record_id in sorted(set().union(*told)):
                found.setdefault(record_id, finding.id)
    return found


@dataclass(frozen=True, slots=True)
class Related:
    """Pages that were held against each other, and what was found: kept, so that they need not be again."""

    id: str
    """``k_`` and a digest over all that was read of the pages."""
    findings: tuple[str, ...]
    """The findings, in the order in which they were found."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What failed or was left undone, where and why. Failure is data: nothing disappears."""

    id: str
    """``x_`` and a digest."""
    stage: str
    """The stage in which it came up."""
    code: str
    """Short stable name (``empty_text``, ``not_text``, ``other_language``...); the list is in the docs."""
    message: str
    """A sentence for the user: what, where, why."""
    path: str
    """The input that it is about."""
    fatal: bool = True
    """Whether the page is lost to the record; ``False`` for a note about a page that was read."""
    article_id: str | None = None
    """The article, if there is one."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run over a pile (W3C PROV Activity): what was used, what came in and what became of it."""

    id: str
    """``u_`` and a digest over versions, settings and input."""
    version: str
    """Version of onrecord."""
    settings: str
    """The settings that differ from the defaults, as JSON."""
    capabilities: str
    """Model and library versions, as JSON."""
    given: int
    """Pages that came in."""
    stored: int
    """Pages that are in the record."""
    duplicate: int
    """Pages whose bytes were there already."""
    failed: int
    """Pages that could not be read; each is a :class:`Problem`."""
