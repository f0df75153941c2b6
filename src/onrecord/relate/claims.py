"""Claims that can be set side by side: who, act, object, polarity and the day of the position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.codebooks.clauses import PARTICLES, stem, stems, topics, words
from onrecord.codebooks.grammar import grammar
from onrecord.codebooks.meanings import act_of, acts_of, meanings
from onrecord.records import DateBasis, DateInterval, Event, Evidence, Side, Span
from onrecord.relate.acting import actors_of, scene_of, stand_in
from onrecord.relate.assertions import Assertion
from onrecord.relate.bodies import Bodies
from onrecord.relate.frames import frame_of, words_of
from onrecord.relate.known import PREPOSITION, Known, Who, plain, sentence_of
from onrecord.relate.wanted import asked_of_others, denier, rumoured

Position = Literal["denied", "planned", "done"]
_LONGEST = 400
_LONGEST_SENTENCE = 300
_POSITION: dict[str, Position] = {"negated": "denied", "planned": "planned", "happened": "done"}
_ADVISING = frozenset({"recommend", "suggest", "propose", "advise", "urge", "ask", "request", "warn", "demand"})
_REFUSING = frozenset({"refuse", "decline"})
_TO_DO = re.compile(r"\s+to\s+[a-z]+")
_AHEAD = re.compile(r"\b(?:will|wo|would|shall|to|be|being)\b|['’](?:ll|d)\b")
_PAST = re.compile(
    r"\bdid(?:n['’]t|\s+not)?\b|\bha[sd](?:n['’]t|\s+(?:not|never))\b|\bhave(?:n['’]t|\s+(?:not|never))\b"
)
_HAD = re.compile(
    r"(?:\bha[sd]|\bhave|n['’]t|['’](?:ve|d|s))(?:\s+(?:not|never|no\s+longer|yet|ever|also|already|since|still|been|\w+ly))*\s*$"
)
_TO_COME = re.compile(r"(?:\b(?:to|will|wo|would|shall)|['’](?:ll|d))(?:\s+(?:not|never|\w+ly)|n['’]t)*\s*$")
"""What stands right before the base form of a deed to come: *did not intend to close*."""
_RULES_OUT = re.compile(
    r"\b(?:rul(?:es?|ed|ing)\s+out|reject(?:s|ed|ing)?|refus(?:es?|ed|ing)|oppos(?:es?|ed|ing)|exclud(?:es?|ed|ing)|against|consider(?:s|ed|ing)?|contemplat(?:es?|ed|ing)|plann?(?:s|ed|ing)?|"
    r"(?:intention|thought|idea|possibility|question|talk|prospect|think|thinking)s?\s+of)\s+(?:\w+\s+){0,2}$",
    re.I,
)
"""What stands before the gerund of such a deed: *ruled out closing*."""
_NO_WAY = re.compile(
    r"\bout\s+of\s+the\s+question\b|\bno(?:t\s+an)?\s+option\b|\b(?:not\s+on|off)\s+the\s+(?:agenda|table|cards)\b",
    re.I,
)
"""What is said of such a deed: *a cut is out of the question*."""
_GOES_ON = re.compile(
    r"(?:\b(?:is|are|am|was|were)|n['’]t|['’](?:s|re|m))(?:\s+(?:not|now|currently|still|already|also|\w+ly))*\s*$"
)
_WAS = re.compile(r"\b(?:was|were)(?:\s+(?:not|never|ever))?\s*$")
"""What stands before the participle of what was not done: *no ransom was paid*."""
_THERE_WAS_NO = re.compile(
    r"\bthere\s+(?:was|were|had\s+been|ha(?:s|ve)\s+been)\s+(?:no|never\s+(?:a|any))\s+(?:(?!to\b|of\b|for\b|plan|intention)[\w-]+\s+){0,2}$",
    re.I,
)
"""What stands before the noun of what was not: *there was no shooting*."""
_BEFORE = 30
"""Characters before a verb in which its helping verbs stand."""
_OPEN = re.compile(
    r"(?:even\s+|only\s+|and\s+|but\s+)?(?:once|if|whenever|unless|until|in\s+case|whether|lest|should|why|how|than|being|having)\b",
    re.I,
)
_IF = re.compile(r"\s(?:if|unless|provided|as\s+soon\s+as|on\s+condition)\b", re.I)
"""What a plan waits for."""
_PARTLY = re.compile(
    r"(?:\bnot|n['’]t)\s+(?:just|(?:the\s+)?only|merely|simply|necessarily|always|so\s+much|all|that)\b", re.I
)
_MANNER = re.compile(
    r"\b(?:directly|explicitly|expressly|openly|outright|fully|entirely|completely|merely|solely|simply|automatically|immediately|formally"
    r"|specifically|personally|in\s+detail|by\s+name)\b",
    re.I,
)
"""What a denial of the manner leaves open: *did not attack her directly*, *not by merely waiting*."""
_THAN = re.compile(r"\b(?:than|as)\s+(?:was\s+|were\s+|had\s+been\s+)?$")
"""What makes of a participle a mere measure: *two weeks earlier than agreed*."""
_BAN = re.compile(r"\b(?:ban(?:s|ned|ning)?|bar(?:s|red|ring)?|prohibit\w*|forbid\w*)\b", re.I)
"""What makes of a verb in *-ing* something that is not to be: *a ban on strangers entering*."""
_REPORTED = re.compile(
    r"\b(?:reports?|rumou?rs?|claims?|allegations?|stories|suggestions?)\s+(?:of|about)\s+(?:[\w’'-]+\s+){0,4}$", re.I
)
"""What stands before the noun of a deed that somebody has told of: *reports of his arrest*."""
_BEYOND = re.compile(
    r"\b(?:\w+er|more|less|other|rather)\s+than\b|\bexcept\b|\bwithout\b|\bunless\b|\buntil\b|\bapart\s+from\b|\bbeyond\b|\bas\s+(?:much|many|far|long)\b",
    re.I,
)
"""What a denial goes no further than: *no contract longer than eight years*, *not without a vote*."""
_CALL_FOR = re.compile(r"\s+(?:for|to\s+[a-z]+|on\s+\S+(?:\s+\S+){0,3}?\s+to)\s")
_ASIDE = re.compile(r",\s|\s(?:after|when|while|because|as\s+(?!many|much|far|long))\b")
"""What begins another thought within a clause."""
_ENDS_THERE = re.compile(r"$|\W*\s(?:of|for|from|with|on|in|by|at|which|who|as|after|because|when|while)\s")
"""What may stand behind a noun that is all that somebody asks for."""
_YET = re.compile(r"\byet\b", re.I)
_TO_BE = re.compile(r"\b(?:will|wo|would|consider|plann?|discuss|intend|contemplat)\w*\b")
"""What makes of the denial of an act a word on what is to come: *a ban is not being considered*."""
_NUMBER = re.compile(r"\d[\d,.]*(?<![,.])")
_NAME_GOES_ON = re.compile(r"[A-Z]\S*\s[A-Z]")
"""A capital letter that only begins a clause is no name, unless another one follows."""
_NAME = re.compile(r"\b[A-Z][^\W\d_]+(?:[- ][A-Z][^\W\d_]+|-[^\W\d_]+)*(?:[ -]\d\w*)?")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one clause of one page says, as somebody's deed, plan or denial."""

    source: Assertion
    """The event or clause."""
    who: Who
    """Who acts, or of what it is said; if the clause names nobody, who speaks."""
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
    names: frozenset[str]
    """Names in the phrases of the clause, other than that of who acts."""
    when: DateInterval
    """Of a deed, when it was done; of a plan or a denial, when it was voiced."""
    told: DateInterval
    """When it was said or printed."""
    numbers: frozenset[str]
    """Numbers written in figures in the clause."""
    chain: str
    """Its chain of sources."""
    words: Span
    """What is shown of it."""
    bodies: frozenset[str] = frozenset()
    """Families for which who acts may act, his own among them: the state of a minister, the company of a board.

    ``state:``, ``actor:`` and ``name:`` say whom; ``thing:`` is only the noun (*the union*) and a weak bond;
    ``title:`` and ``of:`` an office and its country."""
    person: bool = False
    """Whether who acts is one person."""
    sector: str | None = None
    """The PLOVER sector of who acts, if it is known."""
    voices: frozenset[str] = frozenset()
    """Families for which the teller may speak; empty for the page itself."""
    scene: frozenset[str] = frozenset()
    """Names in the sentences around a deed of which nobody is said to do it, in lower case."""
    frame_spans: tuple[Span, ...] = ()
    """The act and what it is done to, in the words of the page: no negation, modal verb, attribution or speaker."""

    @property
    def frame(self) -> str:
        """The act and what it is done to, as text to be compared by meaning: *shut the mill in Tarvik*."""
        return words_of(self.frame_spans)

    @property
    def id(self) -> str:
        """The id of the event or clause."""
        return self.source.id

    @property
    def article_id(self) -> str:
        """The page."""
        return self.source.article_id

    @property
    def thing(self) -> bool:
        """Whether who acts is known by a common noun alone: *the bridge*, *the union*."""
        return self.who.family.startswith("thing:")

    @property
    def past(self) -> bool:
        """Whether a denial is of the past (*never came*), not of a plan (*will not come*)."""
        if self.source.modality != "negated":
            return False  # Who rejected an offer yesterday may accept it today.
        verb, lemma = self.source.trigger[0].exact.casefold(), self.source.lemma.split()[0]
        inflected = verb != lemma and not verb.endswith(("s", "ing"))  # Told, gave, denied.
        before = self.words.exact[: max(0, self.source.trigger[0].start - self.words.start)]
        if _REPORTED.search(before):
            return True
        if _THERE_WAS_NO.search(before[-2 * _BEFORE :]):
            behind = self.words.exact[max(0, self.source.trigger[0].end - self.words.start) :]
            return not behind.startswith(
                (" of ", " about ", " on ")
            )  # No discussion of her candidacy: of other things.
        if verb == lemma and _TO_COME.search(before[-_BEFORE:]):
            return False
        perfect = verb != lemma and bool(_HAD.search(before[-_BEFORE:]))  # Not: *has no intention of devaluing*.
        helped = bool(_PAST.search(before[-_BEFORE:])) or (verb != lemma and bool(_WAS.search(before[-_BEFORE:])))
        return helped or perfect or (inflected and not _AHEAD.search(before[-_BEFORE:]))

    @property
    def ongoing(self) -> bool:
        """Whether it tells what goes on as it is told: *are in talks*, *is not supplying weapons*."""
        before = self.words.exact[: max(0, self.source.trigger[0].start - self.words.start)]
        going = self.source.trigger[0].exact.endswith("ing") and bool(_GOES_ON.search(before[-_BEFORE:]))
        return going or self.source.lemma.startswith("be ")

    @property
    def pledged(self) -> bool:
        """Whether a denial binds for what is to come: *will not raise taxes*, *promised not to raise them*."""
        ruled_out = self.source.modality != "negated" and self.source.lemma in topics().denying
        return (
            ((self.ahead and self.source.modality == "negated") or ruled_out or self._rules_out)
            and self.position == "denied"
            and not self.past
            and not self.state
        )

    @property
    def _rules_out(self) -> bool:
        """Whether a denial is of a deed to come that a gerund or a noun tells."""
        before = self.words.exact[: max(0, self.source.trigger[0].start - self.words.start)]
        if self.source.modality != "negated":
            return False
        return bool(_RULES_OUT.search(before[-_BEFORE:]) or _NO_WAY.search(self.words.exact))

    @property
    def ahead(self) -> bool:
        """Whether its helping verb tells of what is to come."""
        before = self.words.exact[: max(0, self.source.trigger[0].start - self.words.start)]
        return bool(_AHEAD.search(before[-_BEFORE:]))

    @property
    def reported(self) -> bool:
        """Whether it denies what others told: *it is untrue that it is cutting jobs*, *denied that it was*."""
        clause = self.source.clause.exact
        that = clause.startswith("that ") and not _denies(clause)
        before = self.words.exact[: max(0, self.source.trigger[0].start - self.words.start)]
        return self.source.modality == "negated" and (that or _REPORTED.search(before) is not None)

    @property
    def before(self) -> bool:
        """Whether a deed is told as done before what is told: *had found cracks*, *had been delivered*."""
        told = self.words.exact[: max(0, self.source.trigger[0].start - self.words.start)]
        return self.source.modality == "happened" and bool(re.search(r"\bhad\b|['’]d\b", told[-_BEFORE:]))

    @property
    def open(self) -> bool:
        """Whether its clause leaves it open (*if he does not win*) or denies it only in part (*not just a strike*)."""
        clause = self.source.clause.exact
        if _OPEN.match(clause) or _PARTLY.search(clause):
            return True
        verb = max(0, self.source.trigger[0].start - self.source.clause.start)
        if self.source.modality == "negated":
            thought = _ASIDE.split(clause[verb:], maxsplit=1)[0]
            if _BEYOND.search(thought) or _MANNER.search(clause[max(0, verb - _BEFORE) : verb] + thought):
                return True
        if self.source.modality == "planned" and _IF.search(clause[verb:]):
            return True
        before = self.words.exact[: max(0, self.source.trigger[0].start - self.words.start)]
        banned = self.source.trigger[0].exact.endswith("ing") and _BAN.search(before)
        return bool(banned or _THAN.search(before))

    @property
    def pending(self) -> bool:
        """Whether a denial only says *not yet*, which leaves the deed to come."""
        return bool(_YET.search(self.words.exact))

    @property
    def state(self) -> bool:
        """Whether it says how something is, not what somebody does."""
        return self.act.startswith("be ")

    @property
    def evidence(self) -> Evidence:
        """The words that tell it."""
        return Evidence(self.article_id, self.words, self.id)

    def side(self) -> Side:
        """The claim as one side of a finding."""
        voice = self.teller or self.who
        position = (
            {"denied": "denied", "done": "said"}.get(self.position, self.position) if self.state else self.position
        )
        of_another = self.named and not self.thing and voice.key != self.who.key and not self.voices & self.bodies
        told = f"{voice.name} on {self.who.name}" if of_another else voice.name
        return Side(f"{told}: {position}", plain(self.when), (self.evidence,))


