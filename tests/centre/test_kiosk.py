"""A kiosk in a real centre: what is published, prepared, asked and said there, end to end."""

import asyncio
import json
import sqlite3
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import SystemRandom
from typing import Any
from uuid import uuid4

import pytest

from bridge.app import serve
from bridge.dossiers import DossierFile, FileOffice
from bridge.settings import BridgeSettings
from contract import messages as m
from contract.channels import BRIDGE
from runtime.clock import SystemClock
from runtime.link import Link
from runtime.online import online
from runtime.settings import read
from simulation.child import Child
from tests.centre.booth import (
    EXAMPLES,
    SIZE,
    Booth,
    booth,
    catalogue,
    motcua,
    serial_printer,
    settings,
)
from tests.centre.harness import CentreRig, centre
from tests.centre.x_screen import x_screen
from tests.far_ends import decoded, qr_text, read_aloud
from tests.kiosk.publisher import HOST, free_port
from tests.waiting import until

BIRTH = "1.001193"
LOOK_UP = (360, 698)
"""Where that button is, over the keyboard, on a screen of this size."""
NEW = "9.000001,Thủ tục thử,,Cấp xã,Hộ tịch,Ủy ban,Công dân" + "," * 14 + "\n"


@asynccontextmanager
async def running(child: Child) -> AsyncIterator[Child]:
    await child.start()
    try:
        yield child
    finally:
        await child.stop()


# --- The catalogue -------------------------------------------------------------------------------


async def test_a_kiosk_takes_what_is_published_when_nobody_reads_and_nothing_that_is_forged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    motcua("catalogue", "key", "--out", tmp_path / "key", "--until", "2999-12-31")
    key = tomllib.loads(capsys.readouterr().out.partition("[[")[2].join(("[[", "")))
    web = {"host": HOST, "port": free_port()}
    async with centre(tmp_path, changes={"web": web}) as rig:
        publish = ("catalogue", "publish", "--config", rig.folder / "broker.toml", "--key")
        async with booth(rig, catalogue=key["catalogue"]) as kiosk, rig.link("reception") as link:
            parts = told(link)
            await kiosk.sees("Máy đang nhận danh mục thủ tục")
            motcua(*publish, tmp_path / "key", catalogue(tmp_path / "first.db"))
            await looked_at(rig)
            await kiosk.sees("26 thủ tục")

            await kiosk.touch("open:list", f"procedure:{BIRTH}")
            await kiosk.sees("Thủ tục đăng ký khai sinh")
            more = tmp_path / "more.csv"
            more.write_text((EXAMPLES / "catalogue.csv").read_text("utf-8") + NEW, "utf-8")
            motcua("catalogue", "import", more, "--out", tmp_path / "second.db")
            motcua(*publish, tmp_path / "key", tmp_path / "second.db")
            await looked_at(rig)
            await until(lambda: "27 procedures" in parts.get("catalogue", ""))
            assert "Thủ tục đăng ký khai sinh" in str(kiosk.view)
            await kiosk.touch("home")
            await kiosk.sees("27 thủ tục")

            manifest = rig.folder / "broker" / "catalogue" / "manifest.json"
            forged = json.loads(manifest.read_text("utf-8"))
            forged["serial"] += 1000
            manifest.write_text(json.dumps(forged), "utf-8")
            await looked_at(rig)
            await until(lambda: "refused" in parts.get("catalogue", ""))
            await kiosk.touch("open:list", "home")
            assert "27 thủ tục" in str(kiosk.view)


async def looked_at(rig: CentreRig) -> None:
    """Have what is published announced at once: the queue service looks when it starts."""
    await rig.broker.stop()
    await rig.broker.start()


def told(link: Link) -> dict[str, str]:
    """What the kiosk says of its parts, kept up to date."""
    parts: dict[str, str] = {}
    link.on_state(
        m.DeviceState,
        "kiosk-1",
        lambda state: parts.update({part.name: part.detail for part in state.parts}),
    )
    return parts


# --- A visit -------------------------------------------------------------------------------------


