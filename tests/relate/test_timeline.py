"""The timeline holds what is dated, in order."""

from __future__ import annotations

from onrecord.records import DateInference, DateInterval
from onrecord.relate import timeline
from tests.relate.pile import Pile, on


def test_dated_records_in_order_of_time() -> None:
    pile = Pile()
    page = pile.page("one", "Norway freed the crew. Ghana sank a ship. Togo left.", "2024-03-10")
    later = pile.event(page, "Norway freed the crew", "free", "freed", None, ["the crew"], date=on("2024-03-08"))
    first = pile.event(
        page, "Ghana sank a ship", "sink", "sank", None, ["a ship"], "planned", on("2024-03-01", "2024-03-03")
    )
    undated = pile.event(page, "Togo left", "leave", "left", None, [])
    entries = timeline(pile.records)
    assert [entry.record_id for entry in entries] == [first.id, later.id]
    assert (entries[0].kind, entries[0].modality, entries[0].evidence.span.exact) == (
        "event",
        "planned",
        "Ghana sank a ship",
    )
    pile.records.add(
        DateInference("i_1", undated.id, DateInterval("2024-03-05", "2024-03-05", "inferred"), "told by the pile")
    )
    assert [entry.record_id for entry in timeline(pile.records)] == [first.id, undated.id, later.id]
