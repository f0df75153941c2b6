"""Which clauses tell what happened on a day, beside the events that a codebook of politics knows.

PLOVER codes what states and groups do to each other. That a ferry sank, a factory was sold or a verdict was given is
no such act, and yet the first thing that a chronology has to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.codebooks.clauses import topics
from onrecord.records import Clause, Event, Records, Statement

_IN_PASSING = re.compile(r"(?:who|whom|whose|which|that|when|where|if)\b", re.IGNORECASE)
"""What opens a clause that says which one is meant, or when."""
_SINCE = re.compile(r"\b(?:since|until)\b", re.IGNORECASE)
"""What makes of a denial's day a bound: *had not been inspected since 2029*."""
_TELLING = 3
"""Fewer words than this tell a reader nothing."""


def happenings(pile: Records) -> Iterator[Clause]:
    """The clauses that tell a happening with a day in its own words, by id.

    Left out are clauses whose verb is an event's or introduces a statement, states (*was open*), verbs that say
    too little (*went*, *said*), what is told in passing (*who left in May*) and what lacks the one who acts, or in
    a passive the one to whom it happens.
    """
    taken = {(event.article_id, span.start) for event in pile.all(Event) for span in event.trigger}
    taken |= {(statement.article_id, span.start) for statement in pile.all(Statement) for span in statement.cue}
    for clause in sorted(pile.all(Clause), key=lambda clause: clause.id):
        if (clause.article_id, clause.predicate[0].start) not in taken and _tells(clause):
            yield clause


def _tells(clause: Clause) -> bool:
    """Whether a clause by itself tells what happened, and on which day."""
    if clause.date_time is None or clause.lemma.startswith("be ") or clause.lemma in topics().colourless:
        return False
    words = " ".join(span.exact for span in clause.extent)
    if _IN_PASSING.match(words) or len(words.split()) < _TELLING:
        return False
    if clause.modality == "negated" and _SINCE.search(words):
        return False
    verb = clause.predicate[0].start
    of_whom = clause.subject or clause.objects[:1]
    return any(part.contains(span) and span.end <= verb for part in clause.extent for span in of_whom)
