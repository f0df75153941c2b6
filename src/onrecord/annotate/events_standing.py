"""Whether who takes part in an event has a part in public life: a state, a body, an armed group, an official, a party.

*The minister thanked the envoy* is news of two states; *the coach thanked his mother* has the same verb and is none.
A person whom the page gives no office is judged by the page: among ministers a bare surname is probably one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from onrecord.annotate.events_frames import after, children
from onrecord.codebooks.offices import offices
from onrecord.records import ActorMention

_PRIVATE = frozenset({"CVL", "BUS", "MED", "EDU", "AGR", "JRN", "LAB", "REL"})
"""Sectors that act in public life only together with others of it."""
_POLITICAL = frozenset({"GOV", "LEG", "PTY", "OPP", "REB", "MIL", "IGO", "SPY", "SOC", "NGO", "ELI", "PRM", "UAF"})
"""Sectors that make a page one on politics; police and courts are on pages of every kind."""
_STATES = frozenset({"GPE", "NORP"})
_SPEAKERS = frozenset({"i", "we", "me", "us", "my", "our"})
_PERSONS = frozenset({"he", "she", "him", "her", "his"})
_FEW = 8
"""So few mentions say nothing of what a page is about."""
_SHORT = 3
_FURTHEST = 6
"""How many mentions before a pronoun are looked at for whom it stands for."""


class Standing:
    """What the mentions of one page say of the standing of those who take part."""

    def __init__(self, mentions: Sequence[ActorMention], at: Mapping[int, ActorMention], doc: Doc) -> None:
        """Take the mentions of a page, the same by token, and its parse."""
        self._sheriff = any(token.lower_ in ("sheriff", "sheriffs") for token in doc)
        peoples = tuple({token.text for token in doc if token.ent_type_ == "NORP"})
        self._states = {token.text for token in doc if token.ent_type_ in _STATES and token.pos_ == "PROPN"}
        self._states |= {token.text for token in doc if len(token) > _SHORT and f"{token.text}n" in peoples}
        self._at = at
        self._sectors = {m.name.split()[-1]: m.sector for m in mentions if m.name and m.sector}
        self._order = sorted(mentions, key=lambda mention: mention.span.start)
        self._before = {mention.id: i for i, mention in enumerate(self._order)}
        told = [self._sector(mention) or ("GOV" if mention.kind == "country" else "") for mention in mentions]
        public, private = sum(s in _POLITICAL for s in told), sum(s in _PRIVATE and s != "JRN" for s in told)
        self.unclear = len(mentions) < _FEW
        """Whether the page names too few to tell what it is about."""
        self.political = self.unclear or (public > 0 and public + 1 >= private)
        """Whether the page tells more of those in public life than of others."""

    def of(self, head: Token) -> bool | None:
        """Whether a noun stands for somebody of public life; ``None`` if the page does not tell."""
        mention = self._at.get(head.i)
        if mention is not None and mention.form == "pronoun":
            mention = self._antecedent(mention, head)
        if mention is None:
            named = (
                head.ent_type_ in _STATES
                or head.text in self._states
                or any(child.ent_type_ == "NORP" for child in children(head, "amod", "compound"))
            )
            return True if named else None
        sector = self._sector(mention)
        if mention.kind != "person" and not sector and head.text in self._states:
            return True  # The parser knows some of the places where a name stands for a country, and not all.
        if mention.kind == "country" or sector in _POLITICAL:
            return True
        if sector == "LAB" and mention.kind == "organization":
            return True  # A union.
        if sector == "JRN" and head.lemma_.lower() == "agency":
            return None  # Many a news agency speaks for a state.
        if sector in _PRIVATE and sector != "JRN" and (mention.plural or mention.kind != "person"):
            return None  # What the miners, the villagers or a firm do is news on some pages.
        if sector and sector != "REL":
            return sector not in _PRIVATE
        if mention.country and (mention.kind != "person" or mention.plural):
            return True
        return None

    def reached(self, head: Token) -> bool | None:
        """The standing of a noun, or of those whose thing it is: *an apology from the minister*."""
        own = self.of(head)
        if own is not None:
            return own
        behind = [*children(head, "poss"), *(noun for by in ("of", "from", "by", "with") for noun in after(head, by))]
        return True if any(self.of(noun) is True for noun in behind) else None

    def _sector(self, mention: ActorMention) -> str | None:
        """The sector of a mention: that of its phrase, of its name elsewhere on the page, or of a known office."""
        if mention.sector == "LEG" and self._sheriff and "deputy" in mention.span.exact.lower():
            return "COP"
        if mention.sector or not mention.name:
            return mention.sector
        if (known := self._sectors.get(mention.name.split()[-1])) is not None:
            return known
        held = offices().held(mention.name, None) if mention.kind == "person" else None
        return held.sector if held is not None else None

    def _antecedent(self, pronoun: ActorMention, head: Token) -> ActorMention | None:
        """The mention before a pronoun that it most probably stands for; ``None`` for *you* and in doubt."""
        if head.lower_ in _SPEAKERS:
            return None
        one = head.lower_ in _PERSONS
        here = self._before[pronoun.id]
        for mention in reversed(self._order[max(0, here - _FURTHEST) : here]):
            if mention.form == "pronoun" or not mention.subject:
                continue
            if one and (mention.kind == "person" and not mention.plural):
                return mention
            if not one and (mention.plural or mention.kind in ("organization", "country", "group")):
                return mention
        return None
