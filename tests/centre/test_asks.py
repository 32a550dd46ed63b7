"""The queue service as a process, over a real Mosquitto: what is promised to whoever asks."""

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from contract import messages as m
from runtime.link import Link
from tests.centre.harness import CENTRE, CentreRig, centre, password_of
from tests.waiting import until

PATIENCE_S = 60


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[CentreRig]:
    async with centre(tmp_path) as rig:
        yield rig


def issued(rig: CentreRig) -> list[dict[str, object]]:
    """Every ticket in the journal, with the request that asked for it."""
    with closing(sqlite3.connect(rig.journal)) as database:
        query = "SELECT request, fact FROM journal WHERE kind = 'issued' ORDER BY seq"
        rows = database.execute(query)
        return [{"request": request, **json.loads(fact)} for request, fact in rows]


async def take(link: Link, service: str = "dat-dai") -> m.Issued:
    answer = await link.ask(m.TicketAsk(id=uuid4(), service=service), patience_s=PATIENCE_S)
    assert isinstance(answer, m.Issued)
    return answer


async def sign_in(reception: Link, counter: str, officer: str) -> None:
    ask = m.CounterAsk(id=uuid4(), counter=counter, action=m.CounterAction.SIGN_IN, officer=officer)
    assert await reception.ask(ask, patience_s=PATIENCE_S) == m.Done()


async def test_a_foreign_client_takes_a_ticket_by_the_documented_protocol(rig: CentreRig) -> None:
    account: tuple[str, ...] = (
        "-V",
        "5",
        "-h",
        "127.0.0.1",
        "-p",
        str(rig.mosquitto.port),
        "-q",
        "1",
    )
    account += ("-u", "dispenser-1", "-P", password_of("dispenser-1"))
    await rig.heard()
    ask_id, segment = str(uuid4()), f"motcua/1/{CENTRE}/dispenser-1"
    # Mosquitto names a client after its user, so the two programs take turns in one session.
    session = ("-i", "dispenser-1", "-c", "-x", "60")
    answers = ("-t", f"{segment}/answer/+")
    await _run("mosquitto_sub", *account, *session, *answers, "-E")
    ask = json.dumps({"id": ask_id, "service": "dat-dai", "intent": "collect"})
    await _run("mosquitto_pub", *account, *session, "-t", f"{segment}/ask/ticket", "-m", ask)
    said = await _run("mosquitto_sub", *account, *session, *answers, "-C", "1", "-v", "-W", "10")

    topic, _, payload = said.partition(" ")
    answer = json.loads(payload)
    assert topic == f"{segment}/answer/{ask_id}"
    assert (answer["kind"], answer["ticket"]["label"]) == ("issued", "A001")
    assert [ticket["label"] for ticket in issued(rig)] == ["A001"]


