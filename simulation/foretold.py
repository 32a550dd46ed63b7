"""Waits foretold on virtual time, as the queue service does it, from what is true of these days."""

from dataclasses import dataclass, replace
from math import log
from random import Random
from uuid import UUID

from broker.centre import Centre
from broker.facts import Forecast
from broker.forecast import forecast
from broker.learning import SLOTS
from broker.outlook import TableOutlook
from broker.parameters import MINUTE, PRIOR, Lognormal, NoShows, Parameters, lognormal
from broker.plan import Plan
from simulation.chance import log_sd
from simulation.day import Habits
from simulation.demand import Demand
from simulation.reference_day import Days
from simulation.settings import seats

RENEW_AFTER = MINUTE
"""The queue service foretells more often; in a minute little changes."""

_SAMPLE = 200
"""Lengths of pauses."""


@dataclass(slots=True)
class ForetoldOutlook:
    """Answers from tables of so many futures, made anew when the last one is a minute old."""

    tables: TableOutlook
    futures: int
    chance: Random
    _renewed: int = 0

    def for_next(
        self, service: str, class_id: str, centre: Centre, now: int, arrival: int | None = None
    ) -> Forecast | None:
        """The wait of whoever comes now."""
        if now >= self._renewed + RENEW_AFTER:
            self._renewed = now
            drawn = self.tables.draw(centre, now)
            table = forecast(drawn.scene, self.tables.parameters, self.futures, self.chance)
            self.tables.renew(drawn, table)
        return self.tables.for_next(service, class_id, centre, now, arrival)

    def for_ticket(self, ticket: UUID, now: int) -> Forecast | None:
        """How much longer one ticket will wait."""
        return self.tables.for_ticket(ticket, now)

    def busiest(self, service: str, now: int) -> float:
        """How many usually come in the busiest half hour that is left of the day."""
        return self.tables.busiest(service, now)


def foretold(days: Days, futures: int, index: int) -> ForetoldOutlook:
    """The outlook of a centre that has learned its days well."""
    tables = TableOutlook(Plan(days.centre), known(days))
    return ForetoldOutlook(tables, futures, days.streams.of("futures", index))


def known(days: Days) -> Parameters:
    """What a long past would teach about such days, but for the officers' paces."""
    habits, demand = days.habits, days.demand
    early, spread = round(habits.early * MINUTE), round(habits.check_in_sd * MINUTE)
    return replace(
        PRIOR,
        services={
            name: lognormal(work.mean, log_sd(work.cv)) for name, work in demand.work.items()
        },
        walk=round(habits.between * MINUTE),
        gap=0,
        no_shows=NoShows(
            share=habits.no_show,
            per_ms=habits.no_show_a_minute / MINUTE,
            cost=round(habits.no_show_cost * MINUTE),
            back=0.0,
        ),
        pause_every=round(habits.pause_every * MINUTE),
        pauses=_pauses(habits),
        on_call=Lognormal(log(habits.on_call * MINUTE), habits.on_call_sd),
        profile=_profile(demand),
        offsets={Plan(days.centre).appointment_class: (early, spread)},
        opens={},
        day_spread=habits.day_sd,
        pace_spread=habits.slowness_sd,
    )


def truth(days: Days, index: int) -> Parameters:
    """The figures that one day was drawn from: the paces of its officers too, today's included.

    How many come today is chance, which these figures do not know.
    """
    officers = seats(days.centre)
    return replace(
        known(days),
        officers={officers[desk.counter]: log(desk.pace) for desk in days.day(index).desks},
    )


def _pauses(habits: Habits) -> tuple[int, ...]:
    """Those that were seen, or a sample of all lengths that pauses may have."""
    if habits.pauses:
        return tuple(sorted(round(pause * MINUTE) for pause in habits.pauses))
    pause = Lognormal(log(habits.pause * MINUTE), habits.pause_sd)
    return tuple(round(pause.quantile((n + 0.5) / _SAMPLE)) for n in range(_SAMPLE))


def _profile(demand: Demand) -> dict[tuple[str, str], tuple[float, ...]]:
    """Arrivals by service and class in each half hour."""
    profile: dict[tuple[str, str], list[float]] = {}
    for half_hour, rates in demand.rates.items():
        for kind, rate in rates.items():
            profile.setdefault(kind, [0.0] * SLOTS)[half_hour] = rate
    return {kind: tuple(rates) for kind, rates in profile.items()}
