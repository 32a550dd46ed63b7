"""The queue service: one writer that decides, commits, answers and announces.

Asks that wait are decided one after another on the live state and committed together; answers
leave after the commit. If a commit fails the process ends: the journal is the truth, and the next
start folds it again.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from pydantic import ValidationError

from broker import announce
from broker.centre import Centre, fold
from broker.decisions import Case, Chance, decide
from broker.facts import Entry, Fact
from broker.plan import Plan
from broker.settings import Device
from contract import messages as m
from contract.channels import ASKS, LARGEST_ASK
from runtime.clock import Clock
from runtime.link import Link

log = logging.getLogger(__name__)

GROUP = 100
"""Asks committed together at most: their answers wait for one another."""

LONGEST_DETAIL = 200
"""Characters told of what could not be read: whoever sent it chose them."""

DAY_CHECK_S = 15.0
"""How often an idle service looks whether a new business day has begun."""


class Journal(Protocol):
    """What the service needs of its journal; see `broker.journal`."""

    async def append(self, entries: Sequence[Entry]) -> None:
        """Make entries durable, all or none."""

    async def day(self, day: str) -> list[Entry]:
        """All entries of one business day."""

    async def last(self) -> tuple[int, str]:
        """The last entry's number and the latest day."""


@dataclass(frozen=True, slots=True)
class Request:
    """An ask that could be read, from a device that is known."""

    asker: Device
    name: str
    ask: m.Ask


@dataclass(slots=True)
class Decided:
    """A request and what it led to: entries to commit, or an answer known already."""

    request: Request
    answer: m.Message
    entries: tuple[Entry, ...] = ()
    events: tuple[m.Event, ...] = ()


