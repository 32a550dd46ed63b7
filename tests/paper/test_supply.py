"""What a machine knows of its paper: from one life to the next, and in the words of the tool."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from contract.channels import Topics
from hardware.printer import Fault
from hardware.printer_models import GENERIC
from hardware.printer_settings import RollSettings
from hardware.printer_simulated import SimulatedPrinter
from paper.supply import ROLL_FILE, USAGE_FILE, PaperSupply
from runtime.clock import SetClock
from runtime.link import Link
from runtime.wire import MemoryServer
from tests.device import station

NOON = 1_790_000_000_000
SLIP = Image.new("1", (576, 800))


@dataclass(frozen=True, slots=True)
class Settings:
    data: Path
    roll: RollSettings
    zone: str = "Asia/Ho_Chi_Minh"


class Machine:
    """A machine with a printer, that lives again and again on the same disk."""

    def __init__(self, folder: Path) -> None:
        self.printer = SimulatedPrinter()
        self.settings = Settings(folder, RollSettings(length_m=80.0))

    def supply(self, changed: Callable[[], None] = lambda: None) -> PaperSupply:
        link = Link(MemoryServer().client(), Topics("p1"), "kiosk-1")
        machine = station(link, SetClock(NOON), self.settings.data)
        return PaperSupply(self.settings, self.printer, GENERIC, machine, changed)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


async def test_what_came_out_is_missing_from_the_roll_also_in_the_next_life(
    machine: Machine,
) -> None:
    supply = machine.supply()
    full = supply.left()
    for _ in range(10):
        supply.came_out(SLIP)
    left = supply.left()
    assert left.metres < full.metres
    assert machine.supply().left() == left
    assert left.tickets is not None
    assert left.days == pytest.approx(left.tickets / 10, rel=0.1)
    supply.new_roll()
    assert machine.supply().left().metres == full.metres


@pytest.mark.parametrize("name", [ROLL_FILE, USAGE_FILE])
async def test_a_file_that_makes_no_sense_costs_what_it_knew_and_no_more(
    machine: Machine, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    supply = machine.supply()
    supply.came_out(SLIP)
    (machine.settings.data / name).write_text("{", encoding="utf-8")
    left = machine.supply().left()
    assert f"{name} is begun anew" in caplog.text
    assert (left.metres == supply.left().metres) is (name == USAGE_FILE)


async def test_a_fault_is_told_to_the_machine_once_and_to_the_centre(machine: Machine) -> None:
    changes: list[None] = []
    supply = machine.supply(lambda: changes.append(None))
    machine.printer.paper_out()
    await supply.look()
    await supply.look()
    assert (supply.fault, len(changes)) == (Fault.PAPER_OUT, 1)
    (part,) = supply.station.presence.state().parts
    assert (part.name, part.state) == ("printer", "fault")
    machine.printer.paper_back()
    await supply.look()
    assert (supply.fault, len(changes)) == (None, 2)


async def test_a_roll_that_nears_its_end_is_no_fault(machine: Machine) -> None:
    supply = machine.supply()
    machine.printer.paper_near_end()
    await supply.look()
    (part,) = supply.station.presence.state().parts
    assert part.state == "ok"
    assert "have a new one at hand" in part.detail
    assert supply.left().near_end
