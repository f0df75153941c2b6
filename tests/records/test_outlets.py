from onrecord.records import Article
from onrecord.records.outlets import outlets


def pages(*publishers: str | None) -> list[Article]:
    return [Article(f"a_{n}", "d", "p", "text", (), publisher=name) for n, name in enumerate(publishers)]


def test_a_host_takes_the_name_that_is_spelled_like_it() -> None:
    found = outlets(pages("corvintimes.example", "The Corvin Times", "www.harbour-post.co.uk", "Harbour Post", None))
    assert found == {
        "a_0": "The Corvin Times", "a_1": "The Corvin Times", "a_2": "Harbour Post", "a_3": "Harbour Post",
    }  # fmt: skip


def test_a_host_that_nobody_names_stays_a_host() -> None:
    assert outlets(pages("beacon.example", "The Corvin Times"))["a_0"] == "beacon.example"
