"""Lamps that move, on a clock that the test moves: the loop's timer only asks what time it is."""

import asyncio

import pytest
from gpiozero.pins.mock import MockFactory

from hardware import keys_lamps
from hardware.keys_gpiozero import GpioKeys
from hardware.keys_lamps import MovingLamps
from hardware.keys_simulated import SimulatedKeys
from hardware.lamp import BLINKS_PER_S, BREATH_S, FAINTEST, Lamp, brightness, duty
from tests.waiting import until


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_lamps, "UPDATES_PER_S", 1000)


class Row:
    """Lamps "a" and "b", what is seen of them, and their clock."""

    def __init__(self) -> None:
        self.now = 100.0
        self.seen: dict[str, list[float]] = {"a": [], "b": []}
        self.lamps = MovingLamps(
            {name: seen.append for name, seen in self.seen.items()}, lambda: self.now
        )

    async def updates(self, count: int = 2) -> float:
        """Let lamp "a" be driven so often, and return how bright it is then."""
        before = len(self.seen["a"])
        await until(lambda: len(self.seen["a"]) >= before + count)
        return self.seen["a"][-1]


async def test_a_lamp_breathes_and_blinks_as_its_clock_goes() -> None:
    row = Row()
    row.lamps.tell("a", Lamp.BREATHING)
    assert row.seen["a"] == [brightness(Lamp.BREATHING, row.now)]
    row.now += BREATH_S / 2
    assert await row.updates() == pytest.approx(FAINTEST)
    row.lamps.tell("a", Lamp.BLINKING)
    row.now += 0.75 / BLINKS_PER_S
    assert await row.updates() == 0
    row.lamps.close()


async def test_a_blink_begins_with_the_press_whatever_the_time() -> None:
    row = Row()
    row.now += 0.75 / BLINKS_PER_S
    row.lamps.tell("a", Lamp.BLINKING)
    assert row.seen["a"] == [1]
    row.lamps.close()


async def test_lamps_breathe_together_whenever_each_began() -> None:
    row = Row()
    row.lamps.tell("a", Lamp.BREATHING)
    row.now += 1.3
    row.lamps.tell("b", Lamp.BREATHING)
    assert await row.updates() == row.seen["b"][-1]
    row.lamps.close()


async def test_telling_a_lamp_the_same_again_does_not_disturb_it() -> None:
    row = Row()
    row.lamps.tell("a", Lamp.BLINKING)
    row.now += 0.75 / BLINKS_PER_S
    row.lamps.tell("a", Lamp.BLINKING)
    assert await row.updates() == 0
    row.lamps.close()


async def test_there_is_one_timer_while_lamps_move_and_none_while_they_are_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loop, timers = asyncio.get_running_loop(), list[asyncio.TimerHandle]()
    call_later = loop.call_later

    def counted(delay: float, *work: object) -> asyncio.TimerHandle:
        timers.append(call_later(delay, *work))  # type: ignore[arg-type] # passed on as it came
        return timers[-1]

    monkeypatch.setattr(loop, "call_later", counted)
    row = Row()
    row.lamps.tell("a", Lamp.STEADY)
    assert timers == []
    row.lamps.tell("a", Lamp.BREATHING)
    row.lamps.tell("b", Lamp.BLINKING)
    assert len(timers) == 1
    row.lamps.close()
    assert timers[0].cancelled()


async def test_a_still_lamp_is_not_driven_again() -> None:
    row = Row()
    row.lamps.tell("b", Lamp.STEADY)
    row.lamps.tell("a", Lamp.BREATHING)
    await row.updates(5)
    row.lamps.close()
    assert row.seen["b"] == [1]


async def test_a_pin_is_driven_with_the_share_of_time_that_looks_so_bright() -> None:
    now = [0.0]
    keys = SimulatedKeys(["next"], now=lambda: now[0])
    keys.lamp("next", Lamp.BREATHING)
    assert keys.power("next") == 1
    now[0] = 1.0
    expected = duty(brightness(Lamp.BREATHING, 1.0))
    await until(lambda: keys.power("next") == expected)
    assert keys.lamps() == {"next": Lamp.BREATHING}
    keys.close()
    assert keys.lamps() == {"next": Lamp.DARK}


async def test_a_key_is_lit_in_the_dark_half_of_its_blink_too() -> None:
    now = [0.0]
    keys = SimulatedKeys(["next"], now=lambda: now[0])
    keys.lamp("next", Lamp.BLINKING)
    now[0] += 0.75 / BLINKS_PER_S
    await until(lambda: keys.power("next") == 0)
    assert keys.lit("next")
    keys.close()


async def test_lamps_that_only_switch_are_steady_for_breathing_and_still_blink() -> None:
    pins, now = MockFactory(), [0.0]
    keys = GpioKeys(
        {"next": 17, "back": 18},
        pin_factory=pins,
        now=lambda: now[0],
        lamps={"next": 5, "back": 6},
        pwm=False,
    )
    keys.lamp("next", Lamp.BREATHING)
    keys.lamp("back", Lamp.BLINKING)
    assert (pins.pin(5).state, pins.pin(6).state) == (1, 1)
    for _ in range(4):
        now[0] += 0.5 / BLINKS_PER_S
        await until(lambda: pins.pin(6).state == (0 if now[0] * BLINKS_PER_S % 1 else 1))
        assert pins.pin(5).state == 1
    keys.close()
