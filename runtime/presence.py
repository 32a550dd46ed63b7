"""What a device tells about itself: that it is there, how its parts are, what it shows people."""

import asyncio
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Literal, Protocol

from contract.messages import DeviceState, Message, Paper, Part
from runtime.clock import Clock
from runtime.health import measure

PERIOD_S = 60
"""A state is told anew after this long, so that temperature and disk are never older."""

_HELP = "Somebody at the machine asks for the receptionist."


class StateTeller(Protocol):
    """Whoever keeps a state where the whole centre sees it; `runtime.link.Link` does."""

    def state(self, key: str, state: Message) -> None:
        """Keep this as the last word on `key`."""
        ...


class Presence:
    """The device's own state, told on each change and every `PERIOD_S` seconds.

    Lives in the event loop: a thread that knows something new calls by `call_soon_threadsafe`.
    """

    def __init__(
        self, link: StateTeller, clock: Clock, *, device: str, data: Path, version: str = ""
    ) -> None:
        self._link = link
        self._clock = clock
        self._device = device
        self._data = data
        self._version = version
        self._began = clock.monotonic()
        self._started_at: int | None = None
        self._says = ""
        self._parts: dict[str, Part] = {}
        self._paper: Paper | None = None
        self._counts: Counter[str] = Counter()
        self._changed = asyncio.Event()

    def set_says(self, text: str) -> None:
        """Remember the sentence that the public sees now; empty when all is well."""
        if text != self._says:
            self._says = text
            self._changed.set()

    def set_part(
        self, name: str, state: Literal["ok", "fault", "unknown"], detail: str = ""
    ) -> None:
        """Remember how a piece of hardware is; `detail` says what is wrong and what to do."""
        part = Part(name=name, state=state, detail=detail)
        if part != self._parts.get(name):
            self._parts[name] = part
            self._changed.set()

    def set_problem(self, name: str, problem: str) -> None:
        """Remember what is wrong with a part and what to do; "" when it is well."""
        self.set_part(name, "fault" if problem else "ok", problem)

    def set_asked_for(self, *, asked: bool) -> None:
        """Remember whether somebody at the device waits for the receptionist."""
        self.set_problem("help", _HELP if asked else "")

    def set_paper(self, paper: Paper) -> None:
        """Remember what is left of the printer's roll. Told with the next state."""
        self._paper = paper

    def count(self, name: str) -> None:
        """Count something once more. Told with the next state, so that a flood makes no flood."""
        self._counts[name] += 1

    async def run(self, period_s: float = PERIOD_S) -> None:
        """Tell the state, now and from now on; ends only when it is cancelled."""
        while True:
            self._changed.clear()
            self._link.state(self._device, self.state())
            with suppress(TimeoutError):
                async with asyncio.timeout(period_s):
                    await self._changed.wait()

    def state(self) -> DeviceState:
        """How the device is now."""
        health = measure(self._data, self._clock)
        now = self._clock.now()
        if self._started_at is None and health.clock_synchronised:
            # Only now: a machine without a battery clock starts with a wrong one.
            self._started_at = now - round((self._clock.monotonic() - self._began) * 1000)
        return DeviceState(
            device=self._device,
            status="online",
            version=self._version,
            started_at=self._started_at,
            uptime_s=health.uptime_s,
            at=now,
            says=self._says,
            parts=tuple(self._parts.values()),
            paper=self._paper,
            temperature_c=health.temperature_c,
            disk_free_mb=health.disk_free_mb,
            clock_synchronised=health.clock_synchronised,
            counts=dict(self._counts),
        )


def last_will(device: str) -> bytes:
    """What the MQTT server publishes for a device that it lost."""
    return DeviceState(device=device, status="offline").model_dump_json().encode()