def claims(known: Known, told: list[Assertion], suffered: bool = False) -> Iterator[Claim]:
    """The claims of the pile, one for each family of actors of an assertion.

    Args:
        known: the pile.
        told: what its pages tell.
        suffered: only the events of which the page itself tells without an actor, as claims of what was acted on
            (*a man was arrested*); they agree with other reports, and are too loose to contradict any.
    """
    turned = _turned({act_of(one.lemma) for one in told})
    speaking = known.made(Bodies)
    for one in map(_offered, told):
        position = _POSITION.get(one.modality)
        if position is None or _carries_words(known, one):
            continue
        if one.lemma in _REFUSING and _TO_DO.match(one.clause.exact, max(0, one.trigger[-1].end - one.clause.start)):
            continue  # Refuses to attack her: what counts is what is refused.
        act, position = _act(one, position)
        if act in turned:
            ahead: Position = "planned" if _TO_BE.search(one.clause.exact) else "done"
            act, position = turned[act], "denied" if position != "denied" else ahead
        teller = known.teller(one) or denier(known, one)
        actors = actors_of(known, one, teller)
        named = bool(actors)
        if suffered and (named or one.subjects or teller is not None or not one.coded):
            continue
        actors = actors or stand_in(known, one, teller)
        voices = speaking.of_speaker(known.voice(one))
        bodies = speaking.of_actor(one, voices)
        voices |= bodies if _for_all(voices) else frozenset()
        frame = frame_of(known.articles[one.article_id].text, one, subject=not speaking.acts(one))
        person = any(known.person(who) for who in actors.values())
        own = {who.key for who in actors.values()} if person else {*bodies, *actors}
        if asked_of_others(known, one, voices & own) or rumoured(known, one):
            continue
        if _personal(one) and any(known.person(who) for who in actors.values()):
            actors = {who.key: Who(who.key, who.key, who.name) for who in actors.values()}
            bodies = speaking.of_persons(actors.values(), bodies)
        for family in sorted(actors):
            who = actors[family]
            if one.loose and family.startswith("thing:"):
                continue
            objects, sides, names = _objects(known, one, who, act)
            when = known.told(one)
            yield Claim(
                one, who, named, teller, act, position, objects, sides, names, _when(one, position, when), when,
                frozenset(_NUMBER.findall(one.clause.exact)), known.chain(one.article_id), _shown(known, one),
                bodies | {who.family, who.key}, known.person(who), known.sector(who), voices,
                scene_of(known, one) if not named and not one.subjects and position == "done" else frozenset(), frame,
            )  # fmt: skip


