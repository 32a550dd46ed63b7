"""Settings of a pad that a technician gets wrong, and the example."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from contract.messages import Level
from rating_pad.settings import PadSettings
from runtime.settings import read
from tests.rating_pad.scene import settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "pad.toml"


def test_the_example_can_be_read() -> None:
    assert read(EXAMPLE, PadSettings).levels == tuple(Level)[:4]


def test_a_level_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValidationError, match="twice"):
        settings(levels=["satisfied", "satisfied"])


def test_a_reason_without_words_is_refused() -> None:
    with pytest.raises(ValidationError, match="parking"):
        settings(reasons=["waiting", "parking"])


def test_a_pad_that_never_asks_before_it_wipes_is_refused() -> None:
    with pytest.raises(ValidationError, match="ask_s"):
        settings(idle_s=5, ask_s=5)
