"""Why a statement is as it is: the rule and the words behind each of its parts, for a human reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.parsing import Parsed
from onrecord.annotate.statements.assemble import content_runs
from onrecord.annotate.statements.codebook import codebook, lookup
from onrecord.annotate.statements.cues import chain, verb_senses
from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.frames import ADJ_FRAMES, NOUN_FRAMES, VERB_FRAMES
from onrecord.annotate.statements.speakers import noun_phrase
from onrecord.annotate.statements.tree import children, runs
from onrecord.records import Statement, TimeExpression

_IDIOM = "what a set phrase is about: cast doubt on, made it clear that"
_FRAMES: Mapping[str, Mapping[str, object]] = {"verb": VERB_FRAMES, "noun": NOUN_FRAMES, "adjective": ADJ_FRAMES}
_PARTS = {"verb": "verb", "noun": "noun", "adjective": "adj"}
RULES: dict[str, str] = {
    "according to": "the clause that 'according to' stands beside",
    "as said": "the sentence around 'as ... said'",
    "tag": "the clause that a tag is set off from: The road, she said, is open",
    "inverted": "the words before a tag that has its verb first: No change, said the minister",
    "final": "the words before a tag at the end of the sentence: No change in sight, aides say",
    "label": "the words that a headline's mark sets off from their source: Ministry: Road open",
    "transcript": "the line behind a name in capitals: DOREN: The road is open",
    "quotation": "a quotation with its tag",
    "signed": "a quotation with a name behind a dash",
    "no source": "a quotation that no words attribute",
    "continued": "a quotation without a tag that goes on the paragraph before",
    "after colon": "the paragraph that a colon opens",
    "marks lost": "a paragraph in the first person between two statements of one speaker: its marks are lost",
}
"""What the rules without a cue word of the codebook take as content; the others are frames."""

_BASIS = {
    "named": "by name",
    "apposition": "by role and name",
    "role": "by role alone",
    "pronoun": "by a pronoun",
    "continued": "by the statement that it goes on",
    "unknown": "nobody is named",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a statement and where it comes from."""

    part: str
    """The field: ``content``, ``cue``, ``speaker``, ``via``, ``addressee``, ``act``, ``said_on`` ..."""
    words: str
    """The words or the value."""
    why: tuple[str, ...]
    """What gave it: the rule first, then what later steps changed."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement with its reasons, in the order in which a reader wants them."""

    statement: Statement
    """The statement."""
    reasons: tuple[Reason, ...]
    """At least content, cue, speaker and act."""


def explain(
    parsed: Parsed, drafts: Sequence[Draft], statements: Sequence[Statement], times: Sequence[TimeExpression]
) -> list[Explanation]:
    """The reasons of each statement; ``drafts`` are what the statements were made of, one for one."""
    numbers = {statement.id: number for number, statement in enumerate(statements, 1)}
    said = {time.id: time.span.exact for time in times}
    return [
        Explanation(statement, tuple(_Reasons(parsed, draft, statement, numbers, said).all()))
        for draft, statement in zip(drafts, statements, strict=True)
    ]


