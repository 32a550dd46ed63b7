"""A centre at a desk: the rules, a clock that is set by hand, a seed, and nothing else.

    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.next("1")

Each word is an ask of the device that would ask it, and returns its answer.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from broker import announce
from broker.ballots import Ballot
from broker.case import Case
from broker.centre import Centre
from broker.days import Days
from broker.decisions import decide
from broker.entities import Ticket
from broker.explain import explained
from broker.facts import FACT, Entry, Fact, Forecast
from broker.plan import MINUTE, Plan
from broker.settings import CentreSettings
from contract import messages as m
from contract.channels import ASKS
from runtime import settings
from runtime.clock import SetClock

EXAMPLE = Path(__file__).parents[2] / "examples" / "centre.toml"
MONDAY = "2026-11-23"
F = TypeVar("F", bound=Fact)
NAMES = {channel.model: channel.name for channel in ASKS.values()}


@cache
def example() -> CentreSettings:
    """The settings that are shipped as the example."""
    return settings.read(EXAMPLE, CentreSettings)


def changed(**changes: object) -> Plan:
    """The example with other settings."""
    return Plan(CentreSettings.model_validate({**example().model_dump(), **changes}))


def with_counter(name: str, **changes: object) -> Plan:
    """The example with one counter that is otherwise."""
    counters = example().model_dump()["counters"]
    return changed(counters=[one | changes if one["name"] == name else one for one in counters])


def at(clock: str, day: str = MONDAY) -> int:
    """A moment by the clock on the centre's wall, in milliseconds since 1970-01-01 UTC."""
    moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    return round(moment.timestamp() * 1000)


@dataclass
class SetOutlook:
    """Expected waits that are set by hand: medians in minutes, by service."""

    medians: dict[str, int] = field(default_factory=dict)
    expected: dict[str, float] = field(default_factory=dict)
    """How many come in the busiest half hour, by service."""

    def for_next(self, service: str, *_: object, **__: object) -> Forecast | None:
        median = self.medians.get(service)
        return None if median is None else Forecast(0, median * MINUTE, 2 * median * MINUTE)

    def for_ticket(self, ticket: UUID, now: int) -> Forecast | None:  # noqa: ARG002
        return None

    def busiest(self, service: str, now: int) -> float:  # noqa: ARG002
        return self.expected.get(service, 0.0)


