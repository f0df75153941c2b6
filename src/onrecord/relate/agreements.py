"""Agreement: one deed told by independent chains of sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.codebooks.clauses import stems
from onrecord.records import Evidence, Finding, Side, make_id
from onrecord.relate.claims import Claim
from onrecord.relate.known import days_between, plain
from onrecord.relate.positions import topic_of
from onrecord.relate.same_deed import Deeds
from onrecord.relate.told_deeds import Deed
from onrecord.vectors import WordVectors

MOST_COMPARED = 60
"""Groups under one key that a claim is held against; an act of everybody tells no deeds apart."""
MOST_CHECKED = 12
"""Members of a group that a claim is held against."""
MOST_SHOWN = 4
"""Pages of one chain whose words are kept."""
LEAST_EARLIER = 4
"""Sources that must tell what was before the story for it to be reported."""
LEAST_TOLD = 2
"""Words that most of the claims must share, beside their act; one is enough where many sources tell it."""
MANY = 3
"""Sources from which it is many."""
_POSITION = {"denied": 0, "done": 1, "planned": 2}


class _Group:
    """Claims of one deed, the fullest first."""

    def __init__(self, first: Deed) -> None:
        self.members = [first]

    def takes(self, deed: Deed, deeds: Deeds) -> bool:
        """Whether a claim is of the deed: like most of the group, and like none of another deed."""
        checked = self.members[:MOST_CHECKED]
        if any(deeds.apart(deed, other) for other in checked):
            return False
        alike = [deeds.same(deed, other) for other in checked]
        return sum(alike) * 2 >= len(alike)

    def fits(self, other: _Group, deeds: Deeds) -> bool:
        """Whether another group tells the same deed."""
        here, there = self.members[:MOST_CHECKED], other.members[:MOST_CHECKED]
        pairs = [(a, b) for a in here for b in there]
        if any(deeds.apart(a, b) for a, b in pairs):
            return False
        alike = sum(deeds.same(a, b) for a, b in pairs)
        return alike * 2 >= len(pairs)


def agreements(claims: Sequence[Claim], vectors: WordVectors) -> Iterator[Finding]:
    """The deeds and plans that two or more independent chains tell, those that most tell first."""
    deeds = Deeds(claims, vectors)
    groups: list[_Group] = []
    index: dict[tuple[str, str, str], list[_Group]] = defaultdict(list)
    for deed in sorted(deeds.deeds, key=lambda deed: (_POSITION[deed.claim.position], -len(deed.words), deed.claim.id)):
        open_groups: dict[int, _Group] = {}
        for key in deed.keys:
            open_groups.update((id(group), group) for group in index[key][:MOST_COMPARED])
        home = next((group for group in open_groups.values() if group.takes(deed, deeds)), None)
        if home is None:
            home = _Group(deed)
            groups.append(home)
        else:
            home.members.append(deed)
        for key in deed.keys:
            if home not in index[key]:
                index[key].append(home)
    _merge(index, deeds)
    found = [finding for group in groups if (finding := _of_group(group, deeds)) is not None]
    yield from sorted(found, key=lambda finding: (-finding.independent, -len(finding.sides), finding.id))


def _merge(index: dict[tuple[str, str, str], list[_Group]], deeds: Deeds) -> None:
    """Join groups of one deed that met too late: all of one fits the other, and two of each are alike."""
    for key in sorted(index):
        for place, one in enumerate(index[key][:MOST_COMPARED]):
            for other in index[key][place + 1 : MOST_COMPARED]:
                if one is not other and one.members and other.members and one.fits(other, deeds):
                    one.members += other.members
                    other.members = []


def _of_group(group: _Group, deeds: Deeds) -> Finding | None:
    """The finding of a deed; ``None`` if one chain alone tells it."""
    chains: dict[str, list[Claim]] = defaultdict(list)
    for deed in group.members:
        known = chains[deed.claim.chain]
        if len(known) < MOST_SHOWN and all(deed.claim.article_id != other.article_id for other in known):
            known.append(deed.claim)
    told = list(chains.values())
    voices = {_voice(claims[0]) for claims in told}
    if len(voices) < 2 or (len(voices) < LEAST_EARLIER and any(map(deeds.old, group.members))):
        return None
    if _core(group) < (LEAST_TOLD if len(voices) < MANY else 1):
        return None
    if _carried_out(told):
        told.sort(key=lambda claims: (claims[0].told.latest or "", claims[0].id))
    return _finding(told, group)


def _core(group: _Group) -> int:
    """How many words most of the claims of a deed share, and whether nobody is its object."""
    count: dict[str, int] = defaultdict(int)
    for deed in group.members:
        for word in deed.words | stems(deed.claim.who.name if deed.claim.named else ""):
            count[word] += 1
    most = sum(number * 2 > len(group.members) for number in count.values())
    return most + 2 * any(deed.nobody for deed in group.members)


def _finding(told: list[list[Claim]], group: _Group) -> Finding:
    """The record of one deed in several chains."""
    firsts = [claims[0] for claims in told]
    carried = _carried_out(told)
    named = [claim for claim in firsts if claim.named]
    names = sorted({claim.who.name for claim in named})
    hard = (
        len({claim.who.key for claim in firsts}) == 1 and len(named) == len(firsts) and all(c.when.day for c in firsts)
    )
    lemmas = list(dict.fromkeys(claim.source.lemma for claim in firsts))
    shared = sorted(frozenset.intersection(*(deed.words for deed in group.members)))
    reason = f"same act: {', '.join(lemmas[:4])}"
    if names:
        reason += f"; same actor: {', '.join(names[:4])}"
    if shared:
        reason += f"; shared words: {', '.join(shared)}"
    how = "planned, then done" if carried else f"told in {len(told)} independent chains"
    return Finding(
        id=make_id("r", "agreement", *sorted(claim.id for claim in firsts)), kind="update" if carried else "agreement",
        topic=topic_of(firsts[0]), actor=min(names, key=lambda name: (len(name), name)) if names else None,
        sides=tuple(_side(claims) for claims in told), reason=f"{reason}; {how}", strength="hard" if hard else "soft",
        independent=len({_voice(claim) for claim in firsts}), basis="polarity",
    )  # fmt: skip


def _side(claims: list[Claim]) -> Side:
    """What one chain tells: its fullest claim, and the same words in its copies."""
    first = claims[0].side()
    return Side(first.label, plain(first.date), tuple(Evidence(c.article_id, c.words, c.id) for c in claims))


def _voice(claim: Claim) -> str:
    """What a report rests on: its speaker, or its chain of sources."""
    return claim.teller.key if claim.teller is not None else claim.chain


def _carried_out(told: list[list[Claim]]) -> bool:
    """Whether the earlier pages tell a plan and the later ones that it was carried out."""
    ordered = sorted((claims[0] for claims in told), key=lambda claim: (claim.told.latest or "", claim.id))
    positions = [claim.position for claim in ordered]
    done = positions.index("done") if "done" in positions else 0
    gap = days_between(ordered[0].told, ordered[-1].told)
    return done > 0 and positions[done:].count("done") == len(positions) - done and gap is not None and gap > 0
