"""Who *he*, *she* or *his* is: each candidate gets points for agreement, nearness, being a subject and speaking.

A tie leaves the pronoun unlinked. The weights are set by hand on invented text and read pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.codebooks.first_names import gender_of_name
from onrecord.records import ActorMention
from onrecord.resolve.profile import role_heads

if TYPE_CHECKING:
    from onrecord.resolve.anaphora import Anaphora

_BY_TITLE, _BY_NAME = 1.0, 0.5
"""What it counts that the gender of an antecedent is known from the page, and from a first name."""
_WINDOW = 3
"""Sentences back to which a personal pronoun may reach."""
_NAMELESS = 1.5
"""What a pronoun counts less for the next one if it stands for somebody whom the page does not name."""
_BEFORE_QUOTE = 3.0
"""What it counts for *he said* behind a quotation, and for *He* at the head of a sentence, who acts right before it."""
_OPENS = re.compile(r"[.!?][\"”’)]*\s+(?:(?:But|And|Yet|Still|Now|Later|Earlier)\s+)?\Z")
_CERTAIN = frozenset({"the", "this", "that", "a", "an", "another", "his", "her", "their", "its", "one"})
"""Words that begin a noun phrase for one certain person; *every member* is none."""


class Personal:
    """Reads the personal pronouns of one page."""

    def __init__(self, page: Anaphora) -> None:
        """Take the page that they stand on."""
        self.page = page

    def meant(self, mention: ActorMention) -> ActorMention | None:
        """The best antecedent of *he* or *she*; ``None`` if there is none, or two fit equally well."""
        page = self.page
        best: dict[object, tuple[float, ActorMention]] = {}
        excluded = page.own_speaker(mention)
        for other in page.before(mention, _WINDOW):
            if not self._refers(other):
                continue
            cluster = page.cluster_of(other)
            known = (cluster.gender if cluster else None) or other.gender
            if (known and known != mention.gender) or (cluster is not None and cluster is excluded):
                continue
            points = self._points(mention, other)
            if cluster is not None and other.form == "pronoun" and all(one.form != "name" for one in cluster.mentions):
                points -= _NAMELESS
            if known:  # A first name says less than that the page calls somebody *Mrs*, or *she* before.
                named = gender_of_name(cluster.label() if cluster else other.name or "")
                points += _BY_TITLE if named is None else _BY_NAME
            key: object = id(cluster) if cluster else other.id
            if key not in best or points > best[key][0]:
                best[key] = (points, other)
        ranked = sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].head.start))
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.5):
            return None
        return ranked[0][1]

    def _refers(self, other: ActorMention) -> bool:
        """Whether a mention names or points to one certain person."""
        page = self.page
        if other.kind != "person" or other.plural:
            return False
        if other.id in page.links:
            return True
        return other.form == "nominal" and other.span.exact.split(" ", 1)[0].casefold() in _CERTAIN

    def _points(self, mention: ActorMention, other: ActorMention) -> float:
        """How well ``other`` serves as what a personal pronoun refers to."""
        page = self.page
        distance = page.told[mention.sentence] - page.told[other.sentence]
        points = (1.5, -0.5, -2.5, -4.0)[distance]
        spoke = other.form == "name" and other.sentence < mention.sentence and mention.id in page.speaks
        spoke = spoke and self._spoke_before(mention) == other.id
        points += 2.0 if other.subject or spoke else 0.0
        points += {"pronoun": 1.0, "nominal": -0.5}.get(other.form, 1.0 if spoke else 0.0)
        points += _BEFORE_QUOTE if distance == 1 and other.form == "name" and self._leads(other, mention) else 0.0
        points -= 3.0 if other.id in page.inner else 0.0
        if other.id in page.speaks:
            points += 2.0 if mention.id in page.speaks else 1.0
        if page.told_of(other) and not page.told_of(mention):
            points -= 0.5 if other.id in page.speaks else 2.5
        if distance == 0 and mention.subject and not other.subject:
            points -= 1.0
        return points

    def _leads(self, other: ActorMention, mention: ActorMention) -> bool:
        """Whether somebody acts in the sentence before *he*, who begins the next one or follows a quotation."""
        page = self.page
        between = page.article.text[other.span.end : mention.span.start]
        if not other.subject or page.told_of(other) or "\n" in between:
            return False
        if mention.subject and _OPENS.search(between):
            return True
        return any(
            one.speaker_mention == mention.id
            and one.manner != "indirect"
            and other.span.end <= one.content[0].start < mention.span.start
            for one in page.statements
        )

    def speak_both(self, other: ActorMention, mention: ActorMention) -> bool:
        """Whether somebody whom the page never names and a pronoun both speak, outside of what others say."""
        page = self.page
        heads = set(role_heads(other.role or other.head.exact))
        named = any(one.kind == "person" and one.heads & heads for one in page.clusters)
        told = page.told_of(other) or page.told_of(mention)
        return {other.id, mention.id} <= page.speaks and not named and not told

    def _spoke_before(self, mention: ActorMention) -> str | None:
        """The mention of whoever speaks last before a pronoun, unless somebody else was named as acting since."""
        page = self.page
        before = (one for one in page.mentions[page.place[mention.id] - 1 :: -1] if page.place[mention.id])
        for one in before:
            if one.id in page.speaks and one.id != mention.id:
                return one.id
            if one.form == "name" and one.kind == "person" and one.subject and not page.told_of(one):
                return None
        return None
