"""What a visitor of the hall's page may do: a closed list."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from contract.messages import MOST_STEPS, Code, Intent, Label, Name
from hardware.printer_emulator import Condition
from simulation.crowd import BUSIEST


class _Action(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Press(_Action):
    """Press a key of a dispenser or a keypad."""

    do: Literal["press"]
    device: str
    value: str


class Scan(_Action):
    """Hold the code of an appointment under a dispenser's scanner."""

    do: Literal["scan"]
    device: str
    value: Annotated[str, Field(min_length=1, max_length=64)]


class Touch(_Action):
    """Touch what is seen on a rating pad or a touch screen, by its name there."""

    do: Literal["touch"]
    device: str
    value: Annotated[str, Field(max_length=80)]


class Paper(_Action):
    """Take the roll out of a printer, put one in, open its cover, or break it in another way."""

    do: Literal["paper"]
    device: str
    value: Condition


class Stick(_Action):
    """Let something lie on a button, or take it away; `value` is the button, "" is none."""

    do: Literal["stick"]
    device: str
    value: str


class SetClock(_Action):
    """Let a dispenser lose its clock, or find it again."""

    do: Literal["clock"]
    device: str
    value: Literal["lost", "right"]


class PullVoice(_Action):
    """Pull a dispenser's sound card, or plug it in."""

    do: Literal["voice"]
    device: str
    value: Literal["unplugged", "plugged"]


class PullCable(_Action):
    """Pull a device's network cable, or plug it in."""

    do: Literal["cable"]
    device: str
    value: Literal["pulled", "plugged"]


class Switch(_Action):
    """Switch a device's power."""

    do: Literal["power"]
    device: str
    value: Literal["on", "off"]


class Run(_Action):
    """Start, stop or kill a process of the centre's server."""

    do: Literal["run"]
    device: Literal["broker", "mosquitto"]
    value: Literal["start", "stop", "kill"]


class Give(_Action):
    """At the reception: take a number for somebody, and have its slip printed at a dispenser."""

    do: Literal["give"]
    service: Name
    intent: Intent
    class_id: Name | None = None
    then: Annotated[tuple[Name, ...], Field(max_length=MOST_STEPS)] = ()
    slip: str


class CheckIn(_Action):
    """At the reception: take the number of an appointment."""

    do: Literal["check_in"]
    value: Code
    slip: str


class Decide(_Action):
    """At the reception: confirm the class that a number claims, or refuse it."""

    do: Literal["decide"]
    label: Label
    value: Literal["confirm", "refuse"]


class Report(_Action):
    """At the reception: the holder of a number is back."""

    do: Literal["report"]
    value: Label


class LetIn(_Action):
    """Let so many visitors come an hour."""

    do: Literal["crowd"]
    value: Annotated[float, Field(ge=0, le=BUSIEST, allow_inf_nan=False)]


AtMachine = Press | Scan | Touch
"""What a citizen or an officer does."""

Fault = Paper | Stick | SetClock | PullVoice | PullCable | Switch
"""What goes wrong with a device, and is mended."""

AtDesk = Give | CheckIn | Decide | Report
"""What the receptionist does."""

Action = Annotated[AtMachine | Fault | AtDesk | Run | LetIn, Field(discriminator="do")]

_action: TypeAdapter[Action] = TypeAdapter(Action)


def read(body: bytes) -> Action:
    """Read an action; raises `pydantic.ValidationError`."""
    return _action.validate_json(body)
