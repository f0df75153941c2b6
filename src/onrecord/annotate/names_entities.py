"""Names in a parse: the model's entities, corrected by the codebooks and by the rest of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from onrecord.codebooks.actors import Entry, known_names, leads_to_state, reference_words, role_forms, roles, titles
from onrecord.codebooks.first_names import gender_of_name
from onrecord.codebooks.places import sites

NameKind = Literal["person", "organization", "group", "place", "known"]

_LABELS: dict[str, NameKind] = {"PERSON": "person", "ORG": "organization", "NORP": "group", "GPE": "place"}
_NAMES_ONLY = frozenset({"ORG", "PERSON"})
_PLACES = frozenset({"GPE", "LOC", "NORP"})
_BODIES = frozenset({"ORG"})
_MARKS = frozenset({"'s", "’s", "'", "’", ",", ";", ":", '"', "”", "“", "-", "–", "—", "(", ")", "*", "_"})
"""What the model sometimes takes for the end of a name."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss"})
"""Where a noun that the tagger does not know as a name may still be one."""
_HOLDERS = frozenset({"minister", "ministers", "secretary", "secretaries", "undersecretary"})
_BODY_NOUNS = frozenset({"Ministry", "Department", "Ministries", "Parliament"})
_SPELLS_OUT = 4
"""Shortest name of which a form in capitals is read as well; shorter ones clash with acronyms."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name: the tokens ``first`` to ``last``, the last one included."""

    first: int
    last: int
    kind: NameKind
    entry: Entry | None = None
    """The codebook's entry, if it has one for the whole name."""


def find_names(whole: Doc, doc: Sequence[Token]) -> tuple[list[Named], dict[int, Entry]]:
    """The names of a document in text order, without overlap; and token -> the codebook's entry that it belongs to.

    An entry may stand inside a longer name (*Veldanian* in *Veldanian Navy*).

    Args:
        whole: the document.
        doc: its tokens in a list, which answers several times faster.
    """
    known = _known(whole)
    entries = {i: name.entry for name in known for i in range(name.first, name.last + 1) if name.entry}
    taken = {i: name for name in known for i in range(name.first, name.last + 1)}
    names: list[Named] = []
    swallowed: set[Named] = set()
    for ent in whole.ents:
        if ent.label_ not in _LABELS and ent.label_ != "LOC":
            continue
        first, last = _trimmed(doc, *_one_name(doc, ent.start, ent.end - 1))
        if ent.label_ == "LOC" and not (first < last and _held_before(doc, Named(first, last, "place"))):
            continue  # A range or a sea, unless an office stands before it: then the model takes a name for one.
        if first <= last and _titles_somebody(doc, first, last):
            continue
        if names and first <= names[-1].last:
            continue  # It is the last name of the one before, which was cut short.
        if ent.label_ == "PERSON" and 0 < first <= last and _cut_short(doc, first, last):
            last += 1
        if ent.label_ == "ORG" and last + 1 < len(doc) and doc[last + 1].text in _BODY_NOUNS:
            last += 1
        if first > last or (
            not any(doc[i].pos_ == "PROPN" for i in range(first, last + 1)) and ent.label_ in _NAMES_ONLY
        ):
            continue
        inside = list(dict.fromkeys(taken[i] for i in range(first, last + 1) if i in taken))
        if any(name.first <= first and last <= name.last for name in inside):
            continue
        if inside and not _longer_name(doc, ent.label_, inside, first, last):
            continue
        swallowed.update(inside)
        names.append(Named(first, last, _LABELS.get(ent.label_, "person")))
    names = [_no_person(doc, name) for name in names]
    names.extend(name for name in known if name not in swallowed)
    names = _agreed(doc, sorted(names, key=lambda name: name.first))
    return _with_last_names(whole, doc, [_titled(doc, name) for name in names]), entries


def _known(doc: Doc) -> list[Named]:
    """The codebooks' names in the document, the longest first where they overlap."""
    matcher, entries = _matcher(doc.vocab)
    found = sorted(matcher(doc), key=lambda hit: (hit[1] - hit[2], hit[1]))
    used: set[int] = set()
    names: list[Named] = []
    for key, start, end in found:
        entry = entries[key]
        if any(i in used for i in range(start, end)):
            continue
        if not entry.sure and not _meant(doc, start, end, entry):
            continue
        used.update(range(start, end))
        names.append(Named(start, end - 1, "known", entry))
    return _of_states(doc, sorted(names, key=lambda name: name.first))


