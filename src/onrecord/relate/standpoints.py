"""Positions: what an actor said and did on one question, in order, with the points where the position turns.

A question is a noun, a name or an act of which an actor speaks, or with which he does something, in several of his
sentences: *flights*, *the safe zone*, *to evacuate*. It comes from the pages and is never one of ours. Turning points
are the findings of the pile: here nothing is set against each other again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from onrecord.codebooks.actors import country_names, roles
from onrecord.codebooks.agreeing import agreeing
from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.meanings import acts_of, meanings
from onrecord.codebooks.standpoints import vague
from onrecord.courses import Standpoint, Step
from onrecord.records import ActorMention, Article, DateInterval, Evidence, Finding, Records, Span, Statement
from onrecord.relate.about import theme_of
from onrecord.relate.acts import told_by
from onrecord.relate.assertions import assertions
from onrecord.relate.bodies import Bodies
from onrecord.relate.claims import Claim, claims
from onrecord.relate.known import Known, plain, sentence_of
from onrecord.relate.parts import parts
from onrecord.relate.speakers import NOBODY, Speakers
from onrecord.versions import versions

COMMON = 0.5
"""Share of an actor's sentences from which on a noun says too little to be a question."""
FEW = 6
"""Sentences of an actor up to which no noun is too common."""
REPEATED = 0.6
"""Share of a question's sentences that stand under a better one, from which on it is not asked again."""
FEWEST_PAGES = 2
"""Pages that a position needs."""
FEWEST_WORDS = 3
"""Words of a sentence from which on it is told again where another sentence holds it."""
MOST_QUESTIONS = 12
"""Questions of one actor."""
_GOVERNING = frozenset({"GOV", "MIL"})
"""Sectors whose members speak for their state; courts, police and parliaments speak for themselves."""
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_POSITIONS = frozenset({"planned", "done", "said"})


@dataclass(slots=True)
class _Unit:
    """A sentence of an actor, as it is gathered."""

    family: str
    name: str
    article_id: str
    span: Span
    date: DateInterval
    said: bool
    record: str
    text: str
    """All its words."""
    act: str = ""
    """Of a deed the verb."""
    records: set[str] = field(default_factory=set)
    about: dict[str, str] = field(default_factory=dict)
    """What it is about -> the position on it."""
    mentions: frozenset[str] = frozenset()
    """What else is spoken of in it."""
    shown: dict[str, str] = field(default_factory=dict)
    """What it is about -> the words for it."""
    nouns: set[str] = field(default_factory=set)
    """What of it a noun tells."""

    def add(self, claim: Claim, about: Mapping[str, str], position: str) -> None:
        """Take in what a claim is about."""
        self.records.add(claim.id)
        for key, text in about.items():
            self.nouns |= {key} if text.endswith(_NOUNS) else set()
            self.about[key] = max(self.about.get(key, ""), position, key=_FIRMNESS.index)
            self.shown.setdefault(key, text)


_NOUNS = ("tion", "sion", "ment", "ure", "ance", "ence", "ancy", "ency")
"""What nouns for acts end in."""
_FIRMNESS = ("", "said", "done", "planned", "denied")


def standpoints(pile: Records, actor: str | None = None, pages: Iterable[str] | None = None) -> list[Standpoint]:
    """The positions of the actors of a pile, those with a turning point first, then those of most steps.

    Args:
        pile: its records, findings among them.
        actor: only of this actor, or of a state for which he speaks: a part of the name.
        pages: only of parts of the pile with one of these pages, by the ids of their articles (a story's).
    """
    wanted = None if pages is None else set(pages)
    found: list[Standpoint] = []
    turns = _turns(pile.all(Finding))
    for part in parts(pile):
        if wanted is None or any(article.id in wanted for article in part.all(Article)):
            found += _of_part(Known(part), turns)
    if actor is not None:
        name = actor.casefold()
        found = [one for one in found if any(name in told.casefold() for told in (one.actor, *_speakers(one)))]
    return sorted(found, key=_weight)


def _speakers(one: Standpoint) -> Iterator[str]:
    """Who speaks or acts."""
    return (step.speaker for step in one.steps)


def _weight(one: Standpoint) -> tuple[bool, int, str, str, str]:
    """Those that turn first, then those with most steps."""
    first = one.steps[0].evidence[0].article_id
    return not any(step.turn for step in one.steps), -len(one.steps), one.actor, one.question, first


