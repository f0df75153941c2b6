import json

import pytest

from onrecord.acquire import acquire
from onrecord.errors import UsageError
from onrecord.records import Problem, Snapshot
from onrecord.settings import load_settings
from tests.acquire.conftest import Take, only, refusal, said

TEXT = 'The port stays closed; "for now", the minister said, until Monday.'
NEXT = "The ferry sailed at noon, with 40 people on board."
QUOTED = '"The port stays closed; ""for now"", the minister said, until Monday."'


def message(one: Snapshot | Problem) -> str:
    assert isinstance(one, Problem)
    return one.message


@pytest.mark.parametrize(
    "content",
    [
        f'date,title,text\n2024-03-01,Port closed,{QUOTED}\n2024-03-02,Ferry sails,"{NEXT}"\n',
        f'\ufeffdate;title;text\r\n2024-03-01;Port closed;{QUOTED}\r\n2024-03-02;Ferry sails;"{NEXT}"\r\n',
        f'date\ttitle\ttext\n2024-03-01\tPort closed\t{QUOTED}\n2024-03-02\tFerry sails\t{NEXT}',
        f"date\ttitle\ttext\n2024-03-01\tPort closed\t{TEXT}\n2024-03-02\tFerry sails\t{NEXT}\n",
        f'"date"|"title"|"text"\n"2024-03-01"|"Port closed"|{QUOTED}\n\n2024-03-02|Ferry sails|{NEXT}\n',
        f'sep=;\ndate;title;text\n2024-03-01;Port closed;{QUOTED}\n2024-03-02;Ferry sails;{NEXT}\n',
        f'\n\nid,date,title,text,n\n1,2024-03-01,Port closed,{QUOTED},\n2,2024-03-02,Ferry sails,"{NEXT}"\n,,,,\n',
    ],
    ids=["comma", "semicolon and BOM", "tab, quoted", "tab, unquoted", "bar", "Excel", "blank lines and short rows"],
)  # fmt: skip
def test_dialects(take: Take, content: str) -> None:
    found = take({"t.csv": content})
    assert said(found) == [("t.csv#1", TEXT), ("t.csv#2", NEXT)]
    assert [getattr(one, "fields", None) for one in found] == [
        (("title", "Port closed"), ("published", "2024-03-01")),
        (("title", "Ferry sails"), ("published", "2024-03-02")),
    ]


def test_a_tab_table_in_which_quotation_marks_do_not_quote(take: Take) -> None:
    rows = ['"No comment, said the minister\tone', 'It was "fine\ttwo', '"Quite" so\tthree', 'He left"\tfour']
    found = take({"t.tsv": "text\ttitle\n" + "\n".join(rows * 30)})
    assert [text for _, text in said(found)] == [row.split("\t")[0] for row in rows * 30]


def test_line_breaks_within_a_cell_stay_as_they_are(take: Take) -> None:
    text = "First paragraph.\r\n\r\nSecond, with a comma.\nThird."
    page = only(take({"t.csv": f'url,body\nhttps://norwire.example/1,"{text}"\n'}))
    assert page.decode() == text
    assert page.fields == (("url", "https://norwire.example/1"),)
    assert page.media_type == "text/plain"


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        ("Headline", "x", "title"),
        ("publish_date", "2024-03-01", "published"),
        ("pubDate", "2024-03-01", "published"),
        ("Date Published", "2024-03-01", "published"),
        ("link", "https://norwire.example", "url"),
        ("media_name", "Norwire", "publisher"),
        ("Outlet", "Norwire", "publisher"),
        ("source", "Norwire", "publisher"),
        ("source", "https://norwire.example/1", "url"),
        ("Byline", "Ilsa  Doren\n", "authors"),
        ("lang", "en", "language"),
    ],
)
@pytest.mark.parametrize(
    "text", ["text", "Body", "content", "article", "Full Text", "fullText", "maintext", "articleBody"]
)
def test_columns_that_people_use(take: Take, column: str, value: str, field: str, text: str) -> None:
    page = only(take({"t.jsonl": json.dumps({column: value, text: TEXT, "id": 7})}))
    assert page.decode() == TEXT
    assert page.fields == ((field, " ".join(value.split())),)


