"""The words that attribute, and what they take: ``reporting_cues.toml`` and ``acts.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from onrecord.codebooks.book import book
from onrecord.errors import UsageError

CueClass = Literal["speech", "attitude", "judgement", "evidence", "decree"]

CLASSES = frozenset({"speech", "attitude", "judgement", "evidence", "decree"})
PARTS = frozenset({"verb", "noun", "adj"})
PREPOSITIONS = frozenset(
    "about against at by for from in into of on onto over to toward towards through upon with".split()  # noqa: SIM905
)
FRAMES = PREPOSITIONS - {"to"} | {
    "clause", "quote", "addr", "to", "to-np", "obj-to", "np", "show-np", "as", "small", "ing", "passive",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue means in one construction."""

    act: str
    """The verbal act (``acts.toml``)."""
    kind: CueClass
    """The class of the cue."""


@dataclass(frozen=True, slots=True)
class Idiom:
    """A cue of several words."""

    words: frozenset[str]
    """Base forms of the word beside the verb."""
    carrier: str
    """What carries the content: a preposition, ``clause``, or ``object`` for the verb's own object."""
    act: str
    """The verbal act."""
    kind: CueClass
    """The class of the cue."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Both code lists, ready for look-up."""

    cues: dict[tuple[str, str], dict[str, Sense]]
    """(part of speech, lemma) -> frame -> sense."""
    particles: dict[str, tuple[str, ...]]
    """First word of a cue of two words -> the second words: *point* -> (*out*,)."""
    idioms: dict[str, tuple[Idiom, ...]]
    """Base form of a verb -> the idioms that start with it."""
    not_cues: frozenset[str]
    """Verbs that take a that-clause and attribute nothing."""
    neutral: frozenset[str]
    """Verbs before a cue that leave its sense as it is: *continue*, *go*."""
    refusing: frozenset[str]
    """Verbs before a cue that deny the attribution: *decline*, *fail*."""
    evidence: frozenset[str]
    """Nouns of what shows something by itself: polls, documents, pictures."""
    offices: frozenset[str]
    """Nouns by which a headline names its source: *Ministry: Road to reopen*."""
    perceiving: frozenset[str]
    """Verbs that attribute nothing with a bare clause: *saw the ship sink*."""
    issuing: frozenset[str]
    """Verbs by which someone puts out a paper that speaks for him: *issue*, *send*."""
    media_names: frozenset[str]
    """Words in which names of newspapers and stations end: *Times*, *Radio*."""
    platforms: frozenset[str]
    """Names of places where people publish their own words."""
    media_nouns: frozenset[str]
    """Nouns that name an outlet."""
    deeds: dict[str, frozenset[str]]
    """Words that tell a deed from an attribution with the same verb: *striking* verbs, *fighters*, *targets* ..."""
    plover: dict[str, str | None]
    """Act -> PLOVER event type, or ``None``."""

    def frames(self, part: str, lemma: str) -> dict[str, Sense]:
        """The frames of a cue; empty if the word is none."""
        return self.cues.get((part, lemma), {})


@cache
def codebook() -> Codebook:
    """The code lists of the package.

    Raises:
        UsageError: if an entry cannot be understood; names the file, the entry and the reason.
    """
    acts, given = book("acts.toml").data, book("reporting_cues.toml").data
    known = frozenset(acts["act"])
    own = {str(lemma): str(act) for lemma, act in acts["lemma"].items()}
    for lemma, act in own.items():
        _check(act in known, "acts.toml", lemma, f"there is no act {act!r}")
    cues: dict[tuple[str, str], dict[str, Sense]] = {}
    for entry in given["cue"]:
        _add_group(cues, entry, known, own)
    pairs: dict[str, set[str]] = {}
    for _, lemma in cues:
        first, _, second = lemma.partition("_")
        if second:
            pairs.setdefault(first, set()).add(second)
    chain, channel = given["chain"], given["channel"]
    return Codebook(
        cues=cues,
        particles={first: tuple(sorted(seconds)) for first, seconds in pairs.items()},
        idioms=_idioms(given["idiom"], known),
        not_cues=frozenset(given["not_cues"]["verb"].split()),
        neutral=frozenset(chain["neutral"].split()),
        refusing=frozenset(chain["refusing"].split()),
        evidence=frozenset(given["evidence"]["nouns"].split()),
        offices=frozenset(given["headline"]["offices"].split()),
        perceiving=frozenset(chain["perceiving"].split()),
        issuing=frozenset(chain["issuing"].split()),
        media_names=frozenset(channel["media_names"].lower().split()),
        platforms=frozenset(channel["platforms"].lower().split()),
        media_nouns=frozenset(channel["media_nouns"].split()),
        deeds={key: frozenset(words.split()) for key, words in given["deeds"].items()},
        plover={act: value.get("plover") for act, value in acts["act"].items()},
    )


