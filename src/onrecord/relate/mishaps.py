"""What brought about an accident, in dispute: *was due to the crowd*, *gave way because bolts had rusted*.

Two accounts (:mod:`onrecord.relate.accounts`) of one kind of mishap, on pages that tell of one occasion, contradict
each other if two voices give causes that lie far apart in meaning or exclude each other by nature (*deliberately*,
*a fallen power line*), or if one denies what the other says. Causes that may stand beside others (*partly*, *among*,
*may have*) are left alone, and so are wordings of one cause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.codebooks.clauses import stem, stems
from onrecord.codebooks.disputes import disputes
from onrecord.records import Evidence, Finding, Side, Statement, make_id
from onrecord.relate.accounts import ANY, Account, of_page
from onrecord.relate.known import Known, days_between, plain
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import short
from onrecord.vectors import WordVectors

WITHIN = 30
"""Days between two accounts of one mishap."""
FAR = 0.5
"""Nearness in meaning from which two causes may be one in other words."""
NEAR = 0.5
"""Nearness from which a denied cause is the one that another page gives."""
PERSONS = 0.4
"""Nearness to words for people from which a cause is somebody."""
BROAD = frozenset({"terror", "deliberate", "accident", "self", "natural"})
"""Natures of which each excludes or holds the others as a whole."""
MANY = frozenset({"death", "cancellation"})
"""Kinds of which so many happen that two accounts must share a name or a word for what it happened to."""
_OWN = frozenset({"accident", "self", "natural"})
NEAR_CONTESTED = 0.35
"""The same where the page that denies it sets its account against another one."""


def mishaps(known: Known, occasions: Occasions, vectors: WordVectors) -> Iterator[Finding]:
    """The contradictions between two accounts of one mishap."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(known.statements.values(), key=lambda statement: statement.id):
        told[statement.article_id].append(statement)
    found = {page: list(of_page(known, occasions, page, told[page])) for page in sorted(known.articles)}
    found = {page: accounts for page, accounts in found.items() if accounts}
    for page in found:
        done: set[str] = set()
        for there in occasions.beside(page, 1):
            if there > page and there in found and known.apart(there, page):
                pairs = [(one, other) for one in found[page] for other in found[there]]
                best = next(
                    (pair for pair in pairs if _opposed(*pair, vectors) and not _both(pair, found, vectors)), None
                )
                if best is not None and there not in done:
                    done.add(there)
                    yield _finding(*best)


def _opposed(one: Account, other: Account, vectors: WordVectors) -> bool:
    """Whether two accounts of one mishap cannot both be right."""
    if not _one_mishap(one, other) or (one.denied and other.denied):
        return False
    if _itself(one, other) or _itself(other, one):
        return False
    if one.teller is None and other.teller is None and not (one.heard and other.heard):
        return False
    if one.teller and other.teller and one.teller.key == other.teller.key:
        return False  # One voice.
    gaps = (days_between(one.date, other.date), days_between(other.date, one.date))
    if any(gap is not None and gap > WITHIN for gap in gaps):
        return False
    near = _nearness(one.cause, other.cause, vectors)
    if one.denied or other.denied:
        denial, charge = (one, other) if one.denied else (other, one)
        same = denial.natures & BROAD & _widened(charge)
        return bool(same) or near >= (NEAR_CONTESTED if denial.contested else NEAR)
    if not (one.heard and other.heard):
        return False  # The page itself; but *it said* is somebody, whom a pronoun hides.
    if _excluded(one, other):
        return True
    if all(_persons(account.cause, vectors) for account in (one, other)) and not (one.contested or other.contested):
        return False  # *Protesters*, *angry youths*: two words for the same people.
    return near < FAR and not (_may_hold(one, other, vectors) or _may_hold(other, one, vectors))


def _itself(one: Account, other: Account) -> bool:
    """Whether what one gives as a cause is the mishap of the other: *a fire destroyed it*, *no lightning strike*."""
    kinds = {kind for kind, pattern in disputes().mishaps.items() if pattern.search(one.words)}
    return bool(kinds & (other.kinds - {ANY}))


