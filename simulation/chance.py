"""Chance in streams: each random quantity has a source of its own, named by what it is.

So two simulations of one seed that differ in their policy or their counters draw the same citizens:
what one of them asks for changes nothing of what the other gets (common random numbers).
"""

from dataclasses import dataclass
from math import exp, log, sqrt
from random import Random


@dataclass(frozen=True, slots=True)
class Streams:
    """All the chance of one seed."""

    seed: int

    def of(self, what: str, *index: int | str) -> Random:
        """The source of one quantity, the same whenever it is asked for.

        What has a name is told by it, not by its place: the place changes when another is left out.
        """
        return Random(f"{self.seed} {what} {index}")


def lognormal(chance: Random, mean: float, cv: float) -> float:
    """A lognormal number of this mean and coefficient of variation."""
    sigma = log_sd(cv)
    return mean * exp(chance.gauss(0, sigma) - sigma * sigma / 2)


def factor(chance: Random, sd: float) -> float:
    """A lognormal factor of mean 1 whose logarithm has this standard deviation."""
    return exp(chance.gauss(0, sd) - sd * sd / 2)


def log_sd(cv: float) -> float:
    """Standard deviation of the logarithm of a lognormal number with this variation."""
    return sqrt(log(1 + cv * cv))
