"""What all keys do. A new driver is a row in `BENCHES`."""

import asyncio
import os
import tty
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest
from gpiozero.pins.mock import MockFactory, MockPWMPin

from hardware.keys import STUCK_AFTER_S, Keys, together
from hardware.keys_gpiozero import GpioKeys
from hardware.keys_serial import SerialKeys
from hardware.keys_simulated import SimulatedKeys
from hardware.lamp import Lamp
from tests.waiting import until

PINS = {"next": 17, "recall": 27}
LAMPS = {"next": 5, "recall": 6, "help": 13}


@dataclass
class Bench:
    """Keys called "next" and "recall", and a finger on them."""

    keys: Keys
    hold: Callable[[str, float], None]
    release: Callable[[str], None]

    def press(self, key: str) -> None:
        self.hold(key, 0.1)
        self.release(key)


@dataclass
class LitBench(Bench):
    """Keys that know when they are let go, with lamps, one more called "help", and an eye."""

    power: Callable[[str], float]


@contextmanager
def gpiozero() -> Iterator[LitBench]:
    pins, clock = MockFactory(pin_class=MockPWMPin), [0.0]
    keys = GpioKeys(PINS, pin_factory=pins, now=lambda: clock[0], lamps=LAMPS)

    def hold(key: str, seconds: float) -> None:
        pin = pins.pin(PINS[key])
        for _ in range(3):
            pin.drive_high()
            pin.drive_low()
            clock[0] += 0.002
        clock[0] += seconds

    def release(key: str) -> None:
        pins.pin(PINS[key]).drive_high()
        clock[0] += 0.1

    yield LitBench(keys, hold, release, lambda name: pins.pin(LAMPS[name]).state)
    keys.close()


@contextmanager
def simulated() -> Iterator[LitBench]:
    keys = SimulatedKeys(PINS, now=lambda: 0.0, more_lamps=["help"])
    yield LitBench(keys, keys.hold, keys.release, keys.power)
    keys.close()


@contextmanager
def serial() -> Iterator[Bench]:
    """A keypad on a pty: it sends a character for a press, and nothing more while it is held."""
    keypad, port = os.openpty()
    tty.setraw(port)
    keys = SerialKeys(os.ttyname(port), 9600, {"next": "N", "recall": "R"})

    def hold(key: str, _seconds: float) -> None:
        os.write(keypad, {"next": b"N", "recall": b"R"}[key])

    yield Bench(keys, hold, release=lambda _: None)
    keys.close()
    os.close(keypad)
    os.close(port)


LIT_BENCHES: dict[str, Callable[[], AbstractContextManager[LitBench]]] = {
    "gpiozero": gpiozero,
    "simulated": simulated,
}
BENCHES: dict[str, Callable[[], AbstractContextManager[Bench]]] = {**LIT_BENCHES, "serial": serial}


@pytest.fixture(params=BENCHES)
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    with BENCHES[request.param]() as bench:
        yield bench


@pytest.fixture(params=LIT_BENCHES)
async def lit_bench(request: pytest.FixtureRequest) -> AsyncIterator[LitBench]:
    with LIT_BENCHES[request.param]() as bench:
        yield bench


async def heard(presses: AsyncIterator[str], count: int) -> list[str]:
    async with asyncio.timeout(10):
        return [await anext(presses) for _ in range(count)]


async def test_keys_are_heard_in_the_order_they_are_pressed(bench: Bench) -> None:
    presses = bench.keys.presses()
    for key in ("next", "recall", "next", "next"):
        bench.press(key)
    assert await heard(presses, 4) == ["next", "recall", "next", "next"]


async def test_a_key_that_is_held_is_one_press(bench: Bench) -> None:
    presses = bench.keys.presses()
    bench.hold("next", 60)
    bench.release("next")
    bench.press("recall")
    assert await heard(presses, 2) == ["next", "recall"]


