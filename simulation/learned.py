"""A centre's coming days, from what its journal taught and who will be at which counter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, sqrt
from statistics import fmean

from broker.declared import Counter, Officer
from broker.parameters import Parameters
from broker.plan import Plan
from broker.settings import CentreSettings
from simulation.chance import Streams
from simulation.day import MINUTE, Habits
from simulation.demand import Demand, Kind, Work
from simulation.reference_day import Days
from simulation.settings import seats

_MIDNIGHT, _DAY_ENDS = "00:00", "24:00"


class RosterError(ValueError):
    """A roster does not fit the centre. The text is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Roster:
    """When counters are open, where it is not as usual."""

    open: Mapping[str, str | None]
    """For each counter its hours, `09:00-17:00`; none when it stays closed."""


def days_like(centre: CentreSettings, parameters: Parameters, seed: int) -> Days:
    """Days of a centre as its past was."""
    officers = seats(centre)
    paces = {
        counter: exp(parameters.officers[officer])
        for counter, officer in officers.items()
        if officer in parameters.officers
    }
    habits = habits_of(parameters, Plan(centre).appointment_class)
    return Days(centre, demand_of(centre, parameters), Streams(seed), habits=habits, paces=paces)


def demand_of(centre: CentreSettings, parameters: Parameters) -> Demand:
    """Who comes; what the centre no longer offers is left out."""
    services = {service.id for service in centre.services}
    classes = {known.id for known in centre.classes}
    rates: dict[int, dict[Kind, float]] = {}
    for (service, class_id), profile in parameters.profile.items():
        if service in services and class_id in classes:
            for half_hour, expected in enumerate(profile):
                if expected:
                    rates.setdefault(half_hour, {})[service, class_id] = expected
    work = {}
    for service in sorted(services):
        length = parameters.service(service)
        work[service] = Work(length.mean, sqrt(exp(length.log_sd**2) - 1))
    return Demand(dict(sorted(rates.items())), work)


def left_out(centre: CentreSettings, parameters: Parameters) -> dict[str, float]:
    """Visits a day by the services and classes that the centre does not have, `service dat-dai`."""
    services = {service.id for service in centre.services}
    classes = {known.id for known in centre.classes}
    visits: dict[str, float] = {}
    for (service, class_id), profile in sorted(parameters.profile.items()):
        if service not in services or class_id not in classes:
            what = f"class {class_id}" if service in services else f"service {service}"
            visits[what] = visits.get(what, 0.0) + sum(profile)
    return visits


def habits_of(parameters: Parameters, appointment: str) -> Habits:
    """What is usual there."""
    usual, absent = Habits(), parameters.no_shows
    offset = parameters.offsets.get(appointment)
    early, spread = (one / MINUTE for one in offset) if offset else (usual.early, usual.check_in_sd)
    return replace(
        usual,
        day_sd=parameters.day_spread,
        early=early,
        check_in_sd=spread,
        no_show=absent.share,
        no_show_a_minute=absent.per_ms * MINUTE,
        no_show_cost=max(0, absent.cost - parameters.gap) / MINUTE,
        between=(parameters.walk + parameters.gap) / MINUTE,
        speed_daily_sd=0.0,
        slowness_sd=parameters.pace_spread,
        pause_every=parameters.pause_every / MINUTE,
        pauses=tuple(pause / MINUTE for pause in parameters.pauses),
        on_call=exp(parameters.on_call.log_mean) / MINUTE,
        on_call_sd=parameters.on_call.log_sd,
    )


def visits_a_day(demand: Demand) -> float:
    """How many come on a usual day."""
    return sum(sum(rates.values()) for rates in demand.rates.values())


# --- Who will be there ----------------------------------------------------------------------------


def with_counters(days: Days, count: int) -> Days:
    """The same days with so many counters: the first ones, or more that can do everything."""
    known = days.centre.counters
    if count <= len(known):
        return _with(days, known[:count])
    names = {counter.name for counter in known}
    numbers = (str(number) for number in range(1, len(names) + count + 1))
    new = [name for name in numbers if name not in names][: count - len(known)]
    return _with(days, (*known, *(_all_round(days.centre, name) for name in new)))


def with_roster(days: Days, roster: Roster) -> Days:
    """The same days with these opening hours of counters; those it does not name stay as usual."""
    counters = [
        counter for counter in days.centre.counters if roster.open.get(counter.name, "") is not None
    ]
    names = {counter.name for counter in days.centre.counters}
    shut = dict(days.shut)
    for name, hours in roster.open.items():
        if hours is None:
            if name not in names:
                raise RosterError(f"there is no counter {name} to leave closed: leave it out")
            continue
        if name not in names:
            counters.append(_all_round(days.centre, name))
        start, _, end = hours.partition("-")
        shut[name] = (f"{_MIDNIGHT}-{start}", f"{end}-{_DAY_ENDS}")
    return replace(_with(days, counters), shut=shut)


def _all_round(centre: CentreSettings, name: str) -> Counter:
    """A new counter that can call everybody."""
    return Counter(name=name, services=tuple(service.id for service in centre.services))


def _with(days: Days, counters: Sequence[Counter]) -> Days:
    """The same days with these counters; new ones get an officer of the usual pace each."""
    centre, names = days.centre, {counter.name for counter in days.centre.counters}
    agency = centre.agencies[0].id
    new = [
        Officer(id=f"moi-{counter.name.lower()}", name=counter.name, agency=agency)
        for counter in counters
        if counter.name not in names
    ]
    served = {service for counter in counters for service in counter.skills}
    for service in centre.services:
        if service.id not in served:
            raise RosterError(f'no counter is left for "{service.id}": keep one that serves it')
    usual = fmean(days.paces.values()) if days.paces else 1.0
    settings = centre.model_copy(
        update={"counters": tuple(counters), "officers": (*centre.officers, *new)}
    )
    paces = dict(days.paces)
    paces.update({counter.name: usual for counter in counters if counter.name not in names})
    return replace(days, centre=settings, paces=paces)
