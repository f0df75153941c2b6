"""Promise 7: every claim in the brief is words of a source; our own words come from a fixed list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import resources

import pytest
from markdown_it import MarkdownIt

from onrecord.errors import UsageError
from onrecord.export.brief import Brief, Item, Piece, Row, brief, to_markdown
from onrecord.export.brief.labels import labels, read_labels
from onrecord.records import Actor, Article, Records, Statement
from tests.export.piles import ferry_pile, large_pile, mixed_pile

_QUOTE = re.compile(r"“(.*?)”…?(?= \[\d+:\d+| … “| in …?“)")
_WORD = re.compile(r"[^\W\d_]+")

PILES: dict[str, Callable[[], Records]] = {"ferry": ferry_pile, "large": lambda: large_pile(40), "mixed": mixed_pile}


@pytest.fixture(scope="module", params=sorted(PILES))
def pile(request: pytest.FixtureRequest) -> Records:
    return PILES[request.param]()


def rows(made: Brief) -> Iterator[Row | Item]:
    for section in (*made.front, *made.sections):
        for item in section.items:
            yield item
            yield from item.rows


def pieces(made: Brief) -> Iterator[Piece]:
    for section in (*made.front, *made.sections):
        yield from (*section.title, *section.empty)
    for part in rows(made):
        yield from (*part.title, *part.note) if isinstance(part, Item) else (
            *part.when, *part.who, *part.words, *part.note,
        )  # fmt: skip
    for line in (made.title, *made.counts, *made.foot):
        yield from line


def text_of_markdown(source: str) -> list[str]:
    """What a reader of the Markdown sees, a line an entry."""
    tokens = MarkdownIt("commonmark").parse(source)
    inline = [token for token in tokens if token.type == "inline"]
    return [
        line
        for token in inline
        for line in "".join(
            "\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
        ).split("\n")
    ]


def test_every_quotation_in_the_markdown_is_words_of_a_page(pile: Records) -> None:
    texts = [" ".join(article.text.split()) for article in pile.all(Article)]
    quotes = [words for line in text_of_markdown(to_markdown(brief(pile))) for words in _QUOTE.findall(line)]
    assert len(quotes) > len(pile.all(Statement)) / 2
    for words in quotes:
        assert any(words in text for text in texts), words


def test_every_other_word_in_the_markdown_is_a_label_a_name_or_a_day(pile: Records) -> None:
    fixed = labels()
    allowed = {word for part in fixed.fragments() for word in _WORD.findall(part)}
    allowed |= {*fixed.months, *fixed.long_months, *fixed.weekdays}
    for article in pile.all(Article):
        named = (article.title or "", article.path, article.publisher or "", *article.agencies, article.text)
        allowed |= {word for text in named for word in _WORD.findall(text)}
    for actor in pile.all(Actor):
        given = (actor.name, actor.country or "", *(role.role for role in actor.roles))
        allowed |= {word for text in given for word in _WORD.findall(text)}
    allowed |= {word for item in pile.all(Statement) for word in _WORD.findall(item.via or "")}
    allowed |= {"blank", "html"}  # the name of the file that could not be read
    for line in text_of_markdown(to_markdown(brief(pile))):
        rest = _QUOTE.sub("", line)
        assert set(_WORD.findall(rest)) <= allowed, rest


def test_pieces_are_what_they_say_they_are(pile: Records) -> None:
    made = brief(pile)
    fragments = labels().fragments() | {" "}
    for piece in pieces(made):
        if piece.kind == "label":
            assert piece.text in fragments, piece
        elif piece.kind == "count":
            assert piece.text.replace(",", "").isdigit(), piece
        elif piece.kind == "topic":
            texts = " ".join(article.text.casefold() for article in pile.all(Article))
            assert all(word.casefold() in texts for word in _WORD.findall(piece.text)), piece


def test_words_stand_where_the_reference_says(pile: Records) -> None:
    made = brief(pile)
    articles = [page.article for page in made.texts]
    checked = 0
    for part in rows(made):
        if not isinstance(part, Row) or not part.cites:
            continue
        words = [piece.text for piece in part.words if piece.kind == "words"]
        for cite in part.cites:
            text = articles[cite.page - 1].text
            assert text[cite.start : cite.end] in words
            line = text.split("\n")[cite.line - 1]
            assert line and text[cite.start : cite.end].split("\n")[0] in line
            checked += 1
    assert checked > 10


def test_a_topic_that_no_page_words_is_left_out() -> None:
    from tests.export.piles import PileMaker

    make = PileMaker(ferry_pile())
    one, two = make.records.all(Statement)[:2]
    make.finds("contradiction", "collapse of the cabinet", None, one, two)
    made = brief(make.records)
    assert not any("cabinet" in piece.text for piece in pieces(made))
    assert any("contradiction" in piece.text for piece in pieces(made))


def test_a_malformed_codebook_names_the_entry() -> None:
    good = resources.files("onrecord.codebooks").joinpath("brief_labels.toml").read_text("utf-8")
    with pytest.raises(UsageError, match=r"brief_labels.toml: phrases\.changed must be a text, not 3"):
        read_labels(good.replace('changed = "Changed"', "changed = 3"))
    with pytest.raises(UsageError, match=r"weekdays\.short must be a list of 7 texts"):
        read_labels(good.replace('"Sat", "Sun"]', '"Sat"]'))
    with pytest.raises(UsageError, match=r"brief_labels\.toml: "):
        read_labels("[phrases")
