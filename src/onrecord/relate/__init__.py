"""Stage 7, relate: what the claims and deeds of the pile are to each other."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.records import Article, Figure, Finding, Records, Side
from onrecord.relate.absences import absent
from onrecord.relate.affairs import affairs_apart
from onrecord.relate.agreements import agreements
from onrecord.relate.amounts import amounts
from onrecord.relate.assertions import assertions
from onrecord.relate.blame import blame
from onrecord.relate.causes import causes, open_causes
from onrecord.relate.charges import charges
from onrecord.relate.circumstances import circumstances_apart
from onrecord.relate.claims import Claim, claims
from onrecord.relate.conditions import denied_conditions
from onrecord.relate.contested import contested
from onrecord.relate.contrary import contraries
from onrecord.relate.culprits import culprits_apart
from onrecord.relate.deadlines import deadlines
from onrecord.relate.denials import denials
from onrecord.relate.elsewhere import of_one_thing
from onrecord.relate.frequency import how_often_apart
from onrecord.relate.gainsaid import gainsaid
from onrecord.relate.holders import holders
from onrecord.relate.kept import Kept, digest_of
from onrecord.relate.known import Known, sentence_of
from onrecord.relate.lines import Lines
from onrecord.relate.measures import measured
from onrecord.relate.mishaps import mishaps
from onrecord.relate.moments import moments_apart
from onrecord.relate.nobody import nobody
from onrecord.relate.norms import norms_apart
from onrecord.relate.occasions import Occasions
from onrecord.relate.parts import parts
from onrecord.relate.positions import positions
from onrecord.relate.promptness import soon_or_late
from onrecord.relate.quantities import quantities
from onrecord.relate.questions import questions
from onrecord.relate.recalled import recalled_positions
from onrecord.relate.results import results
from onrecord.relate.reversals import reversals_of
from onrecord.relate.rival_figures import rival_figures
from onrecord.relate.shared_facts import shared_facts
from onrecord.relate.stances import taken_sides
from onrecord.relate.tallies import counted_apart
from onrecord.relate.themes import themes
from onrecord.relate.told_shifts import told_shifts
from onrecord.relate.told_turns import told_turns
from onrecord.relate.tolls import tolls
from onrecord.relate.turnabouts import turnabouts
from onrecord.relate.unsaid import unsaid
from onrecord.relate.untruths import untruths
from onrecord.relate.utterances import utterances
from onrecord.relate.verdicts import verdicts
from onrecord.relate.voices import denied
from onrecord.relate.ways import ways_apart
from onrecord.relate.who_where import who_where
from onrecord.relate.wording import Weights
from onrecord.relate.zeroes import none_and_some
from onrecord.settings import Settings
from onrecord.vectors import WordVectors, word_vectors

__all__ = ["Kept", "relate"]


def relate(
    pile: Records,
    settings: Settings,
    kept: Kept | None = None,
    done: Callable[[int, int], None] | None = None,
) -> None:
    """Add to the pile its findings: contradictions, shifts, updates and agreements.

    Pages are compared inside their story (:mod:`onrecord.relate.parts`). There claims meet in buckets of actor and
    act, statements by their rarer words, counts by fate and place, so the work grows with the findings and not with
    the square of the pile.

    Args:
        pile: all records.
        settings: the settings.
        kept: what was found in parts of the pile before. A part in which nothing has changed since is not compared
            again; what is found is the same.
        done: called before each part with how many are done, and how many there are.
    """
    kept = kept or Kept(Records(), {})
    waiting = deque(parts(pile))
    number = len(waiting)
    while waiting:
        if done is not None:
            done(number - len(waiting), number)
        part = waiting.popleft()
        digest = digest_of(part, kept.pages)
        found = kept.found(digest)
        if found is None:
            found = list(_unequal(part, _of_part(part, word_vectors(settings.models))))
        pile.add(*found)
        kept.keep(digest, found)


def _unequal(part: Records, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for contradictions of a sentence with itself, which two pages of one background both print."""
    texts = {article.id: article.text for article in part.all(Article)}
    for finding in findings:
        pieces = [piece for side in finding.sides for piece in side.evidence]
        told = {sentence_of(texts[piece.article_id], piece.span).exact.strip() for piece in pieces}
        pages = {piece.article_id for piece in pieces}
        if finding.kind not in ("contradiction", "shift") or len(told) > 1 or len(pages) == 1:
            yield finding


