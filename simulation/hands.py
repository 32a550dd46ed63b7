"""The hands of whoever visits the hall's page: actions carried out as people would."""

import asyncio
from collections.abc import Mapping
from typing import Literal, TypeVar

from hardware.printer_emulator import Condition
from simulation import actions as a
from simulation import glass
from simulation.centre import Centre
from simulation.child import Child
from simulation.crowd import Crowd
from simulation.device import Device
from simulation.machines import Dispenser, Kiosk
from simulation.mosquitto import Mosquitto

T = TypeVar("T")


class NotHere(LookupError):  # noqa: N818 - a fact, and its text is the answer
    """There is no such thing in this hall. The text says what there is."""


async def carry_out(action: a.Action, centre: Centre, crowd: Crowd) -> None:
    """Do it. Raises `NotHere`, and `ChildError` when a process does not start."""
    match action:
        case a.Press() | a.Scan() | a.Touch():
            _at_machine(action, centre)
        case a.Give() | a.CheckIn() | a.Decide() | a.Report():
            await _at_desk(action, centre)
        case a.Run():
            processes: dict[str, Child | Mosquitto] = {
                "broker": centre.queue_service,
                "mosquitto": centre.mosquitto,
            }
            await _run(processes[action.device], action.value)
        case a.LetIn():
            crowd.come(action.value)
        case a.Paper(value=Condition.OK):
            await _mend_printer(_known(action.device, centre.printing))
        case _:
            _break(action, centre)


async def _mend_printer(machine: Dispenser | Kiosk) -> None:
    """Mend it; a roll that nears its end is changed, and for that its cover has to be opened.

    The cover is open for so long that a driver that looks now and then has seen it.
    """
    printer = machine.printer.emulator
    if printer.condition is Condition.NEAR_END:
        printer.condition = Condition.COVER_OPEN
        await asyncio.sleep(2 * machine.settings.printer_check_s)
        if printer.condition is not Condition.COVER_OPEN:
            return
    printer.condition = Condition.OK


def _at_machine(action: a.AtMachine, centre: Centre) -> None:
    match action:
        case a.Press():
            machine = _known(action.device, centre.keypads)
            _must_be_one_of(action.value, machine.key_names)
            machine.keys.press(action.value)
        case a.Scan():
            _scan(_known(action.device, centre.printing), action.value)
            _use(action.value, centre)
        case a.Touch():
            _touch(action, centre)


def _break(action: a.Fault, centre: Centre) -> None:
    match action:
        case a.PullCable():
            _pull(_known(action.device, centre.devices), pulled=action.value == "pulled")
        case a.Switch():
            _known(action.device, centre.devices).power(on=action.value == "on")
        case _:
            _break_part(action, centre)


def _scan(machine: Dispenser | Kiosk, code: str) -> None:
    """Hold a code under a scanner; a kiosk's is a keyboard to its screen."""
    match machine:
        case Dispenser():
            machine.scanner.read(code)
        case Kiosk():
            machine.face.touch(f"scan:{code}")


def _break_part(action: a.Paper | a.Stick | a.SetClock | a.PullVoice, centre: Centre) -> None:
    match action:
        case a.Paper():
            _known(action.device, centre.printing).printer.emulator.condition = action.value
        case a.Stick():
            machine = _known(action.device, centre.dispensers)
            machine.free()
            if action.value:
                _must_be_one_of(action.value, machine.key_names)
                machine.stick(action.value)
        case a.SetClock():
            _known(action.device, centre.printing)
            centre.devices[action.device].clock.lost = action.value == "lost"
        case a.PullVoice():
            voice = _known(action.device, centre.printing).voice
            (voice.plug if action.value == "plugged" else voice.unplug)()


async def _at_desk(action: a.AtDesk, centre: Centre) -> None:
    desk = centre.desk
    match action:
        case a.Give():
            _known(action.slip, centre.dispensers)
            await desk.give(
                action.service, action.intent, action.class_id, action.then, action.slip
            )
        case a.CheckIn():
            _known(action.slip, centre.dispensers)
            _use(action.value, centre)
            await desk.check_in(action.value, action.slip)
        case a.Decide():
            queues = centre.eye.queues.values()
            claims = {one.label: one for queue in queues for one in queue.claims}
            await desk.decide(_known(action.label, claims), confirmed=action.value == "confirm")
        case a.Report():
            await desk.report(action.value)


def _use(code: str, centre: Centre) -> None:
    """Offer a code no more once it was shown."""
    if code in centre.codes:
        centre.codes.remove(code)


def _touch(action: a.Touch, centre: Centre) -> None:
    machine = _known(action.device, centre.touched)
    if not glass.takes(machine, action.value):
        _must_be_one_of(action.value, glass.touchable(machine))
    machine.face.touch(action.value)


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
