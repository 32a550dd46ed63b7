"""The reception as the third face of a dispenser.

The receptionist takes numbers for people and has them printed at a dispenser, confirms what they
claim, and hears who is back.
"""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from contract import messages as m
from runtime.link import NoAnswer
from runtime.online import Station
from simulation.eye import Eye

QUICK_S = 3.0
"""What somebody at the desk asks has this long."""

SLIP_S = 10
"""A slip of which nothing was heard for so long is looked for at the machine."""

Tone = Literal["busy", "done", "amiss"]


@dataclass(frozen=True, slots=True)
class Told:
    """What the receptionist reads; `text` is a key in the message catalogues."""

    text: str
    tone: Tone
    label: str = ""
    """The number it is about."""
    device: str = ""
    """The dispenser that prints its slip."""


@dataclass(frozen=True, slots=True)
class _Ordered:
    ticket: UUID
    label: str
    device: str
    at: int


@dataclass
class FrontDesk:
    """A console's place in the hall; what it hears, `eye` hears too."""

    station: Station
    eye: Eye
    _told: Told | None = field(default=None, init=False)
    _ordered: _Ordered | None = field(default=None, init=False)

    @property
    def told(self) -> Told | None:
        """How what was done last ended, as far as that is known now."""
        return self._of_slip(self._ordered) if self._ordered else self._told

    async def give(
        self, service: str, intent: m.Intent, class_id: str | None, then: tuple[str, ...], slip: str
    ) -> None:
        """Take a number for somebody, and have its slip printed at a dispenser."""
        ask = m.TicketAsk(
            id=self.station.new_id(), service=service, intent=intent, class_id=class_id, then=then,
            slip=slip,
        )  # fmt: skip
        await self._order(ask, slip)

    async def check_in(self, code: str, slip: str) -> None:
        """Take the number of an appointment, and have its slip printed at a dispenser."""
        await self._order(m.CheckInAsk(id=self.station.new_id(), code=code, slip=slip), slip)

    async def decide(self, ticket: m.Ticket, *, confirmed: bool) -> None:
        """Confirm the class that somebody asks for, or refuse it."""
        class_id = ticket.claims if confirmed and ticket.claims else ticket.class_id
        ask = m.ClassifyAsk(id=self.station.new_id(), ticket=ticket.id, class_id=class_id)
        answer = await self._ask(ask)
        if answer is not None:
            text = "desk_confirmed" if confirmed else "desk_refused"
            self._tell(Told(text, "done", ticket.label))

    async def report(self, label: str) -> None:
        """Somebody who was called in vain, or set aside, is here again."""
        if await self._ask(m.ReportAsk(id=self.station.new_id(), label=label)) is not None:
            self._tell(Told("desk_reported", "done", label))

    async def _order(self, ask: m.TicketAsk | m.CheckInAsk, slip: str) -> None:
        answer = await self._ask(ask)
        if isinstance(answer, m.Issued):
            now = self.station.clock.now()
            self._ordered = _Ordered(answer.ticket.id, answer.ticket.label, slip, now)

    async def _ask(self, ask: m.Ask) -> m.Answer | None:
        """The answer; what is refused is told."""
        self._tell(Told("desk_asking", "busy"))
        try:
            answer = await self.station.link.ask(ask, patience_s=QUICK_S)
        except NoAnswer:
            self._tell(Told("desk_no_answer", "amiss"))
            return None
        if isinstance(answer, m.Refused):
            self._tell(Told(f"refusal_{answer.reason}", "amiss"))
            return None
        return answer

    def _tell(self, told: Told) -> None:
        self._told, self._ordered = told, None

    def _of_slip(self, ordered: _Ordered) -> Told:
        end = self.eye.slips.get(ordered.ticket)
        if end == "printed":
            return Told("desk_printed", "done", ordered.label, ordered.device)
        if end == "voided":
            return Told("desk_voided", "amiss", ordered.label, ordered.device)
        if self.station.clock.now() - ordered.at < SLIP_S * 1000:
            return Told("desk_printing", "busy", ordered.label, ordered.device)
        return Told("desk_unprinted", "amiss", ordered.label, ordered.device)
