"""The catalogues say the same things in every language."""

import unicodedata
from string import Formatter

import pytest

from contract.messages import Intent, Level, Reason
from faces.texts import LANGUAGES, TextError, Texts, load

CATALOGUES = [load(language) for language in LANGUAGES]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_language_has_the_same_keys() -> None:
    first, *others = (catalogue.keys for catalogue in CATALOGUES)
    assert all(keys == first for keys in others)


@pytest.mark.parametrize("key", sorted(CATALOGUES[0].keys))
def test_every_language_asks_for_the_same_values(key: str) -> None:
    forms = [form for catalogue in CATALOGUES for form in catalogue.forms(key).values()]
    first, *others = (_placeholders(form) for form in forms)
    assert all(names == first for names in others)


@pytest.mark.parametrize("texts", CATALOGUES, ids=LANGUAGES)
def test_texts_are_composed_and_tidy(texts: Texts) -> None:
    for key in texts.keys:
        for category, form in texts.forms(key).items():
            assert category in {"one", "other"}, key
            assert unicodedata.is_normalized("NFC", form), key
            assert form == form.strip(), key
            assert form, key


@pytest.mark.parametrize("texts", CATALOGUES, ids=LANGUAGES)
def test_whatever_the_contract_names_has_words(texts: Texts) -> None:
    refusals = {key for key in texts.keys if key.startswith("refusal.")}
    intents = {key for key in texts.keys if key.startswith("intent.")}
    assert refusals == {f"refusal.{reason}" for reason in Reason}
    assert intents == {f"intent.{intent}" for intent in Intent}
    assert {f"pad.{level}" for level in Level} <= texts.keys


@pytest.mark.parametrize("texts", CATALOGUES, ids=LANGUAGES)
def test_a_refusal_needs_no_values(texts: Texts) -> None:
    for reason in Reason:
        assert texts.say(f"refusal.{reason}").endswith(".")


def test_a_text_is_said_with_its_values() -> None:
    said = load("vi").say("dispenser.paper_out_number", label="A 012")
    assert said == "Máy in hết giấy. Số của ông/bà là A 012, xin nhớ số này."


@pytest.mark.parametrize(("n", "said"), [(0, "0 people"), (1, "1 person"), (2, "2 people")])
def test_english_has_a_singular(n: int, said: str) -> None:
    assert load("en").say("slip.people", n=n) == said


def test_an_unknown_text_is_an_error_that_names_it() -> None:
    with pytest.raises(TextError, match=r"'slip\.nonsense' in en\.toml"):
        load("en").say("slip.nonsense")


def test_a_missing_value_is_an_error_that_names_it() -> None:
    with pytest.raises(TextError, match=r"'slip\.hotline' in vi\.toml needs 'hotline'"):
        load("vi").say("slip.hotline")


def test_an_entry_that_is_no_text_is_an_error_that_names_it() -> None:
    with pytest.raises(TextError, match=r"'slip\.copies' is 2"):
        Texts("en", {"slip": {"copies": 2}})
