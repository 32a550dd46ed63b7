"""Tickets of reference days, what they were told at their issue, and how long they waited.

Days are lived through on virtual time, and their journals read again. Beside the forecast, for the
same tickets: the same replay with the figures that the days were drawn from (the oracle: what no
learning can beat by much), the wait of the last one who was called from the same line, the mean of
the last ten, and the length of the queue.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from math import log
from random import Random
from statistics import fmean
from uuid import UUID

from broker import facts as f
from broker.calibration import Calibration, calibrate, calibrated
from broker.centre import Centre
from broker.chronicle import Chronicle, day_of
from broker.forecast import forecast
from broker.learning import Day, learn
from broker.parameters import MINUTE, PRIOR, SLOT, Lognormal, NoShows, Parameters
from broker.plan import Plan
from broker.scene import Drawn, draw
from broker.timetable import timetable
from broker.waiting import Estimate, by_length, for_next
from broker.world import HORIZON
from simulation.chance import factor, log_sd
from simulation.reference_day import Days
from simulation.settings import seats
from simulation.trial import live_through

LEARN, TEST = 30, 20
"""Days to learn from, and days to be tested on."""
EVERY = 10
"""Each tenth ticket is foretold: neighbours are told nearly the same."""
FUTURES = 50
ENOUGH = 100
"""Of fewer tickets no share is told: it would be chance."""
_SAMPLE = 200
"""Lengths of pauses that the oracle knows."""
_CERTAIN = 1e-6
"""The oracle knows how today differs, and so learns nothing of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One ticket: what was foretold at its issue, by whom, and what followed. Milliseconds."""

    half_hour: int
    class_id: str
    early: int
    """So much of the wait was before its appointment."""
    forecast: Estimate
    oracle: Estimate
    last: float
    """How long the last one waited who was called from its line."""
    ten: float
    """The mean of the last ten."""
    length: float
    """By the length of the queue."""
    wait: int = 0
    """From the issue to the first call."""


@dataclass(slots=True)
class _Watch:
    """A day's journal, read again: what is foretold at each moment."""

    plan: Plan
    parameters: Parameters
    oracle: Parameters
    centre: Centre
    chronicle: Chronicle
    recent: dict[tuple[str, str], deque[int]] = field(default_factory=dict)
    """The last waits in each line."""
    told: dict[UUID, Told] = field(default_factory=dict)
    """What those were told who wait."""
    issued: int = 0

    def read(self, entries: Sequence[f.Entry]) -> Iterator[Told]:
        """What was told to some of those who were called."""
        for entry in entries:
            match entry.fact:
                case f.Issued() as fact:
                    self.issued += 1
                    if self.issued % EVERY == 0:
                        self.told[fact.ticket] = self._tell(fact, entry)
                        continue
                case f.Called() as fact:
                    waited = self._wait(fact)
                    if told := self.told.pop(fact.ticket, None):
                        yield replace(told, wait=waited)
                case _:
                    pass
            self.centre.apply(entry)

    def _wait(self, fact: f.Called) -> int:
        ticket = self.centre.tickets[fact.ticket]
        if not ticket.no_shows:
            line = self.recent.setdefault(ticket.line, deque(maxlen=10))
            line.append(max(0, fact.at - max(ticket.issued_at, ticket.arrival)))
        return fact.at - ticket.issued_at

    def _tell(self, fact: f.Issued, entry: f.Entry) -> Told:
        """The next of the line before the issue; the oracle knows its place in it."""
        line = fact.service, fact.class_id
        early = max(0, (fact.arrival or 0) - fact.at)
        drawn = self._draw(self.parameters, fact.at)
        table = forecast(drawn.scene, self.parameters, FUTURES, _chance(fact))
        length = self._by_length(fact.service)
        self.centre.apply(entry)
        known = self._draw(self.oracle, fact.at)
        scene = replace(known.scene, crowd_spread=0.0, pace_spread=0.0)
        certain = forecast(scene, self.oracle, FUTURES, _chance(fact))
        recent = self.recent.get(line) or [0]
        return Told(
            half_hour=(fact.at - self.chronicle.times.midnight) // SLOT,
            class_id=fact.class_id,
            early=early,
            forecast=for_next(table, drawn.lines[line], fact.at, 0, fact.arrival),
            oracle=certain.tickets[known.tickets[fact.ticket]],
            last=early + recent[-1],
            ten=early + fmean(recent),
            length=early + length,
        )

    def _draw(self, parameters: Parameters, now: int) -> Drawn:
        self.chronicle.catch_up(self.centre)
        return draw(self.plan, self.centre, self.chronicle, parameters, now)

    def _by_length(self, service: str) -> int:
        """Nobody waits while a counter is free."""
        plan, centre = self.plan, self.centre
        able = [centre.counter(name) for name in plan.counters_of[service]]
        calling = [counter for counter in able if counter.calling]
        if any(counter.ticket is None for counter in calling):
            return 0
        mean = self.parameters.service(service).mean
        return by_length(centre.waiting.get(service, 0), mean, len(calling)).p50 or 0


def _chance(fact: f.Issued) -> Random:
    return Random(f"{fact.ticket} {fact.at // MINUTE}")


