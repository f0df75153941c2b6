"""The words of a clause: its predicate, who acts, and what it is done to."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.annotate.clauses_modality import CARRYING, denier, phrases_of, report_of
from onrecord.annotate.events_frames import agents, children, passive, undergoers
from onrecord.annotate.events_setting import Setting
from onrecord.codebooks.deeds import deeds

MOST_OBJECTS = 6
_BEING = frozenset({"be", "remain", "stay", "become", "lie", "stand"})
_STAYING = frozenset({"be", "remain", "stay", "lie", "stand"})
_AFTER_BE = frozenset({"in", "at", "on", "under", "out", "behind", "off", "beyond", "up"})
_STANDING = frozenset({"off", "over", "on", "underway"})
_ANYBODY = frozenset({"man", "woman", "person", "people", "men", "women"})
_PARTICLES = frozenset(
    {"back", "away", "out", "up", "down", "off", "over", "aside", "forward", "apart", "along", "ahead", "through"}
)
_NO_STATE = frozenset(
    {"time", "case", "end", "moment", "way", "range", "area", "top", "year", "day", "order", "addition"}
)
_NO_OBJECT = frozenset({
    "according", "despite", "because", "since", "after", "before", "during", "until", "amid", "amidst", "as", "like",
    "unlike", "than", "without", "following", "pending", "given", "owing", "thanks", "notwithstanding", "except",
})  # fmt: skip
"""Prepositions of time, cause and manner: what follows is not what the deed is done to."""
_NOBODY = frozenset({"nobody", "none", "noone", "one", "neither", "anybody", "anyone"})
_EMPTY = frozenset({"it", "they", "he", "she"})
_NAMED = frozenset({"know", "call", "name", "dub", "nickname"})
_LASTING = frozenset({"still", "longer", "already"})
_NAMES = frozenset({"GPE", "LOC", "FAC", "PERSON", "ORG"})


def carried_by(verb: Token, setting: Setting) -> list[Token]:
    """The words that belong to the predicate: the adjective, noun or phrase of *be*, a particle."""
    if verb.lemma_ in _BEING:
        said = [word for word in verb.children if word.dep_ in ("acomp", "attr", "oprd") and word.pos_ != "PRON"][:1]
        if said and said[0].lemma_.lower() in _ANYBODY:
            said = [word for word in children(said[0], "amod") if word.pos_ == "ADJ"][-1:] or said  # is a free man
        if said or verb.lemma_ not in ("be", "remain"):
            return said or particle(verb)
        return _phrase_of_be(verb, setting) or children(verb, "prt")[:1] or _adverb_of_be(verb)
    if (taken := taken_for(verb)) is not None:
        return [taken]
    idiom = [noun for noun in children(verb, "dobj") if f"{verb.lemma_.lower()} {noun.lower_}" in deeds().idioms]
    return idiom[:1] or particle(verb)


def particle(verb: Token) -> list[Token]:
    """The particle of a verb, also one that the parse took for an adverb: *bring back*."""
    found = children(verb, "prt")[:1]
    if not found:
        near = [word for word in children(verb, "advmod") if word.i == verb.i + 1 and word.lower_ in _PARTICLES]
        found = near[:1]
    return found


def _adverb_of_be(verb: Token) -> list[Token]:
    """The adverb that says how something stands: *is off*, *are over*."""
    near = [word for word in children(verb, "advmod", "prep") if word.lower_ in _STANDING]
    return [word for word in near if not children(word, "pobj", "pcomp", "prep")][:1]


def _phrase_of_be(verb: Token, setting: Setting) -> list[Token]:
    """The first phrase that says how something is: *in custody*, *out of service*; not where or when."""
    for words in phrases_of(verb):
        noun = words[-1]
        plain = noun.pos_ == "NOUN" and noun.ent_type_ not in _NAMES and not setting.is_time(noun)
        if plain and noun.lemma_.lower() not in _NO_STATE and words[0].lower_ in _AFTER_BE:
            return words
        if [word.lower_ for word in words] in (["under", "way"], ["for", "sale"]):
            return words
    return []


def lemma_of(verb: Token, carried: Sequence[Token]) -> str:
    """Base form of the predicate; all forms of being so are one, and *is closed* is a state."""
    taken = taken_for(verb)
    if taken is not None:
        return f"be {taken.lemma_.lower()}"
    if not carried and is_so(verb):
        return f"be {verb.lower_}"
    if verb.lemma_.lower() in _NAMED and not carried and children(verb, "oprd"):
        return "describe"  # Call the attack a crime.
    base = "be" if verb.lemma_ in _STAYING and carried else verb.lemma_.lower()
    if verb.dep_ == "amod" and base.endswith("ed"):
        base = base.removesuffix("ed")
    parts = [word.lemma_.lower() if word.dep_ in ("attr", "pobj") else word.lower_ for word in carried]
    if not carried:
        for prep in children(verb, "prep")[:1]:
            if f"{base} {prep.lower_}" in deeds().coloured and _behind(prep):
                parts = [prep.lower_]
    return " ".join([base, *parts])


def is_so(verb: Token) -> bool:
    """Whether a participle says how something is, not what is done to it: *is closed*, *was still closed*."""
    being = [aux for aux in children(verb, "auxpass") if aux.lemma_ == "be"]
    if not being or children(verb, "agent", "aux"):
        return False
    lasting = any(word.lower_ in _LASTING for word in children(verb, "advmod"))
    return lasting or being[0].tag_ in ("VBZ", "VBP")


def undergone(verb: Token) -> bool:
    """Whether a clause is passive; *reports that he had sold it* is not."""
    return passive(verb) and not (children(verb, "nsubj") and not children(verb, "auxpass", "nsubjpass"))


def taken_for(verb: Token) -> Token | None:
    """What somebody takes a thing for: *arson* in *police are treating the fire as arson*."""
    if verb.lemma_.lower() not in deeds().taking:
        return None
    carriers = [verb, *children(verb, "dobj")]  # The parse hangs "as" on the one or the other.
    behind = [prep for word in carriers for prep in children(word, "prep") if prep.lower_ == "as" and prep.i > verb.i]
    return next((word for prep in behind for word in children(prep, "pobj", "amod", "acomp")), None)


def subjects_of(verb: Token, setting: Setting) -> list[Token]:
    """The heads of the phrases that name who acts; of a passive that somebody consents to, who consents.

    Of a thing that is so, or is taken for something, the thing: *the bridge is closed*, *treats the fire as arson*.
    """
    if taken_for(verb) is not None:
        return [head for head in undergoers(verb) if not setting.is_time(head)]
    if _consented(verb):
        return [head for head in agents(verb.head) if not setting.is_time(head)]
    if is_so(verb):
        return [head for head in undergoers(verb) if not setting.is_time(head)]
    if undergone(verb):
        return [head for head in agents(verb) if not setting.is_time(head)]
    if children(verb, "expl"):
        return []  # There was no encounter, he said: he is not who met.
    if verb.dep_ == "amod":
        return children(verb, "nsubj")  # "After the bank limited withdrawals", taken for an adjective.
    told = report_of(verb)
    own = [noun for noun in children(verb, "nsubj") if noun.lower_ in _EMPTY]
    if told is not None and own:
        denying = denier(told)
        return agents(denying) if denying is not None else own
    if _existential(verb.head) and verb.dep_ == "acl":
        return []
    above = verb.head.head
    if verb.dep_ == "pcomp" and above.pos_ in ("ADV", "ADP") and above.head.pos_ == "VERB":
        return [head for head in agents(above.head) if not setting.is_time(head)]  # backed away from closing
    acting = children(verb, "nsubj") if passive(verb) else agents(verb)
    found = [_of_nobody(head) for head in acting if not setting.is_time(head)]
    if not found:
        found = [noun for noun in own if setting.acts(noun)]
    return found


def _consented(verb: Token) -> bool:
    """Whether a passive is what the subject above lets happen to itself: *agreed to be taken over*."""
    return (
        verb.dep_ == "xcomp"
        and verb.head.pos_ == "VERB"
        and bool(children(verb, "auxpass"))
        and not children(verb, "nsubjpass")
        and not passive(verb.head)
        and not children(verb.head, "dobj")
    )


def _existential(verb: Token) -> bool:
    """Whether the word is the noun of *there is*, or its verb."""
    return bool(children(verb, "expl")) or (verb.dep_ == "attr" and bool(children(verb.head, "expl")))


def _of_nobody(head: Token) -> Token:
    """Those of whom nobody acts: *the government* of *nobody in the government*."""
    if head.lower_ not in _NOBODY:
        return head
    for prep in children(head, "prep"):
        for noun in children(prep, "pobj") if prep.lower_ in ("in", "of", "from", "at", "within") else ():
            return noun
    return head


def objects_of(verb: Token, carried: Sequence[Token], subjects: Sequence[Token], setting: Setting) -> list[Token]:
    """The heads of what the verb is done to, and of the phrases with a preposition on it or on its predicate."""
    done_to = undergoers(verb) if undergone(verb) == passive(verb) else children(verb, "dobj", "attr")
    found = [head for head in done_to if head not in carried]
    if verb.dep_ == "amod":
        found = [verb.head]
    if _consented(verb):
        found = agents(verb)
    carriers = [verb, *carried, *([verb.head] if verb.dep_ == "amod" else [])]
    found += [
        owner for word in carried if word.dep_ == "pobj" for owner in children(word, "poss")
    ]  # in the army's hands
    for carrier in carriers:
        for prep in children(carrier, "prep", "dative"):
            if prep.lower_ in _NO_OBJECT or prep in carried:
                continue
            found += _behind(prep) if prep.pos_ == "ADP" else [prep]
    named = [name for head in found for name in _named(head)]
    kept = dict.fromkeys([*found, *named])
    return [head for head in kept if head not in carried and not setting.is_time(head) and head not in subjects][
        :MOST_OBJECTS
    ]


def _behind(prep: Token) -> list[Token]:
    """The nouns behind a preposition, also behind two: *from within the crowd*."""
    found = children(prep, "pobj")
    for inner in children(prep, "prep") if not found else ():
        found += children(inner, "pobj")
    return found


def _named(head: Token) -> list[Token]:
    """The name that a participle gives to a noun: *the man known as El Mirlo*."""
    found: list[Token] = []
    for verb in children(head, "acl"):
        if verb.lemma_.lower() in _NAMED:
            found += children(verb, "oprd")
            found += [noun for prep in children(verb, "prep") for noun in children(prep, "pobj")]
    return found


def carries_a_verb(verb: Token, weak: bool, empty: frozenset[str]) -> bool:
    """Whether the verb only says how another is meant: *plans to close*, *refused to pay*."""
    inner = [child for child in verb.children if child.dep_ in CARRYING and child.pos_ in ("VERB", "AUX")]
    adjectives = [adjective for adjective in children(verb, "acomp") if children(adjective, "xcomp")]
    return (weak and bool(inner or adjectives)) or (bool(inner) and (verb.pos_ == "AUX" or verb.lemma_ in empty))
