"""The pad at work: from a touch to the queue service, through outages and power cuts."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from contract import messages as m
from contract.channels import BROKER
from contract.messages import Level
from faces.texts import load
from hardware.voice_simulated import SimulatedVoice
from runtime import link
from tests.rating_pad.scene import A012, A013, A014, TODAY, Scene, counter, finished, pad, visit
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
        scene.let_pass(20)
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


async def test_what_is_said_beside_a_rating_is_sent_with_it(scene: Scene, tmp_path: Path) -> None:
    async with pad(scene, tmp_path, indices=["attitude"]):
        scene.draw(counter())
        await until(lambda: scene.glass.view.officer is not None)
        scene.draw(counter(visit()))
        await scene.shows("rate")
        scene.let_pass(40)
        scene.glass.put("dissatisfied", "reason:guidance", "questions", "answer:0")
        scene.glass.put("remark", "type:o", "type:k", "enter")
        await until(
            lambda: [tile.chosen for tile in scene.glass.view.options] == [True, True, False]
        )
        scene.let_pass(10)
        await until(lambda: scene.heard)
    (ask,) = scene.heard
    assert ask.reasons == ("guidance",)
    assert (ask.indices, ask.remark, ask.after_s) == (m.Indices(attitude=0), "Ok", 40)


async def test_a_power_cut_loses_no_reason(scene: Scene, tmp_path: Path) -> None:
    async with pad(scene, tmp_path):
        scene.draw(counter(visit()))
        await scene.shows("rate")
        scene.glass.put("dissatisfied", "reason:papers")
        await until(lambda: written(tmp_path) == 2)
    async with pad(scene, tmp_path):
        await until(lambda: scene.heard)
    assert scene.heard[0].reasons == ("papers",)


COMPLAINT = ("feedback", "about:complaint", "type:o", "type:k", "enter", "enter")


async def test_a_complaint_gets_its_code_at_once(scene: Scene, tmp_path: Path) -> None:
    async with pad(scene, tmp_path):
        scene.draw(counter())
        await scene.shows("idle")
        scene.glass.put(*COMPLAINT)
        assert (await scene.shows("receipt")).code == "PA-1"
        await until(lambda: written(tmp_path) == 0)
    (ask,) = scene.complaints
    assert (ask.about, ask.text, ask.counter) == (m.FeedbackKind.COMPLAINT, "Ok", "3")


async def test_a_complaint_during_an_outage_is_kept_without_a_code_and_sent_once(
    scene: Scene, tmp_path: Path
) -> None:
    scene.silent = True
    async with pad(scene, tmp_path):
        scene.draw(counter())
        await scene.shows("idle")
        scene.glass.put(*COMPLAINT)
        await scene.shows("sending")
        scene.let_pass(5)
        await scene.shows("kept")
    scene.silent = False
    async with pad(scene, tmp_path):
        await until(lambda: scene.complaints)
        await until(lambda: written(tmp_path) == 0)
        assert scene.glass.view.mode != "receipt"
    assert len(scene.complaints) == 1


async def test_nothing_on_the_disk_or_in_the_log_says_which_visit_was_rated_how(
    scene: Scene, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    scene.answers = [m.Refused(reason=m.Reason.NOT_SERVED, detail=f"{A012} is very_satisfied")]
    async with pad(scene, tmp_path):
        await scene.rate("very_satisfied", visit())
        await until(lambda: written(tmp_path) == 1)
        await until(lambda: rows(tmp_path) == [(TODAY,)])
    assert "refused" in caplog.text
    assert str(A012) not in caplog.text
    assert "satisfied" not in caplog.text


async def test_who_asks_for_help_is_told_of_with_the_device(scene: Scene, tmp_path: Path) -> None:
    async with pad(scene, tmp_path):
        scene.draw(counter())
        await scene.shows("idle")
        scene.glass.put("help")
        await until(lambda: part(scene, "help") == "fault")
        assert scene.glass.view.notice == TEXTS.say("touch.help_called")
        scene.let_pass(60)
        await until(lambda: part(scene, "help") == "ok")


async def test_the_screen_is_read_to_whoever_asks_for_it(scene: Scene, tmp_path: Path) -> None:
    voice = SimulatedVoice()
    async with pad(scene, tmp_path, voice):
        scene.draw(counter(visit()))
        await scene.shows("rate")
        scene.glass.put("ear:toggle")
        await until(lambda: voice.said)
        assert TEXTS.say("pad.question") in voice.said[0].text
        scene.glass.put("ear:next")
        await until(lambda: voice.said[-1].text == TEXTS.say("pad.satisfied"))
        scene.glass.put("ear:confirm")
        await until(lambda: scene.glass.view.chosen == "satisfied")


async def test_the_technicians_page_tells_what_waits_and_lets_the_speaker_be_heard(
    scene: Scene, tmp_path: Path
) -> None:
    voice = SimulatedVoice()
    async with pad(scene, tmp_path, voice, technician={"pin": "2468"}):
        scene.draw(counter())
        await scene.shows("idle")
        scene.glass.put("corner:down", "help")
        await until(lambda: scene.glass.view.notice)
        scene.clock.advance(5)
        scene.glass.put("stay")
        await scene.shows("pin")
        scene.glass.put(*(f"type:{digit}" for digit in "2468"), "enter")
        await until(lambda: scene.glass.view.lines)
        assert (TEXTS.say("pad.fact.waiting"), "0") in scene.glass.view.lines
        scene.glass.put("test:sound")
        await until(lambda: voice.said)


def part(scene: Scene, name: str) -> str | None:
    """How a part of the pad is, as it tells."""
    return next((one.state for one in scene.told.parts if one.name == name), None)


def rows(data: Path) -> list[tuple[str]]:
    """What is written on the pad's disk, but for its keys."""
    with closing(sqlite3.connect(data / "pad.db")) as database:
        found = database.execute("SELECT body FROM item").fetchall()
    return [(body.decode(),) for (body,) in found]


def written(data: Path) -> int:
    """How many rows are on the pad's disk."""
    with closing(sqlite3.connect(data / "pad.db")) as database:
        (rows,) = database.execute("SELECT count(*) FROM item").fetchone()
    return int(rows)
