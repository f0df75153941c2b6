"""A word that tells an event, with its sides, before it is decided whether and how the event is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.annotate.events_lexicon import Entry
from onrecord.records import Modality


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that names an event, and the other words that belong to it."""

    token: Token
    extra: tuple[Token, ...]
    entry: Entry
    swapped: bool = False
    """Whether the subject receives: *received a guarantee from Y*."""
    purpose: Token | None = None
    """The verb that says to whom: *evacuate* in *sent planes to evacuate citizens*."""


@dataclass(slots=True)
class Candidate:
    """A trigger with its sides. The finders of one page change it until it is recorded."""

    trigger: Trigger
    entry: Entry
    """The entry of the trigger, as its clause turns it."""
    actors: list[Token]
    """Heads of the phrases that name who acts."""
    recipients: list[Token]
    """Heads of the phrases that name to or with whom."""
    modality: Modality
    """Whether it happened."""
    content: bool = False
    """Whether what is promised, wanted or planned is a deed of the codebook too."""
    others: list[Token] = field(default_factory=list)
    """Other words that tell the same event."""

    @property
    def token(self) -> Token:
        """The word that names the event."""
        return self.trigger.token

    @property
    def words(self) -> tuple[Token, ...]:
        """All words of the trigger."""
        return (self.trigger.token, *self.trigger.extra)

    @property
    def nominal(self) -> bool:
        """Whether a noun alone tells it."""
        return self.token.pos_ == "NOUN"
