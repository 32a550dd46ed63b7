"""A scene prepared for being played: what is the same in all futures is worked out once."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log
from statistics import NormalDist
from typing import Protocol

from broker.dispatch import Head
from broker.parameters import HOUR, MINUTE, Lognormal, Parameters
from broker.waiting import Desk, Doing, Place, Scene

HORIZON = 5 * HOUR
"""Nobody is told a longer wait."""

_SKILLED = 1000
_NORMAL = NormalDist()
_TAIL = 1 - 1e-9
"""Beyond this share of its lengths a visit is off the scale."""
_LEAST_SPREAD = 1e-6
"""A length that is known exactly has at least this logarithmic deviation."""


class Chance(Protocol):
    """Where futures get their randomness from; `random.Random` is one."""

    def seed(self, a: int, /) -> None:
        """Begin the sequence of this seed."""

    def random(self) -> float:
        """Between 0 and 1, all alike."""
        ...

    def expovariate(self, lambd: float, /) -> float:
        """Exponential, with this rate."""
        ...

    def gauss(self, mu: float, sigma: float, /) -> float:
        """Normal."""
        ...

    def lognormvariate(self, mu: float, sigma: float, /) -> float:
        """Lognormal."""
        ...

    def shuffle(self, x: list[int], /) -> None:
        """Put in any order."""


View = tuple[tuple[int, ...], int, int, int]
"""Lines that are alike to a counter, its skill for them, their promise and head start: only the
first place of all of them can be the next call."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time with steady arrivals."""

    until: int
    per_ms: float
    cumulative: tuple[float, ...]
    """Of the lines' rates, each with all before it."""


@dataclass(frozen=True, slots=True)
class World:
    """A scene prepared for being played."""

    scene: Scene
    parameters: Parameters
    futures: int
    end: int
    """Nobody is called from here on."""
    views: tuple[tuple[View, ...], ...]
    """What each counter can call."""
    skill: tuple[dict[int, int], ...]
    """For each line, the skills of the counters that can call it."""
    visits: tuple[tuple[Lognormal, ...], ...]
    """By counter and service."""
    means: tuple[float, ...]
    """Mean lengths of visits by service."""
    preferred: tuple[bool, ...]
    """By line."""
    offsets: tuple[tuple[int, int] | None, ...]
    """By line."""
    stretches: tuple[Stretch, ...]
    line_of: tuple[int, ...]
    """Of each ticket, then of each ghost."""
    ghosts_since: frozenset[int]
    """The effective arrivals of ghosts."""
    left: int
    """Tickets and ghosts that somebody may call."""
    strata: tuple[list[int], ...]
    """For each counter, the part that each future gets of all lengths its visit may have."""

    def service_of(self, line: int) -> int:
        """The service that a line waits for."""
        return line // len(self.scene.classes)


