"""For whom somebody may speak or act: the state of a minister, the company of a board, the union of its members.

A claim is told by one voice and touches several: what the board decides its company does. These families are
wider than those by which :class:`~onrecord.relate.known.Known` joins actors: "perhaps the same side", not "the same".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord.codebooks.actors import roles
from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.grammar import grammar
from onrecord.records import Actor, ActorLink, ActorMention, Span, Statement
from onrecord.relate.assertions import Assertion, Phrase
from onrecord.relate.known import PREPOSITION, Known, Who, thing
from onrecord.relate.states import RULING

STATES = frozenset(
    {"country", "province", "state", "nation", "republic", "kingdom", "island", "city", "town", "region"}
)
UNNAMED_STATE = "state:?"
"""The one state of a story that names none: its government and its ministers are still one side."""
_MEMBERS = frozenset(
    {"member", "leader", "delegate", "representative", "negotiator", "boss", "spokesman", "spokeswoman"}
)
_OWNER = re.compile(r"\b([A-Z]\w{4,}?(?=['’]s\b)|[A-Z]\w{2,}(?:ian|ish|ese|can|ran|yan|nian|stani|ic)\b)")
"""What says of which state an office or a body is: an adjective of nationality or a possessive."""
_NOBODY = Who("", "", "")
_RUNS = re.compile(
    r"(?:,\s+[^.;,]{0,60}?\bwho\s+|\s+who\s+|\s+)"
    r"(?:runs|heads|leads|owns|chairs|manages|directs|controls|commands|represents)\s+(?:the\s+)?"
)
_APART = frozenset({"JRN", "REF"})
_PRIVATE = frozenset({"CVL", "JRN", "REF", "MED", "EDU"})
_BODY = frozenset({"organization", "group"})
_ONE = (("a",), ("an",))
_OWNED = re.compile(r"^[A-Z][\w .-]*?['’]s?\s+(?=[a-z])")
"""The country before an office: *Norland's* transport minister."""
_NAMED_WITHIN = 2
"""Sentences after the lead in which the body is named of which it tells."""
_ADJECTIVE = re.compile(r"\b([A-Z][a-z]{4,})\s+(?=[a-z])")
_OF = " of "
_STEM = 5
"""Letters in which a country and its adjective agree, at least."""
_DEEPEST = 3
_LONGEST_TITLE = 3
"""Words of a title."""
_SHORTEST = 3
_MOST_ROLES = 12
"""Different phrases of one actor that are looked at."""


