from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Article, Block, BlockRole, body_view

LINES: tuple[tuple[str, BlockRole, bool], ...] = (
    ("Support us!", "appeal", False),
    ("The ferry sank, said", "body", False),
    ("Ana Berg", "body", True),
    (", who saw it.", "body", True),
    ("Read more", "related", False),
    ("A \U0001f6a2 came. It helped.", "body", False),
)


def article(lines: tuple[tuple[str, BlockRole, bool], ...] = LINES, glue: str = "\n\n") -> Article:
    text, blocks = "", []
    for line, role, joined in lines:
        blocks.append(Block(len(text), len(text) + len(line), role, 1.0, "test", joined))
        text += line + glue
    return Article("a_1", "d_1", "p.txt", text, tuple(blocks))


def test_the_body_leaves_furniture_out_and_joins_broken_lines() -> None:
    view = body_view(article())
    assert view.text == "The ferry sank, said Ana Berg, who saw it.\n\nA \U0001f6a2 came. It helped."


def test_a_stretch_over_broken_lines_is_one_span_of_the_source() -> None:
    page = article()
    view = body_view(page)
    start = view.text.index("said")
    (span,) = view.lift(start, start + len("said Ana Berg"))
    assert span.exact == "said\n\nAna Berg"
    assert [piece.exact for piece in view.lower([span])] == ["said Ana Berg"]


def test_a_stretch_over_furniture_is_two_spans_and_one_again_in_the_body() -> None:
    page = article()
    view = body_view(page)
    spans = view.lift(view.text.index("who"), view.text.index(" came"))
    assert [span.exact for span in spans] == ["who saw it.", "A \U0001f6a2"]
    assert [piece.exact for piece in view.lower(spans)] == ["who saw it.\n\nA \U0001f6a2"]


def test_furniture_cannot_be_shown_in_the_body() -> None:
    page = article()
    view = body_view(page)
    from onrecord.records import Span

    assert view.lower([Span(0, 11, page.text)]) == ()


@given(st.integers(0, 70), st.integers(1, 70))
def test_every_lifted_span_quotes_the_source(start: int, length: int) -> None:
    page = article()
    view = body_view(page)
    for span in view.lift(start, min(start + length, len(view.text))):
        assert span.holds(page.text)


@given(st.text(min_size=1))
def test_a_text_taken_as_it_is_is_its_own_body(text: str) -> None:
    page = Article("a_1", "d_1", "p.txt", text, (Block(0, len(text), "body", 1.0),), as_is=True)
    assert body_view(page).text == text
