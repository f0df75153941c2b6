"""Events of invented sentences: type, frame, modality, date and teller."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.annotate.events import find_events
from onrecord.annotate.events_lexicon import load_lexicon
from onrecord.annotate.names import find_mentions
from onrecord.annotate.parsing import parse
from onrecord.annotate.times import find_times
from onrecord.records import UNKNOWN_DATE, Article, Block, Event, Participant, Span, Statement
from onrecord.settings import default_settings


def read(text: str, statements: tuple[tuple[int, int], ...] = ()) -> list[Event]:
    """The events of a text, with statements whose contents are given stretches."""
    block = Block(0, len(text), "body", 1.0)
    article = Article("a_1", "d_1", "page.txt", text, (block,), language="en", as_is=True)
    parsed = parse(article, default_settings().models)
    times = find_times(parsed, dt.date(2024, 3, 14))
    told = [
        Statement(f"s_{start}_{end}", "a_1", (Span(start, end, text),), (), (), None, "unknown", "indirect", "say")
        for start, end in statements
    ]
    return find_events(parsed, find_mentions(parsed), times, told)


def words(sides: tuple[Participant, ...]) -> list[str]:
    return [" ".join(span.exact for span in side.spans) for side in sides]


def one(text: str, kind: str) -> Event:
    """The first event of a type."""
    found = [event for event in read(text) if event.type == kind]
    assert found, f"no {kind} in {[(event.type, event.lemma) for event in read(text)]}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Canada accused Norway of dumping fish.", "ACCUSE", "Canada", "Norway"),
        ("Two reporters were arrested by the police.", "COERCE", "the police", "Two reporters"),
        ("The prime minister visited Lisbon on Tuesday.", "CONSULT", "The prime minister", "Lisbon"),
        ("Denmark held talks with Iceland about herring.", "CONSULT", "Denmark", "Iceland"),
        ("Rebels shelled the town of Orlen at dawn.", "ASSAULT", "Rebels", "the town of Orlen"),
        ("Dockers protested against the new port fees.", "PROTEST", "Dockers", "the new port fees"),
        ("Sweden sent medicine to Chad.", "AID", "Sweden", "Chad"),
        ("Spain expelled three diplomats.", "SANCTION", "Spain", "three diplomats"),
        ("The minister refused to meet the miners.", "REJECT", "The minister", "the miners"),
        ("France threatened to attack Malta.", "THREATEN", "France", "Malta"),
        ("Poland lifted the ban on Belgian cheese.", "CONCEDE", "Poland", "Belgian cheese"),
        ("Japan suspended aid to Peru.", "SANCTION", "Japan", "Peru"),
        ("Demonstrators burned down the town hall of Orlen.", "PROTEST", "Demonstrators", "the town hall of Orlen"),
        ("The army clashed with protesters in Orlen.", "PROTEST", "protesters in Orlen", "The army"),
        ("The minister faces pressure from the union to resign.", "REQUEST", "the union", "The minister"),
        ("The rebels received weapons from Peru.", "AID", "Peru", "The rebels"),
        ("Norway offered medical aid to Chad.", "AGREE", "Norway", "Chad"),
        ("A court jailed the editor for four years.", "COERCE", "A court", "the editor"),
        ("Norway and Chad are seeking to deepen a partnership in fishing.", "AGREE", "Norway", "Chad"),
        ("The envoy of Norway said that Chad must free the sailors.", "REQUEST", "The envoy of Norway", "Chad"),
        ("Norway said the rebels were behind the raid.", "ACCUSE", "Norway", "the rebels"),
        ("Norway announced a cease-fire with the rebels.", "RETREAT", "Norway", "the rebels"),
        ("Norway deployed peacekeepers to Chad.", "AID", "Norway", "Chad"),
        ("Norway's deployment of peacekeepers to Chad began.", "AID", "Norway", "Chad"),
        ("Talks between Norway and Chad were held in Lisbon.", "CONSULT", "Norway", "Chad"),
    ],
)
def test_who_did_what_to_whom(text: str, kind: str, actor: str, recipient: str) -> None:
    event = one(text, kind)
    assert actor in words(event.actor)
    assert recipient in words(event.recipient)
    assert event.quad == load_lexicon().quads[kind]


@pytest.mark.parametrize(
    ("text", "lemma", "modality"),
    [
        ("Chile evacuated its citizens.", "evacuate", "happened"),
        ("Chile will evacuate its citizens.", "evacuate", "planned"),
        ("Chile plans to evacuate its citizens.", "evacuate", "planned"),
        ("Chile may evacuate its citizens.", "evacuate", "possible"),
        ("Chile is ready to evacuate its citizens.", "evacuate", "possible"),
        ("Chile did not evacuate its citizens.", "evacuate", "negated"),
        ("Chile refused to evacuate its citizens.", "evacuate", "negated"),
        ("Chile denied attacking the convoy.", "attack", "negated"),
        ("There was no evacuation of the embassy.", "evacuation", "negated"),
        ("The evacuation of the embassy is not being discussed.", "evacuation", "negated"),
        ("If Chile evacuates its citizens, prices will rise.", "evacuate", "possible"),
        ("After evacuating its citizens, Chile warned that the war could spread.", "evacuate", "happened"),
    ],
)
def test_modality(text: str, lemma: str, modality: str) -> None:
    found = [event.modality for event in read(text) if event.lemma.split()[-1] == lemma]
    assert found == [modality]


def test_two_subjects_are_two_actors() -> None:
    event = one("Kenya and Uganda signed a treaty.", "SUPPORT")
    assert words(event.actor) == ["Kenya", "Uganda"]


def test_nominal_event_with_its_sides() -> None:
    event = next(e for e in read("Traders fled after the takeover of Orlen by the militia.") if e.lemma == "takeover")
    assert words(event.actor) == ["the militia"]
    assert words(event.recipient) == ["Orlen"]


def test_who_receives_a_guarantee_is_its_recipient() -> None:
    event = next(e for e in read("Ghana received guarantees from Togo.") if "guarantee" in e.lemma)
    assert words(event.actor) == ["Togo"]
    assert words(event.recipient) == ["Ghana"]


def test_the_day_in_the_clause_is_the_day_of_the_event() -> None:
    event = one("Rebels attacked the port on Tuesday.", "ASSAULT")
    assert (event.date.earliest, event.date.latest) == ("2024-03-12", "2024-03-12")
    assert event.date.evidence[0].exact == "on Tuesday" or "Tuesday" in event.date.evidence[0].exact
    assert event.date_time is not None
    assert one("Rebels attacked the port.", "ASSAULT").date == UNKNOWN_DATE


def test_an_event_belongs_to_the_innermost_statement() -> None:
    text = "The envoy said the mayor had claimed that rebels attacked the port."
    outer, inner = text.index("the mayor"), text.index("rebels")
    event = next(e for e in read(text, ((outer, len(text)), (inner, len(text)))) if e.lemma == "attack")
    assert event.attributed_to == f"s_{inner}_{len(text)}"


def test_all_spans_quote_the_stored_text_and_ids_are_unique() -> None:
    text = "Kenya attacked Uganda.\n\nThe army and the police arrested 20 people, and Uganda cut ties with Kenya."
    events = read(text)
    spans = [s for e in events for s in (*e.trigger, *e.extent, *(x for side in e.actor for x in side.spans))]
    assert spans and all(text[span.start : span.end] == span.exact for span in spans)
    assert len({event.id for event in events}) == len(events) == 3


def test_the_same_text_gives_the_same_events() -> None:
    text = "Kenya accused Uganda of an attack and will close the border."
    assert read(text) == read(text)


def test_every_entry_of_the_codebook_has_a_type_and_a_quad() -> None:
    lexicon = load_lexicon()
    entries = [entry for group in lexicon.verbs.values() for entry in group] + list(lexicon.nouns.values())
    assert len(entries) > 900
    assert {entry.type for entry in entries} == set(lexicon.quads)
    assert all(entry.quad == lexicon.quads[entry.type] for entry in entries)


def test_a_headline_without_a_verb_ends() -> None:
    text = "Airport raid and arrest\n\nAfter the strike\n\nTalks, strike and attack in Orlen"
    assert all(event.modality == "happened" for event in read(text))


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("The navy sent three planes to evacuate the tourists.", "AID", "happened"),
        ("The ministry said that it would send two patrol boats to the strait.", "MOBILIZE", "planned"),
        ("The ministry has handed over the papers.", "CONCEDE", "happened"),
        ("The guards would meet again in April, according to the minister.", "AGREE", "planned"),
        ("Norway called for the strait to be reopened.", "REQUEST", "happened"),
        ("The mayor said she would not provide support to the miners.", "REJECT", "happened"),
        ("The minister hoped that the miners would soon be arrested.", "COERCE", "possible"),
        ("The union wants to sue the ministry.", "ACCUSE", "possible"),
        ("The speech comes a day before the minister visits Lisbon.", "CONSULT", "planned"),
        ("Nobody was arrested by the police.", "COERCE", "negated"),
        ("There is no reason for anyone to leave Orlen.", "RETREAT", "negated"),
        ("Talks between the two ministers are due to begin on Friday.", "CONSULT", "planned"),
    ],
)
def test_what_was_done_planned_or_denied(text: str, kind: str, modality: str) -> None:
    assert one(text, kind).modality == modality


def test_hundreds_of_troops_are_the_troops() -> None:
    (side,) = one("Hundreds of Norwegian troops attacked the port.", "ASSAULT").actor
    assert words((side,)) == ["Hundreds of Norwegian troops"]
    assert side.mention is not None


def test_a_word_with_a_hyphen_is_marked_as_a_whole() -> None:
    event = one("Norway announced a cease-fire with the rebels.", "RETREAT")
    assert [span.exact for span in event.trigger] == ["announced", "cease-fire"]


@pytest.mark.parametrize(
    "text",
    [
        "The lawyer said that people must be careful.",
        "The army said that it must close the road.",
        "The minister said that the army was not responsible for the raid.",
    ],
)
def test_what_must_be_is_no_demand_of_anybody(text: str) -> None:
    assert not [event for event in read(text) if event.type in ("REQUEST", "ACCUSE")]


def test_what_is_alleged_is_part_of_the_accusation() -> None:
    events = read("The commission alleged that soldiers had burned the village and shot two farmers.")
    assert [(event.type, words(event.recipient)) for event in events] == [("ACCUSE", ["soldiers"])]


def test_soldiers_are_killed_by_somebody_unless_an_accident_is_told() -> None:
    assert one("Three soldiers were killed in Orlen on Monday.", "ASSAULT").actor == ()
    assert read("Three soldiers were killed in a car accident on Monday.") == []


def test_a_member_of_a_body_is_jailed_and_not_the_body() -> None:
    event = one("She met a member of the Red Front movement jailed last year.", "COERCE")
    assert words(event.recipient) == ["a member of the Red Front movement"]


def test_who_is_wanted_by_the_police_is_asked_for_nothing() -> None:
    assert read("The two men sought by the police fled.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Workers hang two flags on the town hall.",
        "Divers will examine the hull as soon as the weather allows it.",
        "He beat the record.",
        "We must use the time left for a walk.",
    ],
)
def test_what_is_done_to_things_is_no_event(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Flames damaged the town hall of Orlen.",
        "The rule protects rare birds.",
        "The governor can veto the bill.",
        "It is unclear whether the ministers met in Lisbon.",
        "The minister declined to comment on the raid.",
        "The war in the east has lasted for years.",
        "Two drivers were killed in a crash near Orlen.",
        "A neighbour helped the woman.",
        "The ministry closed in on its goal.",
    ],
)
def test_what_nobody_does_or_only_could_do_is_no_event(text: str) -> None:
    assert [(event.type, event.lemma) for event in read(text)] == []


def test_a_page_on_sport_tells_no_events() -> None:
    text = "The coach attacked the referee after the playoff. The league fined the team. The season ended."
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "lemma"),
    [
        ("Veldania agreed to send food to Marovia.", "AGREE", "agree send food"),
        ("Veldania urged Marovia to release the editors.", "REQUEST", "urge"),
        ("Veldania met Marovia to discuss the border.", "CONSULT", "meet"),
    ],
)
def test_speech_and_its_content_are_one_event(text: str, kind: str, lemma: str) -> None:
    assert [(event.type, event.lemma) for event in read(text)] == [(kind, lemma)]


def test_means_and_harm_are_one_attack() -> None:
    (event,) = read("Two sailors were killed in a raid by the militia.")
    assert words(event.actor) == ["the militia"]
    assert words(event.recipient) == ["Two sailors"]
    (event,) = read("The militia shelled the port of Orlen, killing two sailors.")
    assert [span.exact for span in event.mentions] == ["killing"]


def test_later_mentions_are_mentions_of_one_event() -> None:
    first, other = read(
        "Kenya expels three diplomats\n\nKenya expelled three diplomats on Tuesday.\n\nKenya expelled two editors."
    )
    assert (first.date.earliest, [span.exact for span in first.mentions]) == ("2024-03-12", ["expels"])
    assert words(other.recipient) == ["two editors"]


def test_days_keep_events_apart() -> None:
    text = "Kenya attacked Uganda on Monday. Kenya attacked Uganda on Tuesday."
    assert [event.date.earliest for event in read(text)] == ["2024-03-11", "2024-03-12"]


def test_did_so_tells_the_event_of_the_verb_before() -> None:
    france, britain = read("France condemned the raid on Saturday, and Britain did so on Sunday.")
    assert (britain.type, words(britain.actor), words(britain.recipient)) == ("ACCUSE", ["Britain"], ["the raid"])
    assert france.date.earliest != britain.date.earliest


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Police arrested and deported two activists.", "COERCE", ["Police"], ["two activists"]),
        ("Two editors jailed in Lisbon", "COERCE", [], ["Two editors"]),
        ("The militia claimed responsibility for the attack on Orlen.", "ASSAULT", ["The militia"], ["Orlen"]),
        ("Talks between Kenya and Uganda began on Monday.", "CONSULT", ["Kenya", "Uganda"], ["Uganda"]),
        ("Kenya is conducting military exercises near Orlen.", "MOBILIZE", ["Kenya"], []),
        ("Kenya held exercises with Uganda.", "COOPERATE", ["Kenya"], ["Uganda"]),
    ],
)
def test_sides_of_other_constructions(text: str, kind: str, actor: list[str], recipient: list[str]) -> None:
    event = one(text, kind)
    assert (words(event.actor), words(event.recipient)) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("The expulsion of two envoys by Norway followed a quarrel.", "SANCTION", "Norway", "two envoys"),
        ("A lawsuit by two hundred fishermen against the ministry opened on Monday.", "ACCUSE",
         "two hundred fishermen", "the ministry"),
        ("The withdrawal of Danish troops from the island was completed.", "RETREAT", "Danish troops", "the island"),
        ("The war between Norway and Chad ended without a treaty.", "ASSAULT", "Norway", "Chad"),
        ("After consultations with the miners, the minister left.", "CONSULT", "the minister", "the miners"),
        ("The union leader hit out at the minister.", "ACCUSE", "The union leader", "the minister"),
        ("Rebels fired dozens of rockets at the town of Orlen.", "ASSAULT", "Rebels", "the town of Orlen"),
        ("Students threw stones at the police.", "PROTEST", "Students", "the police"),
        ("Norway let foreign inspectors into the plant.", "RETREAT", "Norway", "foreign inspectors"),
        ("Norway ended its support for the rebels.", "SANCTION", "Norway", "the rebels"),
    ],
)  # fmt: skip
def test_sides_stand_where_the_words_of_the_entry_lead(text: str, kind: str, actor: str, recipient: str) -> None:
    event = one(text, kind)
    assert actor in words(event.actor)
    assert recipient in words(event.recipient)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway cancelled a contract with Chad.", "SANCTION"),
        ("The minister cancelled a visit to Chad.", "REJECT"),
        ("The rebels' shelling of the old town went on for six days.", "ASSAULT"),
    ],
)
def test_what_was_cancelled_or_went_on_happened(text: str, kind: str) -> None:
    assert one(text, kind).modality == "happened"
