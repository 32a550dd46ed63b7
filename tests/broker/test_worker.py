"""The forecasting process: a real one, that may die and is replaced."""

from pathlib import Path
from random import Random

import pytest

from broker.centre import Centre
from broker.forecast import forecast
from broker.foretell import FUTURES, LEARN_AGAIN, Foreteller
from broker.journal import open_journal
from broker.outlook import TableOutlook
from broker.parameters import MINUTE, PRIOR
from broker.worker import Play, Study, Worker, hired, prior
from runtime.clock import SetClock
from tests.broker.desk import MONDAY, Desk, changed, example
from tests.broker.scenes import Waiting, desk, scene

TUESDAY = "2026-11-24"
PLAY = Play(scene([Waiting(3), Waiting(1)], [desk()]), PRIOR, futures=10, seed=7)


async def journal_of_a_day(folder: Path) -> Path:
    """One visit of nine minutes."""
    day = Desk()
    day.sign_in("1", "anh-tuyet")
    day.press("dat-dai")
    day.next("1")
    day.wait(540)
    day.finish("1")
    path = folder / "journal.db"
    async with open_journal(path) as journal:
        await journal.append(day.entries)
    return path


async def test_another_process_foretells_what_this_one_would() -> None:
    async with hired() as worker:
        told = await worker.play(PLAY)
    assert told == forecast(PLAY.scene, PRIOR, 10, Random(7))


async def test_a_worker_that_died_is_replaced() -> None:
    async with hired() as worker:
        assert await worker.play(PLAY) is not None
        assert worker.process is not None
        worker.process.kill()
        await worker.process.wait()
        assert await worker.play(PLAY) is None
        assert await worker.play(PLAY) == forecast(PLAY.scene, PRIOR, 10, Random(7))


async def test_past_days_are_learned_from_their_journal(tmp_path: Path) -> None:
    path = await journal_of_a_day(tmp_path)
    async with hired() as worker:
        learned = await worker.study(Study(example(), path, "2026-11-24"))
        nothing = await worker.study(Study(example(), path, MONDAY))
    assert learned is not None
    assert nothing is not None
    assert (learned.days, nothing.days) == (1, 0)
    assert learned.parameters.profile.keys() == {("dat-dai", "normal")}
    assert (nothing.parameters, nothing.calibrations) == (PRIOR, {})


async def test_a_centre_without_a_journal_learns_nothing(tmp_path: Path) -> None:
    async with hired() as worker:
        assert await worker.study(Study(example(), tmp_path / "none.db", MONDAY)) is None


def test_minutes_of_the_settings_hold_until_more_is_known() -> None:
    services = [one.model_dump() for one in example().services]
    services[0]["minutes"] = 14.0
    known = prior(changed(services=services).settings)
    assert known.service("dat-dai").mean == pytest.approx(14 * MINUTE)
    assert known.service("ho-tich") == PRIOR.other


async def test_waits_are_foretold_when_something_happened(tmp_path: Path) -> None:
    day = Desk()
    day.sign_in("1", "anh-tuyet")
    outlook = TableOutlook(day.plan, prior(day.plan.settings))
    path = await journal_of_a_day(tmp_path)
    async with hired() as worker:
        foreteller = Foreteller(outlook, worker, day.clock, path, lambda: day.centre)
        await foreteller.step()
        ticket = day.ticket("dat-dai")
        await foreteller.step()
        assert outlook.for_ticket(ticket.id, day.clock.now()) is not None
        later = day.ticket("dat-dai")
        assert outlook.for_ticket(later.id, day.clock.now()) is None
        await foreteller.step()
        assert outlook.for_ticket(later.id, day.clock.now()) is not None


class Watched(SetClock):
    """A clock that goes on by a minute whenever it is read."""

    def now(self) -> int:
        """See `Clock`."""
        self.advance(60)
        return super().now()


async def test_waits_count_from_after_the_learning_which_takes_its_time(tmp_path: Path) -> None:
    day = Desk()
    outlook = TableOutlook(day.plan, prior(day.plan.settings))
    clock, renewed = Watched(day.clock.now()), list[int]()
    async with hired() as worker:
        foreteller = Foreteller(
            outlook, worker, clock, await journal_of_a_day(tmp_path), lambda: day.centre,
            lambda _centre, now: renewed.append(now),
        )  # fmt: skip
        await foreteller.step()
    assert renewed == [clock.now() - MINUTE]


async def test_when_too_many_wait_the_length_of_the_queue_answers(tmp_path: Path) -> None:
    day = Desk()
    day.sign_in("1", "anh-tuyet")
    outlook = TableOutlook(day.plan, prior(day.plan.settings))
    renewed: list[int] = []
    async with hired() as worker:
        foreteller = Foreteller(
            outlook, worker, day.clock, tmp_path / "journal.db", lambda: day.centre,
            lambda _centre, now: renewed.append(now), most=1,
        )  # fmt: skip
        first = day.ticket("dat-dai")
        await foreteller.step()
        assert outlook.for_ticket(first.id, day.clock.now()) is not None
        day.press("dat-dai")
        await foreteller.step()
    assert outlook.for_ticket(first.id, day.clock.now()) is None
    assert outlook.for_next("dat-dai", "normal", day.centre, day.clock.now()) is not None
    assert renewed == [day.clock.now()] * 2


async def test_what_could_not_be_learned_is_tried_again(tmp_path: Path) -> None:
    day = Desk()
    outlook = TableOutlook(day.plan, prior(day.plan.settings))
    async with hired() as worker:
        foreteller = Foreteller(
            outlook, worker, day.clock, tmp_path / "journal.db", lambda: day.centre
        )
        await foreteller.step()
        assert outlook.parameters.profile == {}
        await journal_of_a_day(tmp_path)
        day.days.today = TUESDAY
        day.days.known[TUESDAY] = Centre(TUESDAY)
        day.clock.advance(LEARN_AGAIN / 1000)
        await foreteller.step()
        assert outlook.parameters.profile != {}


async def test_with_no_day_nothing_is_foretold(tmp_path: Path) -> None:
    worker = Worker()
    outlook = TableOutlook(Desk().plan)
    await Foreteller(outlook, worker, SetClock(), tmp_path / "none.db", lambda: None).step()
    assert worker.process is None
    assert FUTURES > 1
