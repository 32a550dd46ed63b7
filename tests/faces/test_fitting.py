"""Texts find room: in fewer letters at the very last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faces.widgets.fitting import ELLIPSIS, Fitted, fit


def _measure(text: str) -> float:
    """Every letter is half as wide as the type is high."""
    return len(text) * 0.5


def _fit(text: str, width: float, height: float, size: float = 20, least: float = 10) -> Fitted:
    return fit(text, size, least, width, height, line_height=1.5, measure=_measure)


def test_a_short_text_keeps_its_size() -> None:
    assert _fit("Đất đai", 200, 30) == Fitted(("Đất đai",), 20)


def test_a_longer_text_goes_on_in_the_next_line() -> None:
    assert _fit("một hai ba", 80, 60) == Fitted(("một hai", "ba"), 20)


def test_a_text_gets_smaller_before_it_is_cut() -> None:
    found = _fit("một hai ba", 80, 30)
    assert found.lines == ("một hai ba",)
    assert 10 < found.size < 20


def test_a_text_that_is_too_long_ends_in_an_ellipsis() -> None:
    found = _fit("một hai ba bốn năm sáu bảy, tám chín mười", 80, 30)
    assert found == Fitted(("một hai ba bốn", f"năm sáu bảy, tá{ELLIPSIS}"), 10)


def test_a_word_that_is_wider_than_its_place_is_broken() -> None:
    found = _fit("A" * 30, 80, 60)
    assert "".join(found.lines) == "A" * 30
    assert len(found.lines) == 2


def test_a_no_break_space_holds_words_together() -> None:
    assert _fit("là A\N{NO-BREAK SPACE}012", 60, 60).lines == ("là", "A\N{NO-BREAK SPACE}012")


def test_letters_are_composed() -> None:
    assert _fit("E\u0302\u0301", 100, 30).lines == ("Ế",)


def test_nothing_is_no_line() -> None:
    assert _fit("", 100, 30).lines == ()


@given(
    st.text(alphabet="ab ếỗ", max_size=1100),
    st.floats(20, 500),
    st.floats(1, 300),
    st.sampled_from([(34, 18), (18, 18), (20, 22)]),
)
def test_every_text_fits_its_place(
    text: str, width: float, height: float, sizes: tuple[int, int]
) -> None:
    found = _fit(text, width, height, *sizes)
    assert found.size <= sizes[0]
    assert len(found.lines) * found.size * 1.5 <= max(height * 1.02, found.size * 1.5)
    for line in found.lines:
        assert _measure(line) * found.size <= width or len(line) <= 2


@pytest.mark.parametrize("letters", [1, 50, 1094])
def test_what_was_not_cut_is_complete(letters: int) -> None:
    text = ("tên dài " * 200)[:letters].strip()
    found = _fit(text, 300, 60)
    whole = " ".join(found.lines)
    assert whole == text or (whole.endswith(ELLIPSIS) and text.startswith(whole[:-1]))


def test_a_word_without_an_end_is_measured_from_its_front() -> None:
    measured: list[int] = []

    def measure(text: str) -> float:
        measured.append(len(text))
        return _measure(text)

    found = fit("." * 10_000, 20, 20, 100, 1e6, line_height=1.5, measure=measure)
    assert set(found.lines) == {"." * 10}
    assert sum(measured) < 50 * 10_000
