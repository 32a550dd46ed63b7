"""What every sign does. A new driver is a row in `BENCHES`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.settings import SignModbus
from hardware.sign import SEGMENT_CHARACTERS, Shown, Sign, SignError, displayable, fitted
from hardware.sign_simulated import SimulatedSign
from tests.far_ends import modbus_sign

UNIT = 7


@dataclass
class Bench:
    """A driver, what can be read on the sign at its far end, and the line between them."""

    sign: Sign
    read: Callable[[], Awaitable[Shown]]
    plug: Callable[[], None]
    unplug: Callable[[], None]


@asynccontextmanager
async def modbus(folder: Path) -> AsyncIterator[Bench]:
    device = folder / "ttyUSB0"
    async with modbus_sign(device, UNIT) as far:
        sign = SignModbus(driver="modbus", device=str(device), unit=UNIT).open()
        yield Bench(sign, far.read, far.plug, far.unplug)
        await sign.close()


@asynccontextmanager
async def simulated(_: Path) -> AsyncIterator[Bench]:
    sign = SimulatedSign()

    async def read() -> Shown:
        return sign.shown

    yield Bench(sign, read, sign.plug, sign.unplug)
    await sign.close()


BENCHES: dict[str, Callable[[Path], AbstractAsyncContextManager[Bench]]] = {
    "modbus": modbus,
    "simulated": simulated,
}


@pytest.fixture(params=BENCHES)
async def bench(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Bench]:
    async with BENCHES[request.param](tmp_path) as bench:
        yield bench


@pytest.mark.parametrize(
    "shown", [Shown("A012"), Shown("7"), Shown("A012", blink=True), Shown("--"), Shown("")]
)
async def test_a_sign_shows_what_it_is_told(bench: Bench, shown: Shown) -> None:
    await bench.sign.show(Shown("8888", blink=not shown.blink))
    await bench.sign.show(shown)
    assert await bench.read() == shown


@pytest.mark.parametrize("text", ["A0123", "K012", "Đ012", "A.12"])
async def test_what_it_cannot_show_is_refused_and_the_rest_stays(bench: Bench, text: str) -> None:
    await bench.sign.show(Shown("A012"))
    with pytest.raises(ValueError, match="cannot show"):
        await bench.sign.show(Shown(text))
    assert await bench.read() == Shown("A012")


async def test_a_lost_sign_is_an_error_and_the_next_show_tries_again(bench: Bench) -> None:
    await bench.sign.show(Shown("A012"))
    bench.unplug()
    with pytest.raises(SignError, match="does not answer"):
        await bench.sign.show(Shown("A013"))
    bench.plug()
    await bench.sign.show(Shown("A014"))
    assert await bench.read() == Shown("A014")


async def test_signs_told_at_once_show_the_last(bench: Bench) -> None:
    await asyncio.gather(*(bench.sign.show(Shown(f"A{n:03}")) for n in range(5)))
    assert await bench.read() == Shown("A004")


@given(st.text(alphabet=sorted(SEGMENT_CHARACTERS), max_size=4))
def test_what_segments_can_show_fits_in_capitals_to_the_right(text: str) -> None:
    assert displayable(text.lower())
    assert fitted(text.lower(), 4) == " " * (4 - len(text)) + text


@given(st.characters(exclude_characters=[*SEGMENT_CHARACTERS, *"abcdefghijlnopqrstuy"]))
def test_no_other_character_is_displayable(character: str) -> None:
    assert not displayable(character)
