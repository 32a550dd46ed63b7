"""The pad at work: from a touch to the queue service, through outages and power cuts."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from contract import messages as m
from contract.channels import BROKER
from contract.messages import Level
from faces.texts import load
from runtime import link
from tests.rating_pad.scene import A012, A013, A014, Scene, counter, finished, pad, visit
from tests.waiting import until

SHORT = 0.02
"""Seconds, where a test waits for the pad's own timer."""

TEXTS = load("vi")


@pytest.fixture
async def scene() -> Scene:
    return Scene()


async def test_a_touch_becomes_a_rating_and_thanks(scene: Scene, tmp_path: Path) -> None:
    async with pad(scene, tmp_path):
        scene.draw(counter(visit()))
        await scene.shows("rate")
        await scene.glass.touch("satisfied")
        assert scene.heard == []
        scene.let_pass(10)
        await scene.shows("thanks")
        await until(lambda: scene.rated == [(A012, Level.SATISFIED)])
        scene.let_pass(5)
        await scene.shows("idle")


async def test_the_pad_keeps_its_times_by_itself(scene: Scene, tmp_path: Path) -> None:
    async with pad(scene, tmp_path, grace_s=SHORT, thanks_s=SHORT):
        scene.draw(counter(visit()))
        await scene.shows("rate")
        await scene.glass.touch("satisfied")
        scene.clock.advance(SHORT)
        await scene.shows("thanks")
        scene.clock.advance(SHORT)
        await scene.shows("idle")


async def test_a_change_of_mind_is_the_one_that_is_sent(scene: Scene, tmp_path: Path) -> None:
    async with pad(scene, tmp_path):
        scene.draw(counter(visit()))
        await scene.shows("rate")
        await scene.glass.touch("satisfied")
        scene.draw(counter(visit(A013), last=finished(A012)))
        await scene.glass.touch("dissatisfied")
        scene.let_pass(10)
        await until(lambda: scene.rated == [(A012, Level.DISSATISFIED)])
        scene.let_pass(5)
        await scene.asks_about(visit(A013))


async def test_a_rating_without_a_connection_is_kept_and_sent_later(
    scene: Scene, tmp_path: Path
) -> None:
    async with pad(scene, tmp_path, grace_s=SHORT):
        scene.draw(counter(visit()))
        await scene.shows("rate")
        scene.cable.cut()
        await scene.glass.touch("neutral")
        scene.clock.advance(SHORT)
        assert (await scene.shows("thanks")).note == TEXTS.say("pad.saved_offline")
        scene.cable.mend()
        await until(lambda: scene.rated == [(A012, Level.NEUTRAL)])


async def test_the_ratings_of_an_outage_are_sent_in_order_each_once(
    scene: Scene, tmp_path: Path
) -> None:
    scene.silent = True
    async with pad(scene, tmp_path):
        await scene.rate("neutral", visit(A012), visit(A013))
    scene.silent = False
    async with pad(scene, tmp_path):
        await scene.rate("satisfied", visit(A014))
        await until(lambda: len(scene.heard) == 3)
    assert scene.rated == [
        (A012, Level.NEUTRAL),
        (A013, Level.NEUTRAL),
        (A014, Level.SATISFIED),
    ]


async def test_a_power_cut_in_the_grace_time_loses_no_choice(scene: Scene, tmp_path: Path) -> None:
    async with pad(scene, tmp_path):
        scene.draw(counter(visit()))
        await scene.shows("rate")
        await scene.glass.touch("satisfied")
        await scene.glass.touch("dissatisfied")
        await until(lambda: written(tmp_path) == 2)
    async with pad(scene, tmp_path):
        await until(lambda: scene.rated == [(A012, Level.DISSATISFIED)])
        await scene.shows("idle")


async def test_a_pad_that_starts_again_does_not_offer_what_was_rated(
    scene: Scene, tmp_path: Path
) -> None:
    async with pad(scene, tmp_path):
        await scene.rate("satisfied", visit())
        await until(lambda: scene.heard)
    async with pad(scene, tmp_path):
        await scene.shows("idle")
        scene.draw(counter(visit(A013)))
        await scene.shows("rate")
    assert len(scene.heard) == 1


async def test_a_refused_rating_is_dropped_and_counted(scene: Scene, tmp_path: Path) -> None:
    scene.answers = [m.Refused(reason=m.Reason.NOT_SERVED)]
    async with pad(scene, tmp_path):
        await scene.rate("satisfied", visit(A012), visit(A013))
        await until(lambda: [ticket for ticket, _ in scene.rated] == [A012, A013])
        scene.broker.state(BROKER, m.DeviceState(device=BROKER, status="offline"))
        await until(lambda: scene.told.counts == {"refused": 1})


async def test_a_rating_that_cannot_be_taken_yet_is_sent_again(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "NOT_YET_S", SHORT)
    scene.answers = [m.Refused(reason=m.Reason.CLOCK_NOT_SET)]
    async with pad(scene, tmp_path):
        await scene.rate("satisfied", visit())
        await until(lambda: scene.rated == [(A012, Level.SATISFIED)] * 2)


async def test_the_pad_tells_what_it_says_while_it_cannot_serve(
    scene: Scene, tmp_path: Path
) -> None:
    async with pad(scene, tmp_path):
        await until(lambda: scene.told.says == TEXTS.say("pad.offline"))
        scene.draw(counter())
        await scene.shows("idle")
        await until(lambda: scene.told.says == "")


def written(data: Path) -> int:
    """How many rows are on the pad's disk."""
    with closing(sqlite3.connect(data / "pad.db")) as database:
        (rows,) = database.execute("SELECT count(*) FROM item").fetchone()
    return int(rows)