def _meant(doc: Doc, start: int, end: int, entry: Entry) -> bool:
    """Whether words that may be another name are what a codebook has them for: *Georgia*, *Chad*.

    The model tells; but a country that it takes for a person is one, unless somebody on the page is so named in full.
    """
    read = doc[start].ent_type_
    if read != "PERSON" or entry.what != "country" or end - start > 1:
        return read in (_BODIES if entry.what == "body" else _PLACES)
    persons = [
        ent for ent in doc.ents if ent.label_ == "PERSON" and any(token.text == doc[start].text for token in ent)
    ]
    return all(len(ent) == 1 for ent in persons) and not _leads(doc[start - 1 if start else start])


def _of_states(doc: Doc, names: list[Named]) -> list[Named]:
    """The names, bodies taken for those of the state that stands right before them, or behind *of*."""
    found: list[Named] = []
    for place, name in enumerate(names):
        before = names[place - 1] if place else None
        after = names[place + 1] if place + 1 < len(names) else None
        state = None
        if before and all(token.tag_ == "POS" for token in doc[before.last + 1 : name.first]):
            state = before.entry
        elif after and leads_to_state([token.lower_ for token in doc[name.last + 1 : after.first]]):
            state = after.entry
        found.append(replace(name, entry=name.entry.of(state)) if name.entry else name)
    return found


@cache
def _matcher(vocab: Vocab) -> tuple[PhraseMatcher, dict[int, Entry]]:
    """A matcher of all known names, and what each of its keys stands for."""
    import spacy

    matcher = PhraseMatcher(vocab)
    tokenizer = spacy.blank("en").tokenizer
    entries: dict[int, Entry] = {}
    for number, entry in enumerate(known_names()):
        forms = {entry.text, entry.text.replace("'", "’")}
        if len(entry.text) >= _SPELLS_OUT and entry.what != "body":
            forms.add(entry.text.upper())
        key = f"n{number}"
        patterns = [Doc(vocab, _tokens(form, tokenizer)) for form in sorted(forms)]
        matcher.add(key, patterns)
        entries[vocab.strings[key]] = entry
    return matcher, entries


