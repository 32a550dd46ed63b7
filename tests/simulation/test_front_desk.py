"""The reception of a simulated centre: slips at a dispenser, claims, machines in need."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from contract import messages as m
from hardware.printer_emulator import Condition
from simulation import draw
from simulation.centre import Centre
from simulation.front_desk import SLIP_S, Told
from simulation.picture import DispenserPicture
from tests.simulation.rig import open_example
from tests.waiting import until


@pytest.fixture
async def centre(tmp_path: Path) -> AsyncIterator[Centre]:
    async with open_example(tmp_path) as centre:
        yield centre


def told(centre: Centre) -> str:
    return centre.desk.told.text if centre.desk.told else ""


async def give(centre: Centre, service: str = "dat-dai", class_id: str | None = None) -> None:
    """Take a number at the reception, printed at dispenser-1."""
    await centre.desk.give(service, m.Intent.COLLECT, class_id, ("ho-tich",), "dispenser-1")


async def test_a_slip_comes_out_where_the_receptionist_wants_it(centre: Centre) -> None:
    await give(centre)
    await until(lambda: told(centre) == "desk_printed")
    assert centre.desk.told == Told("desk_printed", "done", "A001", "dispenser-1")
    assert len(centre.dispensers["dispenser-1"].printer.slips) == 1
    assert not centre.dispensers["dispenser-2"].printer.slips
    [person] = centre.eye.people.of("dat-dai")
    assert (person.ticket.intent, person.ticket.then) == (m.Intent.COLLECT, ("ho-tich",))


async def test_the_receptionist_gives_a_class_that_nobody_need_confirm_any_more(
    centre: Centre,
) -> None:
    await give(centre, class_id="merit")
    await until(lambda: list(centre.eye.people.of("dat-dai")))
    [person] = centre.eye.people.of("dat-dai")
    assert (person.ticket.class_id, person.ticket.claims) == ("merit", None)


async def test_a_number_that_cannot_be_given_is_refused_in_words(centre: Centre) -> None:
    await give(centre, service="no-such")
    assert centre.desk.told == Told("refusal_unknown_service", "amiss")
    await centre.desk.check_in("NO-SUCH", "dispenser-1")
    assert told(centre) == "refusal_unknown_appointment"
    await centre.desk.report("A999")
    assert told(centre) == "refusal_unknown_ticket"


async def test_an_appointment_gets_its_slip_from_the_reception(centre: Centre) -> None:
    await centre.desk.check_in(centre.codes[0], "dispenser-2")
    await until(lambda: told(centre) == "desk_printed")
    assert len(centre.dispensers["dispenser-2"].printer.slips) == 1


async def test_a_slip_that_does_not_come_is_to_be_looked_for(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.dispensers["dispenser-1"].printer.emulator.condition = Condition.OUT
    await give(centre)
    assert told(centre) == "desk_printing"
    late = centre.eye.clock.now() + SLIP_S * 1000 + 1
    monkeypatch.setattr(type(centre.eye.clock), "now", lambda _: late)
    assert told(centre) == "desk_unprinted"


async def test_nobody_answers_at_a_reception_without_a_queue_service(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulation.front_desk.QUICK_S", 0.05)
    await centre.queue_service.stop()
    await give(centre)
    assert centre.desk.told == Told("desk_no_answer", "amiss")


@pytest.mark.parametrize(("confirmed", "class_id"), [(True, "merit"), (False, "normal")])
async def test_a_claim_waits_for_the_receptionist(
    centre: Centre, confirmed: bool, class_id: str
) -> None:
    keys = centre.dispensers["dispenser-1"].keys
    keys.press("merit")
    await until(lambda: keys.lit("merit"))
    keys.press("dat-dai")
    await until(lambda: draw.hall(centre, 0).desk.claims)
    [claim] = draw.hall(centre, 0).desk.claims
    assert (claim.label, claim.class_id) == ("A001", "merit")
    [ticket] = centre.eye.queues["dat-dai"].claims
    await centre.desk.decide(ticket, confirmed=confirmed)
    await until(lambda: not draw.hall(centre, 0).desk.claims)
    await until(lambda: [p.ticket.class_id for p in centre.eye.people.of("dat-dai")] == [class_id])


async def test_the_receptionist_knows_which_machine_needs_somebody(centre: Centre) -> None:
    await until(lambda: draw.hall(centre, 0).desk.help == ())
    machine = centre.dispensers["dispenser-2"]
    machine.face.touch("help")
    await until(lambda: draw.hall(centre, 0).desk.help)
    [call] = draw.hall(centre, 0).desk.help
    assert (call.device, call.offline) == ("dispenser-2", False)
    assert [part for part, _ in call.faults] == ["help"]
    assert machine.keys.lit("help")
    centre.devices["dispenser-1"].power(on=False)
    await until(lambda: [one.device for one in draw.hall(centre, 0).desk.help if one.offline])


async def test_a_machine_whose_part_fails_says_so_until_it_is_mended(centre: Centre) -> None:
    machine = centre.dispensers["dispenser-1"]

    def faults() -> list[str]:
        [drawn, _] = draw.hall(centre, 0).dispensers
        return [part for part, _ in drawn.faults]

    machine.stick("ho-tich")
    await until(lambda: faults() == ["keys"])
    assert draw.hall(centre, 0).dispensers[0].stuck == "ho-tich"
    machine.free()
    machine.voice.unplug()
    machine.keys.press("dat-dai")
    await until(lambda: faults() == ["voice"])
    machine.voice.plug()
    await until(lambda: machine.keys.lit("dat-dai"))
    machine.keys.press("dat-dai")
    await until(lambda: faults() == [])
    machine.printer.emulator.condition = Condition.NEAR_END
    await until(lambda: near_end(draw.hall(centre, 0).dispensers[0]))


def near_end(drawn: DispenserPicture) -> bool:
    return drawn.roll is not None and drawn.roll.near_end
