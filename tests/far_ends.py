"""The far ends of serial lines: what stands where a sign, a keypad or a printer would be."""

import asyncio
import os
import shutil
import subprocess
import sys
import tty
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from pymodbus.server import ModbusSerialServer
from pymodbus.simulator import DataType, SimData, SimDevice

from hardware.sign import Shown

READ_HOLDING_REGISTERS = 3
DECODER = Path(__file__).parent / "hardware" / "decode.mjs"


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


@dataclass
class ModbusFarEnd:
    """A sign made by others, and a line to it that can be pulled out of the port `device`."""

    server: ModbusSerialServer
    unit: int
    device: Path
    at_sign: Port = field(default_factory=Port)
    adapters: list[Port] = field(default_factory=list)

    def plug(self) -> None:
        """Make the port appear."""
        adapter = Port()
        self.adapters.append(adapter)
        self.device.symlink_to(adapter.name)
        adapter.carry_to(self.at_sign)
        self.at_sign.carry_to(adapter)

    def unplug(self) -> None:
        """Make the port vanish."""
        self.device.unlink()
        self.adapters.pop().close()

    async def read(self) -> Shown:
        """What can be read on the sign."""
        values = await self.server.async_getValues(self.unit, READ_HOLDING_REGISTERS, 0, 5)
        *text, blink = values
        return Shown(bytes(text).decode("ascii").lstrip(), bool(blink))


@asynccontextmanager
async def modbus_sign(device: Path, unit: int) -> AsyncIterator[ModbusFarEnd]:
    """A Modbus RTU sign with this address behind the port `device`."""
    at_sign = Port()
    registers = SimData(0, count=5, datatype=DataType.REGISTERS)
    server = ModbusSerialServer(SimDevice(unit, registers), port=at_sign.name, baudrate=9600)
    await server.serve_forever(background=True)
    far = ModbusFarEnd(server, unit, device, at_sign)
    far.plug()
    yield far
    server.close()
    for port in (at_sign, *far.adapters):
        port.close()


@dataclass(frozen=True, slots=True)
class KeypadFarEnd:
    """A keypad that sends a character for each key."""

    end: int

    def send(self, code: str) -> None:
        """Press the key that sends this."""
        os.write(self.end, code.encode())


@contextmanager
def serial_keypad(device: Path) -> Iterator[KeypadFarEnd]:
    """A keypad behind the port `device`."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    device.symlink_to(os.ttyname(theirs))
    yield KeypadFarEnd(ours)
    os.close(ours)
    os.close(theirs)


def decoded(slip: bytes) -> Image.Image:
    """The picture on a slip, drawn from its bytes by a program that is not ours (npos)."""
    return Image.open(BytesIO(_decoded(slip)))


def all_decoded(slips: Sequence[bytes], folder: Path) -> Iterator[Image.Image]:
    """The same of many slips by one run of that program; files of them are left in `folder`."""
    folder.mkdir()
    files = [folder / f"{place}.slip" for place in range(len(slips))]
    for file, slip in zip(files, slips, strict=True):
        file.write_bytes(slip)
    drawn = _decoded(b"", *map(str, files)) if files else b""
    while drawn:
        _, size, rest = drawn.split(b"\n", 2)
        width, height = map(int, size.split())
        length = len(drawn) - len(rest) + width // 8 * height
        yield Image.open(BytesIO(drawn[:length]))
        drawn = drawn[length:]


def _decoded(slip: bytes, *files: str) -> bytes:
    node = shutil.which("node", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert node, "node decodes the slips: run `make setup`"
    command = [node, str(DECODER), *files]
    return subprocess.run(command, input=slip, capture_output=True, check=True).stdout


def qr_text(picture: Image.Image, folder: Path) -> str:
    """What the QR code in a picture says, read by a program that is not ours (zbarimg)."""
    path = folder / "slip.png"
    picture.save(path)
    command = ["zbarimg", "--quiet", "--raw", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def read_aloud(
    picture: Image.Image, folder: Path, language: str = "vie", *, one_line: bool = False
) -> str:
    """The lines of a slip, read by a program that is not ours (tesseract)."""
    path = folder / "read.png"
    picture.convert("L").save(path)
    mode = "7" if one_line else "6"
    command = ["tesseract", str(path), "-", "-l", language, "--psm", mode]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
