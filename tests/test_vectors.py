"""Word vectors: nearness of phrases, how rare a word is, and what is unknown."""

import pytest

from onrecord.settings import default_settings
from onrecord.vectors import WordVectors, word_vectors


def test_phrases_of_one_meaning_are_nearer_than_others() -> None:
    vectors = word_vectors(default_settings().models)
    near = vectors.similarity(["shut", "plant"], ["closure", "factory"])
    far = vectors.similarity(["shut", "plant"], ["sign", "treaty"])
    assert near > far + 0.1


def test_a_weight_of_nothing_leaves_a_word_out() -> None:
    vectors = word_vectors(default_settings().models)
    assert vectors.similarity(["factory", "banana"], ["factory"], {"banana": 0.0}) == pytest.approx(1.0, abs=1e-5)


def test_unknown_words_and_no_table_are_no_likeness() -> None:
    vectors = word_vectors(default_settings().models)
    assert vectors.of("qzxvyjk") is None
    assert vectors.similarity(["qzxvyjk"], ["factory"]) == 0.0
    assert vectors.mean([]) is None
    assert word_vectors(("no_such_parser",)).similarity(["factory"], ["factory"]) == 0.0
    assert WordVectors().of("factory") is None


def test_rare_words_are_told_from_common_ones() -> None:
    vectors = word_vectors(default_settings().models)
    ranked = [vectors.rarity(word) for word in ("the", "government", "border", "arbitration", "qzxvyjk")]
    assert ranked == sorted(ranked)
    assert ranked[0] == 0.0 and ranked[-1] == 1.0
    assert WordVectors().rarity("the") == WordVectors().rarity("arbitration")
