"""A scanner that types: what is a code, and what is not."""

from hypothesis import given
from hypothesis import strategies as st

from faces.wedge import LONGEST, Wedge

FAST, SLOW = 0.01, 0.2


def _type(wedge: Wedge, text: str, at: float = 0.0, every: float = FAST) -> list[str]:
    read = [wedge.feed(letter, at + every * step) for step, letter in enumerate(text)]
    return [code for code in read if code]


def test_enter_or_tab_ends_a_code() -> None:
    for end in "\r\n\t":
        assert _type(Wedge(), f"LH-2026-0417{end}") == ["LH-2026-0417"]


def test_two_codes_are_two() -> None:
    assert _type(Wedge(), "first\rsecond\r") == ["first", "second"]


def test_a_scanner_that_ends_with_both_reads_once() -> None:
    assert _type(Wedge(), "first\r\nsecond\r\n") == ["first", "second"]


def test_a_code_that_was_torn_does_not_lead_the_next_one() -> None:
    wedge = Wedge()
    _type(wedge, "torn")
    assert _type(wedge, "whole\r", at=5.0) == ["whole"]


def test_what_a_hand_types_is_no_code() -> None:
    assert _type(Wedge(), "hello\r", every=SLOW) == []


def test_enter_alone_is_no_code() -> None:
    assert _type(Wedge(), "\r") == []


def test_a_code_is_being_read_until_the_scanner_pauses() -> None:
    wedge = Wedge()
    assert not wedge.reading(0)
    _type(wedge, "LH")
    assert wedge.reading(0.05)
    assert not wedge.reading(0.5)


def test_letters_that_cannot_be_printed_are_dropped() -> None:
    assert _type(Wedge(), "\x02LH\x1d-01\x03\r") == ["LH-01"]


def test_an_identity_card_is_no_code_and_does_not_lead_the_next_one() -> None:
    card = "001099012345|123456789|Nguyễn Văn An|01011990|Nam|Số 1, phố Huế, Hà Nội|01012021"
    assert _type(Wedge(), f"{card}\rLH-01\r") == ["LH-01"]


@given(st.text(max_size=200))
def test_whatever_is_typed_a_code_is_short_and_printable(text: str) -> None:
    for code in _type(Wedge(), text + "\r"):
        assert 3 <= len(code) <= LONGEST
        assert code.isprintable()
