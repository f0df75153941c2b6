"""Words for several actors at once, and for those whom a speaker speaks for.

*They*, *the two ministers*, *the leaders* stand for the group, or for the several actors, that the words before them
join; *we* in a quotation stands for the side that its speaker is on. Several actors become one actor of kind
``group`` whose links name all their mentions; no actor is merged by it. Where two readings fit, nothing is linked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.codebooks.actors import covered_roles, numerals, reference_words, role_forms, same_role
from onrecord.records import ActorMention, Statement
from onrecord.records.actor import LinkBasis
from onrecord.resolve.cluster import Cluster
from onrecord.resolve.profile import role_heads, words

if TYPE_CHECKING:
    from onrecord.resolve.anaphora import Anaphora

_AND = re.compile(r"\s*,?\s*(?:and|&)\s+(?:his |her |their |the )?", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s+")
_WINDOW = 3
"""Sentences back to which *the two leaders* may reach."""
_NEAR = (1.5, 0.0)
"""Points of what stands in the same sentence, and in the one before."""
_CLEAR = 1.0
"""Points by which the best reading of *they* must lead the next."""
_SPEAKS_FOR = frozenset({"GOV", "MIL"})
"""Sectors of persons who say *we* of their country."""

Members = tuple[ActorMention, ...]


class Joint:
    """Reads the words of one page that stand for several."""

    def __init__(self, page: Anaphora) -> None:
        """Find what the page joins by *and*."""
        self.page = page
        self.joined = _coordinations(page)
        self.groups: dict[tuple[int, ...], Cluster] = {}

    # they

    def they(self, mention: ActorMention) -> None:
        """*They*, *them*, *their*: the one group, or the several actors, that the subject before joins."""
        page = self.page
        window = 1 if mention.subject else 0
        silent = page.own_speaker(mention)
        best: dict[object, tuple[float, ActorMention, Members]] = {}
        for other in page.before(mention, window):
            points = self._points(mention, other)
            for key, members in self._several(other):
                cluster = page.cluster_of(other) if len(members) == 1 else None
                if cluster is not None and cluster is silent:
                    continue
                if key not in best or points > best[key][0]:
                    best[key] = (points, other, members)
        ranked = sorted(best.values(), key=lambda item: (-item[0], -item[1].head.start))
        if not ranked or ranked[0][0] < 2.0 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEAR):
            return
        _, other, members = ranked[0]
        if len(members) > 1:
            self._link(mention, members, "pronoun")
        else:
            page.link(mention, page.ensured(other), "pronoun", other.id)

    def _several(self, other: ActorMention) -> Iterator[tuple[object, Members]]:
        """What several a mention may be: itself, if it is plural, or all that it is joined with by *and*."""
        if other.id in self.joined:
            members = self.joined[other.id]
            yield tuple(one.id for one in members), members
        elif other.plural and (other.kind in ("group", "unknown") or other.form == "nominal"):
            cluster = self.page.cluster_of(other)
            if other.form != "pronoun" or cluster is not None:
                yield id(cluster) if cluster is not None else other.id, (other,)

    def _points(self, mention: ActorMention, other: ActorMention) -> float:
        page = self.page
        points = _NEAR[min(1, page.told[mention.sentence] - page.told[other.sentence])]
        points += 2.0 if other.subject else 0.0
        points -= 3.0 if other.id in page.inner else 0.0
        points += 1.0 if other.form == "pronoun" else 0.0
        points += 1.0 if other.id in page.speaks and mention.id in page.speaks else 0.0
        if page.within.get(other.id) and not page.within.get(mention.id):
            points -= 1.0
        return points

    # the two ministers

    def nominal(self, mention: ActorMention) -> bool:
        """*The two ministers*, *both countries*, *the leaders*: those named shortly before, if the number fits."""
        said = words(mention.span.exact)
        number = next((numerals()[word] for word in said[:3] if word in numerals()), None)
        if number is None and said[:1] != ("the",):
            return False
        if (number or 2) < 2:
            return False
        after = self._apposed(mention, number)
        members = after or self._named_before(mention, number)
        if not members:
            return False
        self._link(mention, members, "role")
        return True

    def _apposed(self, mention: ActorMention, number: int | None) -> Members:
        """The names right behind: *the two ministers, Ilsa Doren and Henrik Vey*."""
        page = self.page
        for other in page.mentions[page.place[mention.id] + 1 :]:
            if other.head.start > mention.span.end + 3:
                break
            members = self.joined.get(other.id, ())
            if members and members[0].id == other.id and other.form == "name" and len(members) == (number or 2):
                return members
        return ()

    def _named_before(self, mention: ActorMention, number: int | None) -> Members:
        """The latest mentions of the actors of the last sentences who fit; without a number two whom *and* joins."""
        page, fits = self.page, self._fitting(mention)
        if fits is None:
            return ()
        found: dict[int, ActorMention] = {}
        for other in page.before(mention, _WINDOW):
            cluster = page.cluster_of(other)
            if cluster is not None and not cluster.members and not other.plural and fits(cluster):
                found.setdefault(id(cluster), other)
        members = tuple(sorted(found.values(), key=lambda one: one.head.start))
        if number is not None:
            return members if len(members) == number else ()
        same = len({one.sentence for one in members}) == 1
        return members if len(members) == 2 and same else ()

    def _fitting(self, mention: ActorMention) -> Callable[[Cluster], bool] | None:
        """What an actor must be to be one of those that a plural noun means; ``None`` if it means no certain ones."""
        noun = mention.head.exact.casefold()
        role = role_forms().get(noun)
        if role is None:
            return None
        if noun in reference_words("countries"):
            return lambda cluster: cluster.kind == "country"
        if mention.kind != "group":
            return None
        if noun in reference_words("people"):
            gender = role.gender
            return lambda cluster: cluster.kind == "person" and cluster.gender in (gender, None)
        said = role_heads(mention.role or "") or (same_role(role.word),)
        covered = covered_roles(said[-1])

        def bears(cluster: Cluster) -> bool:
            own = not mention.country or mention.country in cluster.countries
            return cluster.kind == "person" and own and bool(cluster.heads & covered)

        return bears

    # we

    def we(self, mention: ActorMention, around: Sequence[Statement]) -> None:
        """*We* in a quotation: the body, group or country that speaks, or the one that the speaker speaks for."""
        page = self.page
        for statement in around:
            if statement.manner == "indirect" or statement.speaker_mention is None:
                continue
            speaker = page.links.get(statement.speaker_mention)
            side = self._side(speaker[0]) if speaker is not None else None
            if side is not None:
                page.link(mention, side, "pronoun", statement.speaker_mention)
            return

    def _side(self, speaker: Cluster) -> Cluster | None:
        if speaker.kind in ("organization", "group", "country"):
            return speaker
        if speaker.kind != "person" or not speaker.heads & reference_words("speaks_for"):
            return None
        bodies = {
            id(cluster): cluster
            for mention in speaker.mentions
            for inner in self._inside(mention)
            if (cluster := self.page.cluster_of(inner)) is not None and cluster.kind in ("organization", "group")
        }
        if bodies:
            return next(iter(bodies.values())) if len(bodies) == 1 else None
        sectors = {mention.sector for mention in speaker.mentions if mention.sector}
        if len(speaker.countries) != 1 or not sectors or not sectors <= _SPEAKS_FOR or "governor" in speaker.heads:
            return None
        return next(
            (one for one in self.page.clusters if one.kind == "country" and one.countries == speaker.countries), None
        )

    def _inside(self, mention: ActorMention) -> Iterator[ActorMention]:
        """The mentions inside the phrase of another: the body of *a spokesman for the Front of the North*."""
        page = self.page
        for other in page.mentions[page.place[mention.id] + 1 :]:
            if other.span.start >= mention.span.end:
                return
            if other.form == "name" and mention.span.contains(other.span) and not mention.head.overlaps(other.head):
                yield other
        for other in reversed(page.mentions[max(0, page.place[mention.id] - 4) : page.place[mention.id]]):
            if other.form == "name" and other.head.start >= mention.span.start:
                yield other

    def _link(self, mention: ActorMention, members: Members, basis: LinkBasis) -> None:
        """Link a mention to the actor that stands for all members."""
        page = self.page
        clusters = [page.ensured(member) for member in members]
        key = tuple(sorted({id(cluster) for cluster in clusters}))
        if len(key) < 2:
            return
        group = self.groups.get(key)
        if group is None:
            group = Cluster.of(list(dict.fromkeys(clusters)), [member.id for member in members])
            self.groups[key] = group
            page.clusters.append(group)
        page.link(mention, group, basis, members[0].id)


def _coordinations(page: Anaphora) -> dict[str, Members]:
    """Mention -> all singular mentions that *and* joins with it, itself included."""
    text = page.article.text
    outer = [one for one in page.mentions if one.id not in page.inner and one.form != "pronoun" and not one.plural]
    found: dict[str, Members] = {}
    run: list[ActorMention] = []
    for one in outer:
        gap = text[run[-1].span.end : one.span.start] if run and one.span.start >= run[-1].span.end else "."
        if run and (_COMMA.fullmatch(gap) or _AND.fullmatch(gap)):
            run.append(one)
            if _AND.fullmatch(gap):
                _keep(found, run)
                run = [one]
        else:
            run = [one]
    return found


def _keep(found: dict[str, Members], run: Sequence[ActorMention]) -> None:
    """Keep a run of mentions if they are of one sort and one part of the clause."""
    alike = len({one.kind == "person" for one in run}) == 1 and len({one.subject for one in run}) == 1
    if alike and len({one.sentence for one in run}) == 1:
        for one in run:
            found[one.id] = tuple(run)
