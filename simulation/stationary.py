"""A hall that never closes and whose rates never change: queueing theory knows its waits exactly.

Citizens come by Poisson processes, one for each line; counters serve them for random times. Who is
next is asked of `broker.dispatch.choose`, and which idle counter takes who comes of `route`: waits
that agree with the theory are the proof of those functions. Times are whole milliseconds.
"""

import math
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from heapq import heappop, heappush
from itertools import combinations
from random import Random
from typing import cast

from broker.dispatch import FULL_SKILL, Idle, Place, Rule, choose, route

WARM_UP = 10
"""Relaxation times before waits count: what an empty hall does to them has fallen by `exp(-10)`."""

COUNTED = 50
"""Relaxation times that a replication counts, so that the warm-up costs a sixth of the work."""

FEWEST = 10_000
"""Tickets that a replication counts at least."""


Replication = list["array[int]"]
"""The waits of one replication by line, in milliseconds."""


class Shape(StrEnum):
    """How service times are distributed."""

    EXPONENTIAL = "exp"
    LOGNORMAL = "lognormal"
    CONSTANT = "det"


@dataclass(frozen=True, slots=True)
class ServiceTime:
    """A distribution of service times."""

    shape: Shape
    mean: float
    """In milliseconds."""
    lognormal_cv2: float = 0.0
    """The squared coefficient of variation of a lognormal time; the other shapes have their own."""

    @property
    def cv2(self) -> float:
        """Variance over the square of the mean."""
        fixed = {Shape.EXPONENTIAL: 1.0, Shape.CONSTANT: 0.0}
        return fixed.get(self.shape, self.lognormal_cv2)

    @property
    def second_moment(self) -> float:
        """The mean of the square, in milliseconds squared."""
        return self.mean**2 * (1 + self.cv2)

    def draw(self, chance: Random) -> Callable[[], float]:
        """What draws one service time after the other, in milliseconds."""
        match self.shape:
            case Shape.EXPONENTIAL:
                return partial(chance.expovariate, 1 / self.mean)
            case Shape.CONSTANT:
                return partial(float, self.mean)
            case Shape.LOGNORMAL:
                variance = math.log1p(self.cv2)
                log_mean = math.log(self.mean) - variance / 2
                return partial(chance.lognormvariate, log_mean, math.sqrt(variance))


@dataclass(frozen=True, slots=True)
class Line:
    """Citizens of one class with one service."""

    ticket_class: str
    rate: float
    """Arrivals a millisecond."""
    service: ServiceTime
    counters: frozenset[int]
    """Those that can serve it, from 0."""

    @property
    def work(self) -> float:
        """How many counters it keeps busy on average."""
        return self.rate * self.service.mean


@dataclass(frozen=True, slots=True)
class System:
    """Lines, the counters that serve them, and the rule by which they are called."""

    lines: tuple[Line, ...]
    counters: int
    rule: Rule

    @property
    def load(self) -> float:
        """The busy share of the counters, or of the busiest group that some lines depend on."""
        groups = (
            group
            for size in range(1, len(self.lines) + 1)
            for group in combinations(self.lines, size)
        )
        return max(_load(group) for group in groups)

    @property
    def relaxation(self) -> float:
        """After how many tickets the past is forgotten, to a factor of e.

        An M/M/c queue relaxes at the rate `c mu (1 - sqrt(load))^2`; other service times prolong it
        by their `(1 + cv2) / 2`. The offered work is added, for a hall that seldom queues forgets
        only when those are gone who are being served.
        """
        rate = sum(line.rate for line in self.lines)
        work = sum(line.work for line in self.lines)
        second_moment = sum(line.rate * line.service.second_moment for line in self.lines)
        variability = second_moment * rate / (2 * work**2)
        load = self.load
        return work + max(1.0, variability) * load / (1 - math.sqrt(load)) ** 2


def _load(lines: Sequence[Line]) -> float:
    counters = frozenset[int]().union(*(line.counters for line in lines))
    return sum(line.work for line in lines) / len(counters)