def test_of_several_columns_the_first_that_is_not_empty_counts(take: Take) -> None:
    rows = [{"content": "teaser", "full_text": TEXT}, {"content": NEXT, "full_text": "NaN"}, {"content": None}]
    found = take({"t.json": json.dumps(rows)})
    assert said(found) == [("t.json#1", TEXT), ("t.json#2", NEXT), ("t.json#3", "no_text")]


def test_the_users_columns_come_first_and_nothing_stands_in_for_them(take: Take) -> None:
    settings = load_settings(column_map={"Lede": "text", "seen": "published"})
    content = f"text,lede,seen,date\nwrong,{NEXT.replace(',', '')},2024,1999\nwrong,,2024,1999\n"
    found = take({"t.csv": content}, settings=settings)
    assert said(found) == [("t.csv#1", NEXT.replace(",", "")), ("t.csv#2", "no_text")]
    assert getattr(found[0], "fields", None) == (("published", "2024"),)


def test_a_column_cannot_be_mapped_to_what_is_no_field() -> None:
    with pytest.raises(UsageError, match="cannot be mapped to 'headline'; the fields are text, title"):
        list(acquire([], load_settings(column_map={"a": "headline"})))


def test_a_table_without_a_text_says_what_it_has_and_what_to_do(take: Take) -> None:
    found = take(
        {
            "t.csv": "id,lede,published\n1,x,2024\n",
            "t.json": '[{"id": 1, "lede": "x"}]',
            "t.jsonl": '{"lede": "x"}\n' * 3,
        }
    )
    assert [code for _, code in said(found)] == ["no_text_column"] * 3
    assert "'id', 'lede', 'published'" in message(found[0])
    assert "--map COLUMN=text" in message(found[0])


def test_html_in_a_cell(take: Take) -> None:
    rows = [{"text": "<p>One.</p><p>Two.</p>"}, {"text": "The <p> tag, and 3 < 4 > 2."}]
    found = take({"t.json": json.dumps(rows)})
    assert [getattr(one, "media_type", "") for one in found] == ["text/html", "text/plain"]


def test_equal_texts_are_duplicates_only_with_equal_fields(take: Take) -> None:
    rows = [{"text": TEXT, "title": "a"}, {"text": TEXT, "title": "a", "id": 2}, {"text": TEXT, "title": "b"}]
    one, same, other = take({"t.json": json.dumps(rows)})
    assert one.id == same.id != other.id


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"title": "x", "text": TEXT}, "a.json"),
        ([{"text": TEXT}], "a.json#1"),
        ({"status": "ok", "tags": ["a"], "articles": [{"content": TEXT}]}, "a.json#1"),
        ({"response": {"docs": [{"body": TEXT}]}}, "a.json#1"),
        ({"@type": "NewsArticle", "articleBody": TEXT, "author": [{"name": "a"}], "image": [{"url": "x"}]}, "a.json"),
        ({"images": [{"src": "x"}], "pages": [{"text": TEXT}]}, "a.json#1"),
        ([{"fields": {"bodyText": TEXT}}], "a.json#1"),
        ([{"text": [TEXT]}], "a.json#1"),
    ],
)
def test_forms_of_json(take: Take, value: object, path: str) -> None:
    assert said(take({"a.json": json.dumps(value)})) == [(path, TEXT)]


def test_objects_where_a_text_is_expected(take: Take) -> None:
    item = {
        "text": TEXT, "headline": {"main": "Port closed"}, "source": {"id": None, "name": "Norwire"},
        "author": [{"name": "Ilsa Doren"}, {"name": "Bo Varn"}], "date": 20240301,
    }  # fmt: skip
    assert only(take({"a.json": json.dumps(item)})).fields == (
        ("title", "Port closed"),
        ("published", "20240301"),
        ("publisher", "Norwire"),
        ("authors", "Ilsa Doren; Bo Varn"),
    )


def test_json_broken_in_the_middle_names_the_place(take: Take) -> None:
    refused = refusal(take({"a.json": '[\n  {"text": "x"},\n  {"text": oops}\n]'}))
    assert refused.code == "bad_table"
    assert "broken at line 3, column 12" in refused.message


