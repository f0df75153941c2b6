"""Attributions that stand beside their content: *according to*, *as the minister said*, *X: ...*."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from onrecord.annotate.parsing import Parsed
from onrecord.annotate.statements.codebook import Sense, codebook
from onrecord.annotate.statements.cues import chain, cue_tokens, verb_senses
from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.quotes import Quote
from onrecord.annotate.statements.speakers import channel_of, hearer, noun_phrase
from onrecord.annotate.statements.tree import (
    child,
    children,
    governing_verb,
    is_mark,
    of_class,
    relative,
    solid,
    subtree,
)

SAYING = Sense("say", "speech")
_TAG_DEPS = frozenset({"parataxis", "advcl", "ccomp", "conj", "dep", "relcl", "ROOT"})
_LONGEST_LABEL = 4
DASHES = frozenset({"-", "–", "—", "―", "--"})


def find_tags(parsed: Parsed, quotes: list[Quote]) -> list[Draft]:
    """All attributions of this kind, in text order."""
    quoted = {i for quote in quotes for i in quote.tokens()}
    found: list[Draft] = []
    for token in of_class(parsed.doc, "VERB", "ADP", "SCONJ", "ADV", "ADJ"):
        draft = None
        if token.lower_ == "according":
            draft = _according(token)
        elif token.pos_ == "VERB" and token.dep_ in _TAG_DEPS:
            draft = _aside(token) or _inverted(token) or _final(token)
        if draft is not None:
            found.append(draft)
    for first, stop in parsed.paragraphs:
        # A line that ends in a full stop is a headline only where the whole text was handed over, title first.
        draft = _label(parsed.doc, first, stop, quoted, parsed.article.as_is and first == 0)
        if draft is not None:
            found.append(draft)
    return found


def _according(token: Token) -> Draft | None:
    """*According to the ministry, ...* and *..., according to the ministry*."""
    link = child(token, "prep")
    if link is None or link.lower_ != "to":
        link = token.nbor(1) if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to" else None
    held = child(link, "pobj") if link is not None else None
    if link is None or held is None:
        return None
    source = noun_phrase(held)
    content = _sentence_rest(token, {*subtree(token), link.i} | source)
    return Draft(content, {token.i, link.i}, source, SAYING, "according to", token, held)


def _sentence_rest(token: Token, away: set[int]) -> set[int]:
    """The clause that a fronted or final attribution is about."""
    verb = governing_verb(token)
    if verb is None:
        return {item.i for item in token.sent} - away
    return subtree(verb) - away


def _aside(verb: Token) -> Draft | None:
    """A tag that the parser hangs on its content: *The bridge, he said, was closed*; *as he said*."""
    senses, particle = verb_senses(verb)
    if "quote" not in senses:
        return None
    who = _tag_subject(verb)
    # Told us: the hearer is no content.
    taken = ("ccomp", "xcomp", "acomp") if "addr" in senses else ("ccomp", "dobj", "xcomp", "acomp")
    if who is None or who.tag_ in ("WDT", "WP") or child(verb, *taken) is not None or verb.dep_ == "ROOT":
        return None
    marker = next((item for item in children(verb, "mark", "advmod") if item.lower_ == "as"), None)
    above = verb.head
    if above.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return None
    tag = subtree(verb, [item for item in children(verb, "nsubj") if item.i < verb.i < who.i])
    if marker is not None:
        if not _as_tells(verb, marker, tag, senses):
            return None
        content = _around(verb, marker, tag)
    elif _stands_apart(verb, tag):
        content = subtree(above) - tag
    else:
        return None
    governors, negated, _ = chain(verb)
    cue = cue_tokens(verb) | particle
    for governor in governors:
        cue |= cue_tokens(governor)
    rule = "as said" if marker is not None else "tag"
    return Draft(
        content, cue, noun_phrase(who), senses["quote"], rule, verb, who, negated, channel_of(verb),
        hearer(verb, senses),
    )  # fmt: skip


_AS_ALONE = frozenset(["even", "just", "much", "exactly", "soon"])
_ABOUT = frozenset(["about", "against", "at", "for", "in", "of", "over", "upon"])


def _as_tells(verb: Token, marker: Token, tag: set[int], senses: Mapping[str, Sense]) -> bool:
    """Whether *as she said* attributes the words beside it, and does not tell when something happened.

    It stands apart (*..., as she said*; *As she said, ...*), its verb reports (*noted*, not *began*), and
    nothing else is what was said (*as he called for calm*).
    """
    doc, low, high = verb.doc, min(tag), max(tag)
    if "clause" not in senses or senses["quote"].kind != "speech" or verb.lemma_ in codebook().neutral:
        return False
    about = any(item.lower_ in _ABOUT and item.i > verb.i for item in children(verb, "prep"))
    if about or doc[marker.i - 1].lower_ in _AS_ALONE:
        return False
    before = doc[low - 1].text if low > verb.sent.start else ""
    follows = doc[high + 1].text if high + 1 < verb.sent.end else "."
    return before.lower() in ("", ",", "—", "–", "--", "(", "and", "but") and not follows.isalnum()


def _around(verb: Token, marker: Token, tag: set[int]) -> set[int]:
    """The sentence around *as she said*; after *and as she said,* only what follows."""
    doc, sentence = verb.doc, verb.sent
    start = max(tag) + 1 if doc[marker.i - 1].lower_ in ("and", "but") and min(tag) > sentence.start else sentence.start
    return set(range(start, sentence.end)) - tag


def _tag_subject(verb: Token) -> Token | None:
    """Who speaks in a tag: *The road, says Doren, is open* gives the verb two subjects, of which the later one does."""
    subjects = children(verb, "nsubj")
    if len(subjects) > 1 and verb.doc[verb.i - 1].text == ",":
        return subjects[-1]
    return subjects[0] if subjects else None


def _inverted(verb: Token) -> Draft | None:
    """A tag with the verb first, after words that the parser takes for no clause: *no change, said the minister*."""
    senses, particle = verb_senses(verb)
    who = _tag_subject(verb)
    doc, start = verb.doc, verb.sent.start
    if "quote" not in senses or who is None or who.i < verb.i or verb.i - start < 3 or doc[verb.i - 1].text != ",":
        return None
    if child(verb, "ccomp", "dobj", "xcomp") is not None:
        return None
    return Draft(
        set(range(start, verb.i - 1)), cue_tokens(verb) | particle, noun_phrase(who), senses["quote"], "inverted",
        verb, who, via=channel_of(verb), addressee=hearer(verb, senses),
    )  # fmt: skip


def _final(verb: Token) -> Draft | None:
    """A tag at the end of a sentence whose words the parser takes for no clause: *No change in sight, aides say*."""
    senses, particle = verb_senses(verb)
    doc, start = verb.doc, verb.sent.start
    who = next(reversed(children(verb, "nsubj")), None)
    if "quote" not in senses or "clause" not in senses or who is None or who.i > verb.i or relative(who):
        return None
    if senses["quote"].kind != "speech" or child(verb, "ccomp", "xcomp", "acomp") is not None:
        return None
    held = child(verb, "dobj")
    if held is not None and (held.i > verb.i) != ("addr" in senses):
        return None
    speaker = noun_phrase(who, verb)
    if not speaker:
        return None
    low = min(speaker) - 1
    if low - start < 2 or doc[low].text != "," or any(solid(doc[i]) for i in _after_tag(verb)):
        return None
    if any(is_mark(doc[i]) for i in speaker):
        # Half of what was said and its speaker, taken for one phrase.
        return None
    if phrase_head(doc, start, low).dep_ in ("prep", "advcl", "npadvmod", "advmod"):
        return None
    return Draft(
        set(range(start, low)), cue_tokens(verb) | particle, speaker, senses["quote"], "final", verb, who,
        via=channel_of(verb), addressee=hearer(verb, senses),
    )  # fmt: skip


def _after_tag(verb: Token) -> range:
    """The words of the sentence behind a tag with its hearer, time and place."""
    high = verb.i
    for item in verb.children:
        if item.i > verb.i and item.dep_ in ("npadvmod", "advmod", "prep", "dobj", "dative", "prt"):
            high = max(high, *subtree(item))
    return range(high + 1, verb.sent.end)


def _stands_apart(verb: Token, tag: set[int]) -> bool:
    """Whether the words of the tag are set off by commas, dashes or the end of the sentence."""
    doc = verb.doc
    part = sorted(tag)
    while part and not solid(doc[part[0]]):
        part.pop(0)
    if not part:
        return False
    before = doc[part[0] - 1] if part[0] > 0 else None
    return (
        before is not None
        and before.sent.start == verb.sent.start
        and (before.text in (",", "—", "–", "--") or is_mark(before))
    )


def spread(draft: Draft) -> None:
    """Give a tag the whole sentence around it, as *The bridge, he said, was closed, and ...* means.

    The parser often hangs fronted phrases or what follows the tag on the verb of saying itself.
    """
    verb = draft.trigger
    if verb is None or verb.pos_ != "VERB" or not draft.speaker or not draft.rule.startswith(("verb clause", "tag")):
        return
    doc, sentence = verb.doc, verb.sent
    low, high = min(draft.speaker | draft.cue), _tag_end(verb, max(draft.speaker | draft.cue), draft.content)
    if low <= sentence.start or doc[low - 1].text != "," or not draft.content or verb.dep_ in ("relcl", "acl"):
        return
    left = set(range(sentence.start, low - 1))
    if high + 1 < sentence.end and doc[high + 1].text == ",":
        follows = doc[high + 2] if high + 2 < sentence.end else None
        opening = [doc[i].tag_ for i in range(high + 2, min(high + 6, sentence.end))]
        if follows is None or {"VBG", "WDT", "WP"} & set(opening) or draft.speaker_head is None:
            return
        right = {i for i in range(high + 2, sentence.end) if doc[i].text != ";"}
        if right & draft.content or (left & draft.content and follows.lower_ in ("and", "but")) or draft.rule == "tag":
            draft.content = left | right
            draft.note("content", "the sentence on both sides of the tag")
    elif max(draft.content) < low:
        draft.content |= left
        draft.note("content", "the sentence up to the tag")


def _tag_end(verb: Token, high: int, content: set[int]) -> int:
    """The last token of a tag with its time, place and hearer: *he said on Monday in the capital*."""
    for item in verb.children:
        if item.i > high and item.dep_ in ("npadvmod", "advmod", "prep", "dobj", "dative", "prt"):
            part = subtree(item)
            if min(part) == high + 1 and not part & content:
                while high + 1 in part and verb.doc[high + 1].text != ",":
                    high += 1
    return high


def _label(doc: Doc, first: int, stop: int, quoted: set[int], title: bool) -> Draft | None:
    """A headline or a transcript line: *Minister: Talks will go on*, *Talks will go on - minister*."""
    if not any(doc[i].text == ":" for i in range(first, min(first + 16, stop))) and not any(
        doc[i].text in DASHES for i in range(max(first, stop - 6), stop)
    ):  # fmt: skip
        return None
    if sum(solid(doc[i]) for i in range(first, min(stop, first + 20))) < 4:
        return None
    if (spoken := _transcript(doc, first, stop)) is not None:
        return spoken
    if stop - first > 60 or (not title and doc[stop - 1].text in (".", "!", "?")):
        return None
    for i in range(first + 1, min(first + 8, stop - 2)):
        if doc[i].text == ":" and i not in quoted and _names_a_source(doc, first, i):
            return _labelled(doc, range(first, i), i, range(i + 1, stop))
    for i in range(first + 3, min(first + 16, stop - 2)):
        if doc[i].text == ":" and i not in quoted and i + 1 in quoted:
            # Doren on the New Road: ‘We Will Wait’
            end = next((k for k in range(first + 1, i) if doc[k].lower_ in ("on", "to", "about")), i)
            named = _names_a_source(doc, first, end)
            return _labelled(doc, range(first, end), i, range(i + 1, stop)) if named else None
    if doc[stop - 1].text in (".", "!", "?"):
        return None
    for i in range(stop - 2, max(first + 3, stop - 6), -1):
        if doc[i].text in DASHES and doc[i - 1].whitespace_ and _names_a_source(doc, i + 1, stop):
            return _labelled(doc, range(i + 1, stop), i, range(first, i))
    return None


def _labelled(doc: Doc, source: range, mark: int, content: range) -> Draft:
    """A draft whose cue is a mark."""
    head = phrase_head(doc, source.start, source.stop)
    return Draft(set(content), {mark}, set(source), SAYING, "label", None, head)


def _names_a_source(doc: Doc, first: int, stop: int) -> bool:
    """Whether a label names someone: by its form, as an office or a poll, or because the page uses it as a name."""
    if name_like(doc, first, stop):
        return True
    words = [doc[i] for i in range(first, stop) if solid(doc[i])]
    if len(words) == 1 and words[0].text[0].isupper() and words[0].pos_ in ("NOUN", "ADJ", "VERB", "X"):
        said = words[0].lower_
        if any(item.lower_ == said and item.pos_ == "PROPN" and not item.is_sent_start for item in doc):
            return True
    book = codebook()
    return 0 < len(words) <= _LONGEST_LABEL and words[-1].lemma_.lower() in book.evidence | book.offices and all(
        word.pos_ in ("NOUN", "PROPN", "ADJ") for word in words
    )  # fmt: skip


def _transcript(doc: Doc, first: int, stop: int) -> Draft | None:
    """A line of an interview: *DOREN: We will not wait.*, *Q: Why now?*."""
    while first < stop and is_mark(doc[first]):
        first += 1
    for i in range(first + 1, min(first + 6, stop - 1)):
        if doc[i].text == ":":
            name = [doc[k].text for k in range(first, i)]
            if all(part.isupper() or not part.isalpha() for part in name) and name[0][0].isalpha():
                head = phrase_head(doc, first, i)
                return Draft(set(range(i + 1, stop)), {i}, set(range(first, i)), SAYING, "transcript", None, head)
            return None
    return None


def name_like(doc: Doc, first: int, stop: int) -> bool:
    """Whether the words may name someone: capitals, no verb."""
    words = [doc[i] for i in range(first, stop) if solid(doc[i])]
    if not words or len(words) > 6 or any(word.pos_ in ("VERB", "AUX", "PRON", "ADV", "NUM") for word in words):
        return False
    return any(word.pos_ == "PROPN" for word in words) and all(
        word.text[0].isupper() or word.pos_ in ("ADP", "DET", "CCONJ", "PART") for word in words
    )


def phrase_head(doc: Doc, first: int, stop: int) -> Token:
    """The last word of the phrase that nothing inside it governs."""
    inside = range(first, stop)
    heads = [doc[i] for i in inside if doc[i].head.i not in inside or doc[i].head.i == i]
    return next((item for item in heads if solid(item)), doc[stop - 1])
