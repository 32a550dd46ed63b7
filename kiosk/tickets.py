"""From a wish to a number of the queue service, and from a number to a slip: one, and once.

Notes in the outbox make it safe to die at any point. `press`: a number was asked for; whoever
finds the note later takes that number back, for its citizen has left. `slip`: the number may be on
paper or was read from the screen; whoever finds the note leaves it valid. `void`: it is to be taken
back. A kiosk has no numbers of its own: without the queue service it gives none, and says so.
"""

import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from contract import messages as m
from kiosk.state import Press, Refused, Told
from kiosk.wishes import TakeNumber
from runtime.link import NoAnswer
from runtime.online import Station
from runtime.outbox import Item, Outbox

log = logging.getLogger(__name__)


@dataclass
class Tickets:
    """Numbers for one kiosk."""

    station: Station
    outbox: Outbox
    patience_s: float
    silent: Callable[[bool], None]
    """Told True when the queue service did not answer in time, and False when it did again."""
    later: Callable[[Coroutine[None, None, None]], None]
    """Has something done in the background, until the process ends."""

    async def settle(self, leftovers: Sequence[Item]) -> None:
        """Take up what an earlier life of this process left unfinished."""
        voids = {read(item) for item in leftovers if item.kind == "void"}
        for item in leftovers:
            match read(item):
                case UUID() as ticket if item.kind == "void":
                    await self._void(ticket)
                case UUID() as ticket if ticket in voids:
                    await self.outbox.done(ticket)
                case UUID() as ticket:
                    await self._printed(ticket)
                case m.TicketAsk() as ask:
                    await self._take_back(ask)

    async def take(self, wish: TakeNumber) -> m.Issued | Press:
        """Get a number; or why there is none."""
        ask = m.TicketAsk(id=self.station.new_id(), service=wish.service, errand=wish.errand)
        await self.outbox.put(ask.id, "press", ask.model_dump_json().encode())
        try:
            answer = await self.station.link.ask(ask, patience_s=self.patience_s)
        except NoAnswer:
            self.silent(True)  # noqa: FBT003 - a level
            self.later(self._take_back(ask))
            return Told("no_answer")
        if not isinstance(answer, m.Issued):
            await self.outbox.done(ask.id)
            return Refused(answer.reason if isinstance(answer, m.Refused) else m.Reason.UNREADABLE)
        await self.outbox.turn(ask.id, answer.ticket.id, "slip")
        return answer

    def out(self, issued: m.Issued) -> None:
        """Its slip is out, or may be."""
        self.later(self._printed(issued.ticket.id))

    async def kept(self, issued: m.Issued) -> None:
        """It is on no paper, and its citizen has read it on the screen all the same."""
        await self.outbox.done(issued.ticket.id)

    async def _take_back(self, ask: m.TicketAsk) -> None:
        """Learn which number a press led to after all, and void it: nobody holds it."""
        answer = await self.station.link.insist(ask)
        self.silent(False)  # noqa: FBT003 - a level
        if isinstance(answer, m.Issued):
            ticket = answer.ticket.id
            await self.outbox.put(_void_note(ticket), "void", ticket.bytes)
            await self.outbox.done(ask.id)
            await self._void(ticket)
        else:
            await self.outbox.done(ask.id)

    async def _printed(self, ticket: UUID) -> None:
        await self._report(m.PrintedAsk(id=self.station.new_id(), ticket=ticket))
        await self.outbox.done(ticket)

    async def _void(self, ticket: UUID) -> None:
        reason = m.VoidReason.TOO_LATE
        await self._report(m.VoidAsk(id=self.station.new_id(), ticket=ticket, reason=reason))
        await self.outbox.done(_void_note(ticket))

    async def _report(self, ask: m.PrintedAsk | m.VoidAsk) -> None:
        answer = await self.station.link.insist(ask)
        if isinstance(answer, m.Refused):
            log.warning("the queue service refused %r: %s %s", ask, answer.reason, answer.detail)


def read(note: Item) -> m.TicketAsk | UUID | None:
    """The press or the ticket of a note, None of another kind; raises `ValueError`.

    A newer writer may have added fields.
    """
    match note.kind:
        case "press":
            return m.TicketAsk.model_validate_json(note.body, extra="ignore")
        case "void":
            return UUID(bytes=note.body)
        case "slip":
            return note.key
        case _:
            return None


def _void_note(ticket: UUID) -> UUID:
    """The key of the note that a ticket is to be voided, beside the note that it is a slip."""
    return uuid5(ticket, "void")
