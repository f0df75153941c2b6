"""Word, RTF and PDF documents, and messages."""

from email.message import EmailMessage

import pytest

from onrecord.acquire.languages import language_code
from onrecord.records import Snapshot
from tests.acquire.conftest import Take, only, refusal, said
from tests.acquire.makers import LEAD, MORE, SAID, TAIL, Placed, column, docx, pdf, rtf


def test_a_word_document_is_a_page(take: Take) -> None:
    page = only(
        take({"note.docx": docx([("Crossing opens", "Title"), LEAD, "", "Twenty\u00a0trucks – “at once”", SAID])})
    )
    assert page.decode() == f"Crossing opens\n\n{LEAD}\n\nTwenty trucks – “at once”\n\n{SAID}"
    assert (page.path, page.media_type) == ("note.docx", "text/plain")
    assert [name for name, _ in page.fields] == ["file_sha256"]


def test_deleted_words_and_second_readings_of_boxes_are_not_read(take: Take) -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:tab/></w:r>"
        "<w:r><w:t>words</w:t><w:br/><w:t>below</w:t></w:r></w:p>"
        f'<w:p><mc:AlternateContent xmlns:mc="{space}"><mc:Choice><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Choice>'
        "<mc:Fallback><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert only(take({"note.docx": docx([LEAD], body=body)})).decode() == f"{LEAD}\n\nkept words\n\nbelow\n\nboxed"


def test_rich_text(take: Take) -> None:
    words = "Corvin’s “first” café — 5 % \\ {braces} 😀 Привет"
    page = only(take({"note.rtf": rtf([("Crossing opens", "b"), LEAD, words])}))
    assert page.decode() == f"Crossing opens\n\n{LEAD}\n\n{words}"


def test_rich_text_of_other_code_pages_fields_and_destinations(take: Take) -> None:
    text = (
        rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset238 A;}{\f1\fcharset161 B;}}{\header running head}"
        rb"\f0 \'b3\'f3d\'9f {\f1 \'e1\'e2}\par {\field{\*\fldinst{HYPERLINK "
        rb'"https://norwire.example"}}{\fldrslt Norwire}} said\line next{\pict\bin4 }{\\}\par{\*\odd gone}end}'
    )
    assert only(take({"note.rtf": text})).decode() == "łódź αβ\n\nNorwire said\n\nnext\n\nend"


LEFT = ["The government of Veldania on Mon-", "day opened the crossing at Port", "Amarel to trucks that carry medi-",
        "cine and food, ending a closure of", "three weeks.", "Officials in Corvin said a long-",
        "term deal was near. The long-term", "plan is older."]  # fmt: skip
RIGHT = ["Orsk had closed its side of the", "border in March, after a shelling", "that killed four dock workers.",
         "“We will keep it open,” Foreign", "Minister Ilsa Doren told reporters.", "The port handles two thirds of the",
         "grain that Veldania sells abroad", "and much of what it"]  # fmt: skip
NEXT = ["buys, according to the chamber of shipping. It was built in 1962 and", "has been widened twice since then."]


def paper(*, by_rows: bool) -> bytes:
    left, right = column(LEFT, 60, 700), column(RIGHT, 310, 700)
    both = [one for pair in zip(left, right, strict=True) for one in pair] if by_rows else [*left, *right]

    def framed(number: int, placed: list[Placed]) -> list[Placed]:
        head = (60, 800, 8, "The Corvin Times 5 March 2024")
        return [head, *placed, (290, 30, 8, f"Page {number}")]

    first = [(60.0, 740.0, 22.0, "Veldania opens crossing at Port Amarel"), *both]
    return pdf([framed(1, first), framed(2, column(NEXT, 60, 740))])


@pytest.mark.parametrize("by_rows", [False, True])
def test_pdf_columns_hyphens_pages_and_running_heads(take: Take, by_rows: bool) -> None:
    page = only(take({"paper.pdf": paper(by_rows=by_rows)}))
    assert page.decode().split("\n\n") == [
        "The Corvin Times 5 March 2024",
        "Veldania opens crossing at Port Amarel",
        "The government of Veldania on Monday opened the crossing at Port Amarel to trucks that carry medicine and "
        "food, ending a closure of three weeks.",
        "Officials in Corvin said a long-term deal was near. The long-term plan is older.",
        "Orsk had closed its side of the border in March, after a shelling that killed four dock workers. “We will "
        "keep it open,” Foreign Minister Ilsa Doren told reporters. The port handles two thirds of the grain that "
        "Veldania sells abroad and much of what it buys, according to the chamber of shipping. It was built in 1962 "
        "and has been widened twice since then.",
    ]