class Bodies:
    """Looks up for whom the actors and speakers of a pile may stand."""

    def __init__(self, known: Known) -> None:
        """Index the mentions of the pile by page and by actor."""
        self._known = known
        self._roles: dict[str, list[ActorMention]] = defaultdict(list)
        mentions = sorted(known.pile.all(ActorMention), key=lambda item: (item.head.start, item.id))
        links = {link.mention_id: link.actor_id for link in known.pile.all(ActorLink)}
        told: set[tuple[str, str]] = set()
        for mention in sorted(mentions, key=lambda item: item.id):
            actor, phrase = links.get(mention.id, ""), mention.span.exact.casefold()
            if (
                actor
                and (_tells(mention) or self._runs(mention))
                and len(self._roles[actor]) < _MOST_ROLES
                and (actor, phrase) not in told
            ):
                told.add((actor, phrase))
                self._roles[actor].append(mention)
        self._links = links
        self._actors = {actor.id: actor for actor in known.pile.all(Actor)}
        self._mentions = {mention.id: mention for mention in mentions}
        self._places: dict[str, dict[str, ActorMention]] = defaultdict(dict)
        for mention in sorted(mentions, key=lambda item: item.id):
            name = (mention.name or "").casefold()
            single = mention.form in ("place", "name") and name.isalpha() and len(name) >= _STEM
            if single and mention.kind not in ("person", "group"):
                self._places[name[:_STEM]].setdefault(name, mention)
        self._found: dict[tuple[str, int], frozenset[str]] = {}
        self._states: dict[str, str | None] = {}
        self._only: set[str] | None = None
        self._owners: frozenset[str] | None = None

    def of_speaker(self, statement: Statement | None) -> frozenset[str]:
        """For whom the speaker of a statement may speak; empty for the page itself."""
        if statement is None:
            return frozenset()
        phrase = Phrase(statement.speaker, self._known.speaker_mention(statement))
        return self._of_phrase(statement.article_id, phrase, frozenset())

    def of_actor(self, one: Assertion, voices: frozenset[str]) -> frozenset[str]:
        """For whom the subjects of a clause may act; a clause without a subject is its speaker's."""
        statement = self._known.statements.get(one.attributed_to or "")
        commits = statement is not None and statement.act in grammar().committing
        found: set[str] = set(voices) if commits or not one.subjects else set()
        for side in one.subjects:
            found |= self._of_phrase(one.article_id, side, voices)
        return frozenset(found)

    @staticmethod
    def of_persons(persons: Iterable[Who], bodies: frozenset[str]) -> frozenset[str]:
        """The families of those who act for nobody but themselves, of ``bodies`` their titles: *he will not resign*."""
        titles = frozenset(body for body in bodies if body.startswith(("title:", "of:")))
        return titles.union(family for who in persons for family in (who.key, *_names(who.name, "person")))

    def acts(self, one: Assertion) -> bool:
        """Whether the subject of a clause is somebody who acts, not a thing or people to whom something happens."""
        mentions = [self._mentions.get(side.mention or "") for side in one.subjects]
        return any(mention is not None and mention.sector != "CVL" for mention in mentions)

    def _of_phrase(self, article_id: str, phrase: Phrase, voices: frozenset[str]) -> frozenset[str]:
        """The families of a noun phrase, those of its owners with it."""
        text = phrase.words
        inside = words(text)
        if not inside:
            return frozenset()
        if (inside[0] in grammar().speaking and len(inside) == 1) or text.casefold() in grammar().nobody:
            return voices
        found: set[str] = set()
        mention = self._mentions.get(phrase.mention or "")
        if mention is not None:
            found |= self._of_mention(mention, 0)
            if mention.form == "name" and mention.kind != "person":
                found |= _names(text, mention.kind)  # The page has more of the name than its parse.
        sector = mention.sector if mention is not None else None
        related = inside[0] not in grammar().speaking and bool(topics().kin & {stem(word) for word in inside})
        for other in self._within(article_id, phrase.spans) if not related else ():
            state = other.form == "place" and other.country is not None
            if (mention is None or other.id != mention.id) and not (
                state and sector is not None and sector not in RULING
            ):
                found |= self._of_owner(other, 1)
        if (named := self._known.named(text)) is not None:
            found |= {named.key, named.family}
        if mention is None and (owner := self._by_adjective(text)) is not None:
            found |= self._of_mention(owner, 1)
        noun = thing(text) if mention is None or mention.form == "nominal" else None
        if noun is not None:
            found.add(noun.family)
            if mention is None and self._ruled(inside, noun.family.removeprefix("thing:")):
                found.add(self._state(article_id) or noun.family)
                found |= voices if noun.family.removeprefix("thing:") in STATES else set()
        unlinked = mention is None or mention.id not in self._links
        its = grammar().speaking | grammar().owners
        if voices and (inside[0] in grammar().speaking or (unlinked and its & set(inside))):
            found |= voices  # "our officers", "no aircraft of ours", "two of its battalions"
        if inside[0] == "the" and noun is not None and (mention is None or mention.id not in self._links):
            called = self._called(article_id, phrase, noun.family.removeprefix("thing:"))
            found |= self._of_mention(called, 1) if called is not None else set()
        return frozenset(found)

    def _by_adjective(self, text: str) -> ActorMention | None:
        """The country of no table from whose name a word before a noun is made: *Norlandic* tanks, of Norland."""
        for match in _ADJECTIVE.finditer(text):
            word = match[1].casefold()
            places = self._places.get(word[:_STEM], {}).items()
            found = {
                name: one for name, one in places if name != word and word.startswith(name[: max(_STEM, len(name) - 4)])
            }
            if len(found) == 1:
                return next(iter(found.values()))
        return None

    def _called(self, article_id: str, phrase: Phrase, noun: str) -> ActorMention | None:
        """The only company or club that a page has named before it calls it *the carrier*, *the club*."""
        if noun not in grammar().callings:
            return None
        named = [one for one in self._named_before(article_id, phrase.spans[0].start) if _may_be_called(one, noun)]
        actors = {self._links.get(one.id, one.name or one.id) for one in named}
        return named[-1] if len(actors) == 1 else None

    @staticmethod
    def _ruled(inside: Sequence[str], noun: str) -> bool:
        """Whether a phrase that no mention stands on is of a state: *the province*, *a government jet*."""
        if noun in STATES:
            return len(inside) <= 2
        modifiers = [roles().get(word) for word in inside[:-1]]
        return any(role is not None and role.kind == "organization" and role.sector in RULING for role in modifiers)

    def _within(self, article_id: str, spans: Sequence[Span]) -> Iterable[ActorMention]:
        """The mentions whose heads stand in some spans of a page."""
        inside = self._known.headed_in(article_id, spans)
        return (mention for mention in inside if any(span.contains(mention.head) for span in spans))

    def _of_owner(self, mention: ActorMention, depth: int) -> frozenset[str]:
        """The families of a mention within the phrase of another: *Corvin's* board, *Norlandic* officials."""
        if mention.sector in _PRIVATE and mention.form == "nominal":
            found = thing(mention.span.exact)
            return frozenset({found.family}) if found is not None else frozenset()
        return self._of_mention(mention, depth)

    def _of_mention(self, mention: ActorMention, depth: int) -> frozenset[str]:
        """The families of a mention: its actor, his names, and the bodies in the phrases that name him."""
        actor = self._actors.get(self._links.get(mention.id, ""))
        key = (actor.id if actor is not None else mention.id, depth)
        if key not in self._found:
            found: set[str] = set()
            if (who := self._known.who(mention.id)) is not None:
                found |= {who.key, who.family}
            if actor is not None:
                found |= _names(actor.name, actor.kind)
            elif mention.name:
                found |= _names(mention.name, mention.kind)
            if mention.form == "name" and mention.kind != "person" and mention.country is None and mention.name:
                begun = mention.name[:_STEM].casefold()
                found |= {f"state:{begun}"} & {f"state:{owner}" for owner in self._owned()}  # Veldania
            if mention.form == "name" and mention.name and mention.name.islower():  # The electoral commission.
                kind = thing(mention.name)
                found |= {kind.family} if kind is not None else set()
            for one in self._roles[actor.id] if actor is not None else [mention]:
                found |= self._of_role(one, depth)
                for other in (*self._run_by(one), *self._introduced(one)) if depth < _DEEPEST else ():
                    found |= self._of_mention(other, depth + 1)
            self._found[key] = frozenset(found)
        return self._found[key]

    def _of_role(self, mention: ActorMention, depth: int) -> set[str]:
        """The bodies that the phrase of one mention names or leaves to the page: *the company's chairman*."""
        found: set[str] = set()
        if not _tells(mention):
            return found
        nominal = mention.form == "nominal"
        if (title := _title(mention)) is not None:
            found.add(f"title:{title}")
        if (body := _led(mention)) is not None:
            found.add(f"thing:{body}")
        led = roles().get(body) if body is not None else None
        rules = mention.sector in RULING and (body is None or (led is not None and led.sector in RULING))
        if rules and mention.country and len(mention.country) == 3:  # The president of a club is none.
            found.add(f"state:{mention.country}")
        if nominal and (kind := thing(mention.span.exact)) is not None:
            found.add(kind.family)
        found |= _body_of_title(mention)
        inner = [m for m in self._within(mention.article_id, (mention.span,)) if m.id != mention.id]
        if title is not None:
            place = self._behind(mention)
            found |= {
                f"of:{m.country or m.name[:_STEM].casefold()}" for m in (*inner, place) if m is not None and m.name
            }
        if nominal and topics().kin & {stem(word) for word in words(mention.span.exact)}:
            return found  # His father is not he.
        if depth < _DEEPEST:
            for one in inner:
                state = one.form == "place" and one.country is not None
                if not state or rules:
                    found |= self._of_owner(one, depth + 1)
        bare = mention.id not in self._links and all(one.form == "pronoun" for one in inner)
        owner = _owner(mention) if rules and mention.country is None else None
        if owner is not None and (self._known.who(mention.id) or _NOBODY).family != self.home:
            found.add(f"state:{owner}")
        elif rules and mention.country is None and (state_of := self._state(mention.article_id)) is not None:
            found.add(state_of)
        elif bare and mention.sector not in _PRIVATE and depth < _DEEPEST:
            for firm in self._organizations(mention):
                found |= self._of_mention(firm, depth + 1)
        if not inner and depth < _DEEPEST and (headed := self._headed(mention)) is not None:
            found |= self._of_mention(headed, depth + 1)
        if bare and depth < _DEEPEST and (inner or self._member(mention)):
            for group in self._groups(mention):
                found |= self._of_owner(group, depth + 1) | self._kind(group)
        return found

    def _behind(self, mention: ActorMention) -> ActorMention | None:
        """The country of a minister that stands behind his name: *transport minister Lena Gorski of Norland*."""
        if mention.form != "name" or mention.sector not in RULING:
            return None
        end = mention.span.end
        if self._known.articles[mention.article_id].text[end : end + len(_OF)] != _OF:
            return None
        return self._known.mention_from(mention.article_id, end + len(_OF))

    def _headed(self, mention: ActorMention) -> ActorMention | None:
        """What somebody heads whose name has only a title: the one company or club named before *Chairman Ode*."""
        told = words(_before(mention)) if mention.form == "name" and mention.kind == "person" else []
        if not told or told[-1] not in grammar().heading or len(told) > _LONGEST_TITLE:
            return None
        named = self._named_before(mention.article_id, mention.span.start, _APART)
        return named[-1] if len({self._links.get(one.id, one.name or one.id) for one in named}) == 1 else None

    @staticmethod
    def _member(mention: ActorMention) -> bool:
        """Whether a mention is of somebody who stands for others: *members*, *the leaders*."""
        kind = thing(mention.span.exact)
        return kind is not None and kind.family.removeprefix("thing:") in _MEMBERS

    @staticmethod
    def _kind(mention: ActorMention) -> set[str]:
        """The noun of a group."""
        kind = thing(mention.span.exact) if mention.form == "nominal" else None
        return {kind.family} if kind is not None else set()

    def _groups(self, mention: ActorMention) -> list[ActorMention]:
        """The unnamed body or group that *its* spokesman or bare *members* may belong to: the last one that acts."""
        before = [
            other for other in self._known.mentions_of(mention.article_id)
            if other.form == "nominal" and other.kind in ("organization", "group") and other.sector not in _APART
            and other.head.end <= mention.span.start and (other.subject or other.plural)
        ]  # fmt: skip
        acting = [other for other in before if other.subject]
        return (acting or before)[-1:]

    def _run_by(self, mention: ActorMention) -> Iterable[ActorMention]:
        """What somebody runs by the words behind his name: *Emil Sarre, the magnate who runs Lund Rovers*."""
        match = self._runs(mention)
        for other in self._known.mentions_of(mention.article_id) if match is not None else ():
            if match is not None and other.span.start <= match.end() <= other.head.start:
                yield other

    def _introduced(self, mention: ActorMention) -> Iterable[ActorMention]:
        """The body that a lead keeps back and the next sentences name: *A bank has failed. Corvin Trust said that*."""
        lead = mention.form == "nominal" and mention.sentence == 0 and mention.subject and not mention.plural
        if not lead or mention.kind not in _BODY or words(mention.span.exact)[:1] not in _ONE:
            return
        named = [
            other for other in self._known.mentions_of(mention.article_id)
            if other.form == "name" and other.kind in _BODY and other.sector not in _APART and other.country is None
        ]  # fmt: skip
        after = [other for other in named if mention.sentence < other.sentence <= mention.sentence + _NAMED_WITHIN]
        if after and after[0].subject and named[0] is after[0]:
            yield after[0]

    def _runs(self, mention: ActorMention) -> re.Match[str] | None:
        """The words behind a name that say what its bearer runs."""
        person = mention.form == "name" and mention.kind == "person"
        return _RUNS.match(self._known.articles[mention.article_id].text, mention.span.end) if person else None

    def _state(self, article_id: str) -> str | None:
        """The state that a page is about: that its first sentences name most, else its first country."""
        if article_id not in self._states:
            families = [(mention, self._known.who(mention.id)) for mention in self._known.mentions_of(article_id)]
            states = [(mention, who.family) for mention, who in families if who and who.family.startswith("state:")]
            early = [
                family
                for mention, family in states
                if mention.sentence <= 1 and (mention.form != "place" or mention.sector is None)
            ]  # No capitals: *in Vienna* is where.
            official = [family for mention, family in states if mention.form != "place"]
            named = [family for _, family in states]
            most = max(early, key=lambda family: (early.count(family), -early.index(family)), default=None)
            self._states[article_id] = next(iter((most, *official, *named) if most else (*official, *named)), None) or (
                self.home
            )
        return self._states[article_id]

    @property
    def home(self) -> str | None:
        """The state of offices that name none: the only one of the story, or one without a name if there is none."""
        if self._only is None:
            who = (self._known.who(mention.id) for mention in self._mentions.values())
            found = {one.family for one in who if one is not None and one.family.startswith("state:")}
            begun = {family.removeprefix("state:")[:_STEM].casefold() for family in found}
            found |= {f"state:{owner}" for owner in self._owned() if owner not in begun}
            self._only = (found or {UNNAMED_STATE}) if len(found) <= 1 else set()
        return next(iter(self._only), None)

    def _owned(self) -> frozenset[str]:
        """How the names begin of the states that no table knows and the pile does not name: *Veldanian* soldiers."""
        if self._owners is None:
            ruling = (one for one in self._mentions.values() if one.sector in RULING and not one.country)
            self._owners = frozenset(owner for one in ruling if (owner := _owner(one)) is not None)
        return self._owners

    def _organizations(self, mention: ActorMention) -> list[ActorMention]:
        """The named bodies that a bare *the board* may belong to: the nearest one before it, and the page's first."""
        named = self._named_before(mention.article_id, mention.head.start)
        leading = [other for other in named if other.subject] or named
        return list({other.id: other for other in (*named[-1:], *leading[:1])}.values())

    def _named_before(self, article_id: str, start: int, apart: frozenset[str] = _PRIVATE) -> list[ActorMention]:
        """The named bodies of a page before a place in it, without those of states and of some sectors."""
        return [
            other for other in self._known.mentions_of(article_id)
            if other.name and other.form in ("name", "place") and other.kind in ("organization", "unknown")
            and other.country is None and other.sector not in apart and other.head.start < start
        ]  # fmt: skip


