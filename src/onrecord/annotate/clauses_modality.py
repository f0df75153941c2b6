"""Whether a clause is so, is planned, is left open or is denied, by more than the helping verbs of events.

Events ask whether something happened. A claim is held against others, so the words that deny it from further off
count as well: *decided against building*, *on no account*, *dismissed reports that it was for sale*.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.events_frames import children
from onrecord.annotate.events_lexicon import Lexicon
from onrecord.annotate.events_modality import denied, helping, modality_of, to_be
from onrecord.annotate.events_open import excused, left_open, others_want
from onrecord.codebooks.clauses import topics
from onrecord.codebooks.deeds import Sense, deeds
from onrecord.records import Modality

_PURPOSE = frozenset({"acl", "relcl", "advcl", "pcomp"})
CARRYING = frozenset({"xcomp", "ccomp"})
_PLAIN: dict[Sense, Modality] = {"done": "happened", "planned": "planned", "denied": "negated", "possible": "possible"}
_CHARGING = frozenset({"accuse", "blame", "charge"})
_AT = frozenset({"be", "enter", "engage", "remain"})
_ASIDE = frozenset({"aside", "away", "off", "down", "out", "ahead", "back"})
_REACH = 8
"""Words before a report that the parse took for a verb in which what denies it stands."""


def modality(verb: Token, carried: list[Token], lexicon: Lexicon) -> Modality:
    """The modality as events have it, and stricter: a claim is done only if nothing above it leaves that open."""
    if left_open(verb):
        return "possible"  # If the bridge is not open.
    found = _as_event(verb, carried, lexicon)
    if found == "negated" and (others_want(verb) or excused(verb)):
        return "possible"
    if found != "negated" and negated_by_phrase(verb):
        return "negated"
    top = _top(verb)
    sure = found in ("happened", "planned") or _would(verb) or (found == "possible" and top.i != verb.i)
    if ruled_out(verb) or (sure and _disowned(top)):
        return "negated"
    if found in ("happened", "planned") and _unsaid(top):
        return "possible"
    return found


def _top(verb: Token) -> Token:
    """The verb of the clause in which an infinitive says what is to be: *was* in *was about to resign*."""
    top = verb
    while top.dep_ == "xcomp" and top.head.i != top.i:
        top = top.head
        if top.dep_ == "acomp" or top.pos_ in ("ADP", "ADV"):
            top = top.head
    return top


def _disowned(verb: Token) -> bool:
    """Whether somebody says of a clause with its own subject that it is not so: *denied that*, *it is untrue that*."""
    if _said_not_to_be(verb) or _called_false(verb) or ruled_out(verb):
        return True
    told = report_of(verb)
    return told is not None and denied_report(told)


def ruled_out(verb: Token) -> bool:
    """Whether a verb without a subject is what somebody says will not be: *closing it is not an option*."""
    if verb.dep_ in ("csubj", "xcomp", "ccomp", "advcl"):
        return no_way(verb.head)
    if verb.dep_ != "acl" or verb.tag_ != "VB" or verb.head.dep_ != "pobj":
        return False
    said = next((word for word in verb.head.ancestors if word.pos_ in ("VERB", "AUX")), None)
    return said is not None and no_way(said)  # Out of the question to close it: the parse hangs it on the noun.


def _would(verb: Token) -> bool:
    """Whether a clause stands under *would*, the *will* of what others said."""
    return any(aux.lower_ in ("would", "'d", "’d") for aux in children(verb, "aux"))


def _as_event(verb: Token, carried: list[Token], lexicon: Lexicon) -> Modality:
    """What the verb's own words make of it, and the verb, noun or adjective that governs it."""
    found = modality_of(verb, lexicon)
    if denied(verb):
        above = intention_above(verb)
        taken_back = above is not None and _given_up(above)
        return "planned" if taken_back and found == "negated" else found  # Reversed its decision not to sell.
    none = any(det.lower_ == "no" for word in carried for det in children(word, "det"))
    if none and found in ("happened", "planned"):
        return "negated"  # There was no alternative, there will be no levy.
    governed = _governed(verb)
    without = verb.dep_ == "pcomp" and verb.head.lower_ == "without"  # Without the guards firing a shot.
    if governed is not None and (without or not children(verb, "nsubj", "nsubjpass")):
        return governed
    infinitive = to_be(verb)
    if found == "happened" and infinitive and verb.dep_ in CARRYING:
        if verb.head.lemma_ == "have" and any(word.lower_ == "yet" for word in verb.head.children):
            return "negated"  # The mayor has yet to answer.
        return found if verb.head.lemma_.lower() in topics().bringing else "possible"
    if (
        found == "planned"
        and (verb.tag_ == "VB" or infinitive)
        and verb.dep_ in _PURPOSE
        and not _planned_above(verb, lexicon)
    ):
        return "possible"  # What something is for is nobody's plan yet: "a law to regulate ports".
    return found


