"""Records of two invented pages in which every kind and every shape of field occurs, made without any stage."""

from __future__ import annotations

import hashlib

from onrecord.records import (
    Actor,
    ActorLink,
    ActorMention,
    Article,
    Block,
    Clause,
    DatedRole,
    DateInference,
    DateInterval,
    Event,
    Evidence,
    Figure,
    Finding,
    Participant,
    Place,
    Problem,
    Records,
    Run,
    Side,
    Snapshot,
    Span,
    Statement,
    Story,
    StoryMember,
    SyndicationGroup,
    SyndicationMember,
    TimeExpression,
    make_id,
)

# An astral character, a combining accent, right-to-left letters and Windows line ends stand before what is quoted.
LEAD = "😀 Cafe\u0301 שלום\r\n\r\n"
FIRST = (
    LEAD + "Minister Ilsa Doren said on Monday that “the port is closed”. She met envoys. More than 40 ships wait.\r\n"
)
SECOND = LEAD + "The port of Amarel was open, the harbour master told Norwire on 4 May 2031.\r\n"


def cut(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), text)


def snapshot(path: str, text: str) -> Snapshot:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    fields = (("publisher", "The Amarel Post"), ("title", "Port"))
    return Snapshot(make_id("d", digest), path, data, digest, "text/plain", "utf-8", "utf-8", fields)


def article(path: str, text: str, words: str) -> Article:
    found = snapshot(path, text)
    block = Block(len(LEAD), len(text), "body", 0.75, "prose", True)
    return Article(
        id=make_id("a", found.id), snapshot_id=found.id, path=path, text=text, blocks=(block,), title=words,
        title_span=cut(text, words), authors=("Odo Fenn", "Mira Lund"), agencies=("Norwire",), publisher="Post",
        photo_credits=("A. Vale",), language="en", url="https://post.example/1", as_is=True,
        published=DateInterval("2031-05-05", "2031-05-05", "stated", (cut(text, words),)),
        updated=DateInterval(None, "2031-05-06", "published"),
    )  # fmt: skip


def first_page() -> Records:
    """A page with one record of each kind that a page can hold."""
    page = article("b.txt", FIRST, "Ilsa Doren")
    monday = TimeExpression("t_1", page.id, cut(FIRST, "Monday"), "DATE", "2031-05-05", "weekday:1", "START")
    doren = ActorMention(
        "m_1", page.id, cut(FIRST, "Minister Ilsa Doren"), cut(FIRST, "Ilsa Doren"), "name", "person", "Ilsa Doren",
        "Minister", "VEL", "GOV", "f", False, 0, True,
    )  # fmt: skip
    she = ActorMention("m_2", page.id, cut(FIRST, "She"), cut(FIRST, "She"), "pronoun", "person")
    statement = Statement(
        "s_1", page.id, (cut(FIRST, "the port"), cut(FIRST, "is closed")), (cut(FIRST, "said"),), (doren.span,), "m_1",
        "named", "mixed", "say", True, "Norwire", cut(FIRST, "on"), "reporters", None, None, True,
        DateInterval("2031-05-05", "2031-05-05", "resolved", (monday.span,)), "t_1", "verb",
    )  # fmt: skip
    nested = Statement("s_2", page.id, (cut(FIRST, "closed"),), (), (), None, "unknown", "indirect", "say",
                       nested_in="s_1", same_utterance_as="s_1")  # fmt: skip
    event = Event(
        "e_1", page.id, (cut(FIRST, "met"),), (cut(FIRST, "She met envoys"),),
        (Participant((she.span,), "m_2"), Participant((doren.span, she.span), "m_1")),
        (Participant((cut(FIRST, "envoys"),)),), "meet", "CONSULT", "visit", 1, ("diplomatic",), "planned", "s_1",
        cut(FIRST, "port"), "VEL", DateInterval("2031-05-05", None, "resolved", (monday.span,)), "t_1",
    )  # fmt: skip
    clause = Clause(
        "k_1", page.id, (cut(FIRST, "closed"),), (cut(FIRST, "She met envoys"),), (she.span,), "m_2",
        (cut(FIRST, "envoys"), cut(FIRST, "port")), "be closed", "negated", "s_1",
        DateInterval("2031-05-05", None, "resolved", (monday.span,)), "t_1",
    )  # fmt: skip
    figure = Figure("f_1", page.id, cut(FIRST, "More than 40 ships"), 40.0, 41.5, None, "More than", ">", "ship",
                    "ships", DateInterval(), None, "s_1", "e_1")  # fmt: skip
    place = Place(
        "w_1", page.id, cut(FIRST, "port"), "the port", "facility", "VEL", 12.5, -3.25, "page", "names Veldania"
    )
    role = DatedRole("Minister", DateInterval("2031-05-05", "2031-05-05", "stated", (cut(FIRST, "Monday"),)),
                     (Evidence(page.id, cut(FIRST, "Minister")),))  # fmt: skip
    actor = Actor("p_1", "Ilsa Doren", "person", "VEL", "GOV", ("Doren",), (role,))
    links = (ActorLink("l_1", "m_1", "p_1", "full name"), ActorLink("l_2", "m_2", "p_1", "pronoun", "m_1"))
    note = Problem("x_1", "annotate", "odd", "b.txt: odd", "b.txt", False, page.id)
    found = (monday, doren, she, statement, nested, event, clause, figure, place, actor, *links, note)
    return Records([snapshot("b.txt", FIRST), page, *found])


def second_page() -> Records:
    """A page with one statement."""
    page = article("a.txt", SECOND, "Amarel")
    statement = Statement("s_9", page.id, (cut(SECOND, "was open"),), (), (), None, "unknown", "indirect", "tell")
    return Records([snapshot("a.txt", SECOND), page, statement])


def pile() -> Records:
    """Both pages, and what they show together."""
    whole = Records([*second_page(), *first_page()])
    one, two = whole.all(Article)
    closed = Evidence(two.id, cut(FIRST, "closed"), "s_1")
    opened = Evidence(one.id, cut(SECOND, "was open"), "s_9")
    sides = (
        Side("Ilsa Doren", DateInterval("2031-05-05", "2031-05-05", "resolved", (cut(FIRST, "Monday"),)), (closed,)),
        Side("harbour master", DateInterval("2031-05-04", "2031-05-04", "stated"), (opened, closed)),
    )
    whole.add(
        DateInference("i_1", one.id, DateInterval("2031-05-04", "2031-05-05", "inferred", (cut(SECOND, "4 May 2031"),)),
                      "names the day", (closed,)),
        DateInference("i_2", "s_1", DateInterval("2031-05-05", None, "inferred", (cut(FIRST, "Monday"),)), "day"),
        SyndicationGroup("g_1", "chain", (SyndicationMember(one.id, "unknown", (opened,)),
                                          SyndicationMember(two.id, "copy")), ""),
        Story("y_1", "The port", (StoryMember(one.id), StoryMember(two.id)), "Amarel, Doren"),
        Finding("r_1", "contradiction", "the port", None, sides, "open and closed", "hard", 2),
    )  # fmt: skip
    return whole


RUN = Run("u_1", "0.1.0", "{}", "{}", 4, 2, 1, 1)
