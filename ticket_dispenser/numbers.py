"""From a wish to a number, and from a number to a slip: whatever fails on the way, one and once.

Notes in the outbox make it safe to die at any point. `press`: a number was asked for; whoever
finds the note later takes that number back, for its citizen has left. `slip`: the number may be on
paper; whoever finds the note leaves it valid, for nothing that was printed is ever lost. `void`:
the citizen was told that the number is taken back. `check_in` is the `press` of an appointment. An
answer turns the one note into the other, on the disk in one step.
`ordered`: a slip that the reception asked for is never printed a second time.

A number of the machine's own stands in its book before it is printed.
"""

import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from PIL.Image import Image

from contract import messages as m
from paper.slips import Slips
from runtime.link import NoAnswer
from runtime.online import Station
from runtime.outbox import Item, Outbox
from ticket_dispenser import situations as s
from ticket_dispenser.lender import Lender
from ticket_dispenser.lending import OfflineNumber, Why
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.wishes import CheckIn, TakeNumber
from ticket_dispenser.world import World

log = logging.getLogger(__name__)

Press = m.TicketAsk | m.CheckInAsk
"""What a citizen's press, or the code of an appointment, asks."""

MOST_ORDERED = 200
"""So many slips for the reception are remembered, longer than any answer is on the wire."""


@dataclass
class Numbers:
    """Numbers for one machine, from the queue service or of its own."""

    settings: DispenserSettings
    station: Station
    outbox: Outbox
    lender: Lender
    world: Callable[[], World]
    silent: Callable[[bool], None]
    """Told True when the queue service did not answer in time, and False when it did again."""
    later: Callable[[Coroutine[None, None, None]], object]
    """Has something done in the background, until the process ends."""
    leftovers: Sequence[Item] = ()
    """The notes of an earlier life of this process."""

    def __post_init__(self) -> None:
        """Remember which slips were ordered before."""
        self._ordered = [item.key for item in self.leftovers if item.kind == "ordered"]

    async def settle_leftovers(self) -> None:
        """Take up what an earlier life of this process left unfinished."""
        items = self.leftovers
        voids = {read(item) for item in items if item.kind == "void"}
        for item in items:
            match item.kind, read(item):
                case "void", UUID() as ticket:
                    await self.report_void(ticket, m.VoidReason.PRINTER_FAILED)
                case "slip", UUID() as ticket if ticket in voids:
                    await self.outbox.done(ticket)
                case "slip", UUID() as ticket:
                    await self.report_printed(ticket)
                case _, (m.TicketAsk() | m.CheckInAsk()) as ask:
                    await self._take_back(ask)

    # --- Getting a number ----------------------------------------------------------------------

    async def take(self, wish: TakeNumber | CheckIn) -> "Given | s.Situation":
        """Get a number, of the queue service or else of the machine's own; or why there is none."""
        if self.world().reached:
            try:
                return await self._ask(_ask_for(wish, self.station.new_id()))
            except NoAnswer:
                self.silent(True)  # noqa: FBT003 - a level
        if isinstance(wish, CheckIn):
            return s.NoAnswer()
        return await self._own(wish)

    async def _ask(self, ask: Press) -> "Given | s.Situation":
        kind = "check_in" if isinstance(ask, m.CheckInAsk) else "press"
        await self.outbox.put(ask.id, kind, ask.model_dump_json().encode())
        try:
            answer = await self.station.link.ask(ask, patience_s=self.settings.patience_s)
        except NoAnswer:
            self.later(self._take_back(ask))
            raise
        if not isinstance(answer, m.Issued):
            await self.outbox.done(ask.id)
            return _refusal(answer)
        await self.outbox.turn(ask.id, answer.ticket.id, "slip")
        self.lender.gave(answer.ticket.service)
        return Online(self, answer)

    async def _own(self, wish: TakeNumber) -> "Given | s.Situation":
        doors = self.world().doors(self.station.clock.now())
        if doors and not doors.open:
            return s.Refused(m.Reason.OUTSIDE_HOURS)
        number = await self.lender.give(wish.service, wish.intent, wish.class_id, wish.then)
        if isinstance(number, Why):
            return _no_number(number)
        return Own(self.lender, number, self.world().claims(number.class_id))

    def was_ordered(self, issued: m.Issued) -> bool:
        """Whether a slip that the reception asks for was taken up before."""
        return _order_note(issued) in self._ordered

    async def ordered(self, issued: m.Issued) -> "Online":
        """Take up a slip that the reception asked for."""
        note = _order_note(issued)
        self._ordered.append(note)
        await self.outbox.put(note, "ordered", b"")
        await self.outbox.put(issued.ticket.id, "slip", b"")
        while len(self._ordered) > MOST_ORDERED:
            await self.outbox.done(self._ordered.pop(0))
        return Online(self, issued)

    # --- What must reach the queue service, however long it takes ----------------------------

    async def _take_back(self, ask: Press) -> None:
        """Learn which number a press led to after all, and void it: nobody holds it."""
        answer = await self.station.link.insist(ask)
        self.silent(False)  # noqa: FBT003 - a level
        if isinstance(answer, m.Issued):
            await self.report_void(answer.ticket.id, m.VoidReason.TOO_LATE)
        await self.outbox.done(ask.id)

    async def report_printed(self, ticket: UUID) -> None:
        """Report that a slip is in somebody's hand, and strike out its note."""
        await self._report(m.PrintedAsk(id=self.station.new_id(), ticket=ticket))
        await self.outbox.done(ticket)

    async def report_void(self, ticket: UUID, reason: m.VoidReason) -> None:
        """Have a number voided, and strike out the note of it."""
        await self._report(m.VoidAsk(id=self.station.new_id(), ticket=ticket, reason=reason))
        await self.outbox.done(_void_note(ticket))

    async def _report(self, ask: m.PrintedAsk | m.VoidAsk) -> None:
        answer = await self.station.link.insist(ask)
        if isinstance(answer, m.Refused):
            log.warning("the queue service refused %r: %s %s", ask, answer.reason, answer.detail)


