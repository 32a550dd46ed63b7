"""Today as a forecast sees it: plain numbers, ready to be sent to another process."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from broker.centre import Centre
from broker.chronicle import Chronicle
from broker.entities import Counter
from broker.learning import SLOTS, Today, today
from broker.parameters import HOUR, MINUTE, SECOND, SLOT, Parameters
from broker.plan import Plan
from broker.timetable import Span, Timetable
from broker.waiting import Booked, Desk, Doing, Ghost, Later, Place, Rates, Reserved, Scene
from contract.messages import CounterStatus, Stage

_UNPUNCTUAL = 20 * MINUTE
"""Who usually has opened by now will open soon; after so long, not any more today."""
OFF_THE_SLOT = (-10 * MINUTE, 0, 10 * MINUTE, 20 * MINUTE)
"""Slots of those who might check in now, from now: between two of them waits are in proportion."""
_SOON = 2 * MINUTE


@dataclass(frozen=True, slots=True)
class Drawn:
    """A scene, and whom its numbers stand for."""

    scene: Scene
    tickets: dict[UUID, int]
    classes: list[str]
    """Of the tickets, by their numbers."""
    lines: dict[tuple[str, str], int]
    """By service and class."""
    seq: int
    """Of the last entry of the journal that it knows."""


def draw(
    plan: Plan, centre: Centre, chronicle: Chronicle, parameters: Parameters, now: int
) -> Drawn:
    """The scene of this moment. The chronicle is that of this day, and has caught up.

    How this day differs from the usual one is estimated from what it has shown so far.
    """
    shown = today(parameters, chronicle.day(), now)
    return _Painter(plan, centre, chronicle, parameters, now, shown).draw()


@dataclass(slots=True)
class _Painter:
    plan: Plan
    centre: Centre
    chronicle: Chronicle
    parameters: Parameters
    now: int
    shown: Today

    def draw(self) -> Drawn:
        """See `draw`."""
        plan, settings = self.plan, self.plan.settings
        lines = {
            (service, class_id): number
            for number, (service, class_id) in enumerate(
                (service, class_id) for service in plan.services for class_id in plan.classes
            )
        }
        tickets: dict[UUID, int] = {}
        waiting = tuple(
            tuple(self._place(ticket, tickets) for _, _, ticket in self.centre.lines.get(line, ()))
            for line in lines
        )
        known, shown = self.parameters, self.shown
        scene = Scene(
            now=self.now,
            rule=plan.rule,
            services=tuple(plan.services),
            classes=tuple(plan.classes),
            promises=tuple(plan.promise(class_id) for class_id in plan.classes),
            lines=waiting,
            later=tuple(self._later(tickets, lines)),
            reserved=tuple(self._reserved(tickets, lines)),
            booked=tuple(self._booked(lines)),
            desks=tuple(self._desk(name, shown) for name in plan.counters),
            tickets=len(tickets),
            closing=self.chronicle.times.closing_from(self.now),
            rates=tuple(self._rates(lines, shown) if known.profile else self._lately(lines)),
            again=frozenset(
                number for ticket, number in tickets.items() if self.centre.tickets[ticket].no_shows
            ),
            ghosts=tuple(self._ghosts(lines)),
            late=settings.appointments.late_min * MINUTE,
            hold=settings.visit.hold_s * SECOND,
            crowd_spread=shown.crowd_spread,
            pace_spread=shown.pace_spread,
        )
        classes = [self.centre.tickets[ticket].class_id for ticket in tickets]
        return Drawn(scene, tickets, classes, lines, self.centre.seq)

    # --- Tickets ----------------------------------------------------------------------------------

    def _place(self, ticket: object, tickets: dict[UUID, int]) -> Place:
        known = self.centre.tickets[ticket]  # type: ignore[index] # a centre's places hold UUIDs
        number = tickets.setdefault(known.id, len(tickets))
        return known.arrival, known.order, number

    def _later(
        self, tickets: dict[UUID, int], lines: dict[tuple[str, str], int]
    ) -> Iterator[Later]:
        """Held tickets come back; who was away twice may come or not."""
        for ticket in self.centre.held:
            known = self.centre.tickets[ticket]
            if known.no_shows == 1 and known.line in lines:
                yield Later(known.until, lines[known.line], self._place(ticket, tickets))

    def _reserved(
        self, tickets: dict[UUID, int], lines: dict[tuple[str, str], int]
    ) -> Iterator[Reserved]:
        for counter, kept in self.centre.reserved.items():
            for ticket in kept:
                line = self.centre.tickets[ticket].line
                if line in lines and counter in self.plan.numbers:
                    place = self._place(ticket, tickets)
                    yield Reserved(self.plan.numbers[counter], lines[line], place)

    def _booked(self, lines: dict[tuple[str, str], int]) -> Iterator[Booked]:
        late = self.plan.settings.appointments.late_min * MINUTE
        for booking in self.centre.bookings.values():
            line = lines.get((booking.service, self.plan.appointment_class))
            if booking.ticket is None and line is not None and booking.slot > self.now - late:
                yield Booked(booking.slot, line)

    def _ghosts(self, lines: dict[tuple[str, str], int]) -> Iterator[Ghost]:
        """The next of each line; who has an appointment comes early or late."""
        for (_, class_id), line in lines.items():
            booked = self.centre.bookings and class_id == self.plan.appointment_class
            for offset in OFF_THE_SLOT if booked else (0,):
                yield Ghost(line, offset)

    # --- Counters ---------------------------------------------------------------------------------

    def _desk(self, name: str, shown: Today) -> Desk:
        counter, declared = self.centre.counter(name), self.plan.counters[name]
        visiting = None if counter.ticket is None else self.centre.tickets[counter.ticket]
        doing, since, back = self._doing(name, counter)
        services = list(self.plan.services)
        known = visiting is not None and visiting.service in services
        return Desk(
            skills=tuple(declared.skills.get(service, 0) for service in services),
            doing=doing,
            since=since,
            service=services.index(visiting.service) if visiting and known else 0,
            pausing=counter.status is CounterStatus.PAUSING,
            pace=shown.pace + self.parameters.officers.get(counter.officer or "", 0.0),
            away=tuple(self._away(name, counter)),
            back=back,
            streak=counter.streak,
            busy=counter.busy_share(self.now),
        )

    def _doing(self, name: str, counter: Counter) -> tuple[Doing, int, int | None]:
        """What a counter is at, since when, and when it will be open if that is known."""
        seat = self.chronicle.seat(name)
        if counter.ticket is not None:
            ticket = self.centre.tickets[counter.ticket]
            if ticket.stage is Stage.SERVING and seat.visit and seat.visit.served is not None:
                return Doing.SERVING, seat.visit.served, None
            return Doing.CALLED, ticket.called_at, None
        if counter.calling:
            return Doing.FREE, counter.free_since, None
        if self.plan.counters[name].on_call and counter.status is not CounterStatus.PAUSED:
            return self._on_call(name)
        return self._absent(name, counter)

    def _absent(self, name: str, counter: Counter) -> tuple[Doing, int, int | None]:
        since, now = self.chronicle.seat(name).since, self.now
        at_lunch = [end for start, end in self._times.away[name] if start <= now < end]
        if at_lunch:
            return Doing.AWAY, since, at_lunch[0]
        if counter.status is CounterStatus.PAUSED:
            return Doing.AWAY, self._paused_since(name, since), None
        opens = self._opens(name)
        return (Doing.CLOSED, now, None) if opens is None else (Doing.AWAY, now, opens)

    def _on_call(self, name: str) -> tuple[Doing, int, int | None]:
        summoned = [
            self.centre.summonses[service].since
            for service in self.plan.services_of(name)
            if service in self.centre.summonses
        ]
        if summoned:
            return Doing.SUMMONED, min(summoned), None
        return Doing.STANDBY, self.now, None

    def _paused_since(self, name: str, since: int) -> int:
        """Who has not come back from lunch is late since lunch was over."""
        return max([since, *(end for _, end in self._times.away[name] if end <= self.now)])

    def _opens(self, name: str) -> int | None:
        """When a counter will open that has not been open today."""
        usual = self.parameters.opens.get(name)
        opens = self._times.open[0][0] if usual is None else self._times.midnight + usual
        if self.chronicle.opened(name) or self.now > opens + _UNPUNCTUAL:
            return None
        return max(opens, self.now + _SOON)

    def _away(self, name: str, counter: Counter) -> Iterator[Span]:
        """Times away that are not over; not those that the officer works through."""
        for start, end in self._times.away[name]:
            working = counter.calling and (counter.busy_since or counter.free_since) > start
            if end > self.now and not (start <= self.now and working):
                yield start, end

    # --- Who will come ----------------------------------------------------------------------------

    @property
    def _times(self) -> Timetable:
        return self.chronicle.times

    def _rates(self, lines: dict[tuple[str, str], int], shown: Today) -> Iterator[Rates]:
        """Arrivals in each half hour, within the opening hours.

        Where appointments are known, those who have one are expected each by name.
        """
        booked = {self.plan.appointment_class} if self.centre.bookings else set()
        profile = {
            line: () if line[1] in booked else self.parameters.profile.get(line, ())
            for line in lines
        }
        mixed = {
            line: shown.crowd * shown.services.get(line[0], 1.0) * shown.classes.get(line[1], 1.0)
            for line in lines
        }
        nobody = (0.0,) * len(lines)
        for slot in range(max(0, (self.now - self._times.midnight) // SLOT), SLOTS):
            for start, end in self._open_parts(self._times.midnight + slot * SLOT):
                hours = (end - start) / HOUR
                yield Rates(start, nobody)
                yield Rates(
                    end,
                    tuple(
                        p[slot] * mixed[line] / hours if p else 0.0 for line, p in profile.items()
                    ),
                )

    def _lately(self, lines: dict[tuple[str, str], int]) -> Iterator[Rates]:
        """A centre without a past: the next hour is as the last one was."""
        for opens, closes in self._times.open:
            if opens < self.now < closes:
                since = max(opens, self.now - HOUR)
                came = [0.0] * len(lines)
                for coming in self.chronicle.day().comings:
                    line = lines.get((coming.service, coming.ticket_class))
                    if line is not None and coming.at >= since:
                        came[line] += HOUR / max(SLOT, self.now - since)
                yield Rates(min(self.now + HOUR, closes), tuple(came))

    def _open_parts(self, start: int) -> Iterator[Span]:
        for opens, closes in self._times.open:
            part = max(start, opens), min(start + SLOT, closes)
            if part[0] < part[1]:
                yield part
