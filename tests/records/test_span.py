import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RecordError, SpanError
from onrecord.records import DateInterval, Records, Span, make_id

HOSTILE = "A \U0001f6a2 sank.\r\nשלום e\u0301 \u202eevil\u202c \u00a0end"


@given(st.text(min_size=1), st.data())
def test_a_span_quotes_its_text_whatever_the_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start, end, text)
    assert text[span.start : span.end] == span.exact
    assert span.holds(text)
    assert not span.holds("\x00" + text) or text[start:end] == ("\x00" + text)[start:end]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 4), (0, len(HOSTILE) + 1)])
def test_a_span_outside_its_text_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="no stretch"):
        Span(start, end, HOSTILE)


def test_a_span_counts_code_points_and_survives_the_way_to_another_process() -> None:
    span = Span(2, 3, HOSTILE)
    assert span.exact == "\U0001f6a2"
    assert pickle.loads(pickle.dumps(span)) == span


def test_the_quotation_of_a_span_cannot_be_changed() -> None:
    span = Span(0, 1, HOSTILE)
    with pytest.raises(AttributeError):
        span.exact = "B"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("earliest", "latest", "reason"),
    [("2024-03-32", None, "no day"), ("2024-03", None, "no day"), ("2024-03-05", "2024-03-04", "ends before")],
)
def test_an_impossible_interval_cannot_be_made(earliest: str, latest: str | None, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        DateInterval(earliest, latest, "stated")


def test_only_an_interval_of_one_day_is_a_day() -> None:
    assert str(DateInterval("2024-03-05", "2024-03-05", "stated").day) == "2024-03-05"
    assert DateInterval("2024-03-05", "2024-03-06", "stated").day is None
    assert DateInterval("2024-03-05", None, "inferred").day is None
    assert not DateInterval().known


def test_ids_depend_on_content_and_on_where_the_parts_end() -> None:
    assert make_id("s", "a", "b") == make_id("s", "a", "b")
    assert make_id("s", "ab", "") != make_id("s", "a", "b")
    assert make_id("s", "\udcff").startswith("s_")


def test_adding_a_record_twice_keeps_one_in_its_old_place() -> None:
    from onrecord.records import Problem

    first, second = (Problem(f"x_{n}", "extract", "empty_text", "m", "p") for n in (1, 2))
    bag = Records([first, second, Problem("x_1", "extract", "empty_text", "newer", "p")])
    assert [(item.id, item.message) for item in bag.all(Problem)] == [("x_1", "newer"), ("x_2", "m")]
    with pytest.raises(LookupError):
        bag.one(Problem)