async def _run(*command: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode().strip()


BAD_ID = "7b0e0b6e-7f43-4a51-a9ab-3f4e30c8f2a1"
NOT_ASKS = {
    "not JSON": b"A012, please",
    "not UTF-8": b'{"id": "\xff"}',
    "an unknown field": b'{"id": "%b", "service": "dat-dai", "x": 1}' % BAD_ID.encode(),
    "a wrong type": b'{"id": "%b", "service": 7}' % BAD_ID.encode(),
    "no id": b'{"service": "dat-dai"}',
    "deep": b"[" * 4000,
    "large": b'{"service": "' + b"x" * 50_000 + b'"}',
    "nothing": b"",
}


async def publish_a_megabyte(rig: CentreRig) -> None:
    """The server cuts off whoever tries."""
    process = await asyncio.create_subprocess_exec(
        *("mosquitto_pub", "-V", "5", "-h", "127.0.0.1", "-p", str(rig.mosquitto.port), "-q", "1"),
        *("-u", "dispenser-2", "-P", password_of("dispenser-2"), "-i", "dispenser-2"),
        *("-t", f"motcua/1/{CENTRE}/dispenser-2/ask/ticket", "-s"),
        stdin=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    await process.communicate(b"x" * 1_000_000)


async def test_stray_traffic_is_refused_or_ignored_and_the_service_goes_on(rig: CentreRig) -> None:
    elsewhere = (
        f"motcua/1/{CENTRE}/dispenser-1/ask/tickets",
        f"motcua/1/{CENTRE}/dispenser-2/ask/ticket",
        "motcua/1/another-centre/dispenser-1/ask/ticket",
        f"motcua/1/{CENTRE}/event/issued",
        f"motcua/1/{CENTRE}/state/counter/1",
    )
    good = m.TicketAsk(id=uuid4(), service="dat-dai").model_dump_json().encode()
    await rig.heard()
    async with rig.link("dispenser-1") as link:
        refused: list[bytes] = []
        link.wire.subscribe(
            link.topics.answer("dispenser-1", BAD_ID),
            lambda message: refused.append(message.payload),
        )
        for payload in NOT_ASKS.values():
            link.wire.publish(link.topics.ask("dispenser-1", m.TicketAsk), payload)
        for topic in elsewhere:
            link.wire.publish(topic, good)
        await until(lambda: len(refused) >= 2)
        await publish_a_megabyte(rig)
        answer = await take(link)
    assert answer.ticket.label == "A001"
    assert [json.loads(said)["reason"] for said in refused[:2]] == ["unreadable"] * 2
    assert [ticket["label"] for ticket in issued(rig)] == ["A001"]


async def test_two_counters_that_press_next_at_once_never_get_one_ticket(rig: CentreRig) -> None:
    async with (
        rig.link("dispenser-1") as dispenser,
        rig.link("reception") as reception,
        rig.link("counter-1") as one,
        rig.link("counter-2") as two,
    ):
        await sign_in(reception, "1", "anh-tuyet")
        await sign_in(reception, "2", "quoc-viet")
        for _ in range(20):
            await asyncio.gather(*(take(dispenser) for _ in range(100)))
        called: list[str] = []
        seen: dict[str, m.Ticket | None] = {"1": None, "2": None}

        async def press_next(link: Link, counter: str) -> None:
            before = seen[counter]
            ask = m.NextAsk(id=uuid4(), counter=counter, seen=before.id if before else None)
            answer = await link.ask(ask, patience_s=PATIENCE_S)
            assert isinstance(answer, m.Called)
            seen[counter] = answer.ticket
            called.append(answer.ticket.label)

        for _ in range(1000):
            await asyncio.gather(press_next(one, "1"), press_next(two, "2"))

    assert len(called) == 2000
    assert [label for label, times in Counter(called).items() if times > 1] == []


@pytest.mark.timeout(100)
async def test_killed_fifty_times_under_load_it_loses_and_doubles_nothing(rig: CentreRig) -> None:
    answered: list[m.Issued] = []
    asked: list[str] = []

    async def keep_pressing(link: Link, service: str) -> None:
        while True:
            ask = m.TicketAsk(id=uuid4(), service=service)
            asked.append(str(ask.id))
            answer = await link.ask(ask, patience_s=PATIENCE_S)
            assert isinstance(answer, m.Issued)
            answered.append(answer)

    async with rig.link("dispenser-1") as one, rig.link("dispenser-2") as two:
        async with asyncio.TaskGroup() as crowd:
            presses = [
                crowd.create_task(keep_pressing(link, service))
                for link in (one, two)
                for service in ("dat-dai", "ho-tich", "cu-tru")
            ]
            for _ in range(50):
                enough = len(answered) + 10
                await until(lambda enough=enough: len(answered) >= enough)  # type: ignore[misc]
                await rig.broker.kill()
                await rig.broker.start()
            for press in presses:
                press.cancel()
        unanswered = set(asked) - {str(row["request"]) for row in issued(rig)}
        retry = unanswered.pop() if unanswered else str(uuid4())
        again = m.TicketAsk.model_validate_json(json.dumps({"id": retry, "service": "dat-dai"}))
        first = await one.ask(again, patience_s=PATIENCE_S)
        assert await one.ask(again, patience_s=PATIENCE_S) == first

    journal = issued(rig)
    requests = Counter(str(row["request"]) for row in journal)
    assert max(requests.values()) == 1
    assert set(requests) <= {*asked, retry}
    known = {str(row["ticket"]): row["label"] for row in journal}
    assert all(known[str(answer.ticket.id)] == answer.ticket.label for answer in answered)
    assert len({answer.ticket.id for answer in answered}) == len(answered)
    for service in ("dat-dai", "ho-tich", "cu-tru"):
        ordinals = [row["ordinal"] for row in journal if row["service"] == service]
        assert ordinals == list(range(1, len(ordinals) + 1))
