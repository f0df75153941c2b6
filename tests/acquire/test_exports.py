import pytest

from onrecord.acquire.exports import labels, looks_exported
from onrecord.acquire.flow import is_date
from onrecord.records import Problem, Snapshot
from tests.acquire import archived
from tests.acquire.conftest import Take, said
from tests.acquire.makers import LEAD, MORE, SAID, TAIL, docx, rtf

NEXIS_FIRST = {
    "title": "Veldania opens crossing",
    "published": "March 5, 2024 Tuesday",
    "publisher": "The Corvin Times",
    "authors": "Ada Quill in Port Amarel",
    "language": "en",
    "section": "WORLD NEWS; Pg. 4",
    "length": "312 words",
    "edition": "First Edition",
    "loaded": "March 6, 2024",
    "subjects": "BORDER CONTROL (90%); GRAIN TRADE (78%)",
    "copyright": "Copyright 2024 Corvin Press Limited All Rights Reserved",
    "graphic": "Trucks wait at the gate. Picture: Tomas Reik/Norwire",
}


def pages(found: list[Snapshot | Problem]) -> list[Snapshot]:
    assert all(isinstance(one, Snapshot) for one in found), said(found)
    return [one for one in found if isinstance(one, Snapshot)]


def fields(page: Snapshot) -> dict[str, str]:
    return {name: value for name, value in page.fields if name != "file_sha256"}


def plain() -> list[str | tuple[str, str]]:
    return [one if isinstance(one, str) else one[0] for one in archived.NEXIS]


@pytest.mark.parametrize("form", ["docx", "rtf", "html"])
def test_nexis_in_each_of_its_forms(take: Take, form: str) -> None:
    data = {"docx": docx(archived.NEXIS), "rtf": rtf(plain()), "html": archived.NEXIS_HTML.encode()}[form]
    first, second = pages(take({f"export.{form}": data}))
    assert (first.path, second.path) == (f"export.{form}#1", f"export.{form}#2")
    assert first.decode() == "\n\n".join(["Veldania opens crossing", LEAD, SAID, MORE])
    assert second.decode() == "\n\n".join(["Orsk answers", MORE, TAIL])
    assert {name: value for name, value in fields(first).items() if name != "document_id"} == NEXIS_FIRST
    assert second.field("published") == "March 6, 2024 Wednesday 10:15 PM GMT"


def test_the_number_of_a_nexis_article_stands_in_the_link_of_its_headline(take: Take) -> None:
    first, second = pages(take({"export.docx": docx(archived.NEXIS)}))
    assert first.field("document_id") == "5ZK1-XY11-JBNF-W01B-00000-00"
    assert second.field("document_id") == "5ZK1-XY21-JBNF-W01B-00000-00"


def test_the_same_article_in_two_exports_is_one_page(take: Take) -> None:
    one = docx(archived.NEXIS)
    other = docx(archived.nexis(2, "Orsk answers", "Norwire", "March 6, 2024 Wednesday 10:15 PM GMT", (MORE, TAIL)))
    _, second, again = pages(take({"a.docx": one, "b.docx": other}))
    assert second.id == again.id
    assert second.field("file_sha256") != again.field("file_sha256")


def test_parts_of_an_export_that_are_not_understood_are_not_lost(take: Take) -> None:
    odd = ["Something else altogether", MORE, "End of Document"]
    found = take({"export.docx": docx([*archived.NEXIS, *odd, *archived.NEXIS[len(archived.COVER) :][:-2]])})
    assert [(one.path, getattr(one, "code", "page")) for one in found] == [
        ("export.docx#1", "page"), ("export.docx#2", "page"), ("export.docx#3", "bad_document"),
        ("export.docx#4", "page"), ("export.docx#5", "page"),
    ]  # fmt: skip
    assert isinstance(found[2], Problem)
    assert "Something else" in found[2].message


def test_a_line_like_the_old_marker_does_not_part_a_new_export(take: Take) -> None:
    made = archived.nexis(1, "Pictures", "Norwire", "March 5, 2024 Tuesday", (LEAD, "1 of 3", SAID))
    (page,) = pages(take({"export.docx": docx(made)}))
    assert page.decode() == "\n\n".join(["Pictures", LEAD, "1 of 3", SAID])


def test_the_list_that_goes_with_an_export(take: Take) -> None:
    (lost,) = take({"doclist.docx": docx(archived.COVER)})
    assert isinstance(lost, Problem)
    assert (lost.code, "list of documents" in lost.message) == ("no_text", True)


def test_lexisnexis_text_of_old(take: Take) -> None:
    first, second = pages(take({"export.txt": archived.LEXIS}))
    assert (
        first.decode()
        == f"Veldania opens crossing to trucks after weeks of talks\n\n{LEAD[:59]}\n{LEAD[60:]}\n\n{SAID}"
    )
    assert second.decode() == f"Orsk answers\n\n{MORE}"
    assert fields(first) == {
        "title": "Veldania opens crossing to trucks after weeks of talks", "published": "March 5, 2010 Friday",
        "publisher": "The Corvin Times", "authors": "Ada Quill", "language": "en", "section": "WORLD; Pg. 4",
        "length": "312 words", "edition": "Final Edition", "loaded": "March 6, 2010", "graphic": "Picture, trucks",
    }  # fmt: skip
    assert (second.field("publisher"), second.field("published")) == ("Norwire", "March 6, 2010 Saturday")


