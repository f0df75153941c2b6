"""Who speaks, and who acts, at a place of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.records import Clause, Event, Statement
from onrecord.relate.assertions import Phrase
from onrecord.relate.known import Known


class ToldAt:
    """The statements of a pile and those who act in its clauses and events; see :meth:`Known.made`."""

    def __init__(self, known: Known) -> None:
        """Index them by page and place."""
        self._told: dict[str, list[Statement]] = defaultdict(list)
        for statement in sorted(known.statements.values(), key=lambda one: one.id):
            self._told[statement.article_id].append(statement)
        self._acting: dict[tuple[str, int], Phrase] = {}
        for clause in sorted(known.pile.all(Clause), key=lambda one: one.id):
            if clause.subject:
                phrase = Phrase(clause.subject, known.bearer(clause.article_id, clause.subject, clause.subject_mention))
                self._acting[clause.article_id, clause.predicate[0].start] = phrase
        for event in sorted(known.pile.all(Event), key=lambda one: one.id):
            for side in event.actor[:1]:
                phrase = Phrase(side.spans, known.bearer(event.article_id, side.spans, side.mention))
                self._acting.setdefault((event.article_id, event.trigger[0].start), phrase)

    def statements(self, page: str) -> Sequence[Statement]:
        """The statements of a page, in the order of their ids."""
        return self._told.get(page, ())

    def acting(self, page: str, start: int) -> Phrase | None:
        """Who acts at the verb that begins at a place; ``None`` where no clause has a subject there."""
        return self._acting.get((page, start))
