"""What a journal taught, as tables on a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp, sqrt

from broker.parameters import MINUTE, SLOT, Parameters
from simulation.report import Report
from simulation.tables import Row, table

_BAR = 30
"""Length of the longest bar of the day's profile."""


def learned_text(
    parameters: Parameters,
    visits: float,
    past: Mapping[str, Report],
    left_out: Mapping[str, float],
) -> str:
    """What was learned from the past days, in words that a technician would use.

    `left_out` are visits a day for which the centre has no service or no class.
    """
    waits = [day.waits for day in past.values()]
    called = sum(of_day.n for of_day in waits)
    mean = sum(of_day.mean * of_day.n for of_day in waits) / called if called else 0.0
    title = (
        f"Learned from {_days(list(past))}: {visits:.0f} visits on a usual day;"
        f" people waited {mean:.1f} minutes on average"
    )
    parts = [title, _services(parameters), _profile(parameters), "\n".join(_habits(parameters))]
    if left_out:
        named = ", ".join(f"{what} ({a_day:.1f} a day)" for what, a_day in left_out.items())
        parts.append(f"Left out of the coming days, for the settings do not have it: {named}.")
    return "\n\n".join(parts)


def _days(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"one day, {names[0]}"
    return f"{len(names)} days, {names[0]} to {names[-1]}"


def _services(parameters: Parameters) -> str:
    rows: list[Row] = [("service", "visits a day", "minutes each", "median", "90 % less than")]
    by_service = _by_service(parameters.profile)
    for service in sorted(by_service):
        length = parameters.service(service)
        minutes = (length.mean, length.quantile(0.5), length.quantile(0.9))
        figures = (f"{one / MINUTE:.1f}" for one in minutes)
        rows.append((service, f"{by_service[service]:.0f}", *figures))
    return table(rows)


def _by_service(profile: Mapping[tuple[str, str], tuple[float, ...]]) -> dict[str, float]:
    visits: dict[str, float] = {}
    for (service, _), rates in profile.items():
        visits[service] = visits.get(service, 0.0) + sum(rates)
    return visits


def _profile(parameters: Parameters) -> str:
    """Visits in each half hour, with bars."""
    totals = [sum(slots) for slots in zip(*parameters.profile.values(), strict=True)]
    most = max(totals)
    rows: list[Row] = [("half hour from", "visits", "")]
    for number, visits in enumerate(totals):
        if round(visits):
            clock = number * SLOT // MINUTE
            bar = "#" * round(_BAR * visits / most)
            rows.append((f"{clock // 60:02}:{clock % 60:02}", f"{visits:.0f}", bar.ljust(_BAR)))
    return table(rows)


def _habits(parameters: Parameters) -> Iterator[str]:
    absent = parameters.no_shows
    yield (
        f"Do not come when called: {100 * absent.share:.1f} %, and"
        f" {1000 * absent.per_ms * MINUTE:.1f} % more for each ten minutes of waiting."
    )
    between = (parameters.walk + parameters.gap) / MINUTE
    yield f"Between two visits: {between:.1f} minutes."
    if parameters.pause_every:
        every, length = parameters.pause_every / MINUTE, parameters.pauses
        mean = sum(length) / len(length) / MINUTE if length else 0.0
        yield f"A counter pauses every {every:.0f} minutes, for {mean:.0f} minutes on average."
    yield f"Officers on call come within {parameters.on_call.quantile(0.9) / MINUTE:.0f} minutes."
    pace = sqrt(
        sum(one**2 for one in parameters.officers.values()) / max(1, len(parameters.officers))
    )
    yield f"Officers differ in pace by {100 * (exp(pace) - 1):.0f} %."