@pytest.mark.parametrize(
    "content", ["[" * 200_000, "5", '"text"', "[1, 2]", '{"a": [{"x": 1}], "b": [{"y": 1}]}', "1" * 5000]
)
def test_json_that_holds_no_pages(take: Take, content: str) -> None:
    assert refusal(take({"a.json": content})).code == "bad_table"


def test_json_lines_with_broken_lines(take: Take) -> None:
    lines = [
        '{"text": "a"}',
        '{"text": "b"',
        "",
        "[1]",
        '{"title": "d"}',
        '{"text": "A bird \\ud83d sat on the pier."}',
    ]
    found = take({"a.jsonl": "\r\n".join(lines)})
    assert said(found) == [
        ("a.jsonl#1", "a"),
        ("a.jsonl#2", "bad_table"),
        ("a.jsonl#4", "bad_row"),
        ("a.jsonl#5", "no_text"),
        ("a.jsonl#6", "A bird \ufffd sat on the pier."),
    ]


def test_json_lines_under_the_name_of_json(take: Take) -> None:
    assert said(take({"a.json": '{"text": "a"}\n{"text": "b"}\n'})) == [("a.json#1", "a"), ("a.json#2", "b")]


def test_nul_costs_the_row_that_holds_it(take: Take) -> None:
    assert said(take({"t.csv": b"title,text\na,one\nb,t\0wo\nc," + b"three " * 50})) == [
        ("t.csv#1", "one"),
        ("t.csv#2", "not_text"),
        ("t.csv#3", "three " * 50),
    ]


def test_a_binary_file_under_the_name_of_a_table(take: Take) -> None:
    assert refusal(take({"t.csv": b"PK\3\4\0\0\0" + bytes(range(256)) * 9})).code in ("not_text", "no_text_column")


def test_rows_whose_cells_do_not_stand_under_the_names_are_not_guessed_at(take: Take) -> None:
    found = take({"t.csv": "title,text\na,one\nb,two, and more\nc,three\nd\n"})
    assert said(found) == [("t.csv#1", "one"), ("t.csv#2", "bad_row"), ("t.csv#3", "three"), ("t.csv#4", "no_text")]
    assert "3 cells and the header 2" in message(found[1])


def test_a_quotation_mark_that_is_never_closed(take: Take) -> None:
    found = take({"t.csv": 'title,text\na,"one"\nb,"two\nc,three\n'})
    assert said(found) == [("t.csv#1", "one"), ("t.csv#2", "bad_row")]
    assert "never closed" in message(found[1])


def test_limits_of_rows_cells_and_lines(take: Take) -> None:
    settings = load_settings(max_file_bytes=1000, max_archive_members=2)
    long = "word " * 300
    files: dict[str, bytes | str] = {
        "many.csv": "text\na\nb\nc\n",
        "exact.csv": "text\na\nb\n",
        "long.csv": f"text\na\n{long}\nb\n",
        "tall.csv": 'text\na\n"' + "word\n" * 300 + '"\n',
        "long.jsonl": '{"text": "a"}\n' + json.dumps({"text": long}) + "\n",
        "long.json": json.dumps([{"text": long}]),
    }
    assert said(take(files, settings=settings)) == [
        ("many.csv#1", "a"),
        ("many.csv#2", "b"),
        ("many.csv", "too_many"),
        ("exact.csv#1", "a"),
        ("exact.csv#2", "b"),
        ("long.csv#1", "a"),
        ("long.csv", "too_large"),
        ("tall.csv#1", "a"),
        ("tall.csv", "bad_table"),
        ("long.jsonl#1", "a"),
        ("long.jsonl#2", "too_large"),
        ("long.json", "too_large"),
    ]


def test_a_cell_larger_than_the_limit_of_the_standard_library(take: Take) -> None:
    text = "word " * 60_000
    assert only(take({"t.csv": f'text\n"{text}"\n'})).decode() == text


@pytest.mark.parametrize("name", ["t.csv", "t.json", "t.jsonl"])
def test_empty_tables(take: Take, name: str) -> None:
    assert refusal(take({name: b""})).code == "empty_file"
    assert refusal(take({name: " \n\n"})).code == "empty_file"


def test_a_header_without_rows(take: Take) -> None:
    assert refusal(take({"t.csv": "title,text\n"})).code == "empty_file"
    assert refusal(take({"t.json": "[]"})).code == "empty_file"
