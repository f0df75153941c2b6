"""How surely two opposite claims of one story answer one question: act, object and actor, by points.

Actors are one if they may act for one body, objects if they share a name, a rare word or a kind of thing. The parser's
word vectors give a point for nearness, which alone never makes a pair, since *open* and *closed* lie side by side in
them.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebooks.actors import roles
from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.grammar import grammar
from onrecord.codebooks.meanings import alike_things, meanings
from onrecord.relate.claims import Claim
from onrecord.relate.doubts import some_of_many, universal
from onrecord.relate.facets import (
    called,
    common_nouns,
    is_plural,
    may_be,
    noun_of,
    of_state,
    office_of,
    one_name,
    one_person,
    proper,
)
from onrecord.relate.known import days_between
from onrecord.relate.pairs import FEWEST_SHARED, Bond, Pairs, Point
from onrecord.relate.positions import disowns

LARGE = 150
"""Claims of a story from which on chance pairs are so many that half a point more is asked for."""
MUCH = 8
"""Claims of one actor from which on act and actor alone do not make a question: he does a thing more than once."""
STANCES = frozenset({"support", "oppose", "accept", "approve"})
"""Acts by which somebody takes sides in a matter."""
_POINTS: dict[Bond, float] = {"same": 2.0, "entails": 1.5, "opposed": 2.0, "undone": 2.0, "dropped": 2.0, "loose": 0.0}


@dataclass(frozen=True, slots=True)
class Match:
    """Why two claims are taken to answer one question."""

    score: float
    """Points; 0 if act, object or actor do not fit at all."""
    reasons: tuple[str, ...]
    """What the points are for, in words."""


_OWN = frozenset({"he", "she", "it", "they", "we", "i", "him", "her", "us", "them", "me"})
_COMMANDING = frozenset({"GOV", "MIL", "COP", "SPY"})
"""PLOVER sectors in which one person answers for what many do."""


class Matching(Pairs):
    """The claims of one story, and how surely two of them answer one question."""

    def match(self, one: int, other: int, bond: Bond, acts: str) -> Match:
        """How surely two opposite claims answer one question."""
        first, second = acts.split("/")
        here, there = self.claims[one], self.claims[other]
        back, bond = bond == "undone", "opposed" if bond == "undone" else bond
        if bond == "loose":
            return self._loosely(one, other)
        states = [act.startswith("be ") for act in (first, second)]
        befallen = self._befallen(one, other, first, second)
        if befallen is None and self.other_object(one, other, first, second):
            return Match(0.0, ())
        if befallen is not None:
            actor, thing = befallen
        elif any(states) and not all(states):  # *Is open*, *was blocked*: of whom it is told, and to whom it was done.
            state, act = (one, other) if states[0] else (other, one)
            actor = self._holder(state, act)
            thing = actor
        else:
            actor, thing = self._points(one, other, bond)
            if bond == "dropped":
                thing = Point(max(thing.points, 1.5), thing.reason)
            if bond == "opposed" and thing.points < 2.0 and None in (self.themes[one], self.themes[other]):
                thing = Point(0.0)  # One may cut this and raise that.
            once = {first, second} <= meanings().alone
            office = self._in_office(here, there) or self._in_office(there, here)
            named = proper(here) & proper(there) if self._of_body(first, second, actor) else frozenset[str]()
            if named:
                thing = Point(2.0, f"both name {', '.join(sorted(named))}")
            elif (not here.thing or office) and (
                once or (bond == "opposed" and self._pledged(one, other, first, second))
            ):
                thing = Point(2.0 if actor.points > 1.0 and (office or one_person(here, there)) else 0.0)
            if once and _one_group(here, there) and actor.points >= 1.0:
                thing = Point(max(thing.points, 1.5), thing.reason)
            if back and here.person and here.who.key == there.who.key:
                thing = Point(2.0)  # Who takes back what he announced: *withdrew from the race*.
        told = {"same": f"one act: {first}", "entails": f"{second} is {first} too"}
        why = told.get(bond, f"{first} against {second}")
        meant = here.pledged or here.reported or bool(actor.points >= 2.0 and here.names & there.names)
        meant = (
            meant
            or (back and actor.points >= 2.0)
            or (bond == "same" and first in STANCES and self._one_matter(one, other))
        )
        if {first, second} & topics().repeated and not meant:
            return Match(0.0, ())
        fits = actor.points > 0 and thing.points >= (1.0 if actor.points >= 2.0 else 1.5)
        reasons = dict.fromkeys(reason for reason in (why, thing.reason, actor.reason) if reason)
        return Match(_POINTS[bond] + actor.points + thing.points if fits else 0.0, tuple(reasons))

    def _points(self, one: int, other: int, bond: Bond) -> tuple[Point, Point]:
        """Points for actor and object, also where one names nobody who acts, or denies it of himself."""
        here = self.claims[one]
        actor, thing = self._actor(one, other), self._object(one, other)
        if not actor.points and bond == "same" and (both := self._done_to_him(one, other)):
            actor, thing = Point(1.0, f"{here.who.name} denies it of himself"), Point(2.0, both)
        elif not actor.points:
            actor = self._whoever(one, other, bond, thing)
        if bond == "same" and (patient := self._patient(one, other)):
            actor, thing = Point(1.0, "by nobody named"), Point(2.0, patient)
        return actor, thing

    def _loosely(self, one: int, other: int) -> Match:
        """The same of two claims whose acts the thesaurus does not bring together."""
        here, there = self.claims[one], self.claims[other]
        about = (self.words[one] & self.words[other]) - roles().keys()  # The former secretary of state is one man.
        shared = {word for word in about if self.weights[word] >= self.rare}
        if here.source.modality != "negated" or len(shared) < FEWEST_SHARED:
            return Match(0.0, ())  # To reject a veto is not to deny the vote on it.
        actor, theme = self._actor(one, other), self.theme(one, other)
        if here.teller is not None and here.voices & (there.bodies | there.voices) and actor.points < 1.5:
            actor = Point(1.0, f"{here.teller.name} denies it")
        told = f"both speak of {', '.join(sorted(shared))}"
        score = len(shared) + actor.points + 1.0
        fits = actor.points >= 1.0 and theme is not None and theme.points > 1.0
        return Match(score if fits else 0.0, (told, actor.reason))

    @staticmethod
    def _of_body(first: str, second: str, actor: Point) -> bool:
        """Whether an act done to nothing may be a body's; of persons, one minister is not the other."""
        acts = {first, second}
        return acts <= meanings().alone and not acts & meanings().personal and actor.points >= 1.0

    def _befallen(self, one: int, other: int, first: str, second: str) -> tuple[Point, Point] | None:
        """Points for actor and object where one tells what is seen of a deed, of those whom it befalls; else ``None``.

        The two must speak of one thing by name, or in few claims by a word that few share: *would not open the border
        to refugees from Norland*, *refugees from Norland streamed across*.
        """
        seen = first in self.shown[one] or second in self.shown[other]
        if not seen and first not in self.unnamed[one] and second not in self.unnamed[other]:
            return None
        here, there = self.claims[one], self.claims[other]
        actor = self._actor(one, other)
        both = [stems(claim.words.exact) | self.words[place] for place, claim in ((one, here), (other, there))]
        who = [
            stems(claim.who.name.casefold()) - roles().keys() if not claim.thing else frozenset[str]()
            for claim in (here, there)
        ]
        names = proper(here) & proper(there) - who[0] - who[1]
        own = bool(who[0] and who[0] <= both[1]) or bool(who[1] and who[1] <= both[0])
        if not seen and (actor.points or not names):
            return None  # Bulldozers are anybody's; what they tear down has a name.
        weighed = {
            word
            for word in self.words[one] & both[1] | self.words[other] & both[0]
            if self.weights.get(word, 0.0) >= self.rare
        }
        shared = weighed - roles().keys() - topics().people - topics().counters
        if names or own:
            thing = Point(
                2.0,
                f"both name {', '.join(sorted(names))}"
                if names
                else f"both are about {(here if who[0] <= both[1] else there).who.name}",
            )
        elif shared and len(self.claims) <= LARGE:
            thing = Point(2.0 if len(shared) > 1 or actor.points else 1.5, f"both speak of {', '.join(sorted(shared))}")
        else:
            return None
        return actor if actor.points else Point(1.0, "who acts is not whom it befalls"), thing

    def _holder(self, state: int, act: int) -> Point:
        """Points for whether what is said to be so is what something is said to have been done to."""
        holder, deed = self.claims[state], self.claims[act]
        if holder.person and self.acts[state] & {"be open", "be closed"}:
            return Point(0.0)  # Open to talks.
        if not holder.thing:
            acting = holder.who.key == deed.who.key and (self.themes[act] is None or self.suffers(act))
            there = bool({holder.who.key, holder.who.family} & deed.bodies and holder.names & deed.names)
            same = {holder.who.key, holder.who.family} & deed.sides or acting or there
            return Point(2.0 if same else 0.0, f"both are about {holder.who.name}")
        noun, theme = stem(noun_of(holder)), self.themes[act]
        heads = {theme.head} if theme is not None and theme.direct else set()
        heads |= {noun_of(deed)} if deed.thing and (theme is None or self.suffers(act)) else set()
        if theme is None:
            heads |= {*deed.source.lemma.split()[1:]}  # The act itself has the noun: *reopen crossing*.
        fits = any(noun == head or alike_things(noun, head) for head in heads)
        return Point(1.5 if fits else 0.0, f"both are about {holder.who.name}")

    def _object(self, one: int, other: int) -> Point:
        """Points for what the two are about: what is acted on first, then what else the clauses name."""
        here, there = self.claims[one], self.claims[other]
        theme = self.theme(one, other)
        if theme is not None and not theme.points:
            return theme
        names = {a for a in here.names for b in there.names if set(a.split()) & set(b.split())}
        if names:
            return Point(2.0, f"both name {', '.join(sorted(names))}")
        shared = {word for word in self.words[one] & self.words[other] if self.weights[word] >= self.rare}
        if shared:
            return Point(2.0, f"both speak of {', '.join(sorted(shared))}")
        means = self.means[one] & self.means[other] if self.acts[one] & self.acts[other] else frozenset()
        if len(means) > 1 and theme is None:
            return Point(2.0, f"both are done with {', '.join(sorted(means))}")
        if theme is not None:
            return theme
        if self._met(one, other) or self._with_nobody(one, other):
            return Point(1.5, "the denial names no other")
        if completed := self._nouns(one) & self._nouns(other) & (self.completed[one] | self.completed[other]):
            return Point(1.5, f"both of {', '.join(sorted(completed))}")
        told = sorted(self.used[one] & self.used[other] if self.acts[one] & self.acts[other] else ())
        if told:
            return Point(1.5, f"both are done to {', '.join(told)}")
        alike = sorted({(a, b) for a in self.words[one] for b in self.words[other] if a != b and alike_things(a, b)})
        if alike:
            return Point(1.5, "; ".join(f"{a} and {b} are alike" for a, b in alike[:2]))
        both = {word for word in self.told[one] & self.told[other] if self.weights.get(word, 0.0) >= self.rare}
        much = min(self.told_of[claim.who.key] for claim in (here, there)) >= MUCH
        if len(both) > (3 if much else 2):
            return Point(1.5, f"both tell of {', '.join(sorted(both)[:4])}")
        if much:
            return Point(0.0)
        whole = self.whole[other] and self.apart[other] is None  # *Closed the valve* says all of it.
        return Point(1.0 if whole else 0.5, "one names no object")

    def _with_nobody(self, one: int, other: int) -> bool:
        """Whether one denies at once what two are said to have done, with whomever: *there was no meeting*."""
        denial, deed = self.claims[one], self.claims[other]
        gap = days_between(deed.told, denial.told)
        mutual = self.acts[one] & self.acts[other] & meanings().mutual
        named = any(word[:1].isupper() for word in denial.source.clause.exact.split()[1:])
        about = denial.objects - grammar().sorts  # No meeting of any kind; but no discussion of his candidacy.
        of_both = bool(about) and about <= stems(deed.words.exact) and stems(deed.who.name) & about
        alone = of_both or not (about or named)  # No encounter between Marchetti and the commander.
        return bool(mutual) and bool(alone) and denial.source.modality == "negated" and gap in range(-1, 4)

    def _met(self, one: int, other: int) -> bool:
        """Whether one denies what another says to have done with him: *never met the businessman*."""
        denial, deed = self.claims[one], self.claims[other]
        if not denial.person or not self.acts[one] & self.acts[other] & meanings().mutual:
            return False
        last = denial.who.name.casefold().split()[-1:]
        return any(last == name.split()[-1:] for name in deed.names) and may_be(denial.source.objects, deed)

    def _nouns(self, place: int) -> frozenset[str]:
        """The nouns that a claim is about, those among them that only complete a noun."""
        themes = [theme for theme in (self.themes[place], self.apart[place]) if theme is not None]
        return self.completed[place] | {noun for theme in themes for noun in (theme.head, theme.of) if noun}

    def _actor(self, one: int, other: int) -> Point:
        """Points for whether the same acts, or may act for the same."""
        here, there = self.claims[one], self.claims[other]
        if here.who.key == there.who.key and not here.thing:
            return Point(2.0, f"{here.who.name} acts in both")
        if one_name(here, there):
            return Point(2.0, f"{here.who.name} acts in both")
        if self._met(one, other):
            return Point(2.0, f"{here.who.name} is whom {there.who.name} does it with")
        chambers = here.sector == there.sector == "LEG" and not (here.thing or there.thing)
        if chambers or (here.person and there.person and here.who.key != there.who.key):
            return Point(0.0)  # Whatever body both belong to, one does not act for the other.
        some = (some_of_many(here) and not universal(there)) or (some_of_many(there) and not universal(here))
        if called(here, there) or called(there, here):
            return Point(1.5, f"{here.who.name} and {there.who.name} may be one")
        if self.crowd.strangers(here, there) or some:
            return Point(0.0)
        names = f"{here.who.name} and {there.who.name}"
        if self._in_office(here, there) or self._in_office(there, here):
            return Point(1.5, f"{names} hold one office")
        shared = here.bodies & there.bodies - self.crowd.loose(here, there)
        state = here.who.family == there.who.family and here.who.family.startswith("state:")
        if here.person != there.person and is_plural(there if here.person else here):
            if {here.sector, there.sector} & _COMMANDING and any(body.startswith("state:") for body in shared):
                return Point(1.5, f"{names} may act for one body")  # Its minister and its soldiers.
            return Point(0.0)  # One of many does not act for all.
        if state or shared & {here.who.key, there.who.key, here.who.family, there.who.family} - common_nouns(shared):
            return Point(1.5 if not here.thing or not there.thing else 1.0, f"{names} may act for one body")
        named = {a for a in here.names for b in there.names if set(a.split()) & set(b.split())}
        if any(body.startswith("state:") for body in shared) and (of_state(here) or of_state(there)):
            return Point(1.5, f"{names} may act for one body")
        if any(body.startswith("name:") for body in shared) and not self._two_things(here, there):
            return Point(1.0, f"{names} may act for one body")
        agents = noun_of(here) in topics().instruments and noun_of(there) in topics().instruments
        if (common_nouns(shared) or alike_things(noun_of(here), noun_of(there))) and (
            named or agents or not is_plural(here)
        ):
            return Point(0.5 if is_plural(here) else 1.0, f"{names} are one kind of actor")
        if self._tells(one, other) or self._tells(other, one):
            return Point(1.0, f"{names}: who does the one tells the other")
        if self._left_unnamed(one, other):
            return Point(1.0, f"{here.who.name} denied it, and nobody is named who did it")
        unnamed = [all(body.startswith("thing:") for body in claim.bodies) for claim in (here, there)]
        if not named or (all(unnamed) and not self.suffers(one) and not self.suffers(other)):
            return Point(0.0)  # The train did not reach Lond, the first guests did.
        if named and disowns(here) and not there.before and noun_of(there) in topics().instruments:
            return Point(0.5, f"{there.who.name} are of nobody named")  # Planes bombed it: whose?
        if here.thing != there.thing and noun_of(here if here.thing else there) not in roles():
            return Point(0.0)  # A name and a thing that is nobody.
        return Point(0.5, "who acts is not named") if any(unnamed) else Point(0.0)

    @staticmethod
    def _in_office(one: Claim, other: Claim) -> bool:
        """Whether one is named by his office alone, and the other as who holds it: *the prime minister*."""
        offices = {body for body in one.bodies & other.bodies if body.startswith("title:")}
        bare = not one.person and f"title:{office_of(one.who.name)}" in offices
        apart = {body for body in one.bodies if body.startswith("state:")} ^ {
            body for body in other.bodies if body.startswith("state:")
        }
        here, there = ({body for body in claim.bodies if body.startswith("of:")} for claim in (one, other))
        if here and there and not here & there:
            return False  # Norland's transport minister, the transport minister of Sorrel.
        return bare and other.person and not other.thing and len(apart) < 2

    def _one_matter(self, one: int, other: int) -> bool:
        """Whether two claims are of one noun with the same words before or behind it: *nuclear power stations*."""
        here, there = self.themes[one], self.themes[other]
        if here is None or there is None or here.head != there.head:
            return False
        return bool(here.before & there.before) or bool(here.of and here.of == there.of)

    def _patient(self, one: int, other: int) -> str:
        """To whom both say that it was done, by nobody named: *had been arrested*, *denied reports of his arrest*."""
        here, there = self.claims[one], self.claims[other]
        if any(claim.named or claim.source.subjects for claim in (here, there)):
            return ""
        one_person = any(key.startswith("actor:") for key in {here.who.key, *here.sides} & there.sides)
        return "both are done to one" if one_person else ""

    def _whoever(self, one: int, other: int, bond: Bond, thing: Point) -> Point:
        """Points for two claims of which one names nobody who acts, or has what is acted on in his place."""
        if bond == "opposed":
            return self._undergone(one, other)
        found = self._of_nobody(one, other) if thing.points >= 2.0 else Point(0.0)
        beside = bond in ("same", "entails") and thing.points >= 1.5 and not found.points
        return self._named_beside(one, other) if beside else found

    def _undergone(self, one: int, other: int) -> Point:
        """Points for what one is told of and the other is done to: *the curfew remained in force*, *was lifted*."""
        if self._put_out(one, other) or self._put_out(other, one):
            return Point(1.5, "what one says of somebody is what the other does to him")
        told = {more for act in self.acts[one] | self.acts[other] for more in meanings().implied.get(act, {act})}
        theme = self.theme(one, other)
        passive = self.suffers(one) != self.suffers(other) and not told & topics().repeated
        fits = passive and theme is not None and theme.points >= 1.5
        return Point(1.0 if fits else 0.0, "what one is told of is what the other is done to")

    def _put_out(self, stays: int, done: int) -> bool:
        """Whether who is to stay where he is is put out by another: *would keep his post*, *dismissed him*."""
        here, there = self.claims[stays], self.claims[done]
        personal = bool(self.acts[stays] & meanings().alone) and here.person and there.source.modality != "negated"
        return personal and here.position == "planned" and there.position == "done" and here.who.key in there.sides

    def _of_nobody(self, one: int, other: int) -> Point:
        """Points for a denial that names nobody who acts: *no library will be closed*, whoever closes one."""
        denial, theme = self.claims[one], self.theme(one, other)
        stands_in = not denial.named and not denial.source.subjects and denial.teller is not None
        done_to = theme.points >= 1.5 if theme is not None else len(self.means[one] & self.means[other]) > 1
        if not stands_in or not done_to or len(self.claims) > LARGE:
            return Point(0.0)
        return Point(1.0, f"{denial.who.name} denies it of whoever does it")

    def _done_to_him(self, one: int, other: int) -> str:
        """What else both tell, where one denies of himself what another did to him: *had not been warned of it*."""
        denial, deed = self.claims[one], self.claims[other]
        if denial.named or not denial.past or not denial.source.objects or not deed.source.objects or not deed.named:
            return ""
        first, last = words(denial.source.objects[0].words), stem(denial.who.name.casefold().split()[-1])
        own = bool(first) and (first[0] in _OWN or last in map(stem, first))
        whom = last in stems(deed.source.objects[0].words) or denial.who.key in deed.sides
        if not own or not whom:
            return ""
        shared = stems(denial.words.exact) & stems(deed.words.exact) & (self.told[one] | self.words[one])
        shared -= stems(denial.who.name) | topics().persons
        return f"both speak of {', '.join(sorted(shared))}" if shared else ""

    def _named_beside(self, one: int, other: int) -> Point:
        """Points for a deed by nobody named, done to what another will not do it to, whom its page names beside it."""
        denial, deed, theme = self.claims[one], self.claims[other], self.theme(one, other)
        fits = theme is not None and theme.points >= 1.5 and self.suffers(other) and deed.position == "done"
        names = {body.removeprefix("name:") for body in denial.bodies | denial.voices if body.startswith("name:")}
        beside = sorted(names & deed.scene) if fits and denial.position == "denied" else []
        return Point(1.0, f"done by nobody named; beside it {beside[0]} is named") if beside else Point(0.0)

    @staticmethod
    def _two_things(here: Claim, there: Claim) -> bool:
        """Whether two unlike things have only a name in common: *rents in Lond*, *prices in Lond*."""
        nouns = (noun_of(here), noun_of(there))
        unlike = nouns[0] != nouns[1] and not alike_things(*nouns)
        return here.thing and there.thing and unlike and not any(noun in roles() for noun in nouns)

    def _left_unnamed(self, one: int, other: int) -> bool:
        """Whether a body, or who speaks for one, pledged what would not be done, and nobody is named who does it."""
        denial, deed = self.claims[one], self.claims[other]
        speaks = not denial.person or any(body.startswith(("state:", "thing:")) for body in denial.bodies)
        told = deed.position == "done" and not deed.named and denial.article_id != deed.article_id
        return speaks and told and denial.pledged and denial.position == "denied" and self.suffers(other)

    def _pledged(self, one: int, other: int, first: str, second: str) -> bool:
        """Whether what one does to nothing was planned, and then its opposite done: *silence the guns*, *shelled*."""
        alone = [act in meanings().alone for act in (first, second)]
        plan, deed = (one, other) if alone[0] else (other, one)
        return any(alone) and self.claims[plan].position == "planned" and self.claims[deed].position == "done"

    def _tells(self, one: int, other: int) -> bool:
        """Whether who does the one says that it happens to what he does it to: *the vote will go ahead, it said*."""
        theme = self.theme(one, other) if self.suffers(one) else None
        who = self.claims[other].who.family
        own = who in self.claims[one].voices and not who.startswith("state:")
        return own and theme is not None and theme.points > 1.0


def _one_group(one: Claim, other: Claim) -> bool:
    """Whether two groups or bodies share a name and a noun: *the drivers' union of Larn*, *Larn's drivers*."""
    shared = one.bodies & other.bodies
    named = any(body.startswith(("name:", "actor:", "state:")) for body in shared)
    return named and bool(common_nouns(shared)) and not (one.person or other.person)
