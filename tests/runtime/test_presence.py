"""The centre sees how a device is, soon after it changes and anew every minute."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from contract.channels import Topics
from contract.messages import DeviceState, Part
from runtime.clock import SetClock
from runtime.link import Link
from runtime.presence import Presence, last_will
from runtime.wire import MemoryServer

NOON = 1_790_000_000_000
TOPIC = Topics("p1").state(DeviceState, "pad-3")


class Centre:
    """A device in a centre, and what is known of it there."""

    def __init__(self, data: Path, clock: SetClock) -> None:
        self.server = MemoryServer()
        self.clock = clock
        link = Link(self.server.client(), Topics("p1"), "pad-3")
        self.presence = Presence(link, clock, device="pad-3", data=data, version="1.2")

    @property
    def told(self) -> list[DeviceState]:
        return [
            DeviceState.model_validate_json(message.payload)
            for message in self.server.published
            if message.topic == TOPIC
        ]

    async def sees(self, wanted: Callable[[DeviceState], bool]) -> DeviceState:
        """Wait until what is kept about the device is as wanted."""
        async with asyncio.timeout(10):
            while True:
                kept = self.server.retained.get(TOPIC)
                if kept and wanted(DeviceState.model_validate_json(kept)):
                    return DeviceState.model_validate_json(kept)
                await asyncio.sleep(0)


@pytest.fixture
async def centre(tmp_path: Path) -> AsyncIterator[Centre]:
    centre = Centre(tmp_path, SetClock(NOON))
    task = asyncio.create_task(centre.presence.run())
    yield centre
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_a_device_tells_that_it_is_there(centre: Centre) -> None:
    state = await centre.sees(lambda state: state.status == "online")
    assert (state.device, state.version) == ("pad-3", "1.2")
    assert (state.started_at, state.at, state.clock_synchronised) == (NOON, NOON, True)
    assert state.disk_free_mb is not None


async def test_what_it_says_to_the_public_is_seen(centre: Centre) -> None:
    await centre.sees(lambda state: not state.says)
    centre.presence.set_says("Xin vui lòng đến quầy 1")
    await centre.sees(lambda state: state.says == "Xin vui lòng đến quầy 1")


async def test_its_parts_are_seen_as_they_are_now(centre: Centre) -> None:
    await centre.sees(lambda state: not state.parts)
    centre.presence.set_part("printer", "ok")
    centre.presence.set_part("sign", "unknown")
    centre.presence.set_part("printer", "fault", "out of paper; put in a new roll")
    state = await centre.sees(lambda state: bool(state.parts))
    assert state.parts == (
        Part(name="printer", state="fault", detail="out of paper; put in a new roll"),
        Part(name="sign", state="unknown"),
    )


async def test_what_did_not_change_is_not_told_again(centre: Centre) -> None:
    centre.presence.set_part("printer", "ok")
    await centre.sees(lambda state: bool(state.parts))
    told = len(centre.told)
    centre.presence.set_part("printer", "ok")
    centre.presence.set_says("")
    for _ in range(10):
        await asyncio.sleep(0)
    assert len(centre.told) == told


async def test_counting_alone_tells_nothing(centre: Centre) -> None:
    await centre.sees(lambda state: not state.counts)
    for _ in range(100):
        centre.presence.count("unreadable")
        await asyncio.sleep(0)
    assert len(centre.told) == 1
    centre.presence.set_says("Hỏng")
    state = await centre.sees(lambda state: bool(state.says))
    assert state.counts == {"unreadable": 100}


async def test_the_state_is_told_anew_after_a_while(tmp_path: Path) -> None:
    centre = Centre(tmp_path, SetClock(NOON))
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(centre.presence.run(period_s=0.001))
        await centre.sees(lambda state: state.at == NOON)
        centre.clock.advance(60)
        await centre.sees(lambda state: state.at == NOON + 60_000)
        running.cancel()


async def test_a_device_does_not_invent_when_it_started(tmp_path: Path) -> None:
    centre = Centre(tmp_path, SetClock(0, synchronised=False))
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(centre.presence.run())
        state = await centre.sees(lambda state: state.clock_synchronised is False)
        assert state.started_at is None
        centre.clock.advance(30)
        centre.clock.set(NOON)
        centre.presence.set_says("Sẵn sàng")
        state = await centre.sees(lambda state: state.clock_synchronised is True)
        assert state.started_at == NOON - 30_000
        running.cancel()


def test_the_last_will_says_that_it_is_gone() -> None:
    will = DeviceState.model_validate_json(last_will("pad-3"))
    assert (will.device, will.status, will.at) == ("pad-3", "offline", None)