def prepare(scene: Scene, parameters: Parameters, futures: int, chance: Chance) -> World:
    """The world of so many futures."""
    classes = len(scene.classes)
    lines = range(len(scene.services) * classes)
    skill = tuple(_skills(scene, line // classes) for line in lines)
    line_of = (*_lines_of_tickets(scene), *(ghost.line for ghost in scene.ghosts))
    class_of = [scene.classes[line % classes] for line in lines]
    return World(
        scene,
        parameters,
        futures,
        end=min(scene.closing, scene.now + HORIZON),
        views=tuple(tuple(_view(scene, desk)) for desk in scene.desks),
        skill=skill,
        visits=tuple(tuple(_visits(scene, parameters, desk)) for desk in scene.desks),
        means=tuple(parameters.service(name).mean for name in scene.services),
        preferred=tuple(scene.rule.preferred(name) for name in class_of),
        offsets=tuple(parameters.offsets.get(name) for name in class_of),
        stretches=tuple(_stretches(scene)),
        line_of=line_of,
        ghosts_since=frozenset(scene.now + ghost.offset for ghost in scene.ghosts),
        left=sum(bool(skill[line]) for line in line_of),
        strata=tuple(_strata(futures, chance) for _ in range(len(scene.desks) + 1)),
    )


def _skills(scene: Scene, service: int) -> dict[int, int]:
    return {
        number: desk.skills[service]
        for number, desk in enumerate(scene.desks)
        if desk.skills[service] > 0 and desk.doing is not Doing.CLOSED
    }


def _lines_of_tickets(scene: Scene) -> list[int]:
    lines = [0] * scene.tickets
    for line, places in enumerate(scene.lines):
        for _, _, ticket in places:
            lines[ticket] = line
    for later in scene.later:
        lines[later.place[2]] = later.line
    for reserved in scene.reserved:
        lines[reserved.place[2]] = reserved.line
    return lines


def _view(scene: Scene, desk: Desk) -> Iterator[View]:
    alike: dict[tuple[int, int, int], list[int]] = {}
    for service, skill in enumerate(desk.skills):
        for number, name in enumerate(scene.classes):
            if skill > 0:
                promise = scene.rule.promises[name]
                kind = skill, promise.wait, promise.head_start
                alike.setdefault(kind, []).append(service * len(scene.classes) + number)
    for kind, lines in alike.items():
        yield tuple(lines), *kind


def _visits(scene: Scene, parameters: Parameters, desk: Desk) -> Iterator[Lognormal]:
    for name, skill in zip(scene.services, desk.skills, strict=True):
        known = parameters.service(name)
        slower = desk.pace - log(skill / _SKILLED) if skill else desk.pace
        yield Lognormal(known.log_mean + slower, max(known.log_sd, _LEAST_SPREAD))


def _stretches(scene: Scene) -> Iterator[Stretch]:
    for rates in scene.rates:
        if rates.until > scene.now:
            cumulative = tuple(accumulate(rates.per_hour))
            yield Stretch(rates.until, cumulative[-1] / HOUR, cumulative)


def _strata(futures: int, chance: Chance) -> list[int]:
    strata = list(range(futures))
    chance.shuffle(strata)
    return strata


def heads(views: Sequence[View], lines: Sequence[Sequence[Place]]) -> list[Head]:
    """What a counter chooses among: the first of all lines that are alike to it, for each group."""
    return [
        (min(places), skill, promise, start)
        for alike, skill, promise, start in views
        if (places := [lines[line][0] for line in alike if lines[line]])
    ]


def heads_of_tickets(
    views: Sequence[View], lines: Sequence[Sequence[Place]], tickets: int
) -> list[Head]:
    """As if there were no ghosts: were the oldest of all one, the window would be another."""
    firsts = [next((place for place in line if place[2] < tickets), None) for line in lines]
    return [
        (min(places), skill, promise, start)
        for alike, skill, promise, start in views
        if (places := [place for line in alike if (place := firsts[line])])
    ]


def remaining(length: Lognormal, elapsed: int, share: float) -> int:
    """How much longer something takes: this share of all that lasted so long take less."""
    mean, sd = length.log_mean, max(length.log_sd, _LEAST_SPREAD)
    past = _NORMAL.cdf((log(elapsed) - mean) / sd) if elapsed > 0 else 0.0
    quantile = past + (1 - past) * share
    if quantile > _TAIL:
        return int(max(elapsed, MINUTE) * share)
    return max(0, round(exp(mean + sd * _NORMAL.inv_cdf(quantile))) - elapsed)


def free_again(world: World, number: int, share: float) -> int:
    """When a counter is free that is open, busy, away or summoned: what goes on now ends then.

    Of all lengths that this may have, `share` are shorter.
    """
    desk, parameters, now = world.scene.desks[number], world.parameters, world.scene.now
    if desk.doing is Doing.FREE:
        return desk.since + parameters.gap
    if desk.doing is Doing.SUMMONED:
        return now + remaining(parameters.on_call, now - desk.since, share)
    if desk.doing is Doing.AWAY:
        return desk.back or now + _rest_of_pause(parameters.pauses, now - desk.since, share)
    began = desk.since + (parameters.walk if desk.doing is Doing.CALLED else 0)
    visit = world.visits[number][desk.service]
    return max(now, began) + remaining(visit, max(0, now - began), share) + parameters.gap


def _rest_of_pause(lengths: Sequence[int], elapsed: int, share: float) -> int:
    """One that lasts longer than any that was seen goes on for up to as long again."""
    longer = lengths[bisect_right(lengths, elapsed) :]
    return longer[int(share * len(longer))] - elapsed if longer else int(elapsed * share)