def _of_part(part: Records, vectors: WordVectors) -> Iterator[Finding]:
    """The findings of pages that are held against each other."""
    known = Known(part)
    found = list(of_one_thing(known, _compared(known, part, vectors)))
    yield from found
    yield from shared_facts(known, vectors, found)


def _compared(known: Known, part: Records, vectors: WordVectors) -> Iterator[Finding]:
    """What the pages of a part are to each other."""
    figures = sorted(part.all(Figure), key=lambda figure: figure.id)
    asserted = list(assertions(known))
    found = [claim for claim in claims(known, asserted) if not claim.open]
    suffered = [claim for claim in claims(known, asserted, suffered=True) if not claim.open]
    occasions = Occasions(known)
    counted = list(quantities(known, found))
    worded = [*positions(found, vectors), *blame(found), *counted]
    yield from worded
    sided = list(taken_sides(known, occasions))
    standing = list(_new(worded, _standing(known, found, occasions)))
    yield from standing
    meant = list(questions(found, [*worded, *standing], vectors))
    yield from meant
    yield from (charged := list(_new([*worded, *meant, *standing], charges(known, found, occasions, vectors))))
    untouched = list(_unseen([*worded, *meant, *standing, *charged], nobody(known, found, occasions)))
    yield from untouched
    missing = list(_new([*worded, *meant, *standing, *charged, *untouched], absent(known, found, occasions)))
    yield from missing
    weights = Weights(article.text for article in known.articles.values())
    told = [*amounts(known, weights), *utterances(known, weights)]
    opposite = list(denied(known))
    opposite += _unseen([*worded, *meant, *opposite], gainsaid(known, occasions))
    agreed = list(_unspoken(once(known, [*opposite, *told, *agreements([*found, *suffered], vectors)])))
    yield from agreed
    growing = [one for one in tolls(known, figures) if not any(_within(one, other) for other in agreed)]
    yield from growing
    valued = [*contested(known, occasions, vectors), *results(known, occasions), *measured(known, occasions)]
    valued += [*counted_apart(known, occasions), *rival_figures(known)]
    yield from _new([*counted, *growing], valued)
    set_apart = list(_unseen([*worded, *meant, *standing], circumstances_apart(known, occasions)))
    yield from set_apart
    yield from _unseen([*worded, *meant, *standing, *set_apart], moments_apart(known, occasions))
    yield from _unseen([*worded, *meant, *standing, *charged], culprits_apart(known, found, occasions))
    yield from _unseen([*worded, *meant, *standing], sided)
    against = [*worded, *meant, *standing, *charged, *untouched, *missing, *opposite, *sided]
    untrue = list(_unseen(against, untruths(known, occasions, vectors)))
    yield from untrue
    yield from _unseen([*against, *untrue], none_and_some(known, occasions))
    yield from _unseen([*against, *untrue], [*soon_or_late(known, occasions), *how_often_apart(known)])
    yield from _unseen([*against, *untrue], norms_apart(known, asserted, found, vectors))
    contrary = list(_in_other_words([*against, *untrue], known, vectors, found))
    yield from contrary
    caused = [*causes(known), *open_causes(known), *mishaps(known, occasions, vectors)]
    yield from caused
    yield from _unseen([*against, *caused], who_where(known, occasions, vectors))
    yield from _unseen([*against, *caused, *contrary], reversals_of(known, found, vectors))
    yield from _told_by_pages(known, found, occasions, vectors)
    yield from (*denials(known), *themes(known), *deadlines(known), *unsaid(known))


def _told_by_pages(known: Known, found: list[Claim], occasions: Occasions, vectors: WordVectors) -> Iterator[Finding]:
    """The shifts that pages tell with both sides."""
    told = [*told_shifts(known, found, occasions), *told_turns(known)]
    yield from (*told, *_unseen(told, recalled_positions(known, vectors)))


