"""Dossiers at a kiosk of a real centre: told to their holders, to nobody else, and kept nowhere."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import SystemRandom

from bridge.app import serve
from bridge.dossiers import DossierFile, FileOffice
from bridge.settings import BridgeSettings
from contract import messages as m
from contract.channels import BRIDGE
from runtime.clock import SystemClock
from runtime.online import online
from runtime.settings import read
from simulation.child import Child
from tests.centre.booth import EXAMPLES, SIZE, Booth, booth, catalogue, settings
from tests.centre.harness import CentreRig, centre, running
from tests.centre.x_screen import x_screen

LOOK_UP = (360, 698)
"""Where that button is, over the keyboard, on a screen of this size."""
IN_TIME = {"code": "000.00.16.G04-261116-0020", "secret": "K7M2", "holder": "Nguyễn Văn An"}


def bridge(rig: CentreRig) -> Child:
    """The bridge with its example dossiers, not started yet."""
    told = {"device": BRIDGE, "devices": ["kiosk-1"], "dossiers": str(EXAMPLES / "dossiers.toml")}
    slowed = {"slow_after": 3, "pause_s": 600, "lock_after": 6}  # longer than any test takes
    return rig.process("bridge", {**told, "per_code": slowed})


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
        booth(rig, catalogue={"file": str(file)}, dossier={"patience_s": 15}) as kiosk,
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
