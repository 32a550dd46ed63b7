"""What becomes of a number, on the real wire: the rule, and every key of a full keypad.

Mosquitto, the queue service and the counter's display are processes; keypad and sign are the far
ends of serial lines.
"""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time
from typing import Any
from uuid import uuid4

import pytest

from contract import messages as m
from hardware.sign import Shown
from runtime.link import Link
from tests.centre.harness import CentreRig, centre
from tests.far_ends import KeypadFarEnd, ModbusFarEnd, modbus_sign, serial_keypad
from tests.waiting import until

PATIENCE_S = 20
MINUTE = 60_000
KEYS = {
    "next": "N",
    "recall": "R",
    "no_show": "V",
    "pause": "P",
    "transfer": "T",
    "park": "K",
    "call": "C",
    **{digit: digit for digit in "0123456789"},
}
QUICK = {"no_show_after_s": 0, "hold_calls": 1}


@dataclass
class Counter:
    """Counter 1 with its officer's keypad and its sign, a dispenser's voice, and the reception."""

    rig: CentreRig
    keypad: KeypadFarEnd
    sign: ModbusFarEnd
    dispenser: Link
    reception: Link

    async def press(self, keys: str, shows: str, *, blinks: bool = False) -> None:
        """Press keys and wait for what the sign shows then, and that it blinks if it must."""
        self.keypad.send(keys)
        async with asyncio.timeout(PATIENCE_S):
            while not _is(await self.sign.read(), shows, blinks=blinks):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def take(self, class_id: str | None = None, service: str = "dat-dai") -> m.Issued:
        """Take a number."""
        answer = await self.ask(
            self.dispenser, m.TicketAsk(id=uuid4(), service=service, class_id=class_id)
        )
        assert isinstance(answer, m.Issued)
        return answer

    async def ask(self, link: Link, ask: m.Ask) -> m.Answer:
        """Ask, and be answered."""
        return await link.ask(ask, patience_s=PATIENCE_S)

    async def explain(self, label: str) -> m.Explained:
        """Ask why."""
        answer = await self.ask(self.dispenser, m.ExplainAsk(id=uuid4(), label=label))
        assert isinstance(answer, m.Explained)
        return answer

    def facts(self, kind: str) -> list[dict[str, Any]]:
        """The journal's facts of one kind, in order."""
        with closing(sqlite3.connect(self.rig.journal)) as database:
            query = "SELECT fact FROM journal WHERE kind = ? ORDER BY seq"
            return [json.loads(fact) for (fact,) in database.execute(query, (kind,))]


def _is(shown: Shown, text: str, *, blinks: bool) -> bool:
    return shown.text == text and (shown.blink or not blinks)


@pytest.fixture
async def counter(tmp_path: Path) -> AsyncIterator[Counter]:
    half_a_day_off = datetime.now(UTC) + timedelta(hours=12)
    changes = {
        "zone": "UTC",
        "day_turns": f"{half_a_day_off:%H:00}",
        "visit": QUICK,
    }
    async with AsyncExitStack() as stack:
        rig = await stack.enter_async_context(centre(tmp_path, changes=changes))
        keypad = stack.enter_context(serial_keypad(tmp_path / "keypad"))
        sign = await stack.enter_async_context(modbus_sign(tmp_path / "sign", 7))
        display = rig.process("counter_display", display_settings(tmp_path))
        stack.push_async_callback(display.stop)
        await display.start()
        dispenser = await stack.enter_async_context(rig.link("dispenser-1"))
        reception = await stack.enter_async_context(rig.link("reception"))
        await online(reception, "counter-1")
        one = Counter(rig, keypad, sign, dispenser, reception)
        await sign_in(one, "1", "anh-tuyet")
        yield one


def display_settings(folder: Path) -> dict[str, Any]:
    return {
        "device": "counter-1",
        "counter": "1",
        "sign": {"driver": "modbus", "device": str(folder / "sign"), "unit": 7},
        "keys": {"driver": "serial", "device": str(folder / "keypad"), "codes": KEYS},
        "failure_s": 0.3,
    }


async def online(link: Link, device: str) -> None:
    states: dict[str, m.DeviceState] = {}
    link.on_state(m.DeviceState, device, lambda state: states.update({state.device: state}))
    await until(lambda: device in states and states[device].parts and not states[device].says)


