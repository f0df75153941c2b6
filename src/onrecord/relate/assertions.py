"""Events and other clauses in one form, as claims are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.codebooks.clauses import topics, words
from onrecord.codebooks.deeds import deeds
from onrecord.codebooks.meanings import reading
from onrecord.records import Clause, DateInterval, Event, Modality, Span
from onrecord.relate.known import Known

_LONGEST = 400
_AND = re.compile(r",?\s+(?:and|as\s+well\s+as)\s+")
_HELPED = re.compile(r"(?:\s+(?!(?:and|or|of|in|on|at|to|for|from|by|that|who|which)\b)[\w’'-]+){0,4}\s+")
"""What stands between who acts and the verb: *are in*, *have both*."""
_COMMA = re.compile(r",\s+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase and the actor mention that it is."""

    spans: tuple[Span, ...]
    mention: str | None = None

    @property
    def words(self) -> str:
        """The phrase as text."""
        return " ".join(span.exact for span in self.spans)


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one clause of a page tells: an event, or anything else."""

    id: str
    """The id of the event or clause."""
    article_id: str
    """Its page."""
    extent: tuple[Span, ...]
    """The clause."""
    trigger: tuple[Span, ...]
    """Its verb or noun."""
    subjects: tuple[Phrase, ...]
    """Who does it, or of what it is said."""
    objects: tuple[Phrase, ...]
    """What it is done to, and what else its phrases name."""
    lemma: str
    """Base form."""
    modality: Modality
    """Whether it is so, planned, possible or denied."""
    attributed_to: str | None
    """The statement that tells it."""
    date: DateInterval
    """When, completed by the pile."""
    place: Span | None = None
    """Where."""
    place_country: str | None = None
    """In which country."""
    coded: bool = True
    """Whether it is an event of the codebook."""
    loose: bool = False
    """Whether it stands in a clause that only says which thing is meant."""
    norm: bool = False
    """Whether it is only what somebody says is to be done, or is not."""

    @property
    def clause(self) -> Span:
        """The clause to show; the trigger if the clause is longer than a reader wants."""
        best = max(self.extent, key=lambda span: span.end - span.start)
        return best if best.end - best.start <= _LONGEST else max(self.trigger, key=lambda span: span.end - span.start)


def assertions(known: Known) -> Iterator[Assertion]:
    """All events and clauses of the pile, by id; an event has the objects of its clause beside its own."""
    clauses = {(c.article_id, c.predicate[0].start): c for c in known.pile.all(Clause)}
    judged = _judged(clauses)
    for event in sorted(known.pile.all(Event), key=lambda event: event.id):
        yield Assertion(
            event.id, event.article_id, event.extent, event.trigger,
            _subjects(known, event),
            (*(Phrase(side.spans, side.mention) for side in event.recipient), *_more(known, event, clauses)),
            event.lemma, _modality(event, clauses, judged), event.attributed_to, known.dated(event.id, event.date),
            event.place, event.place_country,
            loose=all((event.article_id, span.start) not in clauses for span in event.trigger),
        )  # fmt: skip
    told = {(event.article_id, span.start) for event in known.pile.all(Event) for span in event.trigger}
    for clause in sorted(clauses.values(), key=lambda clause: clause.id):
        event_too = (clause.article_id, clause.predicate[0].start) in told and not clause.lemma.startswith("be ")
        judging = judged.get(clause.article_id, ()) if clause.modality == "negated" else ()
        told_of = any(span.contains(clause.predicate[0]) for span in judging)
        if not (event_too or told_of or (clause.lemma in topics().colourless and not _seen(clause))):
            yield _of_clause(known, clause)


def colourless(known: Known) -> Iterator[Assertion]:
    """The clauses of verbs that say too little to be claims, by id: *the trams have to go*, *need no permit*."""
    for clause in sorted(known.pile.all(Clause), key=lambda clause: clause.id):
        if clause.lemma in topics().colourless and not _seen(clause):
            yield _of_clause(known, clause)


def _of_clause(known: Known, clause: Clause) -> Assertion:
    """One clause as what it tells."""
    mention = known.bearer(clause.article_id, clause.subject, clause.subject_mention)
    own = (Phrase(clause.subject, mention),) if clause.subject else ()
    subject = _joined(known, clause.article_id, own, clause.predicate[0].start)
    return Assertion(
        clause.id, clause.article_id, clause.extent, clause.predicate, subject,
        tuple(Phrase((span,), known.mention_at(clause.article_id, span)) for span in clause.objects),
        clause.lemma, clause.modality, clause.attributed_to, known.dated(clause.id, clause.date), coded=False,
    )  # fmt: skip


def _seen(clause: Clause) -> bool:
    """Whether a verb that says too little tells what is seen of a deed: *the furnaces went cold*."""
    if clause.lemma in deeds().informing:
        return bool(clause.objects) and clause.modality in ("happened", "negated")
    verb = clause.predicate[0]
    inside = next((part for part in clause.extent if part.start <= verb.start < part.end), None)
    return inside is not None and bool(reading(clause.lemma, words(inside.exact)).shown)


def _subjects(known: Known, event: Event) -> tuple[Phrase, ...]:
    """Who acts in an event."""
    found = tuple(Phrase(one.spans, known.bearer(event.article_id, one.spans, one.mention)) for one in event.actor)
    return _joined(known, event.article_id, found, event.trigger[0].start)


def _joined(known: Known, article_id: str, found: tuple[Phrase, ...], verb: int) -> tuple[Phrase, ...]:
    """Who acts, and who acts with the last of them: *Corvin, Lund and the board* are in talks.

    Args:
        known: the pile.
        article_id: the page.
        found: the phrases of who acts that the clause has.
        verb: where its verb begins; who stands behind it does not act.
    """
    end = max((span.end for phrase in found for span in phrase.spans), default=verb)
    text, more = known.articles[article_id].text, list[Phrase]()
    while end < verb:
        joint = _AND.match(text, end, verb)
        other = known.mention_from(article_id, joint.end()) if joint is not None else None
        if other is None and (comma := _COMMA.match(text, end, verb)) is not None:
            after = known.mention_from(article_id, comma.end())
            other = after if after is not None and _goes_on(text, after.span.end, verb) else None
        if other is None or other.span.end > verb:
            break
        end = other.span.end
        more.append(Phrase((other.span,), other.id))
        if joint is not None:
            break
    return (*found, *more) if _HELPED.fullmatch(text, end, verb) else found


def _goes_on(text: str, end: int, verb: int) -> bool:
    """Whether what stands behind a comma is one of several: *Lund* in *Corvin, Lund and the board*."""
    return _AND.match(text, end, verb) is not None or _COMMA.match(text, end, verb) is not None


def _judged(clauses: Mapping[tuple[str, int], Clause]) -> Mapping[str, list[Span]]:
    """Page -> the subjects of which something is denied: *the talks have not been easy* denies no talks."""
    found: dict[str, list[Span]] = {}
    for clause in clauses.values():
        if clause.modality == "negated" and clause.lemma.startswith("be ") and not _considered(clause.lemma):
            found.setdefault(clause.article_id, []).extend(clause.subject)
    return found


def _considered(lemma: str) -> bool:
    """Whether what is denied of a deed is that anybody means to do it: *no evacuation is being discussed*."""
    participle = lemma.split()[1]
    verbs = (participle.removesuffix("ed"), participle.removesuffix("d"), participle[:-3])
    return participle.endswith("ed") and any(deeds().carriers.get(verb) in ("possible", "planned") for verb in verbs)


def _told_of(event: Event, judged: Mapping[str, list[Span]]) -> bool:
    """Whether a denied event stands in such a subject."""
    spans = judged.get(event.article_id, ()) if event.modality == "negated" else ()
    return any(span.contains(trigger) for span in spans for trigger in event.trigger)


def _modality(event: Event, clauses: Mapping[tuple[str, int], Clause], judged: Mapping[str, list[Span]]) -> Modality:
    """The modality of an event; what its clause leaves open is not taken as done, nor what is only judged as denied."""
    if _told_of(event, judged):
        return "possible"
    clause = clauses.get((event.article_id, event.trigger[0].start))
    if clause is None or event.modality == "negated":  # But reversed its decision not to close it: the clause has it.
        return "planned" if clause is not None and clause.modality == "planned" else event.modality
    if event.modality == "possible":  # It is untrue that it would close: the clause sees what denies it from above.
        return "negated" if clause.modality == "negated" else "possible"
    # An infinitive is planned to the finder of events; what governs it may say otherwise: a refusal to sell.
    return event.modality if clause.modality == "happened" else clause.modality


def _more(known: Known, event: Event, clauses: Mapping[tuple[str, int], Clause]) -> Iterator[Phrase]:
    """The phrases of the event's clause that are not among its recipients."""
    clause = next((c for s in event.trigger if (c := clauses.get((event.article_id, s.start))) is not None), None)
    taken = [span for side in (*event.actor, *event.recipient) for span in side.spans]
    taken += event.trigger
    for span in clause.objects if clause is not None else ():
        if not any(span.overlaps(other) for other in taken):
            yield Phrase((span,), known.mention_at(event.article_id, span))
