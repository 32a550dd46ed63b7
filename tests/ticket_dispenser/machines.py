"""Dispensers at the real queue service, on a road on which asks and answers get lost."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from contract import messages as m
from runtime.clock import SetClock
from runtime.link import NoAnswer
from tests.ticket_dispenser.borrowed import FILE, UNTIL, at, leased
from tests.ticket_dispenser.cuts import Fuse, PowerCut, as_after_a_cut, fused, ids
from ticket_dispenser.ledger import Ledger
from ticket_dispenser.lender import Lender, Pace
from ticket_dispenser.lending import OfflineNumber, Why

SERVICES = ("dat-dai", "doanh-nghiep")
PACE = Pace()


@dataclass(frozen=True, slots=True)
class Slip:
    """Paper in somebody's hand."""

    day: str
    label: str
    ticket: UUID
    at: int
    """By the queue service's clock; nobody reads it there."""


@dataclass
class Ahead:
    """A clock that is synchronised, and still a little ahead of another, or behind it."""

    clock: SetClock
    ms: int = 0
    believed: bool = True

    def now(self) -> int:
        return self.clock.now() + self.ms

    def monotonic(self) -> float:
        return self.clock.monotonic()

    def synchronised(self) -> bool:
        return self.believed


@dataclass
class Road:
    """The way of one dispenser's asks. Its fate: `ok`, `lost`, `unanswered` or `twice`."""

    deliver: Callable[[m.Ask], Awaitable[m.Answer]]
    fates: deque[str] = field(default_factory=deque)
    """Of the next asks; then all is well."""
    asked: list[m.Ask] = field(default_factory=list)
    """All that was sent: it may come once more."""
    answers: list[m.Answer] = field(default_factory=list)
    """All that was heard."""
    unanswered: UUID | None = None
    """The ask for a lease whose answer the dispenser has not heard yet."""

    async def ask(self, ask: m.Ask, *, patience_s: float | None) -> m.Answer:
        """See `Link`."""
        assert patience_s is not None
        if isinstance(ask, m.LeaseAsk):
            assert self.unanswered in {None, ask.id}, "two asks for a lease at one time"
            self.unanswered = ask.id
        fate = self.fates.popleft() if self.fates else "ok"
        if fate != "lost":
            self.asked.append(ask)
            answer = await self.deliver(ask)
        if fate == "twice":
            assert await self.deliver(ask) == answer
        if fate in {"lost", "unanswered"}:
            raise NoAnswer(type(ask).__name__)
        if isinstance(ask, m.LeaseAsk):
            self.unanswered = None
        self.answers.append(answer)
        return answer


def with_end(answer: m.Answer) -> m.Answer:
    """A lease that says when its day ends."""
    if not isinstance(answer, m.Leased) or answer.until is not None:
        return answer
    after = date.fromisoformat(answer.day) + timedelta(days=1)
    return answer.model_copy(update={"until": at("03:00", after.isoformat())})


class Machine:
    """A dispenser's own numbers on its card; its power may go at any statement."""

    def __init__(self, road: Road, clock: Ahead, chance: Random, folder: Path) -> None:
        self.road = road
        self.clock = clock
        self.chance = chance
        self.paper: list[Slip] = []
        self.journal: dict[tuple[str, str], UUID] = {}
        """Every number that was ever on the card."""
        self.said = [""]
        """What the technician was told."""
        self.lives = 0
        self._path = folder / "life-0" / "lent.db"
        self._stack = AsyncExitStack()
        self.ledger: Ledger
        self.lender: Lender
        self.fuse: Fuse

    async def start(self) -> None:
        """Switch it on."""
        opened = Ledger.open(self._path, lambda: ids(self.chance))
        self.ledger = await self._stack.enter_async_context(opened)
        self.fuse = fused(self.ledger)
        self.lives += 1
        self.lender = Lender(
            self.road, self.ledger, self.clock, lambda: SERVICES, asyncio.Event(), self.said.append
        )

    async def stop(self) -> None:
        """Switch it off."""
        await self._stack.aclose()

    async def cut(self) -> None:
        """Lose power, and start with what had reached the disk."""
        self._path = as_after_a_cut(self._path)
        await self.stop()
        await self.start()

    async def press(self, service: str, fate: str) -> OfflineNumber | Why | None:
        """Somebody presses. `fate`: printed, jam, or when the power goes."""
        if fate == "cut before":
            self.fuse.left, self.fuse.done = 0, False
        elif fate == "cut after":
            self.fuse.left, self.fuse.done = 0, True
        try:
            number = await self.lender.give(service, FILE, None)
            self.note()
            if isinstance(number, Why):
                self.fuse.left = None
                return number
            if fate == "cut before slip":
                raise PowerCut  # noqa: TRY301 - of all the moments to lose power, this one too
            if fate != "jam":
                true = number.at - self.clock.ms
                self.paper.append(Slip(number.day, number.label, number.ticket, true))
            if fate == "cut after slip":
                raise PowerCut  # noqa: TRY301 - and this one
            await self.lender.printed(number.ticket, printed=fate != "jam")
        except PowerCut:
            await self.cut()
            self.note()
            return None
        return number

    async def work(self, steps: int, cut_after: int | None = None, *, done: bool = False) -> bool:
        """Let it borrow and hand in; tell whether it came to an end."""
        self.fuse.left, self.fuse.done = cut_after, done
        try:
            for _ in range(steps):
                if not await self.lender.step():
                    return True
        except PowerCut:
            await self.cut()
        finally:
            self.fuse.left = None
        return False

    def note(self) -> None:
        """Remember what is on the card; it is forgotten there once all of it is settled."""
        leases = {lease.id: lease.leased for lease in self.ledger.leases}
        for number in self.ledger.numbers:
            leased = leases[number.lease]
            label = leased.labels[number.ordinal - leased.first]
            known = self.journal.setdefault((leased.day, label), number.ticket)
            assert known == number.ticket, "a number is given twice"


@dataclass
class Answers:
    """A queue service that lends, takes everything in, and says what it is told to."""

    asked: list[m.Ask] = field(default_factory=list)
    refuse: dict[type[m.Ask], m.Reason] = field(default_factory=dict)
    until: int = UNTIL

    async def deliver(self, ask: m.Ask) -> m.Answer:
        self.asked.append(ask)
        if type(ask) in self.refuse:
            return m.Refused(reason=self.refuse[type(ask)])
        if isinstance(ask, m.LeaseAsk):
            number = len({one.id for one in self.of(m.LeaseAsk)})
            return leased(number, ask.service, until=self.until)
        return m.Done()

    def of(self, kind: type[m.Ask]) -> list[m.Ask]:
        return [ask for ask in self.asked if isinstance(ask, kind)]

    def handed_in(self) -> list[m.OfflineTicketsAsk]:
        return [ask for ask in self.asked if isinstance(ask, m.OfflineTicketsAsk)]


async def borrow(machine: Machine, clock: SetClock) -> None:
    """Let it borrow for all services."""
    for _ in SERVICES:
        await machine.work(9)
        clock.advance(PACE.between_s)


async def give(machine: Machine, service: str = "dat-dai") -> OfflineNumber:
    number = await machine.press(service, "printed")
    assert isinstance(number, OfflineNumber), number
    return number