async def test_somebody_finds_a_procedure_prepares_its_papers_and_the_officer_sees_which(
    tmp_path: Path,
) -> None:
    file = catalogue(tmp_path / "catalogue.db")
    printer = {"driver": "escpos-serial", "device": str(tmp_path / "printer")}
    async with (
        serial_printer(tmp_path / "printer") as paper,
        centre(tmp_path) as rig,
        booth(rig, catalogue={"file": str(file)}, printer=printer) as kiosk,
    ):
        await kiosk.sees("26 thủ tục")
        await kiosk.touch("open:search")
        await kiosk.type("lam khai sinh cho con")
        assert kiosk.cards()[0] == f"procedure:{BIRTH}"
        await kiosk.touch(kiosk.cards()[0], "tab:papers", "tick:0", "check")
        await kiosk.sees("'In danh sách giấy tờ', note='', enabled=True")
        await kiosk.touch("print")
        await kiosk.has_seen("Mời ông/bà nhận danh sách giấy tờ")
        await until(lambda: paper.slips)
        words = read_aloud(decoded(paper.slips[0]), tmp_path)
        assert "khai sinh" in words
        assert "Giấy chứng sinh" in words

        await kiosk.sees("'Lấy số', note='', enabled=True")
        await kiosk.touch("take")
        await kiosk.has_seen("Số của ông/bà là H 001")
        await until(lambda: len(paper.slips) == 2)
        [issued] = facts(rig, "issued")
        assert issued["errand"]["procedure"] == BIRTH
        assert issued["errand"]["brought"] == [0]
        shown = await called(rig)
        assert shown.errand
        assert list(shown.errand.missing) == issued["errand"]["missing"] != []


def facts(rig: CentreRig, kind: str) -> list[dict[str, Any]]:
    """The journal's facts of one kind, in order."""
    with closing(sqlite3.connect(rig.journal)) as database:
        query = "SELECT fact FROM journal WHERE kind = ? ORDER BY seq"
        return [json.loads(fact) for (fact,) in database.execute(query, (kind,))]


async def called(rig: CentreRig) -> m.Ticket:
    """The ticket that an officer calls, as the counter's devices are told of it."""
    async with rig.link("reception") as reception, rig.link("counter-4") as counter:
        seen: list[m.Ticket] = []
        counter.on_state(
            m.CounterState,
            "4",
            lambda state: seen.extend([state.visit.ticket] if state.visit else []),
        )
        ask = m.CounterAsk(
            id=uuid4(), counter="4", action=m.CounterAction.SIGN_IN, officer="anh-tuyet"
        )
        assert await reception.ask(ask, patience_s=20) == m.Done()
        await counter.ask(m.NextAsk(id=uuid4(), counter="4"), patience_s=20)
        await until(lambda: seen)
        return seen[-1]


# --- Dossiers ------------------------------------------------------------------------------------

IN_TIME = {"code": "000.00.16.G04-261116-0020", "secret": "K7M2", "holder": "Nguyễn Văn An"}


def bridge(rig: CentreRig) -> Child:
    """The bridge with its example dossiers, not started yet."""
    told = {"device": BRIDGE, "devices": ["kiosk-1"], "dossiers": str(EXAMPLES / "dossiers.toml")}
    return rig.process("bridge", told)


@dataclass
class Office:
    """A back office that notes what it told."""

    inner: FileOffice
    told: list[m.Dossier] = field(default_factory=list)

    async def find(self, code: str, secret: str) -> m.Dossier | None:
        """See `BackOffice`."""
        found = await self.inner.find(code, secret)
        self.told += [found] if found else []
        return found


@asynccontextmanager
async def told_by(rig: CentreRig) -> AsyncIterator[Office]:
    """The bridge's work for the length of the block, in this process."""
    path = EXAMPLES / "dossiers.toml"
    words = {"device": BRIDGE, "devices": ["kiosk-1"], "dossiers": str(path)}
    settings = BridgeSettings.model_validate(
        rig.device_settings({**words, "data": str(rig.folder / "bridge")})
    )
    office = Office(FileOffice(read(path, DossierFile), lambda: date(2026, 11, 23)))
    async with online(settings, SystemClock(trust=True), SystemRandom()) as station:
        task = asyncio.create_task(serve(settings, office, station))
        yield office
        task.cancel()


async def look_up(kiosk: Booth, secret: str) -> None:
    await kiosk.touch("home", f"scan:{IN_TIME['code']}")
    await kiosk.type(secret)
    await kiosk.touch("enter")


