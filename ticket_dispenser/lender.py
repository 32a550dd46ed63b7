"""Borrows numbers ahead of time and hands in what was given, whenever the queue service is there.

One task does one thing at a time: parts of the journal first, for those people wait and the queue
does not know it; then a lease for each service, one ask after another.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from contract import messages as m
from runtime.clock import Clock
from runtime.link import NOT_YET, NOT_YET_S, NoAnswer
from ticket_dispenser import lending
from ticket_dispenser.ledger import Ledger
from ticket_dispenser.lending import Lease, OfflineNumber, Why

log = logging.getLogger(__name__)

HALF_HOUR_S = 1800.0

STALE_CARD = (
    "The queue service takes this memory card for a copy or an old one and lends it no numbers. If"
    " there is a second card or machine of this name, take it away; then confirm the new card of"
    " this device at the console."
)

NEVER_TAKEN = (
    "Numbers that this machine gave are refused for good; all others are taken in. Whoever holds"
    " such a slip goes to the receptionist. If there is a second card or machine of this name, take"
    " it away."
)


class Asks(Protocol):
    """Whoever has asks answered; `runtime.link.Link` does."""

    async def ask(self, ask: m.Ask, *, patience_s: float | None) -> m.Answer:
        """Have an ask answered; raises `NoAnswer` after `patience_s`."""
        ...


@dataclass(frozen=True, slots=True)
class Pace:
    """How much the lender asks, and how often. Seconds."""

    patience_s: float = 5.0
    """An ask without an answer is made anew after this long: so the time in it is never older."""
    between_s: float = 1.0
    """From one loan to the next, so that a morning's loans are spread out."""
    retry_s: float = 600.0
    """After a refusal."""
    look_s: float = 30.0
    """Between two looks whether anything is to be done, when nothing happens."""
    clock_within_s: float = 15.0
    """Our clock may take so long to be set, once the queue service is there, before we tell it when
    numbers were given."""
    low: float = 0.5
    """Numbers are borrowed when less than this share of the last block is left."""


