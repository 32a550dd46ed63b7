"""A kiosk in a real centre: what is published, prepared and said there, end to end."""

import json
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from contract import messages as m
from faces.look import DAY
from runtime.link import Link
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
from tests.centre.harness import CentreRig, centre, running
from tests.centre.x_screen import x_screen
from tests.far_ends import decoded, qr_text, read_aloud
from tests.kiosk.publisher import HOST, free_port
from tests.waiting import until

BIRTH = "1.001193"
HEADER, SUMMARY, PAPERS, MAIN = (600, 20), (40, 115), (215, 115), (520, 1082)
"""Points of a screen of this size: its header, two tabs, and the one filled button."""
NEW = "9.000001,Thủ tục thử,,Cấp xã,Hộ tịch,Ủy ban,Công dân" + "," * 14 + "\n"


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


async def test_a_number_is_taken_by_hand_and_scanner_at_a_real_window(tmp_path: Path) -> None:
    file = catalogue(tmp_path / "catalogue.db")
    printer = {"driver": "escpos-serial", "device": str(tmp_path / "printer")}
    async with (
        serial_printer(tmp_path / "printer") as paper,
        centre(tmp_path) as rig,
        x_screen(*SIZE) as screen,
    ):
        config = settings(rig, catalogue={"file": str(file)}, printer=printer)
        kiosk = rig.process("kiosk", config, screen.environment)
        async with running(kiosk), rig.link("reception") as link:
            parts = told(link)
            await until(lambda: "26 procedures" in parts.get("catalogue", ""))
            await screen.becomes(*HEADER, DAY.lacquer)
            await screen.scan(BIRTH)
            await screen.becomes(*SUMMARY, DAY.ink)
            await screen.touch(*MAIN)
            await screen.becomes(*PAPERS, DAY.ink)
            await screen.touch(*MAIN)
            await screen.becomes(*PAPERS, DAY.paper)
            await screen.touch(*MAIN)
            await until(lambda: paper.slips)
            await until(lambda: facts(rig, "printed"))
    [issued] = facts(rig, "issued")
    assert issued["errand"]["procedure"] == BIRTH


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
        await kiosk.sees("Mã để hỏi kết quả trả lời")
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
