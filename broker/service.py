"""The queue service: one writer that decides, commits, answers and announces.

Asks that wait are decided one after another on the live state and committed together; answers
leave after the commit. If a commit fails the process ends: the journal is the truth, and the next
start folds it again.
"""

import asyncio
import gc
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from pydantic import ValidationError

from broker import announce, states
from broker.ballots import Ballot
from broker.case import Case, Chance, NoOutlook, Outlook
from broker.centre import Centre, fold
from broker.days import Days
from broker.decisions import decide
from broker.declared import Device
from broker.explain import explained
from broker.facts import Entry, Fact
from broker.offered import centre_state
from broker.plan import Plan
from contract import messages as m
from contract.channels import ASKS, LARGEST_ASK
from runtime.clock import Clock
from runtime.link import Link
from runtime.unreadable import first_error, id_in

log = logging.getLogger(__name__)

GROUP = 100
"""Asks committed together at most: their answers wait for one another."""

CLOCK_CHECK_S = 1.0
"""How often an idle service looks what is due by now."""


class Journal(Protocol):
    """What the service needs of its journal; see `broker.journal`."""

    async def append(self, entries: Sequence[Entry], ballots: Sequence[Ballot] = ()) -> None:
        """Make entries and ballots durable, all or none."""

    async def day(self, day: str) -> list[Entry]:
        """All entries of one business day."""

    async def heard_on(self, feedback: UUID) -> str | None:
        """The day on which this ask was taken in as a complaint or suggestion, if it was."""

    async def last(self) -> tuple[int, str]:
        """The last entry's number and the latest day."""

    def tidy(self) -> None:
        """Leave no trace of the order in which ballots were cast."""


@dataclass(frozen=True, slots=True)
class Request:
    """An ask that could be read, from a device that is known."""

    asker: Device
    name: str
    ask: m.Ask


