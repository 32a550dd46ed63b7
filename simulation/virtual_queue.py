"""The queue service on virtual time: its rules and its days, without the wire and the disk."""

from collections.abc import Callable, Iterator
from random import Random
from uuid import UUID

from broker import facts as f
from broker.case import Case, NoOutlook, Outlook, new_id
from broker.centre import Centre
from broker.days import Days
from broker.decisions import decide
from broker.declared import Device
from broker.dispatch import Idle
from broker.plan import Plan
from contract import messages as m
from contract.channels import ASKS, Role
from runtime.clock import SetClock

_RECEPTION = Device(name="reception", role=Role.CONSOLE)
_NAMES = {channel.model: name for name, channel in ASKS.items()}


class VirtualQueue:
    """One business day of a queue service; it does what `broker.service` does with each ask."""

    notice: Callable[[f.Fact], None]
    """Told of each fact as soon as it has happened."""

    def __init__(
        self, plan: Plan, now: int, chance: Random, outlook: Outlook | None = None
    ) -> None:
        """The day of this moment, with nothing in it; `chance` is for identities and tokens."""
        self.plan = plan
        self.chance = chance
        self.journal: list[f.Entry] = []
        self.notice = _look_away
        self._outlook = outlook or NoOutlook()
        self._clock = SetClock(now)
        day = plan.day(now)
        known = {day: Centre(day)}
        self._days = Days(plan, self._clock, chance, self._outlook, 0, day, known)
        self.centre = self._days.centre
        self.now = now

    def let_time_pass(self, now: int) -> None:
        """It is `now`: what nobody asked for happens when it is due by then."""
        self.set_clock(now)
        self._days.turn()
        self._days.let_due_happen()
        self._tell()

    def set_clock(self, now: int) -> None:
        """It is `now`, and nobody looks what is due."""
        self.now = now
        self._clock.set(now)

    def ask(self, device: Device, ask: m.Ask) -> None:
        """Have a device ask; what follows happens at once."""
        case = Case(self.plan, self.centre, device, self.now, self.chance, self._outlook)
        self._days.happen(ask.id, decide(_NAMES[type(ask)], ask, case), self.centre)
        self._tell()

    def device(self, role: Role, counter: str | None = None) -> Device:
        """A device of this role, for this counter; where there is none, reception asks."""
        devices = self.plan.settings.devices
        fitting = (one for one in devices if one.role is role and one.counter == counter)
        return next(fitting, _RECEPTION)

    def idle(self) -> Iterator[Idle]:
        """Free counters that could call somebody now."""
        for name, counter in self.centre.counters.items():
            if counter.ticket is not None or counter.status is not m.CounterStatus.OPEN:
                continue
            heads = self.centre.heads(self.plan.reach[name])
            if heads or self.centre.reserved.get(name):
                skill = max((head[1] for head in heads), default=0)
                busy = counter.busy_share(self.now)
                yield Idle(self.plan.numbers[name], skill, busy, counter.free_since)

    def new_id(self) -> UUID:
        """For a request."""
        return new_id(self.chance)

    def _tell(self) -> None:
        """Commit, and tell people: what they do then comes after all of it."""
        happened, _ = self._days.taken()
        self._days.told()
        self.journal += happened
        for entry in happened:
            self.notice(entry.fact)


def _look_away(_: f.Fact) -> None:
    """Nobody is there to see it."""
