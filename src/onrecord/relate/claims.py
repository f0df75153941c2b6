"""Events as claims that can be set side by side: actor, act, object, polarity and the day of the position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.codebooks.clauses import act_of, stems, topics
from onrecord.records import DateInterval, Event, Evidence, Side, Span
from onrecord.relate.known import Known, Who, plain, sentence_of

Position = Literal["denied", "planned", "done"]
_LONGEST = 400
_LONGEST_SENTENCE = 300
_POSITION: dict[str, Position] = {"negated": "denied", "planned": "planned", "happened": "done"}


@dataclass(frozen=True, slots=True)
class Claim:
    """One event of one page, as somebody's deed, plan or denial."""

    event: Event
    who: Who
    """Who acts; if the clause names nobody, who speaks."""
    named: bool
    """Whether the clause itself names who acts."""
    teller: Who | None
    """Who says so; ``None`` for the page itself."""
    act: str
    """The act, across verbs and nouns."""
    position: Position
    """What is claimed of it."""
    objects: frozenset[str]
    """Stems of the words for what it is done to."""
    sides: frozenset[str]
    """Countries and actors named as recipient or place."""
    when: DateInterval
    """Of a deed, when it was done; of a plan or a denial, when it was voiced."""
    told: DateInterval
    """When it was said or printed."""
    chain: str
    """Its chain of sources."""
    words: Span
    """What is shown of it."""

    @property
    def evidence(self) -> Evidence:
        """The words that tell it."""
        return Evidence(self.event.article_id, self.words, self.event.id)

    def side(self) -> Side:
        """The claim as one side of a finding."""
        voice = self.teller or self.who
        return Side(f"{voice.name}: {self.position}", plain(self.when), (self.evidence,))


def claims(known: Known, events: list[Event]) -> Iterator[Claim]:
    """The claims of the pile, one for each family of actors of an event."""
    opposites = topics().opposite_acts
    for event in events:
        position = _POSITION.get(event.modality)
        if position is None:
            continue
        act = act_of(event.lemma)
        if act in opposites:
            act, position = opposites[act], "denied" if position != "denied" else "done"
        teller = known.teller(event)
        actors = {who.family: who for side in event.actor if (who := known.who(side.mention)) is not None}
        named = bool(actors)
        if not event.actor and teller is not None:
            actors = {teller.family: teller}
        for family in sorted(actors):
            who = actors[family]
            objects, sides = _objects(known, event, who)
            told = known.told(event)
            yield Claim(
                event, who, named, teller, act, position, objects, sides, _when(known, event, position, told), told,
                known.chain(event.article_id), _shown(known, event),
            )  # fmt: skip


def clause(event: Event) -> Span:
    """The clause to show for an event; its trigger if the clause is longer than a reader wants."""
    best = max(event.extent, key=lambda span: span.end - span.start)
    return best if best.end - best.start <= _LONGEST else max(event.trigger, key=lambda span: span.end - span.start)


def _shown(known: Known, event: Event) -> Span:
    """The clause, or the whole sentence where the clause does not tell who acts: *to evacuate its citizens*."""
    told = clause(event)
    inside = all(told.contains(span) for side in event.actor for span in side.spans[:1])
    if inside and not told.exact.startswith("to "):
        return told
    whole = sentence_of(known.articles[event.article_id].text, told)
    return whole if len(whole.exact) <= _LONGEST_SENTENCE else told


def _objects(known: Known, event: Event, who: Who) -> tuple[frozenset[str], frozenset[str]]:
    """What the act is done to: content words, and named countries and actors other than who acts."""
    found: set[str] = set()
    sides: set[str] = set()
    own = stems(who.name) | known.names_of(who.family)
    for side in event.recipient:
        other = known.who(side.mention)
        if other is not None and other.family != who.family:
            sides.add(other.family)
        for span in side.spans:
            found |= stems(span.exact)
    sides |= {family for family in known.origins(event.article_id, clause(event)) if family != who.family}
    if event.place is not None:
        sides |= {f"state:{event.place_country}"} if event.place_country else {f"place:{event.place.exact.casefold()}"}
    return frozenset(found - own), frozenset(sides)


def _when(known: Known, event: Event, position: Position, told: DateInterval) -> DateInterval:
    """The day of a position: of a deed its own day, else the day on which it was voiced."""
    own = known.dated(event.id, event.date)
    if position != "done":
        return told
    if own.known:
        return own
    return DateInterval(None, told.latest, "published" if told.latest else "unknown")
