"""What a visitor of the hall's page may do: a closed list, carried out as a hand would."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from hardware.printer_emulator import Condition
from simulation.centre import Centre
from simulation.child import Child
from simulation.crowd import BUSIEST, Crowd
from simulation.device import Device
from simulation.mosquitto import Mosquitto

T = TypeVar("T")


class NotHere(LookupError):  # noqa: N818 - a fact, and its text is the answer
    """There is no such thing in this hall. The text says what there is."""


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
    """Touch a level on a rating pad."""

    do: Literal["touch"]
    device: str
    value: str


class Paper(_Action):
    """Take the roll out of a printer, put one in, open its cover, or break it in another way."""

    do: Literal["paper"]
    device: str
    value: Condition


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


class LetIn(_Action):
    """Let so many visitors come an hour."""

    do: Literal["crowd"]
    value: Annotated[float, Field(ge=0, le=BUSIEST, allow_inf_nan=False)]


Action = Annotated[
    Press | Scan | Touch | Paper | PullCable | Switch | Run | LetIn, Field(discriminator="do")
]

_action: TypeAdapter[Action] = TypeAdapter(Action)


def read(body: bytes) -> Action:
    """Read an action; raises `pydantic.ValidationError`."""
    return _action.validate_json(body)


async def carry_out(action: Action, centre: Centre, crowd: Crowd) -> None:
    """Do it. Raises `NotHere`, and `ChildError` when a process does not start."""
    match action:
        case Press():
            _press(action, centre)
        case Scan():
            _known(action.device, centre.dispensers).scanner.read(action.value)
            if action.value in centre.codes:
                centre.codes.remove(action.value)
        case Touch():
            _touch(action, centre)
        case Paper():
            machine = _known(action.device, centre.dispensers)
            machine.printer.emulator.condition = action.value
        case PullCable():
            _pull(_known(action.device, centre.devices), pulled=action.value == "pulled")
        case Switch():
            _known(action.device, centre.devices).power(on=action.value == "on")
        case Run():
            processes: dict[str, Child | Mosquitto] = {
                "broker": centre.queue_service,
                "mosquitto": centre.mosquitto,
            }
            await _run(processes[action.device], action.value)
        case LetIn():
            crowd.come(action.value)


def _press(action: Press, centre: Centre) -> None:
    machine = _known(action.device, centre.keypads)
    _must_be_one_of(action.value, machine.key_names)
    machine.keys.press(action.value)


def _touch(action: Touch, centre: Centre) -> None:
    face = _known(action.device, centre.pads).face
    _must_be_one_of(action.value, [level for level, _ in face.view.levels] if face.view else [])
    face.touch(action.value)


def _pull(device: Device, *, pulled: bool) -> None:
    if pulled:
        device.cable.pull()
    else:
        device.cable.plug()


async def _run(process: Child | Mosquitto, how: Literal["start", "stop", "kill"]) -> None:
    match how:
        case "start":
            await process.start()
        case "stop":
            await process.stop()
        case "kill":
            await process.kill()


def _known(name: str, things: Mapping[str, T]) -> T:
    _must_be_one_of(name, things)
    return things[name]


def _must_be_one_of(name: str, names: Mapping[str, T] | list[str] | tuple[str, ...]) -> None:
    if name not in names:
        raise NotHere(f'there is no "{name}" here: there are {", ".join(names) or "none"}')