class _Reasons:
    """The reasons of one statement."""

    def __init__(
        self, parsed: Parsed, draft: Draft, statement: Statement, numbers: Mapping[str, int], times: Mapping[str, str]
    ) -> None:
        self.parsed = parsed
        self.draft = draft
        self.statement = statement
        self.numbers = numbers
        self.times = times
        self.part, _, self.frame = draft.rule.partition(" ")
        if self.part not in _FRAMES:
            self.part, self.frame = "", ""

    def all(self) -> list[Reason]:
        """Every part that the statement has."""
        found = [self._content(), self._cue(), self._speaker(), self._act()]
        item = self.statement
        if item.via is not None:
            found.append(self._reason("via", item.via, self._channel()))
        if item.addressee is not None:
            found.append(self._reason("addressee", item.addressee, "the hearer: object of the cue, or behind its 'to'"))
        if item.said_time is not None:
            found.append(self._said_on())
        if item.nested_in is not None:
            found.append(
                self._reason("nested_in", self._number(item.nested_in), "its cue stands in what that one says")
            )
        if item.same_utterance_as is not None:
            other = self._number(item.same_utterance_as)
            found.append(self._reason("same_utterance_as", other, "both have most words in common"))
        if item.garbled:
            found.append(self._reason("garbled", "yes"))
        return found

    def _reason(self, part: str, words: str, *why: str) -> Reason:
        later = (note for name, note in self.draft.notes if name == part)
        return Reason(part, words, (*why, *later))

    def _number(self, name: str) -> str:
        return f"statement {self.numbers.get(name, '?')}"

    def _words(self, stretches: Sequence[tuple[int, int]]) -> str:
        return " | ".join(span.exact for first, last in stretches for span in self.parsed.spans(first, last))

    def _content(self) -> Reason:
        words = self._words(content_runs(self.parsed.doc, self.draft.content))
        return self._reason("content", words, f"{self.statement.manner}: {self._rule()}")

    def _rule(self) -> str:
        """The rule in words; for a frame the first line of what its function says of itself."""
        if not self.part:
            return RULES.get(self.draft.rule, self.draft.rule)
        if self.frame == "idiom":
            return _IDIOM
        meaning = _FRAMES[self.part][self.frame].__doc__ or ""
        if not meaning:
            return f"the phrase behind '{'to' if self.frame == 'to-np' else self.frame}'"
        first = meaning.strip().split("\n")[0].partition(":")[0].rstrip(".")
        return first[:1].lower() + first[1:]

    def _cue(self) -> Reason:
        words = self._words(list(runs(self.draft.cue)))
        trigger = self.draft.trigger
        if not words:
            return self._reason("cue", "-", "no words attribute it")
        if trigger is None:
            return self._reason("cue", words, "the mark between source and words")
        if not self.part:
            return self._reason("cue", words, f"rule '{self.draft.rule}'")
        if self.frame == "idiom":
            return self._reason("cue", words, f"reporting_cues.toml: [[idiom]] of '{trigger.lemma_}'")
        if not self._senses(trigger):
            return self._reason("cue", words, f"'{trigger.lemma_}' is not in reporting_cues.toml; a 'that' follows it")
        entry = f"{_PARTS[self.part]} '{trigger.lemma_}', {self.draft.sense.kind}, frame '{self.frame}'"
        return self._reason("cue", words, f"reporting_cues.toml: {entry}")

    def _senses(self, trigger: Token) -> Mapping[str, object]:
        if self.part == "verb":
            return verb_senses(trigger)[0]
        return lookup([trigger.lemma_.lower()], _PARTS[self.part])

    def _speaker(self) -> Reason:
        words = self._words(list(runs(self.draft.speaker)))
        basis = f"known {_BASIS[self.statement.speaker_basis]}"
        if not words or self.draft.speaker_head is None:
            return self._reason("speaker", "-", _BASIS["unknown"])
        if any(part == "speaker" for part, _ in self.draft.notes):
            return self._reason("speaker", words, basis)
        return self._reason("speaker", words, basis, self._link(self.draft.speaker_head))

    def _link(self, head: Token) -> str:
        """How the source hangs on the cue."""
        trigger = self.draft.trigger
        if trigger is None or self.draft.continued:
            return "the source of the statement before" if self.draft.continued else "the name beside the mark"
        if head.dep_ == "poss":
            return f"the owner of '{trigger.text}'"
        if head.head.dep_ == "agent":
            return "who acts in the passive: behind 'by'"
        if head.head.i == trigger.i and head.dep_ == "nsubj":
            return f"the subject of '{trigger.text}'"
        if any(item.i == head.i for item in trigger.ancestors):
            return f"what the clause of '{trigger.text}' describes"
        if head.dep_ in ("nsubj", "nsubjpass"):
            return f"the subject of '{head.head.text}', which governs '{trigger.text}'"
        return f"the phrase beside '{trigger.text}'"

    def _act(self) -> Reason:
        sense = self.draft.sense
        plover = codebook().plover.get(sense.act)
        why = [f"class {sense.kind}" + (f", PLOVER {plover}" if plover else "")]
        trigger = self.draft.trigger
        if self.statement.negated and trigger is not None:
            chained, _, _ = chain(trigger)
            no = next((item.text for verb in (trigger, *chained) for item in children(verb, "neg")), None)
            words = no or " ".join(verb.text for verb in reversed(chained))
            why.append(f"denied or refused: '{words}'" if words else "denied or refused")
        return self._reason("act", sense.act + (" (negated)" if self.statement.negated else ""), *why)

    def _channel(self) -> str:
        head = self.draft.via
        phrase = self._words(list(runs(noun_phrase(head))))[:80] if head is not None else ""
        return f"'{phrase}' carried the words" if phrase else "it carried the words"

    def _said_on(self) -> Reason:
        date = self.statement.said_on
        words = self.times.get(self.statement.said_time or "", "")
        days = " to ".join(dict.fromkeys(day for day in (date.earliest, date.latest) if day))
        shown = f"{days} ({date.basis})" if days else "no day: the day of the page is not known"
        return self._reason("said_on", shown, f"'{words}'")
