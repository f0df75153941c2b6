"""Statements in the making: sets of tokens, before they become spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.annotate.statements.codebook import Sense
from onrecord.annotate.statements.quotes import Quote


@dataclass(slots=True)
class Draft:
    """One attribution in tokens of the document."""

    content: set[int]
    """What was said."""
    cue: set[int]
    """The words that attribute it."""
    speaker: set[int]
    """The noun phrase of the source."""
    sense: Sense
    """Act and class of the cue."""
    rule: str
    """The rule that found it."""
    trigger: Token | None = None
    """The word that the cue hangs on; ``None`` for marks."""
    speaker_head: Token | None = None
    """Head of the source."""
    negated: bool = False
    """Whether the attribution is denied or refused."""
    via: Token | None = None
    """Head of the phrase that names a channel."""
    addressee: Token | None = None
    """Head of the phrase that names the hearer."""
    continued: bool = False
    """Whether the speaker is known only because the quotation goes on."""
    unmarked: bool = False
    """Whether the content is a quotation without its marks."""
    garbled: bool = False
    """Whether the text is damaged here."""
    quotes: list[Quote] = field(default_factory=list)
    """Quotations in the content."""
    parent: Draft | None = None
    """The draft whose content reports this one."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """What later steps changed, as (part, why): shown by ``onrecord annotate --explain``."""

    def note(self, part: str, why: str) -> None:
        """Keep why a part is as it is."""
        if (part, why) not in self.notes:
            self.notes.append((part, why))

    @property
    def first(self) -> int:
        """Its first token."""
        return min(self.content | self.cue | self.speaker)
