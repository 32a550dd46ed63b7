"""Whatever arrives is refused or passed over, counted and logged once; the service goes on."""

import json
import logging
from pathlib import Path
from uuid import UUID

import pytest

from contract import messages as m
from contract.channels import ASKS, BROKER, LARGEST_ASK, Topics, server_of
from tests.broker.desk import MONDAY
from tests.broker.house import House
from tests.waiting import until

ID = UUID("00000000-0000-4000-8000-000000000001")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def ticket_ask(**changes: object) -> bytes:
    return json.dumps({"id": str(ID), "service": "dat-dai", **changes}).encode()


async def hears(house: House, name: str, payload: bytes, device: str = "dispenser-1") -> None:
    """The service has heard this, and is still there."""
    house.say(device, name, payload)
    await house.press()


@pytest.mark.parametrize(
    ("payload", "detail"),
    [
        (ticket_ask(colour="red"), "colour: Extra inputs are not permitted"),
        (ticket_ask(**{"x" * 3000: 1}), "xxx"),
        (ticket_ask(service=5), "service: Input should be a valid string"),
        (ticket_ask(service="Đất đai"), "service: String should match pattern"),
        (ticket_ask(service=float("nan")), "service: Input should be a valid string"),
        (ticket_ask(intent="steal"), "intent: Input should be 'file'"),
        (json.dumps({"id": str(ID)}).encode(), "service: Field required"),
    ],
)
async def test_an_ask_that_cannot_be_read_is_refused_and_says_why(
    house: House, payload: bytes, detail: str
) -> None:
    async with house.open():
        house.say("dispenser-1", "ticket", payload)
        [answer] = await house.answered("dispenser-1", ID)
        assert isinstance(answer, m.Refused)
        assert answer.reason is m.Reason.UNREADABLE
        assert answer.detail.startswith(detail)
        assert house.counts == {"unreadable": 1}


FAR = (1 << 53) - 1


@pytest.mark.parametrize(
    ("device", "name", "said", "reason"),
    [
        (
            "reception",
            "appointments",
            {"day": MONDAY, "bookings": [{"code": "X", "service": "dat-dai", "slot": FAR}]},
            m.Reason.UNREADABLE,
        ),
        ("dispenser-1", "lease", {"service": "dat-dai", "epoch": FAR}, m.Reason.STALE_EPOCH),
        (
            "dispenser-1",
            "lease",
            {"service": "dat-dai", "epoch": 10**3000},
            m.Reason.UNREADABLE,
        ),
    ],
)
async def test_numbers_that_no_calendar_and_no_series_knows_are_refused(
    house: House, device: str, name: str, said: dict[str, object], reason: m.Reason
) -> None:
    async with house.open():
        house.say(device, name, json.dumps({"id": str(ID), **said}).encode())
        [answer] = await house.answered(device, ID)
        assert isinstance(answer, m.Refused)
        assert answer.reason is reason


@pytest.mark.parametrize("name", sorted(name for name in ASKS if server_of(name) == BROKER))
async def test_every_ask_is_refused_when_it_has_an_unknown_field(house: House, name: str) -> None:
    async with house.open():
        house.say("reception", name, ticket_ask(colour="red"))
        [answer] = await house.answered("reception", ID)
        assert isinstance(answer, m.Refused)
        assert answer.reason is m.Reason.UNREADABLE


async def test_what_the_bridge_is_asked_is_neither_answered_nor_counted(house: House) -> None:
    async with house.open():
        for payload in (b"{", json.dumps({"id": str(ID), "code": "x", "secret": "y"}).encode()):
            await hears(house, "dossier", payload, "reception")
        assert house.answers("reception", ID) == []
        assert house.counts == {}


async def test_an_unknown_ask_is_refused(house: House) -> None:
    async with house.open():
        house.say("dispenser-1", "coffee", ticket_ask())
        assert await house.answered("dispenser-1", ID) == [
            m.Refused(reason=m.Reason.UNREADABLE, detail="no such ask")
        ]


async def test_a_device_that_is_not_in_the_settings_is_refused(house: House) -> None:
    async with house.open():
        house.say("dispenser-9", "ticket", ticket_ask())
        assert await house.answered("dispenser-9", ID) == [
            m.Refused(reason=m.Reason.UNKNOWN_DEVICE, detail="not in the settings")
        ]


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"not JSON",
        b"\xff\xfe\xfd",
        b'{"id": "\xed\xa0\x80"}',
        b"[" * LARGEST_ASK,
        b'{"id":' * 600,
        b"null",
        b"[]",
        b'"id"',
        b'{"service": "dat-dai"}',
        b'{"id": 5, "service": "dat-dai"}',
        b'{"id": "5", "service": "dat-dai"}',
        b'{"id": null}',
        b'{"id": NaN}',
        b'{"id": 1e999}',
        b'{"id": ' + b"9" * 4000 + b"}",
        ticket_ask() + b"x" * 1_000_000,
    ],
    ids=lambda payload: payload[:20],
)
async def test_what_has_no_id_is_passed_over_and_counted(house: House, payload: bytes) -> None:
    async with house.open():
        await hears(house, "ticket", payload)
        assert house.counts == {"unreadable": 1}


async def test_what_is_said_in_another_centre_is_not_heard(house: House) -> None:
    async with house.open():
        house.say("dispenser-1", "ticket", ticket_ask(), Topics("mot-cua-2"))
        assert (await house.press()).ticket.label == "A001"
        assert house.counts == {}


async def test_a_flood_is_logged_once(house: House, caplog: pytest.LogCaptureFixture) -> None:
    async with house.open():
        for _ in range(100):
            house.say("dispenser-1", "ticket", b"?")
        await until(lambda: house.counts["unreadable"] == 100)
        warnings = [line for line in caplog.records if line.levelno == logging.WARNING]
        assert [line.getMessage().partition(" (")[0] for line in warnings] == [
            "dispenser-1 asked ticket: unreadable"
        ]


async def test_one_devices_nonsense_does_not_hide_that_of_another(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with house.open():
        await hears(house, "ticket", b"?", device="dispenser-1")
        await hears(house, "ticket", b"?", device="dispenser-2")
        assert sum(line.levelno == logging.WARNING for line in caplog.records) == 2


async def test_made_up_asks_do_not_fill_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with house.open():
        for number in range(100):
            house.say("dispenser-1", f"ask-{number}", b"")
        await until(lambda: house.counts["unreadable"] == 100)
        assert sum(line.levelno == logging.WARNING for line in caplog.records) == 1