def truth(days: Days, index: int) -> Parameters:
    """The figures that a day was drawn from, its crowd and each officer's pace of that day too."""
    habits, demand, of = days.habits, days.demand, days.streams.of
    pause = Lognormal(log(habits.pause * MINUTE), habits.pause_sd)
    busy = factor(of("day", index), habits.day_sd)
    profile: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 48)
    for half_hour, rates in demand.rates.items():
        crowd = busy * factor(of("half hour", index, half_hour), habits.half_hour_sd)
        for kind, rate in rates.items():
            profile[kind][half_hour] = rate * crowd
    officers = seats(days.centre)
    return replace(
        PRIOR,
        services={
            name: Lognormal(log(work.mean) - log_sd(work.cv) ** 2 / 2, log_sd(work.cv))
            for name, work in demand.work.items()
        },
        walk=round(habits.between * MINUTE),
        gap=0,
        no_shows=NoShows(
            habits.no_show, habits.no_show_a_minute / MINUTE, round(habits.no_show_cost * MINUTE), 0
        ),
        pause_every=round(habits.pause_every * MINUTE),
        pauses=tuple(round(pause.quantile((n + 0.5) / _SAMPLE)) for n in range(_SAMPLE)),
        on_call=Lognormal(log(habits.on_call * MINUTE), habits.on_call_sd),
        officers={officers[desk.counter]: log(desk.pace) for desk in days.day(index).desks},
        profile={kind: tuple(rates) for kind, rates in profile.items()},
        offsets={"appointment": (round(habits.early * MINUTE), round(habits.check_in_sd * MINUTE))},
        day_spread=_CERTAIN,
        pace_spread=_CERTAIN,
    )


# --- Many days ------------------------------------------------------------------------------------


def learned(days: Days, pool: Executor) -> Parameters:
    """What the first days teach."""
    return learn(pool.map(partial(_lived, days), range(LEARN)))


def _lived(days: Days, index: int) -> Day:
    entries = live_through(days, index)
    return day_of(Plan(days.centre), timetable(days.centre, entries[0].day), entries)


def foretold(days: Days, parameters: Parameters, pool: Executor, count: int = TEST) -> list[Told]:
    """What tickets of the days after those are told, in order."""
    test = range(LEARN, LEARN + count)
    return list(chain.from_iterable(pool.map(partial(_foretell, days, parameters), test)))


def _foretell(days: Days, parameters: Parameters, index: int) -> list[Told]:
    entries = live_through(days, index)
    day = entries[0].day
    plan, times = Plan(days.centre), timetable(days.centre, day)
    watch = _Watch(plan, parameters, truth(days, index), Centre(day), Chronicle(plan, times))
    return list(watch.read(entries))


# --- The score ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Score:
    """How good what was told turned out to be. Lengths in minutes."""

    tickets: int
    mean_wait: float
    error: float
    """Mean absolute error of the median."""
    oracle: float
    last: float
    ten: float
    length: float
    bias: float
    """Told minus waited, over the mean wait."""
    kept: float
    """Share of waits within the interval."""
    worst_class: float
    """The smallest such share of a class ..."""
    worst_half_hour: float
    """... and of a half hour with enough tickets to tell."""
    widened: Calibration
    """What became of the interval's halves."""


def score(told: Sequence[Told]) -> Score:
    """The score; intervals are calibrated by those before, as in the queue service."""
    kept = list(_kept(told))
    known = Calibration()
    for one in told:
        known = calibrate([(calibrated(one.forecast, known), one.wait)], known)
    mean = fmean(one.wait - one.early for one in told if one.wait >= one.early)
    return Score(
        tickets=len(told),
        mean_wait=mean / MINUTE,
        error=_error((_median(one.forecast), one.wait) for one in told),
        oracle=_error((_median(one.oracle), one.wait) for one in told),
        last=_error((one.last, one.wait) for one in told),
        ten=_error((one.ten, one.wait) for one in told),
        length=_error((one.length, one.wait) for one in told),
        bias=fmean(_median(one.forecast) - one.wait for one in told) / mean,
        kept=fmean(kept),
        worst_class=min(_shares(kept, [one.class_id for one in told])),
        worst_half_hour=min(_shares(kept, [one.half_hour for one in told])),
        widened=known,
    )


def _kept(told: Sequence[Told]) -> Iterator[bool]:
    known = Calibration()
    for one in told:
        interval = calibrated(one.forecast, known)
        low, high = interval.p10, interval.p90
        yield low is not None and low <= one.wait and (high is None or one.wait <= high)
        known = calibrate([(interval, one.wait)], known)


def _shares(kept: Sequence[bool], groups: Sequence[Hashable]) -> Iterator[float]:
    """The share kept of all, and in each group that is large enough."""
    yield fmean(kept)
    for group in set(groups):
        of_group = [one for one, other in zip(kept, groups, strict=True) if other == group]
        if len(of_group) >= ENOUGH:
            yield fmean(of_group)


def _median(estimate: Estimate) -> int:
    """Nobody waits longer than a forecast looks ahead."""
    return HORIZON if estimate.p50 is None else estimate.p50


def _error(pairs: Iterable[tuple[float, int]]) -> float:
    return fmean(abs(told - waited) for told, waited in pairs) / MINUTE
