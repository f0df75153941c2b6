"""A figure points at the event that it measures."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.annotate.events import find_events
from onrecord.annotate.figures import find_figures
from onrecord.annotate.figures_events import with_events
from onrecord.annotate.names import find_mentions
from onrecord.annotate.parsing import parse
from onrecord.annotate.times import find_times
from onrecord.records import Article, Block
from onrecord.settings import default_settings


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels killed 12 soldiers near the port.", "ASSAULT"),
        ("Police arrested at least 40 protesters on Monday.", "COERCE"),
        ("The river rose by 3 metres.", None),
        ("The army, which has 9,000 men, shelled the port.", None),
    ],
)
def test_a_figure_points_at_the_event_of_its_clause(text: str, kind: str | None) -> None:
    article = Article("a_1", "d_1", "page.txt", text, (Block(0, len(text), "body", 1.0),), language="en", as_is=True)
    parsed = parse(article, default_settings().models)
    times = find_times(parsed, dt.date(2024, 3, 14))
    events = find_events(parsed, find_mentions(parsed), times, [])
    figures = with_events(find_figures(parsed, times, []), events)
    kinds = {event.id: event.type for event in events}
    assert [kinds.get(figure.event or "") for figure in figures][:1] == [kind]
