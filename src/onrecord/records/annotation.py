"""What a page says: TimeExpression, ActorMention, Statement, Event, Figure.

Each stands on characters of one article; all spans count in that article's whole text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records.date import UNKNOWN_DATE, DateInterval
from onrecord.records.span import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
MentionForm = Literal["name", "nominal", "pronoun", "place"]
ActorKind = Literal["person", "organization", "country", "group", "unknown"]
Manner = Literal["direct", "mixed", "indirect"]
SpeakerBasis = Literal["named", "apposition", "role", "pronoun", "continued", "unknown"]
Modality = Literal["happened", "planned", "possible", "negated"]
Change = Literal["=", "~", ">", "<", "up", "down"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 expression: words that name a time, and the time that they name."""

    id: str
    """``t_`` and a digest."""
    article_id: str
    """The article whose text it stands in."""
    span: Span
    """The words."""
    type: TimexType
    """TIMEX3 type."""
    value: str | None
    """ISO 8601 / TIMEX3 value (``2021-08-19``, ``2021-W33``, ``P3D``), or ``None`` while the day
    that it counts from is unknown."""
    relative: str | None = None
    """How the words count from the day of publication (:mod:`onrecord.timex`), or ``None`` for a
    value that stands by itself."""
    mod: str | None = None
    """TIMEX3 modifier (``START``, ``END``, ``APPROX``...)."""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that name or stand for a person, organisation, country or group.

    Mentions stay apart: who they are is an :class:`~onrecord.records.actor.ActorLink`, reversible.
    """

    id: str
    """``m_`` and a digest."""
    article_id: str
    """The article whose text it stands in."""
    span: Span
    """The whole noun phrase: *Foreign Ministry spokeswoman Ilsa Doren*."""
    head: Span
    """Its core: *Ilsa Doren*, *spokeswoman*, *She*."""
    form: MentionForm
    """``name``, ``nominal`` (*the spokesman*), ``pronoun``, or ``place`` (a country or city)."""
    kind: ActorKind
    """What is named."""
    name: str | None = None
    """The name, cleaned of titles and possessives; ``None`` for pronouns and unnamed roles."""
    role: str | None = None
    """The role that the phrase itself gives: *Foreign Ministry spokeswoman*, *Norwegian Minister*."""
    country: str | None = None
    """ISO 3166-1 alpha-3 code that the phrase gives, or ``None``."""
    sector: str | None = None
    """PLOVER sector (``GOV``, ``MIL``, ``MED``...) that the phrase gives, or ``None``."""
    gender: Literal["m", "f", "n"] | None = None
    """Grammatical gender of the phrase, if it shows."""
    plural: bool = False
    """Whether the phrase is plural."""
    sentence: int = 0
    """Number of the sentence in the article's body, from 0."""
    subject: bool = False
    """Whether the phrase is the subject of its clause."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution relation (PARC, PolNeAR): a source, a cue, and a content."""

    id: str
    """``s_`` and a digest."""
    article_id: str
    """The article whose text it stands in."""
    content: tuple[Span, ...]
    """What was said, believed, asked or denied; several spans if the text interrupts it."""
    cue: tuple[Span, ...]
    """The words that attribute it: *said*, *according to*; empty if there are none."""
    speaker: tuple[Span, ...]
    """The full noun phrase of the source; empty if the text names none."""
    speaker_mention: str | None
    """The :class:`ActorMention` of the speaker."""
    speaker_basis: SpeakerBasis
    """How the speaker is known."""
    manner: Manner
    """``direct`` (all in quotation marks), ``mixed``, or ``indirect``."""
    act: str
    """The verbal act: ``say``, ``deny``, ``urge``... (``codebooks/acts.toml``)."""
    negated: bool = False
    """Whether the attribution itself is denied or refused (*declined to say*)."""
    via: str | None = None
    """The agency, newspaper or channel that carried the words; never the speaker."""
    via_span: Span | None = None
    """The words that name the channel."""
    addressee: str | None = None
    """To whom it was said (*reporters*), as the text puts it."""
    nested_in: str | None = None
    """The statement in which this one is reported."""
    same_utterance_as: str | None = None
    """Another statement of the page that reports the same words."""
    garbled: bool = False
    """Whether the text is damaged here, so that the attribution is not safe."""
    said_on: DateInterval = UNKNOWN_DATE
    """When it was said, as the page gives it."""
    said_time: str | None = None
    """The :class:`TimeExpression` that ``said_on`` rests on."""
    rule: str = ""
    """The rule that found it, for ``--explain``."""


@dataclass(frozen=True, slots=True)
class Participant:
    """One side of an event: the words, and the mention that they are."""

    spans: tuple[Span, ...]
    """The noun phrase."""
    mention: str | None = None
    """Its :class:`ActorMention`, if the phrase names or stands for an actor."""


@dataclass(frozen=True, slots=True)
class Event:
    """A PLOVER event: who did what to whom. Actors and recipients are lists, not cross products."""

    id: str
    """``e_`` and a digest."""
    article_id: str
    """The article whose text it stands in."""
    trigger: tuple[Span, ...]
    """The verb or noun that names what was done."""
    extent: tuple[Span, ...]
    """The clause that tells it, to be shown to a reader."""
    actor: tuple[Participant, ...]
    """Who did it."""
    recipient: tuple[Participant, ...]
    """To or with whom."""
    lemma: str
    """Base form of the trigger, particles included (*carry out*)."""
    type: str
    """PLOVER event type, upper case."""
    mode: str | None
    """PLOVER mode, or ``None``."""
    quad: int
    """PLOVER quad code: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    contexts: tuple[str, ...] = ()
    """PLOVER contexts."""
    modality: Modality = "happened"
    """Whether it happened, was planned, is possible, or is denied."""
    attributed_to: str | None = None
    """The statement that tells it; ``None`` when the page tells it itself."""
    place: Span | None = None
    """Where, in the words of the page."""
    place_country: str | None = None
    """ISO 3166-1 alpha-3 code of the place."""
    date: DateInterval = UNKNOWN_DATE
    """When, as the page gives it."""
    date_time: str | None = None
    """The :class:`TimeExpression` that ``date`` rests on."""
    mentions: tuple[Span, ...] = ()
    """Where else the page tells it: triggers in headline, lead or later sentences, and of its means (*killing two*)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity (schema.org QuantitativeValue) with what is counted and who says so."""

    id: str
    """``f_`` and a digest."""
    article_id: str
    """The article whose text it stands in."""
    span: Span
    """The whole expression: *more than 500 people*."""
    value: float | None
    """The number given, or ``None`` for a range or a vague word."""
    low: float | None
    """The least that the words allow, or ``None`` for no bound."""
    high: float | None
    """The most that the words allow, or ``None`` for no bound."""
    qualifier: str | None
    """The limiting words: *more than*, *about*, *at least*."""
    change: Change
    """``=`` exact, ``~`` about, ``>`` more than, ``<`` less than, ``up``, ``down``."""
    unit: str | None
    """ISO code or unit word (``USD``, ``km``, ``percent``, ``person``), or ``None``."""
    counted: str | None
    """The noun phrase that is counted, in the words of the page."""
    as_of: DateInterval = UNKNOWN_DATE
    """The day that the number is true of, as the page gives it."""
    as_of_time: str | None = None
    """The :class:`TimeExpression` that ``as_of`` rests on."""
    attributed_to: str | None = None
    """The statement that gives it."""
    event: str | None = None
    """The event of the same clause."""
