"""The records: small frozen types, importing nothing else of the package but its errors."""

from onrecord.records.actor import Actor, ActorLink, DatedRole, DateInference
from onrecord.records.annotation import (
    ActorKind,
    ActorMention,
    Change,
    Event,
    Figure,
    Manner,
    Modality,
    Participant,
    SpeakerBasis,
    Statement,
    TimeExpression,
)
from onrecord.records.bag import Records
from onrecord.records.clause import Clause
from onrecord.records.date import UNKNOWN_DATE, DateBasis, DateInterval
from onrecord.records.ids import make_id
from onrecord.records.place import Place
from onrecord.records.relation import (
    Finding,
    Problem,
    Related,
    Run,
    Side,
    Story,
    StoryMember,
    SyndicationGroup,
    SyndicationMember,
)
from onrecord.records.source import READ_ON, Article, Block, BlockRole, Snapshot
from onrecord.records.span import Evidence, Span
from onrecord.records.view import View, body_view, has_body

__all__ = [
    "READ_ON",
    "UNKNOWN_DATE",
    "Actor",
    "ActorKind",
    "ActorLink",
    "ActorMention",
    "Article",
    "Block",
    "BlockRole",
    "Change",
    "Clause",
    "DateBasis",
    "DateInference",
    "DateInterval",
    "DatedRole",
    "Event",
    "Evidence",
    "Figure",
    "Finding",
    "Manner",
    "Modality",
    "Participant",
    "Place",
    "Problem",
    "Records",
    "Related",
    "Run",
    "Side",
    "Snapshot",
    "Span",
    "SpeakerBasis",
    "Statement",
    "Story",
    "StoryMember",
    "SyndicationGroup",
    "SyndicationMember",
    "TimeExpression",
    "View",
    "body_view",
    "has_body",
    "make_id",
]
