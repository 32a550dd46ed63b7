"""How bright lamps are, at times that the test chooses."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.lamp import BREATH_S, FAINTEST, Lamp, brightness, duty, moves

times = st.floats(0, 1e6)
MOST_FLASHES_PER_S = 3


def over(lamp: Lamp, seconds: float, begin: float = 0.0) -> list[float]:
    """Its brightness at every millisecond."""
    return [brightness(lamp, begin + ms / 1000) for ms in range(round(seconds * 1000))]


@given(st.sampled_from(Lamp), times)
def test_brightness_and_duty_are_shares(lamp: Lamp, at: float) -> None:
    assert 0 <= duty(brightness(lamp, at)) <= brightness(lamp, at) <= 1


@given(times)
def test_what_does_not_move_is_always_the_same(at: float) -> None:
    assert brightness(Lamp.DARK, at) == 0
    assert brightness(Lamp.STEADY, at) == 1
    assert [lamp for lamp in Lamp if moves(lamp)] == [Lamp.BREATHING, Lamp.BLINKING]


@given(times)
def test_a_breathing_lamp_never_goes_dark_and_repeats_its_breath(at: float) -> None:
    bright = brightness(Lamp.BREATHING, at)
    assert bright >= FAINTEST
    assert duty(bright) >= 0.01  # pins count in percent
    assert brightness(Lamp.BREATHING, at + BREATH_S) == pytest.approx(bright, abs=1e-6)


def test_a_breath_is_full_faint_and_soft() -> None:
    breath = over(Lamp.BREATHING, BREATH_S)
    assert breath[0] == 1
    assert min(breath) == pytest.approx(FAINTEST)
    assert max(abs(later - earlier) for earlier, later in pairwise(breath)) < 0.001


@given(st.floats(0, 1000))
def test_a_blink_begins_lit_is_half_dark_and_flashes_less_than_three_times_a_second(
    begin: float,
) -> None:
    second = over(Lamp.BLINKING, 1.0, begin)
    assert set(second) == {0, 1}
    assert sum(second) == pytest.approx(500, abs=2)
    flashes = sum(later > earlier for earlier, later in pairwise(second))
    assert 1 <= flashes <= MOST_FLASHES_PER_S
    assert brightness(Lamp.BLINKING, 0.0) == 1
