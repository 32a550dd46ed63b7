"""Expected waits as the queue service has them at hand: from the last table, in no time.

Who waits is told from the table; who comes is told the ghost's wait, moved by what happened since.
Without a table, or with one that is too old, the length of the queue answers: nothing is played
while somebody waits for a number.
"""

from dataclasses import dataclass, field
from uuid import UUID

from broker import facts as f
from broker.calibration import FRESH, Calibrations, Outcome, calibrate, calibrated
from broker.centre import Centre
from broker.chronicle import Chronicle
from broker.parameters import MINUTE, PRIOR, SLOT, Parameters
from broker.plan import Plan
from broker.scene import Drawn, draw
from broker.timetable import timetable
from broker.waiting import Estimate, Table, by_length, for_next

TOO_OLD = MINUTE
"""A table that is older tells too little; usually there is one every second."""


@dataclass(frozen=True, slots=True)
class _Foretold:
    """A table, and whom it is about."""

    drawn: Drawn
    table: Table
    until: int
    """It is used until then."""


@dataclass(slots=True)
class TableOutlook:
    """See `broker.case.Outlook`. `draw` what is to be forecast elsewhere, and `renew` with it."""

    plan: Plan
    parameters: Parameters = PRIOR
    calibrations: Calibrations = field(default_factory=dict)
    _day: str = ""
    _chronicle: Chronicle | None = None
    _observed: int = 0
    """How many outcomes of the day the calibration knows."""
    _known: _Foretold | None = None

    def draw(self, centre: Centre, now: int) -> Drawn:
        """The scene to forecast from."""
        if self._chronicle is None or self._day != centre.day:
            times = timetable(self.plan.settings, centre.day)
            self._chronicle, self._day = Chronicle(self.plan, times), centre.day
            self._known, self._observed = None, 0
        self._chronicle.catch_up(centre)
        return draw(self.plan, centre, self._chronicle, self.parameters, now)

    def teach(self, parameters: Parameters, calibrations: Calibrations) -> None:
        """Reckon with this from now on; what today taught about intervals comes on top again."""
        self.parameters, self.calibrations, self._observed = parameters, calibrations, 0

    def renew(self, drawn: Drawn, table: Table) -> None:
        """Answer from this table from now on."""
        self._known = _Foretold(drawn, table, table.now + TOO_OLD)

    def forget(self) -> None:
        """Answer from no table until the next one comes."""
        self._known = None

    def for_next(
        self, service: str, class_id: str, centre: Centre, now: int, arrival: int | None = None
    ) -> f.Forecast | None:
        """How long somebody who takes a number now will wait; none when nothing can be said.

        `arrival` is their effective arrival, if it is another: the slot of an appointment.
        """
        self._learn(centre)
        known = self._known
        if known is None or self._day != centre.day or not known.table.now <= now <= known.until:
            return self._by_length(service, centre)
        line = known.drawn.lines.get((service, class_id))
        if line is None:
            return None
        since = 0
        for place in reversed(centre.lines.get((service, class_id), ())):
            if place[1] <= known.drawn.seq:
                break
            since += 1
        told = for_next(known.table, line, now, since, arrival)
        return self._told(told, class_id, known, now)

    def for_ticket(self, ticket: UUID, now: int) -> f.Forecast | None:
        """How much longer one ticket will wait; none when nothing can be said."""
        known = self._known
        number = known.drawn.tickets.get(ticket) if known else None
        if known is None or number is None or now > known.until:
            return None
        told = known.table.tickets[number].later(known.table.now - now)
        return self._told(told, known.drawn.classes[number], known, now)

    def busiest(self, service: str, now: int) -> float:
        """How many usually come in the busiest half hour that is left of the day.

        Where the journal has not taught it, as many as the service's counters can serve.
        """
        known = [slots for line, slots in self.parameters.profile.items() if line[0] == service]
        if not known:
            return len(self.plan.counters_of.get(service, ())) * SLOT / self._takes(service)
        midnight = timetable(self.plan.settings, self.plan.day(now)).midnight
        left = slice(max(0, (now - midnight) // SLOT), None)
        return max(map(sum, zip(*(slots[left] for slots in known), strict=True)), default=0.0)

    def _takes(self, service: str) -> float:
        """From one call for a service to the next at one counter, in milliseconds."""
        return self.parameters.service(service).mean + self.parameters.walk + self.parameters.gap

    def _by_length(self, service: str, centre: Centre) -> f.Forecast | None:
        """What the length of the queue says."""
        counters = self.plan.counters_of.get(service, ())
        calling = sum(centre.counter(name).calling for name in counters)
        told = by_length(centre.waiting.get(service, 0), self._takes(service), calling)
        if told.p10 is None or told.p50 is None or told.p90 is None:
            return None
        return f.Forecast(told.p10, told.p50, told.p90)

    def _learn(self, centre: Centre) -> None:
        """The interval's width, from those who were called since."""
        if self._day == centre.day and len(centre.observed) > self._observed:
            new = [
                Outcome(class_id, Estimate(told.low, told.median, told.high), waited)
                for class_id, told, waited in centre.observed[self._observed :]
            ]
            self.calibrations = calibrate(new, self.calibrations)
            self._observed = len(centre.observed)

    def _told(
        self, estimate: Estimate, class_id: str, known: _Foretold, now: int
    ) -> f.Forecast | None:
        """Who may not be called before closing is told no wait beyond it."""
        told = calibrated(estimate, self.calibrations.get(class_id, FRESH))
        if told.p10 is None or told.p50 is None:
            return None
        last = max(told.p50, known.drawn.scene.closing - now) if told.p90 is None else told.p90
        return f.Forecast(told.p10, told.p50, last)