def _of_part(known: Known, turns: Mapping[str, tuple[str, str]]) -> Iterator[Standpoint]:
    """The positions in pages that are held against each other."""
    told = [claim for claim in claims(known, list(assertions(known))) if not claim.open]
    named = names_of_bodies(known)
    things = {claim.id: about(claim, named) for claim in told}
    places = set(names_of_places(known))
    by_actor: dict[str, list[_Unit]] = defaultdict(list)
    for unit in (*_statements(known, told, things, turns), *_deeds(known, told, things)):
        unit.records.add(unit.record)
        by_actor[unit.family].append(unit)
    unlisted = [f for f in by_actor if f.startswith("state:") and f.removeprefix("state:") not in country_names()]
    places |= {word for family in unlisted for word in known.names_of(family)}
    for family in sorted(by_actor):
        yield from _of_actor(known, family, by_actor[family], places, named, turns)


def names_of_bodies(known: Known) -> frozenset[str]:
    """The stems of the names of bodies."""
    bodies = (one for one in known.pile.all(ActorMention) if one.form == "name" and one.kind == "organization")
    return frozenset(word for one in bodies for word in stems(one.head.exact))


def names_of_places(known: Known) -> frozenset[str]:
    """The stems of the names of places."""
    places = (one for one in known.pile.all(ActorMention) if one.form == "place")
    return frozenset(word for one in places for word in stems(one.head.exact))


# --- what a sentence is about --------------------------------------------------------------------------


def about(claim: Claim, named: frozenset[str] = frozenset()) -> dict[str, str]:
    """What a claim is about, with the words for it: its act, the nouns of what is acted on, the names in it."""
    theme = theme_of(claim)
    nouns = {theme.head, theme.of} if theme is not None else set()
    if claim.thing:
        nouns.add(claim.who.family.removeprefix("thing:"))
    found = {key: noun for noun in sorted(nouns) if noun for key in _keys(noun)}
    for name in sorted(claim.names, key=lambda name: (len(name), name)):
        found |= {stem(word): name for word in words(name) if stem(word) in named and tells(stem(word))}
    lemma = claim.source.lemma.removeprefix("be ")
    return found | {f"~{act}": lemma for act in sorted(told_by(claim).acts) if acts_of(act) and _asks(act)}


def _asks(act: str) -> bool:
    """Whether an act can be a question: nothing that is done again and again, or says little."""
    book = agreeing()
    little = book.recurring | book.background | topics().repeated | topics().vague | topics().colourless | vague()
    return act not in little and not act.startswith("be ")


def _keys(word: str) -> frozenset[str]:
    """A noun as a question, one that tells an act as that act; nothing if it says too little."""
    acts = frozenset(f"~{act}" for act in acts_of(word) if _asks(act))
    return acts or (frozenset({word}) if tells(word) else frozenset())


def tells(word: str) -> bool:
    """Whether a noun can be a question."""
    return len(word) > 2 and word not in _empty() and word not in roles()


@cache
def _empty() -> frozenset[str]:
    """Nouns that say too little for one."""
    return topics().stop | topics().persons | topics().people | topics().counters | agreeing().empty | vague()


# --- the sentences of an actor -------------------------------------------------------------------------


def _statements(
    known: Known, told: Sequence[Claim], things: Mapping[str, Mapping[str, str]], turns: Container[str]
) -> Iterator[_Unit]:
    """What is said, one unit a statement; of garbled ones those alone on which a finding rests."""
    speakers, bodies = Speakers(known), known.made(Bodies)
    asked = {key for found in things.values() for key in found}
    inside: dict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        statement_id = claim.source.attributed_to
        while statement_id is not None and statement_id in known.statements:  # Who tells it, and who tells of that.
            inside[statement_id].append(claim)
            statement_id = known.statements[statement_id].nested_in
    for statement in sorted(known.statements.values(), key=lambda one: one.id):
        speaker = speakers.of(statement)
        if speaker == NOBODY or not statement.content or statement.same_utterance_as:
            continue
        unit = _Unit(
            _family(known, bodies, statement) or speaker.key, speaker.name, statement.article_id, statement.content[0],
            plain(known.said(statement)), True, statement.id, " ".join(span.exact for span in statement.content),
        )  # fmt: skip
        for claim in inside[statement.id]:
            own = claim.who.family == unit.family or not claim.named or (claim.thing and not claim.state)
            unit.add(claim, things[claim.id], claim.position if own else "said")
        unit.mentions = frozenset(key for word in stems(unit.text) for key in _keys(word) if key in asked)
        if statement.negated:
            unit.about = dict.fromkeys({*unit.about, *unit.mentions}, "denied")
        if not statement.garbled or any(record in turns for record in unit.records):
            yield unit


