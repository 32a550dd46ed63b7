"""Exact waits, nearly all of them means: Erlang, Pollaczek and Khinchine, Cobham, Kleinrock.

A wait is from arrival to call, without the service. All times are in one unit, whichever; rates are
its inverse. Loads are shares of one: arrivals times mean service over the number of counters.

Source: L. Kleinrock, Queueing Systems (volume 1 for Erlang's formula, volume 2, chapter 3, for the
priorities). What is said there of one counter holds for several when all services are exponential
with one mean.
"""

from collections.abc import Sequence
from math import log


def erlang_c(counters: int, offered: float) -> float:
    """The share of arrivals that must wait for one of `counters` (M/M/c).

    `offered` is arrivals times mean service: as many counters are busy on average. It is less than
    `counters`.
    """
    blocked = 1.0
    for number in range(1, counters + 1):
        blocked = offered * blocked / (number + offered * blocked)
    return blocked / (1 - (offered / counters) * (1 - blocked))


def delay_exponential(counters: int, rate: float, mean_service: float) -> float:
    """Until the next counter is free, on average over all arrivals: `W0` of an M/M/c queue."""
    return erlang_c(counters, rate * mean_service) * mean_service / counters


def delay_general(rates: Sequence[float], second_moments: Sequence[float]) -> float:
    """Until the one counter is free, on average over all arrivals: `W0` of an M/G/1 queue.

    `second_moments` are the means of the squared service times, for each class.
    """
    return sum(rate * square for rate, square in zip(rates, second_moments, strict=True)) / 2


def first_come_first_served(delay: float, load: float) -> float:
    """The mean wait when everybody is called in the order of arrival; `delay` is `W0`."""
    return delay / (1 - load)


def percentile(counters: int, rate: float, mean_service: float, share: float) -> float:
    """The wait that this share (0..1) do not exceed, first come first served (M/M/c).

    Who must wait at all waits for an exponential time.
    """
    waiting = erlang_c(counters, rate * mean_service)
    if waiting <= 1 - share:
        return 0.0
    return log(waiting / (1 - share)) / (counters / mean_service - rate)


def absolute_priority(delay: float, loads: Sequence[float]) -> list[float]:
    """Cobham's mean waits by class, the most urgent first: nobody waits for the less urgent."""
    found, before = list[float](), 0.0
    for load in loads:
        until = before + load
        found.append(delay / ((1 - before) * (1 - until)))
        before = until
    return found


def accumulating_priority(
    delay: float, loads: Sequence[float], rates: Sequence[float]
) -> list[float]:
    """Kleinrock's mean waits by class when priority grows with the wait, at a rate for each class.

    Rates fall from class to class: the most urgent comes first. Each wait follows from those of the
    less urgent classes.
    """
    classes = range(len(loads))
    anybody = first_come_first_served(delay, sum(loads))
    found = [0.0] * len(loads)
    for this in reversed(classes):
        gained = sum(
            loads[slow] * found[slow] * (1 - rates[slow] / rates[this])
            for slow in classes[this + 1 :]
        )
        lost = sum(loads[fast] * (1 - rates[this] / rates[fast]) for fast in classes[:this])
        found[this] = (anybody - gained) / (1 - lost)
    return found
