"""The words for what dispensers borrow and hand in."""

from contract import messages as m
from tests.broker.desk import Desk, at


def borrow(
    desk: Desk, epoch: int = 0, device: str = "dispenser-1", service: str = "dat-dai"
) -> m.Answer:
    return desk.ask(device, m.LeaseAsk(id=desk.new_id(), service=service, epoch=epoch))


def lent(desk: Desk, epoch: int = 0, device: str = "dispenser-1") -> m.Leased:
    answer = borrow(desk, epoch, device)
    assert isinstance(answer, m.Leased), answer
    return answer


def given(
    desk: Desk, ordinal: int, clock: str = "08:10", *, printed: bool = True, **more: object
) -> m.OfflineTicket:
    """A number that a dispenser gave, by a clock that is right."""
    return m.OfflineTicket.model_validate(
        {"ticket": desk.new_id(), "ordinal": ordinal, "at": at(clock), "printed": printed, **more}
    )


def hand_in(
    desk: Desk,
    lease: m.Leased,
    *tickets: m.OfflineTicket,
    last: int | None = None,
    ahead: int = 0,
    device: str = "dispenser-1",
) -> m.Answer:
    """`ahead` is how far the dispenser's clock is ahead, in milliseconds."""
    ask = m.OfflineTicketsAsk(
        id=desk.new_id(), lease=lease.lease, day=lease.day,
        clock_now=desk.clock.now() + ahead, tickets=tickets, last=last,
    )  # fmt: skip
    return desk.ask(device, ask)


def stage(desk: Desk, label: str) -> m.Stage:
    return desk.centre.tickets[desk.centre.labels[label]].stage


def arrival(desk: Desk, label: str) -> int:
    return desk.centre.tickets[desk.centre.labels[label]].arrival
