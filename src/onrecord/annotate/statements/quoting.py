"""Quotations: which statement each belongs to, and those that need one of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.annotate.parsing import Parsed
from onrecord.annotate.statements.codebook import Sense
from onrecord.annotate.statements.cues import author, chain, cue_tokens, verb_senses
from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.quotes import Quote
from onrecord.annotate.statements.speakers import channel_of, hearer, noun_phrase
from onrecord.annotate.statements.tags import DASHES, name_like, phrase_head
from onrecord.annotate.statements.tree import child, children, passive, solid, subject

SAYING = Sense("say", "speech")
_TITLES = frozenset(
    ["Const", "Cst", "Sgt", "Cpl", "Insp", "Supt", "Det", "Lt", "Capt", "Cmdr", "Adm", "Maj", "Col", "Gen", "Brig",
     "Hon", "Rev", "Prof", "Dr", "Rep", "Sen", "Gov"]
)  # fmt: skip
_SENTENCE_END = frozenset({".", "?", "!"})


def _ended_by_tag(doc: Doc, quote: Quote, drafts: Sequence[Draft]) -> Quote:
    """A quotation that lost its closing mark, ended where its tag begins: *“We will wait, the minister said*."""
    if quote.closed:
        return quote
    for draft in drafts:
        head, verb = draft.speaker_head, draft.trigger
        if (
            head is None
            or verb is None
            or not draft.content
            or head.lower_ in ("i", "we")
            or verb.i not in quote.tokens()
        ):
            continue
        low, high, tag = min(draft.content), max(draft.content), min(draft.speaker | draft.cue)
        begins = low <= quote.first + 1 and high < tag and doc[tag - 1].text == ","
        if begins and all(i in quote.tokens() for i in draft.speaker) and draft.sense.kind == "speech":
            return replace(quote, last=tag - 1, ended=True)
    return quote


class Quoting:
    """Gives the quotations of one body to its drafts."""

    def __init__(self, parsed: Parsed, quotes: Sequence[Quote], drafts: list[Draft]) -> None:
        """Keep what is worked on; ``drafts`` is changed in place."""
        self.parsed = parsed
        self.doc: Doc = parsed.doc
        self.quotes = [_ended_by_tag(self.doc, quote, drafts) for quote in quotes]
        self.drafts = drafts
        self.inside: dict[int, Quote] = {i: quote for quote in self.quotes for i in quote.tokens()}

    def run(self) -> list[Draft]:
        """All drafts, with every quotation given to one of them or left out as a mere term."""
        self.drafts = [draft for draft in self.drafts if self._fit(draft)]
        for number, quote in enumerate(self.quotes):
            if quote.utterance and not self._covered(quote):
                self._place(number, quote)
        for number in range(len(self.quotes) - 2, -1, -1):
            self._lead_on(self.quotes[number], self.quotes[number + 1])
        return self.drafts

    def _lead_on(self, quote: Quote, following: Quote) -> None:
        """Give a paragraph that opens with a mark and closes with none to the speaker of the next one, by old custom.

        The tag of such a speech may stand in its last paragraph alone.
        """
        home = self.parsed.paragraph(self.doc[quote.first])
        first, stop = self.parsed.paragraphs[home]
        if quote.closed or quote.first != first or quote.last != stop - 1 or following.first != stop:
            return
        own = next((draft for draft in self.drafts if quote in draft.quotes), None)
        teller = next((draft for draft in self.drafts if following in draft.quotes and draft.speaker), None)
        if teller is None or teller is own or (own is not None and own.rule != "no source"):
            return
        if own is not None:
            self.drafts.remove(own)
        self._give(teller, quote)

    # -- drafts that the parse gave ----------------------------------------------------------------------

    def _fit(self, draft: Draft) -> bool:
        """Make a draft respect the marks around and inside it; ``False`` if they contradict it."""
        home = self.inside.get(draft.trigger.i) if draft.trigger is not None else None
        if home is not None and (home.utterance or draft.content <= set(home.tokens())):
            if draft.speaker_head is not None and draft.speaker_head.i not in home.tokens():
                return not home.utterance
            draft.content &= set(home.tokens())
            draft.speaker &= set(home.tokens())
            draft.quotes = []
            return bool(draft.content)
        if not draft.content:
            return False
        low, high = min(draft.content), max(draft.content)
        whole = self.inside.get(low)
        for quote in self.quotes:
            if quote.last < low or quote.first > high:
                continue
            words = [i for i in quote.tokens() if solid(self.doc[i])]
            shared = sum(i in draft.content for i in words)
            if shared and home is not quote:
                if 2 * shared >= len(words) or quote.first in draft.content or whole is quote:
                    self._give(draft, quote)
                else:
                    draft.content -= set(quote.tokens())
        self._run_on(draft)
        self._cut_at_colon(draft)
        return bool(draft.content)

    def _run_on(self, draft: Draft) -> None:
        """Add the quotation right behind a content that the parser broke off there: *called her work “careless”*."""
        high = max(draft.content)
        quote = self.inside.get(high + 1)
        cue = draft.trigger
        ahead = cue is not None and cue.i < min(draft.content) and cue.i not in self.inside
        if ahead and quote is not None and quote.first == high + 1 and solid(self.doc[high]) and not quote.capital:
            self._give(draft, quote)

    def _cut_at_colon(self, draft: Draft) -> None:
        """Take what leads up to a quotation out of it: *She scolded him: “Not again,” she said.*"""
        first = draft.quotes[0].first if draft.quotes else 0
        if first and draft.trigger is not None and draft.trigger.i > first and self.doc[first - 1].text == ":":
            draft.content = {i for i in draft.content if i >= first}
            draft.note("content", "what leads up to the colon is left out")

    def _give(self, draft: Draft, quote: Quote) -> None:
        """Add a whole quotation to a draft."""
        if set(quote.tokens()) - draft.content:
            draft.note("content", "the whole quotation")
        draft.content |= set(quote.tokens())
        draft.content -= draft.cue
        if draft.rule == "transcript":
            # "DOREN: We will wait." has its speaker between the marks.
            draft.content -= draft.speaker
        else:
            draft.speaker -= set(quote.tokens())
        draft.quotes.append(quote)

    def _covered(self, quote: Quote) -> bool:
        """Whether a draft from outside the marks has the quotation already."""
        return any(quote in draft.quotes for draft in self.drafts)

    # -- quotations without a draft ----------------------------------------------------------------------

    def _place(self, number: int, quote: Quote) -> None:
        """Find the tag of a quotation, or the statement that it goes on, or keep it without a source."""
        before = self._gap_before(number, quote)
        after = self._gap_after(number, quote)
        final = next((self.doc[i].text for i in reversed(quote.tokens()) if not self._is_mark(i)), "")
        order = ((after, False), (before, True)) if final in (",", "?", "!") else ((before, True), (after, False))
        for gap, leading in order:
            verb = self._tag_verb(gap, leading)
            if verb is not None:
                draft = self._draft_of(verb, gap)
                if leading and not draft.content:
                    draft.content |= self._lead_in(verb, quote)
                self._give(draft, quote)
                return
        if (signed := self._signed(quote)) is not None:
            self._give(signed, quote)
            return
        if self._join(quote, before):
            return
        if quote.words >= 6:
            self.drafts.append(
                Draft(set(quote.tokens()), set(), set(), SAYING, "no source", quotes=[quote])
            )  # fmt: skip

    def _signed(self, quote: Quote) -> Draft | None:
        """A quotation with a name after a dash: *“We will wait.” ― Ilsa Doren*."""
        dash = quote.last + 1
        if dash + 1 >= len(self.doc) or self.doc[dash].text not in DASHES or not self.doc[dash + 1].text[0].isupper():
            return None
        stop = self.parsed.paragraphs[self.parsed.paragraph(self.doc[dash])][1]
        end = dash + 1
        while end < stop and self.doc[end].text not in (",", "(", ";", "."):
            end += 1
        if not name_like(self.doc, dash + 1, end):
            return None
        draft = Draft(
            set(), {dash}, set(range(dash + 1, end)), SAYING, "signed", None, phrase_head(self.doc, dash + 1, end)
        )
        self.drafts.append(draft)
        return draft

    def _lead_in(self, verb: Token, quote: Quote) -> set[int]:
        """The writer's words between cue and quotation that belong to the content: *said the plan “is dead”*."""
        between = range(verb.i + 1, quote.first)
        if not between or self.doc[quote.first - 1].text in (",", ":", "-", "—", "–", "--"):
            return set()
        that = next((i for i in between if self.doc[i].lower_ == "that"), None)
        start = that if that is not None else verb.i + 1
        lead = [i for i in range(start, quote.first) if solid(self.doc[i])]
        return set(range(start, quote.first)) if that is not None or len(lead) > 1 else set()

    def _gap_before(self, number: int, quote: Quote) -> range:
        """The words of the same sentence before a quotation, back to the quotation before it."""
        low = self.parsed.paragraphs[self.parsed.paragraph(self.doc[quote.first])][0]
        if number and self.quotes[number - 1].last >= low:
            low = self.quotes[number - 1].last + 1
        at = quote.first
        home = self.parsed.paragraph(self.doc[quote.first])
        if quote.first == low and home and (self.doc[low - 1].text == ":" or self._open_tag(home - 1)):
            at, low = low - 1, self.parsed.paragraphs[home - 1][0]
        while at > low and self.doc[at - 1].text not in _SENTENCE_END:
            at -= 1
        return range(at, quote.first)

    def _open_tag(self, number: int) -> bool:
        """Whether a paragraph ends in a verb of saying without its content: *Doren said.*, then the words."""
        first, stop = self.parsed.paragraphs[number]
        last = next((i for i in range(stop - 1, first - 1, -1) if solid(self.doc[i])), first)
        verb = self.doc[last]
        alone = not any(draft.trigger is not None and draft.trigger.i == last for draft in self.drafts)
        return verb.pos_ == "VERB" and alone and "quote" in verb_senses(verb)[0]

    def _gap_after(self, number: int, quote: Quote) -> range:
        """The words after a quotation, up to the end of the sentence or the next quotation."""
        high = self.parsed.paragraphs[self.parsed.paragraph(self.doc[quote.first])][1]
        following = next((item for item in self.quotes[number + 1 :] if item.utterance), None)
        if following is not None:
            high = min(high, following.first)
        at = quote.last + 1
        # A full stop before a bracket ends an abbreviation: Rep. Doe (D-Md.) said.
        while at < high and not (self.doc[at].text in _SENTENCE_END and self._ends(at, high)):
            at += 1
        return range(quote.last + 1, at)

    def _ends(self, at: int, high: int) -> bool:
        """Whether a full stop ends a sentence, and not a title: *“...,” Const. Ivo Rand said*."""
        if self.doc[min(at + 1, high - 1)].text == ")":
            return False
        before = self.doc[at - 1]
        return before.whitespace_ != "" or before.text not in _TITLES

    def _tag_verb(self, gap: range, leading: bool) -> Token | None:
        """The verb of saying in the words beside a quotation."""
        colon = leading and len(gap) > 0 and self.doc[gap[-1]].text == ":"
        for i in reversed(gap) if leading else gap:
            token = self.doc[i]
            if token.pos_ not in ("VERB", "AUX"):
                continue
            senses, _ = verb_senses(token)
            if token.lemma_ in ("quote", "cite") and not leading:
                # NEWSPAPER quoted the envoy as saying: the words are of the verb that follows.
                continue
            if ("quote" in senses or (colon and senses)) and self._speaker_of(token, gap) is not None:
                return token
            if not leading and token.pos_ == "VERB" and senses == {} and child(token, "nsubj") is not None:
                return None
        return None

    def _speaker_of(self, verb: Token, gap: range) -> Token | None:
        """Who says it: the subject, or the name after an inverted verb."""
        if passive(verb):
            return None
        head = subject(verb)
        if head is not None and (head.i in gap or verb.dep_ == "relcl" or not self.inside.get(head.i)):
            return head
        late = children(verb, "dobj", "attr", "npadvmod", "dep", "appos")
        found = next((item for item in late if item.i in gap and item.pos_ in ("PROPN", "NOUN", "PRON")), None)
        return found or self._name_before(verb, gap)

    def _name_before(self, verb: Token, gap: range) -> Token | None:
        """The head of the phrase between a quotation and its verb, where the parser took another subject."""
        lead = range(gap.start, verb.i)
        if verb.i not in gap or gap.start == 0 or gap.start - 1 not in self.inside:
            return None
        heads = [self.doc[i] for i in lead if self.doc[i].head.i not in lead]
        return next((item for item in heads if item.pos_ in ("PROPN", "NOUN", "PRON")), None)

    def _draft_of(self, verb: Token, gap: range) -> Draft:
        """The draft of a verb, made if there is none."""
        for draft in self.drafts:
            if draft.trigger is verb or (draft.trigger is not None and draft.trigger.i == verb.i):
                return draft
        senses, particle = verb_senses(verb)
        governors, negated, _ = chain(verb)
        cue = cue_tokens(verb) | particle
        for governor in governors:
            cue |= cue_tokens(governor)
        head, via = author(verb, governors)
        if head is None or (head.i in self.inside and verb.i not in self.inside):
            head = self._speaker_of(verb, gap)
        sense = senses.get("quote") or next(iter(senses.values()))
        draft = Draft(
            set(), cue, noun_phrase(head, verb), sense, "quotation", verb, head, negated, via or channel_of(verb),
            hearer(verb, senses),
        )  # fmt: skip
        self.drafts.append(draft)
        return draft

    def _join(self, quote: Quote, before: range) -> bool:
        """Give a quotation without a tag to the statement that it goes on."""
        if any(solid(self.doc[i]) for i in before) and self.doc[quote.first - 1].text not in (":", ",", "—", "–", "-"):
            return False
        home = self.parsed.paragraph(self.doc[quote.first])
        start = self.parsed.paragraphs[home][0]
        last = self._last_before(quote.first, start)
        if last is not None:
            self._give(last, quote)
            return True
        if home == 0 or quote.first - start > 1:
            return False
        last = self._last_before(start, self.parsed.paragraphs[home - 1][0])
        stop = self.parsed.paragraphs[home][1]
        if last is None or any(solid(self.doc[i]) and i not in self.inside for i in range(start, stop)):
            return False
        if last.quotes and last.quotes[-1].last >= start - 2:
            self._give(last, quote)
        else:
            self.drafts.append(
                Draft(set(quote.tokens()), set(), set(last.speaker), SAYING, "continued", None, last.speaker_head,
                      continued=True, quotes=[quote])
            )  # fmt: skip
        return True

    def _last_before(self, at: int, low: int) -> Draft | None:
        """The statement of the sentence right before a place, not looking back beyond ``low``."""
        previous = at - 1
        while previous >= low and not solid(self.doc[previous]):
            previous -= 1
        if previous < low:
            return None
        sentence = self.doc[previous].sent
        floor = max(low, sentence.start)
        near = [
            draft
            for draft in self.drafts
            if (draft.trigger is not None or draft.quotes)
            and draft.cue | draft.content
            and max(draft.cue | draft.content) >= floor
            and max(draft.cue | draft.content) < at
            and (draft.trigger is None or draft.trigger.i not in self.inside)
        ]
        return max(near, key=lambda draft: (len(draft.content), -draft.first), default=None)

    def _is_mark(self, i: int) -> bool:
        return not solid(self.doc[i]) and self.doc[i].text not in (",", ".", "?", "!", "…")
