"""The words that tell events, from ``codebooks/plover.toml`` and ``codebooks/events.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.codebooks.book import book, book_text
from onrecord.errors import UsageError

PARTICLES = frozenset({
    "about", "against", "along", "around", "aside", "as", "at", "away", "back", "behind", "by", "down", "for", "from",
    "in", "into", "near", "of", "off", "on", "out", "outside", "over", "short", "through", "to", "together",
    "under", "up", "upon", "with", "without",
})  # fmt: skip
"""Words of a pattern that are looked for as particle or preposition of the verb; others as its object."""


NEEDS: Mapping[str, str] = {
    "object": "an object",
    "no object": "no object, and no clause in its place",
    "active object": "an object, in a clause that is no passive",
    "active": "no passive, where somebody would only be looked for",
    "actor object": "an object that can act: call the envoy",
    "no direct object": "no object of its own: called for help, and not: called the police for help",
    "no clause": "no clause as its complement: conceded the port, and not: conceded that it rained",
    "shot": "no object but what is fired: fired tear gas at the crowd",
    "wanted": "a complement that says what somebody is to do, or none: insisted that he leave",
    "own deed": "a complement whose deed the subject does itself: wants to leave",
    "no own deed": "no such complement",
    "demand": "a complement that says what somebody else must do",
    "blame": "a complement that says that somebody else is responsible",
    "no question": "no question as its complement: asked whether",
    "no silence": "no complement of mere silence: declined to comment, to give a name",
    "entry": "somebody is let in, out or through",
    "named place": "a preposition with the name of a place",
    "own force": "no object, or people, arms or ground of one's own: withdrew its troops",
    "victim": "somebody to whom it is done",
    "authority": "somebody who does it",
    "official": "somebody of public life who does it",
    "armed": "somebody of public life, a criminal or a force who does it",
    "armed recipient": "soldiers, police, rebels or others in arms to whom it is done",
    "no force": "somebody who does it and is no police or army",
    "blow": "somebody, a building or a place that is hit, and no traffic",
    "explosive": "an explosive that bursts, or somebody who sets it off",
    "captive": "somebody held before, or words of holding in the sentence",
    "pact": "an agreement or talks as the object",
    "several": "of a noun: more than one",
    "offer": "somebody to whom, or a deed that is offered",
    "solid": "no mere figure of speech as the object: rebuilt the port, and not: the economy",
    "gathering": "a crowd, or several before somebody of public life",
    "labour": "words of work and unions in the sentence",
    "statesman": "somebody who is no policeman, lawyer or criminal",
    "warned": "somebody who is warned, or a clause of what somebody will do",
    "guest": "somebody who is received, or talks that are held",
    "partner": "somebody, or a named place, to or with whom",
    "place": "a named place to which it is done",
    "visit": "no private person who goes, and a named place or somebody named",
    "meeting": "something that people attend",
    "attacker": "somebody, a weapon or an attack that does the harm",
    "opponent": "somebody or a place, or two who do it to each other",
    "workers": "more than one who do it",
    "giver": "of what one receives or faces: from whom",
    "rioters": "protesters or a mob who do it",
    "crowd": "protesters or others of no army, on one side at least",
    "both sides": "of a noun: who, and to or with whom",
}
"""What an entry can ask of its clause, all of it: first what the parse shows, then who takes part."""


_COLUMNS = 4
"""Of a line of examples."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb or noun of the codebook, with its PLOVER codes and the places of its recipient."""

    words: tuple[str, ...]
    """Base form of the trigger, then the words that must hang on it."""
    type: str
    """PLOVER type."""
    mode: str | None
    """PLOVER mode."""
    quad: int
    """PLOVER quad code."""
    slots: tuple[str, ...]
    """Where the recipient stands: ``obj``, ``dat``, ``comp`` or a preposition, in order."""
    needs: tuple[str, ...] = ()
    """What the clause must have: names of :data:`NEEDS`."""
    intent: bool = False
    """Whether the word tells an intent, which is AGREE or THREATEN by what is intended."""
    contexts: tuple[str, ...] = ()
    """PLOVER contexts that the word itself gives."""
    act: str | None = None
    """The name of the act, across verbs and nouns, if the group gives one."""
    alone: str | None = None
    """The type where one side acts for itself: an exercise without a partner is MOBILIZE."""
    swapped: bool = False
    """Whether the subject is to whom it is done, and who does it stands behind *from*: *receive weapons from*."""
    everyone: bool = False
    """Whether it is an event whoever does it: to charge somebody with a crime."""

    @property
    def lemma(self) -> str:
        """The trigger as one text: *pull out of*."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, and the words that carry, turn or weaken an event."""

    verbs: Mapping[str, tuple[Entry, ...]]
    """First word -> entries, those of most words first."""
    nouns: Mapping[str, Entry]
    """Noun -> entry."""
    support: Mapping[str, frozenset[str]]
    """What a verb does to an event noun (``perform``, ``stop``, ``ease``...) -> verbs, particles included."""
    modality: Mapping[str, frozenset[str]]
    """``planned``, ``possible``, ``negated`` and the helping verbs -> words."""
    quads: Mapping[str, int]
    """PLOVER type -> quad code."""
    context_words: Mapping[str, tuple[str, ...]]
    """Base form -> contexts."""


