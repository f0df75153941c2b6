"""The gold of the example quotes its pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval.gold import Gold, GoldError, load_gold, locate
from eval.matching import words_of

import onrecord

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
PAGE = "The ferry sank. 12 people died, 120 were saved. The ferry was old."


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    pages = onrecord.annotate(EXAMPLES / "port-amarel")
    articles = [page.one(onrecord.Article) for page in pages]
    return {Path(article.path).name: article.text for article in articles}


@pytest.fixture(scope="module")
def gold(texts: dict[str, str]) -> Gold:
    return load_gold(EXAMPLES / "port-amarel.gold.json", texts)


def test_every_string_of_the_gold_stands_in_its_page(gold: Gold, texts: dict[str, str]) -> None:
    assert set(gold.pages) == set(texts)
    assert sum(item.core for page in gold.pages.values() for item in page.statements) > 60
    assert all(item.content for page in gold.pages.values() for item in page.statements)


def test_statements_and_figures_stand_in_the_body(gold: Gold) -> None:
    for page in gold.pages.values():
        for wanted in [*(item.content for item in page.statements), *([item.place] for item in page.figures)]:
            assert not words_of(page.text, wanted) & words_of(page.text, page.furniture)


def test_what_must_go_may_not_also_stay(gold: Gold) -> None:
    for page in gold.pages.values():
        assert not words_of(page.text, page.furniture) & words_of(page.text, page.aside), page.path


def test_findings_have_sides_that_do_not_share_words(gold: Gold) -> None:
    for finding in (*gold.findings, *gold.forbidden):
        assert len(finding.sides) >= 2
        for i, side in enumerate(finding.sides):
            for other in finding.sides[i + 1 :]:
                assert not any(one.meets(two) for one in side for two in other), finding.name


def test_no_finding_is_wanted_and_forbidden() -> None:
    raw = json.loads((EXAMPLES / "port-amarel.gold.json").read_text("utf-8"))
    names = [item["id"] for part in ("findings", "forbidden", "one_source") for item in raw[part]]
    assert len(names) == len(set(names))


def test_a_string_is_found_as_whole_words() -> None:
    assert locate("p", PAGE, "12").start == PAGE.index("12 people")
    assert locate("p", PAGE, ["The ferry", 2]).start == PAGE.rindex("The ferry")


@pytest.mark.parametrize(
    ("quoted", "reason"),
    [
        ("The boat", "does not stand there"),
        ("The ferry", "stands there 2 times: say which"),
        (["The ferry", 3], "not so that it is number 3"),
        (["12 people", 1], "not so that it is number 1"),
    ],
)
def test_a_string_that_is_not_there_once_is_refused(quoted: object, reason: str) -> None:
    with pytest.raises(GoldError, match=reason):
        locate("p", PAGE, quoted)


def test_a_page_that_the_gold_does_not_know_is_told(texts: dict[str, str]) -> None:
    with pytest.raises(GoldError, match=r"13-new\.txt"):
        load_gold(EXAMPLES / "port-amarel.gold.json", {**texts, "13-new.txt": "New."})