@dataclass(frozen=True, slots=True)
class Decided:
    """A request and its answer, to be given once what it led to is durable."""

    request: Request
    answer: m.Message


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
    outlook: Outlook = field(default_factory=NoOutlook)
    """Expected waits."""
    announce_after_s: float = 0.005
    """Events and states follow the answers so much later: under load one state speaks for many."""
    restored: bool = False
    """The journal came back from a backup: leave out numbers that may have been given since."""

    _inbox: deque[Request] = field(default_factory=deque, init=False)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _logged: set[tuple[str, str, str]] = field(default_factory=set, init=False)
    _days: Days = field(init=False)
    _waits: dict[str, m.WaitsState] = field(default_factory=dict, init=False)
    """The expected waits that were told last, whenever that was."""
    _announcement: asyncio.TimerHandle | None = field(default=None, init=False)
    _stopping: bool = field(default=False, init=False)

    @property
    def days(self) -> Days:
        """The days as they stand, with what is not committed yet; known once `ready` was called."""
        return self._days

    def today(self) -> Centre | None:
        """The day that is going on; none before it is known."""
        return self._days.centre if hasattr(self, "_days") and self._days.today else None

    async def run(self, ready: Callable[[], None]) -> None:
        """Serve until cancelled; `ready` is called once today is known and asks are heard."""
        seq, today = await self.journal.last()
        gc.disable()  # a day is read in one go, and none of it is garbage
        known = {today: fold(today, await self.journal.day(today))}
        gc.freeze()
        gc.enable()
        self._days = Days(
            self.plan, self.clock, self.chance, self.outlook, seq, today, known, self.restored
        )  # fmt: skip
        self._days.turn()
        self._days.begin()
        self._days.leave_numbers_out()
        await self._commit()
        self.link.state(self.plan.settings.centre, centre_state(self.plan))
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
            await self._let_time_pass()
            if self._inbox:
                await self._settle_group()
            else:
                await self._wait()

    async def _let_time_pass(self) -> None:
        """Let happen what is due by now, whether or not anybody asks."""
        turned = self._days.turn()
        left_out = self._days.leave_numbers_out()
        if self._days.today and (self._days.let_due_happen() or turned or left_out):
            await self._commit()
            self._announce_soon()
        if turned:
            self._draw_all()

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
                detail = first_error(error)
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
        if ask := id_in(payload):
            self.link.answer(device, ask, m.Refused(reason=reason, detail=detail))

    async def _wait(self) -> None:
        """Wait for an ask, or until it is time to look at the clock again."""
        self._arrived.clear()
        look = asyncio.get_running_loop().call_later(CLOCK_CHECK_S, self._arrived.set)
        await self._arrived.wait()
        look.cancel()

    # --- Deciding --------------------------------------------------------------------------

    async def _settle_group(self) -> None:
        """Decide for those who wait now, commit for all of them at once, then tell them."""
        waiting = [self._inbox.popleft() for _ in range(min(GROUP, len(self._inbox)))]
        group = [await self._decide(request) for request in waiting]
        await self._commit()
        for decided in group:
            request, answer = decided.request, decided.answer
            for device in announce.hearers(request.asker.name, answer):
                self.link.answer(device, request.ask.id, answer)
        self._announce_soon()

    async def _decide(self, request: Request) -> Decided:
        ask, days = request.ask, self._days
        centre = await self._centre_for(ask)
        if heard := days.led_to(ask.id):
            return self._repeat(request, *heard)
        if not days.knows_today():
            return Decided(request, m.Refused(reason=m.Reason.CLOCK_NOT_SET))
        now = self.clock.now()
        case = Case(self.plan, centre, request.asker, now, self.chance, self.outlook)
        if isinstance(ask, m.ExplainAsk):
            return Decided(request, explained(ask, case))
        facts = decide(request.name, ask, case)
        days.cast(ask, facts, case)
        days.happen(ask.id, facts, centre)
        return Decided(request, announce.answer(facts, centre, self.plan))

    def _repeat(self, request: Request, facts: Sequence[Fact], day: Centre) -> Decided:
        """The answer that was given before, to whom it was given."""
        if facts[0].by != request.asker.name:
            return Decided(request, m.Refused(reason=m.Reason.NOT_ALLOWED))
        self.count("repeated")
        self._days.touch(facts, day)
        return Decided(request, announce.answer(facts, day, self.plan))

    async def _centre_for(self, ask: m.Ask) -> Centre:
        """Today; for what was kept through an outage the day that it is of."""
        days = self._days
        day = ask.day if isinstance(ask, m.RatingAsk | m.OfflineTicketsAsk) else days.today
        if isinstance(ask, m.FeedbackAsk):  # its device may have been off since it was heard
            day = await self.journal.heard_on(ask.id) or day
        if day not in days.known and (entries := await self.journal.day(day)):
            days.remember(day, entries)
        return days.known.get(day, days.centre)

    async def _commit(self) -> None:
        entries, ballots = self._days.taken()
        if entries:
            await self.journal.append(entries, ballots)

    # --- Telling ---------------------------------------------------------------------------

    def _announce_soon(self) -> None:
        """The rest of the world hears of it when nobody waits for an answer."""
        if self._announcement is None:
            loop = asyncio.get_running_loop()
            self._announcement = loop.call_later(self.announce_after_s, self._announce)

    def _announce(self) -> None:
        """Tell what happened, and draw what changed, once for all that came since."""
        self._announcement = None
        for event in self._days.told():
            self.link.event(event)
        self._draw_touched()
        self.journal.tidy()

    def draw_waits(self, centre: Centre, now: int) -> None:
        """Tell the expected waits of queues where they have changed."""
        for service in self.plan.services:
            state = states.waits_state(service, centre, self.plan, self.outlook, now)
            timeless = state.model_copy(update={"at": 0, "seq": 0})
            if self._waits.get(service) != timeless:
                self._waits[service] = timeless
                self.link.state(service, state)

    def _draw_all(self) -> None:
        if self._days.today:
            self._days.touch_all()
            self._draw_touched()

    def _draw_touched(self) -> None:
        centre, touched = self._days.centre, self._days.touched
        for counter in sorted(touched.counters & self.plan.counters.keys()):
            self.link.state(counter, states.counter_state(counter, centre, self.plan))
        for service in sorted(touched.services & self.plan.services.keys()):
            self.link.state(service, states.queue_state(service, centre, self.plan))
        self._days.touched = announce.Touched()