def _family(known: Known, bodies: Bodies, statement: Statement) -> str:
    """Whose position a statement is: the state that a member of its government speaks for, else the speaker's own."""
    who, mention = known.speaker(statement), known.pile.get(ActorMention, known.speaker_mention(statement))
    if who is None or who.family.startswith("thing:"):
        return ""
    sector = known.sector(who) or (mention.sector if mention is not None else None)
    governing = sector in _GOVERNING
    if who.family.startswith("state:"):
        return who.family if governing or sector is None else who.key
    states = [body for body in bodies.of_speaker(statement) if body.startswith("state:")] if governing else []
    sure = len(states) == 1 and (states[0] == bodies.home or states[0] in known.states_in_roles(who))
    return states[0] if sure else who.family  # What his page is most about may be another's.


def is_deed(known: Known, claim: Claim) -> bool:
    """Whether a page tells of itself that somebody with a name did something; to say something is no deed."""
    if claim.teller is not None or not claim.named or claim.thing or claim.state:
        return False
    return known.report(claim.article_id, claim.source.trigger) is None


def _deeds(known: Known, told: Sequence[Claim], things: Mapping[str, Mapping[str, str]]) -> Iterator[_Unit]:
    """What pages tell that somebody with a name did, one unit a clause; to say something is no deed."""
    for claim in told:
        if is_deed(known, claim):
            unit = _Unit(
                claim.who.family, claim.who.name, claim.article_id, claim.words, plain(claim.when), False, claim.id,
                claim.words.exact, claim.source.lemma,
            )  # fmt: skip
            unit.add(claim, things[claim.id], claim.position)
            yield unit


# --- the questions of an actor -------------------------------------------------------------------------


def _of_actor(
    known: Known,
    family: str,
    units: list[_Unit],
    places: set[str],
    named: frozenset[str],
    turns: Mapping[str, tuple[str, str]],
) -> Iterator[Standpoint]:
    """The questions on which an actor takes a position more than once."""
    own = known.names_of(family) | stems(family.partition(":")[2]) | {w for u in units for w in stems(u.name)} | places
    questions: dict[str, list[_Unit]] = defaultdict(list)
    state = family.startswith("state:")
    for unit in units:
        for key in {*unit.about, *unit.mentions} - own - (frozenset() if state else named):
            if unit.said or state or key.startswith("~"):  # What a person did is told of him, if it is no act in doubt.
                questions[key].append(unit)
    good = {key: those for key, those in questions.items() if _asked(key, those, len(units))}
    taken: set[int] = set()
    number = 0
    for key in sorted(good, key=lambda key: (-_worth(known, good[key], key, turns), key)):
        those = good[key]
        steps = _steps(known, key, those, turns)
        again = sum(id(unit) in taken for unit in those) >= REPEATED * len(those)
        if len(steps) > 1 and _pages(steps) >= FEWEST_PAGES and number < MOST_QUESTIONS and not again:
            taken |= {id(unit) for unit in those}
            number += 1
            yield Standpoint(_name(family, those), _shown(key, those), tuple(steps))


def _asked(key: str, units: Sequence[_Unit], told: int) -> bool:
    """Whether the sentences about something make a question: two are about it, or one denies or plans it.

    An act by itself is one if it is done once (*resign*) or if a noun tells it (*the evacuation*).
    """
    about = [unit for unit in units if key in unit.about]
    firm = any(unit.about.get(key) in ("denied", "planned") for unit in units)
    if len(about) < 2 - firm or len(units) > max(FEW, COMMON * told):
        return False
    state = units[0].family.startswith("state:")
    if not any(unit.said for unit in units) and not (firm and state):
        return False
    return not key.startswith("~") or key[1:] in meanings().alone or any(key in unit.nouns for unit in units)


def _worth(known: Known, units: Sequence[_Unit], key: str, turns: Mapping[str, tuple[str, str]]) -> float:
    """How much a question tells: pages, sentences about it, words of the actor, turns."""
    pages = len({known.chain(unit.article_id) for unit in units})
    turned = any(record in turns for unit in units for record in unit.records)
    sure = sum(1.0 if key in unit.about else 0.5 for unit in units)
    return pages + 0.5 * sure + 0.25 * sum(unit.said for unit in units) + 2 * turned


