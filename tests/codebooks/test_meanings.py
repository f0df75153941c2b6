"""What words mean: phrases of one act, acts that deny each other, things of one kind."""

import pytest

from onrecord.codebooks.book import Book
from onrecord.codebooks.book import book as shipped
from onrecord.codebooks.clauses import parse_pairs
from onrecord.codebooks.meanings import (
    act_of,
    acts_of,
    alike_things,
    entails,
    meanings,
    opposed,
    reading,
    undoes,
)
from onrecord.codebooks.meanings_read import Meanings, parse_meanings, parse_things
from onrecord.errors import UsageError

HEAD = 'source = "x"\nsupport = "carry out, hold"\nparticles = "off, down, over"\nprepositions = "on, of, in"\n'


def parse(*entries: str, head: str = HEAD) -> Meanings:
    return parse_meanings(Book("meanings.toml", head), [Book("meanings/war.toml", "[act]\n" + "\n".join(entries))], [])


@pytest.mark.parametrize(
    ("phrase", "objects", "act"),
    [
        ("step down", "", "resign"),
        ("hand in", "resignation", "resign"),
        ("hand in resignation", "", "resign"),
        ("leave", "office", "resign"),
        ("shut down", "", "close"),
        ("shut-down", "", "close"),
        ("closures", "", "close"),
        ("authorise", "budget", "approve"),
        ("pull out of", "troops", "withdraw"),
        ("call off", "strikes", "end strike"),
        ("call off", "party", "cancel"),
        ("fire", "minister", "dismiss"),
        ("be unsafe", "", "be dangerous"),
        ("pose", "risk", "be dangerous"),
    ],
)
def test_phrases_name_their_act(phrase: str, objects: str, act: str) -> None:
    assert act in acts_of(phrase, objects.split())


@pytest.mark.parametrize(
    ("phrase", "objects", "act"),
    [
        ("leave", "city", "resign"),
        ("call", "strike", "cancel"),
        ("fire", "", "fire"),
        ("take", "office", "take over"),
        ("be", "", "be safe"),
        ("", "", "close"),
    ],
)
def test_a_verb_alone_or_with_another_object_is_another_act(phrase: str, objects: str, act: str) -> None:
    assert act not in acts_of(phrase, objects.split())


def test_the_closest_phrase_counts() -> None:
    assert "resign" in acts_of("leave", ["office"])
    assert acts_of("leave", ["troops", "city"]) == {"withdraw"}
    assert acts_of("leave", ["city"]) == {"leave"}
    assert acts_of("leave", ["office", "=office"]) == {"resign"}
    assert acts_of("leave", ["office", "in=office"]) == {"keep on"}
    assert acts_of("hold", ["talk"]) == acts_of("hold talk") == acts_of("negotiate")


def test_a_verb_without_meaning_takes_that_of_its_object() -> None:
    assert acts_of("carry out", ["closure"]) == {"close"}
    assert acts_of("carry out closure") == {"close"}
    assert not acts_of("carry out", ["closure", "vaccination"]), "which of them is carried out is not known"


def test_what_denies_an_act_holds_both_ways_and_for_what_implies_it() -> None:
    assert opposed("accept", "reject")
    assert opposed("reject", "accept")
    assert opposed("halve", "raise")
    assert opposed("close", "be open")
    assert not opposed("close", "close")
    assert not opposed("no act", "close")


def test_what_takes_an_act_back_does_not_deny_it() -> None:
    assert undoes("reopen", "close")
    assert undoes("close", "reopen")
    assert not opposed("reopen", "close")
    assert not undoes("accept", "reject")


def test_an_act_entails_itself_and_what_it_cannot_be_without() -> None:
    assert entails("halve", "cut")
    assert entails("halve", "halve")
    assert not entails("cut", "halve")


def test_the_words_that_tell_the_act_are_not_what_it_is_done_to() -> None:
    assert reading("hand in", ["resignation", "minister"]).used == {"resignation"}
    assert reading("hand in resignation").used == {"resignation"}
    assert not reading("close", ["factory"]).used


def test_things_of_one_kind() -> None:
    assert alike_things("factory", "works")
    assert alike_things("soldiers", "troops")
    assert alike_things("hostage takers", "kidnappers")
    assert alike_things("bicycle", "bicycles")
    assert not alike_things("bank", "factory")