def _for_all(voices: frozenset[str]) -> bool:
    """Whether a speaker is a spokesman of nobody named, who speaks for whoever the sentence is about."""
    nouns = {voice.removeprefix("thing:") for voice in voices if voice.startswith("thing:")}
    return len(nouns) == len(voices) and bool(nouns & grammar().voicing)


def _offered(one: Assertion) -> Assertion:
    """What is said of a thing that is for sale, as told of who sells it: *he is not for sale, the chairman said*."""
    if one.lemma not in grammar().offered or not one.subjects or one.modality == "possible":
        return one
    planned = "planned" if one.modality == "happened" else one.modality
    return replace(one, subjects=(), objects=(*one.subjects, *one.objects), modality=planned)


def _carries_words(known: Known, one: Assertion) -> bool:
    """Whether a clause stands with its verb over words that it reports: *recommended that none be charged*.

    What it reports counts, not the verb; but *requested a loan* and *declared his bid* report nothing and are acts. Of
    events only those that give advice are nothing but words.
    """
    statement = known.report(one.article_id, one.trigger)
    if statement is None or (one.coded and one.lemma not in _ADVISING):
        return False
    said = statement.content[-1] if statement.content else None
    nouns = [span for side in one.objects for span in side.spans]
    noun = next((span for span in nouns if said is not None and span.start == said.start), None)
    if one.coded and (said is None or noun is None or not _ENDS_THERE.match(said.exact, noun.end - noun.start)):
        return True
    return not acts_of(one.lemma, [word for side in one.objects for word in words(side.words)])


