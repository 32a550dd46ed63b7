"""What every sign does. A new driver is a row in `BENCHES`."""

import asyncio
import os
import tty
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymodbus.server import ModbusSerialServer
from pymodbus.simulator import DataType, SimData, SimDevice

from hardware.settings import SignModbus
from hardware.sign import SEGMENT_CHARACTERS, Shown, Sign, SignError, displayable, fitted
from hardware.sign_simulated import SimulatedSign

UNIT = 7
READ_HOLDING_REGISTERS = 3


@dataclass
class Bench:
    """A driver, what can be read on the sign at its far end, and the line between them."""

    sign: Sign
    read: Callable[[], Awaitable[Shown]]
    plug: Callable[[], None]
    unplug: Callable[[], None]


class Port:
    """One end of a line: a pseudo-terminal whose bytes are carried to the `other` end."""

    def __init__(self) -> None:
        self.far, self.near = os.openpty()
        tty.setraw(self.near)
        self.name = os.ttyname(self.near)

    def carry_to(self, other: "Port") -> None:
        asyncio.get_running_loop().add_reader(
            self.far, lambda: os.write(other.far, os.read(self.far, 256))
        )

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self.far)
        os.close(self.far)
        os.close(self.near)


@asynccontextmanager
async def modbus(folder: Path) -> AsyncIterator[Bench]:
    at_sign, adapters, device = Port(), list[Port](), folder / "ttyUSB0"
    server = ModbusSerialServer(
        SimDevice(UNIT, SimData(0, count=5, datatype=DataType.REGISTERS)),
        port=at_sign.name,
        baudrate=9600,
    )
    await server.serve_forever(background=True)

    def plug() -> None:
        adapters.append(Port())
        device.symlink_to(adapters[0].name)
        adapters[0].carry_to(at_sign)
        at_sign.carry_to(adapters[0])

    def unplug() -> None:
        device.unlink()
        adapters.pop().close()

    async def read() -> Shown:
        *text, blink = await server.async_getValues(UNIT, READ_HOLDING_REGISTERS, 0, 5)
        return Shown(bytes(text).decode("ascii").lstrip(), bool(blink))

    plug()
    sign = SignModbus(driver="modbus", device=str(device), unit=UNIT).open()
    yield Bench(sign, read, plug, unplug)
    await sign.close()
    server.close()
    for port in (at_sign, *adapters):
        port.close()


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
