"""A crowd that does anything: citizens, officers and the receptionist, by chance.

    for answer in crowd(desk, steps=300): ...

Nothing keeps it from what is refused; after each step the desk is as the rules left it.
"""

from collections.abc import Callable, Iterator
from random import Random

from contract import messages as m
from tests.broker.desk import Desk

OFFICERS = {
    "1": "anh-tuyet",
    "2": "quoc-viet",
    "3": "thu-huong",
    "3A": "ngoc-anh",
    "5": "my-duyen",
    "6": "minh-khoi",
}
SERVICES = ("dat-dai", "doanh-nghiep", "ho-tich", "cu-tru", "bao-hiem", "dien-nuoc")
CLASSES = ("normal", "priority", "appointment")
CODES = ("LH-1", "LH-2", "LH-3", "LH-4")
MOMENTS = (0, 0, 1, 10, 50, 200)
"""Seconds between one thing and the next."""
LIKELY = 0.9
"""How often people do what is possible."""


def crowd(desk: Desk, steps: int, seed: int = 1) -> Iterator[m.Answer]:
    """So many steps of a day that begins with all officers at their counters."""
    chance = Random(seed)
    for counter, officer in OFFICERS.items():
        yield desk.sign_in(counter, officer)
    desk.appointments(*((code, "dat-dai", f"{hour:02d}:00") for hour, code in enumerate(CODES, 8)))
    for _ in range(steps):
        desk.wait(chance.choice(MOMENTS))
        yield _deed(desk, chance)()


def _deed(desk: Desk, chance: Random) -> Callable[[], m.Answer]:
    """What somebody does now."""
    deeds = (_citizens, _citizens, _citizens, _officers, _officers, _officers, _elsewhere)
    return chance.choice(chance.choice(deeds)(desk, chance))


def _citizens(desk: Desk, chance: Random) -> list[Callable[[], m.Answer]]:
    service, label = chance.choice(SERVICES), _label(desk, chance)
    ticket = chance.choice(list(desk.centre.tickets) or [desk.new_id()])
    then = tuple(chance.sample(SERVICES, chance.choice((0, 0, 0, 1, 2))))
    class_id = chance.choice(CLASSES)
    return [
        lambda: desk.press(service, class_id=class_id, then=then),
        lambda: desk.press(service),
        lambda: desk.press(service),
        lambda: desk.check_in(chance.choice(CODES)),
        lambda: desk.report(label),
        lambda: desk.printed(ticket),
        lambda: desk.void(ticket),
        lambda: desk.rate(chance.choice(list(OFFICERS)), ticket),
    ]


def _officers(desk: Desk, chance: Random) -> list[Callable[[], m.Answer]]:
    counter = chance.choice(list(OFFICERS))
    if desk.centre.counter(counter).ticket is None and chance.random() < LIKELY:
        return [
            lambda: desk.next(counter),
            lambda: desk.next(counter),
            lambda: desk.call(counter, _label(desk, chance), chance.choice(list(m.CallReason))),
        ]
    return [
        lambda: desk.next(counter),
        lambda: desk.serve(counter),
        lambda: desk.recall(counter),
        lambda: desk.finish(counter),
        lambda: desk.no_show(counter),
        lambda: desk.no_show(counter),
        lambda: desk.no_show(counter),
        lambda: desk.park(counter),
        lambda: desk.transfer(counter, **_destination(chance)),
        lambda: desk.transfer(counter, **_destination(chance)),
    ]


def _elsewhere(desk: Desk, chance: Random) -> list[Callable[[], m.Answer]]:
    counter = chance.choice(list(OFFICERS))
    tickets = list(desk.centre.tickets)
    slot = f"{chance.randint(8, 11):02d}:30"
    return [
        lambda: desk.pause(counter),
        lambda: desk.close(counter),
        lambda: desk.stand_by(counter),
        lambda: desk.open(counter),
        lambda: desk.open(counter),
        lambda: desk.sign_in(counter, OFFICERS[counter]),
        lambda: desk.sign_in(counter, OFFICERS[counter]),
        lambda: desk.appointments((chance.choice(CODES), chance.choice(SERVICES), slot)),
        lambda: desk.say(
            "reception",
            m.ClassifyAsk,
            ticket=chance.choice(tickets or [desk.new_id()]),
            class_id=chance.choice(CLASSES),
        ),
    ]


def _destination(chance: Random) -> dict[str, object]:
    return {
        "service": chance.choice((None, *SERVICES)),
        "to": chance.choice((None, None, *OFFICERS)),
        "new_step": chance.random() < 0.3,
        "come_back": chance.random() < 0.3,
    }


def _label(desk: Desk, chance: Random) -> str:
    """Somebody's number, rather of one who is somewhere apart."""
    apart = [*desk.centre.held, *(one for kept in desk.centre.parked.values() for one in kept)]
    known = apart if apart and chance.random() < LIKELY else list(desk.centre.tickets)
    return desk.centre.tickets[chance.choice(known)].label if known else "A001"