@dataclass
class Lender:
    """The dispenser's own numbers: the app gives them here, `run` does the rest."""

    link: Asks
    ledger: Ledger
    clock: Clock
    services: Callable[[], Sequence[str]]
    """What this dispenser offers, now."""
    reached: asyncio.Event
    """Set as long as the queue service can be reached."""
    tell: Callable[[str], None]
    """Told what is wrong with this card and what to do, for the technician; empty when all is
    well."""
    pace: Pace = Pace()
    _gave: deque[tuple[float, str]] = field(default_factory=deque, init=False)
    """When which services gave a number."""
    _capped: set[str] = field(default_factory=set, init=False)
    _over: set[str] = field(default_factory=set, init=False)
    """Services whose last numbers were over by our clock when they came."""
    _later: dict[Hashable, float] = field(default_factory=dict, init=False)
    """What is put off, and until when by the monotonic clock."""
    _attempts: Counter[UUID] = field(default_factory=Counter, init=False)
    """How often the parts of a lease were refused."""
    _reached_at: float = field(default=0.0, init=False)

    # --- For the app -----------------------------------------------------------------------

    async def give(
        self, service: str, intent: m.Intent, class_id: str | None, then: tuple[str, ...] = ()
    ) -> OfflineNumber | Why:
        """Write down a number without the queue service; see `Ledger.give`.

        `then` are the services that the same visit goes to afterwards.
        """
        now, synchronised = self.clock.now(), self.clock.synchronised()
        number = await self.ledger.give(
            service, intent, class_id, now, synchronised=synchronised, then=then
        )
        if isinstance(number, OfflineNumber):
            self.gave(service)
            return number
        return self._more_exactly(service, number)

    async def printed(self, ticket: UUID, *, printed: bool) -> None:
        """Say what became of a number's slip; see `Ledger.printed`."""
        await self.ledger.printed(ticket, printed=printed)

    def gave(self, service: str) -> None:
        """Note that the queue service gave a number here, so that enough is borrowed."""
        self._gave.append((self.clock.monotonic(), service))

    def lacks(self, service: str) -> Why | None:
        """Why a press would get no number without the queue service; None when it would."""
        lease = lending.lease_for(
            service, self.ledger.leases, self.clock.now(), synchronised=self.clock.synchronised()
        )
        return self._more_exactly(service, lease) if isinstance(lease, Why) else None

    def _more_exactly(self, service: str, why: Why) -> Why:
        return Why.DAILY_CAP if why is Why.NO_NUMBERS and service in self._capped else why

    # --- What goes on by itself --------------------------------------------------------------

    async def run(self) -> None:
        """Borrow and hand in until cancelled."""
        self._reached_at = self.clock.monotonic()
        while True:
            if not self.reached.is_set():
                await self.reached.wait()
                self._reached_at = self.clock.monotonic()
            self.ledger.changed.clear()
            if not await self.step():
                await self._look_again()

    async def step(self) -> bool:
        """Do the next thing that is to be done; False when there is none now."""
        now, believed = self.clock.now(), self.clock.synchronised()
        if believed:
            for lease in lending.to_close(self.ledger.leases, now):
                await self.ledger.close(lease.id)
        if believed or self._waited_for_clock():
            for lease in self.ledger.leases:
                attempt = self._attempts[lease.id]
                part = lending.part(lease, self.ledger.numbers, now, attempt)
                if part is not None and self._is_due(lease.id):
                    await self._hand_in(lease, part)
                    return True
        if self._is_due("borrow") and (ask := await self._next_ask(now, believed=believed)):
            await self._borrow(ask)
            return True
        return False

    async def _look_again(self) -> None:
        """Wait until something happened, or what was put off is due."""
        now = self.clock.monotonic()
        until = min([now + self.pace.look_s, *(at for at in self._later.values() if at > now)])
        with suppress(TimeoutError):
            async with asyncio.timeout(until - now):
                await self.ledger.changed.wait()

    def _waited_for_clock(self) -> bool:
        return self.clock.monotonic() >= self._reached_at + self.pace.clock_within_s

    # --- Borrowing -------------------------------------------------------------------------

    async def _next_ask(self, now: int, *, believed: bool) -> m.LeaseAsk | None:
        if self.ledger.asked is not None:
            return self.ledger.asked
        if not believed:  # it would not be known which leases are over, and none could be used
            return None
        services = [one for one in self.services() if self._is_due(one)]
        wanted = lending.wants(
            services, self.ledger.leases, self._recent(), now, low=self.pace.low
        )  # fmt: skip
        return await self.ledger.ask(wanted[0]) if wanted else None

    async def _borrow(self, ask: m.LeaseAsk) -> None:
        try:
            answer = await self.link.ask(ask, patience_s=self.pace.patience_s)
        except NoAnswer:
            return
        self._capped.discard(ask.service)
        match answer:
            case m.Leased():
                await self._lent(ask, answer)
            case m.Refused(reason=reason) if reason in NOT_YET:
                self._put_off("borrow", NOT_YET_S)
            case m.Refused(reason=m.Reason.STALE_EPOCH, detail=detail):
                log.error("%s (%s)", STALE_CARD, detail)
                await self.ledger.stale()
                self._put_off("borrow", self.pace.retry_s)
                self.tell(STALE_CARD)
            case _:
                await self._refused(ask, answer)

    async def _lent(self, ask: m.LeaseAsk, leased: m.Leased) -> None:
        await self.ledger.lent(leased)
        self._put_off("borrow", self.pace.between_s)
        self.tell("")
        if not Lease(leased, leased.first - 1).over(self.clock.now()):
            self._over.discard(ask.service)
        elif ask.service not in self._over:  # the answer to an ask of yesterday, perhaps
            self._over.add(ask.service)
        else:  # one loan after another would be given back, until nobody had numbers left
            log.warning("numbers of %s are over by our clock: is it right?", leased.day)
            self._put_off(ask.service, self.pace.retry_s)

    async def _refused(self, ask: m.LeaseAsk, answer: m.Answer) -> None:
        log.warning("no numbers are lent for %s: %r", ask.service, answer)
        await self.ledger.refused()
        self._put_off(ask.service, self.pace.retry_s)
        self._put_off("borrow", self.pace.between_s)
        if isinstance(answer, m.Refused) and answer.reason is m.Reason.DAILY_CAP:
            self._capped.add(ask.service)

    def _recent(self) -> Counter[str]:
        """How many numbers each service gave in the last half hour."""
        since = self.clock.monotonic() - HALF_HOUR_S
        while self._gave and self._gave[0][0] < since:
            self._gave.popleft()
        return Counter(service for _, service in self._gave)

    # --- Handing in ------------------------------------------------------------------------

    async def _hand_in(self, lease: Lease, part: m.OfflineTicketsAsk) -> None:
        try:
            answer = await self.link.ask(part, patience_s=self.pace.patience_s)
        except NoAnswer:
            return
        match answer:
            case m.Done():
                await self._told(part)
            case m.Refused(reason=reason) if reason in NOT_YET:
                self._put_off(lease.id, NOT_YET_S)
            case m.Refused(reason=m.Reason.NUMBER_TAKEN | m.Reason.NOT_LENT):
                log.error("%s (%s: %s)", NEVER_TAKEN, answer.reason, answer.detail)
                await self._told(part)
            case m.Refused(reason=m.Reason.UNKNOWN_LEASE) if lease.over(part.clock_now):
                await self._never_taken(lease, part)
            case _:
                await self._not_taken(lease, answer)

    async def _told(self, part: m.OfflineTicketsAsk) -> None:
        await self.ledger.told(part)
        if part.last is not None:
            del self._attempts[part.lease]
            self._later.pop(part.lease, None)

    async def _never_taken(self, lease: Lease, part: m.OfflineTicketsAsk) -> None:
        """The day is over, and with it all use of telling its numbers."""
        if part.tickets:
            log.error(
                "the queue service does not know that it lent %s: it came back from a backup, or"
                " there is a copy of this card. These numbers were in people's hands",
                ", ".join(lending.label(lease, ticket.ordinal) for ticket in part.tickets),
            )
        await self._told(part)

    async def _not_taken(self, lease: Lease, answer: m.Answer) -> None:
        """Keep what was not taken, and hand it in again later: the cause may be mended by then.

        Nothing more is given from a lease that the queue service says it does not know.
        """
        log.error("numbers that were given are not taken in, to be tried again: %r", answer)
        self._attempts[lease.id] += 1
        self._put_off(lease.id, self.pace.retry_s)
        if isinstance(answer, m.Refused) and answer.reason is m.Reason.UNKNOWN_LEASE:
            await self.ledger.close(lease.id)

    # --- Putting off -----------------------------------------------------------------------

    def _put_off(self, what: Hashable, seconds: float) -> None:
        self._later[what] = self.clock.monotonic() + seconds

    def _is_due(self, what: Hashable) -> bool:
        return self.clock.monotonic() >= self._later.get(what, 0.0)
