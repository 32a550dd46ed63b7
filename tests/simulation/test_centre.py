"""A whole centre in one process: its devices lose their cable and their power, and come back."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from contract.channels import Role
from contract.messages import CounterStatus, Explained
from hardware.sign import Shown
from runtime.clock import SystemClock
from runtime.settings import SettingsError
from simulation.centre import Centre, open_centre
from tests.simulation.rig import example, open_example, processes_about
from tests.waiting import until


@pytest.fixture
async def centre(tmp_path: Path) -> AsyncIterator[Centre]:
    async with open_example(tmp_path) as centre:
        yield centre


async def call_somebody(centre: Centre) -> None:
    """To counter 1: its sign shows A001 from then on."""
    centre.dispensers["dispenser-1"].keys.press("dat-dai")
    await until(lambda: centre.eye.queues["dat-dai"].waiting)
    centre.displays["counter-1"].keys.press("next")
    await until(lambda: centre.displays["counter-1"].sign.shown.text == "A001")


async def test_it_opens_with_an_officer_at_every_counter(centre: Centre) -> None:
    await until(lambda: len(centre.eye.counters) == len(example().counters))
    for counter in example().counters:
        state = centre.eye.counters[counter.name]
        assert state.status is (CounterStatus.ON_CALL if counter.on_call else CounterStatus.OPEN)
        assert state.officer is not None


async def test_an_appointment_is_taken_at_a_dispenser_by_its_code(centre: Centre) -> None:
    assert len(centre.codes) > 3
    machine = centre.dispensers["dispenser-1"]
    machine.scanner.read(centre.codes[0])
    await until(lambda: machine.printer.slips)
    await until(lambda: centre.eye.people.known)
    (person,) = centre.eye.people.known.values()
    assert person.ticket.class_id == "appointment"


async def test_a_priority_number_is_one_press_more(centre: Centre) -> None:
    machine = centre.dispensers["dispenser-1"]
    machine.keys.press("priority")
    machine.keys.press("dat-dai")
    await until(lambda: centre.eye.people.known)
    (person,) = centre.eye.people.of("dat-dai")
    assert (person.ticket.class_id, person.where) == ("priority", "waiting")


async def test_an_officer_on_call_is_summoned_and_opens_by_next(centre: Centre) -> None:
    centre.dispensers["dispenser-1"].keys.press("dien-nuoc")
    sign = centre.displays["counter-6"].sign
    await until(lambda: sign.shown == Shown("CALL", blink=True))
    centre.displays["counter-6"].keys.press("next")
    await until(lambda: sign.shown.text == "U001")
    assert centre.eye.counters["6"].status is CounterStatus.OPEN


async def test_a_ticket_is_sent_on_by_keypad_and_called_elsewhere(centre: Centre) -> None:
    await call_somebody(centre)
    display = centre.displays["counter-1"]
    display.keys.press("transfer")
    await until(lambda: display.sign.shown.text == "C---")
    display.keys.press("next")
    await until(lambda: [p.ticket.label for p in centre.eye.people.of("doanh-nghiep")] == ["A001"])
    centre.displays["counter-3"].keys.press("next")
    await until(lambda: centre.displays["counter-3"].sign.shown.text == "A001")


async def test_the_reception_explains_a_number(centre: Centre) -> None:
    await call_somebody(centre)
    answer = await centre.reception.explain("A001")
    assert isinstance(answer, Explained)
    assert answer.calls[0].counter == "1"


async def test_a_press_ends_in_a_slip(centre: Centre) -> None:
    machine = centre.dispensers["dispenser-2"]
    machine.keys.press("ho-tich")
    await until(lambda: machine.printer.slips)
    await until(lambda: machine.face.view and machine.face.view.label == "H001")


async def test_a_device_whose_cable_is_pulled_is_missed_and_comes_back(centre: Centre) -> None:
    pad = centre.devices["pad-1"]
    pad.cable.pull()
    await until(lambda: not centre.eye.is_online("pad-1"))
    assert centre.eye.is_online("pad-2")
    pad.cable.plug()
    await until(lambda: centre.eye.is_online("pad-1"))


async def test_a_sign_is_dark_without_power_and_right_again_with_it(centre: Centre) -> None:
    await call_somebody(centre)
    device, sign = centre.devices["counter-1"], centre.displays["counter-1"].sign
    device.power(on=False)
    await until(lambda: sign.shown.text == "" and not centre.eye.is_online("counter-1"))
    device.power(on=True)
    await until(lambda: sign.shown.text == "A001")


async def test_a_machine_without_power_shows_and_feels_nothing(centre: Centre) -> None:
    machine = centre.dispensers["dispenser-1"]
    centre.devices["dispenser-1"].power(on=False)
    await until(lambda: machine.face.view is None)
    assert not machine.keys.lit("dat-dai")
    machine.keys.press("dat-dai")
    centre.devices["dispenser-1"].power(on=True)
    await until(lambda: machine.keys.lit("dat-dai"))
    assert machine.printer.slips == []


async def test_the_queue_survives_a_killed_queue_service(centre: Centre) -> None:
    await call_somebody(centre)
    await centre.queue_service.kill()
    await until(lambda: not centre.eye.service_is_online)
    await centre.queue_service.start()
    await until(lambda: centre.eye.service_is_online)
    machine = centre.dispensers["dispenser-2"]
    await until(lambda: machine.keys.lit("dat-dai"))
    machine.keys.press("dat-dai")
    await until(lambda: machine.face.view and machine.face.view.label == "A002")


async def test_everything_comes_back_after_mosquitto_was_away(centre: Centre) -> None:
    await centre.mosquitto.kill()
    await until(lambda: not centre.eye.connected)
    await centre.mosquitto.start()
    await until(lambda: centre.eye.service_is_online)
    await until(lambda: all(centre.eye.is_online(name) for name in centre.devices))


async def test_it_leaves_no_process_behind(tmp_path: Path) -> None:
    async with open_example(tmp_path):
        assert processes_about(tmp_path)
    assert processes_about(tmp_path) == []


async def test_a_centre_without_a_console_is_refused_in_words(tmp_path: Path) -> None:
    plan = example()
    devices = tuple(device for device in plan.devices if device.role is not Role.CONSOLE)
    bare = plan.model_copy(update={"devices": devices})
    with pytest.raises(SettingsError, match="console"):
        async with open_centre(bare, tmp_path, SystemClock(trust=True), Random(1)):
            pass
