"""Names that stand beside what their bearer is, where the parse does not join the two.

*The head of the board for ports and roads, Ana Doren, gave up her post*; *the state air company, Corvin, said*. A parse
joins short phrases; in long ones it takes the name for a part of what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from onrecord.records import ActorMention
from onrecord.resolve.cluster import Cluster

_GAP = re.compile(
    r"(?:\s+(?:of|for|at|in|and|the|on|to|de|del|du|la)\b|\s+[A-ZÀ-Þ][\w’'.-]*|\s+[a-z]+(?=,)){0,8},\s+"
    r"(?:(?:the\s+)?(?:doctor|engineer|professor|colonel|general|captain|judge|advocate|lawyer)\s+|(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?"
)
"""What may stand between the two: the rest of a long title, and a comma."""
_BEHIND = re.compile(r"(?:,|[.;:]|[\"”’)]|\s*\n|\Z)")
"""What stands behind the name then."""
_LIST = re.compile(r",\s+(?:and\s+)?[A-ZÀ-Þ]")
"""What makes the name the first of several."""
_BODY = ("organization", "group")


def beside_names(
    mentions: Sequence[ActorMention], text: str, cluster_of: Callable[[ActorMention], Cluster | None]
) -> Iterator[tuple[ActorMention, Cluster, str]]:
    """Phrases without a name with the actor whose name follows behind a comma, and the mention that names him.

    Args:
        mentions: those of a page, in text order.
        text: its text.
        cluster_of: the actor of a mention that has a name.
    """
    names = [one for one in mentions if one.form == "name"]
    for mention in mentions:
        if mention.form != "nominal" or mention.plural or mention.kind not in ("person", *_BODY):
            continue
        for name in names:
            if name.span.start <= mention.span.end or name.sentence != mention.sentence:
                continue
            if _beside(mention, name, text) and (cluster := cluster_of(name)) is not None and cluster.fits(mention):
                yield mention, cluster, name.id
                break


def _beside(mention: ActorMention, name: ActorMention, text: str) -> bool:
    """Whether nothing but the rest of a title and a comma stands between a phrase and a name that ends there."""
    alike = name.kind == "person" if mention.kind == "person" else name.kind in _BODY
    if not alike or _GAP.fullmatch(text, mention.span.end, name.span.start) is None:
        return False
    return _BEHIND.match(text, name.span.end) is not None and _LIST.match(text, name.span.end) is None
