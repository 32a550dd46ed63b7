"""Draws the picture of the hall from what is seen on the wire and on the simulated hardware."""

from collections.abc import Iterator

from contract.messages import Visit, Wait, WaitsState
from faces.wording import wait_minutes
from simulation.centre import Centre
from simulation.draw_dispenser import desk, device, dispenser, kiosk, said
from simulation.machines import CounterDisplay, RatingPad
from simulation.people import Person
from simulation.picture import (
    CallPicture,
    ClassPicture,
    CounterPicture,
    HallPicture,
    KeyPicture,
    Minutes,
    PadPicture,
    PersonPicture,
    Process,
    QueuePicture,
    SignPicture,
)
from simulation.prepared import prepared

MOST_PEOPLE = 12
"""People of one queue who are drawn; the others are counted."""

_SECONDS_IN_A_MINUTE = 60


def hall(centre: Centre, crowd: float) -> HallPicture:
    """The hall as it looks at this moment; `crowd` is in visits an hour."""
    eye, plan = centre.eye, centre.settings
    counters = tuple(_counter(centre, counter.name) for counter in plan.counters)
    return HallPicture(
        centre=plan.name,
        zone=plan.zone,
        connected=eye.connected,
        service=_process(centre.queue_service.pid, reached=eye.service_is_online),
        mosquitto=_process(centre.mosquitto.child.pid, reached=eye.connected),
        crowd=crowd,
        call=_call(centre, counters),
        queues=tuple(_queues(centre)),
        code=centre.codes[0] if centre.codes else None,
        dispensers=tuple(dispenser(centre, name, m) for name, m in centre.dispensers.items()),
        kiosks=tuple(kiosk(centre, name, m) for name, m in centre.kiosks.items()),
        dossiers=centre.dossiers,
        desk=desk(centre),
        counters=counters,
        happenings=tuple(reversed(eye.happenings)),
    )


def _process(pid: int | None, *, reached: bool) -> Process:
    if pid is None:
        return "stopped"
    return "running" if reached else "unreachable"


def _call(centre: Centre, counters: tuple[CounterPicture, ...]) -> CallPicture | None:
    """The latest call of those who are at a counter, or on their way there."""
    visits = [(state.visit, state.counter) for state in centre.eye.counters.values() if state.visit]
    if not visits:
        return None
    visit, counter = max(visits, key=_called_at)
    blinks = {c.counter for c in counters if c.sign and c.sign.blink}
    return CallPicture(visit.ticket.label, counter, fresh=counter in blinks)


def _called_at(called: tuple[Visit, str]) -> int:
    return called[0].called_at


def _queues(centre: Centre) -> Iterator[QueuePicture]:
    for service in centre.settings.services:
        state, waits = centre.eye.queues.get(service.id), centre.eye.waits.get(service.id)
        yield QueuePicture(
            service=service.id,
            name=service.name,
            waiting=state.waiting if state else None,
            classes=tuple(_classes(centre, state.classes if state else {}, waits)),
            summoned=state.summons.times if state and state.summons else 0,
            people=tuple(_people(centre, service.id, waits))[:MOST_PEOPLE],
        )


def _classes(
    centre: Centre, waiting: dict[str, int], waits: WaitsState | None
) -> Iterator[ClassPicture]:
    for known in centre.settings.classes:
        wait = waits.next.get(known.id) if waits else None
        yield ClassPicture(known.id, waiting.get(known.id, 0), _minutes(wait))


def _people(centre: Centre, service: str, waits: WaitsState | None) -> Iterator[PersonPicture]:
    foretold = {known.ticket: known.wait for known in waits.tickets} if waits else {}
    for person in centre.eye.people.of(service):
        yield PersonPicture(
            label=person.ticket.label,
            class_id=person.ticket.class_id,
            since=person.since,
            promise_s=_promise_s(centre, person),
            wait=_minutes(foretold.get(person.ticket.id)),
            held=person.where == "held",
        )


def _promise_s(centre: Centre, person: Person) -> int:
    promises = {known.id: known.promise_min for known in centre.settings.classes}
    first = centre.settings.classes[0].promise_min
    return promises.get(person.ticket.class_id, first) * _SECONDS_IN_A_MINUTE


def _minutes(wait: Wait | None) -> Minutes | None:
    return wait_minutes(wait) if wait else None


def _counter(centre: Centre, counter: str) -> CounterPicture:
    state = centre.eye.counters.get(counter)
    officer = state.officer if state else None
    signs = [_sign(centre, n, m) for n, m in centre.displays.items() if _stands_at(m, counter)]
    pads = [_pad(centre, n, m) for n, m in centre.pads.items() if _stands_at(m, counter)]
    return CounterPicture(
        counter=counter,
        status=state.status if state else None,
        officer=officer.name if officer else None,
        agency=officer.agency if officer else None,
        label=state.visit.ticket.label if state and state.visit else None,
        prepared=prepared(
            state.visit.ticket.errand if state and state.visit else None, centre.catalogue
        ),
        parked=tuple(ticket.label for ticket in state.parked) if state else (),
        reserved=tuple(ticket.label for ticket in state.reserved) if state else (),
        summoned=bool(state and state.summons),
        sign=signs[0] if signs else None,
        pad=pads[0] if pads else None,
    )


def _stands_at(machine: CounterDisplay | RatingPad, counter: str) -> bool:
    return machine.settings.counter == counter


def _sign(centre: Centre, name: str, machine: CounterDisplay) -> SignPicture:
    return SignPicture(
        device=device(centre, name),
        text=machine.sign.shown.text,
        digits=machine.sign.digits,
        blink=machine.sign.shown.blink,
        keys=tuple(KeyPicture(key, machine.keys.lamp_of(key)) for key in machine.key_names),
    )


def _pad(centre: Centre, name: str, machine: RatingPad) -> PadPicture:
    return PadPicture(device(centre, name), machine.face.view, said(machine))
