"""How clauses name deeds without a verb of their own, and what governs them: ``deeds.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebooks.book import Book, book

Sense = Literal["done", "planned", "denied", "possible"]
_PHRASES = (
    "ending",
    "no_way",
    "negation",
    "coloured",
    "idioms",
    "calling",
    "keeping",
    "aiming",
    "demanding",
    "taking",
    "under_way",
    "options",
    "willing",
    "idle",
    "idle",
    "revoking",
    "ends",
    "enabling",
    "granting",
    "parting",
    "informing",
)
"""The lists of the section ``[phrases]``, called as the fields are."""
_SENSES: tuple[Sense, ...] = ("done", "planned", "denied", "possible")


@dataclass(frozen=True, slots=True)
class Deeds:
    """The codebook ``deeds.toml``."""

    nouns: frozenset[str]
    """Nouns that tell a deed."""
    carriers: Mapping[str, Sense]
    """Verb, with its particle or preposition -> what it makes of the deed that its object names."""
    governing: Mapping[str, Sense]
    """Verb or preposition -> what it makes of the verb in its complement."""
    ending: frozenset[str]
    """Verbs that deny the deed in *-ing* behind them: *stop flying*."""
    coming: Mapping[str, Sense]
    """What is said of a deed that is the subject -> what becomes of it: *the strike began*, *the match is off*."""
    intentions: Mapping[str, Sense]
    """Noun -> what it makes of the infinitive behind it."""
    reports: frozenset[str]
    """Nouns of what is told."""
    denying: frozenset[str]
    """Verbs that say of a report that it is false."""
    false: frozenset[str]
    """Adjectives and nouns that say so."""
    truth: frozenset[str]
    """Nouns of what a report may lack: *there is no truth in it*."""
    branding: frozenset[str]
    """Verbs by which somebody calls a report false."""
    saying: frozenset[str]
    """Verbs of saying: what somebody did not say may be so."""
    suffered: frozenset[str]
    """Nouns of deeds whose owner is he to whom they are done: *his arrest*."""
    undergone: frozenset[str]
    """Nouns of deeds that belong to who stands behind *of*: *the death of the general*."""
    voiced: frozenset[str]
    """Nouns of what others said, which stays said whoever dismisses it: *criticism*."""
    no_way: frozenset[str]
    """Phrases with *be* that deny a deed."""
    under_way: frozenset[str]
    """Phrases with *be* that deny a deed where they are denied: *is not on the table*."""
    options: frozenset[str]
    """Nouns that do so: *is not an option*."""
    willing: frozenset[str]
    """Adjectives by which somebody says what he will do: *is ready to sell*."""
    idle: frozenset[str]
    """Verbs that refuse nothing behind *nothing to*: *nothing to hide*."""
    negation: frozenset[str]
    """Nouns that with *no* negate a clause: *on no account*."""
    revoking: frozenset[str]
    """Verbs that take back an intention: *broke its promise to*."""
    ends: frozenset[str]
    """Nouns that say of an intention that it is given up: *the end of the plan to*."""
    enabling: frozenset[str]
    """Nouns of what lets somebody do what follows: *permits to*."""
    parting: frozenset[str]
    """Verbs of who parts with what is his own: *dropped its plan*."""
    informing: frozenset[str]
    """Verbs of knowing and letting know: *warned the mayor of the flood*."""
    granting: frozenset[str]
    """Verbs that give or get such a thing: *issued*."""
    coloured: frozenset[str]
    """Verbs with a preposition that are claims though the verb alone is none."""
    idioms: frozenset[str]
    """Verbs that are one act with their object: *take part*."""
    calling: frozenset[str]
    """Verbs by which somebody says how a thing is: *declared the bridge unsafe*."""
    keeping: frozenset[str]
    """Verbs by which somebody sees to it that a thing is so: *kept the border closed*."""
    aiming: frozenset[str]
    """Verbs that deny the deed in their complement where they are denied: *is not considering a sale*."""
    demanding: frozenset[str]
    """Verbs behind which a clause with *that* is only what somebody wants: *recommended that it be sold*."""
    taking: frozenset[str]
    """Verbs by which somebody takes a thing for what stands behind *as*: *treated the fire as arson*."""
    questioning: frozenset[str]
    """Verbs and nouns of questions that a page reports."""
    answering: frozenset[str]
    """Verbs of answering."""
    occurring: frozenset[str]
    """Verbs of what may be said of a deed that *this* stands for: *this would not happen*."""


@cache
def deeds() -> Deeds:
    """The codebook, read once.

    Raises:
        UsageError: if it is malformed; the message names file, line and reason.
    """
    return parse_deeds(book("deeds.toml"))


def parse_deeds(found: Book) -> Deeds:
    """The codebook of a text.

    Raises:
        UsageError: if a list is missing or no text, or a word has two senses; the message names file, line and reason.
    """
    return Deeds(
        nouns=frozenset(found.listed("nouns")),
        carriers=_senses(found, "carriers"),
        governing=_senses(found, "governing"),
        coming=_senses(found, "coming"),
        intentions=_senses(found, "intentions"),
        reports=frozenset(found.listed("nouns", "reports")),
        denying=frozenset(found.listed("denying", "reports")),
        false=frozenset(found.listed("false", "reports")),
        truth=frozenset(found.listed("truth", "reports")),
        branding=frozenset(found.listed("branding", "reports")),
        saying=frozenset(found.listed("saying", "reports")),
        suffered=frozenset(found.listed("suffered", "reports")),
        undergone=frozenset(found.listed("undergone", "reports")),
        voiced=frozenset(found.listed("voiced", "reports")),
        **{key: frozenset(found.listed(key, "answers")) for key in ("questioning", "answering", "occurring")},
        **{key: frozenset(found.listed(key, "phrases")) for key in _PHRASES},
    )


def _senses(found: Book, section: str) -> dict[str, Sense]:
    """Word -> its sense in a section of lists."""
    senses: dict[str, Sense] = {}
    for sense in _SENSES:
        for word in found.listed(sense, section) if sense in found.table(section) else ():
            if senses.setdefault(word, sense) != sense:
                raise found.wrong(section, word, f"stands under {senses[word]} and under {sense}", last=True)
    return senses
