"""What people say at a pad, from touches to what the centre tells of it.

Mosquitto and the queue service are processes; the pad is the real app on a face without glass.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from contract import messages as m
from hardware.voice_simulated import SimulatedVoice
from provisioning.command import main
from rating_pad.app import serve
from rating_pad.settings import INDICES, PadSettings
from rating_pad.view import PadView
from runtime.clock import SystemClock
from runtime.online import online
from simulation.machines import Screen
from tests.centre.harness import CentreRig, centre
from tests.waiting import until

PATIENCE_S = 60
GRACE_S = 2.0
"""A hand is quicker, also on a machine with much to do."""


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[CentreRig]:
    async with centre(tmp_path, changes={"ratings": {"least": 1, "quick_s": 60}}) as rig:
        yield rig


@dataclass(frozen=True, slots=True)
class Pad:
    """The pad of counter 1, and a finger for it."""

    screen: Screen[PadView]

    @property
    def view(self) -> PadView:
        assert self.screen.view
        return self.screen.view

    async def offers(self, touch: str) -> None:
        """Wait until something can be touched."""

        def there() -> bool:
            view = self.screen.view
            return view is not None and touch in {tile.touch for tile in view.touchable}

        await until(there)

    async def touch(self, *touches: str) -> None:
        """Touch one thing after another, each when it is there."""
        for touch in touches:
            await self.offers(touch)
            self.screen.touch(touch)

    async def write(self, text: str) -> None:
        """Type, and say that it is finished."""
        await until(lambda: self.view.entry)
        for sign in text:
            self.screen.touch(f"type:{sign.lower()}")
        await until(lambda: self.view.entry and len(self.view.entry.text) == len(text))
        await self.touch("enter")

    async def sent(self) -> None:
        """Wait until a rating can no longer be changed."""
        await until(lambda: self.view.mode == "thanks")


@asynccontextmanager
async def a_pad(rig: CentreRig) -> AsyncIterator[Pad]:
    """The pad, alive for the length of the block."""
    screen = Screen[PadView]()
    told = rig.device_settings({"device": "pad-1", "counter": "1", "grace_s": GRACE_S})
    settings = PadSettings.model_validate(
        {**told, "data": str(rig.folder / "pad-1"), "indices": INDICES}
    )
    async with online(settings, SystemClock(trust=True), Random(1)) as station:
        task = asyncio.create_task(serve(settings, SimulatedVoice(), screen, station))
        yield Pad(screen)
        task.cancel()
        await asyncio.wait([task])


async def sign_in(rig: CentreRig) -> None:
    """Officer Ánh Tuyết sits at counter 1."""
    async with rig.link("reception") as reception:
        action = m.CounterAction.SIGN_IN
        ask = m.CounterAsk(id=uuid4(), counter="1", action=action, officer="anh-tuyet")
        assert await reception.ask(ask, patience_s=PATIENCE_S) == m.Done()


async def call_somebody(rig: CentreRig) -> None:
    """Somebody takes a number and is called to counter 1."""
    async with rig.link("dispenser-1") as dispenser:
        ticket = m.TicketAsk(id=uuid4(), service="dat-dai")
        assert isinstance(await dispenser.ask(ticket, patience_s=PATIENCE_S), m.Issued)
    async with rig.link("counter-1") as keypad:
        called = await keypad.ask(m.NextAsk(id=uuid4(), counter="1"), patience_s=PATIENCE_S)
        assert isinstance(called, m.Called)


def told(rig: CentreRig, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What `motcua` tells of the journal."""
    capsys.readouterr()
    config = str(rig.folder / "broker.toml")
    assert main([*words, "--config", config, "--journal", str(rig.journal), "--json"]) == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


async def test_a_rating_comes_with_its_reason_answers_and_remark(
    rig: CentreRig, capsys: pytest.CaptureFixture[str]
) -> None:
    await sign_in(rig)
    async with a_pad(rig) as pad:
        await until(lambda: pad.screen.view and pad.view.officer)
        await call_somebody(rig)
        await pad.touch("dissatisfied", "reason:attitude", "questions", "answer:2")
        await until(lambda: "2/4" in pad.view.note)
        await pad.touch("answer:1", "back", "remark")
        await pad.write("cho lau")
        await pad.sent()
        await until(lambda: told(rig, capsys, "ratings")["officers"])
    [officer] = told(rig, capsys, "ratings")["officers"]
    assert (officer["name"], officer["ratings"]) == ("Nguyễn Thị Ánh Tuyết", 1)
    assert officer["levels"]["dissatisfied"] == 1
    assert officer["reasons"] == {"attitude": 1}
    assert officer["indices"] == {"contacts": 1.0, "time": 2.0}
    assert officer["remarks"] == ["Cho lau"]
    assert officer["marks"] == {"quick": 1}  # it tells how long after the call it was touched


async def test_a_rating_given_while_the_queue_service_is_away_comes_once(
    rig: CentreRig, capsys: pytest.CaptureFixture[str]
) -> None:
    await sign_in(rig)
    await call_somebody(rig)
    async with a_pad(rig) as pad:
        await pad.offers("satisfied")
        await rig.broker.stop()
        await pad.touch("satisfied")
        await pad.sent()
    async with a_pad(rig) as pad:  # it was switched off and on meanwhile
        await rig.broker.start()
        await until(lambda: told(rig, capsys, "ratings")["officers"])
    async with a_pad(rig) as pad:
        await until(lambda: pad.screen.view and pad.view.officer)
        assert not pad.view.levels
    [officer] = told(rig, capsys, "ratings")["officers"]
    assert (officer["ratings"], officer["levels"]["satisfied"]) == (1, 1)


async def test_a_suggestion_has_the_code_that_the_centre_lists(
    rig: CentreRig, capsys: pytest.CaptureFixture[str]
) -> None:
    await rig.heard()
    async with a_pad(rig) as pad:
        await pad.touch("feedback", "about:suggestion")
        await pad.write("Them ghe")
        await until(lambda: pad.view.mode == "contact")
        await pad.write("0900000000")
        await until(lambda: pad.view.code)
        [suggestion] = told(rig, capsys, "feedback", "list")["feedback"]
    assert suggestion["code"] == pad.view.code
    assert (suggestion["about"], suggestion["counter"]) == ("suggestion", "1")
    assert (suggestion["text"], suggestion["contact"]) == ("Them ghe", "0900000000")
