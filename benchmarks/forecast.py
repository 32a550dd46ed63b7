"""One forecast of a full hall: time of one core."""

import time
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
APPOINTMENT = list(PROMISES).index("appointment")
BOOKED = 60
"""Appointments that are to come."""
PER_HOUR = (40.0, 6.0, 5.0)
"""Of each service by class: as many as so many counters serve in the long run."""
TIMES = 5


async def measure(_: Path) -> list[Figure]:
    """Everyone who waits and the next of every line, in the time of one core."""
    hall = full_hall(Random(1))
    best = min(_took(hall, seed) for seed in range(TIMES))
    began = time.process_time()
    replay(hall, PRIOR)
    once = time.process_time() - began
    beside = f"one replay with mean times {once * 1e3:.2g} ms"
    what = f"{FUTURES} futures, {WAITING} waiting, {DESKS} counters, {SERVICES} x 3 lines"
    return [Figure(what, best * 1e3, 300, "ms", beside=beside)]


def _took(hall: Scene, seed: int) -> float:
    began = time.process_time()
    forecast(hall, PRIOR, FUTURES, Random(seed))
    return time.process_time() - began


def full_hall(chance: Random) -> Scene:
    """A hall at its fullest: half an hour's arrivals wait, every counter is busy."""
    lines: list[list[Place]] = [[] for _ in range(SERVICES * len(PROMISES))]
    for ticket in range(WAITING):
        line = chance.choices(range(len(lines)), PER_HOUR * SERVICES)[0]
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
        closing=NOW + 8 * HOUR,
        ghosts=tuple(
            Ghost(line, offset)
            for line in range(len(lines))
            for offset in (OFF_THE_SLOT if line % len(PROMISES) == APPOINTMENT else (0,))
        ),
        booked=tuple(
            Booked(
                NOW + 10 * MINUTE * (1 + n // SERVICES), n % SERVICES * len(PROMISES) + APPOINTMENT
            )
            for n in range(BOOKED)
        ),
        rates=(Rates(NOW + 8 * HOUR, PER_HOUR * SERVICES),),
    )


def _desk(number: int, chance: Random) -> Desk:
    """One service of its own, another that it helps with; every third helps with two."""
    own = number % SERVICES
    helps = {(own + 1 + number // SERVICES) % SERVICES}
    if number % 3 == 0:
        helps.add((own + 3) % SERVICES)
    skills = tuple(FULL_SKILL if s == own or s in helps else 0 for s in range(SERVICES))
    return Desk(skills, Doing.SERVING, NOW - chance.randrange(8 * MINUTE), service=own)
