"""Leases for tests."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from contract import messages as m
from ticket_dispenser.lending import Lease, Number

MONDAY = "2026-11-23"
MINUTE = 60_000
FILE = m.Intent.FILE


def at(clock: str, day: str = MONDAY) -> int:
    """A moment by the clock on the centre's wall, in milliseconds since 1970-01-01 UTC."""
    moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    return round(moment.timestamp() * 1000)


UNTIL = at("03:00", "2026-11-24")


def leased(
    number: int = 1,
    service: str = "dat-dai",
    size: int = 5,
    granted: str = "08:00",
    until: int | None = UNTIL,
) -> m.Leased:
    """The block of that number, as it was lent."""
    first = 700 + 100 * number
    ordinals = range(first, first + size)
    return m.Leased(
        lease=UUID(int=number), service=service, epoch=number, first=first, last=first + size - 1,
        labels=tuple(f"A{ordinal}" for ordinal in ordinals), counters=("1", "2"),
        granted_at=at(granted), day=MONDAY, until=until,
    )  # fmt: skip


def lease(lent: m.Leased | None = None, *, used: int = 0, closing: bool = False) -> Lease:
    """A lease of which `used` numbers are given."""
    lent = lent or leased()
    return Lease(lent, lent.first - 1 + used, closing)


def number(
    place: int, of: Lease, *, printed: bool | None = True, told: bool = False, clock: str = "09:00"
) -> Number:
    """The number at a place of a lease, counted from 0."""
    ordinal = of.leased.first + place
    return Number(
        UUID(int=ordinal), of.id, ordinal, at(clock), FILE, None, printed=printed, told=told
    )
