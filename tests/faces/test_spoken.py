"""Labels as a voice speaks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faces.spoken import spelled
from faces.texts import LANGUAGES, Language, load

LABELS = st.from_regex(r"[A-Z]{0,3}[0-9]{1,5}[A-Z]?", fullmatch=True)


@pytest.mark.parametrize(
    ("label", "vietnamese", "english"),
    [
        ("A012", "A không một hai", "A, zero one two"),
        ("A 012", "A không một hai", "A, zero one two"),
        ("1001", "một không không một", "one zero zero one"),
        ("B3456", "B ba bốn năm sáu", "B, three four five six"),
        ("789", "bảy tám chín", "seven eight nine"),
        ("AB7", "A B bảy", "A, B, seven"),
        ("3A", "ba A", "three A"),
        ("1201", "một hai không một", "one two zero one"),
        ("vip-2", "V I P hai", "V, I, P, two"),
        ("", "", ""),
    ],
)
def test_a_label_is_spelled_sign_by_sign(label: str, vietnamese: str, english: str) -> None:
    assert spelled(label, load("vi")) == vietnamese
    assert spelled(label, load("en")) == english


@pytest.mark.parametrize("language", LANGUAGES)
@given(label=LABELS)
def test_every_sign_is_one_word_and_no_figure_is_left(language: Language, label: str) -> None:
    said = spelled(label, load(language))
    assert len(said.split()) == len(label)
    assert not any(sign.isdigit() for sign in said)


@given(LABELS, LABELS)
def test_different_labels_sound_different(one: str, other: str) -> None:
    texts = load("vi")
    assert (spelled(one, texts) == spelled(other, texts)) == (one == other)