@dataclass(frozen=True, slots=True)
class Length:
    """How many tickets one replication lasts."""

    warm_up: int
    counted: int

    @property
    def total(self) -> int:
        """All that it simulates, but for the few that come while the last counted ones wait."""
        return self.warm_up + self.counted


def length(system: System) -> Length:
    """The length that suits a system's load, which is below 1."""
    relaxation = system.relaxation
    counted = max(FEWEST, math.ceil(COUNTED * relaxation))
    return Length(math.ceil(WARM_UP * relaxation), counted)


def waits(system: System, length: Length, chance: Random) -> Replication:
    """One replication from an empty hall.

    The counted tickets are those that come after the warm-up; all are waited for, or the longest
    waits would be missing.
    """
    hall = _Hall(system, length, chance)
    for order, (at, line) in enumerate(_arrivals(system, chance)):
        hall.serve_until(at)
        hall.come(at, order, line)
        if hall.missing == 0:
            break
    return hall.waits


def _arrivals(system: System, chance: Random) -> Iterator[tuple[int, int]]:
    """When citizens come and to which line, without end."""
    rates = [line.rate for line in system.lines]
    total = sum(rates)
    bounds = [sum(rates[: number + 1]) / total for number in range(len(rates) - 1)]
    clock = 0.0
    while True:
        clock += chance.expovariate(total)
        drawn = chance.random() if bounds else 0.0
        yield round(clock), sum(drawn >= bound for bound in bounds)


class _Hall:
    """Who waits, who is served until when, and which counters are free since when."""

    __slots__ = (
        "_able",
        "_busy",
        "_draws",
        "_free",
        "_lines",
        "_rule",
        "_system",
        "_terms",
        "_until",
        "_warm_up",
        "missing",
        "waits",
    )

    def __init__(self, system: System, length: Length, chance: Random) -> None:
        self._system = system
        self._rule = system.rule
        self._lines = [deque[Place]() for _ in system.lines]
        self._draws = [line.service.draw(chance) for line in system.lines]
        self._busy: list[tuple[int, int]] = []
        self._free = {number: Idle(number, FULL_SKILL, 0, 0) for number in range(system.counters)}
        promises = [system.rule.promises[line.ticket_class] for line in system.lines]
        self._terms = [
            [
                (queue, promise.wait, promise.head_start)
                for line, queue, promise in zip(system.lines, self._lines, promises, strict=True)
                if number in line.counters
            ]
            for number in range(system.counters)
        ]
        self._warm_up, self._until = length.warm_up, length.total
        self.missing = length.counted
        """Counted tickets that have not been called yet."""
        self.waits: Replication = [array("q") for _ in system.lines]

    def come(self, at: int, order: int, line: int) -> None:
        """Somebody comes; if counters are free that can serve the line, one of them calls."""
        self._lines[line].append((at, order, line))
        able = self._system.lines[line].counters
        taker = route([idle for number, idle in self._free.items() if number in able])
        if taker is not None:
            del self._free[taker.number]
            self._call(taker.number, at)

    def serve_until(self, now: int) -> None:
        """Let all visits end that end by now; each counter calls when its visit ends."""
        busy = self._busy
        while busy and busy[0][0] <= now:
            end, counter = heappop(busy)
            self._call(counter, end)

    def _call(self, counter: int, now: int) -> None:
        heads = [
            (queue[0], FULL_SKILL, promise, head_start)
            for queue, promise, head_start in self._terms[counter]
            if queue
        ]
        choice = choose(heads, now, self._rule)
        if choice is None:
            self._free[counter] = Idle(counter, FULL_SKILL, 0, now)
            return
        arrival, order, identity = choice.head[0]
        line = cast("int", identity)
        self._lines[line].popleft()
        heappush(self._busy, (now + round(self._draws[line]()), counter))
        if self._warm_up <= order < self._until:
            self.waits[line].append(now - arrival)
            self.missing -= 1