def _add_group(
    cues: dict[tuple[str, str], dict[str, Sense]], entry: dict[str, Any], acts: frozenset[str], own: dict[str, str]
) -> None:
    """Add one ``[[cue]]`` group. What an earlier group says of a lemma and frame stands."""
    name = " ".join(str(entry.get("lemmas", "")).split()[:3]) + "..."
    where = "reporting_cues.toml"
    for key in ("pos", "class", "act", "frames", "lemmas"):
        _check(isinstance(entry.get(key), str), where, name, f"{key} is missing")
    _check(entry["pos"] in PARTS, where, name, f"there is no part of speech {entry['pos']!r}")
    _check(entry["class"] in CLASSES, where, name, f"there is no class {entry['class']!r}")
    _check(entry["act"] in acts, where, name, f"there is no act {entry['act']!r}")
    frames = entry["frames"].split()
    for frame in frames:
        _check(frame in FRAMES, where, name, f"there is no frame {frame!r}")
    for lemma in entry["lemmas"].split():
        # A lemma's own act holds where its group means plain saying; elsewhere the group knows better.
        act = own.get(lemma, entry["act"]) if entry["act"] in ("say", "believe", "urge", "want") else entry["act"]
        sense = Sense(act, entry["class"])
        for frame in frames:
            cues.setdefault((entry["pos"], lemma), {}).setdefault(frame, sense)


def _idioms(entries: list[dict[str, Any]], acts: frozenset[str]) -> dict[str, tuple[Idiom, ...]]:
    """The ``[[idiom]]`` entries by their verbs."""
    found: dict[str, tuple[Idiom, ...]] = {}
    where = "reporting_cues.toml"
    for entry in entries:
        name = f"{entry.get('verbs', '?')} {entry.get('words', '?')}"
        for key in ("verbs", "words", "carriers", "class", "act"):
            _check(isinstance(entry.get(key), str), where, name, f"{key} is missing")
        _check(entry["class"] in CLASSES, where, name, f"there is no class {entry['class']!r}")
        _check(entry["act"] in acts, where, name, f"there is no act {entry['act']!r}")
        words = frozenset(entry["words"].split())
        for carrier in entry["carriers"].split():
            _check(
                carrier in PREPOSITIONS | {"behind", "to", "clause", "object"},
                where,
                name,
                f"there is no carrier {carrier!r}",
            )
            for verb in entry["verbs"].split():
                found[verb] = (*found.get(verb, ()), Idiom(words, carrier, entry["act"], entry["class"]))
    return found


def _check(holds: bool, file: str, entry: str, reason: str) -> None:
    if not holds:
        raise UsageError(f"the codebook {file}, entry {entry!r}: {reason}")


def base_forms(lemma: str, form: str) -> list[str]:
    """The lemma, and what else the form may come from: the parser makes *hop* of *hopes*, *rat* of *rated*."""
    lemma, form = lemma.lower(), form.lower()
    for ending, cut, new in (("es", 1, ""), ("ed", 1, ""), ("ing", 3, "e")):
        if form.endswith(ending) and form[:-cut] + new != lemma:
            return [lemma, form[:-cut] + new]
    return [lemma]


@lru_cache(maxsize=8192)
def verb_frames(lemma: str, form: str) -> dict[str, Sense]:
    """The frames of a verb by lemma and form."""
    return lookup(base_forms(lemma, form), "verb")


def lookup(lemmas: Iterable[str], part: str) -> dict[str, Sense]:
    """The frames of the first of ``lemmas`` that is a cue of that part of speech."""
    cues = codebook()
    for lemma in lemmas:
        if found := cues.frames(part, lemma):
            return found
    return {}
