"""Asks are repeated until they are answered, states are drawn anew, nonsense is passed over."""

import asyncio
import json
import logging
from collections.abc import Callable
from uuid import UUID

import pytest

from contract import messages as m
from contract.channels import Topics
from runtime import link as link_module
from runtime.link import Link, NoAnswer
from runtime.wire import MemoryServer, MemoryWire, Message
from tests.waiting import until

TOPICS = Topics("mot-cua")
ID = UUID(int=1)
PRESS = m.TicketAsk(id=ID, service="dat-dai")
STATE = m.DeviceState(device="dispenser-1", status="online")
PATIENCE_S = 15
CODE = "000.00.16.G04-220324-0020"


class Line:
    """A device's link, and the far end of its wire."""

    def __init__(self) -> None:
        self.server = MemoryServer()
        self.wire: MemoryWire = self.server.client()
        self.link = Link(self.wire, TOPICS, "dispenser-1")
        self.far: MemoryWire = self.server.client()

    def answer(self, answer: m.Message, ask: UUID = ID) -> None:
        self.far.publish(TOPICS.answer("dispenser-1", ask), answer.model_dump_json().encode())

    def answers_each(self, reply: Callable[[int], m.Answer | None]) -> None:
        """Have the far end answer the n-th arrival, or not."""

        def hear(_message: Message) -> None:
            if answer := reply(len(self.asks)):
                self.answer(answer)

        self.far.subscribe(TOPICS.ask("+", "+"), hear)

    @property
    def asks(self) -> list[bytes]:
        topic = TOPICS.ask("dispenser-1", m.TicketAsk)
        return [said.payload for said in self.server.published if said.topic == topic]


@pytest.fixture
async def line() -> Line:
    return Line()


# --- Asking -------------------------------------------------------------------------------------


async def test_an_ask_is_answered(line: Line) -> None:
    line.answers_each(lambda _: m.Done())
    assert await line.link.ask(PRESS, patience_s=PATIENCE_S) == m.Done()
    assert len(line.asks) == 1


async def test_an_ask_is_repeated_word_by_word_until_it_is_answered(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_module, "RETRY_S", 0.01)
    line.answers_each(lambda times: m.Done() if times == 3 else None)
    assert await line.link.ask(PRESS, patience_s=PATIENCE_S) == m.Done()
    assert line.asks == [PRESS.model_dump_json().encode()] * 3


async def test_patience_ends(line: Line) -> None:
    with pytest.raises(NoAnswer, match="dispenser-1/ask/ticket"):
        await line.link.ask(PRESS, patience_s=0.01)


async def test_who_lost_patience_may_ask_again(line: Line) -> None:
    with pytest.raises(NoAnswer):
        await line.link.ask(PRESS, patience_s=0.01)
    line.answers_each(lambda _: m.Done())
    assert await line.link.ask(PRESS, patience_s=PATIENCE_S) == m.Done()


async def test_several_tasks_may_wait_for_one_answer(line: Line) -> None:
    async with asyncio.TaskGroup() as tasks:
        waiting = [tasks.create_task(line.link.ask(PRESS, patience_s=None)) for _ in range(3)]
        await until(lambda: len(line.asks) == 3)
        line.answer(m.Done())
    assert [task.result() for task in waiting] == [m.Done()] * 3


async def test_who_loses_patience_does_not_take_the_answer_away_from_others(line: Line) -> None:
    async with asyncio.TaskGroup() as tasks:
        patient = tasks.create_task(line.link.ask(PRESS, patience_s=None))
        with pytest.raises(NoAnswer):
            await line.link.ask(PRESS, patience_s=0.01)
        line.answer(m.Done())
    assert patient.result() == m.Done()


async def test_an_ask_that_waits_is_sent_when_the_wire_is_mended(line: Line) -> None:
    line.answers_each(lambda _: m.Done())
    line.wire.cut()
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(line.link.ask(PRESS, patience_s=None))
        await asyncio.sleep(0)
        assert line.asks == []
        line.wire.mend()
    assert waiting.result() == m.Done()


async def test_an_answer_to_somebody_else_is_no_answer(line: Line) -> None:
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(line.link.ask(PRESS, patience_s=None))
        await until(lambda: bool(line.asks))
        line.answer(m.Refused(reason=m.Reason.BUSY), ask=UUID(int=2))
        line.answer(m.Done())
    assert waiting.result() == m.Done()


async def test_a_second_answer_changes_nothing(line: Line) -> None:
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(line.link.ask(PRESS, patience_s=None))
        await until(lambda: bool(line.asks))
        line.answer(m.Done())
        line.answer(m.Refused(reason=m.Reason.BUSY))
    assert waiting.result() == m.Done()


