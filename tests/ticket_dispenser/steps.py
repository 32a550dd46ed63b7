"""Steps of a dispenser that borrows numbers, gives them and hands them in."""

from contract import messages as m
from tests.ticket_dispenser.borrowed import FILE, at, leased
from ticket_dispenser import lending
from ticket_dispenser.ledger import Ledger
from ticket_dispenser.lending import OfflineNumber

NINE = at("09:00")


async def borrow(ledger: Ledger, lent: m.Leased | None = None) -> None:
    """Ask for a lease and get it."""
    lent = lent or leased()
    await ledger.ask(lent.service)
    await ledger.lent(lent)


async def press(ledger: Ledger, now: int = NINE) -> OfflineNumber:
    given = await ledger.give("dat-dai", FILE, None, now, synchronised=True)
    assert isinstance(given, OfflineNumber), given
    return given


def next_part(ledger: Ledger) -> m.OfflineTicketsAsk | None:
    return lending.part(ledger.leases[0], ledger.numbers, NINE)


async def hand_in(ledger: Ledger) -> m.OfflineTicketsAsk:
    told = next_part(ledger)
    assert told is not None
    await ledger.told(told)
    return told


def seen(ledger: Ledger) -> tuple[object, ...]:
    return ledger.epoch, ledger.asked, ledger.leases, ledger.numbers
