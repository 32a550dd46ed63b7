"""One day on virtual time: citizens press, officers press, and the queue's own rules decide.

Every press goes through `broker.decisions.decide` and `Centre.apply`, as in the queue service; only
the clock, the wire and the disk are missing. The same day gives the same facts, byte for byte.
"""

from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from broker import facts as f
from broker.declared import Device
from broker.dispatch import route
from broker.entities import Counter
from broker.plan import SECOND
from contract import messages as m
from contract.channels import Role
from contract.messages.asks import MOST_BOOKINGS
from simulation.agenda import Action, Agenda
from simulation.day import DAY, MINUTE, Away, Citizen, Day, Desk
from simulation.settings import seats
from simulation.virtual_queue import VirtualQueue

RECALL_AFTER = 25 * SECOND
"""Who does not come is called once more after so long."""

LOOK_EVERY = 5 * SECOND
"""How often the queue looks what is due by itself."""


@dataclass(slots=True)
class _Officer:
    """An officer at a counter, and what is on their mind."""

    desk: Desk
    device: Device
    leaving: Away | None = None
    """Leaves when the visit at hand is over, or has left."""
    back: int = 0
    """When that will be over, once the officer has left."""
    coming: bool = False
    """Was summoned and is on the way."""
    summoned: int = 0
    """Times so far."""

    @property
    def counter(self) -> str:
        return self.desk.counter


