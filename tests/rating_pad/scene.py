"""A rating pad at work, in a centre whose queue service is played by the test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

from contract import messages as m
from contract.channels import BROKER, Topics
from faces.wording import spaced
from hardware.voice import Voice
from hardware.voice_none import NoVoice
from rating_pad.app import serve
from rating_pad.settings import PadSettings
from rating_pad.view import PadView
from runtime.clock import SetClock
from runtime.link import Link
from runtime.presence import last_will
from runtime.wire import MemoryServer, MemoryWire
from tests.device import station
from tests.waiting import until

NOON = 1_790_000_000_000
TODAY = "2026-09-21"
TOPICS = Topics("p1")
A012, A013, A014 = UUID(int=12), UUID(int=13), UUID(int=14)
TUYET = m.Officer(
    id="anh-tuyet", name="Nguyễn Thị Ánh Tuyết", title="Chuyên viên", agency="Sở Tài chính"
)


def visit(ticket: UUID = A012, stage: m.Stage = m.Stage.SERVING) -> m.Visit:
    """A ticket at the counter."""
    label = f"A{ticket.int:03}"
    kept = m.Ticket(
        id=ticket, label=label, service="dat-dai", service_name="Đất đai", intent=m.Intent.FILE
    )
    return m.Visit(ticket=kept, stage=stage, called_at=NOON, calls=1)


def finished(ticket: UUID = A012) -> m.Visit:
    """A visit that has ended."""
    return visit(ticket, m.Stage.FINISHED)


def counter(
    now: m.Visit | None = None,
    last: m.Visit | None = None,
    status: m.CounterStatus = m.CounterStatus.OPEN,
    day: str = TODAY,
) -> m.CounterState:
    """Counter 3 as the queue service draws it."""
    return m.CounterState(
        counter="3", status=status, officer=TUYET, visit=now, last=last, day=day, seq=1
    )


def settings(**changes: object) -> PadSettings:
    """Settings as in a file, with some changed."""
    file: dict[str, object] = {
        "centre": "p1",
        "device": "pad-3",
        "server": {"host": "127.0.0.1"},
        "data": "/nowhere",
        "counter": "3",
    }
    return PadSettings.model_validate(file | changes)


class Glass:
    """A face that is looked at and touched by the test."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self.view = PadView("idle", "", "", "")
        self._touches: asyncio.Queue[str] = asyncio.Queue()

    def show(self, view: PadView) -> None:
        """See `Face`."""
        self.view = view

    async def touches(self) -> AsyncIterator[str]:
        """See `Face`."""
        while True:
            yield await self._touches.get()

    async def touch(self, level: str) -> None:
        """Touch a level, and see that it was taken."""
        self.put(level)
        await until(lambda: self.view.chosen == level)

    def put(self, *touches: str) -> None:
        """Touch one thing after another."""
        for touch in touches:
            self._touches.put_nowait(touch)


@dataclass
class Scene:
    """The pad's surroundings, and what comes of it."""

    server: MemoryServer = field(default_factory=MemoryServer)
    clock: SetClock = field(default_factory=lambda: SetClock(NOON))
    chance: Random = field(default_factory=lambda: Random(1))
    answers: list[m.Message] = field(default_factory=list)
    """What the queue service answers first; `Done` when nothing is left."""
    heard: list[m.RatingAsk] = field(default_factory=list)
    """The ratings that it answered, each time."""
    complaints: list[m.FeedbackAsk] = field(default_factory=list)
    """The complaints and suggestions, likewise; each got the code `PA-1`."""
    silent: bool = False
    """Whether the queue service hears nothing."""
    cable: MemoryWire = field(init=False)
    """The pad's connection."""

    def __post_init__(self) -> None:
        """Open the queue service."""
        self.glass = Glass()
        self.broker = Link(self.server.client(), TOPICS, BROKER)
        self.broker.serve(self._hear)

    def draw(self, state: m.CounterState) -> None:
        """Be the queue service, at work, and draw the counter."""
        self._drawn = state
        self.broker.state(BROKER, m.DeviceState(device=BROKER, status="online"))
        self.broker.state(state.counter, state)

    def let_pass(self, seconds: float) -> None:
        """Let time pass, and have the pad notice."""
        self.clock.advance(seconds)
        self.broker.state(self._drawn.counter, self._drawn)

    async def rate(self, level: str, *visits: m.Visit) -> None:
        """Have these visits rated, one after another."""
        for at_counter in visits:
            self.draw(counter(at_counter))
            await self.asks_about(at_counter)
            await self.glass.touch(level)
            self.let_pass(10)
            await self.shows("thanks")
            self.let_pass(5)
            await self.shows("idle")

    async def shows(self, mode: str) -> PadView:
        """Wait until the pad is in this mode."""
        await until(lambda: self.glass.view.mode == mode)
        return self.glass.view

    async def asks_about(self, at_counter: m.Visit) -> None:
        """Wait until this visit can be rated."""
        number = f"số {spaced(at_counter.ticket.label)}"
        await until(lambda: self.glass.view.label == number)

    @property
    def rated(self) -> list[tuple[UUID, m.Level]]:
        """What was sent, in order."""
        return [(ask.ticket, ask.level) for ask in self.heard]

    @property
    def told(self) -> m.DeviceState:
        """What the pad tells of itself."""
        topic = TOPICS.state(m.DeviceState, "pad-3")
        kept = self.server.retained.get(topic, last_will("pad-3"))
        return m.DeviceState.model_validate_json(kept)

    def _hear(self, device: str, name: str, payload: bytes) -> None:
        assert device == "pad-3"
        if self.silent:
            return
        if name == "feedback":
            complaint = m.FeedbackAsk.model_validate_json(payload)
            self.complaints.append(complaint)
            self.broker.answer(device, complaint.id, m.Received(code="PA-1"))
            return
        ask = m.RatingAsk.model_validate_json(payload)
        self.heard.append(ask)
        self.broker.answer(device, ask.id, self.answers.pop(0) if self.answers else m.Done())


@asynccontextmanager
async def pad(
    scene: Scene, data: Path, voice: Voice | None = None, **changes: object
) -> AsyncIterator[None]:
    """Let the pad work in its scene for the length of the block; its end is a power cut."""
    scene.cable = scene.server.client()
    link = Link(scene.cable, TOPICS, "pad-3")
    machine = station(link, scene.clock, data, scene.chance)
    async with asyncio.TaskGroup() as tasks:
        telling = tasks.create_task(machine.presence.run())
        serving = tasks.create_task(
            serve(settings(data=data, **changes), voice or NoVoice(), scene.glass, machine)
        )
        await until(lambda: scene.told.status == "online")
        yield
        serving.cancel()
        telling.cancel()
    scene.server.clients.remove(scene.cable)
