"""Questions that are made from names have the name that they were made from as an answer."""

from collections import Counter
from random import Random

import pytest

from benchmarks.kiosk_queries import as_telex, multiplied, phrases, queries
from faces.folding import fold, words
from faces.telex import compose
from kiosk.index import Entry

NAME = "Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất"


def test_each_question_is_answered_by_its_name_and_not_by_another() -> None:
    for kind, some in queries([NAME], 1, Random(1)):
        assert some, kind
        assert all(query.right(NAME) and not query.right("Cấp đổi biển số") for query in some)


def test_a_slip_changes_one_word_and_leaves_the_others() -> None:
    (slipped,) = dict(queries([NAME], 1, Random(2)))["one slip in 9 words"]
    pairs = zip(slipped.typed.split(), words(NAME)[:9], strict=True)
    assert sum(one != two for one, two in pairs) == 1


@pytest.mark.parametrize("word", ["được", "quyền", "gắn", "sở", "hữu", "ủy", "thuở"])
def test_the_keys_of_a_word_give_the_word(word: str) -> None:
    assert compose(as_telex(word)) == word


def test_copies_are_as_many_as_wanted_and_have_codes_of_their_own() -> None:
    many = multiplied([Entry("1.1", NAME), Entry("1.2", "Khai sinh")], 50, Random(3))
    assert len({entry.code for entry in many}) == 50
    assert len({entry.name for entry in many}) > 20


def test_hundreds_of_phrases_are_written_down_once_each_and_some_are_held_out() -> None:
    said = [fold(phrase.said) for phrase in phrases() if phrase.codes]
    assert len(said) == len(set(said)) >= 300
    parts = Counter(phrase.part for phrase in phrases())
    assert set(parts) == {"tuned on", "held out"}
    assert parts["held out"] >= 120
