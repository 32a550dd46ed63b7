"""A closed list of actions: everything else is refused before anything happens."""

import json

import pytest
from pydantic import ValidationError

from faces.texts import LANGUAGES, Language, load
from hardware.printer_emulator import Condition
from simulation import actions


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            {"do": "press", "device": "counter-1", "value": "next"},
            actions.Press(do="press", device="counter-1", value="next"),
        ),
        (
            {"do": "cable", "device": "pad-1", "value": "pulled"},
            actions.PullCable(do="cable", device="pad-1", value="pulled"),
        ),
        (
            {"do": "scan", "device": "dispenser-1", "value": "HEN-01"},
            actions.Scan(do="scan", device="dispenser-1", value="HEN-01"),
        ),
        (
            {"do": "stick", "device": "dispenser-1", "value": "dat-dai"},
            actions.Stick(do="stick", device="dispenser-1", value="dat-dai"),
        ),
        (
            {"do": "decide", "label": "A012", "value": "refuse"},
            actions.Decide(do="decide", label="A012", value="refuse"),
        ),
        ({"do": "crowd", "value": 600}, actions.LetIn(do="crowd", value=600)),
    ],
)
def test_an_action_is_read(said: dict[str, object], meant: actions.Action) -> None:
    assert actions.read(json.dumps(said).encode()) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        '{"do": "explode"}',
        '{"do": "press", "device": "counter-1"}',
        '{"do": "press", "device": "counter-1", "value": "next", "twice": true}',
        '{"do": "scan", "device": "dispenser-1", "value": ""}',
        '{"do": "cable", "device": "pad-1", "value": "cut"}',
        '{"do": "paper", "device": "dispenser-1", "value": "on fire"}',
        '{"do": "clock", "device": "dispenser-1", "value": "fast"}',
        '{"do": "decide", "label": "A012", "value": "perhaps"}',
        '{"do": "give", "service": "dat-dai", "intent": "explode", "slip": "dispenser-1"}',
        '{"do": "run", "device": "sshd", "value": "stop"}',
        '{"do": "crowd", "value": -1}',
        '{"do": "crowd", "value": 1e9}',
        '{"do": "crowd", "value": NaN}',
    ],
)
def test_anything_else_is_refused(said: str) -> None:
    with pytest.raises(ValidationError):
        actions.read(said.encode())


@pytest.mark.parametrize("condition", Condition)
def test_whatever_can_be_the_matter_with_a_printer_can_be_asked_for(condition: Condition) -> None:
    said = json.dumps({"do": "paper", "device": "dispenser-1", "value": condition})
    meant = actions.Paper(do="paper", device="dispenser-1", value=condition)
    assert actions.read(said.encode()) == meant


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_can_be_the_matter_with_a_printer_has_words(language: Language) -> None:
    named = {key for key in load(language).keys if key.startswith("hall.condition.")}
    assert named == {f"hall.condition.{condition}" for condition in Condition}