def _tells(mention: ActorMention) -> bool:
    """Whether a phrase may say for whom its actor stands: *the board*, *the company's chairman, Ilsa Doren*."""
    return mention.form == "nominal" or (mention.form == "name" and mention.span != mention.head)


def _body_of_title(mention: ActorMention) -> set[str]:
    """The bodies of which a title makes somebody the head or the voice: *central bank* governor Ilsa Doren."""
    if mention.kind != "person" or mention.plural:
        return set()
    whole = words(_before(mention))
    told = whole[:-1] if whole and whole[-1] in roles() else []
    bodies = [role for word in told if (role := roles().get(word)) is not None and role.kind == "organization"]
    return {f"thing:{stem(role.word)}" for role in bodies[-1:]}


def _may_be_called(mention: ActorMention, noun: str) -> bool:
    """Whether a named body may be called by a noun: no ministry or university is *the carrier*."""
    told = words(mention.name or "")
    kinds = [role for word in told if (role := roles().get(word)) is not None and role.kind == "organization"]
    return noun in told or all(role.word in grammar().callings or role.sector == "BUS" for role in kinds)


def _before(mention: ActorMention) -> str:
    """The words of a phrase up to the name that it gives; of an unnamed one all up to a preposition."""
    if mention.form == "nominal":
        return PREPOSITION.split(mention.span.exact, maxsplit=1)[0]
    return mention.span.exact[: max(0, mention.head.start - mention.span.start)]