def test_factiva_as_displayed(take: Take) -> None:
    first, second = pages(take({"export.rtf": rtf(archived.FACTIVA)}))
    assert first.decode() == "\n\n".join(["Veldania opens the crossing at Port Amarel", LEAD, SAID, MORE])
    assert fields(first) == {
        "title": "Veldania opens the crossing at Port Amarel", "published": "5 March 2024 10:15",
        "publisher": "Corvin Times", "authors": "Ada Quill", "language": "en", "length": "412 words",
        "document_id": "CORVT00020240305ek350002x",
        "copyright": "(c) 2024 Corvin Press Limited. All rights reserved.",
    }  # fmt: skip
    assert second.decode() == "\n\n".join(["Orsk answers with a note", MORE, TAIL])
    assert (second.field("publisher"), second.field("authors")) == ("Norwire", None)


def test_factiva_html(take: Take) -> None:
    first, second = pages(take({"export.html": archived.FACTIVA_HTML}))
    assert first.decode() == "\n\n".join(["Veldania opens the crossing", LEAD, SAID])
    assert (first.field("section"), first.field("authors")) == ("World", "Ada Quill")
    assert second.decode() == "\n\n".join(["Orsk answers", MORE, TAIL])
    assert first.media_type == second.media_type == "text/plain"


def test_factiva_with_codes(take: Take) -> None:
    (page,) = pages(take({"export.html": archived.FACTIVA_CODED}))
    assert page.decode() == "\n\n".join(["Veldania opens the gate", LEAD, SAID, MORE])
    assert fields(page) == {
        "title": "Veldania opens the gate", "published": "5 March 2024", "publisher": "Corvin Times",
        "authors": "Ada Quill", "language": "en", "section": "World", "length": "412 words",
        "document_id": "CORVT00020240305ek350002z", "subjects": "gdip : International Relations",
        "copyright": "(c) 2024 Corvin Press",
    }  # fmt: skip


@pytest.mark.parametrize("form", ["txt", "html", "docx", "rtf"])
def test_proquest(take: Take, form: str) -> None:
    lines = [line for line in archived.PROQUEST.splitlines() if line]
    data = {
        "txt": archived.PROQUEST.encode(), "html": archived.PROQUEST_HTML.encode(), "docx": docx(lines),
        "rtf": rtf(lines),
    }[form]  # fmt: skip
    page, lost = take({f"export.{form}": data})
    assert isinstance(page, Snapshot)
    assert page.decode() == "\n\n".join(["Veldania opens crossing", LEAD, "Source: the ministry.", SAID])
    assert fields(page) == {
        "title": "Veldania opens crossing", "published": "Mar 5, 2024", "publisher": "Corvin Times",
        "authors": "Ada Quill; Tomas Reik", "language": "en", "section": "World", "loaded": "2024-03-06",
        "document_id": "2900000001", "subjects": "Border control; Grain",
        "copyright": "(Copyright, Corvin Press, Mar 5, 2024)",
    }  # fmt: skip
    assert isinstance(lost, Problem)
    assert (lost.path, lost.code) == (f"export.{form}#2", "no_text")
    assert "Orsk answers" in lost.message


def test_words_in_capitals_at_the_head_of_a_line_are_no_codes(take: Take) -> None:
    said_so = "IN CORVIN, the foreign minister said that the crossing stays open."
    codes = {"HD": "Crossing opens", "PD": "5 March 2024", "SN": "Norwire", "TD": said_so, "IN": "i7 : Shipping"}
    lines = [f"{code}\t{words}" for code, words in codes.items()]
    (page,) = pages(take({"export.rtf": rtf([*lines[:4], MORE, lines[4], "AN Document NORWR00020240305ek350002z"])}))
    assert page.decode() == "\n\n".join(["Crossing opens", said_so, MORE])


def test_a_page_that_only_speaks_of_exports_stays_a_page(take: Take) -> None:
    text = f"How to cite\n\n{LEAD}\n\nLoad-Date: the day on which it was loaded.\n\n{SAID}\n"
    (page,) = pages(take({"page.txt": text}))
    assert (page.path, page.decode(), page.fields) == ("page.txt", text, ())
    assert looks_exported(text.encode())
    assert not looks_exported(LEAD.encode())


@pytest.mark.parametrize("words", ["March 5, 2024 Tuesday", "5 March 2024", "Tuesday, March 5, 2024 10:15 PM GMT",
                                   "2024-03-05", "March 2024", "Mar 5, 2024", "5. März 2024",
                                   "September 12, 2001, Wednesday, Late Edition - Final"])  # fmt: skip
def test_lines_that_are_dates(words: str) -> None:
    assert is_date(words)


@pytest.mark.parametrize("words", ["On March 5, 2024 it rained", "March of 2024 protesters", "Section 5", "2024", ""])
def test_lines_that_are_none(words: str) -> None:
    assert not is_date(words)


def test_the_codebook_of_labels_is_sound() -> None:
    for archive in ("nexis", "factiva", "proquest"):
        assert labels(archive).header