def _may_hold(general: Account, other: Account, vectors: WordVectors) -> bool:
    """Whether one account says only what a mishap was by its nature, which the other's cause may well be."""
    if len(general.cause) > 1 or not general.natures:
        return False
    return general.natures <= _OWN or _persons(other.cause, vectors)


def _widened(account: Account) -> frozenset[str]:
    """What an account says that a mishap was, with the wider natures."""
    wider = disputes().wider
    return account.natures.union(*(wider[nature] for nature in account.natures))


def _excluded(one: Account, other: Account) -> bool:
    """Whether two causes exclude each other by their nature: a bomb, a short circuit."""
    here, there = _widened(one), _widened(other)
    return not here & there & BROAD and any(frozenset((a, b)) in disputes().excluded for a in here for b in there)


def _both(pair: tuple[Account, Account], found: Mapping[str, Sequence[Account]], vectors: WordVectors) -> bool:
    """Whether one voice names the other's cause as well: two causes of one voice are one account."""
    for mine, theirs in (pair, pair[::-1]):
        for more in found[mine.article_id]:
            own = more is not mine and not more.denied and not mine.denied and more.teller == mine.teller
            if own and not theirs.denied and _nearness(more.cause, theirs.cause, vectors) >= FAR:
                return True
    return False


def _persons(cause: Sequence[str], vectors: WordVectors) -> bool:
    """Whether a cause is somebody."""
    return vectors.similarity(cause[-1:], ("people", "men", "protesters", "soldiers", "youths")) >= PERSONS


def _one_mishap(one: Account, other: Account) -> bool:
    """Whether two accounts may tell of one mishap."""
    if one.names and other.names and not one.names & other.names:
        return False
    if one.days and other.days and not one.days & other.days:
        return False  # A fire on Tuesday, a fire on Wednesday.
    first, second = one.kinds - {ANY}, other.kinds - {ANY}
    if first & second and first & second <= MANY:
        about = (stems(one.mishap) & stems(other.mishap)) - one.names - other.names
        told = {word for word in about if not any(disputes().mishaps[kind].search(word) for kind in MANY)}
        return bool(one.names & other.names or told)  # People die of many things at once.
    return not first or not second or bool(first & second)


def _nearness(here: Sequence[str], there: Sequence[str], vectors: WordVectors) -> float:
    """How near two causes are in meaning: 1 if they share a word, else the nearest two words."""
    if {stem(word) for word in here} & {stem(word) for word in there}:
        return 1.0
    return max((vectors.similarity([a], [b]) for a in here for b in there), default=0.0)


def _finding(one: Account, other: Account) -> Finding:
    """The record of two accounts."""
    ordered = sorted((one, other), key=lambda account: (account.date.latest or "9999", account.article_id))
    sides = tuple(
        Side(
            _label(account), plain(account.date), (Evidence(account.article_id, account.sentence, account.statement),),
        )
        for account in ordered
    )  # fmt: skip
    told = " / ".join(f"{'not ' if account.denied else ''}{account.words}" for account in ordered)
    mishap = next((account.mishap for account in ordered if account.mishap), ordered[0].words)
    kinds = sorted((one.kinds & other.kinds) or (one.kinds | other.kinds) - {ANY})
    return Finding(
        id=make_id("r", "mishap", *sorted(f"{a.article_id}:{a.sentence.start}" for a in ordered)), kind="contradiction",
        topic=short(mishap, ordered[0].words), actor=None, sides=sides,
        reason=f"different causes of one mishap ({', '.join(kinds)}): {told}", strength="soft", independent=2,
        basis="cause",
    )  # fmt: skip


def _label(account: Account) -> str:
    """Who gives an account, and of what kind it is."""
    voice = account.teller.name if account.teller is not None else "the page"
    return f"{voice}: {'no cause' if account.denied else 'cause'}"
