"""Exports of news archives, laid out as the archives lay them out, of invented text."""

from __future__ import annotations

from collections.abc import Sequence

from tests.acquire.makers import LEAD, MORE, SAID, TAIL, Paragraph

ADDRESS = "https://archive.example/api/document?id=urn:contentItem:5ZK1-XY{}1-JBNF-W01B-00000-00"
COVER: list[Paragraph] = [
    "User Name: reader",
    "Date and Time: Friday, March 8, 2024 9:12:00 AM CET",
    "Job Number: 218812345",
    "Documents (2)",
    "1. Veldania opens crossing",
    "Client/Matter: -None-",
    "Search Terms: veldania",
    "2. Orsk answers",
    "Client/Matter: -None-",
]


def nexis(number: int, title: str, outlet: str, date: str, body: Sequence[str] = (LEAD, SAID, MORE)) -> list[Paragraph]:
    """An article of Nexis Uni, from its headline to *End of Document*."""
    return [
        (title, "Heading1", ADDRESS.format(number)), outlet, date, "First Edition", "",
        "Copyright 2024 Corvin Press Limited All Rights Reserved", "",
        "Section:\u00a0WORLD NEWS; Pg. 4", "Length:\u00a0312 words", "Byline:\u00a0Ada Quill in Port Amarel",
        "Highlight:\u00a0Trucks roll again", "Body", "", *body,
        "Graphic", "", "Trucks wait at the gate. Picture: Tomas Reik/Norwire", "", "Classification", "",
        "Language:\u00a0ENGLISH", "Publication-Type:\u00a0Newspaper",
        "Subject:\u00a0BORDER CONTROL (90%); GRAIN TRADE (78%)", "Load-Date:\u00a0March 6, 2024", "", "End of Document",
    ]  # fmt: skip


NEXIS = [
    *COVER,
    *nexis(1, "Veldania opens crossing", "The Corvin Times", "March 5, 2024 Tuesday"),
    *nexis(2, "Orsk answers", "Norwire", "March 6, 2024 Wednesday 10:15 PM GMT", (MORE, TAIL)),
]
NEXIS_HTML = "<html><body>{}</body></html>".format(
    "".join(f"<p>{one if isinstance(one, str) else one[0]}</p>" for one in NEXIS)
)
LEXIS = f"""
                              1 of 2 DOCUMENTS

                              The Corvin Times

                            March 5, 2010 Friday
                               Final Edition

Veldania opens crossing to trucks
after weeks of talks

BYLINE: Ada Quill

SECTION: WORLD; Pg. 4

LENGTH: 312 words

HIGHLIGHT: Trucks roll again; a ministry
speaks of hope

{LEAD[:59]}
{LEAD[60:]}

{SAID}

LOAD-DATE: March 6, 2010

LANGUAGE: ENGLISH

GRAPHIC: Picture, trucks

PUBLICATION-TYPE: Newspaper

                          Copyright 2010 Corvin Press
                              All Rights Reserved

                              2 of 2 DOCUMENTS

                                    Norwire

                            March 6, 2010 Saturday

SECTION: NEWS

LENGTH: 200 words

HEADLINE: Orsk answers

BODY:

{MORE}

LOAD-DATE: March 7, 2010
"""
FACTIVA: list[str | tuple[str, str]] = [
    "Factiva", "Dow Jones", "",
    ("Veldania opens the crossing at Port Amarel", "b"), "By Ada Quill", "412 words", "5 March 2024", "10:15",
    "Corvin Times", "CORVT", "Main", "4", "English", "(c) 2024 Corvin Press Limited. All rights reserved.", "",
    LEAD, SAID, MORE, "", "Document CORVT00020240305ek350002x", "",
    ("Orsk answers with a note", "b"), "208 words", "6 March 2024", "Norwire", "NORWR", "English",
    "Copyright 2024, Norwire.", "", MORE, TAIL, "", "Document NORWR00020240306ek3600a1b",
]  # fmt: skip


def _shown(*divs: str, body: Sequence[str], number: str) -> str:
    inner = "".join(f"<div>{div}</div>" for div in divs)
    text = "".join(f'<p class="articleParagraph enarticleParagraph">{one}</p>' for one in body)
    return f'<div class="article enArticle">{inner}{text}<p>Document {number}</p></div>'


FACTIVA_HTML = "<html><body>{}{}</body></html>".format(
    _shown(
        "World", '<span class="enHeadline">Veldania opens the crossing</span>', "Ada Quill", "412 words",
        "5 March 2024", "10:15", "Corvin Times", "CORVT", "English", "(c) 2024 Corvin Press.", body=(LEAD, SAID),
        number="CORVT00020240305ek350002y",
    ),
    _shown(
        '<span class="enHeadline">Orsk answers</span>', "208 words", "6 March 2024", "Norwire", "NORWR", "English",
        "Copyright 2024, Norwire.", body=(MORE, TAIL), number="NORWR00020240306ek3600a1c",
    ),
)  # fmt: skip
_CODED = {
    "SE": "World", "HD": "Veldania opens the gate", "BY": "By Ada Quill", "WC": "412 words", "PD": "5 March 2024",
    "ET": "10:15", "SN": "Corvin Times", "SC": "CORVT", "LA": "English", "CY": "(c) 2024 Corvin Press",
    "LP": f"<p>{LEAD}</p>", "TD": f"<p>{SAID}</p><p>{MORE}</p>", "NS": "gdip : International Relations",
    "RE": "veld : Veldania", "AN": "Document CORVT00020240305ek350002z",
}  # fmt: skip
FACTIVA_CODED = '<html><body><div class="article enArticle"><table>{}</table></div></body></html>'.format(
    "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in _CODED.items())
)
_RULE = "_" * 60


def proquest(title: str, body: str, number: int) -> str:
    """An article of ProQuest as text."""
    return f"""{_RULE}

{title}

Author: Quill, Ada; Reik, Tomas.

Publication info: Corvin Times; Corvin [Corvin]05 Mar 2024: A.4.

https://archive.example/docview/{number}

Abstract: Trucks roll again.

Links: http://links.example

{body}Subject: Border control; Grain

Location: Veldania

Title: {title}

Publication title: Corvin Times; Corvin

First page: A.4

Publication year: 2024

Publication date: Mar 5, 2024

Section: World

Publisher: Corvin Press

Language of publication: English

ProQuest document ID: {number}

Document URL: https://archive.example/docview/{number}

Copyright: (Copyright, Corvin Press, Mar 5, 2024)

Last updated: 2024-03-06

Database: Newsstream

"""


PROQUEST = (
    proquest("Veldania opens crossing", f"Full text: {LEAD}\n\nSource: the ministry.\n\n{SAID}\n\n", 2900000001)
    + proquest("Orsk answers", "", 2900000002)
    + f"{_RULE}\n\nContact us at: http://help.example\nDatabase copyright 2024. All rights reserved.\n"
)
PROQUEST_HTML = "<html><body>{}</body></html>".format(
    "".join("<hr>" if line == _RULE else f"<p>{line}</p>" for line in PROQUEST.splitlines() if line)
)
