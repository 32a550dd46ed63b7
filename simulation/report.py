"""What a day was like: waits, fairness, work and how true the estimates were, from the facts alone.

It reads a simulated day and a real journal alike. Lengths are minutes, shares are 0 to 1.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from broker.facts import Fact
from simulation.visits import Seen, Visit, seen

_MINUTE = 60_000

Promises = Mapping[str, int]
"""For each class the minutes that it is promised."""


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a group of visitors waited until they were called."""

    n: int
    mean: float
    p50: float
    p90: float
    p95: float
    longest: float
    kept: float | None
    """Share of them whose promise was kept."""


@dataclass(frozen=True, slots=True)
class Skips:
    """How often people saw someone called who had come later, by a counter that could call them."""

    overtaken: float
    """Share of all who were called that this happened to."""
    mean_times: float
    """Times on average, over all who were called."""
    most_times: int
    longest: float
    """Minutes that the overtaking one came later, at most."""


@dataclass(frozen=True, slots=True)
class People:
    """What became of those who took a ticket."""

    issued: int
    served: int
    no_show: int
    void: int
    unserved: int
    """The day ended before they were called, or before they were served."""


@dataclass(frozen=True, slots=True)
class OfficerWork:
    """An officer's day."""

    officer: str
    duty: float
    """Minutes at an open counter, ..."""
    busy: float
    """... and those from calls to the ends of visits."""
    share: float
    """The second of the first."""
    calls: int


@dataclass(frozen=True, slots=True)
class Work:
    """How the work was shared among officers."""

    officers: tuple[OfficerWork, ...]
    utilisation: float
    """Time in visits over time on duty, of all together."""
    jain: float
    """Jain's index of the officers' busy shares: 1 when all are equally busy."""
    idle_calls: int
    """Calls that nobody followed."""
    out_of_turn: int
    """Calls of a given ticket, with a reason."""
    summonses: int
    """How often officers on call were summoned."""


@dataclass(frozen=True, slots=True)
class Estimates:
    """How true the waits were that citizens were told when they took their ticket."""

    n: int
    error: float
    """Mean absolute error of the median, in minutes ..."""
    relative: float | None
    """... and as a share of the mean wait; none when nobody waited."""
    bias: float
    """Mean of told minus waited, in minutes: positive when people were told too much."""
    coverage: float
    """Share of waits within the interval that was told."""


@dataclass(frozen=True, slots=True)
class Report:
    """One day."""

    waits: Waits
    by_class: Mapping[str, Waits]
    by_service: Mapping[str, Waits]
    skips: Skips
    people: People
    work: Work
    estimates: Estimates | None
    """None when nobody was told how long."""


def report(facts: Iterable[Fact], promises: Promises) -> Report:
    """The report of one day's facts, in order."""
    return of(seen(facts), promises)


def of(day: Seen, promises: Promises) -> Report:
    """The report of a day that was read already."""
    visits = list(day.visits.values())
    called = [visit for visit in visits if visit.called_at is not None]
    return Report(
        _waits(called, promises),
        _grouped(called, lambda visit: visit.class_id, promises),
        _grouped(called, lambda visit: visit.service, promises),
        _skips(called),
        _people(visits),
        _work(day),
        _estimates(called),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value that this share of the sorted values does not exceed; 0 without any."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def jain(values: Sequence[float]) -> float:
    """Jain's fairness index: 1 when all are equal, 1/n when one has everything.

    Source: R. Jain, D. Chiu, W. Hawe, "A quantitative measure of fairness and discrimination for
    resource allocation in shared computer systems", DEC-TR-301, 1984.
    """
    squares = sum(value * value for value in values)
    return sum(values) ** 2 / (len(values) * squares) if squares else 1.0


def minutes(visit: Visit) -> float:
    """How long someone waited who was called."""
    return (visit.wait or 0) / _MINUTE


def _grouped(
    visits: Sequence[Visit], key: Callable[[Visit], str], promises: Promises
) -> dict[str, Waits]:
    names = sorted({key(visit) for visit in visits})
    return {name: _waits([v for v in visits if key(v) == name], promises) for name in names}


def _waits(visits: Sequence[Visit], promises: Promises) -> Waits:
    ordered = sorted(minutes(visit) for visit in visits)
    kept = [
        minutes(visit) <= promises[visit.class_id] for visit in visits if visit.class_id in promises
    ]
    return Waits(
        n=len(ordered),
        mean=fmean(ordered) if ordered else 0.0,
        p50=percentile(ordered, 0.5),
        p90=percentile(ordered, 0.9),
        p95=percentile(ordered, 0.95),
        longest=percentile(ordered, 1),
        kept=fmean(kept) if kept else None,
    )


def _skips(visits: Sequence[Visit]) -> Skips:
    times = [visit.overtaken for visit in visits] or [0]
    return Skips(
        overtaken=fmean(bool(n) for n in times),
        mean_times=fmean(times),
        most_times=max(times),
        longest=max((visit.overtaken_by for visit in visits), default=0) / _MINUTE,
    )


def _people(visits: Sequence[Visit]) -> People:
    ends = [visit.outcome for visit in visits]
    served, no_show, void = (ends.count(end) for end in ("served", "no_show", "void"))
    return People(len(ends), served, no_show, void, len(ends) - served - no_show - void)


def _work(day: Seen) -> Work:
    officers = [one for one in day.officers.values() if one.duty]
    duty = sum(one.duty for one in officers)
    return Work(
        tuple(
            OfficerWork(
                one.officer, one.duty / _MINUTE, one.busy / _MINUTE, one.busy_share, one.visits
            )
            for one in officers
        ),
        utilisation=sum(one.busy for one in officers) / duty if duty else 0.0,
        jain=jain([one.busy_share for one in officers]),
        idle_calls=day.no_shows,
        out_of_turn=day.out_of_turn,
        summonses=day.summonses,
    )


def _estimates(visits: Sequence[Visit]) -> Estimates | None:
    """Told against waited, both from the issue of the ticket to the first call."""
    told = [
        (visit.told, (visit.called_at - visit.issued_at))
        for visit in visits
        if visit.told is not None and visit.called_at is not None
    ]
    if not told:
        return None
    errors = [(forecast.median - waited) / _MINUTE for forecast, waited in told]
    mean_wait = fmean(waited for _, waited in told) / _MINUTE
    error = fmean(abs(one) for one in errors)
    return Estimates(
        n=len(told),
        error=error,
        relative=error / mean_wait if mean_wait else None,
        bias=fmean(errors),
        coverage=fmean(forecast.low <= waited <= forecast.high for forecast, waited in told),
    )