def _planned_above(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the word above an infinitive says that it is planned: *the plan to*, *ordered ships to*."""
    return verb.head.lemma_.lower() in lexicon.modality["planned"]


def _governed(verb: Token) -> Modality | None:
    """What the word above says of a verb without a subject, where the codebook of events does not know it."""
    head = verb.head
    if head.pos_ == "ADP" and verb.dep_ == "pcomp":
        if _intention(head.head) is not None:
            return intended(head.head)
        aimed = f"{head.head.lemma_.lower()} {head.lower_}" in deeds().aiming
        if aimed and head.head.pos_ == "VERB" and denied(head.head):
            return "negated"  # Nobody is thinking of closing it.
        return combine(_after_preposition(head), head.head)
    if (above := intention_above(verb)) is not None:
        return intended(above)
    if of_nothing(verb):
        return "negated"
    if verb.dep_ == "xcomp" and head.lemma_ == "able":
        return _able(head.head)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ" and head.lemma_.lower() in deeds().willing:
        return "negated" if denied(head.head) else helping(head.head) or "planned"  # type: ignore[return-value]
    if verb.dep_ in CARRYING and verb.tag_ == "VBG" and head.lemma_.lower() in deeds().ending and not _turned(head):
        return "negated"  # will stop flying
    if verb.dep_ in CARRYING and head.pos_ == "VERB" and verb.tag_ in ("VB", "VBN", "VBG"):
        return combine(deeds().governing.get(with_particle(head)) or deeds().governing.get(head.lemma_.lower()), head)
    return None


def of_nothing(verb: Token) -> bool:
    """Whether it is said that there is nothing to which to do it: *there is nothing to investigate*."""
    behind = verb.head.lower_ == "nothing" and verb.dep_ in ("relcl", "acl") and to_be(verb)
    return behind and verb.lemma_.lower() not in deeds().idle


def _turned(verb: Token) -> bool:
    """Whether a verb is denied or left open."""
    return denied(verb) or negated_by_phrase(verb) or _carried_on(verb) or helping(verb) == "possible"


def _carried_on(verb: Token) -> bool:
    """Whether a verb is itself only what another one is about: *refused to stop*, *asked them to stop*."""
    bare = not children(verb, "nsubj", "nsubjpass") and verb.tag_ in ("VB", "VBG")
    return bare and verb.dep_ in (*CARRYING, *_PURPOSE)


def _after_preposition(preposition: Token) -> Sense | None:
    """What a verb with its preposition makes of the verb behind it: *backed away from closing*, *without paying*."""
    above, word = preposition.head, preposition.lower_
    governing = deeds().governing
    if above.pos_ in ("ADV", "ADP", "PART", "SCONJ") and above.dep_ in ("advmod", "prep", "prt"):
        whole = f"{above.head.lemma_.lower()} {above.lower_} {word}"
        return governing.get(whole) or governing.get(f"{above.lower_} {word}")
    return governing.get(f"{with_particle(above)} {word}") or governing.get(f"{above.lemma_.lower()} {word}") or (
        governing.get(word)
    )  # fmt: skip


def with_particle(verb: Token) -> str:
    """Base form of a verb with its particle: *rule out*."""
    particle = children(verb, "prt")[:1]
    if not particle:  # Brushed aside: the parse takes it for an adverb.
        particle = [word for word in children(verb, "advmod") if word.lower_ in _ASIDE and word.i == verb.i + 1]
    return " ".join([verb.lemma_.lower(), *(word.lower_ for word in particle)])


def combine(sense: Sense | None, verb: Token) -> Modality | None:
    """What a governing word makes of its deed where it is itself planned, left open or denied."""
    if sense is None:
        return None
    verbal = verb.pos_ in ("VERB", "AUX")
    if verbal and (denied(verb) or negated_by_phrase(verb) or _said_not_to_be(verb)):
        return "negated" if _aimed(sense, verb) else "possible"
    own = helping(verb) if verbal else None
    if own == "possible":
        return "possible"
    return "planned" if own == "planned" and sense == "done" else _PLAIN[sense]


def _aimed(sense: Sense, verb: Token) -> bool:
    """Whether who denies a verb denies its deed: *is not preparing*, *is not considering*; not *does not fear*."""
    return sense in ("done", "planned") or verb.lemma_.lower() in deeds().aiming


def _said_not_to_be(verb: Token) -> bool:
    """Whether somebody denies it: *denied that it was preparing to send soldiers*."""
    above = verb.head
    return verb.dep_ == "ccomp" and above.lemma_.lower() == "deny" and not _turned(above)


def carry(sense: Sense | None, verb: Token, lexicon: Lexicon) -> Modality | None:
    """What a verb makes of the deed that its object names: as sure as the verb itself."""
    if sense is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    own = modality(verb, [], lexicon)
    if own == "possible" and verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in _CHARGING:
        own = "happened"  # Who accuses another of starting a fight says that there was one.
    if own == "negated":
        return "negated" if _aimed(sense, verb) else "possible"
    if own == "possible":
        return "possible"
    return "planned" if own == "planned" and sense == "done" else _PLAIN[sense]


def _intention(noun: Token) -> Sense | None:
    """What a noun makes of the infinitive behind it, if it is a noun of intention."""
    return deeds().intentions.get(noun.lemma_.lower()) if noun.pos_ == "NOUN" else None


def intention_above(verb: Token) -> Token | None:
    """The noun of intention whose content an infinitive is: *the plan to*, *issued permits to*."""
    head = verb.head
    if verb.tag_ != "VB":
        return None
    if verb.dep_ in ("acl", "relcl"):
        return head if _intention(head) is not None else None
    if verb.dep_ != "advcl" or head.pos_ != "VERB" or not to_be(verb):
        return None  # The parse hangs it on the verb.
    given = [noun for noun in children(head, "dobj") if noun.lemma_.lower() in deeds().enabling]
    near = [noun for noun in given if noun.i < verb.i and "," not in {word.text for word in verb.doc[noun.i : verb.i]}]
    return near[-1] if near else None


def _given_up(noun: Token) -> bool:
    """Whether an intention is given up: *dropped the plan*, *went back on its word*, *the end of the plan*."""
    head, book = noun.head, deeds()
    if noun.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB":
        names = (with_particle(head), head.lemma_.lower())
        return not denied(head) and any(book.carriers.get(name) == "denied" or name in book.revoking for name in names)
    if noun.dep_ == "nsubj":
        return no_way(head)
    if noun.dep_ != "pobj":
        return False
    if head.lower_ == "of" and head.head.pos_ == "NOUN":
        none = any(det.lower_ == "no" for det in children(head.head, "det"))
        return head.head.lemma_.lower() in book.ends and not none
    return _prepositional(head) == "denied" and not denied(_verb_above(head))


def _verb_above(preposition: Token) -> Token:
    """The verb of a preposition that the parse may hang on the adverb between them: *went back on*."""
    above = preposition.head
    return above.head if above.pos_ in ("ADV", "ADP", "PART") and above.head.pos_ == "VERB" else above


def _prepositional(preposition: Token) -> Sense | None:
    """What a verb with its preposition makes of a deed or an intention that stands behind it."""
    above, verb = preposition.head, _verb_above(preposition)
    between = above.lower_ if above.i != verb.i else next((w.lower_ for w in children(verb, "advmod")), "")
    carriers, told = deeds().carriers, preposition.lower_
    whole = f"{verb.lemma_.lower()} {between} {told}" if between else ""
    return carriers.get(f"{with_particle(verb)} {told}") or carriers.get(whole)


def intended(noun: Token) -> Modality:
    """What a noun of intention makes of its deed: *no plans to*, *denied any intention of*, *dropped plans to*."""
    sense = _intention(noun) or "possible"
    none = any(child.lower_ == "no" for child in children(noun, "det")) or _without(noun)
    head = noun.head
    verbal = head.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "attr", "nsubj", "nsubjpass")
    engaged = _engaged(noun)
    if none or (verbal and denied(head)) or (engaged is not None and (denied(engaged) or _said_not_to_be(engaged))):
        return "possible" if sense == "denied" else "negated"
    if not verbal or noun.dep_ in ("nsubj", "attr"):
        if _given_up(noun):
            return "possible" if sense == "denied" else "negated"
    else:
        above = deeds().carriers.get(with_particle(head)) or deeds().carriers.get(head.lemma_.lower())
        if above is None and _given_up(noun):
            above = "denied"
        if noun.lemma_.lower() in deeds().enabling and above in ("done", None):
            return "planned" if head.lemma_.lower() in deeds().granting else _PLAIN[sense]
        if above == "denied" and sense == "possible" and _of_another(noun, head):
            return "possible"  # Rejected the union's offer to wait: the union may still wait.
        if above == "denied":
            return "possible" if sense == "denied" else "negated"  # dropped plans to build
        if above == "possible" and head.lemma_ != "have":
            return "possible"
    return _PLAIN[sense]


def _engaged(noun: Token) -> Token | None:
    """The verb that says that somebody is at something: *was* in *was in talks to buy*."""
    at = noun.head if noun.dep_ == "pobj" else None
    return at.head if at is not None and at.lower_ in ("in", "at", "into") and at.head.lemma_ in _AT else None


def _of_another(noun: Token, verb: Token) -> bool:
    """Whether an offer or a demand is not that of the subject who rejects it: *rejected the union's offer*."""
    owners = [owner for owner in children(noun, "poss") if owner.pos_ != "PRON"]
    owners += [owner for prep in children(noun, "prep") if prep.lower_ in ("by", "from") for owner in prep.children]
    return bool(owners) and bool(children(verb, "nsubj", "agent"))


def _without(noun: Token) -> bool:
    """Whether a noun is said to be missing: *not any plans*, *without any plan*."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "without"


def _able(verb: Token) -> Modality:
    """Who will be able to do something is promised it; who was able has done it."""
    if denied(verb):
        return "negated"
    own = helping(verb)
    if own is not None:
        return "planned" if own == "planned" else "possible"
    return "happened" if verb.tag_ == "VBD" else "possible"


def negated_by_phrase(verb: Token) -> bool:
    """Whether a phrase negates a clause: *on no account*, *no longer*, *not a single*."""
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ == "longer" and any(w.lower_ == "no" for w in child.children):
            return True
        if child.dep_ == "prep":
            for noun in children(child, "pobj"):
                none = any(det.lower_ == "no" for det in children(noun, "det"))
                if none and noun.lemma_.lower() in deeds().negation:
                    return True
    return False


def report_of(verb: Token) -> Token | None:
    """The noun of a report whose content a clause is: *reports that it was for sale*; it may be taken for a verb."""
    head = verb.head
    if head.i == verb.i or verb.dep_ not in ("acl", "ccomp", "relcl"):
        return None
    if not any(mark.lower_ == "that" for mark in children(verb, "mark")) and not _no_relative(verb):
        return None
    noun = head.pos_ == "NOUN" or (head.tag_ in ("VBZ", "VBP") and not children(head, "nsubj"))
    return head if noun and (head.lemma_.lower() in deeds().reports) else None


def _no_relative(verb: Token) -> bool:
    """Whether a clause that the parse takes for a relative one is none: *the story that they burned the church*."""
    that = [word for word in children(verb, "dobj") if word.lower_ == "that"]
    others = [word for word in children(verb, "dobj", "attr", "ccomp", "xcomp") if word.lower_ != "that"]
    return bool(that and others) and bool(children(verb, "nsubj"))


def denier(report: Token) -> Token | None:
    """The verb of which a report is the object; of a report that the parse took for a verb, the one before it."""
    if report.pos_ == "NOUN":
        return report.head if report.dep_ in ("dobj", "nsubjpass") and report.head.pos_ == "VERB" else None
    for i in range(report.i - 1, max(-1, report.i - 1 - _REACH), -1):
        word = report.doc[i]
        if word.pos_ == "VERB" and word.lemma_.lower() in deeds().denying and not children(word, "dobj"):
            return word
    return None


def denied_report(report: Token) -> bool:
    """Whether what is reported is said to be false."""
    if any(det.lower_ == "no" for det in children(report, "det")):
        return False  # No report that it was for sale: nothing is said of the sale.
    if _without_truth(report) or _branded(report):
        return True
    verb = denier(report)
    if verb is not None and not denied(verb):
        return verb.lemma_.lower() in deeds().denying or with_particle(verb) in deeds().denying
    if report.dep_ == "nsubj" and report.head.lemma_ == "be" and not denied(report.head):
        return any(word.lemma_.lower() in deeds().false for word in children(report.head, "acomp", "attr"))
    return False


def _without_truth(report: Token) -> bool:
    """Whether a report is said to have no truth in it: *there is no truth in the report*, *not a word of truth*."""
    prep = report.head
    if report.dep_ != "pobj" or prep.lower_ not in ("in", "to", "for", "behind", "of"):
        return False
    noun = prep.head
    verb = noun.head if noun.pos_ in ("NOUN", "PRON") else noun
    truth = [
        noun,
        *children(noun, "attr", "nsubj", "dobj"),
        *(w for of in children(noun, "prep") for w in children(of, "pobj")),
    ]
    told = [word for word in truth if word.lemma_.lower() in deeds().truth]
    nothing = any(word.lower_ in ("nothing", "none") for word in (noun, *children(noun, "attr", "dobj", "nsubj")))
    if nothing:
        return prep.lower_ in ("in", "to", "behind") and verb.lemma_ == "be"
    if not told:
        return False
    none = any(word.lower_ == "no" for one in (noun, *told) for word in children(one, "det"))
    none = none or any(
        word.lower_ in ("not", "never", "n't", "n’t", "without") for one in (noun, *told) for word in one.children
    )
    return none or (verb.pos_ in ("VERB", "AUX") and denied(verb)) or noun.head.lower_ == "without"


def _branded(report: Token) -> bool:
    """Whether somebody calls a report false: *called the claim a lie*, *described reports as untrue*."""
    verb = report.head
    if report.dep_ not in ("dobj", "nsubj", "nsubjpass") or verb.pos_ != "VERB":
        above = verb.head  # In "called the claim a lie" the parse takes the claim for the subject of the lie.
        false = (
            verb.lemma_.lower() in deeds().false and report.dep_ == "nsubj" and verb.dep_ in ("ccomp", "oprd", "xcomp")
        )
        return false and above.lemma_.lower() in deeds().branding and not denied(above)
    if verb.lemma_.lower() not in deeds().branding or denied(verb):
        return False
    said = [
        *children(verb, "oprd", "acomp", "attr"),
        *(w for p in children(verb, "prep") if p.lower_ == "as" for w in p.children),
    ]
    said += [word for word in children(verb, "ccomp", "xcomp") if word.pos_ in ("ADJ", "NOUN")]
    return any(word.lemma_.lower() in deeds().false for word in said)


def _unsaid(verb: Token) -> bool:
    """Whether a clause is what somebody did not say, or denies having said: nothing is told of whether it is so."""
    head = verb.head
    if verb.dep_ != "ccomp" or head.i == verb.i or head.lemma_.lower() not in deeds().saying:
        return False
    if denied(head):
        return True
    above = head.head
    saying = head.dep_ in ("xcomp", "ccomp", "pcomp", "dobj") and above.i != head.i
    return saying and above.lemma_.lower() == "deny" and not denied(above)


def _called_false(verb: Token) -> bool:
    """Whether a clause is what *it is untrue that* is about, or what somebody calls out of the question."""
    head = verb.head
    if verb.dep_ not in ("ccomp", "csubj", "acl", "xcomp", "advcl") or head.i == verb.i:
        return False
    if head.pos_ in ("ADJ", "NOUN") and head.dep_ in ("acomp", "attr"):
        head = head.head
    if head.lemma_ != "be":
        return False
    said = children(head, "acomp", "attr")
    if no_way(head):
        return True
    if denied(head):
        return any(word.lower_ in ("true", "correct", "right", "case") for word in said)
    return any(word.lemma_.lower() in deeds().false for word in said)


def no_way(verb: Token) -> bool:
    """Whether a form of *be* with its phrase denies what it is said of: *is out of the question*, *is no option*."""
    if verb.lemma_ not in ("be", "remain", "stay"):
        return False
    said = {" ".join(w.lower_ for w in found) for found in phrases_of(verb)}
    if not denied(verb) and said & deeds().no_way:
        return True
    nouns = [noun for noun in children(verb, "attr") if noun.lemma_.lower() in deeds().options]
    none = any(det.lower_ in ("no", "not") for noun in nouns for det in children(noun, "det", "neg"))
    return none or (denied(verb) and bool(nouns or said & deeds().under_way))


def phrases_of(verb: Token) -> list[list[Token]]:
    """The phrases with a preposition on a verb, each as its prepositions and noun: *out of question*."""
    found: list[list[Token]] = []
    for prep in children(verb, "prep"):
        inner = children(prep, "prep")[:1]
        last = inner[0] if inner and not children(prep, "pobj") else prep
        nouns = children(last, "pobj")
        if nouns:
            found.append([prep, *([last] if last.i != prep.i else []), nouns[0]])
    return found