class Desk:
    """One business day of a centre; what the journal would tell of it is compared all along."""

    def __init__(self, plan: Plan | None = None, seed: int = 1) -> None:
        self.clock = SetClock(at("08:00"))
        self.chance = Random(seed)
        self.outlook = SetOutlook()
        self.days = Days(
            plan or Plan(example()),
            self.clock,
            self.chance,
            self.outlook,
            seq=0,
            today=MONDAY,
            known={MONDAY: Centre(MONDAY)},
        )
        self.asked: list[tuple[str, m.Ask, m.Answer]] = []
        self.entries: list[Entry] = []
        self.ballots = list[Ballot]()
        self.events: list[m.Event] = []
        self._folded = Centre(MONDAY)

    @property
    def plan(self) -> Plan:
        """The settings; given others, as after a restart."""
        return self.days.plan

    @plan.setter
    def plan(self, plan: Plan) -> None:
        self.days.plan = plan

    @property
    def centre(self) -> Centre:
        """Today."""
        return self.days.centre

    # --- What citizens do ------------------------------------------------------------------

    def press(self, service: str, device: str = "dispenser-1", **more: object) -> m.Answer:
        return self.say(device, m.TicketAsk, service=service, **more)

    def ticket(self, service: str, device: str = "dispenser-1", **more: object) -> m.Ticket:
        """Press, and take the number that comes."""
        answer = self.press(service, device, **more)
        assert isinstance(answer, m.Issued), answer
        return answer.ticket

    def check_in(self, code: str, device: str = "dispenser-1", **more: object) -> m.Answer:
        return self.say(device, m.CheckInAsk, code=code, **more)

    def printed(self, ticket: UUID) -> m.Answer:
        return self.say("dispenser-1", m.PrintedAsk, ticket=ticket)

    def void(self, ticket: UUID) -> m.Answer:
        return self.say("dispenser-1", m.VoidAsk, ticket=ticket, reason=m.VoidReason.PRINTER_FAILED)

    def report(self, label: str, device: str = "reception") -> m.Answer:
        return self.say(device, m.ReportAsk, label=label)

    def rate(
        self, counter: str, ticket: UUID, level: m.Level = m.Level.SATISFIED, **more: object
    ) -> m.Answer:
        said = {"counter": counter, "ticket": ticket, "day": self.centre.day, "level": level}
        return self.say(f"pad-{counter.lower()}", m.RatingAsk, **said, **more)

    # --- What the receptionist does ---------------------------------------------------------

    def classify(self, ticket: m.Ticket, class_id: str) -> m.Answer:
        return self.say("reception", m.ClassifyAsk, ticket=ticket.id, class_id=class_id)

    def appointments(self, *bookings: tuple[str, str, str], day: str = MONDAY) -> m.Answer:
        """Make appointments known: code, service, and the slot by the clock of Monday."""
        booked = tuple(
            m.Booking(code=code, service=service, slot=at(clock))
            for code, service, clock in bookings
        )
        return self.say("reception", m.AppointmentsAsk, day=day, bookings=booked)

    def explain(self, label: str, device: str = "reception") -> m.Explained | m.Refused:
        ask = m.ExplainAsk(id=self.new_id(), label=label)
        return explained(ask, self._case(device))

    # --- What officers do ------------------------------------------------------------------

    def sign_in(self, counter: str, officer: str) -> m.Answer:
        return self._counter(counter, m.CounterAction.SIGN_IN, officer)

    def open(self, counter: str) -> m.Answer:
        return self._counter(counter, m.CounterAction.OPEN)

    def pause(self, counter: str) -> m.Answer:
        return self._counter(counter, m.CounterAction.PAUSE)

    def close(self, counter: str) -> m.Answer:
        return self._counter(counter, m.CounterAction.CLOSE)

    def stand_by(self, counter: str) -> m.Answer:
        return self._counter(counter, m.CounterAction.STAND_BY)

    def next(self, counter: str) -> m.Answer:
        """Press *next*, having seen what is at the counter."""
        return self._at(counter, m.NextAsk, seen=self.centre.counter(counter).ticket)

    def call(
        self, counter: str, label: str, reason: m.CallReason = m.CallReason.NEEDS_HELP
    ) -> m.Answer:
        seen = self.centre.counter(counter).ticket
        return self._at(counter, m.CallAsk, seen=seen, label=label, reason=reason)

    def recall(self, counter: str) -> m.Answer:
        return self._at(counter, m.RecallAsk, ticket=self.seen(counter))

    def serve(self, counter: str) -> m.Answer:
        return self._at(counter, m.ServeAsk, ticket=self.seen(counter))

    def finish(self, counter: str) -> m.Answer:
        return self._at(counter, m.FinishAsk, ticket=self.seen(counter))

    def no_show(self, counter: str) -> m.Answer:
        return self._at(counter, m.NoShowAsk, ticket=self.seen(counter))

    def park(self, counter: str) -> m.Answer:
        return self._at(counter, m.ParkAsk, ticket=self.seen(counter))

    def transfer(self, counter: str, **more: object) -> m.Answer:
        return self._at(counter, m.TransferAsk, ticket=self.seen(counter), **more)

    # --- How it comes about ----------------------------------------------------------------

    def wait(self, seconds: float) -> None:
        """Let time pass, and happen what is due then."""
        self.clock.advance(seconds)
        self.let_due_happen()

    def say(self, device: str, kind: type[m.Ask], **said: object) -> m.Answer:
        """Have a device ask something new."""
        return self.ask(device, kind.model_validate({"id": self.new_id(), **said}))

    def ask(self, device: str, ask: m.Ask) -> m.Answer:
        """Have a device ask; the facts happen, the events are kept."""
        if heard := self.days.led_to(ask.id):
            return announce.answer(*heard, self.plan)
        facts = decide(NAMES[type(ask)], ask, case := self._case(device))
        self.days.cast(ask, facts, case)
        self.days.happen(ask.id, facts, self.centre)
        answer = announce.answer(facts, self.centre, self.plan)
        self.asked.append((device, ask, answer))
        self._keep()
        return answer

    def let_due_happen(self) -> None:
        """What happens by itself by now."""
        self.days.turn()
        self.days.let_due_happen()
        self._keep()

    def at_counter(self, ask: m.NextAsk) -> m.Answer:
        """Have the keypad of a counter ask."""
        return self.ask(f"counter-{ask.counter.lower()}", ask)

    def new_id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def seen(self, counter: str) -> UUID:
        """The ticket at a counter; one that nobody knows when it is free."""
        return self.centre.counter(counter).ticket or UUID(int=0)

    def known(self, ticket: m.Ticket) -> Ticket:
        return self.centre.tickets[ticket.id]

    def stage(self, ticket: m.Ticket) -> m.Stage:
        return self.known(ticket).stage

    def status(self, counter: str) -> m.CounterStatus:
        return self.centre.counter(counter).status

    def happened(self, kind: type[F]) -> list[F]:
        """All facts of a kind, from the first to the last."""
        return [entry.fact for entry in self.entries if isinstance(entry.fact, kind)]

    def _case(self, device: str) -> Case:
        asker, now = self.plan.devices[device], self.clock.now()
        return Case(self.plan, self.centre, asker, now, self.chance, self.outlook)

    def _at(self, counter: str, kind: type[m.Ask], **said: object) -> m.Answer:
        return self.say(f"counter-{counter.lower()}", kind, counter=counter, **said)

    def _counter(
        self, counter: str, action: m.CounterAction, officer: str | None = None
    ) -> m.Answer:
        return self._at(counter, m.CounterAsk, action=action, officer=officer)

    def _keep(self) -> None:
        """Read what happened as from the journal: it must make the same day."""
        entries, ballots = self.days.taken()
        self.ballots += ballots
        for entry in entries:
            self.entries.append(entry)
            if entry.day != self._folded.day:
                self._folded = Centre(entry.day, self._folded.seq)
            read = FACT.validate_json(FACT.dump_json(entry.fact))
            self._folded.apply(replace(entry, fact=read))
        self.events += self.days.told()
        if self._folded.day == self.centre.day:
            assert self._folded == self.centre


def called(answer: m.Answer) -> str:
    """The label that was called."""
    assert isinstance(answer, m.Called), answer
    return answer.ticket.label


def refused(answer: m.Answer) -> m.Reason:
    """Why an ask was refused."""
    assert isinstance(answer, m.Refused), answer
    return answer.reason
