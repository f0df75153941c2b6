"""What a clause says of somebody or something: Clause."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records.annotation import Modality
from onrecord.records.date import UNKNOWN_DATE, DateInterval
from onrecord.records.span import Span


@dataclass(frozen=True, slots=True)
class Clause:
    """What one clause asserts, plans or denies, whatever its verb.

    Events are the acts that PLOVER knows. Findings set other claims side by side as well (*the bridge is open*, *the
    bank limited withdrawals*); this is what they need of a clause, kept so that they can be made again without a parse.
    """

    id: str
    """``k_`` and a digest."""
    article_id: str
    """The article whose text it stands in."""
    predicate: tuple[Span, ...]
    """The verb, with the adjective or noun that a form of *be* carries."""
    extent: tuple[Span, ...]
    """The clause, to be shown to a reader."""
    subject: tuple[Span, ...]
    """Who does it, or of what it is said; empty in a passive without *by*."""
    subject_mention: str | None
    """The :class:`ActorMention` that the subject is."""
    objects: tuple[Span, ...]
    """What it is done to, and the phrases with a preposition; times are left out."""
    lemma: str
    """Base form of the predicate: *limit*, *shut down*, *be open*."""
    modality: Modality = "happened"
    """Whether it is so, is planned, is possible, or is denied."""
    attributed_to: str | None = None
    """The statement that tells it; ``None`` when the page tells it itself."""
    date: DateInterval = UNKNOWN_DATE
    """When, as the page gives it."""
    date_time: str | None = None
    """The :class:`TimeExpression` that ``date`` rests on."""