@cache
def load_lexicon() -> Lexicon:
    """The two codebooks as one lexicon.

    Raises:
        UsageError: if an entry is malformed; names the file, the entry and the reason.
    """
    plover, events = book("plover.toml").data, book("events.toml").data
    quads: dict[str, int] = plover["types"]
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, Entry] = {}
    for number, group in enumerate(events["verbs"], 1):
        for entry in _entries(group, plover, "verbs", number):
            verbs.setdefault(entry.words[0], []).append(entry)
    for number, group in enumerate(events["nouns"], 1):
        for entry in _entries(group, plover, "nouns", number):
            nouns.setdefault(entry.lemma, entry)
    context_words: dict[str, list[str]] = {}
    for context, words in plover["context_words"].items():
        if context not in plover["contexts"]["names"]:
            raise UsageError(f"plover.toml, context_words: {context!r} is no context of PLOVER")
        for word in _list(words):
            context_words.setdefault(word, []).append(context)
    return Lexicon(
        verbs={first: tuple(sorted(found, key=lambda entry: -len(entry.words))) for first, found in verbs.items()},
        nouns=nouns,
        support={key: frozenset(_list(words)) for key, words in events["support"].items()},
        modality={key: frozenset(_list(words)) for key, words in events["modality"].items()},
        quads=quads,
        context_words={word: tuple(found) for word, found in context_words.items()},
    )


def load_examples() -> dict[tuple[str, str, str], str]:
    """The example of each entry: part of speech, PLOVER type and entry -> sentence.

    Raises:
        UsageError: if a line is malformed; names the file, the line and the reason.
    """
    found: dict[tuple[str, str, str], str] = {}
    text = book_text("event_examples.tsv")
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS or cells[0] not in ("verb", "noun") or not all(cells):
            raise UsageError(f"event_examples.tsv, line {number}: not part of speech, type, entry and sentence")
        found[cells[0], cells[1], cells[2]] = cells[3]
    return found


def _where(kind: str, number: int) -> str:
    """File, line and number of a group, for messages."""
    text = book_text("events.toml")
    lines = [i for i, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{kind}]]"]
    return f"events.toml, line {lines[number - 1]}, {kind} group {number}"


def _entries(group: dict[str, Any], plover: dict[str, Any], part: str, number: int) -> list[Entry]:
    """The entries of one group, checked against the ontology."""
    kind, mode = group.get("type"), group.get("mode")
    if not isinstance(kind, str) or kind not in plover["types"]:
        raise UsageError(f"{_where(part, number)}: {kind!r} is no PLOVER type")
    if mode is not None and mode not in plover["modes"].get(kind, ()):
        raise UsageError(f"{_where(part, number)}: {mode!r} is no mode of {kind}")
    lemmas = _list(group.get("lemmas", ""))
    if not lemmas:
        raise UsageError(f"{_where(part, number)}: there are no lemmas")
    slots, contexts = tuple(group.get("to", ("obj",))), tuple(group.get("contexts", ()))
    asked = group.get("needs", [])
    needs: tuple[str, ...] = (asked,) if isinstance(asked, str) else tuple(asked)
    if unknown := [need for need in needs if need not in NEEDS]:
        raise UsageError(f"{_where(part, number)}: {unknown[0]!r} is nothing that a clause can need")
    quad: int = plover["types"][kind]
    intent = bool(group.get("intent"))
    alone: str | None = group.get("alone")
    if alone is not None and alone not in plover["types"]:
        raise UsageError(f"{_where(part, number)}: {alone!r} is no PLOVER type")
    act, swapped = group.get("act"), bool(group.get("swapped"))
    return [
        Entry(
            tuple(lemma.split()),
            kind,
            mode,
            quad,
            slots,
            needs,
            intent,
            contexts,
            act,
            alone,
            swapped,
            bool(group.get("everyone")),
        )
        for lemma in lemmas
    ]


def _list(text: str) -> list[str]:
    """The items of a comma-separated list."""
    return [item.strip() for item in text.split(",") if item.strip()]
