"""Doing: a word that tells that somebody did or underwent something. Never stored; timelines are made of it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records.annotation import Modality
from onrecord.records.span import Span


@dataclass(frozen=True, slots=True)
class Involved:
    """One who takes part in a doing."""

    words: str
    """The name in the words of the page, with what stands before it: *Norwire reporter Ilsa Doren*."""
    role: str
    """``subject``, ``object``, ``owner``, or ``with`` for what a preposition leads to."""
    mention: str | None = None
    """The :class:`~onrecord.records.ActorMention` that it is, if any."""
    meant: str | None = None
    """The name that a pronoun or *the company* stands for, as far as the sentences before tell."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A verb or a noun of deed with those involved and the day. Wider than an event: any kind of deed, owning too."""

    id: str
    """``w_`` and a digest."""
    article_id: str
    """The article whose text it stands in."""
    word: Span
    """The word."""
    lemma: str
    """Its base form."""
    family: str
    """A word that all words for one kind of deed share: *deal* for *contract* and *sign*."""
    sentence: Span
    """The sentence that it stands in."""
    involved: tuple[Involved, ...]
    """Who takes part."""
    modality: Modality
    """Whether it happened, was planned, is possible, or is denied."""
    date: str | None
    """``2005-02-17``, ``2005-02-XX``, ``2005-XX-XX``, or ``None``."""
    basis: str
    """How the date is known: ``stated`` (words of its clause), ``told`` (of the clause around), ``published``, ``same``
    (as another mention of it), ``unknown``."""
    ahead: bool = False
    """Whether it lay ahead when the page was written."""
    heading: bool = False
    """Whether it stands in the first line of the text."""