def _pages(steps: Sequence[Step]) -> int:
    """On how many pages some steps stand."""
    return len({piece.article_id for step in steps for piece in step.evidence})


def _steps(known: Known, key: str, units: Sequence[_Unit], turns: Mapping[str, tuple[str, str]]) -> list[Step]:
    """The units in order of time, what is told again in like words once."""
    kept: list[tuple[Step, set[str], str]] = []
    for unit in sorted(units, key=_when):
        piece = Evidence(unit.article_id, unit.span, unit.record)
        position = unit.about.get(key, "")
        position = position if position in ("denied", "planned") else ""
        for place, (before, records, text) in enumerate(kept):
            if _again(known, before, text, unit):
                told = (piece, *before.evidence) if _holds(piece, before.evidence[0]) else (*before.evidence, piece)
                firm = max(before.position, position, key=_FIRMNESS.index)
                kept[place] = replace(before, evidence=told, position=firm), records | unit.records, text
                break
        else:
            step = Step(unit.date, unit.said, unit.name, position, (piece,))
            kept.append((step, set(unit.records), unit.text))
    seen: dict[str, str] = {}
    steps: list[Step] = []
    for step, records, _ in kept:
        turn = None
        for record in sorted(records):
            finding, side = turns.get(record, ("", ""))
            if finding and seen.setdefault(finding, side) != side:
                turn, seen[finding] = finding, side
        steps.append(replace(step, turn=turn))
    return steps


def _holds(piece: Evidence, other: Evidence) -> bool:
    """Whether some words hold others."""
    return piece.article_id == other.article_id and piece.span != other.span and piece.span.contains(other.span)


def _again(known: Known, before: Step, text: str, unit: _Unit) -> bool:
    """Whether a step tells what a unit tells: in the same sentence, or in like words."""
    first = before.evidence[0]
    if first.article_id == unit.article_id:
        page = known.articles[unit.article_id].text
        if sentence_of(page, first.span).overlaps(unit.span):
            return True
    one, other = text.casefold(), unit.text.casefold()
    short, long = sorted((_bare(one), _bare(other)), key=len)
    within = len(short.split()) >= FEWEST_WORDS and f" {short} " in f" {long} "
    return before.said == unit.said and (one == other or within or versions(one, other))


def _bare(text: str) -> str:
    """The words of a text alone."""
    return " ".join(_WORD.findall(text))


def _when(unit: _Unit) -> tuple[str, str, str, int]:
    """By day, then place."""
    return unit.date.latest or unit.date.earliest or "9999", unit.date.earliest or "", unit.article_id, unit.span.start


def _turns(findings: Iterable[Finding]) -> dict[str, tuple[str, str]]:
    """Record -> the shift or contradiction that it is a side of, and what that side says."""
    found: dict[str, tuple[str, str]] = {}
    for finding in sorted(findings, key=lambda one: one.id):
        if finding.kind in ("shift", "contradiction"):
            for number, side in enumerate(finding.sides):
                position = side.label.rpartition(": ")[2]
                what = "denied" if position == "denied" else "not denied" if position in _POSITIONS else str(number)
                for piece in side.evidence:
                    if piece.record_id:
                        found.setdefault(piece.record_id, (finding.id, what))
    return found


def _name(family: str, units: Sequence[_Unit]) -> str:
    """The name of a state, else the one that most sentences have."""
    state = family.removeprefix("state:")
    counted = Counter(unit.name for unit in units)
    if state != family:
        return country_names().get(state) or next((name for name in counted if name.casefold() == state), state.title())
    return min(counted, key=lambda name: (-counted[name], name))


def _shown(key: str, units: Sequence[_Unit]) -> str:
    """The question as the pages write it: a noun before a verb, then what most sentences have."""
    counted: Counter[str] = Counter()
    for unit in units:
        word, text = unit.shown.get(key, ""), unit.span.exact
        found = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) if word else None
        told = (
            found[0]
            if found
            else next((one[0] for one in _WORD.finditer(text) if stem(one[0].casefold()) == word), word)
        )
        if told:
            counted[told] += 1 + 10 * (word != unit.act)
    return min(counted, key=lambda word: (-counted[word], word), default=key.removeprefix("~"))