def _trimmed(doc: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """An entity without article, courtesy title, role noun in front, and possessive mark behind."""
    while first <= last and (doc[first].is_punct or _leads(doc[first])):
        first += 1
    while last >= first and (doc[last].tag_ == "POS" or doc[last].text in _MARKS):
        last -= 1
    return first, last


def _tokens(form: str, tokenizer: Callable[[str], Doc]) -> list[str]:
    """The tokens of a name; plain words need no tokenizer, which makes the start fast."""
    if form.replace(" ", "").isalpha():
        return form.split()
    return [token.text for token in tokenizer(form)]


def _one_name(doc: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The one name in an entity: behind a colon or comma, before a *to*, behind a role that it took in."""
    for i in range(last, first, -1):
        if doc[i].text == "," and doc[first].ent_type_ != "PERSON":
            continue
        if doc[i].text in (":", ",") and i < last:
            first = i + 1
            break
    for i in range(first + 1, last):
        if doc[i].lower_ in ("to", "from", "between"):
            last = i - 1
            break
    if doc[first].ent_type_ == "PERSON":
        for i in range(min(first + 3, last - 1), first - 1, -1):
            role = role_forms().get(doc[i].lower_)
            if role is not None and role.kind == "person" and doc[i].text[0].isupper():
                return i + 1, last
    return first, last


def _titles_somebody(doc: Sequence[Token], first: int, last: int) -> bool:
    """Whether an entity is part of a title: the *Transport* of a Transport Minister."""
    if last + 1 < len(doc) and doc[last + 1].lower_ in _HOLDERS:
        return True
    return first == last and first > 1 and doc[first - 1].text == "of" and doc[first - 2].lower_ in _HOLDERS


def _cut_short(doc: Sequence[Token], first: int, last: int) -> bool:
    """Whether the model leaves out the last name of who has a title: *President Karim-Tomar* of Karim-Tomar Belayev."""
    name = doc[last].head
    behind = doc[last].dep_ == "compound" and name.i == doc[last].i + 1 and name.ent_type_ != "PERSON"
    return behind and name.pos_ == "PROPN" and name.text.istitle() and _has_title(doc[first - 1])


def _leads(token: Token) -> bool:
    lower = token.lower_
    return lower in ("the", "a", "an") or lower in titles()


def _longer_name(doc: Sequence[Token], label: str, inside: list[Named], first: int, last: int) -> bool:
    """Whether an entity that has a known name inside is a name of its own.

    A person named like a country is; *Moscow Sunday* or *Paris Thursday* is not, since every word that is
    not part of the known name has to be a proper noun.
    """
    rest = [i for i in range(first, last + 1) if not any(name.first <= i <= name.last for name in inside)]
    if label == "PERSON":
        return any(name.first == first for name in inside) or all(doc[i].pos_ == "PROPN" for i in rest)
    return label == "ORG" and any(doc[i].pos_ in ("PROPN", "NOUN") for i in rest)


def _agreed(doc: Sequence[Token], names: list[Named]) -> list[Named]:
    """The names, each of the kind that the model gave this very name most often on the page."""
    count: dict[tuple[str, ...], Counter[NameKind]] = {}
    forms = [_forms(doc, name) for name in names]
    for form, name in zip(forms, names, strict=True):
        count.setdefault(form, Counter())[name.kind] += 1
    things = {
        form for form, name in zip(forms, names, strict=True) if name.kind == "person" and _names_a_thing(doc, name)
    }
    usual = {form: kinds.most_common(1)[0][0] for form, kinds in count.items()}
    return [
        name if name.kind == usual[form] else replace(name, kind=usual[form])
        for form, name in zip(forms, names, strict=True)
        if name.kind == "known" or form not in things
    ]


def _no_person(doc: Sequence[Token], name: Named) -> Named:
    """A name whose last word no person bears is that of a body, whatever the model says: *Tarnby Rovers*."""
    whole = name.kind == "person" and name.last > name.first
    return replace(name, kind="organization") if whole and doc[name.last].lower_ in _body_ends() else name


@cache
def _body_ends() -> frozenset[str]:
    """Last words of names that no person bears."""
    return reference_words("body_ends")


def _names_a_thing(doc: Sequence[Token], name: Named) -> bool:
    """Whether words before a single name show that it is no person's: *the Aurelia*, *the ferry Aurelia*."""
    if name.first != name.last or name.first < 2 or doc[name.first].tag_ == "NNPS":
        return False
    before = doc[name.first - 1]
    if before.lower_ == "the":
        return not (name.last + 1 < len(doc) and doc[name.last + 1].pos_ in ("NOUN", "PROPN"))
    known = role_forms().get(before.lower_)
    return (
        before.tag_ == "NN"
        and known is None
        and doc[name.first - 2].lower_ in ("the", "a")
        and before.lower_ not in titles()
    )


_DEFINITE = frozenset({"the", "its", "their", "his", "her", "a", "an"})
_LONGEST_OFFICE = 5
"""Words of an office."""
_OF_STATES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""PLOVER sectors of offices that no body holds."""


def _titled(doc: Sequence[Token], name: Named) -> Named:
    """A name after a personal title is a person's, whatever the model says."""
    if name.kind in ("person", "known") or name.first == 0 or name.last - name.first > 3:
        return name
    before = doc[name.first - 1]
    if before.lower_ in titles() or (name.kind != "group" and _has_title(before)):
        return replace(name, kind="person")
    held = _held_behind(doc, name) or _held_before(doc, name) or _first_named(doc, name)
    return replace(name, kind="person") if held else name


def _first_named(doc: Sequence[Token], name: Named) -> bool:
    """Whether a name begins with a first name and ends with no noun: *Helena Quarrie*, and not *Helena Island*."""
    words = [token.text for token in doc[name.first : name.last + 1]]
    if name.kind not in ("organization", "place") or len(words) == 1 or not gender_of_name(" ".join(words)):
        return False
    ends = (_body_ends(), reference_words("thing_ends"), role_forms())
    nouns = any(word.lower() in book for word in words[1:] for book in ends)
    plain = all(word[0].isupper() and not word.isupper() for word in words)
    return plain and not nouns and not sites(words[0])


def _held_before(doc: Sequence[Token], name: Named) -> bool:
    """Whether an office stands before a whole name: *the minister of Defence, Livia Mora, said*."""
    at = name.first - 2
    whole = name.last > name.first and at > 0 and doc[at + 1].text == "," and doc[name.last].lower_ not in _body_ends()
    if not whole or name.last + 1 >= len(doc) or not (doc[name.last + 1].text in ",.)" or _acts(doc[name.last + 1])):
        return False
    for token in reversed(doc[max(0, at - _LONGEST_OFFICE) : at + 1]):
        role = roles().get(token.lemma_.lower())
        if role is not None and role.kind == "person":
            office = role.word not in reference_words("of_bodies")  # *The ship's owner, Tarnby Lines*.
            return office and token.tag_ in ("NN", "NNP") and _definite(doc, token.i - doc[0].i)
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") and token.lower_ not in ("of", "for", "the", "and"):
            return False
    return False


def _acts(token: Token) -> bool:
    """Whether a word is the verb of a clause."""
    return token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN")


def _definite(doc: Sequence[Token], at: int) -> bool:
    """Whether *the* or *its* stands before a noun, or before the words that belong to it."""
    while at > 0 and doc[at - 1].pos_ in ("NOUN", "PROPN", "ADJ"):
        at -= 1
    return at > 0 and (doc[at - 1].lower_ in _DEFINITE - {"a", "an"} or doc[at - 1].tag_ == "POS")


def _has_title(token: Token) -> bool:
    """Whether a word is a title of courtesy or, with a capital, an office of persons."""
    role = roles().get(token.lower_)
    return token.lower_ in titles() or (role is not None and role.kind == "person" and token.text[0].isupper())


def _held_behind(doc: Sequence[Token], name: Named) -> bool:
    """Whether an office that a person holds stands behind a whole name: *Livia Mora, the culture minister*."""
    whole = name.last > name.first and name.last + 2 < len(doc) and doc[name.last + 1].text == ","
    if not whole or doc[name.last].lower_ in _body_ends():
        return False
    bare = doc[name.last + 2].lower_ not in _DEFINITE  # *Livia Mora, mayor of Lund*.
    first = name.last + (2 if bare else 3)
    for token in doc[first : first + (1 if bare else _LONGEST_OFFICE)]:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return False
        role = roles().get(token.lemma_.lower())
        following = doc[token.i + 1 - doc[0].i] if token.i + 1 - doc[0].i < len(doc) else token
        if role is not None and role.kind == "person" and following.pos_ not in ("NOUN", "PROPN"):
            if bare and following.lower_ not in ("of", "for"):
                return False
            return token.tag_ in ("NN", "NNP") and role.sector in _OF_STATES
    return False


def _with_last_names(whole: Doc, doc: Sequence[Token], names: list[Named]) -> list[Named]:
    """The names, with bare last names of persons who are named in full elsewhere on the page read as persons."""
    titled = _title_tokens(whole, doc)
    sound = [name for name in names if name.first not in titled]
    full = {_forms(doc, name) for name in sound if name.kind == "person" and name.last > name.first}
    bodies = {_forms(doc, name) for name in sound if name.kind == "organization"}
    lasts = {_last(forms) for forms in full}
    singles = {doc[name.last].text for name in sound if name.kind == "person" and name.first == name.last}
    if not full:
        full = {_forms(doc, name) for name in names if name.kind == "person" and name.last > name.first}
        lasts = singles | {_last(forms) for forms in full}
    # A headline leaves out initials and suffixes: Abel Torv, of whom the text says Abel J. Torv Jr.
    full |= {(forms[0], _last(forms)) for forms in full}
    out: list[Named] = []
    for name in names:
        if name.first in titled and name.kind in ("person", "organization") and _forms(doc, name) not in bodies:
            out.append(_shrunk(doc, name, full, lasts | singles))
        elif (
            name.first == name.last
            and name.kind in ("organization", "group", "place")
            and doc[name.first].text in lasts
        ):
            out.append(replace(name, kind="person"))
        else:
            out.append(name)
    taken = {i for name in out for i in range(name.first, name.last + 1)}
    hashes = {whole.vocab.strings[text] for text in lasts}
    for i, orth in enumerate(whole.to_array("ORTH").tolist()):
        if orth in hashes and i not in taken and (doc[i].pos_ == "PROPN" or doc[i].dep_ in _ARGUMENTS):
            out.append(Named(i, i, "person"))
    return sorted(out, key=lambda name: name.first)


def _last(forms: tuple[str, ...]) -> str:
    """The last name among the words of a full name."""
    return next((form for form in reversed(forms) if form.casefold().rstrip(".") not in _SUFFIXES), forms[-1])


def _forms(doc: Sequence[Token], name: Named) -> tuple[str, ...]:
    return tuple([token.text for token in doc[name.first : name.last + 1]])


def _shrunk(doc: Sequence[Token], name: Named, full: set[tuple[str, ...]], lasts: set[str]) -> Named:
    """A name in a headline with every word capitalised, without the words around it that the model took in.

    What the running text knows as a name is the name; the rest of the entity is a verb or a noun.
    """
    forms = _forms(doc, name)
    for width in range(len(forms), 0, -1):
        for start in range(len(forms) - width + 1):
            piece = forms[start : start + width]
            if piece in full or (width == 1 and piece[0] in lasts):
                return Named(name.first + start, name.first + start + width - 1, "person")
    return name


def _title_tokens(whole: Doc, doc: Sequence[Token]) -> set[int]:
    """The tokens of sentences that are set like a headline: nearly every long word has a capital."""
    found: set[int] = set()
    for sent in whole.sents:
        start, end = sent.start, sent.end
        if doc[end - 1].text in (".", "!", "”", '"'):
            continue
        long = [text for token in doc[start:end] if len(text := token.text) > 3 and text.isalpha()]
        if len(long) > 2 and sum(text[0].isupper() for text in long) >= 0.8 * len(long):
            found.update(range(start, end))
    return found
