"""Settings that contradict themselves are refused with what to do."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.ticket_dispenser.hall import settings

LAND = {"key": "land", "service": "dat-dai"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"face": None, "buttons": []}, "there is nothing to press"),
        ({"touch": {"idle_s": 5, "ask_s": 5}}, "`touch.ask_s` must be less than `touch.idle_s`"),
        ({"slip": None}, "what is on a slip?"),
        ({"buttons": [LAND, LAND]}, 'two buttons have the key "land"'),
        ({"buttons": [LAND | {"key": "lnad"}]}, '`keys` has no key "lnad"'),
        ({"help_lamp": "hlep"}, '`keys` has no lamp "hlep", which `help_lamp` names'),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said.replace("?", r"\?")):
        settings(**changes)
