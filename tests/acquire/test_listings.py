"""Tables that name pages without holding them, Parquet, and ninjs."""

import datetime as dt
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.extract import extract
from onrecord.records import Article, Problem, Records, Snapshot
from onrecord.settings import load_settings
from tests.acquire.conftest import Take, only, refusal, said
from tests.acquire.makers import LEAD, MORE, SAID, TAIL

MEDIA_CLOUD = """id,indexed_date,language,media_name,media_url,publish_date,title,url
a1,2024-03-06 01:02:03.0,en,corvintimes.example,corvintimes.example,2024-03-05,Veldania opens crossing,https://corvintimes.example/a
b2,2024-03-07 01:02:03.0,en,norwire.example,norwire.example,2024-03-06,"Orsk answers, with a note",https://norwire.example/b
"""


def fields(page: Snapshot | Problem) -> dict[str, str]:
    assert isinstance(page, Snapshot)
    return dict(page.fields)


def test_media_cloud(take: Take) -> None:
    first, second = take({"list.csv": MEDIA_CLOUD})
    assert fields(first) == {
        "title": "Veldania opens crossing", "published": "2024-03-05", "url": "https://corvintimes.example/a",
        "publisher": "corvintimes.example", "language": "en", "body": "none",
    }  # fmt: skip
    assert said([second]) == [("list.csv#2", "Orsk answers, with a note")]


def test_a_table_with_a_long_cell_under_an_unknown_name_is_no_listing(take: Take) -> None:
    lost = refusal(take({"list.csv": f"title,url,words\nA,https://a.example,{'word ' * 100}\n"}))
    assert lost.code == "no_text_column"
    assert "--map" in lost.message


def test_gdelt_as_a_list_of_articles(take: Take) -> None:
    item = {
        "url": "https://norwire.example/c", "url_mobile": "", "title": "Orsk shuts the border", "language": "English",
        "seendate": "20240306T101500Z", "domain": "norwire.example", "sourcecountry": "Veldania",
    }  # fmt: skip
    (page,) = take({"list.json": json.dumps({"articles": [item]})})
    assert fields(page) == {
        "title": "Orsk shuts the border", "url": "https://norwire.example/c", "publisher": "norwire.example",
        "language": "en", "body": "none",
    }  # fmt: skip


def test_gdelt_files_without_a_header(take: Take) -> None:
    event = ["1139", *["x"] * 59, "https://norwire.example/2024/03/06/d"]
    other = ["1140", *["x"] * 59, "https://norwire.example/2024/03/06/d"]
    day, site = "20240306101500", "norwire.example"
    mention = ["1139", day, day, "1", site, f"https://{site}/m", *["1"] * 10]
    time = "<PAGE_PRECISEPUBTIMESTAMP>20240306093000</PAGE_PRECISEPUBTIMESTAMP>"
    extra = f"{time}<PAGE_TITLE>Orsk &amp; Veldania</PAGE_TITLE>"
    graph = [f"{day}-1", day, "1", site, f"https://{site}/e", *['"'] * 21, extra]
    found = take(
        {
            "20240306.export.CSV": "\n".join("\t".join(row) for row in (event, other)),
            "20240306.mentions.CSV": "\t".join(mention) + "\n",
            "20240306.gkg.csv": "\t".join(graph) + "\n",
        }
    )
    assert said(found) == [
        ("20240306.export.CSV#1", "https://norwire.example/2024/03/06/d"),
        ("20240306.mentions.CSV#1", "https://norwire.example/m"),
        ("20240306.gkg.csv#1", "Orsk & Veldania"),
    ]
    assert fields(found[2])["published"] == "2024-03-06T09:30:00Z"


def test_a_listed_page_is_an_article_without_a_body_and_a_note(take: Take) -> None:
    for found in take({"list.csv": MEDIA_CLOUD}):
        assert isinstance(found, Snapshot)
        page = Records([found])
        extract(page, load_settings())
        article, note = page.one(Article), page.one(Problem)
        assert [block.role for block in article.blocks] == ["headline"]
        assert article.title == found.field("title")
        assert article.published.day is not None
        assert (note.code, note.fatal, note.article_id) == ("no_body", False, article.id)


def parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def test_parquet_rows_are_pages(take: Take) -> None:
    table = pa.table({
        "title": ["A", "B", "C"], "text": [LEAD, f"<p>{SAID}</p><p>{MORE}</p>", None],
        "embedding": [[1.0], [2.0], [3.0]],
        "publish_date": [dt.datetime(2024, 3, 5, 10), dt.datetime(2024, 3, 6), None],
        "authors": [["Ada Quill", "Tomas Reik"], None, []], "media_name": pa.array(["Norwire"] * 3).dictionary_encode(),
    })  # fmt: skip
    first, second, lost = take({"table.parquet": parquet(table)})
    assert said([first]) == [("table.parquet#1", LEAD)]
    assert fields(first) == {
        "title": "A", "published": "2024-03-05T10:00:00", "publisher": "Norwire", "authors": "Ada Quill; Tomas Reik",
    }  # fmt: skip
    assert isinstance(second, Snapshot)
    assert second.media_type == "text/html"
    assert said([lost]) == [("table.parquet#3", "no_text")]


def test_parquet_that_names_pages_or_has_no_text(take: Take) -> None:
    listing = parquet(pa.table({"title": ["Crossing opens"], "url": ["https://a.example"]}))
    assert fields(only(take({"list.parquet": listing})))["body"] == "none"
    assert refusal(take({"n.parquet": parquet(pa.table({"number": [1], "words": ["x"]}))})).code == "no_text_column"
    mapped = load_settings(column_map={"words": "text"})
    assert only(take({"m.parquet": parquet(pa.table({"words": [LEAD]}))}, settings=mapped)).decode() == LEAD
    many = parquet(pa.table({"text": [f"{LEAD} {number}" for number in range(5)]}))
    found = take({"many.parquet": many}, settings=load_settings(max_archive_members=2))
    assert [getattr(one, "code", "page") for one in found] == ["page", "page", "too_many"]


def test_ninjs_of_each_version(take: Take) -> None:
    one = {"uri": "tag:norwire.example,2024:1", "type": "text", "versioncreated": "2024-03-05T10:15:00Z",
           "headline": "Veldania opens crossing", "byline": "Ada Quill", "language": "en",
           "body_xhtml": f"<p>{LEAD}</p><p>{SAID}</p>", "infosource": [{"name": "Norwire"}]}  # fmt: skip
    bodies = [{"role": "teaser", "value": "Short."}, {"role": "main", "contenttype": "text/plain", "value": TAIL}]
    two = {"uri": "https://norwire.example/2", "versioncreated": "2024-03-05T10:15:00Z", "bodies": bodies,
           "headlines": [{"role": "main", "value": "Orsk answers"}], "by": "Ada Quill", "language": "en-GB",
           "infosources": [{"name": "Norwire"}]}  # fmt: skip
    three = {"uri": "https://norwire.example/3", "versionCreated": "2024-03-05T10:15:00Z", "bodies": bodies,
             "headlines": [{"value": "Orsk answers"}], "infoSources": [{"name": "Norwire"}]}  # fmt: skip
    first = only(take({"1.json": json.dumps(one)}))
    assert (first.media_type, dict(first.fields)) == (
        "text/html",
        {"title": "Veldania opens crossing", "published": "2024-03-05T10:15:00Z", "publisher": "Norwire",
         "authors": "Ada Quill", "language": "en"},
    )  # fmt: skip
    second, third = take({"list.json": json.dumps([two, three])})
    assert said([second, third]) == [("list.json#1", TAIL), ("list.json#2", TAIL)]
    assert fields(second)["url"] == "https://norwire.example/2"
    assert fields(third)["title"] == "Orsk answers"