@pytest.mark.parametrize(
    ("entries", "line", "reason"),
    [
        (['close = { opposite = "open" }'], 2, "'open' is no act"),
        (["open = {}", 'close = { implies = "close" }'], 3, "'close' is itself"),
        (['close = { same = "shut, shuts" }'], 2, "'shuts' stands there twice"),
        (['close = { same = "close" }'], 2, "'close' stands there twice"),
        (['close = { shown = "shut, shut" }'], 2, "'shut' stands there twice"),
        (['close = { same = "shut", by = "saver" }'], 2, "by needs phrases in shown"),
        (['close = { same = "shut", always = "bolt" }'], 2, "'bolt' in always is none of its phrases"),
        (['close = { alike = "shut" }'], 2, "'alike' is none of same, some, with, shown, by, always, opposite, undoes"),
        (['close = { same = ["shut"] }'], 2, "same must be words divided by commas"),
        (['close = "shut"'], 2, "must be a table"),
        (['close = { same = "Shut" }'], 2, "'Shut' must be words in lower case"),
        (['a = { implies = "b" }', 'b = { implies = "a" }'], 3, "implies 'a', which implies it"),
        (["c = {}", 'b = { opposite = "c" }', 'a = { implies = "b, c" }'], 4, "implies what it contradicts"),
        (
            ['open = { same = "reopen" }', 'close = { same = "reopen", opposite = "open" }'],
            3,
            "stands under 'open' too",
        ),
    ],
)
def test_a_mistake_in_an_act_names_line_and_reason(entries: list[str], line: int, reason: str) -> None:
    with pytest.raises(UsageError) as why:
        parse(*entries)
    assert f"meanings/war.toml, line {line}: " in str(why.value)
    assert reason in str(why.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("thing = []", "is no key"),
        ("things = 3", "there is no list things"),
        ('things = ["ship"]', "must be words for one thing"),
        ('things = ["ship, boat, ships"]', "'ships' stands there twice"),
        ('things = ["Ship, boat"]', "must be in lower case"),
    ],
)
def test_a_mistake_in_a_thing_names_file_and_reason(text: str, reason: str) -> None:
    with pytest.raises(UsageError, match=r"things\.toml") as why:
        parse_things(Book("things.toml", text))
    assert reason in str(why.value)


def test_one_spelling_of_a_mistake_in_the_head() -> None:
    with pytest.raises(UsageError, match="'support'"):
        parse(head=HEAD.replace("carry out, hold", ""))
    with pytest.raises(UsageError, match="line 1: 'heavy'"):
        parse(head='heavy = "x"\n' + HEAD)


def test_no_phrase_is_lost_on_the_way() -> None:
    for act in meanings().acts.values():
        for phrase in act.phrases:
            found = [acts_of(phrase, [word]) for word in sorted(act.only) or [""]]
            assert any(act.name in names for names in found), f"{phrase} does not lead to {act.name}"


def test_nothing_both_denies_and_takes_back() -> None:
    """What follows may be true of one day; if that were a denial, every change would be a contradiction."""
    book = meanings()
    assert not [
        (name, book.opposed[name] & book.undone[name]) for name in book.acts if book.opposed[name] & book.undone[name]
    ]


@pytest.mark.parametrize(
    ("lemma", "act"),
    [
        ("airlift", "evacuate"),
        ("evacuation", "evacuate"),
        ("hold talk", "hold talk"),
        ("hold meeting", "hold talk"),
        ("increase", "raise"),
        ("authorise", "approve"),
        ("stage exercise", "exercise"),
        ("juggle", "juggle"),
    ],
)
def test_a_trigger_without_its_objects_names_one_act(lemma: str, act: str) -> None:
    assert act_of(lemma) == act


def test_acts_that_are_told_as_a_denial_are_acts() -> None:
    for pair in parse_pairs(shipped("opposites.toml"), "acts"):
        assert [act_of(act) for act in pair] == list(pair)


@pytest.mark.parametrize(
    ("phrase", "objects", "act"),
    [
        ("pay more", "passenger ticket", "raise price"),
        ("find door locked", "saver", "close"),
        ("lead away in handcuffs", "banker", "arrest"),
        ("take off shelf", "painkiller", "recall"),
    ],
)
def test_a_deed_is_told_by_what_is_seen_of_it(phrase: str, objects: str, act: str) -> None:
    assert act in acts_of(phrase, objects.split())


def test_what_is_seen_of_a_deed_is_told_of_those_whom_it_befalls() -> None:
    book = parse('fare = { same = "put up fare", shown = "pay more", by = "passenger, man" }')
    phrase = book.exact["pay", "more"][0]
    assert phrase.shown
    assert {"passenger", "somebody"} <= phrase.only
    assert "close" in reading("find door locked", ["saver"]).shown
    assert "close" not in reading("find door locked", ["minister"]).shown
    assert not reading("put up fare", ["minister"]).shown
    assert "close" in acts_of("lock", ["door"])


def test_some_verbs_tell_their_act_whatever_the_object() -> None:
    assert {"break off tie", "close"} <= acts_of("close", ["embassy", "=embassy"])
    assert reading("close", ["embassy", "=embassy"]).core == {"close"}
    assert not reading("close", ["factory", "=factory"]).core, "it is no other act as well"


def test_a_verb_of_staying_with_a_particle_alone_is_no_state() -> None:
    assert "stay in office" not in acts_of("be on ballot")


def test_words_of_one_phrase_are_governed_alike() -> None:
    objects = ["customer", "door", "front", "locked", "in=front", "of=door", "of=locked"]
    assert "close" in reading("stand", objects).shown