async def sign_in(counter: Counter, name: str, officer: str) -> None:
    action = m.CounterAction.SIGN_IN
    ask = m.CounterAsk(id=uuid4(), counter=name, action=action, officer=officer)
    assert await counter.ask(counter.reception, ask) == m.Done()


async def test_a_priority_number_is_called_first_and_the_call_explains_itself(
    counter: Counter,
) -> None:
    for class_id in (None, None, "priority"):
        await counter.take(class_id)
    await counter.press("N", "A003")
    known = await counter.explain("A003")
    (call,) = known.calls
    assert (call.policy, call.counter, call.runner_up) == ("promised", "1", "A001")
    assert call.share >= 500 > call.runner_up_share
    assert (await counter.explain("A002")).ahead == ("A001",)
    await counter.press("N", "A001")
    await counter.press("N", "A002")


async def test_a_ticket_that_is_sent_on_by_two_keys_keeps_its_time(counter: Counter) -> None:
    issued = await counter.take()
    await sign_in(counter, "3", "thu-huong")
    await counter.press("N", "A001")
    await counter.press("T", "C---")
    await counter.press("N", "")
    (queued,) = counter.facts("queued")
    assert (queued["service"], queued["arrival"]) == ("doanh-nghiep", issued.issued_at)
    async with counter.rig.link("counter-3") as three:
        called = await counter.ask(three, m.NextAsk(id=uuid4(), counter="3"))
    assert isinstance(called, m.Called)
    assert called.ticket.label == "A001"


async def test_a_parked_ticket_leaves_the_sign_and_comes_back_by_the_same_key(
    counter: Counter,
) -> None:
    await counter.take()
    await counter.take()
    await counter.press("N", "A001")
    await counter.press("K", "")
    await counter.press("N", "A002")
    await counter.press("C001", "A001")
    counter.keypad.send("N")
    await until(lambda: len(counter.facts("called")) > 2)
    await counter.press("", "A001", blinks=True)  # what is chosen does not blink, a call does
    assert [fact["reason"] for fact in counter.facts("called")] == [None, None, "parked"]
    assert [fact["policy"] for fact in counter.facts("called")][-1] == "given"
    await counter.press("K", "")
    await counter.press("K", "A001")


async def test_who_does_not_come_is_held_then_away_then_over(counter: Counter) -> None:
    await counter.take()
    await counter.press("N", "A001")
    await counter.press("V", "")
    await counter.take()
    await counter.press("N", "A002")
    await counter.press("N", "A001")  # one call was made meanwhile: it had its turn again
    await counter.press("V", "")
    await counter.press("N", "NO")  # nobody waits: it must report now
    report = m.ReportAsk(id=uuid4(), label="A001")
    assert await counter.ask(counter.reception, report) == m.Done()
    await counter.press("N", "A001")
    await counter.press("V", "")
    assert [fact["outcome"] for fact in counter.facts("no_show")] == ["held", "away", "ended"]
    assert [fact["reason"] for fact in counter.facts("queued")] == ["hold_over", "reported"]
    assert (await counter.explain("A001")).stage is m.Stage.NO_SHOW


async def test_an_appointment_before_its_slot_is_called_when_nobody_else_waits(
    counter: Counter,
) -> None:
    now = int(time() * 1000)
    slot = now + 30 * MINUTE
    day = (await counter.take(service="ho-tich")).day
    booking = m.Booking(code="HEN-07", service="dat-dai", slot=slot)
    booked = m.AppointmentsAsk(id=uuid4(), day=day, bookings=(booking,))
    assert await counter.ask(counter.reception, booked) == m.Done()
    issued = await counter.ask(counter.dispenser, m.CheckInAsk(id=uuid4(), code="HEN-07"))
    assert isinstance(issued, m.Issued)
    assert (issued.ticket.label, issued.ticket.class_id) == ("A001", "appointment")
    again = await counter.ask(counter.dispenser, m.CheckInAsk(id=uuid4(), code="HEN-07"))
    assert isinstance(again, m.Refused)
    assert again.reason is m.Reason.CHECKED_IN
    await counter.take()
    await counter.press("N", "A002")
    await counter.press("N", "A001")
    known = await counter.explain("A001")
    assert known.arrival == slot
    assert known.calls[0].waited_s == 0
