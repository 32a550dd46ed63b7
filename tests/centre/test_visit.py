"""A whole visit, every process separate, every driver real, the far ends of the lines not ours.

A button, a slip, a sign and a rating: serial keypad, serial printer, Modbus sign, a Kivy window.
"""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL.Image import Image

from contract import messages as m
from hardware.printer_emulator import Condition, PrinterEmulator
from hardware.printer_plugs import SerialPlug
from simulation.child import Child
from tests.centre.harness import CentreRig, centre, running
from tests.centre.x_screen import XScreen, x_screen
from tests.far_ends import (
    KeypadFarEnd,
    ModbusFarEnd,
    decoded,
    modbus_sign,
    qr_text,
    serial_keypad,
)
from tests.waiting import until

PAD_SIZE = (1024, 600)
NUMBER = (0, 240, 576, 468)
"""Where the number stands on this slip."""
VERY_SATISFIED = (493, 240)
"""Where that tile is on a screen of this size."""


@dataclass
class Hall:
    """One dispenser, one counter with its pad, and hands and eyes for them."""

    rig: CentreRig
    buttons: KeypadFarEnd
    printer: PrinterEmulator
    keypad: KeypadFarEnd
    sign: ModbusFarEnd
    dispenser: Child
    screen: XScreen

    def facts(self, kind: str) -> list[dict[str, Any]]:
        """The journal's facts of one kind, in order."""
        with closing(sqlite3.connect(self.rig.journal)) as database:
            query = "SELECT fact FROM journal WHERE kind = ? ORDER BY seq"
            return [json.loads(fact) for (fact,) in database.execute(query, (kind,))]

    def ballots(self) -> list[tuple[str, str]]:
        """How each officer was rated."""
        with closing(sqlite3.connect(self.rig.journal)) as database:
            return database.execute("SELECT officer, content FROM ballots").fetchall()


def dispenser_settings(folder: Path) -> dict[str, Any]:
    return {
        "device": "dispenser-1",
        "printer": {"driver": "escpos-serial", "device": str(folder / "printer")},
        "keys": {"driver": "serial", "device": str(folder / "buttons"), "codes": {"land": "1"}},
        "buttons": [{"key": "land", "service": "dat-dai"}],
        "printer_check_s": 0.1,
        "told_s": 0.1,
        "slip": {
            "centre": "Trung tâm Phục vụ hành chính công",
            "follow_url": "https://mot-cua.example/t/{token}",
        },
    }


def counter_settings(folder: Path) -> dict[str, Any]:
    codes = {"next": "N", "recall": "R", "no_show": "V", "pause": "P"}
    return {
        "device": "counter-1",
        "counter": "1",
        "sign": {"driver": "modbus", "device": str(folder / "sign"), "unit": 7},
        "keys": {"driver": "serial", "device": str(folder / "keypad"), "codes": codes},
        "blink_s": 0.5,
    }


def pad_settings() -> dict[str, Any]:
    width, height = PAD_SIZE
    return {
        "device": "pad-1",
        "counter": "1",
        "grace_s": 0.5,
        "face": {"driver": "screen", "fullscreen": False, "width": width, "height": height},
    }


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    printer = PrinterEmulator()
    plug = SerialPlug(printer, tmp_path / "printer")
    await plug.plug()
    async with AsyncExitStack() as stack:
        rig = await stack.enter_async_context(centre(tmp_path))
        buttons = stack.enter_context(serial_keypad(tmp_path / "buttons"))
        keypad = stack.enter_context(serial_keypad(tmp_path / "keypad"))
        sign = await stack.enter_async_context(modbus_sign(tmp_path / "sign", 7))
        screen = await stack.enter_async_context(x_screen(*PAD_SIZE))
        dispenser = rig.process("ticket_dispenser", dispenser_settings(tmp_path))
        for child in (
            dispenser,
            rig.process("counter_display", counter_settings(tmp_path)),
            rig.process("rating_pad", pad_settings(), screen.environment),
        ):
            await stack.enter_async_context(running(child))
        await sign_in(rig)
        yield Hall(rig, buttons, printer, keypad, sign, dispenser, screen)
    await plug.unplug()


async def sign_in(rig: CentreRig) -> None:
    async with rig.link("reception") as reception:
        await devices_online(rig, "dispenser-1", "counter-1", "pad-1")
        ask = m.CounterAsk(
            id=uuid4(),
            counter="1",
            action=m.CounterAction.SIGN_IN,
            officer="anh-tuyet",
        )
        assert await reception.ask(ask, patience_s=20) == m.Done()


async def devices_online(rig: CentreRig, *devices: str) -> None:
    async with rig.link("counter-2") as watcher:
        states: dict[str, m.DeviceState] = {}
        watcher.on_state(m.DeviceState, "+", lambda state: states.update({state.device: state}))
        await until(lambda: all(d in states and serves(states[d]) for d in devices))


def serves(state: m.DeviceState) -> bool:
    """Whether a device is there and has nothing to complain of."""
    looked = bool(state.parts) or state.device.startswith("pad")
    return state.status == "online" and looked and not state.says


async def sign_shows(hall: Hall, label: str) -> None:
    async with asyncio.timeout(20):
        while (await hall.sign.read()).text != label:  # noqa: ASYNC110 - another process's sign
            await asyncio.sleep(0.01)


async def test_a_citizen_presses_is_called_and_rates(hall: Hall, tmp_path: Path) -> None:
    hall.buttons.send("1")
    await until(lambda: hall.printer.slips)
    picture = decoded(hall.printer.slips[0])
    issued = hall.facts("issued")[0]
    assert qr_text(picture, tmp_path) == f"https://mot-cua.example/t/{issued['token']}"
    assert await read_aloud(picture.crop(NUMBER), tmp_path) == "A 001"
    await until(lambda: hall.facts("printed"))

    hall.keypad.send("N")
    await sign_shows(hall, "A001")

    async with asyncio.timeout(30):
        while not hall.facts("rated"):
            await hall.screen.touch(*VERY_SATISFIED)  # until the window is drawn it changes nothing
    (rated,) = hall.facts("rated")
    assert (rated["ticket"], rated["level"]) == (issued["ticket"], None)
    [(officer, content)] = hall.ballots()
    assert officer == "anh-tuyet"
    assert json.loads(content)["opinions"] == [[1, {"level": "very_satisfied"}]]

    hall.keypad.send("N")
    await sign_shows(hall, "")
    assert [fact["ticket"] for fact in hall.facts("finished")] == [issued["ticket"]]


async def read_aloud(picture: Image, folder: Path) -> str:
    """One line of a slip, read by a program that is not ours (tesseract)."""
    path = folder / "read.png"
    picture.convert("L").save(path)
    process = await asyncio.create_subprocess_exec(
        *("tesseract", str(path), "-", "-l", "vie", "--psm", "7"), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return out.decode().strip()


async def test_out_of_paper_the_slip_comes_with_the_new_roll(hall: Hall) -> None:
    hall.printer.condition = Condition.RUNS_OUT
    hall.buttons.send("1")
    await until(lambda: hall.printer.condition is Condition.OUT)
    assert not hall.printer.slips
    hall.printer.condition = Condition.OK
    await until(lambda: hall.facts("printed"))
    assert len(hall.printer.slips) == 1
    assert len(hall.facts("issued")) == 1
