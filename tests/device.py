"""A device of ours on a wire in memory, and a face that remembers what it showed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, Generic, Protocol, TypeVar

import pytest
from PIL.Image import Image

from faces.trial_print import trial_print
from runtime.clock import Clock
from runtime.link import Link
from runtime.online import Station
from runtime.presence import Presence


class Shown(Protocol):
    """What a face shows."""

    @property
    def mode(self) -> str:
        """What kind of picture it is."""


V = TypeVar("V", bound=Shown)


@dataclass
class Glass(Generic[V]):
    """A face that remembers what it showed, and is touched by the test."""

    views: list[V] = field(default_factory=list)
    touched: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def touches(self) -> AsyncIterator[str]:
        """See `Face`."""
        while True:
            yield await self.touched.get()

    def show(self, view: V) -> None:
        """See `Face`."""
        if not self.views or self.views[-1] != view:
            self.views.append(view)

    @property
    def modes(self) -> list[str]:
        """What was shown, one after another."""
        return [view.mode for view in self.views]


def station(link: Link, clock: Clock, folder: Path, chance: Random | None = None) -> Station:
    """What the device at this end of a link lives on."""
    presence = Presence(link, clock, device=link.device, data=folder)
    return Station(link, presence, clock, chance or Random(1))


def trial_lines(monkeypatch: pytest.MonkeyPatch, technician: ModuleType) -> list[str]:
    """A list of all that the trial print of a device tells from now on."""
    printed: list[str] = []

    def noted(lines: Sequence[str], *drawn_with: Any) -> Image:  # noqa: ANN401 - as the real one
        printed.extend(lines)
        return trial_print(lines, *drawn_with)

    monkeypatch.setattr(technician, "trial_print", noted)
    return printed


async def turns_of_the_loop() -> None:
    """Let everything that is ready to run do so."""
    for _ in range(10):
        await asyncio.sleep(0)