def test_a_scan_says_that_it_has_no_text(take: Take) -> None:
    lost = refusal(take({"scan.pdf": pdf([[], []])}))
    assert lost.code == "no_text_layer"
    assert "(2 pages)" in lost.message


def message(subject: str = "Veldania öffnet") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Norwire Alerts <alerts@norwire.example>"
    mail["Subject"] = subject
    mail["Date"] = "Tue, 5 Mar 2024 23:15:00 -0500"
    mail["Message-ID"] = "<1@norwire.example>"
    mail.set_content("\n\n".join([LEAD, SAID, MORE]))
    return mail


def test_a_message_with_its_headers_as_fields(take: Take) -> None:
    mail = message()
    mail.add_alternative(f"<html><body><p>{TAIL}</p></body></html>", subtype="html")
    page = only(take({"a.eml": mail.as_bytes()}))
    assert page.decode().strip() == "\n\n".join([LEAD, SAID, MORE])
    assert page.fields[:-1] == (
        ("title", "Veldania öffnet"),
        ("published", "2024-03-05T23:15:00-05:00"),
        ("sender", "Norwire Alerts <alerts@norwire.example>"),
        ("document_id", "1@norwire.example"),
    )


def test_html_where_the_plain_part_says_nothing_and_no_day_of_a_forwarded_message(take: Take) -> None:
    mail = message("Fwd: RE: The crossing")
    mail.set_content("View this in your browser.")
    mail.add_alternative(f"<html><body><p>{LEAD}</p></body></html>", subtype="html")
    page = only(take({"a.eml": mail.as_bytes()}))
    assert (page.media_type, page.field("title"), page.field("published")) == ("text/html", "The crossing", None)
    assert page.field("sent") == "2024-03-05T23:15:00-05:00"


def test_attachments_are_pages_of_their_own(take: Take) -> None:
    mail = message()
    mail.add_attachment(docx([LEAD, TAIL]), maintype="application", subtype="octet-stream", filename="no/te.docx")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="x.png")
    mail.add_attachment(b"\0\1", maintype="application", subtype="octet-stream", filename="x.exe")
    outer = message("Two notes")
    outer.add_attachment(mail)
    found = take({"a.eml": outer.as_bytes()})
    assert [(one.path, isinstance(one, Snapshot)) for one in found] == [
        ("a.eml", True),
        ("a.eml!attached.eml", True),
        ("a.eml!attached.eml!no_te.docx", True),
        ("a.eml!attached.eml!x.exe", False),
    ]
    assert said(found)[2][1] == f"{LEAD}\n\n{TAIL}"


def test_what_a_document_is_shows_in_its_bytes_when_its_name_does_not(take: Take) -> None:
    found = take({"a": pdf([column([LEAD], 20, 800)]), "b": rtf([LEAD]), "c": docx([LEAD])})
    assert said(found) == [("a", LEAD), ("b", LEAD), ("c", LEAD)]


@pytest.mark.parametrize(
    ("name", "words"),
    [("a.docx", "no Word document"), ("a.pdf", "no PDF file"), ("a.rtf", "no RTF"), ("a.eml", "no message")],
)
def test_what_is_not_what_its_name_says(take: Take, name: str, words: str) -> None:
    lost = refusal(take({name: LEAD}))
    assert lost.code == "bad_document"
    assert words in lost.message


def test_an_empty_document(take: Take) -> None:
    found = take({"a.docx": docx([""]), "b.pdf": b"", "c.rtf": rtf([])})
    assert [refusal([one]).code for one in found] == ["empty_file"] * 3


@pytest.mark.parametrize(("words", "code"), [("ENGLISH", "en"), ("en-GB", "en"), ("eng", "en"), ("zh_Hant", "zh"),
                                             ("Klingon", None), ("", None), ("text in English", None)])  # fmt: skip
def test_languages(words: str, code: str | None) -> None:
    assert language_code(words) == code