async def test_an_answer_that_cannot_be_read_is_passed_over(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    topic = TOPICS.answer("dispenser-1", ID)
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(line.link.ask(PRESS, patience_s=None))
        await until(lambda: bool(line.asks))
        line.far.publish(topic, b'{"kind": "song"}')
        line.far.publish(topic, b"\xff")
        line.answer(m.Done())
    assert waiting.result() == m.Done()
    assert sum(line.levelno == logging.WARNING for line in caplog.records) == 1


# --- States, events -----------------------------------------------------------------------------


async def test_a_state_is_kept_at_the_server(line: Line) -> None:
    line.link.state("dispenser-1", STATE)
    kept = line.server.retained[TOPICS.state(m.DeviceState, "dispenser-1")]
    assert m.DeviceState.model_validate_json(kept) == STATE


async def test_a_state_that_changed_while_cut_off_is_drawn_afterwards(line: Line) -> None:
    line.link.state("dispenser-1", STATE)
    line.wire.cut()
    news = STATE.model_copy(update={"says": "Máy in hết giấy"})
    line.link.state("dispenser-1", news)
    line.wire.mend()
    kept = line.server.retained[TOPICS.state(m.DeviceState, "dispenser-1")]
    assert m.DeviceState.model_validate_json(kept) == news


async def test_an_event_is_told_once_and_not_kept(line: Line) -> None:
    event = m.CounterEvent(
        seq=1,
        previous=0,
        day="2026-11-23",
        at=0,
        counter="1",
        status=m.CounterStatus.OPEN,
        officer=None,
    )
    heard: list[m.CounterEvent] = []
    line.link.on_event(m.CounterEvent, heard.append)
    Link(line.far, TOPICS, "broker").event(event)
    line.wire.cut()
    line.wire.mend()
    await until(lambda: bool(heard))
    assert (heard, line.server.retained) == ([event], {})


async def test_a_listener_hears_what_is_kept_and_what_is_new(line: Line) -> None:
    heard: list[m.DeviceState] = []
    far = Link(line.far, TOPICS, "pad-1")
    far.state("pad-1", STATE.model_copy(update={"device": "pad-1"}))
    line.link.on_state(m.DeviceState, "+", heard.append)
    far.state("pad-2", STATE.model_copy(update={"device": "pad-2"}))
    await until(lambda: len(heard) == 2)
    assert {state.device for state in heard} == {"pad-1", "pad-2"}


async def test_a_newer_speakers_field_is_passed_over_and_its_news_is_heard(line: Line) -> None:
    heard: list[m.DeviceState] = []
    line.link.on_state(m.DeviceState, "pad-1", heard.append)
    said = {"device": "pad-1", "status": "online", "mood": "fine"}
    line.far.publish(TOPICS.state(m.DeviceState, "pad-1"), json.dumps(said).encode())
    await until(lambda: bool(heard))
    assert heard[0].device == "pad-1"


async def test_nonsense_is_logged_once_for_each_topic(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[m.DeviceState] = []
    line.link.on_state(m.DeviceState, "+", heard.append)
    for payload in (b"?", b"{}", b"\xff", b"[" * 100_000):
        line.far.publish(TOPICS.state(m.DeviceState, "pad-1"), payload)
    line.far.publish(TOPICS.state(m.DeviceState, "pad-2"), b"?")
    line.far.publish(TOPICS.state(m.DeviceState, "pad-2"), STATE.model_dump_json().encode())
    await until(lambda: heard == [STATE])
    warnings = [line.getMessage() for line in caplog.records if line.levelno == logging.WARNING]
    assert len(warnings) == 2
    assert all("is our software older?" in warning for warning in warnings)


async def test_a_state_that_was_taken_away_is_no_news(line: Line) -> None:
    heard: list[m.DeviceState] = []
    line.link.on_state(m.DeviceState, "+", heard.append)
    line.far.publish(TOPICS.state(m.DeviceState, "pad-1"), b"", retain=True)
    line.far.publish(TOPICS.state(m.DeviceState, "pad-2"), STATE.model_dump_json().encode())
    await until(lambda: bool(heard))
    assert heard == [STATE]


# --- Serving ------------------------------------------------------------------------------------


async def test_whoever_serves_hears_every_ask_with_its_asker(line: Line) -> None:
    heard: list[tuple[str, str, bytes]] = []
    Link(line.far, TOPICS, "broker").serve(lambda *asked: heard.append(asked))
    with pytest.raises(NoAnswer):
        await line.link.ask(PRESS, patience_s=0.01)
    assert heard == [("dispenser-1", "ticket", PRESS.model_dump_json().encode())]


async def test_whoever_serves_hears_nothing_that_another_answers(line: Line) -> None:
    heard: list[str] = []
    Link(line.far, TOPICS, "broker").serve(lambda _, name, __: heard.append(f"broker: {name}"))
    bridge = Link(line.server.client(), TOPICS, "bridge")
    bridge.serve(lambda _, name, __: heard.append(f"bridge: {name}"))
    dossier = m.DossierAsk(id=PRESS.id, code=CODE, secret=CODE)
    for ask in (PRESS, dossier):
        with pytest.raises(NoAnswer):
            await line.link.ask(ask, patience_s=0.01)
    assert heard == ["broker: ticket", "bridge: dossier"]
