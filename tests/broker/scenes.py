"""Scenes to forecast from: small centres at a moment, and what is known about their visits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from broker.dispatch import Promise, rule
from broker.forecast import forecast
from broker.parameters import MINUTE, PRIOR, NoShows, Parameters, lognormal
from broker.waiting import Desk, Doing, Estimate, Ghost, Rates, Scene, Table

NOW = 1_795_000_000_000
CLASSES = ("normal", "priority")
PROMISES = {
    "normal": Promise(30 * MINUTE),
    "priority": Promise(10 * MINUTE, head_start=5 * MINUTE),
}

CERTAIN = replace(
    PRIOR,
    other=lognormal(5 * MINUTE, 0.0),
    walk=0,
    gap=0,
    no_shows=NoShows(share=0.0, per_ms=0.0, cost=0, back=0.0),
    pause_every=0,
    day_spread=0.0,
    pace_spread=0.0,
)
"""Every visit takes five minutes, everyone comes, nobody pauses."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits."""

    minutes: float
    """Since so long."""
    service: int = 0
    ticket_class: int = 0


def desk(
    doing: Doing = Doing.FREE, minutes: float = 0, skills: Sequence[int] = (1000,), service: int = 0
) -> Desk:
    """A counter that has done this for so many minutes."""
    return Desk(tuple(skills), doing, NOW - round(minutes * MINUTE), service=service)


def scene(waiting: Sequence[Waiting], desks: Sequence[Desk], **more: object) -> Scene:
    """A centre at this moment; tickets are numbered in the order given."""
    services = len(desks[0].skills)
    lines: list[list[tuple[int, int, int]]] = [[] for _ in range(services * len(CLASSES))]
    for number, one in enumerate(waiting):
        line = lines[one.service * len(CLASSES) + one.ticket_class]
        line.append((NOW - round(one.minutes * MINUTE), number, number))
    plain = Scene(
        now=NOW,
        rule=rule("promised", PROMISES, window=60 * MINUTE),
        services=tuple("abcdef"[:services]),
        classes=CLASSES,
        promises=tuple(PROMISES[name].wait for name in CLASSES),
        lines=tuple(tuple(sorted(line)) for line in lines),
        desks=tuple(desks),
        tickets=len(waiting),
        closing=NOW + 8 * 60 * MINUTE,
        ghosts=tuple(Ghost(line, 0) for line in range(len(lines))),
        crowd_spread=0.0,
        pace_spread=0.0,
    )
    return replace(plain, **more)  # type: ignore[arg-type] # fields of a scene


def coming(per_hour: Sequence[float]) -> tuple[Rates, ...]:
    """So many come to each line in each of the next hours."""
    return (Rates(NOW + 4 * 60 * MINUTE, tuple(per_hour)),)


def foretold(
    at: Scene, parameters: Parameters = CERTAIN, futures: int = 20, seed: int = 1
) -> Table:
    """The forecast of a seed."""
    return forecast(at, parameters, futures, Random(seed))


def of_next(table: Table) -> list[Estimate]:
    """What whoever might come next is told, for each line."""
    return [estimate for _, estimate in table.next]


def minutes(estimates: Sequence[Estimate]) -> list[float | None]:
    """The medians in minutes, to the second."""
    return [None if e.p50 is None else round(e.p50 / MINUTE, 2) for e in estimates]


_AT_WORK = st.sampled_from([Doing.FREE, Doing.CALLED, Doing.SERVING, Doing.AWAY])


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Any small centre of two services, with people who wait and people who will come."""
    waiting = draw(
        st.lists(
            st.builds(Waiting, st.integers(0, 40), st.integers(0, 1), st.integers(0, 1)),
            max_size=12,
        )
    )
    skills = st.sampled_from([(1000, 0), (0, 1000), (1000, 700), (600, 1000)])
    desks = [
        desk(draw(_AT_WORK), draw(st.integers(0, 30)), chosen, 0 if chosen[0] else 1)
        for chosen in [(1000, 700), *draw(st.lists(skills, max_size=4))]
    ]
    rates = coming(draw(st.lists(st.integers(0, 15), min_size=4, max_size=4)))
    return scene(waiting, desks, rates=rates, crowd_spread=0.1, pace_spread=0.05)
