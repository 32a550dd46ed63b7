"""The touch screen of a simulated dispenser: what can be touched, and numbers of its own."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from simulation import draw, glass
from simulation.centre import Centre
from simulation.machines import Dispenser
from tests.simulation.rig import leases, open_example
from tests.waiting import until


@pytest.fixture
async def centre(tmp_path: Path) -> AsyncIterator[Centre]:
    async with open_example(tmp_path) as centre:
        yield centre


def page(machine: Dispenser) -> str:
    view = machine.face.view
    return view.page.name if view and view.page else ""


def _seen(machine: Dispenser, name: str) -> bool:
    return name in glass.touchable(machine)


async def touch(machine: Dispenser, *names: str) -> None:
    """Touch one thing after another, each when it is seen."""
    for name in names:
        await until(partial(_seen, machine, name))
        machine.face.touch(name)


async def test_what_is_seen_can_be_touched_and_nothing_else(centre: Centre) -> None:
    machine = centre.dispensers["dispenser-2"]
    assert glass.touchable(centre.dispensers["dispenser-1"]) == []
    seen = glass.touchable(machine)
    assert {"service:dat-dai", "classes", "language", "corner:down"} <= set(seen)
    assert not {"home", "intent:file", "type:A"} & set(seen)
    await touch(machine, "code", "type:A")
    await until(lambda: "enter" in glass.touchable(machine))
    assert "type:é" not in glass.touchable(machine)
    centre.devices["dispenser-2"].power(on=False)
    await until(lambda: glass.touchable(machine) == [])


async def test_a_pad_takes_what_it_offers_and_any_sign_where_sentences_are_written(
    centre: Centre,
) -> None:
    pad = centre.pads["pad-1"]
    await until(lambda: "feedback" in glass.touchable(pad))
    assert not glass.takes(pad, "type:é")
    assert not glass.takes(pad, "satisfied")
    pad.face.touch("feedback")
    await until(lambda: glass.takes(pad, "about:complaint"))
    pad.face.touch("about:complaint")
    await until(lambda: glass.takes(pad, "type:é"))
    assert not glass.takes(pad, "type:éé")
    assert not glass.takes(pad, "type:\n")


async def test_the_page_of_the_hall_has_the_view_of_the_machine(centre: Centre) -> None:
    machine = centre.dispensers["dispenser-2"]
    await touch(machine, "service:dat-dai")
    await until(lambda: page(machine) == "intents")
    without, drawn = draw.hall(centre, 0).dispensers
    assert without.view is None
    assert drawn.view == machine.face.view


async def test_a_machine_cut_off_gives_numbers_of_its_own_that_are_known_afterwards(
    centre: Centre, tmp_path: Path
) -> None:
    machine = centre.dispensers["dispenser-2"]
    lent = "dat-dai"
    await until(lambda: leases(tmp_path, "dispenser-2") == len(centre.settings.services))
    await centre.queue_service.stop()
    await until(lambda: not centre.eye.service_is_online)
    await until(lambda: machine.keys.lit(lent))
    await touch(machine, "service:dat-dai", "intent:ask")
    await until(lambda: machine.face.view and machine.face.view.label)
    label = machine.face.view.label if machine.face.view else None
    assert label
    await centre.queue_service.start()
    await until(lambda: [one.ticket.label for one in centre.eye.people.of(lent)] == [label])


async def test_without_a_clock_a_machine_gives_no_number_of_its_own(centre: Centre) -> None:
    device, machine = centre.devices["dispenser-1"], centre.dispensers["dispenser-1"]
    device.clock.lost = True
    device.cable.pull()
    await until(lambda: not centre.eye.is_online("dispenser-1"))
    await until(lambda: not machine.keys.lit("dat-dai"))
    assert machine.keys.lit("help")
    device.clock.lost = False
    device.cable.plug()
    await until(lambda: machine.keys.lit("dat-dai"))
    assert not machine.keys.lit("help")
