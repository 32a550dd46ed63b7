"""`motcua ticket`, `confirm` and `new-card`: a console without a page.

All ask the queue service and say in one line how that ended.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from contract import messages as m
from provisioning.console import (
    BAD_INPUT,
    USUAL,
    ConsoleSettings,
    Patience,
    UnreachedError,
    at_console,
    in_words,
    new_id,
)
from runtime.link import Link, NoAnswer
from runtime.settings import SettingsError, read

DONE, NOT_DONE = 0, 1

REFUSE = "refuse"
"""Instead of a class: what was claimed is not confirmed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number for somebody, and where its slip is printed."""

    service: str
    at: str
    class_id: str | None = None
    intent: m.Intent = m.Intent.FILE
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended, in one line."""

    well: bool
    line: str


def ticket(wanted: Wanted, config: Path, patience: Patience = USUAL) -> int:
    """Take a number and have its slip printed.

    Returns:
        0 when the slip is out, 1 when it is not or no number was given, 2 when nothing was asked.
    """
    if len(wanted.then) > m.MOST_STEPS:
        sys.stderr.write(f"motcua ticket: {m.MOST_STEPS} services afterwards at most\n")
        return BAD_INPUT
    return _run("ticket", lambda link: take(link, wanted, patience), config, patience)


def confirm(label: str, class_id: str, config: Path, patience: Patience = USUAL) -> int:
    """Confirm the class that a number claims, or with `REFUSE` let it wait like everybody.

    Returns:
        0 when that is so now, 1 when it was refused, 2 when nothing was asked.
    """
    return _run("confirm", lambda link: decide(link, label, class_id, patience), config, patience)


def new_card(device: str, config: Path, patience: Patience = USUAL) -> int:
    """Confirm that a device has a new memory card, so that it may borrow numbers again.

    Returns:
        0 when that is so now, 1 when it was refused, 2 when nothing was asked.
    """
    return _run("new-card", lambda link: replace_card(link, device, patience), config, patience)


def _run(
    name: str, work: Callable[[Link], Awaitable[Ended]], config: Path, patience: Patience
) -> int:
    try:
        settings = read(config, ConsoleSettings)
        ended = asyncio.run(at_console(settings, work, patience, "try again"))
    except (SettingsError, UnreachedError) as error:
        sys.stderr.write(f"motcua {name}: {error}\n")
        return BAD_INPUT
    if ended.well:
        print(ended.line)
        return DONE
    sys.stderr.write(f"motcua {name}: {ended.line}\n")
    return NOT_DONE


# --- A number ------------------------------------------------------------------------------------


async def take(link: Link, wanted: Wanted, patience: Patience) -> Ended:
    """Take a number, and wait for what becomes of its slip; raises `NoAnswer`."""
    slips = _Slips(link)
    answer = await link.ask(
        m.TicketAsk(
            id=new_id(), service=wanted.service, intent=wanted.intent, class_id=wanted.class_id,
            then=wanted.then, slip=wanted.at,
        ),
        patience_s=patience.answer_s,
    )  # fmt: skip
    if isinstance(answer, m.Refused):
        return Ended(well=False, line=f"no number was given: {in_words(answer)}")
    if not isinstance(answer, m.Issued):
        return Ended(well=False, line=f"no number was given, but an answer {answer.kind}")
    label = answer.ticket.label
    match await slips.end_of(answer.ticket.id, patience.slip_s):
        case "printed":
            return Ended(well=True, line=f"{label}: its slip is out at {wanted.at}")
        case "voided":
            line = f"{label} was taken back, its slip could not be printed: look at {wanted.at}"
            return Ended(well=False, line=line)
        case _:
            line = f"{label} is given; {wanted.at} has not told that its slip is out: look there"
            return Ended(well=False, line=line)


@dataclass
class _Slips:
    """Hears what becomes of slips."""

    link: Link
    _ends: dict[UUID, str] = field(default_factory=dict, init=False)
    _heard: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def __post_init__(self) -> None:
        self.link.on_event(m.PrintedEvent, lambda event: self._end(event.ticket.id, "printed"))
        self.link.on_event(m.VoidedEvent, lambda event: self._end(event.ticket.id, "voided"))

    def _end(self, ticket: UUID, how: str) -> None:
        self._ends[ticket] = how
        self._heard.set()

    async def end_of(self, ticket: UUID, within_s: float) -> str | None:
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while ticket not in self._ends:
                    self._heard.clear()
                    await self._heard.wait()
        return self._ends.get(ticket)


# --- A claim -------------------------------------------------------------------------------------


async def decide(link: Link, label: str, class_id: str, patience: Patience) -> Ended:
    """Give a number that claims a class this one, or refuse it; raises `NoAnswer`."""
    queues = await _queues(link, patience.answer_s)
    claims = {ticket.label: ticket for queue in queues for ticket in queue.claims}
    ticket = claims.get(label)
    if ticket is None:
        waiting = ", ".join(claims) or "none"
        line = f"{label} does not wait for a class to be confirmed: check the number ({waiting} do)"
        return Ended(well=False, line=line)
    wanted = ticket.class_id if class_id == REFUSE else class_id
    ask = m.ClassifyAsk(id=new_id(), ticket=ticket.id, class_id=wanted)
    answer = await link.ask(ask, patience_s=patience.answer_s)
    if isinstance(answer, m.Refused):
        return Ended(well=False, line=f"{label} was not changed: {in_words(answer)}")
    return Ended(well=True, line=f"{label} is of the class {wanted} now")


async def replace_card(link: Link, device: str, patience: Patience) -> Ended:
    """Let a device begin anew with an empty card; raises `NoAnswer`."""
    ask = m.NewCardAsk(id=new_id(), device=device)
    answer = await link.ask(ask, patience_s=patience.answer_s)
    if isinstance(answer, m.Refused):
        return Ended(well=False, line=f"the card of {device} is not new: {in_words(answer)}")
    return Ended(well=True, line=f"{device} may borrow numbers again, within ten minutes")


async def _queues(link: Link, within_s: float) -> tuple[m.QueueState, ...]:
    """Every queue of the centre, as the server keeps it; raises `NoAnswer`."""
    services, queues, heard = set[str](), dict[str, m.QueueState](), asyncio.Event()

    def on_centre(state: m.CentreState) -> None:
        services.update(service.id for service in state.services)
        heard.set()

    def on_queue(state: m.QueueState) -> None:
        queues[state.service] = state
        heard.set()

    link.on_state(m.CentreState, link.topics.centre, on_centre)
    link.on_state(m.QueueState, "+", on_queue)
    try:
        async with asyncio.timeout(within_s):
            while not services or services - set(queues):
                heard.clear()
                await heard.wait()
    except TimeoutError:
        raise NoAnswer("the queues") from None
    return tuple(queues.values())
