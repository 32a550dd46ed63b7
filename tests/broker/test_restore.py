"""A journal that came back from a backup: what it does not know is on nobody's slip twice."""

import shutil
from pathlib import Path

import pytest

from broker.audit import audit
from broker.facts import NumbersVoided
from contract import messages as m
from tests.broker.desk import MONDAY, at, changed
from tests.broker.house import House

TUESDAY = "2026-11-24"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, changed(leases={"after_restore": 10, "most": 5}))


def put_back(house: House, backup: Path) -> None:
    """The journal as it was, and none of what was committed since."""
    house.path.unlink()
    for beside in house.path.parent.glob("journal.db-*"):
        beside.unlink()
    shutil.copy(backup, house.path)


async def test_numbers_given_since_the_backup_are_not_given_again(
    house: House, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    async with house.open():
        kept = [(await house.press()).ticket.label for _ in range(3)]
    shutil.copy(house.path, backup)
    async with house.open():
        lost = [(await house.press()).ticket.label for _ in range(4)]
        lease = await house.ask(
            "dispenser-1", m.LeaseAsk(id=house.new_id(), service="dat-dai", epoch=0)
        )
        assert isinstance(lease, m.Leased)
    put_back(house, backup)
    house.restored = True
    async with house.open():
        new = [(await house.press()).ticket.label for _ in range(2)]
        ask = m.LeaseAsk(id=house.new_id(), service="dat-dai", epoch=lease.epoch)
        again = await house.ask("dispenser-1", ask)
        assert isinstance(again, m.Leased)
    assert new == ["A014", "A015"]
    assert not {*kept, *lost} & set(new)
    assert again.first > lease.last


async def test_each_start_says_once_what_it_leaves_out(house: House) -> None:
    house.restored = True
    async with house.open():
        await house.press()
        house.clock.advance(600)
        await house.press()
    voided = [e.fact for e in house.committed if isinstance(e.fact, NumbersVoided)]
    assert len(voided) == 2 * len(house.plan.services)
    house.restored = False
    async with house.open():
        assert (await house.press()).ticket.label == "A013"
    assert all(series.sound for series in audit(entry.fact for entry in house.committed))


async def test_by_a_clock_that_is_not_set_the_day_it_turns_to_is_treated_so_too(
    house: House,
) -> None:
    """The backup is of Monday, and on Tuesday numbers were given that it knows nothing of."""
    async with house.open():
        await house.press()
    house.restored = True
    house.clock.set(at("08:05"), synchronised=False)
    async with house.open():
        assert (await house.press()).ticket.label == "A012"
        house.clock.set(at("09:00", TUESDAY))
        answer = await house.press()
        assert (answer.ticket.label, answer.day) == ("A011", TUESDAY)
        house.clock.set(at("09:00", "2026-11-25"))
        assert (await house.press()).ticket.label == "A001"


async def test_before_the_first_day_nothing_is_left_out_until_the_clock_is_set(
    house: House,
) -> None:
    house.restored = True
    house.clock.set(at("08:00"), synchronised=False)
    async with house.open() as running:
        assert running.gate.commits == []
        house.clock.set(at("08:00"))
        answer = await house.press()
        assert (answer.ticket.label, answer.day) == ("A011", MONDAY)
