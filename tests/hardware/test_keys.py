"""What all keys do, and how chatter becomes presses. A new driver is a row in `BENCHES`."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import accumulate, cycle, pairwise

import pytest
from gpiozero.pins.mock import MockFactory
from hypothesis import given
from hypothesis import strategies as st

from hardware.keys import QUIET_S, STUCK_AFTER_S, Debounce, Keys, Press
from hardware.keys_gpiozero import GpioKeys
from hardware.keys_simulated import SimulatedKeys

Edges = list[tuple[float, bool]]


@dataclass
class Bench:
    """Keys called "next" and "recall", a finger on them, and an eye on their lamps."""

    keys: Keys
    hold: Callable[[str, float], None]
    release: Callable[[str], None]
    lit: Callable[[str], bool]

    def press(self, key: str) -> None:
        self.hold(key, 0.1)
        self.release(key)


@contextmanager
def gpiozero() -> Iterator[Bench]:
    pins, clock = MockFactory(), [0.0]
    keys = GpioKeys(
        {"next": 17, "recall": 27},
        pin_factory=pins,
        now=lambda: clock[0],
        lamps={"next": 5, "recall": 6},
    )

    def hold(key: str, seconds: float) -> None:
        pin = pins.pin({"next": 17, "recall": 27}[key])
        for _ in range(3):
            pin.drive_high()
            pin.drive_low()
            clock[0] += 0.002
        clock[0] += seconds

    def release(key: str) -> None:
        pins.pin({"next": 17, "recall": 27}[key]).drive_high()
        clock[0] += 0.1

    yield Bench(keys, hold, release, lambda key: pins.pin({"next": 5, "recall": 6}[key]).state)
    keys.close()


@contextmanager
def simulated() -> Iterator[Bench]:
    keys = SimulatedKeys(["next", "recall"], now=lambda: 0.0)
    yield Bench(keys, keys.hold, keys.release, keys.lit)
    keys.close()


BENCHES: dict[str, Callable[[], AbstractContextManager[Bench]]] = {
    "gpiozero": gpiozero,
    "simulated": simulated,
}


@pytest.fixture(params=BENCHES)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    with BENCHES[request.param]() as bench:
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


async def test_a_jammed_key_is_reported_until_it_is_free(bench: Bench) -> None:
    presses = bench.keys.presses()
    bench.hold("next", STUCK_AFTER_S + 1)
    await heard(presses, 1)
    assert bench.keys.fault().startswith("next is held down")

    bench.release("next")
    bench.press("recall")
    await heard(presses, 1)
    assert bench.keys.fault() == ""


async def test_a_key_jammed_before_anyone_listened_is_reported_and_is_no_press(
    bench: Bench,
) -> None:
    bench.hold("next", 0)
    presses = bench.keys.presses()
    bench.hold("recall", STUCK_AFTER_S + 1)
    assert await heard(presses, 1) == ["recall"]
    assert bench.keys.fault().startswith("next, recall is held down")


async def test_lamps_are_lit_and_put_out_one_by_one(bench: Bench) -> None:
    assert not bench.lit("next")
    bench.keys.lamp("next", on=True)
    assert bench.lit("next")
    assert not bench.lit("recall")
    bench.keys.lamp("next", on=False)
    assert not bench.lit("next")


def pressed(edges: Edges, key: str = "next") -> list[Press]:
    debounce = Debounce()
    presses = (debounce.edge(key, at, down=down) for at, down in edges)
    return [press for press in presses if press]


def test_a_press_that_bounces_is_one_press() -> None:
    edges = [(0.000, True), (0.004, False), (0.009, True), (0.200, False), (0.203, True)]
    assert pressed([*edges, (0.205, False)]) == [Press("next", 0.0)]


def test_a_key_that_lost_its_opening_edge_is_not_pressed_twice() -> None:
    assert pressed([(0.0, True), (1.0, True)]) == [Press("next", 0.0)]


chatter = st.lists(st.floats(0, QUIET_S * 0.9), max_size=3).map(lambda waits: [*waits, *waits])
rest = st.floats(QUIET_S * 1.1, 5)


@given(st.lists(st.tuples(chatter, rest, chatter, rest), max_size=20))
def test_every_press_is_one_press_however_it_chatters(
    presses: list[tuple[list[float], float, list[float], float]],
) -> None:
    waits = [
        wait
        for closing, held, opening, apart in presses
        for wait in (*closing, held, *opening, apart)
    ]
    edges = list(zip(accumulate(waits, initial=0.0), cycle([True, False]), strict=False))
    begins = accumulate(
        (sum(closing) + held + sum(opening) + apart for closing, held, opening, apart in presses),
        initial=0.0,
    )
    heard = [press.at for press in pressed(edges[: len(waits)])]
    assert heard == pytest.approx(list(begins)[: len(presses)])


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans())).map(sorted))
def test_presses_of_one_key_are_never_closer_than_chatter(edges: Edges) -> None:
    times = [press.at for press in pressed(edges)]
    assert all(later - earlier >= QUIET_S for earlier, later in pairwise(times))


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans(), st.sampled_from("ab"))).map(sorted))
def test_keys_do_not_disturb_one_another(edges: list[tuple[float, bool, str]]) -> None:
    debounce = Debounce()
    both = [debounce.edge(key, at, down=down) for at, down, key in edges]
    for key in "ab":
        alone = pressed([(at, down) for at, down, other in edges if other == key], key)
        assert [press for press in both if press and press.key == key] == alone


@given(st.floats(0, 100))
def test_a_key_is_stuck_when_it_has_been_down_for_too_long(held: float) -> None:
    debounce = Debounce()
    debounce.edge("next", 0.0, down=True)
    assert debounce.stuck(held) == ({"next"} if held > STUCK_AFTER_S else set())