async def test_a_dossier_is_told_to_its_holder_and_not_to_who_guesses(tmp_path: Path) -> None:
    file = catalogue(tmp_path / "catalogue.db")
    async with (
        centre(tmp_path) as rig,
        running(bridge(rig)) as office,
        booth(rig, catalogue={"file": str(file)}, dossier={"patience_s": 20}) as kiosk,
    ):
        await look_up(kiosk, IN_TIME["secret"])
        await kiosk.sees("N*** V** A*")
        assert "Thẩm định tại Văn phòng đăng ký đất đai" in str(kiosk.view)
        for _ in range(3):
            kiosk.glass.views.clear()
            await look_up(kiosk, "WRONG")
            await kiosk.has_seen("Không có hồ sơ với mã và mã bí mật này")
        kiosk.glass.views.clear()
        await look_up(kiosk, IN_TIME["secret"])
        await kiosk.has_seen("Đã nhập sai nhiều lần")
        await office.kill()
    async with (
        centre(tmp_path) as rig,
        booth(rig, catalogue={"file": str(file)}, dossier={"patience_s": 0.2}) as kiosk,
    ):
        await look_up(kiosk, IN_TIME["secret"])
        await kiosk.has_seen("Hệ thống hồ sơ chưa trả lời. Xin thử lại sau, hoặc hỏi lễ tân.")


async def test_nothing_of_a_dossier_stays_on_the_kiosks_disk_or_in_its_log(tmp_path: Path) -> None:
    """Asked at a real window, by hand and scanner."""
    file = catalogue(tmp_path / "catalogue.db")
    async with centre(tmp_path) as rig, told_by(rig) as office, x_screen(*SIZE) as screen:
        told = settings(rig, catalogue={"file": str(file)})
        kiosk = rig.process("kiosk", told, screen.environment)
        async with running(kiosk), asyncio.timeout(30):
            while not office.told:
                await screen.scan(IN_TIME["code"])
                await screen.scan(IN_TIME["secret"])
                await screen.touch(*LOOK_UP)
        left = [rig.folder / "kiosk-1.log", *(rig.folder / "kiosk-1").rglob("*")]
        kept = b"".join(path.read_bytes() for path in left if path.is_file())
        assert b"MQTT server knows us" in kept
        for words in (*IN_TIME.values(), "N*** V** A*"):
            assert words.encode() not in kept


# --- What people say -----------------------------------------------------------------------------


async def test_what_people_say_has_a_code_and_arrives_once_when_nobody_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = catalogue(tmp_path / "catalogue.db")
    printer = {"driver": "escpos-serial", "device": str(tmp_path / "printer")}
    async with (
        serial_printer(tmp_path / "printer") as paper,
        centre(tmp_path) as rig,
        booth(rig, catalogue={"file": str(file)}, printer=printer, patience_s=20) as kiosk,
    ):
        await say(kiosk, "theem ghees")
        await kiosk.sees("Mã để hỏi câu trả lời")
        await kiosk.touch("print")
        await until(lambda: paper.slips)
        receipt = decoded(paper.slips[0])

        await rig.broker.stop()
        capsys.readouterr()
    async with serial_printer(tmp_path / "printer"), centre(tmp_path) as rig:
        await rig.broker.stop()
        async with booth(rig, catalogue={"file": str(file)}, patience_s=0.2) as kiosk:
            await say(kiosk, "oonf quas")
            await kiosk.has_seen("Ý kiến đã được lưu trong máy")
            await rig.broker.start()
            await until(lambda: len(listed(rig, capsys)) == 2)
    first, second = listed(rig, capsys)
    assert (first["text"], second["text"]) == ("Thêm ghế", "Ồn quá")
    assert qr_text(receipt, tmp_path) == first["code"]


async def say(kiosk: Booth, text: str) -> None:
    await kiosk.touch("open:feedback", "about:suggestion")
    await kiosk.type(text)
    await kiosk.touch("enter", "enter")


def listed(rig: CentreRig, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What `motcua feedback list` tells the back office."""
    capsys.readouterr()
    motcua("feedback", "list", "--journal", rig.journal, "--json")
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["feedback"]
    return told
