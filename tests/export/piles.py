"""Invented piles of records, made without any stage, so that the exports can be tested by themselves."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from onrecord.records import (
    Actor,
    ActorLink,
    ActorMention,
    Article,
    Block,
    DatedRole,
    DateInference,
    DateInterval,
    Event,
    Evidence,
    Figure,
    Finding,
    Participant,
    Problem,
    Records,
    Run,
    Side,
    Span,
    Statement,
    Story,
    StoryMember,
    SyndicationGroup,
    SyndicationMember,
    make_id,
)
from onrecord.records.source import BlockRole


def day(text: str, basis: str = "resolved") -> DateInterval:
    return DateInterval(text, text, basis)  # type: ignore[arg-type]


def span(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words), article.text)


def page(path: str, lines: list[tuple[BlockRole, str]], **known: object) -> Article:
    """A page of lines with their roles, an empty line between each two."""
    blocks, text = [], ""
    for role, words in lines:
        start = len(text)
        text += words + "\n\n"
        blocks.append(Block(start, start + len(words), role, 1.0))
    return Article(make_id("a", path), make_id("d", path), path, text, tuple(blocks), **known)  # type: ignore[arg-type]


@dataclass
class PileMaker:
    """Adds records that stand on the words of pages."""

    records: Records = field(default_factory=Records)

    def person(self, name: str, role: str, country: str | None) -> Actor:
        found = Actor(make_id("p", name), name, "person", country, "GOV",
                      roles=(DatedRole(role, DateInterval(), ()),))  # fmt: skip
        self.records.add(found)
        return found

    def says(self, article: Article, speaker: str, words: str, who: Actor | None = None, **more: object) -> Statement:
        mention = None
        speaker_span = span(article, speaker) if speaker else None
        if speaker_span and who is not None:
            mention = ActorMention(
                make_id("m", article.id, speaker), article.id, speaker_span, speaker_span, "name", "person"
            )
            self.records.add(mention, ActorLink(make_id("l", mention.id), mention.id, who.id, "full name"))
        made = Statement(
            make_id("s", article.id, words), article.id, (span(article, words),), (),
            (speaker_span,) if speaker_span else (), mention.id if mention else None,
            "named" if who else "unknown", "direct", "say", **more,  # type: ignore[arg-type]
        )  # fmt: skip
        self.records.add(made)
        return made

    def happens(self, article: Article, actor: str, clause: str, when: DateInterval, **more: object) -> Event:
        extent = span(article, clause)
        made = Event(
            make_id("e", article.id, clause), article.id, (extent,), (extent,), (Participant((span(article, actor),)),),
            (), "do", "COOPERATE", None, 2, date=when, **more,  # type: ignore[arg-type]
        )  # fmt: skip
        self.records.add(made)
        return made

    def counts(self, article: Article, words: str, counted: str, value: float, when: DateInterval) -> Figure:
        made = Figure(make_id("f", article.id, words), article.id, span(article, words), value, value, value, None, "=",
                      "person", counted, when)  # fmt: skip
        self.records.add(made)
        return made

    def finds(self, kind: str, topic: str, actor: str | None, *said: Statement | Event, **more: object) -> Finding:
        sides = []
        for item in said:
            spans = item.content if isinstance(item, Statement) else item.extent
            date = item.said_on if isinstance(item, Statement) else item.date
            sides.append(Side("", date, tuple(Evidence(item.article_id, s, item.id) for s in spans)))
        made = Finding(make_id("r", kind, topic, *(i.id for i in said)), kind, topic, actor, tuple(sides),  # type: ignore[arg-type]
                       "", more.get("strength", "hard"), int(str(more.get("independent", 2))))  # type: ignore[arg-type]  # fmt: skip
        self.records.add(made)
        return made


def ferry_pages() -> tuple[Article, ...]:
    """Six pages on a ferry strike in Veldania."""
    first = page("01-courier.txt", [
        ("headline", "Minister rules out closing Port Amarel"),
        ("dateline", "3 March 2031"),
        ("body", "“The port will stay open,” transport minister Ilsa Doren said on Monday."),
        ("body", "Dockers blocked the eastern gate on Sunday."),
        ("appeal", "Support our newsroom today."),
    ], title="Minister rules out closing Port Amarel", publisher="Amarel Courier", agencies=("Norwire",),
        published=day("2031-03-03", "stated"), language="en")  # fmt: skip
    copy = page("02-herald.txt", [
        ("headline", "Port stays open, says minister"),
        ("body", "“The port will stay open,” transport minister Ilsa Doren said on Monday."),
        ("body", "Dockers blocked the eastern gate on Sunday."),
    ], title="Port stays open, says minister", publisher="Sund Herald", language="en")  # fmt: skip
    third = page("03-beacon.txt", [
        ("headline", "Port Amarel shuts its gates"),
        ("body", "The government ordered Port Amarel to close on Thursday, minister Ilsa Doren said."),
        ("body", "At least 12 ferries lay idle, harbour master Joren Vask told reporters."),
        ("body", "“The dockers caused this chaos,” he said."),
    ], title="Port Amarel shuts its gates", language="en")  # fmt: skip
    fourth = page("04-times.txt", [
        ("headline", "Union blames the ministry"),
        ("body", "“The ministry caused this chaos,” union leader Mara Tennick told the agency Sundpress."),
        ("body", "Some 20 ferries lay idle by Friday, she said."),
        ("body", "Talks in Corvin are due on 12 March 2031."),
    ], title="Union blames the ministry", publisher="Corvin Times", published=day("2031-03-07", "stated"),
        language="en")  # fmt: skip
    shut = "Le port est fermé"
    french = page("05-port.txt", [("body", f"{shut} depuis jeudi.")], title=shut, language="fr")
    sixth = page("06-late.txt", [
        ("body", "Safety comes first, minister Ilsa Doren repeated."),
        ("body", "“Safety comes first,” said Joren Vask, the harbour master."),
    ], language="en", published=DateInterval("2031-03-06", None, "inferred"))  # fmt: skip
    return first, copy, third, fourth, french, sixth


def ferry_pile() -> Records:
    """The six pages with a shift, a contradiction, an agreement, a copy, an unread page and a lost one."""
    make = PileMaker()
    add = make.records.add
    first, copy, third, fourth, french, sixth = ferry_pages()
    add(first, copy, third, fourth, french, sixth)

    doren = make.person("Ilsa Doren", "transport minister", "VEL")
    vask = make.person("Joren Vask", "harbour master", "VEL")
    tennick = make.person("Mara Tennick", "union leader", None)
    monday, thursday = day("2031-03-03"), day("2031-03-06", "inferred")
    stays = make.says(first, "Ilsa Doren", "“The port will stay open,”", doren, said_on=monday, via="Norwire")
    again = make.says(copy, "Ilsa Doren", "“The port will stay open,”", doren, said_on=monday)
    closes = make.says(third, "Ilsa Doren", "The government ordered Port Amarel to close on Thursday", doren,
                       said_on=thursday)  # fmt: skip
    ordered = make.happens(third, "The government", "The government ordered Port Amarel to close on Thursday", thursday)
    dockers = make.says(third, "", "“The dockers caused this chaos,”", vask, said_on=thursday)
    ministry = make.says(fourth, "Mara Tennick", "“The ministry caused this chaos,”", tennick, via="Sundpress",
                         said_on=day("2031-03-07", "published"))  # fmt: skip
    safety = make.says(sixth, "Ilsa Doren", "Safety comes first,", doren)
    safety_too = make.says(sixth, "Joren Vask", "“Safety comes first,”", vask)
    make.happens(first, "Dockers", "Dockers blocked the eastern gate on Sunday", day("2031-03-02"))
    make.happens(copy, "Dockers", "Dockers blocked the eastern gate on Sunday", day("2031-03-02"))
    make.happens(fourth, "Talks", "Talks in Corvin are due on 12 March 2031", day("2031-03-12", "stated"),
                 modality="planned")  # fmt: skip
    make.counts(third, "At least 12 ferries", "ferries", 12, thursday)
    make.counts(fourth, "Some 20 ferries", "ferries", 20, day("2031-03-07"))
    make.finds("shift", "port", "Ilsa Doren", stays, again, closes, ordered, independent=2)
    make.finds("contradiction", "chaos", None, dockers, ministry)
    make.finds("agreement", "Safety", None, safety, safety_too, strength="soft", independent=1)
    members = tuple(sorted((SyndicationMember(first.id, "original"), SyndicationMember(copy.id, "copy")),
                           key=lambda member: member.article_id))  # fmt: skip
    stated, named = Evidence(first.id, span(first, "3 March 2031")), Evidence(third.id, span(third, "Thursday"))
    add(
        SyndicationGroup("g_1", "copy", members, ""),
        DateInference("i_1", copy.id, day("2031-03-03", "inferred"), "", (stated,)),
        DateInference("i_2", third.id, day("2031-03-06", "inferred"), "", (named,)),
        Problem("x_1", "annotate", "other_language", "05-port.txt: in French", french.path, False, french.id),
        Problem("x_2", "acquire", "empty_text", "07-blank.html: no text", "07-blank.html"),
        Run("u_1", "0.1.0", "{}", "{}", 8, 6, 1, 1),
    )  # fmt: skip
    return make.records


_NOUNS = ("harbour", "bridge", "tariff", "garrison", "dam", "railway", "grain", "embassy")
_VERBS = ("will stay open", "must close at once", "was never promised", "has been rebuilt", "is under review")


def large_pile(size: int, seed: int = 7) -> Records:
    """``size`` pages with a few hundred statements, findings and figures; every third page undated."""
    rng = random.Random(seed)
    make = PileMaker()
    people = [make.person(f"Person {letter * 2}", "envoy", "VEL") for letter in "ABCDEFGHIJKLMNOPQRSTUVW"]
    said: list[Statement] = []
    for place in range(size):
        speaker = rng.choice(people)
        noun = rng.choice(_NOUNS)
        long = " and nothing that anybody in the capital says about it can alter that plain fact" * rng.randrange(4)
        words = f"The {noun} of Port Amarel {rng.choice(_VERBS)}{long} in case {place}"
        title = f"Envoys quarrel over the {noun}, again, in the matter numbered {place} of this long year"
        article = page(
            f"page-{place:04}.txt",
            [("headline", title), ("body", f"“{words},” said {speaker.name} in Corvin."),
             ("body", f"Some {place + 2} carts passed {noun}.")],
            title=title, publisher=f"Outlet {place % 37}" if place % 5 else None, language="en",
            published=day(f"2031-03-{place % 28 + 1:02}", "stated") if place % 3 else DateInterval(),
            agencies=(f"Agency {place % 11}",),
        )  # fmt: skip
        make.records.add(article)
        date = day(f"2031-03-{place % 28 + 1:02}") if place % 3 else DateInterval()
        said.append(make.says(article, speaker.name, words, speaker, said_on=date))
        make.counts(article, f"Some {place + 2} carts", "carts", place + 2, date)
    kinds = ("shift", "contradiction", "agreement", "update")
    for place in range(0, len(said) - 8, 2):
        sides = said[place : place + 2 + place % 7]
        make.finds(kinds[place // 2 % 4], "Port Amarel", None, *sides, independent=len(sides),
                   strength="soft" if place % 4 else "hard")  # fmt: skip
    return make.records


def mixed_pile(others: int = 4) -> Records:
    """The ferry pile as one story of many, beside a quarrel over a dam, and stories of a page without a finding."""
    make = PileMaker(ferry_pile())
    ferry = sorted(article.id for article in make.records.all(Article))
    denies = page("11-dam.txt", [("body", "“The dam is safe,” engineer Per Holm said.")], title="Dam is safe",
                  publisher="Vik Tribune", published=day("2032-05-01", "stated"), language="en")  # fmt: skip
    warns = page("12-dam.txt", [("body", "“The dam is not safe,” mayor Siri Nord said.")], title="Dam in doubt",
                 publisher="Kettin Chronicle", published=day("2032-05-02", "stated"), language="en")  # fmt: skip
    single = [page(f"2{n}-page.txt", [("body", f"Snow fell on Lond, day {n}.")], title=f"Snow, day {n}", language="en",
                   published=day(f"2033-01-0{n + 1}", "stated")) for n in range(others)]  # fmt: skip
    make.records.add(denies, warns, *single)
    holm, nord = make.person("Per Holm", "engineer", None), make.person("Siri Nord", "mayor", None)
    safe = make.says(denies, "Per Holm", "“The dam is safe,”", holm, said_on=day("2032-05-01"))
    unsafe = make.says(warns, "Siri Nord", "“The dam is not safe,”", nord, said_on=day("2032-05-02"))
    make.finds("contradiction", "The dam", None, safe, unsafe)
    told = {"Port Amarel shuts its gates": ferry, "Dam in doubt": [denies.id, warns.id]}
    for label, pages in {**told, **{str(article.title): [article.id] for article in single}}.items():
        members = tuple(StoryMember(article_id) for article_id in sorted(pages))
        make.records.add(Story(make_id("y", label), label, members, ""))
    return make.records


def shuffled(records: Records, seed: int) -> Records:
    """The same records, added in another order."""
    everything = list(records)
    random.Random(seed).shuffle(everything)
    return Records(everything)
