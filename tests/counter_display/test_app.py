"""The display at work: on its sign, on its lamps, on the wire."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract import messages as m
from faces.texts import load
from hardware.sign import Shown
from tests.counter_display.scene import A012, A013, Scene, counter, display, visit
from tests.waiting import until

SHORT = 0.02
"""Seconds between two looks at the clock, so that a test which sets it is not kept waiting."""

TEXTS = load("vi")


@pytest.fixture
async def scene() -> Scene:
    return Scene()


@pytest.fixture(autouse=True)
def closed_keys(scene: Scene) -> Iterator[None]:
    yield
    scene.keys.close()


async def test_a_call_blinks_on_the_sign_and_then_stands_still(
    scene: Scene, tmp_path: Path
) -> None:
    async with display(scene, tmp_path, resend_s=SHORT):
        scene.draw(counter(visit()))
        await until(lambda: scene.sign.shown == Shown("A012", blink=True))
        scene.clock.advance(8)
        await until(lambda: scene.sign.shown == Shown("A012"))


async def test_the_end_of_the_blinking_is_not_missed_between_two_resendings(
    scene: Scene, tmp_path: Path
) -> None:
    async with display(scene, tmp_path, resend_s=60, blink_s=SHORT):
        scene.draw(counter(visit()))
        await until(lambda: scene.sign.shown == Shown("A012", blink=True))
        scene.clock.advance(SHORT)
        await until(lambda: scene.sign.shown == Shown("A012"))


async def test_a_display_that_starts_again_is_right_at_once(scene: Scene, tmp_path: Path) -> None:
    scene.draw(counter(visit()))
    scene.clock.advance(5)
    async with display(scene, tmp_path):
        await until(lambda: scene.sign.shown == Shown("A012", blink=True))


async def test_a_sign_that_lost_power_shows_the_number_again(scene: Scene, tmp_path: Path) -> None:
    async with display(scene, tmp_path, resend_s=SHORT):
        scene.draw(counter(visit()))
        await until(lambda: scene.sign.shown.text == "A012")
        scene.sign.power_off()
        await until(lambda: scene.part("sign") == "fault")
        scene.sign.power_on()
        await until(lambda: scene.sign.shown.text == "A012")
        await until(lambda: scene.part("sign") == "ok")


async def test_a_number_that_the_sign_cannot_show_does_not_leave_the_one_before(
    scene: Scene, tmp_path: Path
) -> None:
    async with display(scene, tmp_path):
        scene.draw(counter(visit()))
        await until(lambda: scene.sign.shown.text == "A012")
        unshowable = visit(A013).ticket.model_copy(update={"label": "K013"})
        scene.draw(counter(visit(A013).model_copy(update={"ticket": unshowable})))
        await until(lambda: scene.sign.shown == Shown(""))
        await until(lambda: scene.part("sign") == "fault")


async def test_a_number_stays_through_an_outage_and_the_display_says_so(
    scene: Scene, tmp_path: Path
) -> None:
    async with display(scene, tmp_path):
        scene.draw(counter(visit()))
        await until(lambda: scene.sign.shown.text == "A012" and not scene.told.says)
        scene.broker.state("broker", m.DeviceState(device="broker", status="offline"))
        await until(lambda: scene.told.says == TEXTS.say("sign.offline"))
        assert scene.sign.shown.text == "A012"


async def test_a_key_is_lit_until_it_is_answered_and_the_keypad_is_deaf_meanwhile(
    scene: Scene, tmp_path: Path
) -> None:
    async with display(scene, tmp_path):
        scene.draw(counter(visit()))
        await until(lambda: scene.sign.shown.text == "A012")
        ask = await scene.press("next")
        assert ask == m.NextAsk(id=ask.id, counter="3", seen=A012)
        await until(lambda: scene.keys.lit("next"))
        scene.keys.press("recall")
        scene.answer(m.Called(counter="3", ticket=visit(A013).ticket))
        await until(lambda: not scene.keys.lit("next"))
        assert scene.asks == [ask]
        assert isinstance(await scene.press("recall"), m.RecallAsk)


async def test_a_refusal_is_seen_and_passes(scene: Scene, tmp_path: Path) -> None:
    async with display(scene, tmp_path, failure_s=SHORT):
        scene.draw(counter(visit()))
        await until(lambda: scene.sign.shown.text == "A012")
        await scene.press("no_show")
        scene.answer(m.Refused(reason=m.Reason.TOO_SOON))
        await until(lambda: scene.sign.shown == Shown("no"))
        await until(lambda: scene.told.says == TEXTS.say("refusal.too_soon"))
        assert scene.keys.lit("no_show")
        scene.clock.advance(SHORT)
        await until(lambda: scene.sign.shown.text == "A012" and not scene.told.says)
        assert not scene.keys.lit("no_show")
        assert scene.told.counts == {"refused": 1}


async def test_silence_is_seen_and_the_officer_can_try_again(scene: Scene, tmp_path: Path) -> None:
    async with display(scene, tmp_path, patience_s=SHORT):
        scene.draw(counter())
        await until(lambda: not scene.told.says)
        first = await scene.press("next")
        await until(lambda: scene.sign.shown == Shown("Err"))
        await until(lambda: scene.told.says == TEXTS.say("keypad.no_answer"))
        assert (await scene.press("next")).id != first.id


async def test_a_key_that_is_held_down_is_told(scene: Scene, tmp_path: Path) -> None:
    async with display(scene, tmp_path, resend_s=SHORT):
        scene.keys.hold("pause", 11)
        await until(lambda: scene.part("keys") == "fault")
        scene.keys.release("pause")
        await until(lambda: scene.part("keys") == "ok")


FULL = ["next", "recall", "no_show", "pause", "transfer", "park", "call", *"0123456789"]


async def test_a_ticket_is_sent_to_another_service_with_two_keys(tmp_path: Path) -> None:
    scene = Scene(FULL)
    async with display(scene, tmp_path, keys={"driver": "simulated", "keys": FULL}):
        scene.draw(counter(visit()))
        scene.broker.state(
            "ho-tich",
            m.QueueState(
                service="ho-tich", name="Hộ tịch", prefix="H", waiting=0, day="2026-09-21", seq=1
            ),
        )
        await until(lambda: scene.sign.shown.text == "A012")
        scene.keys.press("transfer")
        await until(lambda: scene.sign.shown == Shown("H---"))
        ask = await scene.press("next")
        assert ask == m.TransferAsk(id=ask.id, counter="3", ticket=A012, service="ho-tich")
        await until(lambda: scene.sign.shown.text == "A012")
    scene.keys.close()


async def test_a_choice_that_is_left_alone_ends_by_itself(tmp_path: Path) -> None:
    scene = Scene(FULL)
    file = {"keys": {"driver": "simulated", "keys": FULL}, "resend_s": SHORT}
    async with display(scene, tmp_path, **file):
        scene.draw(counter(visit()))
        await until(lambda: scene.sign.shown.text == "A012")
        scene.keys.press("call")
        await until(lambda: scene.sign.shown == Shown("____"))
        scene.clock.advance(10)
        await until(lambda: scene.sign.shown.text == "A012")
        assert scene.asks == []
    scene.keys.close()
