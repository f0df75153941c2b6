"""Why a statement is as it is: each part with its rule and words."""

from __future__ import annotations

import pytest

from onrecord.annotate.names import find_mentions
from onrecord.annotate.statements import Explanation, explain_statements
from onrecord.annotate.times import find_times
from tests.annotate.statement_cases import parsed, read


def explained(text: str, published: str | None = None) -> list[Explanation]:
    body = parsed(text, published)
    return explain_statements(body, find_mentions(body), find_times(body, body.article.published.day))


def reasons(item: Explanation) -> dict[str, tuple[str, str]]:
    """Part -> its words, and all that is said of it in one string."""
    return {reason.part: (reason.words, "; ".join(reason.why)) for reason in item.reasons}


PAGE = (
    "“The road is open,” Ilsa Doren told the Norwire news agency on Monday. “It stays open.”\n\n"
    "She added that the rebels had promised to leave the port.\n\n"
    "The ministry declined to say whether the talks would go on."
)


def test_the_statements_are_those_of_the_finder() -> None:
    assert [item.statement for item in explained(PAGE, "2024-05-10")] == read(PAGE, "2024-05-10")


def test_every_part_of_a_statement_has_its_words_and_a_reason() -> None:
    first, second, nested, last = explained(PAGE, "2024-05-10")
    said = reasons(first)
    assert said["cue"] == ("told", "reporting_cues.toml: verb 'tell', speech, frame 'clause'")
    assert said["speaker"][0] == "Ilsa Doren"
    assert "the subject of 'told'" in said["speaker"][1]
    assert "the whole quotation" in said["content"][1]
    assert said["via"][0] == "Norwire"
    assert said["said_on"] == ("2024-05-06 (resolved)", "'Monday'; a time in the clause of the cue")
    assert "the same speaker said right before" in reasons(second)["said_on"][1]
    assert reasons(nested)["nested_in"] == ("statement 2", "its cue stands in what that one says")
    assert reasons(last)["act"][0] == "decline (negated)"
    assert "'declined'" in reasons(last)["act"][1]


@pytest.mark.parametrize(
    ("text", "part", "why"),
    [
        ("According to the ministry, the bridge was closed.", "content", "'according to' stands beside"),
        ("The bridge was closed, as Doren noted.", "content", "as ... said"),
        ("DOREN: The road is open now.", "cue", "the mark between source and words"),
        ("The port was busy.\n\n“The road was closed for a year and nobody told us.”", "cue", "no words attribute it"),
        ("The plan was praised by Doren.", "speaker", "behind 'by'"),
        ("Doren’s claim that the vote was fair was noted.", "speaker", "the owner of 'claim'"),
        ("Doren told reporters that the road was open.", "addressee", "the hearer"),
        ("Doren quipped that the road was open.", "cue", "verb 'quip'"),
        ("Doren fumed that the road was closed.", "cue", "is not in reporting_cues.toml"),
    ],
)
def test_the_reason_names_the_rule(text: str, part: str, why: str) -> None:
    assert any(why in reasons(item).get(part, ("", ""))[1] for item in explained(text))


def test_a_second_report_of_the_same_words_names_the_first() -> None:
    text = (
        "Veldania urges both sides to stop the fighting and to use the time left for talks.\n\n"
        "“We urge both sides to stop the fighting and to use the time left for talks,” Ilsa Doren said."
    )
    linked = [reasons(item)["same_utterance_as"] for item in explained(text) if item.statement.same_utterance_as]
    assert linked == [("statement 1", "both have most words in common")]