def _personal(one: Assertion) -> bool:
    """Whether an act is done in one's own person: *resign*, but not *quit the alliance*."""
    objects = [word for side in one.objects for word in words(side.words)]
    return bool(acts_of(one.lemma, objects) & meanings().personal)


def _act(one: Assertion, position: Position) -> tuple[str, Position]:
    """The act and its position: *ruled out talks* denies a meeting."""
    if one.lemma in topics().denying and one.objects:
        head = PREPOSITION.split(one.objects[0].words, maxsplit=1)[0]
        noun = next(iter(words(head)[::-1]), "")
        act = topics().acts.get(stem(noun))
        if act is not None:
            return act_of(stem(noun)), "denied" if position != "denied" else "done"
    if one.lemma.split()[-1] == "call" and _CALL_FOR.match(one.clause.exact, one.trigger[-1].end - one.clause.start):
        return "demand", position  # Renewed his call to close it: nobody was called.
    return act_of(one.lemma), position


def _turned(acts: set[str]) -> dict[str, str]:
    """Act -> the act that it denies: by the codebook, and *be insolvent* where the pile has *be solvent* too."""
    found = dict(topics().opposite_acts)
    for act in acts:
        if act.startswith("be "):
            for prefix in ("un", "in", "im", "ir", "il", "non-"):
                if f"be {prefix}{act[3:]}" in acts and len(act) > 6:
                    found[f"be {prefix}{act[3:]}"] = act
    return found


