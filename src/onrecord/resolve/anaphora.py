"""Role nouns and pronouns of a page, in text order: *the spokeswoman*, *the ministry*, *she*, *who*.

Where two actors fit, the words stay unlinked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.codebooks.actors import covered_roles, fields, portfolio_words, reference_words, roles, same_role
from onrecord.records import ActorMention, Article, Statement
from onrecord.records.actor import LinkBasis
from onrecord.resolve.beside import beside_names
from onrecord.resolve.cluster import Cluster
from onrecord.resolve.joint import Joint
from onrecord.resolve.personal import Personal
from onrecord.resolve.profile import is_former, role_heads, role_word, words
from onrecord.resolve.standing import in_headlines, inner, within

Link = tuple[Cluster, LinkBasis, str | None]

_WINDOW = 3
"""Sentences back to which a personal pronoun may reach."""
_CALLED = 2
"""Sentences back to which *the diplomat* may reach, quotations not counted."""
_LONGEST_CALLING = 4
"""Words of it: *the man in the middle of the yard* is somebody else."""
_FAR = 5
"""Sentences after which one bearer of a role is out of mind while a nearer one is not."""
_DEFINITE = ("the ", "this ", "that ", "The ", "This ", "That ", "THE ")
_OWNER = re.compile(r"\A(?:its|their|whose)\s|(?:['’]s|s['’])\s", re.I)
"""Of whom a noun speaks, where a name or a word for one is its owner."""
_ARMED = frozenset({"UAF", "REB"})
_LOOSE = frozenset({None, "NGO", "UAF", "REB", "CRM", "SOC", "OPP", "PTY", "IGO"})
"""Sectors of actors that *the group* may mean: not ministries, seats, media."""
_FIRST = frozenset({"i", "me", "my"})
_EMPTY_IT = re.compile(
    r"\s+(?:\w+n['’]t\s+|\w+ly\s+|has\s+|had\s+|will\s+|would\s+|can\s+|could\s+|may\s+|might\s+|must\s+|should\s+|to\s+)*"
    r"(?:not\s+)?(?:be|been|is|was|seem|appear|look|take|took|rain|snow|happen|turn|remain|make|made|cost|matter)\w*\b"
)
"""What follows an *it* that may stand for nothing, or for a fact: *it was important to*."""
_WE = frozenset({"we", "us", "our"})
_PEOPLE = frozenset({"he", "she", "him", "her", "his"})


class Anaphora:
    """The reading of one page. After :meth:`run`, ``links`` holds the link of each mention that has one."""

    def __init__(
        self,
        article: Article,
        mentions: Sequence[ActorMention],
        statements: Sequence[Statement],
        clusters: list[Cluster],
    ) -> None:
        """Take the actors named so far; ``clusters`` grows by offices and bodies without a name."""
        self.article = article
        self.mentions = mentions
        self.clusters = clusters
        self.links: dict[str, Link] = {}
        self.place = {mention.id: number for number, mention in enumerate(mentions)}
        self.speaks = {statement.speaker_mention for statement in statements if statement.speaker_mention}
        self.statements = sorted(statements, key=lambda one: one.content[0].start if one.content else 0)
        self.inner = inner(mentions)
        self.headed = in_headlines(mentions, article.text)
        self.within = within(mentions, self.statements)
        self.told = self._told()
        count = Counter(one.country for one in mentions if one.country)
        self.main_countries = {country for country, _ in count.most_common(2)}
        for cluster in clusters:
            for mention in cluster.mentions:
                self.links[mention.id] = (cluster, cluster.bases[mention.id], None)
        self.joint = Joint(self)
        self.personal = Personal(self)

    def _told(self) -> list[int]:
        """Sentence number -> the number that it has if sentences of quotations are not counted.

        A long quotation does not make the person who is named before it less near.
        """
        last = max((mention.sentence for mention in self.mentions), default=0)
        outside = {
            mention.sentence
            for mention in self.mentions
            if not any(one.manner != "indirect" for one in self.within.get(mention.id, ()))
        }
        inside = {mention.sentence for mention in self.mentions} - outside
        numbers: list[int] = []
        count = 0
        for number in range(last + 1):
            count += number not in inside and number > 0
            numbers.append(count)
        return numbers

    def run(self) -> None:
        """Link what can be linked."""
        for mention, cluster, name in beside_names(self.mentions, self.article.text, self.cluster_of):
            self.link(mention, cluster, "role", name)
        self._learn_genders()
        for mention in self.mentions:
            if mention.id in self.links:
                continue
            if mention.form == "nominal":
                self._nominal(mention)
            elif mention.form == "pronoun":
                self._pronoun(mention)

    def link(self, mention: ActorMention, cluster: Cluster, basis: LinkBasis, antecedent: str | None) -> None:
        """Take a mention for an actor."""
        cluster.add(mention, basis)
        self.links[mention.id] = (cluster, basis, antecedent)

    # pronouns

    def _pronoun(self, mention: ActorMention) -> None:
        word = mention.head.exact.casefold()
        if word in ("who", "whom", "whose"):
            self._relative(mention)
        elif word in _PEOPLE:
            found = self.personal.meant(mention)
            cluster = self.cluster_of(found) if found is not None else None
            if found is not None and cluster is None and self.personal.speak_both(found, mention):
                cluster = self.ensured(found)  # *The driver told us. He said*: the page does not name him.
            if found is not None and cluster is not None:
                if cluster.gender is None:
                    cluster.gender = mention.gender
                self.link(mention, cluster, "pronoun", found.id)
        elif word in _FIRST:
            self._speaker(mention)
        elif word in _WE:
            self.joint.we(mention, self.around(mention))
        elif word in ("it", "its"):
            self._thing(mention, word)
        elif word in ("they", "their", "them"):
            self.joint.they(mention)

    def cluster_of(self, mention: ActorMention) -> Cluster | None:
        """The actor that a mention is linked to so far."""
        link = self.links.get(mention.id)
        return link[0] if link else None

    def ensured(self, mention: ActorMention) -> Cluster:
        """The actor of a mention; if it has none yet, one that is known by its role noun alone."""
        if mention.id not in self.links:
            self._new(mention)
        return self.links[mention.id][0]

    def own_speaker(self, mention: ActorMention) -> Cluster | None:
        """Who speaks in the direct speech around a pronoun: *he* and *they* are somebody else then."""
        for statement in self.around(mention):
            if statement.manner == "direct" and statement.speaker_mention in self.links:
                return self.links[statement.speaker_mention][0]
        return None

    def before(self, mention: ActorMention, window: int) -> Iterator[ActorMention]:
        """The mentions before this one, nearest first, up to ``window`` sentences back."""
        for number in range(self.place[mention.id] - 1, -1, -1):
            other = self.mentions[number]
            if self.told[other.sentence] < self.told[mention.sentence] - window:
                return
            if other.head.end <= mention.head.start and other.id not in self.headed:
                yield other

    def around(self, mention: ActorMention) -> list[Statement]:
        """The statements in whose content a mention stands."""
        return self.within.get(mention.id, [])

    def told_of(self, mention: ActorMention) -> bool:
        """Whether a mention stands in what somebody says."""
        return bool(self.around(mention))

    def _speaker(self, mention: ActorMention) -> None:
        """*I* in a quotation is its speaker."""
        for statement in self.around(mention):
            if statement.manner != "indirect" and statement.speaker_mention in self.links:
                cluster = self.links[statement.speaker_mention][0]
                if cluster.kind == "person":
                    self.link(mention, cluster, "pronoun", statement.speaker_mention)
                return

    def _relative(self, mention: ActorMention) -> None:
        """*Who* refers to the phrase that ends right before it."""
        for other in self.before(mention, 0):
            gap = self.article.text[other.span.end : mention.head.start]
            if gap.strip(" ,\n\xa0\"'”’") == "" and other.form != "pronoun":
                cluster = self.cluster_of(other)
                if cluster is not None:
                    self.link(mention, cluster, "pronoun", other.id)
                    return

    def _thing(self, mention: ActorMention, word: str) -> None:
        """*It* and *its*: the one body, country or group that is the subject before it."""
        reports = mention.id in self.speaks
        if word == "it" and not reports:
            self._reported_thing(mention)
            return
        window = 1 if word == "it" or self._opens(mention) else 0
        found: dict[object, ActorMention] = {}
        for other in self.before(mention, window):
            cluster = self.cluster_of(other)
            body = cluster.kind if cluster is not None else other.kind if other.form == "nominal" else "person"
            if body not in ("organization", "country", "group") or other.id in self.inner or not other.subject:
                continue
            if (reports and other.id not in self.speaks) or other.plural:
                continue
            found.setdefault(id(cluster) if cluster else other.id, other)
        if len(found) == 1:
            other = next(iter(found.values()))
            self.link(mention, self.ensured(other), "pronoun", other.id)

    def _opens(self, mention: ActorMention) -> bool:
        """Whether no other mention stands before this one in its sentence."""
        before = (one for one in self.mentions[self.place[mention.id] - 1 :: -1] if one.span.start < mention.span.start)
        last = next(before, None) if self.place[mention.id] else None
        return last is None or last.sentence != mention.sentence

    def _reported_thing(self, mention: ActorMention) -> None:
        """*The ministry said it would help*: the body that says so, unless *it* may stand for nothing."""
        after = self.article.text[mention.head.end : mention.head.end + 40]
        if not mention.subject or _EMPTY_IT.match(after):
            return
        for statement in self.around(mention):
            speaker = self.links.get(statement.speaker_mention or "")
            if statement.manner == "indirect" and speaker is not None and statement.speaker_mention is not None:
                if speaker[0].kind in ("organization", "country"):
                    self.link(mention, speaker[0], "pronoun", statement.speaker_mention)
                return

    def _learn_genders(self) -> None:
        """Gender of persons from pronouns that can mean nobody else in the sentence or the one before."""
        votes: dict[int, Counter[str]] = {}
        persons = {id(cluster): cluster for cluster in self.clusters if cluster.kind == "person"}
        for mention in self.mentions:
            if mention.form != "pronoun" or mention.gender not in ("m", "f"):
                continue
            near = {
                id(c) if (c := self.cluster_of(other)) else None
                for other in self.before(mention, 2)
                if _one_person(other)
            }
            if len(near) == 1 and (key := next(iter(near))) is not None and key in persons:
                votes.setdefault(key, Counter())[mention.gender or ""] += 1
        for key, count in votes.items():
            gender, most = count.most_common(1)[0]
            if persons[key].gender is None and most > 3 * (count.total() - most):
                persons[key].gender = gender

    # role nouns

    def _nominal(self, mention: ActorMention) -> None:
        definite = mention.span.exact.startswith(_DEFINITE) or self._owned(mention)
        if mention.plural and self.joint.nominal(mention):
            return
        if mention.kind == "person" and (definite or mention.country):
            self._bearer(mention, definite)
        elif mention.kind == "organization" and not mention.span.exact.casefold().startswith(("a ", "an ")):
            self._body(mention, definite)
        elif mention.kind == "group" and definite and mention.sector in _ARMED:
            self._generic(mention, 1)
        elif mention.kind == "country" and definite and not mention.plural:
            self._country(mention)

    @staticmethod
    def _owned(mention: ActorMention) -> bool:
        """Whether words before a noun say of which country it is: *Norway's* or *its foreign minister*."""
        before = mention.span.exact[: mention.head.start - mention.span.start]
        return mention.country is not None and _OWNER.search(before) is not None

    def _bearer(self, mention: ActorMention, definite: bool) -> None:
        """*The foreign minister*: the person who was introduced with that role."""
        heads = role_heads(mention.role or "") or (same_role(mention.head.exact.casefold()),)
        fitting = [cluster for cluster in self.clusters if self._bears(cluster, mention, heads[-1])]
        if not set(words(mention.role or "")) & reference_words("below"):
            fitting = [one for one in fitting if not one.role_words & reference_words("below")] or fitting
        chosen = self._recent(mention, fitting)
        if chosen is not None:
            self.link(mention, chosen, "role", self._last(chosen, mention))
        elif not fitting and definite and (other := self._unnamed(mention, heads[-1])) is not None:
            self.link(mention, self.ensured(other), "role", other.id)
        elif not fitting and definite and (other := self._called(mention, heads[-1])) is not None:
            self.link(mention, self.links[other.id][0], "role", other.id)
        elif (
            not fitting
            and heads[-1] in reference_words("unique")
            and definite
            and (mention.country or portfolio_words(words(mention.role or "")))
            and not is_former(mention.role or "")
        ):
            self._new(mention)
        elif not fitting and not definite and mention.id in self.speaks and mention.sector in ("GOV", "MIL"):
            self._new(mention)  # A foreign ministry official, of a country that is known.

    def _unnamed(self, mention: ActorMention, head: str) -> ActorMention | None:
        """*A spokesman for the union*, whom *the spokesman* means: the only one of that role before."""
        found = {
            id(cluster) if (cluster := self.cluster_of(other)) else other.id: other
            for other in self.before(mention, _WINDOW)
            if other.form == "nominal" and other.kind == "person" and not other.plural
            and head in role_heads(other.role or other.head.exact)
            and other.gender in (mention.gender, None)
            and (mention.country is None or mention.country == other.country)
        }  # fmt: skip
        return next(iter(found.values())) if len(found) == 1 else None

    def _called(self, mention: ActorMention, head: str) -> ActorMention | None:
        """Whom a page calls by what anybody may be (*the diplomat*, *the entrepreneur*): the last it tells of."""
        quoted = any(one.manner != "indirect" for one in self.around(mention))
        short = len(mention.span.exact.split()) <= _LONGEST_CALLING
        if head not in reference_words("callings") or mention.country or quoted or not short:
            return None
        found = [
            other
            for other in self.before(mention, _CALLED)
            if other.id in self.links and other.form != "nominal" and other.id not in self.inner
            and (other.subject or other.id in self.speaks) and not self.told_of(other)
            and self.links[other.id][0].kind == "person" and self.links[other.id][0].fits(mention)
        ]  # fmt: skip
        near = [other for other in found if self.told[other.sentence] == self.told[found[0].sentence]]
        return near[0] if len({id(self.links[other.id][0]) for other in near}) == 1 else None

    def _bears(self, cluster: Cluster, mention: ActorMention, head: str) -> bool:
        """Whether a person who was named before has the role that a role noun says."""
        if cluster.kind != "person" or not cluster.fits(mention) or not self._seen(cluster, mention):
            return False
        if not cluster.heads & covered_roles(head):
            return False
        if mention.country and mention.country not in (cluster.countries or self.main_countries):
            return False
        role = mention.role or ""
        given = [one.role for one in cluster.mentions if one.role and one.form == "name"]
        if given and all(map(is_former, given)) and not is_former(role):
            return False
        asked = {word for word in words(role) if word in fields() or _is_body(word)} - {head}
        return asked <= cluster.role_words

    def _seen(self, cluster: Cluster, mention: ActorMention) -> bool:
        return any(other.span.start < mention.span.start for other in cluster.mentions)

    def _last(self, cluster: Cluster, mention: ActorMention) -> str | None:
        """The cluster's nearest mention before this one."""
        before = [other for other in cluster.mentions if other.span.start < mention.span.start]
        return max(before, key=lambda other: other.span.start).id if before else None

    def _recent(self, mention: ActorMention, fitting: Sequence[Cluster]) -> Cluster | None:
        """The only fitting actor, or the only one in mind: named at most two sentences ago, the others long before."""
        if len(fitting) <= 1:
            return fitting[0] if fitting else None
        ages: list[tuple[int, int]] = []
        for number, cluster in enumerate(fitting):
            last = max(one.sentence for one in cluster.mentions if one.span.start < mention.span.start)
            ages.append((mention.sentence - last, number))
        ages.sort()
        return fitting[ages[0][1]] if ages[0][0] <= 2 and ages[1][0] > _FAR else None

    def _body(self, mention: ActorMention, definite: bool) -> None:
        """*The ministry*: the body whose name has that word; *the group*: the group named before."""
        noun = mention.head.exact.casefold()
        fitting = [
            cluster
            for cluster in self.clusters
            if cluster.kind in ("organization", "group")
            and (noun in cluster.name_words or noun in cluster.nouns)
            and self._seen(cluster, mention)
            and not (mention.country and cluster.countries and mention.country not in cluster.countries)
        ]
        if noun not in reference_words("generic") and (definite or mention.country):
            same = [c for c in fitting if mention.country in c.countries] if mention.country else fitting
            chosen = self._recent(mention, same)
            if chosen is not None:
                self.link(mention, chosen, "role", self._last(chosen, mention))
            elif not same and mention.country and self._of_state(mention, noun):
                self._new(mention)
        elif definite:
            self._generic(mention, _WINDOW)

    @staticmethod
    def _of_state(mention: ActorMention, noun: str) -> bool:
        """Whether a body is the one that a state has: its army, the office of its president."""
        serves = noun in reference_words("serving") and mention.sector in ("GOV", "MIL")
        return serves or noun in reference_words("one_a_country")

    def _generic(self, mention: ActorMention, window: int) -> None:
        """*The group*, *the militants*: the only group or movement in the last sentences."""
        found: dict[int, ActorMention] = {}
        for other in self.before(mention, window):
            cluster = self.cluster_of(other)
            if cluster is None or cluster.kind not in ("organization", "group") or other.form == "pronoun":
                continue
            if other.sector in _LOOSE and other.country in (None, mention.country) and other.name is not None:
                found.setdefault(id(cluster), other)
        if len(found) == 1:
            other = next(iter(found.values()))
            self.link(mention, self.links[other.id][0], "role", other.id)

    def _country(self, mention: ActorMention) -> None:
        """*The country*: the one that is the subject in this sentence or the one before."""
        found: dict[int, ActorMention] = {}
        for other in self.before(mention, 1):
            cluster = self.cluster_of(other)
            if cluster is not None and cluster.kind == "country" and other.subject:
                found.setdefault(id(cluster), other)
        if len(found) == 1:
            other = next(iter(found.values()))
            self.link(mention, self.links[other.id][0], "role", other.id)

    def _new(self, mention: ActorMention) -> None:
        """An office or body that is known by country and noun alone."""
        cluster = Cluster()
        self.clusters.append(cluster)
        self.link(mention, cluster, "role", None)


def _one_person(mention: ActorMention) -> bool:
    return mention.kind == "person" and not mention.plural and mention.form in ("name", "nominal")


def _is_body(word: str) -> bool:
    found = roles().get(word) or role_word(word)
    return found is not None and found.kind == "organization"
