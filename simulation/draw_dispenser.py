"""Draws the machines of the hall that print, and the reception that looks after them."""

from collections.abc import Iterator
from zlib import crc32

from simulation.centre import Centre
from simulation.machines import Dispenser, Kiosk, Touched
from simulation.picture import (
    CallForHelp,
    ClaimPicture,
    DeskPicture,
    DevicePicture,
    DispenserPicture,
    KeyPicture,
    KioskPicture,
    OfferPicture,
)
from simulation.settings import HELP_LAMP

Faults = tuple[tuple[str, str], ...]


def device(centre: Centre, name: str) -> DevicePicture:
    """What is true of any device."""
    device, known = centre.devices[name], centre.eye.devices.get(name)
    return DevicePicture(
        name=name,
        power="on" if device.powered else "off",
        cable="plugged" if device.cable.plugged else "pulled",
        online=centre.eye.is_online(name),
        says=known.says if known else "",
    )


def dispenser(centre: Centre, name: str, machine: Dispenser) -> DispenserPicture:
    """A dispenser, as it is seen from the front."""
    view, known = machine.face.view, centre.eye.devices.get(name)
    return DispenserPicture(
        device=device(centre, name),
        mode=view.mode if view else None,
        sentence=view.sentence if view else "",
        label=view.label if view else None,
        keys=tuple(_buttons(centre, machine)),
        classes=tuple(
            KeyPicture(known.key, machine.keys.lamp_of(known.key), known.class_id)
            for known in machine.settings.class_keys
        ),
        help=machine.keys.lamp_of(HELP_LAMP),
        view=view if machine.has_screen else None,
        said=said(machine),
        roll=known.paper if known else None,
        faults=_faults(centre, name),
        paper=machine.printer.emulator.condition,
        stuck=next(iter(machine.keys.down()), ""),
        clock="lost" if centre.devices[name].clock.lost else "right",
        voice="plugged" if machine.voice.plugged else "unplugged",
        slip=slip(machine),
    )


def kiosk(centre: Centre, name: str, machine: Kiosk) -> KioskPicture:
    """A kiosk, as it is seen from the front."""
    known = centre.eye.devices.get(name)
    return KioskPicture(
        device=device(centre, name),
        view=machine.face.view,
        said=said(machine),
        roll=known.paper if known else None,
        faults=_faults(centre, name),
        paper=machine.printer.emulator.condition,
        clock="lost" if centre.devices[name].clock.lost else "right",
        voice="plugged" if machine.voice.plugged else "unplugged",
        slip=slip(machine),
    )


def _buttons(centre: Centre, machine: Dispenser) -> Iterator[KeyPicture]:
    names = {service.id: service.name for service in centre.settings.services}
    for button in machine.settings.buttons:
        yield KeyPicture(button.key, machine.keys.lamp_of(button.key), names[button.service])


def said(machine: Touched) -> str:
    """What a machine's loudspeaker said last."""
    return machine.voice.said[-1].text if machine.voice.said else ""


def slip(machine: Dispenser | Kiosk) -> str | None:
    """What changes with each slip that comes out; None before the first."""
    slips = machine.printer.emulator.slips
    return f"{crc32(slips[-1]):08x}" if slips else None


def _faults(centre: Centre, name: str) -> Faults:
    known = centre.eye.devices.get(name)
    parts = known.parts if known else ()
    return tuple((part.name, part.detail) for part in parts if part.state == "fault")


def desk(centre: Centre) -> DeskPicture:
    """The reception: what it can do, who asks it for something, which machine needs it."""
    told = centre.desk.told
    printer = centre.dispensers.get(told.device) if told else None
    services = centre.settings.services
    return DeskPicture(
        told=told,
        slip=slip(printer) if printer else None,
        offers=tuple(OfferPicture(one.id, one.name, tuple(one.intents)) for one in services),
        classes=tuple((one.id, one.confirmed_by_reception) for one in centre.settings.classes),
        claims=tuple(_claims(centre)),
        help=tuple(_calls_for_help(centre)),
    )


def _claims(centre: Centre) -> Iterator[ClaimPicture]:
    for queue in centre.eye.queues.values():
        for ticket in queue.claims:
            yield ClaimPicture(ticket.label, ticket.service_name, ticket.claims or "")


def _calls_for_help(centre: Centre) -> Iterator[CallForHelp]:
    """As the wire tells it: a receptionist does not see the machine."""
    for name in centre.touched:
        known, faults = centre.eye.devices.get(name), _faults(centre, name)
        online, says = centre.eye.is_online(name), known.says if known else ""
        if says or faults or not online:
            yield CallForHelp(name, says, faults, offline=not online)
