"""When a page with mark-up was published: meta data, date lines and time zones weighed against each other."""

from __future__ import annotations

import hashlib

import pytest

from onrecord.extract.pages import read_article
from onrecord.records import Article, Snapshot, make_id
from onrecord.settings import default_settings

BODY = "".join(
    f"<p>The minister of Veldania said on the {word} day that the crossing at Port Amarel would open soon, and that "
    "the drivers who carry medicine had waited long enough for the papers that they need.</p>"
    for word in ("first", "second", "third")
)
TITLE = "<h1>Crossing at Port Amarel to open soon</h1>"


def article(head: str, above: str = "", below: str = "", url: str = "") -> Article:
    link = f'<link rel="canonical" href="{url}">' if url else ""
    page = f"<html><head>{head}{link}</head><body>{above}{TITLE}{below}{BODY}</body></html>"
    digest = hashlib.sha256(page.encode()).hexdigest()
    snapshot = Snapshot(make_id("d", digest), "p.html", page.encode(), digest, "text/html", "utf-8", "utf-8")
    return read_article(snapshot, default_settings())[0]


def days(found: Article) -> tuple[str | None, str | None]:
    return found.published.earliest, found.published.latest


def stamped(value: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{value}">'


@pytest.mark.parametrize(
    ("head", "below", "url", "earliest", "latest"),
    [
        # the moment in universal time, the day in the page's own zone: the address settles it
        (stamped("2023-11-09T01:49:09Z"), "<p>Nov. 8, 2023</p>", "https://x.example/2023/11/08/a", "08", "08"),
        # midnight in Veldania, written in universal time
        (stamped("2023-11-08T23:00:00Z"), "<p>9 November 2023</p>", "", "09", "09"),
        (stamped("2023-11-09T01:49:09Z"), "<p>Published: Nov. 8, 2023</p>", "", "08", "08"),
        # nothing settles it: both days
        (stamped("2023-11-09T01:49:09Z"), "<p>Nov. 8, 2023</p>", "", "08", "09"),
        # no time zone makes these one moment
        (stamped("2023-11-09T15:00:00Z"), "<p>Nov. 8, 2023</p>", "", "09", "09"),
        # a page cannot be changed before it is published
        (
            stamped("2023-11-09T10:00:00Z") + stamped("2023-11-08T10:00:00Z", "article:modified_time"),
            "",
            "",
            "08",
            "09",
        ),
    ],
)
def test_days_that_lie_one_apart(head: str, below: str, url: str, earliest: str, latest: str) -> None:
    found = article(head, below=below, url=url)
    assert days(found) == (f"2023-11-{earliest}", f"2023-11-{latest}")


def test_the_date_of_the_file_gives_way_to_the_line_below_the_headline() -> None:
    assert days(article(stamped("2023-03-20", "date"), below="<p>11.03.2023</p>"))[0] == "2023-03-11"
    assert days(article(stamped("2023-03-20"), below="<p>11.03.2023</p>"))[0] == "2023-03-20"
    assert days(article(stamped("2023-03-20", "date"), below="<p>Updated 11.03.2023</p>"))[0] == "2023-03-20"


def test_updates_are_kept_apart() -> None:
    head = stamped("2023-03-01T10:00:00+02:00") + stamped("2023-03-05T10:00:00+02:00", "article:modified_time")
    found = article(head, below="<p>Updated 5 March 2023</p>")
    assert days(found) == ("2023-03-01", "2023-03-01")
    assert found.updated.day is not None and found.updated.day.day == 5


def test_furniture_never_dates_a_page() -> None:
    teaser = '<p><a href="/x">Another headline of another page</a></p><p>3 March 2023</p>'
    today = "<div>Monday, 6 March 2023</div>" + "<p>Menu</p>" * 12
    assert days(article("", above=today + teaser)) == (None, None)
    assert days(article("", below="<footer>© 2023 Veldania Post, since 3 March 2001</footer>")) == (None, None)


def test_other_places_of_a_day() -> None:
    assert days(article("", below='<p><time datetime="2023-03-04T10:00">3 hours ago</time></p>'))[0] == "2023-03-04"
    opening = BODY.replace("<p>", "<p>Port Amarel, 4 March 2023. ", 1)
    page = f"<html><body>{TITLE}{opening}</body></html>"
    digest = hashlib.sha256(page.encode()).hexdigest()
    snapshot = Snapshot(make_id("d", digest), "p.html", page.encode(), digest, "text/html", "utf-8", "utf-8")
    found = read_article(snapshot, default_settings())[0]
    assert days(found) == ("2023-03-04", "2023-03-04")
    assert [span.exact for span in found.published.evidence] == ["4 March 2023"]
