"""The mentions that are taken to be one actor while a page or a pile is read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from onrecord.records import ActorKind, ActorMention, Article, make_id
from onrecord.records.actor import LinkBasis
from onrecord.resolve.profile import best_name, joint_name, person_words, role_heads, words


class Cluster:
    """A growing set of mentions of one actor, with what they say of it."""

    def __init__(self) -> None:
        """Start without a mention."""
        self.mentions: list[ActorMention] = []
        self._in_order = 0
        """How many mentions, from the first, are known to stand in the order of pages and texts."""
        self.bases: dict[str, LinkBasis] = {}
        self.name_words: tuple[str, ...] = ()
        self.heads: set[str] = set()
        self.role_words: set[str] = set()
        self.nouns: set[str] = set()
        """The nouns that stand for it by themselves: *ministry* of *the ministry of fisheries*."""
        self.countries: set[str] = set()
        self.gender: str | None = None
        self.kind: ActorKind = "unknown"
        self.members: tuple[Cluster, ...] = ()
        """The actors that this one stands for together, of joint actors."""
        self.joint: tuple[str, ...] = ()
        """A mention of each of them."""

    @classmethod
    def of(cls, members: Sequence[Cluster], mentions: Sequence[str]) -> Cluster:
        """Several actors together; ``mentions`` has a mention of each."""
        cluster = cls()
        cluster.members, cluster.joint, cluster.kind = tuple(members), tuple(mentions), "group"
        shared = [one.countries for one in members]
        cluster.countries = set.intersection(*shared) if shared else set()
        return cluster

    def add(self, mention: ActorMention, basis: LinkBasis) -> None:
        """Take in a mention."""
        self.mentions.append(mention)
        self.bases[mention.id] = basis
        if mention.name and mention.form == "name":
            found = person_words(mention.name) if mention.kind == "person" else words(mention.name)
            if len(found) > len(self.name_words):
                self.name_words = found
        if mention.form != "pronoun" and not self.members:
            self._learn(mention)

    def _learn(self, mention: ActorMention) -> None:
        if mention.form == "nominal":
            self.nouns.add(mention.head.exact.casefold())
        if mention.role:
            self.heads.update(role_heads(mention.role))
            self.role_words.update(words(mention.role))
        if mention.country:
            self.countries.add(mention.country)
        if mention.gender in ("m", "f"):
            self.gender = self.gender or mention.gender
        if self.kind == "unknown":
            self.kind = mention.kind

    def absorb(self, other: Cluster, basis: LinkBasis | None = None) -> None:
        """Take in all mentions of another cluster."""
        before = len(self.mentions)
        ordered = self._in_order == before
        for mention in other.mentions:
            self.add(mention, basis or other.bases[mention.id])
        # Pages mostly come in their order; an actor of every page would be sorted once for each of them.
        new = [_place(mention) for mention in self.mentions[max(0, before - 1) :]]
        if not ordered or any(after < first for first, after in itertools.pairwise(new)):
            self.mentions.sort(key=_place)
        self._in_order = len(self.mentions)

    def fits(self, mention: ActorMention) -> bool:
        """Whether the mention's gender agrees."""
        return not (self.gender and mention.gender and mention.gender != self.gender)

    def id(self, article: Article) -> str:
        """The id of the actor in page scope."""
        return make_id("p", article.id, self.kind, self.label())

    def label(self) -> str:
        """The name, or the country, or the role that the cluster is known by."""
        if self.members:
            return joint_name([one.label() for one in self.members])
        if self.kind == "country" and self.countries:
            return sorted(self.countries)[0]
        names = [mention.name for mention in self.mentions if mention.name]
        return best_name(names) if names else (self.mentions[0].role or self.mentions[0].head.exact)


def _place(mention: ActorMention) -> tuple[str, int]:
    """Page and place in it."""
    return mention.article_id, mention.span.start
