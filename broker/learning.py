"""What a centre's past days teach about the next: `Day` records in, `Parameters` out.

Older days count for less. Where little was seen, the estimate stays near that of the whole centre:
a prior is a number of observations that were never made.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, log, sqrt
from statistics import fmean, median, pstdev

from broker.calibration import Outcome
from broker.paces import Visit, learn_paces
from broker.parameters import MINUTE, PRIOR, SECOND, SLOT, Lognormal, NoShows, Parameters

FORGETTING = 20
"""Days after which an observation counts 1/e of what it did."""

DAY = 24 * 60 * MINUTE
SLOTS = DAY // SLOT

_ABSENT = 300
"""Calls with the prior's no-shows that are added to what was seen, ..."""
_FEW = 20
"""... pauses, gaps, delays, ..."""
_MIX = 100
"""People of the usual services and classes to those who came today, ..."""
_PROFILE = 20
"""... days of the centre's own profile to each service and class, ..."""
_DAYS = 10
"""... and days of the prior's spread."""
_SAMPLE = 200
"""Lengths of pauses that are kept."""
_LONGEST_GAP = 5 * MINUTE
"""Whoever calls later than this has done something else in between."""
_LEAST = 1e-6
"""What never differs is reckoned to differ by this."""
_HALF_HOUR_SPREAD = 0.12
"""How much half hours differ beside pure chance, from one day to another."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody came and got a ticket."""

    at: int
    service: str
    ticket_class: str
    slot: int | None = None
    """Effective arrival of somebody with an appointment."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as it taught something; today, until now."""

    start: int
    """Midnight, local time."""
    comings: tuple[Coming, ...]
    visits: tuple[Visit, ...]
    """In order of their ends."""
    pauses: tuple[int, ...] = ()
    """Lengths of those that nothing planned foretold."""
    open_time: int = 0
    """Of all counters."""
    opened: Mapping[str, int] = field(default_factory=dict)
    """When each counter opened first."""
    on_call: tuple[int, ...] = ()
    """From each summons until the officer opened."""
    told: tuple[Outcome, ...] = ()
    """What people were told, and how long they waited."""


@dataclass(frozen=True, slots=True)
class Today:
    """How this day differs from the usual one, as far as it has gone."""

    crowd: float
    """How many times more people come."""
    crowd_spread: float
    pace: float
    """How much longer visits take, as a logarithm."""
    pace_spread: float
    services: Mapping[str, float]
    """How many times larger its share of all who come is, for each service ..."""
    classes: Mapping[str, float]
    """... and for each class: some days bring many elderly people."""


def learn(days: Iterable[Day], prior: Parameters = PRIOR) -> Parameters:
    """What these days teach, oldest first; the prior where they teach nothing."""
    known = [day for day in days if day.comings]
    if not known:
        return prior
    weights = [exp((day.start - known[-1].start) / DAY / FORGETTING) for day in known]
    paces = learn_paces([day.visits for day in known], weights, prior)
    visits = [visit for day in known for visit in day.visits]
    gap = _mean(_gaps(visits), prior.gap)
    return replace(
        prior,
        services={**prior.services, **paces.services},
        other=paces.other,
        officers=paces.officers,
        pace_spread=paces.day_spread,
        walk=_mean([v.served - v.called for v in visits if v.came and v.served], prior.walk),
        gap=gap,
        no_shows=_no_shows(visits, gap, prior.no_shows),
        pause_every=_pause_every(known, visits, prior),
        pauses=_pauses([length for day in known for length in day.pauses], prior),
        on_call=_on_call([delay for day in known for delay in day.on_call], prior.on_call),
        profile=_profile(known, weights),
        offsets=_offsets(known),
        opens=_opens(known),
        day_spread=_day_spread(known, weights, prior),
    )


def today(parameters: Parameters, day: Day, now: int) -> Today:
    """What today has shown until now: more people than usual, slower visits than usual."""
    usual_days = 1 / max(_LEAST, parameters.day_spread) ** 2
    expected = expected_comings(parameters, day.start, now) + usual_days
    variance = max(_LEAST, parameters.other.log_sd) ** 2
    slower = [
        visit.log_length
        - parameters.service(visit.service).log_mean
        - parameters.officers.get(visit.officer, 0.0)
        for visit in day.visits
        if visit.came
    ]
    seen = len(slower) + variance / max(_LEAST, parameters.pace_spread) ** 2
    return Today(
        crowd=(len(day.comings) + usual_days) / expected,
        crowd_spread=sqrt(1 / expected + _HALF_HOUR_SPREAD**2),
        pace=sum(slower) / seen,
        pace_spread=sqrt(variance / seen),
        services=_mix(parameters, 0, [coming.service for coming in day.comings]),
        classes=_mix(parameters, 1, [coming.ticket_class for coming in day.comings]),
    )


def _mix(parameters: Parameters, part: int, came: Sequence[str]) -> dict[str, float]:
    """By how much the shares of those who came differ from the usual ones."""
    usual: dict[str, float] = defaultdict(float)
    for kind, slots in parameters.profile.items():
        usual[kind[part]] += sum(slots)
    seen, everyone = Counter(came), sum(usual.values())
    return {
        name: (seen[name] * everyone / share + _MIX) / (len(came) + _MIX)
        for name, share in usual.items()
        if share > 0
    }


def expected_comings(parameters: Parameters, start: int, now: int) -> float:
    """How many usually have come by now."""
    gone = (now - start) / SLOT
    return sum(
        rate * min(1.0, max(0.0, gone - slot))
        for profile in parameters.profile.values()
        for slot, rate in enumerate(profile)
    )