def _in_other_words(
    against: Sequence[Finding], known: Known, vectors: WordVectors, found: Sequence[Claim]
) -> Iterator[Finding]:
    """What sentences deny or answer otherwise, whatever their words."""
    lines = Lines(known, vectors)
    denied_too = list(_unseen(against, contraries(known, lines)))
    yield from denied_too
    answered = list(_unseen([*against, *denied_too], affairs_apart(known, lines)))
    yield from answered
    otherwise = list(_unseen([*against, *denied_too, *answered], ways_apart(known, lines)))
    yield from otherwise
    yield from _unseen([*against, *denied_too, *answered, *otherwise], turnabouts(known, found))


def _standing(known: Known, found: list[Claim], occasions: Occasions) -> Iterator[Finding]:
    """What cannot be so of one place, person or thing at one time, whatever the words."""
    yield from holders(known, found, occasions)
    yield from denied_conditions(known, found, occasions)
    yield from verdicts(known, occasions)


def once(known: Known, findings: list[Finding]) -> Iterator[Finding]:
    """The findings, and of those agreements that stand on the same sentences the one that shows most."""
    seen: dict[tuple[str, int], list[str]] = defaultdict(list)
    for finding in sorted(findings, key=_weight):
        if finding.kind in ("agreement", "update"):
            where = {
                (piece.article_id, sentence_of(known.articles[piece.article_id].text, piece.span).start)
                for side in finding.sides
                for piece in side.evidence
            }
            shared = Counter(before for place in where for before in seen[place])
            if any(times > 1 and 2 * times >= len(where) for times in shared.values()):
                continue
            for place in where:
                seen[place].append(finding.id)
        yield finding


def _unspoken(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for deeds that are nothing but words of one utterance: *I will not bring dishonour to it*."""
    agreed = list(findings)
    spoken = [finding for finding in agreed if finding.kind == "agreement" and finding.basis == "wording"]
    for finding in agreed:
        deed = finding.kind == "agreement" and finding.basis == "polarity"
        if not (deed and any(_within(finding, other) for other in spoken)):
            yield finding


def _weight(finding: Finding) -> tuple[bool, int, int, str]:
    """Agreements first, those that most sources tell before others, then those that show most."""
    return finding.kind != "agreement", -finding.independent, -_shown(finding), finding.id


def _new(known: Iterable[Finding], findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that do not rest on the same figures as one that is known, or as one before them."""
    seen = [_records(finding) for finding in known if finding.kind != "agreement"]
    for finding in findings:
        if not any(len(_records(finding) & before) > 1 for before in seen):
            seen.append(_records(finding))
            yield finding


def _unseen(known: Iterable[Finding], findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of which no other contradiction or shift shows two sides against each other."""
    seen = [finding for finding in known if finding.kind in ("contradiction", "shift")]
    for finding in findings:
        sides = [frozenset(n for n, one in enumerate(seen) if _shows(one, side)) for side in finding.sides]
        if max(Counter(itertools.chain(*sides)).values(), default=0) < 2:
            yield finding


def _shows(finding: Finding, side: Side) -> bool:
    """Whether a finding has words of a side among its evidence."""
    shown = [piece for other in finding.sides for piece in other.evidence]
    return any(
        one.article_id == other.article_id and one.span.overlaps(other.span) for one in side.evidence for other in shown
    )


def _records(finding: Finding) -> frozenset[str]:
    """What a finding rests on."""
    return frozenset(piece.record_id for side in finding.sides for piece in side.evidence if piece.record_id)


def _shown(finding: Finding) -> int:
    """How many characters the evidence has."""
    return sum(len(piece.span.exact) for side in finding.sides for piece in side.evidence)


def _within(finding: Finding, other: Finding) -> bool:
    """Whether an agreement shows nothing but words that another agreement shows."""
    shown = [piece for side in other.sides for piece in side.evidence]
    return finding.kind == other.kind == "agreement" and all(
        any(piece.article_id == there.article_id and piece.span.overlaps(there.span) for there in shown)
        for side in finding.sides
        for piece in side.evidence
    )