@dataclass
class Service:
    """One centre's queue."""

    plan: Plan
    journal: Journal
    link: Link
    clock: Clock
    chance: Chance
    count: Callable[[str], None]
    """Told of each thing worth counting, for the service's own device state."""
    announce_after_s: float = 0.005
    """Events and states follow the answers so much later: under load one state speaks for many."""

    _inbox: deque[Request] = field(default_factory=deque, init=False)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _touched: announce.Touched = field(default_factory=announce.Touched, init=False)
    _logged: set[tuple[str, str, str]] = field(default_factory=set, init=False)
    _days: dict[str, Centre] = field(default_factory=dict, init=False)
    """Today, the day before, and older days that a late rating belongs to."""
    _untold: list[m.Event] = field(default_factory=list, init=False)
    _announcement: asyncio.TimerHandle | None = field(default=None, init=False)
    _stopping: bool = field(default=False, init=False)
    _today: str = field(default="", init=False)
    _seq: int = field(default=0, init=False)

    async def run(self, ready: Callable[[], None]) -> None:
        """Serve until cancelled; `ready` is called once today is known and asks are heard."""
        self._seq, self._today = await self.journal.last()
        self._days = {self._today: fold(self._today, await self.journal.day(self._today))}
        self._turn_day()
        self._draw_all()
        self.link.serve(self._receive)
        ready()
        writer = asyncio.create_task(self._write(), name="writer")
        try:
            await asyncio.shield(writer)
        finally:
            self._stopping = True
            self._arrived.set()
            await self._last_words(writer)

    async def _last_words(self, writer: asyncio.Task[None]) -> None:
        """Announce what was committed; nothing when a commit failed, for today is wrong then."""
        await asyncio.wait({writer})
        if self._announcement is not None:
            self._announcement.cancel()
        writer.result()
        self._announce()

    async def _write(self) -> None:
        """Settle group after group; when told to stop, finish the one at hand."""
        while not self._stopping:
            if self._turn_day():
                self._draw_all()
            if self._inbox:
                await self._settle_group()
            else:
                await self._wait()

    # --- Hearing ---------------------------------------------------------------------------

    def _receive(self, device: str, name: str, payload: bytes) -> None:
        """Read an ask, or refuse it: nothing that arrives stops the service."""
        asker = self.plan.devices.get(device)
        if len(payload) > LARGEST_ASK:
            self._turn_down(device, name, b"", m.Reason.UNREADABLE, f"{len(payload)} bytes")
        elif asker is None:
            self._turn_down(device, name, payload, m.Reason.UNKNOWN_DEVICE, "not in the settings")
        elif name not in ASKS:
            self._turn_down(device, name, payload, m.Reason.UNREADABLE, "no such ask")
        else:
            try:
                ask = ASKS[name].model.model_validate_json(payload)
            except ValidationError as error:
                detail = _first_error(error)
                self._turn_down(device, name, payload, m.Reason.UNREADABLE, detail)
            else:
                self._inbox.append(Request(asker, name, ask))
                self._arrived.set()

    def _turn_down(
        self, device: str, name: str, payload: bytes, reason: m.Reason, detail: str
    ) -> None:
        self.count(reason)
        said = (device, name if name in ASKS else "", reason)
        if said not in self._logged:
            self._logged.add(said)
            log.warning("%s asked %s: %s (%s); said once", device, name, reason, detail)
        if ask := _id_in(payload):
            self.link.answer(device, ask, m.Refused(reason=reason, detail=detail))

    async def _wait(self) -> None:
        """Wait for an ask, or until it is time to look at the day again."""
        self._arrived.clear()
        look = asyncio.get_running_loop().call_later(DAY_CHECK_S, self._arrived.set)
        await self._arrived.wait()
        look.cancel()

    # --- Deciding --------------------------------------------------------------------------

    async def _settle_group(self) -> None:
        """Decide for those who wait now, commit for all of them at once, then tell them."""
        waiting = [self._inbox.popleft() for _ in range(min(GROUP, len(self._inbox)))]
        group = [await self._decide(request) for request in waiting]
        if entries := [entry for decided in group for entry in decided.entries]:
            await self.journal.append(entries)
        self._tell(group)

    async def _decide(self, request: Request) -> Decided:
        ask = request.ask
        centre = await self._centre_for(ask)
        for day in self._days.values():
            if known := day.requests.get(ask.id):
                if known[0].by != request.asker.name:
                    return Decided(request, m.Refused(reason=m.Reason.NOT_ALLOWED))
                self.count("repeated")
                self._touch(known, day)
                return Decided(request, announce.answer(known, day, self.plan))
        if not self._knows_the_day():
            return Decided(request, m.Refused(reason=m.Reason.CLOCK_NOT_SET))
        case = Case(self.plan, centre, request.asker, self.clock.now(), self.chance)
        return self._happen(request, decide(request.name, ask, case), centre)

    def _happen(self, request: Request, facts: Sequence[Fact], centre: Centre) -> Decided:
        entries, events = [], []
        for fact in facts:
            self._seq += 1
            entry, previous = Entry(self._seq, centre.day, request.ask.id, fact), centre.told
            centre.apply(entry)
            entries.append(entry)
            if event := announce.event(entry, previous, centre, self.plan):
                events.append(event)
        self._touch(facts, centre)
        answer = announce.answer(facts, centre, self.plan)
        return Decided(request, answer, tuple(entries), tuple(events))

    async def _centre_for(self, ask: m.Ask) -> Centre:
        """Today; for a rating that was kept through an outage the day of its visit."""
        day = ask.day if isinstance(ask, m.RatingAsk) else self._today
        if day not in self._days and (entries := await self.journal.day(day)):
            self._days[day] = fold(day, entries)
        return self._days.get(day, self._days[self._today])

    def _knows_the_day(self) -> bool:
        """Whether today is today: by a clock that is kept, or by the day that is open already."""
        day = self.plan.day(self.clock.now())
        return bool(self._today) and (day == self._today or self.clock.synchronised())

    def _turn_day(self) -> bool:
        """Begin a new business day when it is one; never an older one, never by a bad clock."""
        day = self.plan.day(self.clock.now())
        if day < self._today and self.clock.synchronised():
            self._warn_of_the_future(day)
        if day <= self._today or not self.clock.synchronised():
            return False
        log.info("business day %s begins", day)
        self._days = {self._today: self._days[self._today], day: Centre(day, self._seq)}
        self._today = day
        return True

    def _warn_of_the_future(self, day: str) -> None:
        said = ("", "", day)
        if said not in self._logged:
            self._logged.add(said)
            log.error(
                "it is %s, but the journal is at %s already: the clock was ahead. Numbers go on as"
                " of %s until that day is over; ask for help with the journal",
                day, self._today, self._today,
            )  # fmt: skip

    # --- Telling ---------------------------------------------------------------------------

    def _tell(self, group: Sequence[Decided]) -> None:
        """Answer at once; the rest of the world hears of it when nobody waits for an answer."""
        for decided in group:
            request = decided.request
            self.link.answer(request.asker.name, request.ask.id, decided.answer)
            self._untold += decided.events
        if self._announcement is None:
            loop = asyncio.get_running_loop()
            self._announcement = loop.call_later(self.announce_after_s, self._announce)

    def _announce(self) -> None:
        """Tell what happened, and draw what changed, once for all that came since."""
        self._announcement = None
        for event in self._untold:
            self.link.event(event)
        self._untold.clear()
        self._draw_touched()

    def _touch(self, facts: Sequence[Fact], centre: Centre) -> None:
        if centre.day == self._today:
            for fact in facts:
                self._touched.add(fact, centre, self.plan)

    def _draw_all(self) -> None:
        if self._today:
            self._touched = announce.Touched(set(self.plan.counters), set(self.plan.services))
            self._draw_touched()

    def _draw_touched(self) -> None:
        centre, touched = self._days[self._today], self._touched
        for counter in sorted(touched.counters & self.plan.counters.keys()):
            self.link.state(counter, announce.counter_state(counter, centre, self.plan))
        for service in sorted(touched.services & self.plan.services.keys()):
            self.link.state(service, announce.queue_state(service, centre, self.plan))
        self._touched = announce.Touched()


def _first_error(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    told = f"{where}: {first['msg']}" if where else first["msg"]
    return told[:LONGEST_DETAIL]


def _id_in(payload: bytes) -> UUID | None:
    """The id of an ask that is wrong in other ways, so that even it can be answered."""
    try:
        return UUID(json.loads(payload)["id"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