# --- Calls ----------------------------------------------------------------------------------------


def _gaps(visits: Sequence[Visit]) -> list[int]:
    """From the end of each visit until its counter called somebody who was waiting already."""
    gaps: list[int] = []
    ended: dict[str, int] = {}
    for visit in visits:
        free = None if visit.rested else ended.get(visit.counter)
        if free is not None and visit.arrival <= free <= visit.called <= free + _LONGEST_GAP:
            gaps.append(visit.called - free)
        ended[visit.counter] = visit.ended
    return gaps


def _no_shows(visits: Sequence[Visit], gap: int, prior: NoShows) -> NoShows:
    """A straight line through who came and who did not, over how long they had waited."""
    count = x = y = xx = xy = 0.0
    first = [visit for visit in visits if visit.attempt == 1]
    seen = [(max(0, visit.called - visit.arrival), not visit.came, 1.0) for visit in first]
    added = [(wait, prior.share + prior.per_ms * wait, _ABSENT / 2) for wait in (0, 20 * MINUTE)]
    for wait, absent, weight in (*seen, *added):
        count += weight
        x += weight * wait
        y += weight * absent
        xx += weight * wait * wait
        xy += weight * wait * absent
    slope = max(0.0, (count * xy - x * y) / (count * xx - x * x))
    again = [visit.came for visit in visits if visit.attempt > 1]
    return NoShows(
        share=max(0.0, (y - slope * x) / count),
        per_ms=slope,
        cost=_mean([v.ended - v.called + gap for v in visits if not v.came], prior.cost),
        back=(sum(again) + _FEW * prior.back) / (len(again) + _FEW),
    )


# --- Counters -------------------------------------------------------------------------------------


def _pause_every(days: Sequence[Day], visits: Sequence[Visit], prior: Parameters) -> int:
    """How long officers work until they want a pause; they take it when the visit at hand is over.

    Whatever moment they want it at, they are then in a long visit rather than in a short one, and
    on average in its middle (renewal theory: mean square over twice the mean).
    """
    lengths = [visit.ended - visit.called for visit in visits]
    rest = sum(length**2 for length in lengths) // (2 * sum(lengths) or 1)
    open_time = sum(day.open_time for day in days)
    pauses = sum(len(day.pauses) for day in days)
    worked = max(0, open_time - pauses * rest)
    return (worked + _FEW * prior.pause_every) // (pauses + _FEW)


def _pauses(lengths: Sequence[int], prior: Parameters) -> tuple[int, ...]:
    if len(lengths) < _FEW:
        return prior.pauses
    return tuple(sorted(lengths[-_SAMPLE:]))


def _on_call(delays: Sequence[int], prior: Lognormal) -> Lognormal:
    logs = [log(max(SECOND, delay)) for delay in delays]
    count = len(logs) + _FEW
    mean = (sum(logs) + _FEW * prior.log_mean) / count
    variance = (sum((one - mean) ** 2 for one in logs) + _FEW * prior.log_sd**2) / count
    return Lognormal(mean, sqrt(variance))


def _opens(days: Sequence[Day]) -> dict[str, int]:
    """The median of when each counter opened, since midnight."""
    moments: dict[str, list[int]] = defaultdict(list)
    for day in days:
        for counter, at in day.opened.items():
            moments[counter].append(at - day.start)
    return {counter: int(median(seen)) for counter, seen in moments.items()}


# --- Who comes ------------------------------------------------------------------------------------


def _profile(
    days: Sequence[Day], weights: Sequence[float]
) -> dict[tuple[str, str], tuple[float, ...]]:
    """How many come in each half hour, by service and class.

    What is rare is taken to be spread over the day as the others are, until enough was seen.
    """
    kinds: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * SLOTS)
    for day, weight in zip(days, weights, strict=True):
        for coming in day.comings:
            slot = (coming.at - day.start) // SLOT
            if 0 <= slot < SLOTS:
                kinds[coming.service, coming.ticket_class][slot] += weight
    total = sum(weights)
    all_kinds = [sum(slots) / total for slots in zip(*kinds.values(), strict=True)]
    everyone = sum(all_kinds)
    return {
        kind: tuple(
            (seen + _PROFILE * usual * sum(slots) / total / everyone) / (total + _PROFILE)
            for seen, usual in zip(slots, all_kinds, strict=True)
        )
        for kind, slots in kinds.items()
    }


def _offsets(days: Sequence[Day]) -> dict[str, tuple[int, int]]:
    """How far effective arrivals lie from the coming, for the classes with appointments."""
    offsets: dict[str, list[int]] = defaultdict(list)
    for day in days:
        for coming in day.comings:
            if coming.slot is not None:
                offsets[coming.ticket_class].append(coming.slot - coming.at)
    return {name: (int(fmean(seen)), int(pstdev(seen))) for name, seen in offsets.items()}


def _day_spread(days: Sequence[Day], weights: Sequence[float], prior: Parameters) -> float:
    """How much days differ in how many come, beside pure chance."""
    total = sum(weights)
    counts = [len(day.comings) for day in days]
    mean = sum(w * count for w, count in zip(weights, counts, strict=True)) / total
    variance = (
        sum(w * (count - mean) ** 2 for w, count in zip(weights, counts, strict=True)) / total
    )
    seen = max(0.0, variance / mean**2 - 1 / mean)
    return sqrt((total * seen + _DAYS * prior.day_spread**2) / (total + _DAYS))


def _mean(lengths: Sequence[int], usual: int) -> int:
    """Their mean, beside a few of the usual length."""
    return (sum(lengths) + _FEW * usual) // (len(lengths) + _FEW)
