"""Events: verbs and nouns of the codebook, with who did what to whom, when, where, and whether it happened.

The frame comes from the dependency parse: subject or agent is the actor, the places that the codebook
names hold the recipient. What an event noun means together with its verb (hold, lift, break off) is
decided in :func:`_noun_of_verb`. Types, modes and quad codes are those of PLOVER.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate.events_candidate import Candidate, Trigger
from onrecord.annotate.events_frames import (
    COMPLEMENT_SLOTS,
    LOCATIVE,
    after,
    agents,
    children,
    clause,
    fillers,
    joined,
    lemmas_of,
    undergoers,
)
from onrecord.annotate.events_identity import echo, fold, join
from onrecord.annotate.events_lexicon import PARTICLES, Entry, Lexicon, load_lexicon
from onrecord.annotate.events_modality import denied, helping, modality_of
from onrecord.annotate.events_needs import able, has_form, somebody_s, undergone
from onrecord.annotate.events_pattern import match
from onrecord.annotate.events_reference import nations, past_dateline, stands_for
from onrecord.annotate.events_sense import describes, is_leisure, tells_event
from onrecord.annotate.events_setting import Setting
from onrecord.annotate.parsing import Parsed
from onrecord.records import ActorMention, Event, Modality, Statement, TimeExpression

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
"""Types whose promise is AGREE and whose refusal is REJECT (manual 1.3)."""
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types that two subjects do to each other: *A and B met*."""
_DONE_AT = frozenset({"shooting", "killing", "explosion"})
"""Acts whose noun has the place before it: *the Sella plant shooting*."""
_OFFERING = frozenset({"offer", "vow", "pledge", "promise", "propose", "volunteer", "commit", "approve", "accept"})
"""What two may do to a third."""
_MATERIAL = frozenset({2, 4})
_TELLING = frozenset({"say", "tell", "report", "add", "announce", "allege", "state", "claim"})
_HAD = frozenset({"CONSULT", "SUPPORT", "AGREE", "COOPERATE"})
"""Types whose nouns one has by doing them: *had talks*, and not: *had four arrests*."""
_FORCED = frozenset({"ASSAULT", "PROTEST"})
_SAYING = frozenset({"announce", "order", "grant", "agree", "voice", "express"})
"""Verbs that carry nouns of words, and only speak of deeds of force: *announced the death*."""
_OWN_ACT = frozenset({"plan", "deny", "prepare", "begin", "start", "resume", "continue", "refuse", "promise", "vow"})
"""Verbs whose subject is the one who does what their object names."""
_SERIES = frozenset({"round", "series", "wave", "string", "spate", "set", "volley", "campaign"})
"""Nouns that tell how often, and not what."""
_MOVING = frozenset({"MOBILIZE", "RETREAT", "AGREE"})
"""Types whose object may be what the actor moves of its own."""
_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def find_events(
    parsed: Parsed,
    mentions: Sequence[ActorMention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
) -> list[Event]:
    """The events that the body tells, in text order."""
    lexicon = load_lexicon()
    setting = Setting(parsed, mentions, times, statements)
    if is_leisure(parsed.doc, lexicon, setting):
        return []
    found: list[Candidate] = []
    used: set[int] = set()
    for token in parsed.doc:
        if token.i in used:
            continue
        if (echoed := echo(token, found)) is not None:
            found.append(echoed)
            continue
        for trigger in _readings(token, lexicon):
            candidate = _candidate(trigger, lexicon, setting)
            if candidate is not None and tells_event(candidate, lexicon, setting):
                used.update(extra.i for extra in trigger.extra)
                found.append(candidate)
                break
    kept = join([one for one in fold(found) if not describes(one)], setting)
    events = (_event(candidate, lexicon, setting) for candidate in kept)
    return [event for event in events if event is not None]


def _readings(token: Token, lexicon: Lexicon) -> list[Trigger]:
    """What a token may tell, the likeliest first: what does not fit its clause gives way to the next."""
    if token.pos_ not in ("VERB", "AUX"):
        noun = _of_noun(token, lexicon)
        return [noun] if noun is not None else []
    return [trigger for trigger in _of_verbs(token, lexicon) if token.pos_ == "VERB" or trigger.extra]


def _of_verb(verb: Token, lexicon: Lexicon) -> Trigger | None:
    """The likeliest event that a verb tells."""
    return next(iter(_of_verbs(verb, lexicon)), None)


def _names_deed(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb tells an event."""
    return _of_verb(verb, lexicon) is not None


def _of_verbs(verb: Token, lexicon: Lexicon) -> list[Trigger]:
    """The events that a verb may tell, alone, with its particle, or with an event noun as its object."""
    lemma = base_form(verb, lexicon)
    if lemma in lexicon.support["send"] and (sent := _sent(verb, lemma, lexicon)) is not None:
        return [sent]
    own: list[Trigger] = []
    for entry in lexicon.verbs.get(lemma, ()):
        extra = match(verb, entry.words[1:], lexicon)
        whole = extra is not None and set(children(verb, "prt")) <= set(extra)
        if extra is not None and whole and has_form(verb, entry.needs, lexicon, _names_deed):
            own.append(Trigger(verb, extra, _with_compound(entry, extra, lexicon), swapped=entry.swapped))
    if own and any(word.pos_ in ("NOUN", "ADJ") for word in own[0].extra):
        return own
    noun = _noun_of_verb(verb, lexicon)
    return own if noun is None else [noun, *own]


def _with_compound(entry: Entry, extra: tuple[Token, ...], lexicon: Lexicon) -> Entry:
    """An entry with the mode that the compound of its noun gives: *stage a hunger strike*."""
    noun = _event_noun(extra[-1], lexicon) if extra and children(extra[-1], "compound") else None
    return replace(entry, mode=noun.mode) if noun is not None and noun.type == entry.type and noun.mode else entry


def _sent(verb: Token, lemma: str, lexicon: Lexicon) -> Trigger | None:
    """The deed for which something was sent: *sent planes to evacuate citizens* has begun the evacuation."""
    things = children(verb, "dobj", "nsubjpass")
    for inner in [*children(verb, "xcomp", "advcl"), *(v for thing in things for v in children(thing, "acl", "relcl"))]:
        if things and inner.tag_ == "VB" and any(aux.lower_ == "to" for aux in children(inner, "aux")):
            trigger = _of_verb(inner, lexicon)
            if trigger is not None and not trigger.swapped and trigger.entry.type in ("AID", "COOPERATE"):
                entry = replace(trigger.entry, words=(lemma, *trigger.entry.words))
                return Trigger(verb, (inner, *trigger.extra), entry, purpose=inner)
    return None


def base_form(verb: Token, lexicon: Lexicon) -> str:
    """The lemma of a verb; the parser cuts the *e* of some (*stag* for *staged*), which the codebook gives back."""
    lemma = verb.lemma_.lower()
    performs = lexicon.support["perform"]
    known = lemma in lexicon.verbs or lemma in performs
    mended = lemma + "e"
    return mended if not known and (mended in lexicon.verbs or mended in performs) else lemma


def _noun_of_verb(verb: Token, lexicon: Lexicon) -> Trigger | None:
    """A verb with an event noun as its object: who holds, stops, lifts or refuses it decides the type."""
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)
    base = base_form(verb, lexicon)
    lemma = f"{base} {particle}" if particle else base
    in_prep = [(f"{lemma} {prep.lower_}", noun) for prep in children(verb, "prep") for noun in children(prep, "pobj")]
    # "take part in" has an object of its own before the preposition.
    in_prep += [
        (f"{lemma} {obj.lower_} {prep.lower_}", noun)
        for obj in children(verb, "dobj") for prep in children(obj, "prep") for noun in children(prep, "pobj")
    ]  # fmt: skip
    things = [part for noun in undergoers(verb) for part in (noun, *_parts(noun))]
    for name, noun in [*((lemma, noun) for noun in things), *in_prep]:
        entry = _event_noun(noun, lexicon)
        if entry is None or (entry.type not in _HAD and base == "have") or (entry.type in _FORCED and base in _SAYING):
            continue
        if name in lexicon.support["receive"]:
            return Trigger(verb, (noun,), replace(entry, words=(base, *entry.words)), swapped=True)
        for turn in ("offer", "ease", "stop", "perform"):
            if name in lexicon.support[turn] and (turned := _turned(turn, name, entry, lexicon)) is not None:
                words = (base, *entry.words)
                return Trigger(verb, (noun,), replace(turned, words=words))
    return None


def _parts(noun: Token) -> list[Token]:
    """What a round or a series is of: *a new round of talks*."""
    return after(noun, "of") if noun.lemma_.lower() in _SERIES else []


def _turned(turn: str, name: str, entry: Entry, lexicon: Lexicon) -> Entry | None:
    """An event noun under a verb that holds, stops or eases it."""
    if turn == "offer" and entry.type in ("AID", "COOPERATE", "CONSULT"):
        return replace(entry, type="AGREE", mode=None, quad=lexicon.quads["AGREE"])
    if turn == "perform":
        return entry if entry.act != "agreement" or name in lexicon.support["settle"] else None
    if turn == "ease" and entry.type in ("COERCE", "SANCTION", "PROTEST", "ACCUSE"):
        return replace(entry, type="CONCEDE", mode=None, quad=lexicon.quads["CONCEDE"])
    if turn == "stop" and entry.type in ("ASSAULT", "MOBILIZE"):
        return replace(entry, type="RETREAT", mode="ceasefire", quad=lexicon.quads["RETREAT"])
    if turn == "stop" and entry.type in ("AID", "COOPERATE", "CONSULT", "AGREE", "SUPPORT"):
        return replace(entry, type="SANCTION", mode="discontinue", quad=lexicon.quads["SANCTION"])
    return None


def _event_noun(token: Token, lexicon: Lexicon) -> Entry | None:
    """The entry of an event noun; a compound (*air strike*) before the bare noun."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    whole, lemma = lemmas_of(token)[0], token.lemma_.lower()
    if whole != lemma and whole in lexicon.nouns:
        return lexicon.nouns[whole]
    before = children(token, "compound", "amod", "nmod")
    if any(word.lower_ in lexicon.support["ailment"] for word in before):
        return None
    if lemma == "call" and after(token, "for"):
        return None  # Calls for a vote are made in public, and not by telephone.
    for compound in children(token, "compound", "amod"):
        if (entry := lexicon.nouns.get(f"{compound.lower_} {lemma}")) is not None:
            return entry
        empty = compound.dep_ == "compound" and lemma in lexicon.support["empty"]
        if empty and (entry := lexicon.nouns.get(compound.lemma_.lower())) is not None:
            return entry
    return lexicon.nouns.get(lemma)


def _of_noun(noun: Token, lexicon: Lexicon) -> Trigger | None:
    """An event noun by itself; it must name a side, or be denied, to be an event of its own."""
    entry = _event_noun(noun, lexicon)
    if entry is not None and entry.type == "MOBILIZE" and (peace := _peacekeepers(noun, entry, lexicon)) is not None:
        return peace
    return Trigger(noun, (), entry) if entry is not None and noun.dep_ != "compound" and noun.pos_ == "NOUN" else None


def _peacekeepers(noun: Token, entry: Entry, lexicon: Lexicon) -> Trigger | None:
    """A deployment that is help to where it goes, as the verb is: *the deployment of peacekeepers to Orlen*."""
    sent = [head for head in after(noun, "of") if head.lemma_.lower() == "peacekeeper"]
    known = (one for one in lexicon.verbs.get("deploy", ()) if sent and one.words[1:] == (sent[0].lemma_.lower(),))
    as_verb = next(known, None)
    return Trigger(noun, (sent[0],), replace(as_verb, words=(*entry.words, *as_verb.words[1:]))) if as_verb else None


def _candidate(trigger: Trigger, lexicon: Lexicon, setting: Setting) -> Candidate | None:
    """A trigger with its sides, or ``None`` if nobody acts and nobody is acted on."""
    token, entry = trigger.token, trigger.entry
    nominal = token.pos_ == "NOUN"
    modality = modality_of(token, lexicon)
    actors, recipients = _named_sides(*_sides(trigger, lexicon, setting), entry)
    if entry.type == "PROTEST" and not _crowds(actors, lexicon) and _crowds(recipients, lexicon):
        actors, recipients = recipients, actors  # Police clashed with students.
    if nominal and entry.lemma == "strike" and _of_labour(token, lexicon):
        entry = replace(entry, type="PROTEST", mode="strike", quad=lexicon.quads["PROTEST"], act="strike")
    if entry.alone and len(actors) < 2 and not _with(trigger):
        entry = replace(entry, type=entry.alone, mode=None, quad=lexicon.quads[entry.alone])
    if not actors and not recipients and not (nominal and modality == "negated"):
        return None
    if not nominal:
        turned = _by_future(entry, token, bool(actors), lexicon)
        last = trigger.extra[-1] if trigger.extra and trigger.purpose is None else token
        if turned.type == "REJECT" and entry.type != "REJECT":
            modality = "happened"  # Not the deed, but its refusal.
        elif last.pos_ == "NOUN" and modality == "happened" and token.lemma_.lower() not in lexicon.modality["negated"]:
            modality = _weaker(modality, modality_of(last, lexicon))
        entry = turned
    return Candidate(trigger, entry, actors, recipients, modality)


def _crowds(heads: list[Token], lexicon: Lexicon) -> bool:
    """Whether those who protest are among some nouns; the police are not."""
    lemmas = {head.lemma_.lower() for head in heads}
    return bool(lemmas & (lexicon.support["crowd"] | lexicon.support["rioters"]) - {"police"})


def _of_labour(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a strike is one of workers, by the words of its sentence."""
    return any(word.lemma_.lower() in lexicon.support["labour"] for word in noun.sent)


def _event(found: Candidate, lexicon: Lexicon, setting: Setting) -> Event | None:
    """The record of a candidate."""
    return setting.record(
        words=found.words, extent=clause(found.token), entry=found.entry, modality=found.modality,
        actor=[setting.participant(head, found.words, found.recipients) for head in found.actors],
        recipient=[setting.participant(head, found.words, found.actors) for head in found.recipients], lexicon=lexicon,
        others=found.others,
    )  # fmt: skip


def _named_sides(actors: list[Token], recipients: list[Token], entry: Entry) -> tuple[list[Token], list[Token]]:
    """The sides with pronouns and shared nouns traced to whom they stand for."""
    actors = [noun for head in actors for noun in stands_for(head)]
    recipients = [noun for head in recipients for noun in (stands_for(head) if head.dep_ != "poss" else [head])]
    if len(actors) == 1 and len(shared := nations(actors[0])) > 1:
        actors = shared
        if entry.type in _MUTUAL:
            recipients = [*shared[1:], *recipients]
    return actors, recipients


def _sides(trigger: Trigger, lexicon: Lexicon, setting: Setting) -> tuple[list[Token], list[Token]]:
    """The heads of the phrases of actor and recipient."""
    token = trigger.token
    actors = past_dateline(_noun_agents(token, trigger.entry) if token.pos_ == "NOUN" else agents(token))
    actors = [
        head for head in actors if head.dep_ != "poss" or head.ent_type_ not in ("DATE", "TIME")
    ]  # Thursday's shooting.
    if trigger.entry.quad in _MATERIAL and (doers := _told_of(token)):
        actors = doers
    if trigger.swapped:
        # Who receives a guarantee is its recipient; who gives it stands behind "from" or "by".
        givers = [noun for word in (token, *trigger.extra) for by in ("from", "by") for noun in after(word, by)]
        return list(dict.fromkeys(givers)), actors
    if undergone(trigger, lexicon):
        return [], actors
    if trigger.entry.type == "MOBILIZE" and not actors and token.pos_ != "NOUN":
        actors = undergoers(token)
    mutual = _is_mutual(trigger.entry) or token.pos_ == "NOUN"  # The war between two states is of both.
    if mutual and (among := _among(trigger, bool(actors))):
        return among, among[1:]
    recipients = [_one_of(head, trigger, lexicon) for head in _recipients(trigger, set(actors), lexicon, setting)]
    promised = trigger.entry.type == "AGREE" and token.pos_ != "NOUN"
    if promised and not any(somebody_s(head, lexicon, setting) for head in recipients):
        recipients = []  # What is promised is no side: vowed to raise taxes.
    others = any(setting.acts(head) for head in recipients) and trigger.entry.type != "AGREE"
    if _is_mutual(trigger.entry) and len(actors) > 1 and not others:
        recipients = [*actors[1:], *recipients]
    return actors, recipients


def _one_of(head: Token, trigger: Trigger, lexicon: Lexicon) -> Token:
    """The person whom the parse passes over for a body: *a member of the movement jailed last year*."""
    before = trigger.token.nbor(-1) if trigger.token.i > 0 else trigger.token
    nearest = before.dep_ == "pobj" and head in before.ancestors and trigger.token.dep_ == "acl"
    if nearest and (before.ent_type_ in ("PERSON", "NORP") or before.lemma_.lower() in lexicon.support["person"]):
        return before  # A vigil for the teenager killed by the police.
    participle = trigger.token.dep_ == "acl" and trigger.token.lemma_.lower() in lexicon.support["undergo"]
    above = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head
    persons = lexicon.support["person"] | {"member", "leader", "chief", "head", "founder", "director"}
    body = head.tag_ in ("NN", "NNP") and head.lemma_.lower() not in persons
    return above if participle and body and above.tag_ == "NN" and above.lemma_.lower() in persons else head


def _among(trigger: Trigger, named: bool) -> list[Token]:
    """Those between whom an event noun stands, by itself or under a passive: *talks between A and B were held*."""
    nouns = [word for word in (trigger.token, *trigger.extra) if word.pos_ == "NOUN"]
    if named and trigger.token not in nouns:
        return []
    return [head for noun in nouns for head in after(noun, "between")]


def _told_of(verb: Token) -> list[Token]:
    """Who did what is joined to *said*: in *the spokesman said troops landed, boarded it* the troops did both."""
    said = verb.head
    if verb.dep_ != "conj" or said.lemma_.lower() not in _TELLING or children(verb, "nsubj", "nsubjpass"):
        return []
    told = [inner for inner in children(said, "ccomp") if said.i < inner.i < verb.i and children(inner, "nsubj")]
    return agents(told[-1]) if told else []


def _is_mutual(entry: Entry) -> bool:
    """Whether two subjects do it to each other: *A and B agreed*, and not: *A and B praised C*."""
    if entry.type == "SUPPORT":
        return entry.act == "agreement" or entry.words[-1] in ("tie", "relation")
    return entry.type in _MUTUAL and entry.words[0] not in _OFFERING


def _with(trigger: Trigger) -> list[Token]:
    """The partners of a deed, and the word *joint* in their stead."""
    words = (trigger.token, *trigger.extra)
    partners = [noun for word in words for by in ("with", "between") for noun in after(word, by)]
    return [*partners, *(child for word in words for child in children(word, "amod") if child.lower_ == "joint")]


def _weaker(own: Modality, other: Modality) -> Modality:
    """The modality of a verb together with that of its event noun: *held no talks*."""
    return other if other == "negated" else own


def _by_future(entry: Entry, verb: Token, named: bool, lexicon: Lexicon) -> Entry:
    """A promise of cooperation is AGREE, its refusal REJECT; a conflict that somebody will bring is THREATEN."""
    if entry.intent and any(_conflict(inner, lexicon) for inner in children(verb, "xcomp", "ccomp")):
        return replace(entry, type="THREATEN", quad=lexicon.quads["THREATEN"])
    if not named or helping(verb) is None:
        return entry
    words = {aux.lower_ for aux in children(verb, "aux")}
    if not words & {"will", "wo", "would", "shall", "'ll", "’ll", "'d"}:
        return entry
    kind = entry.type
    if entry.type in COOPERATIVE:
        kind = "REJECT" if denied(verb) else "AGREE"
    elif entry.type == "AGREE" and denied(verb):
        kind = "REJECT"
    elif entry.type in ("SANCTION", "COERCE", "ASSAULT", "PROTEST") and not denied(verb):
        kind = "THREATEN"
    return entry if kind == entry.type else replace(entry, type=kind, mode=None, quad=lexicon.quads[kind])


def _conflict(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb tells material conflict."""
    trigger = _of_verb(verb, lexicon) if verb.pos_ == "VERB" else None
    return trigger is not None and trigger.entry.quad == 4 and trigger.entry.type != "MOBILIZE"


def _noun_agents(noun: Token, entry: Entry) -> list[Token]:
    """Who acts in an event noun: its owner, *by* somebody, the nationality or name before it, or who plans it."""
    owners = [one for one in children(noun, "poss") if one.lemma_.lower() not in load_lexicon().support["stage"]]
    if owners and "poss" not in entry.slots:
        return joined(owners[0])
    if found := after(noun, "by") or [doer for thing in after(noun, "of") for doer in after(thing, "by")]:
        return found
    if entry.type == "RETREAT" and entry.mode in ("withdraw", "resign") and (found := after(noun, "of")):
        return found  # The withdrawal of the troops, the resignation of the minister.
    forces = load_lexicon().support["force"]
    before = [
        child for child in children(noun, "amod", "compound", "nmod")
        if (child.ent_type_ in _ACTING and (entry.act not in _DONE_AT or child.ent_type_ == "NORP"))
        or (entry.quad == 4 and entry.type != "PROTEST" and child.dep_ == "compound" and child.lemma_.lower() in forces)
    ]  # fmt: skip
    if not any(after(noun, by) for by in ("on", "against", "to", "from")):
        before = [child for child in before if child.ent_type_ != "GPE" or child.dep_ == "amod"]  # The Orlen bombing.
    if before:
        return before[:1]
    head = noun.head
    within = ("during", "in", "on", "at", *(("after",) if after(noun, "with") else ()))
    if noun.dep_ == "pobj" and entry.type == "CONSULT" and head.lower_ in within:
        return agents(head.head) if head.head.pos_ == "VERB" else []  # During a visit to Orlen, she said...
    held = head.head if noun.dep_ == "pobj" and head.lower_ == "for" else noun
    if held.lower_ == "responsibility" and held.dep_ == "dobj":
        return agents(held.head)  # The militia claimed responsibility for the raid.
    plans = noun.dep_ == "dobj" and head.pos_ == "VERB" and head.lemma_.lower() in _OWN_ACT
    return agents(head) if plans else []


def _recipients(trigger: Trigger, actors: set[Token], lexicon: Lexicon, setting: Setting) -> list[Token]:
    """The heads of the recipient's phrases: the slot that names an actor, else the first one that is filled."""
    slots = _slots(trigger)
    first: list[Token] = []
    moved = False  # Whether the object is what the actor moves of its own: the place is to whom it is done.
    for slot in slots:
        carrier = trigger.purpose or trigger.token
        heads = [head for head in dict.fromkeys(fillers(carrier, trigger.extra, slot)) if head not in actors]
        heads = [head for head in heads if head not in trigger.extra and not setting.is_time(head)]
        heads = [head for head in heads if head.dep_ != "conj" or not _other_deed(head, heads, lexicon)]
        if slot == "comp" and heads and (_own_force(heads[0], lexicon) or not able(heads[0], lexicon, setting)):
            heads = _named_in(carrier, trigger.extra, actors, lexicon, setting) or heads
        if not heads:
            continue
        own = trigger.entry.type in _MOVING and _own_force(heads[0], lexicon)
        if not own and able(heads[0], lexicon, setting) and (slot not in LOCATIVE or not first or moved):
            return heads
        moved = moved or own
        first = first or heads
    return first or [extra for extra in trigger.extra if extra.pos_ == "NOUN" and setting.acts(extra)]


def _other_deed(noun: Token, heads: list[Token], lexicon: Lexicon) -> bool:
    """Whether a noun that *and* joins to a side is a deed of its own: *bans on officers, sanctions on banks*."""
    first = noun.head
    entry = _event_noun(noun, lexicon)
    deed = entry is not None and entry.quad == 4 and any(True for child in children(noun, "prep"))
    return deed and first in heads and _event_noun(first, lexicon) is None


def _own_force(head: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is what one sends or withdraws: *troops*."""
    return head.lower_ in lexicon.support["own_force"]


def _slots(trigger: Trigger) -> list[str]:
    """The places where the recipient of a trigger is looked for, in order."""
    last, given = trigger.entry.words[-1], trigger.entry.slots
    leads = last in PARTICLES and len(trigger.entry.words) > 1 and given[0] != "="
    if leads and last == "from" and "obj" in given and undergoers(trigger.token):
        leads = False  # Who is expelled from the country, and not the country.
    slots = [last] if leads else []
    slots += [slot for slot in given if slot not in (*slots, "=")]
    return slots + (["comp"] if trigger.extra and "comp" not in slots else [])


def _named_in(
    carrier: Token, extra: tuple[Token, ...], actors: set[Token], lexicon: Lexicon, setting: Setting
) -> list[Token]:
    """Who is named in a complement beside a thing: *Orlen* in *agreed to lend trucks to Orlen*."""
    for slot in COMPLEMENT_SLOTS:
        heads = [head for head in fillers(carrier, extra, "comp", only=slot) if head not in actors]
        if heads and able(heads[0], lexicon, setting) and not setting.is_time(heads[0]):
            return heads
    return []
