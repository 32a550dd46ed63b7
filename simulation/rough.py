"""Waits told from the length of the queue, for a centre on virtual time that forecasts nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from broker.centre import Centre
from broker.facts import Forecast
from broker.plan import Plan
from broker.waiting import by_length


@dataclass(slots=True)
class RoughOutlook:
    """As a receptionist would say it: those ahead, how long each takes, how many counters."""

    plan: Plan
    means: Mapping[str, float]
    """Mean length of a visit in milliseconds, for each service."""
    _preferred: frozenset[str] = field(init=False)
    _calling: dict[str, int] = field(default_factory=dict, init=False)
    """How many counters were open for each service ..."""
    _as_of: int = field(default=-1, init=False)
    """... after this entry of the journal."""

    def __post_init__(self) -> None:
        """Note who is promised less than others."""
        promises = {known: self.plan.promise(known) for known in self.plan.classes}
        longest = max(promises.values())
        self._preferred = frozenset(known for known, wait in promises.items() if wait < longest)

    def for_next(
        self,
        service: str,
        class_id: str,
        centre: Centre,
        now: int,  # noqa: ARG002
        arrival: int | None = None,  # noqa: ARG002
    ) -> Forecast | None:
        """The wait of whoever comes now; none when no counter is open for the service.

        For those who are promised less than others only their own line counts, under any policy:
        so officers on call are summoned alike, and policies differ in whom they call alone.
        """
        if class_id in self._preferred:
            ahead = len(centre.lines.get((service, class_id), ()))
        else:
            ahead = centre.waiting.get(service, 0)
        told = by_length(ahead, self.means[service], self._open_counters(service, centre))
        if told.p10 is None or told.p50 is None or told.p90 is None:
            return None
        return Forecast(told.p10, told.p50, told.p90)

    def for_ticket(self, ticket: UUID, now: int) -> Forecast | None:  # noqa: ARG002
        """Nobody asks again."""
        return None

    def busiest(self, service: str, now: int) -> float:  # noqa: ARG002
        """No number is lent."""
        return 0.0

    def _open_counters(self, service: str, centre: Centre) -> int:
        if centre.seq != self._as_of:
            self._as_of = centre.seq
            calling = {name for name, counter in centre.counters.items() if counter.calling}
            self._calling = {
                known: len(calling.intersection(able))
                for known, able in self.plan.counters_of.items()
            }
        return self._calling[service]