@dataclass(slots=True)
class VirtualDay:
    """A centre through one day; `run` it once."""

    queue: VirtualQueue
    day: Day
    _agenda: Agenda = field(default_factory=Agenda, init=False)
    _officers: dict[str, _Officer] = field(default_factory=dict, init=False)
    _citizens: dict[UUID, Citizen] = field(default_factory=dict, init=False)
    """By their tickets."""
    _pressing: Citizen | None = field(default=None, init=False)
    """Who is taking a number now."""

    def run(self) -> list[f.Entry]:
        """Live through the day; return its journal."""
        self.queue.notice = self._notice
        self._begin()
        for moment, action in self._agenda.happenings():
            self.queue.set_clock(moment)
            action()
            if self._outage() is None:
                self._let_idle_counters_call()
        turn = self.queue.plan.settings.day_turns
        self.queue.let_time_pass(self.day.hours.at(turn) + DAY)
        return self.queue.journal

    def _begin(self) -> None:
        """Appointments are known, officers sign in, and everything else is on the agenda."""
        self._book()
        officers = seats(self.queue.plan.settings)
        for desk in self.day.desks:
            if desk.counter in officers:
                self._sign_in(desk, officers[desk.counter])
        for number, citizen in enumerate(self.day.citizens):
            self._agenda.note(citizen.at, partial(self._come, number, citizen))
        for moment in range(self.day.hours.opens, self.day.hours.closes, LOOK_EVERY):
            self._agenda.note(moment, self._look)

    # --- The agenda, and what the queue does -------------------------------------------------

    def _after(self, delay: float, action: Action) -> None:
        self._agenda.note(self.queue.now + round(delay), action)

    def _outage(self) -> int | None:
        """When the present outage ends; none while the queue is there."""
        return next((end for start, end in self.day.outages if start <= self.queue.now < end), None)

    def _look(self) -> None:
        """What is due by itself happens, unless the queue is down."""
        if self._outage() is None:
            self.queue.let_time_pass(self.queue.now)

    def _notice(self, fact: f.Fact) -> None:
        """People see what happened, and do what comes next."""
        match fact:
            case f.Issued() if self._pressing:
                self._citizens[fact.ticket] = self._pressing
            case f.Called():
                self._walk(self._officers[fact.counter], fact)
            case f.Served():
                self._work(self._officers[fact.counter], fact.ticket)
            case f.Summoned():
                for counter in fact.counters:
                    self._hear_summons(self._officers[counter])
            case f.CounterSet():
                self._notice_counter(self._officers[fact.counter], fact.status)
            case _:
                pass

    # --- Citizens ----------------------------------------------------------------------------

    def _book(self) -> None:
        """Reception makes the day's appointments known."""
        bookings = [
            m.Booking(code=_code(number), service=citizen.service, slot=citizen.slot)
            for number, citizen in enumerate(self.day.citizens)
            if citizen.slot is not None
        ]
        reception = self.queue.device(Role.CONSOLE)
        for first in range(0, len(bookings), MOST_BOOKINGS):
            some = tuple(bookings[first : first + MOST_BOOKINGS])
            ask = m.AppointmentsAsk(
                id=self.queue.new_id(), day=self.queue.centre.day, bookings=some
            )
            self.queue.ask(reception, ask)

    def _come(self, number: int, citizen: Citizen) -> None:
        """Take a number; reception helps those whose class it must confirm."""
        confirmed = self.queue.plan.classes[citizen.class_id].confirmed_by_reception
        device = self.queue.device(Role.CONSOLE if confirmed else Role.DISPENSER)
        self._pressing = citizen
        if citizen.slot is not None:
            self.queue.ask(device, m.CheckInAsk(id=self.queue.new_id(), code=_code(number)))
        else:
            service, class_id = citizen.service, citizen.class_id
            self.queue.ask(
                device, m.TicketAsk(id=self.queue.new_id(), service=service, class_id=class_id)
            )
        self._pressing = None

    def _walk(self, officer: _Officer, call: f.Called) -> None:
        """Who was called goes to the counter, or has left long ago."""
        citizen, habits = self._citizens[call.ticket], self.day.habits
        waited = max(0, self.queue.now - citizen.at)
        if habits.has_left(citizen.patience, waited):
            self._after(RECALL_AFTER, partial(self._recall, officer, call.ticket))
            allowed = self.queue.plan.settings.visit.no_show_after_s * SECOND
            patience = max(allowed, habits.no_show_cost * MINUTE)
            self._after(patience, partial(self._give_up, officer, call.ticket))
        else:
            self._after(habits.between * MINUTE, partial(self._serve, officer, call.ticket))

    # --- Officers with a visitor -------------------------------------------------------------

    def _postponed(self, action: Action) -> bool:
        """Put a press off to the end of the outage, if there is one."""
        end = self._outage()
        if end is not None:
            self._agenda.note(end, action)
        return end is not None

    def _serve(self, officer: _Officer, ticket: UUID) -> None:
        if not self._postponed(partial(self._serve, officer, ticket)):
            ask = m.ServeAsk(id=self.queue.new_id(), counter=officer.counter, ticket=ticket)
            self.queue.ask(officer.device, ask)

    def _work(self, officer: _Officer, ticket: UUID) -> None:
        length = self._citizens[ticket].work * officer.desk.pace
        self._after(length, partial(self._finish, officer, ticket))

    def _finish(self, officer: _Officer, ticket: UUID) -> None:
        """The visit is over; the same press calls the next one, unless it is time to go."""
        if self._postponed(partial(self._finish, officer, ticket)):
            return
        if self.queue.now < self.day.hours.closes:
            ask = m.NextAsk(id=self.queue.new_id(), counter=officer.counter, seen=ticket)
            self.queue.ask(officer.device, ask)
        else:
            ended = m.FinishAsk(id=self.queue.new_id(), counter=officer.counter, ticket=ticket)
            self.queue.ask(officer.device, ended)
            self._close(officer)

    def _recall(self, officer: _Officer, ticket: UUID) -> None:
        if self._outage() is None:
            ask = m.RecallAsk(id=self.queue.new_id(), counter=officer.counter, ticket=ticket)
            self.queue.ask(officer.device, ask)

    def _give_up(self, officer: _Officer, ticket: UUID) -> None:
        if not self._postponed(partial(self._give_up, officer, ticket)):
            ask = m.NoShowAsk(id=self.queue.new_id(), counter=officer.counter, ticket=ticket)
            self.queue.ask(officer.device, ask)
            if self.queue.now >= self.day.hours.closes:
                self._close(officer)

    # --- Officers and their counters ---------------------------------------------------------

    def _press(
        self, officer: _Officer, action: m.CounterAction, officer_id: str | None = None
    ) -> None:
        ask = m.CounterAsk(
            id=self.queue.new_id(), counter=officer.counter, action=action, officer=officer_id
        )
        self.queue.ask(officer.device, ask)

    def _at_counter(self, officer: _Officer) -> Counter:
        return self.queue.centre.counter(officer.counter)

    def _sign_in(self, desk: Desk, officer_id: str) -> None:
        officer = _Officer(desk, self.queue.device(Role.COUNTER, desk.counter))
        self._officers[desk.counter] = officer
        self._press(officer, m.CounterAction.SIGN_IN, officer_id)
        if self.queue.plan.counters[desk.counter].on_call:
            self._press(officer, m.CounterAction.STAND_BY)
        for away in desk.away:
            self._agenda.note(away.start, partial(self._leave, officer, away))
        self._agenda.note(self.day.hours.closes, partial(self._close, officer))

    def _leave(self, officer: _Officer, away: Away) -> None:
        """Pause when the visit at hand is over; who stands by just goes."""
        if self._postponed(partial(self._leave, officer, away)):
            return
        officer.leaving = away
        match self._at_counter(officer).status:
            case m.CounterStatus.OPEN | m.CounterStatus.PAUSING:
                self._press(officer, m.CounterAction.PAUSE)
            case m.CounterStatus.PAUSED | m.CounterStatus.ON_CALL:
                self._expect_back(officer, away)
            case m.CounterStatus.CLOSED:
                pass

    def _expect_back(self, officer: _Officer, away: Away) -> None:
        officer.back = max(self.queue.now, away.until(self.queue.now))
        self._agenda.note(officer.back, partial(self._return, officer, away))

    def _return(self, officer: _Officer, away: Away) -> None:
        """Open again, unless another absence has begun meanwhile."""
        if self._postponed(partial(self._return, officer, away)) or officer.leaving is not away:
            return
        officer.leaving = None
        paused = self._at_counter(officer).status is m.CounterStatus.PAUSED
        if paused and self.queue.now < self.day.hours.closes:
            self._press(officer, m.CounterAction.OPEN)

    def _notice_counter(self, officer: _Officer, status: m.CounterStatus) -> None:
        officer.coming = officer.coming and status is m.CounterStatus.ON_CALL
        if status is m.CounterStatus.PAUSED and officer.leaving is not None:
            self._expect_back(officer, officer.leaving)

    def _hear_summons(self, officer: _Officer) -> None:
        standing_by = self._at_counter(officer).status is m.CounterStatus.ON_CALL
        if standing_by and not officer.coming:
            officer.coming = True
            answers = officer.desk.answers
            self._after(answers[officer.summoned % len(answers)], partial(self._answer, officer))
            officer.summoned += 1

    def _answer(self, officer: _Officer) -> None:
        """Open a counter on call, when back from wherever the officer was."""
        if self._postponed(partial(self._answer, officer)) or not officer.coming:
            return
        if officer.leaving is not None:
            self._agenda.note(officer.back, partial(self._answer, officer))
        elif self.queue.now < self.day.hours.closes:
            self._press(officer, m.CounterAction.OPEN)

    def _close(self, officer: _Officer) -> None:
        """Go home, when nobody is at the counter."""
        if self._postponed(partial(self._close, officer)):
            return
        if self._at_counter(officer).ticket is None:
            self._press(officer, m.CounterAction.CLOSE)

    # --- Officers without a visitor ----------------------------------------------------------

    def _let_idle_counters_call(self) -> None:
        """Free officers press *next* as soon as somebody waits whom they can call."""
        if self.queue.plan.settings.dispatch.auto_call or self.queue.now >= self.day.hours.closes:
            return
        while chosen := route(list(self.queue.idle())):
            name = self.queue.plan.settings.counters[chosen.number].name
            ask = m.NextAsk(id=self.queue.new_id(), counter=name)
            self.queue.ask(self._officers[name].device, ask)
            if self.queue.centre.counter(name).ticket is None:
                raise RuntimeError(f"counter {name} called nobody although somebody waits")


def _code(number: int) -> str:
    return f"HEN-{number + 1:04d}"