def clause(event: Event) -> Span:
    """The clause to show for an event; its trigger if the clause is longer than a reader wants."""
    best = max(event.extent, key=lambda span: span.end - span.start)
    return best if best.end - best.start <= _LONGEST else max(event.trigger, key=lambda span: span.end - span.start)


def _shown(known: Known, one: Assertion) -> Span:
    """The clause, or the whole sentence where the clause does not tell who acts: *to evacuate its citizens*."""
    told = one.clause
    inside = all(told.contains(span) for side in one.subjects for span in side.spans[:1])
    outside = one.modality == "negated" and told.exact.startswith("that ") and not _denies(told.exact)
    if inside and not outside and not told.exact.startswith("to "):  # It is untrue that the mill is shut.
        return told
    whole = sentence_of(known.articles[one.article_id].text, told)
    return whole if len(whole.exact) <= _LONGEST_SENTENCE else told


def _denies(text: str) -> bool:
    """Whether a clause has a word of denial itself."""
    return any(word in topics().negative or word.endswith(("n't", "n’t")) for word in words(text))


def _objects(known: Known, one: Assertion, who: Who, act: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What the act is done to: content words; named countries and actors other than who acts; all names."""
    found: set[str] = set()
    sides: set[str] = set()
    phrases = [span for side in one.objects for span in side.spans]
    own = stems(who.name) | known.names_of(who.family)
    if who.family.startswith("thing:"):
        phrases += [span for side in one.subjects for span in side.spans]
        own = frozenset({who.family.removeprefix("thing:")})
    for side in one.objects:
        other = known.who(side.mention)
        if other is not None and other.family != who.family:
            sides.add(other.family)
    for span in phrases:
        found |= stems(span.exact)
    if meanings().mutual & {act, one.lemma}:  # Who meets somebody is met.
        others = [side for side in one.subjects if (known.who(side.mention) or who).family != who.family]
        phrases += [span for side in others for span in side.spans]
    names = _names(one, phrases)
    sides |= {family for family in known.origins(one.article_id, one.clause) if family != who.family}
    if one.place is not None:
        sides |= {f"state:{one.place_country}"} if one.place_country else {f"place:{one.place.exact.casefold()}"}
    if sides:
        sides |= {family for family in known.scenes(one.article_id, one.clause) if family != who.family}
    # "close school" and "close border" are one act with two objects; "hold talk" is all act.
    found = {word for word in found if act_of(word) != act}
    if not act.startswith("be "):
        more = [word for word in one.lemma.split()[1:] if word not in topics().stop and word not in PARTICLES]
        found |= {stem(word) for word in more if act_of(word) != act}
    return frozenset(found - own), frozenset(sides), frozenset(name for name in names if not stems(name) <= own)


def _names(one: Assertion, phrases: list[Span]) -> set[str]:
    """The names in some phrases of a clause, whole: *Tarn 90F* though the phrase ends with *Tarn*."""
    found = set()
    for part in one.extent:
        for match in _NAME.finditer(part.exact):
            start = part.start + match.start()
            inside = any(span.start <= start < span.end for span in phrases)
            if inside and (match.start() > 0 or _NAME_GOES_ON.match(part.exact)):
                found.add(match.group().casefold())
    return found


def _when(one: Assertion, position: Position, told: DateInterval) -> DateInterval:
    """The day of a position: of a deed its own day, else the day on which it was voiced."""
    if position != "done":
        return told
    if one.date.known:
        return one.date
    # A bound is as sure as the day of the page: one that the pile gave is no day of publication.
    basis: DateBasis = "inferred" if told.basis == "inferred" else "published"
    return DateInterval(None, told.latest, basis if told.latest else "unknown")
