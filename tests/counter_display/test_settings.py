"""Settings of a display that a technician gets wrong, and the example."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from counter_display.settings import CounterDisplaySettings
from runtime.settings import read
from tests.counter_display.scene import settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "counter.toml"


def test_the_example_can_be_read() -> None:
    assert read(EXAMPLE, CounterDisplaySettings).counter == "1"


def test_a_key_that_the_keypad_does_not_have_is_named() -> None:
    with pytest.raises(ValidationError, match='no key "nxt": there are next, recall'):
        settings(keys={"driver": "gpiozero", "pins": {"nxt": 5}})


def test_a_word_that_the_sign_cannot_show_is_refused() -> None:
    with pytest.raises(ValidationError, match="seven segments"):
        settings(paused="tạm dừng")


@pytest.mark.parametrize(
    ("keys", "missing"),
    [(["transfer"], "next"), (["next", "call", *"012345678"], "9")],
)
def test_keys_that_choose_need_the_keys_that_type_and_confirm(
    keys: list[str], missing: str
) -> None:
    with pytest.raises(ValidationError, match=f'need the key "{missing}"'):
        settings(keys={"driver": "simulated", "keys": keys})


def test_a_keypad_of_four_keys_hears_of_its_own_counter_alone() -> None:
    assert not settings().chooses
    assert settings(keys={"driver": "simulated", "keys": ["next", "transfer"]}).chooses