def _title(mention: ActorMention) -> str | None:
    """The office that a phrase names, as its holder is known by: *Prime Minister* Ilsa Doren, *the prime minister*."""
    told = words(_OWNED.sub("", mention.span.exact[: max(0, mention.head.start - mention.span.start)]))
    if mention.form == "nominal":
        whole = words(_OWNED.sub("the ", mention.span.exact))
        told = whole[1:] if whole[:1] == ("the",) else ()
    if mention.kind != "person" or mention.plural or not told or len(told) > _LONGEST_TITLE or told[-1] not in roles():
        return None
    return " ".join(told) if len(told) > 1 or told[0] in grammar().sole else None  # Many are ministers.


def _owner(mention: ActorMention) -> str | None:
    """How the name of the state begins that a phrase gives its office or body: *Veldanian* troops, *Lund's* army."""
    before = mention.span.exact[: max(0, mention.head.start - mention.span.start)] or mention.span.exact
    match = _OWNER.search(before)
    return match[1][:_STEM].casefold() if match is not None else None


def _led(mention: ActorMention) -> str | None:
    """The stem of the body of which a title makes its bearer the head: *union leader*, *the club's chairman*."""
    told = words(mention.span.exact[: max(0, mention.head.start - mention.span.start)])
    if mention.form == "nominal":
        told = words(mention.span.exact)
    for body, office in pairwise(told):
        if office in grammar().heads and body in grammar().headed:
            return stem(body)
    return None


def _names(name: str, kind: str) -> set[str]:
    """The keys of a name by its words: *Corvin Coal* is *Corvin* too; of a person the last word alone."""
    parts = [word for word in name.replace("’s", "").replace("'s", "").split() if word[:1].isupper()]
    if kind == "person":
        parts = parts[-1:]
    plain = [part.casefold().strip(".,") for part in parts]
    kept = {word for word in plain if len(word) > _SHORTEST and stem(word) not in roles() and word not in topics().stop}
    return {f"name:{word}" for word in kept}