async def test_two_keys_pressed_together_are_both_heard(bench: Bench) -> None:
    presses = bench.keys.presses()
    bench.hold("next", 0)
    bench.hold("recall", 0)
    assert await heard(presses, 2) == ["next", "recall"]


async def test_a_press_while_nobody_listens_is_lost(bench: Bench) -> None:
    bench.press("next")
    presses = bench.keys.presses()
    bench.press("recall")
    assert await heard(presses, 1) == ["recall"]


async def test_a_finger_on_another_thread_is_heard(bench: Bench) -> None:
    presses = bench.keys.presses()
    await asyncio.to_thread(bench.press, "next")
    assert await heard(presses, 1) == ["next"]


async def test_a_new_listener_takes_over(bench: Bench) -> None:
    first, second = bench.keys.presses(), bench.keys.presses()
    bench.press("next")
    assert [key async for key in first] == []
    assert await heard(second, 1) == ["next"]


async def test_closing_ends_the_presses(bench: Bench) -> None:
    presses = bench.keys.presses()
    bench.keys.close()
    assert [key async for key in presses] == []


async def test_a_lamp_that_is_not_there_is_no_error(bench: Bench) -> None:
    bench.keys.lamp("nonsense", Lamp.BREATHING)
    assert bench.keys.fault() == ""


async def test_nothing_is_held_by_a_finger_that_left(bench: Bench) -> None:
    presses = bench.keys.presses()
    bench.press("next")
    await heard(presses, 1)
    await until(lambda: not bench.keys.down())
    assert bench.keys.stuck() == frozenset()


# --- Contacts -----------------------------------------------------------------------------------


async def test_a_jammed_key_is_reported_until_it_is_free(lit_bench: LitBench) -> None:
    presses = lit_bench.keys.presses()
    lit_bench.hold("next", STUCK_AFTER_S + 1)
    await heard(presses, 1)
    assert lit_bench.keys.stuck() == {"next"}
    assert lit_bench.keys.fault().startswith("next is held down")

    lit_bench.release("next")
    lit_bench.press("next")
    assert await heard(presses, 1) == ["next"]
    assert lit_bench.keys.stuck() == frozenset()
    assert lit_bench.keys.fault() == ""


async def test_a_key_jammed_before_anyone_listened_is_reported_and_is_no_press(
    lit_bench: LitBench,
) -> None:
    lit_bench.hold("next", 0)
    presses = lit_bench.keys.presses()
    lit_bench.hold("recall", STUCK_AFTER_S + 1)
    assert await heard(presses, 1) == ["recall"]
    assert lit_bench.keys.fault().startswith("next, recall is held down")


async def test_two_keys_held_together_are_found_by_their_time(lit_bench: LitBench) -> None:
    presses = lit_bench.keys.presses()
    lit_bench.hold("next", 3)
    lit_bench.hold("recall", 5)
    await heard(presses, 2)
    assert 5 <= together(lit_bench.keys.down(), PINS) < 8

    lit_bench.release("next")
    lit_bench.hold("next", 1)
    await heard(presses, 1)
    assert 1 <= together(lit_bench.keys.down(), PINS) < 2


# --- Lamps --------------------------------------------------------------------------------------


async def test_lamps_are_lit_and_put_out_one_by_one(lit_bench: LitBench) -> None:
    lit_bench.keys.lamp("next", Lamp.STEADY)
    assert [lit_bench.power(name) for name in LAMPS] == [1, 0, 0]
    lit_bench.keys.lamp("help", Lamp.BLINKING)
    lit_bench.keys.lamp("next", Lamp.DARK)
    assert [lit_bench.power(name) for name in LAMPS] == [0, 0, 1]


async def test_a_closed_machine_is_dark_and_leaves_no_timer(lit_bench: LitBench) -> None:
    lit_bench.keys.lamp("next", Lamp.BREATHING)
    lit_bench.keys.close()
    assert lit_bench.power("next") == 0
    lit_bench.keys.lamp("recall", Lamp.STEADY)
    assert lit_bench.power("recall") == 0
