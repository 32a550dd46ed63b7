"""Slips that the reception asks for: printed once, in turn, and only for who is still there."""

from uuid import UUID

import pytest

from contract import messages as m
from runtime.outbox import Outbox
from tests.device import turns_of_the_loop
from tests.ticket_dispenser.conftest import Machine
from tests.ticket_dispenser.hall import NINE
from tests.waiting import until
from ticket_dispenser import numbers


def ordered(number: int = 1, at: int = NINE, slip: str | None = "dispenser-1") -> m.Issued:
    """The answer to a console's ask, which the dispenser hears too."""
    ticket = m.Ticket(
        id=UUID(int=900 + number),
        label=f"C{number:03}",
        service="dat-dai",
        service_name="Đất đai",
        intent=m.Intent.FILE,
    )
    return m.Issued(
        ticket=ticket, issued_at=at, day="2026-11-23", ahead=0, counters=("1",), token="00",  # noqa: S106
        slip=slip,
    )  # fmt: skip


def tell(machine: Machine, issued: m.Issued) -> None:
    machine.desk.link.answer("dispenser-1", UUID(int=77), issued)


async def test_it_prints_what_the_reception_ordered_and_reports_it(machine: Machine) -> None:
    async with machine.power():
        tell(machine, ordered())
        await until(lambda: machine.desk.asked(m.PrintedAsk))
        assert machine.glass.views[-1].label == "C001"
    (report,) = machine.desk.asked(m.PrintedAsk)
    assert isinstance(report, m.PrintedAsk)
    assert report.ticket == UUID(int=901)
    assert len(machine.printer.slips) == 1


async def test_the_same_order_again_is_not_printed_again_not_even_after_a_power_cut(
    machine: Machine,
) -> None:
    async with machine.power():
        tell(machine, ordered())
        tell(machine, ordered())
        await until(lambda: machine.desk.asked(m.PrintedAsk))
        tell(machine, ordered())
        await turns_of_the_loop()
    async with machine.power():
        tell(machine, ordered())
        tell(machine, ordered(2))
        await until(lambda: len(machine.printer.slips) == 2)
    assert len(machine.printer.slips) == 2


async def test_an_order_waits_until_the_press_at_hand_is_served(machine: Machine) -> None:
    async with machine.power():
        machine.desk.mute = True
        machine.keys.press("land")
        await until(lambda: machine.desk.asked(m.TicketAsk))
        tell(machine, ordered())
        await turns_of_the_loop()
        assert machine.printer.slips == []
        machine.desk.mute = False
        await until(lambda: len(machine.printer.slips) == 2)
        await until(lambda: machine.glass.views[-1].label == "C001")


async def test_a_press_while_an_order_is_taken_up_is_nobodys_turn(machine: Machine) -> None:
    async with machine.power():
        machine.printer.unplug()
        tell(machine, ordered())
        await until(lambda: machine.glass.views[-1].label == "C001")
        machine.keys.press("land")
        await turns_of_the_loop()
        machine.printer.plug()
        await until(lambda: machine.desk.asked(m.PrintedAsk))
        await until(lambda: machine.glass.modes[-1] == "ready")
    assert machine.desk.asked(m.TicketAsk) == []
    assert len(machine.printer.slips) == 1


async def test_only_the_latest_orders_are_remembered(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbers, "MOST_ORDERED", 2)
    async with machine.power():
        for number in range(1, 5):
            tell(machine, ordered(number))
        await until(lambda: len(machine.desk.asked(m.PrintedAsk)) == 4)
    async with Outbox.open(machine.folder / "dispenser.db") as outbox:
        notes = [item for item in await outbox.pending() if item.kind == "ordered"]
    assert len(notes) == 2


async def test_an_order_that_was_under_way_for_too_long_is_not_printed(machine: Machine) -> None:
    async with machine.power():
        tell(machine, ordered(1, at=NINE - 61_000))
        tell(machine, ordered(2))
        await until(lambda: machine.glass.views[-1].label == "C002")
    assert len(machine.printer.slips) == 1


async def test_answers_to_others_are_nothing_to_print(machine: Machine) -> None:
    async with machine.power():
        tell(machine, ordered(1, slip=None))
        tell(machine, ordered(2, slip="dispenser-2"))
        tell(machine, ordered(3))
        await until(lambda: machine.glass.views[-1].label == "C003")
    assert len(machine.printer.slips) == 1


async def test_a_slip_of_the_reception_that_cannot_be_printed_leaves_the_number_good(
    machine: Machine,
) -> None:
    async with machine.power(unprinted="void"):
        machine.printer.unplug()
        tell(machine, ordered())
        await until(lambda: machine.glass.views[-1].label == "C001")
        machine.clock.advance(61)
        await until(lambda: machine.glass.views[-1].label is None)
    assert machine.desk.asked(m.VoidAsk) == []
    assert machine.desk.asked(m.PrintedAsk) == []
