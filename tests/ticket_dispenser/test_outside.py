"""What a dispenser remembers of what the whole centre is told."""

from uuid import UUID

from contract import messages as m
from contract.channels import Topics
from runtime.link import Link
from tests.device import station
from tests.ticket_dispenser.conftest import CENTRE, Machine
from tests.ticket_dispenser.hall import NINE, queue
from tests.waiting import until
from ticket_dispenser.outside import Outside

CLAIMED = m.Ticket(
    id=UUID(int=1), label="A001", service="dat-dai", service_name="Đất đai", intent=m.Intent.FILE,
    claims="priority",
)  # fmt: skip
WAITING = m.WaitsState(service="dat-dai", at=NINE, next={}, day="2026-11-23", seq=1)


async def test_it_keeps_how_many_wait_and_not_who_asks_for_what(machine: Machine) -> None:
    link = Link(machine.server.client(), Topics(CENTRE), "dispenser-1")
    dispenser = station(link, machine.clock, machine.folder)
    outside = Outside(machine.settings(face={}), dispenser, lambda: None, lambda _: None)
    outside.listen()
    told = queue("dat-dai", waiting=1).model_copy(update={"claims": (CLAIMED,)})
    machine.desk.link.state("dat-dai", told)
    machine.desk.link.state("dat-dai", WAITING)
    await until(lambda: outside.world.queues and outside.world.waits)
    assert outside.world.queues["dat-dai"] == queue("dat-dai", waiting=1)
    assert outside.world.waits["dat-dai"].tickets == ()
