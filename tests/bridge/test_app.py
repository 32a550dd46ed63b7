"""The bridge at work: found or not told why, guarded, asked again, and silent about people."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from bridge.app import Bridge
from bridge.dossiers import NoBackOffice
from bridge.settings import BridgeSettings
from contract import messages as m
from contract.channels import BRIDGE, Topics
from runtime.clock import SetClock
from runtime.link import Link
from runtime.presence import Presence
from runtime.settings import ServerSettings
from runtime.wire import MemoryServer
from tests.centre.harness import centre
from tests.device import station
from tests.waiting import until

TOPICS = Topics("mot-cua")
CODE, SECRET, WRONG = "000.00.16.G04-220324-0020", "K7M2", "GUESS"
TYPED = "v6c3"
"""A secret of the example, in small letters."""
NOON = 1_790_000_000_000
PATIENCE_S = 10
FOUND = m.Dossier(
    code=CODE, procedure="Cấp đổi giấy chứng nhận", holder="N*** V** A",
    stage=m.DossierStage.READY, received="2026-11-02", due="2026-11-25",
)  # fmt: skip


@dataclass
class Office:
    """A back office with one dossier, that can be told to be away or to think long."""

    asked: int = 0
    away: bool = False
    thinks: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.thinks.set()

    async def find(self, code: str, secret: str) -> m.Dossier | None:
        self.asked += 1
        await self.thinks.wait()
        if self.away:
            raise NoBackOffice
        return FOUND if (code, secret) == (CODE, SECRET) else None


@dataclass
class House:
    """The bridge, and a kiosk that asks it."""

    office: Office
    clock: SetClock
    presence: Presence
    kiosk: Link
    pad: Link
    bridge: Bridge

    async def ask(self, code: str = CODE, secret: str = SECRET) -> m.Answer:
        ask = m.DossierAsk(id=uuid4(), code=code, secret=secret)
        return await self.kiosk.ask(ask, patience_s=PATIENCE_S)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    server, clock, office = MemoryServer(), SetClock(NOON), Office()
    link = Link(server.client(), TOPICS, BRIDGE)
    machine = station(link, clock, tmp_path)
    settings = BridgeSettings(
        centre=TOPICS.centre, server=ServerSettings(host="127.0.0.1"), data=tmp_path,
        devices=("kiosk-1",), dossiers=tmp_path, patience_s=0.2,
    )  # fmt: skip
    kiosk, pad = (Link(server.client(), TOPICS, name) for name in ("kiosk-1", "pad-1"))
    async with asyncio.TaskGroup() as tasks:
        bridge = Bridge(settings, office, machine, tasks)
        link.serve(bridge.hear)
        yield House(office, clock, machine.presence, kiosk, pad, bridge)


def refused(answer: m.Answer) -> m.Reason:
    assert isinstance(answer, m.Refused), answer
    return answer.reason


async def test_a_dossier_is_told_to_who_knows_its_secret(house: House) -> None:
    assert await house.ask() == FOUND


async def test_a_wrong_secret_and_an_unknown_code_are_not_told_apart(house: House) -> None:
    answers = [await house.ask(secret=WRONG), await house.ask("000.00.16.G04-220324-9999")]
    answers.append(await house.ask("not a code"))
    assert answers == [m.Refused(reason=m.Reason.UNKNOWN_DOSSIER)] * 3


async def test_after_wrong_guesses_the_right_secret_is_not_told_either(house: House) -> None:
    for _ in range(3):
        await house.ask(secret=WRONG)
    assert refused(await house.ask()) is m.Reason.LOCKED
    house.clock.advance(2)
    assert await house.ask() == FOUND


async def test_guesses_at_the_same_moment_are_as_many_guesses(house: House) -> None:
    house.office.thinks.clear()
    async with asyncio.TaskGroup() as tasks:
        guesses = [tasks.create_task(house.ask(secret=f"G{number}")) for number in range(8)]
        await until(lambda: house.office.asked == 3)
        house.office.thinks.set()
    reasons = [refused(guess.result()) for guess in guesses]
    assert reasons.count(m.Reason.LOCKED) == 5
    assert house.office.asked == 3


async def test_the_same_ask_that_comes_again_is_one_guess_and_has_its_answer(house: House) -> None:
    wrong = m.DossierAsk(id=uuid4(), code=CODE, secret=WRONG)
    answers = [await house.kiosk.ask(wrong, patience_s=PATIENCE_S) for _ in range(9)]
    assert answers == [m.Refused(reason=m.Reason.UNKNOWN_DOSSIER)] * 9
    assert await house.ask() == FOUND
    assert house.office.asked == 2


async def test_an_answer_is_forgotten_after_a_minute(house: House) -> None:
    ask = m.DossierAsk(id=uuid4(), code=CODE, secret=SECRET)
    for asked in (1, 1, 2):
        assert await house.kiosk.ask(ask, patience_s=PATIENCE_S) == FOUND
        assert house.office.asked == asked
        house.clock.advance(40)


async def test_a_back_office_that_is_away_is_no_wrong_guess(house: House) -> None:
    house.office.away = True
    answers = [await house.ask() for _ in range(9)]
    assert answers == [m.Refused(reason=m.Reason.NO_BACK_OFFICE)] * 9
    house.office.away = False
    assert await house.ask() == FOUND


async def test_a_back_office_that_does_not_answer_in_time_is_away(house: House) -> None:
    house.office.thinks.clear()
    assert refused(await house.ask()) is m.Reason.NO_BACK_OFFICE


async def test_a_device_that_is_not_in_the_settings_is_told_nothing(house: House) -> None:
    ask = m.DossierAsk(id=uuid4(), code=CODE, secret=SECRET)
    answer = await house.pad.ask(ask, patience_s=PATIENCE_S)
    assert refused(answer) is m.Reason.NOT_ALLOWED
    assert house.office.asked == 0


async def test_what_cannot_be_read_is_refused_and_counted(house: House) -> None:
    ask, answers = UUID(int=5), list[bytes]()
    wire, topic = house.kiosk.wire, house.kiosk.topics.ask("kiosk-1", m.DossierAsk)
    house.pad.wire.subscribe(
        TOPICS.answer("kiosk-1", ask), lambda message: answers.append(message.payload)
    )
    for payload in (b"{", b"x" * 5000, f'{{"id": "{ask}", "code": ""}}'.encode()):
        wire.publish(topic, payload)
    await until(lambda: answers)
    assert b'"unreadable"' in answers[0]
    assert house.presence.state().counts == {"unreadable": 3}


async def test_nothing_of_a_person_is_logged(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await house.ask()
        for _ in range(9):
            await house.ask(secret=WRONG)
        house.office.away = True
        house.clock.advance(3600)
        await house.ask()
    assert "the back office does not answer" in caplog.text
    told = caplog.text + house.presence.state().model_dump_json()
    assert not any(word in told for word in (CODE, SECRET, WRONG, "N***", "Cấp đổi"))


# --- A real centre ------------------------------------------------------------------------------


EXAMPLE = Path(__file__).parents[2] / "examples" / "dossiers.toml"


async def settled(link: Link) -> m.Answer:
    """The example's dossier that can be collected."""
    ask = m.DossierAsk(id=uuid4(), code="000.00.16.G04-261102-0044", secret=TYPED)
    return await link.ask(ask, patience_s=PATIENCE_S)


