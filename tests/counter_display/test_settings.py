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
