"""The component in somebody's own spaCy pipeline."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from onrecord.annotate import annotate
from onrecord.errors import UsageError
from onrecord.records import Article, Records, Statement
from onrecord.settings import default_settings
from onrecord.spacy_component import DocStatement, StatementFinder, statements_of

TEXT = (
    "Port Amarel closed after the storm\n\n"
    "Minister Ilsa Doren told reporters on Monday that the port was closed. “We have no choice,” she said, “and the "
    "ships must wait.”\n\n"
    "Norwire reported that the harbour master had denied it.\nAccording to Veldania, talks will begin soon. 😀\n"
)


@pytest.fixture(scope="module")
def nlp() -> Iterator[Language]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        loaded = spacy.load(default_settings().models[0])
    loaded.add_pipe("onrecord_statements")
    yield loaded


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def told(doc: Doc) -> list[tuple[Any, ...]]:
    return [
        (item.id, item.speaker_name, item.act, [span.text for span in item.content], [span.text for span in item.cue])
        for item in doc._.statements
    ]


def test_statements_are_spans_of_the_document(doc: Doc) -> None:
    first = doc._.statements[0]
    assert isinstance(first, DocStatement)
    assert [span.text for span in first.content] == ["that the port was closed"]
    assert [span.text for span in first.cue] == ["told"]
    assert [span.text for span in first.speaker] == ["Minister Ilsa Doren"]
    assert (first.speaker_name, first.speaker_basis, first.act) == ("Ilsa Doren", "named", "say")
    assert (first.manner, first.addressee) == ("indirect", "reporters")
    for item in doc._.statements:
        for span in (*item.content, *item.cue, *item.speaker):
            assert span.doc is doc


def test_an_interrupted_quotation_is_one_statement(doc: Doc) -> None:
    quoted = next(item for item in doc._.statements if item.manner == "direct")
    assert [span.text for span in quoted.content] == ["“We have no choice,”", "“and the ships must wait.”"]


def test_the_span_group_holds_the_same_words(doc: Doc) -> None:
    group = doc.spans["statements"]
    parts = [(item.act, item.id, span.text) for item in doc._.statements for span in item.content]
    assert [(span.label_, span.id_, span.text) for span in group] == parts


def test_a_statement_in_a_statement_names_the_outer_one(doc: Doc) -> None:
    inner = next(item for item in doc._.statements if item.act == "deny")
    outer = next(item for item in doc._.statements if item.id == inner.nested_in)
    assert [span.text for span in outer.speaker] == ["Norwire"]


def test_it_finds_what_the_program_finds(doc: Doc) -> None:
    page = Records([Article("a_1", "", "", TEXT, (), language="en", as_is=True)])
    annotate(page, default_settings())
    own = [[(span.start, span.end) for span in item.content] for item in page.all(Statement)]
    assert [[(span.start_char, span.end_char) for span in item.content] for item in doc._.statements] == own


def test_no_statement_crosses_a_paragraph(doc: Doc) -> None:
    assert all("\n\n" not in span.text for item in doc._.statements for span in (*item.content, *item.speaker))


def test_the_pipeline_s_analysis_finds_no_problem(nlp: Language) -> None:
    found = nlp.analyze_pipes()
    assert found is not None
    assert not any(found["problems"].values())
    assert found["summary"]["onrecord_statements"]["assigns"] == ["doc._.statements", "doc.spans"]


def test_a_pipeline_is_saved_and_loaded(tmp_path: Path) -> None:
    small = spacy.blank("en")
    small.add_pipe("onrecord_statements", config={"spans_key": "said"})
    small.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    finder = again.get_pipe("onrecord_statements")
    assert isinstance(finder, StatementFinder)
    assert finder.spans_key == "said"
    assert again.from_disk(tmp_path / "pipeline").pipe_names == ["onrecord_statements"]


def test_several_processes_find_the_same(nlp: Language) -> None:
    texts = [TEXT, "", "Veldania said no.\n" * 2, TEXT.upper()]
    one = [told(item) for item in nlp.pipe(texts)]
    two = [told(item) for item in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert one == two
    assert one[0]
    assert one[1] == []


def test_documents_keep_their_statements(nlp: Language, doc: Doc) -> None:
    (back,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert told(back) == told(doc)
    assert told(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == told(doc)
    assert [span.id_ for span in back.spans["statements"]] == [span.id_ for span in doc.spans["statements"]]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\n\nYes", "A\n\nB\n\nC", "He said\n\nhe said\nhe", "\u2028said\u2028 he"]
)
def test_odd_texts_do_no_harm(nlp: Language, text: str) -> None:
    assert isinstance(nlp(text)._.statements, list)


def test_the_document_is_not_changed_otherwise(nlp: Language, doc: Doc) -> None:
    with nlp.select_pipes(disable=["onrecord_statements"]):
        plain = nlp(TEXT)
    assert [(t.text, t.head.i, t.dep_, t.ent_type_) for t in plain] == [
        (t.text, t.head.i, t.dep_, t.ent_type_) for t in doc
    ]


def test_what_is_missing_is_said(nlp: Language) -> None:
    finder = StatementFinder()
    with pytest.raises(UsageError, match="needs DEP annotation"):
        finder(nlp.make_doc("Ilsa Doren said no."))
    with pytest.raises(UsageError, match="reads English, and this pipeline is for 'de'"):
        spacy.blank("de").add_pipe("onrecord_statements")


def test_another_key_for_the_spans(nlp: Language) -> None:
    with nlp.select_pipes(disable=["onrecord_statements"]):
        doc = nlp(TEXT)
    assert set(StatementFinder(spans_key="said")(doc).spans) == {"said"}


def test_an_extension_of_somebody_else_is_not_replaced() -> None:
    Doc.set_extension("statements", default=None, force=True)
    try:
        with pytest.raises(UsageError, match="another component"):
            StatementFinder()
    finally:
        Doc.set_extension("statements", getter=statements_of, force=True)
