"""A counter's display at work, in a centre whose queue service is played by the test."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from contract import messages as m
from contract.channels import ASKS, BROKER, Topics
from counter_display.app import serve
from counter_display.model import SMALL_KEYPAD
from counter_display.settings import CounterDisplaySettings
from hardware.keys_simulated import SimulatedKeys
from hardware.sign_simulated import SimulatedSign
from runtime.clock import SetClock
from runtime.link import Link
from runtime.presence import last_will
from runtime.wire import MemoryServer
from tests.device import station
from tests.waiting import until

NOON = 1_790_000_000_000
TOPICS = Topics("p1")
A012, A013 = UUID(int=12), UUID(int=13)


def visit(ticket: UUID = A012, *, called_at: int = NOON, calls: int = 1) -> m.Visit:
    """A ticket that was called."""
    label = f"A{ticket.int:03}"
    kept = m.Ticket(
        id=ticket, label=label, service="dat-dai", service_name="Đất đai", intent=m.Intent.FILE
    )
    return m.Visit(ticket=kept, stage=m.Stage.CALLED, called_at=called_at, calls=calls)


def counter(
    at_counter: m.Visit | None = None, status: m.CounterStatus = m.CounterStatus.OPEN
) -> m.CounterState:
    """Counter 3 as the queue service draws it."""
    return m.CounterState(counter="3", status=status, visit=at_counter, day="2026-09-21", seq=1)


def settings(**changes: object) -> CounterDisplaySettings:
    """Settings as in a file, with some changed."""
    file: dict[str, object] = {
        "centre": "p1",
        "device": "counter-3",
        "server": {"host": "127.0.0.1"},
        "data": "/nowhere",
        "counter": "3",
        "sign": {"driver": "simulated"},
        "keys": {"driver": "simulated", "keys": list(SMALL_KEYPAD)},
    }
    return CounterDisplaySettings.model_validate(file | changes)


@dataclass
class Scene:
    """The display's surroundings, and what can be seen of it."""

    key_names: Sequence[str] = SMALL_KEYPAD
    server: MemoryServer = field(default_factory=MemoryServer)
    sign: SimulatedSign = field(default_factory=SimulatedSign)
    clock: SetClock = field(default_factory=lambda: SetClock(NOON))
    asks: list[m.Ask] = field(default_factory=list)
    """What the display asked, repetitions left out."""

    def __post_init__(self) -> None:
        """Open the keypad and the queue service."""
        self.keys = SimulatedKeys(self.key_names)
        self.broker = Link(self.server.client(), TOPICS, BROKER)
        self.broker.serve(self._hear)

    def draw(self, state: m.CounterState) -> None:
        """Be the queue service, at work, and draw the counter."""
        self.broker.state(BROKER, m.DeviceState(device=BROKER, status="online"))
        self.broker.state(state.counter, state)

    def answer(self, answer: m.Message) -> None:
        """Answer the latest ask."""
        self.broker.answer("counter-3", self.asks[-1].id, answer)

    async def press(self, key: str) -> m.Ask:
        """Press a key and wait for what it asks."""
        before = len(self.asks)
        self.keys.press(key)
        await until(lambda: len(self.asks) > before)
        return self.asks[-1]

    @property
    def told(self) -> m.DeviceState:
        """What the display tells of itself."""
        topic = TOPICS.state(m.DeviceState, "counter-3")
        kept = self.server.retained.get(topic, last_will("counter-3"))
        return m.DeviceState.model_validate_json(kept)

    def part(self, name: str) -> str:
        """How a piece of its hardware is."""
        return next((part.state for part in self.told.parts if part.name == name), "untold")

    def _hear(self, device: str, name: str, payload: bytes) -> None:
        assert device == "counter-3"
        ask = ASKS[name].model.model_validate_json(payload)
        if ask.id not in {known.id for known in self.asks}:
            self.asks.append(ask)


@asynccontextmanager
async def display(scene: Scene, data: Path, **changes: object) -> AsyncIterator[None]:
    """Let the display work in its scene for the length of the block."""
    link = Link(scene.server.client(), TOPICS, "counter-3")
    machine = station(link, scene.clock, data)
    async with asyncio.TaskGroup() as tasks:
        telling = tasks.create_task(machine.presence.run())
        serving = tasks.create_task(serve(settings(**changes), scene.sign, scene.keys, machine))
        await until(lambda: scene.part("keys") == "ok")
        yield
        serving.cancel()
        telling.cancel()
