"""Who speaks in a statement, across the pages of one story: by name, or by an office that one named person holds.

*The fire chief said* is James Ostrow's word if one person of the story alone is called a fire chief. Authorities,
officials and police are sources of their own: nobody can say who of them spoke.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from onrecord.codebooks.clauses import stems
from onrecord.records import ActorMention, Statement
from onrecord.relate.known import PREPOSITION, Known, Who, thing

_LOOSE = frozenset({"local", "head", "top", "senior", "former", "chief", "acting", "city", "state", "county"})
"""Words before an office that pages leave out."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as statements are compared."""

    key: str
    """The actor, or the noun of an office; empty if nobody is named."""
    name: str
    """To be shown."""
    named: bool
    """Whether this is one person or body with a name."""
    person: bool = False
    """Whether it is a person."""


NOBODY = Speaker("", "", False)


class Speakers:
    """Looks up who speaks."""

    def __init__(self, known: Known) -> None:
        """``known``: the pages of one story."""
        self._known = known
        self._holders: dict[str, dict[str, tuple[str, set[str]]]] = defaultdict(dict)
        for mention in known.pile.all(ActorMention):
            who = known.who(mention.id) if mention.form == "name" and mention.kind == "person" else None
            if who is None or mention.role is None:
                continue
            noun = thing(mention.role)
            if noun is not None:
                _, before = self._holders[noun.key].setdefault(who.key, (who.name, set()))
                before |= stems(mention.role)

    def of(self, statement: Statement) -> Speaker:
        """Who speaks in a statement."""
        said = " ".join(span.exact for span in statement.speaker)
        mention = self._known.pile.get(ActorMention, self._known.speaker_mention(statement))
        who = self._known.who(mention.id) if mention is not None else None
        if who is not None and mention is not None and self._called(mention, who):
            return Speaker(who.key, who.name, True, self._known.person(who))
        noun = thing(said) if said else None
        if noun is None:
            return NOBODY
        return self._holder(noun.key, said) or Speaker(noun.key, said, False)

    def _called(self, mention: ActorMention, who: Who) -> bool:
        """Whether a speaker has a name: a common noun alone (*officials*, *the spokesman*) is none."""
        if mention.form == "pronoun":
            return self._known.person(who)
        return mention.form in ("name", "place") and any(word[:1].isupper() for word in who.name.split())

    def _holder(self, noun: str, said: str) -> Speaker | None:
        """The one person of the story who holds an office."""
        holders = self._holders.get(noun, {})
        told = stems(PREPOSITION.split(said, maxsplit=1)[0]) - _LOOSE - stems(noun.partition(":")[2])
        fitting = [
            (key, name) for key, (name, words) in sorted(holders.items()) if told <= words or (told and told & words)
        ]
        if len(fitting) != 1 or said.casefold().startswith(("a ", "an ", "one ", "another ")):
            return None
        return Speaker(*fitting[0], True, True)
