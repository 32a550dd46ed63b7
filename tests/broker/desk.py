"""A centre at a desk: the rules, a clock that is set by hand, a seed, and nothing else.

    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.next("1")

Each word is an ask of the device that would ask it, and returns its answer.
"""

from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from broker import announce
from broker.centre import Centre
from broker.decisions import Case, decide
from broker.facts import Entry, Fact
from broker.plan import Plan
from broker.settings import CentreSettings
from contract import messages as m
from contract.channels import ASKS
from runtime import settings
from runtime.clock import SetClock

EXAMPLE = Path(__file__).parents[2] / "examples" / "centre.toml"
MONDAY = "2026-11-23"
NAMES = {channel.model: channel.name for channel in ASKS.values()}


@cache
def example() -> CentreSettings:
    """The settings that are shipped as the example."""
    return settings.read(EXAMPLE, CentreSettings)


def changed(**changes: object) -> Plan:
    """The example with other settings."""
    return Plan(CentreSettings.model_validate({**example().model_dump(), **changes}))


def at(clock: str, day: str = MONDAY) -> int:
    """A moment by the clock on the centre's wall, in milliseconds since 1970-01-01 UTC."""
    moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    return round(moment.timestamp() * 1000)


class Desk:
    """One business day of a centre."""

    def __init__(self, plan: Plan | None = None, seed: int = 1) -> None:
        self.plan = plan or Plan(example())
        self.clock = SetClock(at("08:00"))
        self.chance = Random(seed)
        self.centre = Centre(MONDAY)
        self.entries: list[Entry] = []
        self.events: list[m.Event] = []

    # --- What people do --------------------------------------------------------------------

    def press(self, service: str, device: str = "dispenser-1") -> m.Answer:
        return self.ask(device, m.TicketAsk(id=self.new_id(), service=service))

    def ticket(self, service: str) -> m.Ticket:
        """Press, and take the number that comes."""
        answer = self.press(service)
        assert isinstance(answer, m.Issued)
        return answer.ticket

    def printed(self, ticket: UUID) -> m.Answer:
        return self.ask("dispenser-1", m.PrintedAsk(id=self.new_id(), ticket=ticket))

    def void(self, ticket: UUID) -> m.Answer:
        reason = m.VoidReason.PRINTER_FAILED
        return self.ask("dispenser-1", m.VoidAsk(id=self.new_id(), ticket=ticket, reason=reason))

    def sign_in(self, counter: str, officer: str) -> m.Answer:
        return self._counter(counter, m.CounterAction.SIGN_IN, officer)

    def open(self, counter: str) -> m.Answer:
        return self._counter(counter, m.CounterAction.OPEN)

    def pause(self, counter: str) -> m.Answer:
        return self._counter(counter, m.CounterAction.PAUSE)

    def close(self, counter: str) -> m.Answer:
        return self._counter(counter, m.CounterAction.CLOSE)

    def next(self, counter: str) -> m.Answer:
        """Press *next*, having seen what is at the counter."""
        seen = self.centre.counter(counter).ticket
        return self.at_counter(m.NextAsk(id=self.new_id(), counter=counter, seen=seen))

    def recall(self, counter: str) -> m.Answer:
        ask = m.RecallAsk(id=self.new_id(), counter=counter, ticket=self.seen(counter))
        return self.at_counter(ask)

    def serve(self, counter: str) -> m.Answer:
        ask = m.ServeAsk(id=self.new_id(), counter=counter, ticket=self.seen(counter))
        return self.at_counter(ask)

    def finish(self, counter: str) -> m.Answer:
        ask = m.FinishAsk(id=self.new_id(), counter=counter, ticket=self.seen(counter))
        return self.at_counter(ask)

    def no_show(self, counter: str) -> m.Answer:
        ask = m.NoShowAsk(id=self.new_id(), counter=counter, ticket=self.seen(counter))
        return self.at_counter(ask)

    def rate(self, counter: str, ticket: UUID, level: m.Level = m.Level.SATISFIED) -> m.Answer:
        ask = m.RatingAsk(
            id=self.new_id(), counter=counter, ticket=ticket, day=self.centre.day, level=level
        )
        return self.ask(f"pad-{counter.lower()}", ask)

    # --- How it comes about ----------------------------------------------------------------

    def ask(self, device: str, ask: m.Ask) -> m.Answer:
        """Have a device ask; the facts happen, the events are kept."""
        return announce.answer(self.decide(device, ask), self.centre, self.plan)

    def decide(self, device: str, ask: m.Ask) -> tuple[Fact, ...]:
        case = Case(
            self.plan, self.centre, self.plan.devices[device], self.clock.now(), self.chance
        )
        facts = decide(NAMES[type(ask)], ask, case)
        for fact in facts:
            entry = Entry(len(self.entries) + 1, self.centre.day, ask.id, fact)
            previous = self.centre.told
            self.centre.apply(entry)
            self.entries.append(entry)
            if event := announce.event(entry, previous, self.centre, self.plan):
                self.events.append(event)
        return facts

    def at_counter(
        self, ask: m.NextAsk | m.RecallAsk | m.ServeAsk | m.FinishAsk | m.NoShowAsk
    ) -> m.Answer:
        return self.ask(f"counter-{ask.counter.lower()}", ask)

    def new_id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def seen(self, counter: str) -> UUID:
        """The ticket at a counter; one that nobody knows when it is free."""
        return self.centre.counter(counter).ticket or UUID(int=0)

    def stage(self, ticket: m.Ticket) -> m.Stage:
        return self.centre.tickets[ticket.id].stage

    def status(self, counter: str) -> m.CounterStatus:
        return self.centre.counter(counter).status

    def _counter(
        self, counter: str, action: m.CounterAction, officer: str | None = None
    ) -> m.Answer:
        ask = m.CounterAsk(id=self.new_id(), counter=counter, action=action, officer=officer)
        return self.ask(f"counter-{counter.lower()}", ask)


def called(answer: m.Answer) -> str:
    """The label that was called."""
    assert isinstance(answer, m.Called), answer
    return answer.ticket.label


def refused(answer: m.Answer) -> m.Reason:
    """Why an ask was refused."""
    assert isinstance(answer, m.Refused), answer
    return answer.reason
