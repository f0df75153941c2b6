"""What is typed to search reaches the index as words, whatever it holds."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.store.query import to_index


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("port", '"port"'),
        ("port amarel", '("port" AND "amarel")'),
        ("port AND amarel", '("port" AND "amarel")'),
        ('"port amarel" OR strait', '("port amarel" OR "strait")'),
        ("“port amarel”", '"port amarel"'),
        ("storm NOT rain", '("storm" NOT "rain")'),
        ("storm AND NOT rain", '("storm" NOT "rain")'),
        ("a b OR c NOT d", '(("a" AND "b") OR ("c" NOT "d"))'),
        ("(a OR b) c", '(("a" OR "b") AND "c")'),
        ("evacuat*", '"evacuat"*'),
        ("don't title:x NEAR(a b)", '("don\'t" AND "title:x" AND "NEAR" AND ("a" AND "b"))'),
        ("and or not", '("and" AND "or" AND "not")'),
    ],
)
def test_queries(typed: str, asked: str) -> None:
    assert to_index(typed) == asked


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ('"port', "does not close it"),
        ("port AND", "ends where a word should follow AND"),
        ("port OR", "ends where a word should follow OR"),
        ("NOT port", "begins with NOT"),
        ("port NOT", "ends where a word should follow NOT"),
        ("AND port", "has AND where a word should stand"),
        ("(port", "opens a bracket"),
        ("port)", "closes a bracket"),
        ("()", r"has \) where a word should stand"),
        ("port --", "has '--' where a word should stand"),
        ('""', "where a word should stand"),
        ("*", "where a word should stand"),
        ("(" * 40 + "a" + ")" * 40, "too many brackets"),
        ("a" * 2000, "2000 characters"),
    ],
)
def test_queries_that_are_not_understood_are_told_so_in_words(typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        to_index(typed)


@given(st.text(st.sampled_from("ab \"()*:^{}+-.ANDORT'é\x00"), max_size=30))
def test_the_index_understands_whatever_is_let_through(typed: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (body)")
    try:
        asked = to_index(typed)
    except UsageError:
        return
    finally:
        connection.close()
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (body)")
    connection.execute("SELECT * FROM words WHERE words MATCH ?", (asked,)).fetchall()
    connection.close()