@dataclass(frozen=True, slots=True)
class Online:
    """A number of the queue service, and what is owed to it."""

    numbers: Numbers
    issued: m.Issued

    @property
    def label(self) -> str:
        """The number."""
        return self.issued.ticket.label

    @property
    def claimed(self) -> bool:
        """Whether the receptionist is to confirm its class."""
        return self.issued.ticket.claims is not None

    def draw(self, slips: Slips, world: World) -> Image:
        """Its slip."""
        return slips.draw(self.issued, world.centre)

    async def out(self) -> None:
        """It is on paper, or may be."""
        self.numbers.later(self.numbers.report_printed(self.issued.ticket.id))

    async def kept(self) -> None:
        """It is on no paper, and somebody knows it all the same."""
        await self.numbers.outbox.done(self.issued.ticket.id)

    async def void(self) -> None:
        """Nobody knows it."""
        ticket, numbers = self.issued.ticket.id, self.numbers
        await numbers.outbox.put(_void_note(ticket), "void", ticket.bytes)
        await numbers.outbox.done(ticket)
        numbers.later(numbers.report_void(ticket, m.VoidReason.PRINTER_FAILED))


@dataclass(frozen=True, slots=True)
class Own:
    """A number of the machine's own, written down before anybody sees it."""

    lender: Lender
    number: OfflineNumber
    claims: str | None
    """The class that was asked for, where the receptionist must confirm it."""

    @property
    def label(self) -> str:
        """The number."""
        return self.number.label

    @property
    def claimed(self) -> bool:
        """Whether the receptionist is to confirm its class."""
        return self.claims is not None

    def draw(self, slips: Slips, world: World) -> Image:
        """Its slip."""
        return slips.draw(as_issued(self.number, world), world.centre, offline=True)

    async def out(self) -> None:
        """It is on paper, or may be."""
        await self.lender.printed(self.number.ticket, printed=True)

    async def kept(self) -> None:
        """It is on no paper, and somebody knows it all the same."""
        await self.lender.printed(self.number.ticket, printed=True)

    async def void(self) -> None:
        """Nobody knows it."""
        await self.lender.printed(self.number.ticket, printed=False)


Given = Online | Own


def read(note: Item) -> Press | UUID | None:
    """The ask or the ticket of a note, None of another kind; raises `ValueError`.

    A newer writer may have added fields.
    """
    match note.kind:
        case "press":
            return m.TicketAsk.model_validate_json(note.body, extra="ignore")
        case "check_in":
            return m.CheckInAsk.model_validate_json(note.body, extra="ignore")
        case "void":
            return UUID(bytes=note.body)
        case "slip":
            return note.key
        case _:
            return None


def _ask_for(wish: TakeNumber | CheckIn, id_: UUID) -> Press:
    if isinstance(wish, CheckIn):
        return m.CheckInAsk(id=id_, code=wish.code)
    return m.TicketAsk(
        id=id_, service=wish.service, intent=wish.intent, class_id=wish.class_id, then=wish.then
    )


def as_issued(number: OfflineNumber, world: World) -> m.Issued:
    """A number of the machine's own, in the words of the queue service that is away.

    A further service whose name nobody told is left out: its identifier is nothing to print.
    """
    services = {known.id: known.name for known in world.centre.services} if world.centre else {}
    claims = world.claims(number.class_id)
    return m.Issued(
        ticket=m.Ticket(
            id=number.ticket,
            label=number.label,
            service=number.service,
            service_name=services.get(number.service, ""),
            intent=number.intent,
            class_id=world.first_class if claims else number.class_id or world.first_class,
            claims=claims,
            then=tuple(step for step in number.then if step in services),
        ),
        issued_at=number.at,
        day=number.day,
        ahead=0,
        counters=number.counters,
        token="",
    )


def _no_number(why: Why) -> s.Situation:
    if why is Why.DAILY_CAP:
        return s.Refused(m.Reason.DAILY_CAP)
    return s.NoNumber(clock=why is Why.CLOCK_NOT_SET)


def _void_note(ticket: UUID) -> UUID:
    """The key of the note that a ticket is to be voided, beside the note that it is a slip."""
    return uuid5(ticket, "void")


def _order_note(issued: m.Issued) -> UUID:
    """The key of the note that a slip was ordered, which stays when it is out."""
    return uuid5(issued.ticket.id, "ordered")


def _refusal(answer: m.Answer) -> s.Refused:
    return s.Refused(answer.reason if isinstance(answer, m.Refused) else m.Reason.UNREADABLE)