async def test_over_a_real_server_with_its_access_list_the_bridge_alone_hears_and_answers(
    tmp_path: Path,
) -> None:
    async with centre(tmp_path) as rig:
        bridge = rig.process(
            "bridge", {"device": BRIDGE, "devices": ["kiosk-1"], "dossiers": str(EXAMPLE)}
        )
        await bridge.start()
        try:
            async with rig.link("kiosk-1") as kiosk, rig.link("reception") as reception:
                answer = await settled(kiosk)
                assert isinstance(answer, m.Dossier)
                assert (answer.stage, answer.holder) == (m.DossierStage.READY, "P*** T** Á**")
                assert refused(await settled(reception)) is m.Reason.NOT_ALLOWED
                number = m.TicketAsk(id=uuid4(), service="dat-dai")
                assert isinstance(await kiosk.ask(number, patience_s=PATIENCE_S), m.Issued)
            await bridge.stop()
            async with rig.link(BRIDGE) as spy, rig.link("kiosk-1") as kiosk:
                heard = list[str]()
                spy.wire.subscribe(TOPICS.ask("+", "+"), lambda said: heard.append(said.topic))
                await kiosk.ask(m.ExplainAsk(id=uuid4(), label="A001"), patience_s=PATIENCE_S)
                kiosk.wire.publish(TOPICS.ask("kiosk-1", m.DossierAsk), b"{}")
                await until(lambda: heard)
                assert set(heard) == {TOPICS.ask("kiosk-1", m.DossierAsk)}
        finally:
            await bridge.stop()
        log = (tmp_path / "bridge.log").read_text() + (tmp_path / "broker.log").read_text()
        assert not any(word in log for word in ("261102", "v6c3", "V6C3", "Phạm"))


async def test_the_queue_service_does_not_hear_the_secret_of_a_dossier(tmp_path: Path) -> None:
    async with centre(tmp_path) as rig:
        await rig.broker.stop()
        async with rig.link("broker") as ear, rig.link("kiosk-1") as kiosk:
            heard = list[str]()
            ear.wire.subscribe(TOPICS.ask("+", "+"), lambda said: heard.append(said.topic))
            kiosk.wire.publish(TOPICS.ask("kiosk-1", m.DossierAsk), b"{}")
            kiosk.wire.publish(TOPICS.ask("kiosk-1", m.TicketAsk), b"{}")
            await until(lambda: heard)
            assert heard == [TOPICS.ask("kiosk-1", m.TicketAsk)]


async def test_an_ask_that_comes_again_just_when_it_is_forgotten_does_no_harm(
    house: House,
) -> None:
    first, second = (m.DossierAsk(id=uuid4(), code=CODE, secret=SECRET) for _ in range(2))
    assert await house.kiosk.ask(first, patience_s=PATIENCE_S) == FOUND
    for ask in (first, second):  # in one turn of the loop
        house.bridge.hear("kiosk-1", "dossier", ask.model_dump_json().encode())
        house.clock.advance(60)
    assert await house.ask() == FOUND


@pytest.mark.parametrize("days", [-1, 1])
async def test_a_clock_that_jumps_ends_no_lock(house: House, days: int) -> None:
    for _ in range(3):
        await house.ask(secret=WRONG)
    house.clock.set(NOON + days * 86_400_000)
    assert refused(await house.ask()) is m.Reason.LOCKED
