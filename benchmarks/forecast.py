"""One forecast of a full hall: time of one core."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks.table import Figure
from broker.dispatch import FULL_SKILL, Promise, rule
from broker.forecast import forecast, replay
from broker.parameters import HOUR, MINUTE, PRIOR
from broker.scene import OFF_THE_SLOT
from broker.waiting import Booked, Desk, Doing, Ghost, Place, Rates, Scene

NOW = 1_795_000_000_000
WAITING, DESKS, SERVICES, FUTURES = 200, 40, 6, 50
PROMISES = {
    "normal": Promise(30 * MINUTE),
    "priority": Promise(10 * MINUTE, head_start=5 * MINUTE),
    "appointment": Promise(10 * MINUTE),
}
PER_HOUR = (40.0, 6.0, 0.0)
"""Of each service by class: as many as so many counters serve in the long run."""
BOOKED_AN_HOUR = 5
"""Appointments of each service, in each hour until closing."""
OPEN_HOURS = 8
WAITING_SHARES = (40.0, 6.0, 5.0)
"""Of each service by class, of those who wait: some had an appointment."""
EARLY, OFF = 4 * MINUTE, 7 * MINUTE
"""Who has an appointment comes so much before the slot, more or less."""
KNOWN = replace(PRIOR, offsets={"appointment": (EARLY, OFF)})
TIMES = 5


async def measure(_: Path) -> list[Figure]:
    """Everyone who waits and the next of every line, in the time of one core."""
    hall = full_hall(Random(1))
    best = min(_took(hall, seed) for seed in range(TIMES))
    began = time.process_time()
    replay(hall, KNOWN)
    once = time.process_time() - began
    beside = f"one replay with mean times {once * 1e3:.2g} ms"
    what = (
        f"{FUTURES} futures, {WAITING} waiting, {len(hall.booked)} booked, {DESKS} counters,"
        f" {SERVICES} x 3 lines"
    )
    return [Figure(what, best * 1e3, 300, "ms", beside=beside)]


def _took(hall: Scene, seed: int) -> float:
    began = time.process_time()
    forecast(hall, KNOWN, FUTURES, Random(seed))
    return time.process_time() - began


def full_hall(chance: Random) -> Scene:
    """A hall at its fullest: half an hour's arrivals wait, every counter is busy."""
    lines: list[list[Place]] = [[] for _ in range(SERVICES * len(PROMISES))]
    for ticket in range(WAITING):
        line = chance.choices(range(len(lines)), WAITING_SHARES * SERVICES)[0]
        arrival = NOW - 30 * MINUTE * (WAITING - ticket) // WAITING
        lines[line].append((arrival, ticket, ticket))
    return Scene(
        now=NOW,
        rule=rule("promised", PROMISES, window=60 * MINUTE),
        services=tuple("abcdef"),
        classes=tuple(PROMISES),
        promises=tuple(promise.wait for promise in PROMISES.values()),
        lines=tuple(map(tuple, lines)),
        desks=tuple(_desk(number, chance) for number in range(DESKS)),
        tickets=WAITING,
        closing=NOW + OPEN_HOURS * HOUR,
        ghosts=tuple(_ghosts()),
        booked=tuple(_booked()),
        rates=(Rates(NOW + OPEN_HOURS * HOUR, PER_HOUR * SERVICES),),
    )


def _lines() -> Iterator[tuple[int, str]]:
    """Every line and its class."""
    return enumerate(class_id for _ in range(SERVICES) for class_id in PROMISES)


def _ghosts() -> Iterator[Ghost]:
    for line, class_id in _lines():
        for offset in OFF_THE_SLOT if class_id == "appointment" else (0,):
            yield Ghost(line, offset)


def _booked() -> Iterator[Booked]:
    """Slots of every service, evenly over the day."""
    apart = HOUR // BOOKED_AN_HOUR
    for line, class_id in _lines():
        if class_id == "appointment":
            for number in range(BOOKED_AN_HOUR * OPEN_HOURS):
                yield Booked(NOW + number * apart, line)


def _desk(number: int, chance: Random) -> Desk:
    """One service of its own, another that it helps with; every third helps with two."""
    own = number % SERVICES
    helps = {(own + 1 + number // SERVICES) % SERVICES}
    if number % 3 == 0:
        helps.add((own + 3) % SERVICES)
    skills = tuple(FULL_SKILL if s == own or s in helps else 0 for s in range(SERVICES))
    return Desk(skills, Doing.SERVING, NOW - chance.randrange(8 * MINUTE), service=own)
