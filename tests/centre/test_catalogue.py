"""A catalogue goes from a list to a kiosk: command, queue service, MQTT and HTTP are real."""

import asyncio
from datetime import date
from pathlib import Path
from random import Random

import pytest

from contract import messages as m
from kiosk.editions import Edition, Editions
from kiosk.renewal import Renewal
from kiosk.trust import Trust
from provisioning.command import main
from runtime.catalogue_file import load
from runtime.clock import SystemClock
from runtime.online import Station
from runtime.presence import Presence
from runtime.signing import PublicKey
from tests.centre.harness import CENTRE, centre
from tests.kiosk.publisher import HOST, free_port
from tests.waiting import until

EXAMPLE = Path(__file__).parents[2] / "examples" / "catalogue.csv"


def motcua(*words: object) -> None:
    assert main(["catalogue", *map(str, words)]) == 0


def given(said: str) -> PublicKey:
    """The key that a technician copies into the settings of kiosks."""
    told = dict(line.split(" = ") for line in said.splitlines() if " = " in line)
    return PublicKey(
        id=told["id"].strip('"'), public=told["public"].strip('"'),
        until=date.fromisoformat(told["until"]),
    )  # fmt: skip


async def test_what_a_technician_publishes_is_on_the_kiosk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, file, shown = tmp_path / "key", tmp_path / "c.db", list[Edition]()
    motcua("key", "--out", key, "--until", "2999-12-31")
    trust = Trust(CENTRE, (given(capsys.readouterr().out),))
    async with centre(tmp_path, changes={"web": {"host": HOST, "port": free_port()}}) as rig:
        async with rig.link("reception") as link:
            clock = SystemClock(trust=True)
            presence = Presence(link, clock, device="reception", data=tmp_path)
            station = Station(link, presence, clock, Random(1))
            renewal = Renewal(station, Editions(tmp_path / "kiosk"), trust, HOST, shown.append)
            task = asyncio.create_task(renewal.run())
            motcua("import", EXAMPLE, "--out", file)
            motcua("publish", file, "--config", rig.folder / "broker.toml", "--key", key)
            await until(lambda: shown or task.done())
            task.cancel()
        [edition] = shown
        assert load(edition.path) == load(file)
        assert isinstance(edition.state, m.CatalogueState)
        assert edition.state.port is not None
