"""What the program found, in the terms of the gold: stretches of pages, names, days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import onrecord
from eval.gold import Place
from onrecord import DateInterval, Evidence, Span

LONGEST = 600
"""Longer pieces of evidence are left out: to quote a whole page proves nothing."""


class Reading:
    """A record with its pages by file name."""

    def __init__(self, record: onrecord.Record) -> None:
        """Look up names and days once."""
        records = record.records
        self.record = record
        self.pages = {Path(article.path).name: article for article in record.articles()}
        self._names = {article.id: name for name, article in self.pages.items()}
        self._mentions = {mention.id: mention for mention in records.all(onrecord.ActorMention)}
        self._actors = {actor.id: actor for actor in records.all(onrecord.Actor)}
        self._links = {link.mention_id: link.actor_id for link in records.all(onrecord.ActorLink)}
        self._days = {item.record_id: item.date for item in records.all(onrecord.DateInference)}

    @property
    def texts(self) -> dict[str, str]:
        """The stored text of each page."""
        return {name: article.text for name, article in self.pages.items()}

    def page(self, article_id: str) -> str:
        """The file name of a page."""
        return self._names[article_id]

    def places(self, article_id: str, spans: Iterable[Span]) -> tuple[Place, ...]:
        """Spans as places."""
        return tuple(Place(self._names[article_id], span.start, span.end) for span in spans)

    def evidence(self, pieces: Iterable[Evidence]) -> tuple[Place, ...]:
        """Evidence as places."""
        return tuple(
            Place(self._names[piece.article_id], piece.span.start, piece.span.end)
            for piece in pieces
            if piece.span.end - piece.span.start <= LONGEST
        )

    def who(self, mention_id: str | None, spans: Sequence[Span]) -> tuple[str, ...]:
        """The names of an actor; where the actor is unknown, the words of the page."""
        actor = self._actors.get(self._links.get(mention_id or "", ""))
        if actor is not None:
            return (actor.name, *actor.aliases)
        mention = self._mentions.get(mention_id or "")
        if mention is not None and mention.name:
            return (mention.name, *(span.exact for span in spans))
        return tuple(span.exact for span in spans)

    def day(self, record_id: str, own: DateInterval) -> DateInterval:
        """A record's date: what the pile gives, else its own."""
        return self._days.get(record_id, own)
