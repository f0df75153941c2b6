"""Who the mentions are: Actor, DatedRole, ActorLink; and dates that the pile gives: DateInference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records.annotation import ActorKind
from onrecord.records.date import DateInterval
from onrecord.records.span import Evidence

LinkBasis = Literal[
    "full name", "last name", "acronym", "country", "role", "apposition", "pronoun", "alias", "metonym", "spelling"
]
"""Why a mention is taken for an actor. ``metonym``: a capital for those who govern from it; ``spelling``: the name is
spelled otherwise on other pages."""
RoleBasis = Literal["page", "codebook"]


@dataclass(frozen=True, slots=True)
class DatedRole:
    """A role that the pages give to an actor, and when."""

    role: str
    """The role in the words of the page or of the codebook: *Foreign Ministry spokeswoman*."""
    as_of: DateInterval
    """The days of the pages that give it, or of the office."""
    evidence: tuple[Evidence, ...]
    """Where they give it; empty if the codebook gives it."""
    basis: RoleBasis = "page"
    """Who says so: ``page``, or ``codebook`` (``offices.tsv``) for somebody to whom no page gives a role. The dates are
    then those of the office."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, country or group of the pile, learned from its pages."""

    id: str
    """``p_`` and a digest."""
    name: str
    """The fullest name found."""
    kind: ActorKind
    """What it is."""
    country: str | None
    """ISO 3166-1 alpha-3 code, or ``None``."""
    sector: str | None
    """PLOVER sector, or ``None``."""
    aliases: tuple[str, ...] = ()
    """Other names found, sorted."""
    roles: tuple[DatedRole, ...] = ()
    """Roles found, oldest first."""


@dataclass(frozen=True, slots=True)
class ActorLink:
    """The claim that a mention is an actor. Removing the link undoes the merge; nothing is lost."""

    id: str
    """``l_`` and a digest."""
    mention_id: str
    """The mention."""
    actor_id: str
    """Who it is."""
    basis: LinkBasis
    """Why."""
    antecedent: str | None = None
    """The mention that this one refers back to, for pronouns and roles."""
    others: tuple[str, ...] = ()
    """Further mentions that it refers back to, if it stands for several actors: *the two ministers*, *they*."""
    reason: str = ""
    """Why, in words, where the basis does not say all: another spelling, a country that only the page shows."""


@dataclass(frozen=True, slots=True)
class DateInference:
    """A date of a record that the rest of the pile gives. The record itself keeps what its page says."""

    id: str
    """``i_`` and a digest."""
    record_id: str
    """The article, statement, event, figure or time expression that is dated."""
    date: DateInterval
    """When."""
    reason: str
    """Why, in words."""
    evidence: tuple[Evidence, ...] = ()
    """The words of the pages that it rests on."""
