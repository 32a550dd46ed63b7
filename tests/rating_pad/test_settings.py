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
    assert read(EXAMPLE, PadSettings).levels == tuple(Level)


def test_a_level_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValidationError, match="twice"):
        settings(levels=["satisfied", "satisfied"])
