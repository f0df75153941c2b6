"""onrecord: from a pile of news pages to a record that you can check.

    import onrecord

    with onrecord.build(["pages"], "story.db") as record:
        for statement in record.statements():
            ...

``build`` reads pages into one file, ``open_record`` opens such a file, and ``annotate`` reads pages without keeping
anything; ``copies`` and ``stories`` say which pages belong together, ``compare`` what one bare claim does to another,
and ``actor`` gives country and sector of a name or a role. The record types are documented field by field.
``__all__`` is the contract: what is not in it may change.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from onrecord.errors import (
    CapabilityError,
    InputError,
    OnrecordError,
    OutputError,
    RecordError,
    SpanError,
    UsageError,
)
from onrecord.records import (
    Actor,
    ActorLink,
    ActorMention,
    Article,
    Block,
    Clause,
    DatedRole,
    DateInference,
    DateInterval,
    Event,
    Evidence,
    Figure,
    Finding,
    Participant,
    Place,
    Problem,
    Records,
    Run,
    Side,
    Snapshot,
    Span,
    Statement,
    Story,
    StoryMember,
    SyndicationGroup,
    SyndicationMember,
    TimeExpression,
)
from onrecord.settings import Settings, load_settings

if TYPE_CHECKING:
    from onrecord.record import Hit, Progress, Record, annotate, build, copies, open_record, stories
    from onrecord.relate.compare import Comparison, compare
    from onrecord.resolve.actor_strings import ActorCode, actor

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "ActorCode",
    "ActorLink",
    "ActorMention",
    "Article",
    "Block",
    "CapabilityError",
    "Clause",
    "Comparison",
    "DateInference",
    "DateInterval",
    "DatedRole",
    "Event",
    "Evidence",
    "Figure",
    "Finding",
    "Hit",
    "InputError",
    "OnrecordError",
    "OutputError",
    "Participant",
    "Place",
    "Problem",
    "Progress",
    "Record",
    "RecordError",
    "Records",
    "Run",
    "Settings",
    "Side",
    "Snapshot",
    "Span",
    "SpanError",
    "Statement",
    "Story",
    "StoryMember",
    "SyndicationGroup",
    "SyndicationMember",
    "TimeExpression",
    "UsageError",
    "__version__",
    "actor",
    "annotate",
    "build",
    "compare",
    "copies",
    "load_settings",
    "open_record",
    "stories",
]


_LAZY = {
    **dict.fromkeys(("Hit", "Progress", "Record", "build", "copies", "open_record", "stories"), "onrecord.record"),
    **dict.fromkeys(("Comparison", "compare"), "onrecord.relate.compare"),
    **dict.fromkeys(("ActorCode", "actor"), "onrecord.resolve.actor_strings"),
}
"""Name -> the module that it is brought in from."""


class _Package(ModuleType):
    """The type of this module: what opens files is brought in only when it is asked for, so that importing is quick.

    The pipeline's stage ``onrecord.annotate`` is a package, and importing it would put it in the place of the
    function of that name, which is what a user means; a property cannot be replaced.
    """

    def __getattr__(self, name: str) -> Any:
        if name in _LAZY:
            return getattr(import_module(_LAZY[name]), name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    @property
    def annotate(self) -> Any:
        """The function."""
        return import_module("onrecord.record").annotate

    @annotate.setter
    def annotate(self, package: Any) -> None:
        """Leave the function in its place."""

    def __dir__(self) -> list[str]:
        return sorted(__all__)


sys.modules[__name__].__class__ = _Package
